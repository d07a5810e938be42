//! How the app proves who it is: a key of its own, made or imported, or a client secret.

use contract::{Empty, KeyMakeRequest, NewKeyView, command};
use leptos::{prelude::*, task::spawn_local};
use model::{Authentication, SigningAlgorithm};

use super::{draft::ProfileDraft, field::Field, form::text_field};
use crate::{
    clipboard::copy,
    components::{Button, Choice, ErrorBanner, Select, Show, Symbol},
    hooks::{memo, use_command},
    i18n::TextKey,
    state::use_app,
    t,
};

/// The method, and what it needs.
#[component]
pub(super) fn Credentials(draft: ProfileDraft) -> impl IntoView {
    let method = memo(move || draft.choices.with(|choices| choices.authentication));
    view! {
        <div class="wide">
            <Select
                testid="profile-auth-method"
                label=t!("profile-auth-method")
                hint=Signal::derive(move || match method.get() {
                    Authentication::PrivateKeyJwt => t!("auth-key-hint"),
                    Authentication::ClientSecret => t!("auth-secret-hint"),
                })
                value=Signal::derive(move || method.get().as_str().to_owned())
                options=Signal::derive(methods)
                on_choose=move |value: String| {
                    draft.choices.update(|choices| choices.authentication = method_of(&value));
                }
            />
        </div>
        {move || match method.get() {
            Authentication::PrivateKeyJwt => view! { <Key draft=draft /> }.into_any(),
            Authentication::ClientSecret => text_field(draft, Field::Secret),
        }}
    }
}

#[component]
fn Key(draft: ProfileDraft) -> impl IntoView {
    let make = use_command();
    let import = use_command();
    let algorithm = RwSignal::new(SigningAlgorithm::Es256);
    let take = move |key: NewKeyView| {
        draft
            .choices
            .try_update(|choices| choices.new_key = Some(key));
        draft.problems.try_update(|problems| problems.key = None);
    };
    let key = memo(move || draft.choices.with(|choices| choices.key().cloned()));
    let is_new = memo(move || draft.choices.with(|choices| choices.new_key.is_some()));
    let problem = Signal::derive(move || {
        draft
            .problems
            .with(|problems| problems.key.map(TextKey::text))
    });
    view! {
        <div class="wide profile-key">
            <div class="profile-key-make">
                <Select
                    testid="profile-key-algorithm"
                    label=t!("profile-key-algorithm")
                    value=Signal::derive(move || algorithm.get().as_str().to_owned())
                    options=Signal::derive(algorithms)
                    error=problem
                    on_choose=move |value: String| algorithm.set(algorithm_of(&value))
                />
                <Button
                    testid="profile-key-make"
                    icon=Symbol::Key
                    busy=make.pending()
                    on_press=move || {
                        let request = KeyMakeRequest { algorithm: algorithm.get_untracked() };
                        make.run::<command::profile_key_make>(request, take);
                    }
                >
                    {t!("profile-key-make")}
                </Button>
                <Button
                    testid="profile-private-key"
                    icon=Symbol::Folder
                    busy=import.pending()
                    on_press=move || {
                        import
                            .run::<command::profile_key_import>(
                                Empty {},
                                move |key| {
                                    if let Some(key) = key {
                                        take(key);
                                    }
                                },
                            );
                    }
                >
                    {t!("profile-private-key")}
                </Button>
            </div>
            <ErrorBanner error=make.error() />
            <ErrorBanner error=import.error() />
            <Show when=move || key.with(Option::is_some)>
                <PublicKey
                    jwk=Signal::derive(move || {
                        key.with(|key| key.as_ref().map(|key| key.jwk.clone()).unwrap_or_default())
                    })
                    is_new=is_new
                />
            </Show>
        </div>
    }
}

/// The key as the operator gets it, to be copied.
#[component]
fn PublicKey(jwk: Signal<String>, #[prop(into)] is_new: Signal<bool>) -> impl IntoView {
    let state = use_app();
    let press = move || {
        spawn_local(async move {
            if copy(&jwk.get_untracked()).await {
                state.toasts.success(t!("copied"));
            } else {
                state.toasts.info(t!("copy-by-hand"));
            }
        });
    };
    view! {
        <div class="field" role="status">
            <label for="profile-public-jwk">{t!("profile-public-jwk")}</label>
            <span class="input input-code">
                <textarea
                    id="profile-public-jwk"
                    data-testid="profile-public-jwk"
                    readonly=true
                    rows="10"
                    spellcheck="false"
                    aria-describedby="profile-public-jwk-hint"
                    prop:value=jwk
                ></textarea>
            </span>
            <p class="field-hint" id="profile-public-jwk-hint">
                {move || {
                    if is_new.get() { t!("profile-public-jwk-new") } else { t!("profile-public-jwk-hint") }
                }}
            </p>
            <div class="actions">
                <Button testid="profile-jwk-copy" icon=Symbol::Copy on_press=press>
                    {t!("action-copy")}
                </Button>
            </div>
        </div>
    }
}

fn methods() -> Vec<Choice> {
    vec![
        Choice::new(Authentication::PrivateKeyJwt.as_str(), t!("auth-key")),
        Choice::new(Authentication::ClientSecret.as_str(), t!("auth-secret")),
    ]
}

fn method_of(value: &str) -> Authentication {
    if value == Authentication::ClientSecret.as_str() {
        Authentication::ClientSecret
    } else {
        Authentication::PrivateKeyJwt
    }
}

fn algorithms() -> Vec<Choice> {
    vec![
        Choice::new(SigningAlgorithm::Es256.as_str(), t!("key-es256")),
        Choice::new(SigningAlgorithm::Rs256.as_str(), t!("key-rs256")),
    ]
}

fn algorithm_of(value: &str) -> SigningAlgorithm {
    if value == SigningAlgorithm::Rs256.as_str() {
        SigningAlgorithm::Rs256
    } else {
        SigningAlgorithm::Es256
    }
}
