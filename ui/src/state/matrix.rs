//! The assessment matrix that was run last, kept while other pages are looked at.

use std::{mem, sync::Arc, time::Duration};

use contract::{
    AppError, AssessmentTicket, CancelRequest, ErrorCode, MatrixCellState, MatrixCellView,
    MatrixRequest, command,
};
use leptos::{prelude::*, task::spawn_local};
use model::{Design, DesignId, Level, MatrixAxes, MatrixPlan, MatrixQuestion, Requirement};

use crate::{
    ipc::{Pending, call},
    model::{
        matrix_cell::{Cell, Measure},
        matrix_draft::MatrixDraft,
    },
    random,
};

/// Operators answer in waves. The page takes a few of one at a time with rests between them, in which it shows what is
/// typed meanwhile: one by one they would each cost a pass over the page, and all together a long one.
const FEW: usize = 3;
/// Between two of those passes.
const REST: Duration = Duration::from_millis(12);

/// A matrix with its cells, each a signal of its own: what becomes of one wakes no other.
#[derive(Debug)]
pub struct MatrixRun {
    ticket: AssessmentTicket,
    /// The design as it was when the run began.
    pub design: Design,
    /// What is varied.
    pub axes: MatrixAxes,
    /// How many questions are asked.
    pub asked: usize,
    cells: Vec<ArcRwSignal<Cell>>,
}

impl MatrixRun {
    /// The cell of that number.
    #[must_use]
    pub fn cell(&self, number: usize) -> ArcRwSignal<Cell> {
        self.cells.get(number).cloned().unwrap_or_default()
    }

    /// What `design` asks for now; what it asked for when the run began where another one is open.
    #[must_use]
    pub fn requirement_now(&self, design: Option<&Design>) -> Requirement {
        let now = design.filter(|design| design.id == self.design.id);
        now.unwrap_or(&self.design).requirement
    }

    /// Whether `design` was drawn otherwise when it was asked about.
    #[must_use]
    pub fn is_outdated(&self, design: Option<&Design>) -> bool {
        design.is_some_and(|now| now.id == self.design.id && !now.is_drawn_as(&self.design))
    }

    /// What that cell asks.
    #[must_use]
    pub fn question(&self, number: usize) -> Option<MatrixQuestion> {
        self.axes.question(number, &self.design)
    }
}

/// The matrix, and how it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct MatrixState {
    run: RwSignal<Option<Arc<MatrixRun>>>,
    draft: RwSignal<MatrixDraft>,
    /// The design that the draft is of.
    draft_of: StoredValue<Option<DesignId>>,
    is_running: RwSignal<bool>,
    /// What became of cells within a wave; none outside of one.
    wave: StoredValue<Option<Vec<MatrixCellView>>>,
    done: RwSignal<usize>,
    error: RwSignal<Option<AppError>>,
    /// What the cells are coloured by, as its option.
    pub measure: RwSignal<String>,
    /// Which offer they show, as its option: a level, or `best`.
    pub level: RwSignal<String>,
    /// The number of the cell that is open.
    pub open: RwSignal<Option<usize>>,
}

impl MatrixState {
    /// Nothing was run.
    #[must_use]
    pub fn new() -> Self {
        Self {
            run: RwSignal::new(None),
            draft: RwSignal::new(MatrixDraft::default()),
            draft_of: StoredValue::new(None),
            is_running: RwSignal::new(false),
            wave: StoredValue::new(None),
            done: RwSignal::new(0),
            error: RwSignal::new(None),
            measure: RwSignal::new(Measure::default().as_str().to_owned()),
            level: RwSignal::new("best".to_owned()),
            open: RwSignal::new(None),
        }
    }

    /// What the cells are coloured by.
    #[must_use]
    pub fn measure(&self) -> Measure {
        let chosen = self.measure.get();
        let measure = Measure::ALL.into_iter().find(|one| one.as_str() == chosen);
        measure.unwrap_or_default()
    }

    /// The level of the offer that they show; the best one where there is none.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.level.get().parse().ok()
    }

    /// The last run.
    #[must_use]
    pub fn run(&self) -> ReadSignal<Option<Arc<MatrixRun>>> {
        self.run.read_only()
    }

    /// The last run, where it is of that design.
    #[must_use]
    pub fn run_of(&self, design: &DesignId) -> Option<Arc<MatrixRun>> {
        self.run.get().filter(|run| run.design.id == *design)
    }

    /// What may be varied.
    #[must_use]
    pub const fn draft(&self) -> RwSignal<MatrixDraft> {
        self.draft
    }

    /// Begins another draft where `design` is another one than before.
    pub fn follow(&self, design: &Design) {
        if self.draft_of.get_value().as_ref() != Some(&design.id) {
            self.draft_of.set_value(Some(design.id.clone()));
            self.draft.set(MatrixDraft::around(&design.requirement));
        }
    }

    /// Whether it is still going on.
    #[must_use]
    pub fn is_running(&self) -> ReadSignal<bool> {
        self.is_running.read_only()
    }

    /// How many questions are done with.
    #[must_use]
    pub fn done(&self) -> ReadSignal<usize> {
        self.done.read_only()
    }

    /// Why the run ended early.
    #[must_use]
    pub fn error(&self) -> ReadSignal<Option<AppError>> {
        self.error.read_only()
    }

    /// Asks about `design` as it is on disk.
    pub fn start(&self, design: Design, axes: MatrixAxes, plan: &MatrixPlan) {
        let mut cells = vec![Cell::LeftOut; axes.cells()];
        for question in &plan.questions {
            cells[question.cell] = Cell::Waiting;
        }
        let ticket = AssessmentTicket(format!("{:032x}", random::bits()));
        let request = MatrixRequest {
            design: design.id.clone(),
            axes: axes.clone(),
            ticket: ticket.clone(),
        };
        self.error.set(None);
        self.open.set(None);
        self.done.set(0);
        self.is_running.set(true);
        self.run.set(Some(Arc::new(MatrixRun {
            ticket: ticket.clone(),
            design,
            axes,
            asked: plan.questions.len(),
            cells: cells.into_iter().map(ArcRwSignal::new).collect(),
        })));
        let state = *self;
        spawn_local(async move {
            let result = call::<command::matrix_run>(request).await;
            if state.current(&ticket).is_some() {
                state.end(result.err());
            }
        });
    }

    /// Gives up what is not answered yet.
    pub fn cancel(&self) {
        let Some(run) = self.run.get_untracked() else {
            return;
        };
        let ticket = run.ticket.clone();
        spawn_local(async move {
            // One that is over already needs no cancelling: nothing to tell either way.
            let _ = call::<command::cancel>(CancelRequest { ticket }).await;
        });
    }

    /// Takes what became of a cell: at once where nothing came lately, or else with its wave.
    pub fn receive(&self, view: MatrixCellView) {
        if self.current(&view.ticket).is_none() {
            return;
        }
        let alone = self.wave.try_update_value(|wave| match wave {
            Some(wave) => {
                wave.push(view);
                None
            }
            None => {
                *wave = Some(Vec::new());
                Some(view)
            }
        });
        if let Some(view) = alone.flatten() {
            self.take(view);
            self.take_wave_later();
        }
    }

    fn take_wave_later(&self) {
        let (state, pending) = (*self, Pending::begin());
        set_timeout(
            move || {
                if state.take_few() {
                    state.take_wave_later();
                }
                drop(pending);
            },
            REST,
        );
    }

    /// Takes a few of what a wave brought, answers first; whether there was anything, or else it is over.
    fn take_few(&self) -> bool {
        let few = self.wave.try_update_value(|wave| {
            let views = wave.as_mut()?;
            views.sort_by_key(|view| matches!(view.state, MatrixCellState::Asking));
            let few: Vec<_> = views.drain(..views.len().min(FEW)).collect();
            if few.is_empty() {
                *wave = None;
            }
            Some(few)
        });
        let few = few.flatten().unwrap_or_default();
        let is_any = !few.is_empty();
        few.into_iter().for_each(|view| self.take(view));
        is_any
    }

    /// Takes all that a wave brought, and ends it.
    fn take_wave(&self) {
        let wave = self.wave.try_update_value(mem::take).flatten();
        let views = wave.into_iter().flatten();
        views.for_each(|view| self.take(view));
    }

    fn take(&self, view: MatrixCellView) {
        let Some(run) = self.current(&view.ticket) else {
            return;
        };
        let Some(cell) = run.cells.get(view.cell as usize) else {
            return;
        };
        let was_done = cell.with_untracked(Cell::is_done);
        let state = Cell::from(view.state);
        if state.is_done() && !was_done {
            self.done.update(|done| *done += 1);
        }
        // Nothing is asked any more once it was answered, or the run has ended.
        if state.is_done() || (!was_done && self.is_running.get_untracked()) {
            cell.set(state);
        }
    }

    /// Forgets the matrix, and gives up what is not answered yet.
    pub fn forget(&self) {
        self.cancel();
        self.run.set(None);
        self.draft_of.set_value(None);
        self.open.set(None);
        self.is_running.set(false);
        self.error.set(None);
    }

    fn current(&self, ticket: &AssessmentTicket) -> Option<Arc<MatrixRun>> {
        let run = self.run.get_untracked();
        run.filter(|run| run.ticket == *ticket)
    }

    fn end(&self, error: Option<AppError>) {
        self.take_wave();
        self.is_running.set(false);
        self.error
            .set(error.filter(|error| error.code != ErrorCode::Cancelled));
        for cell in self.run.get_untracked().iter().flat_map(|run| &run.cells) {
            if cell.with_untracked(|cell| *cell == Cell::Asking) {
                cell.set(Cell::Waiting);
            }
        }
    }
}

impl Default for MatrixState {
    fn default() -> Self {
        Self::new()
    }
}
