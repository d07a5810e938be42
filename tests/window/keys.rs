//! A key of the app's own: made or imported, handed over as its public half, and in the keyring alone.

use std::fs;

use anyhow::{Context as _, Result};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use portal_tests::{Credentials, Sandbox, Start, Window, World};

use crate::secrets::{contains, copy_all, files_below, keep_page, on_record, web_view_remembers};

/// What the operator is called: a page shows it, so a search that does not find it proved nothing.
const SHOWN: &str = "Carrier-shown-81c7de";

#[tokio::test]
async fn a_key_made_in_the_app_is_handed_over_and_signs() -> Result<()> {
    let (world, operator) = World::with_operator().await?;
    let window = world.window();
    window.settled().await?;
    window.record_traffic().await?;
    let jwk = make_key(window, "Signed", operator.credentials(), "signing-client").await?;
    assert_eq!(window.count("profile-secret").await?, 0);
    assert_eq!(
        window.test_profile().await?,
        "invalid-client",
        "the operator does not know the key yet"
    );
    operator.register_key("signing-client", &jwk)?;
    assert_eq!(window.test_profile().await?, "ok");
    assert!(
        world.keyring_items().await?.is_empty(),
        "an open form stores nothing"
    );
    window.save_first_profile().await?;

    let kept: serde_json::Value = serde_json::from_str(&world.keyring_item("key").await?.secret)?;
    let private = kept["pkcs8"].as_str().context("the private key")?;
    for message in window.traffic().await? {
        assert!(
            !message.body.contains(private),
            "the private key in {}",
            message.command
        );
    }

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-settings").await?;
    window.edit_profile().await?;
    assert_eq!(window.value("profile-public-jwk").await?, jwk);
    assert_eq!(window.test_profile().await?, "ok", "with the kept key");
    world.end().await
}

#[tokio::test]
async fn a_key_is_imported_from_a_file_that_the_window_never_sees() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("key.pem");
    let started = Start::fresh().environment("PORTAL_LOG", "trace");
    let world = World::start(started.imports(&file)).await?;
    let window = world.window();
    let operator = Sandbox::start(world.home())?;
    window.settled().await?;
    window.record_traffic().await?;
    describe_signing(
        window,
        "Imported",
        operator.credentials(),
        "importing-client",
    )
    .await?;

    fs::write(&file, "not a key")?;
    window.click("profile-private-key").await?;
    window.settled().await?;
    assert_eq!(window.count("banner[data-code=invalid-input]").await?, 1);
    assert_eq!(window.count("profile-public-jwk").await?, 0);

    let der = rcgen::KeyPair::generate()?.serialize_der();
    let line = STANDARD.encode(&der);
    let forms = forms_of(&URL_SAFE_NO_PAD.encode(&der))?;
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{line}\n-----END PRIVATE KEY-----\n");
    fs::write(&file, &pem)?;
    window.click("profile-private-key").await?;
    window.settled().await?;
    let jwk = window.value("profile-public-jwk").await?;
    operator.register_key("importing-client", &jwk)?;
    assert_eq!(window.test_profile().await?, "ok");
    window.save_profile().await?;
    for message in window.traffic().await? {
        for text in &forms.texts {
            assert!(!message.body.contains(text), "{}", message.command);
        }
    }
    let printed = world.printed();
    let home = tempfile::tempdir()?;
    copy_all(world.data_dir(), home.path())?;
    world.end().await?;
    let files = files_below(home.path())?;
    assert!(files.iter().any(|(name, _)| name.ends_with(".log")));
    forms.are_in_none(&files, &printed);
    Ok(())
}

#[tokio::test]
async fn a_key_is_never_in_the_web_view_nor_in_a_file() -> Result<()> {
    let exports = tempfile::tempdir()?;
    let (world, operator) = on_record(exports.path()).await?;
    let window = world.window();
    let mut pages = Vec::new();
    connect_with_a_key(window, &operator, &mut pages).await?;
    let kept: serde_json::Value = serde_json::from_str(&world.keyring_item("key").await?.secret)?;
    let forms = forms_of(kept["pkcs8"].as_str().context("the private key")?)?;
    let token = world.keyring_token().await?;
    let texts: Vec<&str> = forms.texts.iter().map(String::as_str).collect();

    for message in window.traffic().await? {
        for text in &texts {
            let what = &message.command;
            assert!(!message.body.contains(text), "the key in {what}");
        }
    }
    for (place, page) in &pages {
        for text in &texts {
            assert!(!page.contains(text), "the key on the page {place}");
        }
    }
    let wanted: Vec<&str> = [SHOWN, &token]
        .into_iter()
        .chain(texts.iter().copied())
        .collect();
    assert_eq!(
        web_view_remembers(&world, &wanted)?,
        [SHOWN],
        "a secret in the web view"
    );

    let printed = world.printed();
    let home = tempfile::tempdir()?;
    copy_all(world.data_dir(), home.path())?;
    world.end().await?;
    let mut files = files_below(home.path())?;
    files.extend(files_below(exports.path())?);
    for wanted in [".log", ".operator.json", ".txt"] {
        let is_there = files.iter().any(|(name, _)| name.ends_with(wanted));
        assert!(is_there, "no file {wanted} was written");
    }
    forms.are_in_none(&files, &printed);
    Ok(())
}

/// Makes a key, hands it over, asks for a price, and writes out all there is to write.
async fn connect_with_a_key(
    window: &Window,
    operator: &Sandbox,
    pages: &mut Vec<(String, String)>,
) -> Result<()> {
    let jwk = make_key(window, SHOWN, operator.credentials(), "marked-client").await?;
    operator.register_key("marked-client", &jwk)?;
    keep_page(window, pages).await?;
    assert_eq!(window.test_profile().await?, "ok");
    keep_page(window, pages).await?;
    window.save_profile().await?;
    window.go_to("design").await?;
    window.draw_and_assess().await?;
    window.click("nav-settings").await?;
    window.click("profile-export").await?;
    window.click("profile-export-confirm").await?;
    window.gone("profile-export-dialog").await?;
    window.click("profile-edit").await?;
    window.shows("profile-public-jwk").await?;
    keep_page(window, pages).await?;
    window.click("profile-cancel").await?;
    window.click("diagnostics-preview").await?;
    window.shows("diagnostics-text").await?;
    keep_page(window, pages).await?;
    window.click("diagnostics-save").await?;
    window.settled().await
}

/// Fills in the form of the welcome page for a client that signs.
async fn describe_signing(
    window: &Window,
    name: &str,
    credentials: &Credentials,
    client_id: &str,
) -> Result<()> {
    let mut credentials = credentials.clone();
    client_id.clone_into(&mut credentials.client_id);
    window.describe_operator(name, &credentials).await?;
    window
        .select("profile-auth-method", "private_key_jwt")
        .await
}

/// Fills in the form of the welcome page for a client that signs, and makes its key. Gives the public JWK.
async fn make_key(
    window: &Window,
    name: &str,
    credentials: &Credentials,
    client_id: &str,
) -> Result<String> {
    describe_signing(window, name, credentials, client_id).await?;
    window.click("profile-key-make").await?;
    window.shows("profile-public-jwk").await?;
    window.settled().await?;
    window.value("profile-public-jwk").await
}

/// A private key as it might be written somewhere.
struct Forms {
    /// As text: all of it and its secret number, in either alphabet.
    texts: Vec<String>,
    /// The secret number itself.
    scalar: Vec<u8>,
}

impl Forms {
    /// Fails where one of them is in a file or on the terminal.
    fn are_in_none(&self, files: &[(String, Vec<u8>)], printed: &str) {
        for (name, content) in files {
            for text in &self.texts {
                assert!(!contains(content, text.as_bytes()), "the key in {name}");
            }
            assert!(!contains(content, &self.scalar), "the key in {name}");
        }
        for text in &self.texts {
            assert!(!printed.contains(text), "the key on the terminal");
        }
    }
}

/// Of a P-256 key in PKCS 8 (RFC 5915: the number is the first octet string of 32 bytes).
fn forms_of(pkcs8: &str) -> Result<Forms> {
    let der = URL_SAFE_NO_PAD.decode(pkcs8)?;
    let mark = [0x02, 0x01, 0x01, 0x04, 0x20];
    let at = der.windows(mark.len()).position(|bytes| bytes == mark);
    let from = at.context("no P-256 key")? + mark.len();
    let scalar = der.get(from..from + 32).context("half a key")?.to_vec();
    Ok(Forms {
        texts: vec![
            pkcs8.to_owned(),
            STANDARD.encode(&der),
            URL_SAFE_NO_PAD.encode(&scalar),
            STANDARD.encode(&scalar),
        ],
        scalar,
    })
}
