//! The program: everything it does is in the library, so that tests and tools can name it.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    multipoint_portal_lib::run()
}
