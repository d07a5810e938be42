//! The fields of an operator, the test of its connection, and saving it.

use contract::{ProfileTestView, ProfileView, command};
use leptos::prelude::*;
use model::FeePeriod;

use super::{
    check::Problems,
    draft::ProfileDraft,
    outcome::{Outcome, TestOutcome},
};
use crate::{
    components::{
        Button, ButtonKind, Choice, ErrorBanner, Input, SecretField, Select, Switch, Symbol,
        TextField,
    },
    hooks::{focus, use_command},
    i18n::TextKey,
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
    let outcome = RwSignal::new(None::<Outcome>);
    let run_test = move || {
        outcome.set(None);
        if let Some(form) = draft.checked(false) {
            test.run_or::<command::profile_test>(
                form,
                move |view: ProfileTestView| {
                    outcome.try_set(Some(Outcome::from(view)));
                },
                move |error| {
                    outcome.try_set(Some(Outcome::Failed(error.clone())));
                },
            );
        } else {
            focus("[data-testid=profile-form] [aria-invalid=true]");
        }
    };
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
            <TestOutcome outcome=outcome busy=test.pending() />
            <div class="actions">
                <Button testid="profile-test" icon=Symbol::Plug busy=test.pending() on_press=run_test>
                    {t!("profile-test")}
                </Button>
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

#[component]
fn Fields(draft: ProfileDraft) -> impl IntoView {
    let problem = move |of: fn(&Problems) -> Option<TextKey>| {
        Signal::derive(move || draft.problems.with(of).map(TextKey::text))
    };
    let secret_hint = Signal::derive(move || {
        if draft.has_secret.get() {
            t!("profile-secret-stored")
        } else {
            t!("profile-secret-hint")
        }
    });
    view! {
        <div class="form">
            <div class="wide">
                <TextField
                    testid="profile-name"
                    label=t!("profile-name")
                    value=draft.name
                    error=problem(|problems| problems.name)
                />
            </div>
            <TextField
                testid="profile-api-root"
                label=t!("profile-api-root")
                value=draft.api_root
                input=Input::Url
                placeholder="https://api.example.com"
                hint=t!("profile-api-root-hint")
                error=problem(|problems| problems.api_root)
            />
            <TextField
                testid="profile-base-path"
                label=t!("profile-base-path")
                value=draft.base_path
                input=Input::Url
                hint=t!("profile-base-path-hint")
                error=problem(|problems| problems.base_path)
            />
            <div class="wide">
                <TextField
                    testid="profile-token-endpoint"
                    label=t!("profile-token-endpoint")
                    value=draft.token_endpoint
                    input=Input::Url
                    placeholder="https://auth.example.com/oauth2/token"
                    error=problem(|problems| problems.token_endpoint)
                />
            </div>
            <TextField
                testid="profile-client-id"
                label=t!("profile-client-id")
                value=draft.client_id
                input=Input::Url
                error=problem(|problems| problems.client_id)
            />
            <SecretField
                testid="profile-secret"
                label=t!("profile-secret")
                value=draft.secret
                hint=secret_hint
                error=problem(|problems| problems.secret)
            />
            <div class="wide">
                <Select
                    testid="profile-rent-period"
                    label=t!("profile-rent-period")
                    hint=t!("profile-rent-period-hint")
                    value=Signal::derive(move || draft.rent_period.get().as_str().to_owned())
                    options=Signal::derive(rent_periods)
                    on_choose=move |value: String| draft.rent_period.set(rent_period(&value))
                />
            </div>
            <div class="wide">
                <Switch
                    testid="profile-keep-token"
                    label=t!("profile-keep-token")
                    hint=t!("profile-keep-token-hint")
                    on=draft.keep_token
                    on_change=move |on| draft.keep_token.set(on)
                />
            </div>
            <div class="wide">
                <Switch
                    testid="profile-idempotency"
                    label=t!("profile-idempotency")
                    hint=t!("profile-idempotency-hint")
                    on=draft.honours_idempotency
                    on_change=move |on| draft.honours_idempotency.set(on)
                />
            </div>
            <div class="wide">
                <Switch
                    testid="profile-notifications"
                    label=t!("profile-notifications")
                    hint=t!("profile-notifications-hint")
                    on=draft.notifies
                    on_change=move |on| draft.notifies.set(on)
                />
            </div>
            <TextField
                testid="profile-at-once"
                label=t!("profile-at-once")
                value=draft.at_once
                input=Input::Whole
                hint=t!("profile-at-once-hint")
                error=problem(|problems| problems.at_once)
            />
            <TextField
                testid="profile-per-second"
                label=t!("profile-per-second")
                value=draft.per_second
                input=Input::Whole
                hint=t!("profile-per-second-hint")
                error=problem(|problems| problems.per_second)
            />
        </div>
    }
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
