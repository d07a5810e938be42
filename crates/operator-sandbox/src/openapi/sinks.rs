//! What the document says of sinks, for an operator that takes them in orders.

use camara::request::{Properties as _, SinkCredential};

use super::{document::Ordered, schema::Schema};
use crate::{
    http::Failure,
    notifications::{InvalidSink, LONGEST_TOKEN, LONGEST_URL, OrderSinks},
};

/// Why an order is refused for its sink.
pub(super) fn refusals(order_sinks: OrderSinks) -> Vec<Failure> {
    match order_sinks {
        OrderSinks::Unknown => Vec::new(),
        OrderSinks::Taken => [
            InvalidSink::Url("is not a URL"),
            InvalidSink::CredentialType,
            InvalidSink::TokenType,
            InvalidSink::KeyNotConfigured,
        ]
        .map(Failure::Sink)
        .into(),
    }
}

/// Adds the properties of orders and answers.
pub(super) fn add_to(schemas: &mut Ordered<Schema>) {
    for (name, schema) in &mut schemas.0 {
        match name.as_str() {
            "NetworkCreate" | "ServiceOrder" => {
                let credential = Schema::named("SinkCredential")
                    .described("What the sink knows the operator by; never shown again.");
                add(schema, "sink", sink());
                add(schema, "sinkCredential", credential);
            }
            "Network" | "Ordered" | "Service" => add(schema, "sink", sink()),
            _ => {}
        }
    }
    schemas.0.push(("SinkCredential".to_owned(), credential()));
}

fn add(schema: &mut Schema, name: &str, property: Schema) {
    schema
        .properties
        .0
        .push((name.to_owned(), property.added()));
}

fn sink() -> Schema {
    Schema::matching("^https?://.+$", LONGEST_URL)
        .described("Where to tell of the network: https, or http to the operator's machine.")
}

fn credential() -> Schema {
    let describe = |name: &str| match name {
        "credentialType" => {
            Schema::one_of_words(["ACCESSTOKEN"]).described("The one type that is taken.")
        }
        "accessToken" => Schema::matching("^[!-~]+$", LONGEST_TOKEN).described("The token."),
        "accessTokenExpiresUtc" => {
            Schema::timestamp().described("Until when; nothing is told later.")
        }
        "accessTokenType" => {
            Schema::one_of_words(["bearer"]).described("How the token is presented.")
        }
        _ => Schema::default(),
    };
    let names = SinkCredential::names();
    Schema::object(names.iter().map(|name| (*name, describe(name))))
        .closed()
        .requiring(names.iter().copied())
        .described("What a sink knows the operator by.")
        .added()
}
