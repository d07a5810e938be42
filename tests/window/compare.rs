//! Quotes side by side, an order that begins at one, and one that was altered.

use anyhow::{Context as _, Result};
use portal_tests::{Answer, ScriptedOperator, Start, Window, World};
use rusqlite::Connection;
use serde_json::json;

#[tokio::test]
async fn quotes_stand_side_by_side_with_what_differs() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    save_quote(window).await?;
    window.fill("requirement-bandwidth", "900").await?;
    window.fill("requirement-duration-value", "24").await?;
    window.settled().await?;
    window.assess().await?;
    save_quote(window).await?;

    // One quote alone stands there level by level.
    quotes(window).await?;
    tick(window, 0).await?;
    window.click("quote-compare").await?;
    window.wait_for_count("compare-column", 3).await?;
    assert_eq!(columns(window, "data-level").await?, ["A", "AA", "AAA"]);
    assert_eq!(differs(window, "bandwidth").await?, "false");
    assert_eq!(differs(window, "fee").await?, "true");

    // The same quote at the same level twice, and one of the two taken out again.
    let ids = columns(window, "data-id").await?;
    let first = ids.first().context("no quote")?;
    window
        .select("compare-level[id=compare-level-2]", "AA")
        .await?;
    window.settled().await?;
    assert_eq!(columns(window, "data-level").await?, ["A", "AA", "AA"]);
    take_out(window, 1).await?;
    window.wait_for_count("compare-column", 2).await?;
    assert_eq!(columns(window, "data-level").await?, ["A", "AA"]);
    window.is_accessible().await?;

    // Beside one that is not there each control is still about its own column.
    let missing = first.replace(|letter: char| letter.is_ascii_digit(), "7");
    let of = format!("/quotes/compare?of={missing},{first}.A,{first}.AA");
    window.open(&of).await?;
    window.wait_for_count("compare-column", 2).await?;
    window.shows("banner[data-code=not-found]").await?;
    window
        .select("compare-level[id=compare-level-0]", "AAA")
        .await?;
    window.settled().await?;
    assert_eq!(columns(window, "data-level").await?, ["AAA", "AA"]);
    window.gone("banner").await?;

    window.click("compare-back").await?;
    // The page was loaded anew, and what was ticked with it.
    tick(window, 0).await?;
    tick(window, 1).await?;
    window.click("quote-compare").await?;
    window.wait_for_count("compare-column", 2).await?;
    assert_eq!(differs(window, "bandwidth").await?, "true");
    assert_eq!(differs(window, "term").await?, "true");
    assert_eq!(differs(window, "operator").await?, "false");
    // 24 months against 12: the sandbox's fee is for the whole duration.
    let fees = values(window, "fee").await?;
    assert_eq!(fees, values(window, "total").await?);
    let monthly = values(window, "monthly").await?;
    for (fee, (month, months)) in fees.iter().zip(monthly.iter().zip([24.0, 12.0])) {
        let (fee, month): (f64, f64) = (fee.parse()?, month.parse()?);
        assert!(
            (fee / months - month).abs() <= 0.005,
            "{fee} over {months}: {month}"
        );
    }
    assert_eq!(window.count("chart").await?, 2);

    // Another level of one of them: the others stay, and so does the keyboard.
    let select = "compare-level[id=compare-level-1]";
    window.select(select, "AA").await?;
    window.settled().await?;
    let levels = columns(window, "data-level").await?;
    assert_eq!(levels[1], "AA");
    window.has_come_to(select).await?;
    take_out(window, 0).await?;
    window.wait_for_count("compare-column", 1).await?;
    window
        .until("the keyboard to stay in the comparison", async || {
            let script = "return document.activeElement.tagName";
            Ok((window.run(script, vec![]).await? == json!("A")).then_some(()))
        })
        .await?;

    // Choosing a quote adds nothing yet; the button does. It is the same one, so that nothing differs.
    window.select("compare-add", first).await?;
    window.settled().await?;
    assert_eq!(window.count("compare-column").await?, 1);
    window.click("compare-add-do").await?;
    window.wait_for_count("compare-column", 2).await?;
    window.has_come_to("compare-add").await?;
    window
        .open(&format!("/quotes/compare?of={first}.AA,{first}.AA"))
        .await?;
    window.wait_for_count("compare-column", 2).await?;
    let says = "return document.querySelector('.compare-alike').checkVisibility()";
    assert_eq!(window.run(says, vec![]).await?, json!(false));
    window.click("compare-differences").await?;
    window
        .until("a word where nothing differs", async || {
            Ok((window.run(says, vec![]).await? == json!(true)).then_some(()))
        })
        .await?;
    window.is_accessible().await?;
    world.end().await
}

#[tokio::test]
async fn an_order_from_a_quote_asks_again_and_says_what_differs_first() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    save_quote(window).await?;
    operator.answers(
        "POST /assessment",
        Answer::json(
            200,
            &json!({ "sla": "AA", "waitDays": 5, "rent": { "amount": 845, "currency": "EUR" } }),
        ),
    );
    quotes(window).await?;
    window.click("quote-row").await?;
    window.shows("quote-detail").await?;
    window.click("quote-order").await?;
    window.shows("order-review").await?;
    window.settled().await?;
    let against = window.text("order-against").await?;
    for part in ["+4 %", "2 days later", "level unchanged"] {
        assert!(against.contains(part), "no {part}: {against}");
    }
    assert_eq!(
        operator.calls("POST /networks").len(),
        0,
        "nothing is sent before it is confirmed"
    );
    window.click("order-cancel").await?;
    world.end().await
}

#[tokio::test]
async fn an_altered_quote_says_so_and_nothing_is_built_on_it() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    save_quote(window).await?;
    quotes(window).await?;
    assert_eq!(seal(window).await?, "unchanged");
    tick(window, 0).await?;
    window.shows("quote-compare").await?;
    let id = window.attribute("quote-row", "data-id").await?;
    let id = id.context("no quote")?;

    let db = Connection::open(world.data_dir().join("portal.sqlite"))?;
    let changed = db.execute(
        "UPDATE quote SET body = replace(body, '\"amount\":\"', '\"amount\":\"1')",
        [],
    )?;
    assert_eq!(changed, 1);
    drop(db);
    window.click("nav-design").await?;
    quotes(window).await?;
    assert_eq!(seal(window).await?, "altered");
    let can_tick = window.attribute("quote-tick", "disabled").await?;
    assert!(can_tick.is_some(), "its numbers are not compared");
    assert_eq!(window.count("quote-compare").await?, 0, "it is not ticked");
    window.open(&format!("/quotes/compare?of={id}")).await?;
    window.shows("banner[data-code=invalid-input]").await?;
    window.settled().await?;
    assert_eq!(window.count("compare-column").await?, 0);
    window.click("compare-back").await?;
    window.shows("page-quotes").await?;
    window.settled().await?;
    window.click("quote-row").await?;
    window.shows("banner[data-code=invalid-input]").await?;
    for hook in [
        "quote-reassess",
        "quote-order",
        "quote-open-design",
        "quote-print",
    ] {
        assert_eq!(window.count(hook).await?, 0, "{hook}");
    }
    window.is_accessible().await?;

    // One that cannot be read at all still stands in the list.
    let db = Connection::open(world.data_dir().join("portal.sqlite"))?;
    db.execute("UPDATE quote SET body = substr(body, 2)", [])?;
    drop(db);
    window.click("nav-design").await?;
    quotes(window).await?;
    assert_eq!(seal(window).await?, "altered");
    window.is_accessible().await?;
    world.end().await
}

async fn take_out(window: &Window, at: usize) -> Result<()> {
    let buttons = window.all("compare-remove").await?;
    buttons.get(at).context("no such option")?.click().await?;
    window.settled().await
}

async fn save_quote(window: &Window) -> Result<()> {
    window.click("quote-save").await?;
    window.settled().await
}

async fn quotes(window: &Window) -> Result<()> {
    window.click("nav-quotes").await?;
    window.shows("page-quotes").await?;
    window.settled().await
}

async fn tick(window: &Window, at: usize) -> Result<()> {
    window.shows("page-quotes").await?;
    window.settled().await?;
    let ticks = window.all("quote-tick").await?;
    ticks.get(at).context("no such quote")?.click().await?;
    Ok(())
}

async fn seal(window: &Window) -> Result<String> {
    let seal = window.attribute("quote-row", "data-seal").await?;
    seal.context("no seal")
}

async fn columns(window: &Window, attribute: &str) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for column in window.all("compare-column").await? {
        all.push(column.attr(attribute).await?.unwrap_or_default());
    }
    Ok(all)
}

async fn differs(window: &Window, line: &str) -> Result<String> {
    let hook = format!("compare-line[data-line={line}]");
    let differs = window.attribute(&hook, "data-differs").await?;
    differs.context("not said")
}

/// The numbers of a line, as automation reads them.
async fn values(window: &Window, line: &str) -> Result<Vec<String>> {
    let script = "
        const cells = document.querySelectorAll(`[data-line=${arguments[0]}] td`);
        return [...cells].map(cell => cell.dataset.value)";
    let values = window.run(script, vec![json!(line)]).await?;
    Ok(serde_json::from_value(values)?)
}
