//! The map as a picture: land, connections, endpoints and their names.

use std::sync::LazyLock;

use model::{
    Design, Endpoint, EndpointKind,
    geodesy::great_circle,
    maths::{ln, tan},
};
use serde::Deserialize;

use super::{Written, kml::text};

/// Natural Earth, 1:110m.
const LAND: &str = include_str!("../../../../assets/basemap/land-110m.json");

/// The picture's width in its own units.
const WIDTH: f64 = 1200.0;
/// The least and the most height.
const HEIGHT: (f64, f64) = (480.0, 1000.0);
/// What is left free around the endpoints, as a part of what they take up.
const MARGIN: f64 = 0.16;
/// The fewest degrees of longitude that are shown.
const LEAST_DEGREES: f64 = 8.0;

/// The design on the map, in Mercator's projection. It needs no font, picture or style from elsewhere.
///
/// # Errors
/// None: every text can be written.
pub fn svg(design: &Design) -> Written {
    let frame = Frame::around(&design.endpoints);
    let height = frame.height_px();
    let mut file = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" \
         font-family=\"Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\">\n<title>{}</title>\n\
         <rect width=\"{WIDTH}\" height=\"{height:.0}\" fill=\"#e9eff4\"/>\n",
        text(&design.name)
    );
    file.push_str(&format!(
        "<path d=\"{}\" fill=\"#fbfcfd\" stroke=\"#c3ced9\" stroke-width=\"1\" fill-rule=\"evenodd\"/>\n",
        land(&frame)
    ));
    file.push_str(
        "<g fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"2\" stroke-linecap=\"round\">\n",
    );
    for (one, other) in design
        .connections
        .iter()
        .filter_map(|connection| design.edges(connection))
    {
        file.push_str(&format!("<path d=\"{}\"/>\n", line(&frame, one, other)));
    }
    file.push_str("</g>\n");
    for endpoint in &design.endpoints {
        file.push_str(&node(&frame, endpoint));
    }
    file.push_str(&format!(
        "<text x=\"16\" y=\"30\" font-size=\"18\" font-weight=\"600\" fill=\"#16212c\">{}</text>\n\
         <text x=\"{}\" y=\"{:.0}\" font-size=\"10\" text-anchor=\"end\" fill=\"#51606e\">Natural Earth</text>\n</svg>\n",
        text(&design.name),
        WIDTH - 12.0,
        height - 10.0
    ));
    Ok(file.into_bytes())
}

/// The part of the world that is shown, in degrees of the projection.
struct Frame {
    west: f64,
    north: f64,
    /// Units of the picture for a degree.
    scale: f64,
    /// From the top to the bottom.
    height: f64,
}

impl Frame {
    /// The smallest frame with all endpoints in it, over the antimeridian where that is smaller.
    fn around(endpoints: &[Endpoint]) -> Self {
        let mut longitudes: Vec<f64> = endpoints
            .iter()
            .map(|one| one.coordinates.longitude())
            .collect();
        longitudes.sort_by(f64::total_cmp);
        let (west, east) = match (longitudes.first(), longitudes.last()) {
            (Some(first), Some(last)) => {
                let around = (*last, first + 360.0);
                let gaps = longitudes
                    .windows(2)
                    .map(|pair| (pair[0], pair[1]))
                    .chain([around]);
                let widest =
                    gaps.max_by(|one, other| (one.1 - one.0).total_cmp(&(other.1 - other.0)));
                // What is shown begins after the widest gap and goes round to where it begins.
                let (before, after) = widest.unwrap_or(around);
                let turn = if after > 180.0 { 360.0 } else { 0.0 };
                (after - turn, before + 360.0 - turn)
            }
            _ => (-170.0, 190.0),
        };
        let heights = endpoints
            .iter()
            .map(|one| project(one.coordinates.latitude()));
        let (north, south) = heights
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), y| {
                (least.min(y), most.max(y))
            });
        let (north, south) = if endpoints.is_empty() {
            (project(72.0), project(-56.0))
        } else {
            (north, south)
        };
        let wanted = ((east - west) * (1.0 + 2.0 * MARGIN)).max(LEAST_DEGREES);
        let tall = ((south - north) * (1.0 + 2.0 * MARGIN)).max(LEAST_DEGREES * HEIGHT.0 / WIDTH);
        // Wide enough that the height fits, and never more than the world.
        let width = wanted.max(tall * WIDTH / HEIGHT.1).min(360.0);
        let height = tall.clamp(width * HEIGHT.0 / WIDTH, width * HEIGHT.1 / WIDTH);
        Self {
            west: f64::midpoint(west, east) - width / 2.0,
            north: f64::midpoint(north, south) - height / 2.0,
            scale: WIDTH / width,
            height,
        }
    }

    fn height_px(&self) -> f64 {
        (self.height * self.scale).round()
    }

    /// Where a longitude and a latitude are in the picture.
    fn point(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        (
            (longitude - self.west) * self.scale,
            (project(latitude) - self.north) * self.scale,
        )
    }

    /// The turn of a longitude that is in the frame.
    fn turned(&self, longitude: f64) -> f64 {
        self.west + (longitude - self.west).rem_euclid(360.0)
    }
}

/// A latitude in the projection; downwards, as a picture counts.
fn project(latitude: f64) -> f64 {
    let radians = latitude.clamp(-85.0, 85.0).to_radians();
    -ln(tan(std::f64::consts::FRAC_PI_4 + radians / 2.0)).to_degrees()
}

fn line(frame: &Frame, one: &Endpoint, other: &Endpoint) -> String {
    let shift = frame.turned(one.coordinates.longitude()) - one.coordinates.longitude();
    let points = great_circle(one.coordinates, other.coordinates, 48).into_iter();
    path(points.map(|(latitude, longitude)| frame.point(longitude + shift, latitude)))
}

fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let parts = points
        .enumerate()
        .map(|(at, (x, y))| format!("{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' }));
    parts.collect()
}

fn node(frame: &Frame, endpoint: &Endpoint) -> String {
    let place = endpoint.coordinates;
    let (x, y) = frame.point(frame.turned(place.longitude()), place.latitude());
    let shape = match endpoint.kind {
        EndpointKind::Site => {
            format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"7\" fill=\"#1f5fa8\"/>")
        }
        EndpointKind::Cloud => format!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"14\" height=\"14\" rx=\"3\" fill=\"#0d7a6f\"/>",
            x - 7.0,
            y - 7.0
        ),
    };
    // Beside the point, on the side where there is room.
    let (at, anchor) = if x > WIDTH * 0.8 {
        (x - 12.0, "end")
    } else {
        (x + 12.0, "start")
    };
    format!(
        "<g stroke=\"#ffffff\" stroke-width=\"2\">{shape}</g><text x=\"{at:.1}\" y=\"{:.1}\" font-size=\"13\" \
         text-anchor=\"{anchor}\" fill=\"#16212c\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" \
         paint-order=\"stroke\">{}</text>\n",
        y + 4.5,
        text(&endpoint.label)
    )
}

/// The land that is in the frame, each ring as often as it is seen.
fn land(frame: &Frame) -> String {
    let east = frame.west + WIDTH / frame.scale;
    let mut drawn = String::new();
    for ring in RINGS.iter() {
        let west_of = ring.iter().map(|at| at[0]).fold(f64::INFINITY, f64::min);
        let east_of = ring
            .iter()
            .map(|at| at[0])
            .fold(f64::NEG_INFINITY, f64::max);
        for turn in [-360.0, 0.0, 360.0] {
            if east_of + turn < frame.west || west_of + turn > east {
                continue;
            }
            drawn.push_str(&path(
                ring.iter().map(|at| frame.point(at[0] + turn, at[1])),
            ));
            drawn.push('Z');
        }
    }
    drawn
}

static RINGS: LazyLock<Vec<Ring>> = LazyLock::new(|| {
    let land: Result<Land, _> = serde_json::from_str(LAND);
    let features = land.map(|land| land.features).unwrap_or_default();
    let polygons = features
        .into_iter()
        .flat_map(|feature| feature.geometry.coordinates);
    polygons.flatten().collect()
});

type Ring = Vec<[f64; 2]>;

#[derive(Deserialize)]
struct Land {
    features: Vec<LandFeature>,
}

#[derive(Deserialize)]
struct LandFeature {
    geometry: LandGeometry,
}

#[derive(Deserialize)]
struct LandGeometry {
    coordinates: Vec<Vec<Ring>>,
}

#[cfg(test)]
mod tests {
    use model::{Coordinates, EndpointId};

    use super::*;

    fn at(id: &str, latitude: f64, longitude: f64) -> Endpoint {
        Endpoint {
            id: EndpointId::new(id).unwrap(),
            kind: EndpointKind::Site,
            label: id.to_owned(),
            place: None,
            region: None,
            coordinates: Coordinates::new(latitude, longitude).unwrap(),
            primary_ip: "192.0.2.1".parse().unwrap(),
            secondary_ip: None,
        }
    }

    #[test]
    fn every_endpoint_is_in_the_picture() {
        assert!(RINGS.len() > 100);
        for places in [
            vec![at("tokyo", 35.68, 139.69), at("oakland", 37.8, -122.27)],
            vec![at("lima", -12.0, -77.0)],
            vec![
                at("a", 80.0, -179.0),
                at("b", -80.0, 179.0),
                at("c", 0.0, 0.0),
            ],
        ] {
            let frame = Frame::around(&places);
            for endpoint in &places {
                let place = endpoint.coordinates;
                let (x, y) = frame.point(frame.turned(place.longitude()), place.latitude());
                assert!((0.0..=WIDTH).contains(&x), "{x}");
                assert!((0.0..=frame.height_px()).contains(&y), "{y}");
            }
        }
        let over_the_pacific =
            Frame::around(&[at("tokyo", 35.68, 139.69), at("oakland", 37.8, -122.27)]);
        assert!(WIDTH / over_the_pacific.scale < 150.0);
    }
}
