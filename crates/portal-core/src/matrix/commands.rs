//! Command: asking every question of a matrix.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use chrono::TimeDelta;
use contract::{
    AppError, AssessmentTicket, DesignView, ErrorCode, MatrixAnswer, MatrixCellState,
    MatrixCellView, MatrixRequest, MatrixView,
};
use futures::future::join_all;
use model::{Assessment, Design, MatrixPlan, MatrixQuestion, ProfileId, matrix::MATRIX_FRESH};
use operator_client::CallError;
use tokio_util::sync::CancellationToken;

use super::queue::Queue;
use crate::{
    assessments::Patience,
    errors::Failure,
    portal::{Core, State, report},
};

/// The name under which failures of cells are logged.
const COMMAND: &str = "matrix_run";

/// A matrix that is being asked.
struct Run {
    ticket: AssessmentTicket,
    /// The design as it was when the run began.
    view: Arc<DesignView>,
    cancel: CancellationToken,
    answered: AtomicU32,
}

impl Core {
    /// Asks every operator at the same time, each as much as it bears. A cell that fails says why
    /// and ends no other; a run that is cancelled has answered what came until then.
    pub(crate) async fn matrix_run(&self, request: MatrixRequest) -> Result<MatrixView, Failure> {
        let asking = self.begin(request.ticket.clone()).await?;
        self.ask_matrix(request, asking.cancel.clone()).await
    }

    async fn ask_matrix(
        &self,
        request: MatrixRequest,
        cancel: CancellationToken,
    ) -> Result<MatrixView, Failure> {
        let view = self.design(request.design).await?;
        let plan = MatrixPlan::of(&request.axes, &view.design)
            .map_err(|error| Failure::Input(error.to_string()))?;
        let run = Run {
            ticket: request.ticket,
            view: Arc::new(view),
            cancel,
            answered: AtomicU32::new(0),
        };
        let mut open = self.reuse(&run, plan.questions).await?;
        let mut asked = Vec::new();
        for operator in request.axes.operators() {
            let own = open.extract_if(.., |question| question.profile == *operator);
            asked.push(self.ask_operator(&run, operator.clone(), own.collect()));
        }
        join_all(asked).await;
        Ok(MatrixView {
            answered: run.answered.load(Ordering::Relaxed),
        })
    }

    /// Answers what was answered a short while ago, and gives what was not.
    async fn reuse(
        &self,
        run: &Run,
        questions: Vec<MatrixQuestion>,
    ) -> Result<Vec<MatrixQuestion>, Failure> {
        let (ticket, view) = (run.ticket.clone(), Arc::clone(&run.view));
        let all = questions.len();
        let open = self
            .owner
            .turn(move |state| {
                let mut open = questions;
                open.retain(|question| !state.answers_again(&ticket, &view.design, question));
                open
            })
            .await?;
        let reused = u32::try_from(all - open.len()).unwrap_or(u32::MAX);
        run.answered.fetch_add(reused, Ordering::Relaxed);
        Ok(open)
    }

    async fn ask_operator(&self, run: &Run, id: ProfileId, questions: Vec<MatrixQuestion>) {
        let profile = match self.profile(id).await {
            Ok(profile) => profile,
            Err(failure) => {
                let error = report(COMMAND, failure);
                for question in questions {
                    self.tell_failed(run, &question, error.clone());
                }
                return;
            }
        };
        let connections = run.view.design.connections.len();
        let calls = profile.options.dialect.services(connections);
        let at_once = usize::from(profile.limits.at_once()).div_ceil(calls);
        let queue = Queue::new(questions, profile.limits, calls);
        join_all((0..at_once).map(|_| self.work_off(run, &queue))).await;
    }

    /// Asks one question after the other, until there is none.
    async fn work_off(&self, run: &Run, queue: &Queue) {
        while !run.cancel.is_cancelled()
            && let Some((question, turn)) = queue.take(self.clock.now())
        {
            let failure = match Box::pin(self.ask_cell(run, &question, turn)).await {
                Ok(assessment) => {
                    queue.answered();
                    self.tell(run, &question, answered(&assessment, false));
                    run.answered.fetch_add(1, Ordering::Relaxed);
                    continue;
                }
                Err(Failure::Call(CallError::Cancelled)) => return,
                Err(failure) => failure,
            };
            let error = report(COMMAND, failure);
            if concerns_every_question(error.code) || queue.is_dead_after(error.code) {
                for unasked in queue.drain() {
                    self.tell_failed(run, &unasked, error.clone());
                }
            }
            self.tell_failed(run, &question, error);
        }
    }

    /// Asks when its turn has come, and again where the operator asks to wait a little.
    async fn ask_cell(
        &self,
        run: &Run,
        question: &MatrixQuestion,
        turn: Duration,
    ) -> Result<Assessment, Failure> {
        self.rest(turn, &run.cancel).await?;
        self.tell(run, question, MatrixCellState::Asking);
        let mut patience = Patience::new(Duration::ZERO);
        loop {
            let view = DesignView {
                design: Design {
                    requirement: question.requirement,
                    ..run.view.design.clone()
                },
                revision: run.view.revision,
            };
            let profile = Some(question.profile.clone());
            let wait = match self.assess_design(view, profile, &run.cancel).await {
                Ok(assessment) => return Ok(assessment),
                Err(Failure::Call(error)) => patience.again(&error).ok_or(error)?,
                Err(failure) => return Err(failure),
            };
            self.rest(wait, &run.cancel).await?;
        }
    }

    fn tell_failed(&self, run: &Run, question: &MatrixQuestion, error: AppError) {
        self.tell(run, question, MatrixCellState::Failed(error));
    }

    fn tell(&self, run: &Run, question: &MatrixQuestion, state: MatrixCellState) {
        let view = cell_view(&run.ticket, question, state);
        self.owner.tell(move |state| state.outbox.matrix_cell(view));
    }
}

impl State {
    /// Answers a question with the answer to the very same one, where that is not old.
    fn answers_again(
        &mut self,
        ticket: &AssessmentTicket,
        design: &Design,
        question: &MatrixQuestion,
    ) -> bool {
        let fresh = TimeDelta::from_std(MATRIX_FRESH).unwrap_or_default();
        let since = self.frame.clock.now() - fresh;
        let Some(known) = self.roster.get(&question.profile) else {
            return false;
        };
        let same = self
            .recent
            .answer_since(since, design, &question.requirement, &known.profile);
        let Some(same) = same else {
            return false;
        };
        let state = answered(&same.assessment, true);
        self.outbox.matrix_cell(cell_view(ticket, question, state));
        true
    }
}

fn cell_view(
    ticket: &AssessmentTicket,
    question: &MatrixQuestion,
    state: MatrixCellState,
) -> MatrixCellView {
    MatrixCellView {
        ticket: ticket.clone(),
        cell: u32::try_from(question.cell).unwrap_or(u32::MAX),
        state,
    }
}

fn answered(assessment: &Assessment, is_reused: bool) -> MatrixCellState {
    MatrixCellState::Answered(MatrixAnswer {
        assessment: assessment.id.clone(),
        assessed_at: assessment.assessed_at,
        is_reused,
        origin: assessment.origin,
        offers: assessment.offers.clone(),
    })
}

/// Whether a failure is not of the one question, so that its operator need not be asked the others:
/// they would fail alike, or bring up a prompt each.
const fn concerns_every_question(code: ErrorCode) -> bool {
    match code {
        ErrorCode::NotFound
        | ErrorCode::NoOperator
        | ErrorCode::SecretMissing
        | ErrorCode::InsecureAddress
        | ErrorCode::SandboxFailed
        | ErrorCode::TlsRefused
        | ErrorCode::InvalidClient
        | ErrorCode::InvalidScope
        | ErrorCode::Unauthenticated
        | ErrorCode::PermissionDenied
        | ErrorCode::QuotaExceeded
        | ErrorCode::KeyringMissing
        | ErrorCode::KeyringLocked
        | ErrorCode::KeyringDismissed
        | ErrorCode::KeyringStopped
        | ErrorCode::StorageFailed
        | ErrorCode::FolderInUse
        | ErrorCode::Internal => true,
        ErrorCode::InvalidInput
        | ErrorCode::EditConflict
        | ErrorCode::Unreachable
        | ErrorCode::TimedOut
        | ErrorCode::BadAnswer
        | ErrorCode::RequestRefused
        | ErrorCode::OperatorNotFound
        | ErrorCode::OperatorConflict
        | ErrorCode::AlreadyExists
        | ErrorCode::NotPossible
        | ErrorCode::RateLimited
        | ErrorCode::OperatorFault
        | ErrorCode::OutcomeUnknown
        | ErrorCode::Cancelled => false,
    }
}
