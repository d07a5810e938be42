//! An account manager in front of a customer: from an empty start to a document that compares three options, click by click.

use std::{cell::Cell, fs};

use anyhow::{Result, ensure};
use portal_tests::{Start, Window, World};

/// What the task may take. Typed text is no click; the click into its field is one.
const MOST_CLICKS: u32 = 60;

/// The customer's sites: what is typed to find the town, and the address there.
const SITES: [(&str, &str); 5] = [
    ("Lyon", "203.0.113.10"),
    ("Madrid", "203.0.113.20"),
    ("Berlin", "203.0.113.30"),
    ("Milan", "203.0.113.40"),
    ("Antwerp", "203.0.113.50"),
];

/// Does what a person does with a mouse, and counts it.
struct Person<'a> {
    window: &'a Window,
    clicks: Cell<u32>,
}

impl Person<'_> {
    async fn click(&self, hook: &str) -> Result<()> {
        self.clicks.set(self.clicks.get() + 1);
        self.window.click(hook).await
    }

    /// Clicks into a field and types.
    async fn fill(&self, hook: &str, text: &str) -> Result<()> {
        self.clicks.set(self.clicks.get() + 1);
        self.window.fill(hook, text).await
    }

    /// Adds a site or cloud in the first town that is found, whose name it takes, and gives its id.
    async fn add(&self, button: &str, town: &str, address: &str) -> Result<String> {
        self.click(button).await?;
        self.fill("endpoint-place", town).await?;
        self.click("endpoint-place-option[id=endpoint-place-option-0]")
            .await?;
        self.fill("endpoint-primary-ip", address).await?;
        self.click("endpoint-save").await?;
        self.window.settled().await?;
        self.window.row_of(town).await
    }
}

#[tokio::test]
async fn three_options_for_five_sites_are_a_document_within_sixty_clicks() -> Result<()> {
    let exports = tempfile::tempdir()?;
    let world = World::start(Start::fresh().exports(exports.path())).await?;
    let window = world.window();
    window.settled().await?;
    let person = Person {
        window,
        clicks: Cell::new(0),
    };
    person.click("welcome-use-sandbox").await?;
    window.operator_is_ready().await?;
    window.settled().await?;

    let cloud = person
        .add("endpoint-add-cloud", "Frankfurt", "198.51.100.10")
        .await?;
    let mut sites = Vec::new();
    for (town, address) in SITES {
        sites.push(person.add("endpoint-add-site", town, address).await?);
    }
    person.click("map-tool-connect").await?;
    for site in &sites {
        person.click(&format!("map-node[data-id={site}]")).await?;
        person.click(&format!("map-node[data-id={cloud}]")).await?;
        window.settled().await?;
    }
    window.wait_for_count("connection-row", sites.len()).await?;

    person.fill("requirement-bandwidth", "200").await?;
    person.click("assess").await?;
    window.shows("assessment").await?;
    window.settled().await?;
    person.click("quote-save").await?;
    window.settled().await?;

    person.click("nav-quotes").await?;
    person.click("quote-tick").await?;
    person.click("quote-compare").await?;
    window.wait_for_count("compare-column", 3).await?;
    person.click("quote-document-open").await?;
    person.fill("document-customer", "Northwind").await?;
    person.click("quote-export-pdf").await?;
    window.document_is_made().await?;

    let files: Vec<_> = fs::read_dir(exports.path())?.collect::<Result<_, _>>()?;
    ensure!(files.len() == 1, "{} files were written", files.len());
    let document = fs::read(files[0].path())?;
    ensure!(document.starts_with(b"%PDF"), "the file is no PDF");
    let clicks = person.clicks.get();
    println!("{clicks} clicks from an empty start to the document");
    ensure!(clicks <= MOST_CLICKS, "{clicks} clicks");
    world.end().await
}
