//! What standing networks hold of the trunks and access lines, kept up to date order by order.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};

use super::{Capacity, mesh::TrunkIndex, placement::Line};

const MILLIS_PER_DAY: i64 = 86_400_000;

/// Something with a capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Resource {
    /// The fibre between two metros.
    Trunk(TrunkIndex),
    /// The line of a place or address to its metro.
    Line(Line),
}

/// What one network holds: each resource once, in order, with its Mbps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding(Vec<(Resource, u64)>);

/// A network that stands, as far as capacity goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) holding: Holding,
    /// From then on it holds nothing.
    pub(crate) until: DateTime<Utc>,
}

/// The use of each resource. Nothing of it is found by a scan: each order, change and end
/// touches its own resources only.
#[derive(Debug, Default)]
pub struct Ledger {
    capacity: Capacity,
    uses: HashMap<Resource, Use>,
    standing: HashMap<Arc<str>, Standing>,
    ends: BTreeSet<(DateTime<Utc>, Arc<str>)>,
}

#[derive(Debug, Default)]
struct Use {
    mbps: u64,
    /// How much of it becomes free on which day, counted from 1970.
    ends: BTreeMap<i64, u64>,
}

impl Holding {
    /// Adds up what is named more than once.
    pub(crate) fn of(parts: impl IntoIterator<Item = (Resource, u64)>) -> Self {
        let mut held: Vec<(Resource, u64)> = parts.into_iter().collect();
        held.sort_unstable_by_key(|(resource, _)| *resource);
        held.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        Self(held)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Resource, u64)> {
        self.0.iter().copied()
    }

    fn mbps(&self, resource: Resource) -> u64 {
        self.0
            .binary_search_by_key(&resource, |(held, _)| *held)
            .map_or(0, |index| self.0[index].1)
    }
}

impl Ledger {
    /// A ledger of a network without orders.
    #[must_use]
    pub fn new(capacity: Capacity) -> Self {
        Self {
            capacity,
            ..Self::default()
        }
    }

    /// How much trunks and access lines carry.
    #[must_use]
    pub const fn capacity(&self) -> Capacity {
        self.capacity
    }

    pub(crate) const fn set_capacity(&mut self, capacity: Capacity) {
        self.capacity = capacity;
    }

    /// Enters what a network holds from here on, in place of what it held, which is given
    /// back; `None` for nothing any more.
    pub(crate) fn set(&mut self, id: &str, standing: Option<Standing>) -> Option<Standing> {
        let before = self.standing.remove_entry(id).map(|(id, before)| {
            self.release(&before);
            self.ends.remove(&(before.until, id));
            before
        });
        let standing = standing.filter(|standing| !standing.holding.0.is_empty());
        if let Some(standing) = standing {
            let id: Arc<str> = id.into();
            let day = day_of(standing.until);
            for (resource, mbps) in standing.holding.iter() {
                let used = self.uses.entry(resource).or_default();
                used.mbps += mbps;
                *used.ends.entry(day).or_insert(0) += mbps;
            }
            self.ends.insert((standing.until, id.clone()));
            self.standing.insert(id, standing);
        }
        before
    }

    /// What a network holds, and until when; `None` for one that holds nothing.
    pub(crate) fn standing(&self, id: &str) -> Option<&Standing> {
        self.standing.get(id)
    }

    /// Whether some network has ended by `now` that is still entered.
    pub(crate) fn is_behind(&self, now: DateTime<Utc>) -> bool {
        self.ends.first().is_some_and(|(until, _)| *until <= now)
    }

    /// Frees what networks held that have ended by `now`.
    pub(crate) fn catch_up(&mut self, now: DateTime<Utc>) {
        while let Some((until, id)) = self.ends.pop_first() {
            if until > now {
                self.ends.insert((until, id));
                return;
            }
            if let Some(ended) = self.standing.remove(&id) {
                self.release(&ended);
            }
        }
    }

    /// What is in use by others than the network `own`.
    pub(super) fn used(&self, resource: Resource, own: Option<&str>) -> u64 {
        let used = self.uses.get(&resource).map_or(0, |used| used.mbps);
        let own = own.and_then(|own| self.standing.get(own));
        used.saturating_sub(own.map_or(0, |own| own.holding.mbps(resource)))
    }

    /// In how many days, at the latest, `mbps` more are free than now, beside what the
    /// network `own` holds. `None` where the networks of today do not hold so much.
    pub(super) fn days_until_free(
        &self,
        resource: Resource,
        mbps: u64,
        own: Option<&str>,
        now: DateTime<Utc>,
    ) -> Option<u32> {
        let own = own.and_then(|own| self.standing.get(own));
        let own = own.map(|own| (day_of(own.until), own.holding.mbps(resource)));
        let mut free = 0;
        for (day, ending) in &self.uses.get(&resource)?.ends {
            let owns = own.map_or(0, |(last, mbps)| if last == *day { mbps } else { 0 });
            free += ending.saturating_sub(owns);
            if free >= mbps {
                return u32::try_from(day + 1 - day_of(now)).ok();
            }
        }
        None
    }

    fn release(&mut self, ended: &Standing) {
        let day = day_of(ended.until);
        for (resource, mbps) in ended.holding.iter() {
            let Some(used) = self.uses.get_mut(&resource) else {
                continue;
            };
            used.mbps = used.mbps.saturating_sub(mbps);
            if let Some(ending) = used.ends.get_mut(&day) {
                *ending = ending.saturating_sub(mbps);
                if *ending == 0 {
                    used.ends.remove(&day);
                }
            }
            if used.mbps == 0 {
                self.uses.remove(&resource);
            }
        }
    }
}

fn day_of(moment: DateTime<Utc>) -> i64 {
    moment.timestamp_millis().div_euclid(MILLIS_PER_DAY)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{Coordinates, Level, Mbps};
    use proptest::prelude::*;

    use super::*;
    use crate::backbone::{Backbone, Demand, Occupancy};
    use camara::{
        location,
        request::{Connection, EdgeConnection},
    };

    fn start() -> DateTime<Utc> {
        "2026-11-02T09:30:00Z".parse().unwrap()
    }

    fn line(latitude: i32) -> Resource {
        Resource::Line(Line::At {
            latitude,
            longitude: 0,
        })
    }

    fn standing(mbps: u64, days: i64) -> Option<Standing> {
        Some(Standing {
            holding: Holding::of([(line(1), mbps)]),
            until: start() + TimeDelta::days(days),
        })
    }

    #[test]
    fn what_has_ended_is_free_again() {
        let mut ledger = Ledger::default();
        ledger.set("a", standing(5, 1));
        ledger.set("b", standing(7, 2));
        assert_eq!(ledger.used(line(1), None), 12);
        assert_eq!(ledger.used(line(1), Some("a")), 7);
        assert!(!ledger.is_behind(start()));
        let later = start() + TimeDelta::days(1);
        assert!(ledger.is_behind(later));
        ledger.catch_up(later);
        assert_eq!(ledger.used(line(1), None), 7);
        assert_eq!(ledger.set("b", None), standing(7, 2));
        assert_eq!(ledger.used(line(1), None), 0);
        assert!(ledger.uses.is_empty() && ledger.ends.is_empty() && ledger.standing.is_empty());
    }

    #[test]
    fn the_day_something_is_free_follows_from_who_ends_when() {
        let mut ledger = Ledger::default();
        ledger.set("a", standing(5, 1));
        ledger.set("b", standing(7, 9));
        let days = |mbps, own| ledger.days_until_free(line(1), mbps, own, start());
        assert_eq!(days(5, None), Some(2));
        assert_eq!(days(6, None), Some(10));
        assert_eq!(days(5, Some("a")), Some(10));
        assert_eq!(days(13, None), None);
        assert_eq!(ledger.days_until_free(line(2), 1, None, start()), None);
    }

    fn edge(place: usize) -> Option<EdgeConnection> {
        let places = [
            (52.52, 13.40),
            (48.86, 2.35),
            (60.4, 5.3),
            (-33.9, 151.2),
            (52.1, 13.0),
        ];
        let (latitude, longitude) = places[place % places.len()];
        let place = Coordinates::new(latitude, longitude).unwrap();
        let address: std::net::IpAddr = "192.0.2.1".parse().unwrap();
        Some(EdgeConnection {
            primary_ip_address: Some(address.into()),
            location: Some(location::encode(place, "")),
            ..EdgeConnection::default()
        })
    }

    #[derive(Clone, Debug)]
    enum Step {
        /// An order or, for a name that is taken, a change.
        Build(u8, Vec<(usize, usize)>, u32, Level),
        Delete(u8),
        Wait(i64),
    }

    fn step() -> impl Strategy<Value = Step> {
        let ends = prop::collection::vec((0_usize..5, 0_usize..5), 1..4);
        let level = prop::sample::select(Level::ALL.to_vec());
        prop_oneof![
            6 => (0_u8..12, ends, 1_u32..300_000, level)
                .prop_map(|(id, ends, mbps, level)| Step::Build(id, ends, mbps, level)),
            2 => (0_u8..12).prop_map(Step::Delete),
            1 => (1_i64..40).prop_map(Step::Wait),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn use_is_the_sum_of_what_stands_and_never_above_capacity(
            steps in prop::collection::vec(step(), 1..60),
        ) {
            let backbone = Backbone::load(1).unwrap();
            let mut ledger = Ledger::new(Capacity::Modelled);
            let mut now = start();
            let mut stands: BTreeMap<u8, Standing> = BTreeMap::new();
            for step in steps {
                match step {
                    Step::Build(id, ends, mbps, level) => {
                        let connections: Vec<_> = ends
                            .into_iter()
                            .map(|(a, b)| Connection {
                                id: None,
                                customer_edge: edge(a),
                                provider_edge: edge(b),
                            })
                            .collect();
                        let demand = Demand {
                            connections: &connections,
                            bandwidth: Mbps::new(mbps).unwrap(),
                            is_protected: true,
                            term: None,
                        };
                        let name = id.to_string();
                        let occupancy = Occupancy { ledger: &ledger, own: Some(&name), now };
                        let offer = backbone.assess(&demand, &occupancy).offer(level).clone();
                        let routing = backbone.route(&demand, level, &occupancy);
                        prop_assert_eq!(offer.terms.clone().err(), routing.clone().err());
                        if let Ok(routing) = routing {
                            let until = now + TimeDelta::days(1 + i64::from(id) * 3);
                            let new = Standing { holding: routing.holding, until };
                            stands.insert(id, new.clone());
                            ledger.set(&name, Some(new));
                        } else if let Some(later) = offer.later {
                            // What was promised holds: by then it fits.
                            let then = now + TimeDelta::days(i64::from(later.wait_days));
                            let mut future = Ledger::new(Capacity::Modelled);
                            for (id, standing) in &stands {
                                future.set(&id.to_string(), Some(standing.clone()));
                            }
                            future.catch_up(then);
                            let occupancy = Occupancy { ledger: &future, own: Some(&name), now: then };
                            prop_assert!(backbone.route(&demand, level, &occupancy).is_ok());
                        }
                    }
                    Step::Delete(id) => {
                        stands.remove(&id);
                        ledger.set(&id.to_string(), None);
                    }
                    Step::Wait(days) => {
                        now += TimeDelta::days(days);
                        stands.retain(|_, standing| standing.until > now);
                        ledger.catch_up(now);
                    }
                }
                let sum = Holding::of(stands.values().flat_map(|standing| standing.holding.iter()));
                prop_assert_eq!(ledger.uses.len(), sum.0.len());
                for (resource, mbps) in sum.iter() {
                    prop_assert_eq!(ledger.used(resource, None), mbps);
                    if let Resource::Trunk(trunk) = resource {
                        let most = u64::from(backbone.mesh.trunk(trunk).capacity_mbps);
                        prop_assert!(mbps <= most, "{} of {} on a trunk", mbps, most);
                    } else {
                        prop_assert!(mbps <= 400_000, "{} on a line", mbps);
                    }
                }
            }
        }
    }
}
