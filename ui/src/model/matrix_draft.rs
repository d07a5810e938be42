//! What a person may vary in a matrix, and what of it is turned on.

use model::{
    MatrixAxes, Mbps, ProfileId, Protection, Requirement, Term, TermUnit, matrix::AxesError,
    whole_months,
};

/// A value on one of the axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisValue {
    /// A bandwidth.
    Bandwidth(Mbps),
    /// A duration; absent is the operator's own.
    Term(Option<Term>),
    /// With or without protection.
    Protection(Protection),
}

/// The durations that are on offer, in months, and whether each is turned on at first.
const MONTHS: [(u32, bool); 6] = [
    (1, false),
    (6, true),
    (12, true),
    (24, true),
    (36, true),
    (60, false),
];
/// So many round bandwidths stand on either side of the design's own, and so many of them are
/// turned on at first.
const BESIDE: (usize, usize) = (3, 2);

/// Every value on offer, and whether it is turned on. Bandwidths ascend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixDraft(Vec<(AxisValue, bool)>);

impl MatrixDraft {
    /// The values around what is asked for now.
    #[must_use]
    pub fn around(requirement: &Requirement) -> Self {
        let own = requirement.bandwidth;
        let round = || (0..6).flat_map(|power| [1, 2, 5].map(|step| step * 10_u32.pow(power)));
        let round: Vec<Mbps> = round().filter_map(|value| Mbps::new(value).ok()).collect();
        let less = round.iter().filter(|mbps| **mbps < own);
        let more = round.iter().filter(|mbps| **mbps > own);
        let less: Vec<_> = less.rev().take(BESIDE.0).enumerate().collect();
        let bandwidth = |(at, mbps): (usize, &Mbps)| (AxisValue::Bandwidth(*mbps), at < BESIDE.1);
        let mut values: Vec<_> = less.into_iter().rev().map(bandwidth).collect();
        values.push((AxisValue::Bandwidth(own), true));
        values.extend(more.take(BESIDE.0).enumerate().map(bandwidth));

        let own_months = whole_months(requirement.term);
        let mut terms: Vec<_> = MONTHS
            .into_iter()
            .filter(|(months, _)| own_months != Ok(*months))
            .map(|(months, is_on)| (Term::new(months, TermUnit::Months).ok(), is_on))
            .collect();
        // One of whole months stands in its place, any other before them.
        let months = own_months.unwrap_or(0);
        let place = terms
            .iter()
            .position(|(term, _)| whole_months(*term).is_ok_and(|of| of > months));
        let place = place.unwrap_or(terms.len());
        terms.insert(place, (requirement.term, true));
        values.extend(
            terms
                .into_iter()
                .map(|(term, is_on)| (AxisValue::Term(term), is_on)),
        );
        for protection in [Protection::Unprotected, Protection::Protected] {
            values.push((AxisValue::Protection(protection), true));
        }
        Self(values)
    }

    /// Every value, in the order on the screen.
    #[must_use]
    pub fn values(&self) -> Vec<AxisValue> {
        self.0.iter().map(|(value, _)| *value).collect()
    }

    /// Whether a value is turned on.
    #[must_use]
    pub fn is_on(&self, value: AxisValue) -> bool {
        self.0.contains(&(value, true))
    }

    /// Turns a value on or off.
    pub fn turn(&mut self, value: AxisValue) {
        if let Some((_, is_on)) = self.0.iter_mut().find(|(one, _)| *one == value) {
            *is_on = !*is_on;
        }
    }

    /// Puts a bandwidth among the others, turned on.
    pub fn add(&mut self, bandwidth: Mbps) {
        let value = AxisValue::Bandwidth(bandwidth);
        self.0.retain(|(one, _)| *one != value);
        let is_after = |(one, _): &(AxisValue, bool)| match one {
            AxisValue::Bandwidth(other) => *other > bandwidth,
            AxisValue::Term(_) | AxisValue::Protection(_) => true,
        };
        let place = self.0.iter().position(is_after).unwrap_or(self.0.len());
        self.0.insert(place, (value, true));
    }

    /// The axes that are turned on, for these operators.
    ///
    /// # Errors
    /// [`AxesError`]
    pub fn axes(&self, operators: Vec<ProfileId>) -> Result<MatrixAxes, AxesError> {
        let (mut bandwidths, mut terms, mut protections) = (Vec::new(), Vec::new(), Vec::new());
        for (value, _) in self.0.iter().filter(|(_, is_on)| *is_on) {
            match value {
                AxisValue::Bandwidth(mbps) => bandwidths.push(*mbps),
                AxisValue::Term(term) => terms.push(*term),
                AxisValue::Protection(protection) => protections.push(*protection),
            }
        }
        MatrixAxes::new(bandwidths, terms, &protections, operators)
    }
}

#[cfg(test)]
mod tests {
    use model::Routing;

    use super::*;

    fn around(mbps: u32, term: Option<Term>) -> MatrixDraft {
        MatrixDraft::around(&Requirement {
            bandwidth: Mbps::new(mbps).unwrap(),
            term,
            protection: Protection::Unprotected,
            routing: Routing::Bgp,
        })
    }

    fn months(value: u32) -> Option<Term> {
        Term::new(value, TermUnit::Months).ok()
    }

    fn axes(draft: &MatrixDraft) -> MatrixAxes {
        draft.axes(vec![ProfileId::from_random(1)]).unwrap()
    }

    fn bandwidths(axes: &MatrixAxes) -> Vec<u32> {
        axes.bandwidths().iter().map(|mbps| mbps.get()).collect()
    }

    #[test]
    fn it_begins_around_what_is_asked_for() {
        let draft = around(200, months(12));
        let of = axes(&draft);
        assert_eq!(bandwidths(&of), [50, 100, 200, 500, 1_000]);
        assert_eq!(of.terms(), [6, 12, 24, 36].map(months));
        assert_eq!(of.cells(), 40);
        // At an end there are fewer; one that is not round stands among the others.
        assert_eq!(bandwidths(&axes(&around(1, None))), [1, 2, 5]);
        assert_eq!(
            bandwidths(&axes(&around(300, None))),
            [100, 200, 300, 500, 1_000]
        );
    }

    #[test]
    fn the_designs_own_duration_stands_in_its_place_and_once() {
        let year = Term::new(1, TermUnit::Years).ok();
        let of = axes(&around(200, year));
        assert_eq!(of.terms(), [months(6), year, months(24), months(36)]);
        assert_eq!(axes(&around(200, months(9))).terms()[1], months(9));
        assert_eq!(axes(&around(200, None)).terms()[0], None);
        let days = Term::new(10, TermUnit::Days).ok();
        assert_eq!(axes(&around(200, days)).terms()[0], days);
    }

    #[test]
    fn a_bandwidth_of_ones_own_is_put_in_order_and_once() {
        let mut draft = around(200, None);
        let own = Mbps::new(300).unwrap();
        draft.add(own);
        draft.add(own);
        draft.turn(AxisValue::Bandwidth(Mbps::new(50).unwrap()));
        assert_eq!(bandwidths(&axes(&draft)), [100, 200, 300, 500, 1_000]);
        let stands = draft
            .values()
            .into_iter()
            .filter(|one| *one == AxisValue::Bandwidth(own));
        assert_eq!(stands.count(), 1);
        // One that is turned off is turned on by being named.
        draft.turn(AxisValue::Bandwidth(own));
        draft.add(own);
        assert!(draft.is_on(AxisValue::Bandwidth(own)));
    }
}
