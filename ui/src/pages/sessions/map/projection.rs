//! Mercator for the small map, in degrees at the equator.

use model::{
    Coordinates,
    geodesy::great_circle,
    maths::{ln, tan},
};

use crate::model::fixed::fixed;

/// How much wider than high the map is.
const RATIO: f64 = 2.4;
/// The narrowest view, so that two sites in one town still show where that is.
const LEAST_WIDTH: f64 = 12.0;
/// Room around the outermost endpoints, as a share of the extent.
const MARGIN: f64 = 0.35;

/// The part of the map that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// Left edge.
    pub(super) x: f64,
    /// Upper edge.
    pub(super) y: f64,
    /// Width.
    pub(super) width: f64,
    /// Height.
    pub(super) height: f64,
}

/// The frame around `places`; none where there is no place.
pub(super) fn frame(places: &[Coordinates]) -> Option<Frame> {
    let mut points = places.iter().map(|place| point(*place));
    let first = points.next()?;
    let (mut least, mut most) = (first, first);
    for (x, y) in points {
        least = (least.0.min(x), least.1.min(y));
        most = (most.0.max(x), most.1.max(y));
    }
    let extent = (most.0 - least.0, most.1 - least.1);
    let width = (extent.0.max(extent.1 * RATIO) * (1.0 + MARGIN)).max(LEAST_WIDTH);
    let height = width / RATIO;
    Some(Frame {
        x: (least.0 + most.0 - width) / 2.0,
        y: (least.1 + most.1 - height) / 2.0,
        width,
        height,
    })
}

/// Where a place stands on the map.
pub(super) fn point(place: Coordinates) -> (f64, f64) {
    (place.longitude(), project(place.latitude()))
}

/// The great circle between two places, as a path.
pub(super) fn line(from: Coordinates, to: Coordinates) -> String {
    let mut path = String::new();
    for (index, (latitude, longitude)) in great_circle(from, to, 24).into_iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        path.push_str(&format!(
            "{command}{} {}",
            fixed(longitude, 3),
            fixed(project(latitude), 3)
        ));
    }
    path
}

/// A latitude on the map; downwards, as a picture counts.
pub(super) fn project(latitude: f64) -> f64 {
    let radians = latitude.clamp(-85.0, 85.0).to_radians();
    -ln(tan(std::f64::consts::FRAC_PI_4 + radians / 2.0)).to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> Coordinates {
        Coordinates::new(latitude, longitude).unwrap()
    }

    #[test]
    fn the_equator_is_in_the_middle_and_north_is_up() {
        assert!(project(0.0).abs() < 1e-9);
        assert!(project(50.0) < project(10.0));
    }

    #[test]
    fn the_frame_holds_every_place() {
        let places = [at(53.3, -6.3), at(45.5, 9.2), at(52.2, 21.0)];
        let Frame {
            x,
            y,
            width,
            height,
        } = frame(&places).unwrap();
        for place in places {
            let (px, py) = point(place);
            assert!(px > x && px < x + width && py > y && py < y + height);
        }
    }

    #[test]
    fn one_place_shows_its_surroundings() {
        assert!(frame(&[at(48.1, 11.6)]).unwrap().width >= LEAST_WIDTH);
        assert_eq!(frame(&[]), None);
    }
}
