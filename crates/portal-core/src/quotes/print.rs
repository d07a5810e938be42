//! Command: a quote as one page of HTML to print, without scripts or anything to load.

mod words;

use contract::{ExportView, QuoteRequest};
use model::{
    Connection, Feasibility, FeePeriod, LatencyCheck, Offer, Origin, Quote, Routing, Wait,
};
use quote_document::Language;

use self::words::{Words, words};
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
        let language = self.language().await?;
        let day = quote.saved_at.format("%Y-%m-%d");
        let name = format!("{}-{day}.html", words(language).file);
        self.export(name, page(&quote, language).into_bytes()).await
    }
}

/// The page. A table's head is repeated on each printed page, so the notice that the
/// quote is simulated stands in the head of a table around everything.
fn page(quote: &Quote, language: Language) -> String {
    let words = words(language);
    let assessment = &quote.assessment;
    let notice = match assessment.origin {
        Origin::Simulated => format!(
            "<tr><th><div class=\"simulated\">{}</div></th></tr>",
            words.simulated
        ),
        Origin::Live | Origin::Quote | Origin::Missing => String::new(),
    };
    let title = escaped(&format!("{}: {}", words.quote, quote.design.name));
    let [level, fee, covers, ready, note] = words.offer_columns;
    let [customer, provider, latency] = words.connection_columns;
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <table class=\"frame\">\n<thead class=\"page\">{notice}</thead>\n<tbody><tr><td>\n\
         <h1>{title}</h1>\n<table class=\"facts\">{facts}</table>\n\
         <h2>{offers_title}</h2>\n<table class=\"lines\"><thead><tr><th scope=\"col\">{level}</th>\
         <th scope=\"col\" class=\"number\">{fee}</th><th scope=\"col\">{covers}</th>\
         <th scope=\"col\">{ready}</th><th scope=\"col\">{note}</th>\
         </tr></thead><tbody>{offers}</tbody></table>\n\
         <h2>{connections_title}</h2>\n<table class=\"lines\"><thead><tr>\
         <th scope=\"col\">{customer}</th><th scope=\"col\">{provider}</th>\
         <th scope=\"col\">{latency}</th>\
         </tr></thead><tbody>{connections}</tbody></table>\n\
         </td></tr></tbody>\n</table>\n</body>\n</html>\n",
        tag = language.tag(),
        offers_title = words.offers,
        connections_title = words.connections,
        facts = facts(quote, language),
        offers = assessment
            .offers
            .iter()
            .map(|offer| offer_row(quote, offer, language))
            .collect::<String>(),
        connections = connections(quote, words),
    )
}

fn facts(quote: &Quote, language: Language) -> String {
    let words = words(language);
    let assessment = &quote.assessment;
    let requirement = &assessment.requirement;
    let term = requirement
        .term
        .map_or_else(|| words.default_term.to_owned(), |term| language.term(term));
    let protection = if requirement.protection.is_protected() {
        words.protected
    } else {
        words.not_protected
    };
    let routing = match requirement.routing {
        Routing::Bgp => "BGP",
        Routing::Static => words.routing_static,
    };
    let bandwidth = language.number(requirement.bandwidth.get().into());
    let values = [
        assessment.operator.clone(),
        language.moment(assessment.assessed_at),
        language.moment(quote.saved_at),
        (words.bandwidth)(&bandwidth),
        term,
        protection.to_owned(),
        routing.to_owned(),
        assessment.correlator.clone(),
    ];
    let rows = words.facts.iter().zip(&values);
    rows.map(|(name, value)| row(name, value)).collect()
}

fn offer_row(quote: &Quote, offer: &Offer, language: Language) -> String {
    let words = words(language);
    let level = offer.level.as_ref();
    let name = level.map_or(words.not_stated, model::ReportedLevel::as_str);
    let is_chosen = quote.chosen.is_some() && offer.known_level() == quote.chosen;
    let is_refused = matches!(offer.feasibility, Feasibility::Infeasible { .. });
    let ready = match offer.wait {
        _ if is_refused => MISSING.to_owned(),
        Wait::Days(0) => words.at_once.to_owned(),
        Wait::Days(days) => (words.in_days)(days.into()),
        Wait::Unknown => words.not_stated.to_owned(),
    };
    let (amount, covers) = match &offer.fee {
        _ if is_refused => (MISSING.to_owned(), MISSING),
        Some(fee) => (language.money(fee.money), covers(fee.period, words)),
        None => (words.on_request.to_owned(), MISSING),
    };
    let note = match &offer.feasibility {
        Feasibility::Feasible if is_chosen => words.chosen.to_owned(),
        Feasibility::Feasible => String::new(),
        Feasibility::Infeasible {
            reason: Some(reason),
        } => format!("{}: {reason}", words.not_available),
        Feasibility::Infeasible { reason: None } => words.not_available.to_owned(),
        Feasibility::Unknown => words.not_confirmed.to_owned(),
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

const fn covers(period: FeePeriod, words: &Words) -> &'static str {
    let [month, term, unknown] = words.periods;
    match period {
        FeePeriod::Month => month,
        FeePeriod::Term => term,
        FeePeriod::Unknown => unknown,
    }
}

fn connections(quote: &Quote, words: &Words) -> String {
    let design = &quote.design;
    let rows = design.connections.iter().filter_map(|connection| {
        let (customer, provider) = design.edges(connection)?;
        Some(format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            escaped(&customer.label),
            escaped(&provider.label),
            latency(quote, connection, words)
        ))
    });
    rows.collect()
}

/// What is wanted of a connection's latency, and whether what the operator said meets it.
fn latency(quote: &Quote, connection: &Connection, words: &Words) -> String {
    let Some(wanted) = connection.latency else {
        return words.none.to_owned();
    };
    let said = quote.assessment.latency_of(&connection.id);
    let [met, missed, unknown] = words.latency_checks;
    let check = match wanted.check(said) {
        LatencyCheck::Met => met,
        LatencyCheck::Missed => missed,
        LatencyCheck::Unknown => unknown,
    };
    format!("{} {} ms: {check}", words.at_most, wanted.get())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn english(quote: &Quote) -> String {
        page(quote, Language::English)
    }

    #[test]
    fn a_simulated_quote_says_so_in_the_head_that_repeats() {
        let page = english(&testing::quote());
        let head = page.split("<thead class=\"page\">").nth(1).unwrap();
        let head = head.split("</thead>").next().unwrap();
        assert!(head.contains("Simulated, not an offer"));

        let mut live = testing::quote();
        live.assessment.origin = Origin::Quote;
        assert!(!english(&live).contains("Simulated"));
    }

    #[test]
    fn nothing_in_it_runs_or_loads() {
        let mut quote = testing::quote();
        quote.design.name = "<script>alert(1)</script>".to_owned();
        quote.design.endpoints[0].label = "<img src=x onerror=y>".to_owned();
        let page = english(&quote);
        for forbidden in ["<script", "<img", "http://", "https://", "url(", "@import"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("&lt;script&gt;"));
    }

    #[test]
    fn a_missing_fee_is_on_request_and_never_zero() {
        let page = english(&testing::quote());
        assert!(page.contains("on request"));
        assert!(page.contains("EUR\u{a0}100.00</td><td>the whole duration"));
    }

    #[test]
    fn a_level_that_cannot_be_had_has_no_price() {
        let mut quote = testing::quote();
        quote.assessment.offers.truncate(1);
        quote.assessment.offers[0].feasibility = Feasibility::Infeasible { reason: None };
        let page = english(&quote);
        assert!(page.contains("not available"));
        assert!(!page.contains("EUR") && !page.contains("on request"));
    }

    #[test]
    fn a_wanted_latency_stands_with_what_the_operator_said() {
        let mut quote = testing::quote();
        let connection = &mut quote.design.connections[0];
        connection.latency = model::WantedLatency::typed("15").unwrap();
        let id = connection.id.clone();
        assert!(english(&quote).contains("at most 15 ms: the operator does not say"));
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
            assert!(english(&quote).contains(words), "{said}");
        }
    }

    #[test]
    fn it_is_written_in_the_language_of_the_interface() {
        let page = page(&testing::quote(), Language::German);
        assert!(page.contains("<html lang=\"de\">"));
        assert!(page.contains("Simuliert, kein Angebot"));
        assert!(page.contains("100,00\u{a0}EUR</td><td>die gesamte Laufzeit"));
        let english = english(&testing::quote());
        for word in ["Operator", "Duration", "Level", "Ready", "Customer edge"] {
            assert!(english.contains(word) && !page.contains(word), "{word}");
        }
    }
}
