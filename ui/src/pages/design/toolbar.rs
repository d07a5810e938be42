//! The map's tools.

use leptos::prelude::*;

use super::acts::{Acts, NearestRegion};
use crate::{
    components::{CollectAny, Icon, Symbol},
    i18n::TextKey,
    model::map_scene::Tool,
    state::design::use_design,
    t,
};

/// The tools of the map, one of them in hand, and what is drawn in one step.
#[component]
pub(super) fn Toolbar() -> impl IntoView {
    let pointer = use_design().pointer;
    let (is_choosing, refused) = (RwSignal::new(false), RwSignal::new(None));
    view! {
        <div class="map-tools" role="toolbar" aria-label=t!("map-tools-label")>
            {Tool::ALL
                .into_iter()
                .map(|tool| {
                    let (symbol, testid, text) = appearance(tool);
                    view! {
                        <button
                            type="button"
                            data-testid=testid
                            aria-pressed=move || (pointer.tool().get() == tool).to_string()
                            title=text.text()
                            on:click=move |_| pointer.take(tool)
                        >
                            <Icon symbol=symbol />
                            <span>{text.text()}</span>
                        </button>
                    }
                })
                .collect_any()}
            <Acts is_choosing=is_choosing refused=refused />
        </div>
        <NearestRegion is_open=is_choosing refused=refused />
    }
}

const fn appearance(tool: Tool) -> (Symbol, &'static str, TextKey) {
    match tool {
        Tool::Select => (
            Symbol::Pointer,
            "map-tool-select",
            TextKey("map-tool-select"),
        ),
        Tool::Site => (Symbol::Site, "map-tool-site", TextKey("map-tool-site")),
        Tool::Cloud => (Symbol::Cloud, "map-tool-cloud", TextKey("map-tool-cloud")),
        Tool::Connect => (
            Symbol::Connect,
            "map-tool-connect",
            TextKey("map-tool-connect"),
        ),
    }
}
