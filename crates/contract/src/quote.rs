//! Quotes: saved, listed, asked again, exported.

use chrono::{DateTime, Utc};
use model::{
    Assessment, AssessmentId, DesignId, Level, Offer, Origin, ProfileId, Quote, QuoteDifference,
    QuoteId, Seal,
};
use serde::{Deserialize, Serialize};

use crate::AssessmentTicket;

/// A quote in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteSummaryView {
    /// Its identifier.
    pub id: QuoteId,
    /// Whether it is still what was saved.
    pub seal: Seal,
    /// What it says; absent where it was altered so that it cannot be read.
    pub quoted: Option<QuotedView>,
}

/// What a quote in the list says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedView {
    /// The design that was asked about.
    pub design: DesignId,
    /// The design's name then.
    pub design_name: String,
    /// The operator that was asked.
    pub profile: ProfileId,
    /// The operator's name then.
    pub operator: String,
    /// Frozen, or simulated and frozen.
    pub origin: Origin,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// How many connections it covers.
    pub connections: u32,
    /// Guaranteed on each connection, in Mbps.
    pub bandwidth: model::Mbps,
    /// The duration asked for.
    pub term: Option<model::Term>,
    /// The level that was chosen, if any.
    pub chosen: Option<Level>,
    /// All offers, lowest level first.
    pub offers: Vec<Offer>,
}

/// Freezes an assessment of this run as a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteSaveRequest {
    /// Which assessment.
    pub assessment: AssessmentId,
    /// The level that is chosen, if any.
    pub chosen: Option<Level>,
}

/// A quote that was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuoteView {
    /// What was saved.
    pub quote: Quote,
    /// Whether it is still that.
    pub seal: Seal,
    /// The SHA-256 of its canonical form as it is now, in 64 hexadecimal digits.
    pub digest: String,
}

/// Names one quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteRequest {
    /// Which one.
    pub id: QuoteId,
}

/// Asks the quote's operator about its design again, or the one in use where that one is not kept any more; the quote
/// stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteReassessRequest {
    /// Which quote.
    pub id: QuoteId,
    /// Names the call.
    pub ticket: AssessmentTicket,
}

/// The new answer beside the frozen one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuoteReassessView {
    /// The new answer.
    pub assessment: Assessment,
    /// Level by level, what differs.
    pub differences: Vec<QuoteDifference>,
}

/// Exports quotes as CSV.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteExportRequest {
    /// Which quotes; all where empty.
    pub ids: Vec<QuoteId>,
}
