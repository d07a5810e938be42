//! A bare Leaflet page with the app's basemap: what `cargo xtask bench start` holds the app's map against.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!(
        "src-tauri/examples/map/tauri.conf.json"
    ))
}
