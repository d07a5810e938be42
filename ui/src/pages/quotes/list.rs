//! The table of quotes.

use contract::QuoteSummaryView;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};
use model::{Offer, Origin};
use wasm_bindgen::JsCast as _;

use super::export::{ExportCsv, Which};
use crate::{
    components::{FeeText, LevelBadge},
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
    view! {
        <Show when=move || open.get().is_none()>
            <div class="toolbar">
                <span class="grow"></span>
                <ExportCsv which=Which::All />
            </div>
        </Show>
        <div class="scroller">
            <table class="table table-rows">
                <caption class="visually-hidden">{t!("quotes-title")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!("quotes-design")}</th>
                        <th scope="col">{t!("quotes-operator")}</th>
                        <th scope="col">{t!("quotes-asked")}</th>
                        <th scope="col">{t!("quotes-offer")}</th>
                        <th scope="col" class="number">{t!("quotes-saved")}</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || quotes.get()
                        key=|quote| quote.id.to_string()
                        children=move |quote| view! { <QuoteRow quote=quote open=open /> }
                    />
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn QuoteRow(quote: QuoteSummaryView, open: Memo<Option<String>>) -> impl IntoView {
    let id = quote.id.to_string();
    let link = format!("/quotes/{id}");
    let target = link.clone();
    let own = id.clone();
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
        <tr
            class="row-press"
            class:is-chosen=is_open
            data-testid="quote-row"
            data-id=id
            data-origin=quote.origin.as_str()
            data-level=quote.chosen.map(|level| level.as_str())
            on:click=move |event| {
                let is_on_link = event
                    .target()
                    .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                    .is_some_and(|element| element.closest("a, button").ok().flatten().is_some());
                if !is_on_link {
                    navigate(&target, Default::default());
                }
            }
        >
            <td class="cut">
                <A href=link attr:class="row-title" attr:aria-current=move || is_open.get().then_some("true")>
                    {quote.design_name.clone()}
                </A>
                <small>{t!("count-connections", count = quote.connections)}</small>
            </td>
            <td>
                {quote.operator.clone()}
                {is_simulated.then(|| view! { <small>{t!("origin-simulated")}</small> })}
            </td>
            <td>{asked}</td>
            <td>
                {offer.map(|offer| view! {
                    <span class="quote-headline">
                        <LevelBadge level=Signal::stored(offer.level.clone()) />
                        " "
                        <FeeText fee=offer.fee term=term />
                    </span>
                })}
            </td>
            <td class="number">{format::date_time(quote.saved_at)}</td>
        </tr>
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
