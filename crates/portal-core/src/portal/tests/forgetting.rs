//! What is kept where, and that it can be forgotten.

use contract::{AssessmentTicket, KeyringView, SettingsRequest, Theme};
use contract::{Empty, Event, QuoteExportRequest, QuoteReassessRequest, QuoteSaveRequest};
use model::{Level, Origin};

use crate::{
    OpenError,
    testing::{SECRET, World},
};

fn bytes_of_all_files(world: &World) -> Vec<u8> {
    let mut folders = vec![world.folder.path().to_owned()];
    let mut bytes = Vec::new();
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                bytes.extend(std::fs::read(path).unwrap());
            }
        }
    }
    bytes
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn no_secret_is_in_any_file_and_after_forgetting_no_trace_is() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    portal.ordered().await;
    let files = bytes_of_all_files(&world);
    assert!(!holds(&files, SECRET));
    assert!(holds(&files, "Nordic ring"));

    portal.app_forget(Empty {}).await.unwrap();
    assert!(world.keyring.accounts().is_empty());
    assert!(!holds(&bytes_of_all_files(&world), "Nordic ring"));
    let list = portal.list().await;
    assert!(list.sessions.is_empty() && list.open_orders.is_empty());
    assert!(portal.profile_list(Empty {}).await.unwrap().is_empty());
    assert!(world.heard(|event| matches!(event, Event::App(app) if app.operator.is_none())));
    let app = portal.app_open(Empty {}).await.unwrap();
    assert!(app.operator.is_none());
    assert!(
        app.last_design.is_some(),
        "a first design is made as at the first run"
    );
}

#[tokio::test]
async fn a_second_instance_stays_out_of_the_folder() {
    let world = World::new();
    let portal = world.open().await;
    let keyring = std::sync::Arc::clone(&world.keyring);
    let second = world.open_with(keyring).await;
    assert!(matches!(second, Err(OpenError::InUse)));
    drop(portal);
}

#[tokio::test]
async fn a_folder_is_free_as_soon_as_it_is_closed() {
    let world = World::new();
    let first = world.open().await;
    first.close().await;
    let keyring = std::sync::Arc::clone(&world.keyring);
    let second = world.open_with(keyring).await;
    assert!(second.is_ok(), "before the process of the first is gone");
    drop(first);
}

#[tokio::test]
async fn settings_outlive_the_run() {
    let world = World::new();
    let portal = world.open().await;
    let request = SettingsRequest {
        theme: Some(Theme::Dark),
        language: Some("en-GB".to_owned()),
        notice: None,
    };
    portal.settings_change(request).await.unwrap();
    let app = world
        .after_crash()
        .open()
        .await
        .app_open(Empty {})
        .await
        .unwrap();
    assert_eq!(app.settings.theme, Theme::Dark);
    assert_eq!(app.settings.language, "en-GB");
    assert_eq!(
        app.keyring,
        KeyringView::NotAsked,
        "the keyring is off the start path"
    );
}

#[tokio::test]
async fn a_quote_is_frozen_asked_again_and_exported() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let assessment = portal.assess_sample().await.unwrap();
    let save = QuoteSaveRequest {
        assessment: assessment.id,
        chosen: Some(Level::AA),
    };
    let quote = portal.quote_save(save).await.unwrap();
    assert_eq!(quote.assessment.origin, Origin::Simulated);
    assert_eq!(portal.quote_list(Empty {}).await.unwrap().len(), 1);

    let ticket = AssessmentTicket("again".to_owned());
    let again = QuoteReassessRequest {
        id: quote.id.clone(),
        ticket,
    };
    let again = portal.quote_reassess(again).await.unwrap();
    assert_eq!(again.differences.len(), 3);
    assert_eq!(again.differences[0].days, Some(0));

    let export = QuoteExportRequest {
        ids: vec![quote.id.clone()],
    };
    let csv = portal.quote_export_csv(export).await.unwrap().path.unwrap();
    assert!(
        std::fs::read(csv)
            .unwrap()
            .starts_with(b"\xef\xbb\xbfquote,")
    );
    let request = contract::QuoteRequest { id: quote.id };
    let page = portal
        .quote_print(request.clone())
        .await
        .unwrap()
        .path
        .unwrap();
    assert!(
        std::fs::read_to_string(page)
            .unwrap()
            .contains("Simulated, not an offer")
    );
    let design = portal.quote_open_design(request).await.unwrap();
    assert_eq!(
        design.design, quote.design,
        "an unchanged design is opened itself"
    );
}

#[tokio::test]
async fn altered_quotes_are_left_out_of_a_csv_and_counted() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let assessment = portal.assess_sample().await.unwrap().id;
    let mut ids = Vec::new();
    for _ in 0..3 {
        let request = QuoteSaveRequest {
            assessment: assessment.clone(),
            chosen: Some(Level::A),
        };
        ids.push(portal.quote_save(request).await.unwrap().id);
    }
    let db = rusqlite::Connection::open(world.folder.path().join("portal.sqlite")).unwrap();
    let alter = "UPDATE quote SET body = replace(body, '100.00', '900.00') WHERE id = ?1";
    db.execute(alter, [ids[0].as_str()]).unwrap();
    let export = async |ids: &[model::QuoteId]| {
        let ids = ids.to_vec();
        portal.quote_export_csv(QuoteExportRequest { ids }).await
    };
    for (of, rows, left_out) in [(&ids[..0], 2, 1), (&ids[..2], 1, 1), (&ids[1..], 2, 0)] {
        let written = export(of).await.unwrap();
        assert_eq!(written.left_out, left_out);
        let csv = std::fs::read_to_string(written.path.unwrap()).unwrap();
        assert!(!csv.contains("900.00"), "{csv}");
        let of_quote = |line: &&str| ids.iter().any(|id| line.contains(id.as_str()));
        let quotes: std::collections::HashSet<_> = csv
            .lines()
            .filter(of_quote)
            .filter_map(|line| line.split(',').next())
            .collect();
        assert_eq!(quotes.len(), rows, "{csv}");
    }
    let refused = export(&ids[..1]).await.unwrap_err();
    assert_eq!(refused.code, contract::ErrorCode::InvalidInput);
    assert!(refused.message.contains("was altered"), "{refused:?}");
}

#[tokio::test]
async fn a_quote_is_for_the_customer_that_its_design_has_when_it_is_saved() {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let assessment = portal.assess_sample().await.unwrap();
    let edit = |base_revision, edit| contract::DesignEditRequest {
        id: assessment.design.clone(),
        base_revision,
        edit,
    };
    let customer = "Tessaro Ceramics".to_owned();
    let set = model::Edit::SetCustomer { customer };
    portal.design_edit(edit(0, set)).await.unwrap();
    let request = QuoteSaveRequest {
        assessment: assessment.id.clone(),
        chosen: None,
    };
    let quote = portal.quote_save(request.clone()).await.unwrap();
    assert_eq!(quote.design.customer, "Tessaro Ceramics");

    // Of another drawing it is no name.
    let id = quote.design.endpoints[0].id.clone();
    let remove = model::Edit::RemoveEndpoint { id };
    portal.design_edit(edit(1, remove)).await.unwrap();
    let customer = "Another".to_owned();
    let set = model::Edit::SetCustomer { customer };
    portal.design_edit(edit(2, set)).await.unwrap();
    let quote = portal.quote_save(request).await.unwrap();
    assert_ne!(quote.design.customer, "Another");
}
