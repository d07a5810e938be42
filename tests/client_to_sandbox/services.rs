//! A service of Site-to-Cloud VPN from the question to its end, against the sandbox that reads
//! its file leniently and to the letter.

use model::{Feasibility, FeePeriod, Level, Mbps, Origin, Protection, ServiceId, TermUnit};
use operator_client::{
    AssessmentQuestion, CallError, DeleteAnswer, NetworkChange, NetworkOrder, NotSent, Operation,
    Operator, ReportedStatus,
};
use operator_sandbox::{FaultPlan, Reading, Settings};
use tokio_util::sync::CancellationToken;

use crate::stage::{Stage, order, question, read};

/// The first connection of the stage's network, protected.
fn asked() -> AssessmentQuestion {
    let mut asked = question(100);
    asked.connections.truncate(1);
    asked.protection = Protection::Protected;
    for (number, end) in (100..).zip(&mut asked.endpoints) {
        end.secondary_ip = Some(std::net::IpAddr::from([192, 0, 2, number]));
    }
    asked
}

fn ordered() -> NetworkOrder {
    let asked = asked();
    NetworkOrder {
        endpoints: asked.endpoints,
        connections: asked.connections,
        protection: asked.protection,
        ..order("never sent")
    }
}

async fn both_readings() -> [Stage; 2] {
    let strict = Settings {
        reading: Reading::Strict,
        ..Settings::default()
    };
    [Stage::set().await, Stage::set_with(strict).await]
}

#[tokio::test]
async fn an_assessment_is_by_the_month_in_the_currency_of_the_profile() {
    for stage in both_readings().await {
        let client = stage.service_client();
        let answer = client.assess(&asked(), &CancellationToken::new()).await;
        let answer = answer.unwrap();
        assert!(answer.is_simulated);
        let offers = answer.value.offers;
        assert_eq!(offers.len(), 3);
        for (offer, level) in offers.iter().zip(Level::ALL) {
            assert_eq!(offer.level, Some(level.into()));
            assert_eq!(offer.feasibility, Feasibility::Feasible);
            let fee = offer.fee.unwrap();
            assert_eq!(fee.origin, Origin::Simulated);
            assert_eq!(fee.money.currency.code(), "EUR");
            assert!(offer.wait.days().is_some());
        }
        let monthly = offers[0].fee.unwrap();
        assert_eq!(monthly.period, FeePeriod::Month);
        assert!(monthly.money.amount.is_integer());
    }
}

#[tokio::test]
async fn a_service_is_ordered_read_changed_and_gone_at_once() {
    for stage in both_readings().await {
        let client = stage.service_client();
        let cancel = CancellationToken::new();
        let created = client.create(&ordered(), &cancel).await.unwrap();
        assert!(!created.request.contains("never sent"));
        let id = created.value.service_id.unwrap();
        let lifecycle = created.value.report.lifecycle.unwrap();
        assert_eq!(lifecycle.status, ReportedStatus::Requested);
        assert!(created.value.report.gateway.is_some());

        stage.provisioned();
        let available = read(&client, &id).await.unwrap();
        let lifecycle = available.lifecycle.unwrap();
        assert_eq!(lifecycle.status, ReportedStatus::Available);
        assert_eq!(available.level, Some(Level::A.into()));
        assert_eq!(available.bandwidth, Mbps::new(100).ok());
        assert_eq!(available.protection, Some(Protection::Protected));
        let observed = available.observed.unwrap();
        assert!(observed.level.is_some() && observed.bandwidth.is_some());
        assert!(observed.latency_ms.is_some_and(|latency| latency > 0.0));
        assert!(observed.loss_percent.is_some());
        assert_eq!(observed.serviced_hours, Some(0));
        let term = available.term.unwrap();
        assert_eq!((term.value, term.unit), (8_760.into(), TermUnit::Hours));

        let change = NetworkChange {
            bandwidth: Mbps::new(200).ok(),
            level: None,
        };
        let changed = client.update(&id, &change, &cancel).await.unwrap().value;
        assert_eq!(changed.bandwidth, change.bandwidth);
        assert_eq!(changed.level, Some(Level::A.into()));
        stage.provisioned();
        let changed = read(&client, &id).await.unwrap();
        assert_eq!(changed.bandwidth, change.bandwidth);

        let deleted = client.delete(&id, &cancel).await.unwrap();
        assert_eq!(deleted.value, DeleteAnswer::Done);
        assert!(
            deleted.response.contains("actualSLA"),
            "{}",
            deleted.response
        );
        let gone = read(&client, &id).await.unwrap_err();
        assert!(
            matches!(&gone, CallError::Refused(r) if (r.status, &*r.code) == (404, "NOT_FOUND"))
        );
        let again = client.delete(&id, &cancel).await.unwrap().value;
        assert_eq!(again, DeleteAnswer::Done);
    }
}

#[tokio::test]
async fn an_order_is_no_repetition_of_another() {
    let stage = Stage::set().await;
    let client = stage.service_client();
    let cancel = CancellationToken::new();
    let mut made = Vec::new();
    for _ in 0..2 {
        let created = client.create(&ordered(), &cancel).await.unwrap();
        made.push(created.value.service_id.unwrap());
    }
    assert_ne!(made[0], made[1]);
}

#[tokio::test]
async fn a_service_nobody_ordered_is_not_found() {
    for stage in both_readings().await {
        let client = stage.service_client();
        for id in ["nobodys", "a/b&servceId=x", ".."] {
            let id = ServiceId::new(id).unwrap();
            let told = read(&client, &id).await.unwrap_err();
            assert!(matches!(told, CallError::Refused(refusal)
                if refusal.status == 404 && refusal.code == "NOT_FOUND"));
        }
        let change = NetworkChange {
            bandwidth: None,
            level: Some(Level::AA),
        };
        let id = ServiceId::new("nobodys").unwrap();
        let told = client.update(&id, &change, &CancellationToken::new()).await;
        assert!(matches!(told, Err(CallError::Refused(refusal)) if refusal.status == 404));
    }
}

#[tokio::test]
async fn a_network_of_the_other_api_is_none_of_this_one() {
    let stage = Stage::set().await;
    let id = crate::stage::ordered(&stage.client(), "key-1").await;
    let told = read(&stage.service_client(), &id).await.unwrap_err();
    assert!(matches!(told, CallError::Refused(refusal) if refusal.status == 404));
}

#[tokio::test]
async fn what_cannot_be_built_or_is_not_whole_is_invalid_input() {
    for stage in both_readings().await {
        let client = stage.service_client();
        let cancel = CancellationToken::new();
        let mut too_much = ordered();
        too_much.bandwidth = Mbps::new(1_000_000).unwrap();
        let mut half = ordered();
        half.endpoints[2].secondary_ip = None;
        for order in [too_much, half] {
            let told = client.create(&order, &cancel).await.unwrap_err();
            let CallError::Refused(refusal) = told else {
                panic!("{told:?}")
            };
            assert_eq!((refusal.status, &*refusal.code), (400, "INVALID_INPUT"));
            assert!(!refusal.message.is_empty());
        }
    }
}

#[tokio::test]
async fn what_the_api_cannot_say_reaches_no_operator() {
    let stage = Stage::set().await;
    let client = stage.service_client();
    let cancel = CancellationToken::new();
    let mut six = ordered();
    six.endpoints[0].primary_ip = "2001:db8::1".parse().unwrap();
    for order in [six, order("two connections")] {
        let told = client.create(&order, &cancel).await.unwrap_err();
        assert!(matches!(
            told,
            CallError::NotSent(NotSent::Inexpressible(_))
        ));
    }
    assert_eq!(stage.tokens_asked(), 0);
}

#[tokio::test]
async fn a_lost_answer_is_not_made_up_for_by_asking_twice() {
    let plan = br#"{"version":1,"faults":[
        {"operations":["createSiteToCloud"],"count":1,"fault":{"drop":"afterEffect"}},
        {"operations":["updateSiteToCloud"],"count":1,"fault":{"drop":"afterEffect"}},
        {"operations":["deleteSiteToCloud"],"count":1,"fault":{"drop":"afterEffect"}},
        {"operations":["getSiteToCloud"],"count":2,"fault":{"answer":{"status":503}}}]}"#;
    let stage = Stage::set_with(Settings {
        fault_plan: Some(FaultPlan::parse(plan).unwrap()),
        ..Settings::default()
    })
    .await;
    let client = stage.service_client();
    let cancel = CancellationToken::new();
    let is_unknown = |error| matches!(error, CallError::Unanswered { .. });

    let lost = client.create(&ordered(), &cancel).await;
    assert!(is_unknown(lost.unwrap_err()));
    let created = client.create(&ordered(), &cancel).await.unwrap();
    let id = created.value.service_id.unwrap();
    stage.provisioned();

    let change = NetworkChange {
        bandwidth: None,
        level: Some(Level::AA),
    };
    let lost = client.update(&id, &change, &cancel).await;
    assert!(is_unknown(lost.unwrap_err()));
    // A question may be put again, and tells what became of the change.
    assert_eq!(
        read(&client, &id).await.unwrap().level,
        Some(Level::AA.into())
    );

    let lost = client.delete(&id, &cancel).await;
    assert!(is_unknown(lost.unwrap_err()));
    let gone = client.delete(&id, &cancel).await.unwrap().value;
    assert_eq!(gone, DeleteAnswer::Done);
    for (operation, calls) in [
        (Operation::Create, 2),
        (Operation::Update, 1),
        (Operation::Read, 3),
        (Operation::Delete, 2),
    ] {
        let count = stage.records.count(|record| record.operation == operation);
        assert_eq!(count, calls, "{operation:?}");
    }
}
