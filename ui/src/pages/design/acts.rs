//! What is drawn in one step: topologies, copies, and designs that are small enough for an order.

use contract::{AppError, DesignAct, DesignActView, DesignSplitRequest, ErrorCode, command};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{
    CloudRegion, EndpointId,
    topology::{PART, PARTS},
};

use super::{actions, wording};
use crate::{
    components::{
        Button, Choice, Dialog, DialogButtons, DialogForm, IconButton, Input, Select, Symbol,
        TextField,
    },
    errors::in_words,
    hooks::{effect, use_command},
    model::{
        edit_queue::SaveState,
        endpoint_draft::{EndpointField, address},
        scene::Selection,
    },
    state::design::{Acted, DesignState, use_design},
    t,
};

/// The form that asks for a cloud.
const NEAREST_REGION: &str = "nearest-region-form";

/// The buttons beside the map's tools.
#[component]
pub(super) fn Acts(
    /// Whether a provider is being chosen.
    is_choosing: RwSignal<bool>,
    /// Why its regions could not be connected.
    refused: RwSignal<Option<AppError>>,
) -> impl IntoView {
    let state = use_design();
    effect(move || {
        if let Some(acted) = state.document.take_acted() {
            untrack(|| tell(state, &acted, is_choosing, refused));
        }
    });
    view! {
        <span class="map-tools-line" aria-hidden="true"></span>
        <IconButton
            testid="hub-and-spoke"
            symbol=Symbol::Hub
            label=t!("hub-and-spoke")
            on_press=move || with_selected(state, |hub| DesignAct::HubAndSpoke { hub })
        />
        <IconButton
            testid="full-mesh"
            symbol=Symbol::Mesh
            label=t!("full-mesh")
            on_press=move || state.document.act(DesignAct::FullMesh)
        />
        <IconButton
            testid="nearest-region"
            symbol=Symbol::Pin
            label=t!("nearest-region")
            on_press=move || {
                refused.set(None);
                is_choosing.set(true);
            }
        />
        <IconButton
            testid="duplicate"
            symbol=Symbol::Copy
            label=t!("duplicate")
            on_press=move || with_selected(state, |endpoint| DesignAct::Duplicate { endpoint })
        />
    }
}

/// The question of which cloud's regions are meant.
#[component]
pub(super) fn NearestRegion(
    is_open: RwSignal<bool>,
    refused: RwSignal<Option<AppError>>,
) -> impl IntoView {
    let state = use_design();
    let chosen = RwSignal::new(String::new());
    let typed = RwSignal::new(String::new());
    let attempted = RwSignal::new(false);
    effect(move || {
        if is_open.get() {
            attempted.set(false);
            let toasts = state.document.toasts();
            untrack(|| state.forms.load_regions(move |error| toasts.error(error)));
        }
    });
    let providers = move || state.forms.regions().with(|regions| providers(regions));
    let provider = Signal::derive(move || {
        let chosen = chosen.get();
        match providers().into_iter().next() {
            Some(first) if chosen.is_empty() => first.value,
            _ => chosen,
        }
    });
    let error = Signal::derive(move || {
        let address = typed.with(|typed| address(typed));
        match (address, refused.get()) {
            (Err(problem), _) => attempted
                .get()
                .then(|| wording::endpoint_problem(EndpointField::PrimaryIp, problem)),
            (Ok(None), Some(_)) => Some(t!("nearest-region-address-missing")),
            (Ok(_), refused) => refused.map(|error| in_words(&error)),
        }
    });
    let draw = move || {
        attempted.set(true);
        refused.set(None);
        match typed.with_untracked(|typed| address(typed)) {
            Ok(address) => {
                let provider = provider.get_untracked();
                state
                    .document
                    .act(DesignAct::NearestRegion { provider, address });
            }
            Err(_) => actions::focus_first_error(NEAREST_REGION),
        }
    };
    view! {
        <Dialog testid="nearest-region-form" title=t!("nearest-region-title") open=is_open>
            <DialogForm on_submit=draw>
                <Select
                    testid="nearest-region-provider"
                    label=t!("nearest-region-provider")
                    value=provider
                    options=Signal::derive(providers)
                    on_choose=move |provider| chosen.set(provider)
                />
                <TextField
                    testid="nearest-region-address"
                    label=t!("nearest-region-address")
                    hint=t!("nearest-region-address-hint")
                    value=typed
                    input=Input::Url
                    error=error
                    on_input=move || refused.set(None)
                />
                <DialogButtons
                    cancel_testid="nearest-region-cancel"
                    confirm_testid="nearest-region-draw"
                    on_cancel=move || is_open.set(false)
                >
                    {t!("nearest-region-draw")}
                </DialogButtons>
            </DialogForm>
        </Dialog>
    }
}

/// Makes designs that are small enough for an order of one that is not.
#[component]
pub(super) fn SplitOrder() -> impl IntoView {
    let (state, navigate) = (use_design(), use_navigate());
    let split = use_command();
    // The core splits what is on disk.
    let is_unsaved = move || state.document.save_state().get() != SaveState::Saved;
    let press = move || {
        let design = state.document.design();
        let Some(id) = design.with_untracked(|design| Some(design.as_ref()?.id.clone())) else {
            return;
        };
        let navigate = navigate.clone();
        let toasts = state.document.toasts();
        let suffix = t!("split-suffix", part = PART, parts = PARTS);
        split.run_telling::<command::design_split>(
            toasts,
            DesignSplitRequest { id, suffix },
            move |parts| {
                toasts.success(t!("split-done", count = parts.len()));
                if let Some(first) = parts.first() {
                    navigate(&format!("/designs/{}", first.id), Default::default());
                }
            },
        );
    };
    view! {
        <div class="banner-actions">
            <Button
                testid="split-order"
                disabled=Signal::derive(is_unsaved)
                busy=split.pending()
                on_press=press
            >
                {t!("split-order")}
            </Button>
        </div>
    }
}

/// Has the core draw what the selected site or cloud is needed for.
fn with_selected(state: DesignState, act: fn(EndpointId) -> DesignAct) {
    match state.document.selection().get_untracked() {
        Some(Selection::Endpoint(id)) => state.document.act(act(id)),
        Some(Selection::Connection(_)) | None => {
            state.document.toasts().info(t!("topology-choose-first"));
        }
    }
}

/// Says what the core has drawn, or why it has not.
fn tell(
    state: DesignState,
    acted: &Acted,
    is_choosing: RwSignal<bool>,
    refused: RwSignal<Option<AppError>>,
) {
    let toasts = state.document.toasts();
    match (&acted.outcome, &acted.act) {
        (Ok(view), DesignAct::Duplicate { .. }) => {
            if let Some(copy) = view.endpoints.first() {
                let text = t!("duplicated", name = copy.label.clone());
                state.pointer.announce(text);
                actions::open_endpoint(state, copy.id.clone(), true);
            }
        }
        (Ok(view), _) => {
            is_choosing.set(false);
            if view.connections.is_empty() {
                toasts.info(in_numbers(view));
            } else {
                toasts.success(in_numbers(view));
            }
        }
        (Err(error), DesignAct::NearestRegion { .. }) if error.code == ErrorCode::InvalidInput => {
            refused.set(Some(error.clone()));
            actions::focus_first_error(NEAREST_REGION);
        }
        (Err(error), _) => toasts.error(error),
    }
}

/// How much was drawn, and how much was there already.
fn in_numbers(view: &DesignActView) -> String {
    let mut parts = Vec::new();
    if !view.connections.is_empty() {
        parts.push(t!("topology-connections", count = view.connections.len()));
    }
    if !view.endpoints.is_empty() {
        parts.push(t!("topology-clouds", count = view.endpoints.len()));
    }
    if view.connected > 0 {
        parts.push(t!("topology-connected", count = view.connected));
    }
    if parts.is_empty() {
        parts.push(t!("topology-nothing"));
    }
    parts.join(", ")
}

/// The providers of the catalogue, in its order.
fn providers(regions: &[CloudRegion]) -> Vec<Choice> {
    let mut providers: Vec<Choice> = Vec::new();
    for region in regions {
        if providers.last().map(|last| &last.value) != Some(&region.provider) {
            providers.push(Choice::new(&*region.provider, &*region.provider));
        }
    }
    providers
}
