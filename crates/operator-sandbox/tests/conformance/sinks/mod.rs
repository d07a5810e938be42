//! Where clients are told of their networks: registered for a client, or named by an order.

mod kept;
mod ordered;
mod registered;

use serde_json::{Value, json};

use crate::published;

const SECRET: &str = "a-token-of-the-sink";

fn credential() -> Value {
    json!({
        "credentialType": "ACCESSTOKEN",
        "accessToken": SECRET,
        "accessTokenExpiresUtc": "2026-11-02T20:00:00Z",
        "accessTokenType": "bearer",
    })
}

fn order_to(sink: &str, credential: Value) -> Value {
    let mut order = published::create_example();
    order["sink"] = json!(sink);
    order["sinkCredential"] = credential;
    order
}
