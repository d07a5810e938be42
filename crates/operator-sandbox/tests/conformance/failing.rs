//! Check 54: the operator's own trouble, and any other answer that a fault plan asks for.

use axum::http::Method;
use operator_sandbox::FaultPlan;
use serde_json::{Value, json};

use crate::{published::assessment_example, world::World};

impl World {
    fn set_faults(&self, faults: &Value) {
        let plan = json!({"version": 1, "faults": faults}).to_string();
        let plan = FaultPlan::parse(plan.as_bytes()).unwrap();
        self.state.set_fault_plan(Some(plan));
    }
}

#[tokio::test]
async fn check_54_the_operators_trouble_has_the_camara_form() {
    let world = World::new().await;
    let id = world.ordered().await;
    for (status, code) in [
        (500, "INTERNAL"),
        (502, "BAD_GATEWAY"),
        (503, "UNAVAILABLE"),
        (504, "TIMEOUT"),
    ] {
        world.set_faults(&json!([{"fault": {"answer": {"status": status}}}]));
        let path = format!("/networks/{id}");
        for call in [
            world.call(Method::GET, &path),
            world.call(Method::PATCH, &path),
            world.call(Method::DELETE, &path),
            world.call(Method::POST, "/networks"),
            world
                .call(Method::POST, "/assessment")
                .json(&assessment_example()),
        ] {
            let answer = world
                .send_scripted(call.header("x-correlator", "abc"))
                .await;
            answer.assert_error(status, code);
            assert_eq!(answer.header("x-correlator"), "abc");
        }
    }
    world.state.set_fault_plan(None);
    assert_eq!(world.get(&id).await.status, 200, "nothing was deleted");
}

#[tokio::test]
async fn check_54_the_token_endpoint_has_trouble_in_the_form_of_oauth() {
    let world = World::new().await;
    for (status, error) in [(500, "server_error"), (503, "temporarily_unavailable")] {
        world.set_faults(&json!([
            {"operations": ["token"], "fault": {"answer": {"status": status}}},
        ]));
        let form = "grant_type=client_credentials&scope=multi-point-vpn:network:read";
        let answer = world.send_scripted(world.token_request(form)).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.json()["error"], error);
    }
}

#[tokio::test]
async fn check_54_an_answer_is_what_the_plan_says_whether_the_request_has_its_effect_or_not() {
    let world = World::new().await;
    let id = world.ordered().await;
    world.set_faults(&json!([
        {"operations": ["deleteNetwork"], "count": 1, "fault": {"answer": {"status": 503,
            "headers": {"Retry-After": "120"}}}},
        {"operations": ["deleteNetwork"], "count": 1, "fault": {"answer": {"status": 418,
            "code": "TEAPOT", "message": "Short and stout.", "when": "afterEffect"}}},
    ]));
    let delete = || world.call(Method::DELETE, &format!("/networks/{id}"));
    let answer = world.send_scripted(delete()).await;
    answer.assert_error(503, "UNAVAILABLE");
    assert_eq!(answer.header("retry-after"), "120");
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle.get("statusInfo"), None);
    let answer = world.send_scripted(delete()).await;
    answer.assert_error(418, "TEAPOT");
    assert_eq!(answer.json()["message"], "Short and stout.");
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["statusInfo"], "DELETE_REQUESTED");
    assert_eq!(world.delete(&id).await.status, 202, "the plan is used up");
}

#[tokio::test]
async fn a_path_or_method_that_is_none_meets_no_fault() {
    let world = World::new().await;
    world.set_faults(&json!([{"fault": {"answer": {"status": 503}}}]));
    let unknown = world.send(world.call(Method::GET, "/network")).await;
    unknown.assert_error(404, "NOT_FOUND");
    let put = world.send(world.call(Method::PUT, "/networks/x")).await;
    put.assert_error(405, "METHOD_NOT_ALLOWED");
}
