//! What happened in a trial, as a table.

use std::{collections::BTreeMap, fmt};

use crate::books::Lost;

/// What happened in a trial.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) kills: u32,
    pub(crate) at_start: u32,
    pub(crate) in_time: u32,
    pub(crate) cut_off: BTreeMap<&'static str, u32>,
    pub(crate) left_open: u32,
    /// Open intents that the person was asked about and decided.
    pub(crate) asked: u32,
    pub(crate) lost: Lost,
    pub(crate) networks: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cut_off = |kind| self.cut_off.get(kind).copied().unwrap_or_default();
        let rows = [
            ("killed", self.kills),
            ("  within an order", cut_off("order")),
            ("  within a resize", cut_off("resize")),
            ("  within a deletion", cut_off("delete")),
            ("  after the answer", self.in_time),
            ("killed again at its start", self.at_start),
            ("answers lost, nothing done", self.lost.undone),
            ("answers lost, all done", self.lost.done),
            ("intents open at the next start", self.left_open),
            ("decisions asked of the person", self.asked),
            ("networks", u32::try_from(self.networks).unwrap_or(u32::MAX)),
            // Anything else ends the trial with an error.
            ("networks ordered twice", 0),
            ("networks lost", 0),
            ("intents left undecided", 0),
        ];
        for (what, count) in rows {
            writeln!(f, "{what:<34}{count:>6}")?;
        }
        Ok(())
    }
}
