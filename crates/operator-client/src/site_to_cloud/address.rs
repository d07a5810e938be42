//! Addresses of the API: two paths, and a service is named in the query.

use camara::site_to_cloud::SERVICE_ID_PARAMETERS;
use model::ServiceId;
use url::Url;

use crate::{Connection, NotSent};

/// The resources of one operator's API.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    base: Url,
}

impl Addresses {
    /// The resources below API root and base path.
    pub(super) fn new(connection: &Connection) -> Result<Self, NotSent> {
        let base = connection.base()?;
        Ok(Self { base })
    }

    pub(super) fn assessment(&self) -> Result<Url, NotSent> {
        self.below("S2C_VPN_Assessment")
    }

    pub(super) fn service(&self) -> Result<Url, NotSent> {
        self.below("S2C_VPN")
    }

    /// One service, its identifier in the query as the file misspells it.
    pub(super) fn of_service(&self, id: &ServiceId) -> Result<Url, NotSent> {
        let [published, ..] = SERVICE_ID_PARAMETERS;
        let mut url = self.service()?;
        url.query_pairs_mut().append_pair(published, id.as_str());
        Ok(url)
    }

    fn below(&self, part: &str) -> Result<Url, NotSent> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| NotSent::Insecure)?
            .push(part);
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_04_an_identifier_never_leaves_its_place_in_the_query() {
        let root = "https://a.example/gw/?x#y".parse().unwrap();
        let addresses = Addresses::new(&Connection::with_addresses(root, "/webapi")).unwrap();
        assert_eq!(
            addresses.assessment().unwrap().as_str(),
            "https://a.example/gw/webapi/S2C_VPN_Assessment"
        );
        for (id, expected) in [
            ("s1", "s1"),
            ("..", ".."),
            ("a/b", "a%2Fb"),
            ("a&servceId=b#c%+ d", "a%26servceId%3Db%23c%25%2B+d"),
        ] {
            let address = addresses.of_service(&ServiceId::new(id).unwrap()).unwrap();
            let expected = format!("https://a.example/gw/webapi/S2C_VPN?servceId={expected}");
            assert_eq!(address.as_str(), expected);
        }
    }
}
