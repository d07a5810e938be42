//! The form of a connection.

use leptos::prelude::*;
use model::{ConnectionId, Edit, EndpointId};

use super::{actions, card_form::CardForm, wording};
use crate::{
    components::{Choice, Input, Select, TextField},
    hooks::{effect, memo},
    model::{
        connection_draft::{ConnectionDraft, ConnectionProblems, EndProblem},
        scene::Selection,
    },
    random,
    state::design::{DesignState, OpenForm, use_design},
    t,
};

/// The form of a new connection, or of one that is there.
#[component]
pub(super) fn ConnectionForm() -> impl IntoView {
    let state = use_design();
    let draft = state.forms.connection();
    let existing = match state.forms.current().get_untracked() {
        Some(OpenForm::Connection(id)) => Some(id),
        Some(OpenForm::NewEndpoint(_) | OpenForm::Endpoint(_) | OpenForm::NewConnection) | None => {
            None
        }
    };
    let is_new = existing.is_none();
    let id = existing
        .clone()
        .unwrap_or_else(|| ConnectionId::from_random(random::bits()));
    let latency = RwSignal::new(String::new());
    // Undo changes what stands in the field too.
    effect(move || {
        let drafted = draft.with(|draft| draft.latency.clone());
        if latency.with_untracked(|typed| *typed != drafted) {
            latency.set(drafted);
        }
    });
    let attempted = RwSignal::new(false);
    let checked = id.clone();
    let problems = memo(move || {
        if !attempted.get() {
            return ConnectionProblems::default();
        }
        state.document.design().with(|design| {
            let Some(design) = design else {
                return ConnectionProblems::default();
            };
            draft
                .get()
                .connection(checked.clone(), design)
                .err()
                .unwrap_or_default()
        })
    });
    let title = if is_new {
        t!("connection-form-new")
    } else {
        t!("connection-form")
    };
    let save_words = if is_new {
        t!("connection-form-add")
    } else {
        t!("action-save")
    };
    let on_delete = existing
        .clone()
        .map(|id| Callback::new(move |()| actions::remove_connection(state, id.clone())));
    let closed = existing.clone();
    view! {
        <CardForm
            testid="connection-form"
            save_testid="connection-save"
            cancel_testid="connection-cancel"
            delete_testid="connection-delete"
            title=title
            save=save_words
            on_save=move || {
                attempted.set(true);
                save(state, &id, is_new);
            }
            on_close=move || {
                state.forms.close();
                actions::leave_form(closed.as_ref().map(ConnectionId::as_str), "connection-add");
            }
            on_cancel=move || {
                state.forms.finish();
                state.document.selection().set(None);
                actions::leave_form(existing.as_ref().map(ConnectionId::as_str), "connection-add");
            }
            on_delete=on_delete
        >
            <EndField
                testid="connection-customer-edge"
                label=t!("connection-customer-edge")
                draft=draft
                end=|draft| &mut draft.customer_edge
                problem=Signal::derive(move || problems.get().customer_edge)
            />
            <EndField
                testid="connection-provider-edge"
                label=t!("connection-provider-edge")
                draft=draft
                end=|draft| &mut draft.provider_edge
                problem=Signal::derive(move || problems.get().provider_edge)
            />
            <TextField
                testid="connection-latency"
                label=t!("connection-latency")
                hint=t!("connection-latency-hint")
                value=latency
                input=Input::Whole
                unit=t!("unit-ms")
                error=Signal::derive(move || {
                    problems.get().is_latency_wrong.then(|| t!("connection-latency-wrong"))
                })
                on_input=move || draft.update(|draft| draft.latency = latency.get_untracked())
            />
        </CardForm>
    }
}

/// One end of the connection.
#[component]
fn EndField(
    testid: &'static str,
    label: String,
    draft: RwSignal<ConnectionDraft>,
    /// Which end of the draft.
    end: fn(&mut ConnectionDraft) -> &mut Option<EndpointId>,
    problem: Signal<Option<EndProblem>>,
) -> impl IntoView {
    let state = use_design();
    let value = move || {
        let chosen = end(&mut draft.get()).clone();
        chosen.map(String::from).unwrap_or_default()
    };
    view! {
        <Select
            testid=testid
            label=label
            value=Signal::derive(value)
            options=Signal::derive(move || ends(state))
            on_choose=move |chosen: String| {
                draft.update(|draft| *end(draft) = EndpointId::new(chosen).ok());
            }
            error=Signal::derive(move || problem.get().map(wording::end_problem))
        />
    }
}

/// The sites and clouds to choose from; their identifiers are the option values.
fn ends(state: DesignState) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", t!("connection-end-choose"))];
    state.document.design().with(|design| {
        choices.extend(design.iter().flat_map(|design| {
            design
                .endpoints
                .iter()
                .map(|endpoint| Choice::new(endpoint.id.as_str(), endpoint.label.clone()))
        }));
    });
    choices
}

fn save(state: DesignState, id: &ConnectionId, is_new: bool) {
    let draft = state.forms.connection().get_untracked();
    let checked = state.document.design().with_untracked(|design| {
        let design = design.as_ref()?;
        let connection = draft.connection(id.clone(), design).ok()?;
        Some((wording::ends(design, &connection), connection))
    });
    let Some((name, connection)) = checked else {
        actions::focus_first_error("connection-form");
        return;
    };
    let edit = if is_new {
        Edit::AddConnection {
            connection,
            at: None,
        }
    } else {
        Edit::ReplaceConnection { connection }
    };
    actions::save(state, edit, Selection::Connection(id.clone()), name);
}
