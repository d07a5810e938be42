//! Edits lead forth and back, and a refused one changes nothing.

use proptest::prelude::*;

use super::*;
use crate::{DesignId, EndpointKind};

fn endpoint(number: u32) -> Endpoint {
    Endpoint {
        id: EndpointId::new(format!("e{number}")).unwrap(),
        kind: EndpointKind::Site,
        label: format!("Site {number}"),
        place: Some("Lyon".to_owned()),
        region: None,
        coordinates: Coordinates::new(45.0, f64::from(number % 180)).unwrap(),
        primary_ip: "192.0.2.1".parse().unwrap(),
        secondary_ip: None,
    }
}

fn connection(number: u32, from: u32, to: u32) -> Connection {
    Connection {
        id: ConnectionId::new(format!("c{number}")).unwrap(),
        customer_edge: endpoint(from).id,
        provider_edge: endpoint(to).id,
        latency: None,
    }
}

fn triangle() -> Design {
    let mut design = Design::empty(DesignId::from_random(1), "Test");
    design.endpoints = (0..3).map(endpoint).collect();
    design.connections = vec![
        connection(0, 0, 1),
        connection(1, 1, 2),
        connection(2, 2, 0),
    ];
    design
}

#[test]
fn removing_an_endpoint_takes_its_connections_and_undo_brings_all_back() {
    let before = triangle();
    let mut design = before.clone();
    let undo = Edit::RemoveEndpoint { id: endpoint(1).id }
        .apply(&mut design)
        .unwrap();
    assert_eq!(design.endpoints.len(), 2);
    assert_eq!(design.connections, vec![connection(2, 2, 0)]);
    undo.apply(&mut design).unwrap();
    assert_eq!(design, before);
}

#[test]
fn moving_forgets_the_town_and_undo_restores_it() {
    let before = triangle();
    let mut design = before.clone();
    let coordinates = Coordinates::new(1.0, 2.0).unwrap();
    let undo = Edit::MoveEndpoint {
        id: endpoint(0).id,
        coordinates,
    }
    .apply(&mut design)
    .unwrap();
    assert_eq!(design.endpoints[0].place, None);
    undo.apply(&mut design).unwrap();
    assert_eq!(design, before);
}

#[test]
fn a_refused_edit_changes_nothing() {
    let before = triangle();
    let refused = [
        (
            Edit::AddConnection {
                connection: connection(9, 0, 0),
                at: None,
            },
            EditError::SameEnds,
        ),
        (
            Edit::AddConnection {
                connection: connection(9, 1, 0),
                at: None,
            },
            EditError::Connected,
        ),
        (
            Edit::AddConnection {
                connection: connection(9, 0, 7),
                at: None,
            },
            EditError::NoSuchEndpoint,
        ),
        (
            Edit::AddConnection {
                connection: connection(0, 0, 1),
                at: None,
            },
            EditError::InUse,
        ),
        (
            Edit::RemoveEndpoint { id: endpoint(9).id },
            EditError::NoSuchEndpoint,
        ),
        (
            Edit::Rename {
                name: "  ".to_owned(),
            },
            EditError::Name,
        ),
    ];
    for (edit, error) in refused {
        let mut design = before.clone();
        assert_eq!(edit.apply(&mut design), Err(error));
        assert_eq!(design, before);
    }
}

#[test]
fn the_hundredth_connection_is_the_last() {
    let mut design = Design::empty(DesignId::from_random(1), "Star");
    design.endpoints = (0..=101).map(endpoint).collect();
    for number in 0..100 {
        Edit::AddConnection {
            connection: connection(number, 0, number + 1),
            at: None,
        }
        .apply(&mut design)
        .unwrap();
    }
    let one_more = Edit::AddConnection {
        connection: connection(100, 0, 101),
        at: None,
    };
    assert_eq!(
        one_more.apply(&mut design),
        Err(EditError::TooManyConnections)
    );
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let number = 0_u32..6;
    prop_oneof![
        number.clone().prop_map(|n| Edit::AddEndpoint {
            endpoint: Box::new(endpoint(n)),
            at: None,
            connections: Vec::new(),
        }),
        number
            .clone()
            .prop_map(|n| Edit::RemoveEndpoint { id: endpoint(n).id }),
        (number.clone(), number.clone(), number.clone()).prop_map(|(id, from, to)| {
            Edit::AddConnection {
                connection: connection(id, from, to),
                at: None,
            }
        }),
        (number.clone(), number.clone(), number.clone()).prop_map(|(id, from, to)| {
            Edit::ReplaceConnection {
                connection: connection(id, from, to),
            }
        }),
        number.prop_map(|n| Edit::RemoveConnection {
            id: connection(n, 0, 1).id
        }),
    ]
}

proptest! {
    #[test]
    fn undo_in_reverse_order_leads_back(edits in proptest::collection::vec(any_edit(), 0..40)) {
        let before = triangle();
        let mut design = before.clone();
        let mut undo = Vec::new();
        for edit in edits {
            if let Ok(inverse) = edit.apply(&mut design) {
                undo.push(inverse);
            }
        }
        for inverse in undo.into_iter().rev() {
            prop_assert!(inverse.apply(&mut design).is_ok());
        }
        prop_assert_eq!(design, before);
    }
}

#[test]
fn a_customer_is_named_without_the_spaces_around_it() {
    let mut design = triangle();
    let name = |customer: &str| Edit::SetCustomer {
        customer: customer.to_owned(),
    };
    let undo = name("  Tessaro Ceramics ").apply(&mut design).unwrap();
    assert_eq!(design.customer, "Tessaro Ceramics");
    assert_eq!(undo, name(""));
    let long = "x".repeat(Design::MAX_NAME + 1);
    assert_eq!(name(&long).apply(&mut design), Err(EditError::Name));
}
