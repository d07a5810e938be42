//! Whether an operator's hosts are found and reached, step by step, before anything is asked of them.

use std::net::SocketAddr;

use http::Method;
use reqwest::Request;
use tokio::net::lookup_host;
use url::{Host, Url};

use crate::{
    Connection, NotSent,
    connection::authority,
    transport::{Broken, Transport},
};

/// A step on the way to an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The names of its hosts, or of the proxy before them, have addresses.
    Names,
    /// Its hosts take a connection, with TLS where the address is https.
    Connections,
    /// Its discovery document names a token endpoint that may be used.
    Discovery,
}

/// Looks up every host that will be spoken to.
pub(crate) async fn names(connection: &Connection) -> Result<(), NotSent> {
    let urls = match &connection.proxy {
        Some(proxy) if !connection.is_local() => vec![proxy],
        _ => hosts(connection),
    };
    for url in urls {
        let Some(Host::Domain(name)) = url.host() else {
            continue;
        };
        let port = url.port_or_known_default().unwrap_or_default();
        let found = lookup_host((name, port)).await;
        let first: Option<SocketAddr> = found.ok().and_then(|mut all| all.next());
        if first.is_none() {
            return Err(NotSent::Unreachable {
                host: authority(url),
            });
        }
    }
    Ok(())
}

/// Connects to every host that will be spoken to. Nothing but the path's root is asked for, and
/// any answer will do.
pub(crate) async fn connections(
    connection: &Connection,
    transport: &Transport,
) -> Result<(), NotSent> {
    for url in hosts(connection) {
        let mut root = url.clone();
        root.set_path("/");
        root.set_query(None);
        match transport.touch(Request::new(Method::HEAD, root)).await {
            Ok(()) | Err(Broken::TooLarge { .. }) => {}
            Err(Broken::NotSent(reason)) => return Err(reason),
            // It was connected to, and what it does with this question is its own affair.
            Err(Broken::Unanswered { .. }) => {}
        }
    }
    Ok(())
}

/// The addresses that are known before anything is asked, each host once.
fn hosts(connection: &Connection) -> Vec<&Url> {
    let token = connection.token_source.url();
    let mut urls = vec![&connection.api_root];
    if authority(token) != authority(&connection.api_root) {
        urls.push(token);
    }
    urls
}
