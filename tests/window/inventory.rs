//! Sessions without a list operation: attached by their identifier, carried over as a file, told apart from what others
//! made of them.

use anyhow::Result;
use portal_tests::{Answer, ScriptedOperator, Start, Window, World};
use serde_json::{Value, json};

const SERVICE: &str = "5e81ce02";

#[tokio::test]
async fn a_network_is_attached_and_what_others_change_of_it_is_shown() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = connected(&world, &operator).await?;
    window.click("nav-sessions").await?;
    window.click("session-attach").await?;
    window.shows("attach-form").await?;
    window.click("session-attach-confirm").await?;
    window.shows("session-attach-id-error").await?;
    window.fill("session-attach-id", "mistyped").await?;
    window.click("session-attach-confirm").await?;
    window
        .shows("attach-form banner[data-code=operator-not-found]")
        .await?;
    window.is_accessible().await?;

    operator.answers("GET /networks/*", network(&json!({})));
    window.fill("session-attach-id", SERVICE).await?;
    window.fill("session-attach-name", "Old ring").await?;
    window.click("session-attach-confirm").await?;
    window.gone("attach-form").await?;
    window
        .wait_for("session-detail", "data-id", SERVICE)
        .await?;
    window.settled().await?;
    let detail = window.text("session-detail").await?;
    for part in ["Old ring", "500 Mbps", "Lyon works", "Attached"] {
        assert!(detail.contains(part), "{part}: {detail}");
    }
    let measured = window.text("session-actual").await?;
    for part in ["178 ms", "0.01 %", "470 Mbps"] {
        assert!(measured.contains(part), "{part}: {measured}");
    }
    assert_eq!(window.count("session-drift").await?, 0);

    operator.answers(
        "GET /networks/*",
        network(&json!({ "guaranteeBandwidth": 200 })),
    );
    window.click("session-refresh").await?;
    window.shows("session-drift").await?;
    window.shows("session-row[data-drift=true]").await?;
    let said = window.text("session-drift").await?;
    assert!(
        said.contains("Bandwidth changed elsewhere from 500 Mbps to 200 Mbps"),
        "{said}"
    );
    window.is_accessible().await?;

    // It stays until somebody has seen it.
    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.open(&format!("/sessions/{SERVICE}")).await?;
    window.click("drift-accept").await?;
    window.gone("session-drift").await?;

    operator.answers("GET /networks/*", Answer::error(410, "GONE", "It is over."));
    window.click("session-refresh").await?;
    window.wait_for("session-row", "data-state", "gone").await?;
    window.settled().await?;
    let detail = window.text("session-detail").await?;
    for part in ["Attached", "Changed elsewhere", "Gone at the operator"] {
        assert!(detail.contains(part), "{part}: {detail}");
    }
    world.end().await
}

#[tokio::test]
async fn the_list_is_carried_over_as_a_file() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    operator.answers("GET /networks/*", network(&json!({})));
    let exports = tempfile::tempdir()?;
    let start = Start::fresh().exports(exports.path());
    let world = World::start(start).await?;
    let window = connected(&world, &operator).await?;
    attach(window).await?;
    window.click("session-export").await?;
    // One says that it was attached, the other that the file was written.
    window.wait_for_count("toast", 2).await?;
    world.end().await?;

    let file = std::fs::read_dir(exports.path())?
        .next()
        .ok_or_else(|| anyhow::anyhow!("nothing was written"))??
        .path();
    let world = World::start(Start::fresh().imports(&file)).await?;
    let window = world.window();
    window.settled().await?;
    window
        .connect_operator("The same carrier", operator.credentials())
        .await?;
    window.click("nav-sessions").await?;
    window.click("session-import").await?;
    window.wait_for("session-row", "data-id", SERVICE).await?;
    window.click("session-row").await?;
    window.click("session-refresh").await?;
    window
        .wait_for("session-row", "data-state", "available")
        .await?;
    window.click("session-import").await?;
    window.settled().await?;
    assert_eq!(window.count("session-row").await?, 1);
    world.end().await
}

#[tokio::test]
async fn a_network_that_its_operator_ends_says_why() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = connected(&world, &operator).await?;
    operator.answers("GET /networks/*", network(&json!({})));
    attach(window).await?;
    let ended =
        json!({ "xLifecycle": { "status": "UNAVAILABLE", "statusInfo": "NETWORK_TERMINATED" } });
    operator.answers("GET /networks/*", network(&ended));
    window.click("session-refresh").await?;
    window
        .wait_for("session-row", "data-state", "unavailable")
        .await?;
    window.settled().await?;
    let detail = window.text("session-detail").await?;
    assert!(detail.contains("ended the network"), "{detail}");
    window.is_accessible().await?;
    world.end().await
}

/// The window of a world that has the operator.
async fn connected<'a>(world: &'a World, operator: &ScriptedOperator) -> Result<&'a Window> {
    let window = world.window();
    window.settled().await?;
    window
        .connect_operator("Careful carrier", operator.credentials())
        .await?;
    Ok(window)
}

async fn attach(window: &Window) -> Result<()> {
    window.click("nav-sessions").await?;
    window.click("session-attach").await?;
    window.fill("session-attach-id", SERVICE).await?;
    window.click("session-attach-confirm").await?;
    window.gone("attach-form").await?;
    window.wait_for("session-row", "data-id", SERVICE).await?;
    window.settled().await
}

/// A network with a life cycle and a measurement, with these properties in place of the usual ones.
fn network(other: &Value) -> Answer {
    let edge = |kind: &str, address: &str, location: &str| {
        json!({
            "type": kind,
            "primaryIpAddress": { "addressType": "Ipv4Addr", "address": address },
            "location": location,
        })
    };
    let mut network = json!({
        "serviceId": SERVICE,
        "serviceName": "old_ring",
        "isProtected": false,
        "sla": "AA",
        "guaranteeBandwidth": 500,
        "duration": { "value": 12, "unit": "months" },
        "routeProtocol": "BGP",
        "connections": [{
            "id": "c1",
            "customerEdge": edge("site", "192.0.2.10", "N45.764043_E4.835659_Lyon_works"),
            "providerEdge": edge("cloud", "198.51.100.20", "N50.110900_E8.682100_Frankfurt"),
        }],
        "xLifecycle": { "status": "AVAILABLE", "startedAt": "2026-11-21T08:00:00Z", "expiresAt": "2035-11-21T08:00:00Z" },
        "xObserved": { "sla": "A", "guaranteeBandwidth": 470, "latencyMs": 178, "packetLossPercent": 0.01, "servicedHours": 31 },
    });
    if let (Some(network), Some(other)) = (network.as_object_mut(), other.as_object()) {
        network.extend(other.clone());
    }
    Answer::json(200, &network)
}
