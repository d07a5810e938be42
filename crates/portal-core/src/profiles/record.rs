//! How the promises of each operator were kept.

use std::collections::HashMap;

use contract::OperatorRecord;
use model::{OrderId, Origin, ProfileId, ServiceId, SessionGroup};

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
    group: Option<SessionGroup>,
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
            group: session.group.clone(),
            outcome,
        };
        let known = self.0.get(&session.service_id);
        let is_new = known != Some(&kept);
        if is_new {
            self.0.insert(session.service_id.clone(), kept);
        }
        is_new
    }

    /// Whether what became of that order counts for the operator to which the profile leads now.
    pub(super) fn has(&self, order: &ServiceId, profile: &Profile) -> bool {
        self.0.get(order).is_some_and(|kept| kept.is_of(profile))
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
        for outcome in outcomes(&kept) {
            match outcome {
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

/// What became of each order; one of several services is ready when the last of them is.
fn outcomes(kept: &[&Kept]) -> Vec<Outcome> {
    let mut groups: HashMap<&OrderId, Vec<&Kept>> = HashMap::new();
    let mut outcomes = Vec::new();
    for kept in kept {
        match &kept.group {
            Some(group) => groups.entry(&group.order).or_default().push(kept),
            None => outcomes.push(kept.outcome),
        }
    }
    outcomes.extend(groups.into_values().filter_map(|parts| together(&parts)));
    outcomes
}

/// What became of an order of these services; none where others of it are still awaited.
fn together(parts: &[&Kept]) -> Option<Outcome> {
    let has = |wanted: Outcome| parts.iter().any(|kept| kept.outcome == wanted);
    if has(Outcome::NeverReady) {
        return Some(Outcome::NeverReady);
    }
    let group = parts.first()?.group.as_ref()?;
    if parts.len() < usize::from(group.of) && !group.is_incomplete {
        return None;
    }
    if has(Outcome::Unclear) {
        return Some(Outcome::Unclear);
    }
    let outcomes = parts.iter().map(|kept| kept.outcome);
    outcomes.max_by_key(|outcome| match outcome {
        Outcome::Ready { promised, waited } => (i64::from(*waited) - i64::from(*promised), *waited),
        Outcome::NeverReady | Outcome::Unclear => (i64::MIN, 0),
    })
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

    fn kept(group: Option<(u16, u16)>, outcome: Outcome) -> Kept {
        Kept {
            profile: ProfileId::from_random(1),
            destination: None,
            origin: Origin::Live,
            group: group.map(|(number, of)| SessionGroup {
                order: OrderId::from_random(9),
                name: "Nordic ring".to_owned(),
                number,
                of,
                is_incomplete: false,
            }),
            outcome,
        }
    }

    const fn ready(promised: u32, waited: u32) -> Outcome {
        Outcome::Ready { promised, waited }
    }

    #[test]
    fn an_order_of_several_services_is_one_and_ready_with_its_last() {
        let single = kept(None, ready(1, 1));
        let [first, second] = [(1, ready(3, 2)), (2, ready(3, 5))]
            .map(|(number, outcome)| kept(Some((number, 2)), outcome));
        let awaited = outcomes(&[&single, &first]);
        assert_eq!(awaited, [ready(1, 1)], "its second is still awaited");
        let all = outcomes(&[&single, &first, &second]);
        assert_eq!(all, [ready(1, 1), ready(3, 5)]);
        let lost = kept(Some((2, 2)), Outcome::NeverReady);
        assert_eq!(outcomes(&[&first, &lost]), [Outcome::NeverReady]);
        let unseen = kept(Some((2, 2)), Outcome::Unclear);
        assert_eq!(outcomes(&[&first, &unseen]), [Outcome::Unclear]);
        let mut left = first;
        left.group.as_mut().unwrap().is_incomplete = true;
        assert_eq!(outcomes(&[&left]), [ready(3, 2)]);
    }
}
