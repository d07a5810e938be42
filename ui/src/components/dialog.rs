//! A question that has to be answered before anything else.

use leptos::{children::ChildrenFn, html, prelude::*};

use super::Show;
use crate::hooks::{effect, focus_return};

/// A modal dialog on the native element. Escape closes it without a question; what was
/// typed is kept by whoever holds it, and the focus goes back to where it was.
#[component]
pub fn Dialog(
    /// Its hook.
    testid: &'static str,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whether it is wide.
    #[prop(optional)]
    wide: bool,
    /// Called when Escape closes it.
    #[prop(optional, into)]
    on_dismiss: Option<Callback<()>>,
    /// What stands in it, its buttons included.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <Show when=move || open.get()>
            <OpenDialog
                testid=testid
                title=title
                wide=wide
                on_dismiss=Callback::new(move |()| {
                    open.set(false);
                    if let Some(on_dismiss) = on_dismiss {
                        on_dismiss.run(());
                    }
                })
            >
                {children.with_value(|children| children())}
            </OpenDialog>
        </Show>
    }
}

#[component]
fn OpenDialog(
    testid: &'static str,
    title: Signal<String>,
    wide: bool,
    on_dismiss: Callback<()>,
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let opener = StoredValue::new_local(focus_return());
    effect(move || {
        if let Some(dialog) = element.get()
            && !dialog.open()
        {
            // It fails only where it is not in the page, and then there is nothing to show.
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        if let Some(opener) = opener.try_get_value() {
            opener.give_back();
            // Behind a dialog that is still open nothing takes the focus.
            request_animation_frame(move || opener.if_lost());
        }
    });
    let heading = format!("{testid}-title");
    view! {
        <dialog
            node_ref=element
            class=if wide { "dialog dialog-wide" } else { "dialog" }
            data-testid=testid
            aria-labelledby=heading
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_dismiss.run(());
            }
        >
            <h2 id=heading.clone()>{title}</h2>
            {children()}
        </dialog>
    }
}
