//! What crosses to the map's bridge (`ui/map/bridge.js`): what it draws, and what it reports.

use serde::{Deserialize, Serialize};

/// A site or cloud on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapNode {
    /// Identifier of the endpoint.
    pub id: String,
    /// `site` or `cloud`, the automation attribute `data-kind`.
    pub endpoint: &'static str,
    /// The text beside it.
    pub label: String,
    /// Its accessible name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Where its text stands.
    pub side: Side,
    /// Whether it is selected.
    pub selected: bool,
    /// Whether a connection is being drawn from it.
    pub start: bool,
}

/// Where a node's text stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Centred below.
    Below,
    /// Centred above.
    Above,
    /// To the right.
    Right,
    /// To the left.
    Left,
}

/// A connection on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapLink {
    /// Identifier of the connection.
    pub id: String,
    /// Its accessible name.
    pub name: String,
    /// The pieces of its line as `(latitude, longitude)`, cut where the map ends.
    pub lines: Vec<Vec<(f64, f64)>>,
    /// A point in the middle of the line.
    pub middle: (f64, f64),
    /// `feasible`, `infeasible`, `unknown`, or empty before an assessment.
    pub state: &'static str,
    /// The level whose colour a feasible line takes, or empty.
    pub level: &'static str,
    /// Whether it is selected.
    pub selected: bool,
}

/// A place name that has room on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceName {
    /// The name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The zoom level from which it may be shown.
    #[serde(rename = "minZoom", skip_serializing)]
    pub min_zoom: f64,
    /// Whether it is a capital.
    #[serde(default)]
    pub capital: bool,
}

/// The part of the world that the map shows.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct View {
    /// Zoom level; each doubles the scale.
    pub zoom: f64,
    /// Southern edge in degrees.
    pub south: f64,
    /// Western edge in degrees.
    pub west: f64,
    /// Northern edge in degrees.
    pub north: f64,
    /// Eastern edge in degrees.
    pub east: f64,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
}

/// Something that happened on the map.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MapEvent {
    /// The basemap is drawn.
    Drawn,
    /// The basemap could not be read.
    Undrawn,
    /// The map shows another part of the world.
    View(View),
    /// A point that is neither node nor link was clicked.
    Background {
        /// Degrees north.
        lat: f64,
        /// Degrees east, of any winding.
        lon: f64,
    },
    /// A node was clicked.
    Node {
        /// Identifier of the endpoint.
        id: String,
    },
    /// A node was asked for by Enter.
    NodeOpen {
        /// Identifier of the endpoint.
        id: String,
    },
    /// A connection was started or ended at a node by key.
    NodeLink {
        /// Identifier of the endpoint.
        id: String,
    },
    /// A node was to be deleted by key.
    NodeDelete {
        /// Identifier of the endpoint.
        id: String,
    },
    /// A node was dragged or nudged by key.
    NodeMoved {
        /// Identifier of the endpoint.
        id: String,
        /// Degrees north.
        lat: f64,
        /// Degrees east, of any winding.
        lon: f64,
        /// Whether by key, in small steps that belong together.
        nudged: bool,
    },
    /// A link was clicked.
    Link {
        /// Identifier of the connection.
        id: String,
    },
    /// A link was asked for by Enter.
    LinkOpen {
        /// Identifier of the connection.
        id: String,
    },
    /// A link was to be deleted by key.
    LinkDelete {
        /// Identifier of the connection.
        id: String,
    },
    /// Escape was pressed on the map.
    Escape,
}

/// What a click on the map means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Selects and moves.
    #[default]
    Select,
    /// Adds a site.
    Site,
    /// Adds a cloud.
    Cloud,
    /// Connects two nodes.
    Connect,
}

impl Tool {
    /// Every tool, in the order of the toolbar.
    pub const ALL: [Self; 4] = [Self::Select, Self::Site, Self::Cloud, Self::Connect];

    /// The bridge's word for it, also the end of its automation hook.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Select => "select",
            Self::Site => "site",
            Self::Cloud => "cloud",
            Self::Connect => "connect",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_as_the_bridge_writes_them() {
        let read = |text: &str| crate::json::read::<MapEvent>(text).unwrap();
        assert_eq!(read(r#"{"drawn":null}"#), MapEvent::Drawn);
        assert_eq!(
            read(r#"{"node_moved":{"id":"a","lat":1,"lon":2.5,"nudged":true}}"#),
            MapEvent::NodeMoved {
                id: "a".to_owned(),
                lat: 1.0,
                lon: 2.5,
                nudged: true
            }
        );
        let view = read(
            r#"{"view":{"zoom":4,"south":1,"west":2,"north":3,"east":4,"width":5,"height":6}}"#,
        );
        assert!(matches!(view, MapEvent::View(View { zoom: 4.0, .. })));
    }

    #[test]
    fn place_names_are_read_from_the_asset() {
        let text = include_str!("../../../assets/places/labels.json");
        let places: Vec<PlaceName> = crate::json::read(text).unwrap();
        assert!(places.len() > 1_000);
        assert!(places.iter().any(|place| place.capital));
    }
}
