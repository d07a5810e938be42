//! Edits of a design: the one way to change it, and the way back.

use serde::{Deserialize, Serialize};

mod drawing;

use crate::{Connection, ConnectionId, Coordinates, Design, Endpoint, EndpointId, Requirement};

use self::drawing::Drawing;

/// One change of a design. The window applies it at once, the core confirms it; the
/// edit that [`Edit::apply`] returns undoes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Edit {
    /// Gives the design another name.
    Rename {
        /// The new name.
        name: String,
    },
    /// Names who the design is for, or nobody.
    SetCustomer {
        /// The customer; empty for nobody.
        customer: String,
    },
    /// Adds an endpoint with the connections it brings (none, unless a removal is undone).
    AddEndpoint {
        /// What is added.
        endpoint: Box<Endpoint>,
        /// Its place in the list; at the end where absent.
        at: Option<usize>,
        /// Connections with their places in the list, lowest first.
        connections: Vec<(usize, Connection)>,
    },
    /// Puts `endpoint` in the place of the one with the same identifier.
    ReplaceEndpoint {
        /// The endpoint as it shall be.
        endpoint: Box<Endpoint>,
    },
    /// Moves an endpoint on the map; a chosen town no longer holds then.
    MoveEndpoint {
        /// Which one.
        id: EndpointId,
        /// Where to.
        coordinates: Coordinates,
    },
    /// Removes an endpoint and every connection that touches it.
    RemoveEndpoint {
        /// Which one.
        id: EndpointId,
    },
    /// Adds a connection.
    AddConnection {
        /// What is added.
        connection: Connection,
        /// Its place in the list; at the end where absent.
        at: Option<usize>,
    },
    /// Puts `connection` in the place of the one with the same identifier.
    ReplaceConnection {
        /// The connection as it shall be.
        connection: Connection,
    },
    /// Removes a connection.
    RemoveConnection {
        /// Which one.
        id: ConnectionId,
    },
    /// Asks something else of the network.
    SetRequirement {
        /// The requirement as it shall be.
        requirement: Requirement,
    },
    /// Several edits as one: all of them or none, taken back in one step.
    Batch {
        /// The edits, each on what those before it left.
        edits: Vec<Edit>,
    },
}

/// Why an edit cannot be applied; the design is as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum EditError {
    /// The design has no such endpoint.
    #[error("the design has no such site or cloud")]
    NoSuchEndpoint,
    /// The design has no such connection.
    #[error("the design has no such connection")]
    NoSuchConnection,
    /// Something with that identifier is there already.
    #[error("that identifier is in use")]
    InUse,
    /// Both ends are the same endpoint.
    #[error("a connection needs two different ends")]
    SameEnds,
    /// The two ends are connected already.
    #[error("these two are connected already")]
    Connected,
    /// It has as many as can be drawn ([`Design::MAX_CONNECTIONS`]).
    #[error("a design takes {} connections at the most", Design::MAX_CONNECTIONS)]
    TooManyConnections,
    /// A name or label is empty or too long.
    #[error("a name is empty or too long")]
    Name,
}

impl Edit {
    /// Applies the edit and returns the one that undoes it.
    ///
    /// # Errors
    /// [`EditError`]; `design` is unchanged then.
    pub fn apply(self, design: &mut Design) -> Result<Self, EditError> {
        Drawing::of(design).apply(self)
    }
}

#[cfg(test)]
mod tests;
