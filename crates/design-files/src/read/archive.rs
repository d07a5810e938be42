//! Archives: workbooks and KMZ, with an end to what is unpacked.

use std::io::{Cursor, Read as _, copy, sink};

use zip::ZipArchive;

use crate::FileError;

/// The most that an archive may unpack to, in bytes.
const LONGEST_UNPACKED: u64 = 128 * 1024 * 1024;
/// The most files in an archive.
const MOST_FILES: usize = 2_000;

/// What an archive is.
pub(super) enum Kind {
    /// An Office Open XML workbook.
    Workbook,
    /// A KML document, unpacked.
    Kmz(Vec<u8>),
}

/// What the archive is. All of it is unpacked once without being kept, so that no later reader meets more than is
/// allowed, whatever the archive says of itself.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, FileError> {
    let damaged = |_| FileError::Damaged;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_FILES {
        return Err(FileError::TooLarge);
    }
    let mut left = LONGEST_UNPACKED;
    let (mut is_workbook, mut document) = (false, None);
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(damaged)?;
        let name = file.name().map_err(damaged)?.to_ascii_lowercase();
        is_workbook |= name.starts_with("xl/");
        let mut limited = file.take(left + 1);
        let read = if name.ends_with(".kml") && document.is_none() {
            let mut content = Vec::new();
            let read = limited.read_to_end(&mut content);
            document = Some(content);
            read.map(|read| read as u64)
        } else {
            copy(&mut limited, &mut sink())
        };
        let read = read.map_err(|_| FileError::Damaged)?;
        left = left.checked_sub(read).ok_or(FileError::TooLarge)?;
    }
    match document {
        _ if is_workbook => Ok(Kind::Workbook),
        Some(document) => Ok(Kind::Kmz(document)),
        None => Err(FileError::UnknownFormat),
    }
}
