//! The same input gives the same bytes, and another one others.

use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    process::Command,
};

use zip::{DateTime, ZipArchive};

use crate::{Language, QuoteDocument, csv, samples, workbook};

/// The folder that a second process writes its files to.
const FOLDER: &str = "QUOTE_DOCUMENT_FILES";

fn formats(document: &QuoteDocument) -> Vec<Vec<u8>> {
    let quotes: Vec<_> = document
        .options
        .all()
        .iter()
        .map(|o| o.quote.clone())
        .collect();
    vec![
        csv(&quotes).unwrap(),
        workbook(document).unwrap(),
        #[cfg(feature = "pdf")]
        super::pdf(document).unwrap(),
    ]
}

fn sample() -> QuoteDocument {
    samples::document(samples::options(3, 2, 3), Language::German)
}

fn path(folder: &Path, number: usize) -> PathBuf {
    folder.join(number.to_string())
}

#[test]
fn the_same_document_is_the_same_file_in_every_format() {
    let first = formats(&sample());
    if let Some(folder) = std::env::var_os(FOLDER) {
        for (number, file) in first.iter().enumerate() {
            fs::write(path(folder.as_ref(), number), file).unwrap();
        }
        return;
    }
    // Another process has other random numbers, another place in memory and another time zone.
    let name = format!("quote-document-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir_all(&folder).unwrap();
    let other = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "tests::same_bytes::the_same_document_is_the_same_file_in_every_format",
        ])
        .env(FOLDER, &folder)
        .env("TZ", "Pacific/Auckland")
        .output()
        .unwrap();
    assert!(other.status.success(), "{other:?}");
    for (number, file) in first.iter().enumerate() {
        assert!(
            *file == fs::read(path(&folder, number)).unwrap(),
            "format {number}"
        );
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn another_document_is_another_file_in_every_format() {
    let first = formats(&sample());
    let mut later = sample();
    later.made_at += chrono::TimeDelta::days(1);
    let second = formats(&later);
    assert!(first.iter().zip(&second).skip(1).all(|(a, b)| a != b));
}

/// What a clock would change from one second to the next.
#[test]
fn no_file_says_when_it_was_written() {
    let mut archive = ZipArchive::new(Cursor::new(workbook(&sample()).unwrap())).unwrap();
    for at in 0..archive.len() {
        let part = archive.by_index(at).unwrap();
        assert_eq!(part.last_modified(), Some(DateTime::default()));
    }
    let mut properties = String::new();
    let mut core = archive.by_name("docProps/core.xml").unwrap();
    std::io::Read::read_to_string(&mut core, &mut properties).unwrap();
    let made = samples::made_at().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    assert_eq!(properties.matches(&made).count(), 2, "{properties}");
}
