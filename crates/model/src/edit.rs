//! Edits of a design: the one way to change it, and the way back.

use serde::{Deserialize, Serialize};

use crate::{
    Connection, ConnectionId, Coordinates, Design, Endpoint, EndpointId, MAX_CONNECTIONS,
    Requirement,
};

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
    /// One order takes 100 connections at the most.
    #[error("one order takes 100 connections at the most")]
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
        match self {
            Self::Rename { name } => rename(design, name),
            Self::SetCustomer { customer } => {
                let customer = customer.trim().to_owned();
                if customer.chars().count() > Design::MAX_NAME {
                    return Err(EditError::Name);
                }
                let before = std::mem::replace(&mut design.customer, customer);
                Ok(Self::SetCustomer { customer: before })
            }
            Self::AddEndpoint {
                endpoint,
                at,
                connections,
            } => add_endpoint(design, *endpoint, at, connections),
            Self::ReplaceEndpoint { endpoint } => {
                check_name(&endpoint.label, Endpoint::MAX_LABEL)?;
                let slot = endpoint_mut(design, &endpoint.id)?;
                let before = std::mem::replace(slot, *endpoint);
                Ok(Self::ReplaceEndpoint {
                    endpoint: Box::new(before),
                })
            }
            Self::MoveEndpoint { id, coordinates } => {
                let slot = endpoint_mut(design, &id)?;
                let before = slot.clone();
                slot.coordinates = coordinates;
                slot.place = None;
                Ok(Self::ReplaceEndpoint {
                    endpoint: Box::new(before),
                })
            }
            Self::RemoveEndpoint { id } => remove_endpoint(design, &id),
            Self::AddConnection { connection, at } => {
                check_new_connection(design, &connection)?;
                let id = connection.id.clone();
                insert(&mut design.connections, at, connection);
                Ok(Self::RemoveConnection { id })
            }
            Self::ReplaceConnection { connection } => {
                check_ends(design, &connection)?;
                let slot = design
                    .connections
                    .iter_mut()
                    .find(|existing| existing.id == connection.id)
                    .ok_or(EditError::NoSuchConnection)?;
                let before = std::mem::replace(slot, connection);
                Ok(Self::ReplaceConnection { connection: before })
            }
            Self::RemoveConnection { id } => {
                let at = design
                    .connections
                    .iter()
                    .position(|connection| connection.id == id)
                    .ok_or(EditError::NoSuchConnection)?;
                let connection = design.connections.remove(at);
                Ok(Self::AddConnection {
                    connection,
                    at: Some(at),
                })
            }
            Self::SetRequirement { requirement } => {
                let before = std::mem::replace(&mut design.requirement, requirement);
                Ok(Self::SetRequirement {
                    requirement: before,
                })
            }
        }
    }
}

fn rename(design: &mut Design, name: String) -> Result<Edit, EditError> {
    check_name(&name, Design::MAX_NAME)?;
    let before = std::mem::replace(&mut design.name, name);
    Ok(Edit::Rename { name: before })
}

fn add_endpoint(
    design: &mut Design,
    endpoint: Endpoint,
    at: Option<usize>,
    connections: Vec<(usize, Connection)>,
) -> Result<Edit, EditError> {
    check_name(&endpoint.label, Endpoint::MAX_LABEL)?;
    if design.endpoint(&endpoint.id).is_some() {
        return Err(EditError::InUse);
    }
    let id = endpoint.id.clone();
    let mut changed = design.clone();
    insert(&mut changed.endpoints, at, endpoint);
    for (at, connection) in connections {
        check_new_connection(&changed, &connection)?;
        insert(&mut changed.connections, Some(at), connection);
    }
    *design = changed;
    Ok(Edit::RemoveEndpoint { id })
}

fn remove_endpoint(design: &mut Design, id: &EndpointId) -> Result<Edit, EditError> {
    let at = design
        .endpoints
        .iter()
        .position(|endpoint| endpoint.id == *id)
        .ok_or(EditError::NoSuchEndpoint)?;
    let endpoint = Box::new(design.endpoints.remove(at));
    let connections = design
        .connections
        .iter()
        .cloned()
        .enumerate()
        .filter(|(_, connection)| connection.touches(id))
        .collect();
    design
        .connections
        .retain(|connection| !connection.touches(id));
    Ok(Edit::AddEndpoint {
        endpoint,
        at: Some(at),
        connections,
    })
}

fn endpoint_mut<'a>(
    design: &'a mut Design,
    id: &EndpointId,
) -> Result<&'a mut Endpoint, EditError> {
    design
        .endpoints
        .iter_mut()
        .find(|endpoint| endpoint.id == *id)
        .ok_or(EditError::NoSuchEndpoint)
}

fn check_new_connection(design: &Design, connection: &Connection) -> Result<(), EditError> {
    if design.connection(&connection.id).is_some() {
        return Err(EditError::InUse);
    }
    if design.connections.len() >= MAX_CONNECTIONS {
        return Err(EditError::TooManyConnections);
    }
    check_ends(design, connection)
}

fn check_ends(design: &Design, connection: &Connection) -> Result<(), EditError> {
    if connection.customer_edge == connection.provider_edge {
        return Err(EditError::SameEnds);
    }
    design.edges(connection).ok_or(EditError::NoSuchEndpoint)?;
    let is_connected = design
        .connections
        .iter()
        .any(|other| other.id != connection.id && other.joins_the_same(connection));
    if is_connected {
        Err(EditError::Connected)
    } else {
        Ok(())
    }
}

fn check_name(name: &str, longest: usize) -> Result<(), EditError> {
    if name.trim().is_empty() || name.chars().count() > longest {
        Err(EditError::Name)
    } else {
        Ok(())
    }
}

fn insert<T>(list: &mut Vec<T>, at: Option<usize>, item: T) {
    let at = at.map_or(list.len(), |at| at.min(list.len()));
    list.insert(at, item);
}

#[cfg(test)]
mod tests;
