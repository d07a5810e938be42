//! What happened in a trial.

use std::fmt;

/// Counts over all kills.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) kills: u32,
    pub(super) creations: Writes,
    pub(super) changes: Writes,
    pub(super) deletions: Writes,
}

/// Counts of one kind of write.
#[derive(Debug, Default)]
pub(super) struct Writes {
    /// In force at the end; each that was answered is among them.
    pub(super) kept: u32,
    cut_off: u32,
    cut_off_and_done: u32,
}

impl Writes {
    /// Counts one whose answer did not come.
    pub(super) fn cut_off(&mut self, is_done: bool) {
        self.cut_off += 1;
        self.cut_off_and_done += u32::from(is_done);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<10} {:>6} {:>6} {:>8} {:>17}",
            "", "kept", "lost", "cut off", "of these done"
        )?;
        let kinds = [
            ("creations", &self.creations),
            ("changes", &self.changes),
            ("deletions", &self.deletions),
        ];
        for (name, writes) in kinds {
            let Writes {
                kept,
                cut_off,
                cut_off_and_done,
            } = writes;
            writeln!(
                f,
                "{name:<10} {kept:>6} {:>6} {cut_off:>8} {cut_off_and_done:>17}",
                0
            )?;
        }
        write!(f, "{} kills, none of it twice", self.kills)
    }
}
