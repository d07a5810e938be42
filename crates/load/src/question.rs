//! The requests: each with a body that no other has.

use std::fmt::Write as _;

use crate::server::Target;

/// Cities that sites and clouds lie around, in degrees north and east.
const PLACES: [(f64, f64); 12] = [
    (52.52, 13.40),
    (50.11, 8.68),
    (48.86, 2.35),
    (51.51, -0.13),
    (40.42, -3.70),
    (45.46, 9.19),
    (59.33, 18.07),
    (52.23, 21.01),
    (40.71, -74.01),
    (41.88, -87.63),
    (1.35, 103.82),
    (35.68, 139.65),
];

/// What is asked, and the status of the answer that is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    /// What could be built.
    Assess,
    /// An order of a network.
    Create,
    /// What became of this one.
    Query(String),
}

impl Question {
    /// A query of the network whose turn `number` is; any two that follow each other lie far apart in `ids`.
    pub(crate) fn one_of(ids: &[String], number: u64) -> Self {
        const STRIDE: u64 = 7_919;
        let index = number.wrapping_mul(STRIDE) % ids.len() as u64;
        Self::Query(ids[index as usize].clone())
    }

    /// The status of the answer.
    pub(crate) const fn status(&self) -> u16 {
        match self {
            Self::Assess | Self::Query(_) => 200,
            Self::Create => 201,
        }
    }

    /// The request on the wire; `number` makes its body different from all others.
    pub(crate) fn request(&self, target: &Target, number: u64) -> Vec<u8> {
        let (method, path, body) = match self {
            Self::Assess => ("POST", "/assessment".to_owned(), assessment(number)),
            Self::Create => ("POST", "/networks".to_owned(), order(number)),
            Self::Query(id) => ("GET", format!("/networks/{id}"), String::new()),
        };
        let Target {
            address,
            base_path,
            token,
        } = target;
        let mut request = format!(
            "{method} {base_path}{path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
             accept: application/json\r\n"
        );
        // Writing to a string cannot fail.
        let _ = if body.is_empty() {
            write!(request, "\r\n")
        } else {
            let length = body.len();
            write!(
                request,
                "content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
            )
        };
        request.into_bytes()
    }
}

fn assessment(number: u64) -> String {
    let location = |place, kind| format!(",\"location\":\"{place}_{kind}_{number}\"");
    let site = location(place(number), "Site");
    let cloud = location(place(number / 7 + 5), "Cloud");
    body(number, "", [&site, &cloud])
}

/// An order whose edges are nowhere in particular: no trunk gets full, however many come.
fn order(number: u64) -> String {
    let name = format!("\"serviceName\":\"network{number}\",");
    body(number, &name, ["", ""])
}

/// One connection between a site and a cloud, as large as the published example.
fn body(number: u64, name: &str, [site, cloud]: [&str; 2]) -> String {
    let [_, .., a, b, c] = number.to_be_bytes();
    let bandwidth = 1 + number % 500;
    let days = 1 + number % 700;
    let is_protected = number.is_multiple_of(2);
    format!(
        "{{{name}\"isProtected\":{is_protected},\"connections\":[{{\
         \"customerEdge\":{{\"type\":\"site\",\
         \"primaryIpAddress\":{{\"addressType\":\"Ipv4Addr\",\"address\":\"10.{a}.{b}.{c}\"}},\
         \"secondaryIpAddress\":{{\"addressType\":\"Ipv4Addr\",\"address\":\"11.{a}.{b}.{c}\"}}{site}}},\
         \"providerEdge\":{{\"type\":\"cloud\",\
         \"primaryIpAddress\":{{\"addressType\":\"Ipv4Addr\",\"address\":\"12.{a}.{b}.{c}\"}},\
         \"secondaryIpAddress\":{{\"addressType\":\"Ipv4Addr\",\"address\":\"13.{a}.{b}.{c}\"}}{cloud}}}}}],\
         \"guaranteeBandwidth\":{bandwidth},\"duration\":{{\"value\":{days},\"unit\":\"days\"}}}}"
    )
}

/// A place within some kilometres of a city, in the form that an operator reads.
fn place(number: u64) -> String {
    let (latitude, longitude) = PLACES[(number % PLACES.len() as u64) as usize];
    let off = (number % 9973) as f64 * 1e-5;
    let (latitude, longitude) = (latitude + off, longitude - off);
    let hemisphere = if longitude < 0.0 { 'W' } else { 'E' };
    format!("N{latitude:.6}_{hemisphere}{:.6}", longitude.abs())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_bodies_are_alike_and_each_is_json() {
        let numbers = 0..10_000;
        let both = |number| [assessment(number), order(number)];
        let bodies: BTreeSet<String> = numbers.flat_map(both).collect();
        assert_eq!(bodies.len(), 20_000);
        for body in bodies {
            serde_json::from_str::<serde_json::Value>(&body).unwrap();
        }
    }
}
