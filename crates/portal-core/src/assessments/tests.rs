//! One design at several operators: each answers, fails, is cancelled and is ordered at by itself.

use std::sync::Arc;

use contract::{
    AppError, AssessRequest, AssessmentTicket, CancelRequest, Empty, ErrorCode, OrderOutcome,
    OrderPlaceRequest, OrderReviewRequest, ProfileForm, ProfileOptions, ProfileRequest,
    ProfileView, QuoteReassessRequest, QuoteSaveRequest,
};
use model::{Action, Assessment, CallLimits, DesignId, Dialect, Level, ProfileId, Role};
use operator_client::Operation;
use tokio::{sync::Notify, task::JoinHandle};

use crate::{
    Portal,
    testing::{FakeOperator, What, World, design, form, refused, until},
};

const B: &str = "https://b.example";
const C: &str = "https://c.example";

/// A portal that knows three operators and a design; the first operator is the one in use.
struct Stage {
    portal: Portal,
    design: DesignId,
    profiles: [ProfileId; 3],
    operators: [FakeOperator; 3],
}

impl Stage {
    async fn new(world: &World) -> Self {
        let portal = world.open().await;
        let operators = [
            world.operator.clone(),
            world.operator.at(B),
            world.operator.at(C),
        ];
        let profiles = [
            add(&portal, form()).await.id,
            add(&portal, at(B)).await.id,
            add(&portal, at(C)).await.id,
        ];
        let design = portal.core.add_design(design()).await.unwrap().design.id;
        Self {
            portal,
            design,
            profiles,
            operators,
        }
    }

    /// Asks the operator of that number; its ticket is the number.
    fn ask(&self, number: usize) -> JoinHandle<Result<Assessment, AppError>> {
        let portal = self.portal.clone();
        let request = AssessRequest {
            design: self.design.clone(),
            profile: Some(self.profiles[number].clone()),
            ticket: AssessmentTicket(number.to_string()),
        };
        tokio::spawn(async move { portal.assess(request).await })
    }

    /// Asks the operator of that number, which answers once that is notified.
    async fn ask_and_hold(
        &self,
        number: usize,
    ) -> (Arc<Notify>, JoinHandle<Result<Assessment, AppError>>) {
        let release = Arc::new(Notify::new());
        let held = What::Waits(Arc::clone(&release));
        self.operators[number].next(Operation::Assess, held);
        let call = self.ask(number);
        self.is_asked(number).await;
        (release, call)
    }

    async fn answer(&self, number: usize) -> Result<Assessment, AppError> {
        self.ask(number).await.unwrap()
    }

    async fn is_asked(&self, number: usize) {
        let operator = &self.operators[number];
        until("a call", async || operator.count(Operation::Assess) == 1).await;
    }

    async fn delete(&self, number: usize) {
        let id = self.profiles[number].clone();
        let deleted = self.portal.profile_delete(ProfileRequest { id }).await;
        deleted.unwrap();
    }

    async fn order(&self, assessment: &Assessment) -> Result<OrderOutcome, AppError> {
        let request = OrderPlaceRequest {
            assessment: assessment.id.clone(),
            level: Level::A,
            name: "Nordic ring".to_owned(),
        };
        let placed = self.portal.order_place(request).await;
        placed.map(|result| result.outcome)
    }
}

fn at(api_root: &str) -> ProfileForm {
    ProfileForm {
        name: api_root.to_owned(),
        api_root: api_root.to_owned(),
        ..form()
    }
}

async fn add(portal: &Portal, form: ProfileForm) -> ProfileView {
    portal.profile_save(form).await.unwrap()
}

#[tokio::test]
async fn one_that_is_slow_or_refuses_holds_no_other_up() {
    let world = World::new();
    let stage = Stage::new(&world).await;
    let [slow, _, refusing] = &stage.operators;
    slow.next(Operation::Assess, What::Stalls);
    refusing.next(Operation::Assess, What::Fails(refused(422, "TOO_FAR")));
    let waiting = stage.ask(0);
    stage.is_asked(0).await;
    let answered = stage.answer(1).await.unwrap();
    assert_eq!(answered.profile, stage.profiles[1]);
    assert_eq!(answered.operator, B);
    let error = stage.answer(2).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotPossible);
    assert!(!waiting.is_finished());
    // Cancelling the one leaves what another answers alone.
    let late = stage.ask(1);
    let ticket = AssessmentTicket("0".to_owned());
    stage.portal.cancel(CancelRequest { ticket }).await.unwrap();
    let error = waiting.await.unwrap().unwrap_err();
    assert_eq!(error.code, ErrorCode::Cancelled);
    assert!(late.await.unwrap().is_ok());
    let asked = stage.operators.each_ref().map(FakeOperator::questions);
    assert_eq!(asked[1][0], asked[1][1], "the same question");
}

#[tokio::test]
async fn each_bears_its_own_number_of_calls() {
    let world = World::new();
    let stage = Stage::new(&world).await;
    let one_at_once = ProfileForm {
        id: Some(stage.profiles[1].clone()),
        limits: CallLimits::new(1, 10).unwrap(),
        ..at(B)
    };
    add(&stage.portal, one_at_once).await;
    let release = Arc::new(Notify::new());
    for operator in &stage.operators {
        operator.next(Operation::Assess, What::Waits(Arc::clone(&release)));
        operator.next(Operation::Assess, What::Waits(Arc::clone(&release)));
    }
    let calls: Vec<_> = [0, 1, 2, 0, 1, 2].map(|number| stage.ask(number)).into();
    until("the calls that are allowed", async || {
        let counts = stage
            .operators
            .each_ref()
            .map(|one| one.count(Operation::Assess));
        counts == [2, 1, 2]
    })
    .await;
    for _ in 0..6 {
        release.notify_one();
    }
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(stage.operators[1].count(Operation::Assess), 2);
}

#[tokio::test]
async fn quote_and_order_go_to_the_operator_that_made_the_offer() {
    let world = World::new();
    let stage = Stage::new(&world).await;
    stage.answer(0).await.unwrap();
    let answered = stage.answer(1).await.unwrap();
    let request = QuoteSaveRequest {
        assessment: answered.id.clone(),
        chosen: Some(Level::A),
    };
    let quote = stage.portal.quote_save(request).await.unwrap();
    let listed = stage.portal.quote_list(Empty {}).await.unwrap();
    let quoted = listed[0].quoted.as_ref().unwrap();
    assert_eq!(quoted.profile, stage.profiles[1]);
    assert_eq!(quoted.operator, B);
    let outcome = stage.order(&answered).await.unwrap();
    assert!(
        matches!(outcome, OrderOutcome::Accepted { .. }),
        "{outcome:?}"
    );
    let networks = stage.operators.each_ref().map(FakeOperator::networks);
    assert_eq!(networks, [0, 1, 0]);
    let session = &stage.portal.list().await.sessions[0];
    assert_eq!(session.profile, stage.profiles[1]);

    // The quote's operator is asked again, not the one in use; that one where the other is gone.
    let reassess = async |ticket: &str| {
        let request = QuoteReassessRequest {
            id: quote.id.clone(),
            ticket: AssessmentTicket(ticket.to_owned()),
        };
        let view = stage.portal.quote_reassess(request).await.unwrap();
        view.assessment.profile
    };
    assert_eq!(reassess("own").await, stage.profiles[1]);
    stage.delete(1).await;
    assert_eq!(reassess("in use").await, stage.profiles[0]);
}

#[tokio::test]
async fn one_that_is_changed_meanwhile_is_asked_where_it_is_now() {
    let world = World::new();
    let stage = Stage::new(&world).await;
    let (release, call) = stage.ask_and_hold(1).await;
    let moved = ProfileForm {
        id: Some(stage.profiles[1].clone()),
        secret: None,
        ..at(C)
    };
    add(&stage.portal, moved).await;
    release.notify_one();
    let answered = call.await.unwrap().unwrap();
    assert_eq!(answered.operator, C);
    assert_eq!(stage.operators[2].count(Operation::Assess), 1);
    stage.order(&answered).await.unwrap();
    assert_eq!(stage.operators[2].networks(), 1);
}

#[tokio::test]
async fn an_offer_is_not_ordered_at_an_operator_that_did_not_make_it() {
    let world = World::new();
    let stage = Stage::new(&world).await;
    let answered = stage.answer(1).await.unwrap();
    let renamed = ProfileForm {
        id: Some(stage.profiles[1].clone()),
        name: "Another name".to_owned(),
        ..at(B)
    };
    add(&stage.portal, renamed).await;
    let review = || OrderReviewRequest {
        assessment: answered.id.clone(),
        level: Level::A,
    };
    let reviewed = stage.portal.order_review(review()).await.unwrap();
    assert_eq!(reviewed.operator, "Another name");
    let moved = ProfileForm {
        id: Some(stage.profiles[1].clone()),
        ..at(C)
    };
    add(&stage.portal, moved).await;
    let error = stage.portal.order_review(review()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
    let error = stage.order(&answered).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
    let networks = stage.operators.each_ref().map(FakeOperator::networks);
    assert_eq!(networks, [0, 0, 0]);
    assert!(stage.portal.list().await.open_orders.is_empty());
}

#[tokio::test]
async fn the_answer_of_one_that_is_deleted_meanwhile_is_dropped() {
    let world = World::new();
    let stage = Stage::new(&world).await;
    let (release, call) = stage.ask_and_hold(1).await;
    stage.delete(1).await;
    release.notify_one();
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    let error = stage.answer(1).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NoOperator);
}

#[tokio::test]
async fn what_one_does_not_permit_is_not_asked_there() {
    let world = World::new();
    let stage = Stage::new(&world).await;
    let options = ProfileOptions {
        scopes: Action::Read.scope(Dialect::MultiPoint).to_owned(),
        ..ProfileOptions::default()
    };
    let reads = ProfileForm {
        id: Some(stage.profiles[1].clone()),
        options,
        ..at(B)
    };
    add(&stage.portal, reads).await;
    let error = stage.answer(1).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PermissionDenied);
    assert_eq!(stage.operators[1].count(Operation::Assess), 0);
    // A role comes with the file of a profile, never by its form.
    let core = &stage.portal.core;
    let mut looks = core.profile(stage.profiles[2].clone()).await.unwrap();
    looks.options.role = Role::QuoteOnly;
    let taken = core.owner.turn(move |state| state.roster.put(looks)).await;
    taken.unwrap();
    let answered = stage.answer(2).await.unwrap();
    let error = stage.order(&answered).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PermissionDenied);
    assert_eq!(stage.operators[2].networks(), 0);
}

#[tokio::test]
async fn the_answer_of_a_quote_is_asked_for_again_before_it_is_ordered() {
    let world = World::new();
    let stage = Stage::new(&world).await;
    let answered = stage.answer(0).await.unwrap();
    let request = QuoteSaveRequest {
        assessment: answered.id.clone(),
        chosen: Some(Level::A),
    };
    stage.portal.quote_save(request).await.unwrap();
    // After a restart nobody knows whether its operator's settings are the same.
    let world = world.after_crash();
    let portal = world.open().await;
    let order = OrderPlaceRequest {
        assessment: answered.id,
        level: Level::A,
        name: "Nordic ring".to_owned(),
    };
    let error = portal.order_place(order).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
    assert!(error.message.contains("quote"), "{error:?}");
    assert_eq!(world.operator.networks(), 0);
}
