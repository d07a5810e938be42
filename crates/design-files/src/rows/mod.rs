//! What becomes of the rows of a table: endpoints and connections, and a result for each row.

mod degrees;
mod endpoint;
mod ends;
mod remark;

use std::collections::HashMap;

use model::{
    Connection, ConnectionId, Coordinates, Design, Edit, Endpoint, EndpointId, WantedLatency,
};

use self::{ends::Ends, remark::Notes};
use crate::{Field, Mapping, Row, Shape, Table};

pub use self::remark::{Remark, RemarkCode, RowResult, RowState};

/// What is known of places, by which rows without coordinates are put on the map.
pub trait Places {
    /// The town of that name, in that country where one is named.
    fn town(&mut self, name: &str, country: &str) -> Option<Found>;
    /// The cloud region of that key.
    fn region(&mut self, key: &str) -> Option<Found>;
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its name, or the region's key.
    pub name: String,
    /// The town; of a town the same as its name.
    pub town: String,
    /// Where it stands.
    pub coordinates: Coordinates,
}

/// What a file brings to a design, and what became of each row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// A result for each row, in the order of the file.
    pub rows: Vec<RowResult>,
    /// Endpoints that are new.
    pub endpoints: Vec<Endpoint>,
    /// Endpoints of the design that are changed.
    pub changed_endpoints: Vec<Endpoint>,
    /// Connections that are new.
    pub connections: Vec<Connection>,
    /// Connections of the design that are changed.
    pub changed_connections: Vec<Connection>,
}

impl Import {
    /// The one change that brings it to the design it was judged for; nothing where it brings nothing.
    #[must_use]
    pub fn edit(self) -> Option<Edit> {
        let add = |endpoint| Edit::AddEndpoint {
            endpoint: Box::new(endpoint),
            at: None,
            connections: Vec::new(),
        };
        let change = |endpoint| Edit::ReplaceEndpoint {
            endpoint: Box::new(endpoint),
        };
        let connect = |connection| Edit::AddConnection {
            connection,
            at: None,
        };
        let reconnect = |connection| Edit::ReplaceConnection { connection };
        let endpoints = self.endpoints.into_iter().map(add);
        // In an order in which each finds what it needs.
        let edits: Vec<Edit> = endpoints
            .chain(self.changed_endpoints.into_iter().map(change))
            .chain(self.changed_connections.into_iter().map(reconnect))
            .chain(self.connections.into_iter().map(connect))
            .collect();
        (!edits.is_empty()).then_some(Edit::Batch { edits })
    }

    /// How many rows are of that state.
    #[must_use]
    pub fn count(&self, state: RowState) -> usize {
        self.rows.iter().filter(|row| row.state() == state).count()
    }
}

/// Says what becomes of each row when the table is brought to `design`: a row that names an endpoint or connection of
/// it by its identifier changes that one, every other row adds one. `new_id` gives 128 random bits.
#[must_use]
pub fn judge(
    table: &Table,
    mapping: &Mapping,
    design: &Design,
    places: &mut dyn Places,
    new_id: &mut dyn FnMut() -> u128,
) -> Import {
    let mut judge = Judge {
        mapping,
        design,
        places,
        new_id,
        import: Import::default(),
        ends: Ends::of(design),
        known: design
            .endpoints
            .iter()
            .map(|endpoint| (&endpoint.id, endpoint))
            .collect(),
        looks: design.endpoints.iter().map(look).collect(),
        used: std::collections::HashSet::new(),
    };
    // Endpoints first: a connection may stand before its ends.
    let mut results: Vec<Option<RowResult>> = vec![None; table.rows.len()];
    for (row, result) in table.rows.iter().zip(&mut results) {
        let kind = judge.kind(row);
        if kind != Ok(Kind::Connection) {
            *result = Some(judge.endpoint_row(row, kind));
        }
    }
    judge.ends.know(&judge.import);
    for (row, result) in table.rows.iter().zip(&mut results) {
        if result.is_none() {
            *result = Some(judge.connection_row(row));
        }
    }
    judge.import.rows = results.into_iter().flatten().collect();
    judge.import
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Site,
    Cloud,
    Connection,
}

struct Judge<'a> {
    mapping: &'a Mapping,
    design: &'a Design,
    places: &'a mut dyn Places,
    new_id: &'a mut dyn FnMut() -> u128,
    import: Import,
    ends: Ends,
    known: HashMap<&'a EndpointId, &'a Endpoint>,
    /// What is on the map, by what people see of it.
    looks: std::collections::HashSet<(String, u64, u64, std::net::IpAddr)>,
    /// Identifiers that rows have named.
    used: std::collections::HashSet<String>,
}

/// What people see of an endpoint.
fn look(endpoint: &Endpoint) -> (String, u64, u64, std::net::IpAddr) {
    let Endpoint {
        label,
        coordinates,
        primary_ip,
        ..
    } = endpoint;
    (
        label.clone(),
        coordinates.latitude().to_bits(),
        coordinates.longitude().to_bits(),
        *primary_ip,
    )
}

impl Judge<'_> {
    fn kind(&self, row: &Row) -> Result<Kind, Remark> {
        let said = |field| !self.mapping.cell(row, field).is_empty();
        let word = self.mapping.cell(row, Field::Type);
        match word.to_lowercase().as_str() {
            "" => Ok(match row.shape {
                Shape::Line(..) => Kind::Connection,
                Shape::None if said(Field::From) && said(Field::To) => Kind::Connection,
                Shape::None | Shape::Point(..) | Shape::Other(_) if said(Field::Region) => {
                    Kind::Cloud
                }
                Shape::None | Shape::Point(..) | Shape::Other(_) => Kind::Site,
            }),
            "site" | "standort" | "branch" | "office" | "customer site" | "filiale" => {
                Ok(Kind::Site)
            }
            "cloud" | "cloud region" | "data centre" | "data center" | "datacenter"
            | "rechenzentrum" => Ok(Kind::Cloud),
            "connection" | "link" | "verbindung" => Ok(Kind::Connection),
            _ => Err(Remark::new(RemarkCode::UnknownType, word)),
        }
    }

    fn endpoint_row(&mut self, row: &Row, kind: Result<Kind, Remark>) -> RowResult {
        let mut notes = Notes::default();
        let name = self.mapping.cell(row, Field::Name).to_owned();
        let refusal = kind.and_then(|kind| self.endpoint(row, kind, &mut notes));
        let refusal = refusal.err();
        notes.result(row.number, &name, refusal)
    }

    fn connection_row(&mut self, row: &Row) -> RowResult {
        let mut notes = Notes::default();
        let (from, to) = (
            self.mapping.cell(row, Field::From),
            self.mapping.cell(row, Field::To),
        );
        let name = if from.is_empty() && to.is_empty() {
            self.mapping.cell(row, Field::Name).to_owned()
        } else {
            format!("{from} – {to}")
        };
        let refusal = self.connection(row, &mut notes).err();
        notes.result(row.number, &name, refusal)
    }

    fn connection(&mut self, row: &Row, notes: &mut Notes) -> Result<(), Remark> {
        self.check_width(row)?;
        let (from, to) = match row.shape {
            Shape::Line(from, to) => (Some(from), Some(to)),
            Shape::None | Shape::Point(..) | Shape::Other(_) => (None, None),
        };
        let customer_edge = self.ends.find(self.mapping.cell(row, Field::From), from)?;
        let provider_edge = self.ends.find(self.mapping.cell(row, Field::To), to)?;
        let typed = self.mapping.cell(row, Field::Latency);
        let latency =
            WantedLatency::typed(typed).map_err(|_| Remark::new(RemarkCode::Latency, typed))?;
        let id = self.id(row)?;
        if customer_edge == provider_edge {
            return Err(Remark::bare(RemarkCode::SameEnds));
        }
        let existing = id.as_ref().and_then(|id| {
            let id = ConnectionId::new(id.as_str()).ok()?;
            self.design.connection(&id)
        });
        let connection = Connection {
            id: match &id {
                Some(id) => ConnectionId::new(id.as_str())
                    .map_err(|_| Remark::new(RemarkCode::Identifier, id))?,
                None => ConnectionId::from_random((self.new_id)()),
            },
            customer_edge,
            provider_edge,
            latency,
        };
        if let Some(existing) = existing {
            if *existing == connection {
                notes.say(RemarkCode::Unchanged, "");
                return Ok(());
            }
            if !existing.joins_the_same(&connection) && !self.ends.join(&connection) {
                return Err(Remark::bare(RemarkCode::Connected));
            }
            notes.say(RemarkCode::Changed, "");
            self.import.changed_connections.push(connection);
            return Ok(());
        }
        if self.design.connections.len() + self.import.connections.len() >= Design::MAX_CONNECTIONS
        {
            return Err(Remark::new(
                RemarkCode::TooManyConnections,
                &Design::MAX_CONNECTIONS.to_string(),
            ));
        }
        if !self.ends.join(&connection) {
            return Err(Remark::bare(RemarkCode::Connected));
        }
        self.import.connections.push(connection);
        Ok(())
    }

    /// The identifier that a row names; no other row has named it.
    fn id(&mut self, row: &Row) -> Result<Option<String>, Remark> {
        let id = self.mapping.cell(row, Field::Id);
        if id.is_empty() {
            return Ok(None);
        }
        if EndpointId::new(id).is_err() {
            return Err(Remark::new(RemarkCode::Identifier, id));
        }
        if !self.used.insert(id.to_owned()) {
            return Err(Remark::new(RemarkCode::Twice, id));
        }
        Ok(Some(id.to_owned()))
    }

    /// Text beyond the last column belongs to no column: the row is not what it seems.
    fn check_width(&self, row: &Row) -> Result<(), Remark> {
        if row.cells.len() > self.mapping.0.len() {
            return Err(Remark::new(
                RemarkCode::TooManyCells,
                &row.cells.len().to_string(),
            ));
        }
        Ok(())
    }
}
