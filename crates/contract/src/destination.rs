//! Where a client's secret goes, so that a stored one never goes anywhere else.

use serde::{Deserialize, Serialize};

/// Where the client secret of an operator goes, and by what the app knows who is there. All as
/// typed or as stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretDestination {
    /// Address of the token endpoint; not looked at where a document names it.
    pub token_endpoint: String,
    /// Address of a discovery document; empty for none.
    pub discovery_url: String,
    /// Host and port of a token endpoint elsewhere that a person has approved.
    pub approved_host: String,
    /// Certificates to trust besides the system's, as PEM.
    pub certificates: String,
}

impl SecretDestination {
    /// Whether a secret that was typed for this one may go to `other` as well: it is sent to no
    /// other host, and no other certificate can stand for that.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let known = self.hosts();
        let certificates = other.certificates.split(BLOCK).skip(1);
        let mut others = other.hosts().into_iter().flatten();
        others.all(|host| known.iter().flatten().any(|one| *one == host))
            && certificates
                .map(str::trim)
                .all(|certificate| self.certificates.contains(certificate))
    }

    /// The hosts, with their ports, whose token endpoint it may reach.
    fn hosts(&self) -> [Option<String>; 2] {
        if self.discovery_url.is_empty() {
            return [Some(authority(&self.token_endpoint)), None];
        }
        let approved = Some(self.approved_host.clone()).filter(|host| !host.is_empty());
        [Some(authority(&self.discovery_url)), approved]
    }
}

/// What a certificate of a PEM file begins with.
const BLOCK: &str = "-----BEGIN CERTIFICATE-----";

/// Host and port of an address, as `Url` would have them.
fn authority(address: &str) -> String {
    let address = address.trim().to_ascii_lowercase();
    let (scheme, rest) = address.split_once("://").unwrap_or(("", &address));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = &rest[..end];
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| {
        !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
    });
    match scheme {
        _ if has_port => host.to_owned(),
        "http" => format!("{host}:80"),
        _ => format!("{host}:443"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "https://id.example/.well-known/openid-configuration";

    fn endpoint(address: &str) -> SecretDestination {
        SecretDestination {
            token_endpoint: address.to_owned(),
            ..SecretDestination::default()
        }
    }

    fn document(address: &str, approved_host: &str) -> SecretDestination {
        SecretDestination {
            discovery_url: address.to_owned(),
            approved_host: approved_host.to_owned(),
            ..SecretDestination::default()
        }
    }

    #[test]
    fn a_secret_goes_to_the_host_it_was_typed_for_only() {
        let known = endpoint("https://id.example/token");
        for same in [
            endpoint("https://ID.example:443/oauth2/token "),
            document(DOCUMENT, ""),
            document(DOCUMENT, "id.example:443"),
        ] {
            assert!(known.covers(&same), "{same:?}");
        }
        for other in [
            endpoint("https://b.example/token"),
            endpoint("https://id.example:8443/token"),
            endpoint("https://id.example.b.example/token"),
            endpoint("http://id.example/token"),
            document("https://b.example/.well-known/openid-configuration", ""),
            document(DOCUMENT, "b.example:443"),
        ] {
            assert!(!known.covers(&other), "{other:?}");
        }
        let approved = document(DOCUMENT, "b.example:443");
        assert!(approved.covers(&endpoint("https://b.example/token")));
        assert!(approved.covers(&known), "one host less");
    }

    #[test]
    fn a_certificate_that_is_added_needs_the_secret_again() {
        let with = |certificates: &[&str]| SecretDestination {
            certificates: certificates
                .iter()
                .map(|text| format!("{BLOCK}\n{text}\n-----END CERTIFICATE-----\n"))
                .collect(),
            ..endpoint("https://id.example/token")
        };
        assert!(with(&["MIIA", "MIIB"]).covers(&with(&["MIIB"])));
        assert!(with(&["MIIA"]).covers(&with(&[])));
        assert!(!with(&["MIIA"]).covers(&with(&["MIIA", "MIIB"])));
        assert!(!with(&[]).covers(&with(&["MIIA"])));
    }
}
