//! Faults on demand: what a plan asks for goes wrong, for the requests it names.

mod inject;
mod plan;
mod schedule;
mod scripted;
mod wire;

use std::sync::{Mutex, MutexGuard, PoisonError};

use plan::Fault;
use schedule::Schedule;

pub(crate) use inject::inject;
pub use plan::{FaultPlan, FaultPlanError, PlanProblem};
pub(crate) use schedule::Counter;

use crate::OperationName;

/// The plan in force, if any.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Option<Schedule>>);

impl Faults {
    /// Begins with a plan.
    pub(crate) fn with(plan: Option<FaultPlan>) -> Self {
        Self(Mutex::new(plan.map(Schedule::new)))
    }

    /// Puts a plan in force, its counters at 0; `None` ends all faults.
    pub(crate) fn replace(&self, plan: Option<FaultPlan>) {
        *self.lock() = plan.map(Schedule::new);
    }

    /// The plan in force, and how far each of its faults has come.
    pub(crate) fn report(&self) -> Option<(FaultPlan, Vec<Counter>)> {
        let schedule = self.lock();
        let schedule = schedule.as_ref()?;
        Some((schedule.plan().clone(), schedule.counters().to_vec()))
    }

    /// Counts a request and says what it meets.
    fn next(&self, operation: OperationName) -> Vec<Fault> {
        let mut schedule = self.lock();
        schedule
            .as_mut()
            .map(|schedule| schedule.next(operation))
            .unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Schedule>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
