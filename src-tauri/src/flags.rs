//! The start flags: a public interface, described in `docs/automation.md`.

use std::{path::PathBuf, time::Duration};

use chrono::{DateTime, Utc};
use clap::{Parser, ValueEnum};
use contract::Theme;

/// How the app was asked to start.
#[derive(Debug, Clone, Parser)]
#[command(
    name = "multipoint-portal",
    version,
    about = "Draw, price and order private networks at a telecom operator."
)]
pub struct Flags {
    /// Keep everything in this folder: a world of its own, keyring items included.
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// Where secrets are kept: in the system's keyring, or in memory until the app ends.
    #[arg(long, value_enum, default_value_t = Keyring::Os)]
    pub keyring: Keyring,

    /// Show the interface in this language, such as `en`.
    #[arg(long, value_name = "LANGUAGE")]
    pub locale: Option<String>,

    /// Show the interface in this theme, for this run only.
    #[arg(long, value_name = "light|dark|system", value_parser = parse_theme)]
    pub theme: Option<Theme>,

    /// Show no animation, and keep short notices until they are closed.
    #[arg(long)]
    pub no_animations: bool,

    /// Start with the sandbox operator active, or with no operator and the welcome page. Absent: as last time.
    #[arg(long, value_enum)]
    pub operator: Option<StartOperator>,

    /// The number that the sandbox operator's price and feasibility model is made from.
    #[arg(long, value_name = "N")]
    pub sandbox_seed: Option<u64>,

    /// How the sandbox operator's clock runs: `real`, `manual`, or `xN` for N times as fast.
    #[arg(long, value_name = "CLOCK", default_value = "real", value_parser = parse_clock)]
    pub sandbox_clock: SandboxClock,

    /// How long the sandbox operator takes to create, change or delete a network, such as `3s` or `500ms`.
    #[arg(long, value_name = "DURATION", default_value = "3s", value_parser = parse_duration)]
    pub sandbox_provisioning_delay: Duration,

    /// A file of faults that the sandbox operator is to show.
    #[arg(long, value_name = "FILE")]
    pub sandbox_fault_plan: Option<PathBuf>,

    /// Take this instant (RFC 3339) as the present one at start; time runs on from there.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub now: Option<DateTime<Utc>>,

    /// Put exports into this folder without asking.
    #[arg(long, value_name = "DIR")]
    pub export_dir: Option<PathBuf>,

    /// Import this file where the user would be asked for one.
    #[arg(long, value_name = "FILE")]
    pub import_file: Option<PathBuf>,
}

impl Flags {
    /// The folder that everything is kept in: the one asked for, else `default`.
    #[must_use]
    pub fn data_dir_or(&self, default: PathBuf) -> PathBuf {
        self.data_dir.clone().unwrap_or(default)
    }
}

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Keyring {
    /// The system's keyring.
    Os,
    /// Memory, until the app ends.
    Memory,
}

/// The operator that is active at start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StartOperator {
    /// The built-in sandbox operator, without a welcome page.
    Sandbox,
    /// None: the welcome page, and no sandbox operator started.
    None,
}

/// How the sandbox operator's clock runs; read here, because an app without the sandbox takes the same flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SandboxClock {
    /// As the system's does.
    Real,
    /// It stands still until it is moved.
    Manual,
    /// This many times as fast as the system's, above 0.
    Times(u32),
}

fn parse_theme(text: &str) -> Result<Theme, String> {
    [Theme::Light, Theme::Dark, Theme::System]
        .into_iter()
        .find(|theme| theme.as_str() == text)
        .ok_or_else(|| "say light, dark or system".to_owned())
}

fn parse_clock(text: &str) -> Result<SandboxClock, String> {
    match text {
        "real" => Ok(SandboxClock::Real),
        "manual" => Ok(SandboxClock::Manual),
        _ => text
            .strip_prefix('x')
            .and_then(|factor| factor.parse().ok())
            .filter(|factor| *factor > 0)
            .map(SandboxClock::Times)
            .ok_or_else(|| {
                "say real, manual, or x and a whole number above 0, such as x60".to_owned()
            }),
    }
}

fn parse_duration(text: &str) -> Result<Duration, String> {
    let explain = || "say a number and one of ms, s, m, h, such as 3s or 500ms".to_owned();
    let digits = text
        .find(|character: char| !character.is_ascii_digit())
        .ok_or_else(explain)?;
    let (number, unit) = text.split_at(digits);
    let milliseconds_per_unit = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return Err(explain()),
    };
    number
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(milliseconds_per_unit))
        .map(Duration::from_millis)
        .ok_or_else(explain)
}

fn parse_time(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|time| time.to_utc())
        .map_err(|error| format!("say a time like 2026-11-02T09:30:00Z ({error})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Flags, clap::Error> {
        Flags::try_parse_from(std::iter::once(&"multipoint-portal").chain(arguments))
    }

    #[test]
    fn without_flags_the_app_starts_as_last_time() {
        let flags = parse(&[]).unwrap();
        assert_eq!(flags.operator, None);
        assert_eq!(flags.theme, None);
        assert_eq!(flags.keyring, Keyring::Os);
        assert_eq!(flags.sandbox_clock, SandboxClock::Real);
        assert_eq!(flags.sandbox_provisioning_delay, Duration::from_secs(3));
        assert!(!flags.no_animations);
    }

    #[test]
    fn every_flag_of_the_automation_contract_is_known() {
        let flags = parse(&[
            "--data-dir",
            "world",
            "--keyring",
            "memory",
            "--locale",
            "en",
            "--theme",
            "dark",
            "--no-animations",
            "--operator",
            "sandbox",
            "--sandbox-seed",
            "7",
            "--sandbox-clock",
            "x60",
            "--sandbox-provisioning-delay",
            "500ms",
            "--sandbox-fault-plan",
            "faults.json",
            "--now",
            "2026-11-02T10:30:00+01:00",
            "--export-dir",
            "out",
            "--import-file",
            "sites.csv",
        ])
        .unwrap();
        assert_eq!(
            flags.data_dir_or(PathBuf::from("default")),
            PathBuf::from("world")
        );
        assert_eq!(flags.keyring, Keyring::Memory);
        assert_eq!(flags.theme, Some(Theme::Dark));
        assert_eq!(flags.operator, Some(StartOperator::Sandbox));
        assert_eq!(flags.sandbox_seed, Some(7));
        assert_eq!(flags.sandbox_clock, SandboxClock::Times(60));
        assert_eq!(flags.sandbox_provisioning_delay, Duration::from_millis(500));
        assert_eq!(flags.now.unwrap().to_rfc3339(), "2026-11-02T09:30:00+00:00");
    }

    #[test]
    fn a_clock_that_stands_or_runs_backwards_is_refused() {
        for clock in ["x0", "x-1", "x1.5", "x99999999999", "x", "fast", ""] {
            assert!(
                parse(&["--sandbox-clock", clock]).is_err(),
                "{clock:?} was taken"
            );
        }
        assert_eq!(
            parse(&["--sandbox-clock", "manual"]).unwrap().sandbox_clock,
            SandboxClock::Manual
        );
    }

    #[test]
    fn a_duration_needs_a_number_and_a_unit() {
        for duration in [
            "3",
            "s",
            "3 s",
            "-3s",
            "3.5s",
            "3d",
            "99999999999999999999s",
            "99999999999999999h",
        ] {
            assert!(
                parse(&["--sandbox-provisioning-delay", duration]).is_err(),
                "{duration:?} was taken"
            );
        }
        assert_eq!(parse_duration("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(parse_duration("0s"), Ok(Duration::ZERO));
    }

    #[test]
    fn a_time_without_an_offset_is_refused() {
        assert!(parse(&["--now", "2026-11-02T10:30:00"]).is_err());
    }
}
