//! Connections to operators: made at first need, and every call through one of them.

mod link;
mod live;
mod outcome;

pub(crate) use link::{Link, remote_spec};
pub(crate) use live::LiveOperators;

/// The scopes the app needs (MultiPoint VPN, `openId` of each operation).
pub(crate) const SCOPES: [&str; 5] = [
    "multi-point-vpn:assessment:assess",
    "multi-point-vpn:network:create",
    "multi-point-vpn:network:read",
    "multi-point-vpn:network:update",
    "multi-point-vpn:network:delete",
];
