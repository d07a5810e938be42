//! `POST /S2C_VPN`: an order.

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use super::{answer::OrderedAnswer, body::OrderJson};
use crate::{
    SandboxState,
    dialect::Dialect,
    http::{Admitted, BodyKind, Failure, Operation, Rejection},
    networks::{self, AskedNetwork, FailsLater, IdempotencyKey},
    notifications::Sink,
    oauth::Scope,
};

pub(crate) struct CreateService;

impl Operation for CreateService {
    const SCOPE: Scope = Scope::SiteToCloudCreate;
    const BODY: BodyKind = BodyKind::Json;
    const DIALECT: Dialect = Dialect::SiteToCloudVpn;
}

/// Answers 200 where MultiPoint VPN says 201, and without a `Location`.
pub(super) async fn create(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<CreateService>,
    headers: HeaderMap,
    fails_later: Option<Extension<FailsLater>>,
    order: Result<OrderJson, Failure>,
) -> Result<Response, Rejection<CreateService>> {
    let OrderJson(order) = order?;
    let asked = AskedNetwork {
        dialect: CreateService::DIALECT,
        client_id,
        key: IdempotencyKey::read(&headers, &order)?,
        sink: Sink::of_order(&order, state.now()),
        order: order.order.into(),
        fails_later: fails_later.map(|Extension(fails)| fails),
    };
    let answer = networks::place(&state, asked, OrderedAnswer::at).await?;
    let json = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, json)], answer.body).into_response())
}
