//! A program that a world started, with everything that program started: it ends when this is dropped.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader},
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

/// How long a program may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(3);

/// A running program and its process group.
#[derive(Debug)]
pub(crate) struct Started {
    name: &'static str,
    child: Child,
    output: PathBuf,
}

impl Started {
    /// Starts `command`; what it prints as an error goes into a file in `folder`, called `name`.
    pub(crate) fn new(name: &'static str, command: &mut Command, folder: &Path) -> Result<Self> {
        let output = folder.join(format!("{name}.log"));
        let log = File::options().create(true).append(true).open(&output)?;
        let child = command
            .stderr(log)
            .process_group(0)
            .spawn()
            .with_context(|| {
                format!("{name} could not be started; `cargo xtask setup` installs it")
            })?;
        Ok(Self {
            name,
            child,
            output,
        })
    }

    /// The first line that it prints, which says how to reach it.
    pub(crate) fn first_line(&mut self) -> Result<String> {
        let printed: ChildStdout = self.child.stdout.take().context("its output is not read")?;
        let mut line = String::new();
        BufReader::new(printed).read_line(&mut line)?;
        if line.trim().is_empty() {
            bail!(
                "{} ended at once; it printed:\n{}",
                self.name,
                self.output()
            );
        }
        Ok(line.trim().to_owned())
    }

    /// Waits until `ready` holds.
    pub(crate) fn wait_until(&mut self, time: Duration, ready: impl Fn() -> bool) -> Result<()> {
        let deadline = Instant::now() + time;
        while !ready() {
            if let Some(status) = self.child.try_wait()? {
                bail!(
                    "{} ended with {status}; it printed:\n{}",
                    self.name,
                    self.output()
                );
            }
            if Instant::now() > deadline {
                bail!(
                    "{} was not ready after {time:?}; it printed:\n{}",
                    self.name,
                    self.output()
                );
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// The number of its process.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it printed as errors.
    pub(crate) fn output(&self) -> String {
        fs::read_to_string(&self.output).unwrap_or_default()
    }

    pub(crate) fn stdin(&mut self) -> Option<std::process::ChildStdin> {
        self.child.stdin.take()
    }

    fn has_ended_within(&mut self, time: Duration) -> bool {
        let deadline = Instant::now() + time;
        loop {
            match self.child.try_wait() {
                Ok(Some(_)) | Err(_) => return true,
                Ok(None) if Instant::now() > deadline => return false,
                Ok(None) => thread::sleep(Duration::from_millis(5)),
            }
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let Ok(id) = i32::try_from(self.child.id()) else {
            return;
        };
        let Some(group) = Pid::from_raw(id) else {
            return;
        };
        // A group that is gone already is what this wants.
        let _ = kill_process_group(group, Signal::TERM);
        if !self.has_ended_within(PATIENCE) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        // What it started may have stayed behind it.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// A command whose output is read by [`Started::first_line`], and which reads nothing.
pub(crate) fn announcing(program: &str) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command
}
