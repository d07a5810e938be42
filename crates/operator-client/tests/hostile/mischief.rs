//! What no check names and an operator may do all the same.

use std::{
    io::Write,
    time::{Duration, Instant},
};

use flate2::{Compression, write::GzEncoder};
use model::{FeePeriod, Level, Mbps};
use operator_client::{CallError, Operator};
use tokio_util::sync::CancellationToken;

use crate::{
    operator::{HostileOperator, Say, answer, head, json, token},
    surroundings::{Surroundings, assess, create, delete, read, update},
};

const JSON: &str = "Content-Type: application/json";

async fn api(said: impl Fn() -> Say + Send + Sync + 'static) -> HostileOperator {
    HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => said(),
    })
    .await
}

/// Short limits, for what goes on until one of them is reached.
fn hurried() -> Surroundings {
    let mut around = Surroundings::new();
    around.limits.total = Duration::from_millis(600);
    around
}

/// Checks that every operation ends with an error within the limits.
async fn is_given_up(told: fn() -> Say) {
    let operator = api(told).await;
    let around = hurried();
    let client = around.client(&operator.root);
    let begun = Instant::now();
    let order = create(&client).await.unwrap_err();
    assert!(
        matches!(
            order,
            CallError::Unanswered { .. } | CallError::Undecodable { .. }
        ),
        "whether there is a network is not known: {order:?}"
    );
    assert!(read(&client).await.is_err());
    assert!(delete(&client).await.is_err());
    assert!(begun.elapsed() < around.limits.total * 6);
    for record in around.records.all() {
        let problem = record.problem.unwrap_or_default();
        assert!(problem.len() < 200, "{problem}");
    }
}

#[tokio::test]
async fn headers_without_an_end_are_given_up() {
    is_given_up(|| Say::Flood(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-more: 0123456789\r\n")).await;
    is_given_up(|| Say::Flood(b"HTTP/1.1 200 OK\r\nx-long: ".to_vec(), b"0123456789abcdef")).await;
    is_given_up(|| Say::Flood(b"HTTP/1.1 200 ".to_vec(), b"very ")).await;
}

#[tokio::test]
async fn answers_that_are_none_yet_come_to_an_end() {
    is_given_up(|| Say::Flood(Vec::new(), b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n")).await;
    is_given_up(|| Say::Flood(Vec::new(), b"HTTP/1.1 100 Continue\r\n\r\n")).await;
    is_given_up(|| {
        Say::Bytes(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n{}".to_vec())
    })
    .await;
}

#[tokio::test]
async fn a_body_in_endless_pieces_ends_at_the_limit() {
    let begin = || {
        let mut bytes = b"HTTP/1.1 201 Created\r\n".to_vec();
        bytes.extend_from_slice(
            b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
        );
        bytes
    };
    let operator = api(move || Say::Flood(begin(), b"1\r\n{\r\n")).await;
    let client = Surroundings::new().client(&operator.root);
    let error = create(&client).await.unwrap_err();
    assert!(
        matches!(error, CallError::Undecodable { status: 201, .. }),
        "{error:?}"
    );
    let operator = api(move || Say::Flood(begin(), b"1;name=value;name=value\r\n{\r\n")).await;
    assert!(
        create(&Surroundings::new().client(&operator.root))
            .await
            .is_err()
    );
    let operator = api(move || {
        let mut bytes = begin();
        bytes.extend_from_slice(b"2\r\n{}\r\n0\r\n");
        Say::Flood(bytes, b"x-trailer: 0123456789\r\n")
    })
    .await;
    assert!(create(&hurried().client(&operator.root)).await.is_err());
}

#[tokio::test]
async fn what_is_no_http_leaves_an_order_unknown() {
    let answers: [&[u8]; 9] = [
        b"HTTP/9.9 201 Created\r\n\r\n{}",
        b"ICY 201 OK\r\n\r\n{}",
        b"HTTP/1.1 99 Low\r\n\r\n{}",
        b"HTTP/1.1 1000 High\r\n\r\n{}",
        b"HTTP/1.1 2o1 Created\r\n\r\n{}",
        b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n{}",
        b"HTTP/1.1 201 Created\r\nContent-Length: -2\r\n\r\n{}",
        b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ];
    for bytes in answers {
        let operator = api(move || Say::Bytes(bytes.to_vec())).await;
        let client = Surroundings::new().client(&operator.root);
        let error = create(&client).await.unwrap_err();
        assert!(
            matches!(
                error,
                CallError::Unanswered {
                    timed_out: false,
                    ..
                }
            ),
            "{}: {error:?}",
            String::from_utf8_lossy(bytes)
        );
        assert_eq!(operator.calls().len(), 1);
    }
}

#[tokio::test]
async fn a_status_beyond_all_classes_is_no_success() {
    for status in [600, 999] {
        let operator = api(move || json(status, r#"{"serviceId":"n1"}"#)).await;
        let error = create(&Surroundings::new().client(&operator.root)).await;
        assert!(matches!(error, Err(CallError::Refused(r)) if r.status == status));
    }
}

#[tokio::test]
async fn packing_that_is_broken_or_odd_is_no_answer() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed
        .write_all(br#"{"serviceId":"n1","sla":"A"}"#)
        .unwrap();
    let good = packed.finish().unwrap();
    let mut again = GzEncoder::new(Vec::new(), Compression::fast());
    again.write_all(&good).unwrap();
    let twice = again.finish().unwrap();
    for (encoding, body) in [
        ("gzip", b"not gzip at all".to_vec()),
        ("gzip", good[..good.len() / 2].to_vec()),
        ("gzip, gzip", twice),
        ("br", good.clone()),
        ("unheard-of", good.clone()),
    ] {
        let header = format!("Content-Encoding: {encoding}");
        let operator = api(move || answer(201, &[JSON, &header], &body)).await;
        let client = Surroundings::new().client(&operator.root);
        let created = create(&client).await;
        let is_unknown = match &created {
            Err(CallError::Unanswered { .. } | CallError::Undecodable { .. }) => true,
            // 201 stands for itself; nothing of the body is taken.
            Ok(created) => created.value.service_id.is_none(),
            Err(_) => false,
        };
        assert!(is_unknown, "{encoding}: {created:?}");
        assert!(read(&client).await.is_err(), "{encoding}");
    }
}

#[tokio::test]
async fn cookies_are_not_taken() {
    let cookie = "Set-Cookie: session=1; Path=/";
    let operator = HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => answer(200, &[JSON, cookie, cookie], b"{}"),
    })
    .await;
    let client = Surroundings::new().client(&operator.root);
    for _ in 0..2 {
        read(&client).await.unwrap();
    }
    assert!(
        operator
            .calls()
            .iter()
            .all(|call| call.header("cookie").is_empty())
    );
    assert!(
        operator
            .calls()
            .iter()
            .all(|call| call.header("referer").is_empty())
    );
}

#[tokio::test]
async fn a_body_where_none_belongs_is_not_read() {
    let operator = api(|| {
        let mut bytes = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".to_vec();
        bytes.extend_from_slice(br#"{"serviceId":"n1","sla":"A"}"#);
        Say::Bytes(bytes)
    })
    .await;
    let client = Surroundings::new().client(&operator.root);
    assert!(matches!(
        create(&client).await,
        Err(CallError::Undecodable { status: 204, .. })
    ));
    assert!(read(&client).await.is_err());
}

#[tokio::test]
async fn marks_nests_and_signs_in_an_answer_change_nothing() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for (body, level) in [
        (format!("\u{feff}{}", r#"{"sla":"AA"}"#), Some("AA")),
        (format!(r#"{{"x":{deep},"sla":"AA"}}"#), Some("AA")),
        (format!(r#"{{"sla":{deep}}}"#), None),
        (r#"{"sla":"\u202eAA\u0000\u200b"}"#.to_owned(), Some("AA")),
        (r#"{"sla":"A","sla":"AAA"}"#.to_owned(), None),
        (r#"{"SLA":"A"}"#.to_owned(), None),
        (r#"{"sla":{"value":"A"}}"#.to_owned(), None),
        (r#"{"sla":["A"]}"#.to_owned(), None),
    ] {
        let said = body.clone();
        let operator = api(move || json(200, &said)).await;
        let report = read(&Surroundings::new().client(&operator.root)).await;
        let found = report.unwrap().value.level;
        assert_eq!(
            found.as_ref().map(|level| level.as_str()),
            level,
            "{:.60}",
            body
        );
    }
    for body in [
        r#"{"sla":"\ud800"}"#,
        "{'sla':'A'}",
        "{\"sla\":\"A\",}",
        "{sla:1}",
        "NaN",
    ] {
        let operator = api(move || json(200, body)).await;
        let report = read(&Surroundings::new().client(&operator.root)).await;
        let is_told = matches!(&report, Err(CallError::Undecodable { .. }))
            || report.is_ok_and(|report| report.value.level.is_none());
        assert!(is_told, "{body}");
    }
    let utf16: Vec<u8> = r#"{"sla":"A"}"#.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let operator = api(move || answer(200, &[JSON], &utf16)).await;
    assert!(
        read(&Surroundings::new().client(&operator.root))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn wrong_types_in_every_field_are_missing_fields() {
    for wrong in [
        "{}", "[]", "true", "-1", "1e308", "\"\"", "\"x\"", "null", "[[{}]]",
    ] {
        let body = format!(
            r#"{{"sla":{wrong},"guaranteeBandwidth":{wrong},"duration":{wrong},"rent":{wrong},
                "isProtected":{wrong},"waitDays":{wrong},"connections":{wrong},"xLifecycle":{wrong},
                "xOffers":{wrong},"xConnections":{wrong},"xObserved":{wrong},"cloudGatewayIp":{wrong},
                "resourceGroupId":{wrong},"routeProtocol":{wrong},"startedAt":{wrong},
                "expiresAt":{wrong},"items":{wrong},"pagination":{wrong}}}"#
        );
        let operator = api(move || json(200, &body)).await;
        let client = Surroundings::new().client(&operator.root);
        let report = read(&client).await.unwrap().value;
        assert_eq!((report.bandwidth, report.term), (None, None), "{wrong}");
        let offers = assess(&client).await.unwrap().value.offers;
        assert_eq!((offers.len(), offers[0].fee), (1, None), "{wrong}");
        update(&client).await.unwrap();
        let created = create(&client).await.unwrap().value;
        assert_eq!(created.service_id, None, "{wrong}");
    }
}

#[tokio::test]
async fn numbers_without_measure_are_exact_or_missing() {
    for (said, expected) in [
        (
            "9999999999999999999999999999",
            Some("9999999999999999999999999999"),
        ),
        ("0.30000000000000004", Some("0.30")),
        ("99999999999999999999999999999999999999", None),
        ("1e308", None),
        ("1e-400", None),
        ("-1", None),
        ("\"NaN\"", None),
        ("\"Infinity\"", None),
    ] {
        let body = format!(
            r#"{{"sla":"A","waitDays":99999999999,"rent":{{"amount":{said},"currency":"EUR"}}}}"#
        );
        let operator = api(move || json(200, &body)).await;
        let answer = assess(&Surroundings::new().client(&operator.root)).await;
        let offer = answer.unwrap().value.offers.remove(0);
        let amount = offer.fee.map(|fee| fee.money.amount.to_string());
        let is_zero = said == "1e-400" && amount.as_deref() == Some("0.00");
        assert!(!is_zero, "a price that is not 0 is not shown as 0");
        if said != "1e-400" {
            assert_eq!(amount.as_deref(), expected, "{said}");
        }
        assert_eq!(offer.wait.days(), None);
        assert!(offer.fee.is_none_or(|fee| fee.period == FeePeriod::Month));
    }
}

#[tokio::test]
async fn moments_from_the_ends_of_time_are_read_or_missing() {
    for moment in [
        "9999-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-23:59",
        "+262142-12-31T23:59:59Z",
        "2026-02-30T00:00:00Z",
        "tomorrow",
    ] {
        let date = "Date: Fri, 31 Dec 9999 23:59:59 GMT";
        let body = format!(
            r#"{{"sla":"A","duration":{{"value":79228162514264337593543950335,"unit":"years"}},
                "xLifecycle":{{"status":"AVAILABLE","startedAt":"{moment}","expiresAt":"{moment}"}}}}"#
        );
        let operator = api(move || answer(200, &[JSON, date], body.as_bytes())).await;
        let report = read(&Surroundings::new().client(&operator.root)).await;
        assert!(report.unwrap().value.lifecycle.is_some(), "{moment}");
    }
}

#[tokio::test]
async fn an_operator_does_not_make_the_client_ask_elsewhere_or_loop() {
    let root = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let target = std::sync::Arc::clone(&root);
    let operator = HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => {
            let here = target.lock().unwrap().clone();
            let headers = [
                format!("Location: {here}{}", seen.path),
                format!("Refresh: 0; url={here}/elsewhere"),
                format!("Link: <{here}/elsewhere>; rel=preload"),
                format!("Alt-Svc: h2=\"{}\"", here.trim_start_matches("http://")),
            ];
            let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
            answer(308, &headers, b"")
        }
    })
    .await;
    root.lock().unwrap().clone_from(&operator.root);
    let client = Surroundings::new().client(&operator.root);
    assert!(create(&client).await.is_err());
    assert!(update(&client).await.is_err());
    assert_eq!(operator.calls().len(), 2);
    assert_eq!(operator.seen("/elsewhere").len(), 0);
}

#[tokio::test]
async fn offers_of_one_answer_may_differ_in_currency_and_stay_apart() {
    let operator = api(|| {
        json(
            200,
            r#"{"xOffers":[
                {"sla":"AAA","rent":{"amount":3,"currency":"GBP"},"feasible":true},
                {"sla":"A","rent":{"amount":1,"currency":"JPY"},"rentPeriod":"TERM"},
                {"sla":"gold","rent":{"amount":2,"currency":"BTC"}}]}"#,
        )
    })
    .await;
    let answer = assess(&Surroundings::new().client(&operator.root)).await;
    let offers = answer.unwrap().value.offers;
    let told: Vec<_> = offers
        .iter()
        .map(|offer| {
            let fee = offer.fee.unwrap();
            format!(
                "{} {} {:?}",
                offer.level.as_ref().unwrap().as_str(),
                fee.money.currency,
                fee.period
            )
        })
        .collect();
    assert_eq!(told, ["A JPY Term", "AAA GBP Month", "gold BTC Month"]);
}

#[tokio::test]
async fn what_an_operator_repeats_of_a_token_is_blanked_out_in_any_writing() {
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => json(
            409,
            r#"{"code":"token-0","message":"\u0074ok\u0065n-0 and token-0 and \u0054oken"}"#,
        ),
    })
    .await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    let id = model::ServiceId::new("n1").unwrap();
    let error = client
        .read(&id, &CancellationToken::new())
        .await
        .unwrap_err();
    let told = format!("{error:?} {error} {:?}", around.records.all());
    assert!(!told.contains("token-0"), "{told}");
    assert!(told.contains("[hidden] and [hidden]"), "{told}");
}

#[tokio::test]
async fn a_correlator_is_taken_only_where_it_can_be_one() {
    for bad in [
        "a b".to_owned(),
        "x".repeat(257),
        "\u{e9}".to_owned(),
        "<script>alert(1)".to_owned(),
    ] {
        let header = format!("x-correlator: {bad}");
        let operator = api(move || answer(200, &[JSON, &header], b"{}")).await;
        let answer = read(&Surroundings::new().client(&operator.root))
            .await
            .unwrap();
        let sent = operator.calls()[0].header("x-correlator").to_owned();
        assert_eq!(answer.correlator, sent, "{bad}");
    }
}

#[tokio::test]
async fn a_wrong_length_is_no_whole_answer() {
    for (length, is_read) in [(2, true), (1, false), (20, false)] {
        let operator = api(move || {
            let mut bytes = head(200, &[JSON], length);
            bytes.extend_from_slice(b"{}");
            Say::Bytes(bytes)
        })
        .await;
        let report = read(&Surroundings::new().client(&operator.root)).await;
        assert_eq!(report.is_ok(), is_read, "{length}");
    }
}

#[tokio::test]
async fn levels_and_bandwidths_out_of_range_are_not_confirmed() {
    for (said, level, bandwidth) in [
        (
            r#"{"sla":"aaa","guaranteeBandwidth":1000001}"#,
            Some("aaa"),
            None,
        ),
        (
            r#"{"sla":"A ","guaranteeBandwidth":1000000}"#,
            Some("A"),
            Mbps::new(1_000_000).ok(),
        ),
        (
            r#"{"sla":"А","guaranteeBandwidth":2147483648}"#,
            Some("А"),
            None,
        ),
    ] {
        let operator = api(move || json(200, said)).await;
        let report = read(&Surroundings::new().client(&operator.root))
            .await
            .unwrap()
            .value;
        let found = report.level.as_ref().map(|level| level.as_str().to_owned());
        assert_eq!(
            (found.as_deref(), report.bandwidth),
            (level, bandwidth),
            "{said}"
        );
        // What looks like a level and is none is not taken for one.
        let is_known = report.level.is_some_and(|found| found == Level::A.into());
        assert_eq!(is_known, said.contains("\"A \""));
    }
}
