//! The table of quotes.

use contract::QuoteSummaryView;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};
use model::{Offer, Origin};

use super::export::{ExportCsv, Which};
use crate::{
    components::{FeeText, GridList, LevelBadge},
    hooks::{GridKeys, is_on_control, use_grid_keys},
    i18n::format,
    state::use_app,
    t,
};

/// The list, newest first.
#[component]
pub(super) fn QuoteList(
    /// The quote that is open beside it.
    open: Memo<Option<String>>,
) -> impl IntoView {
    let quotes = use_app().quotes.rows();
    let ids = Memo::new(move |_| {
        quotes.with(|quotes| quotes.iter().map(|quote| quote.id.to_string()).collect())
    });
    let keys = use_grid_keys(ids.into(), open);
    let columns = vec![
        t!("quotes-design"),
        t!("quotes-operator"),
        t!("quotes-asked"),
        t!("quotes-offer"),
        t!("quotes-saved"),
    ];
    view! {
        // The line stays beside a quote, so that the list stays where it is.
        <div class="toolbar toolbar-line">
            <span class="grow"></span>
            <Show when=move || open.get().is_none()>
                <ExportCsv which=Which::All />
            </Show>
        </div>
        <div class="scroller">
            <GridList class="grid-quotes" label=t!("quotes-title") columns=columns figures=1 keys=keys>
                <For
                    each=move || quotes.get()
                    key=|quote| quote.id.to_string()
                    children=move |quote| view! { <QuoteRow quote=quote open=open keys=keys /> }
                />
            </GridList>
        </div>
    }
}

#[component]
fn QuoteRow(quote: QuoteSummaryView, open: Memo<Option<String>>, keys: GridKeys) -> impl IntoView {
    let id = quote.id.to_string();
    let link = format!("/quotes/{id}");
    let target = link.clone();
    let (own, reached, pressed, row) = (id.clone(), id.clone(), id.clone(), id.clone());
    let is_open = Memo::new(move |_| open.with(|open| open.as_deref() == Some(own.as_str())));
    let navigate = use_navigate();
    let offer = headline(&quote).cloned();
    let asked = t!(
        "quotes-asked-text",
        bandwidth = format::bandwidth(quote.bandwidth),
        term = format::term(quote.term)
    );
    let is_simulated = quote.origin == Origin::Simulated;
    let term = quote.term;
    view! {
        <div
            role="row"
            class="grid-row row-press"
            class:is-chosen=is_open
            aria-selected=move || is_open.get().to_string()
            on:focusin=move |_| keys.arrive(&reached)
            data-testid="quote-row"
            data-id=id
            data-origin=quote.origin.as_str()
            data-level=quote.chosen.map(|level| level.as_str())
            on:click=move |event| {
                if !is_on_control(&event) {
                    keys.arrive(&pressed);
                    navigate(&target, Default::default());
                }
            }
        >
            <div role="gridcell" class="cut">
                <A
                    href=link
                    attr:class="row-title"
                    attr:tabindex=move || keys.tab_index(&row)
                    attr:aria-current=move || is_open.get().then_some("true")
                >
                    {quote.design_name.clone()}
                </A>
                <small>{t!("count-connections", count = quote.connections)}</small>
            </div>
            <div role="gridcell">
                {quote.operator.clone()}
                {is_simulated.then(|| view! { <small>{t!("origin-simulated")}</small> })}
            </div>
            <div role="gridcell">{asked}</div>
            <div role="gridcell">
                {offer.map(|offer| view! {
                    <span class="quote-headline">
                        <LevelBadge level=Signal::stored(offer.level.clone()) />
                        " "
                        <FeeText fee=offer.fee term=term />
                    </span>
                })}
            </div>
            <div role="gridcell" class="number">{format::date_time(quote.saved_at)}</div>
        </div>
    }
}

/// The offer that stands for the quote: the chosen one, else the lowest that can be had.
fn headline(quote: &QuoteSummaryView) -> Option<&Offer> {
    quote
        .chosen
        .and_then(|chosen| {
            quote.offers.iter().find(|offer| {
                offer.level.as_ref().and_then(model::ReportedLevel::known) == Some(chosen)
            })
        })
        .or_else(|| {
            quote
                .offers
                .iter()
                .find(|offer| offer.orderable().is_some())
        })
        .or_else(|| quote.offers.first())
}
