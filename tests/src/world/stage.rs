//! What stands around the app: a display, a session bus, a keyring and a WebDriver.

use std::{
    fs::{self, Permissions},
    io::Write as _,
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, Result, bail};

use super::{
    Keyring,
    child::{Started, announcing},
};
use crate::keyring::KEYRING_PASSWORD;

/// How long a part may take to be ready. Two cores may be busy with other worlds.
const PATIENCE: Duration = Duration::from_secs(30);

/// Larger than the largest window that a test opens.
const SCREEN: &str = "2048x1200x24";

/// How often a port is tried that another world took between being found free and being used.
const PORT_TRIES: usize = 5;

/// The parts, each ended before the one it stands on.
#[derive(Debug)]
pub(super) struct Stage {
    driver: Started,
    driver_port: u16,
    environment: Environment,
    keyring: Option<Started>,
    _bus: Started,
    _display: Started,
}

/// What every program of the world sees.
#[derive(Debug)]
struct Environment {
    home: PathBuf,
    runtime: PathBuf,
    display: String,
    bus: String,
    more: Vec<(String, String)>,
}

impl Stage {
    /// Sets the stage in the folder `home`; everything on it sees the variables in `more`.
    pub(super) fn set(home: &Path, keyring: Keyring, more: Vec<(String, String)>) -> Result<Self> {
        let runtime = home.join("run");
        fs::create_dir_all(&runtime)?;
        fs::set_permissions(&runtime, Permissions::from_mode(0o700))?;
        let mut environment = Environment {
            home: home.to_owned(),
            runtime,
            display: String::new(),
            bus: String::new(),
            more,
        };
        let display = start_display(&mut environment)?;
        let bus = start_bus(&mut environment)?;
        let keyring = match keyring {
            Keyring::Unlocked => Some(start_keyring(&environment)?),
            Keyring::Absent => None,
        };
        let (driver, driver_port) = start_driver(&environment)?;
        Ok(Self {
            driver,
            driver_port,
            environment,
            keyring,
            _bus: bus,
            _display: display,
        })
    }

    /// Ends the driver, with an app that it still runs, and starts another.
    pub(super) fn replace_driver(&mut self) -> Result<()> {
        let (driver, port) = start_driver(&self.environment)?;
        self.driver = driver;
        self.driver_port = port;
        Ok(())
    }

    /// Starts a driver beside the one of the world, for another app on the same stage.
    pub(super) fn another_driver(&self) -> Result<(Started, String)> {
        let (driver, port) = start_driver(&self.environment)?;
        Ok((driver, url(port)))
    }

    /// Ends the keyring, as a crash of it does.
    pub(super) fn stop_keyring(&mut self) {
        self.keyring = None;
    }

    /// Starts the keyring of a world that has none.
    pub(super) fn bring_keyring(&mut self) -> Result<()> {
        self.keyring = Some(start_keyring(&self.environment)?);
        Ok(())
    }

    pub(super) fn driver_url(&self) -> String {
        url(self.driver_port)
    }

    pub(super) fn driver_id(&self) -> u32 {
        self.driver.id()
    }

    pub(super) fn driver_output(&self) -> String {
        self.driver.output()
    }

    pub(super) fn bus_address(&self) -> &str {
        &self.environment.bus
    }
}

impl Environment {
    /// Gives `command` this world instead of the one around the test.
    fn give_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("XDG_")) {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", &self.home)
            .env("XDG_RUNTIME_DIR", &self.runtime)
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("GDK_BACKEND", "x11")
            .env("GSETTINGS_BACKEND", "memory")
            .env("GIO_USE_VFS", "local")
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("LC_ALL")
            .envs(self.more.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.home)
    }
}

fn start_display(environment: &mut Environment) -> Result<Started> {
    let mut command = announcing("Xvfb");
    // The server chooses a free display by itself, and says which.
    command.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        SCREEN,
        "-nolisten",
        "tcp",
        "-noreset",
    ]);
    let mut display = Started::new("Xvfb", &mut command, &environment.home)?;
    environment.display = format!(":{}", display.first_line()?);
    Ok(display)
}

fn start_bus(environment: &mut Environment) -> Result<Started> {
    let config = environment.runtime.join("bus.conf");
    fs::write(&config, bus_config(&environment.runtime.join("bus")))?;
    let mut command = announcing("dbus-daemon");
    command.args(["--nofork", "--nopidfile", "--nosyslog", "--print-address=1"]);
    command.arg(format!("--config-file={}", config.display()));
    environment.give_to(&mut command);
    let mut bus = Started::new("dbus-daemon", &mut command, &environment.home)?;
    environment.bus = bus.first_line()?;
    Ok(bus)
}

/// A bus that starts no service by itself: what a world has is what it was given, above all its keyring.
fn bus_config(socket: &Path) -> String {
    format!(
        r#"<busconfig>
  <type>session</type>
  <listen>unix:path={}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
        socket.display()
    )
}

fn start_keyring(environment: &Environment) -> Result<Started> {
    let control = environment.runtime.join("keyring");
    let mut command = Command::new("gnome-keyring-daemon");
    command
        .args(["--foreground", "--unlock", "--components=secrets"])
        .arg(format!("--control-directory={}", control.display()))
        .stdin(Stdio::piped())
        .stdout(Stdio::null());
    environment.give_to(&mut command);
    let mut keyring = Started::new("gnome-keyring-daemon", &mut command, &environment.home)?;
    keyring
        .stdin()
        .context("its input is piped")?
        .write_all(KEYRING_PASSWORD.as_bytes())?;
    keyring.wait_until(PATIENCE, || owns_secret_service(environment))?;
    Ok(keyring)
}

/// Whether the Secret Service answers on the world's bus, with an unlocked collection.
fn owns_secret_service(environment: &Environment) -> bool {
    let mut command = Command::new("dbus-send");
    command.args([
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus.GetNameOwner",
        "string:org.freedesktop.secrets",
    ]);
    environment.give_to(&mut command);
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn start_driver(environment: &Environment) -> Result<(Started, u16)> {
    for _ in 0..PORT_TRIES {
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg("--host=127.0.0.1")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        environment.give_to(&mut command);
        let mut driver = Started::new("WebKitWebDriver", &mut command, &environment.home)?;
        let answers = || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        if driver.wait_until(PATIENCE, answers).is_ok() {
            return Ok((driver, port));
        }
    }
    bail!("WebKitWebDriver found no free port in {PORT_TRIES} tries")
}

fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}
