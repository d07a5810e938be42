//! What is typed on the settings page: it is written again in another language, and nothing is to be lost with that.

use contract::ReceiverView;
use leptos::prelude::*;

use crate::{language, pages::profile::ProfileDrafts};

/// What is typed in the forms of the page, for as long as it is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed {
    pub(super) profiles: ProfileDrafts,
    /// Whether the form for an operator is open.
    pub(super) has_profile_form: RwSignal<bool>,
    pub(super) letterhead: LetterheadFields,
    pub(super) receiver: ReceiverFields,
}

/// The letterhead as typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct LetterheadFields {
    pub(super) company: RwSignal<String>,
    pub(super) manager: RwSignal<String>,
    pub(super) colour: RwSignal<String>,
    pub(super) footer: RwSignal<String>,
    pub(super) has_logo: RwSignal<bool>,
    /// Whether what is stored has come.
    pub(super) is_there: RwSignal<bool>,
}

/// The receiver as typed, and as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReceiverFields {
    pub(super) now: RwSignal<Option<ReceiverView>>,
    pub(super) address: RwSignal<String>,
    pub(super) port: RwSignal<String>,
    pub(super) public_url: RwSignal<String>,
}

/// Keeps [`Typed`] while the page is written again. A context of the app.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SettingsTyped {
    kept: StoredValue<Option<(Owner, Typed)>>,
    app: StoredValue<Option<Owner>>,
}

impl SettingsTyped {
    /// Nothing typed yet; what will be lives in the owner that this is made under.
    pub(crate) fn new() -> Self {
        Self {
            kept: StoredValue::new(None),
            app: StoredValue::new(Owner::current()),
        }
    }
}

/// What was typed on the page before it was written again, or nothing typed yet. Forgotten when the page is left.
pub(super) fn use_typed() -> Typed {
    let place = expect_context::<SettingsTyped>();
    on_cleanup(move || {
        if !language::is_changing()
            && let Some((owner, _)) = place.kept.try_update_value(Option::take).flatten()
        {
            owner.cleanup();
        }
    });
    if let Some((_, typed)) = place.kept.get_value() {
        return typed;
    }
    let owner = place.app.get_value().unwrap_or_default().child();
    let typed = owner.with(empty);
    place.kept.set_value(Some((owner, typed)));
    typed
}

fn empty() -> Typed {
    let text = || RwSignal::new(String::new());
    Typed {
        profiles: ProfileDrafts::new(),
        has_profile_form: RwSignal::new(false),
        letterhead: LetterheadFields {
            company: text(),
            manager: text(),
            colour: text(),
            footer: text(),
            has_logo: RwSignal::new(false),
            is_there: RwSignal::new(false),
        },
        receiver: ReceiverFields {
            now: RwSignal::new(None),
            address: text(),
            port: text(),
            public_url: text(),
        },
    }
}
