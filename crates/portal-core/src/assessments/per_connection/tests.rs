//! Answers about single connections, as one about the design.

use contract::ErrorCode;
use model::{Currency, FeePeriod, Origin};
use operator_client::Operation;

use super::*;
use crate::testing::{
    What, World, busy_for, offer as sample_offer, refused, three_connections, until,
};

fn question() -> AssessmentQuestion {
    let design = three_connections();
    AssessmentQuestion {
        endpoints: design.endpoints,
        connections: design.connections,
        bandwidth: design.requirement.bandwidth,
        term: design.requirement.term,
        protection: design.requirement.protection,
    }
}

fn answer(offers: Vec<Offer>) -> Part {
    Ok(Answer {
        value: AssessmentAnswer {
            offers,
            connections: Vec::new(),
        },
        correlator: "corr".to_owned(),
        is_simulated: true,
        took_ms: 3,
        answered_at: crate::testing::start(),
        request: "{}".to_owned(),
        response: "{}".to_owned(),
    })
}

fn monthly(level: Level, amount: i64, days: u32) -> Offer {
    let mut offer = sample_offer(level, Some(amount));
    offer.fee = offer.fee.map(|fee| Fee {
        period: FeePeriod::Month,
        ..fee
    });
    offer.wait = Wait::Days(days);
    offer
}

fn refusal() -> Part {
    let CallError::Refused(refusal) = refused(422, "SERVICE_NOT_APPLICABLE") else {
        unreachable!("a refusal")
    };
    Err(refusal)
}

fn merge(parts: Vec<Part>) -> AssessmentAnswer {
    merged(&question(), parts, 7).unwrap().value
}

fn amount(offer: &Offer) -> Option<String> {
    offer.fee.map(|fee| fee.money.amount.to_string())
}

#[test]
fn a_level_that_all_have_costs_the_sum_and_takes_the_longest() {
    let merged = merge(vec![
        answer(vec![monthly(Level::A, 100, 0), monthly(Level::AA, 150, 0)]),
        answer(vec![monthly(Level::A, 110, 4)]),
        answer(vec![monthly(Level::A, 120, 2), monthly(Level::AA, 90, 0)]),
    ]);
    let [a, aa] = merged.offers.as_slice() else {
        panic!("{:?}", merged.offers);
    };
    assert_eq!(amount(a).as_deref(), Some("330.00"));
    assert_eq!(a.fee.unwrap().period, FeePeriod::Month);
    assert_eq!(a.wait, Wait::Days(4));
    assert_eq!(a.feasibility, Feasibility::Feasible);
    let Feasibility::Infeasible { reason } = &aa.feasibility else {
        panic!("{aa:?}");
    };
    assert_eq!(reason.as_deref(), Some("Not offered for munich → aws."));
    assert_eq!((aa.fee, aa.wait), (None, Wait::Unknown));
    let verdicts = &merged.connections;
    assert!(
        verdicts
            .iter()
            .all(|verdict| verdict.feasibility == Feasibility::Feasible)
    );
    let own = verdicts[1].offer(Level::A).unwrap();
    assert_eq!(amount(own).as_deref(), Some("110.00"));
}

#[test]
fn what_one_does_not_say_is_not_said_of_all() {
    let mut dollars = monthly(Level::A, 1, 1);
    if let Some(fee) = &mut dollars.fee {
        fee.money.currency = Currency::new("USD").unwrap();
    }
    let mut unsaid = monthly(Level::A, 1, 1);
    unsaid.wait = Wait::Unknown;
    let mut for_the_term = monthly(Level::A, 1, 1);
    if let Some(fee) = &mut for_the_term.fee {
        fee.period = FeePeriod::Term;
    }
    let usual = || answer(vec![monthly(Level::A, 100, 1)]);
    for odd in [dollars, for_the_term, sample_offer(Level::A, None)] {
        let merged = merge(vec![usual(), usual(), answer(vec![odd])]);
        assert_eq!(merged.offers[0].fee, None);
        assert_eq!(merged.offers[0].wait, Wait::Days(1));
    }
    let merged = merge(vec![usual(), answer(vec![unsaid]), usual()]);
    assert_eq!(merged.offers[0].wait, Wait::Unknown);
    assert!(merged.offers[0].fee.is_some());
}

#[test]
fn a_refused_connection_is_named() {
    let usual = || answer(vec![monthly(Level::A, 100, 1)]);
    let merged = merge(vec![usual(), usual(), refusal()]);
    assert_eq!(merged.offers.len(), 1);
    assert_eq!(merged.offers[0].state(), "unavailable");
    let states: Vec<_> = merged
        .connections
        .iter()
        .map(|verdict| verdict.feasibility == Feasibility::Feasible)
        .collect();
    assert_eq!(states, [true, true, false]);
    let nothing = super::merged(&question(), vec![refusal(), refusal(), refusal()], 7);
    assert!(matches!(nothing, Err(CallError::Refused(_))));
    // One that says nothing of any level.
    let merged = merge(vec![answer(vec![]), answer(vec![]), answer(vec![])]);
    assert_eq!(merged.offers[0].state(), "unknown");
}

#[tokio::test]
async fn a_design_is_asked_about_connection_by_connection() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect_services().await;
    let assessment = portal.assess_design(three_connections()).await.unwrap();
    let asked = world.operator.questions();
    assert_eq!(asked.len(), 3);
    for question in &asked {
        assert_eq!(
            (question.connections.len(), question.endpoints.len()),
            (1, 2)
        );
    }
    assert_eq!(amount(&assessment.offers[0]).as_deref(), Some("300.00"));
    assert_eq!(assessment.origin, Origin::Simulated);
    assert_eq!(assessment.connections.len(), 3);
    assert_eq!(assessment.request, "[{},\n{},\n{}]");
}

#[tokio::test]
async fn an_address_that_the_api_has_no_words_for_is_refused_before_anything_is_sent() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect_services().await;
    let mut design = three_connections();
    design.endpoints[2].primary_ip = "2001:db8::1".parse().unwrap();
    let error = portal.assess_design(design).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
    assert!(error.message.contains("munich has an IPv6"), "{error:?}");
    assert_eq!(world.operator.count(Operation::Assess), 0);
}

#[tokio::test]
async fn cancelling_ends_every_question() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect_services().await;
    for _ in 0..3 {
        world.operator.next(Operation::Assess, What::Stalls);
    }
    let error = portal
        .cancel_assessing(three_connections(), &world.operator, 3)
        .await;
    assert_eq!(error.code, ErrorCode::Cancelled);
}

#[tokio::test]
async fn one_question_without_an_answer_is_none_about_the_design() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect_services().await;
    world
        .operator
        .next(Operation::Assess, What::Fails(refused(503, "UNAVAILABLE")));
    let error = portal.assess_design(three_connections()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::OperatorFault);
}

#[tokio::test]
async fn an_operator_that_asks_to_wait_is_asked_again_about_that_connection() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect_services().await;
    world.operator.after(Operation::Assess, 2, busy_for(2));
    let asking = portal.clone();
    let task = tokio::spawn(async move { asking.assess_design(three_connections()).await });
    until("an answer", async || {
        world.clock.advance(1);
        task.is_finished()
    })
    .await;
    let assessment = task.await.unwrap().unwrap();
    assert_eq!(amount(&assessment.offers[0]).as_deref(), Some("300.00"));
    assert_eq!(world.operator.count(Operation::Assess), 4);
    // One that asks for more than a person waits for is told.
    world.operator.next(Operation::Assess, busy_for(61));
    let told = portal.assess_design(three_connections()).await.unwrap_err();
    assert_eq!(
        (told.code, told.message.as_str()),
        (ErrorCode::RateLimited, "61 s")
    );
}

#[tokio::test]
async fn no_second_has_more_questions_than_the_operator_bears() {
    let world = World::new();
    let portal = world.open().await;
    let profile = portal.connect_services().await;
    portal
        .limit(&profile, model::CallLimits::new(6, 2).unwrap())
        .await;
    let asking = portal.clone();
    let task = tokio::spawn(async move { asking.assess_design(three_connections()).await });
    until("two questions", async || {
        world.operator.count(Operation::Assess) == 2
    })
    .await;
    assert!(!task.is_finished());
    world.clock.advance(1);
    let assessment = task.await.unwrap().unwrap();
    assert_eq!(assessment.connections.len(), 3);
    assert_eq!(world.operator.count(Operation::Assess), 3);
}
