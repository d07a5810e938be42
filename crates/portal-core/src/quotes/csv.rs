//! Command: quotes as CSV, one line for each offer, safe to open in a spreadsheet.

use contract::{ExportView, QuoteExportRequest};
use model::{Feasibility, Offer, Origin, Quote, Wait};

use super::QuoteRecord;
use crate::{errors::Failure, portal::Core, storage::quotes};

const HEADER: [&str; 19] = [
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
];
/// Spreadsheets outside English-speaking countries take a file without it for Latin-1.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

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
        let content = csv(&quotes).map_err(std::io::Error::from)?;
        self.export("quotes.csv".to_owned(), content).await
    }
}

fn csv(quotes: &[Quote]) -> Result<Vec<u8>, csv::Error> {
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

fn line(quote: &Quote, offer: &Offer) -> [String; 19] {
    let assessment = &quote.assessment;
    let requirement = &assessment.requirement;
    let level = offer.level.as_ref();
    let is_chosen =
        quote.chosen.is_some() && level.and_then(model::ReportedLevel::known) == quote.chosen;
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
    [
        quote.id.to_string(),
        quote.saved_at.to_rfc3339(),
        assessment.assessed_at.to_rfc3339(),
        quote.design.name.clone(),
        assessment.operator.clone(),
        origin(assessment.origin).to_owned(),
        quote.design.connections.len().to_string(),
        requirement.bandwidth.to_string(),
        requirement
            .term
            .map(|term| format!("{} {}", term.value, term.unit))
            .unwrap_or_default(),
        yes(requirement.protection.is_protected()).to_owned(),
        requirement.routing.to_string(),
        level.map_or("", model::ReportedLevel::as_str).to_owned(),
        yes(is_chosen).to_owned(),
        offer.state().to_owned(),
        fee,
        currency,
        period,
        match offer.wait {
            Wait::Days(days) => days.to_string(),
            Wait::Unknown => String::new(),
        },
        reason,
    ]
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

/// A cell that no spreadsheet takes for a formula. A plain number stays one.
fn harmless(cell: &str) -> String {
    let begins_a_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if begins_a_formula && cell.parse::<f64>().is_err() {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing;

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
        let lines = lines(&[testing::quote()]);
        assert_eq!(lines[0], HEADER);
        assert_eq!(lines.len(), 1 + testing::quote().assessment.offers.len());
        assert_eq!(lines[1][5], "Simulated, not an offer");
        assert_eq!(
            (lines[1][11].as_str(), lines[1][14].as_str()),
            ("A", "100.00")
        );
        assert_eq!(lines[3][14], "", "a missing fee is empty, not 0");
    }

    proptest! {
        #[test]
        fn no_typed_name_becomes_a_formula(name in "[=+@\t-]?.{0,20}") {
            let mut quote = testing::quote();
            quote.design.name = name;
            for cell in lines(&[quote]).into_iter().flatten() {
                let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                prop_assert!(!is_formula || cell.parse::<f64>().is_ok(), "{:?}", cell);
            }
        }
    }
}
