//! Where an operator is, and as whom it is asked.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use model::{Currency, Dialect, FeePeriod};
use reqwest::Certificate;
use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use url::{Host, Url};

use crate::NotSent;

/// What is needed to speak to one operator, without its secret.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Scheme, host, port and, where there is one, a path before the base path.
    pub api_root: Url,
    /// Which API it speaks.
    pub dialect: Dialect,
    /// The API's base path, `/multi-point-vpn/vwip` for instance.
    pub base_path: String,
    /// Where tokens come from.
    pub token_source: TokenSource,
    /// The OAuth client id.
    pub client_id: String,
    /// The identifier of the key that signs assertions; absent with a client secret.
    pub key_id: Option<String>,
    /// The scopes asked for.
    pub scopes: Vec<String>,
    /// Whether they are the app's own guess, which an operator may know nothing of: the API has
    /// no names for them. Once it refuses them, it is asked without any.
    pub guesses_scopes: bool,
    /// What the operator's rent covers, where its answers do not say.
    pub rent_period: FeePeriod,
    /// Whether the operator honours `x-idempotency-key`, so that an order may be repeated.
    pub honours_idempotency: bool,
    /// Whether the token is kept between launches.
    pub keep_token: bool,
    /// The currency of amounts that come without one.
    pub currency: Option<Currency>,
    /// The proxy for every call; absent for the system's. Calls to this computer use none.
    pub proxy: Option<Url>,
    /// Certificates that are trusted besides the system's, as PEM; empty for none.
    pub certificates: String,
}

/// Where tokens come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenSource {
    /// The token endpoint's own address.
    Endpoint(Url),
    /// A document that names it.
    Discovery(Discovery),
}

/// A discovery document (OpenID Connect Discovery).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovery {
    /// Its address.
    pub url: Url,
    /// Another host, with its port, whose token endpoint a person has approved.
    pub approved_host: Option<String>,
}

impl TokenSource {
    /// The address that is known before anything is asked.
    pub(crate) const fn url(&self) -> &Url {
        match self {
            Self::Endpoint(url) | Self::Discovery(Discovery { url, .. }) => url,
        }
    }
}

impl Connection {
    /// Reads an address as a person types it.
    ///
    /// # Errors
    /// [`NotSent::Insecure`] unless it is https, or http on this computer, and free of
    /// user names and passwords.
    pub fn address(text: &str) -> Result<Url, NotSent> {
        address(text)
    }

    /// Reads the address of a proxy: http or https on any host, for what goes through it is
    /// encrypted between the ends.
    ///
    /// # Errors
    /// [`NotSent::Insecure`] for anything else, or with a user name or password in it.
    pub fn proxy_address(text: &str) -> Result<Url, NotSent> {
        let url = Url::parse(text.trim()).map_err(|_| NotSent::Insecure)?;
        let is_proxy = matches!(url.scheme(), "http" | "https") && url.host().is_some();
        if is_proxy && has_no_credentials(&url) {
            Ok(url)
        } else {
            Err(NotSent::Insecure)
        }
    }

    /// The certificates of a PEM file, and nothing else that may be in it.
    ///
    /// # Errors
    /// [`NotSent::Certificates`] where there is none, or one cannot be read.
    pub fn certificates_of(pem: &str) -> Result<String, NotSent> {
        certificates(pem)?;
        let text: String = CertificateDer::pem_slice_iter(pem.as_bytes())
            .filter_map(Result::ok)
            .map(|der| {
                let lines = STANDARD.encode(&der);
                format!("-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n")
            })
            .collect();
        if text.is_empty() {
            Err(NotSent::Certificates)
        } else {
            Ok(text)
        }
    }

    /// One of which only the addresses are used.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn with_addresses(api_root: Url, base_path: &str) -> Self {
        Self {
            token_source: TokenSource::Endpoint(api_root.clone()),
            api_root,
            dialect: Dialect::MultiPoint,
            base_path: base_path.to_owned(),
            client_id: String::new(),
            key_id: None,
            scopes: Vec::new(),
            guesses_scopes: false,
            rent_period: FeePeriod::Unknown,
            honours_idempotency: false,
            keep_token: false,
            currency: None,
            proxy: None,
            certificates: String::new(),
        }
    }

    /// The API's own address: the base path below the API root.
    ///
    /// # Errors
    /// [`NotSent::Insecure`] where the root can have no path.
    pub(crate) fn base(&self) -> Result<Url, NotSent> {
        let mut base = self.api_root.clone();
        base.set_query(None);
        base.set_fragment(None);
        base.path_segments_mut()
            .map_err(|()| NotSent::Insecure)?
            .pop_if_empty()
            .extend(self.base_path.split('/').filter(|part| !part.is_empty()));
        Ok(base)
    }

    /// Checks both addresses as [`Connection::address`] does.
    pub(crate) fn check(&self) -> Result<(), NotSent> {
        check(&self.api_root)?;
        check(self.token_source.url())
    }

    /// Whether no call leaves this computer.
    pub(crate) fn is_local(&self) -> bool {
        is_loopback(&self.api_root) && is_loopback(self.token_source.url())
    }

    /// Whether a call may stay on this computer: the document may name an endpoint here.
    pub(crate) fn has_local(&self) -> bool {
        is_loopback(&self.api_root)
            || is_loopback(self.token_source.url())
            || matches!(self.token_source, TokenSource::Discovery(_))
    }

    /// Whether either address is https, or may lead to one that is.
    pub(crate) fn has_tls(&self) -> bool {
        let leads_elsewhere = match &self.token_source {
            TokenSource::Endpoint(_) => false,
            TokenSource::Discovery(discovery) => discovery.approved_host.is_some(),
        };
        let has_tls = |url: &Url| url.scheme() == "https";
        has_tls(&self.api_root) || has_tls(self.token_source.url()) || leads_elsewhere
    }
}

/// Host and port of an address, for messages.
pub(crate) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or("the address");
    url.port_or_known_default()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// An address as [`Connection::address`] reads it.
pub(crate) fn address(text: &str) -> Result<Url, NotSent> {
    let url = Url::parse(text.trim()).map_err(|_| NotSent::Insecure)?;
    check(&url)?;
    Ok(url)
}

/// The certificates of a PEM file.
pub(crate) fn certificates(pem: &str) -> Result<Vec<Certificate>, NotSent> {
    CertificateDer::pem_slice_iter(pem.as_bytes())
        .map(|der| {
            let der = der.map_err(|_| NotSent::Certificates)?;
            let certificate = Certificate::from_der(&der).map_err(|_| NotSent::Certificates)?;
            // The one before takes any bytes.
            let is_one = RootCertStore::empty().add(der).is_ok();
            is_one.then_some(certificate).ok_or(NotSent::Certificates)
        })
        .collect()
}

fn check(url: &Url) -> Result<(), NotSent> {
    let is_secure = match url.scheme() {
        "https" => url.host().is_some(),
        "http" => is_loopback(url),
        _ => false,
    };
    if is_secure && has_no_credentials(url) {
        Ok(())
    } else {
        Err(NotSent::Insecure)
    }
}

fn has_no_credentials(url: &Url) -> bool {
    url.username().is_empty() && url.password().is_none()
}

/// Whether the address is one of this computer.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_certificate_file_nothing_else_is_taken() {
        let block = |label: &str, text: &str| {
            format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n")
        };
        let names = vec!["operator.example".to_owned()];
        let made = rcgen::generate_simple_self_signed(names).unwrap();
        let whole = STANDARD.encode(made.cert.der());
        let file = [
            "notes\n".to_owned(),
            block("PRIVATE KEY", "c2VjcmV0"),
            block("CERTIFICATE", &whole),
        ]
        .concat();
        assert_eq!(
            Connection::certificates_of(&file),
            Ok(block("CERTIFICATE", &whole))
        );
        let damaged = STANDARD.encode(&made.cert.der()[..300]);
        for none in [
            "",
            "notes",
            &block("PRIVATE KEY", "c2VjcmV0"),
            &block("CERTIFICATE", "MIIB"),
            &block("CERTIFICATE", &damaged),
            &[&file, block("CERTIFICATE", &damaged).as_str()].concat(),
        ] {
            assert_eq!(
                Connection::certificates_of(none),
                Err(NotSent::Certificates)
            );
        }
    }

    #[test]
    fn check_36_http_is_for_this_computer_only() {
        for text in [
            "https://api.operator.example",
            "https://api.operator.example:8443/gateway",
            "http://127.0.0.1:9091",
            "http://[::1]:9091",
            "http://localhost:9091",
        ] {
            assert!(Connection::address(text).is_ok(), "{text}");
        }
        for text in [
            "http://api.operator.example",
            "http://127.0.0.1.example:9091",
            "http://localhost.example",
            "http://10.0.0.1",
            "https://user:word@api.operator.example",
            "file:///etc/passwd",
            "ftp://127.0.0.1",
            "api.operator.example",
            "",
        ] {
            assert_eq!(Connection::address(text), Err(NotSent::Insecure), "{text}");
        }
    }
}
