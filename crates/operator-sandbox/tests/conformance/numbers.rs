//! Each numbered check has a test that carries its number.

use std::{collections::BTreeMap, fs, path::Path};

/// The checks of `camara.md`, 7.1.
const CHECKS: std::ops::RangeInclusive<u32> = 1..=64;

#[test]
fn each_of_the_64_checks_has_a_test_of_its_number() {
    let mut tests: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for name in tests_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")) {
        let Some(rest) = name.strip_prefix("check_") else {
            continue;
        };
        let (number, what) = rest.split_once('_').unwrap();
        assert_eq!(number.len(), 2, "{name} has a number of two digits");
        assert!(!what.is_empty(), "{name} says what it checks");
        let number: u32 = number.parse().unwrap();
        assert!(CHECKS.contains(&number), "{name}: there is no such check");
        tests.entry(number).or_default().push(name);
    }
    let missing: Vec<u32> = CHECKS
        .filter(|number| !tests.contains_key(number))
        .collect();
    assert!(missing.is_empty(), "no test carries {missing:?}");
}

/// The names of all test functions in the sources under a folder.
fn tests_under(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(tests_under(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            names.extend(tests_in(&fs::read_to_string(&path).unwrap()));
        }
    }
    names
}

fn tests_in(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        is_test |= line.starts_with("#[tokio::test") || line == "#[test]";
        let function = line.trim_start_matches("async ").strip_prefix("fn ");
        if let Some((name, _)) = function.and_then(|function| function.split_once('('))
            && std::mem::take(&mut is_test)
        {
            names.push(name.to_owned());
        }
    }
    names
}

#[test]
fn only_functions_that_run_count() {
    let source =
        "#[tokio::test]\nasync fn check_01_a() {\nfn check_02_b() {\n#[test]\nfn check_03_c() {}";
    assert_eq!(tests_in(source), ["check_01_a", "check_03_c"]);
}
