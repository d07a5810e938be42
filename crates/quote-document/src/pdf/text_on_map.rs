//! The names on a map: each beside its mark where there is room, none over another.

use super::{
    face,
    paper::{HEIGHT, LABEL, TEXT_SIZE, WIDTH},
};
use crate::text;

/// From the middle of a mark to its name.
const APART: f64 = 19.0;
/// Half of a mark, with its rim.
const MARK: f64 = 16.0;
/// Longest name, in characters.
const LONGEST: usize = 32;

/// A mark that would have its name beside it.
pub(super) struct Mark {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) text: String,
    /// The more, the sooner it gets its name.
    pub(super) weight: usize,
}

/// A name with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextOnMap {
    /// Left edge in tenths of a millimetre.
    pub(super) x: f64,
    /// Upper edge in tenths of a millimetre.
    pub(super) y: f64,
    /// Width in tenths of a millimetre.
    pub(super) width: f64,
    /// As it was typed: what the typeface does not have is not replaced yet.
    pub(super) text: String,
}

/// Names that fit, those of the weightiest marks first.
pub(super) fn place(mut marks: Vec<Mark>) -> Vec<TextOnMap> {
    let taken: Vec<Area> = marks
        .iter()
        .map(|mark| Area::around(mark.x, mark.y))
        .collect();
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.weight));
    let mut placed: Vec<TextOnMap> = Vec::new();
    for mark in marks {
        let name = text::shortened(&mark.text, LONGEST);
        let width = face::width(&face::showable(&name)) * TEXT_SIZE + 10.0;
        let (above, beside, below) = (mark.y - APART - LABEL, mark.y - LABEL / 2.0, mark.y + APART);
        let (right, centred, left) = (mark.x + APART, mark.x - width / 2.0, mark.x - APART - width);
        let candidates = [
            (right, beside),
            (left, beside),
            (centred, above),
            (centred, below),
            (right, above),
            (right, below),
            (left, above),
            (left, below),
        ];
        let free = candidates.into_iter().find(|&(x, y)| {
            let area = Area {
                x,
                y,
                width,
                height: LABEL,
            };
            let others = placed.iter().map(|text| Area {
                x: text.x,
                y: text.y,
                width: text.width,
                height: LABEL,
            });
            area.is_on_paper() && !taken.iter().copied().chain(others).any(|o| area.meets(&o))
        });
        if let Some((x, y)) = free {
            placed.push(TextOnMap {
                x,
                y,
                width,
                text: name,
            });
        }
    }
    placed
}

#[derive(Clone, Copy)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Area {
    fn around(x: f64, y: f64) -> Self {
        Self {
            x: x - MARK,
            y: y - MARK,
            width: 2.0 * MARK,
            height: 2.0 * MARK,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    fn is_on_paper(&self) -> bool {
        self.x >= 8.0
            && self.y >= 8.0
            && self.x + self.width <= WIDTH - 8.0
            && self.y + self.height <= HEIGHT - 8.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_covers_another_or_a_mark() {
        let marks = (0..200).map(|n| Mark {
            x: 100.0 + f64::from(n * 37 % 1_500),
            y: 60.0 + f64::from(n * 91 % 850),
            text: format!("Site number {n}"),
            weight: 1,
        });
        let placed = place(marks.collect());
        assert!(placed.len() > 10);
        for (at, text) in placed.iter().enumerate() {
            let area = |t: &TextOnMap| Area {
                x: t.x,
                y: t.y,
                width: t.width,
                height: LABEL,
            };
            assert!(area(text).is_on_paper());
            assert!(
                placed[at + 1..]
                    .iter()
                    .all(|other| !area(text).meets(&area(other)))
            );
        }
    }

    #[test]
    fn a_long_name_is_cut_and_says_so() {
        let text = "W".repeat(80);
        let (x, y) = (WIDTH / 2.0, HEIGHT / 2.0);
        let placed = place(vec![Mark {
            x,
            y,
            text,
            weight: 1,
        }]);
        assert_eq!(placed[0].text.chars().count(), LONGEST);
        assert!(placed[0].text.ends_with('…'));
    }
}
