//! What is kept from one document to the next.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use contract::{DocumentForm, LetterheadForm, LetterheadView};
use quote_document::Logo;
use rusqlite::{Connection, Transaction};
use serde::{Serialize, de::DeserializeOwned};

use crate::storage::{StorageError, settings};

const LETTERHEAD: &str = "letterhead";
const LOGO: &str = "letterhead_logo";
/// What was answered before a document was made.
const FORM: &str = "quote_document";

/// The letterhead with its logo.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Letterhead {
    pub(super) form: LetterheadForm,
    pub(super) logo: Option<Logo>,
}

impl Letterhead {
    /// The letterhead as it is kept; what makes no sense counts as absent.
    pub(super) fn load(db: &Connection) -> Result<Self, StorageError> {
        let logo = settings::get(db, LOGO)?;
        let logo = logo.and_then(|text| STANDARD.decode(text).ok());
        Ok(Self {
            form: load(db, LETTERHEAD)?,
            logo: logo.and_then(|bytes| Logo::parse(bytes).ok()),
        })
    }

    /// What the window gets of it.
    pub(super) fn into_view(self) -> LetterheadView {
        LetterheadView {
            form: self.form,
            has_logo: self.logo.is_some(),
        }
    }
}

/// Keeps the letterhead's texts.
pub(super) fn set_letterhead(
    tx: &Transaction<'_>,
    form: &LetterheadForm,
) -> Result<(), StorageError> {
    store(tx, LETTERHEAD, form)
}

/// Keeps a logo, or none.
pub(super) fn set_logo(tx: &Transaction<'_>, logo: Option<&Logo>) -> Result<(), StorageError> {
    let text = logo.map(|logo| STANDARD.encode(logo.bytes()));
    settings::set(tx, LOGO, text.as_deref())
}

/// What was answered last, as far as it is not of another customer than this one, where there is one.
pub(super) fn form(db: &Connection, customer: &str) -> Result<DocumentForm, StorageError> {
    let last: DocumentForm = load(db, FORM)?;
    Ok(if !customer.is_empty() && last.customer == customer {
        last
    } else {
        for_customer(last, customer)
    })
}

/// Keeps what was answered.
pub(super) fn set_form(tx: &Transaction<'_>, form: &DocumentForm) -> Result<(), StorageError> {
    store(tx, FORM, form)
}

/// Forgets whom the last document was for, whoever that was, what was said to that customer, and terms in which
/// `customer` is named.
pub(crate) fn forget_customer(tx: &Transaction<'_>, customer: &str) -> Result<(), StorageError> {
    let last = load(tx, FORM)?;
    let mut kept = for_customer(last, "");
    let name = customer.to_lowercase();
    for text in [&mut kept.terms, &mut kept.not_included] {
        if text.to_lowercase().contains(&name) {
            text.clear();
        }
    }
    store(tx, FORM, &kept)
}

/// What of the answers holds for any customer, and that customer.
fn for_customer(last: DocumentForm, customer: &str) -> DocumentForm {
    DocumentForm {
        customer: customer.to_owned(),
        valid_until: String::new(),
        notes: String::new(),
        ..last
    }
}

fn load<T: Default + DeserializeOwned>(db: &Connection, name: &str) -> Result<T, StorageError> {
    let text = settings::get(db, name)?.unwrap_or_default();
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

fn store(tx: &Transaction<'_>, name: &str, value: &impl Serialize) -> Result<(), StorageError> {
    let text = serde_json::to_string(value).ok();
    settings::set(tx, name, text.as_deref())
}
