//! No body, whatever is in it, makes the operator fail.

use axum::http::{Method, StatusCode};
use proptest::{prelude::*, test_runner::TestRunner};

use crate::{published::create_example, world::World};

/// The example with a piece cut out and another put in.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let example = create_example().to_string().into_bytes();
    let pieces = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..8),
        Just(b"null".to_vec()),
        Just(b"1e999999999999".to_vec()),
        Just(b"[[[[".to_vec()),
        Just(b"-0.0".to_vec()),
        Just(br#""sink":{},"#.to_vec()),
        Just(br#""\ud800""#.to_vec()),
    ];
    (0..example.len(), 0_usize..40, pieces).prop_map(move |(from, length, piece)| {
        let to = (from + length).min(example.len());
        [&example[..from], &piece, &example[to..]].concat()
    })
}

fn answers_without_failing(path: &'static str, bodies: impl Strategy<Value = Vec<u8>>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let world = runtime.block_on(World::new());
    let answers = TestRunner::default().run(&bodies, |body| {
        let call = world
            .call(Method::POST, path)
            .header("content-type", "application/json");
        let answer = runtime.block_on(world.send(call.bytes(body)));
        if answer.status != StatusCode::CREATED && answer.status != StatusCode::OK {
            let code = answer.json()["code"].clone();
            prop_assert!(answer.status == 400 || answer.status == 422, "{:?}", answer);
            prop_assert!(code.is_string());
        }
        Ok(())
    });
    answers.unwrap();
}

#[test]
fn a_damaged_order_is_taken_or_refused() {
    answers_without_failing("/networks", damaged());
}

#[test]
fn a_damaged_assessment_is_taken_or_refused() {
    answers_without_failing("/assessment", damaged());
}

#[test]
fn any_bytes_are_refused() {
    answers_without_failing("/networks", proptest::collection::vec(any::<u8>(), 0..200));
}
