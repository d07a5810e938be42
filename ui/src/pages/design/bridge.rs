//! The map's bridge module as Rust sees it; `ui/map/bridge.js` describes each function.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(raw_module = "/map/bridge.js")]
extern "C" {
    /// A map in the page.
    pub(super) type MapHandle;

    #[wasm_bindgen(catch)]
    pub(super) fn create(
        container: &HtmlElement,
        animated: bool,
        look: &str,
        emit: &Closure<dyn Fn(String)>,
    ) -> Result<MapHandle, JsValue>;

    pub(super) fn destroy(map: &MapHandle);

    #[wasm_bindgen(catch)]
    pub(super) async fn read_text(path: &str) -> Result<JsValue, JsValue>;

    pub(super) fn set_nodes(map: &MapHandle, json: &str);

    pub(super) fn set_links(map: &MapHandle, json: &str);

    pub(super) fn set_place_names(map: &MapHandle, json: &str);

    pub(super) fn set_tool(map: &MapHandle, tool: &str);

    pub(super) fn set_rubber_band(map: &MapHandle, id: &str);

    pub(super) fn fit(map: &MapHandle, south: f64, west: f64, north: f64, east: f64);

    pub(super) fn zoom_by(map: &MapHandle, steps: f64);

    pub(super) fn reveal(map: &MapHandle, latitude: f64, longitude: f64);
}
