//! The readers of this dialect, for hostile answers.

use camara::response::Network;
use model::{Dialect, FeePeriod, ServiceId};
use url::Url;

use super::{
    address::{Addresses, usable_id},
    report::report,
};
use crate::{Connection, TokenSource};

/// Where the operator is.
const ROOT: &str = "https://operator.example/gateway";
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
    let root: Url = ROOT.parse().ok()?;
    Addresses::new(&Connection {
        token_source: TokenSource::Endpoint(root.clone()),
        api_root: root,
        dialect: Dialect::MultiPoint,
        base_path: "/multi-point-vpn/vwip".to_owned(),
        client_id: String::new(),
        key_id: None,
        scopes: Vec::new(),
        rent_period: FeePeriod::Unknown,
        honours_idempotency: false,
        keep_token: false,
        currency: None,
        proxy: None,
        certificates: String::new(),
    })
    .ok()
}
