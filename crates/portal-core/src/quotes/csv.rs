//! Command: quotes as CSV.

use std::cmp::Reverse;

use contract::{ExportView, QuoteExportRequest};
use model::QuoteId;
use rusqlite::Connection;

use super::QuoteRecord;
use crate::{
    errors::Failure,
    portal::Core,
    storage::{StorageError, quotes},
};

impl Core {
    pub(crate) async fn quote_export_csv(
        &self,
        request: QuoteExportRequest,
    ) -> Result<ExportView, Failure> {
        let records = self.storage.read(move |db| wanted(db, request.ids)).await?;
        let all = records.len();
        let altered = records.iter().find(|record| record.is_altered()).cloned();
        // Altered ones are marked in the list, and are no quotes to hand on.
        let intact = records.into_iter().filter_map(QuoteRecord::intact);
        let mut intact: Vec<_> = intact.collect();
        if intact.is_empty() {
            altered.map_or(Err(Failure::NotFound("quote")), QuoteRecord::unaltered)?;
        }
        intact.sort_by_key(|quote| Reverse(quote.saved_at));
        let content = quote_document::csv(&intact)
            .map_err(|_| Failure::Internal("the CSV could not be made"))?;
        let written = self.export("quotes.csv".to_owned(), content).await?;
        Ok(ExportView {
            left_out: u32::try_from(all - intact.len()).unwrap_or(u32::MAX),
            ..written
        })
    }
}

/// The quotes of those identifiers, or all where there are none.
fn wanted(db: &Connection, mut ids: Vec<QuoteId>) -> Result<Vec<QuoteRecord>, StorageError> {
    if ids.is_empty() {
        return quotes::list(db);
    }
    ids.sort_unstable();
    ids.dedup();
    let found = ids.iter().map(|id| quotes::get(db, id));
    found.filter_map(Result::transpose).collect()
}
