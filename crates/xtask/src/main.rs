//! `cargo xtask`: the one entry to setting up, building, running and testing the portal.

mod app;
mod assets;
mod bench;
mod conformance;
mod crash;
mod demo;
mod fuzz;
mod package;
mod process;
mod report;
mod run;
mod setup;
mod spreadsheet;
mod test;
mod tools;
mod ui;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::{test::Extent, ui::Profile, workspace::Workspace};

const USAGE: &str = "\
cargo xtask <command>
  setup             install what building and testing need, where it is missing
  ui [--release]    build the interface into ui/dist
  run [-- FLAGS]    build and open the app; without a display, do `demo` instead
  demo              perform the main job in the real window, with a screenshot of each step in target/demo
  test [--quick]    everything that has to hold; --quick leaves the tests in the real window out
  bench start       start and memory, against an empty window and a bare map
  bench assess      what the app adds to an operator's time to assess
  bench matrix      the window while an assessment matrix is filled, against the least that can take
  bench many        60 assessments of one design at once, against the least they can take
  bench poll        the window while a thousand sessions are polled, against the same page at rest
  conformance [--cases N]
                    the sandbox operator against its own and the published OpenAPI document, by schemathesis (2,000 cases each)
  bench document    a PDF of 100 connections and 12 options: time, and memory kept afterwards
  spreadsheet       LibreOffice opens workbooks of random quotes and recomputes every figure; installs it (86 MB)
  bench sandbox     the sandbox operator under load, against Prism serving the same API file; memory
  crash [--sandbox] [--full] [--times N] [--seed N]
                    kill the portal (50 times, 500 with --full), or the sandbox operator (200), at random moments, and
                    see that nothing is lost or done twice
  fuzz [--inputs N] [--seed N]
                    2,000,000 hostile inputs to each parser of requests and of answers
  package           build a .deb for release, and see that it starts
  assets            make the committed data of assets/ again, from public packages
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::failure(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    let workspace = Workspace::find()?;
    match command {
        "setup" => setup::everything(&workspace),
        "ui" => ui::build(&workspace, Profile::from_arguments(rest)?).map(drop),
        "run" => run::run(&workspace, rest),
        "demo" => demo::perform(&workspace),
        "test" => test::run_all(&workspace, Extent::from_arguments(rest)?),
        "bench" => bench::measure(&workspace, rest),
        "conformance" => conformance::check(&workspace, rest),
        "spreadsheet" => spreadsheet::recompute(&workspace),
        "crash" => crash::survive(&workspace, rest),
        "fuzz" => fuzz::run_all(&workspace, rest),
        "package" => package::make(&workspace),
        "assets" => assets::run(),
        "help" | "--help" | "-h" => {
            report::say(USAGE);
            Ok(())
        }
        other => bail!("there is no command `{other}`\n{USAGE}"),
    }
}
