//! An empty window: what `cargo xtask bench start` holds the app's start against.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!(
        "src-tauri/examples/empty/tauri.conf.json"
    ))
}
