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

/// An endpoint connected to `count` others, in one batch.
fn star(count: u32) -> Edit {
    let ends = (0..=count).map(|number| Edit::AddEndpoint {
        endpoint: Box::new(endpoint(number)),
        at: None,
        connections: Vec::new(),
    });
    let links = (0..count).map(|number| Edit::AddConnection {
        connection: connection(number, 0, number + 1),
        at: None,
    });
    Edit::Batch {
        edits: ends.chain(links).collect(),
    }
}

#[test]
fn more_can_be_drawn_than_one_order_takes_and_all_of_it_is_one_step() {
    let before = Design::empty(DesignId::from_random(1), "Star");
    let mut design = before.clone();
    let most = u32::try_from(Design::MAX_CONNECTIONS).unwrap();
    let undo = star(most).apply(&mut design).unwrap();
    assert_eq!(design.connections.len(), Design::MAX_CONNECTIONS);
    let full = design.clone();
    let one_more = Edit::AddConnection {
        connection: connection(most, 1, 2),
        at: None,
    };
    assert_eq!(
        one_more.apply(&mut design),
        Err(EditError::TooManyConnections)
    );
    assert_eq!(design, full);
    undo.apply(&mut design).unwrap();
    assert_eq!(design, before);
}

#[test]
fn an_endpoint_does_not_bring_connections_of_others() {
    let mut design = triangle();
    design.connections.remove(0);
    let foreign = Edit::AddEndpoint {
        endpoint: Box::new(endpoint(7)),
        at: None,
        connections: vec![(0, connection(0, 0, 1))],
    };
    let double = Edit::AddEndpoint {
        endpoint: Box::new(endpoint(7)),
        at: Some(0),
        connections: vec![(0, connection(7, 7, 1)), (1, connection(8, 1, 7))],
    };
    let drawn = design.clone();
    assert_eq!(foreign.apply(&mut design), Err(EditError::NoSuchEndpoint));
    assert_eq!(double.apply(&mut design), Err(EditError::Connected));
    assert_eq!(design, drawn);
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
        number.clone().prop_map(|n| Edit::RemoveConnection {
            id: connection(n, 0, 1).id
        }),
        number.clone().prop_map(|n| Edit::MoveEndpoint {
            id: endpoint(n).id,
            coordinates: Coordinates::new(f64::from(n), 1.0).unwrap(),
        }),
        number.prop_map(|n| Edit::Rename {
            name: "x".repeat(n as usize),
        }),
    ]
}

fn any_change() -> impl Strategy<Value = Edit> {
    let batch = |edits: BoxedStrategy<Edit>| {
        proptest::collection::vec(edits, 0..6).prop_map(|edits| Edit::Batch { edits })
    };
    let inner = prop_oneof![4 => any_edit(), 1 => batch(any_edit().boxed())];
    prop_oneof![any_edit(), batch(inner.boxed())]
}

proptest! {
    #[test]
    fn undo_in_reverse_order_leads_back(edits in proptest::collection::vec(any_change(), 0..40)) {
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

    #[test]
    fn a_batch_does_what_its_edits_do_or_nothing(edits in proptest::collection::vec(any_edit(), 0..12)) {
        let before = triangle();
        let mut one_by_one = before.clone();
        let refused = edits
            .iter()
            .find_map(|edit| edit.clone().apply(&mut one_by_one).err());
        let mut design = before.clone();
        match (Edit::Batch { edits }.apply(&mut design), refused) {
            (Ok(undo), None) => {
                prop_assert_eq!(&design, &one_by_one);
                let redo = undo.apply(&mut design).unwrap();
                prop_assert_eq!(&design, &before);
                redo.apply(&mut design).unwrap();
                prop_assert_eq!(design, one_by_one);
            }
            (Err(error), Some(refused)) => {
                prop_assert_eq!(error, refused);
                prop_assert_eq!(design, before);
            }
            (outcome, refused) => prop_assert!(false, "{outcome:?}, {refused:?}"),
        }
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
