//! Whole topologies drawn in one step, and the split of a design into orders.

mod split;

use std::{
    collections::{HashMap, HashSet},
    net::IpAddr,
};

use crate::{
    CloudRegion, Connection, ConnectionId, Coordinates, Design, Edit, Endpoint, EndpointId,
    EndpointKind,
};

pub use split::{PART, PARTS, split};

/// What a topology adds to a design.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    /// Endpoints that are new.
    pub endpoints: Vec<Endpoint>,
    /// Connections that are new.
    pub connections: Vec<Connection>,
    /// How many of the wanted connections were left out because they are there already.
    pub connected: usize,
}

/// Why a topology cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TopologyError {
    /// The design has no such endpoint.
    #[error("The design has no such site or cloud.")]
    NoSuchEndpoint,
    /// There is no region to choose from.
    #[error("This provider has no region in the catalogue.")]
    NoRegion,
    /// An address for each new cloud edge is needed, and none was given.
    #[error("Give the address of the first new cloud edge.")]
    NoAddress,
    /// The addresses that follow the given one do not suffice.
    #[error("Too few addresses follow this one.")]
    TooFewAddresses,
    /// More than [`Design::MAX_CONNECTIONS`].
    #[error("A design takes {} connections at the most.", Design::MAX_CONNECTIONS)]
    TooManyConnections,
}

/// Identifiers that count up from a random number.
#[derive(Clone, Debug)]
pub struct NewIds(u128);

impl NewIds {
    /// Begins at `random`.
    #[must_use]
    pub const fn from_random(random: u128) -> Self {
        Self(random)
    }

    pub(super) const fn bits(&mut self) -> u128 {
        self.0 = self.0.wrapping_add(1);
        self.0
    }
}

impl Topology {
    /// Connects `hub` with every other site.
    ///
    /// # Errors
    /// [`TopologyError`]
    pub fn hub_and_spoke(
        design: &Design,
        hub: &EndpointId,
        ids: &mut NewIds,
    ) -> Result<Self, TopologyError> {
        let hub = design.endpoint(hub).ok_or(TopologyError::NoSuchEndpoint)?;
        let spokes = sites(design).filter(|site| site.id != hub.id);
        Self::default().connect(design, spokes.map(|site| (&site.id, &hub.id)), ids)
    }

    /// Connects every site with every other.
    ///
    /// # Errors
    /// [`TopologyError::TooManyConnections`]
    pub fn full_mesh(design: &Design, ids: &mut NewIds) -> Result<Self, TopologyError> {
        let sites: Vec<&EndpointId> = sites(design).map(|site| &site.id).collect();
        let pairs = sites
            .iter()
            .enumerate()
            .flat_map(|(at, one)| sites[at + 1..].iter().map(move |other| (*one, *other)));
        Self::default().connect(design, pairs, ids)
    }

    /// Connects every site with the nearest of `regions`, of several alike with the first. A cloud
    /// that is drawn with that region is taken; the others are added with the addresses that are
    /// free from `address` on.
    ///
    /// # Errors
    /// [`TopologyError`]
    pub fn nearest_region(
        design: &Design,
        regions: &[CloudRegion],
        address: Option<IpAddr>,
        ids: &mut NewIds,
    ) -> Result<Self, TopologyError> {
        let regions: Vec<(&CloudRegion, Coordinates)> = regions
            .iter()
            .filter_map(|region| Some((region, coordinates(region)?)))
            .collect();
        let drawn = drawn_regions(design);
        let connected = pairs_of(&design.connections);
        let mut addresses = Addresses::from(design, address);
        let mut added: HashMap<String, EndpointId> = HashMap::new();
        let mut topology = Self::default();
        let mut pairs = Vec::new();
        for site in sites(design) {
            let (region, at) =
                nearest(site.coordinates, &regions).ok_or(TopologyError::NoRegion)?;
            let key = region.key();
            let clouds = drawn.get(&key).map_or(&[][..], Vec::as_slice);
            let is_connected = |cloud: &&&EndpointId| connected.contains(&pair(&site.id, cloud));
            if let Some(cloud) = clouds.iter().find(is_connected).or(clouds.first()) {
                pairs.push((site.id.clone(), (*cloud).clone()));
            } else if let Some(cloud) = added.get(&key) {
                pairs.push((site.id.clone(), cloud.clone()));
            } else {
                let cloud = cloud(region, at, addresses.next()?, ids);
                pairs.push((site.id.clone(), cloud.id.clone()));
                added.insert(key, cloud.id.clone());
                topology.endpoints.push(cloud);
            }
        }
        topology.connect(design, pairs.iter().map(|(site, cloud)| (site, cloud)), ids)
    }

    /// Another endpoint like `original` beside it, with the next free addresses and without a
    /// connection.
    ///
    /// # Errors
    /// [`TopologyError`]
    pub fn duplicate(
        design: &Design,
        original: &EndpointId,
        ids: &mut NewIds,
    ) -> Result<Self, TopologyError> {
        let original = design
            .endpoint(original)
            .ok_or(TopologyError::NoSuchEndpoint)?;
        let mut addresses = Addresses::from(design, Some(original.primary_ip));
        let primary_ip = addresses.next()?;
        let secondary_ip = match original.secondary_ip {
            Some(secondary) => {
                addresses.next = Some(secondary);
                Some(addresses.next()?)
            }
            None => None,
        };
        let endpoint = Endpoint {
            id: EndpointId::from_random(ids.bits()),
            label: next_label(design, &original.label),
            coordinates: beside(original.coordinates),
            place: None,
            primary_ip,
            secondary_ip,
            ..original.clone()
        };
        Ok(Self {
            endpoints: vec![endpoint],
            ..Self::default()
        })
    }

    /// Whether it adds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.endpoints.is_empty() && self.connections.is_empty()
    }

    /// The one edit that draws it.
    #[must_use]
    pub fn edit(&self) -> Edit {
        let endpoints = self.endpoints.iter().map(|endpoint| Edit::AddEndpoint {
            endpoint: Box::new(endpoint.clone()),
            at: None,
            connections: Vec::new(),
        });
        let connections = self
            .connections
            .iter()
            .map(|connection| Edit::AddConnection {
                connection: connection.clone(),
                at: None,
            });
        Edit::Batch {
            edits: endpoints.chain(connections).collect(),
        }
    }

    /// Adds a connection for each pair, customer edge first, that has none yet.
    fn connect<'a>(
        mut self,
        design: &Design,
        pairs: impl Iterator<Item = (&'a EndpointId, &'a EndpointId)>,
        ids: &mut NewIds,
    ) -> Result<Self, TopologyError> {
        let connected = pairs_of(&design.connections);
        for (customer_edge, provider_edge) in pairs {
            if connected.contains(&pair(customer_edge, provider_edge)) {
                self.connected += 1;
                continue;
            }
            if design.connections.len() + self.connections.len() >= Design::MAX_CONNECTIONS {
                return Err(TopologyError::TooManyConnections);
            }
            self.connections.push(Connection {
                id: ConnectionId::from_random(ids.bits()),
                customer_edge: customer_edge.clone(),
                provider_edge: provider_edge.clone(),
                latency: None,
            });
        }
        Ok(self)
    }
}

/// Addresses that no endpoint has yet.
struct Addresses {
    used: HashSet<IpAddr>,
    next: Option<IpAddr>,
    was_given: bool,
}

impl Addresses {
    fn from(design: &Design, first: Option<IpAddr>) -> Self {
        let endpoints = design.endpoints.iter();
        let used = endpoints.flat_map(|one| [Some(one.primary_ip), one.secondary_ip]);
        Self {
            used: used.flatten().collect(),
            next: first,
            was_given: first.is_some(),
        }
    }

    fn next(&mut self) -> Result<IpAddr, TopologyError> {
        while let Some(address) = self.next {
            self.next = following(address);
            if self.used.insert(address) {
                return Ok(address);
            }
        }
        Err(if self.was_given {
            TopologyError::TooFewAddresses
        } else {
            TopologyError::NoAddress
        })
    }
}

fn following(address: IpAddr) -> Option<IpAddr> {
    Some(match address {
        IpAddr::V4(address) => IpAddr::V4(address.to_bits().checked_add(1)?.into()),
        IpAddr::V6(address) => IpAddr::V6(address.to_bits().checked_add(1)?.into()),
    })
}

fn sites(design: &Design) -> impl Iterator<Item = &Endpoint> {
    let endpoints = design.endpoints.iter();
    endpoints.filter(|endpoint| endpoint.kind == EndpointKind::Site)
}

/// The clouds that are drawn with a region of the catalogue.
fn drawn_regions(design: &Design) -> HashMap<String, Vec<&EndpointId>> {
    let mut drawn: HashMap<String, Vec<&EndpointId>> = HashMap::new();
    for endpoint in &design.endpoints {
        if let (EndpointKind::Cloud, Some(region)) = (endpoint.kind, &endpoint.region) {
            drawn.entry(region.clone()).or_default().push(&endpoint.id);
        }
    }
    drawn
}

fn nearest<'a>(
    site: Coordinates,
    regions: &[(&'a CloudRegion, Coordinates)],
) -> Option<(&'a CloudRegion, Coordinates)> {
    let measured = regions.iter().map(|one| (site.distance_km(one.1), one));
    let nearest = measured.min_by(|(one, _), (other, _)| one.total_cmp(other));
    nearest.map(|(_, region)| *region)
}

fn coordinates(region: &CloudRegion) -> Option<Coordinates> {
    Coordinates::new(region.coordinates.lat, region.coordinates.lon).ok()
}

fn cloud(region: &CloudRegion, at: Coordinates, address: IpAddr, ids: &mut NewIds) -> Endpoint {
    let key = region.key();
    Endpoint {
        id: EndpointId::from_random(ids.bits()),
        kind: EndpointKind::Cloud,
        label: key.chars().take(Endpoint::MAX_LABEL).collect(),
        place: Some(region.city.clone()),
        region: Some(key),
        coordinates: at,
        primary_ip: address,
        secondary_ip: None,
    }
}

/// A step to the south-east, so that the copy does not hide what it was made of.
fn beside(original: Coordinates) -> Coordinates {
    const STEP: f64 = 0.5;
    let latitude = original.latitude();
    let south = if latitude - STEP < -90.0 {
        latitude + STEP
    } else {
        latitude - STEP
    };
    Coordinates::wrapped(south, original.longitude() + STEP).unwrap_or(original)
}

/// `label` with the first number from 2 on that is free.
fn next_label(design: &Design, label: &str) -> String {
    let taken: HashSet<&str> = design.endpoints.iter().map(|one| &*one.label).collect();
    let stem = match label.rsplit_once(' ') {
        Some((stem, number)) if !stem.is_empty() && number.parse::<u32>().is_ok() => stem,
        _ => label,
    };
    let mut number = 2_u32;
    loop {
        let end = format!(" {number}");
        let room = Endpoint::MAX_LABEL - end.len();
        let next: String = stem.chars().take(room).chain(end.chars()).collect();
        if !taken.contains(&*next) {
            return next;
        }
        number += 1;
    }
}

fn pairs_of(connections: &[Connection]) -> HashSet<(&EndpointId, &EndpointId)> {
    let ends = connections.iter();
    ends.map(|one| pair(&one.customer_edge, &one.provider_edge))
        .collect()
}

/// The same whichever comes first.
fn pair<'a>(one: &'a EndpointId, other: &'a EndpointId) -> (&'a EndpointId, &'a EndpointId) {
    (one.min(other), one.max(other))
}

#[cfg(test)]
mod tests;
