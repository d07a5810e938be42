//! A tape as a file: an operator's answers word for word, each with its question and the design that was asked about.

use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Currency, Design, Dialect, Edit, EditError, FeePeriod, Quote, assessment_problems, plain_text,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{digest::sha256, errors::Failure, quotes::canonical_json, storage::StorageError};

/// Longest file, in bytes.
pub(super) const LONGEST_FILE: usize = 8 * 1024 * 1024;
/// What the file says it is.
const FORMAT: &str = "multipoint-portal-tape";
/// Its version.
const VERSION: u32 = 1;
/// Most answers.
const MOST_TAKES: usize = 1_000;
/// Most sites and clouds of a design, some of which need not be connected.
const MOST_ENDPOINTS: usize = 500;
/// Longest name of an operator, in characters, so that its date stands beside it.
const LONGEST_NAME: usize = 40;

/// A tape. It has no credential, no token and no address of the operator.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tape {
    format: String,
    version: u32,
    /// What the operator was called.
    pub(super) operator: String,
    /// The API it answered by.
    pub(super) dialect: Dialect,
    /// What its rent covers.
    pub(super) rent_period: FeePeriod,
    /// The currency of amounts without one.
    pub(super) currency: Option<Currency>,
    /// The answers, the newest first; never none.
    pub(super) takes: Vec<Take>,
}

/// One recorded answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Take {
    /// When the operator answered.
    pub(crate) recorded_at: DateTime<Utc>,
    /// The design as it was asked about.
    pub(crate) design: Design,
    /// The question's body as it was sent.
    pub(crate) request: String,
    /// The answer's body as it was received.
    pub(crate) response: String,
}

impl Tape {
    /// The tape of quotes of one operator, the newest first, with how many of them cannot be on it: those of an API
    /// that is asked connection by connection, and those whose fees were read otherwise than the newest one's.
    ///
    /// # Errors
    /// [`Failure::Input`] where they are of several operators, or none of them can be on a tape.
    pub(super) fn of(quotes: Vec<Quote>) -> Result<(Self, usize), Failure> {
        let all = quotes.len();
        let mut quotes: Vec<_> = quotes
            .into_iter()
            .filter(|quote| dialect(quote).is_some() && is_object(&quote.assessment.request))
            .collect();
        quotes.sort_by_key(|quote| std::cmp::Reverse(quote.assessment.assessed_at));
        let Some((newest, dialect)) = quotes
            .first()
            .and_then(|newest| Some((newest.assessment.clone(), dialect(newest)?)))
        else {
            return Err(wrong(
                "None of these quotes can be on a tape: it takes unaltered answers of the MultiPoint VPN API.",
            ));
        };
        if quotes
            .iter()
            .any(|quote| quote.assessment.profile != newest.profile)
        {
            return Err(wrong(
                "These quotes are of several operators, and a tape is of one. Tick quotes of one operator.",
            ));
        }
        let read_as = quotes.iter().find_map(terms);
        quotes.retain(|quote| {
            self::dialect(quote) == Some(dialect) && [None, read_as].contains(&terms(quote))
        });
        quotes.truncate(MOST_TAKES);
        let left_out = all - quotes.len();
        let takes = quotes.into_iter().map(|quote| Take {
            recorded_at: quote.assessment.assessed_at,
            design: quote.design,
            request: quote.assessment.request,
            response: quote.assessment.response,
        });
        let tape = Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            operator: newest.operator,
            dialect,
            rent_period: read_as.map_or(FeePeriod::Unknown, |(period, _)| period),
            currency: read_as.map(|(_, currency)| currency),
            takes: takes.collect(),
        };
        Ok((tape, left_out))
    }

    /// Reads a file strictly.
    ///
    /// # Errors
    /// [`Failure::Input`] says what is wrong with it.
    pub(super) fn read(file: &[u8]) -> Result<Self, Failure> {
        let mut tape: Self = serde_json::from_slice(file)
            .map_err(|_| wrong("The file is not a tape, or not a whole one."))?;
        if tape.format != FORMAT || tape.version != VERSION {
            return Err(wrong("The file is not a tape, or of a newer version."));
        }
        if tape.dialect.takes_one_connection() {
            return Err(wrong("The tape is of an API that cannot be played."));
        }
        if tape.takes.is_empty() || tape.takes.len() > MOST_TAKES {
            return Err(wrong(&format!(
                "A tape has 1 to {MOST_TAKES} answers on it."
            )));
        }
        if plain_text(&tape.operator, LONGEST_NAME).is_empty() {
            return Err(wrong("The tape does not say whose answers these are."));
        }
        for take in &tape.takes {
            let is_sound = is_object(&take.request)
                && serde_json::from_str::<Value>(&take.response).is_ok()
                && take.design.endpoints.len() <= MOST_ENDPOINTS
                && drawn(&take.design).is_ok()
                && assessment_problems(&take.design).is_empty();
            if !is_sound {
                return Err(wrong("An answer on the tape is damaged."));
            }
        }
        tape.takes
            .sort_by_key(|take| std::cmp::Reverse(take.recorded_at));
        Ok(tape)
    }

    /// What its operator is called: a recording, of whom, and of when.
    pub(super) fn name(&self) -> String {
        let day = |take: Option<&Take>| take.map(|take| take.recorded_at.date_naive());
        let operator = plain_text(&self.operator, LONGEST_NAME);
        let (first, last) = (day(self.takes.last()), day(self.takes.first()));
        let date = match (first, last) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (_, last) => last.as_ref().map_or_else(String::new, NaiveDate::to_string),
        };
        format!("Tape: {operator}, recorded {date}")
    }
}

/// The digest by which a question is found, however its JSON is laid out.
///
/// # Errors
/// [`StorageError::Content`] where it is not JSON.
pub(super) fn question(body: &[u8]) -> Result<String, StorageError> {
    let value: Value = serde_json::from_slice(body)?;
    Ok(sha256(canonical_json(&value)?.as_bytes()))
}

/// The API that a quote was answered by, where that is asked once for a whole design.
fn dialect(quote: &Quote) -> Option<Dialect> {
    let dialect = quote.api.as_ref()?.dialect;
    (!dialect.takes_one_connection()).then_some(dialect)
}

/// How the fees of a quote were read; `None` where it has none.
fn terms(quote: &Quote) -> Option<(FeePeriod, Currency)> {
    let fee = quote.assessment.offers.iter().find_map(|offer| offer.fee)?;
    Some((fee.period, fee.money.currency))
}

fn is_object(body: &str) -> bool {
    serde_json::from_str::<Map<String, Value>>(body).is_ok()
}

/// The design as it would come about by drawing it, which holds it to the same rules.
fn drawn(design: &Design) -> Result<Design, EditError> {
    let mut drawn = Design::empty(design.id.clone(), String::new());
    let mut edits = vec![
        Edit::Rename {
            name: design.name.clone(),
        },
        Edit::SetCustomer {
            customer: design.customer.clone(),
        },
    ];
    edits.extend(design.endpoints.iter().map(|endpoint| Edit::AddEndpoint {
        endpoint: Box::new(endpoint.clone()),
        at: None,
        connections: Vec::new(),
    }));
    let connections = design.connections.iter().cloned();
    edits.extend(connections.map(|connection| Edit::AddConnection {
        connection,
        at: None,
    }));
    for edit in edits {
        edit.apply(&mut drawn)?;
    }
    Ok(drawn)
}

fn wrong(text: &str) -> Failure {
    Failure::Input(text.to_owned())
}

#[cfg(test)]
mod tests {
    use model::{ProfileId, QuotedApi};

    use super::*;
    use crate::testing::quote;

    fn recorded(profile: u128, answered_at: &str) -> Quote {
        let mut quote = quote();
        quote.assessment.profile = ProfileId::from_random(profile);
        quote.assessment.assessed_at = answered_at.parse().unwrap();
        quote.assessment.request = r#"{"guaranteeBandwidth":100}"#.to_owned();
        quote.assessment.response = r#"{"connections":[]}"#.to_owned();
        quote.api = Some(QuotedApi {
            dialect: Dialect::MultiPoint,
            base_path: "/multi-point-vpn/vwip".to_owned(),
        });
        quote
    }

    fn tape() -> Tape {
        let older = recorded(1, "2026-11-20T10:00:00Z");
        let newer = recorded(1, "2026-11-22T09:00:00Z");
        Tape::of(vec![older, newer]).unwrap().0
    }

    #[test]
    fn a_tape_comes_back_as_it_was_and_says_whose_it_is_and_of_when() {
        let written = serde_json::to_vec(&tape()).unwrap();
        let read = Tape::read(&written).unwrap();
        assert_eq!(serde_json::to_vec(&read).unwrap(), written);
        let name = read.name();
        assert!(name.starts_with("Tape: "), "{name}");
        assert!(
            name.ends_with(", recorded 2026-11-20 to 2026-11-22"),
            "{name}"
        );
        let mut long = tape();
        long.operator = "\u{202e}O\n".repeat(200);
        long.takes.truncate(1);
        assert!(long.name().chars().count() <= Design::MAX_NAME);
        assert!(long.name().ends_with("O, recorded 2026-11-22"));
    }

    #[test]
    fn what_cannot_be_played_is_left_out_and_two_operators_do_not_mix() {
        let at = "2026-11-22T09:00:00Z";
        let mut services = recorded(1, at);
        services.api = services.api.map(|api| QuotedApi {
            dialect: Dialect::SiteToCloud,
            ..api
        });
        let mut otherwise = recorded(1, at);
        for offer in &mut otherwise.assessment.offers {
            if let Some(fee) = &mut offer.fee {
                fee.money.currency = Currency::new("XTS").unwrap();
            }
        }
        let mut before_apis = recorded(1, at);
        before_apis.api = None;
        let quotes = vec![recorded(1, at), services.clone(), otherwise, before_apis];
        let (tape, left_out) = Tape::of(quotes).unwrap();
        assert_eq!((tape.takes.len(), left_out), (1, 3));
        assert!(Tape::of(vec![services]).is_err());
        assert!(Tape::of(vec![recorded(1, at), recorded(2, at)]).is_err());
    }

    #[test]
    fn a_file_that_is_damaged_anywhere_is_no_tape() {
        let sound = serde_json::to_value(tape()).unwrap();
        let read = |value: &Value| Tape::read(&serde_json::to_vec(value).unwrap());
        assert!(read(&sound).is_ok());
        let whole = serde_json::to_vec(&sound).unwrap();
        for cut in (0..whole.len()).step_by(7) {
            assert!(Tape::read(&whole[..cut]).is_err(), "cut at {cut}");
        }
        let damaged: [fn(&mut Value); 12] = [
            |tape| tape["format"] = "another".into(),
            |tape| tape["version"] = 2.into(),
            |tape| tape["dialect"] = "site-to-cloud".into(),
            |tape| tape["extra"] = 1.into(),
            |tape| tape["operator"] = "\u{202e} ".into(),
            |tape| tape["takes"] = Value::Array(Vec::new()),
            |tape| tape["takes"][0]["extra"] = 1.into(),
            |tape| tape["takes"][0]["request"] = "[]".into(),
            |tape| tape["takes"][0]["response"] = "<html>".into(),
            |tape| tape["takes"][0]["recorded_at"] = "today".into(),
            |tape| tape["takes"][0]["design"]["name"] = "".into(),
            |tape| tape["takes"][0]["design"]["endpoints"] = Value::Array(Vec::new()),
        ];
        for damage in damaged {
            let mut tape = sound.clone();
            damage(&mut tape);
            assert!(matches!(read(&tape), Err(Failure::Input(_))), "{tape}");
        }
    }

    #[test]
    fn a_question_is_known_again_however_it_is_laid_out() {
        let one = question(br#"{"a": 1, "b": [1, 2]}"#).unwrap();
        assert_eq!(question(br#"{"b":[1,2],"a":1}"#).unwrap(), one);
        assert_ne!(question(br#"{"b":[2,1],"a":1}"#).unwrap(), one);
        assert!(question(b"no").is_err());
    }
}
