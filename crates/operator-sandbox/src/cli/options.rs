//! What the command line takes.

use std::{net::SocketAddr, num::NonZeroU32, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use operator_sandbox::{
    Database, Offered, ProvisioningDelay, Reading, backbone::Capacity, clock::ClockMode,
    notifications::OrderSinks,
};

use super::client::ClientCommand;

/// A simulated telecom operator that speaks the CAMARA MultiPoint VPN API.
#[derive(Debug, Parser)]
#[command(name = "operator-sandbox", version)]
pub(super) struct Options {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serve until the program is told to end.
    Serve(ServeOptions),
    /// Register clients in a database, and remove them.
    #[command(subcommand)]
    Client(ClientCommand),
    /// Print the OpenAPI document, as it is served at /openapi.json.
    Openapi(OpenapiOptions),
}

#[derive(Debug, Args)]
pub(super) struct OpenapiOptions {
    /// Of an operator that keeps to the letter.
    #[arg(long)]
    strict: bool,

    /// Of an operator that takes sinks in orders.
    #[arg(long)]
    notifications: bool,

    /// Of an operator that lists a client's networks.
    #[arg(long)]
    list: bool,
}

impl OpenapiOptions {
    /// What the operator offers.
    pub(super) const fn offered(&self) -> Offered {
        Offered {
            reading: reading(self.strict),
            order_sinks: order_sinks(self.notifications),
            is_listed: self.list,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    /// A loopback address and a port; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9091", value_parser = parse_address)]
    pub(super) listen: SocketAddr,

    /// The file of the orders, or `:memory:`. The client's secret is kept in FILE.secret.
    #[arg(long, value_name = "FILE", value_parser = parse_database)]
    pub(super) database: Database,

    /// How long creation, change and deletion take, such as 3s or 500ms, or `modelled`.
    #[arg(long, value_name = "DURATION", default_value = "3s", value_parser = ProvisioningDelay::parse)]
    pub(super) provisioning_delay: ProvisioningDelay,

    /// The number that the model draws from where it leaves something open.
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        allow_negative_numbers = true,
        value_parser = parse_seed
    )]
    pub(super) seed: u64,

    /// `real`, `manual` (stands still) or xN for N times as fast, up to x1000000.
    #[arg(long, value_name = "CLOCK", default_value = "real")]
    pub(super) clock: ClockMode,

    /// Keep to the published texts to the letter, even where they contradict themselves.
    #[arg(long)]
    pub(super) strict: bool,

    /// A file that says which requests go wrong, and how.
    #[arg(long, value_name = "FILE")]
    pub(super) fault_plan: Option<PathBuf>,
    /// Clients to register at the start: their public keys and hashes of their secrets.
    #[arg(long, value_name = "FILE")]
    pub(super) client_file: Option<PathBuf>,

    /// Requests that each client may send in a second.
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = parse_rate)]
    pub(super) rate_limit: Option<NonZeroU32>,

    /// Networks that each client may have at a time; with 0 every order is refused.
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(super) network_quota: Option<u32>,

    /// A loopback address and a port for the admin interface; absent: there is none. Its token
    /// is kept in FILE.admin-token.
    #[arg(long, visible_alias = "admin", value_name = "ADDRESS", value_parser = parse_address)]
    pub(super) admin_listen: Option<SocketAddr>,

    /// Take `sink` and `sinkCredential` in orders, which the API does not have.
    #[arg(long)]
    pub(super) notifications: bool,

    /// `modelled`, `unlimited`, or the Mbps that each trunk and access line carries.
    #[arg(long, value_name = "CAPACITY", default_value = "modelled")]
    pub(super) capacity: Capacity,

    /// Serve `GET /networks`, the list of a client's networks.
    #[arg(long)]
    pub(super) list: bool,

    /// Print the client's secret with the line that says where the operator is.
    #[arg(long)]
    pub(super) print_secret: bool,
}

impl ServeOptions {
    /// How the published texts are read.
    pub(super) const fn reading(&self) -> Reading {
        reading(self.strict)
    }

    /// Whether somebody can sign in where no secret is kept in a file.
    pub(super) const fn shows_a_way_in(&self) -> bool {
        self.print_secret || (self.client_file.is_some() && self.admin_listen.is_none())
    }

    /// What becomes of sinks in orders.
    pub(super) const fn order_sinks(&self) -> OrderSinks {
        order_sinks(self.notifications)
    }
}

/// What becomes of sinks in orders with and without `--notifications`.
const fn order_sinks(are_taken: bool) -> OrderSinks {
    if are_taken {
        OrderSinks::Taken
    } else {
        OrderSinks::Unknown
    }
}

/// How the published texts are read with and without `--strict`.
const fn reading(is_strict: bool) -> Reading {
    if is_strict {
        Reading::Strict
    } else {
        Reading::Lenient
    }
}

fn parse_address(text: &str) -> Result<SocketAddr, String> {
    let text = text.replacen("localhost:", "127.0.0.1:", 1);
    let address: SocketAddr = text
        .parse()
        .map_err(|_| "say an address and a port, such as 127.0.0.1:9091".to_owned())?;
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err("the sandbox serves this machine only: say a loopback address".to_owned())
    }
}

fn parse_rate(text: &str) -> Result<NonZeroU32, String> {
    let number = text.parse();
    number.map_err(|_| "say a whole number from 1".to_owned())
}

fn parse_seed(text: &str) -> Result<u64, String> {
    let number = text.parse();
    number.map_err(|_| "say a whole number from 0".to_owned())
}

fn parse_database(text: &str) -> Result<Database, String> {
    match text {
        ":memory:" => Ok(Database::Memory),
        "" => Err("say a file, or :memory:".to_owned()),
        path => Ok(Database::File(PathBuf::from(path))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_addresses_are_served() {
        assert!(parse_address("127.0.0.1:0").is_ok());
        assert!(parse_address("[::1]:9091").is_ok());
        assert!(parse_address("localhost:9091").is_ok());
        for text in ["0.0.0.0:9091", "192.168.1.1:1", "9091", ""] {
            assert!(parse_address(text).is_err(), "{text}");
        }
    }
}
