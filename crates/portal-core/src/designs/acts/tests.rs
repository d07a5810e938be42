//! What the core draws is on disk in one revision, refused on another one, and split without a loss.

use contract::{
    DesignAct, DesignActRequest, DesignActView, DesignEditRequest, DesignNewRequest, DesignRequest,
    DesignSplitRequest, DesignView, Empty, ErrorCode,
};
use model::{Coordinates, Design, Edit, Endpoint, EndpointId, EndpointKind, MAX_CONNECTIONS};

use crate::{Portal, testing::World};

fn site(number: u32) -> Endpoint {
    Endpoint {
        id: EndpointId::from_random(number.into()),
        kind: EndpointKind::Site,
        label: format!("Site {number}"),
        place: None,
        region: None,
        coordinates: Coordinates::new(50.0, f64::from(number)).unwrap(),
        primary_ip: std::net::IpAddr::V4((0xc000_0200 + number).into()),
        secondary_ip: None,
    }
}

/// A stored design of that many sites, at revision 1.
async fn drawn(portal: &Portal, sites: u32) -> DesignView {
    let name = "Europe".to_owned();
    let new = portal.design_new(DesignNewRequest { name }).await.unwrap();
    let endpoints = (0..sites).map(|number| Edit::AddEndpoint {
        endpoint: Box::new(site(number)),
        at: None,
        connections: Vec::new(),
    });
    let edit = DesignEditRequest {
        id: new.design.id.clone(),
        base_revision: new.revision,
        edit: Edit::Batch {
            edits: endpoints.collect(),
        },
    };
    portal.design_edit(edit).await.unwrap();
    open(portal, &new.design).await
}

async fn open(portal: &Portal, design: &Design) -> DesignView {
    let id = design.id.clone();
    portal.design_open(DesignRequest { id }).await.unwrap()
}

async fn act(portal: &Portal, on: &DesignView, act: DesignAct) -> Result<DesignActView, ErrorCode> {
    let request = DesignActRequest {
        id: on.design.id.clone(),
        base_revision: on.revision,
        act,
    };
    let answer = portal.design_act(request).await;
    answer.map_err(|error| error.code)
}

#[tokio::test]
async fn what_the_core_draws_is_one_revision_of_what_is_on_disk() {
    let world = World::new();
    let portal = world.open().await;
    let before = drawn(&portal, 4).await;
    let hub = before.design.endpoints[1].id.clone();
    let answer = act(&portal, &before, DesignAct::HubAndSpoke { hub }).await;
    let star = answer.unwrap();
    assert_eq!((star.connections.len(), star.connected), (3, 0));
    let stored = open(&portal, &before.design).await;
    assert_eq!((stored.revision, star.revision), (2, 2));
    assert_eq!(stored.design.connections, star.connections);

    // What the window draws on is older.
    let late = act(&portal, &before, DesignAct::FullMesh).await;
    assert_eq!(late, Err(ErrorCode::EditConflict));
    let mesh = act(&portal, &stored, DesignAct::FullMesh).await.unwrap();
    assert_eq!((mesh.connections.len(), mesh.connected), (3, 3));

    // Nothing more to draw changes nothing.
    let stored = open(&portal, &before.design).await;
    let again = act(&portal, &stored, DesignAct::FullMesh).await.unwrap();
    assert_eq!((again.revision, again.connected), (3, 6));
    assert_eq!(open(&portal, &before.design).await, stored);
}

#[tokio::test]
async fn sites_go_to_regions_of_the_catalogue() {
    let world = World::new();
    let portal = world.open().await;
    let before = drawn(&portal, 20).await;
    let nearest = |provider: &str, address: Option<&str>| DesignAct::NearestRegion {
        provider: provider.to_owned(),
        address: address.map(|address| address.parse().unwrap()),
    };
    for refused in [nearest("Nobody", Some("192.0.2.9")), nearest("AWS", None)] {
        let outcome = act(&portal, &before, refused).await;
        assert_eq!(outcome, Err(ErrorCode::InvalidInput));
    }
    assert_eq!(open(&portal, &before.design).await, before);
    let answer = act(&portal, &before, nearest("AWS", Some("198.51.100.1"))).await;
    let drawn = answer.unwrap();
    assert_eq!(drawn.connections.len(), 20);
    assert!((1..20).contains(&drawn.endpoints.len()), "{drawn:?}");
    let catalogue = portal.cloud_region_list(Empty {}).await.unwrap();
    for cloud in &drawn.endpoints {
        let region = catalogue
            .iter()
            .find(|region| Some(region.key()) == cloud.region)
            .unwrap();
        assert_eq!(
            (&*region.provider, cloud.kind),
            ("AWS", EndpointKind::Cloud)
        );
    }
}

#[tokio::test]
async fn a_copy_is_stored_beside_its_original() {
    let world = World::new();
    let portal = world.open().await;
    let before = drawn(&portal, 2).await;
    let endpoint = before.design.endpoints[0].id.clone();
    let answer = act(&portal, &before, DesignAct::Duplicate { endpoint }).await;
    let copy = answer.unwrap().endpoints.remove(0);
    let stored = open(&portal, &before.design).await.design;
    assert_eq!(stored.endpoints[2], copy);
    assert_eq!(copy.label, "Site 2");
    let endpoint = EndpointId::from_random(99);
    let stale = open(&portal, &before.design).await;
    let gone = act(&portal, &stale, DesignAct::Duplicate { endpoint }).await;
    assert_eq!(gone, Err(ErrorCode::InvalidInput));
}

#[tokio::test]
async fn a_design_too_large_for_an_order_becomes_several_and_stays() {
    let world = World::new();
    let portal = world.open().await;
    let before = drawn(&portal, 16).await;
    let split = |id: &Design| DesignSplitRequest {
        id: id.id.clone(),
        suffix: "({part} of {parts})".to_owned(),
    };
    let small = portal.design_split(split(&before.design)).await;
    assert_eq!(small.unwrap_err().code, ErrorCode::InvalidInput);
    act(&portal, &before, DesignAct::FullMesh).await.unwrap();
    let whole = open(&portal, &before.design).await;
    assert_eq!(whole.design.connections.len(), 120);

    let parts = portal.design_split(split(&before.design)).await.unwrap();
    let names: Vec<&str> = parts.iter().map(|part| &*part.name).collect();
    assert_eq!(names, ["Europe (1 of 2)", "Europe (2 of 2)"]);
    assert_eq!(parts.iter().map(|part| part.connections).sum::<u32>(), 120);
    for part in &parts {
        let id = part.id.clone();
        let stored = portal.design_open(DesignRequest { id }).await.unwrap();
        assert!(stored.design.connections.len() <= MAX_CONNECTIONS);
        assert_eq!(stored.design.endpoints.len() as u32, part.endpoints);
    }
    assert_eq!(open(&portal, &before.design).await, whole);
    assert_eq!(portal.design_list(Empty {}).await.unwrap().len(), 3);
}
