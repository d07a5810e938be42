//! Where the marks of a chart stand: round scales, bars and lines as SVG paths.

use std::fmt::Write as _;

use model::maths::{ln, log10, pow};

use super::fixed::fixed;

/// The width of a drawn line chart, in its own units.
pub const WIDTH: f64 = 640.0;
/// Its height.
pub const HEIGHT: f64 = 220.0;
/// What the names of the upright scale take on its left.
pub const LEFT: f64 = 72.0;
/// What the names of the level scale take below.
pub const BELOW: f64 = 26.0;
/// What is left free above and on the right.
const EDGE: f64 = 12.0;
/// From that ratio of the largest to the smallest on, the level scale is logarithmic: the small
/// ones would stand on one another.
const WIDE: f64 = 20.0;

/// The round steps from 0 to at least `largest`, three to six of them.
#[must_use]
pub fn ticks(largest: f64) -> Vec<f64> {
    if !largest.is_finite() || largest <= 0.0 {
        return vec![0.0, 1.0];
    }
    let rough = largest / 4.0;
    let magnitude = pow(10.0, log10(rough).floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .map(|step| step * magnitude)
        .into_iter()
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(rough);
    let steps = (largest / step - 1e-9).ceil().max(1.0);
    (0..=steps as u32).map(|at| f64::from(at) * step).collect()
}

/// A bar from the left edge, `share` of 100 wide and 10 high.
#[must_use]
pub fn bar(share: f64) -> String {
    format!("M0 0H{}V10H0Z", fixed((share * 100.0).clamp(0.0, 100.0), 2))
}

/// The scales of a line chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Scales {
    from: f64,
    to: f64,
    top: f64,
    is_wide: bool,
}

impl Scales {
    /// The scales for values at `along`, the largest of which is `top`.
    #[must_use]
    pub fn new(along: &[f64], top: f64) -> Self {
        let from = along.iter().copied().fold(f64::INFINITY, f64::min);
        let to = along.iter().copied().fold(0.0, f64::max);
        Self {
            from,
            to,
            top: ticks(top).last().copied().unwrap_or(1.0),
            is_wide: from > 0.0 && to / from > WIDE,
        }
    }

    /// How far from the left a value stands.
    #[must_use]
    pub fn across(&self, at: f64) -> f64 {
        let room = WIDTH - LEFT - 2.0 * EDGE;
        let share = if self.to <= self.from {
            0.5
        } else if self.is_wide {
            ln(at / self.from) / ln(self.to / self.from)
        } else {
            (at - self.from) / (self.to - self.from)
        };
        LEFT + EDGE + room * share
    }

    /// How far from the top a value stands.
    #[must_use]
    pub fn down(&self, value: f64) -> f64 {
        let room = HEIGHT - BELOW - EDGE;
        EDGE + room * (1.0 - value / self.top)
    }

    /// The line through `points`; it is broken where a value is missing.
    #[must_use]
    pub fn line(&self, points: &[(f64, Option<f64>)]) -> String {
        let mut path = String::new();
        let mut is_drawing = false;
        for (at, value) in points {
            let Some(value) = value else {
                is_drawing = false;
                continue;
            };
            let command = if is_drawing { 'L' } else { 'M' };
            is_drawing = true;
            // Writing to a string cannot fail.
            let _ = write!(
                path,
                "{command}{} {}",
                fixed(self.across(*at), 1),
                fixed(self.down(*value), 1)
            );
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn steps_are_round_and_reach_the_largest() {
        assert_eq!(ticks(2_300.0), [0.0, 1_000.0, 2_000.0, 3_000.0]);
        assert_eq!(ticks(100.0), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(ticks(0.0), [0.0, 1.0]);
        assert_eq!(ticks(7.0), [0.0, 2.0, 4.0, 6.0, 8.0]);
    }

    #[test]
    fn a_missing_value_breaks_the_line_and_is_not_0() {
        let scales = Scales::new(&[100.0, 200.0, 300.0], 10.0);
        let line = scales.line(&[(100.0, Some(10.0)), (200.0, None), (300.0, Some(5.0))]);
        assert_eq!(line.matches('M').count(), 2);
        assert_eq!(line.matches('L').count(), 0);
    }

    #[test]
    fn a_wide_scale_keeps_small_values_apart() {
        let scales = Scales::new(&[10.0, 100.0, 10_000.0], 1.0);
        let third = (scales.across(100.0) - scales.across(10.0))
            / (scales.across(10_000.0) - scales.across(10.0));
        assert!((third - 1.0 / 3.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn every_mark_is_within_the_drawing(along in prop::collection::vec(1.0..1e5_f64, 1..8), top in 0.01..1e9_f64) {
            let scales = Scales::new(&along, top);
            for at in &along {
                let x = scales.across(*at);
                prop_assert!((LEFT..=WIDTH).contains(&x), "{x}");
            }
            for value in [0.0, top / 2.0, top] {
                let y = scales.down(value);
                prop_assert!((0.0..=HEIGHT).contains(&y), "{y}");
            }
            let steps = ticks(top);
            prop_assert!((3..=7).contains(&steps.len()), "{steps:?}");
            prop_assert!(steps.last().is_some_and(|last| *last >= top * 0.999));
        }
    }
}
