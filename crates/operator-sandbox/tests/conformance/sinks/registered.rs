//! A sink that is registered for a client: told of all its networks, until it is replaced or removed.

use axum::http::StatusCode;
use chrono::TimeDelta;
use operator_sandbox::notifications::{InvalidSink, RegisterError};

use super::{SECRET, credential, order_to};
use crate::{
    notifications::Told,
    receiver::{Receiver, Reply},
    world::{DELAY, World},
};

#[tokio::test]
async fn a_sink_is_registered_replaced_and_removed() {
    let mut told = Told::unregistered().await;
    let (state, client) = (told.world.state.clone(), told.world.client_id.clone());
    // Ordered before there is a sink, and told from then on.
    let id = told.world.ordered().await;
    state
        .register_sink(&client, &told.sink.url, None)
        .await
        .unwrap();
    assert_eq!(
        state.sink_of(&client).await.unwrap().as_ref(),
        Some(&told.sink.url)
    );
    told.sink.answer([Reply::Status(503)]);
    told.world.clock.advance(DELAY);
    let first = told.sink.next().await;
    told.undelivered(|all| all[0].attempts == 1).await;

    // What the first did not take goes to the second, at once.
    let mut second = Receiver::start(&told.world.clock).await;
    let token = serde_json::from_value(credential()).unwrap();
    state
        .register_sink(&client, &second.url, Some(&token))
        .await
        .unwrap();
    let received = second.next().await;
    assert_eq!(received.id(), first.id());
    assert_eq!(
        received.header("authorization"),
        Some(&*format!("Bearer {SECRET}"))
    );

    told.undelivered(<[_]>::is_empty).await;
    assert!(state.remove_sink(&client).await.unwrap());
    assert!(!state.remove_sink(&client).await.unwrap());
    assert_eq!(state.sink_of(&client).await.unwrap(), None);
    told.world.delete(&id).await;
    told.world.clock.advance(DELAY);
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty() && second.is_empty());
}

#[tokio::test]
async fn a_sink_that_registers_late_is_not_told_what_has_been() {
    let mut told = Told::unregistered().await;
    let id = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    let (state, client) = (&told.world.state, &told.world.client_id);
    state
        .register_sink(client, &told.sink.url, None)
        .await
        .unwrap();
    told.world.delete(&id).await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.told(), "DELETE_REQUESTED");
}

#[tokio::test]
async fn a_client_is_told_of_its_own_networks_only() {
    let mut told = Told::new().await;
    told.world.become_another_client().await;
    let others = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    let mut sink = Receiver::start(&told.world.clock).await;
    let (state, client) = (&told.world.state, &told.world.client_id);
    state.register_sink(client, &sink.url, None).await.unwrap();
    told.world.delete(&others).await;
    told.world.clock.advance(DELAY);
    assert_eq!(sink.next().await.service_id(), others);
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty());
}

#[tokio::test]
async fn a_client_that_is_removed_is_told_nothing_more() {
    let mut told = Told::unregistered().await;
    told.world.become_another_client().await;
    let mut told = told.registered().await;
    let (state, client) = (told.world.state.clone(), told.world.client_id.clone());
    let own = Receiver::start(&told.world.clock).await;
    told.world.ordered().await;
    let created = told.world.create(&order_to(&own.url, credential())).await;
    assert_eq!(created.status, StatusCode::CREATED);
    assert!(state.remove_client(&client).await.unwrap());
    assert_eq!(state.sink_of(&client).await.unwrap(), None);
    told.world.clock.advance(DELAY);
    told.undelivered(<[_]>::is_empty).await;
    let refused = state.register_sink(&client, &own.url, None).await;
    assert!(
        matches!(refused, Err(RegisterError::UnknownClient)),
        "{refused:?}"
    );
    // The operator's own client is told when all that could have been sent is.
    told.world.client_id = state.own_client().await.unwrap();
    told.world.secret = state.new_secret(&told.world.client_id).await.unwrap();
    told.world.advance_with_new_token(TimeDelta::zero()).await;
    let mut told = told.registered().await;
    let last = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.service_id(), last);
    assert!(told.sink.is_empty() && own.is_empty());
}

#[tokio::test]
async fn a_registration_is_refused_for_what_it_is() {
    let world = World::new().await;
    let refused = world
        .state
        .register_sink(&world.client_id, "https://10.0.0.1/", None)
        .await;
    assert!(
        matches!(refused, Err(RegisterError::Invalid(InvalidSink::Url(_)))),
        "{refused:?}"
    );
    let refused = world
        .state
        .register_sink("nobody", "https://sink.example/", None)
        .await;
    assert!(
        matches!(refused, Err(RegisterError::UnknownClient)),
        "{refused:?}"
    );
}
