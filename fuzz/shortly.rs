//! The short run of a fuzz target that the tests of its crate make: the seeds as they are, and changed at random.

use std::{fs, path::Path};

/// Inputs per parser; `cargo xtask fuzz` gives each two million.
const INPUTS: usize = 3_000;

/// Gives `parse` the seeds of the target `name`, and inputs made of them.
pub(super) fn run(name: &str, parse: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    let seeds: Vec<Vec<u8>> = fs::read_dir(folder.join(name))
        .unwrap()
        .map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect();
    for seed in &seeds {
        parse(seed);
    }
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..INPUTS {
        let mut bytes = seeds[random.usize(..seeds.len())].clone();
        for _ in 0..random.usize(1..6) {
            change(&mut bytes, &seeds, &mut random);
        }
        parse(&bytes);
    }
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut fastrand::Rng) {
    let at = random.usize(..=bytes.len());
    let end = (at + random.usize(..16)).min(bytes.len());
    match random.u8(..4) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => bytes.insert(at, random.u8(..)),
        _ => {
            let other = &seeds[random.usize(..seeds.len())];
            let from = random.usize(..=other.len());
            bytes.splice(at..end, other[from..].iter().copied().take(40));
        }
    }
}
