//! The readers of this dialect, for hostile answers.

use camara::response::Network;
use model::ServiceId;

use super::address::{Addresses, usable_id};
use crate::{Connection, report::report};

/// Where the operator is.
const ROOT: &str = "https://operator.example/gateway";
/// Where the API is there.
const BASE: &str = "/multi-point-vpn/vwip";
/// Where every network is.
const NETWORKS: &str = "/gateway/multi-point-vpn/vwip/networks/";

/// Takes over what an answer says of a network.
///
/// # Panics
/// If its identifier leads out of the place of networks.
pub(crate) fn read(network: Network) {
    if let Some(id) = network.service_id.as_deref().and_then(usable_id) {
        stays_in_place(&id);
    }
    let _ = report(network);
}

/// Takes an identifier out of a `Location`.
///
/// # Panics
/// As [`read`].
pub(crate) fn locate(location: &str) {
    if let Some(id) = addresses().and_then(|addresses| addresses.id_in_location(location)) {
        stays_in_place(&id);
    }
}

fn stays_in_place(id: &ServiceId) {
    let address = addresses().and_then(|addresses| addresses.network(id).ok());
    let Some(address) = address else {
        unreachable!("a usable identifier has an address")
    };
    let last = address.path().strip_prefix(NETWORKS);
    assert!(
        last.is_some_and(|last| !last.is_empty() && !last.contains('/')),
        "{address}"
    );
    assert_eq!((address.query(), address.fragment()), (None, None));
}

fn addresses() -> Option<Addresses> {
    let connection = Connection::with_addresses(ROOT.parse().ok()?, BASE);
    Addresses::new(&connection).ok()
}
