//! `listNetworks`: an addition to the standard, which has no list; off unless asked for.

use axum::{extract::State, http::Uri};
use serde::Serialize;

use super::{answer::NetworkAnswer, timeline::ran_out_before};
use crate::{
    SandboxState,
    http::{Admitted, BodyKind, Failure, Json, Operation},
    oauth::Scope,
    storage::networks,
};

/// Most networks on a page.
pub(crate) const LARGEST_PAGE: u32 = 100;
/// Networks on a page where nobody says.
pub(crate) const DEFAULT_PAGE: u32 = 20;
/// Highest number of a page; beyond the networks that there are it is empty.
pub(crate) const LAST_PAGE: u32 = i32::MAX.cast_unsigned();

pub(crate) struct ListNetworks;

impl Operation for ListNetworks {
    const SCOPE: Scope = Scope::Read;
    const BODY: BodyKind = BodyKind::None;
}

/// One page of a client's networks.
#[derive(Serialize)]
pub(crate) struct ListAnswer {
    items: Vec<NetworkAnswer>,
    pagination: Pagination,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pagination {
    page: u32,
    per_page: u32,
    total_count: u64,
    total_pages: u64,
}

/// `GET /networks?page=1&perPage=20`: the oldest first, those that can be read with `GET`.
pub(crate) async fn list(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<ListNetworks>,
    uri: Uri,
) -> Result<Json<ListAnswer>, Failure> {
    let query = uri.query().unwrap_or_default();
    let page = parameter(query, "page", 1, LAST_PAGE)?;
    let per_page = parameter(query, "perPage", DEFAULT_PAGE, LARGEST_PAGE)?;
    let now = state.now();
    let ran_out = ran_out_before(now);
    let is_behind = state
        .storage()
        .read(move |database| networks::any_gone(database, now, ran_out));
    if is_behind.await? {
        let drop = state
            .storage()
            .write(move |database| networks::drop_gone(database, now, ran_out));
        drop.await?;
    }
    let find = state.storage().read(move |database| {
        let first = u64::from(page - 1) * u64::from(per_page);
        let dialect = ListNetworks::DIALECT;
        let total = networks::count(database, dialect, &client_id)?;
        let found = if first < total {
            networks::page(database, dialect, &client_id, first, per_page)?
        } else {
            Vec::new()
        };
        Ok((total, found))
    });
    let (total_count, found) = find.await?;
    let items = found
        .into_iter()
        .filter_map(|network| NetworkAnswer::at(network, now));
    Ok(Json(ListAnswer {
        items: items.collect(),
        pagination: Pagination {
            page,
            per_page,
            total_count,
            total_pages: total_count.div_ceil(u64::from(per_page)),
        },
    }))
}

/// A whole number from 1 to `most` in the query, or what holds where it is not there.
fn parameter(query: &str, name: &str, absent: u32, most: u32) -> Result<u32, Failure> {
    let mut values = url::form_urlencoded::parse(query.as_bytes())
        .filter_map(|(key, value)| (key == name).then_some(value));
    let Some(value) = values.next() else {
        return Ok(absent);
    };
    let is_plain = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value
        .parse()
        .ok()
        .filter(|number| (1..=most).contains(number));
    match (number, values.next()) {
        (Some(number), None) if is_plain => Ok(number),
        _ => Err(Failure::InvalidArgument(format!(
            "{name} is not a whole number from 1 to {most}, said once."
        ))),
    }
}
