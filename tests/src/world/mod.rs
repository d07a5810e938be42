//! A world of its own for one test: home folder, display, session bus, keyring, WebDriver and the app.

pub(crate) mod child;
mod processes;
mod stage;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};

pub use self::processes::Process;
use self::stage::Stage;
use crate::{program, window::Window};

/// Whether the world has a keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// The Secret Service of gnome-keyring, unlocked.
    Unlocked,
    /// No Secret Service at all, as on many servers.
    Absent,
}

/// How the app is to be started.
#[derive(Debug, Clone)]
pub struct Start {
    program: Option<PathBuf>,
    data_dir: Option<PathBuf>,
    flags: Vec<String>,
    environment: Vec<(String, String)>,
    keyring: Keyring,
    size: (u32, u32),
}

impl Default for Start {
    fn default() -> Self {
        Self {
            program: None,
            data_dir: None,
            flags: Vec::new(),
            environment: Vec::new(),
            keyring: Keyring::Unlocked,
            size: (1440, 900),
        }
    }
}

impl Start {
    /// The app on a fresh machine: no flags but those every test needs.
    #[must_use]
    pub fn fresh() -> Self {
        Self::default()
    }

    /// The app with the sandbox operator active and no welcome page.
    #[must_use]
    pub fn with_sandbox() -> Self {
        Self::fresh().flag("--operator", "sandbox")
    }

    /// The app with one more start flag and its value.
    #[must_use]
    pub fn flag(mut self, name: &str, value: &str) -> Self {
        self.flags.extend([name.to_owned(), value.to_owned()]);
        self
    }

    /// The app with more start flags, word by word.
    #[must_use]
    pub fn flags(mut self, words: impl IntoIterator<Item = String>) -> Self {
        self.flags.extend(words);
        self
    }

    /// The app with everything on its log.
    #[must_use]
    pub fn traced(self) -> Self {
        self.environment("PORTAL_LOG", "trace")
    }

    /// The app that writes every exported file into this folder, instead of asking where.
    #[must_use]
    pub fn exports(self, folder: &Path) -> Self {
        self.flag("--export-dir", &folder.display().to_string())
    }

    /// The app that imports this file, instead of asking which.
    #[must_use]
    pub fn imports(self, file: &Path) -> Self {
        self.flag("--import-file", &file.display().to_string())
    }

    /// The app with one more environment variable.
    #[must_use]
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A world with this keyring.
    #[must_use]
    pub fn keyring(mut self, keyring: Keyring) -> Self {
        self.keyring = keyring;
        self
    }

    /// A window whose page is `width` by `height` CSS pixels.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// This program instead of the one that `PORTAL_APP` names.
    #[must_use]
    pub fn program(mut self, program: PathBuf) -> Self {
        self.program = Some(program);
        self
    }

    /// This data folder, which stays, instead of one in the world that goes with it.
    #[must_use]
    pub fn data_dir(mut self, folder: PathBuf) -> Self {
        self.data_dir = Some(folder);
        self
    }
}

/// A second app on the stage of a world.
#[derive(Debug)]
pub struct Neighbour {
    window: Window,
    _driver: child::Started,
}

impl Neighbour {
    /// Its window.
    #[must_use]
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// Ends it.
    ///
    /// # Errors
    /// If it does not end.
    pub async fn end(self) -> Result<()> {
        self.window.close().await
    }
}

/// A world with the app running in it. What it started ends with it.
#[derive(Debug)]
pub struct World {
    window: Window,
    stage: Stage,
    arguments: Vec<String>,
    program: PathBuf,
    data_dir: PathBuf,
    size: (u32, u32),
    home: TempDir,
}

impl World {
    /// Makes a world and starts the app in it.
    ///
    /// # Errors
    /// If a part of it does not start in time; the error says which and what it printed.
    pub async fn start(start: Start) -> Result<Self> {
        let program = match start.program {
            Some(program) => program,
            None => program::from_environment()?,
        };
        let home = tempfile::Builder::new().prefix("portal-world-").tempdir()?;
        let data_dir = start.data_dir.unwrap_or_else(|| home.path().join("data"));
        fs::create_dir_all(&data_dir)?;
        let stage = Stage::set(home.path(), start.keyring, start.environment)?;
        let mut arguments = vec![
            "--data-dir".to_owned(),
            data_dir.display().to_string(),
            "--no-animations".to_owned(),
        ];
        arguments.extend(start.flags);
        let window = open(&stage, stage.driver_url(), &program, &arguments, start.size).await?;
        Ok(Self {
            window,
            stage,
            arguments,
            program,
            data_dir,
            size: start.size,
            home,
        })
    }

    /// The app's window.
    #[must_use]
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// The app's data folder.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The home folder of everything in this world.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The address of this world's session bus, where its keyring is.
    #[must_use]
    pub fn bus_address(&self) -> &str {
        self.stage.bus_address()
    }

    /// Starts the app once more beside the one that runs, on this data folder, as a person does who opens it twice.
    ///
    /// # Errors
    /// If it does not open a window.
    pub async fn beside(&self, data_dir: &Path) -> Result<Neighbour> {
        fs::create_dir_all(data_dir)?;
        let (driver, url) = self.stage.another_driver()?;
        let arguments = [
            "--data-dir".to_owned(),
            data_dir.display().to_string(),
            "--no-animations".to_owned(),
        ];
        let window = open(&self.stage, url, &self.program, &arguments, self.size).await?;
        Ok(Neighbour {
            window,
            _driver: driver,
        })
    }

    /// Ends the app; the world around it stays.
    ///
    /// # Errors
    /// If it does not end.
    pub async fn close_app(&self) -> Result<()> {
        self.window.close().await
    }

    /// Ends the keyring, as a crash of it does.
    pub fn stop_keyring(&mut self) {
        self.stage.stop_keyring();
    }

    /// Starts a keyring where the world has none, as a person does who installs one.
    ///
    /// # Errors
    /// If it does not start.
    pub fn bring_keyring(&mut self) -> Result<()> {
        self.stage.bring_keyring()
    }

    /// The app's processes, its own first.
    ///
    /// # Errors
    /// If the kernel does not list them.
    pub fn processes(&self) -> Result<Vec<Process>> {
        processes::below(self.stage.driver_id())
    }

    /// What the app and its driver have printed so far.
    #[must_use]
    pub fn printed(&self) -> String {
        self.stage.driver_output()
    }

    /// Ends the app, and starts it again on the same data with the same flags.
    ///
    /// # Errors
    /// If it does not end or start.
    pub async fn restart(self) -> Result<Self> {
        let flags = self.arguments.clone();
        self.restart_with(flags).await
    }

    /// As [`World::restart`], with a start flag that it did not have, or with another value of it.
    ///
    /// # Errors
    /// As [`World::restart`].
    pub async fn restart_with_flag(self, name: &str, value: &str) -> Result<Self> {
        let mut flags = self.arguments.clone();
        if let Some(at) = flags.iter().position(|word| word == name) {
            flags.drain(at..(at + 2).min(flags.len()));
        }
        flags.extend([name.to_owned(), value.to_owned()]);
        self.restart_with(flags).await
    }

    /// Ends the app and then the world around it.
    ///
    /// # Errors
    /// If the app does not end.
    pub async fn end(self) -> Result<()> {
        self.window.close().await
    }

    async fn restart_with(mut self, arguments: Vec<String>) -> Result<Self> {
        self.window.close().await?;
        // The driver opens one session in its life on some versions, so each session gets a new one.
        self.stage.replace_driver()?;
        self.window = open(
            &self.stage,
            self.stage.driver_url(),
            &self.program,
            &arguments,
            self.size,
        )
        .await?;
        self.arguments = arguments;
        Ok(self)
    }
}

async fn open(
    stage: &Stage,
    driver_url: String,
    program: &Path,
    arguments: &[String],
    size: (u32, u32),
) -> Result<Window> {
    let mut capabilities = Capabilities::new();
    capabilities.set(
        "webkitgtk:browserOptions",
        json!({ "binary": program, "args": arguments }),
    )?;
    let driver = WebDriver::builder(driver_url, capabilities)
        .request_timeout(Duration::from_secs(60))
        .await
        .with_context(|| {
            format!(
                "the app did not open its window; it printed:\n{}",
                stage.driver_output()
            )
        })?;
    let window = Window::new(driver);
    window.resize(size.0, size.1).await?;
    Ok(window)
}
