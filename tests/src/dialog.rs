//! A desktop on which every dialog is cancelled, and no document is set.

use std::path::PathBuf;

use operator_client::PortFuture;
use portal_core::{FileDialog, Typesetter};

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

/// Sets no document: that of the app is the app once more.
#[derive(Debug, Clone, Copy)]
pub struct NoTypesetter;

impl Typesetter for NoTypesetter {
    fn answer(&self, _: Vec<u8>) -> PortFuture<'_, Result<Vec<u8>, String>> {
        Box::pin(async { Err("there is none".to_owned()) })
    }
}
