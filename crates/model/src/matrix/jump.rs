//! Where the level or the waiting days jump along an axis of a matrix.

use crate::{Level, Offer, matrix::best_offer};

/// What an answered cell says, as far as jumps go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The best level that can be had; none where nothing can.
    pub level: Option<Level>,
    /// The waiting days of the offer that is shown, where they are said.
    pub days: Option<u32>,
}

impl Seen {
    /// What an answer says where `shown` is the offer of it that stands in the cell. The days of an
    /// offer that cannot be had are those of nothing.
    #[must_use]
    pub fn of(offers: &[Offer], shown: Option<&Offer>) -> Self {
        let shown = shown.filter(|offer| offer.state() != "unavailable");
        Self {
            level: best_offer(offers).and_then(Offer::orderable),
            days: shown.and_then(|offer| offer.wait.days()),
        }
    }
}

/// Where on a line of cells something jumps, each by its place on the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    /// The first cell with another best level than the cell before it.
    pub level: Option<usize>,
    /// The first cell with other waiting days than the cell before it, both being said.
    pub days: Option<usize>,
}

/// The jumps along a line of cells: one operator, one protection and one duration with its
/// bandwidths ascending, or one bandwidth with its durations ascending. A cell is held against
/// the one right before it, and only where both are answered; the first one that differs is the
/// jump, and later ones on the same line are none.
#[must_use]
pub fn jumps(line: &[Option<Seen>]) -> Jumps {
    let mut found = Jumps::default();
    for (before, pair) in line.windows(2).enumerate() {
        let [Some(one), Some(next)] = pair else {
            continue;
        };
        let at = Some(before + 1);
        if one.level != next.level {
            found.level = found.level.or(at);
        }
        if one
            .days
            .zip(next.days)
            .is_some_and(|(one, next)| one != next)
        {
            found.days = found.days.or(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Feasibility, ReportedLevel, Wait};

    const fn seen(level: Option<Level>, days: Option<u32>) -> Option<Seen> {
        Some(Seen { level, days })
    }

    #[test]
    fn the_first_that_differs_from_the_one_before_it_jumps() {
        let (aaa, aa) = (Some(Level::AAA), Some(Level::AA));
        let line = [
            seen(aaa, Some(1)),
            seen(aaa, Some(5)),
            seen(aa, Some(9)),
            seen(None, None),
        ];
        let expected = Jumps {
            level: Some(2),
            days: Some(1),
        };
        assert_eq!(jumps(&line), expected);
        assert_eq!(jumps(&[seen(aa, Some(1)); 4]), Jumps::default());
        assert_eq!(jumps(&line[..1]), Jumps::default());
        assert_eq!(jumps(&[]), Jumps::default());
    }

    #[test]
    fn that_nothing_can_be_had_any_more_is_a_jump_of_the_level_alone() {
        let line = [seen(Some(Level::A), Some(3)), seen(None, None)];
        let expected = Jumps {
            level: Some(1),
            days: None,
        };
        assert_eq!(jumps(&line), expected);
    }

    #[test]
    fn a_cell_without_an_answer_says_nothing_of_its_neighbours() {
        let (aaa, a) = (
            seen(Some(Level::AAA), Some(1)),
            seen(Some(Level::A), Some(9)),
        );
        assert_eq!(jumps(&[aaa, None, a]), Jumps::default());
        assert_eq!(jumps(&[aaa, None, a, aaa]).level, Some(3));
        // Days that are not said are no days.
        let silent = seen(Some(Level::AAA), None);
        assert_eq!(jumps(&[aaa, silent, aaa]), Jumps::default());
    }

    #[test]
    fn what_cannot_be_had_has_no_days() {
        let offer = |level: Level, feasibility| Offer {
            level: Some(ReportedLevel::Known(level)),
            feasibility,
            fee: None,
            wait: Wait::Days(4),
        };
        let refused = Feasibility::Infeasible { reason: None };
        let offers = [
            offer(Level::A, Feasibility::Feasible),
            offer(Level::AA, refused),
        ];
        let of = |at: usize| Seen::of(&offers, offers.get(at));
        assert_eq!(Some(of(0)), seen(Some(Level::A), Some(4)));
        assert_eq!(Some(of(1)), seen(Some(Level::A), None));
    }
}
