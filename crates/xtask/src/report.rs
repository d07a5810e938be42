//! What the user of `cargo xtask` sees: a line per step, and why something failed.

use std::{
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use anyhow::Result;

/// How often a step that shows nothing of its own says that it still runs.
const STILL_RUNNING: Duration = Duration::from_secs(20);

/// Prints a line to the terminal.
#[expect(
    clippy::print_stdout,
    reason = "a command line tool speaks on its standard output"
)]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Prints why the command failed, with every cause.
#[expect(
    clippy::print_stderr,
    reason = "a command line tool tells its failures on its standard error"
)]
pub(crate) fn failure(error: &anyhow::Error) {
    eprintln!("xtask: {error:#}");
}

/// Does `work` under a heading, and says how long it took.
///
/// # Errors
/// Those of `work`.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(&format!("==> {name}"));
    let start = Instant::now();
    let result = work();
    let verdict = if result.is_ok() { "ok" } else { "FAILED" };
    say(&format!(
        "==> {name}: {verdict} in {}",
        seconds(start.elapsed())
    ));
    result
}

/// Does quiet `work`, and says every now and then that `name` still runs.
pub(crate) fn with_progress<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let start = Instant::now();
            while waiting.recv_timeout(STILL_RUNNING) == Err(RecvTimeoutError::Timeout) {
                say(&format!(
                    "    {name}: still running after {}",
                    seconds(start.elapsed())
                ));
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// A length of time as `4.2 s` or `3 min 07 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_time_has_tenths_and_a_long_one_minutes() {
        assert_eq!(seconds(Duration::from_millis(4_210)), "4.2 s");
        assert_eq!(seconds(Duration::from_secs(187)), "3 min 07 s");
    }
}
