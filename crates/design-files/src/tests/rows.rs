//! What is said of rows that people write.

use model::{Design, DesignId};

use super::samples::Atlas;
use crate::{Content, Import, Mapping, RowState, judge, read};

fn imported(text: &str) -> Import {
    let Content::Table(table) = read(text.as_bytes()).unwrap() else {
        panic!("a table is expected");
    };
    let into = Design::empty(DesignId::from_random(1), "Empty");
    let mut next = 1_u128 << 64;
    let mut new_id = || {
        next += 1;
        next
    };
    judge(
        &table,
        &Mapping::guess(&table),
        &into,
        &mut Atlas,
        &mut new_id,
    )
}

/// What is said of the one row under this header.
fn said(header: &str, row: &str) -> (RowState, Vec<(&'static str, String)>) {
    let import = imported(&format!("{header}\n{row}\n"));
    let remarks = import.rows[0].remarks.iter();
    let remarks = remarks.map(|remark| (remark.code.as_str(), remark.value.clone()));
    (import.rows[0].state(), remarks.collect())
}

#[test]
fn what_is_put_right_is_said() {
    let header = "type;name;lat;lon;city;region;ip;secondary ip";
    let long = "x".repeat(81);
    for (row, code, value) in [
        (
            ";Lyon\u{200b} plant;45.7;4.8;;;192.0.2.1;",
            "name-cleaned",
            "Lyon plant",
        ),
        (
            &format!(";{long};45.7;4.8;;;192.0.2.1;"),
            "name-cut",
            &long[..80],
        ),
        (";;45.7;4.8;Nice;;192.0.2.1;", "name-made", "Nice"),
        (";;45.7;4.8;;;192.0.2.1;", "name-made", "192.0.2.1"),
        (
            ";Lyon;45,7;4,8;;;192.0.2.1;",
            "coordinates-read",
            "45.70000, 4.80000",
        ),
        (
            ";Fiji;-17.7;181.5;;;192.0.2.1;",
            "longitude-turned",
            "181.5",
        ),
        (";Plant;;;Lyon;;192.0.2.1;", "town-found", "Lyon, France"),
        (
            ";Cloud;;;;AWS eu-central-1;192.0.2.1;",
            "region-found",
            "AWS eu-central-1",
        ),
        (
            "site;Plant;45.7;4.8;;AWS eu-central-1;192.0.2.1;",
            "region-left-out",
            "AWS eu-central-1",
        ),
        (
            ";Plant;45.7;4.8;;;192.0.2.1/24;",
            "prefix-left-out",
            "192.0.2.1/24",
        ),
        (
            ";Plant;45.7;4.8;;;192.0.2.1;192.0.2.1",
            "second-address-left-out",
            "192.0.2.1",
        ),
    ] {
        let expected = (RowState::Corrected, vec![(code, value.to_owned())]);
        assert_eq!(said(header, row), expected, "{row}");
    }
}

#[test]
fn what_is_refused_says_why() {
    let header = "type;name;lat;lon;city;ip;secondary ip;from;to;latency";
    for (row, code, value) in [
        (
            "router;Lyon;45.7;4.8;;192.0.2.1;;;;",
            "unknown-type",
            "router",
        ),
        (";Lyon;;;;192.0.2.1;;;;", "no-position", ""),
        (";Lyon;95;4.8;;192.0.2.1;;;;", "latitude", "95"),
        (";Lyon;north;4.8;;192.0.2.1;;;;", "latitude", "north"),
        (";Lyon;45.7;;;192.0.2.1;;;;", "longitude", ""),
        (";Lyon;45.7;4800;;192.0.2.1;;;;", "longitude", "4800"),
        (";Lyon;;;Atlantis;192.0.2.1;;;;", "unknown-town", "Atlantis"),
        (";Lyon;45.7;4.8;;;;;;", "no-address", ""),
        (";Lyon;45.7;4.8;;192.0.2.300;;;;", "address", "192.0.2.300"),
        (
            ";Lyon;45.7;4.8;;=cmd|' /C calc'!A0;;;;",
            "address",
            "=cmd|' /C calc'!A0",
        ),
        (
            ";Lyon;45.7;4.8;;192.0.2.1;<script>;;;",
            "second-address",
            "<script>",
        ),
        ("link;;;;;;;Lyon;Nice;", "unknown-end", "Lyon"),
        ("link;;;;;;;;;", "no-end", ""),
        (";Lyon;45.7;4.8;;192.0.2.1;;;;;;x", "too-many-cells", "12"),
    ] {
        let expected = (RowState::Refused, vec![(code, value.to_owned())]);
        assert_eq!(said(header, row), expected, "{row}");
    }
}

#[test]
fn connections_find_their_ends_by_name() {
    let sites = "type,name,lat,lon,ip,from,to,latency\n\
        connection,,,,,Lyon,Nice,20\n\
        site,Lyon,45.7,4.8,192.0.2.1,,,\n\
        site,Nice,43.7,7.2,192.0.2.2,,,\n\
        site,Nice,43.8,7.2,192.0.2.3,,,\n\
        site,Lyon,45.7,4.8,192.0.2.1,,,\n\
        site,Brest,48.3,-4.4,192.0.2.4,,,\n\
        connection,,,,,Lyon,Brest,20\n\
        connection,,,,,Brest,Lyon,\n\
        connection,,,,,Brest,Brest,\n\
        connection,,,,,Lyon,Brest,fast\n";
    let import = imported(sites);
    let codes: Vec<_> = import
        .rows
        .iter()
        .map(|row| row.remarks.first().map(|remark| remark.code.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            Some("several-ends"),
            None,
            None,
            None,
            Some("already-there"),
            None,
            None,
            Some("connected"),
            Some("same-ends"),
            Some("latency")
        ]
    );
    assert_eq!((import.endpoints.len(), import.connections.len()), (4, 1));
    assert_eq!(import.count(RowState::Refused), 5);
}

#[test]
fn a_line_on_a_map_connects_what_it_touches() {
    let map = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[4.8,45.7],[6,44],[7.2,43.7]]},"properties":null},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[4.8,45.7,170]},"properties":{"name":"Lyon","ip":"192.0.2.1"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[7.2,43.7]},"properties":{"name":"Nice","ip":"192.0.2.2"}},
        {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]},"properties":{"name":"Area","ip":"192.0.2.3"}},
        {"type":"Feature","geometry":null,"properties":{"name":"Nowhere","ip":"192.0.2.4"}}]}"#;
    let import = imported(map);
    assert_eq!(import.connections.len(), 1);
    assert_eq!(import.connections[0].customer_edge, import.endpoints[0].id);
    let states: Vec<_> = import.rows.iter().map(crate::RowResult::state).collect();
    use RowState::{Imported, Refused};
    assert_eq!(states, [Imported, Imported, Imported, Refused, Refused]);
}

#[test]
fn a_design_takes_so_many_connections() {
    let most = Design::MAX_CONNECTIONS;
    let mut text = String::from("type,name,lat,lon,ip,from,to\nsite,Hub,0,0,192.0.2.1,,\n");
    for number in 0..most + 20 {
        let (north, last) = (number % 90, number % 250);
        text.push_str(&format!(
            "site,S{number},{north}.5,1,192.0.3.{last},,\nlink,,,,,S{number},Hub\n"
        ));
    }
    let import = imported(&text);
    assert_eq!(import.endpoints.len(), most + 21);
    assert_eq!(import.connections.len(), most);
    assert_eq!(import.count(RowState::Refused), 20);
}
