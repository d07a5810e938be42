//! The coasts of the world, loaded once.

use leptos::prelude::*;

#[cfg_attr(not(target_arch = "wasm32"), cfg(test))]
use crate::model::fixed::fixed;

/// The land as a path; empty until it is loaded.
#[cfg(target_arch = "wasm32")]
pub(super) fn use_land() -> ReadSignal<String> {
    use std::cell::RefCell;

    thread_local! {
        static LAND: RefCell<String> = const { RefCell::new(String::new()) };
    }

    let (land, set_land) = signal(LAND.with(|land| land.borrow().clone()));
    if land.with_untracked(String::is_empty) {
        leptos::task::spawn_local(async move {
            // Without it the endpoints still show how they lie to each other.
            if let Some(path) = web::load().await {
                LAND.with(|land| land.borrow_mut().clone_from(&path));
                set_land.try_set(path);
            }
        });
    }
    land
}

/// Nothing is loaded outside of the window.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn use_land() -> ReadSignal<String> {
    signal(String::new()).0
}

/// The path of the land in a collection of areas.
#[cfg_attr(not(target_arch = "wasm32"), cfg(test))]
fn path(collection: &Collection) -> String {
    let mut path = String::new();
    for ring in collection
        .features
        .iter()
        .flat_map(|feature| feature.geometry.rings())
    {
        for (index, [longitude, latitude]) in ring.iter().enumerate() {
            path.push(if index == 0 { 'M' } else { 'L' });
            path.push_str(&format!(
                "{} {}",
                fixed(*longitude, 1),
                fixed(super::projection::project(*latitude), 2)
            ));
        }
        path.push('Z');
    }
    path
}

/// The parts of GeoJSON that the basemap uses.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), cfg(test))]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Debug, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), cfg(test))]
struct Feature {
    geometry: Geometry,
}

#[derive(Debug, serde::Deserialize)]
#[serde(tag = "type", content = "coordinates")]
#[cfg_attr(not(target_arch = "wasm32"), cfg(test))]
enum Geometry {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
}

#[cfg_attr(not(target_arch = "wasm32"), cfg(test))]
impl Geometry {
    fn rings(&self) -> Vec<&Vec<[f64; 2]>> {
        match self {
            Self::Polygon(rings) => rings.iter().collect(),
            Self::MultiPolygon(polygons) => polygons.iter().flatten().collect(),
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod web {
    //! Loading from the window's origin.

    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;

    use super::{Collection, path};

    pub(super) async fn load() -> Option<String> {
        let answer =
            JsFuture::from(leptos::prelude::window().fetch_with_str("/basemap/land-110m.json"));
        let answer: web_sys::Response = answer.await.ok()?.dyn_into().ok()?;
        let text = JsFuture::from(answer.text().ok()?)
            .await
            .ok()?
            .as_string()?;
        let collection: Collection = crate::json::read(&text).ok()?;
        Some(path(&collection))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_basemap_is_one_closed_path() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../assets/basemap/land-110m.json"
        );
        let collection: Collection =
            crate::json::read(&std::fs::read_to_string(file).unwrap()).unwrap();
        let path = path(&collection);
        assert!(path.starts_with('M') && path.ends_with('Z'));
        assert!(path.matches('Z').count() > 100);
    }
}
