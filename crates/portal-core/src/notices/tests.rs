//! What the desktop is told in the life of a session, and that it is told once.

use contract::{NoticeKind, NoticeSetting, SessionRequest, SettingsRequest};
use operator_client::ReportedStatus;

use crate::{
    Portal,
    testing::{World, report, until},
};

const DAY: i64 = 24 * 60 * 60;

/// Orders the sample, which the operator says is available and ends in `days`.
async fn available(world: &World, portal: &Portal, days: i64) {
    portal.connect(true).await;
    let id = portal.ordered().await;
    let start = crate::testing::start();
    world.operator.reports(&id, |network| {
        *network = report(ReportedStatus::Available, None);
        if let Some(lifecycle) = &mut network.lifecycle {
            lifecycle.started_at = Some(start);
            lifecycle.expires_at = Some(start + chrono::TimeDelta::days(days));
        }
    });
    world.clock.advance(3);
    portal
        .session_is(|session| session.state == model::SessionState::Available)
        .await;
}

async fn told(world: &World, title: &str) {
    // A sleep that began as the clock was moved ends a little later.
    until(title, async || {
        world.clock.advance(61);
        world.notices().contains(&title.to_owned())
    })
    .await;
}

#[tokio::test]
async fn what_happens_is_told_once_also_after_a_restart() {
    let world = World::new();
    let portal = world.open().await;
    available(&world, &portal, 100).await;
    told(&world, "Nordic ring is available").await;
    world.clock.advance(71 * DAY);
    told(&world, "Nordic ring ends in 29 days").await;

    let world = world.after_crash();
    let portal = world.open().await;
    world.clock.advance(23 * DAY);
    told(&world, "Nordic ring ends in 6 days").await;
    world.clock.advance(5 * DAY);
    until("the last day", async || {
        world.clock.advance(61);
        world.notices().len() == 2
    })
    .await;
    let id = world.operator.only_network();
    world.operator.reports(&id, |network| {
        *network = report(ReportedStatus::Unavailable, Some("DURATION_EXPIRED"));
    });
    world.clock.advance(DAY);
    told(&world, "Nordic ring has ended").await;
    drop(portal);
    let notices = world.notices();
    assert_eq!(notices.len(), 3, "{notices:?}");
    assert_eq!(notices[0], "Nordic ring ends in 6 days");
    assert!(
        notices[1].starts_with("Nordic ring ends in "),
        "{notices:?}"
    );
}

#[tokio::test]
async fn a_kind_that_is_off_is_not_told_and_stays_off() {
    let world = World::new();
    let portal = world.open().await;
    let off = |kind| SettingsRequest {
        notice: Some(NoticeSetting { kind, is_on: false }),
        ..SettingsRequest::default()
    };
    let settings = portal.settings_change(off(NoticeKind::Available)).await;
    assert_eq!(settings.unwrap().muted, [NoticeKind::Available]);
    let world = world.after_crash();
    let portal = world.open().await;
    available(&world, &portal, 100).await;
    world.clock.advance(93 * DAY);
    told(&world, "Nordic ring ends in 7 days").await;
    assert_eq!(world.notices(), ["Nordic ring ends in 7 days"]);
}

#[tokio::test]
async fn an_order_that_fails_is_told() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let id = portal.ordered().await;
    world.operator.reports(&id, |network| {
        *network = report(ReportedStatus::Unavailable, Some("NETWORK_TERMINATED"));
    });
    world.clock.advance(3);
    told(&world, "Nordic ring could not be built").await;
}

#[tokio::test]
async fn what_was_changed_elsewhere_is_told_once() {
    let world = World::new();
    let portal = world.open().await;
    available(&world, &portal, 100).await;
    told(&world, "Nordic ring is available").await;
    let id = world.operator.only_network();
    for bandwidth in [40, 50] {
        world.operator.reports(&id, |network| {
            network.bandwidth = model::Mbps::new(bandwidth).ok();
        });
        let request = SessionRequest { id: id.clone() };
        for _ in 0..2 {
            let looked = portal.session_refresh(request.clone()).await.unwrap();
            assert!(looked.session.drift.is_some());
        }
    }
    until("both changes", async || world.notices().len() == 3).await;
    let notices = world.notices();
    let changed = "Nordic ring was changed elsewhere";
    assert_eq!(notices[1..], [changed, changed]);
}
