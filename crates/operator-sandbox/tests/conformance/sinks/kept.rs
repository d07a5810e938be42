//! What is kept of sinks in the database's file, and who can read it.

use operator_sandbox::{
    Database,
    notifications::{NotificationSettings, OrderSinks},
};
use serde_json::json;

use super::{credential, order_to};
use crate::{
    notifications::{Told, settings},
    world::{DELAY, World},
};

#[tokio::test]
async fn a_token_is_kept_no_longer_than_there_is_something_to_tell() {
    let dir = tempfile::tempdir().unwrap();
    let database = Database::File(dir.path().join("sandbox.db"));
    let settings = settings(NotificationSettings {
        order_sinks: OrderSinks::Taken,
        ..NotificationSettings::default()
    });
    let mut told = Told::over(&database, settings).await;
    let mut long = credential();
    // Too long to be kept within one page of the file.
    let secret = "s".repeat(4096);
    long["accessToken"] = json!(secret);
    let order = order_to(&told.sink.url, long);
    let id = told.world.create(&order).await.json()["serviceId"]
        .as_str()
        .unwrap()
        .to_owned();
    told.world.clock.advance(DELAY);
    told.sink.next().await;
    told.world.delete(&id).await;
    told.world.clock.advance(DELAY);
    told.sink.next().await;
    told.undelivered(<[_]>::is_empty).await;
    told.delivery.stop().await;
    told.world.state.close();
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let path = file.unwrap().path();
        let content = std::fs::read(&path).unwrap();
        let is_there = content
            .windows(64)
            .any(|part| part == &secret.as_bytes()[..64]);
        assert!(!is_there, "{}", path.display());
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_is_its_owners() {
    use std::os::unix::fs::PermissionsExt as _;

    let dir = tempfile::tempdir().unwrap();
    let world = World::over(&Database::File(dir.path().join("sandbox.db")), DELAY).await;
    world.ordered().await;
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let path = file.unwrap().path();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    }
}
