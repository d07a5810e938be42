//! A small map of a session's endpoints, drawn once, without tiles or controls.

mod land;
mod projection;

use leptos::prelude::*;
use model::{Coordinates, EndpointId, EndpointKind, Session};

use crate::t;
use projection::{Frame, frame, point};

/// Endpoints and connections over the coasts of the world. What it shows stands in words
/// beside it, so for a screen reader it is one picture.
#[component]
pub(super) fn OverviewMap(session: Signal<Option<Session>>) -> impl IntoView {
    let land = land::use_land();
    // Only another network is drawn anew, not another state of the same.
    let drawing =
        Memo::new(move |_| session.with(|session| session.as_ref().and_then(Drawing::of)));
    view! {
        {move || drawing.get().map(|drawing| {
            let Frame { x, y, width, height } = drawing.frame;
            let dot = width / 90.0;
            view! {
                <svg
                    class="overview-map"
                    role="img"
                    aria-label=t!("session-map")
                    data-testid="session-map"
                    viewBox=format!("{x:.4} {y:.4} {width:.4} {height:.4}")
                    preserveAspectRatio="xMidYMid slice"
                >
                    <path class="overview-land" d=move || land.get()></path>
                    {drawing.lines.into_iter()
                        .map(|line| view! { <path class="overview-line" d=line></path> })
                        .collect_view()}
                    {drawing.dots.into_iter()
                        .map(|(kind, (x, y))| {
                            view! {
                                <circle
                                    class=format!("overview-dot overview-{}", kind.as_str())
                                    cx=format!("{x:.4}")
                                    cy=format!("{y:.4}")
                                    r=format!("{dot:.4}")
                                ></circle>
                            }
                        })
                        .collect_view()}
                </svg>
            }
        })}
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Drawing {
    frame: Frame,
    lines: Vec<String>,
    dots: Vec<(EndpointKind, (f64, f64))>,
}

impl Drawing {
    fn of(session: &Session) -> Option<Self> {
        let places: Vec<Coordinates> = session
            .endpoints
            .iter()
            .map(|endpoint| endpoint.coordinates)
            .collect();
        let lines = session
            .connections
            .iter()
            .filter_map(|connection| {
                let place = |id: &EndpointId| {
                    session
                        .endpoints
                        .iter()
                        .find(|endpoint| endpoint.id == *id)
                        .map(|endpoint| endpoint.coordinates)
                };
                Some(projection::line(
                    place(&connection.customer_edge)?,
                    place(&connection.provider_edge)?,
                ))
            })
            .collect();
        Some(Self {
            frame: frame(&places)?,
            lines,
            dots: session
                .endpoints
                .iter()
                .map(|endpoint| (endpoint.kind, point(endpoint.coordinates)))
                .collect(),
        })
    }
}
