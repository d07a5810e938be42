//! Why something cannot be built, in a customer's words.

use std::fmt;

/// A reason, and of which kind it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Decides the error code where an order is refused.
    pub kind: RefusalKind,
    /// One or two sentences for the customer.
    pub reason: String,
}

/// The kinds of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// The level asks for something that the order does not have.
    LevelRule,
    /// No access line reaches the place.
    OutOfReach,
    /// The lines or trunks do not carry so much.
    Capacity,
}

impl RefusalKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::LevelRule, Self::OutOfReach, Self::Capacity];
}

/// Which edge of which connection a refusal is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct EdgeName {
    pub(super) connection: usize,
    pub(super) is_customers: bool,
}

impl fmt::Display for EdgeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.is_customers {
            "customer"
        } else {
            "provider"
        };
        write!(f, "The {side} edge of connection {}", self.connection + 1)
    }
}

impl Refusal {
    pub(super) fn needs_protection(level: &str) -> Self {
        Self {
            kind: RefusalKind::LevelRule,
            reason: format!(
                "Level {level} needs protection: switch it on and give both ends of each \
                 connection a secondary address."
            ),
        }
    }

    pub(super) fn no_second_way(level: &str, connection: usize, from: &str, to: &str) -> Self {
        Self {
            kind: RefusalKind::LevelRule,
            reason: format!(
                "Level {level} needs two separate routes. Connection {} has only one between \
                 {from} and {to} at this bandwidth.",
                connection + 1
            ),
        }
    }

    pub(super) fn out_of_reach(edge: EdgeName, metres: u32, metro: &str, reach_m: u32) -> Self {
        Self {
            kind: RefusalKind::OutOfReach,
            reason: format!(
                "{edge} is {} km from our nearest point of presence, {metro}. We build access \
                 lines of up to {} km.",
                metres.saturating_add(500) / 1_000,
                reach_m / 1_000
            ),
        }
    }

    pub(super) fn thin_access(
        edge: EdgeName,
        needed: u64,
        most: u64,
        paths: usize,
        is_shared: bool,
    ) -> Self {
        let shared = if is_shared {
            " together with the other connections there"
        } else {
            ""
        };
        let twice = if paths > 1 {
            ", the bandwidth twice for two separate routes"
        } else {
            ""
        };
        Self {
            kind: RefusalKind::Capacity,
            reason: format!(
                "{edge} can get an access line of up to {} Mbps. This needs {} Mbps{shared}{twice}.",
                grouped(most),
                grouped(needed)
            ),
        }
    }

    pub(super) fn busy_access(
        edge: EdgeName,
        needed: u64,
        free: u64,
        free_in_days: Option<u32>,
    ) -> Self {
        Self {
            kind: RefusalKind::Capacity,
            reason: format!(
                "{edge} has {} Mbps free on its access line, and this needs {} Mbps: other \
                 networks use the rest.{}",
                grouped(free),
                grouped(needed),
                free_again(free_in_days)
            ),
        }
    }

    pub(super) fn busy_way(
        connection: usize,
        from: &str,
        to: &str,
        mbps: u32,
        paths: usize,
        free_in_days: Option<u32>,
    ) -> Self {
        let ways = if paths > 1 {
            "There are no two separate routes"
        } else {
            "There is no route"
        };
        Self {
            kind: RefusalKind::Capacity,
            reason: format!(
                "{ways} between {from} and {to} with {} Mbps free for connection {}: other \
                 networks use the rest.{}",
                grouped(u64::from(mbps)),
                connection + 1,
                free_again(free_in_days)
            ),
        }
    }

    pub(super) fn no_way(connection: usize, from: &str, to: &str, mbps: u32) -> Self {
        Self {
            kind: RefusalKind::Capacity,
            reason: format!(
                "No route between {from} and {to} carries the {} Mbps of connection {}.",
                grouped(u64::from(mbps)),
                connection + 1
            ),
        }
    }
}

/// A sentence with a space before it, or nothing where no day can be named.
fn free_again(in_days: Option<u32>) -> String {
    match in_days {
        Some(1) => " Enough is free in 1 day.".to_owned(),
        Some(days) => format!(" Enough is free in {days} days."),
        None => String::new(),
    }
}

/// 1234567 as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(20_000), "20,000");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }
}
