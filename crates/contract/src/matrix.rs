//! The assessment matrix: one design at many requirements and operators, cell by cell.

use chrono::{DateTime, Utc};
use model::{AssessmentId, DesignId, MatrixAxes, Offer, Origin};
use serde::{Deserialize, Serialize};

use crate::{AppError, AssessmentTicket};

/// Asks every question of a matrix; the answers come as events, each when it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixRequest {
    /// Which design.
    pub design: DesignId,
    /// What is varied.
    pub axes: MatrixAxes,
    /// Names the run, by which it can be cancelled.
    pub ticket: AssessmentTicket,
}

/// A run is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixView {
    /// How many of its cells are answered.
    pub answered: u32,
}

/// What became of one cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixCellView {
    /// The run.
    pub ticket: AssessmentTicket,
    /// Its number, as [`MatrixAxes`] numbers them.
    pub cell: u32,
    /// What became of it.
    pub state: MatrixCellState,
}

/// How far a cell has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatrixCellState {
    /// Its operator is asked, or has asked to wait.
    Asking,
    /// There is an answer.
    Answered(MatrixAnswer),
    /// There will be none.
    Failed(AppError),
}

/// The answer of a cell. It is remembered as any other, so that it can become a quote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixAnswer {
    /// The assessment.
    pub assessment: AssessmentId,
    /// When it was answered.
    pub assessed_at: DateTime<Utc>,
    /// Whether it was there already, so that nobody was asked.
    pub is_reused: bool,
    /// Live or simulated.
    pub origin: Origin,
    /// One to three offers, lowest level first.
    pub offers: Vec<Offer>,
}
