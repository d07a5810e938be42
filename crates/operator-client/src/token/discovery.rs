//! Where tokens come from, as the operator's discovery document says (OpenID Connect Discovery, 4).

use http::Method;
use reqwest::{
    Request,
    header::{ACCEPT, HeaderValue},
};
use serde::Deserialize;
use url::Url;

use crate::{
    Discovery, DiscoveryFault, NotSent, Operation,
    connection::{address, authority},
    transport::{Transport, new_correlator},
};

/// What a discovery document's address ends with.
const WELL_KNOWN: &str = "/.well-known/openid-configuration";

/// Longest address taken from a document, in bytes.
const LONGEST_ADDRESS: usize = 2048;

#[derive(Deserialize)]
struct Document {
    issuer: String,
    token_endpoint: String,
}

/// Fetches the document and gives its token endpoint.
///
/// # Errors
/// [`NotSent::Discovery`] where it is not to be trusted, or why it could not be had.
pub(super) async fn token_endpoint(
    transport: &Transport,
    discovery: &Discovery,
) -> Result<Url, NotSent> {
    let mut request = Request::new(Method::GET, discovery.url.clone());
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().insert(ACCEPT, json);
    let reply = transport
        .exchange(Operation::Discovery, request, &new_correlator(), &[])
        .await
        .map_err(|broken| broken.into_not_sent())?;
    if reply.status != 200 || reply.is_page() {
        let what = format!("HTTP {} instead of a document", reply.status);
        return Err(DiscoveryFault::Unusable(what).into());
    }
    let document: Document = serde_json::from_slice(&reply.body).map_err(|_| {
        DiscoveryFault::Unusable("it names no issuer or no token endpoint".to_owned())
    })?;
    check(discovery, &document).map_err(NotSent::Discovery)
}

fn check(discovery: &Discovery, document: &Document) -> Result<Url, DiscoveryFault> {
    let url = discovery.url.as_str();
    let expected = url.strip_suffix(WELL_KNOWN).unwrap_or(url);
    if document.issuer.trim_end_matches('/') != expected.trim_end_matches('/') {
        return Err(DiscoveryFault::Issuer);
    }
    let endpoint = Some(document.token_endpoint.as_str())
        .filter(|text| text.len() <= LONGEST_ADDRESS)
        .and_then(|text| address(text).ok())
        .ok_or_else(|| {
            DiscoveryFault::Unusable("its token endpoint is no https address".to_owned())
        })?;
    let host = authority(&endpoint);
    let is_approved = host == authority(&discovery.url)
        || discovery.approved_host.as_deref() == Some(host.as_str());
    if is_approved {
        Ok(endpoint)
    } else {
        Err(DiscoveryFault::OtherHost(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(
        url: &str,
        issuer: &str,
        endpoint: &str,
        approved: Option<&str>,
    ) -> Result<String, DiscoveryFault> {
        let discovery = Discovery {
            url: url.parse().unwrap(),
            approved_host: approved.map(str::to_owned),
        };
        let document = Document {
            issuer: issuer.to_owned(),
            token_endpoint: endpoint.to_owned(),
        };
        check(&discovery, &document).map(String::from)
    }

    const URL: &str = "https://id.example/tenant/.well-known/openid-configuration";

    #[test]
    fn check_43_the_issuer_is_the_address_without_its_end() {
        let token = "https://id.example/token";
        for issuer in ["https://id.example/tenant", "https://id.example/tenant/"] {
            assert_eq!(checked(URL, issuer, token, None), Ok(token.to_owned()));
        }
        for issuer in ["https://id.example", "https://evil.example/tenant", ""] {
            assert_eq!(
                checked(URL, issuer, token, None),
                Err(DiscoveryFault::Issuer)
            );
        }
    }

    #[test]
    fn check_43_another_host_is_refused_until_it_is_approved() {
        let issuer = "https://id.example/tenant";
        let token = "https://auth.example:8443/token";
        let other = "auth.example:8443";
        let refused = Err(DiscoveryFault::OtherHost(other.to_owned()));
        assert_eq!(checked(URL, issuer, token, None), refused);
        assert_eq!(
            checked(URL, issuer, token, Some("auth.example:443")),
            refused
        );
        assert_eq!(
            checked(URL, issuer, token, Some(other)),
            Ok(token.to_owned())
        );
    }

    #[test]
    fn a_token_endpoint_without_tls_is_refused() {
        let issuer = "https://id.example/tenant";
        let refused = checked(
            URL,
            issuer,
            "http://id.example/token",
            Some("id.example:80"),
        );
        assert!(matches!(refused, Err(DiscoveryFault::Unusable(_))));
        let long = format!("https://id.example/{}", "t".repeat(LONGEST_ADDRESS));
        for endpoint in ["/token", "https://user@id.example/token", &long] {
            let refused = checked(URL, issuer, endpoint, None);
            assert!(
                matches!(refused, Err(DiscoveryFault::Unusable(_))),
                "{endpoint}"
            );
        }
    }
}
