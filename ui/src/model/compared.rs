//! What a comparison is of: quotes, each at one of its levels, as the address names them.

use model::{Level, QuoteId};

/// The most options beside each other.
pub const MOST: usize = 6;

/// A quote at one of its levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Which quote.
    pub quote: QuoteId,
    /// Which level; the chosen one, or the lowest that can be had, where none is named.
    pub level: Option<Level>,
}

/// The route of the comparison of these.
#[must_use]
pub fn route(of: &[Compared]) -> String {
    let of: Vec<String> = of
        .iter()
        .map(|one| match one.level {
            Some(level) => format!("{}.{level}", one.quote),
            None => one.quote.to_string(),
        })
        .collect();
    format!("/quotes/compare?of={}", of.join(","))
}

/// Reads the part of the address that [`route`] wrote. What cannot be read is left out, and what
/// is over [`MOST`].
#[must_use]
pub fn read(of: &str) -> Vec<Compared> {
    let each = of.split(',').filter_map(|one| {
        let (quote, level) = match one.split_once('.') {
            Some((quote, level)) => (quote, Some(level.parse().ok()?)),
            None => (one, None),
        };
        let quote = QuoteId::new(quote).ok()?;
        Some(Compared { quote, level })
    });
    each.take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_is_compared() {
        let one = Compared {
            quote: QuoteId::from_random(7),
            level: Some(Level::AA),
        };
        let other = Compared {
            level: None,
            ..one.clone()
        };
        let both = [one, other];
        let route = route(&both);
        let of = route.strip_prefix("/quotes/compare?of=").unwrap();
        assert_eq!(read(of), both);
        assert_eq!(read("").len(), 0);
        assert_eq!(read("x.Z,/").len(), 0);
        assert_eq!(read(&[of; 9].join(",")).len(), MOST);
    }
}
