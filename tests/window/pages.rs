//! A walk through every page and dialog: the published hooks are there, everything has a name, and no rule of WCAG is
//! broken in either theme.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use portal_tests::{Credentials, Endpoint, Start, Window, World};

use crate::hooks::published_hooks;

const NAME: &str = "Walked network";

/// Published hooks of what this walk does not meet; the tests of it do.
const ELSEWHERE: [&str; 15] = [
    "activity-more",
    "assess-cancel",
    "assessment-outdated",
    "banner",
    "keyring-retry",
    "keyring-use-memory",
    "order-attach",
    "order-attach-cancel",
    "order-attach-confirm",
    "order-attach-id",
    "order-dismiss",
    "order-repeat",
    "order-unknown",
    "profile-test-result",
    "quote-reassess-cancel",
];

#[tokio::test]
async fn every_page_is_right_in_the_light() -> Result<()> {
    walk("light").await
}

#[tokio::test]
async fn every_page_is_right_in_the_dark() -> Result<()> {
    walk("dark").await
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

async fn walk(theme: &str) -> Result<()> {
    let exports = tempfile::tempdir()?;
    let world = World::start(
        Start::fresh()
            .flag("--theme", theme)
            .flag("--sandbox-provisioning-delay", "200ms")
            .flag("--export-dir", &exports.path().display().to_string())
            .size(1280, 800),
    )
    .await?;
    let window = world.window();
    let mut found = Findings::default();
    welcome(window, &mut found).await?;
    design(window, &mut found).await?;
    order(window, &mut found).await?;
    sessions(window, &mut found).await?;
    others(window, &mut found).await?;
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
        "{} findings in the {theme} theme:\n{}",
        found.wrong.len(),
        found.wrong.into_iter().collect::<Vec<_>>().join("\n")
    );
    world.end().await
}

async fn welcome(window: &Window, found: &mut Findings) -> Result<()> {
    window.settled().await?;
    let hooks = [
        "page-welcome",
        "welcome",
        "welcome-use-sandbox",
        "welcome-connect-operator",
    ];
    found.check(window, "welcome", &hooks).await?;
    window.click("welcome-connect-operator").await?;
    let hooks = [
        "profile-form",
        "profile-name",
        "profile-api-root",
        "profile-base-path",
        "profile-token-endpoint",
        "profile-client-id",
        "profile-secret",
        "profile-rent-period",
        "profile-keep-token",
        "profile-test",
        "profile-save",
        "profile-cancel",
    ];
    found.check(window, "connect form", &hooks).await?;
    window.click("profile-save").await?;
    found
        .check(window, "connect form with errors", &["profile-name-error"])
        .await?;
    window.click("profile-cancel").await?;
    window.explore_with_sandbox().await
}

async fn design(window: &Window, found: &mut Findings) -> Result<()> {
    let frame = [
        "nav-design",
        "nav-quotes",
        "nav-sessions",
        "nav-activity",
        "nav-settings",
        "nav-design[aria-current]",
        "operator-chip[data-state]",
        "undo",
        "redo",
        "save-state",
        "page-design",
        "map[data-drawn=true]",
        "map-tool-select",
        "map-tool-site",
        "map-tool-cloud",
        "map-tool-connect",
        "map-zoom-in",
        "map-zoom-out",
        "endpoint-add-site",
        "endpoint-add-cloud",
        "connection-add",
        "requirement-bandwidth",
        "requirement-bandwidth-slider",
        "requirement-duration-value",
        "requirement-duration-unit",
        "requirement-protected",
        "requirement-routing",
        "assess",
    ];
    window.wait_for("map", "data-drawn", "true").await?;
    found.check(window, "empty design", &frame).await?;
    window.click("endpoint-add-cloud").await?;
    let form = [
        "endpoint-form",
        "endpoint-label",
        "endpoint-kind",
        "endpoint-place",
        "endpoint-region",
        "endpoint-latitude",
        "endpoint-longitude",
        "endpoint-primary-ip",
        "endpoint-secondary-ip",
        "endpoint-save",
        "endpoint-cancel",
    ];
    found.check(window, "cloud form", &form).await?;
    window.click("endpoint-save").await?;
    window.fill("endpoint-place", "frankfurt").await?;
    window
        .wait_for("endpoint-place", "aria-expanded", "true")
        .await?;
    found
        .check(
            window,
            "cloud form with errors and places",
            &["endpoint-place-option", "endpoint-label-error"],
        )
        .await?;
    window.click("endpoint-cancel").await?;

    window.draw_two_sites_and_a_cloud().await?;
    window.click("connection-add").await?;
    let form = [
        "connection-form",
        "connection-customer-edge",
        "connection-provider-edge",
        "connection-save",
        "connection-cancel",
    ];
    found.check(window, "connection form", &form).await?;
    window.click("connection-cancel").await?;
    let drawn = [
        "map-node[data-id][data-kind=site]",
        "map-node[data-id][data-kind=cloud]",
        "map-link[data-id]",
        "endpoint-row[data-id]",
        "connection-row[data-id]",
    ];
    found.check(window, "drawn design", &drawn).await?;
    let rows = window.all("connection-row").await?;
    rows.first().context("a connection")?.click().await?;
    found
        .check(window, "connection", &["connection-delete"])
        .await?;
    window.click("connection-cancel").await?;
    let first = window.row_of(Endpoint::BERLIN.label()).await?;
    window.open_endpoint(&first).await?;
    found.check(window, "site", &["endpoint-delete"]).await?;
    window.click("endpoint-cancel").await?;
    window.click("design-rename").await?;
    let form = [
        "design-rename-form",
        "design-name",
        "design-rename-save",
        "design-rename-cancel",
    ];
    found.check(window, "renaming", &form).await?;
    window.click("design-rename-cancel").await?;
    window.gone("design-rename-form").await?;
    window.require("200", "12").await?;
    window.assess().await?;
    window.choose("AA").await?;
    let assessed = [
        "assessment",
        "offer[data-level=A]",
        "offer[data-level=AA][aria-checked=true]",
        "offer[data-level=AAA]",
        "connection-row[data-state=feasible]",
        "quote-save",
        "order",
        "status-correlator",
        "status-latency",
    ];
    found.check(window, "assessed design", &assessed).await?;
    window.click("quote-save").await?;
    window.settled().await
}

async fn order(window: &Window, found: &mut Findings) -> Result<()> {
    window.review_order(NAME).await?;
    let review = [
        "order-review",
        "order-name",
        "order-fee[data-value][data-currency][data-period]",
        "order-expiry",
        "order-confirm",
        "order-cancel",
    ];
    found.check(window, "order review", &review).await?;
    window.confirm_order().await?;
    found
        .check(window, "ordered", &["order-result[data-state=accepted]"])
        .await
}

async fn sessions(window: &Window, found: &mut Findings) -> Result<()> {
    window.open_available_session().await?;
    let detail = [
        "page-sessions",
        "session-filter",
        "session-row[data-id][data-state=available][data-bandwidth][data-level]",
        "session-detail",
        "session-map",
        "session-resize",
        "session-delete",
        "nav-sessions[aria-current]",
    ];
    found.check(window, "session", &detail).await?;
    window.review_resize("300", "A").await?;
    let form = [
        "resize-form",
        "resize-bandwidth",
        "resize-level",
        "resize-fee-now",
        "resize-fee-after",
        "resize-confirm",
        "resize-cancel",
    ];
    found.check(window, "resize", &form).await?;
    window.click("resize-cancel").await?;
    window.review_delete(NAME).await?;
    let form = [
        "delete-form",
        "delete-confirm-name",
        "delete-confirm",
        "delete-cancel",
    ];
    found.check(window, "delete", &form).await?;
    window.confirm_delete().await?;
    found
        .check(window, "gone session", &["session-row[data-state=gone]"])
        .await
}

async fn others(window: &Window, found: &mut Findings) -> Result<()> {
    window.click("nav-quotes").await?;
    window.shows("page-quotes").await?;
    found
        .check(
            window,
            "quotes",
            &["quote-row[data-id]", "nav-quotes[aria-current]"],
        )
        .await?;
    if window.count("quote-detail").await? == 0 {
        window.click("quote-row").await?;
    }
    window.shows("quote-detail").await?;
    window.click("quote-reassess").await?;
    window.shows("quote-difference").await?;
    let detail = [
        "quote-detail",
        "quote-close",
        "quote-reassess",
        "quote-difference",
        "quote-open-design",
        "quote-export-csv",
        "quote-print",
    ];
    found.check(window, "quote", &detail).await?;

    window.click("nav-activity").await?;
    let rows = [
        "page-activity",
        "activity-row[data-operation=assess][data-status][data-correlator][data-latency]",
        "nav-activity[aria-current]",
    ];
    found.check(window, "activity", &rows).await?;
    window.click("nav-settings").await?;
    let settings = [
        "page-settings",
        "settings-theme",
        "settings-language",
        "settings-data-dir",
        "settings-forget",
        "about",
        "profile-row",
        "profile-add",
    ];
    found.check(window, "settings", &settings).await?;
    window.click("settings-forget").await?;
    let question = [
        "settings-forget-dialog",
        "settings-forget-confirm",
        "settings-forget-cancel",
    ];
    found.check(window, "forgetting", &question).await?;
    window.click("settings-forget-cancel").await?;
    window.gone("settings-forget-dialog").await?;
    operators(window, found).await?;
    window.open("/designs").await?;
    let designs = ["page-designs", "design-card", "design-new", "design-delete"];
    found.check(window, "designs", &designs).await?;
    window.click("design-delete").await?;
    let question = [
        "design-delete-dialog",
        "design-delete-confirm",
        "design-delete-cancel",
    ];
    found.check(window, "deleting a design", &question).await?;
    window.click("design-delete-cancel").await?;
    window.gone("design-delete-dialog").await
}

/// A second operator, which is not the one in use: it can be used, changed and deleted.
async fn operators(window: &Window, found: &mut Findings) -> Result<()> {
    window.click("profile-add").await?;
    found
        .check(window, "profile form", &["profile-form"])
        .await?;
    let nobody = Credentials {
        api_root: "https://operator.example".to_owned(),
        token_endpoint: "https://operator.example/token".to_owned(),
        client_id: "portal".to_owned(),
        client_secret: "of-nobody".to_owned(),
    };
    window.fill_profile("Another carrier", &nobody).await?;
    window.save_profile().await?;
    window.wait_for_count("profile-row", 2).await?;
    found
        .check(window, "two operators", &["profile-use", "profile-edit"])
        .await?;
    let rows = window.all("profile-delete").await?;
    rows.last().context("a row")?.click().await?;
    let question = [
        "profile-delete-dialog",
        "profile-delete-confirm",
        "profile-delete-cancel",
    ];
    found
        .check(window, "deleting an operator", &question)
        .await?;
    window.click("profile-delete-cancel").await?;
    window.gone("profile-delete-dialog").await?;
    window.click("profile-edit").await?;
    found
        .check(window, "changing an operator", &["profile-form"])
        .await?;
    window.click("profile-cancel").await
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
