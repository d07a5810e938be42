//! Quotes as CSV, one line for each offer, safe to open in a spreadsheet.

use model::{Feasibility, Figures, Gap, Money, Offer, Origin, Quote, ReportedLevel};

use crate::{document::origin_of, text::harmless};

const HEADER: [&str; 23] = [
    "quote",
    "saved_at",
    "assessed_at",
    "design",
    "operator",
    "origin",
    "connections",
    "bandwidth_mbps",
    "duration",
    "protected",
    "routing",
    "level",
    "chosen",
    "state",
    "fee",
    "currency",
    "period",
    "wait_days",
    "reason",
    "fee_per_month",
    "total",
    "fee_per_mbps_and_month",
    "missing",
];
/// Spreadsheets outside English-speaking countries take a file without it for Latin-1.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the CSV could not be made")]
pub struct CsvError(#[source] csv::Error);

/// The quotes as a CSV file: RFC 4180 with a byte order mark, dates in RFC 3339, numbers plain.
///
/// # Errors
/// [`CsvError`] where a line cannot be written.
pub fn csv(quotes: &[Quote]) -> Result<Vec<u8>, CsvError> {
    written(quotes).map_err(CsvError)
}

fn written(quotes: &[Quote]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(HEADER)?;
    for quote in quotes {
        for offer in &quote.assessment.offers {
            writer.write_record(line(quote, offer).map(|cell| harmless(&cell)))?;
        }
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}

fn line(quote: &Quote, offer: &Offer) -> [String; 23] {
    let assessment = &quote.assessment;
    let requirement = &assessment.requirement;
    let level = offer.level.as_ref();
    let is_chosen = quote.chosen.is_some() && offer.known_level() == quote.chosen;
    let reason = match &offer.feasibility {
        Feasibility::Infeasible { reason } => reason.clone().unwrap_or_default(),
        Feasibility::Feasible | Feasibility::Unknown => String::new(),
    };
    let (fee, currency, period) = match &offer.fee {
        Some(fee) => (
            fee.money.amount.to_string(),
            fee.money.currency.to_string(),
            fee.period.as_str().to_owned(),
        ),
        None => Default::default(),
    };
    let figures = Figures::of(offer, requirement, quote.design.connections.len());
    [
        quote.id.to_string(),
        quote.saved_at.to_rfc3339(),
        assessment.assessed_at.to_rfc3339(),
        quote.design.name.clone(),
        assessment.operator.clone(),
        origin(origin_of(assessment, Some(offer))).to_owned(),
        quote.design.connections.len().to_string(),
        requirement.bandwidth.to_string(),
        requirement
            .term
            .map(|term| format!("{} {}", term.value, term.unit))
            .unwrap_or_default(),
        yes(requirement.protection.is_protected()).to_owned(),
        requirement.routing.to_string(),
        level.map_or("", ReportedLevel::as_str).to_owned(),
        yes(is_chosen).to_owned(),
        offer.state().to_owned(),
        fee,
        currency,
        period,
        offer
            .wait
            .days()
            .map(|days| days.to_string())
            .unwrap_or_default(),
        reason,
        amount(figures.monthly),
        amount(figures.total),
        amount(figures.per_mbps),
        missing(&figures),
    ]
}

fn amount(figure: Result<Money, Gap>) -> String {
    figure.map_or_else(|_| String::new(), |money| money.amount.to_string())
}

/// Which figures are missing, and why: `total: term-unknown`.
fn missing(figures: &Figures) -> String {
    let named = [
        (HEADER[19], figures.monthly),
        (HEADER[20], figures.total),
        (HEADER[21], figures.per_mbps),
    ];
    let gaps = named.into_iter().filter_map(|(name, figure)| {
        let gap = figure.err()?;
        Some(format!("{name}: {}", gap.as_str()))
    });
    gaps.collect::<Vec<_>>().join("; ")
}

const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Simulated => "Simulated, not an offer",
        Origin::Live | Origin::Quote | Origin::Missing => origin.as_str(),
    }
}

const fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    fn lines(quotes: &[Quote]) -> Vec<Vec<String>> {
        let bytes = csv(quotes).unwrap();
        let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap();
        csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text)
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn one_line_for_each_offer_under_one_header() {
        let lines = lines(&[samples::quote(1, 1)]);
        assert_eq!(lines[0], HEADER);
        assert_eq!(lines.len(), 1 + 3);
        assert_eq!(lines[1][5], "Simulated, not an offer");
        assert_eq!(
            (lines[1][11].as_str(), lines[1][14].as_str()),
            ("A", "100.00")
        );
        assert_eq!(lines[1][20], "1200.00");
        assert_eq!(lines[3][14], "", "a missing fee is empty, not 0");
        assert_eq!(lines[3][19..22], ["", "", ""]);
        assert_eq!(
            lines[3][22],
            "fee_per_month: no-fee; total: no-fee; fee_per_mbps_and_month: no-fee"
        );
    }

    #[test]
    fn a_line_whose_fee_alone_is_simulated_says_so() {
        let mut quote = samples::quote(1, 1);
        quote.assessment.origin = Origin::Quote;
        let lines = lines(&[quote]);
        assert_eq!(lines[1][5], "Simulated, not an offer");
        // This one has no fee.
        assert_eq!(lines[3][5], "quote");
    }

    proptest! {
        #[test]
        fn no_typed_name_becomes_a_formula(
            name in "[=+@\t\u{ff1d}\u{ff0d}-]?.{0,9}[;\t\n\"]{0,2}[=+@\u{ff0b}\u{ff20}-]?.{0,20}",
        ) {
            let mut quote = samples::quote(1, 1);
            quote.design.name = name;
            let bytes = csv(&[quote]).unwrap();
            // As German and French spreadsheets open it, too.
            for delimiter in [b',', b';', b'\t'] {
                let records = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .delimiter(delimiter)
                    .from_reader(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap())
                    .into_records();
                for record in records {
                    for cell in &record.unwrap() {
                        let is_formula = crate::text::begins_a_formula(cell);
                        prop_assert!(!is_formula, "{cell:?}");
                    }
                }
            }
        }
    }
}
