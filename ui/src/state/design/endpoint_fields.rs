//! The fields of the form of a site or cloud, each a signal of its own.

use leptos::prelude::*;
use model::{CloudRegion, Coordinates, EndpointKind};

use crate::model::endpoint_draft::EndpointDraft;

/// What stands in the form of a site or cloud.
#[derive(Clone, Copy, Debug)]
pub struct EndpointFields {
    /// What people call it.
    pub label: RwSignal<String>,
    /// Site or cloud.
    pub kind: RwSignal<EndpointKind>,
    /// The town as typed or chosen.
    pub place: RwSignal<String>,
    /// Key of the cloud region.
    pub region: RwSignal<String>,
    /// Degrees north.
    pub latitude: RwSignal<String>,
    /// Degrees east.
    pub longitude: RwSignal<String>,
    /// The edge's address.
    pub primary_ip: RwSignal<String>,
    /// The second edge's address.
    pub secondary_ip: RwSignal<String>,
}

impl EndpointFields {
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            label: text(),
            kind: RwSignal::new(EndpointKind::Site),
            place: text(),
            region: text(),
            latitude: text(),
            longitude: text(),
            primary_ip: text(),
            secondary_ip: text(),
        }
    }

    /// The draft they make.
    #[must_use]
    pub fn draft(&self) -> EndpointDraft {
        EndpointDraft {
            label: self.label.get(),
            kind: self.kind.get(),
            place: self.place.get(),
            region: self.region.get(),
            latitude: self.latitude.get(),
            longitude: self.longitude.get(),
            primary_ip: self.primary_ip.get(),
            secondary_ip: self.secondary_ip.get(),
        }
    }

    /// Fills them from a draft.
    pub fn fill(&self, draft: EndpointDraft) {
        self.label.set(draft.label);
        self.kind.set(draft.kind);
        self.place.set(draft.place);
        self.region.set(draft.region);
        self.latitude.set(draft.latitude);
        self.longitude.set(draft.longitude);
        self.primary_ip.set(draft.primary_ip);
        self.secondary_ip.set(draft.secondary_ip);
    }

    /// See [`EndpointDraft::choose_place`].
    pub fn choose_place(&self, name: &str, coordinates: Coordinates) {
        self.change(|draft| draft.choose_place(name, coordinates));
    }

    /// See [`EndpointDraft::choose_region`].
    pub fn choose_region(&self, region: &CloudRegion) {
        self.change(|draft| draft.choose_region(region));
    }

    /// See [`EndpointDraft::choose_point`].
    pub fn choose_point(&self, coordinates: Coordinates) {
        self.change(|draft| draft.choose_point(coordinates));
    }

    fn change(&self, change: impl FnOnce(&mut EndpointDraft)) {
        let mut draft = untrack(|| self.draft());
        change(&mut draft);
        self.fill(draft);
    }
}
