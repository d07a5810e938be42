//! Errors of every shape, and what is none and no answer either.

use operator_client::{CallError, Operation};

use crate::{
    operator::{JSON, Say, answer, api, json},
    surroundings::{Surroundings, assess, create, delete, read, update},
};

/// Checks that an answer like this is understood by no operation, and asked for once by
/// each.
async fn is_not_understood(told: fn() -> Say, status: u16) {
    let operator = api(told).await;
    let client = Surroundings::new().client(&operator.root);
    let errors = [
        read(&client).await.unwrap_err(),
        update(&client).await.unwrap_err(),
        create(&client).await.unwrap_err(),
        assess(&client).await.unwrap_err(),
    ];
    for error in errors {
        assert!(
            matches!(&error, CallError::Undecodable { status: got, .. } if *got == status),
            "{error:?}"
        );
    }
    assert_eq!(operator.calls().len(), 4);
}

#[tokio::test]
async fn check_10_a_page_is_no_answer_and_its_reason_names_the_portal() {
    let pages: [fn() -> Say; 5] = [
        || {
            let kind = "Content-Type: text/html; charset=utf-8";
            answer(200, &[kind], br#"{"serviceId":"n1","sla":"A"}"#)
        },
        || answer(200, &["content-type: TEXT/HTML"], b"<html>"),
        || answer(200, &["Content-Type: application/xhtml+xml"], b"x"),
        || answer(200, &[JSON], b"\r\n <!doctype html><title>Sign in</title>"),
        || answer(201, &[], b"<html>"),
    ];
    for (number, told) in pages.into_iter().enumerate() {
        is_not_understood(told, if number == 4 { 201 } else { 200 }).await;
        let operator = api(told).await;
        let client = Surroundings::new().client(&operator.root);
        let error = read(&client).await.unwrap_err().to_string();
        assert!(error.contains("sign-in portal"), "{error}");
        assert!(!error.contains('<'), "{error}");
        assert!(delete(&client).await.is_err());
    }
}

#[tokio::test]
async fn check_11_of_an_error_page_only_the_status_is_taken() {
    for status in [404, 500, 502, 503, 504] {
        let operator = api(move || {
            let page = br#"<h1>Bad</h1><script>alert(1)</script>{"code":"X","message":"Y"}"#;
            answer(status, &["Content-Type: text/html"], page)
        })
        .await;
        let client = Surroundings::new().client(&operator.root);
        for error in [
            read(&client).await.unwrap_err(),
            assess(&client).await.unwrap_err(),
            // A gateway that lost its way says nothing of the network.
            delete(&client).await.unwrap_err(),
        ] {
            let CallError::Refused(refusal) = error else {
                panic!("{error}");
            };
            let told = (refusal.code.as_str(), refusal.message.as_str());
            assert_eq!((refusal.status, told), (status, ("", "")));
            assert!(refusal.is_page && !refusal.is_absence(), "{refusal:?}");
        }
    }
}

#[tokio::test]
async fn check_15_nothing_is_no_answer() {
    is_not_understood(|| json(200, ""), 200).await;
    is_not_understood(|| json(200, " \r\n"), 200).await;
    is_not_understood(|| answer(204, &[], b""), 204).await;
    is_not_understood(|| json(200, "null"), 200).await;
    is_not_understood(|| json(200, "[]"), 200).await;
    is_not_understood(|| json(200, "{} {}"), 200).await;
}

#[tokio::test]
async fn check_16_errors_of_any_form_are_shown_as_one_line_of_text() {
    let long = format!(r#"{{"message":"{}"}}"#, "x".repeat(3000));
    let longest = "x".repeat(512);
    let cases = [
        (
            r#"{"error":"invalid_token","error_description":"It is over."}"#.to_owned(),
            "invalid_token",
            "It is over.",
        ),
        (
            r#"{"title":"Bad","detail":"Too far."}"#.to_owned(),
            "",
            "Too far.",
        ),
        (r#"{"message":"<b>bold</b>"}"#.to_owned(), "", "<b>bold</b>"),
        (
            r#"{"message":"pay \u202e0001\u202c\r\n now\u0000\u001b[31m"}"#.to_owned(),
            "",
            "pay 0001 now [31m",
        ),
        (r#"{"code":7,"message":{"en":"no"}}"#.to_owned(), "7", ""),
        (
            r#"{"code":"A","code":"B","message":"both"}"#.to_owned(),
            "",
            "both",
        ),
        ("[\"no\"]".to_owned(), "", ""),
        ("no".to_owned(), "", ""),
        (String::new(), "", ""),
        (long, "", &longest),
    ];
    for (body, code, message) in cases {
        let said = body.clone();
        let operator = api(move || json(422, &said)).await;
        let error = create(&Surroundings::new().client(&operator.root)).await;
        let CallError::Refused(refusal) = error.unwrap_err() else {
            panic!("{body}");
        };
        assert_eq!(
            (refusal.code.as_str(), refusal.message.as_str()),
            (code, message)
        );
    }
}

#[tokio::test]
async fn check_17_the_status_of_http_counts() {
    let operator = api(|| json(403, r#"{"status":200,"code":"OK","message":"fine"}"#)).await;
    let error = read(&Surroundings::new().client(&operator.root)).await;
    assert!(matches!(error, Err(CallError::Refused(refusal)) if refusal.status == 403));
}

#[tokio::test]
async fn an_error_that_says_it_went_well_is_no_answer() {
    for body in [
        r#"{"status":404,"code":"NOT_FOUND","message":"no"}"#,
        r#"{"error":"server_error"}"#,
        r#"{"error":{"code":500,"message":"no"}}"#,
        r#"{"title":"Internal Server Error","status":500}"#,
    ] {
        for status in [200, 201, 202] {
            let operator = api(move || json(status, body)).await;
            let client = Surroundings::new().client(&operator.root);
            assert!(read(&client).await.is_err(), "{body}");
            assert!(assess(&client).await.is_err(), "{body}");
            assert!(update(&client).await.is_err(), "{body}");
            assert!(delete(&client).await.is_err(), "{body}");
            // Whether there is a network is not known.
            assert!(matches!(
                create(&client).await,
                Err(CallError::Undecodable { .. })
            ));
        }
    }
}

#[tokio::test]
async fn an_answer_about_another_network_is_none() {
    let operator = api(|| json(200, r#"{"serviceId":"n2","sla":"AAA"}"#)).await;
    let client = Surroundings::new().client(&operator.root);
    for error in [
        read(&client).await.unwrap_err(),
        update(&client).await.unwrap_err(),
    ] {
        assert!(
            matches!(error, CallError::Undecodable { status: 200, .. }),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_status_that_nobody_asked_for_is_neither_success_nor_refusal() {
    for status in [205, 206, 226, 300, 304, 305, 399] {
        let operator = api(move || json(status, r#"{"serviceId":"n1","sla":"A"}"#)).await;
        let client = Surroundings::new().client(&operator.root);
        for error in [
            read(&client).await.unwrap_err(),
            create(&client).await.unwrap_err(),
            delete(&client).await.unwrap_err(),
        ] {
            assert!(
                matches!(
                    &error,
                    CallError::Undecodable { .. } | CallError::Unanswered { .. }
                ),
                "{status}: {error:?}"
            );
        }
    }
}

#[tokio::test]
async fn check_20_a_refusal_names_the_scope_that_is_missing() {
    let operator = api(|| json(403, r#"{"code":"PERMISSION_DENIED","message":"no"}"#)).await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    let scopes = [
        (assess(&client).await.unwrap_err(), "assessment:assess"),
        (create(&client).await.unwrap_err(), "network:create"),
        (read(&client).await.unwrap_err(), "network:read"),
        (update(&client).await.unwrap_err(), "network:update"),
        (delete(&client).await.unwrap_err(), "network:delete"),
    ];
    for (error, scope) in scopes {
        let CallError::Refused(refusal) = error else {
            panic!("{error}");
        };
        assert_eq!(refusal.scope, format!("multi-point-vpn:{scope}"));
    }
    assert_eq!((operator.tokens_asked(), operator.calls().len()), (1, 5));
    let records = around.records.all();
    assert_eq!(records[0].operation, Operation::Token);
    assert!(records[1..].iter().all(|record| record.status == Some(403)
        && record.problem.as_deref() == Some("PERMISSION_DENIED")));
}
