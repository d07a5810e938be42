//! The program `operator-sandbox`: the sandbox operator as a server of its own.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
