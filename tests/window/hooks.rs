//! The hooks of the interface as they are written and as they are published.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context as _, Result, ensure};

/// The hooks that `docs/automation.md` publishes.
pub(super) fn published_hooks() -> Result<BTreeSet<String>> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/automation.md");
    let page = fs::read_to_string(page)?;
    let (_, table) = page
        .split_once("\n## Hooks\n")
        .context("docs/automation.md has a section on hooks")?;
    let (table, _) = table.split_once("\n## ").unwrap_or((table, ""));
    let mut hooks = BTreeSet::new();
    for row in table.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cell = row.split('|').nth(2).unwrap_or_default();
        let mut depth = 0_usize;
        let mut outside = String::new();
        for c in cell.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                c if depth == 0 => outside.push(c),
                _ => {}
            }
        }
        hooks.extend(outside.split('`').skip(1).step_by(2).map(str::to_owned));
    }
    ensure!(hooks.len() > 100, "only {} hooks were read", hooks.len());
    Ok(hooks)
}

#[test]
fn every_hook_that_is_written_is_published() -> Result<()> {
    let published = published_hooks()?;
    let interface = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui");
    let mut written = BTreeSet::new();
    for folder in ["src", "map"] {
        collect_written_hooks(&interface.join(folder), &mut written)?;
    }
    ensure!(
        written.len() > 100,
        "only {} hooks were found",
        written.len()
    );
    let unpublished: Vec<_> = written.difference(&published).collect();
    ensure!(
        unpublished.is_empty(),
        "not in docs/automation.md: {unpublished:?}"
    );
    Ok(())
}

/// Adds every hook that stands as a text in a file of `folder`.
fn collect_written_hooks(folder: &Path, hooks: &mut BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect_written_hooks(&path, hooks)?;
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let values = text.split("testid").skip(1).filter_map(|rest| {
            let value = rest.trim_start().strip_prefix('=')?.trim_start();
            value.strip_prefix('"')?.split_once('"')
        });
        hooks.extend(values.map(|(hook, _)| hook.to_owned()));
    }
    Ok(())
}
