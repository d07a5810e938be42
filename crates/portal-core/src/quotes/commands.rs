//! Commands: saving, listing, opening and asking again about quotes.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use contract::{
    DesignView, Empty, QuoteReassessRequest, QuoteReassessView, QuoteRequest, QuoteSaveRequest,
    QuoteSummaryView, QuoteView,
};
use model::{Design, DesignId, Quote, QuoteDifference, QuoteId, Seal};

use super::{
    QuoteRecord,
    summary::{frozen, summary},
};
use crate::{errors::Failure, portal::Core, random, storage::quotes};

impl Core {
    pub(crate) async fn quote_save(&self, request: QuoteSaveRequest) -> Result<Quote, Failure> {
        let _turn = self.asking.read().await;
        self.save_quote(request).await
    }

    /// Freezes an answer, in the turn of whoever asked.
    pub(crate) async fn save_quote(&self, request: QuoteSaveRequest) -> Result<Quote, Failure> {
        let remembered = self.remembered(request.assessment).await?;
        if let Some(level) = request.chosen
            && remembered.assessment.offer(level).is_none()
        {
            return Err(Failure::Input(format!("Level {level} was not offered.")));
        }
        let quote = Quote {
            id: QuoteId::from_random(random::bits()?),
            saved_at: whole_millis(self.clock.now()),
            design: remembered.design.clone(),
            assessment: frozen(&remembered.assessment),
            chosen: request.chosen,
            api: remembered.api(),
            published_levels: remembered.published_levels(),
        };
        let stored = quote.clone();
        self.storage
            .write(move |tx| quotes::add(tx, &stored).map(drop))
            .await?;
        let row = summary(&quote.id, Seal::Unchanged, Some(&quote));
        self.owner
            .turn(move |state| state.outbox.quotes(vec![row], Vec::new()))
            .await?;
        Ok(quote)
    }

    pub(crate) async fn quote_list(&self, _: Empty) -> Result<Vec<QuoteSummaryView>, Failure> {
        let quotes = self.storage.read(quotes::list).await?;
        let rows = quotes
            .iter()
            .map(|record| summary(&record.id, record.seal, record.quote.as_ref()));
        Ok(rows.collect())
    }

    pub(crate) async fn quote_open(&self, request: QuoteRequest) -> Result<QuoteView, Failure> {
        let record = self.quote_record(request.id).await?;
        Ok(QuoteView {
            seal: record.seal,
            digest: record.digest.clone(),
            quote: record.readable()?,
        })
    }

    /// The quote of that identifier as it was saved.
    ///
    /// # Errors
    /// [`Failure::Input`] where it was altered since: nothing is to be built on it.
    pub(super) async fn intact_quote(&self, id: QuoteId) -> Result<Quote, Failure> {
        self.quote_record(id).await?.unaltered()
    }

    async fn quote_record(&self, id: QuoteId) -> Result<QuoteRecord, Failure> {
        let found = self.storage.read(move |db| quotes::get(db, &id)).await?;
        found.ok_or(Failure::NotFound("quote"))
    }

    /// Opens the quote's design where it is still as it was quoted, else a copy of it.
    pub(crate) async fn quote_open_design(
        &self,
        request: QuoteRequest,
    ) -> Result<DesignView, Failure> {
        let _turn = self.asking.read().await;
        let quote = self.intact_quote(request.id).await?;
        match self.design(quote.design.id.clone()).await {
            Ok(current) if current.design == quote.design => {
                self.remember_design(current.design.id.clone()).await?;
                Ok(current)
            }
            Ok(_) | Err(Failure::NotFound(_)) => {
                self.add_design(Design {
                    id: DesignId::from_random(random::bits()?),
                    ..quote.design
                })
                .await
            }
            Err(failure) => Err(failure),
        }
    }

    pub(crate) async fn quote_reassess(
        &self,
        request: QuoteReassessRequest,
    ) -> Result<QuoteReassessView, Failure> {
        let asking = self.begin(request.ticket).await?;
        let quote = self.intact_quote(request.id).await?;
        let view = DesignView {
            design: quote.design,
            revision: quote.assessment.design_revision,
        };
        let profile = quote.assessment.profile.clone();
        let own = self
            .owner
            .turn(move |state| state.roster.reachable(&profile).map(|_| profile))
            .await?;
        let assessment = self.assess_design(view, own, &asking.cancel).await?;
        Ok(QuoteReassessView {
            differences: QuoteDifference::between(&quote.assessment, &assessment),
            assessment,
        })
    }
}

/// To the millisecond, as it is found by.
fn whole_millis(time: DateTime<Utc>) -> DateTime<Utc> {
    time.duration_trunc(TimeDelta::milliseconds(1))
        .unwrap_or(time)
}
