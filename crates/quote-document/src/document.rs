//! What a document is made of.

use chrono::{DateTime, Days, NaiveDate, Utc};
use model::{
    Assessment, Feasibility, Figures, Gap, Offer, Origin, Quote, ReportedLevel, Seal, Wait,
};

use crate::{BrandColour, Language, Logo, text, words::Words};

/// Decimals of a fee per Mbps and month.
const PER_MBPS: u32 = 4;

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

    /// What it is called: whom it is for, or else what about.
    pub(crate) fn title(&self) -> String {
        let words = Words::of(self.language);
        match text::line(&self.customer).as_str() {
            "" => format!("{}: {}", words.quote, self.first_network()),
            customer => format!("{} {customer}", words.quote_for),
        }
    }

    /// The name of the network of its first option.
    pub(crate) fn first_network(&self) -> String {
        let first = self.options.all().first();
        first.map_or_else(String::new, |option| text::line(&option.quote.design.name))
    }

    /// The day on which it was made, in UTC, which waiting days are counted from.
    pub(crate) fn day(&self) -> NaiveDate {
        self.made_at.date_naive()
    }

    /// What the account manager adds; none where that is nothing.
    pub(crate) fn notes(&self) -> Option<Section> {
        Section::of(Words::of(self.language).notes, text::lines(&self.notes))
    }

    /// Terms and what is not included, the usual ones where nothing was typed.
    pub(crate) fn sections(&self) -> Vec<Section> {
        let words = Words::of(self.language);
        let or = |typed: &str, usual: &[&str]| {
            let typed = text::lines(typed);
            if typed.is_empty() {
                usual.iter().map(|&line| line.to_owned()).collect()
            } else {
                typed
            }
        };
        let sections = [
            Section::of(words.terms, or(&self.terms, words.default_terms)),
            Section::of(
                words.not_included,
                or(&self.not_included, words.default_not_included),
            ),
        ];
        sections.into_iter().flatten().collect()
    }
}

/// A heading and the lines of free text under it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Section {
    pub(crate) title: &'static str,
    pub(crate) lines: Vec<String>,
}

impl Section {
    fn of(title: &'static str, lines: Vec<String>) -> Option<Self> {
        (!lines.is_empty()).then_some(Self { title, lines })
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
    pub(crate) const MAX: usize = 12;

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
    pub(crate) quote: Quote,
    /// Which of its offers is shown.
    pub(crate) level: Option<ReportedLevel>,
    /// Whether the quote is still what was saved.
    pub(crate) seal: Seal,
    /// The availability in percent that the operator published for that level then, as it writes it.
    pub(crate) availability: Option<String>,
}

/// A quote has no answer about that level.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The quote says nothing of level {}", .0.as_str())]
pub struct NotInQuote(ReportedLevel);

impl QuotedOption {
    /// A saved quote as options: the level that was chosen, or else each that was offered.
    #[must_use]
    pub fn of_quote(quote: Quote, seal: Seal) -> Vec<Self> {
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
            availability: level
                .as_ref()
                .and_then(|level| quote.published(level.known()?))
                .map(str::to_owned),
            level,
            seal,
        };
        levels.into_iter().map(option).collect()
    }

    /// A saved quote at that level.
    ///
    /// # Errors
    /// [`NotInQuote`] where the operator said nothing of it.
    pub fn at(quote: Quote, seal: Seal, level: ReportedLevel) -> Result<Self, NotInQuote> {
        let mut offers = quote.assessment.offers.iter();
        if !offers.any(|offer| offer.level.as_ref() == Some(&level)) {
            return Err(NotInQuote(level));
        }
        Ok(Self {
            availability: level
                .known()
                .and_then(|level| quote.published(level))
                .map(str::to_owned),
            level: Some(level),
            quote,
            seal,
        })
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
            Some(offer) => {
                let connections = quote.design.connections.len();
                let mut figures = Figures::of(offer, &quote.assessment.requirement, connections);
                if let Ok(money) = &mut figures.per_mbps {
                    // Of the same decimals, as these stand beside one another.
                    let decimals = money.amount.scale().max(PER_MBPS);
                    money.amount.rescale(decimals);
                }
                figures
            }
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

    /// The day on which it could be used if it were ordered on `day`; none where that is not
    /// known, it cannot be had, or calendars end before.
    pub(crate) fn ready_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.is_infeasible() {
            return None;
        }
        let days = self.wait().days()?;
        day.checked_add_days(Days::new(u64::from(days)))
    }

    /// Whether the operator said that it cannot be had.
    pub(crate) fn is_infeasible(&self) -> bool {
        matches!(self.feasibility(), Feasibility::Infeasible { .. })
    }

    /// Where its numbers come from: simulated as soon as one is.
    #[must_use]
    pub fn origin(&self) -> Origin {
        origin_of(&self.quote.assessment, self.offer())
    }

    /// Whether a number of it is simulated.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        self.origin() == Origin::Simulated
    }
}

/// Where the numbers of an offer come from: simulated as soon as one is.
pub(crate) fn origin_of(assessment: &Assessment, offer: Option<&Offer>) -> Origin {
    match offer.and_then(|offer| offer.fee) {
        Some(fee) if fee.origin == Origin::Simulated => Origin::Simulated,
        Some(_) | None => assessment.origin,
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
        quote.published_levels = Some(["", "99.9", "99.99"].map(str::to_owned));
        quote.chosen = Some(Level::AA);
        let chosen = QuotedOption::of_quote(quote.clone(), Seal::None);
        assert_eq!(chosen.len(), 1);
        assert_eq!(chosen[0].availability.as_deref(), Some("99.9"));
        quote.chosen = None;
        let all = QuotedOption::of_quote(quote.clone(), Seal::None);
        let levels = all
            .iter()
            .map(|option| option.level.as_ref().unwrap().as_str());
        assert_eq!(levels.collect::<Vec<_>>(), ["A", "AA", "AAA"]);
        assert_eq!(all[0].availability, None);
        let one = QuotedOption::at(quote.clone(), Seal::None, Level::AAA.into()).unwrap();
        assert_eq!(one.availability.as_deref(), Some("99.99"));
        quote
            .assessment
            .offers
            .retain(|offer| offer.level != Some(Level::AAA.into()));
        let none = QuotedOption::at(quote, Seal::None, Level::AAA.into());
        assert_eq!(none, Err(NotInQuote(Level::AAA.into())));
    }

    #[test]
    fn a_document_compares_one_to_twelve() {
        let option = QuotedOption::of_quote(samples::quote(1, 1), Seal::None).remove(0);
        assert_eq!(Options::new(Vec::new()), Err(OptionsError));
        assert_eq!(Options::new(vec![option.clone(); 13]), Err(OptionsError));
        assert!(Options::new(vec![option; 12]).is_ok());
    }
    #[test]
    fn a_document_without_a_customer_is_called_by_its_network() {
        let mut document = samples::document(samples::options(1, 1, 1), Language::English);
        assert_eq!(document.title(), "Quote for Northwind Logistics");
        document.customer = " \u{202e}".to_owned();
        assert_eq!(document.title(), "Quote: Network 1");
    }

    #[test]
    fn what_cannot_be_had_or_counted_is_ready_on_no_day() {
        let mut option = samples::options(1, 1, 1).remove(0);
        let day = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        assert_eq!(option.ready_on(day), NaiveDate::from_ymd_opt(2027, 1, 1));
        let offer = &mut option.quote.assessment.offers[0];
        offer.wait = Wait::Days(u32::MAX);
        assert_eq!(option.ready_on(day), None);
        let offer = &mut option.quote.assessment.offers[0];
        offer.wait = Wait::Days(1);
        offer.feasibility = Feasibility::Infeasible { reason: None };
        assert_eq!(option.ready_on(day), None);
    }
}
