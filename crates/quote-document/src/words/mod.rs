//! Every word of a document that nobody typed, in each language.

mod english;
mod german;

use model::{EndpointKind, Feasibility, FeePeriod, Gap, Origin, Routing, Seal};

use crate::Language;

/// The words of one language. A language that lacks one does not compile.
#[derive(Debug)]
#[cfg_attr(
    not(feature = "pdf"),
    expect(dead_code, reason = "some are words of the PDF alone")
)]
pub(crate) struct Words {
    pub(crate) quote: &'static str,
    pub(crate) subtitle: &'static str,
    pub(crate) quote_for: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) account_manager: &'static str,
    pub(crate) company: &'static str,
    pub(crate) made: &'static str,
    pub(crate) valid_until: &'static str,
    pub(crate) not_stated: &'static str,
    pub(crate) validity_note: &'static str,
    pub(crate) simulated: &'static str,
    pub(crate) simulated_note: &'static str,
    pub(crate) at_a_glance: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) network: &'static str,
    pub(crate) sites: &'static str,
    pub(crate) clouds: &'static str,
    pub(crate) connections: &'static str,
    pub(crate) connection: &'static str,
    pub(crate) site: &'static str,
    pub(crate) cloud: &'static str,
    pub(crate) map_source: &'static str,
    pub(crate) no_connections: &'static str,
    pub(crate) customer_edge: &'static str,
    pub(crate) provider_edge: &'static str,
    pub(crate) distance: &'static str,
    pub(crate) wanted_latency: &'static str,
    pub(crate) stated_latency: &'static str,
    pub(crate) at_most: &'static str,
    pub(crate) none: &'static str,
    pub(crate) latency_note: &'static str,
    pub(crate) used_by: &'static str,
    pub(crate) comparison: &'static str,
    pub(crate) comparison_note: &'static str,
    pub(crate) option: &'static str,
    pub(crate) options: &'static str,
    pub(crate) operator: &'static str,
    pub(crate) level: &'static str,
    pub(crate) availability: &'static str,
    pub(crate) not_published: &'static str,
    pub(crate) bandwidth: &'static str,
    pub(crate) each_connection: &'static str,
    pub(crate) duration: &'static str,
    pub(crate) default_duration: &'static str,
    pub(crate) protection: &'static str,
    pub(crate) protected: &'static str,
    pub(crate) not_protected: &'static str,
    pub(crate) routing: &'static str,
    pub(crate) routing_static: &'static str,
    pub(crate) feasible: &'static str,
    pub(crate) available: &'static str,
    pub(crate) not_available: &'static str,
    pub(crate) not_confirmed: &'static str,
    pub(crate) fee: &'static str,
    pub(crate) period: &'static str,
    pub(crate) per_month: &'static str,
    pub(crate) for_the_duration: &'static str,
    pub(crate) period_unknown: &'static str,
    pub(crate) fee_per_month: &'static str,
    pub(crate) total: &'static str,
    pub(crate) per_mbps: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) ready: &'static str,
    pub(crate) at_once: &'static str,
    pub(crate) by: &'static str,
    pub(crate) origin: &'static str,
    pub(crate) origin_live: &'static str,
    pub(crate) origin_quote: &'static str,
    pub(crate) origin_simulated: &'static str,
    pub(crate) assessed: &'static str,
    pub(crate) correlator: &'static str,
    pub(crate) record: &'static str,
    record_states: [&'static str; 3],
    pub(crate) terms: &'static str,
    pub(crate) default_terms: &'static [&'static str],
    pub(crate) not_included: &'static str,
    pub(crate) default_not_included: &'static [&'static str],
    pub(crate) page: &'static str,
    pub(crate) of: &'static str,
    pub(crate) missing_glyphs: &'static str,
    pub(crate) logo_of: &'static str,
    pub(crate) about: &'static str,
    pub(crate) currency: &'static str,
    pub(crate) wait_days: &'static str,
    pub(crate) km: &'static str,
    pub(crate) mbps: &'static str,
    gaps: [&'static str; 5],
    pub(crate) map_text: fn(sites: usize, clouds: usize, connections: usize) -> String,
    pub(crate) wait_note: fn(date: &str) -> String,
}

impl Words {
    /// The words of that language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::WORDS,
            Language::German => &german::WORDS,
        }
    }

    /// Why a figure is missing.
    pub(crate) const fn gap(&self, gap: Gap) -> &'static str {
        match gap {
            Gap::NoFee => self.gaps[0],
            Gap::PeriodUnknown => self.gaps[1],
            Gap::TermUnknown => self.gaps[2],
            Gap::NotWholeMonths => self.gaps[3],
            Gap::TooLarge => self.gaps[4],
        }
    }

    /// What a fee covers.
    pub(crate) const fn covers(&self, period: FeePeriod) -> &'static str {
        match period {
            FeePeriod::Month => self.per_month,
            FeePeriod::Term => self.for_the_duration,
            FeePeriod::Unknown => self.period_unknown,
        }
    }

    /// Whether a saved quote is what was saved.
    pub(crate) const fn seal(&self, seal: Seal) -> &'static str {
        match seal {
            Seal::Unchanged => self.record_states[0],
            Seal::Altered => self.record_states[1],
            Seal::None => self.record_states[2],
        }
    }

    /// Where a number comes from.
    pub(crate) const fn origin_of(&self, origin: Origin) -> &'static str {
        match origin {
            Origin::Live => self.origin_live,
            Origin::Quote => self.origin_quote,
            Origin::Simulated => self.origin_simulated,
            Origin::Missing => self.missing,
        }
    }

    /// Whether something can be had.
    pub(crate) const fn feasibility(&self, feasibility: &Feasibility) -> &'static str {
        match feasibility {
            Feasibility::Feasible => self.available,
            Feasibility::Infeasible { .. } => self.not_available,
            Feasibility::Unknown => self.not_confirmed,
        }
    }

    /// How routes are exchanged.
    pub(crate) const fn routing_of(&self, routing: Routing) -> &'static str {
        match routing {
            Routing::Bgp => "BGP",
            Routing::Static => self.routing_static,
        }
    }

    /// What stands at an edge.
    pub(crate) const fn kind(&self, kind: EndpointKind) -> &'static str {
        match kind {
            EndpointKind::Site => self.site,
            EndpointKind::Cloud => self.cloud,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        let text = |language: Language, sites| (Words::of(language).map_text)(sites, 1, 1_200);
        let one = text(Language::English, 1);
        assert!(one.contains("1 site, 1 cloud region and 1,200 connections"));
        let many = text(Language::German, 2);
        assert!(many.contains("2 Standorte, 1 Cloud-Region und 1.200 Verbindungen"));
    }
}
