//! Which request meets which fault: counted, so that the same requests meet the same faults.

use serde::Serialize;

use super::plan::{Fault, FaultPlan, PlannedFault};
use crate::{OperationName, random::digest};

/// A plan, and how far it has come.
#[derive(Debug)]
pub(super) struct Schedule {
    plan: FaultPlan,
    counters: Vec<FaultCounter>,
}

/// How far one fault of the plan has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FaultCounter {
    /// Requests of its operations.
    pub requests: u64,
    /// How often it was shown.
    pub shown: u64,
}

impl Schedule {
    pub(super) fn new(plan: FaultPlan) -> Self {
        let counters = vec![FaultCounter::default(); plan.faults.len()];
        Self { plan, counters }
    }

    pub(super) const fn plan(&self) -> &FaultPlan {
        &self.plan
    }

    pub(super) fn counters(&self) -> &[FaultCounter] {
        &self.counters
    }

    /// Counts a request and says what it meets, in the order of the plan: of the faults that
    /// decide the answer, the first that is due. One that has to stand back keeps its count.
    pub(super) fn next(&mut self, operation: OperationName) -> Vec<Fault> {
        let mut met = Vec::new();
        let mut is_answer_decided = false;
        let seed = self.plan.seed;
        let faults = self.plan.faults.iter().zip(&mut self.counters);
        for (index, (planned, counter)) in faults.enumerate() {
            if !planned.concerns(operation) {
                continue;
            }
            counter.requests += 1;
            let decides_answer = planned.fault.decides_answer();
            if !planned.is_due(*counter, seed, index) || (decides_answer && is_answer_decided) {
                continue;
            }
            is_answer_decided |= decides_answer;
            counter.shown += 1;
            met.push(planned.fault.clone());
        }
        met
    }
}

impl PlannedFault {
    fn concerns(&self, operation: OperationName) -> bool {
        self.operations.is_empty() || self.operations.contains(&operation)
    }

    fn is_due(&self, counter: FaultCounter, seed: u64, index: usize) -> bool {
        let due = counter.requests.checked_sub(self.skip);
        let Some(after_skipped) = due.and_then(|due| due.checked_sub(1)) else {
            return false;
        };
        after_skipped.is_multiple_of(self.every.get())
            && self.count.is_none_or(|count| counter.shown < count.get())
            && drawn(seed, index, counter.requests) < self.probability.get()
    }
}

/// A number from 0 up to 1, the same for the same request of the same plan everywhere.
fn drawn(seed: u64, index: usize, request: u64) -> f64 {
    let hash = digest(format!("fault {seed} {index} {request}").as_bytes());
    let [a, b, c, d, ..] = hash;
    f64::from(u32::from_be_bytes([a, b, c, d])) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schedule(plan: &serde_json::Value) -> Schedule {
        Schedule::new(FaultPlan::parse(plan.to_string().as_bytes()).unwrap())
    }

    /// Which of the first requests of an operation meet anything.
    fn met(schedule: &mut Schedule, operation: OperationName, requests: usize) -> Vec<usize> {
        (1..=requests)
            .filter(|_| !schedule.next(operation).is_empty())
            .collect()
    }

    #[test]
    fn skip_every_and_count_choose_among_the_requests_of_the_operations() {
        let mut plan = schedule(&json!({"version": 1, "faults": [{
            "operations": ["getNetwork", "token"], "skip": 2, "every": 3, "count": 2,
            "fault": {"drop": "beforeEffect"},
        }]}));
        assert!(met(&mut plan, OperationName::CreateNetwork, 9).is_empty());
        assert_eq!(met(&mut plan, OperationName::GetNetwork, 20), [3, 6]);
        let counter = FaultCounter {
            requests: 20,
            shown: 2,
        };
        assert_eq!(plan.counters(), [counter]);
    }

    #[test]
    fn what_skips_every_request_is_never_shown() {
        let mut plan = schedule(&json!({"version": 1, "faults": [
            {"skip": u64::MAX, "fault": {"drop": "beforeEffect"}},
        ]}));
        assert!(met(&mut plan, OperationName::Token, 3).is_empty());
    }

    #[test]
    fn one_fault_at_most_decides_the_answer_and_the_next_one_waits() {
        let mut plan = schedule(&json!({"version": 1, "faults": [
            {"count": 1, "fault": {"answer": {"status": 503}}},
            {"fault": {"latency": "1s"}},
            {"count": 1, "fault": {"drop": "afterEffect"}},
        ]}));
        let mut kinds = || -> Vec<bool> {
            let met = plan.next(OperationName::CreateNetwork);
            met.iter().map(Fault::decides_answer).collect()
        };
        assert_eq!(kinds(), [true, false]);
        assert_eq!(kinds(), [false, true]);
        assert_eq!(kinds(), [false]);
    }

    #[test]
    fn a_probability_is_drawn_from_the_seed() {
        let with_seed = |seed: u64| {
            let mut plan = schedule(&json!({"version": 1, "seed": seed, "faults": [
                {"probability": 0.25, "fault": {"latency": "0ms"}},
            ]}));
            met(&mut plan, OperationName::Token, 1_000)
        };
        let first = with_seed(7);
        assert!((200..300).contains(&first.len()), "{}", first.len());
        assert_eq!(first, with_seed(7));
        assert_ne!(first, with_seed(8));
    }
}
