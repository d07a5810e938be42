//! Places on the globe: coordinates, distances and the line between two of them.

use std::f64::consts::PI;

use serde::{Deserialize, Serialize};

use crate::maths::{asin, atan2, cos, hypot, sin};

/// Mean radius of the earth in km (IUGG).
const EARTH_RADIUS_KM: f64 = 6371.0088;
/// Speed of light in fibre, in km per ms.
const FIBRE_KM_PER_MS: f64 = 200.0;

/// A place on the globe in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "RawCoordinates", into = "RawCoordinates")]
pub struct Coordinates {
    latitude: f64,
    longitude: f64,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct RawCoordinates {
    latitude: f64,
    longitude: f64,
}

/// Why two numbers are not a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoordinatesError {
    /// Outside -90 to 90 degrees.
    #[error("latitude is outside -90 to 90 degrees")]
    Latitude,
    /// Outside -180 to 180 degrees.
    #[error("longitude is outside -180 to 180 degrees")]
    Longitude,
}

impl Coordinates {
    /// A place by its latitude (-90 to 90) and longitude (-180 to 180) in degrees.
    ///
    /// # Errors
    /// [`CoordinatesError`] names the one that is out of range or not a number.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, CoordinatesError> {
        if !(-90.0..=90.0).contains(&latitude) {
            return Err(CoordinatesError::Latitude);
        }
        if !(-180.0..=180.0).contains(&longitude) {
            return Err(CoordinatesError::Longitude);
        }
        Ok(Self {
            latitude,
            longitude,
        })
    }

    /// The same place with a longitude of any winding brought back to -180 to 180,
    /// as a map that repeats itself gives it.
    ///
    /// # Errors
    /// [`CoordinatesError`] where a number is not finite or the latitude out of range.
    pub fn wrapped(latitude: f64, longitude: f64) -> Result<Self, CoordinatesError> {
        if !longitude.is_finite() {
            return Err(CoordinatesError::Longitude);
        }
        Self::new(latitude, (longitude + 180.0).rem_euclid(360.0) - 180.0)
    }

    /// Degrees north, negative to the south.
    #[must_use]
    pub const fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east, negative to the west.
    #[must_use]
    pub const fn longitude(self) -> f64 {
        self.longitude
    }

    /// Great-circle distance in km (spherical; within 0.6 % of the ellipsoid).
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        EARTH_RADIUS_KM * self.angle_to(other)
    }

    /// Estimated round-trip latency in ms over a fibre as long as the great circle.
    #[must_use]
    pub fn estimated_latency_ms(self, other: Self) -> f64 {
        2.0 * self.distance_km(other) / FIBRE_KM_PER_MS
    }

    /// The central angle between the two places in radians.
    fn angle_to(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.latitude.to_radians(), other.latitude.to_radians());
        let dlat = lat2 - lat1;
        let dlon = (other.longitude - self.longitude).to_radians();
        let h = sin(dlat / 2.0).powi(2) + cos(lat1) * cos(lat2) * sin(dlon / 2.0).powi(2);
        2.0 * asin(h.sqrt().min(1.0))
    }
}

impl TryFrom<RawCoordinates> for Coordinates {
    type Error = CoordinatesError;

    fn try_from(raw: RawCoordinates) -> Result<Self, Self::Error> {
        Self::new(raw.latitude, raw.longitude)
    }
}

impl From<Coordinates> for RawCoordinates {
    fn from(coordinates: Coordinates) -> Self {
        Self {
            latitude: coordinates.latitude,
            longitude: coordinates.longitude,
        }
    }
}

/// The great circle from `from` to `to` as `(latitude, longitude)` points, `from` and
/// `to` included. Longitudes run on past ±180 where the line crosses the antimeridian,
/// so that a map draws it in one piece.
#[must_use]
pub fn great_circle(from: Coordinates, to: Coordinates, segments: usize) -> Vec<(f64, f64)> {
    let angle = from.angle_to(to);
    let segments = segments.max(1);
    let mut points = Vec::with_capacity(segments + 1);
    let mut last_longitude = from.longitude;
    for step in 0..=segments {
        let fraction = step as f64 / segments as f64;
        let (latitude, longitude) = if step == 0 {
            (from.latitude, from.longitude)
        } else if step == segments {
            (to.latitude, to.longitude)
        } else {
            interpolate(from, to, angle, fraction)
        };
        let turns = ((last_longitude - longitude) / 360.0).round();
        let longitude = longitude + 360.0 * turns;
        last_longitude = longitude;
        points.push((latitude, longitude));
    }
    points
}

fn interpolate(from: Coordinates, to: Coordinates, angle: f64, fraction: f64) -> (f64, f64) {
    // The same place, or two opposite ones without a single shortest line between them.
    if angle < 1e-9 || (PI - angle) < 1e-9 {
        return (
            from.latitude + (to.latitude - from.latitude) * fraction,
            from.longitude + (to.longitude - from.longitude) * fraction,
        );
    }
    let a = sin((1.0 - fraction) * angle) / sin(angle);
    let b = sin(fraction * angle) / sin(angle);
    let (lat1, lon1) = (from.latitude.to_radians(), from.longitude.to_radians());
    let (lat2, lon2) = (to.latitude.to_radians(), to.longitude.to_radians());
    let x = a * cos(lat1) * cos(lon1) + b * cos(lat2) * cos(lon2);
    let y = a * cos(lat1) * sin(lon1) + b * cos(lat2) * sin(lon2);
    let z = a * sin(lat1) + b * sin(lat2);
    (atan2(z, hypot(x, y)).to_degrees(), atan2(y, x).to_degrees())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(latitude: f64, longitude: f64) -> Coordinates {
        Coordinates::new(latitude, longitude).unwrap()
    }

    #[test]
    fn frankfurt_to_dublin_is_about_1_090_km() {
        let distance = at(50.1109, 8.6821).distance_km(at(53.3498, -6.2603));
        assert!((1085.0..1095.0).contains(&distance), "{distance}");
    }

    #[test]
    fn the_line_over_the_pacific_does_not_jump() {
        let line = great_circle(at(35.68, 139.69), at(37.77, -122.42), 32);
        assert!(line.windows(2).all(|p| (p[1].1 - p[0].1).abs() < 20.0));
        assert!((line[32].1 - 237.58).abs() < 1e-9);
    }

    #[test]
    fn what_is_not_a_place_is_refused() {
        assert_eq!(
            Coordinates::new(f64::NAN, 0.0),
            Err(CoordinatesError::Latitude)
        );
        assert_eq!(
            Coordinates::new(0.0, 180.1),
            Err(CoordinatesError::Longitude)
        );
        assert!((Coordinates::wrapped(0.0, 190.0).unwrap().longitude() + 170.0).abs() < 1e-9);
    }

    prop_compose! {
        fn any_place()(latitude in -90.0..=90.0, longitude in -180.0..=180.0) -> Coordinates {
            at(latitude, longitude)
        }
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_bounded(a in any_place(), b in any_place()) {
            let there = a.distance_km(b);
            prop_assert!((there - b.distance_km(a)).abs() < 1e-6);
            prop_assert!((0.0..=EARTH_RADIUS_KM * PI + 1e-6).contains(&there));
        }

        #[test]
        fn the_line_is_as_long_as_the_distance(a in any_place(), b in any_place()) {
            prop_assume!(PI - a.angle_to(b) > 0.01);
            let line = great_circle(a, b, 16);
            let length: f64 = line
                .windows(2)
                .map(|p| {
                    Coordinates::wrapped(p[0].0, p[0].1)
                        .unwrap()
                        .distance_km(Coordinates::wrapped(p[1].0, p[1].1).unwrap())
                })
                .sum();
            prop_assert!((length - a.distance_km(b)).abs() < 1.0, "{length}");
        }
    }
}
