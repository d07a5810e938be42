//! A document on its way to the typesetter, which may be another process: files, and nothing else.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    PdfError,
    view::View,
    world::{Template, World, name_of},
};
use crate::{Logo, QuoteDocument};

/// What every PDF begins with, and no error does.
const PDF: &[u8] = b"%PDF-";

/// All that a PDF is made from.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manuscript {
    template: Template,
    files: Vec<File>,
    made_at: Option<DateTime<Utc>>,
}

/// A file that the template reads: its name, and its bytes in base64.
#[derive(Debug, Serialize, Deserialize)]
struct File(String, String);

impl Manuscript {
    /// That of a document.
    #[must_use]
    pub fn of(document: &QuoteDocument) -> Self {
        let mut files = View::of(document).into_files();
        let logo = document.letterhead.logo.as_ref();
        files.extend(logo.map(|logo| (name_of(logo), logo.bytes().to_vec())));
        Self {
            template: Template::Quote,
            files: packed(files),
            made_at: Some(document.made_at),
        }
    }

    /// That of a page with a logo alone: setting it tells whether the logo can be drawn, because
    /// a picture may be broken in many ways.
    #[must_use]
    pub fn of_logo(logo: &Logo) -> Self {
        Self {
            template: Template::Trial,
            files: packed(World::trial_of(name_of(logo), logo.bytes().to_vec())),
            made_at: None,
        }
    }

    /// Sets it: the bytes of a PDF file, checked against PDF/UA-1 as it is written.
    ///
    /// Takes a second or two of computing for a large document, and afterwards the compiler keeps
    /// some ten MB for as long as the process lives.
    ///
    /// # Errors
    /// [`PdfError::Logo`] where the logo is no picture, [`PdfError::Template`] where this crate is
    /// at fault.
    pub fn set(self) -> Result<Vec<u8>, PdfError> {
        let Some(files) = unpacked(self.files) else {
            return Err(PdfError::Template("a file is not in base64".to_owned()));
        };
        let mut files_of_logo = files.iter().filter(|(name, _)| name.starts_with("logo."));
        let logo = files_of_logo.next().cloned();
        let world = World::with(self.template, files);
        let made = super::made_from(&world, self.made_at);
        made.map_err(|error| match logo {
            Some((name, bytes)) if !can_draw(name.clone(), bytes.clone()) => PdfError::Logo,
            Some(_) | None => error,
        })
    }

    /// What [`answer`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// What the typesetter answers to the bytes of a manuscript.
#[must_use]
pub fn answer(manuscript: &[u8]) -> Vec<u8> {
    let manuscript = serde_json::from_slice::<Manuscript>(manuscript)
        .map_err(|error| PdfError::Template(format!("the manuscript cannot be read: {error}")));
    match manuscript.and_then(Manuscript::set) {
        Ok(pdf) => pdf,
        Err(error) => serde_json::to_vec(&error).unwrap_or_default(),
    }
}

/// The PDF in the typesetter's answer.
///
/// # Errors
/// What it said instead; [`PdfError::Template`] too where it said nothing that can be read, as
/// one that has died.
pub fn read_answer(answer: Vec<u8>) -> Result<Vec<u8>, PdfError> {
    if answer.starts_with(PDF) {
        return Ok(answer);
    }
    let error = serde_json::from_slice(&answer);
    Err(error.unwrap_or_else(|_| PdfError::Template("the typesetter gave no answer".to_owned())))
}

fn can_draw(name: String, logo: Vec<u8>) -> bool {
    let world = World::with(Template::Trial, World::trial_of(name, logo));
    super::made_from(&world, None).is_ok()
}

fn packed(files: Vec<(String, Vec<u8>)>) -> Vec<File> {
    let files = files.into_iter();
    files
        .map(|(name, bytes)| File(name, STANDARD.encode(bytes)))
        .collect()
}

fn unpacked(files: Vec<File>) -> Option<Vec<(String, Vec<u8>)>> {
    let files = files.into_iter();
    files
        .map(|File(name, bytes)| Some((name, STANDARD.decode(bytes).ok()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, samples};

    fn svg(inside: &str) -> Logo {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 10\">{inside}</svg>"
        );
        Logo::parse(svg.into_bytes()).unwrap()
    }

    #[test]
    fn a_logo_that_cannot_be_drawn_is_named_as_the_cause() {
        let mut header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
        header.extend([0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0]);
        for broken in [Logo::parse(header).unwrap(), svg("<rect")] {
            assert!(Manuscript::of_logo(&broken).set().is_err());
            let mut document = samples::document(samples::options(1, 1, 1), Language::English);
            document.letterhead.logo = Some(broken);
            let set = Manuscript::of(&document).set();
            assert_eq!(set, Err(PdfError::Logo));
            let answered = answer(&Manuscript::of(&document).to_bytes());
            assert_eq!(read_answer(answered), Err(PdfError::Logo));
        }
    }

    #[test]
    fn two_documents_are_told_apart_by_their_pictures_alone() {
        let mut document = samples::document(samples::options(1, 1, 1), Language::English);
        let identity = |document: &QuoteDocument| {
            let manuscript = Manuscript::of(document);
            World::with(manuscript.template, unpacked(manuscript.files).unwrap()).identity()
        };
        let mut seen = vec![identity(&document)];
        for inside in ["<circle r=\"4\"/>", "<circle r=\"5\"/>"] {
            document.letterhead.logo = Some(svg(inside));
            assert!(Manuscript::of_logo(&svg(inside)).set().is_ok());
            seen.push(identity(&document));
        }
        assert_eq!(identity(&document), seen[2]);
        assert!(seen[0] != seen[1] && seen[1] != seen[2]);
    }

    #[test]
    fn what_goes_through_a_pipe_is_the_same_document() {
        let document = samples::document(samples::options(2, 1, 3), Language::German);
        let here = Manuscript::of(&document).set().unwrap();
        let answered = answer(&Manuscript::of(&document).to_bytes());
        assert_eq!(read_answer(answered), Ok(here));
    }

    #[test]
    fn a_typesetter_that_died_gave_no_answer() {
        for answered in [b"".as_slice(), b"%PDF", b"thread 'main' panicked"] {
            let read = read_answer(answered.to_vec());
            assert!(matches!(read, Err(PdfError::Template(_))), "{read:?}");
        }
        let read = read_answer(answer(b"{\"template\":"));
        assert!(matches!(read, Err(PdfError::Template(_))), "{read:?}");
    }
}
