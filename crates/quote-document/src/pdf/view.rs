//! A document as the template takes it: every text as it stands on paper, in its place.

use chrono::Days;
use model::{Connection, Endpoint, EndpointKind};
use serde::Serialize;

use super::{
    comparison::{Comparison, Glance},
    face,
    map::{self, map},
    text_on_map::TextOnMap,
    world::name_of,
};
use crate::{
    QuoteDocument,
    network::{Network, networks},
    text,
    words::Words,
};

/// What stands where there is nothing to say.
const DASH: &str = "\u{2013}";
/// Letters of a word that may be broken anywhere, because it would not fit a column.
const LONG_WORD: usize = 14;

/// The data of the template.
#[derive(Serialize)]
pub(super) struct View {
    language: &'static str,
    title: String,
    author: String,
    words: ViewWords,
    colour: String,
    on_colour: String,
    ink: String,
    company: String,
    logo: Option<LogoView>,
    footer: String,
    is_simulated: bool,
    cover: Cover,
    glance: Glance,
    networks: Vec<NetworkView>,
    comparison: Comparison,
    sections: Vec<Section>,
    has_missing_glyphs: bool,
    #[serde(skip)]
    maps: Vec<(String, String)>,
}

#[derive(Serialize)]
struct LogoView {
    file: String,
    text: String,
}

#[derive(Serialize)]
struct Cover {
    kicker: &'static str,
    customer: String,
    subtitle: String,
    facts: Vec<Fact>,
    note: &'static str,
    simulated_note: Option<&'static str>,
}

#[derive(Serialize)]
struct Fact {
    name: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Section {
    title: &'static str,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct NetworkView {
    name: String,
    facts: Vec<Fact>,
    map: Option<MapView>,
    head: Vec<&'static str>,
    rows: Vec<[String; 6]>,
}

#[derive(Serialize)]
struct MapView {
    file: String,
    text: String,
    texts: Vec<MapText>,
    has_clouds: bool,
}

#[derive(Serialize)]
struct MapText {
    x: f64,
    y: f64,
    width: f64,
    text: String,
}

/// Words that the template itself places.
#[derive(Serialize)]
struct ViewWords {
    simulated: &'static str,
    at_a_glance: &'static str,
    network: &'static str,
    connections: &'static str,
    site: &'static str,
    cloud: &'static str,
    connection: &'static str,
    map_source: &'static str,
    no_connections: &'static str,
    latency_note: &'static str,
    comparison: &'static str,
    comparison_note: &'static str,
    wait_note: String,
    page: &'static str,
    of: &'static str,
    missing_glyphs: &'static str,
}

impl View {
    /// What the template shows of a document.
    pub(super) fn of(document: &QuoteDocument) -> Self {
        let words = Words::of(document.language);
        let letterhead = &document.letterhead;
        let customer = text::line(&document.customer);
        let company = text::line(&letterhead.company);
        let colour = letterhead.colour;
        let mut maps = Vec::new();
        let networks = networks(document);
        let views = networks.iter().enumerate().map(|(at, network)| {
            let svg = format!("map-{at}.svg");
            network_view(network, document, svg, &mut maps)
        });
        let views = views.collect();
        Self {
            language: document.language.tag(),
            title: match customer.as_str() {
                "" => format!("{}: {}", words.quote, text::line(&networks[0].design.name)),
                customer => format!("{} {customer}", words.quote_for),
            },
            author: match company.as_str() {
                "" => text::line(&letterhead.account_manager),
                company => company.to_owned(),
            },
            words: ViewWords {
                simulated: words.simulated,
                at_a_glance: words.at_a_glance,
                network: words.network,
                connections: words.connections,
                site: words.site,
                cloud: words.cloud,
                connection: words.connection,
                map_source: words.map_source,
                no_connections: words.no_connections,
                latency_note: words.latency_note,
                comparison: words.comparison,
                comparison_note: words.comparison_note,
                wait_note: (words.wait_note)(
                    &document.language.date(document.made_at.date_naive()),
                ),
                page: words.page,
                of: words.of,
                missing_glyphs: words.missing_glyphs,
            },
            colour: colour.to_string(),
            on_colour: colour.text_upon().to_string(),
            ink: colour.as_text().to_string(),
            logo: letterhead.logo.as_ref().map(|logo| LogoView {
                file: name_of(logo),
                text: format!("{} {company}", words.logo_of).trim().to_owned(),
            }),
            company: breakable(&company),
            footer: text::line(&letterhead.footer),
            is_simulated: document.is_simulated(),
            cover: cover(document, &networks),
            glance: Glance::of(document),
            networks: views,
            comparison: Comparison::of(document),
            sections: document
                .sections()
                .into_iter()
                .map(|(title, lines)| Section {
                    title,
                    lines: lines.iter().map(|line| breakable(line)).collect(),
                })
                .collect(),
            has_missing_glyphs: false,
            maps,
        }
    }

    /// The data as a file for the template, with the pictures beside it.
    pub(super) fn into_files(mut self) -> (String, Vec<(String, String)>) {
        let maps = std::mem::take(&mut self.maps);
        let written = |view: &Self| serde_json::to_string(view).unwrap_or_default();
        let mut data = written(&self);
        let stand_ins = |text: &str| text.matches(face::STAND_IN).count();
        if stand_ins(&face::showable(&data)) > stand_ins(&data) {
            self.has_missing_glyphs = true;
            data = written(&self);
        }
        // The characters of JSON itself are all in the typeface.
        (face::showable(&data), maps)
    }
}

fn cover(document: &QuoteDocument, networks: &[Network<'_>]) -> Cover {
    let words = Words::of(document.language);
    let language = document.language;
    let mut names: Vec<String> = Vec::new();
    for network in networks {
        let name = breakable(&network.design.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut facts = Vec::new();
    let mut fact = |name, value: String| {
        if !value.is_empty() {
            facts.push(Fact { name, value });
        }
    };
    fact(words.network, names.join(", "));
    let manager = breakable(&document.letterhead.account_manager);
    fact(words.account_manager, manager);
    fact(words.company, breakable(&document.letterhead.company));
    fact(words.made, language.date(document.made_at.date_naive()));
    if let Some(day) = document.valid_until {
        fact(words.valid_until, language.date(day));
    }
    Cover {
        kicker: words.quote_for,
        customer: breakable(&document.customer),
        subtitle: words.subtitle.to_owned(),
        facts,
        note: if document.valid_until.is_some() {
            words.validity_note
        } else {
            ""
        },
        simulated_note: document.is_simulated().then_some(words.simulated_note),
    }
}

fn network_view(
    network: &Network<'_>,
    document: &QuoteDocument,
    svg_name: String,
    maps: &mut Vec<(String, String)>,
) -> NetworkView {
    let words = Words::of(document.language);
    let language = document.language;
    let design = network.design;
    let count_of = |kind| {
        let endpoints = design.endpoints.iter();
        language.count(endpoints.filter(|endpoint| endpoint.kind == kind).count())
    };
    let (sites, clouds) = (count_of(EndpointKind::Site), count_of(EndpointKind::Cloud));
    let connections = language.count(design.connections.len());
    let drawn = (!design.endpoints.is_empty()).then(|| {
        let drawn = map(design, &document.letterhead.colour.as_text().to_string());
        maps.push((svg_name.clone(), drawn.svg));
        MapView {
            file: svg_name,
            text: (words.map_text)(&sites, &clouds, &connections),
            texts: drawn.texts.into_iter().map(MapText::from).collect(),
            has_clouds: clouds != "0",
        }
    });
    let rows = (1..)
        .zip(&design.connections)
        .map(|(number, connection)| row(number, connection, network, document));
    NetworkView {
        name: breakable(&design.name),
        facts: vec![
            Fact {
                name: words.sites,
                value: sites,
            },
            Fact {
                name: words.clouds,
                value: clouds,
            },
            Fact {
                name: words.connections,
                value: connections,
            },
            Fact {
                name: words.used_by,
                value: network.option_numbers(),
            },
        ],
        map: drawn,
        head: vec![
            "#",
            words.customer_edge,
            words.provider_edge,
            words.distance,
            words.wanted_latency,
            words.stated_latency,
        ],
        rows: rows.collect(),
    }
}

fn row(
    number: usize,
    connection: &Connection,
    network: &Network<'_>,
    document: &QuoteDocument,
) -> [String; 6] {
    let words = Words::of(document.language);
    let language = document.language;
    let ends = network.design.edges(connection);
    let name = |endpoint: &Endpoint| breakable(&endpoint.label);
    let km = ends.and_then(|(a, b)| language.measure(a.coordinates.distance_km(b.coordinates), 0));
    let stated = network.stated_latency(connection).and_then(|(low, high)| {
        let (low, high) = (language.measure(low, 1)?, language.measure(high, 1)?);
        Some(if low == high {
            format!("{low}\u{a0}ms")
        } else {
            format!("{low}\u{2013}{high}\u{a0}ms")
        })
    });
    let dash = || DASH.to_owned();
    [
        language.count(number),
        ends.map_or_else(dash, |(customer, _)| name(customer)),
        ends.map_or_else(dash, |(_, provider)| name(provider)),
        km.map_or_else(dash, |km| format!("{km}\u{a0}{}", words.km)),
        connection.latency.map_or_else(
            || words.none.to_owned(),
            |wanted| format!("{} {}\u{a0}ms", words.at_most, wanted.get()),
        ),
        stated.unwrap_or_else(dash),
    ]
}

/// The day so many days after a document was made, in its language.
pub(super) fn day_after(document: &QuoteDocument, days: u32) -> Option<String> {
    let made = document.made_at.date_naive();
    let day = made.checked_add_days(Days::new(u64::from(days)))?;
    Some(document.language.date(day))
}

/// A text on one line, its overlong words breakable anywhere.
pub(super) fn breakable(typed: &str) -> String {
    let words = text::lines(typed).join(" ");
    let words = words.split(' ').map(|word| {
        if word.chars().count() <= LONG_WORD {
            return word.to_owned();
        }
        let mut broken = String::new();
        for (at, c) in word.chars().enumerate() {
            // A quarter of the way is early enough: what comes before fits any column.
            if at >= LONG_WORD / 2 && at % 2 == 0 {
                broken.push('\u{200b}');
            }
            broken.push(c);
        }
        broken
    });
    words.collect::<Vec<_>>().join(" ")
}

impl From<TextOnMap> for MapText {
    fn from(text: TextOnMap) -> Self {
        Self {
            x: text.x / map::WIDTH,
            y: text.y / map::HEIGHT,
            width: text.width / map::WIDTH,
            text: text.text,
        }
    }
}
