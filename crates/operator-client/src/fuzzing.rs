//! What `cargo xtask fuzz` gives hostile bytes to: each parser of an answer. None may panic, and what is taken has to
//! keep what its parser promises.

#[path = "../../../fuzz/header_lines.rs"]
mod header_lines;

use std::time::Duration;

use camara::{
    response::{Assessment, ErrorInfo, Network, Rent, is_error},
    site_to_cloud::response as service_response,
};
use chrono::DateTime;
use model::{Connection, ConnectionId, Currency, EndpointId, FeePeriod, Offer, Origin, is_unseen};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use self::header_lines::header_map;
use crate::{Operation, multipoint, pause::retry_after, site_to_cloud, token, transport::Reply};

/// Longest text taken over from an operator, in characters.
const LONGEST_TEXT: usize = 512;
/// The longest wait an operator can ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// The bytes as the body of the answer to each operation, error or not.
///
/// # Panics
/// If a text is taken that is too long or not plain, a price below 0, or an identifier
/// that leads elsewhere.
pub fn answer(bytes: &[u8]) {
    let _ = is_error(bytes);
    let info = ErrorInfo::read(bytes);
    plain(&info.code);
    plain(&info.message);
    if let Ok(network) = Network::read(bytes) {
        check(&network);
        multipoint::fuzzed::read(network);
    }
    let asked = [Connection {
        id: id("c1").unwrap_or_else(|| unreachable!()),
        customer_edge: edge("a"),
        provider_edge: edge("b"),
        latency: None,
    }];
    let rent = Rent {
        origin: Origin::Live,
        period: FeePeriod::Unknown,
        currency: None,
    };
    if let Ok(assessment) = Assessment::read(bytes, &asked, rent) {
        assert!(assessment.connections.len() <= asked.len());
        check_offers(&assessment.offers);
    }
}

/// The bytes as the body of the answer to each operation of Site-to-Cloud VPN.
///
/// # Panics
/// As [`answer`].
pub fn service_answer(bytes: &[u8]) {
    if let Ok(network) = service_response::service(bytes) {
        check(&network);
        site_to_cloud::fuzzed::read(network);
    }
    let currency = Currency::new("EUR").ok();
    if let Ok(assessment) = service_response::assessment(bytes, Origin::Live, currency) {
        check_offers(&assessment.offers);
    }
}

/// The bytes as the lines of an answer's head.
///
/// # Panics
/// If a correlator, a wait or an address is taken that may not be.
pub fn answer_headers(bytes: &[u8]) {
    let reply = Reply::new(
        Operation::Read,
        429,
        header_map(bytes),
        Vec::new(),
        "sent",
        &["s3cret"],
        DateTime::UNIX_EPOCH,
    );
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_:;./<>{}".contains(&byte);
    assert!(
        (1..=256).contains(&reply.correlator.len()) && reply.correlator.bytes().all(is_allowed)
    );
    assert!(retry_after(&reply).is_none_or(|wait| wait <= LONGEST_WAIT));
    let _ = (
        reply.is_page(),
        reply.is_simulated(),
        reply.is_hidden_error(),
    );
    if let Some(location) = reply.header("location") {
        multipoint::fuzzed::locate(location);
    }
}

/// The bytes as the answer of a token endpoint.
///
/// # Panics
/// If a lifetime or a code is taken that may not be.
pub fn token_answer(bytes: &[u8]) {
    token::fuzzed::read(bytes);
}

fn check(network: &Network) {
    for text in [&network.gateway, &network.route_protocol] {
        text.iter().for_each(|text| plain(text));
    }
    network.level.iter().for_each(|level| plain(level.as_str()));
    if let Some(lifecycle) = &network.lifecycle {
        plain(&lifecycle.status);
        lifecycle.status_info.iter().for_each(|info| plain(info));
    }
    if let Some(term) = network.duration {
        let _ = term.end(DateTime::UNIX_EPOCH);
    }
}

fn check_offers(offers: &[Offer]) {
    assert!((1..=3).contains(&offers.len()));
    for offer in offers {
        offer.level.iter().for_each(|level| plain(level.as_str()));
        let is_price = |fee: model::Fee| !fee.money.amount.is_sign_negative();
        assert!(offer.fee.is_none_or(is_price), "a price below 0");
    }
}

fn plain(text: &str) {
    assert!(
        text.chars().count() <= LONGEST_TEXT,
        "a text of {}",
        text.len()
    );
    assert!(
        text.chars().all(|c| !c.is_control() && !is_unseen(c)),
        "a text that is not plain: {text:?}"
    );
}

fn id(text: &str) -> Option<ConnectionId> {
    ConnectionId::new(text).ok()
}

fn edge(text: &str) -> EndpointId {
    EndpointId::new(text).unwrap_or_else(|_| unreachable!())
}

#[cfg(test)]
#[path = "../../../fuzz/shortly.rs"]
mod shortly;

#[cfg(test)]
mod tests {
    use super::{shortly::run, *};

    #[test]
    fn hostile_answers_make_nothing_panic() {
        run("answer", answer);
    }

    #[test]
    fn hostile_answers_about_services_make_nothing_panic() {
        run("service-answer", service_answer);
    }

    #[test]
    fn hostile_headers_of_answers_make_nothing_panic() {
        run("answer-headers", answer_headers);
    }

    #[test]
    fn hostile_answers_of_token_endpoints_make_nothing_panic() {
        run("token-answer", token_answer);
    }
}
