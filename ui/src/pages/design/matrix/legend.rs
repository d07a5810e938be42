//! What the colours and signs of the heat map mean, as HTML.

use std::fmt::Write as _;

use model::{Level, Money};

use super::paint::fee_words;
use crate::{
    model::{
        fixed::fixed,
        matrix_cell::{Extent, Measure, STEPS, Scale},
    },
    t,
};

/// The ends of each scale, or the levels, and the sign of a jump.
pub(super) fn legend(measure: Measure, scales: &[Extent]) -> String {
    let mut html = String::new();
    // Writing to a string cannot fail.
    if measure == Measure::Level {
        for level in Level::ALL {
            let _ = write!(html, "<li><i data-heat={level}></i>{level}</li>");
        }
    }
    for extent in scales {
        let (least, most) = (end(measure, extent, false), end(measure, extent, true));
        let _ = write!(html, "<li>{least}<span>");
        // Where all are one, there is one colour.
        let count = if extent.most > extent.least { STEPS } else { 1 };
        for step in 0..count {
            let _ = write!(html, "<i data-heat={step}></i>");
        }
        let most = if count > 1 { &*most } else { "" };
        let _ = write!(html, "</span>{most}</li>");
    }
    let jump = t!("matrix-legend-jump");
    let _ = write!(html, "<li><i data-jump=days></i>{jump}</li>");
    html
}

/// The lowest or the highest of a scale. A currency is three letters, and the rest are numbers.
fn end(measure: Measure, extent: &Extent, is_most: bool) -> String {
    let height = if is_most { extent.most } else { extent.least };
    match extent.scale {
        Scale::Fee(currency, _) => {
            let amount = fixed(height, 4).parse().unwrap_or_default();
            fee_words(measure)(Money { amount, currency })
        }
        Scale::Days => t!("matrix-days", count = height as u32),
    }
}
