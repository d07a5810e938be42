//! What is written is read again, to the last digit.

use model::{Design, DesignId};
use proptest::prelude::*;
use quick_xml::events::Event;

use super::samples::{self, Atlas};
use crate::{
    Content, Import, Mapping, RowState, Written, csv, geojson, judge, kml, read, read_design, svg,
    write_design, xlsx,
};

type Write = fn(&Design) -> Written;

fn imported(bytes: &[u8], into: &Design) -> Import {
    let Content::Table(table) = read(bytes).unwrap() else {
        panic!("a table is expected");
    };
    let mut next = 1_u128 << 64;
    let mut new_id = || {
        next += 1;
        next
    };
    judge(
        &table,
        &Mapping::guess(&table),
        into,
        &mut Atlas,
        &mut new_id,
    )
}

fn applied(import: Import, design: &mut Design) {
    if let Some(edit) = import.edit() {
        edit.apply(design).unwrap();
    }
}

/// The design as a table carries it into an empty one.
fn carried(write: Write, design: &Design) -> Design {
    let mut read = Design::empty(design.id.clone(), design.name.clone());
    read.customer.clone_from(&design.customer);
    read.requirement = design.requirement;
    let import = imported(&write(design).unwrap(), &read);
    let refused: Vec<_> = import
        .rows
        .iter()
        .filter(|row| row.state() != RowState::Imported)
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
    applied(import, &mut read);
    read
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_design_file_loses_nothing(design in samples::design()) {
        let bytes = write_design(&design).unwrap();
        let Content::Design(text) = read(&bytes).unwrap() else { panic!("a design is expected") };
        let read = read_design(&text, design.id.clone()).unwrap();
        prop_assert_eq!(&write_design(&read).unwrap(), &bytes);
        prop_assert_eq!(read, design);
    }

    #[test]
    fn a_csv_file_loses_nothing_of_the_network(design in samples::design()) {
        prop_assert_eq!(carried(csv, &design), design);
    }

    #[test]
    fn a_geojson_file_loses_nothing_of_the_network(design in samples::design()) {
        prop_assert_eq!(carried(geojson, &design), design);
    }

    #[test]
    fn a_kml_file_loses_nothing_of_the_network(design in samples::design()) {
        prop_assert_eq!(carried(kml, &design), design);
    }

    #[test]
    fn the_same_design_is_the_same_bytes(design in samples::design()) {
        for write in [csv as Write, geojson, kml] {
            prop_assert_eq!(write(&design).unwrap(), write(&design).unwrap());
        }
    }

    #[test]
    fn no_text_of_a_csv_file_is_a_formula(design in samples::design()) {
        let bytes = csv(&design).unwrap();
        // As German and French spreadsheets open it, too.
        for delimiter in [b',', b';', b'\t'] {
            let mut reader = ::csv::ReaderBuilder::new();
            let reader = reader.has_headers(false).flexible(true).delimiter(delimiter);
            for record in reader.from_reader(&bytes[3..]).into_records() {
                for cell in &record.unwrap() {
                    let is_formula = cell.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0d}']) && cell.parse::<f64>().is_err();
                    prop_assert!(!is_formula, "{cell:?}");
                }
            }
        }
    }
}

proptest! {
    // A workbook is an archive of ten files, and a picture has the land of the world on it.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_picture_is_well_formed_whatever_is_written_on_it(design in samples::design()) {
        let bytes = svg(&design).unwrap();
        let mut reader = quick_xml::Reader::from_str(str::from_utf8(&bytes).unwrap());
        let mut elements = std::collections::BTreeSet::new();
        loop {
            let event = reader.read_event().unwrap();
            if let Event::Start(tag) | Event::Empty(tag) = &event {
                elements.insert(tag.local_name().as_ref().to_owned());
            }
            if matches!(event, Event::Eof) {
                break;
            }
        }
        elements.retain(|name| !matches!(name.as_str(), "svg" | "title" | "rect" | "path" | "g" | "circle" | "text"));
        prop_assert!(elements.is_empty(), "{:?}", elements);
    }

    #[test]
    fn a_workbook_loses_nothing_of_the_network_and_is_the_same_bytes(design in samples::design()) {
        prop_assert_eq!(svg(&design).unwrap(), svg(&design).unwrap());
        prop_assert_eq!(xlsx(&design).unwrap(), xlsx(&design).unwrap());
        prop_assert_eq!(carried(xlsx, &design), design);
    }
}

#[test]
fn a_design_file_is_one_thing_a_line() {
    let mut design = samples::small();
    let text = |design: &Design| String::from_utf8(write_design(design).unwrap()).unwrap();
    let before = text(&design);
    assert!(before.contains(
        "    { \"id\": \"00000000000000000000000000000007\", \"customer_edge\": \"00000000000000000000000000000001\", "
    ));
    design.endpoints[1].label = "Zürich".to_owned();
    let after = text(&design);
    let changed = before
        .lines()
        .zip(after.lines())
        .filter(|(one, other)| one != other);
    assert_eq!(changed.count(), 1);
    assert!(
        !before.contains(design.id.as_str()),
        "the computer's own identifier stays on it"
    );
}

#[test]
fn a_table_changes_what_it_names_and_adds_the_rest() {
    let design = samples::small();
    let bytes = String::from_utf8(csv(&design).unwrap()).unwrap();
    let added =
        bytes.replace("Lyon plant", "Lyon works") + "site,Nice,43.7,7.26,,,192.0.2.9,,,,,\r\n";
    let import = imported(added.as_bytes(), &design);
    let codes: Vec<_> = import
        .rows
        .iter()
        .map(|row| row.remarks.first().map(|remark| remark.code.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            Some("changed"),
            Some("unchanged"),
            Some("unchanged"),
            Some("unchanged"),
            Some("unchanged"),
            None
        ]
    );
    let mut after = design.clone();
    applied(import, &mut after);
    assert_eq!(
        (after.endpoints.len(), after.endpoints[0].label.as_str()),
        (4, "Lyon works")
    );
    assert_eq!(after.connections, design.connections);
    let again = imported(added.as_bytes(), &after);
    assert_eq!(again.rows[5].remarks[0].code.as_str(), "already-there");
    assert_eq!(again.edit(), None);
}

#[test]
fn a_kmz_is_a_packed_kml() {
    use std::io::Write as _;

    let design = samples::small();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive
        .start_file("doc.kml", zip::write::SimpleFileOptions::default())
        .unwrap();
    archive.write_all(&kml(&design).unwrap()).unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    let into = Design::empty(DesignId::from_random(2), "Empty");
    assert_eq!(imported(&bytes, &into).endpoints, design.endpoints);
}
