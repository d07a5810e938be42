//! What tells one operator and client from another, wherever its profile stands.

use model::{Dialect, ProfileId};
use serde::{Deserialize, Serialize};

use super::{Address, Profile};
use crate::{errors::Failure, operators::Link, portal::Core};

/// What tells the same operator and client, on another computer as well, and is no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Whereabouts {
    /// Inside the app.
    #[serde(rename = "built_in")]
    BuiltIn,
    /// On a tape, on which there is no network.
    #[serde(rename = "tape")]
    Tape {
        /// The SHA-256 of its file.
        digest: String,
    },
    /// Anywhere else.
    #[serde(rename = "remote")]
    Remote {
        /// Scheme, host and port.
        api_root: String,
        /// Path of the API below the root.
        base_path: String,
        /// Client identifier.
        client_id: String,
    },
}

/// Where something was meant to go. Settings that were changed since may lead elsewhere, and
/// what is answered there tells nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Destination {
    whereabouts: Whereabouts,
    dialect: Dialect,
}

impl Whereabouts {
    /// Where a profile leads.
    pub(crate) fn of(profile: &Profile) -> Self {
        match &profile.address {
            Address::BuiltIn => Self::BuiltIn,
            Address::Tape { digest } => Self::Tape {
                digest: digest.clone(),
            },
            Address::Remote {
                api_root,
                base_path,
                client_id,
                ..
            } => Self::Remote {
                api_root: api_root.clone(),
                base_path: base_path.clone(),
                client_id: client_id.clone(),
            },
        }
    }
}

impl Profile {
    /// Where what is sent now goes.
    pub(crate) fn destination(&self) -> Destination {
        Destination {
            whereabouts: Whereabouts::of(self),
            dialect: self.options.dialect,
        }
    }

    /// Whether it leads there. Of what was stored before destinations were, nobody knows.
    pub(crate) fn leads_to(&self, destination: Option<&Destination>) -> bool {
        destination.is_none_or(|destination| *destination == self.destination())
    }
}

impl Core {
    /// The operator of that profile, where it is the one that something was meant for.
    ///
    /// # Errors
    /// [`Failure::Elsewhere`] where the profile leads to another one by now; as
    /// [`Core::link`].
    pub(crate) async fn link_to(
        &self,
        profile: ProfileId,
        destination: Option<&Destination>,
    ) -> Result<Link, Failure> {
        let link = self.link(profile).await?;
        if link.profile.leads_to(destination) {
            Ok(link)
        } else {
            Err(Failure::Elsewhere)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_leads_elsewhere_once_its_address_client_or_dialect_is_another() {
        let mut profile = Profile::built_in(1);
        let remote = |root: &str, client: &str, token: &str| Address::Remote {
            api_root: root.to_owned(),
            base_path: "/vwip".to_owned(),
            token_endpoint: token.to_owned(),
            client_id: client.to_owned(),
        };
        let built_in = profile.destination();
        profile.address = remote("https://one.example", "client", "https://one.example/token");
        assert!(!profile.leads_to(Some(&built_in)));
        assert!(profile.leads_to(None), "nobody knows");
        let meant = profile.destination();
        let text = serde_json::to_string(&meant).unwrap();
        assert_eq!(serde_json::from_str::<Destination>(&text).unwrap(), meant);
        profile.address = remote(
            "https://one.example",
            "client",
            "https://auth.example/token",
        );
        assert!(
            profile.leads_to(Some(&meant)),
            "the same operator and client"
        );
        for (root, client) in [
            ("https://two.example", "client"),
            ("https://one.example", "another"),
        ] {
            profile.address = remote(root, client, "https://one.example/token");
            assert!(!profile.leads_to(Some(&meant)), "{root} {client}");
        }
        profile.address = remote("https://one.example", "client", "https://one.example/token");
        profile.options.dialect = Dialect::SiteToCloud;
        assert!(!profile.leads_to(Some(&meant)));
    }
}
