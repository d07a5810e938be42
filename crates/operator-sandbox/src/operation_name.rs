//! The operations as fault plans, metrics and logs name them.

use axum::{
    extract::{MatchedPath, Request},
    http::Method,
};
use serde::{Deserialize, Serialize};

use crate::dialect::Dialect;

/// One operation of the operator. MultiPoint VPN's bear the names of its specification, in
/// every version that is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OperationName {
    /// The token endpoint.
    Token,
    /// The endpoint that revokes tokens.
    RevokeToken,
    /// The document that says where the other endpoints are.
    Discovery,
    /// The operator's public keys.
    Keys,
    /// `POST /assessment`.
    AssessConnectionFeasibility,
    /// `POST /networks`.
    CreateNetwork,
    /// `GET /networks`.
    ListNetworks,
    /// `GET /networks/{serviceId}`.
    GetNetwork,
    /// `PATCH /networks/{serviceId}`.
    UpdateNetwork,
    /// `DELETE /networks/{serviceId}`.
    DeleteNetwork,
    /// `POST /networks/{serviceId}/extend`.
    ExtendNetwork,
    /// Site-to-Cloud: `POST /S2C_VPN_Assessment`.
    AssessSiteToCloud,
    /// Site-to-Cloud: `POST /S2C_VPN`.
    CreateSiteToCloud,
    /// Site-to-Cloud: `GET /S2C_VPN`.
    GetSiteToCloud,
    /// Site-to-Cloud: `PUT /S2C_VPN`.
    UpdateSiteToCloud,
    /// Site-to-Cloud: `DELETE /S2C_VPN`.
    DeleteSiteToCloud,
}

/// Method, end of the route, and what that is.
static ROUTES: [(Method, &str, OperationName); 17] = {
    use OperationName as Name;
    [
        (Method::POST, "/oauth2/token", Name::Token),
        (Method::POST, "/oauth2/revoke", Name::RevokeToken),
        (
            Method::GET,
            "/.well-known/openid-configuration",
            Name::Discovery,
        ),
        (
            Method::GET,
            "/.well-known/oauth-authorization-server",
            Name::Discovery,
        ),
        (Method::GET, "/oauth2/jwks", Name::Keys),
        (
            Method::POST,
            "/assessment",
            Name::AssessConnectionFeasibility,
        ),
        (Method::POST, "/networks", Name::CreateNetwork),
        (Method::GET, "/networks", Name::ListNetworks),
        (Method::GET, "/networks/{serviceId}", Name::GetNetwork),
        (Method::PATCH, "/networks/{serviceId}", Name::UpdateNetwork),
        (Method::DELETE, "/networks/{serviceId}", Name::DeleteNetwork),
        (
            Method::POST,
            "/networks/{serviceId}/extend",
            Name::ExtendNetwork,
        ),
        (Method::POST, "/S2C_VPN_Assessment", Name::AssessSiteToCloud),
        (Method::POST, "/S2C_VPN", Name::CreateSiteToCloud),
        (Method::GET, "/S2C_VPN", Name::GetSiteToCloud),
        (Method::PUT, "/S2C_VPN", Name::UpdateSiteToCloud),
        (Method::DELETE, "/S2C_VPN", Name::DeleteSiteToCloud),
    ]
};

impl OperationName {
    /// What a request that has been routed asks for; `None` where that is no operation.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        let route = request.extensions().get::<MatchedPath>()?.as_str();
        // A HEAD is answered by what answers the GET.
        let method = match *request.method() {
            Method::HEAD => &Method::GET,
            ref other => other,
        };
        ROUTES
            .iter()
            .find(|(known, end, _)| known == method && route.ends_with(end))
            .map(|(_, _, name)| *name)
    }

    /// The name on the wire.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::RevokeToken => "revokeToken",
            Self::Discovery => "discovery",
            Self::Keys => "keys",
            Self::AssessConnectionFeasibility => "assessConnectionFeasibility",
            Self::CreateNetwork => "createNetwork",
            Self::ListNetworks => "listNetworks",
            Self::GetNetwork => "getNetwork",
            Self::UpdateNetwork => "updateNetwork",
            Self::DeleteNetwork => "deleteNetwork",
            Self::ExtendNetwork => "extendNetwork",
            Self::AssessSiteToCloud => "assessSiteToCloud",
            Self::CreateSiteToCloud => "createSiteToCloud",
            Self::GetSiteToCloud => "getSiteToCloud",
            Self::UpdateSiteToCloud => "updateSiteToCloud",
            Self::DeleteSiteToCloud => "deleteSiteToCloud",
        }
    }

    /// The API it is of; `None` where it is of the OAuth server, which words its refusals as OAuth does.
    pub(crate) const fn dialect(self) -> Option<Dialect> {
        match self {
            Self::Token | Self::RevokeToken | Self::Discovery | Self::Keys => None,
            Self::AssessConnectionFeasibility
            | Self::CreateNetwork
            | Self::ListNetworks
            | Self::GetNetwork
            | Self::UpdateNetwork
            | Self::DeleteNetwork
            | Self::ExtendNetwork => Some(Dialect::MultiPointVpn),
            Self::AssessSiteToCloud
            | Self::CreateSiteToCloud
            | Self::GetSiteToCloud
            | Self::UpdateSiteToCloud
            | Self::DeleteSiteToCloud => Some(Dialect::SiteToCloudVpn),
        }
    }
}

#[cfg(test)]
impl OperationName {
    /// Every operation.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        ROUTES.iter().map(|(_, _, name)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_in_a_file_is_the_name_in_metrics() {
        for name in OperationName::all() {
            assert_eq!(serde_json::json!(name), name.as_str());
        }
    }
}
