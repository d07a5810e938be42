//! The assessment matrix: filled cell by cell, cancelled, and a cell that becomes the requirement and a quote.

use anyhow::{Context as _, Result};
use portal_tests::{Endpoint, Hook, Sandbox, Start, Window, World};
use serde_json::json;
use thirtyfour::Key;

/// A cell of 500 Mbps over 24 months.
fn at(is_protected: bool) -> String {
    format!("quote-cell[data-bandwidth=500][data-term=24-months][data-protected={is_protected}]")
}

async fn run(window: &Window) -> Result<()> {
    window.click("matrix-start").await?;
    window
        .wait_for("matrix-progress", "data-state", "done")
        .await?;
    // The answer of the run may come before the last words about its cells.
    window
        .until("every question done", async || {
            let script = "const e = document.querySelector('[data-testid=matrix-progress]');
                return e.ariaValueNow === e.ariaValueMax";
            Ok((window.run(script, vec![]).await? == json!(true)).then_some(()))
        })
        .await?;
    window.settled().await
}

async fn attribute(window: &Window, hook: &str, name: &str) -> Result<String> {
    let value = window.attribute(hook, name).await?;
    value.with_context(|| format!("{hook} has no {name}"))
}

/// All that a screen reader reads of a cell.
async fn name(window: &Window, cell: &str) -> Result<String> {
    let script = "return document.querySelector(arguments[0]).textContent";
    let name = window
        .run(script, vec![Hook::from(cell).css().into()])
        .await?;
    let name = name.as_str().unwrap_or_default();
    Ok(name.split_whitespace().collect::<Vec<_>>().join(" "))
}

async fn questions_asked(window: &Window) -> Result<usize> {
    window.go_to("activity").await?;
    let asked = window.count("activity-row[data-operation=assess]").await?;
    window.go_to("design").await?;
    Ok(asked)
}

#[tokio::test]
async fn a_cell_becomes_the_requirement_and_a_quote() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "12").await?;
    window.click("quote-matrix").await?;
    window.shows("page-matrix").await?;
    let said = window.text("matrix-count").await?;
    assert!(said.starts_with("40 questions, about"), "{said}");
    // More than any line carries.
    window.fill("matrix-bandwidth", "900000").await?;
    window.click("matrix-bandwidth-add").await?;
    let said = window.text("matrix-count").await?;
    assert!(said.starts_with("48 questions, about"), "{said}");
    run(window).await?;
    let cells = window.count("quote-cell").await?;
    let answered = window.count("quote-cell[data-state=feasible]").await?
        + window.count("quote-cell[data-state=infeasible]").await?;
    assert_eq!((cells, answered), (48, 48));

    let cell = at(true);
    let value: f64 = attribute(window, &cell, "data-value").await?.parse()?;
    assert!(value > 0.0);
    for (name, expected) in [
        ("data-state", "feasible"),
        ("data-currency", "EUR"),
        ("data-period", "month"),
        ("data-origin", "simulated"),
    ] {
        assert_eq!(attribute(window, &cell, name).await?, expected, "{name}");
    }
    let said = name(window, &cell).await?;
    assert!(said.starts_with("500 Mbps, 24 months"), "{said}");
    assert!(said.contains('€') && said.contains("Ready in"), "{said}");
    let days = attribute(window, &cell, "data-wait-days").await?;
    window.select("matrix-measure", "wait").await?;
    window
        .until("the days in the cell", async || {
            let said = name(window, &cell).await?;
            Ok(said.contains(&format!("{days} day")).then_some(()))
        })
        .await?;
    window.select("matrix-measure", "fee").await?;
    // Nothing can be had any more there: on each line of bandwidths the level jumps once.
    let jumps = window.count("quote-cell[data-jump=level]").await?;
    let there = window
        .count("quote-cell[data-jump=level][data-bandwidth=900000][data-state=infeasible]")
        .await?;
    assert_eq!((jumps, there), (8, 8));
    window.is_accessible().await?;

    ways_and_charts(window).await?;

    // The keyboard goes from cell to cell and opens one.
    window
        .tab_to("quote-cell[data-protected=true][tabindex=0]")
        .await?;
    for key in [Key::Down, Key::Down, Key::End, Key::Left, Key::Left] {
        window.key(key).await?;
    }
    window.has_come_to(&cell).await?;
    window.key(Key::Enter).await?;
    window.wait_for_count("matrix-detail offer", 3).await?;
    window.is_accessible().await?;

    window.click("matrix-use").await?;
    window.wait_for("matrix-use", "disabled", "true").await?;
    window.settled().await?;
    window.click("undo").await?;
    window
        .until("the design to ask for something else", async || {
            let script = "return document.querySelector('[data-testid=matrix-use]').disabled";
            Ok((window.run(script, vec![]).await? == json!(false)).then_some(()))
        })
        .await?;
    // By key: the button cannot be pressed any more, and the keyboard is led on.
    window
        .run(
            "document.querySelector('[data-testid=matrix-use]').focus()",
            vec![],
        )
        .await?;
    window.key(Key::Enter).await?;
    window.has_come_to("matrix-detail quote-save").await?;
    // What the design asks for now is what the sentences go by.
    window
        .until("the way of the design as it is now", async || {
            let way = window.text("matrix-way[data-level=AAA]").await?;
            let state = window
                .attribute("matrix-way[data-level=AAA]", "data-state")
                .await?;
            Ok((state.as_deref() == Some("has") && !way.contains("500")).then_some(()))
        })
        .await?;
    // The level that is shown is the one that is saved.
    window.select("matrix-level", "A").await?;
    window.settled().await?;
    window.click("matrix-detail quote-save").await?;
    window.settled().await?;
    window.click("matrix-back").await?;
    window.settled().await?;
    assert_eq!(window.value("requirement-bandwidth").await?, "500");
    assert_eq!(window.value("requirement-duration-value").await?, "24");
    assert_eq!(questions_asked(window).await?, 48);

    // What was answered is there when one comes back, and is not asked for again.
    window.click("quote-matrix").await?;
    window.wait_for_count("quote-cell", 48).await?;
    window.click("matrix-value[data-value=60-months]").await?;
    run(window).await?;
    window.wait_for_count("quote-cell", 60).await?;
    window.click("matrix-back").await?;
    assert_eq!(questions_asked(window).await?, 60);
    window.go_to("quotes").await?;
    window.wait_for_count("quote-row", 1).await?;
    assert_eq!(attribute(window, "quote-row", "data-level").await?, "A");

    // Answers about a network that was drawn otherwise are no longer the design's.
    window.go_to("design").await?;
    window.add_site(&Endpoint::LYON).await?;
    window.settled().await?;
    window.click("quote-matrix").await?;
    window.shows("matrix-outdated").await?;
    assert_eq!(window.count("matrix-way").await?, 0);
    window.is_accessible().await?;
    world.end().await
}

/// What each level takes, and the fees as lines: both say what the cells say.
async fn ways_and_charts(window: &Window) -> Result<()> {
    // The design asks for 200 Mbps over 12 months without protection, and so has no AAA.
    for (level, state) in [("A", "has"), ("AA", "has"), ("AAA", "needs")] {
        let way = format!("matrix-way[data-level={level}]");
        assert_eq!(attribute(window, &way, "data-state").await?, state);
    }
    let needed = window.text("matrix-way[data-level=AAA]").await?;
    assert!(
        needed.contains("Not as the design is, but with protection:"),
        "{needed}"
    );
    assert!(
        needed.contains("Cheapest at this bandwidth with protection, 36 months:"),
        "{needed}"
    );
    window.click("matrix-way-open[data-open=\"32\"]").await?;
    let opened = "quote-cell[data-cell=\"32\"][data-bandwidth=\"200\"][data-term=12-months]\
                  [data-protected=true]";
    window.wait_for(opened, "aria-current", "true").await?;
    window.wait_for_count("matrix-detail offer", 3).await?;
    window.click("matrix-detail-close").await?;

    let script = "
        const tables = [...document.querySelectorAll('[data-chart=fee-by-bandwidth]')].map(chart => [
            chart.querySelectorAll('svg g').length,
            [...chart.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent)),
        ]);
        const fee = cell => document.querySelector(`[data-cell='${cell}'] b`).textContent;
        return [tables.map(([lines]) => lines), tables[0][1][2][2] === fee(8), tables[1][1][2][3] === fee(32),
            tables[1][1][5].slice(1)];";
    let drawn = window.run(script, vec![]).await?;
    // Two levels without protection, three with it; nothing where the line ends.
    assert_eq!(drawn, json!([[2, 3], true, true, ["–", "–", "–"]]));
    Ok(())
}

#[tokio::test]
async fn one_that_fails_ends_no_other_and_a_cancelled_matrix_keeps_what_came() -> Result<()> {
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    let asks = json!(["assessConnectionFeasibility"]);
    let faults = json!([
        {"operations": asks, "skip": 2, "count": 1, "fault": {"latency": "60s"}},
        {"operations": asks, "skip": 5, "count": 1, "fault": {"answer": {
            "status": 422, "code": "SERVICE_NOT_APPLICABLE", "message": "The ground is frozen."}}},
    ]);
    let operator = Sandbox::beside(world.home(), "carrier", &faults)?;
    window
        .connect_operator("Carrier", operator.credentials())
        .await?;
    let berlin = window
        .add_site(&Endpoint::BERLIN.without_secondary())
        .await?;
    let cloud = window.add_cloud(&Endpoint::FRANKFURT).await?;
    window.connect(&berlin, &cloud).await?;
    window.require("200", "12").await?;
    window.click("quote-matrix").await?;
    // Protection that the design cannot have is not asked for.
    let said = window.text("matrix-count").await?;
    assert!(
        said.starts_with("20 questions") && said.contains(Endpoint::BERLIN.label()),
        "{said}"
    );
    window.fill("matrix-bandwidth", "0").await?;
    window.click("matrix-bandwidth-add").await?;
    window.shows("matrix-bandwidth-error").await?;
    window.fill("matrix-bandwidth", "300").await?;
    window.click("matrix-bandwidth-add").await?;
    window
        .shows("matrix-value[data-value=\"300\"][aria-pressed=true]")
        .await?;

    window.click("matrix-start").await?;
    window
        .wait_for_count("quote-cell[data-state=running]", 1)
        .await?;
    window
        .wait_for_count("quote-cell[data-state=failed]", 1)
        .await?;
    window
        .wait_for("matrix-progress", "aria-valuenow", "23")
        .await?;
    window.click("quote-cell[data-state=failed]").await?;
    let why = window
        .text("matrix-detail banner[data-code=not-possible]")
        .await?;
    assert!(why.contains("The ground is frozen."), "{why}");
    window.click("matrix-detail-close").await?;
    window.click("matrix-cancel").await?;
    window
        .wait_for("matrix-progress", "data-state", "done")
        .await?;
    window.settled().await?;
    assert_eq!(window.count("quote-cell[data-state=running]").await?, 0);
    window
        .until("22 answers", async || {
            let answered = window.count("quote-cell[data-state=feasible]").await?
                + window.count("quote-cell[data-state=infeasible]").await?;
            Ok((answered == 22).then_some(()))
        })
        .await?;
    assert_eq!(
        window
            .count("quote-cell[data-protected=true][data-state=waiting]")
            .await?,
        24
    );
    window.is_accessible().await?;
    world.end().await
}
