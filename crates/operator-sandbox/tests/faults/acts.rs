//! Faults that happen to the operator before it deals with a request.

use chrono::TimeDelta;
use serde_json::json;

use crate::served::Served;

#[tokio::test]
async fn tokens_expire_on_demand_and_new_ones_are_given() {
    let served = Served::with_plan(&json!([
        {"operations": ["getNetwork"], "skip": 1, "count": 1, "fault": "expireTokens"},
    ]))
    .await;
    let token = served.token().await;
    let id = served.order(&token, "k").await.service_id();
    assert_eq!(served.get(&token, &id).await.status(), 200);
    assert_eq!(served.get(&token, &id).await.status(), 401);
    assert_eq!(served.get(&token, &id).await.status(), 401);
    let token = served.token().await;
    assert_eq!(served.get(&token, &id).await.status(), 200);
}

#[tokio::test]
async fn the_clock_is_stepped_on_demand() {
    let served = Served::with_plan(&json!([
        {"operations": ["token"], "skip": 1, "count": 1, "fault": {"stepClock": "4500h"}},
    ]))
    .await;
    let token = served.token().await;
    let id = served.order(&token, "k").await.service_id();
    let before = served.running.state().shown_time();
    let later = served.token().await;
    let passed = served.running.state().shown_time() - before;
    assert_eq!(passed, TimeDelta::hours(4500));
    let report = served.running.state().fault_report().unwrap();
    assert_eq!(json!(report.counters), json!([{"requests": 2, "shown": 1}]));
    // Six months are over, and so are the ten minutes after them.
    assert_eq!(served.get(&later, &id).await.status(), 404);
}

#[tokio::test]
async fn capacity_runs_out_on_demand_and_an_order_fails_on_demand() {
    let served = Served::with_plan(&json!([
        {"operations": ["createNetwork"], "count": 1, "fault": "failOrder"},
        {"operations": ["createNetwork"], "skip": 1, "count": 1, "fault": {"capacity": "5"}},
        {"operations": ["createNetwork"], "skip": 2, "count": 1,
            "fault": {"capacity": "unlimited"}},
    ]))
    .await;
    let token = served.token().await;
    let failed = served.order(&token, "a").await;
    assert_eq!(failed.status(), 201, "{failed:?}");
    let failed = served.get(&token, &failed.service_id()).await.json();
    assert_eq!(failed["xLifecycle"]["statusInfo"], "NETWORK_TERMINATED");
    let refused = served.order(&token, "b").await;
    assert_eq!(refused.status(), 422, "{refused:?}");
    assert_eq!(
        refused.json()["code"],
        "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT"
    );
    let taken = served.order(&token, "c").await;
    assert_eq!(taken.status(), 201, "{taken:?}");
    let taken = served.get(&token, &taken.service_id()).await.json();
    assert_eq!(taken["xLifecycle"]["status"], "AVAILABLE");
}

#[tokio::test]
async fn a_failure_that_meets_a_refused_order_waits_for_no_other() {
    let served = Served::with_plan(&json!([
        {"operations": ["createNetwork"], "count": 1, "fault": "failOrder"},
        {"operations": ["createNetwork"], "count": 1, "fault": {"capacity": "5"}},
        {"operations": ["createNetwork"], "skip": 1, "count": 1,
            "fault": {"capacity": "unlimited"}},
    ]))
    .await;
    let token = served.token().await;
    assert_eq!(served.order(&token, "a").await.status(), 422);
    let taken = served.order(&token, "b").await;
    let taken = served.get(&token, &taken.service_id()).await.json();
    assert_eq!(taken["xLifecycle"]["status"], "AVAILABLE");
}
