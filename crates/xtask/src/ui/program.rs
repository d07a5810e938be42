//! From the Rust of `ui/` to a WebAssembly module and the JavaScript that loads it.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    time::UNIX_EPOCH,
};

use anyhow::{Context as _, Result};
use flate2::{Compression, write::GzEncoder};
use wasm_bindgen_cli_support::Bindgen;

use super::Profile;
use crate::{
    process::{read, run},
    report,
    setup::{WASM_TARGET, WasmToolchain},
    workspace::Workspace,
};

/// What a released program may weigh, gzipped.
const RELEASE_LIMIT: usize = 700_000;

/// What only a developer reads, left out of a release: where a panic happened, and derived `Debug`.
const WITHOUT_WORDS_FOR_DEVELOPERS: &str = "target.wasm32-unknown-unknown.rustflags=\
    ['-Zlocation-detail=none','-Zfmt-debug=none']";

/// The features of WebAssembly that the compiler uses and every supported web view has.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What the names of exports have in common that only streams to and from a server would call. Leptos brings them
/// along with no way to leave them out, and what is exported stays in the program: 16 KB.
const UNCALLED: &str = "intounderlying";

/// Compiles the interface and gives the folder with `portal_ui.js`, `portal_ui_bg.wasm` and their snippets.
///
/// # Errors
/// If the compiler, the generator or the optimiser refuses the program.
pub(super) fn build(
    workspace: &Workspace,
    toolchain: &WasmToolchain,
    profile: Profile,
) -> Result<PathBuf> {
    let compiled = compile(workspace, toolchain, profile)?;
    let folder = workspace.target(format!("wasm/program-{}", profile.wasm()));
    let stamp = folder.join("made-from");
    let identity = identity(&compiled)?;
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == identity) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    generate(&compiled, &folder, profile)?;
    if profile == Profile::Release {
        optimise(workspace, &folder.join("portal_ui_bg.wasm"))?;
    }
    fs::write(&stamp, identity)?;
    Ok(folder)
}

fn compile(workspace: &Workspace, toolchain: &WasmToolchain, profile: Profile) -> Result<PathBuf> {
    // A target folder of its own: two compilers in one would evict each other's work.
    let target = workspace.target("wasm");
    let mut cargo = toolchain.cargo_build();
    if profile == Profile::Release {
        // For the two flags below, which every compiler has and none has promised to keep.
        cargo
            .env("RUSTC_BOOTSTRAP", "1")
            .args(["--config", WITHOUT_WORDS_FOR_DEVELOPERS]);
    }
    run(cargo
        .args([
            "--package",
            "ui",
            "--bin",
            "portal-ui",
            "--profile",
            profile.wasm(),
            "--target-dir",
        ])
        .arg(&target)
        .current_dir(workspace.root()))?;
    Ok(target
        .join(WASM_TARGET)
        .join(profile.wasm())
        .join("portal-ui.wasm"))
}

fn generate(compiled: &Path, folder: &Path, profile: Profile) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name("portal_ui")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // The optimiser of a release sorts by the names, and takes them away itself.
        .remove_name_section(profile != Profile::Release)
        .remove_producers_section(true)
        .generate_output()
        .context("the JavaScript for the interface could not be generated")?;
    let exports = &mut output.wasm_mut().exports;
    let uncalled: Vec<_> = exports
        .iter()
        .filter(|export| export.name.contains(UNCALLED))
        .map(|export| export.id())
        .collect();
    for export in uncalled {
        exports.delete(export);
    }
    output.emit(folder)
}

fn optimise(workspace: &Workspace, module: &Path) -> Result<()> {
    let optimiser = workspace.path("ui/node_modules/binaryen/bin/wasm-opt");
    let mut command = Command::new("node");
    command
        .arg(optimiser)
        .arg("-Oz")
        // The linker puts the bottom of the stack there, and the module makes its memory itself.
        .args(["--low-memory-unused", "--zero-filled-memory"])
        // The copies of one generic function are nearly the same, and stand beside each other so: 25 KB less gzipped.
        .arg("--reorder-functions-by-name")
        .args(WASM_FEATURES)
        .arg(module)
        .arg("-o")
        .arg(module);
    report::with_progress("wasm-opt", || read(&mut command))?;
    let bytes = fs::read(module)?;
    let gzipped = gzipped_size(&bytes)?;
    report::say(&format!(
        "    portal_ui_bg.wasm: {} KB, {} KB gzipped",
        bytes.len() / 1000,
        gzipped / 1000
    ));
    anyhow::ensure!(
        gzipped <= RELEASE_LIMIT,
        "the interface is over its limit of {} KB gzipped",
        RELEASE_LIMIT / 1000
    );
    Ok(())
}

fn gzipped_size(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// What tells one output of the compiler from another.
fn identity(file: &Path) -> Result<String> {
    let metadata =
        fs::metadata(file).with_context(|| format!("{} was not built", file.display()))?;
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH)?;
    Ok(format!(
        "{} bytes of {}",
        metadata.len(),
        modified.as_nanos()
    ))
}
