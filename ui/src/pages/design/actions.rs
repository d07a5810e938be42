//! What the map, the lists and the keyboard do to the design.

use leptos::prelude::*;
use model::{ConnectionId, Coordinates, Edit, EditError, EndpointId, EndpointKind};
use wasm_bindgen::JsCast as _;

pub(super) use crate::hooks::focus;

use super::wording;
use crate::{
    model::{
        connection_draft::ConnectionDraft,
        history::Burst,
        map_scene::{MapEvent, Tool},
        scene::Selection,
    },
    random,
    state::design::{DesignState, OpenForm},
    t,
};

/// Does what an event on the map asks for.
pub(super) fn on_map(state: DesignState, event: MapEvent) {
    match event {
        MapEvent::Background { lat, lon } => on_background(state, lat, lon),
        MapEvent::Node { id } => with_endpoint(id, |id| on_node(state, id, false)),
        MapEvent::NodeOpen { id } => with_endpoint(id, |id| on_node(state, id, true)),
        MapEvent::NodeLink { id } => with_endpoint(id, |id| connect(state, id)),
        MapEvent::NodeDelete { id } => with_endpoint(id, |id| {
            let next = remove_endpoint_from(state, id);
            focus_in_place("map-node", next.as_ref().map(EndpointId::as_str), "map");
        }),
        MapEvent::NodeMoved {
            id,
            lat,
            lon,
            nudged,
        } => {
            with_endpoint(id, |id| move_endpoint(state, id, lat, lon, nudged));
        }
        MapEvent::Link { id } => with_connection(id, |id| open_connection(state, id, false)),
        MapEvent::LinkOpen { id } => with_connection(id, |id| open_connection(state, id, true)),
        MapEvent::LinkDelete { id } => with_connection(id, |id| {
            let next = remove_connection_from(state, id);
            focus_in_place("map-link", next.as_ref().map(ConnectionId::as_str), "map");
        }),
        MapEvent::Escape => on_escape(state),
        MapEvent::Drawn | MapEvent::Undrawn | MapEvent::View(_) => {}
    }
}

/// Selects a site or cloud and shows its form, with the focus in it where `enter`.
pub(super) fn open_endpoint(state: DesignState, id: EndpointId, enter: bool) {
    state
        .document
        .selection()
        .set(Some(Selection::Endpoint(id.clone())));
    state.forms.open(OpenForm::Endpoint(id));
    if enter {
        focus("#endpoint-label".to_owned());
    }
}

/// Selects a connection and shows its form, with the focus in it where `enter`.
pub(super) fn open_connection(state: DesignState, id: ConnectionId, enter: bool) {
    state
        .document
        .selection()
        .set(Some(Selection::Connection(id.clone())));
    state.forms.open(OpenForm::Connection(id));
    if enter {
        focus("#connection-customer-edge".to_owned());
    }
}

/// Shows the form of something new with the focus in it.
pub(super) fn open_new(state: DesignState, form: OpenForm) {
    let first_field = match form {
        OpenForm::NewConnection | OpenForm::Connection(_) => "#connection-customer-edge",
        OpenForm::NewEndpoint(_) | OpenForm::Endpoint(_) => "#endpoint-label",
    };
    state.document.selection().set(None);
    state.forms.open(form);
    focus(first_field.to_owned());
}

/// Removes a site or cloud with its connections from the list; undo brings all of it back.
pub(super) fn remove_endpoint(state: DesignState, id: EndpointId) {
    let next = remove_endpoint_from(state, id);
    let next = next.as_ref().map(EndpointId::as_str);
    focus_in_place("endpoint-row", next, "endpoint-add-site");
}

/// Removes a connection from the list.
pub(super) fn remove_connection(state: DesignState, id: ConnectionId) {
    let next = remove_connection_from(state, id);
    let next = next.as_ref().map(ConnectionId::as_str);
    focus_in_place("connection-row", next, "connection-add");
}

/// Removes a site or cloud with its connections, and gives the one that takes its place.
fn remove_endpoint_from(state: DesignState, id: EndpointId) -> Option<EndpointId> {
    let next = state.document.design().with_untracked(|design| {
        let endpoints = design.as_ref()?.endpoints.iter();
        neighbour(endpoints.map(|endpoint| &endpoint.id), &id)
    });
    let text = state.document.design().with_untracked(|design| {
        let design = design.as_ref()?;
        let endpoint = design.endpoint(&id)?;
        let lost = design
            .connections
            .iter()
            .filter(|link| link.touches(&id))
            .count();
        Some(t!(
            "design-removed",
            name = endpoint.label.clone(),
            count = lost
        ))
    });
    perform(state, Edit::RemoveEndpoint { id }, None, text);
    next
}

/// Removes a connection, and gives the one that takes its place.
fn remove_connection_from(state: DesignState, id: ConnectionId) -> Option<ConnectionId> {
    let next = state.document.design().with_untracked(|design| {
        let connections = design.as_ref()?.connections.iter();
        neighbour(connections.map(|connection| &connection.id), &id)
    });
    let text = state.document.design().with_untracked(|design| {
        let design = design.as_ref()?;
        let name = wording::ends(design, design.connection(&id)?);
        Some(t!("design-removed", name = name, count = 0))
    });
    perform(state, Edit::RemoveConnection { id }, None, text);
    next
}

/// The one after `id`, else the one before it.
fn neighbour<'a, T: Clone + PartialEq + 'a>(ids: impl Iterator<Item = &'a T>, id: &T) -> Option<T> {
    let ids: Vec<&T> = ids.collect();
    let at = ids.iter().position(|other| *other == id)?;
    let before = at.checked_sub(1).and_then(|before| ids.get(before));
    ids.get(at + 1).or(before).map(|next| (*next).clone())
}

/// Puts the focus on what took the place of something removed, on `otherwise` where nothing did.
fn focus_in_place(testid: &str, next: Option<&str>, otherwise: &str) {
    focus(match next {
        Some(id) => format!("[data-testid={testid}][data-id=\"{id}\"]"),
        None => format!("[data-testid={otherwise}]"),
    });
}

/// Gives the design another name, and says who it is for.
pub(super) fn rename(state: DesignState, name: String, customer: String) {
    let design = state.document.design();
    let (is_same, is_for) = design.with_untracked(|design| {
        let design = design.as_ref();
        design.map_or((true, true), |design| {
            (design.name == name, design.customer == customer)
        })
    });
    if !is_for {
        perform(state, Edit::SetCustomer { customer }, None, None);
    }
    if !is_same {
        perform(state, Edit::Rename { name }, None, None);
    }
}

/// Applies an edit, says `text` to a screen reader, and says why where it is refused.
pub(super) fn perform(
    state: DesignState,
    edit: Edit,
    burst: Option<Burst>,
    text: Option<String>,
) -> bool {
    match state.document.perform(edit, burst) {
        Ok(()) => {
            if let Some(text) = text {
                state.pointer.announce(text);
            }
            true
        }
        Err(error) => {
            refuse(state, error);
            false
        }
    }
}

/// Applies what a form says of `saved`, which people call `name`, closes the form and shows
/// what was saved.
pub(super) fn save(state: DesignState, edit: Edit, saved: Selection, name: String) {
    let text = t!("design-said-saved", name = name);
    if perform(state, edit, None, Some(text)) {
        state.forms.finish();
        focus_row(saved.id());
        state.document.selection().set(Some(saved));
    }
}

/// Puts the focus where the form of `existing`, or of something new that `add` begins, was
/// opened from.
pub(super) fn leave_form(existing: Option<&str>, add: &str) {
    match existing {
        Some(id) => focus_row(id),
        None => focus(format!("[data-testid={add}]")),
    }
}

/// Puts the focus on a row of the lists, once it is drawn.
fn focus_row(id: &str) {
    focus(format!("[data-testid$=-row][data-id=\"{id}\"]"));
}

/// Undo and redo by keyboard, as long as the page stands.
pub(super) fn listen_for_undo(state: DesignState) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let is_command = event.ctrl_key() || event.meta_key();
        if !is_command || event.alt_key() || has_own_undo(event.target()) {
            return;
        }
        match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => state.document.undo(),
            ("z", true) | ("y", false) => state.document.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}

/// Whether the web view itself undoes typing there.
fn has_own_undo(target: Option<web_sys::EventTarget>) -> bool {
    target
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        .is_some_and(|input| input.type_() == "text" && !input.value().is_empty())
}

fn on_background(state: DesignState, lat: f64, lon: f64) {
    let Ok(at) = Coordinates::wrapped(lat, lon) else {
        return;
    };
    match state.pointer.tool().get_untracked() {
        Tool::Site => add_at(state, EndpointKind::Site, at),
        Tool::Cloud => add_at(state, EndpointKind::Cloud, at),
        Tool::Connect => state.pointer.end_connection(),
        Tool::Select => {
            state.pointer.end_connection();
            match state.forms.current().get_untracked() {
                Some(OpenForm::NewEndpoint(_)) => state.forms.endpoint().choose_point(at),
                Some(OpenForm::Endpoint(_) | OpenForm::Connection(_)) => {
                    state.forms.close();
                    state.document.selection().set(None);
                }
                Some(OpenForm::NewConnection) | None => state.document.selection().set(None),
            }
        }
    }
}

fn add_at(state: DesignState, kind: EndpointKind, at: Coordinates) {
    let is_open = matches!(
        state.forms.current().get_untracked(),
        Some(OpenForm::NewEndpoint(_))
    );
    if !is_open {
        open_new(state, OpenForm::NewEndpoint(kind));
    }
    state.forms.endpoint().choose_point(at);
    state.pointer.announce(t!("map-said-point"));
}

fn on_node(state: DesignState, id: EndpointId, enter: bool) {
    let is_connecting = state.pointer.tool().get_untracked() == Tool::Connect
        || state
            .pointer
            .connecting_from()
            .with_untracked(Option::is_some);
    if is_connecting {
        connect(state, id);
    } else {
        open_endpoint(state, id, enter);
    }
}

/// Begins a connection at a node, or ends the one begun there.
fn connect(state: DesignState, id: EndpointId) {
    let label = |id: &EndpointId| {
        state.document.design().with_untracked(|design| {
            let endpoint = design.as_ref().and_then(|design| design.endpoint(id));
            endpoint
                .map(|endpoint| endpoint.label.clone())
                .unwrap_or_default()
        })
    };
    let Some(from) = state.pointer.connecting_from().get_untracked() else {
        state
            .pointer
            .announce(t!("map-said-start", name = label(&id)));
        state.pointer.start_connection(id);
        return;
    };
    state.pointer.end_connection();
    if from == id {
        state.pointer.announce(t!("map-said-cancelled"));
        return;
    }
    let new_id = ConnectionId::from_random(random::bits());
    let connection = state.document.design().with_untracked(|design| {
        let design = design.as_ref()?;
        ConnectionDraft::between(design, &from, &id)
            .connection(new_id.clone(), design)
            .ok()
    });
    let Some(connection) = connection else {
        refuse(state, EditError::Connected);
        return;
    };
    let text = t!("map-said-connected", from = label(&from), to = label(&id));
    if perform(
        state,
        Edit::AddConnection {
            connection,
            at: None,
        },
        None,
        Some(text),
    ) {
        state
            .document
            .selection()
            .set(Some(Selection::Connection(new_id)));
    }
}

fn move_endpoint(state: DesignState, id: EndpointId, lat: f64, lon: f64, nudged: bool) {
    let Ok(coordinates) = Coordinates::wrapped(lat.clamp(-85.0, 85.0), lon) else {
        return;
    };
    let burst = nudged.then(|| Burst(format!("nudge {id}")));
    let edit = Edit::MoveEndpoint {
        id: id.clone(),
        coordinates,
    };
    if perform(state, edit, burst, Some(wording::moved(coordinates))) {
        state.forms.follow_move(&id, coordinates);
    }
}

fn on_escape(state: DesignState) {
    if state
        .pointer
        .connecting_from()
        .with_untracked(Option::is_some)
    {
        state.pointer.end_connection();
        state.pointer.announce(t!("map-said-cancelled"));
    } else if state.pointer.tool().get_untracked() != Tool::Select {
        state.pointer.take(Tool::Select);
    } else {
        state.forms.close();
        state.document.selection().set(None);
    }
}

/// Says why an edit was refused.
fn refuse(state: DesignState, error: EditError) {
    let text = wording::refusal(error);
    state.pointer.announce(text.clone());
    state.document.toasts().info(text);
}

fn with_endpoint(id: String, work: impl FnOnce(EndpointId)) {
    if let Ok(id) = EndpointId::new(id) {
        work(id);
    }
}

fn with_connection(id: String, work: impl FnOnce(ConnectionId)) {
    if let Ok(id) = ConnectionId::new(id) {
        work(id);
    }
}

/// Puts the focus on the first field of `form` that is wrong, once its error is shown.
pub(super) fn focus_first_error(form: &str) {
    focus(format!(
        "[data-testid={form}] [aria-invalid=true], #{form} [aria-invalid=true]"
    ));
}
