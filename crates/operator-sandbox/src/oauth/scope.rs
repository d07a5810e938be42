//! The scopes of the APIs, and sets of them.

use std::{collections::BTreeSet, fmt};

/// A scope: one per operation of an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// `createNetwork` of MultiPoint VPN.
    Create,
    /// `getNetwork`.
    Read,
    /// `updateNetwork`.
    Update,
    /// `deleteNetwork`.
    Delete,
    /// `assessConnectionFeasibility`.
    Assess,
    /// Ordering a Site-to-Cloud VPN. That API has no scopes; these are the sandbox's own.
    SiteToCloudCreate,
    /// Reading one.
    SiteToCloudRead,
    /// Changing one.
    SiteToCloudUpdate,
    /// Deleting one.
    SiteToCloudDelete,
    /// Assessing one.
    SiteToCloudAssess,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 10] = [
        Self::Create,
        Self::Read,
        Self::Update,
        Self::Delete,
        Self::Assess,
        Self::SiteToCloudCreate,
        Self::SiteToCloudRead,
        Self::SiteToCloudUpdate,
        Self::SiteToCloudDelete,
        Self::SiteToCloudAssess,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "multi-point-vpn:network:create",
            Self::Read => "multi-point-vpn:network:read",
            Self::Update => "multi-point-vpn:network:update",
            Self::Delete => "multi-point-vpn:network:delete",
            Self::Assess => "multi-point-vpn:assessment:assess",
            Self::SiteToCloudCreate => "site-to-cloud-vpn:service:create",
            Self::SiteToCloudRead => "site-to-cloud-vpn:service:read",
            Self::SiteToCloudUpdate => "site-to-cloud-vpn:service:update",
            Self::SiteToCloudDelete => "site-to-cloud-vpn:service:delete",
            Self::SiteToCloudAssess => "site-to-cloud-vpn:assessment:assess",
        }
    }

    /// What it allows, in a few words.
    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::Create => "Order networks",
            Self::Read => "Read networks",
            Self::Update => "Change networks",
            Self::Delete => "Delete networks",
            Self::Assess => "Ask what could be built",
            Self::SiteToCloudCreate => "Order Site-to-Cloud VPNs",
            Self::SiteToCloudRead => "Read Site-to-Cloud VPNs",
            Self::SiteToCloudUpdate => "Change Site-to-Cloud VPNs",
            Self::SiteToCloudDelete => "Delete Site-to-Cloud VPNs",
            Self::SiteToCloudAssess => "Ask what Site-to-Cloud VPN could be built",
        }
    }

    /// The scope of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}

/// Which scopes a client may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedScopes {
    /// Every one that the operator knows, those of later versions included.
    All,
    /// These.
    Some(BTreeSet<Scope>),
}

impl AllowedScopes {
    /// Whether a client may have this one.
    #[must_use]
    pub fn allows(&self, scope: Scope) -> bool {
        match self {
            Self::All => true,
            Self::Some(scopes) => scopes.contains(&scope),
        }
    }

    /// Reads names with spaces between them.
    ///
    /// # Errors
    /// The first name that is none of the operator's.
    pub fn parse(names: &str) -> Result<Self, UnknownScope> {
        let names = names.split(' ').filter(|name| !name.is_empty());
        names
            .map(|name| Scope::named(name).ok_or_else(|| UnknownScope(name.to_owned())))
            .collect::<Result<_, _>>()
            .map(Self::Some)
    }
}

/// The names, with spaces between them.
impl fmt::Display for AllowedScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Scope::ALL
            .into_iter()
            .filter(|scope| self.allows(*scope))
            .map(Scope::as_str)
            .collect();
        f.write_str(&names.join(" "))
    }
}

/// A name that is no scope of the operator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the scope {0} does not exist")]
pub struct UnknownScope(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for scope in Scope::ALL {
            assert_eq!(Scope::named(scope.as_str()), Some(scope));
        }
        let some = AllowedScopes::parse(" multi-point-vpn:network:read ").unwrap();
        assert!(some.allows(Scope::Read) && !some.allows(Scope::Create));
        assert_eq!(some.to_string(), "multi-point-vpn:network:read");
        assert_eq!(
            AllowedScopes::parse("multi-point-vpn:*"),
            Err(UnknownScope("multi-point-vpn:*".to_owned()))
        );
    }
}
