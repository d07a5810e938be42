//! Files that are not what they should be: 300 of each format, made by damaging good ones, each refused with a reason.

use std::collections::BTreeMap;
use std::io::Write as _;

use fastrand::Rng;
use model::{Design, DesignId};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::samples::{self, Atlas};
use crate::{
    Content, FileError, Mapping, csv, geojson, judge, kml, read, read_design, write_design, xlsx,
};

/// Where the random damage begins; said with every failure.
const SEED: u64 = 20_261_122;
const FILES: usize = 300;

/// Damages a file: `how` is one of so many ways, each of which leaves none that can be read.
type Damage = fn(&[u8], usize, &mut Rng) -> Vec<u8>;

fn refused(name: &str, good: &[u8], ways: usize, damage: Damage) {
    let mut rng = Rng::with_seed(SEED);
    let mut reasons: BTreeMap<&'static str, usize> = BTreeMap::new();
    for number in 0..FILES {
        let way = number % ways;
        let bad = damage(good, way, &mut rng);
        let outcome = read(&bad).and_then(|content| match content {
            Content::Design(text) => read_design(&text, DesignId::from_random(1)).map(|_| ()),
            Content::Table(_) => Ok(()),
        });
        let error = outcome.expect_err(&format!("{name}, seed {SEED}, file {number}, way {way}"));
        assert!(!error.to_string().is_empty());
        *reasons.entry(error.code()).or_default() += 1;
    }
    assert!(reasons.len() > 2, "{name}: {reasons:?}");
}

/// A cut at a random place within the middle.
fn cut(good: &[u8], rng: &mut Rng) -> Vec<u8> {
    good[..rng.usize(2..good.len() - 20)].to_vec()
}

/// The file with some of it replaced, at a random one of the places where that occurs.
fn replaced(good: &[u8], what: &str, by: &str, rng: &mut Rng) -> Vec<u8> {
    let text = String::from_utf8(good.to_vec()).unwrap();
    let places: Vec<usize> = text.match_indices(what).map(|(at, _)| at).collect();
    let at = places[rng.usize(..places.len())];
    [&text[..at], by, &text[at + what.len()..]]
        .concat()
        .into_bytes()
}

/// The file with a byte at a random place that no text has.
fn spoiled(good: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bad = good.to_vec();
    bad.insert(
        rng.usize(3..bad.len()),
        *rng.choice(&[0, 1, 8, 0x1b, 0x7f]).unwrap(),
    );
    bad
}

#[test]
fn malformed_design_files_are_refused() {
    let good = write_design(&samples::small()).unwrap();
    refused("mpvpn.json", &good, 12, |good, way, rng| match way {
        0 => cut(good, rng),
        1 => spoiled(good, rng),
        2 => replaced(good, ",\n", "\n", rng),
        3 => replaced(
            good,
            "\"version\": 1",
            &format!("\"version\": {}", rng.u32(2..)),
            rng,
        ),
        4 => replaced(good, "\"kind\"", &format!("\"k{}\"", rng.alphabetic()), rng),
        5 => replaced(good, "192.0.2.", &format!("192.0.{}.", rng.u32(256..)), rng),
        6 => replaced(good, "\"latitude\": ", "\"latitude\": 9", rng),
        7 => replaced(
            good,
            "\"customer_edge\": \"0",
            "\"customer_edge\": \"9",
            rng,
        ),
        8 => replaced(
            good,
            "\"bandwidth_mbps\": 100",
            "\"bandwidth_mbps\": 0",
            rng,
        ),
        9 => replaced(good, "\"format\": \"mpvpn", "\"format\": \"other", rng),
        10 => replaced(good, "{ \"id\": \"", "{ \"secret\": \"x\", \"id\": \"", rng),
        _ => replaced(
            good,
            "\"name\": \"Two",
            &format!("\"name\": \"{}", "x".repeat(rng.usize(80..200))),
            rng,
        ),
    });
}

#[test]
fn malformed_csv_files_are_refused() {
    let good = csv(&samples::small()).unwrap();
    refused("CSV", &good, 7, |good, way, rng| match way {
        0 => spoiled(good, rng),
        1 => replaced(good, "\r\n", "\r\n\"", rng),
        2 => [good, &b",".repeat(rng.usize(200..400))].concat(),
        3 => [
            good,
            b"x,",
            "y".repeat(rng.usize(10_001..20_000)).as_bytes(),
        ]
        .concat(),
        4 => good[..good.iter().position(|byte| *byte == b'\n').unwrap() + 1].to_vec(),
        5 => [good, &b"\xff\xfe"[..rng.usize(1..=2)], b"\n"].concat(),
        _ => vec![b'\n'; rng.usize(..9)],
    });
}

#[test]
fn malformed_geojson_files_are_refused() {
    let good = geojson(&samples::small()).unwrap();
    refused("GeoJSON", &good, 8, |good, way, rng| match way {
        0 => cut(good, rng),
        1 => spoiled(good, rng),
        2 => replaced(good, "},", "}", rng),
        3 => replaced(good, "FeatureCollection", "Topology", rng),
        4 => replaced(good, "\"properties\":{", "\"properties\":[{", rng),
        5 => replaced(
            good,
            "\"coordinates\":[",
            &format!("\"coordinates\":{}", "[".repeat(rng.usize(200..900))),
            rng,
        ),
        6 => replaced(good, "\"features\":[", "\"features\":{", rng),
        _ => b"{\"type\":\"FeatureCollection\",\"features\":[]}".to_vec(),
    });
}

#[test]
fn malformed_kml_files_are_refused() {
    let good = kml(&samples::small()).unwrap();
    refused("KML", &good, 9, |good, way, rng| match way {
        0 => cut(good, rng),
        1 => spoiled(good, rng),
        2 => replaced(good, "</Placemark>", "</Placemrk>", rng),
        3 => replaced(
            good,
            "<kml ",
            "<!DOCTYPE kml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><kml ",
            rng,
        ),
        4 => replaced(
            good,
            "<name>",
            &format!("<name>&e{};", rng.alphabetic()),
            rng,
        ),
        5 => replaced(
            good,
            "<Document>",
            &"<Folder>".repeat(rng.usize(70..200)),
            rng,
        ),
        6 => replaced(good, "<kml ", "<svg ", rng)
            .into_iter()
            .chain([])
            .collect(),
        7 => [good, b"<kml/>"].concat(),
        _ => b"<kml><Document></Document></kml>".to_vec(),
    });
}

#[test]
fn malformed_workbooks_are_refused() {
    let good = xlsx(&samples::small()).unwrap();
    refused("XLSX", &good, 6, |good, way, rng| match way {
        0 => cut(good, rng),
        // Within the first file's packed content, of which a checksum is kept.
        1 => {
            let mut bad = good.to_vec();
            let at = rng.usize(60..160);
            bad[at] ^= 1 << rng.u8(..8);
            bad
        }
        2 => archive(&[("readme.txt", "no workbook")]),
        3 => archive(&[("xl/workbook.xml", &"<a>".repeat(rng.usize(1..9)))]),
        4 => [&[0xd0, 0xcf, 0x11, 0xe0][..], good].concat(),
        _ => xlsx(&Design::empty(DesignId::from_random(1), "Empty")).unwrap(),
    });
}

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Whatever is done to a file, it is refused or each of its rows has a result that can be applied.
#[test]
fn no_damage_makes_a_reader_panic() {
    let design = samples::small();
    let files = [csv(&design), xlsx(&design), geojson(&design), kml(&design)].map(Result::unwrap);
    let own = write_design(&design).unwrap();
    let mut rng = Rng::with_seed(SEED);
    let mut read_all_the_same = 0;
    for number in 0..3_000 {
        let good = files.iter().chain([&own]).nth(number % 5).unwrap();
        let mut bad = good.clone();
        for _ in 0..rng.usize(1..6) {
            let at = rng.usize(..bad.len());
            match rng.u8(..3) {
                0 => bad[at] = rng.u8(..),
                1 => drop(bad.remove(at)),
                _ => bad.insert(at, rng.u8(..)),
            }
        }
        match read(&bad) {
            Ok(Content::Table(table)) => {
                read_all_the_same += 1;
                let mut into = Design::empty(DesignId::from_random(1), "Empty");
                let mut new_id = || rng.u128(..);
                let import = judge(
                    &table,
                    &Mapping::guess(&table),
                    &into,
                    &mut Atlas,
                    &mut new_id,
                );
                assert_eq!(
                    import.rows.len(),
                    table.rows.len(),
                    "seed {SEED}, file {number}"
                );
                if let Some(edit) = import.edit() {
                    edit.apply(&mut into)
                        .unwrap_or_else(|error| panic!("seed {SEED}, file {number}: {error}"));
                }
            }
            Ok(Content::Design(text)) => drop(read_design(&text, DesignId::from_random(1))),
            Err(error) => assert!(!error.code().is_empty()),
        }
    }
    assert!(read_all_the_same > 100, "{read_all_the_same}");
}

#[test]
fn too_much_is_refused_before_it_is_held() {
    assert_eq!(
        read(&vec![b'a'; crate::LONGEST_FILE + 1]),
        Err(FileError::TooLarge)
    );
    // Blanks alone, of which 1,000 become one.
    let bomb = archive(&[("xl/workbook.xml", &" ".repeat(129 * 1024 * 1024))]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(read(&bomb), Err(FileError::TooLarge));
    let rows = "a,b\n".repeat(50_002);
    assert_eq!(read(rows.as_bytes()), Err(FileError::TooManyRows(50_000)));
}
