//! The map's projection (Web Mercator) and where its one sheet of the world ends.

use model::maths::{ln, pow, sin};

use crate::model::map_scene::View;

/// Pixels across the world at zoom 0.
const WORLD: f64 = 256.0;

/// The pixel of a place, counted from the north-west corner of `view`.
#[must_use]
pub fn pixel(view: &View, latitude: f64, longitude: f64) -> (f64, f64) {
    let (x, y) = project(view.zoom, latitude, longitude);
    let (left, top) = project(view.zoom, view.north, view.west);
    (x - left, y - top)
}

/// A line whose longitudes may run past ±180, in pieces that stay between them.
#[must_use]
pub fn split_at_antimeridian(line: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut sheet = 0.0;
    for (index, &(latitude, longitude)) in line.iter().enumerate() {
        let here = ((longitude + 180.0) / 360.0).floor();
        let onward = pieces.last_mut().zip(index.checked_sub(1).map(|i| line[i]));
        match onward {
            None => pieces.push(vec![(latitude, longitude - 360.0 * here)]),
            Some((piece, _)) if here == sheet => piece.push((latitude, longitude - 360.0 * here)),
            Some((piece, before)) => {
                let edge = 180.0 + 360.0 * here.min(sheet);
                let share = (edge - before.1) / (longitude - before.1);
                let crossing = before.0 + (latitude - before.0) * share;
                piece.push((crossing, edge - 360.0 * sheet));
                pieces.push(vec![
                    (crossing, edge - 360.0 * here),
                    (latitude, longitude - 360.0 * here),
                ]);
            }
        }
        sheet = here;
    }
    pieces
}

fn project(zoom: f64, latitude: f64, longitude: f64) -> (f64, f64) {
    let scale = WORLD * pow(2.0, zoom);
    let sine = sin(latitude.clamp(-85.051_13, 85.051_13).to_radians());
    let y = 0.5 - ln((1.0 + sine) / (1.0 - sine)) / (4.0 * std::f64::consts::PI);
    ((longitude + 180.0) / 360.0 * scale, y * scale)
}

#[cfg(test)]
mod tests {
    use model::{Coordinates, geodesy::great_circle};
    use proptest::prelude::*;

    use super::*;

    fn view() -> View {
        View {
            zoom: 2.0,
            south: -85.0,
            west: -180.0,
            north: 85.051_13,
            east: 180.0,
            width: 1024.0,
            height: 1024.0,
        }
    }

    #[test]
    fn null_island_is_in_the_middle_of_the_world() {
        let (x, y) = pixel(&view(), 0.0, 0.0);
        assert!(
            (x - 512.0).abs() < 1e-6 && (y - 512.0).abs() < 1e-3,
            "{x} {y}"
        );
    }

    #[test]
    fn a_line_within_the_sheet_is_one_piece() {
        let line = [(50.0, 8.0), (53.0, -6.0)];
        assert_eq!(split_at_antimeridian(&line), [line.to_vec()]);
    }

    #[test]
    fn a_line_over_the_pacific_ends_at_either_edge() {
        let pieces = split_at_antimeridian(&[(35.0, 140.0), (45.0, 220.0)]);
        assert_eq!(
            pieces,
            [
                vec![(35.0, 140.0), (40.0, 180.0)],
                vec![(40.0, -180.0), (45.0, -140.0)]
            ]
        );
        let westward = split_at_antimeridian(&[(45.0, -140.0), (35.0, -220.0)]);
        assert_eq!(
            westward,
            [
                vec![(45.0, -140.0), (40.0, -180.0)],
                vec![(40.0, 180.0), (35.0, 140.0)]
            ]
        );
    }

    proptest! {
        #[test]
        fn no_piece_leaves_the_sheet(
            a in (-80.0..80.0, -180.0..180.0), b in (-80.0..80.0, -180.0..180.0)
        ) {
            let place = |(latitude, longitude)| Coordinates::new(latitude, longitude).unwrap();
            let line = great_circle(place(a), place(b), 48);
            for point in split_at_antimeridian(&line).concat() {
                prop_assert!((-180.0..=180.0).contains(&point.1), "{point:?}");
            }
        }
    }
}
