//! Commands: quotes as a document for a customer.

use std::collections::HashSet;

use chrono::NaiveDate;
use contract::{DocumentForm, DocumentOpenRequest, DocumentOption, DocumentRequest, ExportView};
use quote_document::{BrandColour, Language, Options, QuoteDocument, QuotedOption, workbook};
use rusqlite::Connection;
use tokio::task::spawn_blocking;

use super::kept::{self, Letterhead};
use crate::{
    errors::Failure,
    portal::Core,
    quotes::QuoteRecord,
    storage::{StorageError, quotes},
};

/// The longest text of a form, in characters.
const LONGEST: usize = 10_000;

impl Core {
    /// What to begin with, in the interface's language where none was chosen yet.
    pub(crate) async fn document_open(
        &self,
        request: DocumentOpenRequest,
    ) -> Result<DocumentForm, Failure> {
        let form = self.storage.read(move |db| {
            let customer = customer_of(db, &request.options)?;
            kept::form(db, &customer)
        });
        let mut form = form.await?;
        if form.language.is_empty() {
            let language = self.language().await?;
            language.tag().clone_into(&mut form.language);
        }
        Ok(form)
    }

    pub(crate) async fn quote_export_xlsx(
        &self,
        request: DocumentRequest,
    ) -> Result<ExportView, Failure> {
        let turn = self.asking.read().await;
        let document = self.document_kept(request).await?;
        drop(turn);
        let name = file_name(&document, "xlsx");
        let content = spawn_blocking(move || workbook(&document)).await;
        let content = content
            .map_err(|_| Failure::Internal("making the document was interrupted"))?
            .map_err(|_| Failure::Internal("the workbook could not be made"))?;
        self.export(name, content).await
    }

    pub(crate) async fn quote_export_pdf(
        &self,
        request: DocumentRequest,
    ) -> Result<ExportView, Failure> {
        let turn = self.asking.read().await;
        let document = self.document_kept(request).await?;
        drop(turn);
        let name = file_name(&document, "pdf");
        let content = self.pdf_of(document).await?;
        self.export(name, content).await
    }

    /// The document that is asked for; what was typed into its form is there the next time.
    async fn document_kept(&self, request: DocumentRequest) -> Result<QuoteDocument, Failure> {
        let form = request.form.clone();
        let document = self.document(request).await?;
        self.storage
            .write(move |tx| kept::set_form(tx, &form))
            .await?;
        Ok(document)
    }

    /// The document that is asked for, with everything that it shows.
    async fn document(&self, request: DocumentRequest) -> Result<QuoteDocument, Failure> {
        let DocumentRequest { options, form } = request;
        let valid_until = valid_until(&form.valid_until)?;
        let language = Language::of_tag(&form.language)
            .ok_or_else(|| Failure::Input("Language: English or German.".to_owned()))?;
        let texts = [&form.customer, &form.notes, &form.terms, &form.not_included];
        if texts.iter().any(|text| text.chars().count() > LONGEST) {
            return Err(Failure::Input(format!(
                "A text of the document has at most {LONGEST} characters."
            )));
        }
        let (letterhead, records) = self
            .storage
            .read(move |db| {
                let found = options.into_iter().map(|option| {
                    let record = quotes::get(db, &option.quote)?;
                    Ok((option, record))
                });
                let found = found.collect::<Result<Vec<_>, StorageError>>()?;
                Ok((Letterhead::load(db)?, found))
            })
            .await?;
        let mut shown = Vec::new();
        for (option, record) in records {
            let record = record.ok_or(Failure::NotFound("quote"))?;
            let seal = record.seal;
            let quote = record.unaltered()?;
            match option.level {
                None => shown.extend(QuotedOption::of_quote(quote, seal)),
                Some(level) => {
                    let option = QuotedOption::at(quote, seal, level.into());
                    shown.push(option.map_err(|error| Failure::Input(format!("{error}.")))?);
                }
            }
        }
        let options = Options::new(shown)
            .map_err(|_| Failure::Input("A document compares 1 to 12 options.".to_owned()))?;
        Ok(QuoteDocument {
            options,
            letterhead: quote_document::Letterhead {
                company: letterhead.form.company,
                account_manager: letterhead.form.account_manager,
                colour: BrandColour::parse(&letterhead.form.colour).unwrap_or_default(),
                logo: letterhead.logo,
                footer: letterhead.form.footer,
            },
            customer: form.customer,
            valid_until,
            notes: form.notes,
            terms: form.terms,
            not_included: form.not_included,
            language,
            made_at: self.clock.now(),
        })
    }
}

/// Whom all of the quotes are for; nobody where they differ.
fn customer_of(db: &Connection, options: &[DocumentOption]) -> Result<String, StorageError> {
    let mut customers = HashSet::new();
    for option in options {
        let quote = quotes::get(db, &option.quote)?.and_then(QuoteRecord::intact);
        customers.insert(quote.map_or_else(String::new, |quote| quote.design.customer));
    }
    let mut customers = customers.into_iter();
    let one = customers.next().unwrap_or_default();
    Ok(customers.next().map_or(one, |_| String::new()))
}

fn valid_until(typed: &str) -> Result<Option<NaiveDate>, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = |_| Failure::Input("Valid until: a day such as 2026-12-31.".to_owned());
    typed.parse().map(Some).map_err(wrong)
}

fn file_name(document: &QuoteDocument, extension: &str) -> String {
    let day = document.made_at.format("%Y-%m-%d");
    format!("quote-{day}.{extension}")
}
