//! What PDF/UA-1 (ISO 14289-1) asks of a file and can be read from it. The exporter checks the
//! rest of the standard as it writes.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::pdf;
use crate::{Language, samples};

fn sample(language: Language) -> Document {
    let document = samples::document(samples::options(4, 2, 30), language);
    Document::load_mem(&pdf(&document).unwrap()).unwrap()
}

fn dictionary<'a>(read: &'a Document, from: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
    let (_, object) = read.dereference(from.get(key).unwrap()).unwrap();
    object.as_dict().unwrap()
}

#[test]
fn it_is_marked_titled_and_in_a_language() {
    for (language, tag) in [(Language::English, "en"), (Language::German, "de")] {
        let read = sample(language);
        let catalogue = read.catalog().unwrap();
        let marks = dictionary(&read, catalogue, b"MarkInfo");
        assert_eq!(marks.get(b"Marked").unwrap(), &Object::Boolean(true));
        let lang = catalogue.get(b"Lang").unwrap().as_str().unwrap();
        assert_eq!(std::str::from_utf8(lang).unwrap(), tag);
        let viewer = dictionary(&read, catalogue, b"ViewerPreferences");
        assert_eq!(
            viewer.get(b"DisplayDocTitle").unwrap(),
            &Object::Boolean(true)
        );
        let metadata = catalogue.get(b"Metadata").unwrap();
        let (_, metadata) = read.dereference(metadata).unwrap();
        let metadata = metadata.as_stream().unwrap().get_plain_content().unwrap();
        let metadata = String::from_utf8(metadata).unwrap();
        assert!(
            metadata.contains("<pdfuaid:part>1</pdfuaid:part>"),
            "{metadata}"
        );
        assert!(
            metadata.contains("Northwind Logistics</rdf:li>"),
            "{metadata}"
        );
        assert!(catalogue.has(b"Outlines"));
    }
}

#[test]
fn every_picture_has_a_text() {
    let read = sample(Language::English);
    let root = dictionary(&read, read.catalog().unwrap(), b"StructTreeRoot");
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    walk(&read, &Object::Dictionary(root.clone()), &mut |element| {
        let kind = kind(element);
        if kind == "Figure" {
            let text = element.get(b"Alt").and_then(Object::as_str).unwrap();
            assert!(text.len() > 20, "a picture without a text");
        }
        *seen.entry(kind).or_default() += 1;
    });
    for kind in ["Table", "TR", "TH", "TD", "Figure", "H1", "P"] {
        assert!(seen.contains_key(kind), "no {kind} in {seen:?}");
    }
    // One at a glance, one for each of two networks, one of options.
    assert_eq!(seen["Table"], 4, "{seen:?}");
}

#[test]
fn every_table_has_a_line_of_headings_and_cells_below() {
    let read = sample(Language::English);
    let root = dictionary(&read, read.catalog().unwrap(), b"StructTreeRoot");
    let mut tables = Vec::new();
    walk(&read, &Object::Dictionary(root.clone()), &mut |element| {
        if kind(element) == "Table" {
            tables.push(element.clone());
        }
    });
    assert_eq!(tables.len(), 4);
    for (at, table) in tables.into_iter().enumerate() {
        let mut rows = Vec::new();
        walk(
            &read,
            &Object::Dictionary(table),
            &mut |element| match kind(element).as_str() {
                "TR" => rows.push(Vec::new()),
                cell @ ("TH" | "TD") => rows.last_mut().unwrap().push(cell.to_owned()),
                _ => {}
            },
        );
        assert!(rows.len() > 1, "table {at}: {rows:?}");
        assert!(
            rows[0].iter().all(|cell| cell == "TH"),
            "table {at}: {rows:?}"
        );
        for row in &rows[1..] {
            assert_eq!(row.len(), rows[0].len(), "table {at}");
            // A line of the comparison begins with what it compares.
            assert_eq!(row[0] == "TH", at == 3, "table {at}: {row:?}");
            assert!(
                row[1..].iter().all(|cell| cell == "TD"),
                "table {at}: {row:?}"
            );
        }
    }
}

fn kind(element: &Dictionary) -> String {
    let kind = element.get(b"S").and_then(Object::as_name);
    String::from_utf8_lossy(kind.unwrap_or_default()).into_owned()
}

fn walk(read: &Document, object: &Object, seen: &mut impl FnMut(&Dictionary)) {
    let Ok((_, object)) = read.dereference(object) else {
        return;
    };
    if let Ok(array) = object.as_array() {
        array.iter().for_each(|child| walk(read, child, seen));
    } else if let Ok(element) = object.as_dict() {
        seen(element);
        if let Ok(children) = element.get(b"K") {
            walk(read, children, seen);
        }
    }
}

#[test]
fn every_typeface_is_in_it_and_can_be_read_back() {
    let read = sample(Language::German);
    let mut typefaces = 0;
    for object in read.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        if font.get(b"Type").and_then(Object::as_name).ok() != Some(b"Font".as_slice()) {
            continue;
        }
        if font.get(b"Subtype").and_then(Object::as_name).unwrap() == b"Type0" {
            assert!(font.has(b"ToUnicode"), "{font:?}");
            typefaces += 1;
        } else {
            let descriptor = dictionary(&read, font, b"FontDescriptor");
            let files: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
            assert!(
                files.iter().any(|file| descriptor.has(file)),
                "{descriptor:?}"
            );
        }
    }
    assert!(typefaces >= 2, "{typefaces}");
}
