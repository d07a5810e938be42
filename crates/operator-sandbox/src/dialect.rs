//! The two APIs by which networks are ordered.

/// An API of the operator. Both share its lines, its prices, its clients and their quotas; a
/// network is reached by the API it was ordered by and does not exist for the other, which
/// could not show it whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// CAMARA MultiPoint VPN.
    MultiPointVpn,
    /// CAMARA Site-to-Cloud VPN 0.1.
    SiteToCloudVpn,
}

impl Dialect {
    /// Every dialect.
    pub(crate) const ALL: [Self; 2] = [Self::MultiPointVpn, Self::SiteToCloudVpn];

    /// The name of the API, as in scopes; also how it is stored with a network.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::MultiPointVpn => "multi-point-vpn",
            Self::SiteToCloudVpn => "site-to-cloud-vpn",
        }
    }

    /// The dialect of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}
