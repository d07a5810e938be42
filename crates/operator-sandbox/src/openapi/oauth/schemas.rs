//! What is asked of the OAuth server, and what it answers.

use super::super::schema::Schema;
use crate::oauth::{
    ASSERTION_TYPE, AUTHENTICATION_METHODS, CLIENT_CREDENTIALS, Scope, SigningAlgorithm,
};

/// What is asked of the endpoints, and what they answer.
pub(in crate::openapi) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("TokenRequest", token_request()),
        ("Token", token()),
        ("RevocationRequest", revocation_request()),
        ("TokenError", error()),
        ("ServerMetadata", metadata()),
        ("KeySet", key_set()),
    ]
}

fn token_request() -> Schema {
    let own = [
        (
            "grant_type",
            Schema::one_of_words([CLIENT_CREDENTIALS]).described("The one flow."),
        ),
        (
            "scope",
            text("What is asked for: one scope or more, with spaces between."),
        ),
    ];
    authenticated(own)
        .requiring(["grant_type", "scope"])
        .described("A form.")
}

fn revocation_request() -> Schema {
    let own = [
        ("token", text("The token that is to end.")),
        (
            "token_type_hint",
            text("Not needed: all tokens are of one type."),
        ),
    ];
    authenticated(own).requiring(["token"]).described("A form.")
}

/// A form of a client that authenticates in the header, or in the form in one way.
fn authenticated(own: [(&'static str, Schema); 2]) -> Schema {
    const SECRET: &str = "client_secret";
    const TYPE: &str = "client_assertion_type";
    const ASSERTION: &str = "client_assertion";
    let credentials = [
        (
            "client_id",
            text("Where the client authenticates in the form."),
        ),
        (SECRET, text("Where the client authenticates in the form.")),
        (
            TYPE,
            Schema::one_of_words([ASSERTION_TYPE])
                .described("Where the client authenticates with a signed assertion."),
        ),
        (
            ASSERTION,
            text("The assertion (RFC 7523), signed for this request."),
        ),
    ];
    let way = Schema::default;
    Schema {
        any_of: vec![
            way().lacking([SECRET, TYPE, ASSERTION]),
            way()
                .requiring(["client_id", SECRET])
                .lacking([TYPE, ASSERTION]),
            way().requiring([TYPE, ASSERTION]).lacking([SECRET]),
        ],
        // What it does not know it passes over; nothing may be there twice.
        ..Schema::object(own.into_iter().chain(credentials)).and_texts()
    }
}

fn token() -> Schema {
    Schema::object([
        (
            "access_token",
            text("To be sent as it is; it means nothing."),
        ),
        (
            "token_type",
            Schema::one_of_words(["Bearer"]).described("How it is sent."),
        ),
        (
            "expires_in",
            Schema::integer(1, 86_400).described("How many seconds it is valid."),
        ),
        ("scope", text("What it is good for.")),
    ])
    .requiring(["access_token", "token_type", "expires_in", "scope"])
    .described("A token. There is none to refresh it with: ask for another.")
}

fn error() -> Schema {
    Schema::object([
        ("error", text("What is wrong, for a program.")),
        ("error_description", text("What is wrong, for a person.")),
    ])
    .requiring(["error", "error_description"])
    .described("Why a client did not get what it asked for.")
}

fn metadata() -> Schema {
    let properties = [
        (
            "issuer",
            url("The address that was asked; an assertion may name it as its audience."),
        ),
        ("token_endpoint", url("Where tokens are issued.")),
        ("revocation_endpoint", url("Where tokens are revoked.")),
        ("jwks_uri", url("Where the operator's own keys are.")),
        (
            "scopes_supported",
            words(Scope::ALL.map(Scope::as_str), "Every scope there is."),
        ),
        (
            "response_types_supported",
            Schema::array(Schema::text())
                .count(0, 0)
                .described("None: there is no authorization endpoint."),
        ),
        (
            "grant_types_supported",
            words([CLIENT_CREDENTIALS], "The one flow."),
        ),
        ("token_endpoint_auth_methods_supported", methods()),
        (
            "token_endpoint_auth_signing_alg_values_supported",
            algorithms(),
        ),
        ("revocation_endpoint_auth_methods_supported", methods()),
        (
            "revocation_endpoint_auth_signing_alg_values_supported",
            algorithms(),
        ),
    ];
    let names = properties.each_ref().map(|(name, _)| *name);
    Schema::object(properties)
        .requiring(names)
        .described("What the OAuth server says of itself (RFC 8414).")
}

fn methods() -> Schema {
    words(AUTHENTICATION_METHODS, "How a client may authenticate.")
}

fn algorithms() -> Schema {
    let names = SigningAlgorithm::ALL.map(SigningAlgorithm::as_str);
    words(names, "What an assertion may be signed with.")
}

fn key_set() -> Schema {
    let keys = Schema::array(Schema::object([]))
        .count(0, 0)
        .described("None: the operator signs nothing.");
    Schema::object([("keys", keys)])
        .requiring(["keys"])
        .described("A JSON Web Key Set (RFC 7517).")
}

/// A text that says something.
fn text(description: &str) -> Schema {
    Schema {
        min_length: Some(1),
        ..Schema::text().described(description)
    }
}

fn url(description: &str) -> Schema {
    Schema {
        format: Some("uri"),
        ..text(description)
    }
}

/// All of these words.
fn words<const N: usize>(words: [&'static str; N], description: &str) -> Schema {
    Schema::array(Schema::one_of_words(words))
        .count(N, N)
        .described(description)
}
