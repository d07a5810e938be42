//! A document as the template takes it: every text as it stands on paper, in its place.

use model::{Connection, Endpoint, EndpointKind};
use serde::Serialize;

use super::{
    comparison::{Comparison, Glance},
    face,
    map::map,
    paper,
    text_on_map::TextOnMap,
    world::{DATA, PROPERTIES, name_of},
};
use crate::{
    QuoteDocument,
    document::Section,
    network::{Network, networks},
    text,
    words::Words,
};

/// What stands where there is nothing to say.
const DASH: &str = "\u{2013}";
/// Longest name of a customer and of a company on the cover, in characters.
const ON_COVER: usize = 200;
const COMPANY_ON_COVER: usize = 120;
/// Longest title and company at the head of a page, which are on one line together.
const TITLE_AT_HEAD: usize = 70;
const COMPANY_AT_HEAD: usize = 40;
/// Longest line at the foot of a page, for which three lines have to do.
const AT_FOOT: usize = 200;

/// The data of the template.
#[derive(Serialize)]
pub(super) struct View {
    language: &'static str,
    head: Head,
    words: ViewWords,
    colour: String,
    on_colour: String,
    ink: String,
    logo: Option<LogoView>,
    footer: String,
    is_simulated: bool,
    cover: Cover,
    glance: Glance,
    networks: Vec<NetworkView>,
    comparison: Comparison,
    notes: Option<Section>,
    sections: Vec<Section>,
    has_missing_glyphs: bool,
    #[serde(skip)]
    properties: Properties,
    #[serde(skip)]
    maps: Vec<(String, String)>,
}

/// What the file says of itself, in whatever script it was typed.
#[derive(Serialize)]
struct Properties {
    title: String,
    author: String,
}

/// What stands at the head of every page.
#[derive(Serialize)]
struct Head {
    title: String,
    company: String,
}

#[derive(Serialize)]
struct LogoView {
    file: String,
    text: String,
}

#[derive(Serialize)]
struct Cover {
    company: String,
    kicker: &'static str,
    headline: String,
    subtitle: &'static str,
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
    /// All lengths are parts of the map's width.
    height: f64,
    text_size: f64,
    label: f64,
    corner: f64,
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
        let title = document.title();
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
            properties: Properties {
                author: match company.as_str() {
                    "" => text::line(&letterhead.account_manager),
                    company => company.to_owned(),
                },
                title: title.clone(),
            },
            head: Head {
                title: text::shortened(&title, TITLE_AT_HEAD),
                company: text::shortened(&company, COMPANY_AT_HEAD),
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
                wait_note: (words.wait_note)(&document.language.date(document.day())),
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
            footer: text::shortened(&letterhead.footer, AT_FOOT),
            is_simulated: document.is_simulated(),
            cover: cover(document, &networks),
            glance: Glance::of(document),
            networks: views,
            comparison: Comparison::of(document),
            notes: document.notes(),
            sections: document.sections(),
            has_missing_glyphs: false,
            maps,
        }
    }

    /// The files that the template reads, but for the logo.
    pub(super) fn into_files(mut self) -> Vec<(String, Vec<u8>)> {
        let mut data = written(&self);
        let stand_ins = |text: &str| text.matches(face::STAND_IN).count();
        if stand_ins(&face::showable(&data)) > stand_ins(&data) {
            self.has_missing_glyphs = true;
            data = written(&self);
        }
        // The characters of JSON itself are all in the typeface.
        let data = face::showable(&data);
        let mut files = vec![
            (DATA.to_owned(), data.into_bytes()),
            (
                PROPERTIES.to_owned(),
                written(&self.properties).into_bytes(),
            ),
        ];
        let maps = self.maps.into_iter();
        files.extend(maps.map(|(name, svg)| (name, svg.into_bytes())));
        files
    }
}

fn written(view: &impl Serialize) -> String {
    serde_json::to_string(view).unwrap_or_default()
}

fn cover(document: &QuoteDocument, networks: &[Network<'_>]) -> Cover {
    let words = Words::of(document.language);
    let language = document.language;
    let mut names: Vec<String> = Vec::new();
    for network in networks {
        let name = text::line(&network.design.name);
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
    fact(
        words.comparison,
        language.count(document.options.all().len()),
    );
    let manager = text::line(&document.letterhead.account_manager);
    fact(words.account_manager, manager);
    fact(words.company, text::line(&document.letterhead.company));
    fact(words.made, language.moment(document.made_at));
    if let Some(day) = document.valid_until {
        fact(words.valid_until, language.date(day));
    }
    let (kicker, headline) = match text::shortened(&document.customer, ON_COVER) {
        customer if customer.is_empty() => (words.quote, document.first_network()),
        customer => (words.quote_for, customer),
    };
    Cover {
        company: text::shortened(&document.letterhead.company, COMPANY_ON_COVER),
        kicker,
        headline,
        subtitle: words.subtitle,
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
        endpoints.filter(|endpoint| endpoint.kind == kind).count()
    };
    let (sites, clouds) = (count_of(EndpointKind::Site), count_of(EndpointKind::Cloud));
    let connections = design.connections.len();
    let drawn = (!design.endpoints.is_empty()).then(|| {
        let drawn = map(design, &document.letterhead.colour.as_text().to_string());
        maps.push((svg_name.clone(), drawn.svg));
        MapView {
            file: svg_name,
            text: (words.map_text)(sites, clouds, connections),
            height: paper::HEIGHT / paper::WIDTH,
            text_size: paper::TEXT_SIZE / paper::WIDTH,
            label: paper::LABEL / paper::WIDTH,
            corner: paper::CORNER / paper::WIDTH,
            texts: drawn.texts.into_iter().map(MapText::from).collect(),
            has_clouds: clouds > 0,
        }
    });
    let rows = (1..)
        .zip(&design.connections)
        .map(|(number, connection)| row(number, connection, network, document));
    NetworkView {
        name: text::line(&design.name),
        facts: vec![
            Fact {
                name: words.sites,
                value: language.count(sites),
            },
            Fact {
                name: words.clouds,
                value: language.count(clouds),
            },
            Fact {
                name: words.connections,
                value: language.count(connections),
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
    let name = |endpoint: &Endpoint| text::line(&endpoint.label);
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

impl From<TextOnMap> for MapText {
    fn from(text: TextOnMap) -> Self {
        Self {
            x: text.x / paper::WIDTH,
            y: text.y / paper::WIDTH,
            width: text.width / paper::WIDTH,
            text: text.text,
        }
    }
}
