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

    pub(super) fn out_of_reach(edge: EdgeName, km: f64, metro: &str, reach_km: f64) -> Self {
        Self {
            kind: RefusalKind::OutOfReach,
            reason: format!(
                "{edge} is {km:.0} km from our nearest point of presence, {metro}. We build \
                 access lines of up to {reach_km:.0} km."
            ),
        }
    }

    pub(super) fn thin_access(edge: EdgeName, needed: u64, most: u32, paths: u32) -> Self {
        let why = if paths > 1 {
            ", the bandwidth twice for two separate routes"
        } else {
            ""
        };
        Self {
            kind: RefusalKind::Capacity,
            reason: format!(
                "{edge} can get an access line of up to {} Mbps. This needs {} Mbps{why}.",
                grouped(u64::from(most)),
                grouped(needed)
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
