//! What was changed, ordered or kept elsewhere.

use super::*;

#[tokio::test]
async fn a_change_made_elsewhere_is_shown_field_by_field_until_it_is_accepted() {
    let world = World::new();
    let portal = world.open().await;
    let id = portal.with_session(&world, true).await;
    let refresh = async || {
        let request = SessionRequest { id: id.clone() };
        portal.session_refresh(request).await.unwrap()
    };
    assert_eq!(refresh().await.session.drift, None);
    world.operator.reports(&id, |report| {
        report.bandwidth = Mbps::new(40).ok();
        report.protection = Some(Protection::Protected);
    });
    let detail = refresh().await;
    let drift = detail.session.drift.clone().unwrap();
    let mbps = |value| Mbps::new(value).unwrap();
    assert_eq!(drift.bandwidth, Some((mbps(100), mbps(40))));
    assert_eq!(drift.level, None);
    assert_eq!(detail.session.bandwidth, Some(mbps(40)));
    assert!(
        matches!(&detail.history[0].kind, HistoryKind::ChangedElsewhere { drift: told } if *told == drift)
    );
    let again = refresh().await;
    assert_eq!(again.history.len(), detail.history.len(), "told twice");

    // It stays over a restart, and ends where the person accepts it.
    let crashed = world.after_crash();
    let reopened = crashed.open().await;
    let request = SessionRequest { id: id.clone() };
    let accepted = reopened.session_accept_drift(request).await.unwrap();
    assert_eq!(accepted.session.drift, None);
    assert_eq!(accepted.history[0].kind, HistoryKind::DriftAccepted);
}

#[tokio::test]
async fn check_47_what_was_granted_otherwise_than_ordered_is_shown() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    world.operator.reports(&id, |report| {
        report.term = Some(GrantedTerm {
            value: 6.into(),
            unit: TermUnit::Months,
        });
    });
    let request = SessionRequest { id };
    let detail = portal.session_refresh(request).await.unwrap();
    assert_eq!(detail.session.drift, None, "nobody changed it");
    let granted = detail.session.granted.unwrap();
    let (ordered, given) = granted.term.unwrap();
    assert_eq!((ordered.value, given.value), (12.into(), 6.into()));
    assert!(matches!(
        detail.history[0].kind,
        HistoryKind::GrantedOtherwise { .. }
    ));
}

#[tokio::test]
async fn a_resize_of_this_app_is_never_taken_for_one_made_elsewhere() {
    let world = World::new();
    let portal = world.open().await;
    let id = portal.with_session(&world, true).await;
    let refresh = async || {
        let request = SessionRequest { id: id.clone() };
        portal.session_refresh(request).await.unwrap().session
    };
    refresh().await;
    let resize = async |bandwidth| {
        let request = ResizeRequest {
            id: id.clone(),
            bandwidth: Mbps::new(bandwidth).unwrap(),
            level: Level::A,
            assessment: None,
        };
        portal.session_resize(request).await
    };
    resize(250).await.unwrap();
    assert_eq!(refresh().await.drift, None);
    world.operator.next(Operation::Update, What::LosesAnswer);
    assert!(resize(300).await.is_err());
    // The question of a person finds the outcome before the look for it does.
    let session = refresh().await;
    assert_eq!(session.bandwidth, Mbps::new(300).ok());
    assert_eq!(session.drift, None);
    assert!(portal.list().await.open_orders.is_empty());
}

#[tokio::test]
async fn a_network_that_was_ordered_elsewhere_is_attached() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let other = portal.ordered().await;
    let elsewhere = World {
        operator: world.operator.clone(),
        ..World::new()
    };
    let portal = elsewhere.open().await;
    let request = |id: &str| SessionAttachRequest {
        profile: None,
        id: ServiceId::new(id).unwrap(),
        name: String::new(),
    };
    let without = portal.session_attach(request("net1")).await.unwrap_err();
    assert_eq!(without.code, ErrorCode::NoOperator);
    portal.connect(true).await;
    let missing = portal.session_attach(request("net9")).await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::OperatorNotFound);
    let detail = portal
        .session_attach(request(other.as_str()))
        .await
        .unwrap();
    let session = &detail.session;
    assert!(session.is_attached);
    assert_eq!(session.state, SessionState::Requested);
    assert!(session.name.starts_with("Nordic_ring"), "{}", session.name);
    assert_eq!((session.fee, session.expiry), (None, None));
    assert_eq!((&session.drift, &session.granted), (&None, &None));
    assert_eq!(detail.history[0].kind, HistoryKind::Attached);
    let twice = portal
        .session_attach(request(other.as_str()))
        .await
        .unwrap_err();
    assert_eq!(twice.code, ErrorCode::InvalidInput);
    world.operator.remove(&other);
    let gone = portal
        .session_refresh(SessionRequest { id: other })
        .await
        .unwrap();
    assert_eq!(gone.session.state, SessionState::Gone);
    assert_eq!(gone.history.len(), 2, "the history stays");
}

#[tokio::test]
async fn what_the_operator_measures_is_kept_with_the_session() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    let observed = Observed {
        level: Some(Level::A.into()),
        bandwidth: Some(0),
        latency_ms: Some(17.4),
        ..Observed::default()
    };
    world
        .operator
        .reports(&id, |report| report.observed = Some(observed.clone()));
    let request = SessionRequest { id: id.clone() };
    portal.session_refresh(request).await.unwrap();
    let crashed = world.after_crash();
    let session = crashed.open().await.list().await.sessions;
    assert_eq!(session[0].observed.as_ref(), Some(&observed));
}

#[tokio::test]
async fn the_list_goes_to_another_computer_as_a_file() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    let written = portal.session_export(contract::Empty {}).await.unwrap();
    let file = std::fs::read(written.path.unwrap()).unwrap();
    let text = String::from_utf8(file.clone()).unwrap();
    assert!(!text.contains(crate::testing::SECRET));

    let other = World {
        operator: world.operator.clone(),
        ..World::new()
    };
    let there = other.open().await;
    let import = async |content: &[u8]| {
        std::fs::write(other.folder.path().join(crate::testing::IMPORT), content).unwrap();
        there.session_import(contract::Empty {}).await
    };
    for wrong in [
        &b""[..],
        b"{}",
        b"[]",
        b"{\"format\":\"multipoint-portal-sessions\",\"version\":2}",
        &file[..file.len() - 9],
    ] {
        let error = import(wrong).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidInput, "{}", error.message);
    }
    assert!(there.list().await.sessions.is_empty());
    let view = import(&file).await.unwrap();
    assert_eq!((view.added, view.known, view.without_operator), (1, 0, 1));
    let view = import(&file).await.unwrap();
    assert_eq!((view.added, view.known), (0, 1));
    let detail = there
        .session_open(SessionRequest { id: id.clone() })
        .await
        .unwrap();
    assert_eq!(detail.session.service_id, id);
    assert!(matches!(
        detail.history.last().unwrap().kind,
        HistoryKind::Ordered { .. }
    ));
    assert_eq!(
        there.list().await.next_poll_at,
        None,
        "its operator is not set up"
    );

    // Where the operator is set up under the same address and client, it is asked.
    let third = World {
        operator: world.operator.clone(),
        ..World::new()
    };
    let there = third.open().await;
    there.connect(true).await;
    std::fs::write(third.folder.path().join(crate::testing::IMPORT), &file).unwrap();
    let view = there.session_import(contract::Empty {}).await.unwrap();
    assert_eq!((view.added, view.without_operator), (1, 0));
    third.operator.provisions(&id);
    third.clock.advance(3);
    there
        .session_is(|session| session.state == SessionState::Available)
        .await;
}
