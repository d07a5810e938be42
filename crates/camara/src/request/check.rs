//! What a request body has to keep beyond its shape.

use serde::de::DeserializeOwned;

use model::MAX_CONNECTIONS;

use super::{
    AssessmentRequest, Connection, Duration, EdgeConnection, NetworkCreate, NetworkExtend,
    NetworkUpdate,
};

/// Longest identifier, service name or routing protocol, in characters.
pub const LONGEST_ID: usize = 255;
/// Longest location of an edge, in characters.
pub const LONGEST_LOCATION: usize = 2048;

/// A request body that can be checked as a whole.
pub trait Body: DeserializeOwned {
    /// Checks what the schema's shapes do not say: patterns, counts, what has to be there.
    ///
    /// # Errors
    /// The first [`Violation`], in the order of the schema.
    fn check(&self, pattern: Pattern) -> Result<(), Violation>;
}

/// How the API's pattern of identifiers and locations is read. Its class is `\\-_`: as
/// written the range from backslash to underscore, as meant a hyphen and an underscore.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pattern {
    /// What either reading takes.
    #[default]
    Either,
    /// As written: `\`, `]`, `^` and `_`, no hyphen.
    Literal,
}

impl Pattern {
    /// Whether `text` has 1 to `longest` characters of the pattern.
    #[must_use]
    pub fn takes(self, text: &str, longest: usize) -> bool {
        let is_taken = |byte: u8| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'.' | b'\\'..=b'_')
                || (byte == b'-' && self == Self::Either)
        };
        (1..=longest).contains(&text.len()) && text.bytes().all(is_taken)
    }

    /// What [`Self::takes`], as a regular expression of JSON Schema (ECMA 262).
    #[must_use]
    pub fn expression(self, longest: usize) -> String {
        let class = match self {
            Self::Either => r"A-Za-z0-9.\\\]^_-",
            Self::Literal => r"A-Za-z0-9\\-_.",
        };
        format!("^[{class}]{{1,{longest}}}$")
    }
}

/// What is wrong with a request body, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", if pointer.is_empty() { "the body" } else { pointer })]
pub struct Violation {
    /// JSON pointer (RFC 6901) of the property; empty for the body as a whole.
    pub pointer: String,
    /// Which CAMARA code it is.
    pub kind: ViolationKind,
    /// What is wrong; it may repeat a name or a value of the body.
    pub reason: String,
}

impl Violation {
    /// The same, of a body of which the one looked at was the part at `pointer`.
    fn within(mut self, pointer: &str) -> Self {
        self.pointer.insert_str(0, pointer);
        self
    }
}

/// The CAMARA code of a violation; both go with status 400.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViolationKind {
    /// `INVALID_ARGUMENT`.
    InvalidArgument,
    /// `OUT_OF_RANGE`.
    OutOfRange,
}

impl ViolationKind {
    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InvalidArgument => "INVALID_ARGUMENT",
            Self::OutOfRange => "OUT_OF_RANGE",
        }
    }
}

/// Reads and checks a body: one JSON object in UTF-8, nothing before or after it, no
/// unknown, repeated or null property at any depth.
///
/// # Errors
/// The first [`Violation`].
pub fn parse<T: Body>(body: &[u8], pattern: Pattern) -> Result<T, Violation> {
    // That it is UTF-8 is seen once, rather than text by text. Only a body that is refused is
    // read with an eye on where it is wrong: that takes twice as long.
    let text = str::from_utf8(body).ok();
    let value: Option<T> = text.and_then(|text| serde_json::from_str(text).ok());
    let value = value.ok_or_else(|| misreading::<T>(body))?;
    value.check(pattern)?;
    Ok(value)
}

/// Where and why a body cannot be read.
fn misreading<T: Body>(body: &[u8]) -> Violation {
    let mut reader = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Err(error) => invalid(pointer(error.path()), error.inner().to_string()),
        Ok(_) => invalid("", "there is something after the JSON value"),
    }
}

impl Body for NetworkCreate {
    fn check(&self, pattern: Pattern) -> Result<(), Violation> {
        check_id("/serviceName", self.service_name.as_deref(), pattern)?;
        check_connections(self.connections.as_deref(), self.is_protected, pattern)?;
        check_duration("/duration", self.duration.as_ref())?;
        check_id("/routeProtocol", self.route_protocol.as_deref(), pattern)
    }
}

impl Body for NetworkUpdate {
    fn check(&self, _: Pattern) -> Result<(), Violation> {
        Ok(())
    }
}

impl Body for NetworkExtend {
    fn check(&self, _: Pattern) -> Result<(), Violation> {
        let pointer = "/requestedAdditionalDuration";
        let duration = self.requested_additional_duration.as_ref();
        let duration = duration.ok_or_else(|| invalid(pointer, "is missing"))?;
        check_duration(pointer, Some(duration))
    }
}

impl Body for AssessmentRequest {
    fn check(&self, pattern: Pattern) -> Result<(), Violation> {
        check_connections(self.connections.as_deref(), self.is_protected, pattern)?;
        if self.guarantee_bandwidth.is_none() {
            return Err(invalid("/guaranteeBandwidth", "is missing"));
        }
        check_duration("/duration", self.duration.as_ref())
    }
}

fn check_id(pointer: &str, text: Option<&str>, pattern: Pattern) -> Result<(), Violation> {
    match text {
        Some(text) if !pattern.takes(text, LONGEST_ID) => Err(invalid(
            pointer,
            "is not 1 to 255 letters, digits and the signs the API takes",
        )),
        Some(_) | None => Ok(()),
    }
}

fn check_connections(
    connections: Option<&[Connection]>,
    is_protected: Option<bool>,
    pattern: Pattern,
) -> Result<(), Violation> {
    let connections = connections.unwrap_or_default();
    if connections.is_empty() {
        return Err(invalid("/connections", "is missing or empty"));
    }
    if connections.len() > MAX_CONNECTIONS {
        return Err(invalid("/connections", "has more than 100 items"));
    }
    for (index, connection) in connections.iter().enumerate() {
        check_connection(connection, is_protected == Some(true), pattern)
            .map_err(|violation| violation.within(&format!("/connections/{index}")))?;
    }
    Ok(())
}

fn check_connection(
    connection: &Connection,
    is_protected: bool,
    pattern: Pattern,
) -> Result<(), Violation> {
    check_id("/id", connection.id.as_deref(), pattern)?;
    for (edge, name) in [
        (&connection.customer_edge, "/customerEdge"),
        (&connection.provider_edge, "/providerEdge"),
    ] {
        let edge = edge.as_ref().ok_or_else(|| invalid(name, "is missing"))?;
        check_edge(edge, is_protected, pattern).map_err(|violation| violation.within(name))?;
    }
    Ok(())
}

fn check_edge(
    edge: &EdgeConnection,
    is_protected: bool,
    pattern: Pattern,
) -> Result<(), Violation> {
    if edge.primary_ip_address.is_none() {
        return Err(invalid("/primaryIpAddress", "is missing"));
    }
    if is_protected && edge.secondary_ip_address.is_none() {
        return Err(invalid(
            "/secondaryIpAddress",
            "is missing, and isProtected is true",
        ));
    }
    match &edge.location {
        Some(location) if !pattern.takes(location, LONGEST_LOCATION) => Err(invalid(
            "/location",
            "is not 1 to 2048 letters, digits and the signs the API takes",
        )),
        Some(_) | None => Ok(()),
    }
}

fn check_duration(pointer: &str, duration: Option<&Duration>) -> Result<(), Violation> {
    match duration.map(Duration::granted) {
        Some(None) => Err(Violation {
            pointer: format!("{pointer}/value"),
            kind: ViolationKind::OutOfRange,
            reason: "is not above 0, or beyond any duration".to_owned(),
        }),
        Some(Some(_)) | None => Ok(()),
    }
}

pub(crate) fn invalid(pointer: impl Into<String>, reason: impl Into<String>) -> Violation {
    Violation {
        pointer: pointer.into(),
        kind: ViolationKind::InvalidArgument,
        reason: reason.into(),
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;

    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}
