//! Quotes: frozen, listed, asked again, exported and printed.

use std::{collections::HashMap, fs, path::Path};

use anyhow::{Context as _, Result};
use calamine::{Reader as _, Xlsx};
use portal_tests::{Answer, Offer, ScriptedOperator, Start, Window, World};
use serde_json::json;
use thirtyfour::Key;

#[tokio::test]
async fn a_quote_is_frozen_listed_and_exported() -> Result<()> {
    let exports = tempfile::tempdir()?;
    let world = World::start(Start::with_sandbox().exports(exports.path())).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    let offered = window.offers().await?;
    window.click("quote-save").await?;
    window.settled().await?;

    // What happens to the design afterwards does not touch it.
    window.fill("requirement-bandwidth", "900").await?;
    window.settled().await?;
    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    open_only_quote(window).await?;
    let frozen = window.offers().await?;
    assert_eq!(frozen.len(), 3);
    for (offer, kept) in offered.iter().zip(&frozen) {
        assert_eq!(offer.level, kept.level);
        assert_eq!(offer.value, kept.value);
        assert_eq!(offer.currency, kept.currency);
        assert_eq!(offer.period, kept.period);
    }
    let detail = window.text("quote-detail").await?;
    assert!(detail.to_lowercase().contains("simulated"), "{detail}");
    assert!(detail.contains("200"), "the bandwidth then: {detail}");

    window.click("quote-export-csv").await?;
    window.settled().await?;
    let table = read_csv(&only_file(exports.path(), "csv")?)?;
    for offer in frozen.iter().filter(|offer| offer.value.is_some()) {
        has_row_of(&table, offer)?;
    }

    window.click("quote-print").await?;
    window.settled().await?;
    let page = fs::read_to_string(only_file(exports.path(), "html")?)?;
    assert!(page.to_lowercase().contains("simulated"));
    for offer in frozen.iter().filter_map(|offer| offer.value.as_deref()) {
        let whole = offer.split('.').next().unwrap_or_default();
        let digits: String = page.chars().filter(char::is_ascii_digit).collect();
        assert!(digits.contains(whole), "{offer} is not printed");
    }

    make_documents(window, exports.path(), &frozen).await?;

    window.click("quote-reassess").await?;
    window.shows("quote-difference").await?;
    window.settled().await?;
    let difference = window.text("quote-difference").await?;
    assert!(
        difference.to_lowercase().contains("no change"),
        "the same question has the same answer: {difference}"
    );

    window.click("quote-open-design").await?;
    window.shows("page-design").await?;
    window.settled().await?;
    assert_eq!(window.count("endpoint-row").await?, 3);
    assert_eq!(window.count("connection-row").await?, 2);
    assert_eq!(
        window.value("requirement-bandwidth").await?,
        "200",
        "the design as it was quoted"
    );
    world.end().await
}

#[tokio::test]
async fn asking_again_shows_what_differs() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    window.click("quote-save").await?;
    window.settled().await?;
    open_only_quote(window).await?;
    let frozen = window.offers().await?;
    assert_eq!(frozen[0].origin.as_deref(), Some("quote"));
    assert!(
        !window
            .text("quote-detail")
            .await?
            .to_lowercase()
            .contains("simulated"),
        "it is from a live operator"
    );

    operator.answers(
        "POST /assessment",
        Answer::json(
            200,
            &json!({ "sla": "AA", "waitDays": 5, "rent": { "amount": 850, "currency": "EUR" } }),
        ),
    );
    window.click("quote-reassess").await?;
    window.shows("quote-difference").await?;
    window.settled().await?;
    let difference = window.text("quote-difference").await?;
    assert!(difference.contains("37.5"), "812.50 to 850: {difference}");
    assert!(difference.contains("2 days"), "3 to 5 days: {difference}");

    operator.answers(
        "POST /assessment",
        Answer::error(500, "INTERNAL", "Broken."),
    );
    window.click("quote-reassess").await?;
    window.shows("banner[data-code=operator-fault]").await?;
    assert_eq!(window.count("quote-detail").await?, 1, "the quote stays");
    world.end().await
}

#[tokio::test]
async fn asking_again_can_be_cancelled() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window
        .connect_operator("Carrier", operator.credentials())
        .await?;
    window.draw_and_assess().await?;
    window.click("quote-save").await?;
    window.settled().await?;
    open_only_quote(window).await?;

    operator.answers("POST /assessment", Answer::none());
    window.click("quote-reassess").await?;
    window.click("quote-reassess-cancel").await?;
    window.gone("quote-reassess-cancel").await?;
    window.settled().await?;
    assert_eq!(window.count("quote-difference").await?, 0);
    assert_eq!(window.count("quote-detail").await?, 1, "the quote stays");
    window.click("quote-close").await?;
    window.gone("quote-detail").await?;
    window
        .until("the keyboard to stay in the list", async || {
            let script = "return document.activeElement.matches('.grid-body .row-title')";
            Ok((window.run(script, vec![]).await? == json!(true)).then_some(()))
        })
        .await?;
    world.end().await
}

/// Makes both kinds of documents for a customer, and finds it and a fee of `frozen` in them.
async fn make_documents(window: &Window, exports: &Path, frozen: &[Offer]) -> Result<()> {
    window.click("quote-document-open").await?;
    window.shows("quote-document").await?;
    window.fill("document-customer", "Northwind").await?;
    window.fill("document-valid-until", "soon").await?;
    window.click("quote-export-xlsx").await?;
    window.shows("document-valid-until-error").await?;
    // Escape keeps what was typed.
    window.key(Key::Escape).await?;
    window.gone("quote-document").await?;
    window.click("quote-document-open").await?;
    window.shows("quote-document").await?;
    assert_eq!(window.value("document-customer").await?, "Northwind");
    window.is_accessible().await?;
    window.fill("document-valid-until", "2099-12-31").await?;
    window.click("quote-export-xlsx").await?;
    window.gone("quote-document").await?;
    window.settled().await?;
    let cells = read_xlsx(&only_file(exports, "xlsx")?)?;
    let is_for = cells.iter().any(|cell| cell.contains("Northwind"));
    assert!(is_for, "{cells:?}");
    let mut fees = frozen.iter().filter_map(|offer| offer.amount().ok());
    let has_cell = |fee: f64| cells.iter().any(|cell| cell.parse() == Ok(fee));
    assert!(fees.any(has_cell), "no fee of {frozen:?}: {cells:?}");

    window.click("quote-document-open").await?;
    window.shows("quote-document").await?;
    window.click("quote-export-pdf").await?;
    window.document_is_made().await?;
    let file = fs::read(only_file(exports, "pdf")?)?;
    assert!(file.starts_with(b"%PDF"));
    Ok(())
}

/// Every cell of a workbook, as text.
fn read_xlsx(path: &Path) -> Result<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path)?;
    let mut cells = Vec::new();
    for (_, sheet) in book.worksheets() {
        cells.extend(sheet.used_cells().map(|(_, _, cell)| cell.to_string()));
    }
    Ok(cells)
}

async fn open_only_quote(window: &Window) -> Result<()> {
    window.click("nav-quotes").await?;
    window.shows("page-quotes").await?;
    window.settled().await?;
    if window.count("quote-detail").await? == 0 {
        window.click("quote-row").await?;
    }
    window.shows("quote-detail").await?;
    window.settled().await
}

fn only_file(folder: &Path, extension: &str) -> Result<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    anyhow::ensure!(found.len() == 1, "{extension}: {found:?}");
    found.pop().context("one file")
}

/// The rows of a CSV file by the names of its columns.
fn read_csv(path: &Path) -> Result<Vec<HashMap<String, String>>> {
    let mut reader = csv::Reader::from_path(path)?;
    let rows = reader.deserialize().collect::<Result<Vec<_>, _>>()?;
    anyhow::ensure!(!rows.is_empty(), "{} has no rows", path.display());
    Ok(rows)
}

/// Fails unless exactly one row is about the offer's level, and says what its card says.
fn has_row_of(table: &[HashMap<String, String>], offer: &Offer) -> Result<()> {
    let level = offer.level.clone().unwrap_or_default();
    let rows: Vec<_> = table.iter().filter(|row| row["level"] == level).collect();
    let [row] = rows.as_slice() else {
        anyhow::bail!("{} rows for {level}", rows.len());
    };
    assert_eq!(row["fee"].parse(), Ok(offer.amount()?), "{row:?}");
    assert_eq!(Some(&row["currency"]), offer.currency.as_ref());
    assert_eq!(Some(&row["period"]), offer.period.as_ref());
    assert_eq!(Some(&row["wait_days"]), offer.wait_days.as_ref());
    assert_eq!(Some(&row["state"]), offer.state.as_ref());
    assert!(row["origin"].contains("Simulated"), "{row:?}");
    Ok(())
}
