//! A document is made of quotes, and what it needs is kept.

use std::fs;

use contract::{
    CustomerRequest, DocumentForm, DocumentOpenRequest, DocumentOption, DocumentRequest, Empty,
    ErrorCode, LetterheadForm, QuoteSaveRequest,
};
use model::{DesignId, Level, QuoteId};

use crate::{
    Portal,
    testing::{self, IMPORT, World},
};

fn form() -> DocumentForm {
    DocumentForm {
        customer: "Northwind Logistics".to_owned(),
        valid_until: "2026-12-31".to_owned(),
        language: "de".to_owned(),
        notes: "As we talked about in Turin.".to_owned(),
        terms: "30 days net".to_owned(),
        not_included: "Routers".to_owned(),
    }
}

fn request(id: QuoteId, level: Option<Level>) -> DocumentRequest {
    DocumentRequest {
        options: vec![DocumentOption { quote: id, level }],
        form: form(),
    }
}

fn opening(quotes: &[&QuoteId]) -> DocumentOpenRequest {
    let option = |id: &&QuoteId| DocumentOption {
        quote: (*id).clone(),
        level: None,
    };
    DocumentOpenRequest {
        options: quotes.iter().map(option).collect(),
    }
}

async fn stage() -> (World, Portal, QuoteId) {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let quote = quoted(&portal, 1, &form().customer).await;
    (world, portal, quote)
}

/// A quote of a design of that number and customer.
async fn quoted(portal: &Portal, number: u128, customer: &str) -> QuoteId {
    let mut design = testing::design();
    design.id = DesignId::from_random(number);
    customer.clone_into(&mut design.customer);
    let assessment = portal.assess_design(design).await.unwrap().id;
    let request = QuoteSaveRequest {
        assessment,
        chosen: Some(Level::A),
    };
    portal.quote_save(request).await.unwrap().id
}

#[tokio::test]
async fn a_document_is_written_and_what_was_answered_is_remembered() {
    let (world, portal, quote) = stage().await;
    let first = portal.document_open(opening(&[&quote])).await.unwrap();
    let begun = DocumentForm {
        customer: form().customer,
        language: "en".to_owned(),
        ..DocumentForm::default()
    };
    assert_eq!(first, begun);
    let written = portal
        .quote_export_xlsx(request(quote.clone(), None))
        .await
        .unwrap();
    let file = fs::read(written.path.unwrap()).unwrap();
    assert!(file.starts_with(b"PK"));
    let kept = portal.document_open(opening(&[&quote])).await.unwrap();
    assert_eq!(kept, form());
    let made = portal
        .quote_export_pdf(request(quote.clone(), Some(Level::AA)))
        .await;
    if cfg!(feature = "pdf") {
        let file = fs::read(made.unwrap().path.unwrap()).unwrap();
        assert!(file.starts_with(b"%PDF-1.7"));
    } else {
        assert_eq!(made.unwrap_err().code, ErrorCode::InvalidInput);
    }
    portal.close().await;
    let again = world.open().await;
    let kept = again.document_open(opening(&[&quote])).await.unwrap();
    assert_eq!(kept, form());
    again.app_forget(Empty {}).await.unwrap();
    let forgotten = again.document_open(opening(&[&quote])).await.unwrap();
    assert_eq!((&*forgotten.customer, &*forgotten.terms), ("", ""));
}

#[tokio::test]
async fn what_was_said_to_one_customer_is_not_put_in_front_of_another() {
    let (_world, portal, quote) = stage().await;
    let other = quoted(&portal, 2, "Tessaro Ceramics").await;
    let nobody = quoted(&portal, 3, "").await;
    let mut made = request(quote.clone(), None);
    made.form = form();
    portal.quote_export_xlsx(made).await.unwrap();
    let begins = async |quotes: &[&QuoteId]| portal.document_open(opening(quotes)).await.unwrap();
    let of_any = |customer: &str| DocumentForm {
        customer: customer.to_owned(),
        notes: String::new(),
        valid_until: String::new(),
        ..form()
    };
    assert_eq!(begins(&[&other]).await, of_any("Tessaro Ceramics"));
    assert_eq!(begins(&[&nobody]).await, of_any(""));
    assert_eq!(begins(&[&quote, &other]).await, of_any(""));
    assert_eq!(begins(&[&quote, &quote]).await, form());
    let customer = CustomerRequest {
        customer: form().customer,
    };
    portal.customer_forget(customer).await.unwrap();
    assert_eq!(begins(&[&nobody]).await, of_any(""));
}

#[tokio::test]
async fn what_cannot_be_made_is_refused_in_words() {
    let (_world, portal, quote) = stage().await;
    let refused = async |request: DocumentRequest, code: ErrorCode| {
        let error = portal.quote_export_xlsx(request).await.unwrap_err();
        assert_eq!(error.code, code, "{}", error.message);
    };
    let mut late = request(quote.clone(), None);
    late.form.valid_until = "31.12.2026".to_owned();
    refused(late, ErrorCode::InvalidInput).await;
    let mut many = request(quote.clone(), None);
    many.options = vec![many.options[0].clone(); 13];
    refused(many, ErrorCode::InvalidInput).await;
    let unasked = request(quote.clone(), Some(Level::AAA));
    assert!(portal.quote_export_xlsx(unasked).await.is_ok());
    let mut none = request(quote, None);
    none.options.clear();
    refused(none, ErrorCode::InvalidInput).await;
    refused(request(QuoteId::from_random(5), None), ErrorCode::NotFound).await;
}

#[tokio::test]
async fn the_letterhead_is_kept_with_a_logo_that_was_checked() {
    let (world, portal, _) = stage().await;
    let form = LetterheadForm {
        company: "Example Telecom".to_owned(),
        colour: "#0a7d4f".to_owned(),
        ..LetterheadForm::default()
    };
    let view = portal.letterhead_change(form.clone()).await.unwrap();
    assert_eq!((view.form, view.has_logo), (form.clone(), false));
    let wrong = LetterheadForm {
        colour: "green".to_owned(),
        ..form.clone()
    };
    let error = portal.letterhead_change(wrong).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);

    let logo = world.folder.path().join(IMPORT);
    fs::write(&logo, "<svg><script>x</script></svg>").unwrap();
    let error = portal.letterhead_logo_import(Empty {}).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
    let svg =
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>"#;
    fs::write(&logo, svg).unwrap();
    assert!(
        portal
            .letterhead_logo_import(Empty {})
            .await
            .unwrap()
            .has_logo
    );
    portal.close().await;
    let again = world.open().await;
    let kept = again.letterhead_open(Empty {}).await.unwrap();
    assert_eq!((kept.form, kept.has_logo), (form, true));
    assert!(
        !again
            .letterhead_logo_remove(Empty {})
            .await
            .unwrap()
            .has_logo
    );
}
