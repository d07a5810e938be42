//! How an operator kept its promises of days to wait so far.

use contract::OperatorRecord;
use leptos::prelude::*;
use model::Origin;

use crate::{i18n::format, t};

/// The line that stands beside a promise, and in full where the operator is listed; nothing where nothing is known.
#[component]
pub fn KeptPromises(
    /// What is known of the operator.
    #[prop(optional_no_strip)]
    record: Option<OperatorRecord>,
    /// Whether everything that is known is said.
    #[prop(optional)]
    in_full: bool,
) -> impl IntoView {
    record.map(|record| {
        let mut words = vec![short(&record)];
        if in_full {
            words.extend(rest(&record));
        }
        view! {
            <small
                data-testid="kept-promises"
                data-orders=record.orders.to_string()
                data-on-time=record.on_time.to_string()
                data-late=record.longest_delay.to_string()
                data-never=record.never_ready.to_string()
                data-origin=record.origin.as_str()
            >
                {words.join(" · ")}
            </small>
        }
    })
}

/// How many were ready in time, and how late the others were at the most.
fn short(record: &OperatorRecord) -> String {
    if record.orders == 0 {
        t!("kept-none-ready")
    } else if record.longest_delay == 0 {
        t!(
            "kept-on-time",
            kept = record.on_time,
            orders = record.orders
        )
    } else {
        t!(
            "kept-late",
            kept = record.on_time,
            orders = record.orders,
            days = record.longest_delay
        )
    }
}

fn rest(record: &OperatorRecord) -> Vec<String> {
    let days = |half_days: u32| {
        let places = u32::from(half_days % 2 == 1);
        format::measure(f64::from(half_days) / 2.0, places)
    };
    let middle = record.promised_half_days.zip(record.waited_half_days);
    let middle = middle.map(|(promised, waited)| {
        t!(
            "kept-middle",
            promised = days(promised),
            waited = days(waited)
        )
    });
    let some = |count: u32, words: fn(u32) -> String| (count > 0).then(|| words(count));
    [
        middle,
        some(record.never_ready, |count| t!("kept-never", count = count)),
        some(record.unclear, |count| t!("kept-unclear", count = count)),
        (record.origin == Origin::Simulated).then(|| t!("kept-simulated")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
