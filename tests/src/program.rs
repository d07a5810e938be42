//! Where the app's program is.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

/// The variable that names the app's program. `cargo xtask` sets it.
pub const VARIABLE: &str = "PORTAL_APP";

/// The app's program as `PORTAL_APP` names it.
///
/// # Errors
/// If the variable is not set or names no file. A test fails then: one that passed without a window would be a lie.
pub fn from_environment() -> Result<PathBuf> {
    match env::var_os(VARIABLE).map(PathBuf::from) {
        Some(program) if program.is_file() => Ok(program),
        Some(program) => bail!("{VARIABLE} names {}, which is no file", program.display()),
        None => {
            bail!("{VARIABLE} is not set: use `cargo xtask test`, or set it to the app's program")
        }
    }
}

/// The app's program as `PORTAL_APP` names it, else the debug build of this checkout.
///
/// # Errors
/// If there is neither.
pub fn from_environment_or_checkout() -> Result<PathBuf> {
    if env::var_os(VARIABLE).is_some() {
        return from_environment();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let program = target.join("debug/multipoint-portal");
    if program.is_file() {
        return Ok(program);
    }
    bail!(
        "{} is not there: build it with `cargo xtask ui && cargo build`",
        program.display()
    )
}
