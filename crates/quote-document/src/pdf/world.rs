//! What the typesetter sees: the template, the typeface, the document's data and pictures.

use std::{collections::HashMap, sync::LazyLock};

use serde::{Deserialize, Serialize};
use typst::{
    Feature, Features, Library, LibraryExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::{LazyHash, hash128},
};

use super::face::FONTS;
use crate::Logo;

/// What is set.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Template {
    /// A quote for a customer.
    Quote,
    /// A page with a logo, to see whether that can be drawn.
    Trial,
}

impl Template {
    /// The names and texts of its parts; the first is where it begins.
    const fn parts(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Quote => &[
                ("quote.typ", include_str!("template/quote.typ")),
                ("parts.typ", include_str!("template/parts.typ")),
                ("network.typ", include_str!("template/network.typ")),
                ("options.typ", include_str!("template/options.typ")),
            ],
            Self::Trial => &[("trial.typ", include_str!("template/trial.typ"))],
        }
    }
}

/// The data of a template, a file that it reads.
pub(super) const DATA: &str = "document.json";
/// What the file says of itself.
pub(super) const PROPERTIES: &str = "properties.json";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headings of tables.
    let features = Features::from_iter([Feature::A11yExtras]);
    LazyHash::new(Library::builder().with_features(features).build())
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// All files of one document, none of them on a disk.
pub(super) struct World {
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    identity: u128,
}

impl World {
    /// The world of a template and the files that it reads.
    pub(super) fn with(template: Template, files: Vec<(String, Vec<u8>)>) -> Self {
        let parts = template.parts();
        let sources = parts.iter().map(|(name, text)| {
            let id = file(name);
            (id, Source::new(id, (*text).to_owned()))
        });
        let identity = hash128(&files);
        let files = files.into_iter();
        Self {
            main: file(parts.first().map_or("", |(name, _)| name)),
            sources: sources.collect(),
            files: files
                .map(|(name, bytes)| (file(&name), Bytes::new(bytes)))
                .collect(),
            identity,
        }
    }

    /// The files of [`Template::Trial`] for a logo.
    pub(super) fn trial_of(name: String, logo: Vec<u8>) -> Vec<(String, Vec<u8>)> {
        let data = format!("\"{name}\"").into_bytes();
        vec![(name, logo), (DATA.to_owned(), data)]
    }

    /// What tells one document from another: its data and all of its pictures.
    pub(super) fn identity(&self) -> String {
        format!("{:032x}", self.identity)
    }
}

/// The name of a logo's file in the world.
pub(super) fn name_of(logo: &Logo) -> String {
    format!("logo.{}", logo.format().extension())
}

#[expect(
    clippy::expect_used,
    reason = "every name is one of this crate's own, and this crate alone writes manuscripts"
)]
fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// None: a document's dates are its own.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
