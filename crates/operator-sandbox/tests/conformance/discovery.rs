//! What the OAuth server says of itself.

use axum::http::{Method, StatusCode};
use operator_sandbox::{
    DISCOVERY_PATH, JWKS_PATH, METADATA_PATH, REVOCATION_PATH, Scope, TOKEN_PATH,
};
use serde_json::json;

use crate::world::{Call, World};

#[tokio::test]
async fn the_discovery_document_names_what_is_served_at_the_address_that_was_asked() {
    let world = World::new().await;
    for host in ["127.0.0.1:9091", "localhost:8080", "[::1]:1"] {
        let issuer = format!("http://{host}");
        let call = || Call::new(Method::GET, DISCOVERY_PATH).header("host", host);
        let answer = world.send(call()).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let metadata = answer.json();
        assert_eq!(metadata["issuer"], issuer);
        assert_eq!(metadata["token_endpoint"], format!("{issuer}{TOKEN_PATH}"));
        assert_eq!(metadata["jwks_uri"], format!("{issuer}{JWKS_PATH}"));
        let revocation = format!("{issuer}{REVOCATION_PATH}");
        assert_eq!(metadata["revocation_endpoint"], revocation);
        assert_eq!(
            metadata["grant_types_supported"],
            json!(["client_credentials"])
        );
        let scopes = Scope::ALL.map(Scope::as_str);
        assert_eq!(metadata["scopes_supported"], json!(scopes));
        for endpoint in ["token", "revocation"] {
            assert_eq!(
                metadata[format!("{endpoint}_endpoint_auth_methods_supported")],
                json!([
                    "private_key_jwt",
                    "client_secret_basic",
                    "client_secret_post"
                ])
            );
            assert_eq!(
                metadata[format!("{endpoint}_endpoint_auth_signing_alg_values_supported")],
                json!(["RS256", "PS256", "ES256"])
            );
        }
        let of_oauth = Call::new(Method::GET, METADATA_PATH).header("host", host);
        assert_eq!(world.send(of_oauth).await.body, answer.body);
    }
}

#[tokio::test]
async fn the_operators_key_set_has_no_key_because_it_signs_nothing() {
    let world = World::new().await;
    let answer = world.send(Call::new(Method::GET, JWKS_PATH)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json(), json!({"keys": []}));
}

#[tokio::test]
async fn other_methods_are_405() {
    let world = World::new().await;
    for (method, path) in [
        (Method::GET, TOKEN_PATH),
        (Method::GET, REVOCATION_PATH),
        (Method::POST, DISCOVERY_PATH),
        (Method::POST, JWKS_PATH),
    ] {
        let answer = world.send(Call::new(method, path)).await;
        answer.assert_error(405, "METHOD_NOT_ALLOWED");
    }
}
