//! What most operators need nothing of, and how an operator is told apart.

use contract::{Empty, command};
use leptos::{html::Details, prelude::*};
use model::{Colour, Dialect};

use super::{
    draft::{Choices, ProfileDraft},
    field::Field,
    form::text_field,
};
use crate::{
    components::{Banner, Button, Choice, CollectAny, ErrorBanner, Select, Show, Symbol, live},
    errors::Severity,
    hooks::{effect, focus, memo, use_command},
    t,
};

/// The dialects that this app speaks.
const DIALECTS: [Dialect; 3] = [
    Dialect::MultiPoint,
    Dialect::MultiPointDraft,
    Dialect::SiteToCloud,
];
/// What the levels promise.
const LEVELS: [Field; 3] = [Field::LevelA, Field::LevelAa, Field::LevelAaa];
/// The other fields, in order.
const REST: [Field; 3] = [Field::Scopes, Field::Proxy, Field::Currency];

/// The API the operator speaks.
#[component]
pub(super) fn DialectChoice(draft: ProfileDraft) -> impl IntoView {
    let choices = draft.choices;
    view! {
        <div class="wide">
            <Select
                testid="profile-dialect"
                label=t!("profile-dialect")
                value=Signal::derive(move || {
                    choices.with(|choices| choices.dialect.as_str().to_owned())
                })
                options=Signal::derive(dialects)
                on_choose=move |value: String| {
                    let chosen = DIALECTS.into_iter().find(|dialect| dialect.as_str() == value);
                    draft.speak(chosen.unwrap_or_default());
                }
            />
        </div>
    }
}

/// The operator's colour.
#[component]
pub(super) fn ColourChoice(draft: ProfileDraft) -> impl IntoView {
    let choices = draft.choices;
    view! {
        <Select
            testid="profile-colour"
            label=t!("profile-colour")
            hint=t!("profile-colour-hint")
            value=Signal::derive(move || choices.with(|choices| choices.colour.as_str().to_owned()))
            options=Signal::derive(colours)
            on_choose=move |value: String| {
                let chosen = Colour::ALL.into_iter().find(|colour| colour.as_str() == value);
                choices.update(|choices| choices.colour = chosen.unwrap_or_default());
            }
        />
    }
}

/// What an operator without a secret brings along that decides who can read one, told before one is
/// typed: it may have come out of a file.
#[component]
pub(super) fn Brought(draft: ProfileDraft) -> impl IntoView {
    let choices = draft.choices;
    let proxy = draft.text(Field::Proxy);
    let brought = memo(move || {
        let is_new = draft.id().is_none() || choices.with(Choices::is_stored);
        let certificates = choices.with(Choices::certificates);
        let proxy = proxy.with(|proxy| proxy.trim().to_owned());
        (!is_new && (certificates > 0 || !proxy.is_empty())).then_some((certificates, proxy))
    });
    live(move || {
        brought.get().map(|(certificates, proxy)| {
            let line = |text: String| view! { <p>{text}</p> };
            view! {
                <div class="wide">
                    <Banner testid="profile-brought" severity=Severity::Warning>
                        <p class="banner-text">{t!("profile-brought")}</p>
                        {(certificates > 0).then(|| line(t!("profile-ca-state", count = certificates)))}
                        {(!proxy.is_empty()).then(|| line(t!("profile-brought-proxy", proxy = proxy)))}
                    </Banner>
                </div>
            }
        })
    })
}

/// The rest, closed until it is wanted, and opened as often as something in it is found wrong.
#[component]
pub(super) fn More(draft: ProfileDraft) -> impl IntoView {
    let details = NodeRef::<Details>::new();
    effect(move || {
        let mut fields = REST.iter().chain(&LEVELS);
        let has_problem = draft
            .problems
            .with(|problems| fields.any(|field| problems.of(*field).is_some()));
        if let Some(details) = details.get().filter(|_| has_problem) {
            details.set_open(true);
        }
    });
    view! {
        <details class="wide profile-more" node_ref=details>
            <summary data-testid="profile-more">{t!("profile-more")}</summary>
            <div class="form">
                {REST.map(|field| text_field(draft, field)).collect_any()}
                <div class="wide form form-thirds">
                    {LEVELS.map(|field| text_field(draft, field)).collect_any()}
                </div>
                <Certificates draft=draft />
            </div>
        </details>
    }
}

#[component]
fn Certificates(draft: ProfileDraft) -> impl IntoView {
    let choices = draft.choices;
    let import = use_command();
    let count = memo(move || choices.with(Choices::certificates));
    view! {
        <div class="wide field">
            <p class="field-label">{t!("profile-ca")}</p>
            <p class="field-hint" role="status" data-testid="profile-ca-state" data-value=count>
                {move || t!("profile-ca-state", count = count.get())}
            </p>
            <ErrorBanner error=import.error() />
            <div class="actions">
                <Button
                    testid="profile-ca"
                    icon=Symbol::Folder
                    busy=import.pending()
                    on_press=move || {
                        import
                            .run::<command::profile_certificates_import>(
                                Empty {},
                                move |file| {
                                    if let Some(file) = file {
                                        choices.try_update(|choices| choices.certificates = file.pem);
                                    }
                                },
                            );
                    }
                >
                    {t!("profile-ca-import")}
                </Button>
                <Show when=move || { count.get() > 0 }>
                    <Button
                        testid="profile-ca-remove"
                        icon=Symbol::Trash
                        on_press=move || {
                            choices.update(|choices| choices.certificates.clear());
                            focus("[data-testid=profile-ca]");
                        }
                    >
                        {t!("profile-ca-remove")}
                    </Button>
                </Show>
            </div>
        </div>
    }
}

fn dialects() -> Vec<Choice> {
    vec![
        Choice::new(Dialect::MultiPoint.as_str(), t!("dialect-multi-point")),
        Choice::new(Dialect::MultiPointDraft.as_str(), t!("dialect-draft")),
        Choice::new(Dialect::SiteToCloud.as_str(), t!("dialect-site-to-cloud")),
    ]
}

fn colours() -> Vec<Choice> {
    vec![
        Choice::new(Colour::None.as_str(), t!("colour-none")),
        Choice::new(Colour::Blue.as_str(), t!("colour-blue")),
        Choice::new(Colour::Green.as_str(), t!("colour-green")),
        Choice::new(Colour::Amber.as_str(), t!("colour-amber")),
        Choice::new(Colour::Red.as_str(), t!("colour-red")),
        Choice::new(Colour::Violet.as_str(), t!("colour-violet")),
    ]
}
