//! Documents for a customer: the letterhead, what is asked before one is made, and making it.

use model::{Level, QuoteId};
use serde::{Deserialize, Serialize};

/// What is the same in every document of a company. Any of it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterheadForm {
    /// The company's name.
    pub company: String,
    /// The name of the account manager.
    pub account_manager: String,
    /// The company's colour, `#` and six hexadecimal digits; empty for the usual one.
    pub colour: String,
    /// A line at the foot of every page.
    pub footer: String,
}

/// The letterhead as it is kept. The logo itself does not cross the bridge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterheadView {
    /// Its texts.
    pub form: LetterheadForm,
    /// Whether there is a logo.
    pub has_logo: bool,
}

/// Asks what to begin with before a document is made of these options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentOpenRequest {
    /// Its options.
    pub options: Vec<DocumentOption>,
}

/// What is asked before a document is made. It begins with the customer of its quotes, and with what was answered last
/// that is not of another customer: language, terms and what is not included, and for the same customer the rest too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentForm {
    /// Whom it is for; empty where its quotes name nobody, or not the same.
    pub customer: String,
    /// Until when it is valid, `2026-12-31`; empty where nothing is said.
    pub valid_until: String,
    /// BCP 47 tag of its language: `en` or `de`.
    pub language: String,
    /// What there is to add; a line is a paragraph.
    pub notes: String,
    /// The terms, a line each; empty for the usual ones.
    pub terms: String,
    /// What is not included, a line each; empty for the usual.
    pub not_included: String,
}

/// A quote at one of its levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentOption {
    /// Which quote.
    pub quote: QuoteId,
    /// Which level; absent for the chosen one, or each that was offered where none was.
    pub level: Option<Level>,
}

/// Makes a document of quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRequest {
    /// One to twelve options, in that order.
    pub options: Vec<DocumentOption>,
    /// What was answered before.
    pub form: DocumentForm,
}
