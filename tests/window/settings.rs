//! Settings: theme, operators, and forgetting everything; and the record of every call.

use anyhow::Result;
use portal_tests::{ScriptedOperator, Start, Window, World};
use serde_json::Value;

#[tokio::test]
async fn the_theme_changes_at_once_and_stays() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-settings").await?;
    window.shows("page-settings").await?;
    let background = "return getComputedStyle(document.body).backgroundColor";
    window.select("settings-theme", "light").await?;
    window.settled().await?;
    let light = window.run(background, vec![]).await?;
    window.select("settings-theme", "dark").await?;
    window.settled().await?;
    let dark = window.run(background, vec![]).await?;
    assert_ne!(light, dark);
    assert!(
        window
            .text("settings-data-dir")
            .await?
            .contains(&world.data_dir().display().to_string())
    );
    let about = window.text("about").await?;
    assert!(
        about.contains("Natural Earth") && about.contains("GeoNames"),
        "{about}"
    );

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-settings").await?;
    assert_eq!(window.value("settings-theme").await?, "dark");
    assert_eq!(window.run(background, vec![]).await?, dark);
    world.end().await
}

#[tokio::test]
async fn a_secret_is_never_shown_and_everything_is_forgotten() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    world.keyring_item("secret").await?;
    world.keyring_item("token").await?;

    window.click("nav-settings").await?;
    window.edit_profile().await?;
    assert_eq!(window.value("profile-name").await?, "Carrier");
    assert_eq!(
        window.value("profile-secret").await?,
        "",
        "a stored secret cannot be read back"
    );
    // An empty field keeps the stored one.
    window.fill("profile-name", "Renamed carrier").await?;
    assert_eq!(window.test_profile().await?, "ok");
    window.save_profile().await?;
    assert_eq!(
        world.keyring_item("secret").await?.secret,
        operator.credentials().client_secret
    );

    window.click("settings-forget").await?;
    window.click("settings-forget-confirm").await?;
    window.shows("welcome").await?;
    window
        .until("an empty keyring", async || {
            Ok(world.keyring_items().await?.is_empty().then_some(()))
        })
        .await?;

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.explore_with_sandbox().await?;
    assert_eq!(window.count("endpoint-row").await?, 0);
    window.click("nav-activity").await?;
    window.shows("page-activity").await?;
    window.settled().await?;
    assert_eq!(
        window.count("activity-row[data-operation=assess]").await?,
        0
    );
    world.end().await
}

#[tokio::test]
async fn every_call_is_in_the_record_newest_first() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    let correlator = window.text("status-correlator").await?;
    window.click("nav-activity").await?;
    window.shows("page-activity").await?;
    window.settled().await?;
    let rows = window
        .run(
            "return [...document.querySelectorAll('[data-testid=activity-row]')].map(r => ({...r.dataset}))",
            vec![],
        )
        .await?;
    let rows = rows.as_array().cloned().unwrap_or_default();
    let operations: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["operation"].as_str())
        .collect();
    assert_eq!(operations, ["assess", "token"]);
    for row in &rows {
        assert_eq!(row["status"], "200", "{row}");
        let latency = row["latency"].as_str().and_then(|l| l.parse::<u32>().ok());
        assert!(latency.is_some(), "{row}");
    }
    let recorded = rows[0]["correlator"].as_str().unwrap_or_default();
    assert!(
        !recorded.is_empty() && correlator.contains(&recorded[..8]),
        "{correlator} {recorded}"
    );
    assert_ne!(rows[0]["correlator"], Value::Null);
    world.end().await
}

#[tokio::test]
async fn a_locale_decides_the_words_and_how_numbers_look() -> Result<()> {
    let world = World::start(Start::with_sandbox().flag("--locale", "de-AT")).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    let offer = window.text("offer[data-level=A]").await?;
    assert!(has_cents_after(&offer, ','), "{offer}");
    assert_eq!(window.text("assess").await?, "Erneut anfragen");
    // What a screen reader pronounces by.
    assert_eq!(language(window).await?, "de");
    window.click("nav-settings").await?;
    window.shows("page-settings").await?;
    assert_eq!(window.value("settings-language").await?, "de");
    world.end().await?;

    // There is no Finnish: the numbers are, the words are English.
    let world = World::start(Start::with_sandbox().flag("--locale", "fi-FI")).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    let offer = window.text("offer[data-level=A]").await?;
    assert!(has_cents_after(&offer, ','), "{offer}");
    assert_eq!(window.text("assess").await?, "Assess again");
    assert_eq!(language(window).await?, "en");
    world.end().await?;

    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    let offer = window.text("offer[data-level=A]").await?;
    assert!(has_cents_after(&offer, '.'), "{offer}");
    world.end().await
}

#[tokio::test]
async fn another_language_is_spoken_at_once_and_stays() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-settings").await?;
    window.shows("page-settings").await?;
    window.settled().await?;
    let names = window
        .run(
            "return [...document.querySelectorAll('#settings-language option')].map(o => o.innerText)",
            vec![],
        )
        .await?;
    assert_eq!(names, serde_json::json!(["Deutsch", "English"]));
    window.fill("letterhead-company", "Half typed").await?;
    window.select("settings-language", "de").await?;
    settings_are_called(window, "Einstellungen").await?;
    window.settled().await?;
    assert_eq!(language(window).await?, "de");
    let title = window.run("return document.title", vec![]).await?;
    assert!(
        title
            .as_str()
            .is_some_and(|title| title.starts_with("Einstellungen"))
    );
    // The focus is where it was, and nothing that was typed is lost.
    let focused = "return document.activeElement.id";
    assert_eq!(window.run(focused, vec![]).await?, "settings-language");
    assert_eq!(window.value("letterhead-company").await?, "Half typed");
    // The links still lead where they did.
    window.click("nav-sessions").await?;
    window.shows("page-sessions").await?;

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    assert_eq!(window.text("nav-settings").await?, "Einstellungen");
    window.click("nav-settings").await?;
    window.shows("page-settings").await?;
    window.select("settings-language", "en").await?;
    settings_are_called(window, "Settings").await?;
    assert_eq!(language(window).await?, "en");
    world.end().await
}

/// Waits until the link to the settings says that.
async fn settings_are_called(window: &Window, name: &str) -> Result<()> {
    // Asked of the page in one go: it is written again meanwhile.
    let script = "return document.querySelector('[data-testid=nav-settings]')?.innerText";
    window
        .until(name, async || {
            Ok((window.run(script, vec![]).await? == name).then_some(()))
        })
        .await
}

/// The language by which a screen reader pronounces the page.
async fn language(window: &Window) -> Result<Value> {
    window
        .run("return document.documentElement.lang", vec![])
        .await
}

/// Whether `text` has a number with two digits after that mark.
fn has_cents_after(text: &str, mark: char) -> bool {
    text.split_whitespace().any(|word| {
        word.rsplit_once(mark).is_some_and(|(whole, cents)| {
            whole.ends_with(|c: char| c.is_ascii_digit())
                && cents.len() == 2
                && cents.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}
