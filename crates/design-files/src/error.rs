//! Why a file is refused as a whole.

/// Why nothing is read from a file. A design is as it was then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is longer than [`crate::LONGEST_FILE`], or becomes so when it is unpacked.
    #[error("the file is too large")]
    TooLarge,
    /// None of the formats that are read.
    #[error("the file is none of CSV, XLSX, GeoJSON, KML and .mpvpn.json")]
    UnknownFormat,
    /// A workbook of before 2007, or one with a password.
    #[error("the workbook is an old one or has a password")]
    OldWorkbook,
    /// It has bytes that are no text.
    #[error("line {0} is not text")]
    NotText(usize),
    /// A quoted cell has no end.
    #[error("the quote that begins in line {0} has no end")]
    UnclosedQuote(usize),
    /// More rows than are read.
    #[error("the file has more than {0} rows")]
    TooManyRows(usize),
    /// More columns than are read.
    #[error("the file has more than {0} columns")]
    TooManyColumns(usize),
    /// A cell is longer than any that is read.
    #[error("a cell in row {0} is too long")]
    LongCell(usize),
    /// No row beside the names of the columns.
    #[error("the file has no rows")]
    NoRows,
    /// An archive that cannot be unpacked, or a workbook that cannot be read.
    #[error("the file is damaged")]
    Damaged,
    /// Not well-formed JSON, or not what the format says.
    #[error("line {line}, column {column}: {reason}")]
    Json {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What the reader says.
        reason: String,
    },
    /// JSON, yet neither GeoJSON nor a design.
    #[error("the file is JSON, and neither GeoJSON nor a design")]
    OtherJson,
    /// Not well-formed XML.
    #[error("byte {at}: {reason}")]
    Xml {
        /// Where, in bytes from the beginning.
        at: u64,
        /// What the reader says.
        reason: String,
    },
    /// XML, yet no KML.
    #[error("the file is XML, and not KML")]
    OtherXml,
    /// It declares a document type or uses entities of its own, of which none are read.
    #[error("the file declares entities, which are not read")]
    Entities,
    /// Nested deeper than any file of the format is.
    #[error("the file is nested too deeply")]
    TooDeep,
    /// A design of a later version of the format.
    #[error("the design is of version {0} of the format, which a later version of the app reads")]
    LaterVersion(u64),
    /// A design that contradicts itself.
    #[error("the design contradicts itself: {0}")]
    Design(String),
}

impl FileError {
    /// The stable word for it, under which the interface has a sentence.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::UnknownFormat => "unknown-format",
            Self::OldWorkbook => "old-workbook",
            Self::NotText(_) => "not-text",
            Self::UnclosedQuote(_) => "unclosed-quote",
            Self::TooManyRows(_) => "too-many-rows",
            Self::TooManyColumns(_) => "too-many-columns",
            Self::LongCell(_) => "long-cell",
            Self::NoRows => "no-rows",
            Self::Damaged => "damaged",
            Self::Json { .. } => "json",
            Self::OtherJson => "other-json",
            Self::Xml { .. } => "xml",
            Self::OtherXml => "other-xml",
            Self::Entities => "entities",
            Self::TooDeep => "too-deep",
            Self::LaterVersion(_) => "later-version",
            Self::Design(_) => "design",
        }
    }

    /// Where or how much, for the sentence; empty where there is nothing to say.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::NotText(number)
            | Self::UnclosedQuote(number)
            | Self::TooManyRows(number)
            | Self::TooManyColumns(number)
            | Self::LongCell(number) => number.to_string(),
            Self::Json { line, .. } => line.to_string(),
            Self::Xml { at, .. } => at.to_string(),
            Self::LaterVersion(version) => version.to_string(),
            Self::Design(reason) => reason.clone(),
            Self::Empty
            | Self::TooLarge
            | Self::UnknownFormat
            | Self::OldWorkbook
            | Self::NoRows
            | Self::Damaged
            | Self::OtherJson
            | Self::OtherXml
            | Self::Entities
            | Self::TooDeep => String::new(),
        }
    }
}

impl From<serde_json::Error> for FileError {
    fn from(error: serde_json::Error) -> Self {
        let reason = error.to_string();
        if reason.starts_with("recursion limit exceeded") {
            return Self::TooDeep;
        }
        Self::Json {
            line: error.line(),
            column: error.column(),
            reason,
        }
    }
}
