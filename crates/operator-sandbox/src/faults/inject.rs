//! Where faults happen: between the frame that every answer has and the operator itself.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::header,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tokio::time::sleep;

use super::{
    plan::{Effect, Fault, WrongContentType},
    scripted, wire,
};
use crate::{
    ClockError, OperationName, SandboxState, http::Failure, networks::FailsLater,
    storage::StorageError,
};

/// More of a request's body is not read before its connection is dropped.
const LARGEST_UNREAD: usize = 16 * 1024 * 1024;

/// Shows a request the faults that the plan has for its operation.
pub(crate) async fn inject(
    state: &SandboxState,
    operation: Option<OperationName>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(operation) = operation else {
        return next.run(request).await;
    };
    let mut decides_answer = None;
    for fault in state.faults().next(operation) {
        let kind = fault.kind();
        tracing::info!(
            operation = operation.as_str(),
            fault = kind,
            "a fault is shown"
        );
        state.metrics().fault_shown(operation, kind);
        match precede(state, fault, &mut request).await {
            Ok(fault) => decides_answer = decides_answer.or(fault),
            Err(error) => return Failure::from(error).into_response(),
        }
    }
    match decides_answer {
        Some(fault) => answer(operation, fault, request, next).await,
        None => next.run(request).await,
    }
}

/// Lets happen what comes before the request is dealt with; gives back any other fault.
async fn precede(
    state: &SandboxState,
    fault: Fault,
    request: &mut Request,
) -> Result<Option<Fault>, StorageError> {
    match fault {
        Fault::Latency(latency) => sleep(latency.0).await,
        Fault::ExpireTokens => state.expire_tokens().await.map(|_| ())?,
        Fault::StepClock(by) => match state.step_clock(by.0).await {
            Err(ClockError::Storage(error)) => return Err(error),
            // At the end of the calendar it stands.
            Ok(()) | Err(ClockError::Ahead(_) | ClockError::BeyondCalendar) => {}
        },
        Fault::Capacity(capacity) => state.set_capacity(capacity),
        Fault::FailOrder => {
            request.extensions_mut().insert(FailsLater);
        }
        Fault::Answer(_)
        | Fault::ContentType(_)
        | Fault::Truncate(_)
        | Fault::Drop(_)
        | Fault::Drip(_) => return Ok(Some(fault)),
    }
    Ok(None)
}

async fn answer(operation: OperationName, fault: Fault, request: Request, next: Next) -> Response {
    match fault {
        Fault::Answer(scripted) => {
            deal_with(request, next, scripted.when).await;
            scripted::answer(&scripted, operation)
        }
        Fault::Drop(effect) => {
            deal_with(request, next, effect).await;
            wire::dropped()
        }
        Fault::ContentType(wrong) => renamed(next.run(request).await, &wrong),
        Fault::Truncate(truncation) => wire::truncated(next.run(request).await, &truncation).await,
        Fault::Drip(drip) => wire::dripping(next.run(request).await, &drip).await,
        Fault::Latency(_)
        | Fault::ExpireTokens
        | Fault::StepClock(_)
        | Fault::Capacity(_)
        | Fault::FailOrder => next.run(request).await,
    }
}

/// Does what is asked for, or only reads it: a connection that is closed with unread data on
/// it would be reset, and the sender might not see what was answered.
async fn deal_with(request: Request, next: Next, effect: Effect) {
    match effect {
        // The answer is what is lost.
        Effect::AfterEffect => drop(next.run(request).await),
        Effect::BeforeEffect => drop(to_bytes(request.into_body(), LARGEST_UNREAD).await),
    }
}

fn renamed(mut response: Response, wrong: &WrongContentType) -> Response {
    if let Some(value) = wrong.value.value() {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    if let Some(body) = &wrong.body {
        response.headers_mut().remove(header::CONTENT_LENGTH);
        *response.body_mut() = Body::from(body.clone());
    }
    response
}
