//! What a printed quote says, in each language; the wording of the documents (`quote-document`).

use quote_document::Language;

/// The words of one language.
pub(super) struct Words {
    /// How the file's name begins.
    pub(super) file: &'static str,
    pub(super) quote: &'static str,
    pub(super) simulated: &'static str,
    /// Operator, assessed, saved, bandwidth, duration, protection, routing, correlator.
    pub(super) facts: [&'static str; 8],
    pub(super) default_term: &'static str,
    pub(super) protected: &'static str,
    pub(super) not_protected: &'static str,
    pub(super) routing_static: &'static str,
    /// Of a written number.
    pub(super) bandwidth: fn(&str) -> String,
    pub(super) offers: &'static str,
    /// Level, fee, what it covers, ready, note.
    pub(super) offer_columns: [&'static str; 5],
    pub(super) not_stated: &'static str,
    pub(super) at_once: &'static str,
    pub(super) in_days: fn(u64) -> String,
    pub(super) on_request: &'static str,
    /// A month, the whole duration, not stated.
    pub(super) periods: [&'static str; 3],
    pub(super) chosen: &'static str,
    pub(super) not_available: &'static str,
    pub(super) not_confirmed: &'static str,
    pub(super) connections: &'static str,
    /// Customer edge, provider edge, wanted latency.
    pub(super) connection_columns: [&'static str; 3],
    pub(super) none: &'static str,
    pub(super) at_most: &'static str,
    /// Met, missed, not known.
    pub(super) latency_checks: [&'static str; 3],
}

/// The words of `language`.
pub(super) const fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
    }
}

const ENGLISH: Words = Words {
    file: "quote",
    quote: "Quote",
    simulated: "Simulated, not an offer",
    facts: [
        "Operator",
        "Assessed",
        "Saved",
        "Guaranteed bandwidth",
        "Duration",
        "Protection",
        "Routing",
        "Correlator",
    ],
    default_term: "the operator's default",
    protected: "protected by secondary edges",
    not_protected: "not protected",
    routing_static: "Static",
    bandwidth: |number| format!("{number} Mbps for each connection"),
    offers: "Offers",
    offer_columns: ["Level", "Fee", "Covers", "Ready", "Note"],
    not_stated: "not stated",
    at_once: "at once",
    in_days: |days| match days {
        1 => "in 1 day".to_owned(),
        _ => format!("in {days} days"),
    },
    on_request: "on request",
    periods: ["one month", "the whole duration", "period not stated"],
    chosen: "chosen",
    not_available: "not available",
    not_confirmed: "not confirmed",
    connections: "Connections",
    connection_columns: ["Customer edge", "Provider edge", "Wanted latency"],
    none: "none",
    at_most: "at most",
    latency_checks: ["met", "not met", "the operator does not say"],
};

const GERMAN: Words = Words {
    file: "angebot",
    quote: "Angebot",
    simulated: "Simuliert, kein Angebot",
    facts: [
        "Netzbetreiber",
        "Angefragt",
        "Gespeichert",
        "Garantierte Bandbreite",
        "Laufzeit",
        "Absicherung",
        "Routing",
        "Korrelator",
    ],
    default_term: "Vorgabe des Netzbetreibers",
    protected: "über zweite Anschlüsse abgesichert",
    not_protected: "nicht abgesichert",
    routing_static: "Statisch",
    bandwidth: |number| format!("{number} Mbit/s je Verbindung"),
    offers: "Ergebnis",
    offer_columns: ["Dienstgüte", "Preis", "Gilt für", "Bereit", "Anmerkung"],
    not_stated: "nicht angegeben",
    at_once: "sofort",
    in_days: |days| match days {
        1 => "in 1 Tag".to_owned(),
        _ => format!("in {days} Tagen"),
    },
    on_request: "auf Anfrage",
    periods: [
        "einen Monat",
        "die gesamte Laufzeit",
        "Zeitraum nicht angegeben",
    ],
    chosen: "gewählt",
    not_available: "nicht verfügbar",
    not_confirmed: "nicht bestätigt",
    connections: "Verbindungen",
    connection_columns: ["Kundenseite", "Gegenseite", "Gewünschte Latenz"],
    none: "keine",
    at_most: "höchstens",
    latency_checks: ["erfüllt", "nicht erfüllt", "der Netzbetreiber nennt keine"],
};
