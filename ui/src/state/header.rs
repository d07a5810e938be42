//! What a page puts into the header of the frame.

use leptos::{children::ViewFn, prelude::*};

use crate::hooks::effect;

/// The page's part of the header: title, a note beside it, and controls.
#[derive(Clone, Copy, Debug)]
pub struct Header {
    title: RwSignal<String>,
    note: RwSignal<String>,
    controls: StoredValue<Option<ViewFn>>,
    /// Grows with each page that puts controls there.
    controls_changed: RwSignal<u32>,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            title: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            controls: StoredValue::new(None),
            controls_changed: RwSignal::new(0),
        }
    }
}

impl Header {
    /// Shows `title`, and `note` beside it, for as long as the page stands that calls this.
    pub fn show(
        &self,
        title: impl Fn() -> String + Send + Sync + 'static,
        note: impl Fn() -> String + Send + Sync + 'static,
    ) {
        let header = *self;
        effect(move || header.title.set(title()));
        effect(move || header.note.set(note()));
    }

    /// Puts `controls` behind the title until the page goes.
    pub fn put_controls(&self, controls: impl Into<ViewFn>) {
        let header = *self;
        header.controls.set_value(Some(controls.into()));
        let put = header.controls_changed.get_untracked().wrapping_add(1);
        header.controls_changed.set(put);
        on_cleanup(move || {
            // The next page may have put its own there already.
            if header.controls_changed.try_get_untracked() == Some(put) {
                header.controls.try_set_value(None);
                header.controls_changed.try_set(put.wrapping_add(1));
            }
        });
    }

    /// The page's title.
    #[must_use]
    pub fn title(&self) -> ReadSignal<String> {
        self.title.read_only()
    }

    /// The note beside it.
    #[must_use]
    pub fn note(&self) -> ReadSignal<String> {
        self.note.read_only()
    }

    /// The page's controls.
    #[must_use]
    pub fn controls(&self) -> Option<AnyView> {
        self.controls_changed.track();
        self.controls
            .with_value(|controls| controls.as_ref().map(ViewFn::run))
    }
}
