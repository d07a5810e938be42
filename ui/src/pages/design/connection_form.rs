//! The form of a connection.

use leptos::prelude::*;
use model::{ConnectionId, Edit, EndpointId};

use super::{actions, wording};
use crate::{
    components::{Button, ButtonKind, Choice, Select},
    model::{
        connection_draft::{ConnectionProblems, EndProblem},
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
    let attempted = RwSignal::new(false);
    let checked = id.clone();
    let problems = Memo::new(move |_| {
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
    let words = |problem: Option<EndProblem>| problem.map(wording::end_problem);
    let value = |end: Option<EndpointId>| end.map(String::from).unwrap_or_default();
    let removed = existing.clone();
    view! {
        <form
            class="card-form"
            data-testid="connection-form"
            novalidate
            aria-labelledby="connection-form-title"
            on:submit=move |event| {
                event.prevent_default();
                attempted.set(true);
                save(state, &id, is_new);
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    close(state, existing.as_ref());
                }
            }
        >
            <h3 id="connection-form-title">
                {if is_new { t!("connection-form-new") } else { t!("connection-form") }}
            </h3>
            <Select
                testid="connection-customer-edge"
                label=t!("connection-customer-edge")
                value=Signal::derive(move || value(draft.get().customer_edge))
                options=Signal::derive(move || ends(state))
                on_choose=move |end: String| {
                    draft.update(|draft| draft.customer_edge = EndpointId::new(end).ok());
                }
                error=Signal::derive(move || words(problems.get().customer_edge))
            />
            <Select
                testid="connection-provider-edge"
                label=t!("connection-provider-edge")
                value=Signal::derive(move || value(draft.get().provider_edge))
                options=Signal::derive(move || ends(state))
                on_choose=move |end: String| {
                    draft.update(|draft| draft.provider_edge = EndpointId::new(end).ok());
                }
                error=Signal::derive(move || words(problems.get().provider_edge))
            />
            <div class="form-actions">
                <Button testid="connection-save" kind=ButtonKind::Primary submit=true>
                    {move || if is_new { t!("connection-form-add") } else { t!("action-save") }}
                </Button>
                <Button
                    testid="connection-cancel"
                    on_press=move || {
                        state.forms.finish();
                        state.document.selection().set(None);
                    }
                >
                    {t!("action-cancel")}
                </Button>
                {removed
                    .map(|id| {
                        view! {
                            <span class="panel-gap"></span>
                            <Button
                                testid="connection-delete"
                                kind=ButtonKind::Danger
                                on_press=move || actions::remove_connection(state, id.clone())
                            >
                                {t!("action-delete")}
                            </Button>
                        }
                    })}
            </div>
        </form>
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
    if actions::perform(
        state,
        edit,
        None,
        Some(t!("design-said-saved", name = name)),
    ) {
        state.forms.finish();
        state
            .document
            .selection()
            .set(Some(Selection::Connection(id.clone())));
        actions::focus_row(id.as_str());
    }
}

fn close(state: DesignState, existing: Option<&ConnectionId>) {
    state.forms.close();
    match existing {
        Some(id) => actions::focus_row(id.as_str()),
        None => actions::focus("[data-testid=connection-add]".to_owned()),
    }
}
