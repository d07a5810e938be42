//! The requirement as it is typed: texts that may be wrong, beside the last right one.

use model::{Mbps, MbpsError, Protection, Requirement, Routing, Term, TermError, TermUnit};

/// The fields of the requirement as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementDraft {
    /// Bandwidth as typed.
    pub bandwidth: String,
    /// Number of units as typed; empty asks for the operator's default duration.
    pub duration: String,
    /// The unit.
    pub unit: TermUnit,
    /// Whether secondary edges are wanted.
    pub protection: Protection,
    /// How routes are exchanged.
    pub routing: Routing,
}

impl RequirementDraft {
    /// The draft that reads like `requirement`.
    #[must_use]
    pub fn of(requirement: &Requirement) -> Self {
        Self {
            bandwidth: requirement.bandwidth.to_string(),
            duration: requirement
                .term
                .map(|term| term.value.to_string())
                .unwrap_or_default(),
            unit: requirement.term.map_or(TermUnit::Months, |term| term.unit),
            protection: requirement.protection,
            routing: requirement.routing,
        }
    }

    /// The bandwidth as typed.
    ///
    /// # Errors
    /// [`MbpsError`] says what is wrong with it.
    pub fn bandwidth(&self) -> Result<Mbps, MbpsError> {
        self.bandwidth.parse()
    }

    /// The duration as typed; none is the operator's default.
    ///
    /// # Errors
    /// [`TermError`] says what is wrong with it.
    pub fn term(&self) -> Result<Option<Term>, TermError> {
        Term::parse(&self.duration, self.unit)
    }

    /// The requirement, with what is wrong left as it is in `before`.
    #[must_use]
    pub fn onto(&self, before: &Requirement) -> Requirement {
        Requirement {
            bandwidth: self.bandwidth().unwrap_or(before.bandwidth),
            term: self.term().unwrap_or(before.term),
            protection: self.protection,
            routing: self.routing,
        }
    }

    /// Whether every field can be used.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.bandwidth().is_ok() && self.term().is_ok()
    }

    /// The draft after the requirement has become `after`. Only what differs from
    /// `before` and from what is typed is written anew: a wrong text stays as typed.
    #[must_use]
    pub fn follow(self, before: &Requirement, after: &Requirement) -> Self {
        let plain = Self::of(after);
        let keeps_bandwidth =
            before.bandwidth == after.bandwidth || self.bandwidth() == Ok(after.bandwidth);
        // An empty duration has no unit of its own: the chosen one stays.
        let keeps_term = before.term == after.term || self.term() == Ok(after.term);
        Self {
            bandwidth: if keeps_bandwidth {
                self.bandwidth
            } else {
                plain.bandwidth
            },
            duration: if keeps_term {
                self.duration
            } else {
                plain.duration
            },
            unit: if keeps_term { self.unit } else { plain.unit },
            protection: plain.protection,
            routing: plain.routing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requirement(bandwidth: u32, months: Option<u32>) -> Requirement {
        Requirement {
            bandwidth: Mbps::new(bandwidth).unwrap(),
            term: months.map(|months| Term::new(months, TermUnit::Months).unwrap()),
            protection: Protection::Unprotected,
            routing: Routing::Bgp,
        }
    }

    #[test]
    fn a_draft_of_a_requirement_means_that_requirement() {
        for before in [requirement(500, Some(12)), requirement(1, None)] {
            let draft = RequirementDraft::of(&before);
            assert!(draft.is_right());
            assert_eq!(draft.onto(&requirement(9, Some(9))), before);
        }
    }

    #[test]
    fn what_is_wrong_does_not_reach_the_design() {
        let before = requirement(500, Some(12));
        let draft = RequirementDraft {
            bandwidth: "0".to_owned(),
            duration: "six".to_owned(),
            protection: Protection::Protected,
            ..RequirementDraft::of(&before)
        };
        assert_eq!(draft.bandwidth(), Err(MbpsError::OutOfRange));
        assert_eq!(draft.term(), Err(TermError::Value));
        let after = draft.onto(&before);
        assert_eq!(
            (after.bandwidth, after.term),
            (before.bandwidth, before.term)
        );
        assert!(after.protection.is_protected());
    }

    #[test]
    fn following_keeps_what_is_typed_where_it_means_the_same() {
        let mut draft = RequirementDraft::of(&requirement(1_000, None));
        draft.bandwidth = "1,000".to_owned();
        draft.unit = TermUnit::Days;
        let before = requirement(1, Some(1));
        let followed = draft.clone().follow(&before, &requirement(1_000, None));
        assert_eq!(followed, draft);
        let undone = draft.follow(&before, &requirement(200, Some(6)));
        assert_eq!(undone, RequirementDraft::of(&requirement(200, Some(6))));
    }

    #[test]
    fn a_wrong_text_stays_while_another_field_changes() {
        let mut draft = RequirementDraft::of(&requirement(100, Some(12)));
        draft.bandwidth = "-5".to_owned();
        let after = requirement(100, None);
        draft.duration = String::new();
        assert_eq!(
            draft.follow(&requirement(100, Some(12)), &after).bandwidth,
            "-5"
        );
    }
}
