//! The presentation view: the map and the offers in large type, and nothing that is not meant for others' eyes.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use model::{
    DesignId, Feasibility, Level, Mbps, Offer, Origin, Protection, Seal, Term, is_simulated,
};

use super::canvas::MapCanvas;
use crate::{
    components::{Button, CollectAny, FeeText, level_badge},
    frame::other_route,
    hooks::{effect, focus, memo},
    i18n::format,
    state::{
        AppState,
        design::{DesignState, use_design},
        use_app,
    },
    t,
};

/// Most quotes that are shown where nothing was asked.
const MOST: usize = 6;

/// The button that opens the view.
#[component]
pub(super) fn PresentButton() -> impl IntoView {
    let (app, navigate) = (use_app(), use_navigate());
    view! {
        <Button
            testid="present"
            kind=crate::components::ButtonKind::Chip
            on_press=move || navigate(&other_route(app, false), Default::default())
        >
            {t!("present")}
        </Button>
    }
}

/// The view of one design.
#[component]
pub fn PresentPage() -> impl IntoView {
    let (app, state, navigate) = (use_app(), use_design(), use_navigate());
    let params = use_params_map();
    effect(move || {
        if let Some(Ok(id)) = params.with(|params| params.get("id").map(DesignId::new)) {
            state.document.open(&id);
        }
    });
    app.load_quotes();
    let about = memo(move || {
        let design = state.document.design();
        design.with(|design| {
            let design = design.as_ref()?;
            Some((design.name.clone(), design.customer.clone()))
        })
    });
    app.header
        .show(move || about.get().unwrap_or_default().0, String::new);
    focus("[data-testid=present-leave]");
    view! {
        <div class="present" data-testid="page-present">
            <div class="present-head">
                <h1>{move || about.get().map(|(name, _)| name)}</h1>
                <p>{move || about.get().map(|(_, customer)| customer)}</p>
                <Button
                    testid="present-leave"
                    on_press=move || navigate(&other_route(app, true), Default::default())
                >
                    {t!("present-leave")}
                </Button>
            </div>
            <section class="design-map" aria-label=t!("design-map-label")>
                <MapCanvas read_only=true />
            </section>
            <section class="present-offers" data-testid="present-offers" tabindex="0" aria-label=t!("present-offers")>
                {move || {
                    let all = answers(state);
                    let all = if all.is_empty() { quotes(app, state) } else { all };
                    if all.is_empty() {
                        return view! { <p>{t!("present-nothing")}</p> }.into_any();
                    }
                    all.into_iter().map(panel).collect_any().into_any()
                }}
            </section>
        </div>
    }
}

/// What an operator offers for one question.
struct Answered {
    operator: String,
    is_simulated: bool,
    /// When it was saved, where it is not answered now.
    quoted_at: Option<DateTime<Utc>>,
    bandwidth: Mbps,
    term: Option<Term>,
    protection: Option<Protection>,
    offers: Vec<Offer>,
    chosen: Option<Level>,
}

/// What is answered now.
fn answers(state: DesignState) -> Vec<Answered> {
    let keys = state.answer.asked();
    let answered = keys.into_iter().filter_map(|key| {
        let inquiry = state.answer.of(key)?;
        // What is outdated by a change is no offer for this network.
        if state.answer.is_old(&inquiry) {
            return None;
        }
        let assessment = &inquiry.answer.as_ref()?.assessment;
        Some(Answered {
            operator: assessment.operator.clone(),
            is_simulated: is_simulated(assessment.origin, &assessment.offers),
            bandwidth: assessment.requirement.bandwidth,
            term: assessment.requirement.term,
            protection: Some(assessment.requirement.protection),
            offers: assessment.offers.clone(),
            chosen: state.answer.chosen_of(key),
            quoted_at: None,
        })
    });
    answered.collect()
}

/// What was quoted for the design before, the newest first.
fn quotes(app: AppState, state: DesignState) -> Vec<Answered> {
    let id = state
        .document
        .design()
        .with(|design| design.as_ref().map(|design| design.id.clone()));
    app.quotes.rows().with(|rows| {
        rows.iter()
            .filter(|quote| quote.seal != Seal::Altered)
            .filter_map(|quote| quote.quoted.clone())
            .filter(|quoted| Some(&quoted.design) == id.as_ref())
            .take(MOST)
            .map(|quoted| {
                let is_chosen =
                    |offer: &Offer| quoted.chosen.is_some() && offer.orderable() == quoted.chosen;
                let chosen: Vec<Offer> = quoted
                    .offers
                    .iter()
                    .filter(|offer| is_chosen(offer))
                    .cloned()
                    .collect();
                Answered {
                    operator: quoted.operator,
                    is_simulated: is_simulated(quoted.origin, &quoted.offers),
                    quoted_at: Some(quoted.saved_at),
                    bandwidth: quoted.bandwidth,
                    term: quoted.term,
                    protection: None,
                    offers: if chosen.is_empty() {
                        quoted.offers
                    } else {
                        chosen
                    },
                    chosen: None,
                }
            })
            .collect()
    })
}

fn panel(answered: Answered) -> impl IntoView {
    let mut asked = vec![
        format::bandwidth(answered.bandwidth),
        format::term(answered.term),
    ];
    if answered.protection.is_some_and(Protection::is_protected) {
        asked.push(t!("requirement-protected"));
    }
    let (term, chosen) = (answered.term, answered.chosen);
    view! {
        <article>
            <h2>{asked.join(" · ")}</h2>
            <p>
                {answered.operator} " "
                {answered.quoted_at.map(|at| t!("present-quoted", date = format::date(at)))} " "
                {answered
                    .is_simulated
                    .then(|| view! { <span class="tag">{t!("origin-simulated-tag")}</span> })}
            </p>
            <ul>
                {answered
                    .offers
                    .into_iter()
                    .map(|offer| {
                        let is_chosen = chosen.is_some() && offer.orderable() == chosen;
                        let is_had = !matches!(offer.feasibility, Feasibility::Infeasible { .. });
                        view! {
                            <li
                                class:is-chosen=is_chosen
                                data-testid="present-offer"
                                data-level=offer.level.as_ref().map(|level| level.as_str().to_owned())
                                data-state=offer.state()
                                data-origin=offer.fee.map_or(Origin::Missing, |fee| fee.origin).as_str()
                            >
                                {level_badge(offer.level.as_ref())}
                                {if is_had {
                                    view! {
                                        <span>
                                            <FeeText fee=offer.fee term=term />
                                            <br />
                                            {format::wait(offer.wait)}
                                        </span>
                                    }
                                    .into_any()
                                } else {
                                    view! { <span>{t!("offer-infeasible")}</span> }.into_any()
                                }}
                            </li>
                        }
                    })
                    .collect_any()}
            </ul>
        </article>
    }
}
