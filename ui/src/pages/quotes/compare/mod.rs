//! Up to six options beside each other: quotes at one of their levels.

mod charts;
mod lines;
mod table;

use std::sync::Arc;

use contract::{AppError, DocumentOption, ProfileView, QuoteRequest, QuoteView, command};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::A,
    hooks::{use_navigate, use_query_map},
};
use model::{Level, Offer, Quote, QuoteId, ReportedLevel, Seal};

use self::{
    charts::Charts,
    lines::{Column, lines},
    table::Table,
};
use super::document::MakeDocument;
use crate::{
    components::{Choice, EmptyState, ErrorBanner, Icon, Select, Show, Skeleton, Switch, Symbol},
    hooks::effect,
    i18n::format,
    ipc::call,
    model::compared::{Compared, MOST, read, route},
    state::{Load, use_app},
    t,
};

/// A quote that was opened, or why it was not.
type Opened = Result<Arc<Quote>, AppError>;

/// The comparison that the address names.
#[component]
pub(crate) fn ComparePage() -> impl IntoView {
    let app = use_app();
    app.load_quotes();
    if app.profiles.load().get_untracked() == Load::Idle {
        app.load_profiles();
    }
    app.header.show(|| t!("compare-title"), String::new);
    let query = use_query_map();
    let named = Memo::new(move |_| read(&query.with(|query| query.get("of").unwrap_or_default())));
    let opened = RwSignal::new(Vec::<(QuoteId, Opened)>::new());
    effect(move || {
        for one in named.get() {
            open(opened, one.quote);
        }
    });
    let of = Memo::new(move |_| opened.with(|opened| spread(&named.get(), opened)));
    let columns = Memo::new(move |_| {
        let profiles = app.profiles.rows().get();
        opened.with(|opened| columns(&of.get(), opened, &profiles))
    });
    let error = Signal::derive(move || {
        opened.with(|opened| opened.iter().find_map(|(_, one)| one.clone().err()))
    });
    let only_differences = RwSignal::new(false);
    let lines = Memo::new(move |_| {
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
                <Show when=move || columns.with(|columns| !columns.is_empty())>
                    <MakeDocument of=Signal::derive(move || of.with(|of| options(of))) />
                </Show>
            </div>
            <div class="scroller">
                <ErrorBanner error=error />
                {move || {
                    let is_loading = named.get().len() > opened.with(Vec::len);
                    match (columns.get(), is_loading) {
                        (_, true) => view! { <Skeleton /> }.into_any(),
                        (columns, _) if columns.is_empty() => view! { <Nothing /> }.into_any(),
                        (columns, _) => {
                            let shown = lines.get();
                            view! {
                                <Table columns=columns.clone() lines=shown.clone() of=of.get() only_differences=only_differences />
                                <Charts columns=columns lines=shown />
                            }
                            .into_any()
                        }
                    }
                }}
            </div>
        </div>
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
        let each = known.filter_map(|row| {
            let quoted = row.quoted?;
            let words = t!(
                "compare-quote",
                design = quoted.design_name,
                operator = quoted.operator,
                bandwidth = format::bandwidth(quoted.bandwidth),
                term = format::term(quoted.term)
            );
            Some(Choice::new(row.id.to_string(), words))
        });
        let first = Choice::new("", t!("compare-add-none"));
        std::iter::once(first).chain(each).collect()
    });
    let add = move |quote: String| {
        let Ok(quote) = QuoteId::new(quote) else {
            return;
        };
        let mut of = of.get_untracked();
        of.push(Compared { quote, level: None });
        navigate(&route(&of), Default::default());
    };
    let add = StoredValue::new_local(add);
    view! {
        <Show when=move || of.with(|of| of.len() < MOST)>
            <Select
                testid="compare-add"
                label=Signal::stored(t!("compare-add"))
                value=Signal::derive(move || {
                    of.track();
                    String::new()
                })
                options=options
                on_choose=move |quote| add.with_value(|add| add(quote))
            />
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
    let is_known = opened.with_untracked(|opened| opened.iter().any(|(known, _)| *known == id));
    if is_known {
        return;
    }
    spawn_local(async move {
        let asked = QuoteRequest { id: id.clone() };
        let view = call::<command::quote_open>(asked).await;
        let quote = view.and_then(intact);
        opened.try_update(|opened| {
            if opened.iter().all(|(known, _)| *known != id) {
                opened.push((id, quote.map(Arc::new)));
            }
        });
    });
}

/// Numbers that were altered are not held against others.
fn intact(view: QuoteView) -> Result<Quote, AppError> {
    if view.seal == Seal::Altered {
        return Err(AppError {
            code: contract::ErrorCode::InvalidInput,
            message: t!("compare-altered", design = view.quote.design.name),
            retryable: false,
            correlator: None,
        });
    }
    Ok(view.quote)
}

/// What is compared, each at a level: one quote alone is compared at all of its levels.
fn spread(named: &[Compared], opened: &[(QuoteId, Opened)]) -> Vec<Compared> {
    let quote = |id: &QuoteId| {
        let found = opened.iter().find(|(known, _)| known == id);
        found.and_then(|(_, quote)| quote.as_ref().ok())
    };
    if let [one] = named
        && one.level.is_none()
        && let Some(quote) = quote(&one.quote)
    {
        let levels = quote.assessment.offers.iter().filter_map(level);
        return levels
            .map(|level| Compared {
                level: Some(level),
                ..one.clone()
            })
            .collect();
    }
    named
        .iter()
        .map(|one| Compared {
            level: one
                .level
                .or_else(|| quote(&one.quote).and_then(|quote| headline(quote))),
            ..one.clone()
        })
        .collect()
}

fn columns(of: &[Compared], opened: &[(QuoteId, Opened)], profiles: &[ProfileView]) -> Vec<Column> {
    let each = of.iter().filter_map(|one| {
        let (_, quote) = opened.iter().find(|(id, _)| *id == one.quote)?;
        let quote = quote.as_ref().ok()?.clone();
        let profile = profiles
            .iter()
            .find(|profile| profile.id == quote.assessment.profile);
        let published = profile.and_then(|profile| profile.published_levels.as_ref());
        let published = published.zip(one.level).and_then(|(published, level)| {
            let at = Level::ALL.iter().position(|known| *known == level)?;
            published.get(at).filter(|words| !words.is_empty()).cloned()
        });
        Some(Column {
            quote,
            level: one.level,
            published,
        })
    });
    each.collect()
}

/// The level that stands for a quote: the chosen one, else the lowest that can be had.
fn headline(quote: &Quote) -> Option<Level> {
    let offers = &quote.assessment.offers;
    quote
        .chosen
        .or_else(|| offers.iter().find_map(Offer::orderable))
        .or_else(|| offers.iter().find_map(level))
}

fn level(offer: &Offer) -> Option<Level> {
    offer.level.as_ref().and_then(ReportedLevel::known)
}
