//! `cargo xtask spreadsheet`: workbooks of quotes in LibreOffice, which has to come to the same figures.

use anyhow::Result;

use crate::{
    process::{cargo, run},
    report, setup,
    workspace::Workspace,
};

/// Installs LibreOffice where it is missing, and runs the test that is left out without it.
///
/// # Errors
/// If it cannot be installed, or comes to another figure.
pub(crate) fn recompute(workspace: &Workspace) -> Result<()> {
    setup::for_spreadsheets()?;
    report::step("recomputing in LibreOffice", || {
        run(cargo()
            .args(["test", "--quiet", "--package", "quote-document", "--lib"])
            .args(["libreoffice_recomputes_every_figure", "--", "--ignored"])
            .current_dir(workspace.root()))
    })
}
