//! Schemas on the page.

use maud::{Markup, html};
use serde_json::{Number, Value};

use super::{anchor, table};
use crate::openapi::schema::Schema;

/// A schema of the components.
pub(super) fn shown(name: &str, schema: &Schema) -> Markup {
    let id = anchor("schema", name);
    let row = |(name, property): &(String, Schema)| {
        html! {
            th scope="row" {
                code { (name) }
                @if schema.required.contains(&name.as_str()) { " " span.needed { "required" } }
                @if property.is_addition { " " span.mark { "addition" } }
            }
            td { (kind(property)) (limits(property)) }
            td { (property.description) }
        }
    };
    let rows: Vec<Markup> = schema.properties.iter().map(row).collect();
    html! {
        article aria-labelledby=(id) {
            h3 id=(id) {
                (name)
                @if schema.is_addition { " " span.mark { "addition" } }
            }
            @if !schema.description.is_empty() { p { (schema.description) } }
            @if rows.is_empty() {
                p { (kind(schema)) }
            } @else {
                (table(&format!("Properties of {name}"), &["Property", "Value", "Meaning"], &rows))
            }
        }
    }
}

/// What a value is, with links to the schemas it refers to.
pub(super) fn kind(schema: &Schema) -> Markup {
    if let Some(reference) = &schema.reference {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return html! { a href={ "#" (anchor("schema", name)) } { (name) } };
    }
    if let Some(first) = schema.all_of.first() {
        return kind(first);
    }
    if let Some(items) = &schema.items {
        return html! { "list of " (kind(items)) };
    }
    if !schema.one_of.is_empty() {
        return html! {
            @for (index, variant) in schema.one_of.iter().enumerate() {
                @if index > 0 { " or " }
                (kind(variant))
            }
        };
    }
    if !schema.words.is_empty() {
        return html! {
            @for (index, word) in schema.words.iter().enumerate() {
                @if index > 0 { ", " }
                code { (text(word)) }
            }
        };
    }
    html! {
        @match (schema.kind, schema.format) {
            (Some("string"), Some("date-time")) => { "moment (RFC 3339)" }
            (Some("string"), Some(format)) => { (format) }
            (Some("string"), None) => { "text" }
            (Some("boolean"), _) => { "true or false" }
            (Some("integer"), _) => { "whole number" }
            (Some(kind), _) => { (kind) }
            (None, _) => { "anything" }
        }
    }
}

/// The limits of a value, each after a comma.
pub(super) fn limits(schema: &Schema) -> Markup {
    let number = |number: &Option<Number>| number.as_ref().map(Number::to_string);
    let count = |count: Option<usize>| count.map(|count| count.to_string());
    let limits = [
        (number(&schema.minimum), number(&schema.maximum), ""),
        (
            count(schema.min_length),
            count(schema.max_length),
            " characters",
        ),
        (count(schema.min_items), count(schema.max_items), " items"),
    ];
    html! {
        @for (least, most, what) in &limits {
            @match (least, most) {
                (Some(least), Some(most)) => { ", " (least) " to " (most) (what) }
                (Some(least), None) => { ", from " (least) (what) }
                (None, Some(most)) => { ", up to " (most) (what) }
                (None, None) => {}
            }
        }
        @if let Some(default) = &schema.default { ", " (text(default)) " where left out" }
        @if let Some(pattern) = &schema.pattern { br; code { (pattern) } }
    }
}

/// A value as it is written without quotes.
pub(super) fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
