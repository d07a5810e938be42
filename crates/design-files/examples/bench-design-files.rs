//! How long 10,000 rows take: made, read, and judged row by row, in each format.
#![expect(clippy::print_stdout, reason = "it is what a bench is for")]
#![expect(clippy::unwrap_used, reason = "a bench has nobody to report to")]

use std::time::Instant;

use design_files::{
    Content, Found, Mapping, Places, RowState, Written, csv, geojson, judge, kml, read, xlsx,
};
use model::{Coordinates, Design, DesignId, Endpoint, EndpointId, EndpointKind};

const ROWS: u32 = 10_000;

type Write = fn(&Design) -> Written;

struct Nowhere;

impl Places for Nowhere {
    fn town(&mut self, _: &str, _: &str) -> Option<Found> {
        None
    }

    fn region(&mut self, _: &str) -> Option<Found> {
        None
    }
}

fn main() {
    let design = design();
    let formats: [(&str, Write); 4] = [
        ("CSV", csv),
        ("XLSX", xlsx),
        ("GeoJSON", geojson),
        ("KML", kml),
    ];
    for (name, write) in formats {
        let begun = Instant::now();
        let bytes = write(&design).unwrap();
        let written = begun.elapsed();
        let begun = Instant::now();
        let Content::Table(table) = read(&bytes).unwrap() else {
            return;
        };
        let is_read = begun.elapsed();
        let begun = Instant::now();
        let mut next = 0_u128;
        let mut new_id = || {
            next += 1;
            next
        };
        let into = Design::empty(DesignId::from_random(1), "Empty");
        let import = judge(
            &table,
            &Mapping::guess(&table),
            &into,
            &mut Nowhere,
            &mut new_id,
        );
        let judged = begun.elapsed();
        println!(
            "{name}: {} rows, {} imported, {} KB; written in {written:.1?}, read in {is_read:.1?}, judged in {judged:.1?}",
            import.rows.len(),
            import.count(RowState::Imported),
            bytes.len() / 1024,
        );
    }
}

fn design() -> Design {
    let mut design = Design::empty(DesignId::from_random(1), "Ten thousand");
    design.endpoints = (0..ROWS)
        .map(|number| Endpoint {
            id: EndpointId::from_random(u128::from(number)),
            kind: EndpointKind::Site,
            label: format!("Site {number}"),
            place: Some("Lyon".to_owned()),
            region: None,
            coordinates: Coordinates::new(
                f64::from(number % 170) - 85.0,
                f64::from(number % 360) - 179.5,
            )
            .unwrap(),
            primary_ip: std::net::Ipv4Addr::from(0x0a00_0000 + number).into(),
            secondary_ip: None,
        })
        .collect();
    design
}
