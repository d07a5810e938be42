//! axe-core on the page as it is: every rule of WCAG A and AA up to 2.2.

use std::{fmt, fs, path::Path};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use super::Window;

/// The rules that are checked.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// A rule of axe-core that the page breaks.
#[derive(Debug, Clone, Deserialize)]
pub struct Violation {
    /// The rule.
    pub id: String,
    /// What it asks for.
    pub help: String,
    /// The elements that break it.
    pub nodes: Vec<Node>,
}

/// An element that breaks a rule.
#[derive(Debug, Clone, Deserialize)]
pub struct Node {
    /// Its HTML.
    pub html: String,
    /// What is wrong with it.
    #[serde(rename = "failureSummary", default)]
    pub summary: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.id, self.help)?;
        for node in &self.nodes {
            write!(
                formatter,
                "\n    {}\n      {}",
                node.html,
                node.summary.replace('\n', "\n      ")
            )?;
        }
        Ok(())
    }
}

impl Window {
    /// The rules that the page breaks.
    ///
    /// # Errors
    /// If axe-core is not installed (`cargo xtask setup`) or does not run.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        let source =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let source = fs::read_to_string(source)
            .context("axe-core is not installed: run `cargo xtask setup`")?;
        // Evaluated by the driver, which the page's content security policy does not bind.
        self.run(&source, vec![])
            .await
            .context("axe-core did not load")?;
        let script = "
            const [tags, done] = arguments;
            axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
                .then(result => done(result.violations), error => done(String(error)));";
        let answer = self
            .driver()
            .execute_async(script, vec![serde_json::json!(TAGS)])
            .await?;
        serde_json::from_value(answer.json().clone())
            .with_context(|| format!("axe-core said {}", answer.json()))
    }

    /// Fails with every rule that the page breaks, if any.
    ///
    /// # Errors
    /// If there is one.
    pub async fn is_accessible(&self) -> Result<()> {
        let violations = self.axe().await?;
        if violations.is_empty() {
            return Ok(());
        }
        let list = violations
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n");
        bail!(
            "{} breaks {} rules:\n{list}",
            self.route().await?,
            violations.len()
        )
    }
}
