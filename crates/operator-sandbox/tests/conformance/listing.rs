//! Check 56: the list of a client's networks, where it is switched on.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use operator_sandbox::{Database, EXPIRED_STAYS, NetworkSettings, Scope, Settings};
use serde_json::{Value, json};

use crate::{
    published::create_example,
    world::{Answer, DELAY, World},
};

async fn listing() -> World {
    let settings = Settings {
        networks: NetworkSettings {
            is_listed: true,
            ..NetworkSettings::default()
        },
        ..Settings::default()
    };
    World::with_settings(&Database::Memory, settings).await
}

async fn page(world: &World, query: &str) -> Answer {
    let path = format!("/networks{query}");
    world.send(world.call(Method::GET, &path)).await
}

fn ids(answer: &Answer) -> Vec<String> {
    let items = answer.json()["items"].as_array().unwrap().clone();
    let ids = items.iter().map(|item| item["serviceId"].as_str().unwrap());
    ids.map(str::to_owned).collect()
}

#[tokio::test]
async fn check_56_pages_hold_each_network_once_in_one_order() {
    let world = listing().await;
    let mut ordered = Vec::new();
    for _ in 0..23 {
        ordered.push(world.ordered().await);
        world.clock.advance(TimeDelta::milliseconds(1));
    }
    let first = page(&world, "").await;
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    assert_eq!(ids(&first), ordered[..20]);
    let expected = json!({"page": 1, "perPage": 20, "totalCount": 23, "totalPages": 2});
    assert_eq!(first.json()["pagination"], expected);
    assert_eq!(
        first.json()["items"][4],
        world.get(&ordered[4]).await.json()
    );
    assert_eq!(ids(&page(&world, "?page=2").await), ordered[20..]);
    assert_eq!(
        ids(&page(&world, "?perPage=10&page=2").await),
        ordered[10..20]
    );
    assert_eq!(ids(&page(&world, "?perPage=100").await), ordered);
}

#[tokio::test]
async fn check_56_a_page_beyond_the_last_is_empty_and_a_wrong_number_is_refused() {
    let world = listing().await;
    world.ordered().await;
    let far = page(&world, "?page=999").await;
    assert_eq!(far.status, StatusCode::OK);
    let pagination = json!({"page": 999, "perPage": 20, "totalCount": 1, "totalPages": 1});
    assert_eq!(far.json(), json!({"items": [], "pagination": pagination}));
    assert_eq!(
        page(&world, "?page=2147483647&perPage=100").await.status,
        StatusCode::OK
    );
    for query in [
        "?perPage=0",
        "?perPage=101",
        "?page=0",
        "?page=-1",
        "?page=+1",
        "?page=1.0",
        "?page=",
        "?page=a",
        "?page=2147483648",
        "?page=1&page=2",
    ] {
        page(&world, query)
            .await
            .assert_error(400, "INVALID_ARGUMENT");
    }
}

#[tokio::test]
async fn check_56_only_own_networks_that_can_be_read_are_listed() {
    let mut world = listing().await;
    let mut short = create_example();
    short["duration"] = json!({"value": 1, "unit": "minutes"});
    let expiring = world.create(&short).await.json()["serviceId"].clone();
    world.clock.advance(TimeDelta::milliseconds(1));
    let kept = world.ordered().await;
    let count = |answer: &Answer| answer.json()["pagination"]["totalCount"].clone();
    world.clock.advance(DELAY + TimeDelta::minutes(1));
    let with_ended = page(&world, "").await;
    assert_eq!(count(&with_ended), 2);
    assert_eq!(with_ended.json()["items"][0]["serviceId"], expiring);
    let ended: &Value = &with_ended.json()["items"][0]["xLifecycle"]["status"];
    assert_eq!(ended, "UNAVAILABLE");
    world.clock.advance(EXPIRED_STAYS);
    let without = page(&world, "").await;
    assert_eq!(
        (ids(&without), count(&without)),
        (vec![kept.clone()], json!(1))
    );
    world.delete(&kept).await;
    world.clock.advance(DELAY);
    assert_eq!(count(&page(&world, "").await), 0);
    world.ordered().await;
    world.become_another_client().await;
    let others = page(&world, "").await;
    assert_eq!((ids(&others), count(&others)), (Vec::new(), json!(0)));
}

#[tokio::test]
async fn check_46_the_list_asks_for_the_scope_read() {
    let mut world = listing().await;
    world.token = world.mint(&[Scope::Create]).await;
    page(&world, "?perPage=0")
        .await
        .assert_error(403, "PERMISSION_DENIED");
    world.token = world.mint(&[Scope::Read]).await;
    assert_eq!(page(&world, "").await.status, StatusCode::OK);
}
