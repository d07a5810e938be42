//! Buttons.

use leptos::prelude::*;

use super::{Icon, Spinner, Symbol};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The main thing to do; one in a view.
    Primary,
    /// Anything else.
    #[default]
    Plain,
    /// Something that cannot be undone.
    Danger,
    /// Something small, in the shape of a pill.
    Chip,
    /// Something within a text.
    Link,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn-primary",
            Self::Plain => "btn",
            Self::Danger => "btn btn-danger",
            Self::Chip => "chip",
            Self::Link => "btn-link",
        }
    }
}

/// A button. While `busy` it keeps the focus and ignores presses.
#[component]
pub fn Button(
    /// Its public hook.
    #[prop(optional, into)]
    testid: Option<&'static str>,
    /// How much it stands out.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Symbol>,
    /// Whether what it starts is running.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it cannot be pressed at all.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it submits its form.
    #[prop(optional)]
    submit: bool,
    /// For a button that stays pressed: whether it is.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// What it does.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            data-testid=testid
            disabled=disabled
            aria-busy=move || busy.get().then_some("true")
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=move |event| {
                if busy.get_untracked() {
                    event.prevent_default();
                } else if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
        >
            {move || {
                if busy.get() {
                    view! { <Spinner /> }.into_any()
                } else {
                    icon.map(|symbol| view! { <Icon symbol=symbol /> }).into_any()
                }
            }}
            <span>{children()}</span>
        </button>
    }
}

/// A button that is an icon; `label` is its name.
#[component]
pub fn IconButton(
    /// Its public hook.
    #[prop(optional, into)]
    testid: Option<&'static str>,
    /// The icon.
    symbol: Symbol,
    /// Its name, for a screen reader and as a tip.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it cannot be pressed at all.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-btn"
            data-testid=testid
            disabled=disabled
            aria-label=label
            title=label
            on:click=move |_| on_press.run(())
        >
            <Icon symbol=symbol />
        </button>
    }
}
