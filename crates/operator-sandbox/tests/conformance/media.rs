//! Checks 24 to 27: what a body may be and how large.

use axum::http::{Method, StatusCode};

use crate::{published::create_example, world::World};

#[tokio::test]
async fn check_24_another_content_type_is_415() {
    let world = World::new().await;
    for path in ["/networks", "/assessment"] {
        for media_type in [
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "",
        ] {
            let call = world.call(Method::POST, path).json(&create_example());
            let answer = world.send(call.header("content-type", media_type)).await;
            answer.assert_error(415, "UNSUPPORTED_MEDIA_TYPE");
        }
        let untyped = world
            .call(Method::POST, path)
            .text(&create_example().to_string());
        world
            .send(untyped)
            .await
            .assert_error(415, "UNSUPPORTED_MEDIA_TYPE");
    }
}

#[tokio::test]
async fn check_25_charset_utf8_is_taken() {
    let world = World::new().await;
    let call = world
        .call(Method::POST, "/networks")
        .json(&create_example());
    let answer = world
        .send(call.header("content-type", "application/json; charset=utf-8"))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED);
}

#[tokio::test]
async fn check_26_answers_are_json_only() {
    let world = World::new().await;
    let id = world.ordered().await;
    for (accept, status) in [
        (Some("text/html"), StatusCode::NOT_ACCEPTABLE),
        (Some("application/json;q=0"), StatusCode::NOT_ACCEPTABLE),
        (Some("*/*"), StatusCode::OK),
        (Some("text/html, application/json"), StatusCode::OK),
        (None, StatusCode::OK),
    ] {
        let mut call = world.call(Method::GET, &format!("/networks/{id}"));
        if let Some(accept) = accept {
            call = call.header("accept", accept);
        }
        let answer = world.send(call).await;
        assert_eq!(answer.status, status, "{accept:?}");
        if status != StatusCode::OK {
            answer.assert_error(406, "NOT_ACCEPTABLE");
        }
    }
}

#[tokio::test]
async fn check_27_a_body_over_a_mebibyte_is_400_and_the_connection_is_closed() {
    let world = World::new().await;
    let mut body = create_example().to_string();
    let room = 1024 * 1024 - body.len();
    body.push_str(&" ".repeat(room));
    assert_eq!(world.create_text(&body).await.status, StatusCode::CREATED);
    body.push(' ');
    let answer = world.create_text(&body).await;
    answer.assert_error(400, "INVALID_ARGUMENT");
    assert_eq!(answer.header("connection"), "close");
}
