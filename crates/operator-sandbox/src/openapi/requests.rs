//! What bodies may hold. Names, words and limits are those of the readers themselves.

use camara::request::{
    AddressType, AssessmentRequest, Connection, Duration, EdgeConnection, IpAddress, LONGEST_ID,
    LONGEST_LOCATION, NetworkCreate, NetworkExtend, NetworkUpdate, Properties as _,
};
use model::{EndpointKind, Level, MAX_CONNECTIONS, Mbps, TermUnit};
use rust_decimal::prelude::ToPrimitive as _;

use super::schema::Schema;
use crate::{
    Reading,
    networks::{DEFAULT_BANDWIDTH_MBPS, SHORTEST, longest},
};

/// The schemas of all bodies, by name.
pub(super) fn schemas(reading: Reading) -> Vec<(&'static str, Schema)> {
    let object = |describe: fn(&str, Reading) -> Schema, names: &[&'static str]| {
        let properties = names.iter().map(|name| (*name, describe(name, reading)));
        Schema::object(properties).closed()
    };
    let mut schemas = vec![
        (
            "NetworkCreate",
            protected(object(order, NetworkCreate::names()))
                .requiring(["connections"])
                .described("An order of a network."),
        ),
        (
            "NetworkUpdate",
            object(order, NetworkUpdate::names())
                .described("What is to be changed; what is left out stays."),
        ),
        (
            "NetworkExtend",
            object(extension, NetworkExtend::names())
                .requiring(["requestedAdditionalDuration"])
                .described("By how much a network is to last longer.")
                .added(),
        ),
        (
            "AssessmentRequest",
            protected(object(order, AssessmentRequest::names()))
                .requiring(["connections", "guaranteeBandwidth"])
                .described("What a network would be, without level or name."),
        ),
        (
            "Connection",
            object(connection, Connection::names())
                .requiring(["customerEdge", "providerEdge"])
                .described("One link between a customer's and a provider's edge."),
        ),
        (
            "EdgeConnection",
            object(edge, EdgeConnection::names())
                .requiring(["primaryIpAddress"])
                .described("One end of a connection."),
        ),
        ("Duration", duration()),
        (
            "IpAddress",
            Schema::told_apart(
                IpAddress::names().first().copied().unwrap_or_default(),
                &[("Ipv4Addr", "Ipv4Address"), ("Ipv6Addr", "Ipv6Address")],
            )
            .described("A bare address, without a prefix length."),
        ),
    ];
    schemas.extend(AddressType::ALL.map(address));
    schemas
}

/// A property of an order, an assessment or a change.
fn order(name: &str, reading: Reading) -> Schema {
    match name {
        "serviceName" => identifier(reading).described("The customer's name of the network."),
        "routeProtocol" => identifier(reading).described("How routes are exchanged."),
        "isProtected" => Schema::boolean().described(
            "Whether each edge has a second address; needed for AAA. Then each edge needs \
             secondaryIpAddress.",
        ),
        "connections" => Schema::array(Schema::named("Connection"))
            .count(1, MAX_CONNECTIONS)
            .described("What is to be connected."),
        "guaranteeBandwidth" => bandwidth().described(format!(
            "Guaranteed on each connection, in Mbps; {DEFAULT_BANDWIDTH_MBPS} for an order that \
             names none."
        )),
        "sla" => level().described("The service level; A for an order that names none."),
        "duration" => Schema::named("Duration")
            .described("How long the network is wanted; six calendar months where it is left out."),
        _ => Schema::default(),
    }
}

fn extension(name: &str, _: Reading) -> Schema {
    match name {
        "requestedAdditionalDuration" => Schema::named("Duration")
            .described("How much longer; in all it gets at most as long as any order."),
        _ => Schema::default(),
    }
}

fn connection(name: &str, reading: Reading) -> Schema {
    match name {
        "id" => identifier(reading).described("The customer's name of the connection."),
        "customerEdge" => Schema::named("EdgeConnection").described("The customer's end."),
        "providerEdge" => Schema::named("EdgeConnection").described("The provider's end."),
        _ => Schema::default(),
    }
}

fn edge(name: &str, reading: Reading) -> Schema {
    match name {
        "type" => {
            let kinds = [EndpointKind::Site, EndpointKind::Cloud];
            Schema::one_of_words(kinds.map(EndpointKind::as_str)).described("What stands there.")
        }
        "primaryIpAddress" => Schema::named("IpAddress").described("Its address."),
        "secondaryIpAddress" => Schema::named("IpAddress")
            .described("The address that takes over; needed with isProtected."),
        "location" => {
            let pattern = reading.pattern().expression(LONGEST_LOCATION);
            Schema::matching(pattern, LONGEST_LOCATION).described(
                "Where it is. The form N52.520008_E13.404954_Berlin places it on the map; any \
                 other text is kept and shown.",
            )
        }
        _ => Schema::default(),
    }
}

/// A service level.
pub(super) fn level() -> Schema {
    Schema::one_of_words(Level::ALL.map(Level::as_str))
}

/// A bandwidth in Mbps.
pub(super) fn bandwidth() -> Schema {
    Schema::integer(Mbps::MIN.get(), Mbps::MAX.get())
}

/// An identifier or a name.
pub(super) fn identifier(reading: Reading) -> Schema {
    Schema::matching(reading.pattern().expression(LONGEST_ID), LONGEST_ID)
}

/// With `isProtected` each edge has a second address. A body without it is not asked for one.
fn protected(body: Schema) -> Schema {
    let edge = || Schema::default().requiring(["secondaryIpAddress"]);
    let connection = Schema::condition([("customerEdge", edge()), ("providerEdge", edge())]);
    let connections = Schema {
        items: Some(Box::new(connection)),
        ..Schema::default()
    };
    let mut unprotected = Schema::boolean();
    unprotected.words = vec![false.into()];
    Schema {
        any_of: vec![
            Schema::condition([("isProtected", unprotected)]),
            Schema::condition([("connections", connections)]),
        ],
        ..body
    }
}

/// A duration. Its longest value depends on the unit, hours where there is none.
fn duration() -> Schema {
    let least = SHORTEST.to_f64().and_then(serde_json::Number::from_f64);
    let value = |unit| Schema {
        minimum: least.clone(),
        ..Schema::number().at_most(longest(unit))
    };
    let within = |unit: TermUnit| {
        let condition = Schema::condition([
            ("value", value(unit)),
            ("unit", Schema::one_of_words([unit.as_str()])),
        ]);
        match unit {
            TermUnit::Hours => condition,
            TermUnit::Minutes | TermUnit::Days | TermUnit::Months | TermUnit::Years => {
                condition.requiring(["unit"])
            }
        }
    };
    let describe = |name: &str| match name {
        "value" => value(TermUnit::Minutes)
            .defaulting(1)
            .described("How many units. At most a hundred years, at least a thousandth of a unit."),
        "unit" => Schema::one_of_words(TermUnit::ALL.map(TermUnit::as_str)).described(
            "The unit; hours where it is left out. Months and years are those of the calendar.",
        ),
        _ => Schema::default(),
    };
    let properties = Duration::names().iter().map(|name| (*name, describe(name)));
    Schema {
        any_of: TermUnit::ALL.map(within).into(),
        ..Schema::object(properties).closed()
    }
    .described("How long a network is wanted.")
}

fn address(family: AddressType) -> (&'static str, Schema) {
    let (name, format, longest, what) = match family {
        AddressType::Ipv4Addr => ("Ipv4Address", "ipv4", 15, "An IPv4 address."),
        AddressType::Ipv6Addr => ("Ipv6Address", "ipv6", 45, "An IPv6 address."),
    };
    let describe = |name: &str| match name {
        "addressType" => {
            Schema::one_of_words([family.as_str()]).described("Tells the families apart.")
        }
        "address" => Schema {
            format: Some(format),
            max_length: Some(longest),
            ..Schema::text()
        }
        .described("The address itself."),
        _ => Schema::default(),
    };
    let names = IpAddress::names();
    let properties = names.iter().map(|name| (*name, describe(name)));
    let schema = Schema::object(properties)
        .closed()
        .requiring(names.iter().copied())
        .described(what);
    (name, schema)
}
