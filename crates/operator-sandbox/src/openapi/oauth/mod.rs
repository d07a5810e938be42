//! The OAuth server. Its errors have the form of OAuth, not that of the API.

mod schemas;

use std::collections::BTreeMap;

use axum::http::header;
use serde_json::{Value, json};

use super::{
    answer::{answered, with_header},
    document::{
        Answer, Header, Media, OperationItem, Ordered, Parameter, PathItem, RequestBody, Server,
    },
    operations::{correlator_parameter, json_answer},
    schema::Schema,
};
use crate::oauth::{
    CHALLENGE, CLIENT_CREDENTIALS, DISCOVERY_PATH, JWKS_PATH, METADATA_PATH, NO_STORE,
    REVOCATION_PATH, Refusal, Scope, TOKEN_LIFETIME, TOKEN_PATH, metadata_example,
};

pub(super) use schemas::schemas;

pub(super) const TOKENS: &str = "Tokens";
/// Media type of what is sent to the endpoints.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// The paths, none of which stands under a base path.
pub(super) fn paths() -> [(&'static str, PathItem); 5] {
    let at_root = |method: &str, operation| PathItem {
        servers: vec![Server {
            url: "/",
            description: "The operator's root.",
        }],
        operations: Ordered::from_iter([(method, operation)]),
    };
    [
        (TOKEN_PATH, at_root("post", issue())),
        (REVOCATION_PATH, at_root("post", revoke())),
        (DISCOVERY_PATH, at_root("get", discover())),
        (METADATA_PATH, at_root("get", discover_for_oauth())),
        (JWKS_PATH, at_root("get", keys())),
    ]
}

fn issue() -> OperationItem {
    let example = json!({
        "grant_type": CLIENT_CREDENTIALS,
        "scope": format!("{} {}", Scope::Assess.as_str(), Scope::Create.as_str()),
    });
    let token = json!({
        "access_token": "an opaque text",
        "token_type": "Bearer",
        "expires_in": TOKEN_LIFETIME.num_seconds(),
        "scope": Scope::Assess.as_str(),
    });
    let refusals = [
        Refusal::InvalidRequest("scope is missing."),
        Refusal::UnsupportedGrantType,
        Refusal::InvalidScope,
        Refusal::UnauthorizedClient("The client may have none of these scopes."),
        Refusal::UNKNOWN_CLIENT,
        Refusal::ServerError,
    ];
    OperationItem {
        operation_id: "issueToken",
        summary: "Get a token",
        description: "A token for the client itself (RFC 6749, 4.4). The client authenticates in \
                      one way: in the header, with client_id and client_secret in the form, or \
                      with an assertion that it signed."
            .to_owned(),
        request_body: Some(form("TokenRequest", example)),
        ..form_operation(
            not_stored(json_answer("A token.", "Token", token)),
            refusals,
        )
    }
}

fn revoke() -> OperationItem {
    let refusals = [
        Refusal::InvalidRequest("token is missing."),
        Refusal::UnauthorizedClient("The token was issued to another client."),
        Refusal::UNKNOWN_CLIENT,
        Refusal::ServerError,
    ];
    let ended = answered("The token is not valid any more.", Ordered::default());
    OperationItem {
        operation_id: "revokeToken",
        summary: "End a token",
        description: "A token of the client that asks, at once (RFC 7009). One that the operator \
                      does not know is as good as ended. The client authenticates as for a token."
            .to_owned(),
        request_body: Some(form(
            "RevocationRequest",
            json!({"token": "an opaque text"}),
        )),
        ..form_operation(not_stored(ended), refusals)
    }
}

fn discover() -> OperationItem {
    OperationItem {
        operation_id: "discovery",
        summary: "Find the endpoints",
        description: "What the server says of itself (OpenID Connect Discovery 1.0, 4). All URLs \
                      are under the address that was asked."
            .to_owned(),
        ..open_operation("ServerMetadata", metadata_example())
    }
}

fn discover_for_oauth() -> OperationItem {
    OperationItem {
        operation_id: "discoveryForOAuth",
        summary: "Find the endpoints, by the path of OAuth",
        description: "The same where clients look that know OAuth alone (RFC 8414, 3).".to_owned(),
        ..discover()
    }
}

fn keys() -> OperationItem {
    OperationItem {
        operation_id: "keys",
        summary: "Read the operator's keys",
        description: "A set without keys: tokens are opaque, and the operator signs nothing."
            .to_owned(),
        ..open_operation("KeySet", json!({"keys": []}))
    }
}

/// What a client that authenticates may ask for with a form.
fn form_operation<const N: usize>(success: Answer, refusals: [Refusal; N]) -> OperationItem {
    OperationItem {
        security: vec![
            Ordered::from_iter([("clientSecret", Vec::new())]),
            Ordered::default(),
        ],
        responses: [("200".to_owned(), success)]
            .into_iter()
            .chain(refused(refusals))
            .collect(),
        ..operation()
    }
}

/// What anyone may read.
fn open_operation(schema: &str, example: Value) -> OperationItem {
    let answer = json_answer("As it is at present.", schema, example);
    OperationItem {
        responses: Ordered::from_iter([("200", answer)]),
        ..operation()
    }
}

fn operation() -> OperationItem {
    OperationItem {
        operation_id: "",
        is_addition: false,
        tags: [TOKENS],
        summary: "",
        description: String::new(),
        security: Vec::new(),
        parameters: vec![Parameter {
            // Unlike the API, the OAuth server refuses nothing for it.
            schema: Schema::text(),
            ..correlator_parameter()
        }],
        request_body: None,
        responses: Ordered::default(),
    }
}

fn form(schema: &str, example: Value) -> RequestBody {
    let media = Media {
        schema: Schema::named(schema),
        example: Some(example),
    };
    RequestBody {
        required: true,
        content: Ordered::from_iter([(FORM, media)]),
    }
}

/// One answer for each status among the refusals.
fn refused<const N: usize>(refusals: [Refusal; N]) -> Vec<(String, Answer)> {
    let mut by_status: BTreeMap<u16, Vec<(&'static str, &'static str)>> = BTreeMap::new();
    for refusal in refusals {
        let (status, error, description) = refusal.told();
        let same_status = by_status.entry(status.as_u16()).or_default();
        same_status.push((error, description));
    }
    by_status
        .into_iter()
        .map(|(status, told)| (status.to_string(), refusal(status, &told)))
        .collect()
}

fn refusal(status: u16, told: &[(&'static str, &'static str)]) -> Answer {
    let errors: Vec<&'static str> = told.iter().map(|(error, _)| *error).collect();
    let exact = Schema::condition([("error", Schema::one_of_words(errors.iter().copied()))]);
    let schema = Schema {
        all_of: vec![Schema::named("TokenError"), exact],
        ..Schema::default()
    };
    let example = told.first().map(|(error, description)| {
        json!({
            "error": error,
            "error_description": description,
        })
    });
    let media = Media { schema, example };
    let content = Ordered::from_iter([("application/json", media)]);
    let answer = not_stored(answered(errors.join(" or "), content));
    if status != 401 {
        return answer;
    }
    let challenge = Header {
        description: "How to authenticate.",
        required: true,
        schema: Schema::one_of_words([CHALLENGE]),
    };
    with_header(answer, header::WWW_AUTHENTICATE.as_str(), challenge)
}

fn not_stored(answer: Answer) -> Answer {
    let header = Header {
        description: "Nothing of it may be kept.",
        required: true,
        schema: Schema::one_of_words([NO_STORE]),
    };
    with_header(answer, header::CACHE_CONTROL.as_str(), header)
}
