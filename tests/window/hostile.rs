//! An operator that misbehaves: the window says what happened, takes nothing for a success, and runs nothing of it.

use anyhow::{Context as _, Result, ensure};
use portal_tests::{Answer, ScriptedOperator, Start, Window, World};
use serde_json::json;

use crate::orders::{NAME, ready_to_order};

/// What would run if any text of an operator were taken for more than text.
const MARKUP: &str = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";

/// An identifier with everything that has a meaning in an address.
const AWKWARD: &str = "a/b c?d=1#e..;'\"<b>&é+";

#[tokio::test]
async fn whatever_is_answered_is_told_for_what_it_is() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    let good = json!({ "sla": "AA", "rent": { "amount": 1, "currency": "EUR" } }).to_string();
    let error = json!({ "status": 500, "code": "INTERNAL", "message": MARKUP });
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    let json_type = "application/json";
    let cases = [
        (
            "an error with a good status",
            Answer::json(200, &error),
            "bad-answer",
        ),
        ("nothing", Answer::raw(200, json_type, ""), "bad-answer"),
        ("a list", Answer::raw(200, json_type, "[]"), "bad-answer"),
        (
            "half a body",
            Answer::raw(200, json_type, &good[..good.len() / 2]),
            "bad-answer",
        ),
        (
            "a page called JSON",
            Answer::raw(200, json_type, format!("<html>{MARKUP}")),
            "bad-answer",
        ),
        ("JSON called a page", Answer::html(200, &good), "bad-answer"),
        (
            "another encoding",
            Answer::raw(200, json_type, &*good).header("content-encoding", "gzip"),
            "bad-answer",
        ),
        (
            "too much",
            Answer::raw(
                200,
                json_type,
                format!("{{\"a\":\"{}\"}}", "x".repeat(2 << 20)),
            ),
            "bad-answer",
        ),
        ("nests", Answer::raw(200, json_type, deep), "bad-answer"),
        ("no content", Answer::raw(204, json_type, ""), "bad-answer"),
        ("a part", Answer::raw(206, json_type, &*good), "bad-answer"),
        (
            "elsewhere",
            Answer::raw(302, json_type, &*good).header("location", "https://elsewhere.example/"),
            "bad-answer",
        ),
        (
            "a status of its own",
            Answer::raw(999, json_type, &*good),
            "bad-answer",
        ),
        (
            "a teapot",
            Answer::error(418, "TEAPOT", MARKUP),
            "request-refused",
        ),
        (
            "words that turn",
            Answer::error(422, "X", "pay \u{202e}0001\u{202c}\r\n EUR\u{0}"),
            "not-possible",
        ),
        (
            "many words",
            Answer::error(422, "X", &"long ".repeat(40_000)),
            "not-possible",
        ),
        (
            "markup",
            Answer::error(400, MARKUP, MARKUP),
            "request-refused",
        ),
    ];
    for (what, answer, code) in cases {
        operator.answers("POST /assessment", answer);
        window.click("assess").await?;
        let banner = format!("banner[data-code={code}]");
        window.shows(&banner).await.context(what)?;
        window.settled().await?;
        ensure!(
            window.count("offer").await? == 0,
            "{what}: an offer out of nothing"
        );
        let said = window.text(&banner).await?;
        ensure!(
            said.chars().count() < 1200,
            "{what}: {} characters",
            said.len()
        );
        let turns =
            |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{0}');
        ensure!(!said.contains(turns), "{what}: {said:?}");
        runs_nothing(window).await.context(what)?;
    }
    world.end().await
}

#[tokio::test]
async fn an_offer_that_makes_no_sense_has_no_price() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    for rent in [
        json!({ "amount": -812.5, "currency": "EUR" }),
        json!({ "amount": "NaN", "currency": "EUR" }),
        json!({ "amount": 1e300, "currency": "EUR" }),
        json!({ "amount": 812.5, "currency": MARKUP }),
        json!({ "amount": 812.5 }),
        json!([812.5, "EUR"]),
        json!("812.5 EUR"),
    ] {
        let offer = json!({ "sla": "AA", "waitDays": 4_000_000_000_u32, "rent": rent });
        operator.answers("POST /assessment", Answer::json(200, &offer));
        window.assess().await?;
        let offers = window.offers().await?;
        ensure!(offers.len() == 1, "{rent}: {offers:?}");
        ensure!(offers[0].value.is_none(), "{rent}: {:?}", offers[0]);
        ensure!(
            offers[0].origin.as_deref() == Some("missing"),
            "{rent}: {:?}",
            offers[0]
        );
        runs_nothing(window).await?;
    }
    let level = json!({ "sla": MARKUP, "rent": { "amount": 5, "currency": "QQQ" } });
    operator.answers("POST /assessment", Answer::json(200, &level));
    window.assess().await?;
    let offers = window.offers().await?;
    ensure!(offers[0].text.contains("QQQ"), "{offers:?}");
    ensure!(
        offers[0].text.contains("<img"),
        "it is shown as text: {offers:?}"
    );
    runs_nothing(window).await?;
    world.end().await
}

#[tokio::test]
async fn a_good_status_around_an_error_leaves_an_order_open() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_order(&world, &operator).await?;
    let error = json!({ "status": 503, "code": "UNAVAILABLE", "message": "Not now." });
    operator.answers("POST /networks", Answer::json(201, &error));
    window.order_ends_as("unknown").await?;
    window
        .until("a line that does not call it ordered", async || {
            let line = "return document.querySelector('.status-line').innerText";
            let line = window.run(line, vec![]).await?;
            let line = line.as_str().unwrap_or_default();
            ensure!(!line.contains("Ordered"), "{line}");
            Ok(line.contains("Call failed").then_some(()))
        })
        .await?;
    window.click("nav-sessions").await?;
    window.shows("order-unknown").await?;
    window.settled().await?;
    ensure!(window.count("session-row").await? == 0);
    ensure!(operator.calls("POST /networks").len() == 1);
    world.end().await
}

#[tokio::test]
async fn an_awkward_identifier_is_asked_about_and_a_network_that_stays_is_not_called_deleted()
-> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_order(&world, &operator).await?;
    let network = json!({
        "serviceId": AWKWARD, "sla": "AA", "guaranteeBandwidth": "200", "xLifecycle": { "status": "AVAILABLE" },
        "cloudGatewayIp": MARKUP, "expiresAt": "9999-12-31T23:59:59Z",
    });
    operator.answers("POST /networks", Answer::json(201, &network));
    operator.answers("GET /networks/*", Answer::json(200, &network));
    window.confirm_order().await?;
    ensure!(window.open_available_session().await? == AWKWARD);
    let toasts = window.count("toast").await?;
    window.click("session-refresh").await?;
    window.settled().await?;
    ensure!(
        window.count("toast").await? == toasts,
        "it is found under its own address"
    );
    runs_nothing(window).await?;

    // It speaks of another network all of a sudden: nothing of that is taken over.
    let other = json!({ "serviceId": "another", "sla": "A", "guaranteeBandwidth": 1 });
    operator.answers("GET /networks/*", Answer::json(200, &other));
    window.click("session-refresh").await?;
    window.wait_for_count("toast", toasts + 1).await?;
    ensure!(
        window
            .attribute("session-row", "data-bandwidth")
            .await?
            .as_deref()
            == Some("200")
    );
    operator.answers("GET /networks/*", Answer::json(200, &network));

    operator.answers(
        "DELETE /networks/*",
        Answer::raw(204, "application/json", ""),
    );
    window.review_delete(NAME).await?;
    window.click("delete-confirm").await?;
    window
        .wait_for("session-row", "data-state", "deleting")
        .await?;
    window.click("session-refresh").await?;
    window.settled().await?;
    window
        .wait_for("session-row", "data-state", "deleting")
        .await?;
    // A gateway that has lost its way to the API knows nothing of the network.
    let toasts = window.count("toast").await?;
    operator.answers("GET /networks/*", Answer::html(404, "<h1>Not found</h1>"));
    window.click("session-refresh").await?;
    window.wait_for_count("toast", toasts + 1).await?;
    window
        .wait_for("session-row", "data-state", "deleting")
        .await?;
    operator.answers("GET /networks/*", Answer::error(404, "NOT_FOUND", "No."));
    window.click("session-refresh").await?;
    window.wait_for("session-row", "data-state", "gone").await?;
    world.end().await
}

#[tokio::test]
async fn a_token_endpoint_that_lies_is_not_believed_and_repeats_no_secret() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    let secret = &operator.credentials().client_secret;
    let token = |kind: &str| json!({ "access_token": "marked-token-77", "token_type": kind, "expires_in": 9 });
    let cases = [
        (Answer::json(200, &token("DPoP")), "bad-answer"),
        (
            Answer::json(200, &json!({ "token": "marked-token-77" })),
            "bad-answer",
        ),
        (Answer::html(200, "<h1>Sign in</h1>"), "bad-answer"),
        (Answer::html(503, "<h1>Busy</h1>"), "operator-fault"),
        (
            Answer::json(400, &json!({ "error": "invalid_scope" })),
            "invalid-scope",
        ),
        (
            Answer::json(
                400,
                &json!({ "error": secret, "error_description": secret }),
            ),
            "invalid-client",
        ),
        (
            Answer::json(
                401,
                &json!({ "error": "invalid_client", "error_description": secret }),
            ),
            "invalid-client",
        ),
    ];
    for (answer, code) in cases {
        operator.answers("POST /token", answer);
        window.click("assess").await?;
        window
            .shows(&*format!("banner[data-code={code}]"))
            .await
            .context(code)?;
        window.settled().await?;
        let page = window
            .run("return document.documentElement.outerHTML", vec![])
            .await?;
        let page = page.as_str().context("a page")?;
        ensure!(
            !page.contains(secret.as_str()) && !page.contains("marked-token-77"),
            "{code}"
        );
    }
    ensure!(
        operator.calls("POST /assessment").is_empty(),
        "nothing is asked without a token"
    );
    world.end().await
}

#[tokio::test]
async fn a_secret_that_the_api_repeats_is_nowhere() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_order(&world, &operator).await?;
    let secret = operator.credentials().client_secret.clone();
    // A mark that is not seen behind each letter takes it apart.
    let apart: String = secret.chars().flat_map(|c| [c, '\u{200b}']).collect();
    let said = format!("{secret} {apart}");
    operator.answers("POST /networks", Answer::error(422, &secret, &said));
    window.order_ends_as("refused").await?;
    is_nowhere(&world, &secret).await?;

    // An identifier out of it would be in the database and in addresses.
    operator.answers(
        "POST /networks",
        Answer::json(201, &json!({ "serviceId": secret })),
    );
    window.review_order(NAME).await?;
    window.order_ends_as("unknown").await?;
    window.click("nav-sessions").await?;
    window
        .wait_for("order-unknown", "data-state", "accepted-without-id")
        .await?;
    is_nowhere(&world, &secret).await?;
    ensure!(operator.calls("GET /networks/*").is_empty());
    world.end().await
}

/// A text is neither in the page nor in a file of the data folder.
async fn is_nowhere(world: &World, text: &str) -> Result<()> {
    world.window().settled().await?;
    let page = world
        .window()
        .run("return document.documentElement.outerHTML", vec![])
        .await?;
    ensure!(!page.as_str().context("a page")?.contains(text), "{page}");
    for file in std::fs::read_dir(world.data_dir())? {
        let file = file?;
        if file.file_type()?.is_file() {
            let bytes = std::fs::read(file.path())?;
            let has_text = bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes());
            ensure!(!has_text, "it is in {}", file.path().display());
        }
    }
    Ok(())
}

/// Nothing of an operator's text ran, and the window is alive.
async fn runs_nothing(window: &Window) -> Result<()> {
    let seen = window
        .run(
            "return [window.pwned ?? null, document.querySelectorAll('img[src=x]').length, document.documentElement.dataset.appState]",
            vec![],
        )
        .await?;
    ensure!(seen == json!([null, 0, "ready"]), "{seen}");
    Ok(())
}
