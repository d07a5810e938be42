//! Bodies of answers.
#![no_main]

mod bounded;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bounded::parse(bytes, operator_client::fuzzing::answer));
