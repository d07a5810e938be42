//! The town of a site or cloud, found in the gazetteer while it is typed.

use std::time::Duration;

use contract::{PlaceRequest, PlaceView, command};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{CollectAny, Field, Show},
    hooks::use_debounce,
    ipc::call,
    state::design::{EndpointFields, use_design},
    t,
};

/// A pause in the typing after which the gazetteer is asked.
const PAUSE: Duration = Duration::from_millis(120);

/// What was found, and which of it the arrow keys have reached.
#[derive(Clone, Copy)]
struct Found {
    places: RwSignal<Vec<PlaceView>>,
    at: RwSignal<Option<usize>>,
    is_open: RwSignal<bool>,
    is_missing: RwSignal<bool>,
}

/// A text field with a list of places below it (ARIA combobox with a listbox).
#[component]
pub(super) fn PlaceField() -> impl IntoView {
    let state = use_design();
    let fields = state.forms.endpoint();
    let toasts = state.document.toasts();
    let found = Found {
        places: RwSignal::new(Vec::new()),
        at: RwSignal::new(None),
        is_open: RwSignal::new(false),
        is_missing: RwSignal::new(false),
    };
    let debounce = use_debounce(PAUSE);
    let search = move || {
        let query = fields.place.get_untracked();
        spawn_local(async move {
            let answer = call::<command::place_search>(PlaceRequest {
                query: query.clone(),
            })
            .await;
            // What was typed meanwhile asks for itself.
            if fields.place.try_get_untracked().as_ref() != Some(&query) {
                return;
            }
            match answer {
                Ok(places) => found.show(places),
                Err(error) => toasts.error(&error),
            }
        });
    };
    let is_shown = move || found.is_open.get() && !found.places.with(Vec::is_empty);
    view! {
        <div class="combobox">
            <Field id="endpoint-place" label=t!("endpoint-place")>
                <span class="input">
                    <input
                        id="endpoint-place"
                        data-testid="endpoint-place"
                        type="text"
                        role="combobox"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder=t!("endpoint-place-example")
                        aria-autocomplete="list"
                        aria-controls="endpoint-place-list"
                        aria-expanded=move || is_shown().to_string()
                        aria-activedescendant=move || {
                            found.at.get().filter(|_| is_shown()).map(option_id)
                        }
                        aria-describedby="endpoint-place-status"
                        prop:value=fields.place
                        on:input=move |event| {
                            let typed = event_target_value(&event);
                            let is_empty = typed.trim().is_empty();
                            fields.place.set(typed);
                            if is_empty {
                                debounce.cancel();
                                found.close();
                            } else {
                                debounce.run(search);
                            }
                        }
                        on:keydown=move |event| {
                            if found.on_key(&event.key(), fields) {
                                event.prevent_default();
                                event.stop_propagation();
                            }
                        }
                        on:blur=move |_| found.close()
                    />
                </span>
            </Field>
            <p id="endpoint-place-status" class="visually-hidden" role="status">
                {move || {
                    if is_shown() {
                        t!("endpoint-place-count", count = found.places.with(Vec::len))
                    } else if found.is_missing.get() {
                        t!("endpoint-place-none")
                    } else {
                        String::new()
                    }
                }}
            </p>
            <ul
                id="endpoint-place-list"
                role="listbox"
                aria-label=t!("endpoint-place")
                hidden=move || !is_shown()
            >
                {move || {
                    found
                        .places
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(index, place)| {
                            view! { <PlaceOption index=index place=place found=found fields=fields /> }
                        })
                        .collect_any()
                }}
            </ul>
            <Show when=move || found.is_missing.get()>
                <p class="field-hint" aria-hidden="true">{t!("endpoint-place-none")}</p>
            </Show>
        </div>
    }
}

#[component]
fn PlaceOption(
    index: usize,
    place: PlaceView,
    found: Found,
    fields: EndpointFields,
) -> impl IntoView {
    let is_reached = move || found.at.get() == Some(index);
    let (name, country) = (place.name.clone(), place.country.clone());
    view! {
        <li
            id=option_id(index)
            role="option"
            data-testid="endpoint-place-option"
            data-id=place.id
            aria-selected=move || is_reached().to_string()
            // The field keeps the focus: losing it would close the list before the click.
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| found.choose(index, fields)
        >
            <b>{name}</b>
            <small>{country}</small>
        </li>
    }
}

impl Found {
    fn show(self, places: Vec<PlaceView>) {
        self.is_missing.set(places.is_empty());
        self.at.set((!places.is_empty()).then_some(0));
        self.is_open.set(!places.is_empty());
        self.places.set(places);
    }

    fn close(self) {
        self.is_open.set(false);
        self.is_missing.set(false);
    }

    fn choose(self, index: usize, fields: EndpointFields) {
        let place = self
            .places
            .with_untracked(|places| places.get(index).cloned());
        if let Some(place) = place {
            fields.choose_place(&place.name, place.coordinates);
        }
        self.close();
    }

    /// Does what a key means to the list; false where it means nothing to it.
    fn on_key(self, key: &str, fields: EndpointFields) -> bool {
        let count = self.places.with_untracked(Vec::len);
        let is_open = self.is_open.get_untracked() && count > 0;
        let at = self.at.get_untracked().unwrap_or(0);
        match key {
            "ArrowDown" if is_open => self.at.set(Some((at + 1) % count)),
            "ArrowUp" if is_open => self.at.set(Some((at + count - 1) % count)),
            "ArrowDown" if count > 0 => self.is_open.set(true),
            "Enter" if is_open => self.choose(at, fields),
            "Escape" if is_open => self.close(),
            _ => return false,
        }
        true
    }
}

fn option_id(index: usize) -> String {
    format!("endpoint-place-option-{index}")
}
