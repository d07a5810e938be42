//! A walk through every page and dialog: the published hooks are there, everything has a name, no rule of WCAG is
//! broken in either theme, and German is as right as English.

mod ordering;
mod records;

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use portal_tests::{Start, Window, World};

use crate::hooks::published_hooks;

/// Published hooks of what this walk does not meet; the tests of it do.
const ELSEWHERE: [&str; 47] = [
    "activity-more",
    "assess-cancel",
    "assessment-outdated",
    "banner",
    "denied",
    "drift-accept",
    "keyring-retry",
    "keyring-use-memory",
    "letterhead-logo-remove",
    "matrix-cancel",
    "matrix-outdated",
    "operator-answer",
    "operator-assessment",
    "operator-cancel",
    "operator-choice",
    "operator-offer",
    "operator-offer-reason",
    "operator-retry",
    "operators",
    "operators-mixed",
    "order-attach",
    "order-attach-cancel",
    "order-attach-confirm",
    "order-attach-id",
    "order-dismiss",
    "order-missed-latency",
    "order-repeat",
    "order-services",
    "order-unknown",
    "profile-approve-host",
    "profile-brought",
    "profile-ca-remove",
    "profile-export-cancel",
    "profile-export-confirm",
    "profile-export-dialog",
    "profile-export-quote-only",
    "profile-export-who",
    "profile-test-cancel",
    "profile-test-result",
    "profile-test-step",
    "quote-reassess-cancel",
    "receiver-sink",
    "session-drift",
    "session-incomplete",
    "split-order",
    "start-cause",
    "start-retry",
];

#[tokio::test]
async fn every_page_is_right_in_the_light() -> Result<()> {
    walk("light", "en").await
}

#[tokio::test]
async fn every_page_is_right_in_the_dark() -> Result<()> {
    walk("dark", "en").await
}

// In one theme: colours know no language.
#[tokio::test]
async fn every_page_is_right_in_german() -> Result<()> {
    walk("light", "de").await
}

/// What is found on the way, so that one walk tells everything.
#[derive(Debug, Default)]
struct Findings {
    wrong: BTreeSet<String>,
    hooks: BTreeSet<String>,
}

impl Findings {
    /// Checks the page as it is, on which these hooks have to be.
    async fn check(&mut self, window: &Window, what: &str, hooks: &[&str]) -> Result<()> {
        window.settled().await?;
        self.hooks.extend(hooks_of(window).await?);
        for hook in hooks {
            if window.count(*hook).await? == 0 {
                self.wrong.insert(format!("{what}: no {hook}"));
            }
        }
        for nameless in nameless(window).await? {
            self.wrong.insert(format!("{what}: no name: {nameless}"));
        }
        for violation in window.axe().await? {
            self.wrong.insert(format!("{what}: {violation}"));
        }
        Ok(())
    }
}

async fn walk(theme: &str, locale: &str) -> Result<()> {
    let exports = tempfile::tempdir()?;
    let world = World::start(
        Start::fresh()
            .flag("--theme", theme)
            .flag("--locale", locale)
            .flag("--sandbox-provisioning-delay", "200ms")
            .exports(exports.path())
            .size(1280, 800),
    )
    .await?;
    let window = world.window();
    let mut found = Findings::default();
    ordering::walk(window, &mut found).await?;
    records::walk(window, &mut found).await?;
    let published = published_hooks()?;
    for hook in &found.hooks {
        // The error of a field goes by a rule.
        let field = hook.strip_suffix("-error").unwrap_or(hook);
        if !published.contains(field) {
            found
                .wrong
                .insert(format!("there and not published: {hook}"));
        }
    }
    for hook in published {
        let is_elsewhere = ELSEWHERE.contains(&hook.as_str());
        if !is_elsewhere && !found.hooks.contains(&hook) {
            found.wrong.insert(format!("published and nowhere: {hook}"));
        }
    }
    ensure!(
        found.wrong.is_empty(),
        "{} findings in the {theme} theme and {locale}:\n{}",
        found.wrong.len(),
        found.wrong.into_iter().collect::<Vec<_>>().join("\n")
    );
    world.end().await
}

/// Every hook of the page as it is.
async fn hooks_of(window: &Window) -> Result<Vec<String>> {
    let script = "
        return [...new Set([...document.querySelectorAll('[data-testid]')].map(e => e.dataset.testid))]";
    Ok(serde_json::from_value(window.run(script, vec![]).await?)?)
}

/// Everything that can be used and has no accessible name.
async fn nameless(window: &Window) -> Result<Vec<String>> {
    let script = "
        const named = e => e.getAttribute('aria-label')?.trim() || e.innerText?.trim() || e.title?.trim()
            || [...(e.labels ?? [])].some(label => label.innerText.trim())
            || (e.getAttribute('aria-labelledby') ?? '').split(' ').some(id => document.getElementById(id)?.innerText.trim());
        return [...document.querySelectorAll('a, button, input, select, textarea, [role=button], [role=radio], [tabindex]')]
            .filter(e => e.checkVisibility() && e.tabIndex >= 0 && !named(e))
            .map(e => e.outerHTML.slice(0, 160));";
    let found = window.run(script, vec![]).await?;
    Ok(found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|html| html.as_str().map(str::to_owned))
        .collect())
}
