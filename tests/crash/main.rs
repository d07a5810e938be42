//! The portal killed at random moments of ordering, resizing and deleting: nothing is lost, nothing is ordered twice,
//! and every open intent is resolved or shown as unknown.
//!
//! `PORTAL_KILLS` is how often it is killed in all tests together (25), `PORTAL_SEED` what the moments are drawn from
//! (each time another number, which is printed), `PORTAL_LOST` how many of 100 answers of the operator never arrive (15).
#![expect(
    clippy::print_stdout,
    reason = "the seed has to be known to whoever wants the same moments again"
)]

mod books;
mod killable;
mod tally;
mod trial;

use std::{env, str::FromStr};

use anyhow::{Context as _, Result};

use crate::trial::{Keys, Trial};

#[test]
fn kills_lose_and_double_nothing_where_keys_are_honoured() -> Result<()> {
    let kills = kills()?;
    survive(Keys::Honoured, kills - kills / 3 * 2)
}

#[test]
fn kills_lose_and_double_nothing_where_keys_are_ignored() -> Result<()> {
    survive(Keys::Ignored, kills()? / 3)
}

#[test]
fn kills_lose_and_double_nothing_where_the_operator_has_a_list() -> Result<()> {
    survive(Keys::IgnoredWithList, kills()? / 3)
}

fn survive(keys: Keys, kills: u32) -> Result<()> {
    let seed = number("PORTAL_SEED")?.unwrap_or_else(|| fastrand::u64(..1_000_000));
    let lost = number("PORTAL_LOST")?.unwrap_or(15_u32);
    println!("{kills} kills, keys {keys:?}, PORTAL_SEED={seed}, PORTAL_LOST={lost}");
    let tally = Trial::begin(keys, seed, f64::from(lost) / 100.0)?
        .survive(kills)
        .with_context(|| format!("with PORTAL_SEED={seed}, keys {keys:?}"))?;
    println!("keys {keys:?}\n{tally}");
    Ok(())
}

fn kills() -> Result<u32> {
    Ok(number("PORTAL_KILLS")?.unwrap_or(25))
}

fn number<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    variable: &str,
) -> Result<Option<T>> {
    match env::var(variable) {
        Ok(text) => Ok(Some(
            text.parse().with_context(|| format!("{variable}={text}"))?,
        )),
        Err(_) => Ok(None),
    }
}
