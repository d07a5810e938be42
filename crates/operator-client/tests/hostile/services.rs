//! Operators of Site-to-Cloud VPN that misbehave, and what goes out to them.

use model::{Feasibility, Level, Mbps, Term, TermUnit};
use operator_client::{
    AssessmentQuestion, CallError, DeleteAnswer, Inexpressible, NetworkChange, NotSent, Operator,
    SiteToCloudVpn,
};
use serde_json::{Value, json as value};
use tokio_util::sync::CancellationToken;

use crate::{
    operator::{HostileOperator, JSON, Say, Seen, answer, api, json, token},
    surroundings::{Surroundings, assess, create, delete, id, question, read, update},
};

const PAGE: &str = "<html><body>Sign in</body></html>";

fn client(operator: &HostileOperator) -> SiteToCloudVpn {
    Surroundings::new().service_client(&operator.root)
}

fn body(seen: &Seen) -> Value {
    serde_json::from_str(&seen.body).unwrap()
}

#[tokio::test]
async fn what_goes_out_has_the_published_names_and_a_correlator() {
    let operator = api(|| json(200, r#"{"serviceId":"n1"}"#)).await;
    let client = client(&operator);
    let cancel = CancellationToken::new();
    let asked = AssessmentQuestion {
        term: Term::new(2, TermUnit::Days).ok(),
        ..question()
    };
    client.assess(&asked, &cancel).await.unwrap();
    create(&client).await.unwrap();
    read(&client).await.unwrap();
    let change = NetworkChange {
        bandwidth: Mbps::new(50).ok(),
        level: Some(Level::AAA),
    };
    client.update(&id(), &change, &cancel).await.unwrap();
    delete(&client).await.unwrap();

    let calls = operator.calls();
    let lines: Vec<_> = calls
        .iter()
        .map(|seen| format!("{} {}", seen.method, seen.path))
        .collect();
    assert_eq!(
        lines,
        [
            "POST /api/webapi/S2C_VPN_Assessment",
            "POST /api/webapi/S2C_VPN",
            "GET /api/webapi/S2C_VPN?servceId=n1",
            "PUT /api/webapi/S2C_VPN",
            "DELETE /api/webapi/S2C_VPN?servceId=n1",
        ]
    );
    let mut expected = value!({
        "isProtected": false,
        "CEType": "site",
        "primaryCEIP": "192.0.2.1",
        "PEType": "cloud",
        "primaryPEIP": "192.0.2.1",
        "guaranteeBandwidth": 20,
        "duration": 48,
        "CELocation": "N52.500000_E13.400000_End_a",
    });
    assert_eq!(body(&calls[0]), expected);
    expected.as_object_mut().unwrap().remove("duration");
    expected["servceName"] = value!("Ring_1");
    expected["SLA"] = value!("AA");
    expected["routeProtocal"] = value!("BGP");
    assert_eq!(body(&calls[1]), expected);
    assert_eq!(
        body(&calls[3]),
        value!({"serviceID": "n1", "guaranteeBandwidth": 50, "SLA": "AAA"})
    );
    for seen in &calls {
        assert_eq!(seen.header("x-correlator").len(), 36, "{seen:?}");
        assert_eq!(seen.header("x-idempotency-key"), "", "the API has none");
        assert_eq!(seen.header("authorization"), "Bearer token-0");
        assert_eq!(
            seen.body.is_empty(),
            !["POST", "PUT"].contains(&&*seen.method)
        );
    }
}

#[tokio::test]
async fn what_the_api_has_no_words_for_is_not_sent() {
    let operator = HostileOperator::start(|seen| token(seen.nth)).await;
    let client = client(&operator);
    let cancel = CancellationToken::new();
    let mut six = question();
    six.endpoints[1].primary_ip = "2001:db8::1".parse().unwrap();
    let mut two = question();
    two.connections.push(two.connections[0].clone());
    let six_told = Inexpressible::Ipv6("End b".to_owned());
    for (asked, expected) in [(six, six_told), (two, Inexpressible::Connections(2))] {
        let told = client.assess(&asked, &cancel).await.unwrap_err();
        assert_eq!(told, CallError::NotSent(NotSent::Inexpressible(expected)));
    }
    let told = client.list(1, &cancel).await.unwrap_err();
    let expected = NotSent::Inexpressible(Inexpressible::List);
    assert_eq!(told, CallError::NotSent(expected));
    assert!(
        operator.seen("/").is_empty(),
        "not even a token was asked for"
    );
}

#[tokio::test]
async fn check_48_what_there_is_of_an_assessment_is_shown() {
    for (said, expected) in [
        (r#"{}"#, vec![]),
        (r#"{"solution1":[],"solution2":null}"#, vec![]),
        (
            r#"{"solution2":{"waitdays":9,"SLA":"AA","rent":5}}"#,
            vec![("AA", Some(9))],
        ),
        (
            r#"{"solution1":[{"SLA":"A","rent":5}],"solution2":null}"#,
            vec![("A", Some(0))],
        ),
        (
            r#"{"solution1":null,"solution2":{"SLA":"AAA"}}"#,
            vec![("AAA", None)],
        ),
    ] {
        let operator = api(move || json(200, said)).await;
        let offers = assess(&client(&operator)).await.unwrap().value.offers;
        if expected.is_empty() {
            assert_eq!(offers.len(), 1, "{said}");
            assert_eq!(offers[0].feasibility, Feasibility::Unknown, "{said}");
            continue;
        }
        let told: Vec<_> = offers
            .iter()
            .map(|offer| (offer.level.as_ref().unwrap().as_str(), offer.wait.days()))
            .collect();
        assert_eq!(told, expected, "{said}");
    }
}

#[tokio::test]
async fn check_32_an_order_is_sent_once_whatever_becomes_of_it() {
    let unavailable = || json(503, r#"{"status":503,"code":"UNAVAILABLE","message":"no"}"#);
    let cut: fn() -> Say = || Say::Bytes(Vec::new());
    for (said, is_known) in [(cut, false), (unavailable as fn() -> Say, true)] {
        let operator = api(said).await;
        let told = create(&client(&operator)).await.unwrap_err();
        assert_eq!(matches!(told, CallError::Refused(_)), is_known, "{told:?}");
        assert_eq!(matches!(told, CallError::Unanswered { .. }), !is_known);
        assert_eq!(operator.calls().len(), 1);

        let operator = api(said).await;
        update(&client(&operator)).await.unwrap_err();
        delete(&client(&operator)).await.unwrap_err();
        assert_eq!(operator.calls().len(), 2, "neither is repeated");

        let operator = api(said).await;
        read(&client(&operator)).await.unwrap_err();
        assert_eq!(operator.calls().len(), 3, "a question is");
    }
}

#[tokio::test]
async fn check_03_an_order_without_an_identifier_is_an_order() {
    for said in ["{}", r#"{"serviceId":""}"#, r#"{"serviceId":null}"#] {
        let operator = api(move || json(200, said)).await;
        let created = create(&client(&operator)).await.unwrap().value;
        assert_eq!(created.service_id, None, "{said}");
        assert_eq!(operator.calls().len(), 1);
    }
    for name in ["serviceId", "serviceID", "servceId"] {
        let said = format!(r#"{{"{name}":"a/b-1"}}"#);
        let operator = api(move || json(200, &said)).await;
        let created = create(&client(&operator)).await.unwrap().value;
        assert_eq!(created.service_id.unwrap().as_str(), "a/b-1", "{name}");
    }
}

#[tokio::test]
async fn check_10_a_page_or_nothing_is_no_answer() {
    for said in [PAGE, "", "[]", "{", "null"] {
        let operator = api(move || answer(200, &[JSON], said.as_bytes())).await;
        let client = client(&operator);
        for told in [
            assess(&client).await.map(|_| ()),
            create(&client).await.map(|_| ()),
            read(&client).await.map(|_| ()),
            update(&client).await.map(|_| ()),
        ] {
            assert!(matches!(told, Err(CallError::Undecodable { .. })), "{said}");
        }
    }
    let hidden = r#"{"status":400,"code":"INVALID_INPUT","message":"no"}"#;
    let operator = api(move || json(200, hidden)).await;
    let told = delete(&client(&operator)).await.unwrap_err();
    assert!(matches!(told, CallError::Undecodable { .. }), "{told:?}");
}

#[tokio::test]
async fn an_answer_about_another_service_is_none() {
    for name in ["serviceId", "serviceID", "servceId"] {
        let said = format!(r#"{{"{name}":"n2","purchasedSLA":"A"}}"#);
        let operator = api(move || json(200, &said)).await;
        let client = client(&operator);
        for told in [
            read(&client).await.map(|_| ()),
            update(&client).await.map(|_| ()),
            delete(&client).await.map(|_| ()),
        ] {
            assert!(matches!(told, Err(CallError::Undecodable { .. })), "{name}");
        }
    }
}

#[tokio::test]
async fn check_22_a_service_is_gone_with_its_last_report_or_when_it_is_not_found() {
    let report = r#"{"serviceId":"n1","actualSLA":"A","servicedDuration":26}"#;
    let not_found = r#"{"status":404,"code":"NOT_FOUND","message":"no"}"#;
    for (status, said, expected) in [
        (200, report, DeleteAnswer::Done),
        (200, "{}", DeleteAnswer::Done),
        (404, not_found, DeleteAnswer::Done),
        (410, "{}", DeleteAnswer::Done),
        (202, report, DeleteAnswer::Accepted),
        (202, "", DeleteAnswer::Accepted),
        (204, "", DeleteAnswer::Accepted),
        (200, " ", DeleteAnswer::Accepted),
    ] {
        let operator = api(move || json(status, said)).await;
        let told = delete(&client(&operator)).await.unwrap().value;
        assert_eq!(told, expected, "{status} {said}");
    }
    for status in [200, 404] {
        let operator = api(move || answer(status, &["Content-Type: text/html"], PAGE.as_bytes()));
        let operator = operator.await;
        delete(&client(&operator)).await.unwrap_err();
    }
}

#[tokio::test]
async fn check_19_a_refused_token_is_replaced_once_by_the_codes_of_this_api_too() {
    let refused = r#"{"status":401,"code":"AUTHENTICATION_REQUIRED","message":"no"}"#;
    let operator = HostileOperator::start(move |seen| match seen.path.as_str() {
        "/token" => token(seen.nth),
        _ => json(401, refused),
    })
    .await;
    let told = read(&client(&operator)).await.unwrap_err();
    let CallError::Refused(refusal) = told else {
        panic!("{told:?}")
    };
    assert_eq!(refusal.code, "AUTHENTICATION_REQUIRED");
    assert_eq!((operator.tokens_asked(), operator.calls().len()), (2, 2));

    let input = r#"{"status":"BAD","code":"INVALID_INPUT","message":"secondaryPEIP"}"#;
    let operator = api(move || json(400, input)).await;
    let told = create(&client(&operator)).await.unwrap_err();
    let CallError::Refused(refusal) = told else {
        panic!("{told:?}")
    };
    assert_eq!((refusal.status, &*refusal.code), (400, "INVALID_INPUT"));
    assert_eq!((&*refusal.message, refusal.scope), ("secondaryPEIP", ""));
}

#[tokio::test]
async fn wrong_types_in_every_field_of_a_service_are_missing_fields() {
    for wrong in [
        "{}", "[]", "true", "-1", "1e308", "\"\"", "\"x\"", "null", "[[{}]]",
    ] {
        let said = format!(
            r#"{{"isProtected":{wrong},"purchasedSLA":{wrong},"purchasedGuaranteeBandwidth":{wrong},
                "GuaranteeBandwidth":{wrong},"slaLevel":{wrong},"actualSLA":{wrong},
                "actualGuaranteeBandwidth":{wrong},"actualLatency":{wrong},
                "actualPacketLostRate":{wrong},"servicedDuration":{wrong},"cloudGatewayIP":{wrong},
                "primaryCEIP":{wrong},"solution1":{wrong},"solution2":{wrong},
                "xOffers":{wrong},"xLifecycle":{wrong}}}"#
        );
        let operator = api(move || json(200, &said)).await;
        let client = client(&operator);
        assert_eq!(
            read(&client).await.unwrap().value.bandwidth,
            None,
            "{wrong}"
        );
        let offers = assess(&client).await.unwrap().value.offers;
        assert_eq!((offers.len(), offers[0].fee), (1, None), "{wrong}");
        update(&client).await.unwrap();
        assert_eq!(create(&client).await.unwrap().value.service_id, None);
    }
}
