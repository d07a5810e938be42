//! Text in HTML, so that nothing typed or answered becomes markup.

/// `text` with everything escaped that HTML gives a meaning.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A row of a table: a heading and what belongs to it.
pub(super) fn row(heading: &str, content: &str) -> String {
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
        escaped(heading),
        escaped(content)
    )
}
