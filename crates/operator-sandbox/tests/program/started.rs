//! The program while it runs.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::connection::{self, Reply};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_operator-sandbox");

/// A program that has said that it is ready; killed when this is dropped.
pub(crate) struct Started {
    child: Child,
    pub(crate) ready: Value,
    secret: String,
}

impl Started {
    /// Over a database file, on a free port.
    pub(crate) fn with(database: &Path, arguments: &[&str]) -> Self {
        Self::over(database, arguments, None)
    }

    /// As [`Self::with`], with all that it can log in a file.
    pub(crate) fn logging(database: &Path, arguments: &[&str], log: File) -> Self {
        Self::over(database, arguments, Some(log))
    }

    fn over(database: &Path, arguments: &[&str], log: Option<File>) -> Self {
        let mut started = Self::run(database.to_str().unwrap(), arguments, log);
        let secret = database.with_file_name("sandbox.db.secret");
        started.secret = std::fs::read_to_string(secret).unwrap().trim().to_owned();
        started
    }

    /// Without a file.
    pub(crate) fn in_memory() -> Self {
        Self::run(":memory:", &["--print-secret"], None).with_printed_secret()
    }

    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        let root = self.ready["apiRoot"].as_str().unwrap();
        root.strip_prefix("http://").unwrap()
    }

    pub(crate) fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> Reply {
        connection::send(self.address(), method, path, headers, body)
    }

    /// Asks it to end, and waits until it has ended well; it may take ten seconds.
    #[cfg(unix)]
    pub(crate) fn end(mut self) {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(asked.unwrap().success());
        let mut ended = None;
        eventually(|| {
            ended = self.child.try_wait().unwrap();
            ended.is_some()
        });
        assert_eq!(ended.unwrap().code(), Some(0));
    }

    /// Ends it: there is no way to ask where there are no signals.
    #[cfg(not(unix))]
    pub(crate) fn end(self) {
        self.kill();
    }

    /// Ends it without asking.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// A program that prints its secret.
    pub(crate) fn of(child: Child) -> Self {
        Self::ready(child).with_printed_secret()
    }

    fn with_printed_secret(mut self) -> Self {
        self.secret = self.ready["clientSecret"].as_str().unwrap().to_owned();
        self
    }

    pub(crate) fn run(database: &str, arguments: &[&str], log: Option<File>) -> Self {
        let mut command = Command::new(PROGRAM);
        if let Some(log) = log {
            command.env("SANDBOX_LOG", "trace").stderr(log);
        }
        let child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--database", database])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self::ready(child)
    }

    fn ready(mut child: Child) -> Self {
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let ready = serde_json::from_str(&line).unwrap();
        Self {
            child,
            ready,
            secret: String::new(),
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // It has ended where the test ended it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something holds, for ten seconds.
pub(crate) fn eventually(mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !holds() {
        assert!(
            Instant::now() < deadline,
            "it did not happen within ten seconds"
        );
        thread::sleep(Duration::from_millis(20));
    }
}
