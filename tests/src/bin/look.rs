//! Opens the app in a world of its own, does what it is told in order, and stores a picture of the page.
#![expect(
    clippy::print_stdout,
    reason = "a command line tool speaks on its standard output"
)]

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use portal_tests::{Keyring, Start, Window, World, program};

/// What the main job calls its network here.
const NAME: &str = "Looked at";

/// Takes a picture of the app's window.
#[derive(Debug, Parser)]
struct Arguments {
    /// The page to open; the one that the app chooses where this is not given.
    #[arg(long)]
    route: Option<String>,
    /// The theme to start with.
    #[arg(long, default_value = "light")]
    theme: String,
    /// The size of the page.
    #[arg(long, default_value = "1280x800", value_parser = parse_size)]
    size: (u32, u32),
    /// The operator to start with: sandbox, none, or last.
    #[arg(long, default_value = "sandbox")]
    operator: String,
    /// A further start flag, word by word: --flag=--now --flag=2026-11-02T09:00:00Z
    #[arg(long)]
    flag: Vec<String>,
    /// A data folder to keep, for looking again at what an earlier look made.
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// A world without a keyring.
    #[arg(long)]
    no_keyring: bool,
    /// A step to take, in order: "click HOOK", "fill HOOK TEXT", "select HOOK VALUE", "press KEY", "show HOOK",
    /// "wait HOOK ATTRIBUTE VALUE", "open ROUTE", "shot FILE", "run JAVASCRIPT", "settle", "axe",
    /// "job PART" with a part of the main job: explore, draw, require, protect, assess, "choose LEVEL", review-order, order,
    /// open-session, review-resize, resize, review-delete, delete.
    #[arg(long = "do", value_name = "STEP")]
    steps: Vec<String>,
    /// Check the page with axe-core at the end.
    #[arg(long)]
    axe: bool,
    /// Where the picture goes.
    #[arg(long, default_value = "look.png")]
    out: PathBuf,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut start = Start::fresh()
        .program(program::from_environment_or_checkout()?)
        .size(arguments.size.0, arguments.size.1)
        .flag("--theme", &arguments.theme);
    if arguments.operator != "last" {
        start = start.flag("--operator", &arguments.operator);
    }
    if arguments.no_keyring {
        start = start.keyring(Keyring::Absent);
    }
    if let Some(folder) = arguments.data_dir {
        start = start.data_dir(std::path::absolute(folder)?);
    }
    let world = World::start(start.flags(arguments.flag)).await?;
    let window = world.window();
    let result = look(window, arguments.route.as_deref(), &arguments.steps).await;
    window.screenshot(&arguments.out).await?;
    println!("{}", arguments.out.display());
    if result.is_err() {
        println!("the app printed:\n{}", world.printed());
    }
    if arguments.axe {
        for violation in window.axe().await? {
            println!("{violation}");
        }
    }
    world.end().await?;
    result
}

async fn look(window: &Window, route: Option<&str>, steps: &[String]) -> Result<()> {
    window.settled().await?;
    if let Some(route) = route {
        window.open(route).await?;
    }
    for step in steps {
        take(window, step)
            .await
            .with_context(|| format!("in the step {step:?}"))?;
    }
    window.settled().await
}

async fn take(window: &Window, step: &str) -> Result<()> {
    let (verb, rest) = step.split_once(' ').unwrap_or((step, ""));
    let (hook, value) = rest.split_once(' ').unwrap_or((rest, ""));
    match verb {
        "click" => window.click(rest).await,
        "fill" => window.fill(hook, value).await,
        "select" => window.select(hook, value).await,
        "press" => window.press(key(rest)?).await,
        "show" => window.shows(rest).await,
        "wait" => {
            let (attribute, value) = value
                .split_once(' ')
                .context("say an attribute and its value")?;
            window.wait_for(hook, attribute, value).await
        }
        "open" => window.open(rest).await,
        "shot" => window.screenshot(rest.as_ref()).await,
        "run" => {
            println!("{}", window.run(rest, vec![]).await?);
            Ok(())
        }
        "settle" => window.settled().await,
        "axe" => {
            for violation in window.axe().await? {
                println!("{violation}");
            }
            Ok(())
        }
        "job" => job(window, hook, value).await,
        other => bail!("there is no verb {other}"),
    }
}

/// A part of the main job.
async fn job(window: &Window, part: &str, value: &str) -> Result<()> {
    match part {
        "explore" => window.explore_with_sandbox().await,
        "draw" => window.draw_two_sites_and_a_cloud().await,
        "require" => window.require("200", "12").await,
        "protect" => window.protect().await,
        "assess" => window.assess().await,
        "choose" => window.choose(value).await,
        "review-order" => window.review_order(NAME).await,
        "order" => window.confirm_order().await,
        "open-session" => window.open_available_session().await.map(drop),
        "review-resize" => window.review_resize("300", "AAA").await,
        "resize" => window.confirm_resize("300", "AAA").await,
        "review-delete" => window.review_delete(NAME).await,
        "delete" => window.confirm_delete().await,
        other => bail!("the main job has no part {other}"),
    }
}

fn key(name: &str) -> Result<thirtyfour::Key> {
    Ok(match name {
        "Enter" => thirtyfour::Key::Enter,
        "Escape" => thirtyfour::Key::Escape,
        "Tab" => thirtyfour::Key::Tab,
        "Space" => thirtyfour::Key::Space,
        "Up" => thirtyfour::Key::Up,
        "Down" => thirtyfour::Key::Down,
        "Left" => thirtyfour::Key::Left,
        "Right" => thirtyfour::Key::Right,
        other => bail!("the key {other} is not known here"),
    })
}

fn parse_size(text: &str) -> Result<(u32, u32)> {
    let (width, height) = text.split_once('x').context("say a size like 1280x800")?;
    Ok((width.parse()?, height.parse()?))
}
