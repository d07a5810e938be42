//! What every form field has: a label, a hint, an error, and the ties between them.

use leptos::prelude::*;

/// The identifiers that tie a control to its label, hint and error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldParts {
    /// The control's own, which is its hook too.
    pub id: &'static str,
    hint: bool,
    error: Signal<Option<String>>,
}

impl FieldParts {
    /// The parts of the field `id`.
    #[must_use]
    pub const fn new(id: &'static str, hint: bool, error: Signal<Option<String>>) -> Self {
        Self { id, hint, error }
    }

    /// What describes the control: its hint, and its error while there is one.
    #[must_use]
    pub fn described_by(&self) -> Option<String> {
        let hint = self.hint.then(|| format!("{}-hint", self.id));
        let error = self.is_invalid().then(|| format!("{}-error", self.id));
        let parts: Vec<String> = hint.into_iter().chain(error).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The value of `aria-invalid`.
    #[must_use]
    pub fn invalid(&self) -> Option<&'static str> {
        self.is_invalid().then_some("true")
    }

    fn is_invalid(&self) -> bool {
        self.error.with(Option::is_some)
    }
}

/// A label above a control, and a hint and an error below it.
#[component]
pub fn Field(
    /// The control's identifier and hook.
    id: &'static str,
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// A short explanation.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {children()}
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            {move || {
                error.get().map(|text| {
                    view! {
                        <p class="field-error" id=format!("{id}-error") data-testid=format!("{id}-error")>
                            {text}
                        </p>
                    }
                })
            }}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_is_described_by_what_is_shown() {
        let owner = Owner::new();
        owner.set();
        let error = RwSignal::new(None);
        let parts = FieldParts::new("order-name", true, error.into());
        assert_eq!(parts.described_by().as_deref(), Some("order-name-hint"));
        assert_eq!(parts.invalid(), None);
        error.set(Some("Enter a name".to_owned()));
        assert_eq!(
            parts.described_by().as_deref(),
            Some("order-name-hint order-name-error")
        );
        assert_eq!(parts.invalid(), Some("true"));
    }
}
