//! A matrix: each question once, operators side by side, each cell by itself.

use std::sync::Arc;

use contract::{
    AppError, AssessRequest, AssessmentTicket, CancelRequest, ErrorCode, Event, MatrixAnswer,
    MatrixCellState, MatrixRequest, MatrixView, ProfileForm, ProfileView, QuoteRequest,
    QuoteSaveRequest,
};
use model::{CallLimits, DesignId, Level, MatrixAxes, Mbps, ProfileId, Protection, Term, TermUnit};
use operator_client::{CallError, NotSent, Operation};
use tokio::{sync::Notify, task::JoinHandle};

use crate::{
    Portal,
    testing::{
        FakeOperator, What, World, busy_for, design, form, refused, three_connections, until,
    },
};

const B: &str = "https://b.example";

/// A portal with a design and operators, of which the first is in use.
struct Stage<'a> {
    world: &'a World,
    portal: Portal,
    design: DesignId,
    profiles: [ProfileId; 2],
}

impl<'a> Stage<'a> {
    /// The operators bear as many calls as wanted, so that only `at_once` counts.
    async fn new(world: &'a World, at_once: u8) -> Self {
        let portal = world.open().await;
        world.operator.at(B);
        let limits = CallLimits::new(at_once, 1_000).unwrap();
        let own = save(&portal, ProfileForm { limits, ..form() }).await;
        let other = ProfileForm {
            limits,
            name: B.to_owned(),
            api_root: B.to_owned(),
            ..form()
        };
        let other = save(&portal, other).await;
        let design = portal.core.add_design(design()).await.unwrap().design.id;
        Self {
            world,
            portal,
            design,
            profiles: [own.id, other.id],
        }
    }

    /// Asks the first operator at so many bandwidths.
    fn run(&self, ticket: &str, bandwidths: u32) -> JoinHandle<Result<MatrixView, AppError>> {
        self.run_at(ticket, bandwidths, &[], &self.profiles[..1])
    }

    fn run_at(
        &self,
        ticket: &str,
        bandwidths: u32,
        years: &[u32],
        operators: &[ProfileId],
    ) -> JoinHandle<Result<MatrixView, AppError>> {
        let year = |value| Term::new(value, TermUnit::Years).ok();
        let mut terms: Vec<_> = years.iter().map(|value| year(*value)).collect();
        if terms.is_empty() {
            terms.push(None);
        }
        let axes = MatrixAxes::new(
            (1..=bandwidths)
                .map(|n| Mbps::new(n * 100).unwrap())
                .collect(),
            terms,
            &[Protection::Unprotected],
            operators.to_vec(),
        );
        let request = MatrixRequest {
            design: self.design.clone(),
            axes: axes.unwrap(),
            ticket: AssessmentTicket(ticket.to_owned()),
        };
        let portal = self.portal.clone();
        tokio::spawn(async move { portal.matrix_run(request).await })
    }

    async fn ended(&self, run: JoinHandle<Result<MatrixView, AppError>>) -> u32 {
        run.await.unwrap().unwrap().answered
    }

    async fn cancel(&self, ticket: &str) {
        let ticket = AssessmentTicket(ticket.to_owned());
        self.portal.cancel(CancelRequest { ticket }).await.unwrap();
    }

    fn asked(&self) -> usize {
        self.world.operator.count(Operation::Assess)
    }

    async fn is_asked(&self, operator: &FakeOperator, count: usize) {
        until("the questions", async || {
            operator.count(Operation::Assess) == count
        })
        .await;
    }

    /// What was told of a run's cells, one after the other.
    async fn told(&self, ticket: &str) -> Vec<(u32, MatrixCellState)> {
        // What is still on its way to the window has gone once the owner has had a turn.
        self.portal.core.owner.turn(|_| ()).await.unwrap();
        let events = self.world.events.lock().unwrap();
        let mut told = Vec::new();
        for event in events.iter() {
            if let Event::MatrixCell(view) = event
                && view.ticket.0 == ticket
            {
                told.push((view.cell, view.state.clone()));
            }
        }
        told
    }

    async fn answers(&self, ticket: &str) -> Vec<(u32, MatrixAnswer)> {
        let told = self.told(ticket).await;
        let answers = told.into_iter().filter_map(|(cell, state)| match state {
            MatrixCellState::Answered(answer) => Some((cell, answer)),
            MatrixCellState::Asking | MatrixCellState::Failed(_) => None,
        });
        answers.collect()
    }

    async fn failures(&self, ticket: &str) -> Vec<(u32, ErrorCode)> {
        let told = self.told(ticket).await;
        let failed = told.into_iter().filter_map(|(cell, state)| match state {
            MatrixCellState::Failed(error) => Some((cell, error.code)),
            MatrixCellState::Asking | MatrixCellState::Answered(_) => None,
        });
        failed.collect()
    }
}

async fn save(portal: &Portal, form: ProfileForm) -> ProfileView {
    portal.profile_save(form).await.unwrap()
}

#[tokio::test]
async fn each_cell_is_told_as_it_comes_and_can_become_a_quote() {
    let world = World::new();
    let stage = Stage::new(&world, 6).await;
    let years: Vec<u32> = (1..=8).collect();
    let run = stage.run_at("t", 8, &years, &stage.profiles);
    assert_eq!(stage.ended(run).await, 128);
    assert_eq!(stage.asked(), 64);
    let answers = stage.answers("t").await;
    let mut cells: Vec<u32> = answers.iter().map(|(cell, _)| *cell).collect();
    cells.sort_unstable();
    assert_eq!(cells, (0..128).collect::<Vec<_>>());
    assert_eq!(
        stage.told("t").await.len(),
        256,
        "each is told as asked, too"
    );

    // Even the first of them is still known.
    let (_, first) = answers.iter().find(|(cell, _)| *cell == 0).unwrap();
    assert!(!first.is_reused && first.offers.len() == 3);
    let request = QuoteSaveRequest {
        assessment: first.assessment.clone(),
        chosen: Some(Level::AA),
    };
    let quote = stage.portal.quote_save(request).await.unwrap();
    let request = QuoteRequest { id: quote.id };
    let quote = stage.portal.quote_open(request).await.unwrap();
    let asked = quote.quote.design.requirement;
    assert_eq!(asked, quote.quote.assessment.requirement);
    assert_eq!(asked.bandwidth.get(), 100);
    assert_eq!(asked.term, Term::new(1, TermUnit::Years).ok());
}

#[tokio::test]
async fn operators_are_asked_side_by_side_each_as_much_as_it_bears() {
    let world = World::new();
    let stage = Stage::new(&world, 3).await;
    let other = world.operator.at(B);
    for _ in 0..3 {
        world.operator.next(Operation::Assess, What::Stalls);
    }
    let run = stage.run_at("t", 8, &[], &stage.profiles);
    stage.is_asked(&other, 8).await;
    assert_eq!(stage.asked(), 3, "no more than three at a time");
    stage.cancel("t").await;
    assert_eq!(stage.ended(run).await, 8);
    let of_other = stage.answers("t").await.iter().all(|(cell, _)| *cell >= 8);
    assert!(of_other);
}

#[tokio::test]
async fn one_that_fails_says_why_and_ends_no_other() {
    let world = World::new();
    let stage = Stage::new(&world, 1).await;
    let refusing = || What::Fails(refused(422, "SERVICE_NOT_APPLICABLE"));
    let script = vec![None, Some(refusing()), None, Some(What::LosesAnswer)];
    world.operator.scripted(Operation::Assess, script);
    let run = stage.run("t", 6);
    assert_eq!(stage.ended(run).await, 4);
    let expected = [(1, ErrorCode::NotPossible), (3, ErrorCode::TimedOut)];
    assert_eq!(stage.failures("t").await, expected);
}

#[tokio::test]
async fn what_fails_for_all_is_asked_once() {
    let world = World::new();
    let stage = Stage::new(&world, 1).await;
    let denied = What::Fails(refused(403, "PERMISSION_DENIED"));
    world
        .operator
        .scripted(Operation::Assess, vec![None, Some(denied)]);
    let run = stage.run_at("t", 5, &[], &stage.profiles);
    assert_eq!(
        stage.ended(run).await,
        6,
        "one of the first, all of the other"
    );
    assert_eq!(stage.asked(), 2);
    let mut failures = stage.failures("t").await;
    failures.sort_unstable_by_key(|(cell, _)| *cell);
    let expected = [1, 2, 3, 4].map(|cell| (cell, ErrorCode::PermissionDenied));
    assert_eq!(failures, expected);
}

#[tokio::test]
async fn an_operator_that_is_not_there_is_not_asked_every_question() {
    let world = World::new();
    let stage = Stage::new(&world, 1).await;
    let nobody = || {
        let unreachable = NotSent::Unreachable {
            host: "operator.example".to_owned(),
        };
        Some(What::Fails(CallError::NotSent(unreachable)))
    };
    // One by itself is an accident.
    let script = vec![nobody(), None, nobody(), nobody()];
    world.operator.scripted(Operation::Assess, script);
    let run = stage.run("t", 8);
    assert_eq!(stage.ended(run).await, 1);
    assert_eq!(stage.asked(), 4);
    let failures = stage.failures("t").await;
    assert_eq!(failures.len(), 7);
    let is_told = |(_, code): &(u32, ErrorCode)| *code == ErrorCode::Unreachable;
    assert!(failures.iter().all(is_told), "{failures:?}");
}

#[tokio::test]
async fn an_operator_that_asks_to_wait_is_asked_again() {
    let world = World::new();
    let stage = Stage::new(&world, 1).await;
    world
        .operator
        .scripted(Operation::Assess, vec![None, Some(busy_for(20))]);
    let run = stage.run("t", 3);
    stage.is_asked(&world.operator, 2).await;
    until("it to wait as long as the operator asks", async || {
        world.clock.is_waited_for(20)
    })
    .await;
    world.clock.advance(19);
    // The others wait with it.
    stage.portal.core.owner.turn(|_| ()).await.unwrap();
    assert_eq!((stage.asked(), run.is_finished()), (2, false));
    world.clock.advance(1);
    assert_eq!(stage.ended(run).await, 3);
    assert_eq!(stage.asked(), 4);
    assert_eq!(stage.failures("t").await, []);
}

#[tokio::test]
async fn a_cancelled_run_keeps_what_came() {
    let world = World::new();
    let stage = Stage::new(&world, 2).await;
    let held = Arc::new(Notify::new());
    let script = vec![None, None, Some(What::Stalls), Some(What::Stalls)];
    world.operator.scripted(Operation::Assess, script);
    world.operator.next(Operation::Assess, What::Waits(held));
    let run = stage.run("t", 8);
    stage.is_asked(&world.operator, 4).await;
    stage.cancel("t").await;
    assert_eq!(stage.ended(run).await, 2);
    assert_eq!(stage.asked(), 4);
    assert_eq!(stage.failures("t").await, []);
    let (_, kept) = stage.answers("t").await.remove(0);
    let request = QuoteSaveRequest {
        assessment: kept.assessment,
        chosen: None,
    };
    stage.portal.quote_save(request).await.unwrap();
}

#[tokio::test]
async fn the_very_same_question_is_asked_once_for_a_while() {
    let world = World::new();
    let stage = Stage::new(&world, 6).await;
    let first = stage.run("first", 4);
    assert_eq!(stage.ended(first).await, 4);
    let again = stage.run("again", 6);
    assert_eq!(stage.ended(again).await, 6);
    assert_eq!(stage.asked(), 6, "only what is new");
    let reused = stage.answers("again").await;
    let reused = reused.iter().filter(|(_, answer)| answer.is_reused);
    assert_eq!(
        reused.map(|(cell, _)| *cell).collect::<Vec<_>>(),
        [0, 1, 2, 3]
    );

    // But not one of long ago.
    world.clock.advance(599);
    let later = stage.run("later", 4);
    stage.ended(later).await;
    assert_eq!(stage.asked(), 6);
    world.clock.advance(1);
    let old = stage.run("old", 4);
    stage.ended(old).await;
    assert_eq!(stage.asked(), 10);

    // Nor one of an operator that is set up otherwise now.
    let other_fees = ProfileForm {
        id: Some(stage.profiles[0].clone()),
        rent_period: model::FeePeriod::Month,
        limits: CallLimits::new(6, 1_000).unwrap(),
        ..form()
    };
    save(&stage.portal, other_fees).await;
    let changed = stage.run("changed", 4);
    stage.ended(changed).await;
    assert_eq!(stage.asked(), 14);
}

#[tokio::test]
async fn an_assessment_from_the_designs_own_page_counts_as_well() {
    let world = World::new();
    let mut stage = Stage::new(&world, 6).await;
    let mut other = model::Design {
        id: DesignId::from_random(8),
        ..design()
    };
    other.requirement.term = None;
    stage.design = stage.portal.core.add_design(other).await.unwrap().design.id;
    let request = AssessRequest {
        design: stage.design.clone(),
        profile: Some(stage.profiles[0].clone()),
        ticket: AssessmentTicket("page".to_owned()),
    };
    let own = stage.portal.assess(request).await.unwrap();
    let run = stage.run("t", 2);
    assert_eq!(stage.ended(run).await, 2);
    assert_eq!(stage.asked(), 2, "only what is new");
    let reused = stage.answers("t").await;
    let reused = reused.iter().find(|(_, answer)| answer.is_reused).unwrap();
    assert_eq!((reused.0, &reused.1.assessment), (0, &own.id));
}

#[tokio::test]
async fn a_design_that_is_drawn_otherwise_is_asked_about_again() {
    let world = World::new();
    let mut stage = Stage::new(&world, 6).await;
    let first = stage.run("first", 2);
    stage.ended(first).await;
    let other = model::Design {
        id: DesignId::from_random(8),
        ..three_connections()
    };
    stage.design = stage.portal.core.add_design(other).await.unwrap().design.id;
    let again = stage.run("again", 2);
    stage.ended(again).await;
    assert_eq!(stage.asked(), 4);
    assert_eq!(world.operator.questions()[3].connections.len(), 3);
}

#[tokio::test]
async fn too_many_questions_are_refused_before_one_is_asked() {
    let world = World::new();
    let stage = Stage::new(&world, 6).await;
    let years: Vec<u32> = (1..=8).collect();
    let mut operators = stage.profiles.to_vec();
    operators.extend((1..3).map(ProfileId::from_random));
    let error = stage
        .run_at("t", 8, &years, &operators)
        .await
        .unwrap()
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
    assert!(error.message.contains("256"), "{error:?}");
    assert_eq!(stage.asked(), 0);
}

#[tokio::test]
async fn an_operator_that_is_not_kept_fails_by_itself() {
    let world = World::new();
    let stage = Stage::new(&world, 6).await;
    let operators = [stage.profiles[0].clone(), ProfileId::from_random(9)];
    let run = stage.run_at("t", 2, &[], &operators);
    assert_eq!(stage.ended(run).await, 2);
    let expected = [(2, ErrorCode::NotFound), (3, ErrorCode::NotFound)];
    assert_eq!(stage.failures("t").await, expected);
}
