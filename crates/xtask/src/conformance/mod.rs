//! `cargo xtask conformance`: the sandbox operator against OpenAPI documents, its own and the published one, with
//! requests that schemathesis makes up.

mod operator;
mod python;
mod report;
mod waivers;

use std::{fs, path::Path, process::Command};

use anyhow::{Context as _, Result, bail};

use self::{operator::Operator, report::Findings, waivers::Waivers};
use crate::{report as terminal, workspace::Workspace};

/// Test cases for each operation, in full.
const FULL: u32 = 2_000;
/// Test cases for each operation, as a part of the tests.
const SMALL: u32 = 15;
/// What gets tokens, so that they outlive the run, and identifiers of networks that there are.
const HOOKS: &str = "tests/conformance/hooks.py";
/// What has no option of the command line.
const SETTINGS: &str = "tests/conformance/schemathesis.toml";
/// A request that takes longer than this many seconds hangs.
const LONGEST_ANSWER: &str = "10";

/// What the operator is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Document {
    /// `/openapi.json` of an operator as it is started usually.
    Own,
    /// The published file, by an operator that keeps to the letter.
    Published,
}

impl Document {
    const ALL: [Self; 2] = [Self::Own, Self::Published];

    const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Published => "published",
        }
    }

    /// How the operator is started that is held against it.
    const fn options(self) -> &'static [&'static str] {
        match self {
            Self::Own => &["--list"],
            Self::Published => &["--strict"],
        }
    }
}

/// Runs all checks, `--cases N` for each operation, 2,000 where nobody says.
///
/// # Errors
/// If Python or schemathesis cannot be had, or if something is found that is not waived.
pub(crate) fn check(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let cases = match words.as_slice() {
        [] => FULL,
        ["--cases", number] => number
            .parse()
            .with_context(|| format!("{number} is not a number"))?,
        other => bail!("`cargo xtask conformance [--cases N]` is known, not {other:?}"),
    };
    let schemathesis = python::schemathesis(workspace)?;
    check_all(workspace, &schemathesis, cases)
}

/// The same in a small size; left out with a notice where Python or its packages cannot be had.
///
/// # Errors
/// If something is found that is not waived.
pub(crate) fn check_quickly(workspace: &Workspace) -> Result<()> {
    match python::schemathesis(workspace) {
        Ok(schemathesis) => check_all(workspace, &schemathesis, SMALL),
        Err(error) => {
            terminal::say(&format!("    conformance is left out: {error:#}"));
            Ok(())
        }
    }
}

fn check_all(workspace: &Workspace, schemathesis: &python::Program, cases: u32) -> Result<()> {
    let program = operator::build(workspace)?;
    let waivers = Waivers::read(&workspace.path("tests/conformance/waivers.toml"))?;
    for document in Document::ALL {
        let published = workspace.path("../shared/spec/multi-point-vpn.yaml");
        if document == Document::Published && !published.is_file() {
            terminal::say("    the published API file is not here: that part is left out");
            continue;
        }
        let title = format!("{} document, {cases} cases an operation", document.name());
        terminal::step(&title, || {
            let operator = Operator::start(&program, document.options())?;
            let file = workspace.target(format!("conformance/{}.ndjson", document.name()));
            let mut command = schemathesis.command();
            command.arg("--config-file").arg(workspace.path(SETTINGS));
            match document {
                // It says where everything is, the OAuth server beside the API too.
                Document::Own => command.args(["run", &format!("{}/openapi.json", operator.root)]),
                Document::Published => command
                    .arg("run")
                    .arg(&published)
                    .args(["--url", &operator.base()]),
            };
            command
                .env("SCHEMATHESIS_HOOKS", workspace.path(HOOKS))
                .envs(operator.environment()?);
            run(&mut command, &file, cases)?;
            let findings = Findings::read(&file)?;
            let judged = waivers.judge(document.name(), &findings);
            findings.ensure_whole(cases)?;
            judged
        })?;
    }
    Ok(())
}

fn run(command: &mut Command, report: &Path, cases: u32) -> Result<()> {
    if let Some(folder) = report.parent() {
        fs::create_dir_all(folder)?;
        // What it found before it would try first, and so another run would be another one.
        let _ = fs::remove_dir_all(folder.join(".schemathesis"));
        command.current_dir(folder);
    }
    // A report of a run before would be taken for this one's.
    let _ = fs::remove_file(report);
    let log = fs::File::create(report.with_extension("log"))?;
    command
        .args(["--checks", "all", "--continue-on-failure", "--no-shrink"])
        .args(["--max-examples", &cases.to_string(), "--seed", "1"])
        // With one, it spends most of its time on making the inputs that it would keep there smaller.
        .args(["--generation-database", "none"])
        .args(["--request-timeout", LONGEST_ANSWER])
        .args(["--max-response-time", LONGEST_ANSWER])
        .args(["--report", "ndjson", "--report-ndjson-path"])
        .arg(report)
        .stdout(log.try_clone()?)
        .stderr(log);
    // Its own verdict knows no waivers: 1 is "something was found".
    let status = terminal::with_progress("schemathesis", || command.status())
        .context("schemathesis could not be started")?;
    match status.code() {
        Some(0 | 1) => Ok(()),
        _ => bail!(
            "schemathesis ended with {status}, see {}",
            report.with_extension("log").display()
        ),
    }
}
