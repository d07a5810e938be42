//! How the receiver is set: off, on this computer alone, or where other computers reach it.

use std::net::{IpAddr, Ipv4Addr};

use contract::ReceiverRequest;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::errors::Failure;

/// Where events are posted to below the root.
pub(super) const PATH: &str = "/events";
/// Longest address for operators (`sink`, Commonalities r4.3).
const LONGEST_URL: usize = 2_048;

/// The receiver as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReceiverSettings {
    /// Whether it listens.
    pub(crate) is_on: bool,
    /// On which address of this computer.
    pub(crate) address: IpAddr,
    /// On which port; absent until one was chosen.
    pub(crate) port: Option<u16>,
    /// What operators are told instead.
    pub(crate) public_url: Option<Url>,
}

impl Default for ReceiverSettings {
    fn default() -> Self {
        Self {
            is_on: false,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: None,
            public_url: None,
        }
    }
}

impl ReceiverSettings {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`Failure::Input`] says which field is wrong.
    pub(super) fn read(request: &ReceiverRequest) -> Result<Self, Failure> {
        let wrong = |text: &str| Failure::Input(text.to_owned());
        let address: IpAddr = request
            .address
            .trim()
            .parse()
            .map_err(|_| wrong("Listen on: enter an IP address of this computer."))?;
        if request.port == Some(0) {
            return Err(wrong("Port: enter 1 to 65535."));
        }
        let public_url = match request.public_url.trim() {
            "" => None,
            text => Some(public(text).ok_or_else(|| {
                wrong("Public address: enter an https address without user, query or fragment.")
            })?),
        };
        // Operators post to https alone, and a name or certificate for it is outside this app.
        if !address.is_loopback() && public_url.is_none() {
            return Err(wrong(
                "Public address: needed where the receiver listens beyond this computer.",
            ));
        }
        Ok(Self {
            is_on: request.is_on,
            address,
            port: request.port,
            public_url,
        })
    }

    /// What operators are told, of a receiver that listens on `port`.
    pub(super) fn sink(&self, port: u16) -> String {
        match &self.public_url {
            Some(url) => url.to_string(),
            None => format!(
                "http://{}{PATH}",
                std::net::SocketAddr::new(self.address, port)
            ),
        }
    }
}

fn public(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_plain = url.scheme() == "https"
        && url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.as_str().len() <= LONGEST_URL;
    is_plain.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        address: &str,
        port: Option<u16>,
        public_url: &str,
    ) -> Result<ReceiverSettings, Failure> {
        ReceiverSettings::read(&ReceiverRequest {
            is_on: true,
            address: address.to_owned(),
            port,
            public_url: public_url.to_owned(),
        })
    }

    #[test]
    fn beyond_this_computer_it_needs_an_https_address() {
        let local = read(" 127.0.0.1 ", None, "").unwrap();
        assert_eq!(local.sink(4711), "http://127.0.0.1:4711/events");
        assert_eq!(
            read("::1", Some(80), "").unwrap().sink(80),
            "http://[::1]:80/events"
        );
        let behind = read("0.0.0.0", Some(80), "https://portal.example/hook").unwrap();
        assert_eq!(behind.sink(80), "https://portal.example/hook");
        for (address, port, url) in [
            ("0.0.0.0", None, ""),
            ("localhost", None, ""),
            ("", None, ""),
            ("127.0.0.1", Some(0), ""),
            ("127.0.0.1", None, "http://portal.example/"),
            ("127.0.0.1", None, "https://me:word@portal.example/"),
            ("127.0.0.1", None, "https://portal.example/?token=1"),
        ] {
            assert!(
                read(address, port, url).is_err(),
                "{address} {port:?} {url}"
            );
        }
    }
}
