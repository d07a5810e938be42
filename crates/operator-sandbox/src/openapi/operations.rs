//! The operations of MultiPoint VPN: scopes, media types and errors are those of the handlers.

use serde_json::{Value, json};

use super::{
    Offered,
    answer::{answered, refused, with_header},
    document::{Answer, Header, Media, OperationItem, Ordered, Parameter, PathItem, RequestBody},
    examples,
    requests::identifier,
    schema::Schema,
    sinks,
};
use crate::{
    Reading,
    assessment::Assess,
    backbone::{Refusal, RefusalKind},
    dialect::Dialect,
    http::{BodyKind, Failure, Operation, correlator, needs_correlator},
    limits::TooManyRequests,
    networks::{
        CreateNetwork, DEFAULT_PAGE, DeleteNetwork, ExtendNetwork, GetNetwork, LARGEST_PAGE,
        LAST_PAGE, ListNetworks, UpdateNetwork,
    },
};

pub(super) const NETWORKS: &str = "Networks";
pub(super) const ASSESSMENT: &str = "Assessment";

/// What distinguishes an operation from the others.
pub(super) struct Description {
    pub(super) id: &'static str,
    pub(super) tag: &'static str,
    pub(super) summary: &'static str,
    pub(super) description: &'static str,
    /// The schema of the body and an example of it.
    pub(super) body: Option<(&'static str, Value)>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) success: (u16, Answer),
    pub(super) refusals: Vec<Failure>,
}

/// The paths under the base path.
pub(super) fn paths(offered: Offered) -> Vec<(&'static str, PathItem)> {
    let reading = offered.reading;
    let item = |operations: Vec<(&str, OperationItem)>| PathItem {
        operations: operations.into_iter().collect(),
        ..PathItem::default()
    };
    vec![
        ("/assessment", item(vec![("post", assess(reading))])),
        (
            "/networks",
            item(
                std::iter::once(("post", create(offered)))
                    .chain(offered.is_listed.then(|| ("get", list(reading))))
                    .collect(),
            ),
        ),
        (
            "/networks/{serviceId}",
            item(vec![
                ("get", read(reading)),
                ("patch", update(reading)),
                ("delete", delete(reading)),
            ]),
        ),
        (
            "/networks/{serviceId}/extend",
            item(vec![("post", extend(reading))]),
        ),
    ]
}

fn assess(reading: Reading) -> OperationItem {
    operation::<Assess>(
        reading,
        Description {
            id: "assessConnectionFeasibility",
            tag: ASSESSMENT,
            summary: "Ask what could be built",
            description: "Says the best level, its rent and the days to wait, and in xOffers the \
                          same of each level. Orders nothing and keeps nothing.",
            body: Some(("AssessmentRequest", examples::assessment())),
            parameters: Vec::new(),
            success: (
                200,
                json_answer(
                    "What could be built.",
                    "AssessmentResult",
                    examples::assessment_result(),
                ),
            ),
            refusals: vec![out_of_range()],
        },
    )
}

fn create(offered: Offered) -> OperationItem {
    let reading = offered.reading;
    let location = match reading {
        Reading::Lenient => Schema {
            format: Some("uri"),
            ..Schema::text()
        },
        Reading::Strict => identifier(reading),
    };
    let location = Header {
        description: "Where the network is. An absolute URL; read strictly, its serviceId.",
        required: true,
        schema: location,
    };
    let created = json_answer("The network as it is kept.", "Network", examples::network());
    operation::<CreateNetwork>(
        reading,
        Description {
            id: "createNetwork",
            tag: NETWORKS,
            summary: "Order a network",
            description: "The network is there at once and is in use after the operator's delay; \
                          xLifecycle says when.",
            body: Some(("NetworkCreate", examples::order())),
            parameters: vec![idempotency_key()],
            success: (201, with_header(created, "Location", location)),
            refusals: [
                vec![
                    out_of_range(),
                    Failure::IdempotencyKeyReused,
                    Failure::QuotaExceeded,
                ],
                cannot_be_built(),
                sinks::refusals(offered.order_sinks),
            ]
            .into_iter()
            .flatten()
            .collect(),
        },
    )
}

fn list(reading: Reading) -> OperationItem {
    let number = |name, most, absent: u32, description| Parameter {
        name,
        place: "query",
        required: false,
        description,
        schema: Schema::integer(1, most).defaulting(absent),
    };
    operation::<ListNetworks>(
        reading,
        Description {
            id: "listNetworks",
            tag: NETWORKS,
            summary: "List your networks",
            description: "The client's own networks, the oldest first; those that can be read \
                          one by one. A page beyond the last is empty.",
            body: None,
            parameters: vec![
                number("page", LAST_PAGE, 1, "Which page, from 1."),
                number("perPage", LARGEST_PAGE, DEFAULT_PAGE, "How many at a time."),
            ],
            success: (
                200,
                json_answer("One page.", "NetworkList", examples::network_list()),
            ),
            refusals: Vec::new(),
        },
    )
    .added()
}

fn read(reading: Reading) -> OperationItem {
    operation::<GetNetwork>(
        reading,
        Description {
            id: "getNetwork",
            tag: NETWORKS,
            summary: "Read a network",
            description: "A network whose duration is over can be read for ten minutes more.",
            body: None,
            parameters: vec![service_id(reading)],
            success: (
                200,
                json_answer("The network as it is kept.", "Network", examples::network()),
            ),
            refusals: vec![not_found()],
        },
    )
}

fn update(reading: Reading) -> OperationItem {
    operation::<UpdateNetwork>(
        reading,
        Description {
            id: "updateNetwork",
            tag: NETWORKS,
            summary: "Change bandwidth or level",
            description: "Answers with the new values. Until they are in force they stand in \
                          xLifecycle.pendingChange as well.",
            body: Some(("NetworkUpdate", examples::change())),
            parameters: vec![service_id(reading)],
            success: (
                200,
                json_answer(
                    "The network with the new values.",
                    "Network",
                    examples::network(),
                ),
            ),
            refusals: [
                vec![
                    not_found(),
                    Failure::IncompatibleState("The network is being deleted."),
                ],
                cannot_be_built(),
            ]
            .into_iter()
            .flatten()
            .collect(),
        },
    )
}

fn delete(reading: Reading) -> OperationItem {
    operation::<DeleteNetwork>(
        reading,
        Description {
            id: "deleteNetwork",
            tag: NETWORKS,
            summary: "Delete a network",
            description: "Accepted at once and done after the operator's delay; until then the \
                          network can be read, and xLifecycle says that its deletion was asked \
                          for. Asking again changes nothing.",
            body: None,
            parameters: vec![service_id(reading)],
            success: (
                202,
                answered("Accepted. There is no body.", Ordered::default()),
            ),
            refusals: vec![not_found()],
        },
    )
}

fn extend(reading: Reading) -> OperationItem {
    operation::<ExtendNetwork>(
        reading,
        Description {
            id: "extendNetwork",
            tag: NETWORKS,
            summary: "Prolong a network",
            description: "Only a network that is available can be extended.",
            body: Some(("NetworkExtend", examples::extension())),
            parameters: vec![service_id(reading)],
            success: (
                200,
                json_answer(
                    "The network with its new end.",
                    "Network",
                    examples::network(),
                ),
            ),
            refusals: vec![
                out_of_range(),
                not_found(),
                Failure::IncompatibleState("Only a network that is available can be extended."),
            ],
        },
    )
    .added()
}

/// What follows from the handler of `O`, together with what is said of it.
pub(super) fn operation<O: Operation>(reading: Reading, said: Description) -> OperationItem {
    let mut refusals = vec![
        Failure::InvalidArgument("/guaranteeBandwidth: is missing".to_owned()),
        Failure::Unauthenticated,
        Failure::PermissionDenied(format!("The token lacks the scope {}.", O::SCOPE.as_str())),
        Failure::NotAcceptable,
    ];
    if O::BODY != BodyKind::None {
        refusals.push(Failure::UnsupportedMediaType);
    }
    refusals.push(Failure::TooManyRequests(TooManyRequests { retry_after: 1 }));
    refusals.extend(said.refusals);
    refusals.push(Failure::Internal);
    let (status, success) = said.success;
    let success = [(status.to_string(), success)];
    let scheme = |name: &str| Ordered::from_iter([(name, vec![O::SCOPE.as_str()])]);
    let media_types = O::BODY.media_types(reading).iter();
    let correlator = Parameter {
        required: needs_correlator(O::DIALECT, reading),
        ..correlator_parameter()
    };
    OperationItem {
        operation_id: said.id,
        is_addition: false,
        tags: [said.tag],
        summary: said.summary,
        description: said.description.to_owned(),
        security: vec![scheme("openId"), scheme("clientCredentials")],
        parameters: [vec![correlator], said.parameters].concat(),
        request_body: said.body.map(|(schema, example)| RequestBody {
            required: true,
            content: media_types
                .filter_map(|media_type| media_type.name())
                .map(|name| (name, media(schema, example.clone())))
                .collect(),
        }),
        responses: success
            .into_iter()
            .chain(refused(refusals, O::DIALECT))
            .collect(),
    }
}

pub(super) fn json_answer(description: &'static str, schema: &str, example: Value) -> Answer {
    answered(
        description,
        Ordered::from_iter([("application/json", media(schema, example))]),
    )
}

fn media(schema: &str, example: Value) -> Media {
    Media {
        schema: Schema::named(schema),
        example: Some(example),
    }
}

pub(super) fn correlator_parameter() -> Parameter {
    Parameter {
        name: "x-correlator",
        place: "header",
        required: false,
        description: "Ties requests and answers together; comes back on the answer.",
        schema: Schema::matching(correlator::PATTERN, 256),
    }
}

fn service_id(reading: Reading) -> Parameter {
    Parameter {
        name: "serviceId",
        place: "path",
        required: true,
        description: "What the operator calls the network.",
        schema: identifier(reading),
    }
}

pub(super) fn idempotency_key() -> Parameter {
    Parameter {
        name: "x-idempotency-key",
        place: "header",
        required: false,
        description: "An addition to the standard. For 24 hours the same order under the same \
                      key gets the same answer; Idempotency-Key is taken as well.",
        schema: Schema::matching("^[!-~]{1,255}$", 255),
    }
}

fn out_of_range() -> Failure {
    Failure::OutOfRange("duration/value is more than 100 years.".to_owned())
}

pub(super) fn not_found() -> Failure {
    Failure::NotFound("There is no network of this serviceId.")
}

/// Every kind of refusal by the backbone.
fn cannot_be_built() -> Vec<Failure> {
    RefusalKind::ALL
        .map(|kind| {
            let reason = "The operator cannot build it; the message says why.".to_owned();
            Failure::Refused(Refusal { kind, reason })
        })
        .into()
}

/// The example of an error.
pub(super) fn error_example(failure: Failure, dialect: Dialect) -> Value {
    let (status, code) = failure.coded(dialect);
    json!({"status": status.as_u16(), "code": code, "message": failure.message()})
}
