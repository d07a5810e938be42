//! The diagnostics tell what support needs and nothing else.

use std::fs;

use contract::Empty;
use secrecy::SecretString;

use crate::{
    secrets::SecretKind,
    testing::{SECRET, World},
};

const TOKEN: &str = "t0ken-that-must-not-leak";
const KEY: &str = "MIGHAgEAMBMGByqGSM49AgEG";

#[tokio::test]
async fn what_was_looked_through_is_saved_to_the_letter() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(false).await;
    portal.ordered().await;
    let shown = portal.diagnostics_preview(Empty {}).await.unwrap().text;
    for part in [
        "MultiPoint VPN Portal diagnostics",
        "portal: 0.0.0",
        "keyring: ready",
        "api root: https://operator.example",
        "credentials: stored",
        "requested: 1",
        "== Calls",
        "== Log",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    for own in ["Nordic ring", "192.0.2."] {
        assert!(!shown.contains(own), "the customer's own: {own}: {shown}");
    }
    world.clock.advance(60);
    let saved = portal.diagnostics_save(Empty {}).await.unwrap();
    assert_eq!(fs::read_to_string(saved.path.unwrap()).unwrap(), shown);
}

#[tokio::test]
async fn no_secret_is_told_even_where_one_got_into_the_log() {
    let world = World::new();
    let portal = world.open().await;
    let profile = portal.connect(false).await;
    let token = format!(r#"{{"access_token":"{TOKEN}","scopes":[]}}"#);
    let key = format!(r#"{{"kid":"one","pkcs8":"{KEY}"}}"#);
    for (kind, kept) in [(SecretKind::Token, token), (SecretKind::PrivateKey, key)] {
        let vault = &portal.core.vault;
        vault
            .write(&profile.id, kind, &SecretString::from(kept))
            .await
            .unwrap();
    }
    let logs = world.folder.path().join("logs");
    fs::create_dir(&logs).unwrap();
    let line =
        format!("sent {SECRET} and {TOKEN}\nby {KEY}\nAuthorization: Bearer another-one\nfine\n");
    fs::write(logs.join("portal.2026-11-21.log"), line).unwrap();
    let shown = portal.diagnostics_preview(Empty {}).await.unwrap().text;
    for secret in [SECRET, TOKEN, KEY, "another-one"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("sent [hidden] and [hidden]"), "{shown}");
    assert!(shown.ends_with("fine\n"), "{shown}");
}

#[tokio::test]
async fn without_a_preview_what_is_there_is_saved() {
    let world = World::new();
    let portal = world.open().await;
    let saved = portal.diagnostics_save(Empty {}).await.unwrap();
    let text = fs::read_to_string(saved.path.unwrap()).unwrap();
    assert!(text.contains("== Operators\nnone"), "{text}");
}
