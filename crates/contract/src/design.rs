//! Designs, places and assessments.

use chrono::{DateTime, Utc};
use model::{Coordinates, Design, DesignId, Edit, ProfileId};
use serde::{Deserialize, Serialize};

/// A design in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignSummaryView {
    /// Its identifier.
    pub id: DesignId,
    /// Its name.
    pub name: String,
    /// Who it is for; empty where nobody is named.
    pub customer: String,
    /// How many sites and clouds.
    pub endpoints: u32,
    /// How many connections.
    pub connections: u32,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

/// A design with the revision it is at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DesignView {
    /// The design.
    pub design: Design,
    /// Grows by one with each edit.
    pub revision: u64,
}

/// Names one design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignRequest {
    /// Which one.
    pub id: DesignId,
}

/// Makes a new, empty design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignNewRequest {
    /// Its name.
    pub name: String,
}

/// One edit of a design, applied in the window already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DesignEditRequest {
    /// Which design.
    pub id: DesignId,
    /// The revision the edit was made on.
    pub base_revision: u64,
    /// The edit.
    pub edit: Edit,
}

/// The edit is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignEditView {
    /// The revision the design is at with it.
    pub revision: u64,
}

/// Looks a place up in the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRequest {
    /// What was typed; accents and case do not matter.
    pub query: String,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceView {
    /// Its identifier in the gazetteer.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its country's name.
    pub country: String,
    /// Where it is.
    pub coordinates: Coordinates,
}

/// The window's own name for a running call, by which it can be cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AssessmentTicket(pub String);

/// Asks one operator about a design; several are asked by a request each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessRequest {
    /// Which design.
    pub design: DesignId,
    /// Which operator; absent for the one in use.
    pub profile: Option<ProfileId>,
    /// Names the call.
    pub ticket: AssessmentTicket,
}

/// Cancels a running call; one that is over already is left alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelRequest {
    /// Which call.
    pub ticket: AssessmentTicket,
}
