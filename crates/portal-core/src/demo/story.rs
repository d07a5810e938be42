//! What the demo story tells. The customer is made up, the places are real, and the addresses are those reserved for
//! documentation (RFC 5737). It has no price in it: those are asked for.

use std::net::IpAddr;

use model::{
    Connection, ConnectionId, Coordinates, Design, DesignId, Endpoint, EndpointId, EndpointKind,
    Level, Mbps, Protection, Requirement, Routing, Term, TermUnit,
};

/// Who the network is for.
pub(super) const CUSTOMER: &str = "Tessaro Ceramics";
const NAME: &str = "Tessaro: five sites, two clouds";

/// A site or cloud: identifier, label, town, region of a cloud, degrees north and east.
type Place = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    f64,
    f64,
);

const PLACES: [Place; 7] = [
    (
        "modena",
        "Modena headquarters",
        "Modena",
        None,
        44.65,
        10.93,
    ),
    ("limoges", "Limoges plant", "Limoges", None, 45.83, 1.26),
    ("aveiro", "Aveiro plant", "Aveiro", None, 40.64, -8.65),
    ("gdansk", "Gdańsk warehouse", "Gdańsk", None, 54.35, 18.65),
    ("leeds", "Leeds showroom", "Leeds", None, 53.8, -1.55),
    (
        "aws",
        "AWS eu-central-1",
        "Frankfurt am Main",
        Some("AWS eu-central-1"),
        50.11,
        8.68,
    ),
    (
        "azure",
        "Azure westeurope",
        "Amsterdam",
        Some("Microsoft Azure westeurope"),
        52.37,
        4.89,
    ),
];

/// Which site is connected to which cloud.
const CONNECTIONS: [(&str, &str); 6] = [
    ("modena", "aws"),
    ("limoges", "aws"),
    ("aveiro", "aws"),
    ("gdansk", "aws"),
    ("leeds", "azure"),
    ("modena", "azure"),
];

/// What the operator is asked about: Mbps, months, whether protected, and the level that is chosen of the answer.
const QUESTIONS: [(u32, u32, bool, Level); 5] = [
    (200, 12, false, Level::A),
    (200, 36, false, Level::A),
    (500, 36, false, Level::AA),
    (500, 36, true, Level::AAA),
    (1000, 36, true, Level::AAA),
];

/// A question about the network, and the level that is chosen of the answer.
pub(super) struct Question {
    pub(super) design: Design,
    pub(super) level: Level,
}

/// Something in the story is not what it should be: an identifier, a place or a question.
#[derive(Debug)]
pub(super) struct Unsound;

/// The network's identifier, the same on every computer, so that it is told once.
fn id() -> DesignId {
    DesignId::from_random(0x7e55_a20c_e2a3_1c50_0f1c_710a_d0c5_7025)
}

/// Every question, in the order in which they are asked; the last one is what the design asks for in the end.
///
/// # Errors
/// Never in fact: what is written here is checked by a test.
pub(super) fn questions() -> Result<Vec<Question>, Unsound> {
    let drawn = drawn()?;
    let ask = |(mbps, months, is_protected, level): (u32, u32, bool, Level)| {
        let requirement = Requirement {
            bandwidth: sound(Mbps::new(mbps))?,
            term: Some(sound(Term::new(months, TermUnit::Months))?),
            protection: Protection::from(is_protected),
            routing: Routing::Bgp,
        };
        let design = Design {
            requirement,
            ..drawn.clone()
        };
        Ok::<_, Unsound>(Question { design, level })
    };
    QUESTIONS.into_iter().map(ask).collect()
}

fn sound<T, E>(made: Result<T, E>) -> Result<T, Unsound> {
    made.map_err(|_| Unsound)
}

fn drawn() -> Result<Design, Unsound> {
    let mut design = Design::empty(id(), NAME);
    CUSTOMER.clone_into(&mut design.customer);
    for (number, (id, label, town, region, latitude, longitude)) in (1_u8..).zip(PLACES) {
        let coordinates = sound(Coordinates::new(latitude, longitude))?;
        design.endpoints.push(Endpoint {
            id: sound(EndpointId::new(id))?,
            kind: region.map_or(EndpointKind::Site, |_| EndpointKind::Cloud),
            label: label.to_owned(),
            place: Some(town.to_owned()),
            region: region.map(str::to_owned),
            coordinates,
            primary_ip: IpAddr::from([192, 0, 2, number]),
            secondary_ip: Some(IpAddr::from([198, 51, 100, number])),
        });
    }
    for (site, cloud) in CONNECTIONS {
        design.connections.push(Connection {
            id: sound(ConnectionId::new(format!("{site}{cloud}")))?,
            customer_edge: sound(EndpointId::new(site))?,
            provider_edge: sound(EndpointId::new(cloud))?,
            latency: None,
        });
    }
    Ok(design)
}

#[cfg(test)]
mod tests {
    use model::assessment_problems;

    use super::*;

    #[test]
    fn what_is_told_can_be_asked_about() {
        let questions = questions().unwrap();
        assert_eq!(questions.len(), QUESTIONS.len());
        let told = questions.iter().map(|question| {
            let Requirement {
                bandwidth, term, ..
            } = question.design.requirement;
            (bandwidth.get(), term.unwrap().value.get())
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [(200, 12), (200, 36), (500, 36), (500, 36), (1000, 36)]
        );
        for Question { design, .. } in questions {
            assert_eq!(assessment_problems(&design), []);
            assert_eq!(design.endpoints.len(), PLACES.len());
            assert_eq!(design.connections.len(), CONNECTIONS.len());
            assert!(design.name.chars().count() <= Design::MAX_NAME);
        }
        for (at, question) in QUESTIONS.iter().enumerate() {
            assert!(!QUESTIONS[..at].contains(question), "asked twice");
        }
    }
}
