//! What a matrix varies, each value once and in order.

use serde::{Deserialize, Serialize};

use super::MatrixQuestion;
use crate::{Design, Mbps, ProfileId, Protection, Requirement, Term, TermUnit};

/// The values that a design is asked about, every one with every other.
///
/// A cell has a number: operators come first, then protections, then durations, then bandwidths,
/// so that a row of cells with one duration runs over the bandwidths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "written::MatrixAxes")]
pub struct MatrixAxes {
    bandwidths: Vec<Mbps>,
    terms: Vec<Option<Term>>,
    protections: Vec<Protection>,
    operators: Vec<ProfileId>,
}

/// Why values are no axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AxesError {
    /// An axis has no value.
    #[error("a matrix needs a bandwidth, a duration, a protection and an operator")]
    Empty,
    /// Over [`MatrixAxes::MOST_BANDWIDTHS`].
    #[error("a matrix takes 8 bandwidths at the most")]
    TooManyBandwidths,
    /// Over [`MatrixAxes::MOST_TERMS`].
    #[error("a matrix takes 8 durations at the most")]
    TooManyTerms,
}

impl MatrixAxes {
    /// The most bandwidths.
    pub const MOST_BANDWIDTHS: usize = 8;
    /// The most durations.
    pub const MOST_TERMS: usize = 8;

    /// Axes of these values: bandwidths and durations in ascending order, the operator's own
    /// duration before all others, what is equal once. Twelve months and one year are the same
    /// question; the one that comes first stays.
    ///
    /// # Errors
    /// [`AxesError`] where an axis is empty or too long.
    pub fn new(
        bandwidths: Vec<Mbps>,
        terms: Vec<Option<Term>>,
        protections: &[Protection],
        operators: Vec<ProfileId>,
    ) -> Result<Self, AxesError> {
        let axes = Self {
            bandwidths: ascending(bandwidths, |mbps| Some(u64::from(mbps.get()))),
            terms: ascending(terms, |term| length(*term)),
            protections: [Protection::Unprotected, Protection::Protected]
                .into_iter()
                .filter(|protection| protections.contains(protection))
                .collect(),
            operators: each_once(operators),
        };
        if axes.cells() == 0 {
            return Err(AxesError::Empty);
        }
        if axes.bandwidths.len() > Self::MOST_BANDWIDTHS {
            return Err(AxesError::TooManyBandwidths);
        }
        if axes.terms.len() > Self::MOST_TERMS {
            return Err(AxesError::TooManyTerms);
        }
        Ok(axes)
    }

    /// Ascending.
    #[must_use]
    pub fn bandwidths(&self) -> &[Mbps] {
        &self.bandwidths
    }

    /// Ascending; absent is the operator's default and comes first.
    #[must_use]
    pub fn terms(&self) -> &[Option<Term>] {
        &self.terms
    }

    /// One or both, unprotected first.
    #[must_use]
    pub fn protections(&self) -> &[Protection] {
        &self.protections
    }

    /// In the order in which they were named.
    #[must_use]
    pub fn operators(&self) -> &[ProfileId] {
        &self.operators
    }

    /// How many cells there are.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.operators.len() * self.protections.len() * self.in_block()
    }

    /// How many cells one operator and protection have.
    #[must_use]
    pub fn in_block(&self) -> usize {
        self.terms.len() * self.bandwidths.len()
    }

    /// What the cell of that number asks about `design`; nothing beyond the last.
    #[must_use]
    pub fn question(&self, cell: usize, design: &Design) -> Option<MatrixQuestion> {
        let block = cell / self.in_block();
        let (term, bandwidth) = (cell / self.bandwidths.len(), cell % self.bandwidths.len());
        Some(MatrixQuestion {
            cell,
            profile: self.operators.get(block / self.protections.len())?.clone(),
            requirement: Requirement {
                bandwidth: self.bandwidths[bandwidth],
                term: self.terms[term % self.terms.len()],
                protection: self.protections[block % self.protections.len()],
                routing: design.requirement.routing,
            },
        })
    }
}

/// A duration as it sorts: nothing said, then minutes; a calendar month counts 30 days and 10 hours
/// and a half, so that twelve of them are a year.
fn length(term: Option<Term>) -> Option<u64> {
    let term = term?;
    let minutes = match term.unit {
        TermUnit::Minutes => 1,
        TermUnit::Hours => 60,
        TermUnit::Days => 24 * 60,
        TermUnit::Months => (365 * 24 * 60 + 6 * 60) / 12,
        TermUnit::Years => 365 * 24 * 60 + 6 * 60,
    };
    Some(u64::from(term.value.get()) * minutes)
}

/// The values by their keys, of equal ones the first. There are few: they need no better way.
fn ascending<T>(values: Vec<T>, key: fn(&T) -> Option<u64>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for value in values {
        let place = kept.iter().position(|one| key(one) >= key(&value));
        match place {
            Some(place) if key(&kept[place]) == key(&value) => {}
            Some(place) => kept.insert(place, value),
            None => kept.push(value),
        }
    }
    kept
}

fn each_once<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

/// The axes as they are written, before they are looked at.
mod written {
    use serde::Deserialize;

    use crate::{Mbps, ProfileId, Protection, Term};

    #[derive(Deserialize)]
    pub(super) struct MatrixAxes {
        bandwidths: Vec<Mbps>,
        terms: Vec<Option<Term>>,
        protections: Vec<Protection>,
        operators: Vec<ProfileId>,
    }

    impl TryFrom<MatrixAxes> for super::MatrixAxes {
        type Error = super::AxesError;

        fn try_from(axes: MatrixAxes) -> Result<Self, Self::Error> {
            Self::new(
                axes.bandwidths,
                axes.terms,
                &axes.protections,
                axes.operators,
            )
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::matrix) fn mbps(values: &[u32]) -> Vec<Mbps> {
        values
            .iter()
            .map(|mbps| Mbps::new(*mbps).unwrap())
            .collect()
    }

    pub(in crate::matrix) fn months(values: &[u32]) -> Vec<Option<Term>> {
        let months = |value| Term::new(value, TermUnit::Months).ok();
        values.iter().map(|value| months(*value)).collect()
    }

    pub(in crate::matrix) const BOTH: [Protection; 2] =
        [Protection::Protected, Protection::Unprotected];

    pub(in crate::matrix) fn operators(count: u128) -> Vec<ProfileId> {
        (0..count).map(ProfileId::from_random).collect()
    }

    #[test]
    fn every_value_stands_once_and_in_order() {
        let year = Term::new(1, TermUnit::Years).ok();
        let mut terms = months(&[24, 12, 1]);
        terms.extend([year, None, Term::new(90, TermUnit::Days).ok()]);
        let mut twice = operators(2);
        twice.extend(operators(1));
        let axes = MatrixAxes::new(mbps(&[500, 100, 500, 200]), terms, &BOTH, twice).unwrap();
        assert_eq!(axes.bandwidths(), mbps(&[100, 200, 500]));
        let days = Term::new(90, TermUnit::Days).ok();
        let ordered = [
            None,
            months(&[1])[0],
            days,
            months(&[12])[0],
            months(&[24])[0],
        ];
        assert_eq!(axes.terms(), ordered);
        let [first, second] = axes.protections() else {
            panic!("{axes:?}");
        };
        assert!(!first.is_protected() && second.is_protected());
        assert_eq!(axes.operators(), operators(2));
        assert_eq!((axes.in_block(), axes.cells()), (15, 60));
    }

    #[test]
    fn an_axis_has_a_value_and_not_too_many() {
        let nine: Vec<u32> = (1..=9).collect();
        let of = |bandwidths: &[u32], terms: &[u32]| {
            MatrixAxes::new(mbps(bandwidths), months(terms), &BOTH, operators(1))
        };
        assert_eq!(of(&[], &[1]), Err(AxesError::Empty));
        assert_eq!(of(&nine, &[1]), Err(AxesError::TooManyBandwidths));
        assert_eq!(of(&[1], &nine), Err(AxesError::TooManyTerms));
        assert!(of(&nine[..8], &nine[..8]).is_ok());
        let nobody = MatrixAxes::new(mbps(&[1]), months(&[1]), &BOTH, Vec::new());
        assert_eq!(nobody, Err(AxesError::Empty));
    }

    #[test]
    fn what_is_written_is_looked_at_when_it_is_read() {
        let axes = MatrixAxes::new(mbps(&[100, 200]), months(&[12]), &BOTH, operators(1)).unwrap();
        let text = serde_json::to_string(&axes).unwrap();
        assert_eq!(serde_json::from_str::<MatrixAxes>(&text).unwrap(), axes);
        let emptied = text.replace("[100,200]", "[]");
        assert!(serde_json::from_str::<MatrixAxes>(&emptied).is_err());
    }
}
