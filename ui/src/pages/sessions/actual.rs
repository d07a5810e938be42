//! What was purchased beside what the operator measures.

use leptos::prelude::*;
use model::{LatencyCheck, Observed, Session};

use crate::{i18n::format, t};

/// The comparison, where the operator measures anything.
#[component]
pub(super) fn PurchasedAndActual(session: Session) -> impl IntoView {
    session.observed.clone().map(|observed| {
        let rows = rows(&session, &observed)
            .into_iter()
            .map(|row| {
                view! {
                    <tr>
                        <th scope="row">{row.name}</th>
                        <td>{row.purchased}</td>
                        <td class:is-short=row.is_short>{row.actual}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <section aria-labelledby="session-actual" data-testid="session-actual">
                <h3 id="session-actual">{t!("session-actual")}</h3>
                <table class="table actual">
                    <thead>
                        <tr>
                            <th scope="col"><span class="visually-hidden">{t!("actual-what")}</span></th>
                            <th scope="col">{t!("actual-purchased")}</th>
                            <th scope="col">{t!("actual-measured")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {observed.serviced_hours.map(|hours| {
                    view! { <p class="note">{t!("actual-hours", count = hours)}</p> }
                })}
            </section>
        }
    })
}

struct Row {
    name: String,
    purchased: String,
    actual: String,
    /// Whether less is given than was purchased.
    is_short: bool,
}

fn rows(session: &Session, observed: &Observed) -> Vec<Row> {
    let missing = || t!("missing-value");
    let mut rows = Vec::new();
    if let Some(actual) = &observed.level {
        let purchased = session.level.as_ref();
        let known = (
            purchased.and_then(model::ReportedLevel::known),
            actual.known(),
        );
        rows.push(Row {
            name: t!("sessions-level"),
            purchased: purchased.map_or_else(missing, |level| level.as_str().to_owned()),
            actual: actual.as_str().to_owned(),
            is_short: matches!(known, (Some(purchased), Some(actual)) if actual < purchased),
        });
    }
    if let Some(actual) = observed.bandwidth {
        rows.push(Row {
            name: t!("session-bandwidth"),
            purchased: session.bandwidth.map_or_else(missing, format::bandwidth),
            actual: t!("bandwidth", number = format::number(actual)),
            is_short: session
                .bandwidth
                .is_some_and(|wanted| actual < wanted.get()),
        });
    }
    if let Some(latency) = observed.latency_ms {
        // One figure for the whole network, beside the least that is wanted of any connection.
        let wanted = session
            .connections
            .iter()
            .filter_map(|one| one.latency)
            .min();
        rows.push(Row {
            name: t!("actual-latency"),
            purchased: wanted
                .map_or_else(missing, |wanted| t!("actual-wanted", number = wanted.get())),
            actual: t!("actual-ms", number = format::measure(latency, 1)),
            is_short: wanted
                .is_some_and(|wanted| wanted.check(Some(latency)) == LatencyCheck::Missed),
        });
    }
    if let Some(loss) = observed.loss_percent {
        rows.push(Row {
            name: t!("actual-loss"),
            purchased: missing(),
            actual: t!("actual-percent", number = format::measure(loss, 3)),
            is_short: false,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use model::{Level, SessionState, WantedLatency};

    use super::*;
    use crate::pages::sessions::filter::tests::session;

    #[test]
    fn less_than_purchased_is_marked() {
        let session = session("a", SessionState::Available);
        let observed = Observed {
            level: Some(Level::A.into()),
            bandwidth: Some(500),
            latency_ms: Some(31.2),
            ..Observed::default()
        };
        let rows = rows(&session, &observed);
        let short: Vec<bool> = rows.iter().map(|row| row.is_short).collect();
        assert_eq!(short, [true, false, false]);
    }

    #[test]
    fn a_latency_over_the_wanted_one_is_marked() {
        let mut session = session("a", SessionState::Available);
        let observed = Observed {
            latency_ms: Some(31.2),
            ..Observed::default()
        };
        let mut connection = crate::model::scene::tests::design().connections.remove(0);
        for (wanted, is_short) in [("", false), ("32", false), ("31", true)] {
            connection.latency = WantedLatency::typed(wanted).unwrap();
            session.connections = vec![connection.clone()];
            assert_eq!(rows(&session, &observed)[0].is_short, is_short, "{wanted}");
        }
    }
}
