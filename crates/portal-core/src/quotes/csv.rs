//! Command: quotes as CSV.

use contract::{ExportView, QuoteExportRequest};

use super::QuoteRecord;
use crate::{errors::Failure, portal::Core, storage::quotes};

impl Core {
    pub(crate) async fn quote_export_csv(
        &self,
        request: QuoteExportRequest,
    ) -> Result<ExportView, Failure> {
        let quotes = self
            .storage
            .read(move |db| {
                let mut records = quotes::list(db)?;
                if !request.ids.is_empty() {
                    records.retain(|record| request.ids.contains(&record.id));
                }
                // Altered ones are marked in the list, and are no quotes to hand on.
                let intact = records.into_iter().filter_map(QuoteRecord::intact);
                Ok(intact.collect::<Vec<_>>())
            })
            .await?;
        if quotes.is_empty() {
            return Err(Failure::NotFound("quote"));
        }
        let content = quote_document::csv(&quotes)
            .map_err(|_| Failure::Internal("the CSV could not be made"))?;
        self.export("quotes.csv".to_owned(), content).await
    }
}
