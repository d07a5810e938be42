//! What answers hold. They are open: a client has to ignore what it does not know.

use model::MAX_CONNECTIONS;

use super::{
    Offered,
    requests::{bandwidth, identifier, level},
    schema::Schema,
};
use crate::{
    Reading,
    http::LONGEST_MESSAGE,
    networks::{LARGEST_PAGE, LAST_PAGE},
};

/// Longest `waitDays`.
pub(super) const LONGEST_WAIT: u32 = 3_650;

/// The schemas of all answers, by name.
pub(super) fn schemas(offered: Offered) -> Vec<(&'static str, Schema)> {
    let mut schemas = vec![
        ("Network", network(offered.reading)),
        ("Lifecycle", lifecycle()),
        ("Observation", observation()),
        ("PendingChange", pending_change()),
        ("AssessmentResult", assessment()),
        ("Offer", offer()),
        ("ConnectionVerdict", verdict()),
        ("Amount", amount()),
        ("ErrorInfo", error()),
    ];
    if offered.is_listed {
        schemas.extend([
            ("NetworkList", network_list()),
            ("Pagination", pagination()),
        ]);
    }
    schemas
}

fn network(reading: Reading) -> Schema {
    Schema::object([
        (
            "serviceId",
            identifier(reading).described("What the operator calls the network."),
        ),
        ("serviceName", identifier(reading).described("As ordered.")),
        (
            "isProtected",
            Schema::boolean().described("As ordered; false where it was left out."),
        ),
        (
            "connections",
            Schema::array(Schema::named("Connection"))
                .count(1, MAX_CONNECTIONS)
                .described("As ordered."),
        ),
        (
            "sla",
            level().described("The service level, a pending change included."),
        ),
        (
            "guaranteeBandwidth",
            bandwidth().described("In Mbps on each connection, a pending change included."),
        ),
        (
            "duration",
            Schema::named("Duration").described("As granted: value and unit are always there."),
        ),
        (
            "routeProtocol",
            identifier(reading).described("As ordered."),
        ),
        (
            "resourceGroupId",
            identifier(reading).described("What the operator keeps the network's parts under."),
        ),
        (
            "cloudGatewayIp",
            Schema::text()
                .length(2, 45)
                .described("The gateway's address, IPv4 or IPv6."),
        ),
        (
            "xLifecycle",
            Schema::named("Lifecycle")
                .described("Where the network is in its life.")
                .added(),
        ),
        (
            "xObserved",
            Schema::named("Observation")
                .described("What was measured last; there once the network was available.")
                .added(),
        ),
    ])
    .requiring([
        "serviceId",
        "isProtected",
        "connections",
        "sla",
        "guaranteeBandwidth",
        "duration",
        "resourceGroupId",
        "cloudGatewayIp",
        "xLifecycle",
    ])
    .described("A network as the operator keeps it.")
}

fn network_list() -> Schema {
    Schema::object([
        (
            "items",
            Schema::array(Schema::named("Network"))
                .count(0, LARGEST_PAGE as usize)
                .described("The networks of this page, the oldest first."),
        ),
        (
            "pagination",
            Schema::named("Pagination").described("Where the page stands among all."),
        ),
    ])
    .requiring(["items", "pagination"])
    .described("One page of a client's networks.")
    .added()
}

fn pagination() -> Schema {
    let most = i32::MAX.cast_unsigned();
    Schema::object([
        ("page", Schema::integer(1, LAST_PAGE).described("As asked.")),
        (
            "perPage",
            Schema::integer(1, LARGEST_PAGE).described("As asked."),
        ),
        (
            "totalCount",
            Schema::integer(0, most).described("Networks in all."),
        ),
        (
            "totalPages",
            Schema::integer(0, most).described("Pages in all; 0 without any network."),
        ),
    ])
    .requiring(["page", "perPage", "totalCount", "totalPages"])
    .described("Where a page stands among all.")
    .added()
}

fn lifecycle() -> Schema {
    Schema::object([
        (
            "status",
            Schema::one_of_words(["REQUESTED", "AVAILABLE", "UNAVAILABLE"])
                .described("Being built, in use, or out of use."),
        ),
        (
            "statusInfo",
            Schema::one_of_words(["DELETE_REQUESTED", "DURATION_EXPIRED", "NETWORK_TERMINATED"])
                .described("Why, where there is more to say."),
        ),
        (
            "requestedAt",
            Schema::timestamp().described("When it was ordered."),
        ),
        (
            "startedAt",
            Schema::timestamp().described("When it could be used first."),
        ),
        (
            "expiresAt",
            Schema::timestamp().described("When its duration ends; promised from the order on."),
        ),
        (
            "pendingChange",
            Schema::named("PendingChange").described("What was asked for and is not in force yet."),
        ),
    ])
    .requiring(["status", "requestedAt", "expiresAt"])
    .described("Where a network is in its life.")
    .added()
}

fn observation() -> Schema {
    Schema::object([
        ("sla", level().described("The level that was kept.")),
        (
            "guaranteeBandwidth",
            bandwidth().described("What it carried, in Mbps."),
        ),
        (
            "latencyMs",
            Schema::number()
                .at_least(0)
                .described("There and back over the longest connection, in ms."),
        ),
        (
            "packetLossPercent",
            Schema::number().at_least(0).at_most(100).described("Loss."),
        ),
        (
            "servicedHours",
            Schema::integer(0, i32::MAX.cast_unsigned())
                .described("Whole hours since it became available."),
        ),
    ])
    .requiring([
        "sla",
        "guaranteeBandwidth",
        "latencyMs",
        "packetLossPercent",
        "servicedHours",
    ])
    .described("What was measured last.")
    .added()
}

fn pending_change() -> Schema {
    Schema::object([
        (
            "guaranteeBandwidth",
            bandwidth().described("The new bandwidth in Mbps."),
        ),
        ("sla", level().described("The new level.")),
    ])
    .described("New values on their way.")
    .added()
}

fn assessment() -> Schema {
    Schema::object([
        (
            "waitDays",
            wait_days().described("Until it could be ready."),
        ),
        ("sla", level().described("The best level that is offered.")),
        ("rent", Schema::named("Amount").described("For that level.")),
        (
            "xOffers",
            Schema::array(Schema::named("Offer"))
                .count(3, 3)
                .described("One for each level, in the order A, AA, AAA.")
                .added(),
        ),
        (
            "xConnections",
            Schema::array(Schema::named("ConnectionVerdict"))
                .count(1, MAX_CONNECTIONS)
                .described("One for each connection, in the order asked.")
                .added(),
        ),
    ])
    .requiring(["xOffers", "xConnections"])
    .described(
        "What could be built. Where no level is offered, waitDays, sla and rent are left out, \
         and the additions say why.",
    )
}

fn offer() -> Schema {
    Schema::object([
        ("sla", level().described("The level.")),
        (
            "feasible",
            Schema::boolean().described("Whether it can be had."),
        ),
        ("reason", reason()),
        ("rent", Schema::named("Amount").described("What it costs.")),
        (
            "rentPeriod",
            Schema::one_of_words(["MONTH", "TERM"])
                .described("What the rent covers: a month, or all of the duration asked for."),
        ),
        (
            "waitDays",
            wait_days().described("Until it could be ready."),
        ),
    ])
    .requiring(["sla", "feasible"])
    .described("One level.")
    .added()
}

fn verdict() -> Schema {
    let index = Schema::integer(0, MAX_CONNECTIONS as u32 - 1);
    Schema::object([
        ("index", index.described("Which connection, from 0.")),
        (
            "feasible",
            Schema::boolean().described("Whether it can be built at any level."),
        ),
        ("reason", reason()),
        (
            "distanceKm",
            Schema::number()
                .at_least(0)
                .described("The way's length in km."),
        ),
        (
            "latencyMs",
            Schema::number()
                .at_least(0)
                .described("There and back over the way, in ms."),
        ),
    ])
    .requiring(["index", "feasible", "distanceKm", "latencyMs"])
    .described("One connection.")
    .added()
}

fn amount() -> Schema {
    Schema::object([
        (
            "amount",
            Schema::number().at_least(0).described("How much."),
        ),
        (
            "currency",
            Schema::matching("^[A-Z]{3}$", 3).described("Of which currency (ISO 4217)."),
        ),
    ])
    .requiring(["amount", "currency"])
    .described("An amount of money. All of it is simulated.")
}

fn error() -> Schema {
    Schema::object([
        (
            "status",
            Schema::integer(100, 599).described("The HTTP status."),
        ),
        (
            "code",
            Schema::matching(r"^[A-Z0-9_]+(\.[A-Z0-9_]+)?$", 96)
                .described("What is wrong, for a program."),
        ),
        (
            "message",
            Schema::text()
                .length(1, LONGEST_MESSAGE)
                .described("What is wrong, for a person."),
        ),
    ])
    .requiring(["status", "code", "message"])
    .described("Why a request was not met.")
}

fn wait_days() -> Schema {
    Schema::integer(1, LONGEST_WAIT)
}

fn reason() -> Schema {
    Schema::text()
        .length(1, LONGEST_MESSAGE)
        .described("Why not.")
}
