//! PDFs, which the typesetter sets beside the app.

#[cfg(not(feature = "pdf"))]
use std::future::{Ready, ready};

use quote_document::{Logo, QuoteDocument};
#[cfg(feature = "pdf")]
use {quote_document::Manuscript, tokio::task::spawn_blocking};

use crate::{errors::Failure, portal::Core};

#[cfg(feature = "pdf")]
impl Core {
    /// The document as the bytes of a PDF file.
    pub(super) async fn pdf_of(&self, document: QuoteDocument) -> Result<Vec<u8>, Failure> {
        use quote_document::PdfError;

        let set = self.set(move || Manuscript::of(&document)).await?;
        set.map_err(|error| match error {
            PdfError::Logo => {
                Failure::Input("The logo cannot be drawn. Choose another.".to_owned())
            }
            PdfError::Template(said) => {
                tracing::error!("the PDF could not be made: {said}");
                Failure::Internal("the PDF could not be made")
            }
        })
    }

    /// Whether a logo can be drawn in a document.
    pub(super) async fn can_draw(&self, logo: &Logo) -> Result<bool, Failure> {
        let logo = logo.clone();
        Ok(self.set(move || Manuscript::of_logo(&logo)).await?.is_ok())
    }

    async fn set(
        &self,
        write: impl FnOnce() -> Manuscript + Send + 'static,
    ) -> Result<Result<Vec<u8>, quote_document::PdfError>, Failure> {
        // Maps are drawn and packed for it, a tenth of a second for a large one.
        let manuscript = spawn_blocking(move || write().to_bytes())
            .await
            .map_err(|_| Failure::Internal("making the document was interrupted"))?;
        let answer = self.typesetter.answer(manuscript).await.map_err(|error| {
            tracing::error!("the typesetter could not be asked: {error}");
            Failure::Internal("the PDF could not be made")
        })?;
        Ok(quote_document::read_answer(answer))
    }
}

#[cfg(not(feature = "pdf"))]
impl Core {
    /// None: this build has no typesetter.
    #[expect(
        clippy::unused_self,
        reason = "a build that makes PDFs asks its typesetter"
    )]
    pub(super) fn pdf_of(&self, _: QuoteDocument) -> Ready<Result<Vec<u8>, Failure>> {
        ready(Err(Failure::Input("This build makes no PDF.".to_owned())))
    }

    /// Nobody knows; no document of this build shows it.
    #[expect(clippy::unused_self, reason = "as above")]
    pub(super) fn can_draw(&self, _: &Logo) -> Ready<Result<bool, Failure>> {
        ready(Ok(true))
    }
}
