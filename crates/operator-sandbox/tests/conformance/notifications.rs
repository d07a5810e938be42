//! Check 55 (its event), and what else a sink is told, and when.

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use operator_sandbox::{
    Database, Settings,
    notifications::{Delivery, NotificationSettings, OrderSinks, Undelivered},
};
use serde_json::{Value, json};

use crate::{
    published,
    receiver::{Receiver, Reply},
    world::{DELAY, World},
};

/// Where the operator of these tests says that it is reached.
pub(crate) const API_ROOT: &str = "http://127.0.0.1:9091";

/// An operator that takes sinks in orders, its sink, and the task that sends.
pub(crate) struct Told {
    pub(crate) world: World,
    pub(crate) sink: Receiver,
    pub(crate) delivery: Delivery,
}

impl Told {
    /// With a sink that is registered for the client.
    pub(crate) async fn new() -> Self {
        Self::unregistered().await.registered().await
    }

    /// With a sink that nobody has named.
    pub(crate) async fn unregistered() -> Self {
        let notifications = NotificationSettings {
            order_sinks: OrderSinks::Taken,
            ..NotificationSettings::default()
        };
        Self::over(&Database::Memory, settings(notifications)).await
    }

    pub(crate) async fn over(database: &Database, settings: Settings) -> Self {
        let world = World::with_settings(database, settings).await;
        let sink = Receiver::start(&world.clock).await;
        let delivery = Delivery::start(world.state.clone(), API_ROOT.to_owned());
        Self {
            world,
            sink,
            delivery,
        }
    }

    /// Registers the sink for the client.
    pub(crate) async fn registered(self) -> Self {
        let (state, client) = (&self.world.state, &self.world.client_id);
        state
            .register_sink(client, &self.sink.url, None)
            .await
            .unwrap();
        self
    }

    /// Waits until what the sink does not have is as the test wants it.
    pub(crate) async fn undelivered(
        &self,
        is_as_wanted: impl Fn(&[Undelivered]) -> bool,
    ) -> Vec<Undelivered> {
        let client = &self.world.client_id;
        let wait = async {
            loop {
                let undelivered = self.world.state.undelivered(client).await.unwrap();
                if is_as_wanted(&undelivered) {
                    return undelivered;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), wait)
            .await
            .unwrap_or_else(|_| panic!("what is to be told did not become as expected"))
    }
}

pub(crate) fn settings(notifications: NotificationSettings) -> Settings {
    Settings {
        provisioning_delay: DELAY.to_std().unwrap().into(),
        notifications,
        ..Settings::default()
    }
}

/// The published order for `hours`.
fn order_for(hours: u32) -> Value {
    let mut order = published::create_example();
    order["duration"] = json!({"value": hours, "unit": "hours"});
    order
}

async fn ordered_for(world: &World, hours: u32) -> String {
    let answer = world.create(&order_for(hours)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()["serviceId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn check_55_the_end_of_the_duration_is_told_once() {
    let mut told = Told::new().await;
    let id = ordered_for(&told.world, 2).await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.told(), "AVAILABLE");
    // Well past the end, as after a warp of the clock.
    told.world
        .advance_with_new_token(TimeDelta::hours(2) + TimeDelta::minutes(5))
        .await;
    let expired = told.sink.next().await;
    let lifecycle = told.world.get(&id).await.json()["xLifecycle"].clone();
    let data = json!({
        "serviceId": id, "status": "UNAVAILABLE", "statusInfo": "DURATION_EXPIRED",
    });
    assert_eq!(expired.event["data"], data);
    assert_eq!(lifecycle["status"], data["status"]);
    assert_eq!(lifecycle["statusInfo"], data["statusInfo"]);
    assert_eq!(expired.event["time"], lifecycle["expiresAt"]);

    told.undelivered(<[_]>::is_empty).await;
    told.world.advance_with_new_token(TimeDelta::days(1)).await;
    told.world.get(&id).await.assert_error(404, "NOT_FOUND");
    // The next order makes the operator forget what is gone; it is told of nothing but itself.
    let next = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.service_id(), next);
    assert!(told.sink.is_empty());
}

#[tokio::test]
async fn an_event_is_a_cloud_event_in_the_form_of_camara() {
    let mut told = Told::new().await;
    let id = told.world.ordered().await;
    let ready = told.world.get(&id).await.json()["xLifecycle"]["requestedAt"].clone();
    told.world.clock.advance(TimeDelta::minutes(1));
    let received = told.sink.next().await;
    assert_eq!(received.path, "/events");
    assert_eq!(
        received.header("content-type"),
        Some("application/cloudevents+json")
    );
    assert_eq!(received.header("authorization"), None);
    assert_eq!(received.header("x-correlator"), Some(received.id()));
    assert!(received.id().len() >= 16);
    let ready: DateTime<Utc> = ready.as_str().unwrap().parse().unwrap();
    let mut event = received.event;
    event["id"].take();
    let time = event["time"].take();
    assert_eq!(
        event,
        json!({
            "id": null,
            "source": format!("{API_ROOT}/multi-point-vpn/vwip/networks/{id}"),
            "specversion": "1.0",
            "type": "org.camaraproject.multi-point-vpn.v0.network-status-changed",
            "time": null,
            "datacontenttype": "application/json",
            "data": {"serviceId": id, "status": "AVAILABLE"},
        })
    );
    let time: DateTime<Utc> = time.as_str().unwrap().parse().unwrap();
    assert_eq!(time, ready + DELAY, "when it happened, not when it is told");
}

#[tokio::test]
async fn a_network_that_is_ready_at_once_and_its_deletion_are_told() {
    let at_once = Settings {
        provisioning_delay: std::time::Duration::ZERO.into(),
        ..Settings::default()
    };
    let told = Told::over(&Database::Memory, at_once).await;
    let mut told = told.registered().await;
    let id = told.world.ordered().await;
    assert_eq!(told.sink.next().await.told(), "AVAILABLE");
    told.world.delete(&id).await;
    let deleted = told.sink.next().await;
    assert_eq!(
        (deleted.told(), deleted.service_id()),
        ("DELETE_REQUESTED", &*id)
    );
    assert_eq!(deleted.event["data"]["status"], "UNAVAILABLE");
}

#[tokio::test]
async fn a_deletion_is_told_when_it_is_done() {
    let mut told = Told::new().await;
    let id = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.told(), "AVAILABLE");
    told.world.delete(&id).await;
    told.world.delete(&id).await;
    told.world.clock.advance(DELAY - TimeDelta::milliseconds(1));
    told.undelivered(<[_]>::is_empty).await;
    told.world.clock.advance(TimeDelta::milliseconds(1));
    let deleted = told.sink.next().await;
    assert_eq!(deleted.told(), "DELETE_REQUESTED");
    assert_eq!(deleted.at, told.world.state.shown_time());
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty(), "not at its former end as well");
}

#[tokio::test]
async fn nothing_is_told_of_the_deletion_of_one_that_has_expired() {
    let mut told = Told::new().await;
    let id = ordered_for(&told.world, 1).await;
    told.world
        .advance_with_new_token(TimeDelta::hours(1) + DELAY)
        .await;
    assert_eq!(told.sink.next().await.told(), "AVAILABLE");
    assert_eq!(told.sink.next().await.told(), "DURATION_EXPIRED");
    assert_eq!(told.world.delete(&id).await.status, StatusCode::ACCEPTED);
    let next = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.service_id(), next);
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty());
}

#[tokio::test]
async fn a_network_that_the_operator_terminates_is_told_of_once() {
    let mut told = Told::new().await;
    let id = ordered_for(&told.world, 1).await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.told(), "AVAILABLE");
    told.world.clock.advance(TimeDelta::minutes(20));
    assert!(told.world.state.terminate(&id).await.unwrap());
    let ended = told.sink.next().await;
    let data = json!({
        "serviceId": id, "status": "UNAVAILABLE", "statusInfo": "NETWORK_TERMINATED",
    });
    assert_eq!(ended.event["data"], data);
    assert_eq!(ended.at, told.world.state.shown_time());
    let time: DateTime<Utc> = ended.event["time"].as_str().unwrap().parse().unwrap();
    assert_eq!(time, ended.at);
    // Neither its deletion nor its former end is told as well.
    assert_eq!(told.world.delete(&id).await.status, StatusCode::ACCEPTED);
    told.world.advance_with_new_token(TimeDelta::hours(2)).await;
    told.undelivered(<[_]>::is_empty).await;
    let next = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.service_id(), next);
    assert!(told.sink.is_empty());
}

#[tokio::test]
async fn an_order_that_fails_is_told_of_when_it_should_be_ready_and_never_as_available() {
    for delay in [DELAY, TimeDelta::zero()] {
        let settings = Settings {
            provisioning_delay: delay.to_std().unwrap().into(),
            ..Settings::default()
        };
        let told = Told::over(&Database::Memory, settings).await;
        let mut told = told.registered().await;
        told.world.state.fail_next_orders(1);
        let id = told.world.ordered().await;
        told.world.clock.advance(delay);
        let failed = told.sink.next().await;
        assert_eq!(failed.service_id(), id);
        assert_eq!(failed.told(), "NETWORK_TERMINATED");
        assert_eq!(failed.event["data"]["status"], "UNAVAILABLE");
        told.world.advance_with_new_token(TimeDelta::days(7)).await;
        let next = told.world.ordered().await;
        told.world.clock.advance(delay);
        assert_eq!(told.sink.next().await.service_id(), next);
        assert!(told.sink.is_empty());
    }
}

#[tokio::test]
async fn one_that_is_terminated_while_it_is_built_or_deleted_is_told_of_as_terminated() {
    let mut told = Told::new().await;
    let building = told.world.ordered().await;
    assert!(told.world.state.terminate(&building).await.unwrap());
    let ended = told.sink.next().await;
    assert_eq!(
        (ended.service_id(), ended.told()),
        (&*building, "NETWORK_TERMINATED")
    );
    let deleting = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.told(), "AVAILABLE");
    told.world.delete(&deleting).await;
    assert!(told.world.state.terminate(&deleting).await.unwrap());
    let ended = told.sink.next().await;
    assert_eq!(
        (ended.service_id(), ended.told()),
        (&*deleting, "NETWORK_TERMINATED")
    );
    told.world.clock.advance(DELAY);
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty(), "its removal is not told as well");
}

#[tokio::test]
async fn nothing_is_told_of_a_change_that_changes_no_state() {
    let mut told = Told::new().await;
    let id = told.world.ordered().await;
    told.world
        .patch(&id, &json!({"guaranteeBandwidth": 77}))
        .await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.told(), "AVAILABLE");
    told.world
        .patch(&id, &json!({"guaranteeBandwidth": 78}))
        .await;
    told.world.clock.advance(DELAY);
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty());
}

#[tokio::test]
async fn what_happens_to_one_network_is_told_in_its_order_although_the_sink_fails() {
    let mut told = Told::new().await;
    told.sink.answer([Reply::Status(503), Reply::Status(503)]);
    let id = ordered_for(&told.world, 1).await;
    // Both are due at once.
    told.world
        .advance_with_new_token(TimeDelta::hours(1) + DELAY)
        .await;
    let mut ids = Vec::new();
    for attempts in 1..=2_u32 {
        let received = told.sink.next().await;
        assert_eq!(received.told(), "AVAILABLE");
        ids.push(received.id().to_owned());
        told.undelivered(|all| all.len() == 2 && all[0].attempts == attempts)
            .await;
        told.world.clock.advance(TimeDelta::seconds(5));
    }
    let received = [told.sink.next().await, told.sink.next().await];
    assert_eq!(
        received.each_ref().map(|received| received.told()),
        ["AVAILABLE", "DURATION_EXPIRED"]
    );
    ids.push(received[0].id().to_owned());
    ids.dedup();
    assert_eq!(ids.len(), 1, "the same event each time");
    assert_ne!(received[1].id(), ids[0]);
    assert_eq!(received[1].service_id(), id);
}

#[tokio::test]
async fn one_network_does_not_wait_for_another() {
    let mut told = Told::new().await;
    told.sink.answer([Reply::Silence]);
    let first = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.service_id(), first);
    let second = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.service_id(), second);
}

#[tokio::test]
async fn many_networks_are_all_told_once() {
    let mut told = Told::new().await;
    let mut ordered = Vec::new();
    for _ in 0..50 {
        ordered.push(told.world.ordered().await);
    }
    told.world.clock.advance(DELAY);
    let mut of = Vec::new();
    for _ in 0..50 {
        of.push(told.sink.next().await.service_id().to_owned());
    }
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty());
    ordered.sort();
    of.sort();
    assert_eq!(of, ordered);
}
