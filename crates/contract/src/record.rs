//! What an operator promised, and what came of it.

use model::Origin;
use serde::{Deserialize, Serialize};

/// How the promises of an operator were kept, by this app's own orders. Whole days from the order on, of which a begun
/// one counts; a promise of less than a day is one of a day. An order of several services is one, and ready with the last
/// of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorRecord {
    /// Simulated where any of the orders was.
    pub origin: Origin,
    /// Orders that were promised in days and were seen to become ready.
    pub orders: u32,
    /// Those of them that were ready within the days promised.
    pub on_time: u32,
    /// Twice the days promised in the middle of those orders; absent where there is none.
    pub promised_half_days: Option<u32>,
    /// Twice the days waited in the middle of those orders; absent where there is none.
    pub waited_half_days: Option<u32>,
    /// The days of the longest delay; 0 where none was late.
    pub longest_delay: u32,
    /// Orders that ended before they were ready: failed, or deleted first.
    pub never_ready: u32,
    /// Orders of which nobody here saw whether they were ready in time.
    pub unclear: u32,
}
