//! The networks of a document: each design once, with the options that were asked about it.

use model::{Connection, Design};

use crate::{QuoteDocument, QuotedOption};

/// A design and the options on it.
pub(crate) struct Network<'a> {
    /// The design.
    pub(crate) design: &'a Design,
    /// The options with their numbers, from 1.
    pub(crate) options: Vec<(usize, &'a QuotedOption)>,
}

/// The networks of a document, in the order of their first options. Two designs that have
/// the same edges and connections are one network, whatever is asked of them.
pub(crate) fn networks(document: &QuoteDocument) -> Vec<Network<'_>> {
    let mut networks: Vec<Network<'_>> = Vec::new();
    for (number, option) in (1..).zip(document.options.all()) {
        let design = &option.quote.design;
        let same = networks
            .iter_mut()
            .find(|network| is_drawn_alike(network.design, design));
        match same {
            Some(network) => network.options.push((number, option)),
            None => networks.push(Network {
                design,
                options: vec![(number, option)],
            }),
        }
    }
    networks
}

impl Network<'_> {
    /// `1, 3, 4`.
    pub(crate) fn option_numbers(&self) -> String {
        let numbers = self.options.iter().map(|(number, _)| number.to_string());
        numbers.collect::<Vec<_>>().join(", ")
    }

    /// The lowest and the highest round trip in ms that operators state for a connection.
    pub(crate) fn stated_latency(&self, connection: &Connection) -> Option<(f64, f64)> {
        let stated = self.options.iter().filter_map(|(_, option)| {
            let stated = option.quote.assessment.latency_of(&connection.id)?;
            stated.is_finite().then_some(stated)
        });
        stated.fold(None, |range, ms| {
            let (low, high) = range.unwrap_or((ms, ms));
            Some((f64::min(low, ms), f64::max(high, ms)))
        })
    }
}

fn is_drawn_alike(a: &Design, b: &Design) -> bool {
    a.id == b.id && a.endpoints == b.endpoints && a.connections == b.connections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, samples};

    #[test]
    fn a_design_is_shown_once_whatever_it_is_called_and_asked() {
        let mut options = samples::options(4, 2, 3);
        "Renamed since".clone_into(&mut options[2].quote.design.name);
        let document = samples::document(options, Language::English);
        let networks = networks(&document);
        let numbers = networks.iter().map(Network::option_numbers);
        assert_eq!(numbers.collect::<Vec<_>>(), ["1, 3", "2, 4"]);
        let first = &networks[0].design.connections[0];
        assert_eq!(networks[0].stated_latency(first), Some((2.5, 2.5)));
    }
}
