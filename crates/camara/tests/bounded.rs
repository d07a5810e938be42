//! The largest answers make their readers take no more memory than they may.

#![expect(
    unsafe_code,
    reason = "memory is counted by an allocator of the test's own"
)]

#[path = "../../../fuzz/targets/bounded.rs"]
mod bounded;

use camara::{
    response::{Assessment, ErrorInfo, Network, Rent, is_error},
    site_to_cloud::response as service_response,
};
use model::{FeePeriod, Origin};

/// Bytes of the largest answer that is read at all.
const LARGEST: usize = 1 << 20;

fn read(body: &[u8]) {
    let _ = is_error(body);
    let _ = ErrorInfo::read(body);
    let _ = Network::read(body);
    let rent = Rent {
        origin: Origin::Live,
        period: FeePeriod::Unknown,
        currency: None,
    };
    let _ = Assessment::read(body, &[], rent);
    let _ = service_response::service(body);
    let _ = service_response::assessment(body, Origin::Live, None);
}

/// `front`, as many `piece`s as fit, `back`.
fn filled(front: &str, piece: &str, back: &str) -> Vec<u8> {
    let count = (LARGEST - front.len() - back.len()) / piece.len();
    format!("{front}{}{back}", piece.repeat(count)).into_bytes()
}

#[test]
fn the_largest_answers_take_a_bounded_share_of_memory() {
    let mut names = String::from("{");
    while names.len() < LARGEST - 16 {
        names.push_str(&format!("\"{}\":0,", names.len()));
    }
    names.push_str("\"sla\":1}");
    let offer = format!("{{{}\"sla\":\"A\"}},", "\"abc\":0,".repeat(500));
    for body in [
        names.into_bytes(),
        filled("{\"message\":\"", "\\u202e", "\"}"),
        filled("{\"", "k", "\":1}"),
        filled("{\"xOffers\":[", "1,", "{}]}"),
        filled("{\"xConnections\":[", &offer, "{}]}"),
        filled("{\"rent\":", "[", ""),
        filled("{\"solution1\":[", &offer, "{}]}"),
        filled("{\"solution1\":[", "1,", "{}]}"),
    ] {
        bounded::parse(&body, read);
    }
}
