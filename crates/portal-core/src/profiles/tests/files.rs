//! Operators handed on as files: without their secrets, and with what may be done with them.

use contract::{
    Empty, ErrorCode, ProfileExportRequest, ProfileForm, ProfileRequest, ResizeRequest,
    SecretState, SessionDeleteRequest,
};
use model::{Colour, Level, Mbps, Role};
use operator_client::Operation;

use super::{denied_order, kinds};
use crate::testing::{IMPORT, SECRET, World, form};

#[tokio::test]
async fn an_operator_goes_into_a_file_and_out_of_it_without_its_secrets() {
    let world = World::new();
    let portal = world.open().await;
    let mut typed = form();
    typed.options.colour = Colour::Red;
    typed.options.scopes = "one two".to_owned();
    let saved = portal.profile_save(typed).await.unwrap();
    let request = |role| ProfileExportRequest {
        id: saved.id.clone(),
        role,
        who_may_order: " Network desk ".to_owned(),
    };
    let file = portal.profile_export(request(Role::QuoteOnly)).await;
    let path = file.unwrap().path.unwrap();
    assert!(path.ends_with("Operator.operator.json"), "{path}");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains(SECRET) && !text.contains(saved.id.as_str()));

    std::fs::copy(&path, world.folder.path().join(IMPORT)).unwrap();
    let imported = portal.profile_import(Empty {}).await.unwrap().unwrap();
    assert_ne!(imported.id, saved.id);
    assert_eq!(imported.secret, SecretState::Absent);
    assert_eq!(imported.api_root, saved.api_root);
    assert_eq!(
        (
            imported.options.role,
            imported.options.who_may_order.as_str()
        ),
        (Role::QuoteOnly, "Network desk")
    );
    let turned = text.replace("Network desk", "ksed krow\u{202e}\u{200b}teN");
    std::fs::write(world.folder.path().join(IMPORT), turned).unwrap();
    let plain = portal.profile_import(Empty {}).await.unwrap().unwrap();
    assert_eq!(plain.options.who_may_order, "ksed krowteN");
    assert_eq!(imported.options.colour, Colour::Red);
    assert_eq!(imported.options.scopes, "one two");
    assert_eq!(kinds(&world), ["secret"]);

    for wrong in [
        "",
        "{}",
        &text.replace("-operator\"", "-quote\""),
        &text.replace("https", "ftp"),
    ] {
        std::fs::write(world.folder.path().join(IMPORT), wrong).unwrap();
        let error = portal.profile_import(Empty {}).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidInput, "{wrong}");
    }
}

#[tokio::test]
async fn who_may_only_look_orders_nothing_and_cannot_widen_it() {
    let world = World::new();
    let portal = world.open().await;
    let saved = portal.profile_save(form()).await.unwrap();
    let request = ProfileExportRequest {
        id: saved.id.clone(),
        role: Role::QuoteOnly,
        who_may_order: "Network desk".to_owned(),
    };
    let path = portal.profile_export(request).await.unwrap().path.unwrap();
    portal
        .profile_delete(ProfileRequest { id: saved.id })
        .await
        .unwrap();
    std::fs::copy(path, world.folder.path().join(IMPORT)).unwrap();
    let imported = portal.profile_import(Empty {}).await.unwrap().unwrap();
    let with_secret = ProfileForm {
        id: Some(imported.id.clone()),
        ..form()
    };
    let saved = portal.profile_save(with_secret).await.unwrap();
    assert_eq!(saved.options.role, Role::QuoteOnly, "a form widens nothing");
    let id = imported.id;
    portal
        .profile_use(ProfileRequest { id: id.clone() })
        .await
        .unwrap();
    let assessment = portal.assess_sample().await.unwrap();
    let error = denied_order(&world, &portal, &assessment).await;
    assert!(error.message.contains("Network desk"), "{}", error.message);

    let again = ProfileExportRequest {
        id,
        role: Role::Full,
        who_may_order: String::new(),
    };
    let path = portal.profile_export(again).await.unwrap().path.unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("quote-only"), "handed on as it came: {text}");
}

#[tokio::test]
async fn who_may_only_look_neither_resizes_nor_deletes() {
    let world = World::new();
    let portal = world.open().await;
    let id = portal.with_session(&world, false).await;
    // A role comes with the file of a profile, never by its form.
    let core = &portal.core;
    let [profile] = &portal.profile_list(Empty {}).await.unwrap()[..] else {
        panic!("one operator was connected");
    };
    let mut looks = core.profile(profile.id.clone()).await.unwrap();
    looks.options.role = Role::QuoteOnly;
    let taken = core.owner.turn(move |state| state.roster.put(looks)).await;
    taken.unwrap();
    let resize = ResizeRequest {
        id: id.clone(),
        bandwidth: Mbps::new(500).unwrap(),
        level: Level::A,
        assessment: None,
    };
    let resized = portal.session_resize(resize).await.unwrap_err();
    let delete = SessionDeleteRequest {
        id,
        typed_name: "Nordic ring".to_owned(),
    };
    let deleted = portal.session_delete(delete).await.unwrap_err();
    for error in [resized, deleted] {
        assert_eq!(error.code, ErrorCode::PermissionDenied);
    }
    let changes = [Operation::Update, Operation::Delete];
    assert!(changes.iter().all(|call| world.operator.count(*call) == 0));
}
