//! What belongs to a customer.

use contract::CustomerView;
use model::{DesignId, QuoteId};
use rusqlite::Connection;

use super::DrawnFor;
use crate::storage::{StorageError, designs, quotes};

/// The designs that bear the customer's name, and the quotes that were saved under it or, where they name nobody, of
/// those designs.
#[derive(Clone, Debug, Default)]
pub(super) struct Belongings {
    pub(super) customer: String,
    pub(super) designs: Vec<DesignId>,
    /// Row and identifier of each quote, altered ones too.
    pub(super) quotes: Vec<(i64, QuoteId)>,
}

impl Belongings {
    pub(super) fn of(db: &Connection, customer: String) -> Result<Self, StorageError> {
        let designs = designs::all(db)?.into_iter();
        let mut all = Self {
            designs: designs
                .filter(|design| design.customer == customer)
                .map(|design| design.id)
                .collect(),
            customer,
            quotes: Vec::new(),
        };
        let quotes = quotes::list(db)?.into_iter();
        all.quotes = quotes
            .filter(|record| record.drawn.iter().any(|drawn| all.have(drawn)))
            .map(|record| (record.row, record.id))
            .collect();
        Ok(all)
    }

    /// Whether what was made from that is the customer's: the name that it was made under decides. What was made under
    /// none is whose the design is now.
    pub(super) fn have(&self, drawn: &DrawnFor) -> bool {
        if drawn.customer.is_empty() {
            self.designs.contains(&drawn.design)
        } else {
            drawn.customer == self.customer
        }
    }

    pub(super) fn view(&self, sessions: usize) -> CustomerView {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        CustomerView {
            designs: count(self.designs.len()),
            quotes: count(self.quotes.len()),
            sessions: count(sessions),
        }
    }
}
