//! How a cell looks and reads, written into its element: a table of hundreds is never written anew.

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    Level, Money, ReportedLevel, Wait,
    matrix::{Jumps, Seen, jumps, shown_offer},
};
use web_sys::Element;

use crate::{
    errors::in_words,
    hooks::effect,
    i18n::format,
    model::matrix_cell::{Cell, Extent, Measure, Reading},
    state::{MatrixRun, MatrixState},
    t,
};

/// The scales of a run by the measure and level that are chosen.
pub(super) fn scales(run: &Arc<MatrixRun>, matrix: MatrixState) -> Memo<Vec<Extent>> {
    let run = Arc::clone(run);
    Memo::new(move |_| {
        let measure = matrix.measure();
        let cells = 0..run.axes.cells();
        Extent::all(cells.filter_map(|cell| reading(&run, matrix, cell)?.height(measure)))
    })
}

/// Where a line of cells jumps, by their numbers.
pub(super) fn jumps_of(run: &Arc<MatrixRun>, matrix: MatrixState, line: Vec<usize>) -> Memo<Jumps> {
    let run = Arc::clone(run);
    Memo::new(move |_| {
        let level = matrix.level();
        let seen: Vec<_> = line.iter().map(|cell| seen(&run, *cell, level)).collect();
        jumps(&seen)
    })
}

/// A cell with the lines that it stands on: its place on each, and the step back to the cell before.
pub(super) struct Place {
    /// Its number.
    pub(super) cell: usize,
    /// Its duration's line over the bandwidths, and its bandwidth's over the durations.
    pub(super) lines: [(Memo<Jumps>, usize, usize); 2],
}

/// Keeps `button` as its cell is.
pub(super) fn keep(
    button: Element,
    run: Arc<MatrixRun>,
    matrix: MatrixState,
    place: Place,
    scales: Memo<Vec<Extent>>,
) {
    let (cell, painted, of) = (place.cell, button.clone(), Arc::clone(&run));
    let mut written = Written::on(button);
    effect(move || write(&mut written, &run, matrix, &place));
    // Apart from the words: a scale that grows paints every cell again, and none says anything else.
    let mut painted = Written::on(painted);
    effect(move || {
        let step = heat(&of, matrix, cell, scales);
        painted.set(0, "data-heat", step.as_deref());
    });
}

/// What stands in a cell's element, so that only what is another is written: the page works on whatever is.
struct Written {
    button: Element,
    values: Vec<Option<String>>,
}

impl Written {
    fn on(button: Element) -> Self {
        Self {
            button,
            values: Vec::new(),
        }
    }

    /// Whether the value at that place becomes another one.
    fn changes(&mut self, place: usize, value: Option<&str>) -> bool {
        if self.values.len() <= place {
            self.values.resize(place + 1, None);
        }
        let is_other = self.values[place].as_deref() != value;
        if is_other {
            self.values[place] = value.map(str::to_owned);
        }
        is_other
    }

    /// Sets an attribute, or takes it away. One of such a name can always be set.
    fn set(&mut self, place: usize, name: &str, value: Option<&str>) {
        if self.changes(place, value) {
            let _ = match value {
                Some(value) => self.button.set_attribute(name, value),
                None => self.button.remove_attribute(name),
            };
        }
    }
}

/// The step of the scale on which a cell lies, or its level.
fn heat(
    run: &MatrixRun,
    matrix: MatrixState,
    cell: usize,
    scales: Memo<Vec<Extent>>,
) -> Option<String> {
    let reading = reading(run, matrix, cell)?;
    let measure = matrix.measure();
    if measure == Measure::Level {
        let level = reading.level.filter(|_| reading.state == "feasible")?;
        return Some(level.as_str().to_owned());
    }
    let (scale, height) = reading.height(measure)?;
    scales.with(|scales| {
        let extent = scales.iter().find(|extent| extent.scale == scale)?;
        Some(extent.step(height).to_string())
    })
}

fn write(written: &mut Written, run: &MatrixRun, matrix: MatrixState, place: &Place) {
    let Some(reading) = reading(run, matrix, place.cell) else {
        return;
    };
    let measure = matrix.measure();
    let state = run.cell(place.cell).get();
    let says = says(&state, &reading, measure);
    let level = reading.level.as_ref().map(ReportedLevel::as_str);
    let (signs, jump) = jump_words(run, matrix, place);
    let wait = match reading.days {
        Some(days) if measure != Measure::Wait => format::wait(Wait::Days(days)),
        Some(_) | None => String::new(),
    };
    let why = match &state {
        Cell::Failed(error) => Some(in_words(error)),
        Cell::Waiting | Cell::LeftOut | Cell::Asking | Cell::Answered(_) => None,
    };
    let amount = reading.fee.map(|(money, _)| money.amount.to_string());
    let days = reading.days.map(|days| days.to_string());
    let fee = reading.fee.as_ref();
    let attributes = [
        ("data-state", Some(reading.state)),
        ("data-level", level),
        ("data-value", amount.as_deref()),
        ("data-currency", fee.map(|(money, _)| money.currency.code())),
        ("data-period", fee.map(|(_, period)| period.as_str())),
        ("data-origin", Some(reading.origin.as_str())),
        ("data-wait-days", days.as_deref()),
        ("data-jump", signs),
        ("title", why.as_deref()),
    ];
    for (place, (name, value)) in attributes.into_iter().enumerate() {
        written.set(place, name, value);
    }
    let beside = level.filter(|_| measure != Measure::Level && reading.state == "feasible");
    // All of it is the cell's name, after what the cell is about; the last is not seen.
    let below = why.as_deref().unwrap_or(&jump);
    let texts = [&*says, beside.unwrap_or_default(), below, &*wait];
    let mut child = written.button.first_element_child();
    for (place, text) in (attributes.len()..).zip(texts) {
        child = child.and_then(|child| child.next_element_sibling());
        if written.changes(place, Some(text))
            && let Some(element) = &child
        {
            element.set_text_content(Some(text));
        }
    }
}

/// How a fee is written.
pub(super) fn fee_words(measure: Measure) -> fn(Money) -> String {
    if measure == Measure::PerMbps {
        format::rate
    } else {
        format::money
    }
}

/// What stands in a cell, by the measure.
fn says(state: &Cell, reading: &Reading, measure: Measure) -> String {
    match (state, reading.state) {
        (Cell::LeftOut, _) => return t!("matrix-cell-left-out"),
        (_, "waiting") => return t!("matrix-cell-waiting"),
        (_, "running") => return t!("matrix-cell-running"),
        (_, "failed") => return t!("matrix-cell-failed"),
        (_, "infeasible") => return t!("matrix-cell-infeasible"),
        (_, "unknown") => return t!("matrix-cell-unknown"),
        _ => {}
    }
    match measure {
        Measure::Fee | Measure::PerMbps => {
            let words = fee_words(measure);
            let fee = reading.fee.map(|(money, _)| words(money));
            fee.unwrap_or_else(|| t!("matrix-cell-fee-missing"))
        }
        Measure::Wait => reading.days.map_or_else(
            || t!("matrix-days-missing"),
            |days| t!("matrix-days", count = days),
        ),
        Measure::Level => {
            let level = reading.level.as_ref();
            level.map_or_else(|| t!("missing-value"), |level| level.as_str().to_owned())
        }
    }
}

/// What jumps at a cell, as automation reads it and in words; the first of its lines on which it
/// does says from what.
fn jump_words(
    run: &MatrixRun,
    matrix: MatrixState,
    place: &Place,
) -> (Option<&'static str>, String) {
    let level = matrix.level();
    let here = seen(run, place.cell, level);
    let (mut of_level, mut of_days) = (None, None);
    for (line, at, back) in &place.lines {
        let found = line.get();
        let before = || seen(run, place.cell.checked_sub(*back)?, level);
        if found.level == Some(*at) {
            of_level = of_level.or_else(before);
        }
        if found.days == Some(*at) {
            of_days = of_days.or_else(before);
        }
    }
    let mut words = Vec::new();
    if let (Some(before), Some(here)) = (of_level, here) {
        let name = |level: Option<Level>| {
            level.map_or_else(|| t!("matrix-jump-none"), |level| level.as_str().to_owned())
        };
        let (before, after) = (name(before.level), name(here.level));
        words.push(t!("matrix-jump-level", before = before, after = after));
    }
    if let Some((before, after)) = of_days.and_then(|before| before.days.zip(here?.days)) {
        words.push(t!("matrix-jump-days", before = before, after = after));
    }
    let signs = match (of_level.is_some(), of_days.is_some()) {
        (true, true) => Some("level-days"),
        (true, false) => Some("level"),
        (false, true) => Some("days"),
        (false, false) => None,
    };
    (signs, words.join(", "))
}

fn seen(run: &MatrixRun, cell: usize, level: Option<Level>) -> Option<Seen> {
    run.cell(cell).with(|cell| {
        let offers = &cell.answer()?.offers;
        Some(Seen::of(offers, shown_offer(offers, level)))
    })
}

fn reading(run: &MatrixRun, matrix: MatrixState, cell: usize) -> Option<Reading> {
    let question = run.question(cell)?;
    let connections = run.design.connections.len();
    let (measure, level) = (matrix.measure(), matrix.level());
    run.cell(cell)
        .with(|cell| Some(Reading::of(cell, &question, connections, measure, level)))
}
