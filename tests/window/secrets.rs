//! A secret and a token are in the keyring, and nowhere else: no file, no log, no message over the bridge, no page.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use portal_tests::{Credentials, Sandbox, ScriptedOperator, Start, Window, World};

/// Commands that carry a typed secret, towards the core only.
const WITH_SECRET: [&str; 2] = ["profile_save", "profile_test"];

#[tokio::test]
async fn secret_and_token_are_in_the_keyring_and_nowhere_else() -> Result<()> {
    let exports = tempfile::tempdir()?;
    let (world, operator) = on_record(exports.path()).await?;
    let window = world.window();
    let mut pages = Vec::new();
    do_the_main_job(window, operator.credentials(), &mut pages).await?;

    let secret = world.keyring_item("secret").await?.secret;
    assert_eq!(secret, operator.credentials().client_secret);
    let token = world.keyring_token().await?;
    let hidden = [secret.as_str(), token.as_str()];

    for (place, page) in &pages {
        for text in hidden {
            assert!(!page.contains(text), "on the page {place}");
        }
    }
    let traffic = window.traffic().await?;
    assert!(traffic.len() > 40, "{} messages", traffic.len());
    assert!(traffic.iter().any(|message| message.command == "event"));
    for message in traffic {
        let may_have_secret = message.outgoing && WITH_SECRET.contains(&message.command.as_str());
        assert!(
            may_have_secret || !message.body.contains(&secret),
            "the secret in {}",
            message.command
        );
        assert!(
            !message.body.contains(&token),
            "the token in {}",
            message.command
        );
    }
    let printed = world.printed();
    let data_dir = world.data_dir().to_owned();
    let home = tempfile::tempdir()?;
    copy_all(&data_dir, home.path())?;
    world.end().await?;

    let mut files = files_below(home.path())?;
    files.extend(files_below(exports.path())?);
    assert!(
        files.iter().any(|(name, content)| name.ends_with(".log")
            && String::from_utf8_lossy(content).contains("TRACE")),
        "there is a log at the level TRACE"
    );
    for (name, content) in &files {
        for text in hidden {
            assert!(!contains(content, text.as_bytes()), "in {name}");
        }
    }
    for text in hidden {
        assert!(!printed.contains(text), "on the terminal");
    }
    Ok(())
}

#[tokio::test]
async fn a_restart_asks_for_no_token_and_a_revoked_one_for_exactly_one() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    world.keyring_item("token").await?;
    let before = operator.tokens();
    let rows = token_rows(window).await?;

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-design").await?;
    window.assess().await?;
    assert_eq!(operator.tokens(), before, "the kept token is used");
    assert_eq!(token_rows(window).await?, rows);

    operator.revoke();
    window.go_to("design").await?;
    window.assess().await?;
    assert_eq!(operator.tokens(), before + 1, "one token for a revoked one");
    assert_eq!(token_rows(window).await?, rows + 1);
    assert_eq!(window.count("banner[data-code=unauthenticated]").await?, 0);
    window
        .until("the new token in the keyring", async || {
            let item = world.keyring_item("token").await?.secret;
            Ok(item
                .contains(&format!("scripted-token-{}-", before + 1))
                .then_some(()))
        })
        .await?;
    world.end().await
}

#[tokio::test]
async fn no_token_is_ever_in_the_memory_of_the_web_view() -> Result<()> {
    // What a page shows is found there; otherwise the search proved nothing.
    const SHOWN: &str = "Carrier-shown-4f1d6a";
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window
        .connect_operator(SHOWN, operator.credentials())
        .await?;
    window.draw_and_assess().await?;
    let token = world.keyring_token().await?;
    let held = web_view_remembers(&world, &[SHOWN, &token])?;
    assert_eq!(held, [SHOWN], "a token in the web view");

    // A typed secret is there while it is typed. It is cleared when it is saved, and a web view that it was never typed
    // into does not get to see it.
    window.click("nav-settings").await?;
    window.edit_profile().await?;
    assert_eq!(window.value("profile-secret").await?, "");
    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-design").await?;
    window.assess().await?;
    window.click("nav-settings").await?;
    window.edit_profile().await?;
    assert_eq!(window.test_profile().await?, "ok");
    let secret = world.keyring_item("secret").await?.secret;
    let token = world.keyring_token().await?;
    let held = web_view_remembers(&world, &[SHOWN, &token, &secret])?;
    assert_eq!(held, [SHOWN], "a secret or a token in the web view");
    world.end().await
}

/// Which of `texts` stand in the memory of any process of the web view.
pub(crate) fn web_view_remembers<'a>(world: &World, texts: &[&'a str]) -> Result<Vec<&'a str>> {
    let mut held = Vec::new();
    let mut names = Vec::new();
    for process in world.processes()? {
        let name = process.name()?;
        if name.starts_with("WebKit") {
            held.extend(process.remembers(texts)?);
            names.push(name);
        }
    }
    anyhow::ensure!(
        names.iter().any(|name| name.starts_with("WebKitWeb")),
        "no process of the web view: {names:?}"
    );
    held.sort_unstable();
    held.dedup();
    Ok(held)
}

/// A world that logs everything, exports into that folder and keeps what goes over the bridge; and an operator.
pub(crate) async fn on_record(exports: &Path) -> Result<(World, Sandbox)> {
    let world = World::start(Start::fresh().traced().exports(exports)).await?;
    let operator = Sandbox::start(world.home())?;
    let window = world.window();
    window.settled().await?;
    window.record_traffic().await?;
    Ok((world, operator))
}

async fn do_the_main_job(
    window: &Window,
    credentials: &Credentials,
    pages: &mut Vec<(String, String)>,
) -> Result<()> {
    window.connect_operator("Carrier", credentials).await?;
    keep_page(window, pages).await?;
    window.draw_and_assess().await?;
    keep_page(window, pages).await?;
    window.click("quote-save").await?;
    window.settled().await?;
    window.choose("AA").await?;
    window.review_order("Secretless").await?;
    keep_page(window, pages).await?;
    window.confirm_order().await?;
    window.open_available_session().await?;
    keep_page(window, pages).await?;
    window.review_resize("300", "A").await?;
    keep_page(window, pages).await?;
    window.confirm_resize("300", "A").await?;
    window.review_delete("Secretless").await?;
    window.confirm_delete().await?;
    for page in ["nav-quotes", "nav-activity", "nav-settings"] {
        window.click(page).await?;
        window.settled().await?;
        keep_page(window, pages).await?;
    }
    window.edit_profile().await?;
    keep_page(window, pages).await
}

/// Everything in the page, typed text included.
pub(crate) async fn keep_page(window: &Window, pages: &mut Vec<(String, String)>) -> Result<()> {
    let script = "
        const typed = [...document.querySelectorAll('input, textarea')].map(e => e.value);
        const kept = [localStorage, sessionStorage].map(s => JSON.stringify(s));
        return [document.documentElement.outerHTML, ...typed, ...kept, location.href, document.cookie].join('\\n');";
    let page = window.run(script, vec![]).await?;
    let page = page.as_str().context("a page")?.to_owned();
    pages.push((window.route().await?, page));
    Ok(())
}

async fn token_rows(window: &Window) -> Result<usize> {
    window.click("nav-activity").await?;
    window.shows("page-activity").await?;
    window.settled().await?;
    window.count("activity-row[data-operation=token]").await
}

pub(crate) fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy_all(&entry.path(), &target)?;
        } else if entry.file_type()?.is_file() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

pub(crate) fn files_below(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push((path.display().to_string(), fs::read(&path)?));
        }
    }
    Ok(files)
}

pub(crate) fn contains(content: &[u8], text: &[u8]) -> bool {
    content.windows(text.len()).any(|window| window == text)
}
