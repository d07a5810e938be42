//! The portal as a process without a window, which takes commands until it is killed.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use contract::SessionListView;
use portal_tests::{Credentials, QuickClock};
use serde_json::Value;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running portal. It is killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Killable {
    child: Child,
    commands: ChildStdin,
    answers: Receiver<String>,
}

impl Killable {
    /// Starts one on that data folder, and does not wait for it.
    pub(crate) fn start(
        folder: &Path,
        operator: &Credentials,
        clock: QuickClock,
        honours_keys: bool,
    ) -> Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crash_core"));
        command
            .arg("--data-dir")
            .arg(folder)
            .args(["--api-root", &operator.api_root])
            .args(["--token-endpoint", &operator.token_endpoint])
            .args(["--client-id", &operator.client_id])
            .args(["--clock-since", &clock.since.to_rfc3339()])
            .args(["--clock-times", &clock.times.to_string()])
            .env("CRASH_CORE_SECRET", &operator.client_secret)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if !honours_keys {
            command.arg("--no-idempotency");
        }
        let mut child = command.spawn()?;
        let commands = child.stdin.take().context("no standard input")?;
        let printed = BufReader::new(child.stdout.take().context("no standard output")?);
        let (tell, answers) = mpsc::channel();
        // Ends with the process.
        thread::spawn(move || {
            for line in printed.lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self {
            child,
            commands,
            answers,
        })
    }

    /// Waits until it takes commands.
    pub(crate) fn ready(&self) -> Result<()> {
        self.answer().map(drop)
    }

    /// Tells it to do something, and does not wait.
    pub(crate) fn tell(&mut self, command: &str) -> Result<()> {
        writeln!(self.commands, "{command}")?;
        Ok(self.commands.flush()?)
    }

    /// Waits for what came of the last command.
    pub(crate) fn answer(&self) -> Result<Value> {
        let line = self
            .answers
            .recv_timeout(PATIENCE)
            .context("the portal does not answer")?;
        Ok(serde_json::from_str(&line)?)
    }

    /// Tells it to do something, and waits for what comes of it.
    pub(crate) fn ask(&mut self, command: &str) -> Result<Value> {
        self.tell(command)?;
        let answer = self.answer()?;
        if let Some(error) = answer.get("error").filter(|error| error.is_string()) {
            bail!("{command}: {error}");
        }
        Ok(answer)
    }

    /// All that it shows of sessions and open orders.
    pub(crate) fn list(&mut self) -> Result<SessionListView> {
        Ok(serde_json::from_value(self.ask("list")?)?)
    }

    /// Kills it with `SIGKILL`, and gives the last thing it managed to say, if that was not heard before.
    pub(crate) fn kill(mut self) -> Result<Option<Value>> {
        self.child.kill()?;
        self.child.wait()?;
        // The thread that reads ends at the end of the output, and with it the channel.
        let last = self.answers.iter().last();
        Ok(last.map(|line| serde_json::from_str(&line)).transpose()?)
    }
}

impl Drop for Killable {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
