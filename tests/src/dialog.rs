//! A desktop on which every dialog is cancelled.

use std::path::PathBuf;

use operator_client::PortFuture;
use portal_core::FileDialog;

/// Cancels every dialog.
#[derive(Debug, Clone, Copy)]
pub struct NoDialog;

impl FileDialog for NoDialog {
    fn save(&self, _: String) -> PortFuture<'_, Option<PathBuf>> {
        Box::pin(async { None })
    }

    fn open(&self, _: &'static [&'static str]) -> PortFuture<'_, Option<PathBuf>> {
        Box::pin(async { None })
    }
}
