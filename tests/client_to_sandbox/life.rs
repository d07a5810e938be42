//! A network from the question to its end.

use chrono::TimeDelta;
use model::{Feasibility, FeePeriod, Level, Mbps, Origin, ReportedLevel, ServiceId, TermUnit};
use operator_client::{
    CallError, DeleteAnswer, NetworkChange, NetworkReport, Operator, ReportedStatus,
};
use operator_sandbox::EXPIRED_STAYS;
use tokio_util::sync::CancellationToken;

use crate::stage::{Stage, order, ordered, question, read};

fn status(report: &NetworkReport) -> (ReportedStatus, Option<&str>) {
    let lifecycle = report
        .lifecycle
        .as_ref()
        .expect("the sandbox tells the life cycle");
    (lifecycle.status.clone(), lifecycle.status_info.as_deref())
}

fn is_not_found(outcome: Result<NetworkReport, CallError>) -> bool {
    matches!(outcome, Err(CallError::Refused(refusal))
        if refusal.status == 404 && refusal.code == "NOT_FOUND")
}

#[tokio::test]
async fn an_assessment_has_three_simulated_offers_and_a_verdict_for_each_connection() {
    let stage = Stage::set().await;
    let client = stage.client();
    let asked = question(100);
    let answer = client
        .assess(&asked, &CancellationToken::new())
        .await
        .unwrap();
    let offers = &answer.value.offers;
    let levels: Vec<_> = offers
        .iter()
        .filter_map(|offer| offer.level.clone())
        .collect();
    assert_eq!(levels, Level::ALL.map(ReportedLevel::Known));
    let feasible: Vec<_> = offers
        .iter()
        .filter(|offer| offer.feasibility == Feasibility::Feasible)
        .collect();
    assert!(!feasible.is_empty(), "{offers:?}");
    for offer in feasible {
        let fee = offer.fee.expect("a feasible offer has a fee");
        assert_eq!(
            (fee.origin, fee.period),
            (Origin::Simulated, FeePeriod::Term)
        );
        assert!(offer.wait.days().is_some_and(|days| days >= 1));
    }
    let verdicts: Vec<_> = answer
        .value
        .connections
        .iter()
        .map(|verdict| verdict.connection.as_str())
        .collect();
    assert_eq!(verdicts, ["c1", "c2"]);
    assert!(answer.value.connections.iter().all(|verdict| {
        verdict.distance_km.is_some_and(|km| km > 0.0) && verdict.latency_ms.is_some()
    }));
}

#[tokio::test]
async fn what_is_ordered_becomes_available_changes_and_goes() {
    let stage = Stage::set().await;
    let client = stage.client();
    let cancel = CancellationToken::new();
    let created = client.create(&order("key-1"), &cancel).await.unwrap().value;
    let id = created.service_id.unwrap();
    assert_eq!(status(&created.report), (ReportedStatus::Requested, None));
    assert_eq!(created.report.level, Some(Level::A.into()));
    let term = created.report.term.unwrap();
    assert_eq!((term.value, term.unit), (12.into(), TermUnit::Months));

    stage.provisioned();
    let available = read(&client, &id).await.unwrap();
    assert_eq!(status(&available), (ReportedStatus::Available, None));
    assert!(available.gateway.is_some());

    let change = NetworkChange {
        bandwidth: Mbps::new(200).ok(),
        level: None,
    };
    let changing = client.update(&id, &change, &cancel).await.unwrap().value;
    assert_eq!(changing.bandwidth, change.bandwidth);
    assert_eq!(changing.level, Some(Level::A.into()));
    let pending = changing.lifecycle.unwrap().pending.unwrap();
    assert_eq!(pending.bandwidth, change.bandwidth);
    stage.provisioned();
    let changed = read(&client, &id).await.unwrap();
    assert_eq!(changed.lifecycle.unwrap().pending, None);

    let accepted = client.delete(&id, &cancel).await.unwrap().value;
    assert_eq!(accepted, DeleteAnswer::Accepted);
    let deleting = read(&client, &id).await.unwrap();
    assert_eq!(status(&deleting).1, Some("DELETE_REQUESTED"));
    stage.provisioned();
    assert!(is_not_found(read(&client, &id).await));
    let gone = client.delete(&id, &cancel).await.unwrap().value;
    assert_eq!(gone, DeleteAnswer::Done);
}

#[tokio::test]
async fn an_order_repeated_under_its_key_is_the_same_network() {
    let stage = Stage::set().await;
    let client = stage.client();
    let first = ordered(&client, "key-1").await;
    assert_eq!(ordered(&stage.client(), "key-1").await, first);
    assert_ne!(ordered(&client, "key-2").await, first);
}

#[tokio::test]
async fn a_network_runs_out_and_is_gone_later() {
    let stage = Stage::set().await;
    let client = stage.client();
    let id = ordered(&client, "key-1").await;
    let report = read(&client, &id).await.unwrap();
    let expires_at = report.lifecycle.unwrap().expires_at.unwrap();
    let start: chrono::DateTime<chrono::Utc> = "2026-11-21T08:00:00Z".parse().unwrap();
    assert!((expires_at - start).num_days() >= 365);
    stage.clock.advance(expires_at - start);
    let expired = read(&client, &id).await.unwrap();
    assert_eq!(
        status(&expired),
        (ReportedStatus::Unavailable, Some("DURATION_EXPIRED"))
    );
    let change = NetworkChange {
        bandwidth: None,
        level: Some(Level::AA),
    };
    let refused = client.update(&id, &change, &CancellationToken::new()).await;
    assert!(matches!(refused, Err(CallError::Refused(r))
        if r.status == 409 && r.code == "INCOMPATIBLE_STATE"));
    stage.clock.advance(EXPIRED_STAYS + TimeDelta::seconds(1));
    assert!(is_not_found(read(&client, &id).await));
}

#[tokio::test]
async fn what_cannot_be_built_is_said_before_and_refused_after() {
    let stage = Stage::set().await;
    let client = stage.client();
    let cancel = CancellationToken::new();
    let asked = question(1_000_000);
    let answer = client.assess(&asked, &cancel).await.unwrap();
    for offer in &answer.value.offers {
        let Feasibility::Infeasible { reason } = &offer.feasibility else {
            panic!("{offer:?}");
        };
        assert!(reason.is_some() && offer.fee.is_none());
    }
    let mut order = order("key-1");
    order.bandwidth = asked.bandwidth;
    let refused = client.create(&order, &cancel).await;
    assert!(matches!(refused, Err(CallError::Refused(r))
        if r.status == 422 && r.code == "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT"));
}

#[tokio::test]
async fn a_network_nobody_ordered_is_not_found() {
    let stage = Stage::set().await;
    let id = ServiceId::new("nobodys").unwrap();
    assert!(is_not_found(read(&stage.client(), &id).await));
}
