//! Contents of answers that no check names: of wrong types, without measure, or with more in them than is seen.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use model::{FeePeriod, Level, Mbps};
use operator_client::{CallError, Clock, Operator};
use tokio_util::sync::CancellationToken;

use crate::{
    discovery::discovered,
    operator::{HostileOperator, JSON, answer, api, json, token},
    surroundings::{SECRET, Surroundings, assess, create, read, update},
};

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
async fn what_an_operator_repeats_of_the_clients_secret_is_blanked_out_by_its_api_too() {
    let basic = BASE64_STANDARD.encode("portal%3A1:s3cret%2Fwith%2Bsigns");
    let apart: String = SECRET.chars().flat_map(|c| [c, '\u{200b}']).collect();
    let message = format!("{SECRET} or {apart} or {basic}");
    let body = serde_json::json!({ "code": SECRET, "message": message }).to_string();
    let operator = HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => json(409, &body),
    })
    .await;
    let around = Surroundings::new();
    for client in [
        around.client(&operator.root),
        // One that finds its token kept, and has no need of the secret.
        around.client(&operator.root),
    ] {
        let error = read(&client).await.unwrap_err();
        around.store.until(|kept| kept.is_some()).await;
        let told = format!("{error:?} {error} {:?}", around.records.all());
        assert!(told.contains("[hidden] or [hidden] or [hidden]"), "{told}");
        assert!(!told.contains(SECRET) && !told.contains(&basic), "{told}");
    }
    assert_eq!(operator.tokens_asked(), 1);
}

#[tokio::test]
async fn what_a_token_endpoint_repeats_of_its_own_token_is_neither_kept_nor_told() {
    const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwb3J0YWwifQ.c2lnbmF0dXJl";
    let operator = HostileOperator::start(|seen| match seen.path.as_str() {
        "/token" => {
            let scope = format!("network:read {TOKEN} x{TOKEN} eyJzdWIiOiJwb3J0YWwifQ {SECRET}");
            let body = serde_json::json!({
                "access_token": TOKEN, "token_type": "Bearer", "expires_in": 60,
                "scope": scope, "code": TOKEN, "error": TOKEN,
            });
            let header = format!("x-correlator: {TOKEN}");
            answer(200, &[JSON, &header], body.to_string().as_bytes())
        }
        _ => json(200, "{}"),
    })
    .await;
    let around = Surroundings::new();
    let client = around.client(&operator.root);
    let signed_in = client.sign_in(&CancellationToken::new()).await.unwrap();
    assert_eq!(signed_in.value.scopes, ["network:read"]);
    let sent = operator.seen("/token")[0].header("x-correlator").to_owned();
    assert_eq!(signed_in.correlator, sent);
    around.store.until(|kept| kept.is_some()).await;
    assert_eq!(around.store.now().unwrap().scopes, ["network:read"]);
    let told = format!("{signed_in:?} {:?}", around.records.all());
    assert!(!told.contains("eyJ"), "{told}");
}

#[tokio::test]
async fn what_a_discovery_document_repeats_is_not_recorded() {
    let operator = HostileOperator::start(|_| {
        let body = serde_json::json!({ "code": "s3cret_of_the_client", "error": "x" });
        let header = "x-correlator: s3cret_of_the_client";
        answer(400, &[JSON, header], body.to_string().as_bytes())
    })
    .await;
    let around = Surroundings::new();
    let client = around.client_of(discovered(&operator.root));
    read(&client).await.unwrap_err();
    let records = around.records.all();
    assert_eq!(records[0].problem.as_deref(), Some("HTTP 400"));
    assert!(!format!("{records:?}").contains("s3cret"), "{records:?}");
}

#[tokio::test]
async fn an_identifier_of_nothing_or_of_a_secret_is_none() {
    for id in ["   ", "\u{a0}", "token-0", SECRET] {
        let body = serde_json::json!({ "serviceId": id }).to_string();
        let operator = api(move || json(201, &body)).await;
        let client = Surroundings::new().client(&operator.root);
        let created = create(&client).await.unwrap();
        assert_eq!(created.value.service_id, None, "{id:?}");
    }
}

#[tokio::test]
async fn a_date_from_another_century_moves_no_moment() {
    let around = Surroundings::new();
    for (date, is_taken) in [
        ("Sat, 21 Nov 2026 08:00:00 GMT", true),
        ("Sat, 21 Nov 2026 17:30:00 GMT", true),
        ("Mon, 01 Jan 1990 00:00:00 GMT", false),
        ("Fri, 31 Dec 9999 23:59:59 GMT", false),
        ("yesterday", false),
    ] {
        let said = format!("date: {date}");
        let operator = api(move || answer(200, &[JSON, &said], b"{}")).await;
        let answer = read(&around.client(&operator.root)).await.unwrap();
        let expected = if is_taken {
            chrono::DateTime::parse_from_rfc2822(date).unwrap().to_utc()
        } else {
            Clock::now(&*around.clock)
        };
        assert_eq!(answer.answered_at, expected, "{date}");
    }
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
