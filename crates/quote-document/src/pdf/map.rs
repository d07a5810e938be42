//! The drawn map of a network: coasts, great circles and edges, in a plain projection.

use std::fmt::Write as _;

use model::{Design, Endpoint, EndpointKind, geodesy};

use super::{
    land::{Bounds, land_within},
    paper::{HEIGHT, WIDTH},
    text_on_map::{Mark, TextOnMap, place},
};

/// Kept free around the edges, in tenths of a millimetre.
const MARGIN: f64 = 150.0;
/// Kept free above and below at least, which is a mark and its rim.
const LEAST_MARGIN: f64 = 40.0;
/// The world's width in degrees.
const WORLD: f64 = 360.0;
/// The least a map shows, in degrees of longitude: any closer, and the coasts are coarse.
const LEAST_SPAN: f64 = 6.0;
/// Straight pieces of a great circle.
const PIECES: usize = 48;
/// Points nearer than this are one, in tenths of a millimetre.
const FINEST: f64 = 0.8;
/// More connections than these are drawn with thinner lines.
const MANY: usize = 30;
/// Beyond this latitude the projection runs away.
const MOST_NORTH: f64 = 84.0;

/// A map as a picture, and the texts upon it.
pub(super) struct Map {
    /// Numbers alone, no text of anybody.
    pub(super) svg: String,
    /// The names of edges that have room.
    pub(super) texts: Vec<TextOnMap>,
}

/// Where the edges of a design are on paper.
struct Projection {
    west: f64,
    /// Of the projection, not in degrees.
    north: f64,
    /// Tenths of a millimetre for each degree of longitude.
    scale: f64,
}

impl Projection {
    /// The projection that shows all of `endpoints`, the gap between them that is widest left out.
    fn around(endpoints: &[Endpoint]) -> (Self, Vec<f64>) {
        let longitudes = unwound(endpoints);
        let latitudes = endpoints
            .iter()
            .map(|endpoint| endpoint.coordinates.latitude());
        let ys: Vec<f64> = latitudes.map(northing).collect();
        let (west, east) = range(&longitudes);
        let (south, north) = range(&ys);
        let span = (east - west).max(LEAST_SPAN);
        let across = (WIDTH - 2.0 * MARGIN) / span;
        let along = (HEIGHT - 2.0 * MARGIN) / (north - south).max(f64::EPSILON);
        // The whole world at most, unless edges near both poles need it smaller.
        let whole = (HEIGHT - 2.0 * LEAST_MARGIN) / (north - south).max(f64::EPSILON);
        let scale = across.min(along).max(WIDTH / WORLD).min(whole);
        let half = HEIGHT / 2.0 / scale;
        let room = (northing(MOST_NORTH) - half).max(0.0);
        let margin = LEAST_MARGIN / scale;
        let middle = f64::midpoint(south, north)
            .clamp(-room, room)
            .max(north - half + margin)
            .min(south + half - margin);
        let projection = Self {
            west: f64::midpoint(west, east) - WIDTH / 2.0 / scale,
            north: middle + half,
            scale,
        };
        (projection, longitudes)
    }

    fn x(&self, longitude: f64) -> f64 {
        (longitude - self.west) * self.scale
    }

    fn y(&self, latitude: f64) -> f64 {
        (self.north - northing(latitude)) * self.scale
    }

    /// What is shown of the world, which is never wider than the world.
    fn bounds(&self) -> Bounds {
        let centre = self.west + WIDTH / 2.0 / self.scale;
        let half = (WIDTH / self.scale).min(WORLD) / 2.0;
        Bounds {
            west: centre - half,
            east: centre + half,
            south: latitude_of(self.north - HEIGHT / self.scale),
            north: latitude_of(self.north),
        }
    }
}

/// The map of a design.
pub(super) fn map(design: &Design, colour: &str) -> Map {
    let (projection, longitudes) = Projection::around(&design.endpoints);
    let bounds = projection.bounds();
    let (left, right) = (projection.x(bounds.west), projection.x(bounds.east));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\
         <clipPath id=\"c\"><rect x=\"{left:.1}\" width=\"{:.1}\" height=\"{HEIGHT}\" rx=\"16\"/></clipPath>\
         <g clip-path=\"url(#c)\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#e9eff5\"/>\
         <path fill=\"#fbfbf9\" stroke=\"#c3ccd6\" stroke-width=\"1.6\" fill-rule=\"evenodd\" d=\"",
        right - left
    );
    for rings in land_within(&bounds) {
        for ring in rings {
            let points = ring
                .iter()
                .map(|[lon, lat]| (projection.x(*lon), projection.y(*lat)));
            line(&mut svg, points, true);
        }
    }
    let _ = write!(
        svg,
        "\"/><path fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\" stroke-opacity=\".85\" d=\"",
        if design.connections.len() > MANY {
            3
        } else {
            6
        }
    );
    for connection in &design.connections {
        let Some((a, b)) = design.edges(connection) else {
            continue;
        };
        let circle = geodesy::great_circle(a.coordinates, b.coordinates, PIECES);
        // The way round may leave the map on one side and come in on the other: drawn once for
        // each turn, and the frame cuts it.
        for turn in [-720.0, -360.0, 0.0, 360.0, 720.0] {
            let on_paper: Vec<(f64, f64)> = circle
                .iter()
                .map(|(lat, lon)| (projection.x(lon + turn), projection.y(*lat)))
                .collect();
            if on_paper.iter().any(|(x, _)| (left..=right).contains(x)) {
                line(&mut svg, on_paper.into_iter(), false);
            }
        }
    }
    svg.push_str("\"/>");
    let mut marks = Vec::new();
    for (endpoint, longitude) in design.endpoints.iter().zip(longitudes) {
        let (x, y) = (
            projection.x(longitude),
            projection.y(endpoint.coordinates.latitude()),
        );
        mark(&mut svg, endpoint.kind, x, y, colour);
        let connections = design.connections.iter();
        marks.push(Mark {
            x,
            y,
            text: endpoint.label.clone(),
            weight: connections.filter(|c| c.touches(&endpoint.id)).count(),
        });
    }
    let _ = write!(
        svg,
        "</g><rect x=\"{:.1}\" y=\"1\" width=\"{:.1}\" height=\"{}\" rx=\"16\" fill=\"none\" \
         stroke=\"#c3ccd6\" stroke-width=\"2\"/></svg>",
        left + 1.0,
        right - left - 2.0,
        HEIGHT - 2.0
    );
    Map {
        svg,
        texts: place(marks),
    }
}

/// A path through the points, those left out that are as good as the one before.
fn line(svg: &mut String, points: impl Iterator<Item = (f64, f64)>, is_closed: bool) {
    let mut before: Option<(f64, f64)> = None;
    let mut points = points.peekable();
    while let Some((x, y)) = points.next() {
        let is_end = points.peek().is_none();
        let is_near = before.is_some_and(|(bx, by)| (x - bx).abs().max((y - by).abs()) < FINEST);
        if is_near && !is_end {
            continue;
        }
        let command = if before.is_none() { 'M' } else { 'L' };
        let _ = write!(svg, "{command}{x:.1} {y:.1}");
        before = Some((x, y));
    }
    if is_closed {
        svg.push('Z');
    }
}

/// A round mark for a site, a square one for a cloud.
fn mark(svg: &mut String, kind: EndpointKind, x: f64, y: f64, colour: &str) {
    let _ = match kind {
        EndpointKind::Site => write!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"11\" fill=\"{colour}\" stroke=\"#fff\" stroke-width=\"4\"/>"
        ),
        EndpointKind::Cloud => write!(
            svg,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"26\" height=\"26\" rx=\"5\" fill=\"#fff\" stroke=\"{colour}\" stroke-width=\"7\"/>",
            x - 13.0,
            y - 13.0
        ),
    };
}

/// The endpoints' longitudes, those west of the widest gap brought round to its east.
fn unwound(endpoints: &[Endpoint]) -> Vec<f64> {
    let longitudes: Vec<f64> = endpoints
        .iter()
        .map(|endpoint| endpoint.coordinates.longitude())
        .collect();
    let mut sorted = longitudes.clone();
    sorted.sort_by(f64::total_cmp);
    let Some((&first, &last)) = sorted.first().zip(sorted.last()) else {
        return longitudes;
    };
    let over_the_edge = first + 360.0 - last;
    let widest = sorted
        .windows(2)
        .map(|pair| (pair[1] - pair[0], pair[1]))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match widest {
        Some((gap, begin)) if gap > over_the_edge => longitudes
            .into_iter()
            .map(|lon| if lon < begin { lon + 360.0 } else { lon })
            .collect(),
        _ => longitudes,
    }
}

fn range(values: &[f64]) -> (f64, f64) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low <= high { (low, high) } else { (0.0, 0.0) }
}

/// Mercator's northing, in degrees.
fn northing(latitude: f64) -> f64 {
    let latitude = latitude.clamp(-MOST_NORTH, MOST_NORTH).to_radians();
    latitude.tan().asinh().to_degrees()
}

fn latitude_of(northing: f64) -> f64 {
    northing.to_radians().sinh().atan().to_degrees()
}

#[cfg(test)]
mod tests {
    use model::Coordinates;
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    #[test]
    fn a_network_over_the_pacific_is_drawn_around_it() {
        let mut design = samples::design(1, 1);
        design.endpoints[0].coordinates = Coordinates::new(35.7, 139.7).unwrap();
        design.endpoints[1].coordinates = Coordinates::new(37.8, -122.4).unwrap();
        let (projection, longitudes) = Projection::around(&design.endpoints);
        assert!((longitudes[1] - 237.6).abs() < 1e-9);
        let bounds = projection.bounds();
        assert!(bounds.west > 90.0 && bounds.east < 290.0, "{bounds:?}");
    }

    #[test]
    fn a_network_from_pole_to_pole_is_on_the_paper_and_the_world_on_it_once() {
        let mut design = samples::design(1, 1);
        design.endpoints[0].coordinates = Coordinates::new(69.6, 18.9).unwrap();
        design.endpoints[1].coordinates = Coordinates::new(-77.8, 166.7).unwrap();
        let (projection, _) = Projection::around(&design.endpoints);
        for latitude in [69.6, -77.8] {
            let y = projection.y(latitude);
            assert!((LEAST_MARGIN - 0.001..HEIGHT).contains(&y), "{y}");
        }
        let bounds = projection.bounds();
        assert!(
            (bounds.east - bounds.west - WORLD).abs() < 1e-9,
            "{bounds:?}"
        );
    }

    proptest! {
        #[test]
        fn every_endpoint_is_on_the_map(places in prop::collection::vec((-85.0..85.0, -180.0..=180.0), 1..12)) {
            let mut design = samples::design(1, places.len());
            design.endpoints.truncate(places.len());
            for (endpoint, (lat, lon)) in design.endpoints.iter_mut().zip(places) {
                endpoint.coordinates = Coordinates::new(lat, lon).unwrap();
            }
            let (projection, longitudes) = Projection::around(&design.endpoints);
            for (endpoint, longitude) in design.endpoints.iter().zip(longitudes) {
                let x = projection.x(longitude);
                prop_assert!((-0.001..=WIDTH + 0.001).contains(&x), "{x}");
                let y = projection.y(endpoint.coordinates.latitude());
                let free = LEAST_MARGIN - 0.001;
                prop_assert!((free..=HEIGHT - free).contains(&y), "{y}");
            }
            let drawn = map(&design, "#000000");
            prop_assert!(!drawn.svg.contains("NaN") && !drawn.svg.contains("inf"));
        }
    }
}
