//! `cargo xtask bench`: how quickly the app starts, against windows kept for the comparison, how quickly it assesses,
//! and what load the sandbox operator bears.

mod sandbox;

use std::{fs, process::Command};

use anyhow::{Result, bail};

use crate::{
    app,
    process::{cargo, run},
    report, setup,
    ui::Profile,
    workspace::Workspace,
};

/// What the page of the bare map is made of: its own files, and those that it shares with the app.
const MAP_PAGE: [(&str, &str); 7] = [
    ("src-tauri/examples/map/page/index.html", "index.html"),
    ("src-tauri/examples/map/page/map.css", "map.css"),
    ("src-tauri/examples/map/page/map.js", "map.js"),
    ("ui/node_modules/leaflet/dist/leaflet.css", "leaflet.css"),
    ("ui/node_modules/leaflet/dist/leaflet.js", "leaflet.js"),
    ("assets/basemap/land.json", "land.json"),
    ("assets/basemap/borders.json", "borders.json"),
];

/// Measures what `arguments` name: `start`, `assess`, `matrix` or `poll`, in release builds, or in quick ones with
/// `--dev`; `many`, `sandbox` or `document`.
///
/// # Errors
/// If something does not build, or the app is over a limit.
pub(crate) fn measure(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (what, profile) = match words.as_slice() {
        ["sandbox"] => return sandbox::measure(workspace),
        ["document"] => return document(workspace),
        ["many"] => {
            setup::for_builds(workspace)?;
            return report::step("assessing many times at once", || {
                run(bench(workspace).arg("many"))
            });
        }
        [what @ ("start" | "assess" | "matrix" | "poll")] => (*what, Profile::Release),
        [what @ ("start" | "assess" | "matrix" | "poll"), "--dev"] => (*what, Profile::Dev),
        other => {
            bail!(
                "`cargo xtask bench sandbox|many|document`, or `start|assess|matrix|poll [--dev]`, is known, not {other:?}"
            )
        }
    };
    setup::for_tests(workspace)?;
    let app = app::build(workspace, profile)?;
    if what != "start" {
        let doing = match what {
            "poll" => "polling many sessions",
            "matrix" => "filling an assessment matrix",
            _ => "assessing again and again",
        };
        return report::step(doing, || {
            run(bench(workspace).args([what, "--app"]).arg(&app))
        });
    }
    report::step("building the windows to compare with", || {
        build_examples(workspace, profile)
    })?;
    let example = |name: &str| {
        app.with_file_name("examples")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    };
    report::step("starting each in turn", || {
        let mut command = bench(workspace);
        command.args(["start", "--app"]).arg(&app);
        command.arg("--empty").arg(example("bench-empty"));
        run(command.arg("--map").arg(example("bench-map")))
    })
}

fn build_examples(workspace: &Workspace, profile: Profile) -> Result<()> {
    let page = workspace.path("target/bench/map");
    fs::create_dir_all(&page)?;
    for (source, name) in MAP_PAGE {
        fs::copy(workspace.path(source), page.join(name))?;
    }
    let mut command = cargo();
    command
        .args(["build", "--package", "multipoint-portal", "--examples"])
        .args(["--features", "bench"]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    run(command.current_dir(workspace.root()))
}

/// Makes a large PDF again and again, in a release build: time, and memory kept afterwards.
fn document(workspace: &Workspace) -> Result<()> {
    setup::for_servers()?;
    report::step("making a document again and again", || {
        run(cargo()
            .args(["run", "--quiet", "--release", "--package", "quote-document"])
            .args(["--features", "pdf,samples", "--example", "bench-document"])
            .current_dir(workspace.root()))
    })
}

fn bench(workspace: &Workspace) -> Command {
    let mut command = cargo();
    command
        .args(["run", "--quiet", "--package", "portal-tests"])
        .args(["--bin", "bench", "--"])
        .current_dir(workspace.root());
    command
}
