//! Examples of bodies and answers, our own. Tests send the former and hold the latter against
//! the schemas.

use serde_json::{Value, json};

/// An order.
pub(super) fn order() -> Value {
    let mut order = assessment();
    order["serviceName"] = json!("Uppsala_Frankfurt_00c0ffee");
    order["sla"] = json!("AA");
    order["routeProtocol"] = json!("BGP");
    order
}

/// An assessment of the worked example.
pub(super) fn assessment() -> Value {
    let edge = |kind: &str, network: &str, location: &str| {
        let address =
            |host: u8| json!({"addressType": "Ipv4Addr", "address": format!("{network}.{host}")});
        json!({
            "type": kind,
            "primaryIpAddress": address(1),
            "secondaryIpAddress": address(2),
            "location": location,
        })
    };
    json!({
        "isProtected": true,
        "connections": [{
            "id": "link_1",
            "customerEdge": edge("site", "192.0.2", "N59.858600_E17.638900_Uppsala"),
            "providerEdge": edge("cloud", "198.51.100", "N50.110900_E8.682100_Frankfurt"),
        }],
        "guaranteeBandwidth": 250,
        "duration": {"value": 24, "unit": "months"},
    })
}

/// What is answered to [`assessment`].
pub(super) fn assessment_result() -> Value {
    let offer = |sla: &str, amount: f64, days: u32| {
        json!({
            "sla": sla,
            "feasible": true,
            "rent": {"amount": amount, "currency": "EUR"},
            "rentPeriod": "TERM",
            "waitDays": days,
        })
    };
    json!({
        "waitDays": 25,
        "sla": "AAA",
        "rent": {"amount": 29964.48, "currency": "EUR"},
        "xOffers": [
            offer("A", 17122.56, 10),
            offer("AA", 21916.88, 15),
            offer("AAA", 29964.48, 25),
        ],
        "xConnections": [
            {"index": 0, "feasible": true, "distanceKm": 1222.8, "latencyMs": 17.0},
        ],
    })
}

/// A change.
pub(super) fn change() -> Value {
    json!({"guaranteeBandwidth": 500})
}

/// An extension.
pub(super) fn extension() -> Value {
    json!({"requestedAdditionalDuration": {"value": 3, "unit": "months"}})
}

/// What is answered to [`order`].
pub(super) fn network() -> Value {
    let mut network = order();
    network["serviceId"] = json!("4c1e0d5b7a9f4e2c8b6d3f1a5e7c9b0d");
    network["resourceGroupId"] = json!("rg_5e7c9b0d4c1e0d5b");
    network["cloudGatewayIp"] = json!("198.18.14.30");
    network["xLifecycle"] = json!({
        "status": "AVAILABLE",
        "requestedAt": "2026-11-02T09:30:00.000Z",
        "startedAt": "2026-11-02T09:30:03.000Z",
        "expiresAt": "2028-11-02T09:30:03.000Z",
    });
    network["xObserved"] = json!({
        "sla": "AA",
        "guaranteeBandwidth": 250,
        "latencyMs": 17.2,
        "packetLossPercent": 0.021,
        "servicedHours": 7,
    });
    network
}

/// A page of a client with one network.
pub(super) fn network_list() -> Value {
    json!({
        "items": [network()],
        "pagination": {"page": 1, "perPage": 20, "totalCount": 1, "totalPages": 1},
    })
}
