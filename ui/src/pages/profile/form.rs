//! The fields of an operator, the test of its connection, and saving it.

use contract::{
    AssessmentTicket, CancelRequest, ProfileTestRequest, ProfileTestView, ProfileView, command,
};
use leptos::prelude::*;
use model::{Dialect, FeePeriod};

use super::{
    draft::{Choices, ProfileDraft},
    field::Field,
    key::Credentials,
    more::{Brought, ColourChoice, DialectChoice, More},
    outcome::TestOutcome,
};
use crate::{
    components::{
        Button, ButtonKind, Choice, ErrorBanner, Select, Show, Switch, Symbol, TextField,
    },
    hooks::{effect, focus, memo, reveal, use_command},
    i18n::TextKey,
    random,
    state::use_app,
    t,
};

/// The form. Escape closes it and keeps what was typed.
#[component]
pub(crate) fn ProfileFormView(
    /// What was typed.
    draft: ProfileDraft,
    /// Called with the operator once it is saved.
    #[prop(into)]
    on_saved: Callback<ProfileView>,
    /// Called when the form is closed without saving.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let save = use_command();
    let test = use_command();
    let state = use_app();
    let ticket = RwSignal::new(None::<AssessmentTicket>);
    let answered = RwSignal::new(None::<ProfileTestView>);
    let outcome =
        Signal::derive(move || newest(&ticket.get()?, answered.get(), state.profile_test.get()));
    let run_test = move || {
        test.clear();
        if let Some(form) = draft.checked(false) {
            let new = AssessmentTicket(format!("{:032x}", random::bits()));
            ticket.set(Some(new.clone()));
            test.run_or::<command::profile_test>(
                ProfileTestRequest { ticket: new, form },
                move |view| {
                    answered.try_set(Some(view));
                },
                // Steps that were given up say nothing of how it would have ended.
                move |_| {
                    ticket.try_set(None);
                },
            );
        } else {
            focus("[data-testid=profile-form] [aria-invalid=true]");
        }
    };
    let test_error = test.error();
    let is_testing = test.pending();
    effect(move || {
        is_testing.track();
        if outcome.with(Option::is_some) {
            reveal("[data-testid=profile-form] > .actions");
        }
    });
    let cancel_test = move || {
        if let Some(ticket) = ticket.get_untracked() {
            use_command().run::<command::cancel>(CancelRequest { ticket }, |_| {});
        }
    };
    // What was found out holds for what was typed then, and for nothing else.
    let withdraw = move || {
        let was_well = |test: &ProfileTestView| test.error.is_none();
        if is_testing.get_untracked() {
            cancel_test();
            ticket.set(None);
        } else if outcome.with_untracked(|test| test.as_ref().is_some_and(was_well)) {
            ticket.set(None);
        }
    };
    // An approved host is approved for the test that asked for it.
    let rest = memo(move || draft.choices.with(Choices::without_approval));
    let mut is_begun = false;
    effect(move || {
        rest.track();
        if std::mem::replace(&mut is_begun, true) {
            withdraw();
        }
    });
    let run_save = move || {
        if let Some(form) = draft.checked(true) {
            save.run::<command::profile_save>(form, move |profile| {
                draft.reset();
                // The page may have gone, and what waits for the answer with it.
                let _ = on_saved.try_run(profile);
            });
        } else {
            focus("[data-testid=profile-form] [aria-invalid=true]");
        }
    };
    focus("[data-testid=profile-name]");
    view! {
        <form
            class="profile-form"
            novalidate=true
            data-testid="profile-form"
            aria-label=t!("profile-form")
            on:input=move |_| withdraw()
            on:submit=move |event| {
                event.prevent_default();
                run_save();
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    on_cancel.run(());
                }
            }
        >
            <Fields draft=draft />
            <ErrorBanner error=save.error() />
            <TestOutcome
                draft=draft
                outcome=outcome
                error=test_error
                busy=test.pending()
                on_approved=run_test
            />
            <div class="actions">
                <Button testid="profile-test" icon=Symbol::Plug busy=test.pending() on_press=run_test>
                    {t!("profile-test")}
                </Button>
                <Show when=move || test.pending().get()>
                    <Button testid="profile-test-cancel" on_press=cancel_test>
                        {t!("profile-test-cancel")}
                    </Button>
                </Show>
                <span class="grow"></span>
                <Button testid="profile-cancel" on_press=move || on_cancel.run(())>
                    {t!("action-cancel")}
                </Button>
                <Button
                    testid="profile-save"
                    kind=ButtonKind::Primary
                    submit=true
                    busy=save.pending()
                >
                    {t!("profile-save")}
                </Button>
            </div>
        </form>
    }
}

/// How far the test of that ticket is. Its answer holds against words on the way that come after it; what is told of
/// another test is none of this form's.
fn newest(
    ticket: &AssessmentTicket,
    answered: Option<ProfileTestView>,
    told: Option<ProfileTestView>,
) -> Option<ProfileTestView> {
    let mut each = answered.into_iter().chain(told);
    each.find(|test| test.ticket == *ticket)
}

#[component]
fn Fields(draft: ProfileDraft) -> impl IntoView {
    let choices = draft.choices;
    let discovery = draft.text(Field::Discovery);
    let needs_endpoint = memo(move || discovery.with(|text| text.trim().is_empty()));
    // Site-to-Cloud VPN says what its rent covers, and has no word for the rest.
    let has_extensions =
        memo(move || choices.with(|choices| choices.dialect != Dialect::SiteToCloud));
    view! {
        <div class="form">
            {text_field(draft, Field::Name)}
            <ColourChoice draft=draft />
            <DialectChoice draft=draft />
            {text_field(draft, Field::ApiRoot)}
            {text_field(draft, Field::BasePath)}
            {text_field(draft, Field::Discovery)}
            {move || needs_endpoint.get().then(|| text_field(draft, Field::TokenEndpoint))}
            {text_field(draft, Field::ClientId)}
            <Brought draft=draft />
            <Credentials draft=draft />
            {switch(
                draft,
                "profile-keep-token",
                [TextKey("profile-keep-token"), TextKey("profile-keep-token-hint")],
                |choices| choices.keep_token,
                |choices, on| choices.keep_token = on,
            )}
            {move || has_extensions.get().then(|| view! { <Extensions draft=draft /> })}
            {text_field(draft, Field::AtOnce)}
            {text_field(draft, Field::PerSecond)}
            <More draft=draft />
        </div>
    }
}

/// What the standard leaves open, and some operators have.
#[component]
fn Extensions(draft: ProfileDraft) -> impl IntoView {
    let choices = draft.choices;
    view! {
        <div class="wide">
            <Select
                testid="profile-rent-period"
                label=t!("profile-rent-period")
                hint=t!("profile-rent-period-hint")
                value=Signal::derive(move || {
                    choices.with(|choices| choices.rent_period.as_str().to_owned())
                })
                options=Signal::derive(rent_periods)
                on_choose=move |value: String| {
                    choices.update(|choices| choices.rent_period = rent_period(&value));
                }
            />
        </div>
        {switch(
            draft,
            "profile-idempotency",
            [TextKey("profile-idempotency"), TextKey("profile-idempotency-hint")],
            |choices| choices.honours_idempotency,
            |choices, on| choices.honours_idempotency = on,
        )}
        {switch(
            draft,
            "profile-notifications",
            [TextKey("profile-notifications"), TextKey("profile-notifications-hint")],
            |choices| choices.notifies,
            |choices, on| choices.notifies = on,
        )}
    }
}

/// A text field as its line of the table says.
pub(super) fn text_field(draft: ProfileDraft, field: Field) -> AnyView {
    let spec = field.spec();
    let error = Signal::derive(move || {
        draft
            .problems
            .with(|problems| problems.of(field).map(TextKey::text))
    });
    let hint = Signal::derive(move || {
        let is_kept = field == Field::Secret && draft.choices.with(Choices::is_stored);
        match is_kept {
            true if draft.goes_elsewhere() => t!("profile-secret-again"),
            true => t!("profile-secret-stored"),
            false => spec.hint.text(),
        }
    });
    view! {
        <div class:wide=spec.is_wide>
            <TextField
                testid=spec.testid
                label=spec.label.text()
                value=draft.text(field)
                input=spec.input
                placeholder=spec.example
                hint=hint
                error=error
            />
        </div>
    }
    .into_any()
}

/// What is on or off of an operator, with its label and hint.
fn switch(
    draft: ProfileDraft,
    testid: &'static str,
    [label, hint]: [TextKey; 2],
    is_on: fn(&Choices) -> bool,
    set: fn(&mut Choices, bool),
) -> AnyView {
    let choices = draft.choices;
    view! {
        <div class="wide">
            <Switch
                testid=testid
                label=label.text()
                hint=hint.text()
                on=Signal::derive(move || choices.with(is_on))
                on_change=move |on| choices.update(|choices| set(choices, on))
            />
        </div>
    }
    .into_any()
}

fn rent_periods() -> Vec<Choice> {
    vec![
        Choice::new(FeePeriod::Unknown.as_str(), t!("rent-unknown")),
        Choice::new(FeePeriod::Month.as_str(), t!("rent-month")),
        Choice::new(FeePeriod::Term.as_str(), t!("rent-term")),
    ]
}

fn rent_period(value: &str) -> FeePeriod {
    [FeePeriod::Month, FeePeriod::Term]
        .into_iter()
        .find(|period| period.as_str() == value)
        .unwrap_or(FeePeriod::Unknown)
}

#[cfg(test)]
mod tests {
    use contract::{AssessmentTicket, ProfileTestView};

    use super::newest;

    fn test_of(ticket: &str, took_ms: u32) -> ProfileTestView {
        ProfileTestView {
            ticket: AssessmentTicket(ticket.to_owned()),
            steps: Vec::new(),
            error: None,
            granted_scopes: Vec::new(),
            missing_scopes: Vec::new(),
            token_host: None,
            clock_ahead_s: None,
            took_ms,
        }
    }

    #[test]
    fn words_that_come_after_the_answer_do_not_change_it() {
        let ticket = AssessmentTicket("now".to_owned());
        let shown = |answered, told| newest(&ticket, answered, told).map(|test| test.took_ms);
        let (answer, word) = (test_of("now", 9), test_of("now", 5));
        assert_eq!(shown(None, Some(word.clone())), Some(5));
        assert_eq!(shown(Some(answer), Some(word.clone())), Some(9));
        assert_eq!(shown(Some(test_of("before", 9)), Some(word)), Some(5));
        assert_eq!(shown(None, Some(test_of("before", 9))), None);
    }
}
