//! What was purchased beside what the operator measures.

use leptos::prelude::*;
use model::{LatencyCheck, Observed, Session, WantedLatency};

use crate::{components::CollectAny, i18n::format, t};

/// The comparison, where the operator measures anything.
#[component]
pub(super) fn PurchasedAndActual(session: Session) -> impl IntoView {
    session.observed.clone().and_then(|observed| {
        let rows = rows(&session, &observed);
        // A network that is not used yet has nothing to hold against what was bought.
        if rows.is_empty() {
            return None;
        }
        let rows = rows
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
            .collect_any();
        Some(view! {
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
                    view! { <p class="note">{t!("actual-hours", count = hours, number = format::number(hours))}</p> }
                })}
            </section>
        })
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
        // One figure for the whole network, that of its slowest connection: it says nothing of a
        // wish for another one.
        let wishes = || session.connections.iter().filter_map(|one| one.latency);
        let (count, of) = (wishes().count(), session.connections.len());
        let is_of_all = count == of;
        let wanted = if is_of_all {
            wishes().max()
        } else {
            wishes().min()
        };
        let is_missed = |wanted: WantedLatency| wanted.check(Some(latency)) == LatencyCheck::Missed;
        rows.push(Row {
            name: t!("actual-latency"),
            purchased: match wanted {
                None => missing(),
                Some(wanted) if is_of_all => t!("actual-wanted", number = wanted.get()),
                Some(wanted) => {
                    t!(
                        "actual-wanted-of-some",
                        number = wanted.get(),
                        count = count,
                        of = of
                    )
                }
            },
            actual: t!("actual-ms", number = format::measure(latency, 1)),
            is_short: is_of_all && wanted.is_some_and(is_missed),
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
    use model::{Level, SessionState};

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
        // Which connection is slow is known only where each has a wish.
        let mut wish = |latencies: &[&str]| {
            session.connections = latencies
                .iter()
                .map(|latency| model::Connection {
                    latency: WantedLatency::typed(latency).unwrap(),
                    ..connection.clone()
                })
                .collect();
            rows(&session, &observed)[0].is_short
        };
        assert!(!wish(&["2", ""]));
        assert!(!wish(&["2", "40"]));
        assert!(wish(&["2", "31"]));
    }
}
