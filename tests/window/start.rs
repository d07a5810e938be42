//! The app opens its window, and its interface starts in it.

use anyhow::Result;
use portal_tests::{Start, World};

#[tokio::test]
async fn the_interface_starts() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    world.window().settled().await?;
    world.end().await
}

#[tokio::test]
async fn it_starts_again_on_the_same_data() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    world.window().settled().await?;
    let world = world.restart().await?;
    world.window().settled().await?;
    world.end().await
}
