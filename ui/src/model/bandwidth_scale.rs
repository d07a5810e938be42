//! The bandwidth slider's scale: round numbers, evenly spread over six powers of ten.

use model::{Mbps, maths::ln};

/// The round numbers of one power of ten, in tenths of it.
const STEPS: [u32; 10] = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80];
/// Powers of ten that [`STEPS`] are taken in: 10 to 100,000 Mbps.
const DECADES: [u32; 5] = [1, 10, 100, 1_000, 10_000];

/// The highest position; the lowest is 0.
pub const LAST: usize = 9 + STEPS.len() * DECADES.len();

/// The bandwidth at a position; beyond the last it is that of the last.
#[must_use]
pub fn bandwidth_at(position: usize) -> Mbps {
    let value = match position {
        // Whole numbers only: below 10 each is a step.
        0..=8 => u32::try_from(position + 1).unwrap_or(1),
        LAST.. => 1_000_000,
        within => {
            let step = within - 9;
            STEPS[step % STEPS.len()] * DECADES[step / STEPS.len()]
        }
    };
    Mbps::new(value).unwrap_or(Mbps::MAX)
}

/// The position nearest to a bandwidth, measured by ratio rather than difference.
#[must_use]
pub fn position_of(bandwidth: Mbps) -> usize {
    let wanted = ln(f64::from(bandwidth.get()));
    let distance = |position: &usize| (ln(f64::from(bandwidth_at(*position).get())) - wanted).abs();
    (0..=LAST)
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_reaches_from_one_to_a_million() {
        assert_eq!(bandwidth_at(0), Mbps::MIN);
        assert_eq!(bandwidth_at(LAST), Mbps::MAX);
        assert_eq!(bandwidth_at(LAST + 7), Mbps::MAX);
        assert_eq!(position_of(Mbps::MAX), LAST);
    }

    #[test]
    fn each_step_leads_to_more() {
        let all: Vec<Mbps> = (0..=LAST).map(bandwidth_at).collect();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
    }

    #[test]
    fn usual_bandwidths_are_on_the_scale() {
        for value in [1, 5, 10, 50, 100, 500, 1_000, 10_000, 100_000] {
            let wanted = Mbps::new(value).unwrap();
            assert_eq!(bandwidth_at(position_of(wanted)), wanted);
        }
    }

    proptest! {
        #[test]
        fn a_position_survives_the_round_trip(position in 0..=LAST) {
            prop_assert_eq!(position_of(bandwidth_at(position)), position);
        }

        #[test]
        fn the_nearest_step_is_within_a_half(value in 1_u32..=1_000_000) {
            let near = f64::from(bandwidth_at(position_of(Mbps::new(value).unwrap())).get());
            let ratio = near / f64::from(value);
            prop_assert!((0.66..=1.5).contains(&ratio), "{value}: {near}");
        }
    }
}
