//! The system's dialogs for where to save a file, and for which one to read.

use std::path::PathBuf;

use futures::future::BoxFuture;
use portal_core::FileDialog;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt as _, FilePath};
use tokio::sync::oneshot;

/// Asks in a dialog of the system.
#[derive(Debug, Clone)]
pub(crate) struct SystemDialog {
    app: AppHandle,
}

impl SystemDialog {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app }
    }
}

impl FileDialog for SystemDialog {
    fn save(&self, suggested_name: String) -> BoxFuture<'_, Option<PathBuf>> {
        let (answer, asked) = oneshot::channel::<Option<FilePath>>();
        self.app
            .dialog()
            .file()
            .set_file_name(suggested_name)
            .save_file(|path| {
                // The command that asked may have been cancelled meanwhile.
                let _ = answer.send(path);
            });
        Box::pin(async { asked.await.ok().flatten()?.into_path().ok() })
    }

    fn open(&self, extensions: &'static [&'static str]) -> BoxFuture<'_, Option<PathBuf>> {
        let (answer, asked) = oneshot::channel::<Option<FilePath>>();
        self.app
            .dialog()
            .file()
            .add_filter(extensions.join(", "), extensions)
            .pick_file(move |path| {
                // As above.
                let _ = answer.send(path);
            });
        Box::pin(async { asked.await.ok().flatten()?.into_path().ok() })
    }
}
