//! A connection in the list, with what the operator said of it.

use leptos::prelude::*;
use model::{ConnectionId, LatencyCheck};

use super::{actions, wording};
use crate::{
    hooks::memo,
    model::scene::{self, Selection, Verdict},
    state::design::use_design,
};

/// A connection: pressing it shows its form, Delete removes it.
#[component]
pub(super) fn ConnectionRow(
    /// Which one.
    id: ConnectionId,
) -> impl IntoView {
    let state = use_design();
    let wanted = id.clone();
    let verdict = memo(move || Verdict::of(state.answer.answer().get().as_deref(), &wanted));
    let wanted = id.clone();
    let texts = memo(move || {
        let answer = state.answer.answer().get();
        state.document.design().with(|design| {
            let design = design.as_ref()?;
            let connection = design.connection(&wanted)?;
            // An answer about other places says nothing of this length.
            let assessment = answer
                .as_ref()
                .filter(|answer| scene::is_where_it_was(design, &answer.asked, connection))
                .map(|answer| &answer.assessment);
            let length = scene::length(design, assessment, connection)?;
            let said = assessment.and_then(|assessment| assessment.latency_of(&wanted));
            let check = connection.latency.map(|latency| {
                let check = assessment.map(|_| latency.check(said));
                (check, wording::latency(latency, check, length))
            });
            Some((
                wording::ends_with_arrow(design, connection),
                wording::length(length),
                check,
            ))
        })
    });
    let selected = Selection::Connection(id.clone());
    let is_selected = memo(move || {
        state
            .document
            .selection()
            .with(|selection| selection.as_ref() == Some(&selected))
    });
    let reason = move || match verdict.get() {
        Verdict::Infeasible(reason) => reason,
        Verdict::NotAssessed | Verdict::Feasible | Verdict::Unknown => None,
    };
    let (pressed, removed) = (id.clone(), id.clone());
    view! {
        <button
            type="button"
            class="row row-connection"
            class:is-selected=is_selected
            data-testid="connection-row"
            data-id=id.to_string()
            data-state=move || {
                let state = verdict.get().as_str();
                (!state.is_empty()).then_some(state)
            }
            data-latency=move || {
                let (_, _, check) = texts.get()?;
                Some(check?.0?.as_str())
            }
            aria-pressed=move || is_selected.get().to_string()
            aria-keyshortcuts="Delete"
            on:click=move |_| actions::open_connection(state, pressed.clone(), true)
            on:keydown=move |event| {
                if event.key() == "Delete" {
                    event.prevent_default();
                    actions::remove_connection(state, removed.clone());
                }
            }
        >
            <span class="row-text">
                <b>{move || texts.get().map(|(ends, ..)| ends)}</b>
                <small>{move || texts.get().map(|(_, length, _)| length)}</small>
                {move || {
                    let (check, words) = texts.get()?.2?;
                    let is_missed = check == Some(LatencyCheck::Missed);
                    Some(view! { <small class:row-reason=is_missed>{words}</small> })
                }}
                {move || reason().map(|reason| view! { <small class="row-reason">{reason}</small> })}
            </span>
            <span class="row-verdict">{move || wording::verdict_word(&verdict.get())}</span>
        </button>
    }
}
