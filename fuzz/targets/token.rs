//! Token requests.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| operator_sandbox::fuzzing::token(bytes));
