//! A spreadsheet program opens the workbook without repair and comes to the same figures.

use std::{
    fs,
    io::{Cursor, Read, Write},
    process::Command,
};

use model::{FeePeriod, Origin};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::random;
use crate::{Language, Options, QuotedOption, samples, workbook};

/// Documents, of as many options as there can be.
const DOCUMENTS: usize = 12;

/// Recompute always, as `Tools > Options > Calc > Formula` has it.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// Figures half a hundredth away from their neighbours, where roundings part.
fn ties() -> Vec<QuotedOption> {
    let ties = [
        (1, 2),
        (10_004, 8),
        (5, 4),
        (12_345, 6),
        (33_330_005, 10),
        (2_675, 100),
    ];
    let all = ties.into_iter().map(|(cents, months)| {
        let mut option = samples::options(1, 1, 1).remove(0);
        let assessment = &mut option.quote.assessment;
        assessment.requirement.term = model::Term::new(months, model::TermUnit::Months).ok();
        assessment.requirement.bandwidth = model::Mbps::new(8).unwrap();
        let fee = samples::fee(cents, "EUR", FeePeriod::Term, Origin::Simulated);
        assessment.offers[0].fee = Some(fee);
        option
    });
    all.collect()
}

#[test]
#[ignore = "LibreOffice is large: `cargo xtask spreadsheet` installs it and runs this"]
fn libreoffice_recomputes_every_figure() {
    let folder = std::env::temp_dir().join(format!("quote-document-{}", std::process::id()));
    let profile = folder.join("user/user");
    fs::create_dir_all(&profile).unwrap();
    fs::write(profile.join("registrymodifications.xcu"), SETTINGS).unwrap();
    let mut runner = TestRunner::deterministic();
    let random = (1..DOCUMENTS).map(|_| {
        let options = prop::collection::vec(random::option(), Options::MAX);
        options.new_tree(&mut runner).unwrap().current()
    });
    let documents: Vec<_> = std::iter::once(ties())
        .chain(random)
        .map(|options| samples::document(options, Language::English))
        .collect();
    let mut command = Command::new("soffice");
    command
        .arg(format!(
            "-env:UserInstallation=file://{}/user",
            folder.display()
        ))
        .args(["--headless", "--norestore", "--convert-to"])
        // Comma, quotes, UTF-8, and cells as they are and not as they are shown.
        .arg("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false")
        .arg("--outdir")
        .arg(&folder);
    for (number, document) in documents.iter().enumerate() {
        let path = folder.join(format!("{number}.xlsx"));
        fs::write(&path, without_results(&workbook(document).unwrap())).unwrap();
        command.arg(path);
    }
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for (number, document) in documents.iter().enumerate() {
        let table = fs::read(folder.join(format!("{number}.csv"))).unwrap();
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader
            .has_headers(false)
            .flexible(true)
            .from_reader(table.as_slice());
        let rows = reader.into_records().map(Result::unwrap);
        let rows: Vec<_> = rows.skip_while(|row| &row[0] != "Option").skip(1).collect();
        assert_eq!(rows.len(), document.options.all().len());
        for (row, option) in rows.iter().zip(document.options.all()) {
            let figures = option.figures();
            let figures = [figures.monthly, figures.total, figures.per_mbps];
            for (cell, figure) in (14..).zip(figures) {
                match figure {
                    Ok(money) => {
                        // One decimal more than the figure has, so that rounding is seen to have been done.
                        let mut exact = money.amount;
                        exact.rescale(exact.scale() + 1);
                        let (scale, number) = (exact.scale() as usize, row[cell].parse::<f64>());
                        let computed = format!("{:.scale$}", number.unwrap());
                        assert_eq!(computed, exact.to_string(), "{row:?}");
                    }
                    Err(_) => assert!(row[cell].starts_with("Missing"), "{row:?}"),
                }
            }
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// The workbook with a wrong result beside every formula, so that only what is recomputed agrees.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let text = String::from_utf8(content).unwrap();
            let mut parts = text.split("</f><v>");
            let mut wrong = parts.next().unwrap().to_owned();
            for part in parts {
                wrong.push_str("</f><v>7");
                wrong.push_str(&part[part.find('<').unwrap()..]);
            }
            content = wrong.into_bytes();
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}
