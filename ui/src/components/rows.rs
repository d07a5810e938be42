//! Rows that stay as they are while the list around them changes.

use leptos::prelude::*;

/// All rows of a list. A row is made when its key comes and taken away when its key goes; in between it moves and
/// is not written again.
///
/// It is Leptos' `<For>`, with its closures behind pointers: the program has it once, not once for each list.
#[component]
pub fn Rows(
    /// The rows as they are now, in their order.
    #[prop(into)]
    each: Each,
) -> impl IntoView {
    view! { <For each=each.0 key=|row: &Row| row.key.clone() children=|row: Row| (row.view)() /> }
}

/// One row.
pub struct Row {
    key: String,
    view: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Row {
    /// The row of `key`, which no other row of the list has; `view` makes it where it does not stand there yet.
    pub fn new<V: IntoView + 'static>(
        key: impl ToString,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        Self {
            key: key.to_string(),
            view: Box::new(move || view().into_any()),
        }
    }
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Row")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// A list that follows the signals it reads.
pub struct Each(Box<dyn Fn() -> Vec<Row> + Send>);

impl<F: Fn() -> Vec<Row> + Send + 'static> From<F> for Each {
    fn from(rows: F) -> Self {
        Self(Box::new(rows))
    }
}

impl std::fmt::Debug for Each {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Each")
    }
}
