//! The design as GeoJSON (RFC 7946), a feature on each line.

use model::{Coordinates, Design, geodesy::great_circle};
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{
    WriteError, Written,
    record::{Drawn, Record, records},
};

/// Pieces of a connection's line.
const SEGMENTS: usize = 32;

/// A point for each endpoint and a line for each connection, along the great circle and cut where it crosses the
/// antimeridian.
///
/// # Errors
/// [`WriteError`] where a value cannot be written.
pub fn geojson(design: &Design) -> Written {
    let mut file = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (at, record) in records(design).enumerate() {
        let feature = Feature {
            kind: "Feature",
            geometry: geometry(record.drawn),
            properties: Properties(&record),
        };
        file.push_str(if at == 0 { "\n" } else { ",\n" });
        file.push_str(&serde_json::to_string(&feature).map_err(WriteError::of)?);
    }
    file.push_str("\n]}\n");
    Ok(file.into_bytes())
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    geometry: Geometry,
    properties: Properties<'a>,
}

/// Positions, longitude first.
#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point([f64; 2]),
    LineString(Vec<[f64; 2]>),
    MultiLineString(Vec<Vec<[f64; 2]>>),
}

struct Properties<'a>(&'a Record);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(self.0.texts.len()))?;
        for (field, text) in &self.0.texts {
            map.serialize_entry(field.as_str(), text)?;
        }
        map.end()
    }
}

fn geometry(drawn: Drawn) -> Geometry {
    match drawn {
        Drawn::Point(at) => Geometry::Point([at.longitude(), at.latitude()]),
        Drawn::Line(from, to) => {
            let mut pieces = pieces(from, to);
            if pieces.len() == 1 {
                Geometry::LineString(pieces.remove(0))
            } else {
                Geometry::MultiLineString(pieces)
            }
        }
    }
}

/// The line in pieces that stay within -180 to 180 degrees.
fn pieces(from: Coordinates, to: Coordinates) -> Vec<Vec<[f64; 2]>> {
    let line = great_circle(from, to, SEGMENTS);
    let turn = |longitude: f64| ((longitude + 180.0) / 360.0).floor();
    let mut pieces: Vec<Vec<[f64; 2]>> = vec![Vec::new()];
    let mut before: Option<(f64, f64)> = None;
    for (latitude, longitude) in line {
        if let Some((last_latitude, last_longitude)) = before
            && turn(last_longitude) != turn(longitude)
            && last_longitude != longitude
        {
            // Where the line meets the antimeridian, on both of its sides.
            let edge = 360.0 * turn(last_longitude).max(turn(longitude)) - 180.0;
            let part = (edge - last_longitude) / (longitude - last_longitude);
            let crossing = last_latitude + (latitude - last_latitude) * part;
            let side = if longitude > last_longitude {
                180.0
            } else {
                -180.0
            };
            push(&mut pieces, [side, crossing]);
            pieces.push(vec![[-side, crossing]]);
        }
        push(&mut pieces, [longitude - 360.0 * turn(longitude), latitude]);
        before = Some((latitude, longitude));
    }
    // The ends exactly as they are drawn.
    if let Some(first) = pieces.first_mut().and_then(|piece| piece.first_mut()) {
        *first = [from.longitude(), from.latitude()];
    }
    if let Some(last) = pieces.last_mut().and_then(|piece| piece.last_mut()) {
        *last = [to.longitude(), to.latitude()];
    }
    pieces.retain(|piece| piece.len() > 1);
    if pieces.is_empty() {
        pieces.push(vec![
            [from.longitude(), from.latitude()],
            [to.longitude(), to.latitude()],
        ]);
    }
    pieces
}

fn push(pieces: &mut [Vec<[f64; 2]>], at: [f64; 2]) {
    if let Some(piece) = pieces.last_mut()
        && piece.last() != Some(&at)
    {
        piece.push(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_pacific_is_cut_at_the_antimeridian() {
        let at = |latitude, longitude| Coordinates::new(latitude, longitude).unwrap();
        let cut = pieces(at(35.68, 139.69), at(37.77, -122.42));
        assert_eq!(cut.len(), 2);
        assert_eq!(
            (cut[0][0], cut[1].last()),
            ([139.69, 35.68], Some(&[-122.42, 37.77]))
        );
        let (end, begin) = (cut[0][cut[0].len() - 1], cut[1][0]);
        assert_eq!((end[0], begin[0], end[1]), (180.0, -180.0, begin[1]));
        let back = pieces(at(37.77, -122.42), at(35.68, 139.69));
        assert_eq!((back.len(), back[0][back[0].len() - 1][0]), (2, -180.0));
        assert_eq!(pieces(at(48.0, 2.0), at(50.0, 8.0)).len(), 1);
    }
}
