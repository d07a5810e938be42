//! What forgetting a customer removes, and what it leaves of another one with the same drawing.

use std::sync::Arc;

use contract::{
    ActivityRequest, AssessRequest, AssessmentTicket, CustomerRequest, CustomerView,
    DesignEditRequest, DesignRequest, Empty, ErrorCode, OrderOutcome, OrderPlaceRequest,
    QuoteSaveRequest,
};
use model::{Assessment, DesignId, Edit, Level, QuoteId};
use operator_client::Operation;
use tokio::sync::Notify;

use crate::{
    Portal,
    testing::{self, What, World, refused, until},
};

/// The other customer's name is a part of this one's, which JSON writes with a mark.
const ONE: &str = "The \"Quirinus\" works";
const OTHER: &str = "The";

async fn stage() -> (World, Portal) {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    (world, portal)
}

fn named(customer: &str) -> CustomerRequest {
    CustomerRequest {
        customer: customer.to_owned(),
    }
}

/// An answer about the same drawing, under a design of that number and customer.
async fn assessed(portal: &Portal, number: u128, customer: &str) -> Assessment {
    let mut design = testing::design();
    design.id = DesignId::from_random(number);
    customer.clone_into(&mut design.customer);
    portal.assess_design(design).await.unwrap()
}

async fn saved(portal: &Portal, of: &Assessment) -> Result<QuoteId, ErrorCode> {
    let request = QuoteSaveRequest {
        assessment: of.id.clone(),
        chosen: Some(Level::A),
    };
    let saved = portal.quote_save(request).await;
    saved.map(|quote| quote.id).map_err(|error| error.code)
}

async fn order(portal: &Portal, of: &Assessment) -> OrderOutcome {
    let request = OrderPlaceRequest {
        assessment: of.id.clone(),
        level: Level::A,
        name: "Two sites".to_owned(),
    };
    portal.order_place(request).await.unwrap().outcome
}

/// A design, two quotes of which one is damaged, a session, and a refused order.
async fn busy_customer(world: &World, portal: &Portal, number: u128, customer: &str) {
    let assessment = assessed(portal, number, customer).await;
    saved(portal, &assessment).await.unwrap();
    let damaged = saved(portal, &assessment).await.unwrap();
    change(
        world,
        &format!("UPDATE quote SET body = substr(body, 3) WHERE id = '{damaged}'"),
    );
    let outcome = order(portal, &assessment).await;
    assert!(
        matches!(outcome, OrderOutcome::Accepted { .. }),
        "{outcome:?}"
    );
    let refusal = What::Fails(refused(422, "SERVICE_NOT_APPLICABLE"));
    world.operator.next(Operation::Create, refusal);
    let outcome = order(portal, &assessment).await;
    assert!(
        matches!(outcome, OrderOutcome::Refused { .. }),
        "{outcome:?}"
    );
}

fn database(world: &World) -> rusqlite::Connection {
    rusqlite::Connection::open(world.folder.path().join("portal.sqlite")).unwrap()
}

fn change(world: &World, what: &str) {
    assert_eq!(database(world).execute(what, []).unwrap(), 1, "{what}");
}

fn refused_orders(world: &World) -> u32 {
    let query = "SELECT count(*) FROM ledger WHERE body ->> '$.state.kind' = 'refused'";
    let count = database(world).query_row(query, [], |row| row.get(0));
    count.unwrap()
}

/// How many calls are on record, token requests aside.
async fn calls(portal: &Portal) -> usize {
    portal.core.recorder.forget().await;
    let request = ActivityRequest {
        before: None,
        limit: 500,
    };
    let rows = portal.activity_list(request).await.unwrap().rows;
    rows.iter().filter(|row| row.subject.is_some()).count()
}

#[tokio::test]
async fn a_customer_is_forgotten_and_another_one_with_the_same_drawing_is_not() {
    let (world, portal) = stage().await;
    busy_customer(&world, &portal, 1, ONE).await;
    let of_one = calls(&portal).await;
    busy_customer(&world, &portal, 2, OTHER).await;
    let both = calls(&portal).await;
    let all = CustomerView {
        designs: 1,
        quotes: 2,
        sessions: 1,
    };
    for customer in [ONE, OTHER] {
        let view = portal.customer_review(named(customer)).await.unwrap();
        assert_eq!(view, all, "{customer}");
    }
    assert_eq!(refused_orders(&world), 2);

    let gone = portal.customer_forget(named(ONE)).await.unwrap();
    assert_eq!(gone, all, "as was said before");
    let left = portal.customer_review(named(OTHER)).await.unwrap();
    assert_eq!(left, all, "nothing of the other is gone");
    assert_eq!(portal.quote_list(Empty {}).await.unwrap().len(), 2);
    assert_eq!(portal.design_list(Empty {}).await.unwrap().len(), 1);
    assert_eq!(portal.list().await.sessions.len(), 2, "networks stay");
    assert_eq!(refused_orders(&world), 1);
    // The question and the refused order; the call that made the network is one about that.
    assert_eq!(both - calls(&portal).await, 2);
    assert!(of_one > 2);
    for file in std::fs::read_dir(world.folder.path()).unwrap() {
        let file = file.unwrap().path();
        if file.is_file() {
            let bytes = std::fs::read(&file).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("Quirinus"), "{}", file.display());
        }
    }
}

#[tokio::test]
async fn what_was_made_under_one_name_is_not_forgotten_with_another() {
    let (_world, portal) = stage().await;
    let assessment = assessed(&portal, 1, ONE).await;
    saved(&portal, &assessment).await.unwrap();
    let unnamed = assessed(&portal, 2, "").await;
    saved(&portal, &unnamed).await.unwrap();
    for number in [1, 2] {
        let edit = DesignEditRequest {
            id: DesignId::from_random(number),
            base_revision: 0,
            edit: Edit::SetCustomer {
                customer: OTHER.to_owned(),
            },
        };
        portal.design_edit(edit).await.unwrap();
    }
    let before = calls(&portal).await;
    let gone = portal.customer_forget(named(OTHER)).await.unwrap();
    // Of the quotes only the one that named nobody.
    assert_eq!((gone.designs, gone.quotes), (2, 1));
    assert_eq!(portal.quote_list(Empty {}).await.unwrap().len(), 1);
    assert_eq!(before - calls(&portal).await, 1);
    let gone = portal.customer_forget(named(ONE)).await.unwrap();
    assert_eq!((gone.designs, gone.quotes), (0, 1));
    assert_eq!(before - calls(&portal).await, 2);
}

#[tokio::test]
async fn an_answer_cannot_be_saved_once_its_customer_is_forgotten() {
    let (_world, portal) = stage().await;
    let assessment = assessed(&portal, 1, ONE).await;
    let of_deleted = assessed(&portal, 2, ONE).await;
    let id = of_deleted.design.clone();
    portal.design_delete(DesignRequest { id }).await.unwrap();
    let other = assessed(&portal, 3, OTHER).await;
    portal.customer_forget(named(ONE)).await.unwrap();
    for forgotten in [&assessment, &of_deleted] {
        assert_eq!(saved(&portal, forgotten).await, Err(ErrorCode::NotFound));
    }
    assert!(saved(&portal, &other).await.is_ok());
}

#[tokio::test]
async fn a_question_under_way_has_ended_before_its_customer_is_forgotten() {
    let (world, portal) = stage().await;
    world.operator.next(Operation::Assess, What::Stalls);
    let asking = portal.clone();
    let asked = tokio::spawn(async move {
        let mut design = testing::design();
        ONE.clone_into(&mut design.customer);
        asking.assess_design(design).await
    });
    until("the question to be asked", async || {
        world.operator.count(Operation::Assess) == 1
    })
    .await;
    portal.customer_forget(named(ONE)).await.unwrap();
    let error = asked.await.unwrap().unwrap_err();
    assert_eq!(error.code, ErrorCode::Cancelled);
}

#[tokio::test]
async fn nothing_is_removed_while_a_question_does_not_end() {
    let (world, portal) = stage().await;
    let assessment = assessed(&portal, 1, ONE).await;
    saved(&portal, &assessment).await.unwrap();
    // Whoever asks holds on, whatever is cancelled.
    let release = Arc::new(Notify::new());
    let (held, holding) = (portal.clone(), Arc::clone(&release));
    let ticket = AssessmentTicket("held".to_owned());
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let holder = tokio::spawn(async move {
        let _asking = held.core.begin(ticket).await.unwrap();
        begun.send(()).unwrap();
        holding.notified().await;
    });
    has_begun.await.unwrap();
    let forgetting = portal.clone();
    let forgotten = tokio::spawn(async move { forgetting.customer_forget(named(ONE)).await });
    until("it to be given up", async || {
        world.clock.advance(1);
        forgotten.is_finished()
    })
    .await;
    let error = forgotten.await.unwrap().unwrap_err();
    assert_eq!((error.code, error.retryable), (ErrorCode::TimedOut, true));
    assert_eq!(portal.quote_list(Empty {}).await.unwrap().len(), 1);
    // Whoever asks next is not held up by that.
    let again = AssessRequest {
        design: assessment.design,
        profile: None,
        ticket: AssessmentTicket("again".to_owned()),
    };
    portal.assess(again).await.unwrap();
    release.notify_one();
    holder.await.unwrap();
    let gone = portal.customer_forget(named(ONE)).await.unwrap();
    assert_eq!(gone.quotes, 1);
}
