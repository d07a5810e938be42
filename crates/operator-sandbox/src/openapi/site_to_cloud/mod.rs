//! Site-to-Cloud VPN 0.1 as a document of its own. The published file is not valid OpenAPI;
//! this one is, and describes the same names.

mod schemas;

use camara::site_to_cloud::SERVICE_ID_PARAMETERS;
use serde_json::Value;

use super::{
    Offered,
    document::{
        Components, Document, Info, OperationItem, Ordered, Parameter, PathItem, Server, Tag,
    },
    operations::{Description, idempotency_key, json_answer, not_found, operation},
    schema::Schema,
    security_schemes, sinks,
};
use crate::{
    Reading,
    http::Failure,
    notifications::OrderSinks,
    site_to_cloud::{
        AssessService, ChangeService, CreateService, DeleteService, ReadService, SITE_TO_CLOUD_PATH,
    },
};

const ASSESSMENT: &str = "Assessment";
const SERVICES: &str = "Services";

/// The golden fixtures of `camara` are the examples.
macro_rules! golden {
    ($name:literal) => {
        serde_json::from_str::<Value>(include_str!(concat!(
            "../../../../camara/fixtures/site-to-cloud/",
            $name
        )))
        .unwrap_or_default()
    };
}

pub(super) fn document(offered: Offered) -> Document {
    let Offered {
        reading,
        order_sinks,
        ..
    } = offered;
    let mut schemas: Ordered<_> = schemas::all(reading).into_iter().collect();
    if order_sinks == OrderSinks::Taken {
        sinks::add_to(&mut schemas);
    }
    Document {
        openapi: "3.0.3",
        info: Info {
            title: "Site-to-Cloud VPN 0.1 by the sandbox operator",
            version: env!("CARGO_PKG_VERSION"),
            description: about(reading),
        },
        servers: vec![Server {
            url: SITE_TO_CLOUD_PATH,
            description: "Where the published file has it.",
        }],
        tags: vec![
            Tag {
                name: ASSESSMENT,
                description: "The levels there are now, and one that there will be.",
            },
            Tag {
                name: SERVICES,
                description: "Ordering, reading, changing and deleting services.",
            },
        ],
        paths: paths(reading, order_sinks).into_iter().collect(),
        components: Components {
            schemas,
            security_schemes: security_schemes(),
        },
    }
}

fn about(reading: Reading) -> String {
    let spelling = match reading {
        Reading::Lenient => "In requests they may be spelt correctly as well.",
        Reading::Strict => "They have to be spelt so, and X-Correlator is required.",
    };
    format!(
        "A simulated telecom operator that speaks the CAMARA Site-to-Cloud VPN API 0.1 as well. \
         Nothing it says is real. Names are misspelt as published. {spelling} What begins with x \
         is an addition to the standard."
    )
}

fn paths(reading: Reading, order_sinks: OrderSinks) -> Vec<(&'static str, PathItem)> {
    let item = |operations: Vec<(&str, OperationItem)>| PathItem {
        operations: operations.into_iter().collect(),
        ..PathItem::default()
    };
    vec![
        ("/S2C_VPN_Assessment", item(vec![("post", assess(reading))])),
        (
            "/S2C_VPN",
            item(vec![
                ("post", create(reading, order_sinks)),
                ("put", change(reading)),
                ("get", read(reading)),
                ("delete", delete(reading)),
            ]),
        ),
    ]
}

fn assess(reading: Reading) -> OperationItem {
    let said = Description {
        id: "assessSiteToCloud",
        tag: ASSESSMENT,
        summary: "Ask what could be built",
        description: "Orders nothing and keeps nothing.",
        body: Some(("AssessmentRequest", golden!("01-assessment-request.json"))),
        parameters: Vec::new(),
        success: (
            200,
            json_answer(
                "What there is.",
                "Assessment",
                golden!("02-assessment.json"),
            ),
        ),
        refusals: Vec::new(),
    };
    operation::<AssessService>(reading, said)
}

fn create(reading: Reading, order_sinks: OrderSinks) -> OperationItem {
    let said = Description {
        id: "createSiteToCloud",
        tag: SERVICES,
        summary: "Order a service",
        description: "The service is there at once and is in use after the operator's delay; \
                      xLifecycle says when.",
        body: Some(("ServiceOrder", golden!("03-order.json"))),
        parameters: vec![idempotency_key()],
        success: (
            200,
            json_answer("What was ordered.", "Ordered", golden!("04-ordered.json")),
        ),
        refusals: std::iter::once(Failure::QuotaExceeded)
            .chain(sinks::refusals(order_sinks))
            .collect(),
    };
    operation::<CreateService>(reading, said)
}

fn read(reading: Reading) -> OperationItem {
    let said = Description {
        id: "getSiteToCloud",
        tag: SERVICES,
        summary: "Read a service",
        description: "What was bought, and what is delivered from the time it is ready.",
        body: None,
        parameters: vec![service_id()],
        success: (
            200,
            json_answer("The service.", "Service", golden!("05-service.json")),
        ),
        refusals: vec![not_found()],
    };
    operation::<ReadService>(reading, said)
}

fn change(reading: Reading) -> OperationItem {
    let said = Description {
        id: "updateSiteToCloud",
        tag: SERVICES,
        summary: "Change bandwidth or level",
        description: "What the body leaves out stays as it is.",
        body: Some(("ServiceChange", golden!("06-change.json"))),
        parameters: Vec::new(),
        success: (
            200,
            json_answer("The new values.", "Changed", golden!("07-changed.json")),
        ),
        refusals: vec![
            not_found(),
            Failure::IncompatibleState("The network's duration is over."),
        ],
    };
    operation::<ChangeService>(reading, said)
}

fn delete(reading: Reading) -> OperationItem {
    let said = Description {
        id: "deleteSiteToCloud",
        tag: SERVICES,
        summary: "Delete a service",
        description: "Done when it is answered.",
        body: None,
        parameters: vec![service_id()],
        success: (
            200,
            json_answer(
                "The last report.",
                "FinalReport",
                golden!("08-final-report.json"),
            ),
        ),
        refusals: vec![not_found()],
    };
    operation::<DeleteService>(reading, said)
}

fn service_id() -> Parameter {
    let [published, ..] = SERVICE_ID_PARAMETERS;
    Parameter {
        name: published,
        place: "query",
        required: true,
        description: "What the operator calls the service.",
        schema: Schema::text(),
    }
}
