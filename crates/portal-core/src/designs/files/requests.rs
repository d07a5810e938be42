//! What would be sent for a design, as text for other programs, without the token.

use camara::{request, service_name, site_to_cloud};
use chrono::{DateTime, Utc};
use model::{Connection, Design, Dialect, Level};
use serde::Serialize;

use crate::profiles::{Address, Profile};

/// The path of the API where no operator says another.
const USUAL_PATH: &str = "/multi-point-vpn/vwip";

/// The requests for a design, in the order in which they are sent.
pub(super) struct Requests {
    /// Where the API is; absent where that is another place at each start.
    root: Option<String>,
    all: Vec<Request>,
}

struct Request {
    /// What it does.
    title: String,
    path: String,
    body: String,
}

impl Requests {
    /// An assessment and an order for the design as the operator's dialect has them; as the standard has them where
    /// there is no operator.
    ///
    /// # Errors
    /// What the dialect has no words for, or that there is no connection.
    pub(super) fn of(
        design: &Design,
        profile: Option<&Profile>,
        now: DateTime<Utc>,
    ) -> Result<Self, String> {
        if design.connections.is_empty() {
            return Err("There is no connection to ask about.".to_owned());
        }
        let dialect = profile.map_or(Dialect::MultiPoint, |profile| profile.options.dialect);
        let (root, base) = match profile.map(|profile| &profile.address) {
            Some(Address::Remote {
                api_root,
                base_path,
                ..
            }) => (
                Some(api_root.trim_end_matches('/').to_owned()),
                base_path.trim_matches('/').to_owned(),
            ),
            Some(Address::BuiltIn | Address::Tape { .. }) | None => {
                (None, USUAL_PATH.trim_matches('/').to_owned())
            }
        };
        let base = if base.is_empty() {
            String::new()
        } else {
            format!("/{base}")
        };
        let all = match dialect {
            Dialect::MultiPoint | Dialect::MultiPointDraft => multipoint(design, dialect, &base)?,
            Dialect::SiteToCloud => {
                let mut all = Vec::new();
                for (number, connection) in (1..).zip(&design.connections) {
                    all.extend(one_service(design, connection, number, &base, now)?);
                }
                all
            }
        };
        Ok(Self { root, all })
    }
}

fn multipoint(design: &Design, dialect: Dialect, base: &str) -> Result<Vec<Request>, String> {
    let asked = design.requirement;
    let mut all = Vec::new();
    // One order takes so many connections.
    let parts: Vec<&[Connection]> = design.connections.chunks(model::MAX_CONNECTIONS).collect();
    for (number, connections) in (1..).zip(&parts) {
        let assessed = request::AssessmentRequest::of(
            &design.endpoints,
            connections,
            asked.bandwidth,
            asked.term,
            asked.protection,
        );
        let part = if parts.len() > 1 {
            format!(" {number}/{}", parts.len())
        } else {
            String::new()
        };
        all.push(Request::new(
            format!("Ask whether, for how much and by when{part}"),
            format!("{base}/assessment"),
            &assessed,
        )?);
        let name = service_name(&format!("{}{part}", design.name), number);
        let order = request::NetworkCreate::of(assessed, name, Level::A, asked.routing);
        let networks = if dialect == Dialect::MultiPointDraft {
            "network"
        } else {
            "networks"
        };
        let mut order = Request::new(order_title(&part), format!("{base}/{networks}"), &order)?;
        if dialect == Dialect::MultiPointDraft {
            // The one name in a request that the draft spells otherwise.
            order.body = order
                .body
                .replace("\"routeProtocol\":", "\"routeProtocal\":");
        }
        all.push(order);
    }
    Ok(all)
}

fn one_service(
    design: &Design,
    connection: &Connection,
    number: u32,
    base: &str,
    now: DateTime<Utc>,
) -> Result<[Request; 2], String> {
    let asked = design.requirement;
    let assessed = site_to_cloud::AssessmentRequest::of(
        &design.endpoints,
        std::slice::from_ref(connection),
        asked.bandwidth,
        asked.term,
        asked.protection,
        now,
    );
    let assessed = assessed.map_err(|error| error.to_string())?;
    let part = format!(" {number}/{}", design.connections.len());
    let title = format!("Ask whether, for how much and by when{part}");
    let assessment = Request::new(title, format!("{base}/S2C_VPN_Assessment"), &assessed)?;
    let name = service_name(&format!("{}{part}", design.name), number);
    let order = site_to_cloud::ServiceOrder::of(assessed, name, Level::A, asked.routing);
    Ok([
        assessment,
        Request::new(order_title(&part), format!("{base}/S2C_VPN"), &order)?,
    ])
}

fn order_title(part: &str) -> String {
    format!("Order{part}: put the level in place of A, which may be A, AA or AAA")
}

impl Request {
    fn new(title: String, path: String, body: &impl Serialize) -> Result<Self, String> {
        let body = serde_json::to_string_pretty(body).map_err(|error| error.to_string())?;
        Ok(Self { title, path, body })
    }
}

/// The requests as a shell script. The token comes from the environment.
pub(super) fn curl(requests: &Requests) -> Vec<u8> {
    let mut file = String::from(
        "#!/bin/sh\n# Needs TOKEN, an access token of the operator, in the environment.\nset -eu\n",
    );
    match &requests.root {
        Some(root) => file.push_str(&format!("API_ROOT={}\n", quoted(root))),
        None => file.push_str(": \"${API_ROOT:?scheme, host and port of the operator}\"\n"),
    }
    file.push_str("AUTHORIZATION=\"Authorization: Bearer $TOKEN\"\n");
    for request in &requests.all {
        file.push_str(&format!(
            "\n# {}\ncurl --fail-with-body --request POST \"$API_ROOT\"{} \\\n  --header \"$AUTHORIZATION\" \\\n  \
             --header 'Content-Type: application/json' \\\n  --data {}\n",
            request.title,
            quoted(&request.path),
            quoted(&request.body)
        ));
    }
    file.into_bytes()
}

/// The requests for the HTTP clients of editors.
pub(super) fn http(requests: &Requests) -> Vec<u8> {
    let root = requests.root.as_deref().unwrap_or("$API_ROOT");
    let mut file = format!("@api_root = {root}\n@token = $TOKEN\n");
    for request in &requests.all {
        file.push_str(&format!(
            "\n### {}\nPOST {{{{api_root}}}}{}\nAuthorization: Bearer {{{{token}}}}\nContent-Type: application/json\n\n{}\n",
            request.title, request.path, request.body
        ));
    }
    file.into_bytes()
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
