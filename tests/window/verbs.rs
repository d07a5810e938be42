//! The harness's own verbs do in the web view what a hand would do, on a page made for this.

use anyhow::Result;
use portal_tests::{Start, World};

const PAGE: &str = r#"
    const page = document.createElement("main");
    page.innerHTML = `
        <label>Name <input data-testid="name" value="before"></label>
        <label>Level <select data-testid="level"><option value="A">a</option><option value="AA">b</option></select></label>
        <button data-testid="go" disabled>Go</button>
        <div data-testid="row" data-id="1">one</div><div data-testid="row" data-id="2">two</div>`;
    document.body.append(page);
    const seen = [];
    for (const name of ["input", "change", "click"]) {
        page.addEventListener(name, event => seen.push(`${event.target.dataset.testid}:${name}`));
    }
    page.querySelector("input").addEventListener("input", event => {
        page.querySelector("button").disabled = event.target.value !== "after";
    });
    window.seen = seen;"#;

#[tokio::test]
async fn verbs_cause_the_events_of_a_hand() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    let window = world.window();
    window.settled().await?;
    window.run(PAGE, vec![]).await?;

    window.fill("name", "after").await?;
    window.select("level", "AA").await?;
    window.click("go").await?;

    assert_eq!(window.value("name").await?, "after");
    assert_eq!(window.value("level").await?, "AA");
    assert_eq!(window.text("row[data-id=2]").await?, "two");
    let seen = window.run("return window.seen", vec![]).await?;
    let seen: Vec<&str> = seen
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|event| event.as_str())
        .collect();
    assert!(seen.contains(&"name:input"), "{seen:?}");
    assert!(seen.contains(&"level:change"), "{seen:?}");
    assert_eq!(seen.last(), Some(&"go:click"), "{seen:?}");
    world.end().await
}

#[tokio::test]
async fn a_hook_that_names_two_elements_is_an_error() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    let window = world.window();
    window.settled().await?;
    window.run(PAGE, vec![]).await?;

    let error = window
        .click("row")
        .await
        .err()
        .map(|error| format!("{error:#}"))
        .unwrap_or_default();
    assert!(error.contains("row names 2 elements"), "{error}");
    world.end().await
}

#[tokio::test]
async fn axe_finds_what_is_wrong() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    let window = world.window();
    window.settled().await?;
    window
        .run("document.body.innerHTML = '<img src=\"x.png\">'", vec![])
        .await?;

    let broken: Vec<String> = window
        .axe()
        .await?
        .into_iter()
        .map(|violation| violation.id)
        .collect();
    assert!(broken.contains(&"image-alt".to_owned()), "{broken:?}");
    world.end().await
}
