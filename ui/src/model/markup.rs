//! Text within HTML that is written as a string.

/// A text as it stands in HTML.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::new();
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_is_no_markup() {
        let name = super::escaped("<b title=\"x\">A & B</b>");
        assert_eq!(name, "&lt;b title=&quot;x&quot;&gt;A &amp; B&lt;/b&gt;");
    }
}
