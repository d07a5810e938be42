//! The harness's worlds have a real keyring, or really none.

use std::process::{Command, Output};

use anyhow::Result;
use portal_tests::{Keyring, Start, World};

#[tokio::test]
async fn the_default_collection_is_unlocked() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    let alias = secrets(
        &world,
        "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service.ReadAlias",
        "default",
    )?;
    let alias = String::from_utf8(alias.stdout)?;
    let collection = alias.split('"').nth(1).unwrap_or_default().to_owned();
    assert!(
        collection.starts_with("/org/freedesktop/secrets/"),
        "{alias}"
    );

    let locked = Command::new("dbus-send")
        .args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            &collection,
        ])
        .args(["org.freedesktop.DBus.Properties.Get"])
        .args(["string:org.freedesktop.Secret.Collection", "string:Locked"])
        .env("DBUS_SESSION_BUS_ADDRESS", world.bus_address())
        .output()?;
    let locked = String::from_utf8(locked.stdout)?;
    assert!(locked.contains("boolean false"), "{collection}: {locked}");
    world.end().await
}

#[tokio::test]
async fn a_world_without_a_keyring_has_no_secret_service() -> Result<()> {
    let start = Start::fresh()
        .flag("--operator", "none")
        .keyring(Keyring::Absent);
    let world = World::start(start).await?;
    let answer = secrets(
        &world,
        "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service.ReadAlias",
        "default",
    )?;
    assert!(
        !answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stdout)
    );
    world.end().await
}

fn secrets(world: &World, path: &str, method: &str, argument: &str) -> Result<Output> {
    let mut command = Command::new("dbus-send");
    command
        .args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            path,
            method,
        ])
        .arg(format!("string:{argument}"))
        .env("DBUS_SESSION_BUS_ADDRESS", world.bus_address());
    Ok(command.output()?)
}
