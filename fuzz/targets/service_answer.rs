//! Bodies of answers of Site-to-Cloud VPN.
#![no_main]

mod bounded;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bounded::parse(bytes, operator_client::fuzzing::service_answer));
