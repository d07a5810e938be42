//! A design under edit: what stands where, and what an edit may do to it.

use std::collections::HashMap;

use super::{Edit, EditError};
use crate::{Connection, ConnectionId, Coordinates, Design, Endpoint, EndpointId};

/// A design while it is edited.
pub(super) struct Drawing<'a> {
    design: &'a mut Design,
    /// Where endpoints, connections and connected pairs stood when they were last seen, so that a
    /// batch does not search the lists for each of its edits. Every one there is has its key.
    seen: Option<HashMap<String, usize>>,
}

impl<'a> Drawing<'a> {
    pub(super) const fn of(design: &'a mut Design) -> Self {
        Self { design, seen: None }
    }

    /// Applies the edit and returns the one that undoes it; where it is refused, nothing changed.
    pub(super) fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        let design = &mut *self.design;
        match edit {
            Edit::Rename { name } => {
                check_name(&name, Design::MAX_NAME)?;
                let before = std::mem::replace(&mut design.name, name);
                Ok(Edit::Rename { name: before })
            }
            Edit::SetCustomer { customer } => {
                let customer = customer.trim().to_owned();
                if customer.chars().count() > Design::MAX_NAME {
                    return Err(EditError::Name);
                }
                let before = std::mem::replace(&mut design.customer, customer);
                Ok(Edit::SetCustomer { customer: before })
            }
            Edit::AddEndpoint {
                endpoint,
                at,
                connections,
            } => self.add_endpoint(*endpoint, at, connections),
            Edit::ReplaceEndpoint { endpoint } => self.replace_endpoint(*endpoint),
            Edit::MoveEndpoint { id, coordinates } => self.move_endpoint(&id, coordinates),
            Edit::RemoveEndpoint { id } => self.remove_endpoint(&id),
            Edit::AddConnection { connection, at } => self.add_connection(connection, at),
            Edit::ReplaceConnection { connection } => self.replace_connection(connection),
            Edit::RemoveConnection { id } => self.remove_connection(&id),
            Edit::SetRequirement { requirement } => {
                let before = std::mem::replace(&mut design.requirement, requirement);
                Ok(Edit::SetRequirement {
                    requirement: before,
                })
            }
            Edit::Batch { edits } => self.apply_all(edits),
        }
    }

    fn apply_all(&mut self, edits: Vec<Edit>) -> Result<Edit, EditError> {
        self.look();
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        // Each leads back to where its edit began, so none is refused.
                        let _ = self.apply(inverse);
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::Batch { edits: inverses })
    }

    fn add_endpoint(
        &mut self,
        endpoint: Endpoint,
        at: Option<usize>,
        connections: Vec<(usize, Connection)>,
    ) -> Result<Edit, EditError> {
        check_name(&endpoint.label, Endpoint::MAX_LABEL)?;
        if self.endpoint_at(&endpoint.id).is_some() {
            return Err(EditError::InUse);
        }
        // What does not touch it would stay where the endpoint is removed again.
        if !connections
            .iter()
            .all(|(_, connection)| connection.touches(&endpoint.id))
        {
            return Err(EditError::NoSuchEndpoint);
        }
        let id = endpoint.id.clone();
        let at = insert(&mut self.design.endpoints, at, endpoint);
        self.note(|| endpoint_key(&id), at);
        for (at, connection) in connections {
            if let Err(error) = self.add_connection(connection, Some(at)) {
                self.remove_endpoint(&id)?;
                return Err(error);
            }
        }
        Ok(Edit::RemoveEndpoint { id })
    }

    fn replace_endpoint(&mut self, endpoint: Endpoint) -> Result<Edit, EditError> {
        check_name(&endpoint.label, Endpoint::MAX_LABEL)?;
        let slot = self.endpoint_mut(&endpoint.id)?;
        let before = std::mem::replace(slot, endpoint);
        Ok(Edit::ReplaceEndpoint {
            endpoint: Box::new(before),
        })
    }

    fn move_endpoint(
        &mut self,
        id: &EndpointId,
        coordinates: Coordinates,
    ) -> Result<Edit, EditError> {
        let slot = self.endpoint_mut(id)?;
        let before = slot.clone();
        slot.coordinates = coordinates;
        slot.place = None;
        Ok(Edit::ReplaceEndpoint {
            endpoint: Box::new(before),
        })
    }

    fn remove_endpoint(&mut self, id: &EndpointId) -> Result<Edit, EditError> {
        let at = self.endpoint_at(id).ok_or(EditError::NoSuchEndpoint)?;
        let endpoint = Box::new(self.design.endpoints.remove(at));
        self.forget(&|| endpoint_key(id));
        let connections: Vec<(usize, Connection)> = self
            .design
            .connections
            .iter()
            .enumerate()
            .filter(|(_, connection)| connection.touches(id))
            .map(|(at, connection)| (at, connection.clone()))
            .collect();
        for (_, connection) in &connections {
            self.forget_connection(connection);
        }
        self.design
            .connections
            .retain(|connection| !connection.touches(id));
        Ok(Edit::AddEndpoint {
            endpoint,
            at: Some(at),
            connections,
        })
    }

    fn add_connection(
        &mut self,
        connection: Connection,
        at: Option<usize>,
    ) -> Result<Edit, EditError> {
        if self.connection_at(&connection.id).is_some() {
            return Err(EditError::InUse);
        }
        if self.design.connections.len() >= Design::MAX_CONNECTIONS {
            return Err(EditError::TooManyConnections);
        }
        self.check_ends(&connection)?;
        let id = connection.id.clone();
        let pair = pair_key(&connection);
        let at = insert(&mut self.design.connections, at, connection);
        self.note(|| connection_key(&id), at);
        self.note(|| pair, at);
        Ok(Edit::RemoveConnection { id })
    }

    fn replace_connection(&mut self, connection: Connection) -> Result<Edit, EditError> {
        self.check_ends(&connection)?;
        let at = self
            .connection_at(&connection.id)
            .ok_or(EditError::NoSuchConnection)?;
        let pair = pair_key(&connection);
        let before = std::mem::replace(&mut self.design.connections[at], connection);
        self.forget(&|| pair_key(&before));
        self.note(|| pair, at);
        Ok(Edit::ReplaceConnection { connection: before })
    }

    fn remove_connection(&mut self, id: &ConnectionId) -> Result<Edit, EditError> {
        let at = self.connection_at(id).ok_or(EditError::NoSuchConnection)?;
        let connection = self.design.connections.remove(at);
        self.forget_connection(&connection);
        Ok(Edit::AddConnection {
            connection,
            at: Some(at),
        })
    }

    fn check_ends(&self, connection: &Connection) -> Result<(), EditError> {
        if connection.customer_edge == connection.provider_edge {
            return Err(EditError::SameEnds);
        }
        for end in [&connection.customer_edge, &connection.provider_edge] {
            self.endpoint_at(end).ok_or(EditError::NoSuchEndpoint)?;
        }
        let joined = self.find(
            &self.design.connections,
            &|| pair_key(connection),
            &|other| other.id != connection.id && other.joins_the_same(connection),
        );
        joined.map_or(Ok(()), |_| Err(EditError::Connected))
    }

    fn endpoint_mut(&mut self, id: &EndpointId) -> Result<&mut Endpoint, EditError> {
        let at = self.endpoint_at(id).ok_or(EditError::NoSuchEndpoint)?;
        Ok(&mut self.design.endpoints[at])
    }

    fn endpoint_at(&self, id: &EndpointId) -> Option<usize> {
        let is_it = |endpoint: &Endpoint| endpoint.id == *id;
        self.find(&self.design.endpoints, &|| endpoint_key(id), &is_it)
    }

    fn connection_at(&self, id: &ConnectionId) -> Option<usize> {
        let is_it = |connection: &Connection| connection.id == *id;
        self.find(&self.design.connections, &|| connection_key(id), &is_it)
    }

    /// Where the one stands that `is_it`: there where it was last seen, else searched for from the
    /// end, as what was added last is removed first.
    fn find<T>(
        &self,
        list: &[T],
        key: &dyn Fn() -> String,
        is_it: &dyn Fn(&T) -> bool,
    ) -> Option<usize> {
        if let Some(seen) = &self.seen {
            let at = *seen.get(&key())?;
            if list.get(at).is_some_and(is_it) {
                return Some(at);
            }
        }
        list.iter().rposition(is_it)
    }

    /// Notes where everything stands, unless that is known.
    fn look(&mut self) {
        if self.seen.is_some() {
            return;
        }
        let mut seen = HashMap::new();
        for (at, endpoint) in self.design.endpoints.iter().enumerate() {
            seen.insert(endpoint_key(&endpoint.id), at);
        }
        for (at, connection) in self.design.connections.iter().enumerate() {
            seen.insert(connection_key(&connection.id), at);
            seen.insert(pair_key(connection), at);
        }
        self.seen = Some(seen);
    }

    fn note(&mut self, key: impl FnOnce() -> String, at: usize) {
        if let Some(seen) = &mut self.seen {
            seen.insert(key(), at);
        }
    }

    fn forget(&mut self, key: &dyn Fn() -> String) {
        if let Some(seen) = &mut self.seen {
            seen.remove(&key());
        }
    }

    fn forget_connection(&mut self, connection: &Connection) {
        self.forget(&|| connection_key(&connection.id));
        self.forget(&|| pair_key(connection));
    }
}

fn endpoint_key(id: &EndpointId) -> String {
    format!("endpoint {id}")
}

fn connection_key(id: &ConnectionId) -> String {
    format!("connection {id}")
}

/// The same whichever end comes first. Identifiers are plain letters and digits.
fn pair_key(connection: &Connection) -> String {
    let (one, other) = (&connection.customer_edge, &connection.provider_edge);
    format!("{}-{}", one.min(other), one.max(other))
}

fn check_name(name: &str, longest: usize) -> Result<(), EditError> {
    if name.trim().is_empty() || name.chars().count() > longest {
        Err(EditError::Name)
    } else {
        Ok(())
    }
}

fn insert<T>(list: &mut Vec<T>, at: Option<usize>, item: T) -> usize {
    let at = at.map_or(list.len(), |at| at.min(list.len()));
    list.insert(at, item);
    at
}
