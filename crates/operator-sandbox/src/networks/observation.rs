//! What is measured of a network, from a seeded process in whole numbers alone: the same seed
//! and the same moments give the same measurements on every machine.

use chrono::{DateTime, TimeDelta, Utc};
use model::{Level, Mbps};
use rust_decimal::Decimal;

use super::{Network, timeline::Phase};

/// Measurements are made so often.
const SLOT: TimeDelta = TimeDelta::minutes(5);
const SLOTS_PER_DAY: u64 = 288;

/// Shortest and longest disturbance, in slots.
const DISTURBED_SLOTS: (u64, u64) = (6, 24);

/// What a level keeps, and how often it does not.
struct Limits {
    /// Packet loss up to which the level holds, in thousandths of a percent.
    loss: u64,
    /// One day out of so many has a disturbance.
    days_per_disturbance: u64,
}

const fn limits(level: Level) -> Limits {
    match level {
        Level::A => Limits {
            loss: 1_000,
            days_per_disturbance: 10,
        },
        Level::AA => Limits {
            loss: 300,
            days_per_disturbance: 20,
        },
        Level::AAA => Limits {
            loss: 100,
            days_per_disturbance: 40,
        },
    }
}

/// What a network gave at its last measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Observation {
    /// The best level up to the ordered one whose limits held; there is none below A.
    pub(crate) sla: Level,
    pub(crate) bandwidth: Mbps,
    /// Round trip of the connection that takes longest, in microseconds.
    pub(crate) latency_us: u64,
    /// In thousandths of a percent.
    pub(crate) loss: u64,
    /// Whole hours since it became available.
    pub(crate) serviced_hours: u64,
}

impl Observation {
    /// What is known of a network at `now`: nothing before it was available, and its last
    /// measurement after its end.
    pub(crate) fn of(network: &Network, now: DateTime<Utc>) -> Option<Self> {
        let timeline = &network.timeline;
        let started_at = timeline.started_at(now)?;
        let measured_at = match timeline.phase(now) {
            Phase::Requested | Phase::Gone => return None,
            Phase::Available | Phase::Deleting => now,
            Phase::Expired | Phase::Terminated => timeline.ends_at(),
        };
        let in_force = network.in_force(measured_at);
        let slot = measured_at
            .timestamp_millis()
            .div_euclid(SLOT.num_milliseconds());
        let drawn = Draws {
            noise: network.noise,
            slot: slot.cast_unsigned(),
        };
        let latency_us = u64::from(network.latency_us);
        let limit = limits(in_force.sla).loss;
        let ordered = u64::from(in_force.bandwidth.get());
        let (bandwidth, latency_us, loss) = if drawn.is_disturbed(in_force.sla) {
            (
                ordered * drawn.between(Draw::Bandwidth, 500, 950) / 1_000,
                latency_us * drawn.between(Draw::Latency, 1_200, 1_800) / 1_000
                    + drawn.between(Draw::Jitter, 1_000, 8_000),
                limit * drawn.between(Draw::Loss, 1_100, 4_000) / 1_000,
            )
        } else {
            (
                ordered,
                latency_us * drawn.between(Draw::Latency, 1_000, 1_020) / 1_000
                    + drawn.between(Draw::Jitter, 50, 350),
                drawn.between(Draw::Loss, 0, limit / 5),
            )
        };
        let kept = Level::ALL.into_iter().rev();
        let kept = kept
            .filter(|level| *level <= in_force.sla)
            .find(|level| loss <= limits(*level).loss);
        let serviced = measured_at - started_at;
        Some(Self {
            sla: kept.unwrap_or(Level::A),
            bandwidth: u32::try_from(bandwidth)
                .ok()
                .and_then(|mbps| Mbps::new(mbps).ok())
                .unwrap_or(Mbps::MIN),
            latency_us,
            loss,
            serviced_hours: u64::try_from(serviced.num_hours()).unwrap_or(0),
        })
    }
}

impl Observation {
    /// The loss in percent.
    pub(crate) fn loss_percent(&self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.loss), 3)
    }
}

/// The random numbers of one slot of one network.
struct Draws {
    noise: u64,
    slot: u64,
}

/// What a number is drawn for; each has a row of numbers of its own.
#[derive(Clone, Copy)]
enum Draw {
    Bandwidth = 1,
    Latency,
    Jitter,
    Loss,
    IsDisturbed,
    Begin,
    Length,
}

impl Draws {
    /// From `least` to `most`, both included, anew in each slot.
    fn between(&self, draw: Draw, least: u64, most: u64) -> u64 {
        self.number(draw, self.slot, least, most)
    }

    /// At most one disturbance a day, within that day.
    fn is_disturbed(&self, level: Level) -> bool {
        let day = self.slot / SLOTS_PER_DAY;
        let one_in = limits(level).days_per_disturbance;
        if self.number(Draw::IsDisturbed, day, 1, one_in) != 1 {
            return false;
        }
        let (shortest, longest) = DISTURBED_SLOTS;
        let begin = self.number(Draw::Begin, day, 0, SLOTS_PER_DAY - longest);
        let length = self.number(Draw::Length, day, shortest, longest);
        (begin..begin + length).contains(&(self.slot % SLOTS_PER_DAY))
    }

    fn number(&self, draw: Draw, index: u64, least: u64, most: u64) -> u64 {
        let row = mixed(self.noise ^ (draw as u64));
        let drawn = mixed(row.wrapping_add(index));
        least + drawn % (most - least + 1)
    }
}

/// The finisher of SplitMix64 (Steele, Lea and Flood, 2014): neighbours become unlike.
const fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
