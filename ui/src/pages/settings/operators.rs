//! The operators: which there are, which is in use, and changing them.

use contract::{Empty, OperatorState, ProfileRequest, ProfileView, SecretState, command};
use leptos::prelude::*;
use model::{ProfileId, Role};

use super::export::ExportDialog;
use crate::{
    components::{
        Button, ButtonKind, ConfirmDialog, EmptyState, IconButton, KeptPromises, Loaded, Row, Rows,
        Show, StateDot, Symbol, Tone,
    },
    hooks::{focus, focus_if_lost, is_on_control, use_command},
    pages::profile::{ProfileDrafts, ProfileFormView},
    state::use_app,
    t,
};

/// The list of operators with the form below it.
#[component]
pub(super) fn Operators(drafts: ProfileDrafts, is_open: RwSignal<bool>) -> impl IntoView {
    let state = use_app();
    state.load_profiles();
    let draft = drafts.shown();
    let to_delete = RwSignal::new(None::<ProfileView>);
    let open = move || {
        // A form that is opened takes the focus by itself.
        if is_open.get_untracked() {
            focus("[data-testid=profile-name]");
        }
        is_open.set(true);
    };
    let edit = Callback::new(move |profile: ProfileView| {
        drafts.edit(&profile);
        open();
    });
    let add = Callback::new(move |()| {
        drafts.begin();
        open();
    });
    let close = Callback::new(move |()| {
        is_open.set(false);
        focus("[data-testid=profile-add]");
    });
    let saved = Callback::new(move |profile: ProfileView| {
        state.profiles.put(profile);
        state.toasts.success(t!("profile-saved"));
        close.run(());
    });
    let profiles = state.profiles.rows();
    let to_export = RwSignal::new(None::<ProfileView>);
    let on_export = Callback::new(move |profile| to_export.set(Some(profile)));
    let on_delete = Callback::new(move |profile| to_delete.set(Some(profile)));
    let deleted = Callback::new(move |id: ProfileId| {
        if drafts.forget(&id) {
            is_open.set(false);
        }
        focus_if_lost("[data-testid=profile-add]");
    });
    let import = use_command();
    let take_in = move || {
        import.run_telling::<command::profile_import>(state.toasts, Empty {}, move |profile| {
            if let Some(profile) = profile {
                let operator = profile.name.clone();
                let options = &profile.options;
                // Whoever made the file may have chosen who can read what is sent.
                if options.proxy.is_empty() && options.certificates.is_empty() {
                    state
                        .toasts
                        .success(t!("profile-imported", operator = operator));
                } else {
                    state
                        .toasts
                        .info(t!("profile-imported-brings", operator = operator));
                }
                state.profiles.put(profile);
            }
        });
    };
    view! {
        <section class="settings-section" aria-labelledby="settings-operators">
            <div class="settings-heading">
                <h2 id="settings-operators">{t!("settings-operators")}</h2>
                <div class="actions">
                    <Button
                        testid="profile-import"
                        kind=ButtonKind::Chip
                        icon=Symbol::Folder
                        busy=import.pending()
                        on_press=take_in
                    >
                        {t!("profile-import")}
                    </Button>
                    <Button testid="profile-add" kind=ButtonKind::Chip icon=Symbol::Plus on_press=add>
                        {t!("profile-add")}
                    </Button>
                </div>
            </div>
            <Loaded load=state.profiles.load() on_retry=move || state.load_profiles()>
                <Show
                    when=move || profiles.with(|profiles| !profiles.is_empty())
                    fallback=|| {
                        view! {
                            <EmptyState
                                symbol=Symbol::Plug
                                title=t!("profiles-empty")
                                text=t!("profiles-empty-text")
                            />
                        }
                    }
                >
                    <ul class="profiles">
                        <Rows each=move || {
                            let row = move |profile: &ProfileView| {
                                let id = profile.id.clone();
                                Row::new(id.clone(), move || {
                                    let row = state.profiles.row(id.as_str());
                                    move || row.get().map(|profile| view! {
                                        <ProfileRow
                                            profile=profile
                                            on_edit=edit
                                            on_export=on_export
                                            on_delete=on_delete
                                        />
                                    })
                                })
                            };
                            profiles.with(|profiles| profiles.iter().map(row).collect())
                        } />
                    </ul>
                </Show>
            </Loaded>
            <Show when=move || is_open.get()>
                <div class="settings-card">
                    <h3>
                        {move || {
                            if draft.get().id().is_some() { t!("profile-change") } else { t!("profile-new") }
                        }}
                    </h3>
                    {move || view! {
                        <ProfileFormView
                            draft=draft.get()
                            on_saved=saved
                            on_cancel=close
                        />
                    }.into_any()}
                </div>
            </Show>
            <DeleteDialog to_delete=to_delete on_deleted=deleted />
            <ExportDialog to_export=to_export />
        </section>
    }
}

#[component]
fn ProfileRow(
    profile: ProfileView,
    on_edit: Callback<ProfileView>,
    on_export: Callback<ProfileView>,
    on_delete: Callback<ProfileView>,
) -> impl IntoView {
    let state = use_app();
    let choose = use_command();
    let id = profile.id.clone();
    let use_it = move || {
        choose.run_telling::<command::profile_use>(
            state.toasts,
            ProfileRequest { id: id.clone() },
            move |profile| {
                // The button has gone with what it was for.
                focus_if_lost(format!(
                    "[data-testid=profile-row][data-id='{}'] button",
                    profile.id
                ));
                state
                    .toasts
                    .success(t!("profile-in-use-toast", operator = profile.name))
            },
        );
    };
    let address = if profile.is_built_in {
        t!("profile-built-in")
    } else {
        format!("{}{}", profile.api_root, profile.base_path)
    };
    let needs_secret = profile.secret == SecretState::Absent && !profile.is_built_in;
    let tone = Tone::from(if needs_secret {
        OperatorState::SignedOut
    } else {
        profile.state
    });
    let can_edit = !profile.is_built_in;
    let (to_edit, by_row, to_delete) = (profile.clone(), profile.clone(), profile.clone());
    let to_export = profile.clone();
    let copied = profile.id.clone();
    let copy = use_command();
    let duplicate = move || {
        if copy.pending().get_untracked() {
            return;
        }
        copy.run_telling::<command::profile_duplicate>(
            state.toasts,
            ProfileRequest { id: copied.clone() },
            move |profile| {
                let text = t!("profile-duplicated", operator = profile.name.clone());
                state.toasts.success(text);
                state.profiles.put(profile);
            },
        );
    };
    let is_offline = profile.state == OperatorState::Offline && !needs_secret;
    let is_quote_only = profile.options.role == Role::QuoteOnly;
    view! {
        <li
            class="profile"
            class:row-press=can_edit
            data-testid="profile-row"
            data-id=profile.id.to_string()
            data-state=profile.state.as_str()
            data-colour=profile.options.colour.as_str()
            on:click=move |event| {
                if can_edit && !is_on_control(&event) {
                    on_edit.run(by_row.clone());
                }
            }
        >
            <div class="profile-words">
                <p class="profile-name" title=profile.name.clone()>
                    <StateDot tone=tone label=profile.name.clone() />
                    {profile.is_simulated.then(|| view! { <span class="tag">{t!("origin-simulated-tag")}</span> })}
                    {is_quote_only.then(|| view! { <span class="tag">{t!("role-quote-only")}</span> })}
                </p>
                <small>{address}</small>
                <KeptPromises record=profile.record in_full=true />
                {is_offline.then(|| view! { <small class="profile-warning">{t!("operator-offline")}</small> })}
                {needs_secret.then(|| view! { <small class="profile-warning">{t!("profile-no-secret")}</small> })}
            </div>
            <div class="actions">
                {if profile.is_active {
                    view! { <span class="profile-used">{t!("profile-in-use")}</span> }.into_any()
                } else {
                    view! {
                        <Button
                            testid="profile-use"
                            kind=ButtonKind::Chip
                            busy=choose.pending()
                            on_press=use_it
                        >
                            {t!("profile-use")}
                        </Button>
                    }
                    .into_any()
                }}
                {can_edit.then(|| view! {
                    <Button
                        testid="profile-edit"
                        kind=ButtonKind::Chip
                        icon=Symbol::Pencil
                        on_press=move || on_edit.run(to_edit.clone())
                    >
                        {t!("profile-edit")}
                    </Button>
                })}
                {can_edit.then(|| view! {
                    <IconButton
                        testid="profile-duplicate"
                        symbol=Symbol::Copy
                        label=t!("profile-duplicate")
                        on_press=duplicate
                    />
                    <IconButton
                        testid="profile-export"
                        symbol=Symbol::Download
                        label=t!("profile-export")
                        on_press=move || on_export.run(to_export.clone())
                    />
                })}
                <IconButton
                    testid="profile-delete"
                    symbol=Symbol::Trash
                    label=t!("action-delete")
                    on_press=move || on_delete.run(to_delete.clone())
                />
            </div>
        </li>
    }
}

#[component]
fn DeleteDialog(
    to_delete: RwSignal<Option<ProfileView>>,
    on_deleted: Callback<ProfileId>,
) -> impl IntoView {
    let state = use_app();
    let delete = use_command();
    let confirm = move || {
        if let Some(profile) = to_delete.get_untracked() {
            delete.run_or::<command::profile_delete>(
                ProfileRequest {
                    id: profile.id.clone(),
                },
                move |_| {
                    to_delete.set(None);
                    state
                        .toasts
                        .success(t!("profile-deleted", operator = profile.name));
                    // The page may have gone.
                    let _ = on_deleted.try_run(profile.id);
                },
                move |error| {
                    // The question may have been put away while the keyring asked its own.
                    if to_delete.try_get_untracked().flatten().is_none() {
                        state.toasts.error(error);
                    }
                },
            );
        }
    };
    let question = Signal::derive(move || {
        let name =
            to_delete.with(|profile| profile.as_ref().map(|profile| profile.name.clone()))?;
        Some(t!("profile-delete-question", operator = name))
    });
    view! {
        <ConfirmDialog
            testid="profile-delete-dialog"
            cancel_testid="profile-delete-cancel"
            confirm_testid="profile-delete-confirm"
            question=question
            warning=t!("profile-delete-warning")
            confirm=t!("action-delete")
            command=delete
            on_confirm=confirm
            on_cancel=move || to_delete.set(None)
        />
    }
}
