//! Every check of a client has its test, and every test that a page names is there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

/// How many checks a client has to hold (CAMARA rules, 7.2).
const CHECKS: u32 = 51;

/// Where the tests of the client and of what is made of its answers are.
const OF_THE_CLIENT: [&str; 4] = [
    "crates/camara/src/response",
    "crates/operator-client",
    "crates/portal-core",
    "tests",
];

#[test]
fn every_check_of_a_client_has_a_test_of_its_number() -> Result<()> {
    let mut tested = BTreeSet::new();
    for folder in OF_THE_CLIENT {
        for (_, text) in sources(&root().join(folder))? {
            tested.extend(text.split("fn check_").skip(1).filter_map(|rest| {
                let (number, _) = rest.split_once('_')?;
                number.parse::<u32>().ok().filter(|_| number.len() == 2)
            }));
        }
    }
    let missing: Vec<u32> = (1..=CHECKS)
        .filter(|number| !tested.contains(number))
        .collect();
    ensure!(missing.is_empty(), "without a test: {missing:?}");
    Ok(())
}

#[test]
fn every_test_that_a_page_names_is_there() -> Result<()> {
    let mut all = Vec::new();
    for folder in ["crates", "tests", "src-tauri", "ui/src"] {
        all.extend(sources(&root().join(folder))?);
    }
    let mut wrong = Vec::new();
    for page in ["docs/security.md", "docs/behaviour.md"] {
        let text = fs::read_to_string(root().join(page))?;
        for name in text.split('`').skip(1).step_by(2) {
            if !is_there(name, &all) {
                wrong.push(format!("{page}: {name}"));
            }
        }
    }
    ensure!(
        wrong.is_empty(),
        "named and not there:\n{}",
        wrong.join("\n")
    );
    Ok(())
}

#[test]
fn every_claim_of_security_names_its_test() -> Result<()> {
    let text = fs::read_to_string(root().join("docs/security.md"))?;
    let (claims, _) = text
        .split_once("## What is not protected")
        .context("a section on what is not protected")?;
    let bare: Vec<&str> = claims
        .lines()
        .filter(|line| line.starts_with("- ") && !line.contains("::"))
        .collect();
    ensure!(
        bare.is_empty(),
        "claims without a test:\n{}",
        bare.join("\n")
    );
    ensure!(
        claims.matches("\n- ").count() > 15,
        "the claims were not found"
    );
    Ok(())
}

/// Whether a test, a module of tests or a file of that name is there; other names are none of a test.
fn is_there(name: &str, all: &[(PathBuf, String)]) -> bool {
    let is_path = name.contains('/') && !name.contains([' ', ':']) && !name.starts_with('/');
    if is_path {
        return ["", "crates"]
            .iter()
            .any(|folder| root().join(folder).join(name).exists());
    }
    let Some((module, last)) = name.rsplit_once("::") else {
        return true;
    };
    if name.contains([' ', '!', '(']) {
        return true;
    }
    let module = module.rsplit("::").next().unwrap_or(module);
    let is_in = |path: &Path| {
        path.iter()
            .any(|part| part == module || Path::new(part).file_stem() == Some(module.as_ref()))
    };
    all.iter()
        .filter(|(path, _)| is_in(path))
        .any(|(path, text)| {
            let is_module = path
                .iter()
                .any(|part| Path::new(part).file_stem() == Some(last.as_ref()));
            last == "*" || is_module || text.contains(&format!("fn {last}("))
        })
}

/// Every Rust file below a folder, with its text.
fn sources(folder: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            let is_built = path.ends_with("target") || path.ends_with("node_modules");
            if !is_built {
                found.extend(sources(&path)?);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path)?;
            found.push((path, text));
        }
    }
    Ok(found)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
