//! What was changed of a network by others than this app.

use serde::{Deserialize, Serialize};

use crate::{GrantedTerm, Mbps, Protection, ReportedLevel};

/// Differences that nobody asked for here: field by field what it was and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    /// Guaranteed bandwidth.
    pub bandwidth: Option<(Mbps, Mbps)>,
    /// Level.
    pub level: Option<(ReportedLevel, ReportedLevel)>,
    /// Duration.
    pub term: Option<(GrantedTerm, GrantedTerm)>,
    /// Use of secondary edges.
    pub protection: Option<(Protection, Protection)>,
}

impl Drift {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Both changes as one, `later` after this one: what returned to its old value is no
    /// difference any more.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        Self {
            bandwidth: joined(self.bandwidth, later.bandwidth),
            level: joined(self.level, later.level),
            term: joined(self.term, later.term),
            protection: joined(self.protection, later.protection),
        }
    }
}

fn joined<T: PartialEq>(first: Option<(T, T)>, later: Option<(T, T)>) -> Option<(T, T)> {
    let joined = match (first, later) {
        (Some((before, _)), Some((_, after))) => (before, after),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => return None,
    };
    (joined.0 != joined.1).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bandwidth(before: u32, after: u32) -> Drift {
        Drift {
            bandwidth: Some((Mbps::new(before).unwrap(), Mbps::new(after).unwrap())),
            ..Drift::default()
        }
    }

    #[test]
    fn two_changes_are_told_as_one() {
        assert_eq!(
            bandwidth(500, 200).then(bandwidth(200, 300)),
            bandwidth(500, 300)
        );
        assert!(bandwidth(500, 200).then(bandwidth(200, 500)).is_empty());
        let protection = Drift {
            protection: Some((Protection::Protected, Protection::Unprotected)),
            ..Drift::default()
        };
        let both = bandwidth(500, 200).then(protection.clone());
        assert_eq!(both.bandwidth, bandwidth(500, 200).bandwidth);
        assert_eq!(both.protection, protection.protection);
    }
}
