//! What a design and its assessment look like on the map and in the lists.

use model::{
    Assessment, Connection, ConnectionId, Coordinates, Design, Endpoint, EndpointId, Feasibility,
    Level, geodesy::great_circle,
};

use crate::model::{
    map_scene::{MapLink, MapNode, Side},
    mercator::split_at_antimeridian,
};

/// Pieces of a great circle; enough that none looks broken at any zoom.
const SEGMENTS: usize = 48;
/// Degrees around a single endpoint that a first look shows.
const LEAST_SPAN: f64 = 4.0;

/// What is selected, on the map and in the list alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Selection {
    /// A site or cloud.
    Endpoint(EndpointId),
    /// A connection.
    Connection(ConnectionId),
}

impl Selection {
    /// The identifier of what is selected.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Endpoint(id) => id.as_str(),
            Self::Connection(id) => id.as_str(),
        }
    }
}

/// An operator's answer with the design as it was asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The answer.
    pub assessment: Assessment,
    /// The design as it was then.
    pub asked: Design,
}

/// What the operator said of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was not asked about it.
    NotAssessed,
    /// It can be built.
    Feasible,
    /// It cannot, with the operator's own words where it gave any.
    Infeasible(Option<String>),
    /// The operator did not say.
    Unknown,
}

/// Length and latency of a connection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Length {
    /// In km.
    pub distance_km: f64,
    /// Round trip in ms.
    pub latency_ms: f64,
    /// Whether both are the operator's figures; else they are those of the great circle.
    pub is_stated: bool,
}

impl Verdict {
    /// What `answer` says of the connection `id`. An operator that says nothing of
    /// single connections has found all feasible where it offers any level.
    #[must_use]
    pub fn of(answer: Option<&Answer>, id: &ConnectionId) -> Self {
        let Some(answer) = answer.filter(|answer| answer.asked.connection(id).is_some()) else {
            return Self::NotAssessed;
        };
        let assessment = &answer.assessment;
        let stated = assessment
            .connections
            .iter()
            .find(|verdict| verdict.connection == *id);
        match stated.map(|verdict| &verdict.feasibility) {
            Some(Feasibility::Feasible) => Self::Feasible,
            Some(Feasibility::Infeasible { reason }) => Self::Infeasible(reason.clone()),
            Some(Feasibility::Unknown) => Self::Unknown,
            None => {
                let is_offered = assessment
                    .offers
                    .iter()
                    .any(|offer| offer.feasibility == Feasibility::Feasible);
                if is_offered {
                    Self::Feasible
                } else {
                    Self::Unknown
                }
            }
        }
    }

    /// The value of the automation attribute `data-state`; empty before an assessment.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NotAssessed => "",
            Self::Feasible => "feasible",
            Self::Infeasible(_) => "infeasible",
            Self::Unknown => "unknown",
        }
    }
}

/// Length and latency of `connection`: the operator's figures where it gave both, else
/// those of the great circle.
#[must_use]
pub fn length(
    design: &Design,
    assessment: Option<&Assessment>,
    connection: &Connection,
) -> Option<Length> {
    let stated = assessment.and_then(|assessment| {
        let verdict = assessment
            .connections
            .iter()
            .find(|verdict| verdict.connection == connection.id)?;
        Some(Length {
            distance_km: verdict.distance_km?,
            latency_ms: verdict.latency_ms?,
            is_stated: true,
        })
    });
    stated.or_else(|| {
        let (customer, provider) = design.edges(connection)?;
        Some(Length {
            distance_km: customer.coordinates.distance_km(provider.coordinates),
            latency_ms: customer
                .coordinates
                .estimated_latency_ms(provider.coordinates),
            is_stated: false,
        })
    })
}

/// Whether both ends of `connection` are where they were when the operator was asked.
#[must_use]
pub fn is_where_it_was(design: &Design, asked: &Design, connection: &Connection) -> bool {
    let places = |design: &Design| {
        let (customer, provider) = design.edges(design.connection(&connection.id)?)?;
        Some((customer.coordinates, provider.coordinates))
    };
    places(design).is_some() && places(design) == places(asked)
}

/// The endpoint as the map draws it, with `name` as its accessible name.
#[must_use]
pub fn node(endpoint: &Endpoint, name: String, selected: bool, start: bool) -> MapNode {
    MapNode {
        id: endpoint.id.to_string(),
        endpoint: endpoint.kind.as_str(),
        label: endpoint.label.clone(),
        name,
        lat: endpoint.coordinates.latitude(),
        lon: endpoint.coordinates.longitude(),
        side: Side::Below,
        selected,
        start,
    }
}

/// The connection as the map draws it, with `name` as its accessible name; none where
/// an end is missing.
#[must_use]
pub fn link(
    design: &Design,
    connection: &Connection,
    name: String,
    verdict: &Verdict,
    level: Option<Level>,
    selected: bool,
) -> Option<MapLink> {
    let (customer, provider) = design.edges(connection)?;
    let line = great_circle(customer.coordinates, provider.coordinates, SEGMENTS);
    let (latitude, longitude) = line.get(SEGMENTS / 2).copied()?;
    let middle = Coordinates::wrapped(latitude, longitude).ok()?;
    Some(MapLink {
        id: connection.id.to_string(),
        name,
        lines: split_at_antimeridian(&line),
        middle: (middle.latitude(), middle.longitude()),
        state: verdict.as_str(),
        level: level.map(Level::as_str).unwrap_or_default(),
        selected,
    })
}

/// South-west and north-east corner around everything that is drawn; none for an empty
/// design.
#[must_use]
pub fn bounds(design: &Design) -> Option<((f64, f64), (f64, f64))> {
    let lines = design.connections.iter().filter_map(|connection| {
        let (customer, provider) = design.edges(connection)?;
        let line = great_circle(customer.coordinates, provider.coordinates, SEGMENTS);
        Some(split_at_antimeridian(&line).concat())
    });
    let points: Vec<(f64, f64)> = design
        .endpoints
        .iter()
        .map(|end| (end.coordinates.latitude(), end.coordinates.longitude()))
        .chain(lines.flatten())
        .collect();
    let first = points.first()?;
    let (mut south, mut west) = *first;
    let (mut north, mut east) = *first;
    for (latitude, longitude) in points {
        south = south.min(latitude);
        north = north.max(latitude);
        west = west.min(longitude);
        east = east.max(longitude);
    }
    let spare = |from: f64, to: f64| ((LEAST_SPAN - (to - from)) / 2.0).max(0.0);
    let (high, wide) = (spare(south, north), spare(west, east));
    Some(((south - high, west - wide), (north + high, east + wide)))
}

#[cfg(test)]
pub(crate) mod tests {
    use model::{DesignId, EndpointKind, FeePeriod, WantedLatency};

    use super::*;
    use crate::model::offer_card::tests::{assessment, offer};

    pub(crate) fn endpoint_id(id: &str) -> EndpointId {
        EndpointId::new(id).unwrap()
    }

    fn endpoint(id: &str, kind: EndpointKind, latitude: f64, longitude: f64) -> Endpoint {
        Endpoint {
            id: endpoint_id(id),
            kind,
            label: id.to_owned(),
            place: None,
            region: None,
            coordinates: Coordinates::new(latitude, longitude).unwrap(),
            primary_ip: "192.0.2.1".parse().unwrap(),
            secondary_ip: None,
        }
    }

    /// Frankfurt and Lyon, two sites, and Dublin, a cloud that Frankfurt is connected to.
    pub(crate) fn design() -> Design {
        let mut design = Design::empty(DesignId::from_random(1), "Test");
        design.endpoints = vec![
            endpoint("frankfurt", EndpointKind::Site, 50.11, 8.68),
            endpoint("lyon", EndpointKind::Site, 45.76, 4.84),
            endpoint("dublin", EndpointKind::Cloud, 53.35, -6.26),
        ];
        design.connections = vec![Connection {
            id: ConnectionId::new("c1").unwrap(),
            customer_edge: endpoint_id("frankfurt"),
            provider_edge: endpoint_id("dublin"),
            latency: None,
        }];
        design
    }

    #[test]
    fn a_length_without_an_operator_is_an_estimate() {
        let design = design();
        let length = length(&design, None, &design.connections[0]).unwrap();
        assert!((1_085.0..1_095.0).contains(&length.distance_km));
        assert!((10.8..11.0).contains(&length.latency_ms));
        assert!(!length.is_stated);
    }

    #[test]
    fn a_link_starts_and_ends_at_its_nodes() {
        let design = design();
        let connection = &design.connections[0];
        let link = link(
            &design,
            connection,
            String::new(),
            &Verdict::NotAssessed,
            None,
            false,
        )
        .unwrap();
        assert_eq!(link.lines.len(), 1);
        assert_eq!(link.lines[0][0], (50.11, 8.68));
        assert_eq!(link.lines[0].last(), Some(&(53.35, -6.26)));
        assert_eq!(link.state, "");
    }

    #[test]
    fn a_moved_end_is_not_where_it_was() {
        let (asked, mut design) = (design(), design());
        let connection = asked.connections[0].clone();
        assert!(is_where_it_was(&design, &asked, &connection));
        design.endpoints[0].coordinates = Coordinates::new(0.0, 0.0).unwrap();
        assert!(!is_where_it_was(&design, &asked, &connection));
    }

    #[test]
    fn an_offer_speaks_for_connections_that_are_not_named() {
        let asked = design();
        let id = asked.connections[0].id.clone();
        let answer = |feasibility| Answer {
            assessment: assessment(vec![offer(Level::A, feasibility, FeePeriod::Term)]),
            asked: design(),
        };
        let feasible = answer(Feasibility::Feasible);
        assert_eq!(Verdict::of(Some(&feasible), &id), Verdict::Feasible);
        let refused = answer(Feasibility::Infeasible { reason: None });
        assert_eq!(Verdict::of(Some(&refused), &id), Verdict::Unknown);
        let other = ConnectionId::new("new").unwrap();
        assert_eq!(Verdict::of(Some(&feasible), &other), Verdict::NotAssessed);
        assert_eq!(Verdict::of(None, &id), Verdict::NotAssessed);
    }

    #[test]
    fn the_bounds_hold_the_bulge_of_a_line_too() {
        let ((south, west), (north, east)) = bounds(&design()).unwrap();
        assert!(south <= 45.76 && north >= 53.35);
        assert!(west <= -6.26 && east >= 8.68);
        let empty = Design::empty(DesignId::from_random(1), "Empty");
        assert_eq!(bounds(&empty), None);
    }

    #[test]
    fn a_single_node_is_shown_with_its_surroundings() {
        let mut design = design();
        design.connections.clear();
        design.endpoints.truncate(1);
        let ((south, _), (north, _)) = bounds(&design).unwrap();
        assert!((north - south - LEAST_SPAN).abs() < 1e-9);
    }

    #[test]
    fn another_name_asks_the_same() {
        let (one, mut other) = (design(), design());
        other.name = "Another".to_owned();
        assert!(one.asks_the_same(&other));
        other.connections[0].latency = WantedLatency::typed("15").unwrap();
        assert!(one.asks_the_same(&other), "a wanted latency is not sent");
        other.endpoints[0].label = "Frankfurt 2".to_owned();
        assert!(!one.asks_the_same(&other));
    }
}
