//! GeoJSON: a row for each feature, its properties as cells.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use super::{MOST_COLUMNS, MOST_ROWS};
use crate::{FileError, Format, Row, Shape, Table, document::number};

pub(super) fn table(text: &str) -> Result<Table, FileError> {
    let head: Head = match serde_json::from_str(text) {
        Ok(head) => head,
        // Well-formed, and a list or without its type.
        Err(error) if error.is_data() => return Err(FileError::OtherJson),
        Err(error) => return Err(error.into()),
    };
    let features = match head.kind.as_str() {
        "FeatureCollection" => serde_json::from_str::<Collection>(text)?.features,
        "Feature" => vec![serde_json::from_str(text)?],
        _ => return Err(FileError::OtherJson),
    };
    if features.len() > MOST_ROWS {
        return Err(FileError::TooManyRows(MOST_ROWS));
    }
    let mut columns = Columns::default();
    let mut rows = Vec::with_capacity(features.len());
    for (at, feature) in features.into_iter().enumerate() {
        let mut cells = Vec::new();
        for (name, value) in feature.properties.unwrap_or_default() {
            columns.put(&mut cells, &name, cell(value));
        }
        if columns.names.len() > MOST_COLUMNS {
            return Err(FileError::TooManyColumns(MOST_COLUMNS));
        }
        rows.push(Row {
            number: at + 1,
            cells,
            shape: feature
                .geometry
                .map_or_else(|| Shape::Other("null".to_owned()), shape),
        });
    }
    Ok(columns.over(Format::GeoJson, rows))
}

/// Columns in the order in which rows first name them.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Columns {
    /// Puts a text into a row under a name. What a row says twice is kept as it said it first.
    pub(super) fn put(&mut self, cells: &mut Vec<String>, name: &str, text: String) {
        let at = match self.places.get(name) {
            Some(at) => *at,
            None => {
                self.places.insert(name.to_owned(), self.names.len());
                self.names.push(name.to_owned());
                self.names.len() - 1
            }
        };
        if cells.len() <= at {
            cells.resize(at + 1, String::new());
        }
        if cells[at].is_empty() {
            cells[at] = text;
        }
    }

    /// The rows under these columns.
    pub(super) fn over(self, format: Format, mut rows: Vec<Row>) -> Table {
        for row in &mut rows {
            row.cells.resize(self.names.len(), String::new());
        }
        let names = self
            .names
            .into_iter()
            .map(|name| model::plain_text(&name, 80));
        Table {
            format,
            columns: names.collect(),
            rows,
        }
    }
}

fn cell(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            other.to_string()
        }
    }
}

fn shape(geometry: Geometry) -> Shape {
    let read =
        geometry
            .coordinates
            .as_deref()
            .and_then(|coordinates| match geometry.kind.as_str() {
                "Point" => {
                    let (latitude, longitude) =
                        position(&serde_json::from_str::<Position>(coordinates.get()).ok()?)?;
                    Some(Shape::Point(latitude, longitude))
                }
                "LineString" => line(&[serde_json::from_str(coordinates.get()).ok()?]),
                "MultiLineString" => {
                    line(&serde_json::from_str::<Vec<Line>>(coordinates.get()).ok()?)
                }
                _ => None,
            });
    read.unwrap_or(Shape::Other(geometry.kind))
}

type Position = Vec<Box<RawValue>>;
type Line = Vec<Position>;

/// The two ends of a line of several pieces.
fn line(pieces: &[Line]) -> Option<Shape> {
    let first = pieces.first()?.first()?;
    let last = pieces.last()?.last()?;
    Some(Shape::Line(position(first)?, position(last)?))
}

/// Latitude and longitude, which the format has the other way round.
fn position(numbers: &Position) -> Option<(f64, f64)> {
    match numbers.as_slice() {
        [longitude, latitude, ..] => Some((number(latitude)?, number(longitude)?)),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Option<Map<String, Value>>,
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    coordinates: Option<Box<RawValue>>,
}
