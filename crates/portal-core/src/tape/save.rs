//! Command: quotes as a tape.

use contract::{QuoteExportRequest, TapeSavedView};

use super::file::{LONGEST_FILE, Tape};
use crate::{errors::Failure, portal::Core, quotes::QuoteRecord, storage::quotes};

/// What a tape's file ends with.
const ENDING: &str = "mpvpn-tape.json";

impl Core {
    pub(crate) async fn tape_save(
        &self,
        request: QuoteExportRequest,
    ) -> Result<TapeSavedView, Failure> {
        let mut records = self.storage.read(quotes::list).await?;
        if !request.ids.is_empty() {
            records.retain(|record| request.ids.contains(&record.id));
        }
        if records.is_empty() {
            return Err(Failure::NotFound("quote"));
        }
        let all = records.len();
        // Of an altered one nobody knows what the operator answered.
        let intact: Vec<_> = records
            .into_iter()
            .filter_map(QuoteRecord::intact)
            .collect();
        let altered = all - intact.len();
        let (tape, others) = Tape::of(intact)?;
        let content = serde_json::to_vec_pretty(&tape)
            .map_err(|_| Failure::Internal("the tape could not be written"))?;
        if content.len() > LONGEST_FILE {
            return Err(Failure::Input(
                "This is too much for one tape. Tick fewer quotes.".to_owned(),
            ));
        }
        let name: String = tape
            .operator
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let written = self.export(format!("{name}.{ENDING}"), content).await?;
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        Ok(TapeSavedView {
            path: written.path,
            takes: count(tape.takes.len()),
            left_out: count(altered + others),
        })
    }
}
