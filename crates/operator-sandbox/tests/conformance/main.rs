//! The numbered checks of the CAMARA rules for an operator (`camara.md`, 7.1), over the router.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod administering;
mod assertions;
mod assessing;
mod bodies;
mod capacity;
mod clients;
mod compatibility;
mod creating;
mod deleting;
mod described;
mod discovery;
mod document;
mod evaluation_order;
mod extending;
mod failing;
mod golden;
mod lifecycle;
mod limits;
mod listing;
mod media;
mod notifications;
mod numbers;
mod observing;
mod official;
mod provisioning;
mod published;
mod reading;
mod receiver;
mod retries;
mod robustness;
mod routes;
mod signer;
mod sinks;
mod site_to_cloud;
mod strict;
mod tokens;
mod updating;
mod versions;
mod world;
