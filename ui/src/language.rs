//! Which language is spoken: that of the settings, as soon as its texts have come.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    hooks::{effect, focus, memo},
    i18n::{ENGLISH, language_of, set_languages, set_locale, set_texts},
    state::AppState,
};

thread_local! {
    /// Fetches the texts of a language by its tag.
    static FETCH: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// Whether the pages go only to be written again.
    static IS_CHANGING: Cell<bool> = const { Cell::new(false) };
}

/// Whether what is taken off the screen comes back at once in another language.
pub(crate) fn is_changing() -> bool {
    IS_CHANGING.get()
}

/// The pages are being written in the language that is spoken now.
pub(crate) fn has_changed() {
    IS_CHANGING.set(false);
}

/// Takes the names of the languages, the English texts, and the way to get those of another language.
pub(crate) fn begin(names: String, english: String, fetch: Function) {
    set_languages(names, english);
    FETCH.with(|place| place.replace(Some(fetch)));
}

/// Speaks the language of the BCP 47 tag `tag` from now on. Texts that cannot be had stand in English.
pub(crate) async fn speak(tag: &str) {
    let texts = texts_of(tag).await;
    put(tag, texts);
}

/// The tag of what is spoken. It follows the settings, and changes when the texts are there: whatever says something
/// has to be said again then.
pub(crate) fn follow(state: AppState) -> ReadSignal<String> {
    let wanted = memo(move || state.view.with(|view| view.settings.language.clone()));
    let (spoken, set_spoken) = signal(wanted.get_untracked());
    effect(move || {
        let tag = wanted.get();
        if spoken.with_untracked(|spoken| *spoken == tag) {
            return;
        }
        spawn_local(async move {
            let texts = texts_of(&tag).await;
            // Another one may have been chosen meanwhile.
            if wanted.with_untracked(|wanted| *wanted == tag) {
                put(&tag, texts);
                IS_CHANGING.set(true);
                set_spoken.set(tag);
                focus("#settings-language");
            }
        });
    });
    spoken
}

fn put(tag: &str, texts: Option<String>) {
    let language = texts.as_ref().map_or(ENGLISH, |_| language_of(tag));
    set_texts(texts.unwrap_or_default());
    set_locale(tag);
    if let Some(root) = document().document_element() {
        // Numbers may look as elsewhere, but this is what a screen reader pronounces. The attribute can always be set.
        let _ = root.set_attribute("lang", language);
    }
}

/// The texts for `tag`; none for English, which is there, and where they cannot be had.
async fn texts_of(tag: &str) -> Option<String> {
    let language = language_of(tag);
    if language == ENGLISH {
        return None;
    }
    let asked = FETCH.with_borrow(|fetch| {
        let answer = fetch.as_ref()?.call1(&JsValue::NULL, &language.into());
        answer.ok()?.dyn_into::<Promise>().ok()
    });
    JsFuture::from(asked?).await.ok()?.as_string()
}
