//! Where an operator is, and as whom it is asked.

use model::FeePeriod;
use url::{Host, Url};

use crate::NotSent;

/// What is needed to speak to one operator, without its secret.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Scheme, host, port and, where there is one, a path before the base path.
    pub api_root: Url,
    /// The API's base path, `/multi-point-vpn/vwip` for instance.
    pub base_path: String,
    /// Where tokens come from.
    pub token_endpoint: Url,
    /// The OAuth client id.
    pub client_id: String,
    /// The scopes asked for.
    pub scopes: Vec<String>,
    /// What the operator's rent covers, where its answers do not say.
    pub rent_period: FeePeriod,
    /// Whether the operator honours `x-idempotency-key`, so that an order may be repeated.
    pub honours_idempotency: bool,
    /// Whether the token is kept between launches.
    pub keep_token: bool,
}

impl Connection {
    /// Reads an address as a person types it.
    ///
    /// # Errors
    /// [`NotSent::Insecure`] unless it is https, or http on this computer, and free of
    /// user names and passwords.
    pub fn address(text: &str) -> Result<Url, NotSent> {
        let url = Url::parse(text.trim()).map_err(|_| NotSent::Insecure)?;
        check(&url)?;
        Ok(url)
    }

    /// Checks both addresses as [`Connection::address`] does.
    pub(crate) fn check(&self) -> Result<(), NotSent> {
        check(&self.api_root)?;
        check(&self.token_endpoint)
    }

    /// Whether no call leaves this computer.
    pub(crate) fn is_local(&self) -> bool {
        is_loopback(&self.api_root) && is_loopback(&self.token_endpoint)
    }

    /// Whether either address is https.
    pub(crate) fn has_tls(&self) -> bool {
        self.api_root.scheme() == "https" || self.token_endpoint.scheme() == "https"
    }
}

/// Host and port of an address, for messages.
pub(crate) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or("the address");
    url.port_or_known_default()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn check(url: &Url) -> Result<(), NotSent> {
    let is_secure = match url.scheme() {
        "https" => url.host().is_some(),
        "http" => is_loopback(url),
        _ => false,
    };
    let has_credentials = !url.username().is_empty() || url.password().is_some();
    if is_secure && !has_credentials {
        Ok(())
    } else {
        Err(NotSent::Insecure)
    }
}

fn is_loopback(url: &Url) -> bool {
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
