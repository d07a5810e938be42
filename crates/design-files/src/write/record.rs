//! A design as rows, alike in every format.

use std::collections::{HashMap, HashSet};

use model::{Connection, Coordinates, Design, Endpoint, EndpointId};

use crate::Field;

/// The columns of a table, in their order.
pub(super) const COLUMNS: [Field; 12] = [
    Field::Type,
    Field::Name,
    Field::Latitude,
    Field::Longitude,
    Field::Place,
    Field::Region,
    Field::PrimaryIp,
    Field::SecondaryIp,
    Field::From,
    Field::To,
    Field::Latency,
    Field::Id,
];

/// One endpoint or connection.
pub(super) struct Record {
    /// What it is called: of a connection the names of its ends.
    pub(super) title: String,
    /// Where it is drawn.
    pub(super) drawn: Drawn,
    /// What else there is to say, in the order of [`COLUMNS`], coordinates aside.
    pub(super) texts: Vec<(Field, String)>,
}

/// Where a record is drawn.
#[derive(Clone, Copy)]
pub(super) enum Drawn {
    Point(Coordinates),
    Line(Coordinates, Coordinates),
}

impl Record {
    /// The text under a column, empty where there is none.
    pub(super) fn text(&self, field: Field) -> String {
        match (field, self.drawn) {
            (Field::Latitude, Drawn::Point(at)) => at.latitude().to_string(),
            (Field::Longitude, Drawn::Point(at)) => at.longitude().to_string(),
            _ => {
                let found = self.texts.iter().find(|(of, _)| *of == field);
                found.map(|(_, text)| text.clone()).unwrap_or_default()
            }
        }
    }
}

/// Every endpoint and then every connection of the design, in its order.
pub(super) fn records(design: &Design) -> impl Iterator<Item = Record> {
    let names = Names::of(design);
    let endpoints = design.endpoints.iter().map(endpoint);
    let connections = design.connections.iter();
    endpoints.chain(connections.filter_map(move |one| connection(&names, one)))
}

fn endpoint(endpoint: &Endpoint) -> Record {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let texts = vec![
        (Field::Type, endpoint.kind.as_str().to_owned()),
        (Field::Name, endpoint.label.clone()),
        (Field::Place, optional(&endpoint.place)),
        (Field::Region, optional(&endpoint.region)),
        (Field::PrimaryIp, endpoint.primary_ip.to_string()),
        (
            Field::SecondaryIp,
            endpoint
                .secondary_ip
                .map(|ip| ip.to_string())
                .unwrap_or_default(),
        ),
        (Field::Id, endpoint.id.to_string()),
    ];
    Record {
        title: endpoint.label.clone(),
        drawn: Drawn::Point(endpoint.coordinates),
        texts: filled(texts),
    }
}

fn connection(names: &Names<'_>, connection: &Connection) -> Option<Record> {
    let one = names.endpoints.get(&connection.customer_edge)?;
    let other = names.endpoints.get(&connection.provider_edge)?;
    let texts = vec![
        (Field::Type, "connection".to_owned()),
        (Field::From, names.of_end(one)),
        (Field::To, names.of_end(other)),
        (
            Field::Latency,
            connection
                .latency
                .map(|ms| ms.get().to_string())
                .unwrap_or_default(),
        ),
        (Field::Id, connection.id.to_string()),
    ];
    Some(Record {
        title: format!("{} – {}", one.label, other.label),
        drawn: Drawn::Line(one.coordinates, other.coordinates),
        texts: filled(texts),
    })
}

fn filled(texts: Vec<(Field, String)>) -> Vec<(Field, String)> {
    texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// How connections name their ends.
struct Names<'a> {
    endpoints: HashMap<&'a EndpointId, &'a Endpoint>,
    /// Names that mean one endpoint only.
    unique: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(design: &'a Design) -> Self {
        let ids: HashSet<&str> = design
            .endpoints
            .iter()
            .map(|endpoint| endpoint.id.as_str())
            .collect();
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for endpoint in &design.endpoints {
            *seen.entry(&endpoint.label).or_default() += 1;
        }
        let unique = seen
            .into_iter()
            .filter(|(label, count)| *count == 1 && !ids.contains(label));
        Self {
            endpoints: design
                .endpoints
                .iter()
                .map(|endpoint| (&endpoint.id, endpoint))
                .collect(),
            unique: unique.map(|(label, _)| label).collect(),
        }
    }

    /// The endpoint's name where that is it alone, and its identifier otherwise.
    fn of_end(&self, endpoint: &Endpoint) -> String {
        if self.unique.contains(endpoint.label.as_str()) {
            endpoint.label.clone()
        } else {
            endpoint.id.to_string()
        }
    }
}
