//! Where texts stand on the pages: on paper, and none over another.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};

use super::hostile::document_of;
use crate::{Language, QuoteDocument, pdf::laid_out, samples};

/// How far a text may reach into another, in pt: what rounding and side bearings come to.
const TOLERANCE: f64 = 0.5;

/// A run of text on a page.
struct Run {
    from: Point,
    to: Abs,
    text: String,
}

/// The runs of a frame, without what is turned: that is the notice across the page.
fn runs(frame: &Frame, origin: Point, found: &mut Vec<Run>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        if let FrameItem::Text(text) = item {
            found.push(Run {
                from: at,
                to: at.x + text.width(),
                text: text.text.to_string(),
            });
        } else if let FrameItem::Group(group) = item {
            let Transform { tx, ty, .. } = group.transform;
            if group.transform == Transform::translate(tx, ty) {
                runs(&group.frame, at + Point::new(tx, ty), found);
            }
        }
    }
}

fn is_legible(document: &QuoteDocument) {
    let tolerance = Abs::pt(TOLERANCE);
    for (number, page) in (1..).zip(laid_out(document).pages()) {
        let mut found = Vec::new();
        runs(&page.frame, Point::zero(), &mut found);
        assert!(!found.is_empty());
        let paper = page.frame.size();
        for (at, run) in found.iter().enumerate() {
            let is_on_paper = run.from.x > Abs::mm(10.0)
                && run.to < paper.x - Abs::mm(10.0)
                && run.from.y > Abs::mm(4.0)
                && run.from.y < paper.y - Abs::mm(4.0);
            let text = &run.text;
            assert!(is_on_paper, "page {number}: {text} at {:?}", run.from);
            let covered = found[at + 1..].iter().find(|other| {
                (other.from.y - run.from.y).abs() < tolerance
                    && other.from.x + tolerance < run.to
                    && run.from.x + tolerance < other.to
            });
            let covered = covered.map(|other| &other.text);
            assert_eq!(covered, None, "page {number}: {text} at {:?}", run.from);
        }
    }
}

#[test]
fn no_text_stands_over_another() {
    for (options, connections) in [(1, 1), (3, 13), (12, 30)] {
        for language in Language::ALL {
            let options = samples::options(options, 2, connections);
            is_legible(&samples::document(options, language));
        }
    }
}

#[test]
fn a_small_network_of_long_names_is_not_cut_at_the_foot_of_its_page() {
    for letters in [28, 60, 80] {
        let mut options = samples::options(1, 1, 12);
        for endpoint in &mut options[0].quote.design.endpoints {
            endpoint.label = format!("{} {}", endpoint.label, "Verteilzentrum ".repeat(6));
            endpoint.label = endpoint.label.chars().take(letters).collect();
        }
        is_legible(&samples::document(options, Language::English));
    }
}

#[test]
fn no_text_runs_off_the_paper_where_every_letter_is_wide() {
    is_legible(&document_of(&"W".repeat(14)));
}
