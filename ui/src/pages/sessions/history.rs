//! The life of a session so far, newest first.

use leptos::prelude::*;
use model::{Fee, HistoryEntry, HistoryKind, Level, Mbps, ReportedLevel};

use super::drift::{Why, sentences};
use crate::{components::CollectAny, i18n::format, t};

/// The entries on a line.
#[component]
pub(super) fn History(entries: Vec<HistoryEntry>) -> impl IntoView {
    view! {
        <ol class="timeline">
            {entries.into_iter().map(|entry| view! { <Entry entry=entry /> }).collect_any()}
        </ol>
    }
}

#[component]
fn Entry(entry: HistoryEntry) -> impl IntoView {
    let words = words(&entry.kind);
    let is_bad = matches!(
        entry.kind,
        HistoryKind::Ended { .. } | HistoryKind::Vanished
    );
    view! {
        <li class:timeline-bad=is_bad data-kind=words.name>
            <p class="timeline-title">
                <b>{words.title}</b>
                <time datetime=entry.at.to_rfc3339()>{format::short_date_time(entry.at)}</time>
            </p>
            {words.detail.map(|detail| view! { <p>{detail}</p> })}
            {entry.correlator.map(|correlator| {
                view! { <p class="timeline-fine">{t!("correlator", correlator = correlator)}</p> }
            })}
        </li>
    }
}

struct Words {
    /// For automation.
    name: &'static str,
    title: String,
    detail: Option<String>,
}

fn words(kind: &HistoryKind) -> Words {
    let (name, title, detail) = match kind {
        HistoryKind::Ordered {
            level,
            bandwidth,
            fee,
        } => (
            "ordered",
            t!("history-ordered"),
            Some(ordered(*level, *bandwidth, fee.as_ref())),
        ),
        HistoryKind::Attached => ("attached", t!("history-attached"), None),
        HistoryKind::BecameAvailable => ("available", t!("history-available"), None),
        HistoryKind::ResizeAccepted {
            bandwidth,
            level,
            fee,
        } => (
            "resize-accepted",
            t!("history-resize", bandwidth = format::bandwidth(bandwidth.1)),
            Some(resized(bandwidth.0, level, fee.as_ref())),
        ),
        HistoryKind::ResizeCompleted => ("resize-completed", t!("history-resized"), None),
        HistoryKind::DeleteAccepted => ("delete-accepted", t!("history-delete"), None),
        HistoryKind::Deleted => ("deleted", t!("history-deleted"), None),
        HistoryKind::Expired => ("expired", t!("history-expired"), None),
        HistoryKind::Ended { reason } => {
            let reason = reason.as_deref().map(ended);
            ("ended", t!("history-ended"), reason)
        }
        HistoryKind::Vanished => (
            "vanished",
            t!("history-vanished"),
            Some(t!("history-vanished-text")),
        ),
        HistoryKind::ChangedElsewhere { drift } => (
            "changed-elsewhere",
            t!("history-changed-elsewhere"),
            Some(sentences(drift, Why::Elsewhere).join(" ")),
        ),
        HistoryKind::GrantedOtherwise { drift } => (
            "granted-otherwise",
            t!("history-granted"),
            Some(sentences(drift, Why::Granted).join(" ")),
        ),
        HistoryKind::DriftAccepted => ("drift-accepted", t!("history-drift-accepted"), None),
        HistoryKind::OrderFailed { reason } => {
            ("order-failed", t!("history-order-failed"), reason.clone())
        }
    };
    Words {
        name,
        title,
        detail,
    }
}

/// Why a network ended; a word that is not known stands as the operator said it.
fn ended(reason: &str) -> String {
    match reason {
        "NETWORK_TERMINATED" => t!("ended-terminated"),
        "INSUFFICIENT_RESOURCES" => t!("ended-no-capacity"),
        other => other.to_owned(),
    }
}

fn ordered(level: Level, bandwidth: Mbps, fee: Option<&Fee>) -> String {
    t!(
        "history-ordered-text",
        level = level.as_str(),
        bandwidth = format::bandwidth(bandwidth),
        fee = format::fee_amount(fee)
    )
}

fn resized(
    before: Option<Mbps>,
    level: &(Option<ReportedLevel>, ReportedLevel),
    fee: Option<&Fee>,
) -> String {
    let before = before.map_or_else(|| t!("missing-value"), format::bandwidth);
    let old_level = level
        .0
        .as_ref()
        .map_or_else(|| t!("missing-value"), |level| level.as_str().to_owned());
    t!(
        "history-resize-text",
        before = before,
        old_level = old_level,
        level = level.1.as_str(),
        fee = format::fee_amount(fee)
    )
}
