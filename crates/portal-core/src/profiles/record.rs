//! How the promises of each operator were kept.

use std::collections::HashMap;

use contract::OperatorRecord;
use model::{Origin, ProfileId, ServiceId};

use super::{Destination, Profile};
use crate::sessions::{Outcome, Watched};

/// What became of each promise.
#[derive(Debug, Default)]
pub(super) struct Promises(HashMap<ServiceId, Kept>);

/// What became of one.
#[derive(Debug, PartialEq)]
struct Kept {
    profile: ProfileId,
    destination: Option<Destination>,
    origin: Origin,
    outcome: Outcome,
}

impl Kept {
    /// Whether the operator made it to which the profile leads now, also where that is another profile by now.
    fn is_of(&self, profile: &Profile) -> bool {
        match &self.destination {
            Some(_) => profile.leads_to(self.destination.as_ref()),
            None => self.profile == profile.id,
        }
    }
}

impl Promises {
    /// Notes what became of the promise at that order; whether that is new.
    pub(super) fn note(&mut self, watched: &Watched) -> bool {
        let Some(outcome) = watched.promise() else {
            return false;
        };
        let session = &watched.session;
        let kept = Kept {
            profile: session.profile.clone(),
            destination: watched.destination.clone(),
            origin: session.origin,
            outcome,
        };
        let known = self.0.get(&session.service_id);
        let is_new = known != Some(&kept);
        if is_new {
            self.0.insert(session.service_id.clone(), kept);
        }
        is_new
    }

    /// How those were kept that the operator made to which the profile leads now.
    pub(super) fn of(&self, profile: &Profile) -> Option<OperatorRecord> {
        let kept: Vec<&Kept> = self.0.values().filter(|kept| kept.is_of(profile)).collect();
        let origin = if kept.iter().any(|kept| kept.origin == Origin::Simulated) {
            Origin::Simulated
        } else {
            kept.first()?.origin
        };
        let (mut promises, mut waits) = (Vec::new(), Vec::new());
        let (mut on_time, mut longest_delay, mut never_ready, mut unclear) = (0, 0, 0, 0);
        for kept in kept {
            match kept.outcome {
                Outcome::Ready { promised, waited } => {
                    promises.push(promised);
                    waits.push(waited);
                    on_time += u32::from(waited <= promised);
                    longest_delay = longest_delay.max(waited.saturating_sub(promised));
                }
                Outcome::NeverReady => never_ready += 1,
                Outcome::Unclear => unclear += 1,
            }
        }
        Some(OperatorRecord {
            origin,
            orders: u32::try_from(waits.len()).unwrap_or(u32::MAX),
            on_time,
            promised_half_days: twice_the_middle(promises),
            waited_half_days: twice_the_middle(waits),
            longest_delay,
            never_ready,
            unclear,
        })
    }
}

/// Twice the median: of an even number, that of the two in the middle together.
fn twice_the_middle(mut days: Vec<u32>) -> Option<u32> {
    days.sort_unstable();
    let upper = days.get(days.len() / 2)?;
    let lower = days.get((days.len() - 1) / 2)?;
    Some(lower.saturating_add(*upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        assert_eq!(twice_the_middle(Vec::new()), None);
        assert_eq!(twice_the_middle(vec![3]), Some(6));
        assert_eq!(twice_the_middle(vec![9, 1, 2]), Some(4));
        assert_eq!(twice_the_middle(vec![2, 1, 9, 3]), Some(5));
    }
}
