//! The operator's own OpenAPI document, made of the types and limits that parse and answer,
//! and the page that shows it to people.

mod answer;
mod answers;
mod document;
mod examples;
mod oauth;
mod offered;
mod operations;
mod page;
mod requests;
mod schema;
mod sinks;
mod site_to_cloud;

use std::sync::Arc;

use axum::{
    Router,
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde_json::{Map, Value, json};

use document::{Components, Document, Info, Ordered, Server, Tag};

pub use offered::Offered;

use crate::{
    BASE_PATHS, Reading, SandboxState,
    notifications::OrderSinks,
    oauth::{DISCOVERY_PATH, Scope, TOKEN_PATH},
};

/// Where the document is.
pub const DOCUMENT_PATH: &str = "/openapi.json";
/// Where that of Site-to-Cloud VPN is.
pub const SITE_TO_CLOUD_DOCUMENT_PATH: &str = "/webapi/openapi.json";

/// The documents and the page.
pub(crate) fn routes(offered: Offered) -> Router<SandboxState> {
    let described = document(offered);
    let json: Arc<str> = written(&described).into();
    let page = Arc::new(page::Page::of(&described));
    let other: Arc<str> = site_to_cloud_document(offered).into();
    let show_document = async move || as_json(&json);
    let show_other = async move || as_json(&other);
    let show_page = async move |headers: HeaderMap| page.answer(&headers);
    Router::new()
        .route(DOCUMENT_PATH, get(show_document))
        .route(SITE_TO_CLOUD_DOCUMENT_PATH, get(show_other))
        .route("/", get(show_page))
}

fn as_json(text: &str) -> Response {
    let media_type = [(header::CONTENT_TYPE, "application/json")];
    (media_type, text.to_owned()).into_response()
}

/// The document as JSON.
#[must_use]
pub fn openapi_document(offered: Offered) -> String {
    written(&document(offered))
}

/// That of Site-to-Cloud VPN as JSON.
#[must_use]
pub fn site_to_cloud_document(offered: Offered) -> String {
    written(&site_to_cloud::document(offered))
}

fn written(document: &Document) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default()
}

fn document(offered: Offered) -> Document {
    let reading = offered.reading;
    let [current, alpha, release] = BASE_PATHS;
    let mut schemas: Ordered<_> = requests::schemas(reading)
        .into_iter()
        .chain(answers::schemas(offered))
        .chain(oauth::schemas())
        .collect();
    if offered.order_sinks == OrderSinks::Taken {
        sinks::add_to(&mut schemas);
    }
    Document {
        openapi: "3.0.3",
        info: Info {
            title: "MultiPoint VPN by the sandbox operator",
            version: env!("CARGO_PKG_VERSION"),
            description: about(reading),
        },
        servers: vec![
            Server {
                url: current,
                description: "The version under work.",
            },
            Server {
                url: alpha,
                description: "The first alpha release.",
            },
            Server {
                url: release,
                description: "Version 0.1.",
            },
        ],
        tags: vec![
            Tag {
                name: oauth::TOKENS,
                description: "OAuth 2.0 with client credentials, and what the server says of itself.",
            },
            Tag {
                name: operations::ASSESSMENT,
                description: "What could be built, for how much and when.",
            },
            Tag {
                name: operations::NETWORKS,
                description: "Ordering, reading, changing and deleting networks.",
            },
        ],
        paths: operations::paths(offered)
            .into_iter()
            .chain(oauth::paths())
            .collect(),
        components: Components {
            schemas,
            security_schemes: security_schemes(),
        },
    }
}

fn about(reading: Reading) -> String {
    let reading = match reading {
        Reading::Lenient => {
            "It reads the published text as it was meant: identifiers may have a hyphen, Location \
             is a URL, and a change may come as plain JSON."
        }
        Reading::Strict => {
            "It keeps to the published text to the letter: identifiers may have no hyphen, \
             Location is a bare identifier, and a change has to be a merge patch."
        }
    };
    format!(
        "A simulated telecom operator that speaks the CAMARA MultiPoint VPN API. Nothing it says \
         is real. {reading} Bodies may have no property that is not described here; what begins \
         with x is an addition to the standard, and so is what is marked x-addition."
    )
}

fn security_schemes() -> Ordered<Value> {
    let scopes: Map<String, Value> = Scope::ALL
        .into_iter()
        .map(|scope| (scope.as_str().to_owned(), json!(scope.meaning())))
        .collect();
    Ordered::from_iter([
        (
            "clientSecret",
            json!({
                "type": "http",
                "scheme": "basic",
                "description": "The client's id and secret, for the token endpoint only.",
            }),
        ),
        (
            "openId",
            json!({
                "type": "openIdConnect",
                "description": "As the standard has it.",
                "openIdConnectUrl": DISCOVERY_PATH,
            }),
        ),
        (
            "clientCredentials",
            json!({
                "type": "oauth2",
                "description": "The one flow that there is: a token for the client itself.",
                "flows": {"clientCredentials": {"tokenUrl": TOKEN_PATH, "scopes": scopes}},
            }),
        ),
    ])
}

#[cfg(test)]
mod tests;
