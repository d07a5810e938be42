//! The table of quotes.

use contract::{QuoteSummaryView, QuotedView};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};
use model::{QuoteId, Seal, headline, is_simulated};

use super::{
    export::{ExportCsv, TapeSave, Which},
    quoted_name,
};
use crate::{
    components::{Button, ButtonKind, FeeText, GridList, LevelBadge, Row, Rows, Show},
    hooks::{GridKeys, effect, focus_if_lost, is_on_control, memo, use_grid_keys},
    i18n::format,
    model::compared::{Compared, MOST, route},
    state::use_app,
    t,
};

/// The list, newest first.
#[component]
pub(super) fn QuoteList(
    /// The quote that is open beside it.
    open: Memo<Option<String>>,
) -> impl IntoView {
    let (quotes, ticked) = (use_app().quotes.rows(), use_app().ticked_quotes);
    // Nothing that is gone, or was altered since, stays ticked.
    effect(move || {
        quotes.with(|quotes| {
            let stays = |id: &QuoteId| {
                let mut each = quotes.iter();
                each.any(|row| row.id == *id && row.seal != Seal::Altered)
            };
            ticked.update(|ticked| ticked.retain(stays));
        });
    });
    let ids = memo(move || {
        quotes.with(|quotes| quotes.iter().map(|quote| quote.id.to_string()).collect())
    });
    let keys = use_grid_keys(ids.into(), open);
    let columns = vec![
        t!("quotes-compare"),
        t!("quotes-design"),
        t!("quotes-operator"),
        t!("quotes-asked"),
        t!("quotes-offer"),
        t!("quotes-saved"),
    ];
    view! {
        // The line stays beside a quote, so that the list stays where it is.
        <div class="toolbar toolbar-line">
            <CompareTicked />
            <span class="grow"></span>
            <Show when=move || open.get().is_none()>
                <TapeSave />
                <ExportCsv which=Which::All />
            </Show>
        </div>
        <div class="scroller">
            <GridList class="grid-quotes" label=t!("quotes-title") columns=columns figures=1 keys=keys>
                <Rows each=move || {
                    let quotes = quotes.get().into_iter();
                    quotes
                        .map(|quote| {
                            Row::new(
                                quote.id.clone(),
                                move || view! { <QuoteRow row=quote open=open keys=keys /> },
                            )
                        })
                        .collect()
                } />
            </GridList>
        </div>
    }
}

#[component]
fn QuoteRow(row: QuoteSummaryView, open: Memo<Option<String>>, keys: GridKeys) -> impl IntoView {
    let id = row.id.to_string();
    let link = format!("/quotes/{id}");
    let target = link.clone();
    let (own, reached, pressed, at) = (id.clone(), id.clone(), id.clone(), id.clone());
    let is_open = memo(move || open.with(|open| open.as_deref() == Some(own.as_str())));
    let navigate = use_navigate();
    let quoted = row.quoted.as_ref();
    let is_altered = row.seal == Seal::Altered;
    let name = quoted.map_or_else(
        || t!("quote-unreadable"),
        |quoted| quoted.design_name.clone(),
    );
    let origin = quoted.map(|quoted| quoted.origin.as_str());
    let level = quoted.and_then(|quoted| Some(quoted.chosen?.as_str()));
    let below = quoted.map(|quoted| t!("count-connections", count = quoted.connections));
    view! {
        <div
            role="row"
            class="grid-row row-press"
            class:is-chosen=is_open
            aria-selected=move || is_open.get().to_string()
            on:focusin=move |_| keys.arrive(&reached)
            data-testid="quote-row"
            data-id=id
            data-seal=row.seal.as_str()
            data-origin=origin
            data-level=level
            on:click=move |event| {
                if !is_on_control(&event) {
                    keys.arrive(&pressed);
                    navigate(&target, Default::default());
                }
            }
        >
            <div role="gridcell">
                <Tick
                    id=row.id.clone()
                    name=quoted.map_or_else(|| name.clone(), quoted_name)
                    is_altered=is_altered
                    keys=keys
                />
            </div>
            <div role="gridcell" class="cut">
                <A
                    href=link
                    attr:class="row-title"
                    attr:tabindex=move || keys.tab_index(&at)
                    attr:aria-current=move || is_open.get().then_some("true")
                >
                    {name}
                </A>
                <small>
                    {is_altered.then(|| view! { <b class="altered">{t!("quote-altered-tag")}</b> " " })}
                    {below}
                </small>
            </div>
            {match row.quoted {
                Some(quoted) => view! { <Quoted quoted=quoted /> }.into_any(),
                None => view! { <div role="gridcell" aria-colspan="4"></div> }.into_any(),
            }}
        </div>
    }
}

/// What the quote says.
#[component]
fn Quoted(quoted: QuotedView) -> impl IntoView {
    let offer = headline(quoted.chosen, &quoted.offers).cloned();
    let asked = t!(
        "quotes-asked-text",
        bandwidth = format::bandwidth(quoted.bandwidth),
        term = format::term(quoted.term)
    );
    let is_simulated = is_simulated(quoted.origin, &quoted.offers);
    let term = quoted.term;
    view! {
        <div role="gridcell">
            {quoted.operator}
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
        <div role="gridcell" class="number">{format::date_time(quoted.saved_at)}</div>
    }
}

/// Whether the quote is to be compared.
#[component]
fn Tick(
    id: QuoteId,
    /// What the quote is called.
    name: String,
    /// Its numbers are not held against others.
    is_altered: bool,
    keys: GridKeys,
) -> impl IntoView {
    let ticked = use_app().ticked_quotes;
    let (own, turned) = (id.clone(), id.to_string());
    let at = turned.clone();
    let is_ticked = memo(move || ticked.with(|ticked| ticked.contains(&own)));
    let is_full = move || is_altered || !is_ticked.get() && ticked.with(|all| all.len() >= MOST);
    view! {
        <input
            type="checkbox"
            data-testid="quote-tick"
            data-id=turned
            tabindex=move || keys.tab_index(&at)
            aria-label=t!("quote-tick", quote = name)
            prop:checked=is_ticked
            disabled=is_full
            on:change=move |_| ticked.update(|all| match all.iter().position(|one| *one == id) {
                Some(at) => drop(all.remove(at)),
                None => all.push(id.clone()),
            })
        />
    }
}

/// On to the comparison of those that are ticked.
#[component]
fn CompareTicked() -> impl IntoView {
    let ticked = use_app().ticked_quotes;
    let navigate = use_navigate();
    let compare = move || {
        let of = ticked.get_untracked().into_iter();
        let of: Vec<_> = of.map(|quote| Compared { quote, level: None }).collect();
        navigate(&route(&of), Default::default());
    };
    let compare = StoredValue::new_local(compare);
    view! {
        <Show
            when=move || ticked.with(|ticked| !ticked.is_empty())
            fallback=|| view! { <span class="toolbar-hint">{t!("quote-compare-hint")}</span> }
        >
            <Button
                testid="quote-compare"
                kind=ButtonKind::Primary
                on_press=move || compare.with_value(|compare| compare())
            >
                {move || t!("quote-compare", count = ticked.with(Vec::len))}
            </Button>
            <Button
                testid="quote-compare-none"
                kind=ButtonKind::Link
                on_press=move || {
                    ticked.set(Vec::new());
                    focus_if_lost("[data-testid=quote-tick]:enabled");
                }
            >
                {t!("quote-compare-none")}
            </Button>
        </Show>
    }
}
