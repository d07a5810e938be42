//! A small map of a session's endpoints, drawn once, without tiles or controls.

mod land;
mod projection;

use leptos::prelude::*;
use model::{Coordinates, EndpointId, EndpointKind, Session};

use crate::{components::CollectAny, hooks::memo, model::fixed::fixed, t};
use projection::{Frame, frame, point};

/// Beyond so many endpoints their names would cover each other.
const MOST_NAMED: usize = 6;
/// Longest name on the map, in characters.
const MOST_LETTERS: usize = 24;

/// Endpoints and connections over the coasts of the world. What it shows stands in words
/// beside it, so for a screen reader it is one picture.
#[component]
pub(super) fn OverviewMap(session: Signal<Option<Session>>) -> impl IntoView {
    let land = land::use_land();
    // Only another network is drawn anew, not another state of the same.
    let drawing = memo(move || session.with(|session| session.as_ref().and_then(Drawing::of)));
    view! {
        {move || drawing.get().map(|drawing| {
            let Frame { x, y, width, height } = drawing.frame;
            let dot = width / 90.0;
            // About 11 px, where the map is as wide as the detail beside the list.
            let size = width / 33.0;
            let names = (drawing.dots.len() <= MOST_NAMED).then(|| {
                let dots = drawing.dots.iter();
                dots.map(|(_, (at_x, at_y), name)| {
                    let (anchor, left) = side((at_x - x) / width, dot);
                    // Below its dot, and above where that is outside.
                    let is_low = at_y - y > height * 0.8;
                    let down = if is_low { -2.0 * dot } else { dot + size };
                    view! {
                        <text
                            class="overview-name"
                            x=fixed(at_x + left, 4)
                            y=fixed(at_y + down, 4)
                            font-size=fixed(size, 4)
                            stroke-width=fixed(size / 4.0, 4)
                            text-anchor=anchor
                        >
                            {short(name)}
                        </text>
                    }
                })
                .collect_any()
            });
            view! {
                <svg
                    class="overview-map"
                    role="img"
                    aria-label=t!("session-map")
                    data-testid="session-map"
                    viewBox=[x, y, width, height].map(|length| fixed(length, 4)).join(" ")
                    preserveAspectRatio="xMidYMid slice"
                >
                    <path class="overview-land" d=move || land.get()></path>
                    {drawing.lines.into_iter()
                        .map(|line| view! { <path class="overview-line" d=line></path> })
                        .collect_any()}
                    {drawing.dots.into_iter()
                        .map(|(kind, (x, y), _)| {
                            view! {
                                <circle
                                    class=format!("overview-dot overview-{}", kind.as_str())
                                    cx=fixed(x, 4)
                                    cy=fixed(y, 4)
                                    r=fixed(dot, 4)
                                ></circle>
                            }
                        })
                        .collect_any()}
                    {names}
                </svg>
            }
        })}
    }
}

/// From where a text that far across the map goes, so that it stays on it.
fn side(across: f64, dot: f64) -> (&'static str, f64) {
    if across < 0.25 {
        ("start", -dot)
    } else if across > 0.75 {
        ("end", dot)
    } else {
        ("middle", 0.0)
    }
}

fn short(name: &str) -> String {
    if name.chars().count() <= MOST_LETTERS {
        return name.to_owned();
    }
    let start: String = name.chars().take(MOST_LETTERS - 1).collect();
    format!("{}…", start.trim_end())
}

#[derive(Clone, Debug, PartialEq)]
struct Drawing {
    frame: Frame,
    lines: Vec<String>,
    dots: Vec<(EndpointKind, (f64, f64), String)>,
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
                .map(|endpoint| {
                    let at = point(endpoint.coordinates);
                    (endpoint.kind, at, endpoint.label.clone())
                })
                .collect(),
        })
    }
}
