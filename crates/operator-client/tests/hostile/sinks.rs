//! An order that names where to tell of its network, and operators that want none of that.

use operator_client::{CallError, NetworkOrder, Operator as _, Sink};
use secrecy::SecretString;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::{
    operator::{HostileOperator, Say, json, token},
    surroundings::{Surroundings, order, read},
};

const TOKEN: &str = "sink-token-0123456789";

fn with_sink() -> NetworkOrder {
    NetworkOrder {
        sink: Some(Sink {
            url: "https://portal.example/events".to_owned(),
            token: SecretString::from(TOKEN),
            expires_at: "2027-01-02T03:04:05Z".parse().unwrap(),
        }),
        ..order()
    }
}

async fn api(said: impl Fn(usize) -> Say + Send + Sync + 'static) -> HostileOperator {
    HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => said(seen.nth),
    })
    .await
}

fn bodies(operator: &HostileOperator) -> Vec<Value> {
    let calls = operator.calls();
    let read = |text: &String| serde_json::from_str(text).unwrap();
    calls.iter().map(|call| read(&call.body)).collect()
}

#[tokio::test]
async fn a_sink_goes_out_with_its_credential_and_nowhere_else() {
    let operator = api(|_| json(201, r#"{"serviceId":"n1"}"#)).await;
    let client = Surroundings::new().client(&operator.root);
    let order = with_sink();
    let answer = client.create(&order, &CancellationToken::new()).await;
    let answer = answer.unwrap();
    let body = bodies(&operator).remove(0);
    assert_eq!(body["sink"], "https://portal.example/events");
    let credential = &body["sinkCredential"];
    assert_eq!(credential["credentialType"], "ACCESSTOKEN");
    assert_eq!(credential["accessToken"], TOKEN);
    assert_eq!(credential["accessTokenType"], "bearer");
    assert_eq!(credential["accessTokenExpiresUtc"], "2027-01-02T03:04:05Z");
    assert!(!format!("{answer:?} {order:?}").contains(TOKEN));
}

#[tokio::test]
async fn a_credential_that_the_operator_repeats_is_blanked_out() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        path if path.ends_with("/networks") => json(
            409,
            &format!(r#"{{"code":"{TOKEN}","message":"your {TOKEN}"}}"#),
        ),
        _ => json(200, &format!(r#"{{"xLifecycle":{{"status":"{TOKEN}"}}}}"#)),
    })
    .await;
    let client = Surroundings::new().client(&operator.root);
    let refused = client.create(&with_sink(), &CancellationToken::new()).await;
    let told = format!("{:?}", refused.unwrap_err());
    assert!(
        told.contains("your [hidden]") && !told.contains(TOKEN),
        "{told}"
    );
    let told = format!("{:?}", read(&client).await.unwrap());
    assert!(told.contains("[hidden]") && !told.contains(TOKEN), "{told}");
}

#[tokio::test]
async fn check_18_an_order_refused_for_its_sink_is_sent_once_without() {
    for (status, code) in [
        (400, "INVALID_ARGUMENT"),
        (400, "INVALID_SINK"),
        (422, "EVENT_NOTIFICATIONS_NOT_SUPPORTED"),
        (422, "MULTI_POINT_VPN.IDEMPOTENCY_KEY_REUSED"),
    ] {
        let refusal = format!(r#"{{"status":{status},"code":"{code}","message":"no"}}"#);
        let operator = api(move |nth| match nth {
            0 => json(status, &refusal),
            _ => json(201, r#"{"serviceId":"n1"}"#),
        })
        .await;
        let client = Surroundings::new().client(&operator.root);
        let answer = client.create(&with_sink(), &CancellationToken::new()).await;
        assert!(answer.unwrap().value.service_id.is_some(), "{code}");
        let bodies = bodies(&operator);
        assert_eq!(bodies.len(), 2, "{code}");
        assert!(bodies[1].get("sink").is_none() && bodies[1].get("sinkCredential").is_none());
        let keys = operator.calls();
        let keys = keys.iter().map(|call| call.header("x-idempotency-key"));
        assert!(keys.into_iter().all(|key| key == "key-1"), "{code}");
    }
}

#[tokio::test]
async fn check_18_any_other_refusal_and_a_second_one_stand() {
    let cases = [
        (400, "INVALID_ARGUMENT", 2),
        (422, "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT", 1),
        (403, "PERMISSION_DENIED", 1),
        (503, "UNAVAILABLE", 1),
    ];
    for (status, code, calls) in cases {
        let refusal = format!(r#"{{"status":{status},"code":"{code}","message":"no"}}"#);
        let operator = api(move |_| json(status, &refusal)).await;
        let client = Surroundings::new().client(&operator.root);
        let answer = client.create(&with_sink(), &CancellationToken::new()).await;
        let error = answer.unwrap_err();
        assert!(matches!(&error, CallError::Refused(r) if r.status == status));
        assert_eq!(operator.calls().len(), calls, "{code}");
    }
}
