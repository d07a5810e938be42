//! The main job in the words of a person, as verbs of the window: draw, assess, order, resize, delete.

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::Window;

/// A site, or a cloud by its coordinates, as a person would type it.
#[derive(Debug, Clone)]
pub struct Endpoint {
    label: &'static str,
    position: (&'static str, &'static str),
    primary_ip: &'static str,
    secondary_ip: &'static str,
}

impl Endpoint {
    /// A site in Berlin with both addresses.
    pub const BERLIN: Self = Self {
        label: "Berlin HQ",
        position: ("52.52", "13.405"),
        primary_ip: "203.0.113.10",
        secondary_ip: "203.0.113.11",
    };

    /// A site in Madrid with both addresses.
    pub const MADRID: Self = Self {
        label: "Madrid office",
        position: ("40.4168", "-3.7038"),
        primary_ip: "203.0.113.20",
        secondary_ip: "203.0.113.21",
    };

    /// A site in Lyon with both addresses.
    pub const LYON: Self = Self {
        label: "Lyon works",
        position: ("45.764", "4.8357"),
        primary_ip: "203.0.113.40",
        secondary_ip: "203.0.113.41",
    };

    /// A cloud in Frankfurt with both addresses.
    pub const FRANKFURT: Self = Self {
        label: "Frankfurt cloud",
        position: ("50.1109", "8.6821"),
        primary_ip: "198.51.100.30",
        secondary_ip: "198.51.100.31",
    };

    /// The same with its first address only.
    #[must_use]
    pub const fn without_secondary(mut self) -> Self {
        self.secondary_ip = "";
        self
    }

    /// What it is called.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        self.label
    }
}

/// The id of an endpoint's row.
const ID_OF_LABEL: &str = "
    const rows = [...document.querySelectorAll('[data-testid=endpoint-row]')];
    return rows.find(row => row.textContent.includes(arguments[0]))?.dataset.id ?? null;";

impl Window {
    /// Chooses the sandbox operator on the welcome page, and waits until it can be used.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn explore_with_sandbox(&self) -> Result<()> {
        self.click("welcome-use-sandbox").await?;
        self.operator_is_ready().await?;
        self.settled().await
    }

    /// Adds a site by the form and gives its id.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn add_site(&self, site: &Endpoint) -> Result<String> {
        self.click("endpoint-add-site").await?;
        self.fill_endpoint(site).await
    }

    /// Adds a cloud by the form, by its coordinates, and gives its id.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn add_cloud(&self, cloud: &Endpoint) -> Result<String> {
        self.click("endpoint-add-cloud").await?;
        self.fill_endpoint(cloud).await
    }

    /// Connects a customer's edge with a provider's, both by their ids.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn connect(&self, customer_edge: &str, provider_edge: &str) -> Result<()> {
        let connections = self.count("connection-row").await?;
        self.click("connection-add").await?;
        self.select("connection-customer-edge", customer_edge)
            .await?;
        self.select("connection-provider-edge", provider_edge)
            .await?;
        self.click("connection-save").await?;
        self.wait_for_count("connection-row", connections + 1)
            .await?;
        self.settled().await
    }

    /// Draws two sites, a cloud and what connects each site with the cloud.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn draw_two_sites_and_a_cloud(&self) -> Result<()> {
        let berlin = self.add_site(&Endpoint::BERLIN).await?;
        let madrid = self.add_site(&Endpoint::MADRID).await?;
        let cloud = self.add_cloud(&Endpoint::FRANKFURT).await?;
        self.connect(&berlin, &cloud).await?;
        self.connect(&madrid, &cloud).await
    }

    /// Asks for this bandwidth, in Mbps, over this many months.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn require(&self, bandwidth: &str, months: &str) -> Result<()> {
        self.fill("requirement-bandwidth", bandwidth).await?;
        self.fill("requirement-duration-value", months).await?;
        self.select("requirement-duration-unit", "months").await?;
        self.settled().await
    }

    /// Asks for a second pair of edges on every connection.
    ///
    /// # Errors
    /// If it cannot be asked for.
    pub async fn protect(&self) -> Result<()> {
        self.click("requirement-protected").await?;
        self.settled().await
    }

    /// Has the design assessed, and waits for the offers.
    ///
    /// # Errors
    /// If they do not come in time.
    pub async fn assess(&self) -> Result<()> {
        self.click("assess").await?;
        self.shows("assessment").await?;
        self.settled().await
    }

    /// Draws two sites and a cloud, and has them assessed at 200 Mbps over 12 months.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn draw_and_assess(&self) -> Result<()> {
        self.draw_two_sites_and_a_cloud().await?;
        self.require("200", "12").await?;
        self.assess().await
    }

    /// Takes the offer of this level.
    ///
    /// # Errors
    /// If it cannot be taken.
    pub async fn choose(&self, level: &str) -> Result<()> {
        let offer = format!("offer[data-level={level}]");
        self.click(&offer).await?;
        self.wait_for(&offer, "aria-checked", "true").await
    }

    /// Opens the review of the order and gives it a name.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn review_order(&self, name: &str) -> Result<()> {
        self.click("order").await?;
        self.shows("order-review").await?;
        self.settled().await?;
        self.fill("order-name", name).await
    }

    /// Orders what is under review, and waits until the operator has accepted it.
    ///
    /// # Errors
    /// If it is not accepted in time.
    pub async fn confirm_order(&self) -> Result<()> {
        self.order_ends_as("accepted").await?;
        self.settled().await
    }

    /// Orders what is under review, and waits until its outcome is this.
    ///
    /// # Errors
    /// If it is not in time.
    pub async fn order_ends_as(&self, state: &str) -> Result<()> {
        self.click("order-confirm").await?;
        self.wait_for("order-result", "data-state", state).await
    }

    /// Orders the offer of this level under this name, and waits until the operator has accepted it.
    ///
    /// # Errors
    /// If it is not accepted in time.
    pub async fn order(&self, level: &str, name: &str) -> Result<()> {
        self.choose(level).await?;
        self.review_order(name).await?;
        self.confirm_order().await
    }

    /// Opens the list of sessions, waits until the only one is available, and opens it. Gives its service id.
    ///
    /// # Errors
    /// If it does not become available in time.
    pub async fn open_available_session(&self) -> Result<String> {
        self.click("nav-sessions").await?;
        self.wait_for("session-row", "data-state", "available")
            .await?;
        let id = self
            .attribute("session-row", "data-id")
            .await?
            .context("the session has no id")?;
        self.click("session-row").await?;
        self.shows("session-detail").await?;
        self.settled().await?;
        Ok(id)
    }

    /// Opens the form to resize the open session, and asks for this bandwidth and level.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn review_resize(&self, bandwidth: &str, level: &str) -> Result<()> {
        self.click("session-resize").await?;
        self.fill("resize-bandwidth", bandwidth).await?;
        self.select("resize-level", level).await?;
        self.shows("resize-fee-after").await?;
        self.settled().await
    }

    /// Resizes the open session as asked, and waits until the operator has done it.
    ///
    /// # Errors
    /// If it is not done in time.
    pub async fn confirm_resize(&self, bandwidth: &str, level: &str) -> Result<()> {
        self.click("resize-confirm").await?;
        self.wait_for("session-row", "data-bandwidth", bandwidth)
            .await?;
        self.wait_for("session-row", "data-level", level).await?;
        self.wait_for("session-row", "data-state", "available")
            .await?;
        self.settled().await
    }

    /// Opens the question whether the open session is to be deleted, and types its name.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn review_delete(&self, name: &str) -> Result<()> {
        self.click("session-delete").await?;
        self.fill("delete-confirm-name", name).await
    }

    /// Deletes the open session, and waits until the operator knows it no more.
    ///
    /// # Errors
    /// If it is not gone in time.
    pub async fn confirm_delete(&self) -> Result<()> {
        self.click("delete-confirm").await?;
        self.wait_for("session-row", "data-state", "gone").await?;
        self.settled().await
    }

    /// The id of the endpoint whose row shows `text`, once there is one.
    ///
    /// # Errors
    /// If there is none in time.
    pub async fn row_of(&self, text: &str) -> Result<String> {
        self.until(&format!("a row for {text}"), async || {
            let id = self.run(ID_OF_LABEL, vec![json!(text)]).await?;
            Ok(id.as_str().map(str::to_owned))
        })
        .await
    }

    /// Opens the form of the endpoint with this id from its row.
    ///
    /// # Errors
    /// If it does not open in time.
    pub async fn open_endpoint(&self, id: &str) -> Result<()> {
        self.click(format!("endpoint-row[data-id={id}]").as_str())
            .await?;
        self.shows("endpoint-form").await
    }

    async fn fill_endpoint(&self, endpoint: &Endpoint) -> Result<String> {
        self.fill("endpoint-label", endpoint.label).await?;
        self.fill("endpoint-latitude", endpoint.position.0).await?;
        self.fill("endpoint-longitude", endpoint.position.1).await?;
        self.fill("endpoint-primary-ip", endpoint.primary_ip)
            .await?;
        self.fill("endpoint-secondary-ip", endpoint.secondary_ip)
            .await?;
        self.click("endpoint-save").await?;
        let id = self.row_of(endpoint.label).await?;
        self.settled().await?;
        Ok(id)
    }
}
