//! The sign of numbers that are simulated, as HTML.

use crate::t;

/// The sign; nothing where the numbers are not simulated.
#[must_use]
pub fn simulated_tag(is_simulated: bool) -> String {
    if is_simulated {
        format!("<span class=tag>{}</span>", t!("origin-simulated-tag"))
    } else {
        String::new()
    }
}
