//! Where texts stand on the map, so that none covers another.

use crate::model::{
    map_scene::{MapNode, PlaceName, Side, View},
    mercator::pixel,
};

/// Half the width of a node's glyph with its ring, in pixels.
const GLYPH: f64 = 17.0;
/// Height of a text with its frame.
const HEIGHT: f64 = 17.0;
/// Greatest width of a text; a longer one is cut (`.map-label`).
const MOST_WIDTH: f64 = 180.0;
/// Room that a place name keeps around itself.
const CLEARANCE: f64 = 7.0;
/// Most place names on the map at once.
const MOST_NAMES: usize = 48;
/// Sides in the order in which they are tried.
const SIDES: [Side; 4] = [Side::Below, Side::Above, Side::Right, Side::Left];

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// Gives each node's text the side on which it covers least, and keeps the place names
/// that have room beside nodes and texts. `names` come most important first.
pub fn place(view: &View, nodes: &mut [MapNode], names: &[PlaceName]) -> Vec<PlaceName> {
    let glyphs: Vec<Area> = nodes
        .iter()
        .map(|node| around(pixel(view, node.lat, node.lon), GLYPH, GLYPH))
        .collect();
    let mut taken = glyphs.clone();
    for (index, node) in nodes.iter_mut().enumerate() {
        let (mut best, mut least) = (Side::Below, f64::INFINITY);
        for side in SIDES {
            let area = text_area(glyphs[index], side, text_width(&node.label));
            let covered: f64 = taken
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .map(|(_, other)| area.shared_with(*other))
                .sum();
            if covered < least {
                (best, least) = (side, covered);
            }
        }
        node.side = best;
        taken.push(text_area(glyphs[index], best, text_width(&node.label)));
    }
    let mut kept = Vec::new();
    for name in names.iter().filter(|name| name.min_zoom <= view.zoom) {
        if kept.len() == MOST_NAMES {
            break;
        }
        let half = text_width(&name.name) / 2.0 + CLEARANCE;
        let area = around(
            pixel(view, name.lat, name.lon),
            half,
            HEIGHT / 2.0 + CLEARANCE,
        );
        let is_seen = area.right > 0.0
            && area.bottom > 0.0
            && area.left < view.width
            && area.top < view.height;
        if is_seen && taken.iter().all(|other| area.shared_with(*other) <= 0.0) {
            taken.push(area);
            kept.push(name.clone());
        }
    }
    kept
}

impl Area {
    /// The size of what both cover, in square pixels.
    fn shared_with(self, other: Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }
}

fn around((x, y): (f64, f64), half_width: f64, half_height: f64) -> Area {
    Area {
        left: x - half_width,
        top: y - half_height,
        right: x + half_width,
        bottom: y + half_height,
    }
}

fn text_area(glyph: Area, side: Side, width: f64) -> Area {
    let x = f64::midpoint(glyph.left, glyph.right);
    let y = f64::midpoint(glyph.top, glyph.bottom);
    let beside = GLYPH + 3.0 + width / 2.0;
    let over = GLYPH + 2.0 + HEIGHT / 2.0;
    let middle = match side {
        Side::Below => (x, y + over),
        Side::Above => (x, y - over),
        Side::Right => (x + beside, y),
        Side::Left => (x - beside, y),
    };
    around(middle, width / 2.0, HEIGHT / 2.0)
}

/// The width of a text in the map's type, about; the browser alone knows it exactly.
fn text_width(text: &str) -> f64 {
    let letters: f64 = text
        .chars()
        .map(|c| if c.is_ascii() { 6.4 } else { 8.0 })
        .sum();
    (letters + 10.0).min(MOST_WIDTH)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn view(zoom: f64) -> View {
        View {
            zoom,
            south: 35.0,
            west: -10.0,
            north: 60.0,
            east: 30.0,
            width: 900.0,
            height: 700.0,
        }
    }

    fn node(lat: f64, lon: f64) -> MapNode {
        MapNode {
            id: String::new(),
            endpoint: "site",
            label: "Somewhere".to_owned(),
            name: String::new(),
            lat,
            lon,
            side: Side::Below,
            selected: false,
            start: false,
        }
    }

    fn name(name: &str, lat: f64, lon: f64, min_zoom: f64) -> PlaceName {
        PlaceName {
            name: name.to_owned(),
            lat,
            lon,
            min_zoom,
            capital: false,
        }
    }

    #[test]
    fn two_nodes_side_by_side_keep_their_texts_apart() {
        let mut nodes = [node(50.0, 8.0), node(50.0, 10.0)];
        place(&view(5.0), &mut nodes, &[]);
        assert_eq!(nodes[0].side, Side::Below);
        assert_ne!(nodes[1].side, Side::Below);
    }

    #[test]
    fn a_town_under_a_node_is_not_named() {
        let towns = [
            name("Lyon", 45.76, 4.84, 3.0),
            name("Wien", 48.2, 16.37, 3.0),
            name("Hamlet", 52.0, 0.0, 7.0),
        ];
        let kept = place(&view(5.0), &mut [node(45.76, 4.84)], &towns);
        assert_eq!(kept, [towns[1].clone()]);
    }

    proptest! {
        #[test]
        fn no_name_covers_another(
            towns in prop::collection::vec((36.0..59.0, -9.0..29.0), 0..60),
            zoom in 3.0..7.0,
        ) {
            let names: Vec<PlaceName> = towns
                .iter()
                .map(|(lat, lon)| name("Some town", *lat, *lon, 0.0))
                .collect();
            let kept = place(&view(zoom), &mut [], &names);
            for (index, one) in kept.iter().enumerate() {
                for other in &kept[index + 1..] {
                    let (a, b) = (pixel(&view(zoom), one.lat, one.lon), pixel(&view(zoom), other.lat, other.lon));
                    prop_assert!((a.0 - b.0).abs() >= text_width("Some town") || (a.1 - b.1).abs() >= HEIGHT);
                }
            }
        }
    }
}
