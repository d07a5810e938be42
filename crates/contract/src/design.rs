//! Designs, places and assessments.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use model::{Connection, Coordinates, Design, DesignId, Edit, Endpoint, EndpointId, ProfileId};
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

/// Something that the core draws into a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DesignAct {
    /// Connects one endpoint with every other site.
    HubAndSpoke {
        /// The one.
        hub: EndpointId,
    },
    /// Connects every site with every other.
    FullMesh,
    /// Connects every site with its nearest region of one provider.
    NearestRegion {
        /// The provider's name in the catalogue.
        provider: String,
        /// The address of the first region that is not drawn yet; the others get those that follow.
        address: Option<IpAddr>,
    },
    /// Adds another endpoint like one that is there.
    Duplicate {
        /// That one.
        endpoint: EndpointId,
    },
}

/// Has the core draw something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignActRequest {
    /// In which design.
    pub id: DesignId,
    /// The revision that the window draws on.
    pub base_revision: u64,
    /// What.
    pub act: DesignAct,
}

/// What the core has drawn, and what is on disk with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DesignActView {
    /// The revision the design is at; the one before where nothing was added.
    pub revision: u64,
    /// New endpoints, at the end of the design's.
    pub endpoints: Vec<Endpoint>,
    /// New connections, at the end of the design's.
    pub connections: Vec<Connection>,
    /// How many connections were left out because they are there already.
    pub connected: u32,
}

/// Makes several designs of one that is too large for an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignSplitRequest {
    /// Which one; it stays as it is.
    pub id: DesignId,
    /// What follows its name in the name of each: [`model::topology::PART`] and
    /// [`model::topology::PARTS`] in it become numbers.
    pub suffix: String,
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
