//! Sample documents, for tests and measurements.

use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Assessment, AssessmentId, Connection, ConnectionId, ConnectionVerdict, Coordinates, Currency,
    Design, DesignId, Endpoint, EndpointId, EndpointKind, Feasibility, Fee, FeePeriod, Level, Mbps,
    Money, Offer, Origin, ProfileId, Quote, QuoteId, ReportedLevel, Seal, Term, TermUnit, Wait,
    WantedLatency,
};
use rust_decimal::Decimal;

use crate::{BrandColour, Language, Letterhead, Options, QuoteDocument, QuotedOption};

/// Real towns around the world, the first of them in Europe.
const TOWNS: [(&str, f64, f64); 24] = [
    ("Berlin", 52.52, 13.40),
    ("Hamburg", 53.55, 9.99),
    ("München", 48.14, 11.58),
    ("Frankfurt am Main", 50.11, 8.68),
    ("Wien", 48.21, 16.37),
    ("Zürich", 47.37, 8.54),
    ("Praha", 50.09, 14.42),
    ("Warszawa", 52.23, 21.01),
    ("Amsterdam", 52.37, 4.90),
    ("Paris", 48.86, 2.35),
    ("London", 51.51, -0.13),
    ("Madrid", 40.42, -3.70),
    ("Milano", 45.46, 9.19),
    ("Stockholm", 59.33, 18.07),
    ("København", 55.68, 12.57),
    ("Dublin", 53.35, -6.26),
    ("New York", 40.71, -74.01),
    ("San Francisco", 37.77, -122.42),
    ("São Paulo", -23.55, -46.63),
    ("Tokyo", 35.68, 139.69),
    ("Singapore", 1.35, 103.82),
    ("Sydney", -33.87, 151.21),
    ("Johannesburg", -26.20, 28.05),
    ("Mumbai", 19.08, 72.88),
];

/// When every sample is made.
#[must_use]
pub fn made_at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_334_400, 0).unwrap_or_default()
}

/// A network of so many connections, from that many sites to the clouds nearby.
#[must_use]
pub fn design(seed: u128, connections: usize) -> Design {
    let mut design = Design::empty(DesignId::from_random(seed), "Nordic ring");
    let clouds = connections.div_ceil(40);
    for number in 0..connections + clouds {
        let (town, latitude, longitude) = TOWNS[number % TOWNS.len()];
        let is_cloud = number < clouds;
        // Further rounds stand beside the town, so that no two endpoints are at one place.
        let round = (number / TOWNS.len()) as f64;
        let label = match (is_cloud, number / TOWNS.len()) {
            (true, _) => format!("Cloud region {town}"),
            (false, 0) => format!("{town} office"),
            (false, round) => format!("{town} branch {round}"),
        };
        design.endpoints.push(Endpoint {
            id: id(EndpointId::new(format!("e{number}"))),
            kind: if is_cloud {
                EndpointKind::Cloud
            } else {
                EndpointKind::Site
            },
            label,
            place: Some(town.to_owned()),
            region: is_cloud.then(|| "Example cloud eu-1".to_owned()),
            coordinates: id(Coordinates::new(
                latitude + round * 0.7,
                longitude + round * 0.9,
            )),
            primary_ip: std::net::IpAddr::from([192, 0, 2, (number % 250) as u8]),
            secondary_ip: None,
        });
    }
    for number in 0..connections {
        design.connections.push(Connection {
            id: id(ConnectionId::new(format!("c{number}"))),
            customer_edge: id(EndpointId::new(format!("e{}", clouds + number))),
            provider_edge: id(EndpointId::new(format!("e{}", number % clouds))),
            latency: (number % 3 == 0).then(|| id(WantedLatency::try_from(20))),
        });
    }
    design
}

/// A simulated quote of three levels for the network of [`design`], 100, 150 and an unnamed
/// number of euros a month for 12 months.
#[must_use]
pub fn quote(seed: u128, connections: usize) -> Quote {
    let design = design(seed, connections);
    let offer = |level: Level, cents: Option<i64>, days: u32| Offer {
        level: Some(level.into()),
        feasibility: Feasibility::Feasible,
        fee: cents.map(|cents| fee(cents, "EUR", FeePeriod::Month, Origin::Simulated)),
        wait: Wait::Days(days),
    };
    let verdict = |(number, connection): (usize, &Connection)| ConnectionVerdict {
        connection: connection.id.clone(),
        feasibility: Feasibility::Feasible,
        distance_km: Some(120.0 + number as f64),
        latency_ms: Some(2.5 + number as f64 / 10.0),
        offers: Vec::new(),
    };
    Quote {
        id: QuoteId::from_random(seed),
        saved_at: made_at(),
        api: None,
        published_levels: None,
        chosen: Some(Level::AA),
        assessment: Assessment {
            id: AssessmentId::from_random(seed),
            design: design.id.clone(),
            design_revision: 0,
            profile: ProfileId::from_random(3),
            operator: "Sandbox operator".to_owned(),
            origin: Origin::Simulated,
            assessed_at: made_at(),
            took_ms: 12,
            correlator: format!("corr-{seed}"),
            requirement: design.requirement,
            offers: vec![
                offer(Level::A, Some(10_000), 1),
                offer(Level::AA, Some(15_000), 5),
                offer(Level::AAA, None, 12),
            ],
            connections: design.connections.iter().enumerate().map(verdict).collect(),
            request: String::new(),
            response: String::new(),
        },
        design,
    }
}

/// A fee in the hundredths of a currency.
#[must_use]
pub fn fee(hundredths: i64, currency: &str, period: FeePeriod, origin: Origin) -> Fee {
    Fee {
        money: Money {
            amount: Decimal::new(hundredths, 2),
            currency: id(Currency::new(currency)),
        },
        period,
        origin,
    }
}

/// So many options that differ in bandwidth, duration, level and operator, over as many designs
/// as are asked for.
#[must_use]
pub fn options(count: usize, designs: usize, connections: usize) -> Vec<QuotedOption> {
    let option = |number: usize| {
        let design = number % designs.max(1);
        let mut quote = quote(design as u128 + 1, connections);
        quote.design.name = format!("Network {}", design + 1);
        quote.id = QuoteId::from_random(number as u128 + 100);
        let assessment = &mut quote.assessment;
        let level = Level::ALL[number % 2];
        assessment.requirement.bandwidth = id(Mbps::new([100, 200, 500, 1_000][number % 4]));
        assessment.requirement.term = Term::new([12, 24, 36][number % 3], TermUnit::Months).ok();
        assessment.correlator = format!("9f1c{number:04}-33aa-4b1e-8f0e-5d2f00a1b2c3");
        for (step, offer) in (1..).zip(&mut assessment.offers) {
            if let Some(fee) = &mut offer.fee {
                fee.money.amount *= Decimal::from(step * (number + 7) * connections.max(1));
                fee.money.amount += Decimal::new(37 * number as i64, 2);
            }
        }
        quote.chosen = Some(level);
        QuotedOption {
            quote,
            level: Some(level.into()),
            seal: Seal::Unchanged,
            availability: Some(["99.5", "99.9"][number % 2].to_owned()),
        }
    };
    (0..count).map(option).collect()
}

/// A document of those options.
///
/// # Panics
/// Unless there are one to twelve.
#[must_use]
pub fn document(options: Vec<QuotedOption>, language: Language) -> QuoteDocument {
    QuoteDocument {
        options: id(Options::new(options)),
        letterhead: Letterhead {
            company: "Example Telecom".to_owned(),
            account_manager: "Ada Example".to_owned(),
            colour: BrandColour::default(),
            logo: None,
            footer: "Example Telecom · Example Street 1 · 10115 Berlin".to_owned(),
        },
        customer: "Northwind Logistics".to_owned(),
        valid_until: NaiveDate::from_ymd_opt(2026, 12, 31),
        notes: "We recommend the second option: it reaches level AA without new fibre.".to_owned(),
        terms: String::new(),
        not_included: String::new(),
        language,
        made_at: made_at(),
    }
}

/// The levels of a sample, as an operator may report them.
#[must_use]
pub fn published(level: &ReportedLevel) -> Option<String> {
    let at = level.known()? as usize;
    ["99.5", "99.9", "99.99"]
        .get(at)
        .map(|&text| text.to_owned())
}

#[expect(clippy::panic, reason = "a sample that is none is a mistake in a test")]
fn id<T, E: std::fmt::Debug>(value: Result<T, E>) -> T {
    value.unwrap_or_else(|error| panic!("a sample is wrong: {error:?}"))
}
