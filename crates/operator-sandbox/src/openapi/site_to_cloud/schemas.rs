//! What requests and answers of Site-to-Cloud VPN hold. Names and limits of requests are those
//! of the readers themselves.

use camara::{
    request::Properties as _,
    site_to_cloud::{
        AssessmentRequest, CORRECTED, LONGEST_LOCATION, LONGEST_NAME, ServiceChange, ServiceOrder,
    },
};
use model::{EndpointKind, Routing, TermUnit};

use super::super::{
    answers,
    requests::{bandwidth, level},
    schema::Schema,
};
use crate::{Reading, networks::longest};

/// The schemas of all bodies, by name.
pub(super) fn all(reading: Reading) -> Vec<(&'static str, Schema)> {
    let mut schemas = vec![
        (
            "ServiceOrder",
            body(
                reading,
                ServiceOrder::names(),
                &["primaryCEIP", "primaryPEIP"],
            )
            .described("An order of a service."),
        ),
        (
            "AssessmentRequest",
            body(
                reading,
                AssessmentRequest::names(),
                &["primaryCEIP", "primaryPEIP", "guaranteeBandwidth"],
            )
            .described("What a service would be, without level or name."),
        ),
        (
            "ServiceChange",
            body(reading, ServiceChange::names(), &["serviceID"])
                .described("What is to be changed."),
        ),
        ("Assessment", assessment()),
        ("Ordered", ordered()),
        ("Service", service()),
        ("Changed", changed()),
        ("FinalReport", report()),
    ];
    let shared = ["Offer", "Amount", "Lifecycle", "PendingChange", "ErrorInfo"];
    let answers = answers::schemas(reading.into()).into_iter();
    schemas.extend(answers.filter(|(name, _)| shared.contains(name)));
    schemas
}

/// A request. `names` are all those that its reader knows, other spellings included.
fn body(reading: Reading, names: &'static [&'static str], required: &[&'static str]) -> Schema {
    let properties = names.iter().filter_map(|name| {
        let published = CORRECTED.iter().find(|(other, _)| other == name);
        match (published, reading) {
            (None, _) => Some((*name, asked(name))),
            (Some(_), Reading::Strict) => None,
            (Some((_, published)), Reading::Lenient) => {
                let described = format!("Another spelling of {published}.");
                Some((*name, asked(published).described(described)))
            }
        }
    });
    let mut schema = Schema::object(properties).closed();
    for name in required {
        let others = CORRECTED.iter().filter(|(_, published)| published == name);
        let spellings: Vec<_> = std::iter::once(*name)
            .chain(others.map(|(other, _)| *other))
            .filter(|spelling| schema.properties.get(spelling).is_some())
            .map(|spelling| Schema::default().requiring([spelling]))
            .collect();
        if spellings.len() == 1 {
            schema.required.push(name);
        } else {
            schema.any_of = spellings;
        }
    }
    schema
}

/// A property of a request.
fn asked(name: &str) -> Schema {
    let kinds = || {
        let kinds = [EndpointKind::Site, EndpointKind::Cloud];
        Schema::one_of_words(kinds.map(EndpointKind::as_str))
    };
    match name {
        "servceName" => Schema::text()
            .length(1, LONGEST_NAME)
            .described("The customer's name of the service."),
        "serviceID" => Schema::text().described("Which service."),
        "isProtected" => Schema::boolean()
            .described("Whether the secondary addresses are used; both are needed then."),
        "CEType" => kinds().described("What stands at the customer edge."),
        "PEType" => kinds().described("What stands at the provider edge."),
        "primaryCEIP" => address().described("The customer edge's address."),
        "secondaryCEIP" => address().described("The customer edge's second address."),
        "primaryPEIP" => address().described("The provider edge's address."),
        "secondaryPEIP" => address().described("The provider edge's second address."),
        "SLA" => level().described("The level; A for an order that names none."),
        "guaranteeBandwidth" => bandwidth().described("Guaranteed bandwidth in Mbps."),
        "duration" => Schema::integer(1, longest(TermUnit::Hours))
            .described("Hours; six calendar months where it is left out."),
        "CELocation" => Schema::text()
            .length(0, LONGEST_LOCATION)
            .described("Where the customer edge is, free text."),
        "routeProtocal" => Schema::one_of_words(Routing::ALL.map(Routing::as_str))
            .described("How routes are exchanged."),
        _ => Schema::default(),
    }
}

fn assessment() -> Schema {
    let rent = || Schema::integer(0, i32::MAX.cast_unsigned());
    let solution = |more: Vec<(&'static str, Schema)>| {
        let shared = [
            ("SLA", level().described("The level.")),
            (
                "rent",
                rent().described("A month, in whole units of the operator's currency."),
            ),
        ];
        let required: Vec<_> = more.iter().map(|(name, _)| *name).collect();
        Schema::object(more.into_iter().chain(shared))
            .requiring(required.into_iter().chain(["SLA", "rent"]))
            .closed()
    };
    let waitdays = Schema::integer(1, answers::LONGEST_WAIT).described("Until it can be offered.");
    Schema::object([
        (
            "solution1",
            Schema::array(solution(Vec::new()))
                .count(0, 3)
                .described("The levels available now."),
        ),
        (
            "solution2",
            solution(vec![("waitdays", waitdays)]).described("The best of the others."),
        ),
        (
            "xOffers",
            Schema::array(Schema::named("Offer"))
                .count(3, 3)
                .described("Every level, with its reason or its rent.")
                .added(),
        ),
    ])
    .requiring(["solution1", "xOffers"])
    .described("What there is now, and what there will be.")
}

fn ordered() -> Schema {
    Schema::object([
        ("serviceId", text("What the operator calls the service.")),
        (
            "resourceGroupId",
            text("What the operator keeps the service's parts under."),
        ),
        ("cloudGatewayIP", text("The gateway's address.")),
        ("xLifecycle", lifecycle()),
    ])
    .requiring([
        "serviceId",
        "resourceGroupId",
        "cloudGatewayIP",
        "xLifecycle",
    ])
    .described("The answer to an order.")
}

fn changed() -> Schema {
    Schema::object([
        ("serviceId", text("What the operator calls the service.")),
        (
            "GuaranteeBandwidth",
            Schema::matching("^[0-9]+$", 7).described("The bandwidth in Mbps, as a text."),
        ),
        ("slaLevel", level().described("The level.")),
    ])
    .requiring(["serviceId", "GuaranteeBandwidth", "slaLevel"])
    .described("The values after a change.")
}

fn service() -> Schema {
    let hours = Schema::integer(0, longest(TermUnit::Hours));
    let bought = vec![
        ("purchasedSLA", level().described("The level bought.")),
        (
            "purchasedGuaranteeBandwidth",
            bandwidth().described("The bandwidth bought, in Mbps."),
        ),
        ("purchasedDuration", hours.described("Hours bought.")),
    ];
    let required: Vec<_> = bought.iter().map(|(name, _)| *name).collect();
    Schema::object(
        delivered()
            .into_iter()
            .chain(bought)
            .chain([("xLifecycle", lifecycle())]),
    )
    .requiring(ALWAYS.into_iter().chain(required).chain(["xLifecycle"]))
    .described("What was bought and what is delivered.")
}

fn report() -> Schema {
    Schema::object(delivered())
        .requiring(ALWAYS)
        .described("The last report of a service that is deleted.")
}

/// What is there of a service whatever its state.
const ALWAYS: [&str; 5] = [
    "serviceId",
    "isProtected",
    "primaryCEIP",
    "primaryPEIP",
    "servicedDuration",
];

fn delivered() -> Vec<(&'static str, Schema)> {
    let count = || Schema::integer(0, i32::MAX.cast_unsigned());
    vec![
        ("serviceId", text("What the operator calls the service.")),
        ("isProtected", Schema::boolean().described("As ordered.")),
        ("primaryCEIP", address().described("As ordered.")),
        ("secondaryCEIP", address().described("As ordered.")),
        ("primaryPEIP", address().described("As ordered.")),
        ("secondaryPEIP", address().described("As ordered.")),
        ("actualSLA", level().described("The level delivered.")),
        (
            "actualGuaranteeBandwidth",
            bandwidth().described("The bandwidth delivered, in Mbps."),
        ),
        (
            "actualLatency",
            count().described("There and back, in whole ms."),
        ),
        (
            "actualPacketLostRate",
            Schema::number()
                .at_least(0)
                .at_most(100)
                .described("Packets lost, in percent."),
        ),
        (
            "servicedDuration",
            count().described("Whole hours since it was ready."),
        ),
    ]
}

fn lifecycle() -> Schema {
    Schema::named("Lifecycle")
        .described("Where the service is in its life.")
        .added()
}

fn address() -> Schema {
    Schema {
        format: Some("ipv4"),
        max_length: Some(15),
        ..Schema::text()
    }
}

fn text(description: &str) -> Schema {
    Schema::text().described(description)
}
