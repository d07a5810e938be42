//! What is asked of every connection: bandwidth, duration, protection, routing.

use leptos::prelude::*;
use model::{
    DesignId, DesignProblem, Edit, EndpointId, Protection, Requirement, Routing, TermUnit,
    assessment_problems,
};

use super::{actions, wording};
use crate::{
    components::{Button, ButtonKind, Choice, NumberField, Select, Show, Switch},
    hooks::{effect, memo},
    i18n::format,
    model::{bandwidth_scale, history::Burst, requirement_draft::RequirementDraft},
    state::design::{DesignState, use_design},
    t,
};

/// What stands in the fields: texts beside what the design itself says.
#[derive(Clone, Copy)]
pub(super) struct RequirementFields {
    state: DesignState,
    bandwidth: RwSignal<String>,
    duration: RwSignal<String>,
    unit: RwSignal<TermUnit>,
}

/// The fields of the requirement. Each right value is part of the design at once.
#[component]
pub(super) fn RequirementForm(
    /// What stands in them.
    fields: RequirementFields,
) -> impl IntoView {
    let state = fields.state;
    let requirement = move || {
        state
            .document
            .design()
            .with(|design| design.as_ref().map(|design| design.requirement))
    };
    let bandwidth_error = Signal::derive(move || {
        fields
            .draft()
            .and_then(|draft| draft.bandwidth().err())
            .map(wording::bandwidth_problem)
    });
    let duration_error = Signal::derive(move || {
        fields
            .draft()
            .and_then(|draft| draft.term().err())
            .map(wording::term_problem)
    });
    let unit = Signal::derive(move || fields.unit.get().as_str().to_owned());
    let routing = Signal::derive(move || {
        requirement()
            .map(|asked| asked.routing.as_str().to_owned())
            .unwrap_or_default()
    });
    let is_protected =
        Signal::derive(move || requirement().is_some_and(|asked| asked.protection.is_protected()));
    view! {
        <div class="requirement" on:focusout=move |_| state.document.seal()>
            <NumberField
                testid="requirement-bandwidth"
                label=t!("requirement-bandwidth")
                value=fields.bandwidth
                unit=t!("unit-mbps")
                error=bandwidth_error
                on_input=move || fields.apply("bandwidth", |_| ())
            />
            <BandwidthSlider fields=fields />
            <div class="pair">
                <div class="duration">
                    <NumberField
                        testid="requirement-duration-value"
                        label=t!("requirement-duration")
                        value=fields.duration
                        error=duration_error
                        on_input=move || fields.apply("duration", |_| ())
                    />
                    <Select
                        testid="requirement-duration-unit"
                        label=t!("requirement-duration-unit")
                        value=unit
                        options=Signal::derive(units)
                        on_choose=move |unit: String| {
                            if let Ok(unit) = unit.parse() {
                                fields.unit.set(unit);
                                fields.apply("unit", |_| ());
                            }
                        }
                    />
                </div>
                <Select
                    testid="requirement-routing"
                    label=t!("requirement-routing")
                    value=routing
                    options=Signal::derive(routings)
                    on_choose=move |routing: String| {
                        if let Ok(routing) = routing.parse() {
                            fields.apply("routing", |draft| draft.routing = routing);
                        }
                    }
                />
            </div>
            <Switch
                testid="requirement-protected"
                label=t!("requirement-protected")
                hint=t!("requirement-protected-hint")
                on=is_protected
                on_change=move |on: bool| {
                    fields.apply("protected", |draft| draft.protection = Protection::from(on));
                }
                error=Signal::derive(move || lacking_words(state))
            />
            <FixButton state=state />
        </div>
    }
}

/// The bandwidth on a scale by ratio, from 1 to 1,000,000 Mbps.
#[component]
fn BandwidthSlider(fields: RequirementFields) -> impl IntoView {
    let bandwidth = memo(move || {
        fields
            .state
            .document
            .design()
            .with(|design| design.as_ref().map(|design| design.requirement.bandwidth))
    });
    let position = move || bandwidth.get().map_or(0, bandwidth_scale::position_of);
    let share = move || format!("{}%", position() * 100 / bandwidth_scale::LAST);
    view! {
        <input
            type="range"
            class="slider"
            data-testid="requirement-bandwidth-slider"
            data-value=move || bandwidth.get().map(|bandwidth| bandwidth.to_string())
            min="0"
            max=bandwidth_scale::LAST.to_string()
            step="1"
            aria-label=t!("requirement-bandwidth")
            aria-valuetext=move || bandwidth.get().map(format::bandwidth)
            style:--share=share
            prop:value=move || position().to_string()
            on:input=move |event| {
                if let Ok(position) = event_target_value(&event).parse() {
                    let bandwidth = bandwidth_scale::bandwidth_at(position);
                    fields.bandwidth.set(bandwidth.to_string());
                    fields.apply("bandwidth", |_| ());
                }
            }
        />
    }
}

/// Leads to the first endpoint that protection lacks an address of.
#[component]
fn FixButton(state: DesignState) -> impl IntoView {
    let first = memo(move || lacking(state).into_iter().next());
    view! {
        <Show when=move || first.get().is_some()>
            <Button
                kind=ButtonKind::Link
                on_press=move || {
                    if let Some(id) = first.get_untracked() {
                        fix_address(state, id);
                    }
                }
            >
                {t!("requirement-fix")}
            </Button>
        </Show>
    }
}

/// Shows the form of `endpoint` with the focus on its secondary address.
pub(super) fn fix_address(state: DesignState, endpoint: EndpointId) {
    actions::open_endpoint(state, endpoint, false);
    actions::focus("#endpoint-secondary-ip".to_owned());
}

impl RequirementFields {
    /// Fields that follow the open design.
    pub(super) fn new() -> Self {
        let fields = Self {
            state: use_design(),
            bandwidth: RwSignal::new(String::new()),
            duration: RwSignal::new(String::new()),
            unit: RwSignal::new(TermUnit::Months),
        };
        let document = fields.state.document;
        let requirement = memo(move || {
            document.design().with(|design| {
                design
                    .as_ref()
                    .map(|design| (design.id.clone(), design.requirement))
            })
        });
        let mut before = None::<(DesignId, Requirement)>;
        effect(move || {
            let asked = requirement.get();
            before = asked.filter(|asked| fields.follow(before.as_ref(), asked).is_some());
        });
        fields
    }

    /// Shows what is asked of that design; what was typed stays as far as it means the same. None where there is
    /// no design any more.
    fn follow(
        self,
        before: Option<&(DesignId, Requirement)>,
        (id, asked): &(DesignId, Requirement),
    ) -> Option<()> {
        let draft = match before {
            Some((same, before)) if same == id => untrack(|| self.draft())?.follow(before, asked),
            Some(_) | None => RequirementDraft::of(asked),
        };
        self.bandwidth.set(draft.bandwidth);
        self.duration.set(draft.duration);
        self.unit.set(draft.unit);
        Some(())
    }

    /// Whether every field can be used.
    pub(super) fn are_right(self) -> bool {
        untrack(|| self.draft()).is_some_and(|draft| draft.is_right())
    }

    fn draft(self) -> Option<RequirementDraft> {
        let asked = self
            .state
            .document
            .design()
            .with(|design| design.as_ref().map(|design| design.requirement))?;
        Some(RequirementDraft {
            bandwidth: self.bandwidth.get(),
            duration: self.duration.get(),
            unit: self.unit.get(),
            protection: asked.protection,
            routing: asked.routing,
        })
    }

    /// Makes what can be used of the fields, after `change`, part of the design. Typing
    /// into one field is one step of undo.
    fn apply(self, field: &str, change: impl FnOnce(&mut RequirementDraft)) {
        let asked = self
            .state
            .document
            .design()
            .with_untracked(|design| design.as_ref().map(|design| design.requirement));
        let (Some(asked), Some(mut draft)) = (asked, untrack(|| self.draft())) else {
            return;
        };
        change(&mut draft);
        let requirement = draft.onto(&asked);
        if requirement != asked {
            let burst = Some(Burst(format!("requirement {field}")));
            actions::perform(
                self.state,
                Edit::SetRequirement { requirement },
                burst,
                None,
            );
        }
    }
}

fn units() -> Vec<Choice> {
    TermUnit::ALL
        .into_iter()
        .map(|unit| {
            let words = match unit {
                TermUnit::Minutes => t!("unit-minutes"),
                TermUnit::Hours => t!("unit-hours"),
                TermUnit::Days => t!("unit-days"),
                TermUnit::Months => t!("unit-months"),
                TermUnit::Years => t!("unit-years"),
            };
            Choice::new(unit.as_str(), words)
        })
        .collect()
}

fn routings() -> Vec<Choice> {
    Routing::ALL
        .into_iter()
        .map(|routing| Choice::new(routing.as_str(), format::routing(routing)))
        .collect()
}

/// Endpoints in use without the secondary address that protection needs.
fn lacking(state: DesignState) -> Vec<EndpointId> {
    state.document.design().with(|design| {
        let problems = design.as_ref().map(assessment_problems).unwrap_or_default();
        problems
            .into_iter()
            .filter_map(|problem| match problem {
                DesignProblem::NoSecondaryAddress { endpoint } => Some(endpoint),
                DesignProblem::NoConnections | DesignProblem::TooManyConnections => None,
            })
            .collect()
    })
}

fn lacking_words(state: DesignState) -> Option<String> {
    let lacking = lacking(state);
    let labels: Vec<String> = state.document.design().with(|design| {
        let label = |id| Some(design.as_ref()?.endpoint(id)?.label.clone());
        lacking.iter().filter_map(label).collect()
    });
    (!labels.is_empty()).then(|| {
        t!(
            "requirement-lacking",
            count = labels.len(),
            names = labels.join(", ")
        )
    })
}
