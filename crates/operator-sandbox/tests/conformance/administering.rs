//! The admin interface: what is done to the operator from outside, and by whom.

use axum::{
    Router,
    http::{Method, StatusCode},
};
use operator_sandbox::{AdminToken, Scope, admin_router};
use serde_json::{Value, json};

use crate::{
    notifications::Told,
    published::{assessment_example, create_example},
    receiver::Reply,
    world::{Answer, Call, DELAY, World, exchange},
};

const TOKEN: &str = "the admin's token";

/// The admin interface of a world's operator.
struct Admin(Router);

impl Admin {
    fn of(world: &World) -> Self {
        Self(admin_router(world.state.clone(), AdminToken::of(TOKEN)))
    }

    async fn send(&self, call: Call) -> Answer {
        let call = call.header("authorization", &format!("Bearer {TOKEN}"));
        exchange(self.0.clone(), call).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Call::new(Method::GET, path)).await
    }

    async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(Call::new(Method::PUT, path).json(body)).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Call::new(Method::POST, path).json(body)).await
    }

    async fn delete(&self, path: &str) -> Answer {
        self.send(Call::new(Method::DELETE, path)).await
    }
}

#[tokio::test]
async fn only_its_own_token_opens_it_and_no_web_page_reaches_it() {
    let world = World::new().await;
    let admin = Admin::of(&world);
    for authorization in ["", "Bearer", "Bearer wrong", "Basic YTpi"] {
        let call = Call::new(Method::GET, "/clock").header("authorization", authorization);
        let answer = exchange(admin.0.clone(), call).await;
        answer.assert_error(401, "UNAUTHENTICATED");
    }
    let client = world.call(Method::GET, "/clock");
    let answer = exchange(admin.0.clone(), client).await;
    answer.assert_error(401, "UNAUTHENTICATED");
    for (name, value) in [("origin", "https://example.com"), ("host", "example.com")] {
        let call = Call::new(Method::GET, "/clock").header(name, value);
        admin
            .send(call)
            .await
            .assert_error(403, "PERMISSION_DENIED");
    }
    assert_eq!(admin.get("/clock").await.status, StatusCode::OK);
    admin.get("/unknown").await.assert_error(404, "NOT_FOUND");
    let put = admin.delete("/clock").await;
    put.assert_error(405, "METHOD_NOT_ALLOWED");
    let through_the_api = world.send(Call::new(Method::GET, "/clock")).await;
    through_the_api.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_fault_plan_is_put_read_with_its_counters_and_ended() {
    let world = World::new().await;
    let admin = Admin::of(&world);
    admin.get("/faults").await.assert_error(404, "NOT_FOUND");
    let plan = json!({"version": 1, "faults": [
        {"name": "one", "operations": ["assessConnectionFeasibility"], "count": 1,
            "fault": {"answer": {"status": 503}}},
    ]});
    assert_eq!(admin.put("/faults", &plan).await.status, StatusCode::OK);
    let assess = world.call(Method::POST, "/assessment");
    assert_eq!(world.send_scripted(assess).await.status, 503);
    assert_eq!(world.assess(&assessment_example()).await.status, 200);
    let report = admin.get("/faults").await.json();
    assert_eq!(report["plan"]["faults"][0]["name"], "one");
    assert_eq!(report["counters"], json!([{"requests": 2, "shown": 1}]));
    let read_back = admin.put("/faults", &report["plan"]).await;
    assert_eq!(read_back.json()["counters"][0]["requests"], 0);

    let unusable = admin
        .put("/faults", &json!({"version": 1, "faults": [{}]}))
        .await;
    unusable.assert_error(400, "INVALID_ARGUMENT");
    let message = unusable.json()["message"].to_string();
    assert!(
        message.contains("line 1") && message.contains("faults[0]"),
        "{message}"
    );
    assert_eq!(
        admin.get("/faults").await.status,
        200,
        "the plan before holds"
    );
    assert_eq!(admin.delete("/faults").await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.assess(&assessment_example()).await.status, 200);
}

#[tokio::test]
async fn the_clock_is_read_stepped_and_set() {
    let world = World::new().await;
    let admin = Admin::of(&world);
    let id = world.ordered().await;
    let shown = admin.get("/clock").await.json();
    assert_eq!(shown["now"], "2026-11-02T09:30:00.000Z");
    let stepped = admin.post("/clock/step", &json!({"by": "3s"})).await;
    assert_eq!(stepped.json()["now"], "2026-11-02T09:30:03.000Z");
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["status"], "AVAILABLE");

    let standing = admin.put("/clock", &json!({"mode": "manual"})).await.json();
    assert_eq!(standing["mode"], "manual");
    assert_eq!(standing["now"], "2026-11-02T09:30:03.000Z");
    let fast = admin.put("/clock", &json!({"mode": "x60"})).await.json();
    assert_eq!(fast["mode"], "x60");
    let past_the_system = admin.post("/clock/step", &json!({"by": "900000h"})).await;
    assert_eq!(past_the_system.status, 200);
    admin
        .put("/clock", &json!({"mode": "real"}))
        .await
        .assert_error(409, "INCOMPATIBLE_STATE");
    for (path, body) in [
        ("/clock", json!({"mode": "x0"})),
        ("/clock", json!({"mode": "real", "at": "now"})),
    ] {
        let refused = admin.put(path, &body).await;
        refused.assert_error(400, "INVALID_ARGUMENT");
    }
    let refused = admin.post("/clock/step", &json!({"by": "-3s"})).await;
    refused.assert_error(400, "INVALID_ARGUMENT");
}

#[tokio::test]
async fn limits_are_set_while_it_runs() {
    let world = World::new().await;
    let admin = Admin::of(&world);
    let none = json!({"requestsPerSecond": null, "networks": null});
    assert_eq!(admin.get("/limits").await.json(), none);
    let limits = json!({"networks": 0});
    assert_eq!(admin.put("/limits", &limits).await.json()["networks"], 0);
    let refused = world.create(&create_example()).await;
    refused.assert_error(429, "QUOTA_EXCEEDED");
    admin
        .put("/limits", &json!({"requestsPerSecond": 0}))
        .await
        .assert_error(400, "INVALID_ARGUMENT");
    assert_eq!(admin.put("/limits", &json!({})).await.json(), none);
    assert_eq!(world.create(&create_example()).await.status, 201);
}

#[tokio::test]
async fn clients_are_registered_and_removed_and_their_tokens_end() {
    let mut world = World::new().await;
    let admin = Admin::of(&world);
    let (own, own_token) = (world.client_id.clone(), world.token.clone());
    let metadata = json!({
        "client_id": "tester",
        "token_endpoint_auth_method": "client_secret",
        "scope": "multi-point-vpn:network:read",
    });
    let registered = admin.post("/clients", &metadata).await;
    assert_eq!(registered.status, StatusCode::CREATED, "{registered:?}");
    world.client_id = "tester".to_owned();
    world.secret = registered.json()["client_secret"]
        .as_str()
        .unwrap()
        .to_owned();
    world.token = world.mint(&[Scope::Read]).await;
    assert_eq!(world.get("unknown").await.status, 404);

    let listed = admin.get("/clients").await.json();
    let ids: Vec<_> = listed["clients"].as_array().unwrap().iter().collect();
    assert_eq!(ids[0]["client_id"], json!(own));
    assert_eq!(ids[1]["client_id"], "tester");
    assert!(
        !listed.to_string().contains(&world.secret),
        "no secret is told again"
    );

    let ended = admin.delete("/clients/tester/tokens").await.json();
    assert_eq!(ended, json!({"tokens": 1}));
    assert_eq!(world.get("unknown").await.status, 401);
    world.token = world.mint(&[Scope::Read]).await;
    assert_eq!(admin.delete("/clients/tester").await.status, 204);
    assert_eq!(world.get("unknown").await.status, 401);
    admin
        .delete("/clients/tester")
        .await
        .assert_error(404, "NOT_FOUND");

    (world.client_id, world.token) = (own, own_token);
    assert_eq!(world.get("unknown").await.status, 404, "its token stays");
    let ended = admin.post("/tokens/expire", &json!({})).await.json();
    assert_eq!(ended, json!({"tokens": 1}));
    assert_eq!(world.get("unknown").await.status, 401);
}

#[tokio::test]
async fn a_sink_is_registered_by_its_client_and_told_when_the_clock_is_stepped() {
    let mut told = Told::unregistered().await;
    let admin = Admin::of(&told.world);
    let path = format!("/clients/{}/sink", told.world.client_id);
    admin.get(&path).await.assert_error(404, "NOT_FOUND");
    admin.delete(&path).await.assert_error(404, "NOT_FOUND");
    let registration = json!({"sink": told.sink.url, "sinkCredential": {
        "credentialType": "ACCESSTOKEN",
        "accessToken": "the sink's token",
        "accessTokenExpiresUtc": "2026-12-01T00:00:00Z",
        "accessTokenType": "bearer",
    }});
    let refused = admin.put(&path, &registration).await;
    refused.assert_error(400, "INVALID_TOKEN");
    let mut registration = registration;
    registration["sinkCredential"]["accessToken"] = json!("the-token-of-the-sink");
    let registered = admin.put(&path, &registration).await;
    assert_eq!(registered.status, StatusCode::OK, "{registered:?}");
    for answer in [registered, admin.get(&path).await] {
        assert_eq!(answer.json(), json!({"sink": told.sink.url}));
    }
    let nobody = admin.put("/clients/nobody/sink", &registration).await;
    nobody.assert_error(404, "NOT_FOUND");
    let private = json!({"sink": "https://192.168.0.1/"});
    let private = admin.put(&path, &private).await;
    private.assert_error(400, "INVALID_SINK");

    told.sink.answer([Reply::Status(503)]);
    let id = told.world.ordered().await;
    let stepped = admin.post("/clock/step", &json!({"by": "1m"})).await;
    assert_eq!(stepped.status, StatusCode::OK, "{stepped:?}");
    let received = told.sink.next().await;
    assert_eq!(
        received.header("authorization"),
        Some("Bearer the-token-of-the-sink")
    );
    told.undelivered(|all| all.first().is_some_and(|first| first.attempts == 1))
        .await;
    let undelivered = format!("/clients/{}/undelivered", told.world.client_id);
    let waiting = admin.get(&undelivered).await.json();
    assert_eq!(
        waiting,
        json!({"undelivered": [{
            "id": received.id(),
            "serviceId": id,
            "status": "AVAILABLE",
            "happenedAt": "2026-11-02T09:30:03.000Z",
            "attempts": 1,
            "nextAttemptAt": "2026-11-02T09:31:01.000Z",
        }]})
    );
    // The clock that was waited on is exchanged for one that gets there by itself.
    let running = json!({"mode": "x1000"});
    assert_eq!(admin.put("/clock", &running).await.status, StatusCode::OK);
    assert_eq!(told.sink.next().await.id(), received.id());
    assert_eq!(admin.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        admin.get(&undelivered).await.json(),
        json!({"undelivered": []})
    );
}

#[tokio::test]
async fn capacity_is_changed_and_networks_are_ended_from_outside() {
    let world = World::new().await;
    let admin = Admin::of(&world);
    let modelled = admin.get("/capacity").await.json();
    assert_eq!(modelled, json!({"capacity": "modelled"}));
    let few = admin.put("/capacity", &json!({"capacity": "1"})).await;
    assert_eq!(few.json(), json!({"capacity": "1"}));
    let refused = world.create(&create_example()).await;
    refused.assert_error(422, "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT");
    for text in ["0", "much"] {
        let refused = admin.put("/capacity", &json!({ "capacity": text })).await;
        refused.assert_error(400, "INVALID_ARGUMENT");
    }
    admin
        .put("/capacity", &json!({"capacity": "unlimited"}))
        .await;
    let id = world.ordered().await;
    let terminate = format!("/networks/{id}/terminate");
    assert_eq!(admin.post(&terminate, &json!({})).await.status, 204);
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["statusInfo"], "NETWORK_TERMINATED");
    admin
        .post(&terminate, &json!({}))
        .await
        .assert_error(404, "NOT_FOUND");

    let failing = admin
        .post("/networks/fail-next", &json!({"count": 1}))
        .await;
    assert_eq!(failing.status, 204);
    let [failing, standing] = [world.ordered().await, world.ordered().await];
    world.clock.advance(DELAY);
    let failed = world.get(&failing).await.json()["xLifecycle"].clone();
    assert_eq!(failed["statusInfo"], "NETWORK_TERMINATED");
    let stands = world.get(&standing).await.json()["xLifecycle"].clone();
    assert_eq!(stands["status"], "AVAILABLE");
}
