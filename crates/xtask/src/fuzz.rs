//! `cargo xtask fuzz`: hostile input for the parsers of requests and of answers, made by libFuzzer.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{
    process::{cargo, read, run},
    report, setup,
    workspace::Workspace,
};

/// What is fuzzed; each is a program of `fuzz/`.
const TARGETS: [&str; 7] = [
    // What clients send to the sandbox operator.
    "body",
    "headers",
    "token",
    // What operators answer to the app.
    "answer",
    "service-answer",
    "answer-headers",
    "token-answer",
];

/// Inputs to each where nobody says.
const INPUTS: u64 = 2_000_000;

/// What libFuzzer needs to see of a program: which edges ran, and what was compared with what.
const INSTRUMENTED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                            -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                            -Cllvm-args=-sanitizer-coverage-pc-table \
                            -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Gives `--inputs` to each parser, drawn from `--seed`, beginning with the seeds of `fuzz/seeds` and with what earlier
/// runs found.
///
/// # Errors
/// If a parser panics, hangs or takes too much memory, or if something does not build.
pub(crate) fn run_all(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let (mut inputs, mut seed) = (INPUTS, 1_u32);
    let mut words = arguments.iter();
    while let Some(option) = words.next() {
        let value = words
            .next()
            .with_context(|| format!("{option} needs a number"))?;
        let is_number = || format!("{value} is not a number");
        match option.as_str() {
            "--inputs" => inputs = value.parse().with_context(is_number)?,
            "--seed" => seed = value.parse().with_context(is_number)?,
            other => bail!("`cargo xtask fuzz [--inputs N] [--seed N]` is known, not {other}"),
        }
    }
    ensure!(
        std::env::consts::OS == "linux",
        "libFuzzer is built here for Linux only"
    );
    setup::for_fuzzing()?;
    let programs = build(workspace)?;
    let seen = report::step(&format!("giving {inputs} inputs to each parser"), || {
        let fuzz = |target| fuzz(workspace, &programs, target, inputs, seed);
        report::with_progress("fuzzing", || all_at_once(&TARGETS, fuzz))
    })?;
    report::say("parser            inputs  per s   edges      of  corpus");
    for (target, seen) in TARGETS.iter().zip(seen) {
        report::say(&seen.row(target));
    }
    report::say("none of them panicked, hung or took too much memory");
    Ok(())
}

/// Does `work` on each of `items` at the same time.
///
/// # Errors
/// The first in their order.
fn all_at_once<T: Send>(
    items: &[&'static str],
    work: impl Fn(&'static str) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let work = &work;
    thread::scope(|scope| {
        let under_way: Vec<_> = items
            .iter()
            .map(|item| scope.spawn(move || work(item)))
            .collect();
        under_way
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|_| bail!("a thread panicked")))
            .collect()
    })
}

/// Builds the targets, and gives the folder that they are in.
fn build(workspace: &Workspace) -> Result<PathBuf> {
    let host = host()?;
    let folder = workspace.target("fuzz");
    fs::copy(
        workspace.path("Cargo.lock"),
        workspace.path("fuzz/Cargo.lock"),
    )?;
    report::step("building the fuzz targets", || {
        let mut command = cargo();
        // With a target named, what runs while building is not instrumented.
        command
            .args(["build", "--release", "--target", &host])
            .args(["--manifest-path", "fuzz/Cargo.toml", "--target-dir"])
            .arg(&folder)
            .env("RUSTFLAGS", INSTRUMENTED)
            .env("RUSTC_BOOTSTRAP", "1");
        run(command.current_dir(workspace.root()))
    })?;
    Ok(folder.join(host).join("release"))
}

fn host() -> Result<String> {
    let version = read(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .context("rustc does not say for what it compiles")
}

fn fuzz(
    workspace: &Workspace,
    programs: &Path,
    target: &str,
    inputs: u64,
    seed: u32,
) -> Result<Seen> {
    let corpus = workspace.target(format!("fuzz/corpus/{target}"));
    let found = workspace.target(format!("fuzz/found/{target}/"));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&found)?;
    let mut command = Command::new(programs.join(target));
    command
        .arg(format!("-runs={inputs}"))
        .arg(format!("-seed={seed}"))
        .arg(format!("-dict=fuzz/words/{target}"))
        .arg(format!("-artifact_prefix={}", found.display()))
        .args(["-print_final_stats=1", "-timeout=10", "-verbosity=1"])
        .arg(&corpus)
        .arg(format!("fuzz/seeds/{target}"))
        .current_dir(workspace.root())
        .stdin(Stdio::null());
    let output = command
        .output()
        .with_context(|| format!("the fuzz target {target} cannot be started"))?;
    let told = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        let lines: Vec<&str> = told.lines().collect();
        let last = lines[lines.len().saturating_sub(40)..].join("\n");
        bail!(
            "{target} failed; the input is in {}\n{last}",
            found.display()
        );
    }
    Seen::read(&told).with_context(|| format!("{target} does not say what it saw:\n{told}"))
}

/// What libFuzzer says of a run at its end.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    inputs: u64,
    per_second: u64,
    /// Edges between blocks of instrumented code that ran, and those there are.
    edges: u64,
    all_edges: u64,
    /// Inputs that each showed something new.
    corpus: u64,
}

impl Seen {
    fn read(told: &str) -> Option<Self> {
        let after = |text: &str, words: &str| {
            let rest = &text[text.find(words)? + words.len()..];
            let digits = rest
                .trim_start()
                .split(|c: char| !c.is_ascii_digit())
                .next()?;
            digits.parse::<u64>().ok()
        };
        let done = told.lines().find(|line| line.contains("DONE"))?;
        let loaded = told
            .lines()
            .find(|line| line.contains("inline 8-bit counters"))?;
        Some(Self {
            inputs: after(told, "stat::number_of_executed_units:")?,
            per_second: after(told, "stat::average_exec_per_sec:")?,
            edges: after(done, " cov:")?,
            all_edges: after(loaded, "(")?,
            corpus: after(done, " corp:")?,
        })
    }

    fn row(&self, target: &str) -> String {
        let Self {
            inputs,
            per_second,
            edges,
            all_edges,
            corpus,
        } = self;
        format!("{target:<14} {inputs:>9} {per_second:>6} {edges:>7} {all_edges:>7} {corpus:>7}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libfuzzer_says_is_read() {
        let told = "INFO: Running with entropic power schedule (0xFF, 100).\n\
                    INFO: Loaded 1 modules   (20482 inline 8-bit counters): 20482 [0x55, 0x56), \n\
                    #2000000\tDONE   cov: 1421 ft: 5099 corp: 812/90Kb lim: 4096 exec/s: 50000 rss: 120Mb\n\
                    Done 2000000 runs in 40 second(s)\n\
                    stat::number_of_executed_units: 2000000\n\
                    stat::average_exec_per_sec:     48780\n";
        let seen = Seen {
            inputs: 2_000_000,
            per_second: 48_780,
            edges: 1_421,
            all_edges: 20_482,
            corpus: 812,
        };
        assert_eq!(Seen::read(told), Some(seen));
        assert_eq!(Seen::read("Done"), None);
    }
}
