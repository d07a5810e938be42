//! The own format `.mpvpn.json`: everything of a design, one thing on each line.

use std::{collections::HashSet, net::IpAddr};

use model::{
    Connection, ConnectionId, Coordinates, Design, DesignId, Endpoint, EndpointId, EndpointKind,
    Mbps, Protection, Requirement, Routing, Term, WantedLatency, plain_text,
};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _, ser::SerializeMap as _};
use serde_json::value::RawValue;

use crate::FileError;

/// The version that is written, and the latest that is read.
pub const VERSION: u64 = 1;

/// What the file calls itself.
const FORMAT: &str = "mpvpn-design";

/// The design as a file: always the same bytes for the same design, in the order in which it was drawn, so that two
/// versions differ in the lines that changed. The design's own identifier on this computer is not part of it.
///
/// # Errors
/// [`FileError::Design`] where a value cannot be written.
pub fn write_design(design: &Design) -> Result<Vec<u8>, FileError> {
    let Design {
        id: _,
        name,
        customer,
        endpoints,
        connections,
        requirement,
    } = design;
    let mut file = String::from("{\n");
    let mut head = |name: &str, value: String| {
        file.push_str(&format!("  \"{name}\": {value},\n"));
    };
    head("format", text(&FORMAT)?);
    head("version", VERSION.to_string());
    head("name", text(name)?);
    head("customer", text(customer)?);
    head("requirement", text(&Asked::from(requirement))?);
    let endpoints = endpoints
        .iter()
        .map(|endpoint| text(&WrittenEndpoint::from(endpoint)));
    list(&mut file, "endpoints", endpoints)?;
    file.push_str(",\n");
    let connections = connections
        .iter()
        .map(|connection| text(&WrittenConnection::from(connection)));
    list(&mut file, "connections", connections)?;
    file.push_str("\n}\n");
    Ok(file.into_bytes())
}

/// The design in a file, under the identifier `id`.
///
/// # Errors
/// [`FileError`] says why it cannot be read; a later version is refused rather than read in part.
pub fn read_design(text: &str, id: DesignId) -> Result<Design, FileError> {
    let head: Head = serde_json::from_str(text)?;
    if head.format.as_deref() != Some(FORMAT) {
        return Err(FileError::OtherJson);
    }
    match head.version {
        Some(VERSION) => {}
        Some(later) if later > VERSION => return Err(FileError::LaterVersion(later)),
        Some(_) | None => return Err(FileError::Design("version".to_owned())),
    }
    let file: WrittenDesign = serde_json::from_str(text)?;
    let name = file.name.trim();
    if name.is_empty()
        || [name, &file.customer]
            .iter()
            .any(|text| is_odd(text, Design::MAX_NAME))
    {
        return Err(FileError::Design("name".to_owned()));
    }
    let design = Design {
        id,
        name: name.to_owned(),
        customer: file.customer,
        endpoints: file.endpoints.into_iter().map(Into::into).collect(),
        connections: file.connections.into_iter().map(Into::into).collect(),
        requirement: file.requirement.into(),
    };
    check(&design)?;
    Ok(design)
}

/// Whether the file calls itself a design, whatever its version.
pub(crate) fn is_design(text: &str) -> Result<bool, FileError> {
    let head: Head = serde_json::from_str(text)?;
    Ok(head.format.as_deref() == Some(FORMAT))
}

/// What no edit could have led to.
fn check(design: &Design) -> Result<(), FileError> {
    let wrong = |what: &str| Err(FileError::Design(what.to_owned()));
    let mut ids = HashSet::new();
    for endpoint in &design.endpoints {
        if !ids.insert(&endpoint.id) {
            return wrong(endpoint.id.as_str());
        }
        let texts = [&endpoint.place, &endpoint.region];
        let is_odd_label =
            endpoint.label.trim().is_empty() || is_odd(&endpoint.label, Endpoint::MAX_LABEL);
        if is_odd_label
            || texts
                .iter()
                .any(|text| text.as_ref().is_some_and(|text| is_odd(text, 200)))
        {
            return wrong(endpoint.id.as_str());
        }
    }
    if design.connections.len() > Design::MAX_CONNECTIONS {
        return wrong("connections");
    }
    let (mut own, mut pairs) = (HashSet::new(), HashSet::new());
    for connection in &design.connections {
        let (one, other) = (&connection.customer_edge, &connection.provider_edge);
        let is_fine = own.insert(&connection.id)
            && one != other
            && ids.contains(one)
            && ids.contains(other)
            && pairs.insert((one.min(other), one.max(other)));
        if !is_fine {
            return wrong(connection.id.as_str());
        }
    }
    Ok(())
}

/// Whether a text is too long, or shows something else than it says.
fn is_odd(text: &str, longest: usize) -> bool {
    text.chars().count() > longest
        || text.chars().any(|c| c.is_control() || model::is_unseen(c))
        || (plain_text(text, longest).is_empty() && !text.is_empty())
}

fn list(
    file: &mut String,
    name: &str,
    items: impl Iterator<Item = Result<String, FileError>>,
) -> Result<(), FileError> {
    file.push_str(&format!("  \"{name}\": ["));
    let mut is_first = true;
    for item in items {
        file.push_str(if is_first { "\n    " } else { ",\n    " });
        file.push_str(&item?);
        is_first = false;
    }
    file.push_str(if is_first { "]" } else { "\n  ]" });
    Ok(())
}

/// A value on one line, with spaces where a person expects them.
fn text(value: &impl Serialize) -> Result<String, FileError> {
    let mut bytes = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, OneLine);
    value.serialize(&mut writer)?;
    String::from_utf8(bytes).map_err(|_| FileError::NotText(1))
}

/// JSON on one line with a space after each comma and colon.
struct OneLine;

impl serde_json::ser::Formatter for OneLine {
    fn begin_array_value<W: ?Sized + std::io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> std::io::Result<()> {
        if first {
            Ok(())
        } else {
            writer.write_all(b", ")
        }
    }

    fn begin_object_key<W: ?Sized + std::io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> std::io::Result<()> {
        writer.write_all(if first { b" " } else { b", " })
    }

    fn begin_object_value<W: ?Sized + std::io::Write>(
        &mut self,
        writer: &mut W,
    ) -> std::io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        writer.write_all(b" }")
    }
}

/// What is read of a file of any version.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDesign {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    name: String,
    #[serde(default)]
    customer: String,
    requirement: Asked,
    endpoints: Vec<WrittenEndpoint>,
    connections: Vec<WrittenConnection>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    bandwidth_mbps: Mbps,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "term")]
    term: Option<Term>,
    protected: bool,
    routing: Routing,
}

impl From<&Requirement> for Asked {
    fn from(requirement: &Requirement) -> Self {
        let Requirement {
            bandwidth,
            term,
            protection,
            routing,
        } = *requirement;
        Self {
            bandwidth_mbps: bandwidth,
            term,
            protected: protection.is_protected(),
            routing,
        }
    }
}

impl From<Asked> for Requirement {
    fn from(asked: Asked) -> Self {
        Self {
            bandwidth: asked.bandwidth_mbps,
            term: asked.term,
            protection: Protection::from(asked.protected),
            routing: asked.routing,
        }
    }
}

/// A term within the range of the form.
mod term {
    use model::{Term, TermUnit};
    use serde::{Deserialize, Deserializer, Serialize as _, Serializer, de::Error as _};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        value: u32,
        unit: TermUnit,
    }

    pub(super) fn serialize<S: Serializer>(term: &Option<Term>, s: S) -> Result<S::Ok, S::Error> {
        term.serialize(s)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Term>, D::Error> {
        let written: Option<Written> = Option::deserialize(d)?;
        let term = written.map(|written| Term::new(written.value, written.unit));
        term.transpose().map_err(D::Error::custom)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEndpoint {
    id: EndpointId,
    kind: EndpointKind,
    label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    coordinates: Place,
    primary_ip: IpAddr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secondary_ip: Option<IpAddr>,
}

impl From<&Endpoint> for WrittenEndpoint {
    fn from(endpoint: &Endpoint) -> Self {
        let Endpoint {
            id,
            kind,
            label,
            place,
            region,
            coordinates,
            primary_ip,
            secondary_ip,
        } = endpoint.clone();
        Self {
            id,
            kind,
            label,
            place,
            region,
            coordinates: Place(coordinates),
            primary_ip,
            secondary_ip,
        }
    }
}

impl From<WrittenEndpoint> for Endpoint {
    fn from(endpoint: WrittenEndpoint) -> Self {
        let WrittenEndpoint {
            id,
            kind,
            label,
            place,
            region,
            coordinates,
            primary_ip,
            secondary_ip,
        } = endpoint;
        Self {
            id,
            kind,
            label,
            place,
            region,
            coordinates: coordinates.0,
            primary_ip,
            secondary_ip,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenConnection {
    id: ConnectionId,
    customer_edge: EndpointId,
    provider_edge: EndpointId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    latency_ms: Option<WantedLatency>,
}

impl From<&Connection> for WrittenConnection {
    fn from(connection: &Connection) -> Self {
        let Connection {
            id,
            customer_edge,
            provider_edge,
            latency,
        } = connection.clone();
        Self {
            id,
            customer_edge,
            provider_edge,
            latency_ms: latency,
        }
    }
}

impl From<WrittenConnection> for Connection {
    fn from(connection: WrittenConnection) -> Self {
        let WrittenConnection {
            id,
            customer_edge,
            provider_edge,
            latency_ms,
        } = connection;
        Self {
            id,
            customer_edge,
            provider_edge,
            latency: latency_ms,
        }
    }
}

/// Coordinates of which no digit is lost: the JSON reader's own numbers may differ in the last one.
struct Place(Coordinates);

impl Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(2))?;
        map.serialize_entry("latitude", &self.0.latitude())?;
        map.serialize_entry("longitude", &self.0.longitude())?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            latitude: Box<RawValue>,
            longitude: Box<RawValue>,
        }
        let written = Written::deserialize(d)?;
        let degrees = |value: &RawValue| {
            number(value).ok_or_else(|| D::Error::custom("not a number of degrees"))
        };
        let place = Coordinates::new(degrees(&written.latitude)?, degrees(&written.longitude)?);
        place.map(Self).map_err(D::Error::custom)
    }
}

/// A number of a JSON file to its last digit.
pub(crate) fn number(value: &RawValue) -> Option<f64> {
    value
        .get()
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite())
}
