//! The design page: contents on the left, the map, the assessment on the right.

mod actions;
mod acts;
mod assessment;
mod bridge;
mod canvas;
mod card_form;
mod connection_form;
mod connection_row;
mod contents;
mod endpoint_form;
mod endpoint_row;
mod header;
mod matrix;
mod offers;
mod operator_answer;
mod operators;
mod order_result;
mod order_review;
mod place_field;
mod present;
mod region_field;
mod rename;
mod requirement;
mod summary;
mod toolbar;
mod wording;

pub use matrix::MatrixPage;
pub use present::PresentPage;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::DesignId;

use crate::{
    components::Loaded,
    hooks::{effect, memo},
    state::{Load, design::use_design, use_app},
    t,
};

use self::{
    assessment::AssessmentPanel, canvas::MapCanvas, contents::Contents, header::HeaderControls,
    toolbar::Toolbar,
};

/// The page of one design.
#[component]
pub fn DesignPage() -> impl IntoView {
    let (app, design) = (use_app(), use_design());
    let params = use_params_map();
    let wanted = memo(move || params.with(|params| DesignId::new(params.get("id")?).ok()));
    effect(move || {
        if let Some(id) = wanted.get() {
            design.document.open(&id);
        }
    });
    effect(move || {
        design.document.design().with(|open| {
            if let Some(open) = open {
                design.forms.follow(open);
            }
        });
    });
    app.header.show(
        move || {
            design.document.design().with(|design| {
                design
                    .as_ref()
                    .map_or_else(|| t!("design-title"), |design| design.name.clone())
            })
        },
        move || {
            let customer = |design: &model::Design| design.customer.clone();
            let named = design
                .document
                .design()
                .with(|design| design.as_ref().map(customer));
            named.unwrap_or_default()
        },
    );
    app.header.put_controls(|| view! { <HeaderControls /> });
    actions::listen_for_undo(design);
    let load = Signal::derive(move || match (wanted.get(), design.document.load().get()) {
        (None, _) => Load::Loading,
        (Some(_), load) => load,
    });
    view! {
        <div class="design" data-testid="page-design" aria-busy=move || is_loading(&load.get())>
            <section class="design-contents" aria-label=t!("design-contents-label")>
                <Loaded
                    load=load
                    on_retry=move || {
                        if let Some(id) = wanted.get_untracked() {
                            design.document.open(&id);
                        }
                    }
                >
                    <Contents />
                </Loaded>
            </section>
            <section class="design-map" aria-label=t!("design-map-label")>
                <Toolbar />
                <MapCanvas />
            </section>
            <section class="design-assessment" aria-label=t!("design-assessment-label")>
                <AssessmentPanel />
            </section>
        </div>
    }
}

fn is_loading(load: &Load) -> Option<&'static str> {
    matches!(load, Load::Idle | Load::Loading).then_some("true")
}
