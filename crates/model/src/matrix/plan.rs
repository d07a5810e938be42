//! The questions that the axes of a matrix make of a design.

use std::time::Duration;

use super::MatrixAxes;
use crate::{
    CallLimits, Design, DesignProblem, EndpointId, ProfileId, Protection, Requirement,
    assessment_problems,
};

/// For how long an answer of this run stands for one to the very same question. An operator's
/// prices carry no validity; nobody changes them between two looks at one table.
pub const MATRIX_FRESH: Duration = Duration::from_secs(10 * 60);

/// One question to one operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixQuestion {
    /// The number of its cell.
    pub cell: usize,
    /// Who is asked.
    pub profile: ProfileId,
    /// What is asked of the design.
    pub requirement: Requirement,
}

/// What a matrix asks, and what it leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixPlan {
    /// Each question once, in the order of the cells.
    pub questions: Vec<MatrixQuestion>,
    /// Endpoints without the secondary address that protection needs; where there is one and
    /// protection is on the axes, it is not asked about.
    pub lacking: Vec<EndpointId>,
}

/// Why a design is not asked about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// It has no connection.
    #[error("The design has no connection.")]
    NoConnections,
    /// It has more connections than one order takes.
    #[error("One order takes {} connections at the most.", crate::MAX_CONNECTIONS)]
    TooManyConnections,
    /// Only protection is asked about, and these endpoints have no secondary address.
    #[error("Protection needs a secondary address at every endpoint.")]
    NotProtectable(Vec<EndpointId>),
    /// Over [`MatrixPlan::MOST_QUESTIONS`].
    #[error("{0} questions are more than the {most} that a matrix asks.", most = MatrixPlan::MOST_QUESTIONS)]
    TooManyQuestions(usize),
}

impl MatrixPlan {
    /// The most questions of one run.
    pub const MOST_QUESTIONS: usize = 200;

    /// The questions about `design`: its own requirement with the axes' values in place of its
    /// bandwidth, duration and protection.
    ///
    /// # Errors
    /// [`PlanError`]
    pub fn of(axes: &MatrixAxes, design: &Design) -> Result<Self, PlanError> {
        let mut protected = design.clone();
        protected.requirement.protection = Protection::Protected;
        let mut lacking = Vec::new();
        for problem in assessment_problems(&protected) {
            match problem {
                DesignProblem::NoConnections => return Err(PlanError::NoConnections),
                DesignProblem::TooManyConnections => return Err(PlanError::TooManyConnections),
                DesignProblem::NoSecondaryAddress { endpoint } => lacking.push(endpoint),
            }
        }
        let cells = (0..axes.cells()).filter_map(|cell| axes.question(cell, design));
        let can_be = |asked: &MatrixQuestion| {
            lacking.is_empty() || !asked.requirement.protection.is_protected()
        };
        let questions: Vec<_> = cells.filter(can_be).collect();
        match questions.len() {
            0 => Err(PlanError::NotProtectable(lacking)),
            count if count > Self::MOST_QUESTIONS => Err(PlanError::TooManyQuestions(count)),
            _ => Ok(Self { questions, lacking }),
        }
    }
}

/// How long an operator takes for so many calls at `limits`, where each takes `each`: as many
/// rounds as its calls at the same time make, or what its calls in a second allow.
#[must_use]
pub fn expected(calls: usize, limits: CallLimits, each: Duration) -> Duration {
    let calls = u32::try_from(calls).unwrap_or(u32::MAX);
    let rounds = calls.div_ceil(u32::from(limits.at_once()));
    let seconds = calls.saturating_sub(1) / u32::from(limits.per_second());
    let last_begins = Duration::from_secs(u64::from(seconds));
    each.saturating_mul(rounds)
        .max(last_begins.saturating_add(each))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Connection, ConnectionId, Coordinates, DesignId, Endpoint, EndpointKind,
        matrix::axes::tests::{BOTH, mbps, months, operators},
    };

    fn design(has_secondary: bool) -> Design {
        let endpoint = |id: &str, ip: &str| Endpoint {
            id: EndpointId::new(id).unwrap(),
            kind: EndpointKind::Site,
            label: id.to_owned(),
            place: None,
            region: None,
            coordinates: Coordinates::new(0.0, 0.0).unwrap(),
            primary_ip: ip.parse().unwrap(),
            secondary_ip: has_secondary.then(|| "192.0.2.99".parse().unwrap()),
        };
        let mut design = Design::empty(DesignId::from_random(1), "Test");
        design.endpoints = vec![endpoint("a", "192.0.2.1"), endpoint("b", "192.0.2.2")];
        design.connections = vec![Connection {
            id: ConnectionId::new("c").unwrap(),
            customer_edge: EndpointId::new("a").unwrap(),
            provider_edge: EndpointId::new("b").unwrap(),
            latency: None,
        }];
        design
    }

    fn axes(bandwidths: &[u32], terms: &[u32], count: u128) -> MatrixAxes {
        MatrixAxes::new(mbps(bandwidths), months(terms), &BOTH, operators(count)).unwrap()
    }

    #[test]
    fn every_value_is_asked_with_every_other_once() {
        let axes = axes(&[100, 200, 500], &[12, 24], 2);
        let plan = MatrixPlan::of(&axes, &design(true)).unwrap();
        assert_eq!(plan.questions.len(), axes.cells());
        let cells: Vec<_> = plan.questions.iter().map(|asked| asked.cell).collect();
        assert_eq!(cells, (0..24).collect::<Vec<_>>());
        for (at, one) in plan.questions.iter().enumerate() {
            let others = &plan.questions[at + 1..];
            assert!(others.iter().all(|other| {
                (&one.profile, one.requirement) != (&other.profile, other.requirement)
            }));
        }
        // The numbers run over the bandwidths first, then durations, protections, operators.
        let of = |cell: usize| {
            let asked = &plan.questions[cell];
            (asked.profile.clone(), asked.requirement)
        };
        let first = of(0);
        assert_eq!(of(1).1.bandwidth.get(), 200);
        assert_eq!(
            (of(3).1.term, of(3).1.bandwidth),
            (months(&[24])[0], first.1.bandwidth)
        );
        assert!(of(6).1.protection.is_protected() && !of(5).1.protection.is_protected());
        assert_ne!(of(12).0, of(11).0);
    }

    #[test]
    fn protection_that_a_design_cannot_have_is_left_out_and_says_why() {
        let axes = axes(&[100, 200], &[12], 1);
        let plan = MatrixPlan::of(&axes, &design(false)).unwrap();
        assert_eq!(plan.questions.len(), 2);
        assert!(
            plan.questions
                .iter()
                .all(|asked| !asked.requirement.protection.is_protected())
        );
        assert_eq!(plan.lacking.len(), 2);
        let protected = [Protection::Protected];
        let only = MatrixAxes::new(mbps(&[100]), months(&[12]), &protected, operators(1)).unwrap();
        let nothing = MatrixPlan::of(&only, &design(false));
        assert_eq!(nothing, Err(PlanError::NotProtectable(plan.lacking)));
    }

    #[test]
    fn too_much_is_not_begun() {
        let most = axes(&[1, 2, 3, 4, 5], &[1, 2, 3, 4], 5);
        assert_eq!(
            MatrixPlan::of(&most, &design(true))
                .unwrap()
                .questions
                .len(),
            200
        );
        let more = axes(&[1, 2, 3, 4, 5], &[1, 2, 3, 4], 6);
        let refused = MatrixPlan::of(&more, &design(true));
        assert_eq!(refused, Err(PlanError::TooManyQuestions(240)));
        let mut none = design(true);
        none.connections.clear();
        assert_eq!(MatrixPlan::of(&most, &none), Err(PlanError::NoConnections));
    }

    #[test]
    fn the_time_follows_the_narrower_limit() {
        let each = Duration::from_millis(200);
        let limits = |at_once, per_second| CallLimits::new(at_once, per_second).unwrap();
        assert_eq!(expected(40, limits(6, 1_000), each), 7 * each);
        assert_eq!(expected(1, limits(6, 10), each), each);
        let paced = expected(41, limits(6, 10), each);
        assert_eq!(paced, Duration::from_millis(4_200));
        assert_eq!(
            expected(40, limits(20, 10), each),
            Duration::from_millis(3_200)
        );
    }
}
