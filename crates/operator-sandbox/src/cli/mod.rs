//! The command line.

mod admin;
mod client;
mod client_file;
mod logging;
mod options;
mod secret_file;
mod serve;
mod signal;

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use clap::{Parser as _, error::ErrorKind};

use options::{Command, Options};

/// Ends a program that was given something it cannot use.
const USAGE: u8 = 2;

/// Runs the program. What it cannot use is told in one line, with exit code 2.
pub(crate) fn run() -> ExitCode {
    let options = match Options::try_parse() {
        Ok(options) => options,
        Err(error) => return refuse_usage(&error),
    };
    if let Err(error) = logging::start() {
        complain(&error.to_string());
        return ExitCode::from(USAGE);
    }
    let outcome = match options.command {
        Command::Serve(options) => serve::serve(options).map_err(|error| error.to_string()),
        Command::Openapi(options) => {
            let document = operator_sandbox::openapi_document(options.offered());
            // Whoever reads it may have read enough.
            let _ = writeln!(io::stdout(), "{document}");
            Ok(())
        }
        Command::Client(command) => client::run(command).map_err(|error| error.to_string()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(USAGE)
        }
    }
}

fn refuse_usage(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        // Nobody may be reading.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        complain("a command is missing, see --help");
        return ExitCode::from(USAGE);
    }
    let text = error.to_string();
    let first_paragraph = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = first_paragraph.split_whitespace().collect();
    complain(words.join(" ").trim_start_matches("error: "));
    ExitCode::from(USAGE)
}

fn complain(message: &str) {
    // There is no one to tell that there is no one to tell.
    let _ = writeln!(io::stderr(), "operator-sandbox: {message}");
}
