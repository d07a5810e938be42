//! What a document is made of.

use chrono::{DateTime, NaiveDate, Utc};
use model::{Feasibility, Figures, Gap, Offer, Origin, Quote, ReportedLevel, Seal, Wait};

use crate::{BrandColour, Language, Logo, text, words::Words};

/// Everything that a document shows. Texts are plain: nothing in them is markup or a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteDocument {
    /// The options to compare, in the order in which they are shown.
    pub options: Options,
    /// The company that makes it.
    pub letterhead: Letterhead,
    /// Whom it is for; may be empty.
    pub customer: String,
    /// Until when it is valid: the account manager's own choice, which no operator is bound by.
    pub valid_until: Option<NaiveDate>,
    /// What the account manager has to add; a line is a paragraph.
    pub notes: String,
    /// The terms, a line each; the usual ones where empty.
    pub terms: String,
    /// What is not included, a line each; the usual where empty.
    pub not_included: String,
    /// Its language.
    pub language: Language,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

impl QuoteDocument {
    /// Whether any number in it is simulated.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        self.options.all().iter().any(QuotedOption::is_simulated)
    }

    /// The sections of free text, those that are empty left out: a heading and its lines.
    pub(crate) fn sections(&self) -> Vec<(&'static str, Vec<String>)> {
        let words = Words::of(self.language);
        let or = |typed: &str, usual: &[&str]| {
            let typed = text::lines(typed);
            if typed.is_empty() {
                usual.iter().map(|&line| line.to_owned()).collect()
            } else {
                typed
            }
        };
        let mut sections = vec![
            (words.notes, text::lines(&self.notes)),
            (words.terms, or(&self.terms, words.default_terms)),
            (
                words.not_included,
                or(&self.not_included, words.default_not_included),
            ),
        ];
        sections.retain(|(_, lines)| !lines.is_empty());
        sections
    }
}

/// What is the same in every document of a company. Any of it may be empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letterhead {
    /// The company's name.
    pub company: String,
    /// The name of the account manager.
    pub account_manager: String,
    /// The company's colour.
    pub colour: BrandColour,
    /// The company's logo.
    pub logo: Option<Logo>,
    /// A line at the foot of every page.
    pub footer: String,
}

/// One to twelve options.
#[derive(Clone, Debug, PartialEq)]
pub struct Options(Vec<QuotedOption>);

/// There is no option, or there are too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a document compares 1 to 12 options")]
pub struct OptionsError;

impl Options {
    /// The most that a document compares.
    pub const MAX: usize = 12;

    /// Those options.
    ///
    /// # Errors
    /// [`OptionsError`] unless there are one to twelve.
    pub fn new(options: Vec<QuotedOption>) -> Result<Self, OptionsError> {
        if (1..=Self::MAX).contains(&options.len()) {
            Ok(Self(options))
        } else {
            Err(OptionsError)
        }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[QuotedOption] {
        &self.0
    }
}

/// A saved quote with the level of it that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotedOption {
    /// The quote.
    pub quote: Quote,
    /// Which of its offers is shown.
    pub level: Option<ReportedLevel>,
    /// Whether the quote is still what was saved.
    pub seal: Seal,
    /// The availability in percent that the operator publishes for that level, as it writes it.
    pub availability: Option<String>,
}

impl QuotedOption {
    /// A saved quote as options: the level that was chosen, or else each that was offered.
    /// `availability` says what the operator publishes for a level.
    pub fn of_quote(
        quote: Quote,
        seal: Seal,
        availability: impl Fn(&ReportedLevel) -> Option<String>,
    ) -> Vec<Self> {
        let chosen = quote.chosen.map(ReportedLevel::from);
        let levels: Vec<Option<ReportedLevel>> = match chosen {
            Some(level) => vec![Some(level)],
            None => {
                let offers = quote.assessment.offers.iter();
                offers.map(|offer| offer.level.clone()).collect()
            }
        };
        let option = |level: Option<ReportedLevel>| Self {
            quote: quote.clone(),
            availability: level.as_ref().and_then(&availability),
            level,
            seal,
        };
        levels.into_iter().map(option).collect()
    }

    /// The offer that is shown.
    #[must_use]
    pub fn offer(&self) -> Option<&Offer> {
        let mut offers = self.quote.assessment.offers.iter();
        offers.find(|offer| offer.level == self.level)
    }

    /// What it comes to.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let quote = &self.quote;
        match self.offer() {
            Some(offer) => Figures::of(
                offer,
                &quote.assessment.requirement,
                quote.design.connections.len(),
            ),
            None => Figures {
                monthly: Err(Gap::NoFee),
                total: Err(Gap::NoFee),
                per_mbps: Err(Gap::NoFee),
            },
        }
    }

    /// Whether it can be had, as the operator said.
    pub(crate) fn feasibility(&self) -> &Feasibility {
        self.offer()
            .map_or(&Feasibility::Unknown, |offer| &offer.feasibility)
    }

    /// How long until it could be used.
    pub(crate) fn wait(&self) -> Wait {
        self.offer().map_or(Wait::Unknown, |offer| offer.wait)
    }

    /// Whether a number of it is simulated.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        let fee = self.offer().and_then(|offer| offer.fee);
        self.quote.assessment.origin == Origin::Simulated
            || fee.is_some_and(|fee| fee.origin == Origin::Simulated)
    }
}

#[cfg(test)]
mod tests {
    use model::Level;

    use super::*;
    use crate::samples;

    #[test]
    fn a_quote_without_a_chosen_level_is_compared_level_by_level() {
        let mut quote = samples::quote(1, 2);
        let published = |level: &ReportedLevel| (level.as_str() == "AA").then(|| "99.9".to_owned());
        quote.chosen = Some(Level::AA);
        let chosen = QuotedOption::of_quote(quote.clone(), Seal::None, published);
        assert_eq!(chosen.len(), 1);
        assert_eq!(chosen[0].availability.as_deref(), Some("99.9"));
        quote.chosen = None;
        let all = QuotedOption::of_quote(quote, Seal::None, published);
        let levels = all
            .iter()
            .map(|option| option.level.as_ref().unwrap().as_str());
        assert_eq!(levels.collect::<Vec<_>>(), ["A", "AA", "AAA"]);
        assert_eq!(all[0].availability, None);
    }

    #[test]
    fn a_document_compares_one_to_twelve() {
        let option = QuotedOption::of_quote(samples::quote(1, 1), Seal::None, |_| None).remove(0);
        assert_eq!(Options::new(Vec::new()), Err(OptionsError));
        assert_eq!(Options::new(vec![option.clone(); 13]), Err(OptionsError));
        assert!(Options::new(vec![option; 12]).is_ok());
    }
}
