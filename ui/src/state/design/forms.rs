//! The form that is open, and what was typed into it and into those closed before.

use contract::{Empty, command};
use leptos::{prelude::*, task::spawn_local};
use model::{CloudRegion, ConnectionId, Coordinates, Design, EndpointId, EndpointKind};

use super::{DocumentState, EndpointFields};
use crate::{
    ipc::call,
    model::{connection_draft::ConnectionDraft, endpoint_draft::EndpointDraft, few::Few},
};

/// A form of the design page.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    endpoint_drafts: StoredValue<Few<OpenForm, EndpointDraft>>,
    connection_drafts: StoredValue<Few<OpenForm, ConnectionDraft>>,
    /// What the open form was filled with, where that stood in the design or was empty.
    filled: StoredValue<Option<Filled>>,
    document: DocumentState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Filled {
    Endpoint(EndpointDraft),
    Connection(ConnectionDraft),
}

impl FormState {
    pub(super) fn new(document: DocumentState) -> Self {
        Self {
            open: RwSignal::new(None),
            endpoint: EndpointFields::new(),
            connection: RwSignal::new(ConnectionDraft::default()),
            regions: RwSignal::new(Vec::new()),
            endpoint_drafts: StoredValue::new(Few::default()),
            connection_drafts: StoredValue::new(Few::default()),
            filled: StoredValue::new(None),
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
        let Some(fresh) = fresh(&form, design.as_ref()) else {
            return;
        };
        let is_kept = kept.is_some() || kept_ends.is_some();
        self.filled.set_value((!is_kept).then(|| fresh.clone()));
        match fresh {
            Filled::Endpoint(fresh) => self.endpoint.fill(kept.unwrap_or(fresh)),
            Filled::Connection(fresh) => self.connection.set(kept_ends.unwrap_or(fresh)),
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
                drafts.retain(|key| *key != form);
            });
            self.connection_drafts.update_value(|drafts| {
                drafts.retain(|key| *key != form);
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

    /// Takes note that the endpoint `id` was moved on the map, for what is typed of it.
    pub fn follow_move(&self, id: &EndpointId, coordinates: Coordinates) {
        let form = OpenForm::Endpoint(id.clone());
        if self.open.get_untracked().as_ref() == Some(&form) {
            if self.is_changed() {
                self.endpoint.choose_point(coordinates);
            }
        } else {
            self.endpoint_drafts.update_value(|drafts| {
                if let Some(draft) = drafts.get_mut(&form) {
                    draft.choose_point(coordinates);
                }
            });
        }
    }

    /// Shows what `design` has in a form in which nothing was typed, and closes and forgets those
    /// of what it does not have.
    pub fn follow(&self, design: &Design) {
        let is_there = |form: &OpenForm| match form {
            OpenForm::NewEndpoint(_) | OpenForm::NewConnection => true,
            OpenForm::Endpoint(id) => design.endpoint(id).is_some(),
            OpenForm::Connection(id) => design.connection(id).is_some(),
        };
        self.endpoint_drafts
            .update_value(|drafts| drafts.retain(is_there));
        self.connection_drafts
            .update_value(|drafts| drafts.retain(is_there));
        if self
            .open
            .get_untracked()
            .as_ref()
            .is_some_and(|form| !is_there(form))
        {
            self.open.set(None);
        }
        let form = self.open.get_untracked();
        let Some(fresh) = form.and_then(|form| fresh(&form, Some(design))) else {
            return;
        };
        if !self.is_changed() && self.filled.get_value().as_ref() != Some(&fresh) {
            match &fresh {
                Filled::Endpoint(draft) => self.endpoint.fill(draft.clone()),
                Filled::Connection(draft) => self.connection.set(draft.clone()),
            }
            self.filled.set_value(Some(fresh));
        }
    }

    /// Forgets every draft.
    pub(super) fn forget(&self) {
        self.open.set(None);
        self.endpoint_drafts.update_value(Few::clear);
        self.connection_drafts.update_value(Few::clear);
    }

    /// Keeps the draft of the open form, if anything was typed into it.
    fn keep(&self) {
        if !self.is_changed() {
            return;
        }
        match (self.open.get_untracked(), self.typed()) {
            (Some(form), Some(Filled::Endpoint(draft))) => {
                self.endpoint_drafts.update_value(|drafts| {
                    drafts.insert(form, draft);
                });
            }
            (Some(form), Some(Filled::Connection(draft))) => {
                self.connection_drafts.update_value(|drafts| {
                    drafts.insert(form, draft);
                });
            }
            (None, _) | (Some(_), None) => {}
        }
    }

    /// Whether the open form says something else than it was filled with.
    fn is_changed(&self) -> bool {
        self.typed() != self.filled.get_value()
    }

    /// What stands in the open form.
    fn typed(&self) -> Option<Filled> {
        Some(match self.open.get_untracked()? {
            OpenForm::NewEndpoint(_) | OpenForm::Endpoint(_) => {
                Filled::Endpoint(untrack(|| self.endpoint.draft()))
            }
            OpenForm::NewConnection | OpenForm::Connection(_) => {
                Filled::Connection(self.connection.get_untracked())
            }
        })
    }
}

/// What a form begins with: an empty one, or what stands in the design.
fn fresh(form: &OpenForm, design: Option<&Design>) -> Option<Filled> {
    Some(match form {
        OpenForm::NewEndpoint(kind) => Filled::Endpoint(EndpointDraft::empty(*kind)),
        OpenForm::Endpoint(id) => Filled::Endpoint(EndpointDraft::of(design?.endpoint(id)?)),
        OpenForm::NewConnection => Filled::Connection(ConnectionDraft::default()),
        OpenForm::Connection(id) => {
            Filled::Connection(ConnectionDraft::of(design?.connection(id)?))
        }
    })
}
