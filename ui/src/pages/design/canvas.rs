//! The map: made beside the controls, then kept like the design.

use leptos::{html, prelude::*, task::spawn_local};
use model::DesignId;
use wasm_bindgen::prelude::Closure;

use super::{actions, bridge, bridge::MapHandle, wording};
use crate::{
    components::{IconButton, Show, Symbol},
    hooks::{effect, memo},
    model::{
        labels,
        map_scene::{MapEvent, MapLink, MapNode, PlaceName, View},
        scene::{self, Selection, Verdict},
    },
    state::design::{DesignState, use_design},
    state::use_app,
    t,
};

/// The file of place names.
const PLACES: &str = "/places/labels.json";

/// A map with what it calls back.
struct LiveMap {
    handle: MapHandle,
    _emit: Closure<dyn Fn(String)>,
}

/// How far the basemap has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawing {
    UnderWay,
    Done,
    Failed,
}

/// The map with its buttons, its live region and the hint of an empty design.
#[component]
pub(super) fn MapCanvas(
    /// Whether nothing can be changed on it.
    #[prop(optional)]
    read_only: bool,
) -> impl IntoView {
    let design = use_design();
    let animated = use_app()
        .view
        .with_untracked(|view| view.settings.animations);
    let container = NodeRef::<html::Div>::new();
    let map = RwSignal::<Option<LiveMap>, LocalStorage>::new_local(None);
    let drawing = RwSignal::new(Drawing::UnderWay);
    let view_of_world = RwSignal::new(None::<View>);
    let names = RwSignal::new(Vec::<PlaceName>::new());

    effect(move || {
        let Some(element) = container.get() else {
            return;
        };
        // The controls are painted first.
        request_animation_frame(move || {
            let emit =
                Closure::<dyn Fn(String)>::new(move |json: String| {
                    match crate::json::read(&json) {
                        Ok(MapEvent::Drawn) => {
                            drawing.try_set(Drawing::Done);
                            load_names(names);
                        }
                        Ok(MapEvent::Undrawn) => {
                            drawing.try_set(Drawing::Failed);
                        }
                        Ok(MapEvent::View(view)) => {
                            view_of_world.try_set(Some(view));
                        }
                        Ok(_) if read_only => {}
                        Ok(event) => actions::on_map(design, event),
                        Err(error) => leptos::logging::warn!("the map says {json}: {error}"),
                    }
                });
            let look = json(&Look {
                attribution: t!("map-attribution"),
                read_only,
                icons: Icons {
                    site: Symbol::Site.path(),
                    cloud: Symbol::Cloud.path(),
                },
            });
            match bridge::create(&element, animated, &look, &emit) {
                Ok(handle) => {
                    map.try_set(Some(LiveMap {
                        handle,
                        _emit: emit,
                    }));
                }
                Err(error) => {
                    leptos::logging::warn!("the map could not be made: {error:?}");
                    drawing.try_set(Drawing::Failed);
                }
            }
        });
    });
    on_cleanup(move || {
        map.try_update(|map| {
            if let Some(map) = map.take() {
                bridge::destroy(&map.handle);
            }
        });
    });
    let on_map = move |work: &dyn Fn(&MapHandle)| {
        map.with(|map| {
            if let Some(map) = map {
                work(&map.handle);
            }
        });
    };

    keep_nodes(design, view_of_world, names, on_map);
    let links = memo(move || links(design));
    effect(move || on_map(&|map| bridge::set_links(map, &json(&links.get()))));
    effect(move || on_map(&|map| bridge::set_tool(map, design.pointer.tool().get().as_str())));
    effect(move || {
        let from = design.pointer.connecting_from().get();
        on_map(&|map| bridge::set_rubber_band(map, from.as_ref().map_or("", |id| id.as_str())));
    });
    fit_once(design, view_of_world, on_map);
    reveal_selected(design, on_map);

    view! {
        <div
            class="map"
            node_ref=container
            data-testid="map"
            data-drawn=move || (drawing.get() == Drawing::Done).then_some("true")
            aria-busy=move || (drawing.get() == Drawing::UnderWay).then_some("true")
            role="application"
            aria-label=t!("map-label")
            aria-describedby=(!read_only).then_some("map-keys")
        ></div>
        {(!read_only).then(|| view! { <p id="map-keys" class="visually-hidden">{t!("map-keys")}</p> })}
        <p class="visually-hidden" role="status" aria-live="polite">
            {move || design.pointer.announcement().get()}
        </p>
        <div class="map-zoom">
            <IconButton
                testid="map-zoom-in"
                symbol=Symbol::Plus
                label=t!("map-zoom-in")
                on_press=move || untrack(|| on_map(&|map| bridge::zoom_by(map, 1.0)))
            />
            <IconButton
                testid="map-zoom-out"
                symbol=Symbol::Minus
                label=t!("map-zoom-out")
                on_press=move || untrack(|| on_map(&|map| bridge::zoom_by(map, -1.0)))
            />
        </div>
        {(!read_only).then(|| view! { <MapHint design=design /> })}
        <Show when=move || drawing.get() == Drawing::Failed>
            <p class="map-failed" role="alert">{t!("map-failed")}</p>
        </Show>
    }
}

/// How to begin, on the map of an empty design.
#[component]
fn MapHint(design: DesignState) -> impl IntoView {
    let is_empty = move || {
        design.forms.current().with(Option::is_none)
            && design.document.design().with(|design| {
                design
                    .as_ref()
                    .is_some_and(|design| design.endpoints.is_empty())
            })
    };
    view! {
        <Show when=is_empty>
            <div class="map-hint">
                <p class="map-hint-title">{t!("map-hint-title")}</p>
                <p>{t!("map-hint-text")}</p>
            </div>
        </Show>
    }
}

fn keep_nodes(
    design: DesignState,
    view: RwSignal<Option<View>>,
    names: RwSignal<Vec<PlaceName>>,
    on_map: impl Fn(&dyn Fn(&MapHandle)) + Copy + Send + Sync + 'static,
) {
    let placed = memo(move || {
        let mut nodes = nodes(design);
        let kept = view.with(|view| match view {
            Some(view) => names.with(|names| labels::place(view, &mut nodes, names)),
            None => Vec::new(),
        });
        (nodes, kept)
    });
    let nodes = memo(move || placed.with(|(nodes, _)| nodes.clone()));
    let kept = memo(move || placed.with(|(_, kept)| kept.clone()));
    effect(move || on_map(&|map| bridge::set_nodes(map, &json(&nodes.get()))));
    effect(move || on_map(&|map| bridge::set_place_names(map, &json(&kept.get()))));
}

fn nodes(state: DesignState) -> Vec<MapNode> {
    let selection = state.document.selection().get();
    let start = state.pointer.connecting_from().get();
    state.document.design().with(|design| {
        let Some(design) = design else {
            return Vec::new();
        };
        design
            .endpoints
            .iter()
            .map(|endpoint| {
                let is_selected = selection == Some(Selection::Endpoint(endpoint.id.clone()));
                let is_start = start.as_ref() == Some(&endpoint.id);
                scene::node(
                    endpoint,
                    wording::endpoint_name(endpoint),
                    is_selected,
                    is_start,
                )
            })
            .collect()
    })
}

fn links(state: DesignState) -> Vec<MapLink> {
    let selection = state.document.selection().get();
    let chosen = state.answer.chosen().get();
    let answer = state.answer.answer().get();
    state.document.design().with(|design| {
        let Some(design) = design else {
            return Vec::new();
        };
        design
            .connections
            .iter()
            .filter_map(|connection| {
                let verdict = Verdict::of(answer.as_deref(), &connection.id);
                let name = wording::connection_name(design, connection, &verdict);
                let is_selected = selection == Some(Selection::Connection(connection.id.clone()));
                scene::link(design, connection, name, &verdict, chosen, is_selected)
            })
            .collect()
    })
}

/// Shows all of a design when it is opened, and not again while it is worked on.
fn fit_once(
    state: DesignState,
    view: RwSignal<Option<View>>,
    on_map: impl Fn(&dyn Fn(&MapHandle)) + Copy + Send + Sync + 'static,
) {
    let has_size = memo(move || view.with(|view| view.is_some_and(|view| view.width > 0.0)));
    let id = memo(move || {
        state
            .document
            .design()
            .with(|design| design.as_ref().map(|design| design.id.clone()))
    });
    let mut fitted = None::<DesignId>;
    effect(move || {
        let (id, has_size) = (id.get(), has_size.get());
        if !has_size || fitted == id {
            return;
        }
        let bounds = state
            .document
            .design()
            .with_untracked(|design| design.as_ref().and_then(scene::bounds));
        if let Some(((south, west), (north, east))) = bounds {
            on_map(&|map| bridge::fit(map, south, west, north, east));
        }
        fitted = id;
    });
}

fn reveal_selected(
    state: DesignState,
    on_map: impl Fn(&dyn Fn(&MapHandle)) + Copy + Send + Sync + 'static,
) {
    effect(move || {
        let Some(Selection::Endpoint(id)) = state.document.selection().get() else {
            return;
        };
        let at = state.document.design().with_untracked(|design| {
            design
                .as_ref()
                .and_then(|design| design.endpoint(&id))
                .map(|end| end.coordinates)
        });
        if let Some(at) = at {
            untrack(|| on_map(&|map| bridge::reveal(map, at.latitude(), at.longitude())));
        }
    });
}

fn load_names(names: RwSignal<Vec<PlaceName>>) {
    spawn_local(async move {
        let text = bridge::read_text(PLACES)
            .await
            .ok()
            .and_then(|text| text.as_string());
        match text.map(|text| crate::json::read(&text)) {
            Some(Ok(list)) => {
                names.try_set(list);
            }
            Some(Err(error)) => leptos::logging::warn!("place names cannot be read: {error}"),
            // The map is of use without names: sites and clouds have their own.
            None => leptos::logging::warn!("there are no place names"),
        }
    });
}

/// What the map is drawn with.
#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Look {
    attribution: String,
    read_only: bool,
    icons: Icons,
}

#[derive(serde::Serialize)]
struct Icons {
    site: &'static str,
    cloud: &'static str,
}

/// A value as the bridge takes it.
fn json(value: &impl serde::Serialize) -> String {
    // No type of ours has what JSON has no word for.
    serde_json::to_string(value).unwrap_or_default()
}
