//! Where an order of this API names a sink, which is an addition to it.

use axum::http::StatusCode;
use serde_json::json;

use super::order;
use crate::{
    notifications::{API_ROOT, Told},
    world::{DELAY, World},
};

#[tokio::test]
async fn a_service_is_told_of_under_this_api_and_its_end_at_once() {
    let mut told = Told::unregistered().await;
    let mut order = order();
    order["sink"] = json!(told.sink.url);
    order["serviceName"] = order["servceName"].take();
    order.as_object_mut().unwrap().remove("servceName");
    let ordered = told.world.s2c_order(&order).await;
    assert_eq!(ordered.status, StatusCode::OK, "{ordered:?}");
    let ordered = ordered.json();
    assert_eq!(ordered["sink"], told.sink.url);
    let id = ordered["serviceId"].as_str().unwrap();
    assert_eq!(told.world.s2c_get(id).await.json()["sink"], told.sink.url);
    told.world.clock.advance(DELAY);
    let available = told.sink.next().await;
    assert_eq!(available.told(), "AVAILABLE");
    assert_eq!(
        available.event["source"],
        format!("{API_ROOT}/webapi/S2C_VPN?servceId={id}")
    );
    assert_eq!(
        available.event["type"],
        "org.camaraproject.site-to-cloud-vpn.v0.network-status-changed"
    );
    assert_eq!(told.world.s2c_delete(id).await.status, StatusCode::OK);
    let deleted = told.sink.next().await;
    let data = json!({
        "serviceId": id, "status": "UNAVAILABLE", "statusInfo": "DELETE_REQUESTED",
    });
    assert_eq!(deleted.event["data"], data);
}

#[tokio::test]
async fn a_sink_is_unknown_unless_it_is_taken_and_has_its_own_codes_then() {
    let mut order = order();
    order["sink"] = json!("http://sink.example/");
    let world = World::new().await;
    world
        .s2c_order(&order)
        .await
        .assert_error(400, "INVALID_INPUT");
    let told = Told::unregistered().await;
    told.world
        .s2c_order(&order)
        .await
        .assert_error(400, "INVALID_SINK");
}
