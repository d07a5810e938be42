//! The document for people: one page without scripts and without anything from elsewhere.

mod operation;
mod schema;

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    DOCUMENT_PATH, SITE_TO_CLOUD_DOCUMENT_PATH,
    document::{Document, OperationItem, PathItem, Tag},
};
use crate::{
    oauth::{Scope, TOKEN_PATH},
    random::digest,
};

const STYLE: &str = include_str!("style.css");
/// Stands for the operator's address until someone asks for the page.
const ORIGIN: &str = "http://origin.invalid";

/// The page, but for the address it is read at.
pub(super) struct Page {
    html: String,
    policy: HeaderValue,
}

impl Page {
    pub(super) fn of(document: &Document) -> Self {
        let style = BASE64_STANDARD.encode(digest(STYLE.as_bytes()));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action \
             'none'; frame-ancestors 'none'"
        );
        Self {
            html: whole(document).into_string(),
            policy: HeaderValue::try_from(policy)
                .unwrap_or(HeaderValue::from_static("default-src 'none'")),
        }
    }

    pub(super) fn answer(&self, request: &HeaderMap) -> Response {
        let host = request
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        // Checked before to be a loopback address, escaped all the same.
        let origin = html! { "http://" (host.unwrap_or("127.0.0.1:9091")) };
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            ),
            (header::CONTENT_SECURITY_POLICY, self.policy.clone()),
            (
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            ),
            (
                header::REFERRER_POLICY,
                HeaderValue::from_static("no-referrer"),
            ),
        ];
        (headers, self.html.replace(ORIGIN, &origin.into_string())).into_response()
    }
}

fn whole(document: &Document) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (document.info.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header {
                    p.mark { "Simulated" }
                    h1 { (document.info.title) }
                    p { (document.info.description) }
                    p { a href=(DOCUMENT_PATH) { "The same as an OpenAPI document" } }
                    p {
                        a href=(SITE_TO_CLOUD_DOCUMENT_PATH) {
                            "The OpenAPI document of Site-to-Cloud VPN, which is served too"
                        }
                    }
                }
                (contents(document))
                main id="content" {
                    (base_paths(document))
                    (tokens())
                    (conventions())
                    @for tag in &document.tags {
                        section aria-labelledby=(anchor("tag", tag.name)) {
                            h2 id=(anchor("tag", tag.name)) { (tag.name) }
                            p { (tag.description) }
                            @for shown in shown(document, tag) {
                                (operation::shown(document, &shown))
                            }
                        }
                    }
                    section aria-labelledby="schemas" {
                        h2 id="schemas" { "Schemas" }
                        @for (name, schema) in document.components.schemas.iter() {
                            (schema::shown(name, schema))
                        }
                    }
                }
            }
        }
    }
}

fn contents(document: &Document) -> Markup {
    html! {
        nav aria-label="Contents" {
            ul {
                li { a href="#base-paths" { "Base paths" } }
                li { a href="#tokens" { "Getting a token" } }
                li { a href="#conventions" { "What holds everywhere" } }
                @for tag in &document.tags {
                    li {
                        a href={ "#" (anchor("tag", tag.name)) } { (tag.name) }
                        ul {
                            @for Shown { path, method, operation, .. } in shown(document, tag) {
                                li {
                                    a href={ "#" (operation.operation_id) } {
                                        span class={ "method " (method) } { (method) }
                                        span { (operation.summary) }
                                        span.hidden { ", " (path) }
                                    }
                                }
                            }
                        }
                    }
                }
                li { a href="#schemas" { "Schemas" } }
            }
        }
    }
}

/// An operation, and where it is.
struct Shown<'a> {
    path: &'a str,
    item: &'a PathItem,
    method: &'a str,
    operation: &'a OperationItem,
}

/// The operations under a heading, in the order of the page.
fn shown<'a>(document: &'a Document, tag: &Tag) -> impl Iterator<Item = Shown<'a>> {
    let name = tag.name;
    let paths = document.paths.iter();
    let operations = paths.flat_map(|(path, item)| {
        item.operations
            .iter()
            .map(move |(method, operation)| Shown {
                path,
                item,
                method,
                operation,
            })
    });
    operations.filter(move |shown| shown.operation.tags == [name])
}

fn base_paths(document: &Document) -> Markup {
    html! {
        section aria-labelledby="base-paths" {
            h2 id="base-paths" { "Base paths" }
            p { "All of them are one API; links stay within the one that was called." }
            ul {
                @for server in &document.servers {
                    li { code { (ORIGIN) (server.url) } " – " (server.description) }
                }
            }
        }
    }
}

fn tokens() -> Markup {
    let scopes: Vec<_> = Scope::ALL.iter().map(|scope| scope.as_str()).collect();
    let command = format!(
        "curl -s {ORIGIN}{TOKEN_PATH} \\\n  -u \"$CLIENT_ID:$CLIENT_SECRET\" \\\n  -d \
         grant_type=client_credentials \\\n  -d \"scope={}\"",
        scopes.join(" ")
    );
    html! {
        section aria-labelledby="tokens" {
            h2 id="tokens" { "Getting a token" }
            p {
                "The operator prints its client id when it is ready. The secret is in the file "
                "beside its database, named after it with .secret at the end, or is printed with "
                code { "--print-secret" } "."
            }
            (code_block("Getting a token with curl", &command))
            p {
                "The answer holds " code { "access_token" } ", valid for an hour. Send it as "
                code { "Authorization: Bearer …" } "; the examples below call it "
                code { "$TOKEN" } ". Ask for no more scopes than you need:"
            }
            (table("Scopes", &["Scope", "Allows to"], &Scope::ALL.map(|scope| {
                html! { th scope="row" { code { (scope.as_str()) } } td { (scope.meaning()) } }
            })))
        }
    }
}

fn conventions() -> Markup {
    html! {
        section aria-labelledby="conventions" {
            h2 id="conventions" { "What holds everywhere" }
            ul {
                li {
                    "A request is checked in this order: path and method, token, scope, "
                    code { "x-correlator" } ", media types, identifier in the path, size, body, "
                    "whose network it is, its state, and whether it can be built."
                }
                li { "Bodies may have no unknown, repeated or null property at any depth." }
                li { "Answers may have more than is shown here: ignore what you do not know." }
                li { "What is marked “addition” is not in the published API." }
            }
        }
    }
}

/// A table with a caption for those who cannot see where it stands.
fn table(caption: &str, columns: &[&str], rows: &[Markup]) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(caption) {
            table {
                caption.hidden { (caption) }
                thead { tr { @for column in columns { th scope="col" { (column) } } } }
                tbody { @for row in rows { tr { (row) } } }
            }
        }
    }
}

fn code_block(label: &str, code: &str) -> Markup {
    html! {
        pre.scroll role="region" tabindex="0" aria-label=(label) { code { (code) } }
    }
}

fn anchor(kind: &str, name: &str) -> String {
    format!("{kind}-{}", name.replace(' ', "-"))
}
