//! The sheet of connections: a row for each connection of each network.

use model::{Connection, Endpoint};
use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::cells::{Cell, Sheet};
use crate::{QuoteDocument, network::networks, words::Words};

pub(super) fn fill(sheet: &mut Sheet<'_>, document: &QuoteDocument) -> Result<(), XlsxError> {
    let words = Words::of(document.language);
    sheet.head(&[
        words.network,
        words.options,
        words.connection,
        words.customer_edge,
        words.site,
        words.provider_edge,
        words.site,
        &format!("{} ({})", words.distance, words.km),
        &format!("{} (ms)", words.wanted_latency),
        &format!("{} (ms)", words.stated_latency),
        &format!("{} (ms)", words.stated_latency),
    ])?;
    for network in networks(document) {
        let options = network.option_numbers();
        for (number, connection) in (1..).zip(&network.design.connections) {
            let ends = network.design.edges(connection);
            let stated = network.stated_latency(connection);
            let latency = |ms: Option<f64>| match ms {
                Some(ms) => Cell::Measure(ms, 1),
                None => Cell::Empty,
            };
            sheet.row(vec![
                Cell::Text(network.design.name.clone()),
                Cell::Text(options.clone()),
                Cell::Number(Decimal::from(number), 0),
                end(ends.map(|(customer, _)| customer)),
                kind(ends.map(|(customer, _)| customer), words),
                end(ends.map(|(_, provider)| provider)),
                kind(ends.map(|(_, provider)| provider), words),
                distance(ends),
                wanted(connection),
                latency(stated.map(|(low, _)| low)),
                latency(stated.map(|(_, high)| high)),
            ])?;
        }
    }
    Ok(())
}

fn end(endpoint: Option<&Endpoint>) -> Cell {
    endpoint.map_or(Cell::Empty, |endpoint| Cell::Text(endpoint.label.clone()))
}

fn kind(endpoint: Option<&Endpoint>, words: &Words) -> Cell {
    endpoint.map_or(Cell::Empty, |endpoint| {
        Cell::Text(words.kind(endpoint.kind).to_owned())
    })
}

fn distance(ends: Option<(&Endpoint, &Endpoint)>) -> Cell {
    let km = ends.map(|(a, b)| a.coordinates.distance_km(b.coordinates));
    match km {
        Some(km) => Cell::Measure(km, 0),
        None => Cell::Empty,
    }
}

fn wanted(connection: &Connection) -> Cell {
    connection.latency.map_or(Cell::Empty, |wanted| {
        Cell::Number(Decimal::from(wanted.get()), 0)
    })
}
