//! What to vary: values to turn on and off, how many questions that makes, and asking them.

use std::{fmt::Write as _, sync::Arc, time::Duration};

use leptos::{html, prelude::*};
use model::{
    Design, EndpointId, MatrixAxes, MatrixPlan, Mbps, ProfileId, Protection, Term,
    matrix::{AxesError, PlanError, expected},
};

use super::super::{
    operators::{Operators, assess_denial},
    wording,
};
use crate::{
    components::{Button, ButtonKind, Denied, Input, Show, TextField},
    hooks::{effect, follow_with_focus, is_by_keyboard, memo},
    i18n::format,
    model::{
        edit_queue::SaveState,
        matrix_draft::{AxisValue, MatrixDraft},
    },
    state::{
        AppState, MatrixRun,
        design::{DesignState, use_design},
        use_app,
    },
    t,
};

/// How long an answer takes where no operator has answered about the design yet.
const USUAL: Duration = Duration::from_millis(300);

/// The form.
#[component]
pub(super) fn Axes() -> impl IntoView {
    let (app, state) = (use_app(), use_design());
    let draft = app.matrix.draft();
    // It begins around what the design asks for, and stays while that is changed from here.
    effect(move || {
        state.document.design().with(|design| {
            if let Some(design) = design {
                app.matrix.follow(design);
            }
        });
    });
    let plan = Memo::new(move |_| plan(state, &draft.get()));
    let is_running = memo(move || app.matrix.is_running().get() && run(app, state).is_some());
    let denial = assess_denial();
    let cannot = Signal::derive(move || {
        state.document.save_state().get() != SaveState::Saved
            || plan.with(|plan| plan.as_ref().is_none_or(Result::is_err))
            || denial.get().is_some()
            || app.matrix.is_running().get()
    });
    let by_keyboard = RwSignal::new(false);
    follow_with_focus(
        is_running,
        by_keyboard,
        "[data-testid=matrix-cancel]",
        "[data-testid=matrix-start]",
    );
    let start = move || {
        by_keyboard.set(is_by_keyboard());
        let design = state.document.design().get_untracked();
        if let (Some(design), Some(Ok((axes, plan)))) = (design, plan.get_untracked()) {
            app.matrix.start(design, axes, &plan);
        }
    };
    view! {
        <Values draft=draft />
        <OwnBandwidth draft=draft />
        <Operators />
        <Denied reason=denial />
        <div class="matrix-start">
            <Show
                when=move || is_running.get()
                fallback=move || {
                    view! {
                        <Button
                            testid="matrix-start"
                            kind=ButtonKind::Primary
                            disabled=cannot
                            on_press=start
                        >
                            {move || match run(app, state) {
                                Some(_) => t!("matrix-start-again"),
                                None => t!("matrix-start"),
                            }}
                        </Button>
                    }
                }
            >
                <Button testid="matrix-cancel" on_press=move || app.matrix.cancel()>
                    {t!("action-cancel")}
                </Button>
            </Show>
            <p data-testid="matrix-count" class="matrix-count" role="status">
                {move || plan.with(|plan| match plan {
                    _ if !is_running.get() && app.matrix.is_running().get() => t!("matrix-other"),
                    Some(Ok((_, plan))) => in_words(app, state, plan),
                    Some(Err(words)) => words.clone(),
                    None => String::new(),
                })}
            </p>
            <div
                class="matrix-progress"
                style:--share=move || format!("{}%", share(app, state))
                inner_html=move || progress_html(app, state)
            ></div>
            <p class="visually-hidden" role="status">
                {move || match is_running.get() {
                    true => String::new(),
                    false => progress_words(app, state),
                }}
            </p>
        </div>
    }
}

/// The values of every axis, each turned on or off by a press.
#[component]
fn Values(draft: RwSignal<MatrixDraft>) -> impl IntoView {
    let axes = NodeRef::<html::Div>::new();
    // Only another value is written: one that is pressed keeps the focus.
    let mut written = String::new();
    effect(move || {
        let values = draft.with(MatrixDraft::values);
        let Some(axes) = axes.get() else { return };
        let html = values_html(&values);
        if written != html {
            axes.set_inner_html(&html);
            written = html;
        }
        for (at, value) in values.into_iter().enumerate() {
            let is_on = draft.with(|draft| draft.is_on(value)).to_string();
            if let Ok(Some(button)) = axes.query_selector(&format!("[data-at='{at}']")) {
                // It can always be set.
                let _ = button.set_attribute("aria-pressed", &is_on);
            }
        }
    });
    let turn = move |event: web_sys::Event| {
        let target: web_sys::Element = event_target(&event);
        let at = target
            .get_attribute("data-at")
            .and_then(|at| at.parse::<usize>().ok());
        let values = draft.with_untracked(MatrixDraft::values);
        if let Some(value) = at.and_then(|at| values.get(at).copied()) {
            draft.update(|draft| draft.turn(value));
        }
    };
    view! {
        <div class="matrix-axes" node_ref=axes on:click=move |event| turn(event.into())></div>
    }
}

/// All values as buttons, in a group for each axis. Numbers and words of the app's own need no
/// escaping.
fn values_html(values: &[AxisValue]) -> String {
    let labels = [
        t!("matrix-bandwidths"),
        t!("matrix-terms"),
        t!("matrix-protections"),
    ];
    let mut html = String::new();
    for (axis, label) in labels.into_iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<div class=matrix-axis role=group aria-label=\"{label}\"><span class=field-label aria-hidden=true>\
             {label}</span>"
        );
        let of_axis = values
            .iter()
            .enumerate()
            .filter(|(_, value)| axis_of(**value) == axis);
        for (at, value) in of_axis {
            let (wire, words) = value_words(*value);
            let _ = write!(
                html,
                "<button type=button class=chip data-testid=\"matrix-value\" data-at={at} data-value={wire}>{words}\
                 </button>"
            );
        }
        html.push_str("</div>");
    }
    html
}

/// A bandwidth that is not among them.
#[component]
fn OwnBandwidth(draft: RwSignal<MatrixDraft>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let error = Signal::derive(move || {
        let wrong = typed.with(|typed| typed.parse::<Mbps>()).err();
        wrong
            .filter(|_| tried.get())
            .map(wording::bandwidth_problem)
    });
    let add = move || match typed.get_untracked().parse() {
        Ok(bandwidth) => {
            draft.update(|draft| draft.add(bandwidth));
            typed.set(String::new());
            tried.set(false);
        }
        Err(_) => tried.set(true),
    };
    view! {
        <form
            class="matrix-own"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <TextField
                testid="matrix-bandwidth"
                label=t!("matrix-own")
                value=typed
                input=Input::Whole
                unit=t!("unit-mbps")
                error=error
            />
            <Button testid="matrix-bandwidth-add" submit=true>
                {t!("matrix-add")}
            </Button>
        </form>
    }
}

/// The last run, where it is of the design that is open.
fn run(app: AppState, state: DesignState) -> Option<Arc<MatrixRun>> {
    let design = state.document.design();
    design.with(|design| app.matrix.run_of(&design.as_ref()?.id))
}

/// How far the run has come, in words; nothing before the first.
fn progress_words(app: AppState, state: DesignState) -> String {
    let asked = run(app, state).map(|run| run.asked);
    asked.map_or_else(String::new, |asked| {
        t!(
            "matrix-progress",
            done = app.matrix.done().get(),
            count = asked
        )
    })
}

/// How far the run has come, as HTML; nothing before the first.
fn progress_html(app: AppState, state: DesignState) -> String {
    let matrix = app.matrix;
    let Some(asked) = run(app, state).map(|run| run.asked) else {
        return String::new();
    };
    let done = matrix.done().get();
    let words = progress_words(app, state);
    let state = if matrix.is_running().get() {
        "running"
    } else {
        "done"
    };
    let label = t!("matrix-title");
    format!(
        "<div role=progressbar data-testid=\"matrix-progress\" data-state={state} aria-label=\"{label}\" \
         aria-valuemin=0 aria-valuemax={asked} aria-valuenow={done} aria-valuetext=\"{words}\">\
         </div><span aria-hidden=true>{words}</span>"
    )
}

/// How much of the run is done, in percent.
fn share(app: AppState, state: DesignState) -> usize {
    let asked = run(app, state).map_or(1, |run| run.asked);
    app.matrix.done().get() * 100 / asked.max(1)
}

const fn axis_of(value: AxisValue) -> usize {
    match value {
        AxisValue::Bandwidth(_) => 0,
        AxisValue::Term(_) => 1,
        AxisValue::Protection(_) => 2,
    }
}

/// The value of the automation attribute, and the words.
fn value_words(value: AxisValue) -> (String, String) {
    match value {
        AxisValue::Bandwidth(mbps) => (mbps.to_string(), format::bandwidth(mbps)),
        AxisValue::Term(term) => (term_value(term), format::term(term)),
        AxisValue::Protection(protection) => (
            protection.is_protected().to_string(),
            protection_words(protection),
        ),
    }
}

/// A duration as automation reads it.
pub(super) fn term_value(term: Option<Term>) -> String {
    term.map_or_else(
        || "default".to_owned(),
        |term| format!("{}-{}", term.value, term.unit),
    )
}

/// Whether something is protected, in words.
pub(super) fn protection_words(protection: Protection) -> String {
    match protection {
        Protection::Protected => t!("protection-on"),
        Protection::Unprotected => t!("protection-off"),
    }
}

/// What would be asked, or why nothing can be; nothing where no design is open.
fn plan(
    state: DesignState,
    draft: &MatrixDraft,
) -> Option<Result<(MatrixAxes, MatrixPlan), String>> {
    let operators: Vec<ProfileId> = state.answer.picks.all().into_iter().flatten().collect();
    state.document.design().with(|design| {
        let design = design.as_ref()?;
        let axes = match draft.axes(operators) {
            Ok(axes) => axes,
            Err(error) => return Some(Err(axes_problem(error))),
        };
        let plan = MatrixPlan::of(&axes, design);
        Some(
            plan.map(|plan| (axes, plan))
                .map_err(|error| plan_problem(error, design)),
        )
    })
}

fn axes_problem(error: AxesError) -> String {
    match error {
        AxesError::Empty => t!("matrix-empty"),
        AxesError::TooManyBandwidths => t!("matrix-too-many-bandwidths"),
        AxesError::TooManyTerms => t!("matrix-too-many-terms"),
    }
}

fn plan_problem(error: PlanError, design: &Design) -> String {
    match error {
        PlanError::NoConnections => t!("assess-blocked-connections"),
        PlanError::TooManyConnections => t!("assess-blocked-too-many"),
        PlanError::NotProtectable(lacking) => {
            t!("matrix-not-protectable", names = names(design, &lacking))
        }
        PlanError::TooManyQuestions(count) => t!("matrix-too-many", count = count),
    }
}

/// The names of endpoints, side by side.
pub(super) fn names(design: &Design, endpoints: &[EndpointId]) -> String {
    let names = endpoints.iter().filter_map(|id| design.endpoint(id));
    names
        .map(|endpoint| endpoint.label.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// How many questions, for how long, and what is left out.
fn in_words(app: AppState, state: DesignState, plan: &MatrixPlan) -> String {
    if state.document.save_state().get() != SaveState::Saved {
        return t!("matrix-unsaved");
    }
    let mut longest = Duration::ZERO;
    for question in &plan.questions {
        let Some(operator) = app.profile(&question.profile) else {
            continue;
        };
        let of_it = plan
            .questions
            .iter()
            .filter(|other| other.profile == operator.id);
        let connections = state
            .document
            .design()
            .with(|design| design.as_ref().map_or(1, |design| design.connections.len()));
        let each = if operator.options.dialect.takes_one_connection() {
            connections
        } else {
            1
        };
        let took = state.answer.took(&operator.id).unwrap_or(USUAL);
        longest = longest.max(expected(of_it.count() * each, operator.limits, took));
    }
    let seconds = longest.as_secs_f64().ceil().max(1.0) as u64;
    let count = t!(
        "matrix-count",
        count = plan.questions.len(),
        seconds = seconds
    );
    let mut words = vec![count];
    if !plan.lacking.is_empty() {
        let names = state
            .document
            .design()
            .with(|design| design.as_ref().map(|design| names(design, &plan.lacking)));
        words.push(t!("matrix-lacking", names = names.unwrap_or_default()));
    }
    words.push(t!("matrix-fresh"));
    words.join(". ").replace("..", ".")
}
