//! Up to six options beside each other: quotes at one of their levels.

mod charts;
mod lines;
mod table;

use std::sync::Arc;

use contract::{AppError, DocumentOption, ErrorCode, QuoteRequest, command};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::A,
    hooks::{use_navigate, use_query_map},
};
use model::{Offer, Quote, QuoteId, Seal, headline};

use self::{
    charts::Charts,
    lines::{Column, lines, names},
    table::Table,
};
use super::{document::MakeDocument, quoted_name};
use crate::{
    components::{
        Banner, Button, Choice, CollectAny, EmptyState, ErrorBanner, Icon, Select, Show, Skeleton,
        Switch, Symbol,
    },
    errors::Severity,
    hooks::{effect, focus, focus_if_lost, memo},
    ipc::call,
    model::compared::{Compared, MOST, read, route},
    state::use_app,
    t,
};

/// What became of a quote that was to be opened.
#[derive(Clone, Debug, PartialEq)]
enum Opened {
    /// It is there.
    Intact(Arc<Quote>),
    /// Its numbers were altered and are not held against others; of which design it is.
    Altered(String),
    /// It could not be opened.
    Failed(AppError),
}

/// The comparison that the address names.
#[component]
pub(crate) fn ComparePage() -> impl IntoView {
    let app = use_app();
    app.load_quotes();
    app.header.show(|| t!("compare-title"), String::new);
    let query = use_query_map();
    let named = memo(move || read(&query.with(|query| query.get("of").unwrap_or_default())));
    let opened = RwSignal::new(Vec::<(QuoteId, Opened)>::new());
    effect(move || {
        let named = named.get();
        // What failed is asked for again, and what is named no more is not told of.
        opened.update(|opened| {
            opened.retain(|(_, one)| matches!(one, Opened::Intact(_)));
        });
        for one in named {
            open(opened, one.quote);
        }
    });
    let is_loading = memo(move || {
        opened.with(|opened| {
            named.with(|named| named.iter().any(|one| find(opened, &one.quote).is_none()))
        })
    });
    let columns = memo(move || opened.with(|opened| columns(&named.get(), opened)));
    // What could not be opened goes from the address with the next change.
    let of = memo(move || match is_loading.get() {
        true => named.get(),
        false => columns.with(|columns| columns.iter().map(Column::compared).collect()),
    });
    // What is named no more is not told of.
    let wrong = move || {
        opened.with(|opened| {
            named.with(|named| {
                let is_named = |id: &QuoteId| named.iter().any(|one| one.quote == *id);
                let each = opened.iter().filter(|(id, _)| is_named(id));
                each.filter_map(|(_, one)| what_is_wrong(one)).collect_any()
            })
        })
    };
    let only_differences = RwSignal::new(false);
    let lines = memo(move || {
        let now = app.clock.now();
        columns.with(|columns| match columns.is_empty() {
            true => Vec::new(),
            false => lines(columns, now),
        })
    });
    view! {
        <div class="comparison" data-testid="page-compare">
            <div class="toolbar toolbar-line">
                <A href="/quotes" attr:class="btn-link" attr:data-testid="compare-back">
                    <Icon symbol=Symbol::Back />
                    {t!("quotes-title")}
                </A>
                <span class="grow"></span>
                <Switch
                    testid="compare-differences"
                    label=Signal::stored(t!("compare-differences"))
                    on=only_differences
                    on_change=move |on| only_differences.set(on)
                />
                <Add of=of />
                <Show when=move || !is_loading.get() && columns.with(|columns| !columns.is_empty())>
                    <MakeDocument of=Signal::derive(move || of.with(|of| options(of))) />
                </Show>
            </div>
            <div class="scroller">
                {wrong}
                {move || {
                    match (columns.get(), is_loading.get()) {
                        (_, true) => view! { <Skeleton /> }.into_any(),
                        (columns, _) if columns.is_empty() => view! { <Nothing /> }.into_any(),
                        (columns, _) => {
                            let shown = lines.get();
                            let names = names(&columns, &shown);
                            view! {
                                <Table
                                    columns=columns.clone()
                                    names=names.clone()
                                    lines=shown.clone()
                                    only_differences=only_differences
                                />
                                <Charts columns=columns names=names lines=shown />
                            }
                            .into_any()
                        }
                    }
                }}
            </div>
        </div>
    }
}

/// Why a quote is not compared.
fn what_is_wrong(one: &Opened) -> Option<AnyView> {
    match one {
        Opened::Intact(_) => None,
        Opened::Altered(design) => {
            let words = t!("compare-altered", design = design.clone());
            let banner = view! {
                <Banner severity=Severity::Error code=Some(ErrorCode::InvalidInput.as_str())>
                    <p class="banner-text">{words}</p>
                </Banner>
            };
            Some(banner.into_any())
        }
        Opened::Failed(error) => {
            let error = Signal::stored(Some(error.clone()));
            Some(view! { <ErrorBanner error=error /> }.into_any())
        }
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <EmptyState
            symbol=Symbol::Document
            title=t!("compare-nothing")
            text=t!("compare-nothing-text")
        >
            <A href="/quotes" attr:class="btn btn-primary">
                {t!("quotes-title")}
            </A>
        </EmptyState>
    }
}

/// Puts one more quote beside the others.
#[component]
fn Add(of: Memo<Vec<Compared>>) -> impl IntoView {
    let app = use_app();
    let navigate = use_navigate();
    let options = Signal::derive(move || {
        let quotes = app.quotes.rows().get();
        let known = quotes.into_iter().filter(|row| row.seal != Seal::Altered);
        let each = known
            .filter_map(|row| Some(Choice::new(row.id.to_string(), quoted_name(&row.quoted?))));
        let first = Choice::new("", t!("compare-add-none"));
        std::iter::once(first).chain(each).collect()
    });
    // A key that goes through the choices chooses each on its way: only the button adds.
    let chosen = RwSignal::new(String::new());
    let add = move || {
        let Ok(quote) = QuoteId::new(chosen.get_untracked()) else {
            return;
        };
        chosen.set(String::new());
        let mut of = of.get_untracked();
        of.push(Compared { quote, level: None });
        navigate(&route(&of), Default::default());
        // The button cannot be pressed any more; with the sixth quote it goes from the page, and the field with it.
        focus("[data-testid=compare-add]");
        focus_if_lost("[data-testid=compare-back]");
    };
    let add = StoredValue::new_local(add);
    view! {
        <Show when=move || of.with(|of| of.len() < MOST)>
            <Select
                testid="compare-add"
                label=Signal::stored(t!("compare-add"))
                value=chosen
                options=options
                on_choose=move |quote| chosen.set(quote)
            />
            <Button
                testid="compare-add-do"
                disabled=Signal::derive(move || chosen.with(String::is_empty))
                on_press=move || add.with_value(|add| add())
            >
                {t!("compare-add-do")}
            </Button>
        </Show>
    }
}

/// The same options for a document.
fn options(of: &[Compared]) -> Vec<DocumentOption> {
    let options = of.iter().map(|one| DocumentOption {
        quote: one.quote.clone(),
        level: one.level,
    });
    options.collect()
}

/// Opens a quote that is not open yet.
fn open(opened: RwSignal<Vec<(QuoteId, Opened)>>, id: QuoteId) {
    if opened.with_untracked(|opened| find(opened, &id).is_some()) {
        return;
    }
    spawn_local(async move {
        let asked = QuoteRequest { id: id.clone() };
        let one = match call::<command::quote_open>(asked).await {
            Ok(view) if view.seal == Seal::Altered => Opened::Altered(view.quote.design.name),
            Ok(view) => Opened::Intact(Arc::new(view.quote)),
            Err(error) => Opened::Failed(error),
        };
        opened.try_update(|opened| {
            if find(opened, &id).is_none() {
                opened.push((id, one));
            }
        });
    });
}

fn find<'a>(opened: &'a [(QuoteId, Opened)], id: &QuoteId) -> Option<&'a Opened> {
    let one = opened.iter().find(|(known, _)| known == id);
    one.map(|(_, one)| one)
}

/// What stands beside each other: one quote alone at all of its levels, else each at the level that is named or stands
/// for it. What could not be opened is left out.
fn columns(named: &[Compared], opened: &[(QuoteId, Opened)]) -> Vec<Column> {
    let mut columns = Vec::new();
    for one in named {
        let Some(Opened::Intact(quote)) = find(opened, &one.quote) else {
            continue;
        };
        let assessment = &quote.assessment;
        let standing = one
            .level
            .or_else(|| headline(quote.chosen, &assessment.offers)?.known_level());
        let mut levels = vec![standing];
        if named.len() == 1 && one.level.is_none() && standing.is_some() {
            levels = assessment
                .offers
                .iter()
                .map(Offer::known_level)
                .filter(Option::is_some)
                .collect();
        }
        columns.extend(levels.into_iter().map(|level| {
            Column {
                quote: quote.clone(),
                level,
                published: level
                    .and_then(|level| quote.published(level))
                    .map(str::to_owned),
            }
        }));
    }
    columns
}
