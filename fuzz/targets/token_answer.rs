//! Answers of token endpoints.
#![no_main]

mod bounded;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bounded::parse(bytes, operator_client::fuzzing::token_answer));
