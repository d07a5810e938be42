//! The token endpoint. Its errors have the form of OAuth, not that of the API.

use serde_json::{Value, json};

use super::{
    answer::answered,
    document::{Media, OperationItem, Ordered, PathItem, RequestBody, Server},
    operations::correlator_parameter,
    schema::Schema,
};
use crate::oauth::{ASSERTION_TYPE, Scope, TOKEN_LIFETIME, TOKEN_PATH};

pub(super) const TOKENS: &str = "Tokens";

/// The path, which does not stand under a base path.
pub(super) fn path() -> (&'static str, PathItem) {
    let item = PathItem {
        servers: vec![Server {
            url: "/",
            description: "The operator's root.",
        }],
        operations: Ordered::from_iter([("post", issue())]),
    };
    (TOKEN_PATH, item)
}

fn issue() -> OperationItem {
    let form = Media {
        schema: Schema::named("TokenRequest"),
        example: Some(json!({
            "grant_type": "client_credentials",
            "scope": format!("{} {}", Scope::Assess.as_str(), Scope::Create.as_str()),
        })),
    };
    let json_answer = |description: &str, schema: &str, example: Value| {
        let media = Media {
            schema: Schema::named(schema),
            example: Some(example),
        };
        answered(
            description,
            Ordered::from_iter([("application/json", media)]),
        )
    };
    let token = json!({
        "access_token": "an opaque text",
        "token_type": "Bearer",
        "expires_in": TOKEN_LIFETIME.num_seconds(),
        "scope": Scope::Assess.as_str(),
    });
    let error = |code: &str, what: &str| json!({"error": code, "error_description": what});
    OperationItem {
        operation_id: "issueToken",
        tags: [TOKENS],
        summary: "Get a token",
        description: "A token for the client itself (RFC 6749, 4.4). The client authenticates in \
                      one way: in the header, with client_id and client_secret in the form, or \
                      with an assertion that it signed."
            .to_owned(),
        security: vec![
            Ordered::from_iter([("clientSecret", Vec::new())]),
            Ordered::default(),
        ],
        parameters: vec![correlator_parameter()],
        request_body: Some(RequestBody {
            required: true,
            content: Ordered::from_iter([("application/x-www-form-urlencoded", form)]),
        }),
        responses: Ordered::from_iter([
            ("200", json_answer("A token.", "Token", token)),
            (
                "400",
                json_answer(
                    "invalid_request, unsupported_grant_type, invalid_scope or \
                     unauthorized_client",
                    "TokenError",
                    error("invalid_request", "scope is missing."),
                ),
            ),
            (
                "401",
                json_answer(
                    "invalid_client",
                    "TokenError",
                    error(
                        "invalid_client",
                        "The client is unknown or its credentials are wrong.",
                    ),
                ),
            ),
        ]),
    }
}

/// What is asked of the endpoint, and what it answers.
pub(super) fn schemas() -> Vec<(&'static str, Schema)> {
    let text = |description: &str| Schema::text().described(description);
    vec![
        (
            "TokenRequest",
            Schema::object([
                (
                    "grant_type",
                    Schema::one_of_words(["client_credentials"]).described("The one flow."),
                ),
                (
                    "scope",
                    text("What is asked for: one scope or more, with spaces between."),
                ),
                (
                    "client_id",
                    text("Where the client authenticates in the form."),
                ),
                (
                    "client_secret",
                    text("Where the client authenticates in the form."),
                ),
                (
                    "client_assertion_type",
                    Schema::one_of_words([ASSERTION_TYPE])
                        .described("Where the client authenticates with a signed assertion."),
                ),
                (
                    "client_assertion",
                    text("The assertion (RFC 7523), signed for this request."),
                ),
            ])
            .requiring(["grant_type", "scope"])
            .described("A form."),
        ),
        (
            "Token",
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
            .described("A token. There is none to refresh it with: ask for another."),
        ),
        (
            "TokenError",
            Schema::object([
                (
                    "error",
                    Schema::one_of_words([
                        "invalid_request",
                        "invalid_client",
                        "unauthorized_client",
                        "unsupported_grant_type",
                        "invalid_scope",
                        "server_error",
                    ])
                    .described("What is wrong, for a program."),
                ),
                ("error_description", text("What is wrong, for a person.")),
            ])
            .requiring(["error", "error_description"])
            .described("Why there is no token."),
        ),
    ]
}
