//! The form that is open, and what was typed into it and into those closed before.

use std::collections::HashMap;

use contract::{Empty, command};
use leptos::{prelude::*, task::spawn_local};
use model::{CloudRegion, ConnectionId, Coordinates, Design, EndpointId, EndpointKind};

use super::{DocumentState, EndpointFields};
use crate::{
    ipc::call,
    model::{connection_draft::ConnectionDraft, endpoint_draft::EndpointDraft},
};

/// A form of the design page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OpenForm {
    /// A new site or cloud.
    NewEndpoint(EndpointKind),
    /// One that is there.
    Endpoint(EndpointId),
    /// A new connection.
    NewConnection,
    /// One that is there.
    Connection(ConnectionId),
}

/// At most one form is open. Escape keeps what was typed, until it is saved or cancelled.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    open: RwSignal<Option<OpenForm>>,
    endpoint: EndpointFields,
    connection: RwSignal<ConnectionDraft>,
    regions: RwSignal<Vec<CloudRegion>>,
    endpoint_drafts: StoredValue<HashMap<OpenForm, EndpointDraft>>,
    connection_drafts: StoredValue<HashMap<OpenForm, ConnectionDraft>>,
    document: DocumentState,
}

impl FormState {
    pub(super) fn new(document: DocumentState) -> Self {
        Self {
            open: RwSignal::new(None),
            endpoint: EndpointFields::new(),
            connection: RwSignal::new(ConnectionDraft::default()),
            regions: RwSignal::new(Vec::new()),
            endpoint_drafts: StoredValue::new(HashMap::new()),
            connection_drafts: StoredValue::new(HashMap::new()),
            document,
        }
    }

    /// Which form is open.
    #[must_use]
    pub fn current(&self) -> ReadSignal<Option<OpenForm>> {
        self.open.read_only()
    }

    /// What stands in the form of a site or cloud.
    #[must_use]
    pub const fn endpoint(&self) -> EndpointFields {
        self.endpoint
    }

    /// What stands in the form of a connection.
    #[must_use]
    pub fn connection(&self) -> RwSignal<ConnectionDraft> {
        self.connection
    }

    /// The catalogue of cloud regions, once it is there.
    #[must_use]
    pub fn regions(&self) -> ReadSignal<Vec<CloudRegion>> {
        self.regions.read_only()
    }

    /// Asks for the catalogue of cloud regions, unless it is there.
    pub fn load_regions(&self, otherwise: impl FnOnce(&contract::AppError) + 'static) {
        if self.regions.with_untracked(|regions| !regions.is_empty()) {
            return;
        }
        let regions = self.regions;
        spawn_local(async move {
            match call::<command::cloud_region_list>(Empty {}).await {
                Ok(list) => regions.set(list),
                Err(error) => otherwise(&error),
            }
        });
    }

    /// Opens `form` with its draft, and keeps that of the one that was open.
    pub fn open(&self, form: OpenForm) {
        if self.open.get_untracked().as_ref() == Some(&form) {
            return;
        }
        self.keep();
        let kept = self
            .endpoint_drafts
            .with_value(|drafts| drafts.get(&form).cloned());
        let kept_ends = self
            .connection_drafts
            .with_value(|drafts| drafts.get(&form).cloned());
        let design = self.document.design().get_untracked();
        match &form {
            OpenForm::NewEndpoint(kind) => {
                self.endpoint
                    .fill(kept.unwrap_or_else(|| EndpointDraft::empty(*kind)));
            }
            OpenForm::Endpoint(id) => {
                let fresh = design.as_ref().and_then(|design| design.endpoint(id));
                let Some(draft) = kept.or_else(|| fresh.map(EndpointDraft::of)) else {
                    return;
                };
                self.endpoint.fill(draft);
            }
            OpenForm::NewConnection => self.connection.set(kept_ends.unwrap_or_default()),
            OpenForm::Connection(id) => {
                let fresh = design.as_ref().and_then(|design| design.connection(id));
                let Some(draft) = kept_ends.or_else(|| fresh.map(ConnectionDraft::of)) else {
                    return;
                };
                self.connection.set(draft);
            }
        }
        self.open.set(Some(form));
    }

    /// Closes the form and keeps what was typed.
    pub fn close(&self) {
        self.keep();
        self.open.set(None);
    }

    /// Closes the form and forgets what was typed, because it was saved or is not wanted.
    pub fn finish(&self) {
        if let Some(form) = self.open.get_untracked() {
            self.endpoint_drafts.update_value(|drafts| {
                drafts.remove(&form);
            });
            self.connection_drafts.update_value(|drafts| {
                drafts.remove(&form);
            });
        }
        self.open.set(None);
    }

    /// Puts the site or cloud of the open form on a point of the map; false where none is
    /// open.
    #[must_use]
    pub fn take_point(&self, coordinates: Coordinates) -> bool {
        let takes = matches!(
            self.open.get_untracked(),
            Some(OpenForm::NewEndpoint(_) | OpenForm::Endpoint(_))
        );
        if takes {
            self.endpoint.choose_point(coordinates);
        }
        takes
    }

    /// Takes note that the endpoint `id` was moved on the map while its form may be open.
    pub fn follow_move(&self, id: &EndpointId, coordinates: Coordinates) {
        let form = OpenForm::Endpoint(id.clone());
        if self.open.get_untracked().as_ref() == Some(&form) {
            self.endpoint.choose_point(coordinates);
        } else {
            self.endpoint_drafts.update_value(|drafts| {
                if let Some(draft) = drafts.get_mut(&form) {
                    draft.choose_point(coordinates);
                }
            });
        }
    }

    /// Closes the form and forgets drafts of what `design` does not have.
    pub fn forget_missing(&self, design: &Design) {
        let is_there = |form: &OpenForm| match form {
            OpenForm::NewEndpoint(_) | OpenForm::NewConnection => true,
            OpenForm::Endpoint(id) => design.endpoint(id).is_some(),
            OpenForm::Connection(id) => design.connection(id).is_some(),
        };
        self.endpoint_drafts
            .update_value(|drafts| drafts.retain(|form, _| is_there(form)));
        self.connection_drafts
            .update_value(|drafts| drafts.retain(|form, _| is_there(form)));
        if self
            .open
            .get_untracked()
            .as_ref()
            .is_some_and(|form| !is_there(form))
        {
            self.open.set(None);
        }
    }

    /// Keeps the draft of the open form.
    fn keep(&self) {
        match self.open.get_untracked() {
            Some(form @ (OpenForm::NewEndpoint(_) | OpenForm::Endpoint(_))) => {
                let draft = untrack(|| self.endpoint.draft());
                self.endpoint_drafts.update_value(|drafts| {
                    drafts.insert(form, draft);
                });
            }
            Some(form @ (OpenForm::NewConnection | OpenForm::Connection(_))) => {
                let draft = self.connection.get_untracked();
                self.connection_drafts.update_value(|drafts| {
                    drafts.insert(form, draft);
                });
            }
            None => {}
        }
    }
}
