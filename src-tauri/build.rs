//! Prepares what Tauri embeds: the interface's files and the list of commands that the window may call.

use std::{fs, io, path::Path};

/// What `cargo xtask ui` makes; `frontendDist` in `tauri.conf.json` names the same folder.
const FRONT_END: &str = "ui/dist";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    make_placeholder(Path::new(FRONT_END))?;
    // Without this line a new file in the folder would not be noticed, and the program would embed the old set.
    println!("cargo::rerun-if-changed={FRONT_END}");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(contract::COMMAND_NAMES));
    tauri_build::try_build(attributes)?;
    Ok(())
}

/// Puts a page that says what to do where the front end is not built, so that editors and lints work in a fresh clone.
fn make_placeholder(front_end: &Path) -> io::Result<()> {
    let page = front_end.join("index.html");
    if page.exists() {
        return Ok(());
    }
    fs::create_dir_all(front_end)?;
    fs::write(
        page,
        "<!doctype html><html lang=\"en\" data-app-state=\"failed\" data-placeholder><title>Not built</title>\
         <p>The interface is not built. Run: cargo xtask run</p></html>\n",
    )
}
