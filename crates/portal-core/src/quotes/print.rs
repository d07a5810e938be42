//! Command: a quote as one page of HTML to print, without scripts or anything to load.

use contract::{ExportView, QuoteRequest};
use model::{Feasibility, Fee, FeePeriod, Offer, Origin, Quote, Wait};

use super::html::{escaped, row};
use crate::{errors::Failure, portal::Core};

const STYLE: &str = "
@page { margin: 22mm 16mm; }
body { font: 11pt/1.45 system-ui, sans-serif; color: #1b1f27; margin: 2rem auto; max-width: 46rem; }
h1 { font-size: 18pt; margin: 0 0 .3rem; }
h2 { font-size: 13pt; margin: 1.6rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; page-break-inside: auto; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #c9ced8; }
tr { page-break-inside: avoid; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.simulated { font-weight: 700; color: #8a3b00; text-align: center; padding: .2rem; }
@media print {
  body { margin: 0; max-width: none; }
  thead.page { display: table-header-group; }
}
";

impl Core {
    pub(crate) async fn quote_print(&self, request: QuoteRequest) -> Result<ExportView, Failure> {
        let quote = self.quote_open(request).await?;
        let day = quote.saved_at.format("%Y-%m-%d");
        let name = format!("quote-{day}.html");
        self.export(name, page(&quote).into_bytes()).await
    }
}

/// The page. A table's head is repeated on each printed page, so the notice that the
/// quote is simulated stands in the head of a table around everything.
fn page(quote: &Quote) -> String {
    let assessment = &quote.assessment;
    let notice = match assessment.origin {
        Origin::Simulated => "<tr><th class=\"simulated\">Simulated, not an offer</th></tr>",
        Origin::Live | Origin::Quote | Origin::Missing => "",
    };
    let title = escaped(&format!("Quote: {}", quote.design.name));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <table class=\"frame\">\n<thead class=\"page\">{notice}</thead>\n<tbody><tr><td>\n\
         <h1>{title}</h1>\n<table>{facts}</table>\n\
         <h2>Offers</h2>\n<table><thead><tr><th scope=\"col\">Level</th>\
         <th scope=\"col\">Fee</th><th scope=\"col\">Ready</th><th scope=\"col\">Note</th>\
         </tr></thead><tbody>{offers}</tbody></table>\n\
         <h2>Connections</h2>\n<table>{connections}</table>\n\
         </td></tr></tbody>\n</table>\n</body>\n</html>\n",
        facts = facts(quote),
        offers = assessment
            .offers
            .iter()
            .map(|offer| offer_row(quote, offer))
            .collect::<String>(),
        connections = connections(quote),
    )
}

fn facts(quote: &Quote) -> String {
    let assessment = &quote.assessment;
    let requirement = &assessment.requirement;
    let term = requirement.term.map_or_else(
        || "the operator's default".to_owned(),
        |term| format!("{} {}", term.value, term.unit),
    );
    let protection = if requirement.protection.is_protected() {
        "protected by secondary edges"
    } else {
        "not protected"
    };
    [
        row("Operator", &assessment.operator),
        row(
            "Assessed",
            &assessment
                .assessed_at
                .format("%Y-%m-%d %H:%M UTC")
                .to_string(),
        ),
        row(
            "Saved",
            &quote.saved_at.format("%Y-%m-%d %H:%M UTC").to_string(),
        ),
        row(
            "Guaranteed bandwidth",
            &format!("{} Mbps for each connection", requirement.bandwidth),
        ),
        row("Duration", &term),
        row("Protection", protection),
        row("Routing", requirement.routing.as_str()),
        row("Correlator", &assessment.correlator),
    ]
    .concat()
}

fn offer_row(quote: &Quote, offer: &Offer) -> String {
    let level = offer.level.as_ref();
    let name = level.map_or("not stated", model::ReportedLevel::as_str);
    let is_chosen =
        quote.chosen.is_some() && level.and_then(model::ReportedLevel::known) == quote.chosen;
    let ready = match offer.wait {
        Wait::Days(0) => "at once".to_owned(),
        Wait::Days(1) => "in 1 day".to_owned(),
        Wait::Days(days) => format!("in {days} days"),
        Wait::Unknown => "not stated".to_owned(),
    };
    let note = match &offer.feasibility {
        Feasibility::Feasible if is_chosen => "chosen".to_owned(),
        Feasibility::Feasible => String::new(),
        Feasibility::Infeasible {
            reason: Some(reason),
        } => format!("not available: {reason}"),
        Feasibility::Infeasible { reason: None } => "not available".to_owned(),
        Feasibility::Unknown => "not confirmed".to_owned(),
    };
    format!(
        "<tr><td>{}</td><td class=\"number\">{}</td><td>{}</td><td>{}</td></tr>\n",
        escaped(name),
        escaped(
            &offer
                .fee
                .as_ref()
                .map_or_else(|| "on request".to_owned(), fee_text)
        ),
        escaped(&ready),
        escaped(&note),
    )
}

fn fee_text(fee: &Fee) -> String {
    let period = match fee.period {
        FeePeriod::Month => "per month",
        FeePeriod::Term => "for the whole duration",
        FeePeriod::Unknown => "period not stated",
    };
    format!("{} {} {period}", fee.money.currency, fee.money.amount)
}

fn connections(quote: &Quote) -> String {
    quote
        .design
        .connections
        .iter()
        .filter_map(|connection| quote.design.edges(connection))
        .map(|(customer, provider)| row(&customer.label, &provider.label))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_simulated_quote_says_so_in_the_head_that_repeats() {
        let page = page(&testing::quote());
        let head = page.split("<thead class=\"page\">").nth(1).unwrap();
        let head = head.split("</thead>").next().unwrap();
        assert!(head.contains("Simulated, not an offer"));

        let mut live = testing::quote();
        live.assessment.origin = Origin::Quote;
        assert!(!super::page(&live).contains("Simulated"));
    }

    #[test]
    fn nothing_in_it_runs_or_loads() {
        let mut quote = testing::quote();
        quote.design.name = "<script>alert(1)</script>".to_owned();
        quote.design.endpoints[0].label = "<img src=x onerror=y>".to_owned();
        let page = page(&quote);
        for forbidden in ["<script", "<img", "http://", "https://", "url(", "@import"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("&lt;script&gt;"));
    }

    #[test]
    fn a_missing_fee_is_on_request_and_never_zero() {
        let page = page(&testing::quote());
        assert!(page.contains("on request"));
        assert!(page.contains("EUR 100.00 for the whole duration"));
    }
}
