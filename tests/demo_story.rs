//! The demo story, asked of the sandbox operator over real HTTP, and a customer's data gone with one action.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Result, anyhow, ensure};
use contract::{AppError, CustomerRequest, DesignRequest, Empty, Event, QuoteRequest};
use model::Origin;
use operator_client::PortFuture;
use portal_core::{EmbeddedEndpoint, EmbeddedOperator, KeyringMode, MemorySecrets, Portal};
use portal_core::{PortalOptions, StartOperator};
use portal_tests::{HandClock, NoDialog, NoTypesetter, WatchedSandbox};
use secrecy::SecretString;

const CUSTOMER: &str = "Tessaro Ceramics";

/// What the window would be told.
type Events = Arc<Mutex<Vec<Event>>>;

/// The sandbox operator as the one inside the app.
struct Inside(WatchedSandbox);

impl EmbeddedOperator for Inside {
    fn start(&self) -> PortFuture<'_, Result<EmbeddedEndpoint, String>> {
        let credentials = self.0.credentials();
        let endpoint = EmbeddedEndpoint {
            api_root: credentials.api_root.clone(),
            token_endpoint: credentials.token_endpoint.clone(),
            client_id: credentials.client_id.clone(),
        };
        Box::pin(async { Ok(endpoint) })
    }

    fn new_secret(&self) -> PortFuture<'_, Result<SecretString, String>> {
        let secret = self.0.credentials().client_secret.clone();
        Box::pin(async { Ok(SecretString::from(secret)) })
    }

    fn stop(&self) -> PortFuture<'_, ()> {
        Box::pin(async {})
    }

    fn forget(&self) -> PortFuture<'_, ()> {
        Box::pin(async {})
    }
}

async fn open(folder: &Path) -> Result<(Portal, Events)> {
    let clock = Arc::new(HandClock::new());
    let operator = WatchedSandbox::start(Arc::clone(&clock) as _, Duration::ZERO, |all| all)?;
    let options = PortalOptions {
        data_dir: folder.to_owned(),
        keyring: KeyringMode::Memory,
        clock,
        export_dir: None,
        import_file: None,
        theme: None,
        locale: None,
        system_locale: None,
        animations: false,
        operator: StartOperator::AsLast,
        version: "0.0.0".to_owned(),
    };
    let events = Events::default();
    let told = Arc::clone(&events);
    let portal = Portal::open(
        options,
        Arc::new(MemorySecrets::default()),
        Some(Arc::new(Inside(operator))),
        Arc::new(NoDialog),
        Arc::new(move |event| {
            told.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(event)
        }),
        Arc::new(|_| ()),
        Arc::new(NoTypesetter),
    );
    Ok((portal.await?, events))
}

#[tokio::test]
async fn the_story_is_asked_for_once_and_gone_with_its_customer() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (portal, events) = open(folder.path()).await?;
    let demo = portal.demo_load(Empty {}).await.map_err(said)?;
    ensure!(demo.quotes == 5, "{demo:?}");
    let told = std::mem::take(&mut *events.lock().unwrap_or_else(PoisonError::into_inner));
    let progress = told.iter().filter_map(|event| match event {
        Event::Demo(demo) => Some((demo.done, demo.of)),
        Event::App(_)
        | Event::Profiles(_)
        | Event::Quotes(_)
        | Event::Sessions(_)
        | Event::OpenOrders(_)
        | Event::Activity(_)
        | Event::ProfileTest(_)
        | Event::MatrixCell(_) => None,
    });
    let progress: Vec<_> = progress.collect();
    assert_eq!(progress, [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5)]);

    let design = DesignRequest {
        id: demo.design.clone(),
    };
    let drawn = portal.design_open(design).await.map_err(said)?.design;
    assert_eq!(drawn.customer, CUSTOMER);
    assert_eq!((drawn.endpoints.len(), drawn.connections.len()), (7, 6));
    let quotes = portal.quote_list(Empty {}).await.map_err(said)?;
    assert_eq!(quotes.len(), 5);
    for row in &quotes {
        let request = QuoteRequest { id: row.id.clone() };
        let quote = portal.quote_open(request).await.map_err(said)?.quote;
        ensure!(!quote.assessment.correlator.is_empty() && !quote.assessment.response.is_empty());
        ensure!(quote.chosen.is_some(), "{:?}", quote.assessment.offers);
        let fees = quote.assessment.offers.iter().filter_map(|offer| offer.fee);
        ensure!(fees.clone().count() > 0);
        for fee in fees {
            ensure!(fee.origin != Origin::Live, "{fee:?}");
        }
    }

    let again = portal.demo_load(Empty {}).await.map_err(said)?;
    assert_eq!((again.quotes, &again.design), (0, &demo.design));
    assert_eq!(portal.quote_list(Empty {}).await.map_err(said)?.len(), 5);
    ensure!(holds(folder.path(), CUSTOMER)? && holds(folder.path(), "Limoges")?);

    let customer = CustomerRequest {
        customer: CUSTOMER.to_owned(),
    };
    let there = portal
        .customer_review(customer.clone())
        .await
        .map_err(said)?;
    assert_eq!((there.designs, there.quotes, there.sessions), (1, 5, 0));
    let gone = portal.customer_forget(customer).await.map_err(said)?;
    assert_eq!(gone, there);
    assert!(portal.quote_list(Empty {}).await.map_err(said)?.is_empty());
    assert!(portal.design_list(Empty {}).await.map_err(said)?.is_empty());
    for text in [CUSTOMER, "Tessaro", "Limoges", "Aveiro"] {
        ensure!(!holds(folder.path(), text)?, "{text} is in the data folder");
    }
    Ok(())
}

/// Whether a file of the folder has that text in it, the write-ahead log included.
fn holds(folder: &Path, text: &str) -> Result<bool> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_held = if path.is_dir() {
            holds(&path, text)?
        } else {
            let bytes = std::fs::read(&path)?;
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        if is_held {
            return Ok(true);
        }
    }
    Ok(false)
}

fn said(error: AppError) -> anyhow::Error {
    anyhow!("{}: {}", error.code.as_str(), error.message)
}
