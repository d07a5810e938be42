//! No connection is drawn twice, one edit draws and one takes back, and a split loses nothing.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{DesignId, MAX_CONNECTIONS, RegionCoordinates, assessment_problems};

fn endpoint(number: u32, kind: EndpointKind, latitude: f64, longitude: f64) -> Endpoint {
    Endpoint {
        id: EndpointId::new(format!("e{number}")).unwrap(),
        kind,
        label: format!("Site {number}"),
        place: None,
        region: None,
        coordinates: Coordinates::new(latitude, longitude).unwrap(),
        primary_ip: IpAddr::V4((0xc000_0200 + number).into()),
        secondary_ip: None,
    }
}

fn connection(number: u32, from: u32, to: u32) -> Connection {
    Connection {
        id: ConnectionId::new(format!("c{number}")).unwrap(),
        customer_edge: EndpointId::new(format!("e{from}")).unwrap(),
        provider_edge: EndpointId::new(format!("e{to}")).unwrap(),
        latency: None,
    }
}

fn region(code: &str, lat: f64, lon: f64) -> CloudRegion {
    CloudRegion {
        provider: "Cloud".to_owned(),
        code: code.to_owned(),
        city: code.to_owned(),
        country: "XX".to_owned(),
        coordinates: RegionCoordinates { lat, lon },
    }
}

fn ids() -> NewIds {
    NewIds::from_random(7)
}

fn empty() -> Design {
    Design::empty(DesignId::from_random(1), "Europe")
}

fn id(number: u32) -> EndpointId {
    EndpointId::new(format!("e{number}")).unwrap()
}

fn sites_at(places: &[(f64, f64)]) -> Design {
    let mut design = empty();
    let numbered = (0..).zip(places);
    design.endpoints = numbered
        .map(|(number, (lat, lon))| endpoint(number, EndpointKind::Site, *lat, *lon))
        .collect();
    design
}

#[test]
fn a_hub_is_connected_with_each_site_that_is_not_connected_yet() {
    let mut design = sites_at(&[(50.0, 8.0), (51.0, 0.0), (48.0, 2.0), (52.0, 13.0)]);
    design
        .endpoints
        .push(endpoint(9, EndpointKind::Cloud, 53.0, -6.0));
    design.connections = vec![connection(0, 2, 0)];
    let topology = Topology::hub_and_spoke(&design, &id(0), &mut ids()).unwrap();
    assert_eq!((topology.connections.len(), topology.connected), (2, 1));
    assert!(topology.connections.iter().all(|one| one.touches(&id(0))));
    let of_cloud = Topology::hub_and_spoke(&design, &id(9), &mut ids()).unwrap();
    assert_eq!(of_cloud.connections.len(), 4);
    assert!(
        of_cloud
            .connections
            .iter()
            .all(|one| one.provider_edge == id(9))
    );
    let gone = Topology::hub_and_spoke(&design, &id(7), &mut ids());
    assert_eq!(gone, Err(TopologyError::NoSuchEndpoint));
}

#[test]
fn each_site_gets_its_nearest_region_over_the_date_line_too() {
    // Fiji is nearer to Samoa than to Sydney, though the longitudes say otherwise.
    let mut design = sites_at(&[(-18.1, 178.4), (-33.9, 151.2), (-37.8, 144.9)]);
    let mut drawn = endpoint(9, EndpointKind::Cloud, -33.9, 151.2);
    drawn.region = Some("Cloud sydney".to_owned());
    design.endpoints.push(drawn);
    design.connections = vec![connection(0, 9, 1)];
    let regions = [
        region("sydney", -33.9, 151.2),
        region("samoa", -13.8, -171.8),
    ];
    let first = "192.0.2.1".parse().unwrap();
    let nearest = |address| Topology::nearest_region(&design, &regions, address, &mut ids());
    let topology = nearest(Some(first)).unwrap();
    assert_eq!(topology.connected, 1);
    let [samoa] = &*topology.endpoints else {
        panic!("{topology:?}")
    };
    assert_eq!(samoa.region.as_deref(), Some("Cloud samoa"));
    // The sites have .0 to .2, the cloud that is drawn has .9.
    assert_eq!(samoa.primary_ip.to_string(), "192.0.2.3");
    let ends: Vec<_> = topology
        .connections
        .iter()
        .map(|one| (&one.customer_edge, &one.provider_edge))
        .collect();
    assert_eq!(ends, [(&id(0), &samoa.id), (&id(2), &id(9))]);

    assert_eq!(nearest(None), Err(TopologyError::NoAddress));
    let last = "255.255.255.255".parse().unwrap();
    assert_eq!(nearest(Some(last)).unwrap().endpoints[0].primary_ip, last);
    let none = Topology::nearest_region(&design, &[], None, &mut ids());
    assert_eq!(none, Err(TopologyError::NoRegion));
    // What is drawn needs no address.
    let only_drawn = Topology::nearest_region(&design, &regions[..1], None, &mut ids()).unwrap();
    assert_eq!(only_drawn.endpoints, []);
    assert_eq!(only_drawn.connections.len(), 2);
}

#[test]
fn a_site_connected_with_the_second_cloud_of_its_region_is_connected() {
    let mut design = sites_at(&[(50.0, 8.0)]);
    for number in [8, 9] {
        let mut cloud = endpoint(number, EndpointKind::Cloud, 50.0, 8.0);
        cloud.region = Some("Cloud frankfurt".to_owned());
        design.endpoints.push(cloud);
    }
    design.connections = vec![connection(0, 0, 9)];
    let regions = [region("frankfurt", 50.0, 8.0)];
    let topology = Topology::nearest_region(&design, &regions, None, &mut ids()).unwrap();
    assert_eq!((topology.connections.len(), topology.connected), (0, 1));
}

#[test]
fn too_few_addresses_are_said() {
    let mut design = sites_at(&[(50.0, 8.0), (-30.0, 150.0)]);
    design.endpoints[0].primary_ip = "255.255.255.254".parse().unwrap();
    let regions = [region("one", 50.0, 8.0), region("two", -30.0, 150.0)];
    let first = design.endpoints[0].primary_ip;
    let outcome = Topology::nearest_region(&design, &regions, Some(first), &mut ids());
    assert_eq!(outcome, Err(TopologyError::TooFewAddresses));
}

#[test]
fn a_copy_has_a_label_a_place_and_addresses_of_its_own() {
    let mut design = sites_at(&[(-89.9, 179.9), (50.0, 8.0)]);
    design.endpoints[0].label = "Plant".to_owned();
    design.endpoints[0].secondary_ip = Some("192.0.2.2".parse().unwrap());
    let copy = |design: &Design| {
        let mut ids = NewIds::from_random(design.endpoints.len() as u128);
        Topology::duplicate(design, &id(0), &mut ids).unwrap()
    };
    let first = copy(&design);
    let [endpoint] = &*first.endpoints else {
        panic!("{first:?}")
    };
    assert_eq!(endpoint.label, "Plant 2");
    assert_eq!(endpoint.primary_ip.to_string(), "192.0.2.3");
    assert_eq!(endpoint.secondary_ip.unwrap().to_string(), "192.0.2.4");
    assert_ne!(endpoint.coordinates, design.endpoints[0].coordinates);
    first.edit().apply(&mut design).unwrap();
    assert_eq!(copy(&design).endpoints[0].label, "Plant 3");

    design.endpoints[0].label = "é".repeat(Endpoint::MAX_LABEL);
    copy(&design).edit().apply(&mut design).unwrap();
}

#[test]
fn a_mesh_that_is_too_large_is_refused() {
    let places: Vec<(f64, f64)> = (0..150).map(|n| (0.0, f64::from(n))).collect();
    let outcome = Topology::full_mesh(&sites_at(&places), &mut ids());
    assert_eq!(outcome, Err(TopologyError::TooManyConnections));
}

#[test]
fn hubs_are_kept_together_in_a_split() {
    let places: Vec<(f64, f64)> = (0..140).map(|n| (0.0, f64::from(n))).collect();
    let mut design = sites_at(&places);
    // Three hubs with 60, 50 and 40 spokes, mixed.
    let spokes = (0..60).map(|spoke| (0, 10 + spoke));
    let others = (0..50).map(|spoke| (1, 70 + spoke));
    let last = (0..40).map(|spoke| (2, 20 + spoke));
    let mixed: Vec<_> = spokes.chain(others).chain(last).collect();
    design.connections = (0..)
        .zip(&mixed)
        .map(|(number, (hub, spoke))| connection(number, *hub, *spoke))
        .collect();
    let parts = split(&design, "({part} of {parts})", &mut ids());
    let names: Vec<&str> = parts.iter().map(|part| &*part.name).collect();
    assert_eq!(names, ["Europe (1 of 2)", "Europe (2 of 2)"]);
    for hub in 0..3 {
        let with: Vec<usize> = parts
            .iter()
            .map(|part| {
                let links = part.connections.iter();
                links.filter(|link| link.touches(&id(hub))).count()
            })
            .collect();
        assert_eq!(
            with.iter().filter(|count| **count > 0).count(),
            1,
            "{with:?}"
        );
    }
}

#[test]
fn a_hub_larger_than_an_order_is_cut_and_a_long_name_shortened() {
    let places: Vec<(f64, f64)> = (0..131).map(|n| (0.0, f64::from(n))).collect();
    let mut design = sites_at(&places);
    design.name = "é".repeat(Design::MAX_NAME);
    design.connections = (1..131).map(|n| connection(n, n, 0)).collect();
    let parts = split(&design, &"({part})".repeat(20), &mut ids());
    let sizes: Vec<usize> = parts.iter().map(|part| part.connections.len()).collect();
    assert_eq!(sizes, [100, 30]);
    for part in parts {
        assert!(part.name.chars().count() <= Design::MAX_NAME);
    }
}

prop_compose! {
    /// Sites and clouds, some connected.
    fn any_design()(
        places in proptest::collection::vec((-80.0..80.0, -180.0..180.0, any::<bool>()), 1..12),
        links in proptest::collection::vec((0_u32..12, 0_u32..12), 0..20),
    ) -> Design {
        let mut design = empty();
        design.endpoints = (0..)
            .zip(places)
            .map(|(number, (lat, lon, is_site))| {
                let kind = if is_site { EndpointKind::Site } else { EndpointKind::Cloud };
                endpoint(number, kind, lat, lon)
            })
            .collect();
        for (number, (from, to)) in (0..).zip(links) {
            let connection = connection(number, from, to);
            // Whatever is not possible is not drawn.
            let _ = Edit::AddConnection { connection, at: None }.apply(&mut design);
        }
        design
    }
}

fn pairs(design: &Design) -> BTreeSet<(&EndpointId, &EndpointId)> {
    let connections = design.connections.iter();
    connections
        .map(|one| pair(&one.customer_edge, &one.provider_edge))
        .collect()
}

proptest! {
    #[test]
    fn every_topology_is_one_edit_that_leads_back_and_done_twice_adds_nothing(
        before in any_design(),
        which in 0_usize..3,
    ) {
        let hub = before.endpoints[0].id.clone();
        let regions = [region("a", 50.0, 8.0), region("b", -30.0, 150.0), region("c", 0.0, -170.0)];
        let address = Some("198.51.100.0".parse().unwrap());
        let draw = |design: &Design, random| {
            let mut ids = NewIds::from_random(random);
            match which {
                0 => Topology::hub_and_spoke(design, &hub, &mut ids),
                1 => Topology::full_mesh(design, &mut ids),
                _ => Topology::nearest_region(design, &regions, address, &mut ids),
            }
            .unwrap()
        };
        let topology = draw(&before, 1);
        let mut design = before.clone();
        let undo = topology.edit().apply(&mut design).unwrap();
        prop_assert_eq!(pairs(&design).len(), design.connections.len(), "each pair once");
        let addresses: BTreeSet<IpAddr> = design.endpoints.iter().map(|one| one.primary_ip).collect();
        prop_assert_eq!(addresses.len(), design.endpoints.len());

        let again = draw(&design, 1 << 64);
        prop_assert_eq!(again.connected, topology.connections.len() + topology.connected);
        prop_assert!(again.endpoints.is_empty() && again.connections.is_empty());

        let sites: Vec<&EndpointId> = sites(&before).map(|site| &site.id).collect();
        let wanted = match which {
            0 => sites.iter().filter(|site| ***site != hub).count(),
            1 => sites.len() * sites.len().saturating_sub(1) / 2,
            _ => sites.len(),
        };
        prop_assert_eq!(again.connected, wanted);

        undo.apply(&mut design).unwrap();
        prop_assert_eq!(design, before);
    }

    #[test]
    fn a_split_has_each_connection_once_and_every_part_can_be_ordered(
        count in 1_u32..60,
        links in proptest::collection::vec((0_u32..60, 0_u32..60), 1..700),
    ) {
        let places: Vec<(f64, f64)> = (0..count).map(|n| (0.0, f64::from(n))).collect();
        let mut design = sites_at(&places);
        let edits = (0..)
            .zip(links)
            .map(|(number, (from, to))| connection(number, from % count, to % count));
        for connection in edits {
            let _ = Edit::AddConnection { connection, at: None }.apply(&mut design);
        }
        let parts = split(&design, "({part}/{parts})", &mut ids());
        let mut covered: Vec<&ConnectionId> = parts
            .iter()
            .flat_map(|part| part.connections.iter().map(|one| &one.id))
            .collect();
        covered.sort();
        let mut all: Vec<&ConnectionId> = design.connections.iter().map(|one| &one.id).collect();
        all.sort();
        prop_assert_eq!(covered, all);
        for part in &parts {
            prop_assert!(part.connections.len() <= MAX_CONNECTIONS);
            prop_assert_eq!(assessment_problems(part), vec![]);
            prop_assert!(part.connections.iter().all(|one| part.edges(one).is_some()));
            prop_assert_eq!(&part.requirement, &design.requirement);
        }
        // No two of them fit into one.
        let sizes: Vec<usize> = parts.iter().map(|part| part.connections.len()).collect();
        prop_assert!(sizes.len() < 2 || sizes.iter().sum::<usize>() * 2 > MAX_CONNECTIONS * (sizes.len() - 1));
        let designs: BTreeSet<&DesignId> = parts.iter().map(|part| &part.id).collect();
        prop_assert_eq!(designs.len(), parts.len());
    }
}
