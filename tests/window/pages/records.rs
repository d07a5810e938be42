//! Quotes, activity, settings with their operators, and the designs.

use anyhow::{Context as _, Result};
use portal_tests::{Credentials, Window};

use super::Findings;

pub(super) async fn walk(window: &Window, found: &mut Findings) -> Result<()> {
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
        "quote-document-open",
    ];
    found.check(window, "quote", &detail).await?;
    window.click("quote-document-open").await?;
    window.shows("quote-document").await?;
    let document = [
        "document-customer",
        "document-valid-until",
        "document-language",
        "document-notes",
        "document-terms",
        "document-not-included",
        "document-cancel",
        "quote-export-xlsx",
        "quote-export-pdf",
    ];
    found.check(window, "document", &document).await?;
    window.click("document-cancel").await?;
    window.click("quote-tick").await?;
    found.check(window, "ticked", &["quote-compare"]).await?;
    window.click("quote-compare").await?;
    window.shows("compare-line[data-line=fee]").await?;
    let compare = [
        "page-compare",
        "compare-column[data-id][data-level][data-origin]",
        "compare-level",
        "compare-remove",
        "compare-line[data-line=total][data-differs]",
        "compare-differences",
        "compare-add",
        "compare-add-do",
        "chart[data-chart=total]",
        "chart[data-chart=wait]",
    ];
    found.check(window, "comparison", &compare).await?;

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
    window.click("diagnostics-preview").await?;
    window.shows("diagnostics-text").await?;
    let diagnostics = ["diagnostics-text", "diagnostics-save"];
    found.check(window, "diagnostics", &diagnostics).await?;
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
    window.click("customer-forget").await?;
    let question = ["customer-dialog", "customer-confirm", "customer-cancel"];
    found.check(window, "forget a customer", &question).await?;
    window.click("customer-cancel").await?;
    window.gone("customer-dialog").await?;
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
        .check(
            window,
            "two operators",
            &[
                "profile-use",
                "profile-edit",
                "profile-duplicate",
                "profile-export",
                "profile-import",
            ],
        )
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
