//! A hook of the automation contract, as a test names it.

use std::fmt;

/// Names elements by their `data-testid`: `assess`, with attributes `offer[data-level=AAA]`, and inside one another
/// `session-detail session-resize`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    css: String,
    text: String,
}

impl Hook {
    /// The CSS selector of its elements.
    #[must_use]
    pub fn css(&self) -> &str {
        &self.css
    }

    /// This hook, with an attribute that has to have this value.
    #[must_use]
    pub fn with(&self, attribute: &str, value: &str) -> Self {
        let condition = format!(
            "[{attribute}=\"{}\"]",
            value.replace('\\', "\\\\").replace('"', "\\\"")
        );
        Self {
            css: format!("{}{condition}", self.css),
            text: format!("{}{condition}", self.text),
        }
    }
}

impl From<&str> for Hook {
    fn from(text: &str) -> Self {
        let css = text
            .split_whitespace()
            .map(part)
            .collect::<Vec<_>>()
            .join(" ");
        Self {
            css,
            text: text.to_owned(),
        }
    }
}

impl From<&String> for Hook {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&Hook> for Hook {
    fn from(hook: &Hook) -> Self {
        hook.clone()
    }
}

impl fmt::Display for Hook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// One word: a test id, and conditions whose values may go without quotes.
fn part(word: &str) -> String {
    let (id, conditions) = word.split_at(word.find('[').unwrap_or(word.len()));
    let conditions: String = conditions
        .split(['[', ']'])
        .filter(|condition| !condition.is_empty())
        .map(|condition| match condition.split_once('=') {
            Some((attribute, value)) => format!("[{attribute}=\"{}\"]", value.trim_matches('"')),
            None => format!("[{condition}]"),
        })
        .collect();
    format!("[data-testid=\"{id}\"]{conditions}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_test_id() {
        assert_eq!(Hook::from("assess").css(), "[data-testid=\"assess\"]");
    }

    #[test]
    fn attributes_and_nesting_are_kept() {
        assert_eq!(
            Hook::from("session-detail offer[data-level=AAA][aria-checked=\"true\"]").css(),
            "[data-testid=\"session-detail\"] \
             [data-testid=\"offer\"][data-level=\"AAA\"][aria-checked=\"true\"]"
        );
    }

    #[test]
    fn a_value_with_a_quote_stays_one_value() {
        let hook = Hook::from("design-card").with("data-id", "a\"b");
        assert_eq!(
            hook.css(),
            "[data-testid=\"design-card\"][data-id=\"a\\\"b\"]"
        );
    }
}
