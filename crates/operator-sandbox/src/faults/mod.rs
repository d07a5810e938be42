//! Faults on demand: what a plan asks for goes wrong, for the requests it names.

mod file;
mod inject;
mod plan;
mod schedule;
mod scripted;
mod values;
mod wire;

use std::sync::{Mutex, MutexGuard, PoisonError};

use plan::Fault;
use schedule::Schedule;
use serde::Serialize;

pub use file::{FaultPlanError, PlanProblem};
pub(crate) use inject::inject;
pub use plan::FaultPlan;
pub use schedule::FaultCounter;

use crate::OperationName;

/// A plan, and how far it has come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FaultReport {
    /// As it was given.
    pub plan: FaultPlan,
    /// One for each fault, in the order of the plan.
    pub counters: Vec<FaultCounter>,
}

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
    pub(crate) fn report(&self) -> Option<FaultReport> {
        let schedule = self.lock();
        let schedule = schedule.as_ref()?;
        Some(FaultReport {
            plan: schedule.plan().clone(),
            counters: schedule.counters().to_vec(),
        })
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
