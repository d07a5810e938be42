//! The main job, performed in the real window, light and dark, with a picture of each step.
#![expect(
    clippy::print_stdout,
    reason = "a command line tool speaks on its standard output"
)]

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context as _, Result};
use portal_tests::{Start, Window, World};

/// In which themes the job is performed.
const THEMES: [&str; 2] = ["light", "dark"];

/// In which sizes the job is performed. Each has a window of its own: one that has just changed its size may not be
/// painted all over yet.
const SIZES: [(u32, u32); 2] = [(1280, 800), (1920, 1080)];

/// What the demo calls its network.
const NAME: &str = "Berlin and Madrid to Frankfurt";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let folder = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .context("say the folder for the pictures")?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    for theme in THEMES {
        for (width, height) in SIZES {
            let start = Start::fresh()
                .flag("--theme", theme)
                .flag("--sandbox-provisioning-delay", "1s")
                .size(width, height);
            let world = World::start(start).await?;
            let mut show = Show {
                window: world.window(),
                folder: &folder,
                series: format!("{theme}-{width}x{height}"),
                steps: 0,
                since: Instant::now(),
            };
            perform(&mut show).await?;
            world.end().await?;
        }
    }
    Ok(())
}

/// The job, step by step.
async fn perform(show: &mut Show<'_>) -> Result<()> {
    let window = show.window;
    show.step("The welcome page of the first start").await?;
    window.explore_with_sandbox().await?;
    show.step("The sandbox operator is connected").await?;
    window.draw_two_sites_and_a_cloud().await?;
    show.step("Two sites and a cloud are drawn").await?;
    window.require("200", "12").await?;
    window.assess().await?;
    show.step("The operator has made its offers").await?;
    window.protect().await?;
    window.assess().await?;
    show.step("With protection all three levels are offered")
        .await?;
    window.choose("AA").await?;
    window.click("quote-save").await?;
    show.step("The offer is saved as a quote").await?;
    window.review_order(NAME).await?;
    show.step("The order under review").await?;
    window.confirm_order().await?;
    show.step("The operator has accepted the order").await?;
    window.open_available_session().await?;
    show.step("The network is available").await?;
    window.review_resize("300", "AAA").await?;
    show.step("The fees before and after a resize").await?;
    window.confirm_resize("300", "AAA").await?;
    show.step("The network is resized").await?;
    window.review_delete(NAME).await?;
    show.step("Deleting asks for the name").await?;
    window.confirm_delete().await?;
    show.step("The network is deleted and kept in history")
        .await?;
    window.click("nav-quotes").await?;
    show.step("The quotes").await?;
    window.click("nav-activity").await?;
    show.step("Every call to the operator").await?;
    window.click("nav-settings").await?;
    show.step("The settings").await
}

/// A run of the job in one theme and size.
struct Show<'a> {
    window: &'a Window,
    folder: &'a Path,
    /// Theme and size.
    series: String,
    steps: usize,
    since: Instant,
}

impl Show<'_> {
    /// Says what was just done, and takes a picture of it.
    async fn step(&mut self, done: &str) -> Result<()> {
        self.window.settled().await?;
        self.steps += 1;
        let name = format!("{}-{:02}-{}.png", self.series, self.steps, slug(done));
        self.window.screenshot(&self.folder.join(name)).await?;
        println!(
            "{:>15}  {:2}  {done}  ({:.1} s)",
            self.series,
            self.steps,
            self.since.elapsed().as_secs_f64()
        );
        self.since = Instant::now();
        Ok(())
    }
}

fn slug(text: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
        _ => '-',
    };
    text.chars().map(plain).collect()
}
