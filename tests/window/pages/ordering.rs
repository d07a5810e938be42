//! From the welcome over the design to a network that is deleted again.

use anyhow::{Context as _, Result};
use portal_tests::{Endpoint, Window};

use super::Findings;

const NAME: &str = "Walked network";

pub(super) async fn walk(window: &Window, found: &mut Findings) -> Result<()> {
    welcome(window, found).await?;
    design(window, found).await?;
    order(window, found).await?;
    sessions(window, found).await
}

async fn welcome(window: &Window, found: &mut Findings) -> Result<()> {
    window.settled().await?;
    let hooks = [
        "page-welcome",
        "welcome",
        "welcome-use-sandbox",
        "welcome-connect-operator",
        "demo-load",
        "demo-progress",
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
        "profile-dialect",
        "profile-colour",
        "profile-discovery-url",
        "profile-auth-method",
        "profile-key-algorithm",
        "profile-key-make",
        "profile-private-key",
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
    window.click("profile-more").await?;
    let more = [
        "profile-scopes",
        "profile-proxy",
        "profile-currency",
        "profile-level-aaa",
        "profile-ca",
        "profile-ca-state",
    ];
    found
        .check(window, "connect form with all settings", &more)
        .await?;
    window.click("profile-key-make").await?;
    window.shows("profile-public-jwk").await?;
    let key = ["profile-public-jwk", "profile-jwk-copy"];
    found.check(window, "connect form with a key", &key).await?;
    window.click("profile-client-id").await?;
    window
        .select("profile-auth-method", "client_secret_basic")
        .await?;
    found
        .check(window, "connect form with a secret", &["profile-secret"])
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
        "hub-and-spoke",
        "full-mesh",
        "nearest-region",
        "duplicate",
        "connection-count[data-value=\"0\"][data-limit]",
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
        "connection-latency",
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
    window.click("nearest-region").await?;
    let form = [
        "nearest-region-form",
        "nearest-region-provider",
        "nearest-region-address",
        "nearest-region-draw",
        "nearest-region-cancel",
    ];
    found.check(window, "nearest region", &form).await?;
    window.click("nearest-region-cancel").await?;
    window.gone("nearest-region-form").await?;
    let first = window.row_of(Endpoint::BERLIN.label()).await?;
    window.open_endpoint(&first).await?;
    found.check(window, "site", &["endpoint-delete"]).await?;
    window.click("endpoint-cancel").await?;
    window.click("design-rename").await?;
    let form = [
        "design-rename-form",
        "design-name",
        "design-customer",
        "design-rename-save",
        "design-rename-cancel",
    ];
    found.check(window, "renaming", &form).await?;
    window.click("design-rename-cancel").await?;
    window.gone("design-rename-form").await?;
    window.click("design-rename").await?;
    window.fill("design-customer", "Walked customer").await?;
    window.click("design-rename-save").await?;
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
    window.settled().await?;
    window.click("present").await?;
    window.wait_for("map", "data-drawn", "true").await?;
    let presented = ["page-present", "present-offer", "present-leave"];
    found.check(window, "presentation", &presented).await?;
    window.click("present-leave").await?;
    window.shows("page-design").await?;
    matrix(window, found).await
}

async fn matrix(window: &Window, found: &mut Findings) -> Result<()> {
    window.click("quote-matrix").await?;
    let form = [
        "page-matrix",
        "matrix-back",
        "matrix-value[data-value][aria-pressed]",
        "matrix-bandwidth",
        "matrix-bandwidth-add",
        "matrix-count",
        "matrix-start",
    ];
    found.check(window, "matrix form", &form).await?;
    window.click("matrix-start").await?;
    window
        .wait_for("matrix-progress", "data-state", "done")
        .await?;
    let cells = [
        "matrix-progress",
        "matrix-measure",
        "matrix-level",
        "matrix-legend",
        "matrix-way[data-profile][data-level=AA][data-state=has]",
        "matrix-way[data-level=AAA][data-state]",
        "matrix-way[data-level=AA] matrix-way-open[data-open]",
        "chart[data-chart=fee-by-bandwidth]",
        "quote-cell[data-state=feasible][data-value][data-currency][data-period][data-origin][data-wait-days][data-level]",
    ];
    found.check(window, "matrix", &cells).await?;
    window.select("matrix-measure", "level").await?;
    window.click("quote-cell[data-cell=\"0\"]").await?;
    window.shows("matrix-detail").await?;
    let detail = [
        "matrix-detail",
        "matrix-detail-close",
        "matrix-use",
        "quote-save",
    ];
    found.check(window, "cell of a matrix", &detail).await?;
    window.click("matrix-back").await?;
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
        "session-actual",
        "session-attach",
        "session-import",
        "session-export",
        "nav-sessions[aria-current]",
    ];
    found.check(window, "session", &detail).await?;
    window.click("session-attach").await?;
    let form = [
        "attach-form",
        "session-attach-id",
        "session-attach-name",
        "session-attach-confirm",
        "session-attach-cancel",
    ];
    found.check(window, "attach", &form).await?;
    window.click("session-attach-cancel").await?;
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
