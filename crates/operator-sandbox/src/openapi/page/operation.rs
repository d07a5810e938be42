//! One operation on the page.

use maud::{Markup, html};
use serde_json::Value;

use super::{ORIGIN, Shown, code_block, schema, table};
use crate::openapi::{
    document::{Answer, Document, Media, OperationItem, Parameter},
    oauth::FORM,
};

pub(super) fn shown(document: &Document, shown: &Shown<'_>) -> Markup {
    let Shown {
        path,
        method,
        operation,
        ..
    } = *shown;
    let id = operation.operation_id;
    html! {
        article aria-labelledby=(id) {
            h3 id=(id) {
                (operation.summary)
                @if operation.is_addition { " " span.mark { "addition" } }
            }
            p.route { span class={ "method " (method) } { (method) } " " code { (path) } }
            p { (operation.description) }
            (scopes(operation))
            @if !operation.parameters.is_empty() {
                h4 { "Parameters" }
                (parameters(operation))
            }
            @if let Some(body) = &operation.request_body {
                h4 { "Body" }
                @for (media_type, media) in body.content.iter() {
                    p { code { (media_type) } ": " (schema::kind(&media.schema)) }
                }
            }
            h4 { "With curl" }
            (code_block(&format!("{} with curl", operation.summary),
                &command(document, shown)))
            h4 { "Answers" }
            (answers(operation))
            @for (status, answer) in operation.responses.iter() {
                (example(status, answer))
            }
        }
    }
}

fn scopes(operation: &OperationItem) -> Markup {
    let mut scopes: Vec<&str> = operation
        .security
        .iter()
        .flat_map(|schemes| {
            schemes
                .iter()
                .flat_map(|(_, scopes)| scopes.iter().copied())
        })
        .collect();
    scopes.dedup();
    html! {
        @if !scopes.is_empty() {
            p { "Needs a token with " @for scope in scopes { code { (scope) } " " } }
        }
    }
}

fn parameters(operation: &OperationItem) -> Markup {
    let row = |parameter: &Parameter| {
        html! {
            th scope="row" { code { (parameter.name) } }
            td {
                (parameter.place)
                @if parameter.required { ", required" }
            }
            td { (schema::kind(&parameter.schema)) (schema::limits(&parameter.schema)) }
            td { (parameter.description) }
        }
    };
    let rows: Vec<Markup> = operation.parameters.iter().map(row).collect();
    table("Parameters", &["Name", "Where", "Value", "Meaning"], &rows)
}

fn answers(operation: &OperationItem) -> Markup {
    let row = |(status, answer): &(String, Answer)| {
        html! {
            th scope="row" { (status) }
            td { (answer.description) }
            td {
                @for (_, media) in answer.content.iter() { (schema::kind(&media.schema)) }
                @if answer.content.is_empty() { "No body" }
            }
        }
    };
    let rows: Vec<Markup> = operation.responses.iter().map(row).collect();
    table("Answers", &["Status", "Meaning", "Body"], &rows)
}

fn example(status: &str, answer: &Answer) -> Markup {
    let examples = answer
        .content
        .iter()
        .filter_map(|(_, media)| media.example.as_ref());
    html! {
        @for example in examples {
            details {
                summary { "Example of a " (status) }
                (code_block(&format!("Example of a {status}"), &pretty(example)))
            }
        }
    }
}

/// How to call the operation from a shell.
fn command(document: &Document, shown: &Shown<'_>) -> String {
    let Shown {
        path,
        item,
        method,
        operation,
    } = *shown;
    let server = item.servers.first().or(document.servers.first());
    let base = server.map_or("", |server| server.url).trim_end_matches('/');
    let path = path.replace('{', "$").replace('}', "");
    let mut lines = vec![format!(
        "curl -s -X {} \"{ORIGIN}{base}{path}\"",
        method.to_ascii_uppercase()
    )];
    let is_secured_by = |name: &str| {
        let mut ways = operation.security.iter();
        ways.any(|schemes| schemes.get(name).is_some())
    };
    if is_secured_by("openId") {
        lines.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    if is_secured_by("clientSecret") {
        lines.push("-u \"$CLIENT_ID:$CLIENT_SECRET\"".to_owned());
    }
    let body = operation
        .request_body
        .as_ref()
        .and_then(|body| body.content.iter().next());
    if let Some((media_type, media)) = body {
        lines.extend(sent(media_type, media));
    }
    lines.join(" \\\n  ")
}

/// The body in the words of curl, which sends a form unless it is told otherwise.
fn sent(media_type: &str, media: &Media) -> Vec<String> {
    let Some(example) = &media.example else {
        return Vec::new();
    };
    match example.as_object() {
        Some(parameters) if media_type == FORM => parameters
            .iter()
            .map(|(name, value)| format!("--data-urlencode '{name}={}'", schema::text(value)))
            .collect(),
        _ => vec![
            format!("-H 'Content-Type: {media_type}'"),
            format!("-d '{}'", pretty(example)),
        ],
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
