//! Quotes: the list, and the one that is open beside it.

mod compare;
mod detail;
mod difference;
mod document;
mod export;
mod list;
mod offers;

pub(crate) use compare::ComparePage;
pub(crate) use offers::Offers;

use contract::QuotedView;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use crate::{
    components::{EmptyState, Loaded, Show, Symbol},
    hooks::memo,
    i18n::format,
    state::use_app,
    t,
};

/// The quotes. The list stays beside the detail.
#[component]
pub(crate) fn QuotesPage() -> impl IntoView {
    let state = use_app();
    state.load_quotes();
    let quotes = state.quotes.rows();
    state.header.show(
        || t!("quotes-title"),
        move || {
            let count = quotes.with(Vec::len);
            if count == 0 {
                String::new()
            } else {
                t!("quotes-count", count = count)
            }
        },
    );
    let params = use_params_map();
    let open = memo(move || params.with(|params| params.get("id")));
    view! {
        <div class="split" class:split-open=move || open.get().is_some() data-testid="page-quotes">
            <section class="split-list" aria-label=t!("quotes-title")>
                <Loaded load=state.quotes.load() on_retry=move || state.load_quotes()>
                    <Show
                        when=move || quotes.with(|quotes| !quotes.is_empty())
                        fallback=move || {
                            view! {
                                <EmptyState
                                    symbol=Symbol::Document
                                    title=t!("quotes-empty")
                                    text=t!("quotes-empty-text")
                                >
                                    <A href=state.design_route() attr:class="btn btn-primary">
                                        {t!("open-design")}
                                    </A>
                                </EmptyState>
                            }
                        }
                    >
                        <list::QuoteList open=open />
                    </Show>
                </Loaded>
            </section>
            {move || open.get().map(|id| view! { <detail::QuoteDetail id=id /> })}
        </div>
    }
}

/// What tells a quote from the others.
fn quoted_name(quoted: &QuotedView) -> String {
    t!(
        "compare-quote",
        design = quoted.design_name.clone(),
        operator = quoted.operator.clone(),
        bandwidth = format::bandwidth(quoted.bandwidth),
        term = format::term(quoted.term),
        time = format::short_date_time(quoted.saved_at)
    )
}
