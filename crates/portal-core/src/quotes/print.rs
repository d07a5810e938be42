//! Command: a quote as one page of HTML to print, without scripts or anything to load.

use contract::{ExportView, QuoteRequest};
use model::{Connection, Feasibility, Fee, FeePeriod, LatencyCheck, Offer, Origin, Quote, Wait};

use super::html::{escaped, row};
use crate::{errors::Failure, portal::Core};

const STYLE: &str = "
@page { margin: 18mm 16mm; }
body { font: 10.5pt/1.5 Inter, system-ui, sans-serif; color: #171c26; margin: 2.5rem auto; max-width: 46rem; padding: 0 1.5rem; }
h1 { font-size: 19pt; font-weight: 650; line-height: 1.25; margin: 0 0 1.1rem; }
h2 { font-size: 12pt; font-weight: 650; margin: 1.8rem 0 .4rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; font-weight: 400; overflow-wrap: break-word; }
tr { break-inside: avoid; }
.facts th { width: 13rem; color: #4b5566; }
.lines th, .lines td { border-bottom: 1px solid #cdd3dc; }
.lines thead th { color: #4b5566; font-size: 9pt; border-color: #7c8798; }
.lines .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.lines td:first-child, .chosen td { font-weight: 650; }
.frame > * > tr > * { padding: 0; }
.simulated { font-weight: 650; color: #7d4900; text-align: center; border: 1px solid #7d4900; border-radius: 6px; padding: .3rem; margin-bottom: 1.4rem; }
@media print {
  body { margin: 0; max-width: none; padding: 0; }
  thead.page { display: table-header-group; }
}
";

/// What stands where there is nothing to say.
const MISSING: &str = "\u{2013}";

impl Core {
    pub(crate) async fn quote_print(&self, request: QuoteRequest) -> Result<ExportView, Failure> {
        let quote = self.intact_quote(request.id).await?;
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
        Origin::Simulated => {
            "<tr><th><div class=\"simulated\">Simulated, not an offer</div></th></tr>"
        }
        Origin::Live | Origin::Quote | Origin::Missing => "",
    };
    let title = escaped(&format!("Quote: {}", quote.design.name));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <table class=\"frame\">\n<thead class=\"page\">{notice}</thead>\n<tbody><tr><td>\n\
         <h1>{title}</h1>\n<table class=\"facts\">{facts}</table>\n\
         <h2>Offers</h2>\n<table class=\"lines\"><thead><tr><th scope=\"col\">Level</th>\
         <th scope=\"col\" class=\"number\">Fee</th><th scope=\"col\">Covers</th>\
         <th scope=\"col\">Ready</th><th scope=\"col\">Note</th>\
         </tr></thead><tbody>{offers}</tbody></table>\n\
         <h2>Connections</h2>\n<table class=\"lines\"><thead><tr>\
         <th scope=\"col\">Customer edge</th><th scope=\"col\">Provider edge</th>\
         <th scope=\"col\">Wanted latency</th>\
         </tr></thead><tbody>{connections}</tbody></table>\n\
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
    let is_chosen = quote.chosen.is_some() && offer.known_level() == quote.chosen;
    let is_refused = matches!(offer.feasibility, Feasibility::Infeasible { .. });
    let ready = match offer.wait {
        _ if is_refused => MISSING.to_owned(),
        Wait::Days(0) => "at once".to_owned(),
        Wait::Days(1) => "in 1 day".to_owned(),
        Wait::Days(days) => format!("in {days} days"),
        Wait::Unknown => "not stated".to_owned(),
    };
    let (amount, covers) = match &offer.fee {
        _ if is_refused => (MISSING.to_owned(), MISSING),
        Some(fee) => (amount(fee), covers(fee.period)),
        None => ("on request".to_owned(), MISSING),
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
        "<tr{}><td>{}</td><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        if is_chosen { " class=\"chosen\"" } else { "" },
        escaped(name),
        escaped(&amount),
        escaped(covers),
        escaped(&ready),
        escaped(&note),
    )
}

/// The amount with its digits in groups of three: `EUR 10,050.60`.
fn amount(fee: &Fee) -> String {
    let digits = fee.money.amount.to_string();
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let count = whole.len();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (count - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{} {grouped}{rest}", fee.money.currency)
}

const fn covers(period: FeePeriod) -> &'static str {
    match period {
        FeePeriod::Month => "one month",
        FeePeriod::Term => "the whole duration",
        FeePeriod::Unknown => "period not stated",
    }
}

fn connections(quote: &Quote) -> String {
    let design = &quote.design;
    let rows = design.connections.iter().filter_map(|connection| {
        let (customer, provider) = design.edges(connection)?;
        Some(format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            escaped(&customer.label),
            escaped(&provider.label),
            latency(quote, connection)
        ))
    });
    rows.collect()
}

/// What is wanted of a connection's latency, and whether what the operator said meets it.
fn latency(quote: &Quote, connection: &Connection) -> String {
    let Some(wanted) = connection.latency else {
        return "none".to_owned();
    };
    let said = quote.assessment.latency_of(&connection.id);
    let check = match wanted.check(said) {
        LatencyCheck::Met => "met",
        LatencyCheck::Missed => "not met",
        LatencyCheck::Unknown => "the operator does not say",
    };
    format!("at most {} ms: {check}", wanted.get())
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
        assert!(page.contains("EUR 100.00</td><td>the whole duration"));
    }

    #[test]
    fn a_level_that_cannot_be_had_has_no_price() {
        let mut quote = testing::quote();
        quote.assessment.offers.truncate(1);
        quote.assessment.offers[0].feasibility = Feasibility::Infeasible { reason: None };
        let page = page(&quote);
        assert!(page.contains("not available"));
        assert!(!page.contains("EUR") && !page.contains("on request"));
    }

    #[test]
    fn a_wanted_latency_stands_with_what_the_operator_said() {
        let mut quote = testing::quote();
        let connection = &mut quote.design.connections[0];
        connection.latency = model::WantedLatency::typed("15").unwrap();
        let id = connection.id.clone();
        assert!(page(&quote).contains("at most 15 ms: the operator does not say"));
        for (said, words) in [
            (12.5, "at most 15 ms: met"),
            (16.0, "at most 15 ms: not met"),
        ] {
            quote.assessment.connections = vec![model::ConnectionVerdict {
                connection: id.clone(),
                feasibility: Feasibility::Feasible,
                distance_km: None,
                latency_ms: Some(said),
                offers: Vec::new(),
            }];
            assert!(page(&quote).contains(words), "{said}");
        }
    }

    #[test]
    fn an_amount_is_grouped() {
        let mut fee = testing::quote().assessment.offers[0].fee.unwrap();
        for (digits, words) in [
            ("999", "EUR 999"),
            ("1000.50", "EUR 1,000.50"),
            ("1234567.00", "EUR 1,234,567.00"),
        ] {
            fee.money.amount = digits.parse().unwrap();
            assert_eq!(amount(&fee), words);
        }
    }
}
