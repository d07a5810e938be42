//! The smallest network: two sites and what connects them.

use anyhow::Result;
use contract::{DesignEditRequest, DesignNewRequest, DesignView};
use model::{
    Connection, ConnectionId, Coordinates, Edit, Endpoint, EndpointId, EndpointKind, Requirement,
};
use portal_core::Portal;

use super::headless::said;

/// Two sites, connected.
#[derive(Clone, Debug)]
pub struct TwoSites {
    /// Berlin and Frankfurt.
    pub endpoints: [Endpoint; 2],
    /// From the one to the other.
    pub connection: Connection,
}

impl TwoSites {
    /// Both.
    ///
    /// # Errors
    /// Never in fact: what is made of texts is checked.
    pub fn new() -> Result<Self> {
        let endpoints = [
            site("berlin", 52.52, 13.40)?,
            site("frankfurt", 50.11, 8.68)?,
        ];
        let connection = Connection {
            id: ConnectionId::new("c1")?,
            customer_edge: endpoints[0].id.clone(),
            provider_edge: endpoints[1].id.clone(),
            latency: None,
        };
        Ok(Self {
            endpoints,
            connection,
        })
    }

    /// Draws them as a new design of that name; `require` says what is asked for.
    ///
    /// # Errors
    /// If the app does not take it.
    pub async fn draw(
        portal: &Portal,
        name: &str,
        require: impl FnOnce(Requirement) -> Requirement,
    ) -> Result<DesignView> {
        let Self {
            endpoints,
            connection,
        } = Self::new()?;
        let request = DesignNewRequest {
            name: name.to_owned(),
        };
        let mut view = portal.design_new(request).await.map_err(said)?;
        let requirement = require(view.design.requirement);
        let sites = endpoints.map(|endpoint| Edit::AddEndpoint {
            endpoint: Box::new(endpoint),
            at: None,
            connections: Vec::new(),
        });
        let rest = [
            Edit::AddConnection {
                connection,
                at: None,
            },
            Edit::SetRequirement { requirement },
        ];
        for edit in sites.into_iter().chain(rest) {
            let request = DesignEditRequest {
                id: view.design.id.clone(),
                base_revision: view.revision,
                edit,
            };
            view.revision = portal.design_edit(request).await.map_err(said)?.revision;
        }
        Ok(view)
    }
}

fn site(id: &str, latitude: f64, longitude: f64) -> Result<Endpoint> {
    Ok(Endpoint {
        id: EndpointId::new(id)?,
        kind: EndpointKind::Site,
        label: id.to_owned(),
        place: None,
        region: None,
        coordinates: Coordinates::new(latitude, longitude)?,
        primary_ip: "192.0.2.1".parse()?,
        secondary_ip: None,
    })
}
