//! The list of designs.

mod customer;

use contract::{DesignNewRequest, DesignRequest, DesignSummaryView, Empty, command};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_navigate};

use self::customer::{ForgetButton, ForgetDialog, Question};
use crate::{
    components::{
        Button, ButtonKind, ConfirmDialog, EmptyState, Icon, IconButton, Loaded, Row, Rows, Show,
        Symbol,
    },
    hooks::use_command,
    i18n::format,
    ipc::call,
    state::{AppState, Load, use_app},
    t,
};

/// The designs on this computer. No event tells of them: they change in this window alone.
#[derive(Clone, Copy)]
struct Designs {
    rows: RwSignal<Vec<DesignSummaryView>>,
    load: RwSignal<Load>,
}

impl Designs {
    fn ask(self) {
        self.load.set(Load::Loading);
        spawn_local(async move {
            match call::<command::design_list>(Empty {}).await {
                Ok(rows) => {
                    self.rows.try_set(rows);
                    self.load.try_set(Load::Ready);
                }
                Err(error) => {
                    self.load.try_set(Load::Failed(error));
                }
            }
        });
    }
}

/// The designs.
#[component]
pub(crate) fn DesignsPage() -> impl IntoView {
    let state = use_app();
    state.header.show(|| t!("designs-title"), String::new);
    let designs = Designs {
        rows: RwSignal::new(Vec::new()),
        load: RwSignal::new(Load::Idle),
    };
    designs.ask();
    let to_delete = RwSignal::new(None::<DesignSummaryView>);
    let question: Question = RwSignal::new(None);
    view! {
        <div class="page" data-testid="page-designs">
            <div class="toolbar">
                <span class="grow"></span>
                <NewDesign />
            </div>
            <Loaded load=designs.load on_retry=move || designs.ask()>
                <Show
                    when=move || designs.rows.with(|rows| !rows.is_empty())
                    fallback=|| {
                        view! {
                            <EmptyState
                                symbol=Symbol::Map
                                title=t!("designs-empty")
                                text=t!("designs-empty-text")
                            />
                        }
                    }
                >
                    <ul class="designs">
                        <Rows each=move || {
                            let designs = designs.rows.get().into_iter();
                            designs
                                .map(|design| {
                                    let key = format!("{} {}", design.id, design.changed_at.timestamp_micros());
                                    Row::new(key, move || {
                                        view! { <Card design=design to_delete=to_delete question=question /> }
                                    })
                                })
                                .collect()
                        } />
                    </ul>
                </Show>
            </Loaded>
            <DeleteDialog designs=designs to_delete=to_delete />
            <ForgetDialog question=question on_forgotten=move || designs.ask() />
        </div>
    }
}

#[component]
fn NewDesign() -> impl IntoView {
    let state = use_app();
    let navigate = use_navigate();
    let new = use_command();
    let make = move || {
        let navigate = navigate.clone();
        new.run_telling::<command::design_new>(
            state.toasts,
            DesignNewRequest {
                name: t!("design-untitled"),
            },
            move |view| navigate(&format!("/designs/{}", view.design.id), Default::default()),
        );
    };
    view! {
        <Button testid="design-new" kind=ButtonKind::Primary icon=Symbol::Plus busy=new.pending() on_press=make>
            {t!("designs-new")}
        </Button>
    }
}

#[component]
fn Card(
    design: DesignSummaryView,
    to_delete: RwSignal<Option<DesignSummaryView>>,
    question: Question,
) -> impl IntoView {
    let customer = design.customer.clone();
    let id = design.id.to_string();
    let link = format!("/designs/{id}");
    let name = design.name.clone();
    let changed = format::date_time(design.changed_at);
    let label = t!("designs-delete", name = design.name.clone());
    let about = t!(
        "designs-about",
        endpoints = t!("count-endpoints", count = design.endpoints),
        connections = t!("count-connections", count = design.connections)
    );
    view! {
        <li class="design-card" data-testid="design-card" data-id=id>
            <span class="design-card-icon"><Icon symbol=Symbol::Map /></span>
            <div class="design-card-words">
                <A href=link attr:class="row-link">
                    {name}
                </A>
                {(!customer.is_empty()).then(|| view! {
                    <small>
                        {customer.clone()} " "
                        <ForgetButton customer=customer.clone() question=question />
                    </small>
                })}
                <small>{about}</small>
                <small>{t!("designs-changed", time = changed)}</small>
            </div>
            <IconButton
                testid="design-delete"
                symbol=Symbol::Trash
                label=label
                on_press=move || to_delete.set(Some(design.clone()))
            />
        </li>
    }
}

#[component]
fn DeleteDialog(designs: Designs, to_delete: RwSignal<Option<DesignSummaryView>>) -> impl IntoView {
    let state = use_app();
    let delete = use_command();
    let confirm = move || {
        if let Some(design) = to_delete.get_untracked() {
            delete.run::<command::design_delete>(
                DesignRequest {
                    id: design.id.clone(),
                },
                move |_| {
                    to_delete.set(None);
                    forget_as_last(state, &design);
                    designs.ask();
                },
            );
        }
    };
    let question = Signal::derive(move || {
        let name = to_delete.with(|design| design.as_ref().map(|design| design.name.clone()))?;
        Some(t!("designs-delete-question", name = name))
    });
    view! {
        <ConfirmDialog
            testid="design-delete-dialog"
            cancel_testid="design-delete-cancel"
            confirm_testid="design-delete-confirm"
            question=question
            warning=t!("designs-delete-warning")
            confirm=t!("action-delete")
            command=delete
            on_confirm=confirm
            on_cancel=move || to_delete.set(None)
        />
    }
}

/// The rail leads to the list instead of a design that is gone.
fn forget_as_last(state: AppState, design: &DesignSummaryView) {
    state.view.update(|view| {
        if view.last_design.as_ref() == Some(&design.id) {
            view.last_design = None;
        }
    });
}
