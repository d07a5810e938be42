//! The story told again, and cut short.

use contract::{CustomerRequest, DesignEditRequest, Empty, ErrorCode};
use model::{ConnectionId, Edit};
use operator_client::Operation;

use super::story::CUSTOMER;
use crate::testing::{What, World, until};

#[tokio::test]
async fn told_again_it_asks_what_is_not_quoted_about_the_network_as_it_is_drawn_now() {
    let world = World::new();
    let portal = world.open().await;
    let told = portal.demo_load(Empty {}).await.unwrap();
    assert_eq!(told.quotes, 5);
    let db = rusqlite::Connection::open(world.folder.path().join("portal.sqlite")).unwrap();
    let alter = "UPDATE quote SET body = replace(body, '100.00', '900.00') WHERE rowid = 1";
    assert_eq!(db.execute(alter, []).unwrap(), 1);
    let edit = DesignEditRequest {
        id: told.design,
        base_revision: 0,
        edit: Edit::RemoveConnection {
            id: ConnectionId::new("leedsazure").unwrap(),
        },
    };
    portal.design_edit(edit).await.unwrap();
    let again = portal.demo_load(Empty {}).await.unwrap();
    assert_eq!(again.quotes, 1, "the altered one counts for nothing");
    let questions = world.operator.questions();
    assert_eq!(questions.len(), 6);
    assert_eq!(questions[5].connections.len(), 5);
}

#[tokio::test]
async fn nothing_of_the_story_is_told_once_its_customer_is_forgotten() {
    let world = World::new();
    let portal = world.open().await;
    let script = vec![None, None, Some(What::Stalls)];
    world.operator.scripted(Operation::Assess, script);
    let telling = portal.clone();
    let told = tokio::spawn(async move { telling.demo_load(Empty {}).await });
    until("the third question", async || {
        world.operator.count(Operation::Assess) == 3
    })
    .await;
    let customer = CustomerRequest {
        customer: CUSTOMER.to_owned(),
    };
    let gone = portal.customer_forget(customer).await.unwrap();
    assert_eq!((gone.designs, gone.quotes), (1, 2));
    let error = told.await.unwrap().unwrap_err();
    assert_eq!(error.code, ErrorCode::Cancelled);
    assert!(portal.quote_list(Empty {}).await.unwrap().is_empty());
    assert_eq!(world.operator.count(Operation::Assess), 3);
}
