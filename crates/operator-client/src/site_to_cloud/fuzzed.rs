//! The readers of this dialect, for hostile answers.

use camara::response::Network;
use model::ServiceId;

use super::address::Addresses;
use crate::{Connection, report::report};

/// Takes over what an answer says of a service.
///
/// # Panics
/// If its identifier leads out of its place in the query.
pub(crate) fn read(network: Network) {
    let id = network.service_id.as_deref().map(ServiceId::new);
    if let Some(Ok(id)) = id {
        stays_in_place(&id);
    }
    let _ = report(network);
}

fn stays_in_place(id: &ServiceId) {
    let address = "https://operator.example"
        .parse()
        .ok()
        .map(|root| Connection::with_addresses(root, "/webapi"))
        .and_then(|connection| Addresses::new(&connection).ok())
        .and_then(|addresses| addresses.of_service(id).ok());
    let Some(address) = address else {
        unreachable!("an identifier has an address")
    };
    assert_eq!(
        (address.path(), address.fragment()),
        ("/webapi/S2C_VPN", None)
    );
    let named: Vec<_> = address.query_pairs().collect();
    assert_eq!(named, [("servceId".into(), id.as_str().into())]);
}
