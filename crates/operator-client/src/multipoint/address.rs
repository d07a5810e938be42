//! Addresses of the API's resources, and identifiers out of them.

use model::{Dialect, ServiceId};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::{Connection, Inexpressible, NotSent, report::given_id};

/// The resources of one operator's API.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    base: Url,
    /// The first part of a network's path.
    networks: &'static str,
}

impl Addresses {
    /// The resources below API root and base path.
    pub(super) fn new(connection: &Connection) -> Result<Self, NotSent> {
        let base = connection.base()?;
        let networks = match connection.dialect {
            Dialect::MultiPointDraft => "network",
            Dialect::MultiPoint | Dialect::SiteToCloud => "networks",
        };
        Ok(Self { base, networks })
    }

    pub(super) fn assessment(&self) -> Result<Url, NotSent> {
        self.below(&["assessment"])
    }

    pub(super) fn networks(&self) -> Result<Url, NotSent> {
        self.below(&[self.networks])
    }

    /// One network, its identifier percent-encoded.
    pub(super) fn network(&self, id: &ServiceId) -> Result<Url, NotSent> {
        // Every reader of addresses takes these two for "here" and "up", encoded or not.
        if matches!(id.as_str(), "." | "..") {
            return Err(Inexpressible::Identifier.into());
        }
        self.below(&[self.networks, id.as_str()])
    }

    /// The identifier at the end of a `Location`: an absolute address of this operator,
    /// a path, or the bare identifier. `None` for another origin.
    pub(super) fn id_in_location(&self, location: &str) -> Option<ServiceId> {
        let networks = self.networks().ok()?;
        let address = Url::parse(&format!("{networks}/"))
            .ok()?
            .join(location.trim())
            .ok()?;
        if address.origin() != self.base.origin() {
            return None;
        }
        let last = address.path_segments()?.rfind(|part| !part.is_empty())?;
        if last == self.networks {
            return None;
        }
        let id = percent_decode_str(last).decode_utf8().ok()?;
        usable_id(&id)
    }

    fn below(&self, parts: &[&str]) -> Result<Url, NotSent> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| NotSent::Insecure)?
            .extend(parts);
        Ok(url)
    }
}

/// The identifier an operator gave, where it can stand in an address.
pub(super) fn usable_id(text: &str) -> Option<ServiceId> {
    given_id(text).filter(|id| !matches!(id.as_str(), "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(root: &str, base: &str) -> Addresses {
        let root = root.parse().unwrap();
        Addresses::new(&Connection::with_addresses(root, base)).unwrap()
    }

    #[test]
    fn root_and_base_path_are_joined_whatever_their_slashes() {
        for (root, base, expected) in [
            (
                "https://a.example",
                "/m/vwip",
                "https://a.example/m/vwip/networks",
            ),
            (
                "https://a.example/",
                "m/vwip/",
                "https://a.example/m/vwip/networks",
            ),
            (
                "https://a.example/gw/?x#y",
                "/m",
                "https://a.example/gw/m/networks",
            ),
            ("https://a.example", "", "https://a.example/networks"),
        ] {
            let address = addresses(root, base).networks().unwrap();
            assert_eq!(address.as_str(), expected);
        }
    }

    #[test]
    fn check_04_an_identifier_never_leaves_its_place_in_the_path() {
        let addresses = addresses("https://a.example", "/m");
        for (id, expected) in [
            ("a-b", "https://a.example/m/networks/a-b"),
            ("a/b", "https://a.example/m/networks/a%2Fb"),
            ("../x", "https://a.example/m/networks/..%2Fx"),
            ("a?b#c%", "https://a.example/m/networks/a%3Fb%23c%25"),
        ] {
            let id = ServiceId::new(id).unwrap();
            assert_eq!(addresses.network(&id).unwrap().as_str(), expected);
        }
        for id in [" ", "   ", "[hidden]", "n-[hidden]"] {
            assert_eq!(usable_id(id), None);
        }
        for id in [".", ".."] {
            assert_eq!(usable_id(id), None);
            let refused = addresses.network(&ServiceId::new(id).unwrap());
            assert_eq!(
                refused,
                Err(NotSent::Inexpressible(Inexpressible::Identifier))
            );
        }
    }

    #[test]
    fn check_02_and_4_a_location_gives_the_identifier_unless_it_is_elsewhere() {
        let addresses = addresses("https://a.example", "/m");
        for (location, expected) in [
            ("https://a.example/m/networks/n1", Some("n1")),
            ("https://a.example:443/m/networks/n1/", Some("n1")),
            ("/m/networks/a%2Fb", Some("a/b")),
            ("n1", Some("n1")),
            ("https://b.example/m/networks/n1", None),
            ("http://a.example/m/networks/n1", None),
            ("//b.example/n1", None),
            ("https://a.example/m/networks", None),
            ("", None),
        ] {
            let id = addresses.id_in_location(location);
            assert_eq!(id.as_ref().map(ServiceId::as_str), expected, "{location}");
        }
    }
}
