//! The form of a site or cloud.

use leptos::prelude::*;
use model::{Edit, EndpointId, EndpointKind};

use super::{
    actions, card_form::CardForm, place_field::PlaceField, region_field::RegionField, wording,
};
use crate::{
    components::{Choice, Input, Select, Show, TextField},
    hooks::memo,
    model::{
        endpoint_draft::{EndpointField, EndpointProblems},
        scene::Selection,
    },
    random,
    state::design::{DesignState, OpenForm, use_design},
    t,
};

/// The form of a new site or cloud, or of one that is there.
#[component]
pub(super) fn EndpointForm() -> impl IntoView {
    let state = use_design();
    let fields = state.forms.endpoint();
    let existing = match state.forms.current().get_untracked() {
        Some(OpenForm::Endpoint(id)) => Some(id),
        Some(OpenForm::NewEndpoint(_) | OpenForm::NewConnection | OpenForm::Connection(_))
        | None => None,
    };
    let id = existing
        .clone()
        .unwrap_or_else(|| EndpointId::from_random(random::bits()));
    // Problems show from the first attempt to save on, and then follow the typing.
    let attempted = RwSignal::new(false);
    let checked = id.clone();
    let problems = memo(move || -> EndpointProblems {
        if attempted.get() {
            fields
                .draft()
                .endpoint(checked.clone())
                .err()
                .unwrap_or_default()
        } else {
            Vec::new()
        }
    });
    let problem = move |field: EndpointField| {
        Signal::derive(move || {
            problems.with(|problems| {
                problems
                    .iter()
                    .find(|(wrong, _)| *wrong == field)
                    .map(|(field, problem)| wording::endpoint_problem(*field, *problem))
            })
        })
    };
    let is_cloud = memo(move || fields.kind.get() == EndpointKind::Cloud);
    let is_new = existing.is_none();
    let title = move || match (is_new, is_cloud.get()) {
        (true, false) => t!("endpoint-form-new-site"),
        (true, true) => t!("endpoint-form-new-cloud"),
        (false, false) => t!("endpoint-form-site"),
        (false, true) => t!("endpoint-form-cloud"),
    };
    let save_words = if is_new {
        t!("endpoint-add")
    } else {
        t!("action-save")
    };
    let on_delete = existing
        .clone()
        .map(|id| Callback::new(move |()| actions::remove_endpoint(state, id.clone())));
    let closed = existing.clone();
    view! {
        <CardForm
            testid="endpoint-form"
            save_testid="endpoint-save"
            cancel_testid="endpoint-cancel"
            delete_testid="endpoint-delete"
            title=Signal::derive(title)
            save=save_words
            on_save=move || {
                attempted.set(true);
                save(state, &id, is_new);
            }
            on_close=move || {
                state.forms.close();
                actions::leave_form(closed.as_ref().map(EndpointId::as_str), "endpoint-add-site");
            }
            on_cancel=move || {
                state.forms.finish();
                state.document.selection().set(None);
                actions::leave_form(existing.as_ref().map(EndpointId::as_str), "endpoint-add-site");
            }
            on_delete=on_delete
        >
            <TextField
                testid="endpoint-label"
                label=t!("endpoint-label")
                value=fields.label
                error=problem(EndpointField::Label)
            />
            <Select
                testid="endpoint-kind"
                label=t!("endpoint-kind")
                value=Signal::derive(move || fields.kind.get().as_str().to_owned())
                options=Signal::derive(kinds)
                on_choose=move |value: String| {
                    let is_cloud = value == EndpointKind::Cloud.as_str();
                    fields.kind.set(if is_cloud { EndpointKind::Cloud } else { EndpointKind::Site });
                }
            />
            <Show when=move || is_cloud.get()>
                <RegionField />
            </Show>
            <PlaceField />
            <div class="pair">
                <TextField
                    testid="endpoint-latitude"
                    label=t!("endpoint-latitude")
                    value=fields.latitude
                    input=Input::Decimal
                    error=problem(EndpointField::Latitude)
                />
                <TextField
                    testid="endpoint-longitude"
                    label=t!("endpoint-longitude")
                    value=fields.longitude
                    input=Input::Decimal
                    error=problem(EndpointField::Longitude)
                />
            </div>
            <TextField
                testid="endpoint-primary-ip"
                label=t!("endpoint-primary-ip")
                value=fields.primary_ip
                input=Input::Url
                error=problem(EndpointField::PrimaryIp)
            />
            <TextField
                testid="endpoint-secondary-ip"
                label=t!("endpoint-secondary-ip")
                value=fields.secondary_ip
                input=Input::Url
                error=problem(EndpointField::SecondaryIp)
            />
        </CardForm>
    }
}

fn kinds() -> Vec<Choice> {
    vec![
        Choice::new(EndpointKind::Site.as_str(), t!("endpoint-kind-site")),
        Choice::new(EndpointKind::Cloud.as_str(), t!("endpoint-kind-cloud")),
    ]
}

fn save(state: DesignState, id: &EndpointId, is_new: bool) {
    let draft = untrack(|| state.forms.endpoint().draft());
    let Ok(endpoint) = draft.endpoint(id.clone()) else {
        actions::focus_first_error("endpoint-form");
        return;
    };
    let name = endpoint.label.clone();
    let endpoint = Box::new(endpoint);
    let edit = if is_new {
        Edit::AddEndpoint {
            endpoint,
            at: None,
            connections: Vec::new(),
        }
    } else {
        Edit::ReplaceEndpoint { endpoint }
    };
    actions::save(state, edit, Selection::Endpoint(id.clone()), name);
}
