//! Reading a fault plan, and saying where it is wrong.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::plan::FaultPlan;

/// Why a fault plan cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FaultPlanError {
    /// Its file cannot be read.
    #[error("cannot read the fault plan {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is not a fault plan.
    #[error("the fault plan {path} cannot be used: {problem}")]
    Invalid {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        problem: PlanProblem,
    },
}

/// What is wrong with a fault plan, and where.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}, {place}: {what}")]
pub struct PlanProblem {
    line: usize,
    column: usize,
    /// Such as `faults[1].fault`.
    place: String,
    what: String,
}

impl FaultPlan {
    /// Reads a plan from a file.
    ///
    /// # Errors
    /// [`FaultPlanError`].
    pub fn read(path: &Path) -> Result<Self, FaultPlanError> {
        let text = fs::read(path).map_err(|source| FaultPlanError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text).map_err(|problem| FaultPlanError::Invalid {
            path: path.to_owned(),
            problem,
        })
    }

    /// Reads a plan from its text.
    ///
    /// # Errors
    /// [`PlanProblem`].
    pub fn parse(text: &[u8]) -> Result<Self, PlanProblem> {
        let mut reader = serde_json::Deserializer::from_slice(text);
        let plan = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let place = match error.path().to_string() {
                place if place == "." || place == "?" => "at the top".to_owned(),
                place => place,
            };
            PlanProblem::at(error.inner(), place)
        })?;
        reader
            .end()
            .map_err(|error| PlanProblem::at(&error, "after the plan".to_owned()))?;
        Ok(plan)
    }
}

impl PlanProblem {
    fn at(error: &serde_json::Error, place: String) -> Self {
        let (line, column) = (error.line(), error.column());
        let what = error.to_string();
        // Said once, at the front.
        let end = format!(" at line {line} column {column}");
        let what = what.strip_suffix(&end).unwrap_or(&what).to_owned();
        Self {
            line,
            column,
            place,
            what,
        }
    }
}
