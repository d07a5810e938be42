//! When a notification that a sink did not take is sent again, and when it is not.

use std::time::Duration;

use chrono::TimeDelta;
use operator_sandbox::{
    Database,
    notifications::{Delivery, NotificationSettings},
};

use crate::{
    notifications::{Told, settings},
    receiver::{Receiver, Reply},
    world::{DELAY, World},
};

#[tokio::test]
async fn it_is_sent_again_after_growing_waits_on_the_operators_clock() {
    let mut told = Told::new().await;
    told.sink
        .answer([500, 503, 429, 408, 502, 500, 500].map(Reply::Status));
    told.world.ordered().await;
    told.world.clock.advance(DELAY);
    let mut last = told.sink.next().await;
    for (attempts, wait) in [1, 5, 30, 120, 600, 3600, 3600].into_iter().enumerate() {
        let attempts = u32::try_from(attempts).unwrap() + 1;
        let undelivered = told.undelivered(|all| all[0].attempts == attempts).await;
        let next = last.at + TimeDelta::seconds(wait);
        assert_eq!(undelivered[0].next_attempt_at, next);
        told.world
            .clock
            .advance(TimeDelta::seconds(wait) - TimeDelta::milliseconds(1));
        told.undelivered(|all| all[0].attempts == attempts).await;
        told.world.clock.advance(TimeDelta::milliseconds(1));
        let received = told.sink.next().await;
        assert_eq!(received.event, last.event, "the very same event");
        assert_eq!(received.at, next);
        last = received;
    }
    told.undelivered(<[_]>::is_empty).await;
}

#[tokio::test]
async fn it_is_given_up_after_a_day_and_the_next_one_is_sent() {
    let mut told = Told::new().await;
    told.sink
        .answer(std::iter::repeat_n(Reply::Status(500), 25));
    let id = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    for attempts in 1..25 {
        assert_eq!(told.sink.next().await.told(), "AVAILABLE");
        told.undelivered(|all| all[0].attempts == attempts).await;
        told.world.clock.advance(TimeDelta::hours(1));
    }
    told.world.advance_with_new_token(TimeDelta::zero()).await;
    assert_eq!(told.sink.next().await.told(), "AVAILABLE");
    told.undelivered(<[_]>::is_empty).await;
    told.world.delete(&id).await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.told(), "DELETE_REQUESTED");
}

#[tokio::test]
async fn what_the_sink_refuses_is_not_sent_again() {
    for status in [200, 202, 400, 401, 403, 404, 410] {
        let mut told = Told::new().await;
        told.sink.answer([Reply::Status(status)]);
        let id = told.world.ordered().await;
        told.world.clock.advance(DELAY);
        assert_eq!(told.sink.next().await.told(), "AVAILABLE", "{status}");
        told.undelivered(<[_]>::is_empty).await;
        // What comes after it is told all the same.
        told.world.delete(&id).await;
        told.world.clock.advance(DELAY);
        assert_eq!(
            told.sink.next().await.told(),
            "DELETE_REQUESTED",
            "{status}"
        );
        told.undelivered(<[_]>::is_empty).await;
        assert!(told.sink.is_empty(), "{status}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let mut told = Told::new().await;
    let elsewhere = Receiver::start(&told.world.clock).await;
    told.sink.answer([Reply::RedirectTo(elsewhere.url.clone())]);
    told.world.ordered().await;
    told.world.clock.advance(DELAY);
    told.sink.next().await;
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty() && elsewhere.is_empty());
}

#[tokio::test]
async fn a_sink_that_does_not_answer_is_tried_again() {
    let longest_attempt = Duration::from_millis(100);
    let settings = settings(NotificationSettings {
        longest_attempt,
        ..NotificationSettings::default()
    });
    let told = Told::over(&Database::Memory, settings).await;
    let mut told = told.registered().await;
    told.sink.answer([Reply::Silence]);
    told.world.ordered().await;
    told.world.clock.advance(DELAY);
    let first = told.sink.next().await;
    told.undelivered(|all| all[0].attempts == 1).await;
    told.world.clock.advance(TimeDelta::seconds(1));
    assert_eq!(told.sink.next().await.id(), first.id());
    told.undelivered(<[_]>::is_empty).await;
}

#[tokio::test]
async fn what_was_not_delivered_is_sent_after_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let database = Database::File(dir.path().join("sandbox.db"));
    let settings = settings(NotificationSettings::default());
    let told = Told::over(&database, settings.clone()).await;
    let mut told = told.registered().await;
    told.sink.answer([Reply::Status(503)]);
    told.world.ordered().await;
    let deleted = told.world.ordered().await;
    told.world.delete(&deleted).await;
    told.world.clock.advance(DELAY);
    let before = [told.sink.next().await, told.sink.next().await];
    told.delivery.stop().await;
    told.world.state.close();
    let mut sink = told.sink;

    // On another port, and late enough for the retry.
    let world = World::with_settings(&database, settings).await;
    world.clock.advance(DELAY + TimeDelta::seconds(1));
    let delivery = Delivery::start(world.state.clone(), "http://127.0.0.1:1".to_owned());
    let again = sink.next().await;
    let is_of = |received: &crate::receiver::Received| received.event == again.event;
    assert_eq!(
        before.iter().filter(|received| is_of(received)).count(),
        1,
        "the one that failed, whole and with its source: {again:?}"
    );
    let told = Told {
        world,
        sink,
        delivery,
    };
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty());
    told.delivery.stop().await;
}
