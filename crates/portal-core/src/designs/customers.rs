//! Commands: what there is of a customer, and forgetting it.

use std::{collections::HashSet, time::Duration};

use contract::{CustomerRequest, CustomerView};
use model::{Design, DesignId, Endpoint, EndpointId, Quote};
use rusqlite::Connection;

use crate::{
    documents,
    errors::Failure,
    portal::{Core, LAST_DESIGN},
    sessions::Watched,
    storage::{StorageError, activity, designs, ledger, quotes, settings},
};

/// How long a call that was cancelled may take to end.
const ENDING: Duration = Duration::from_secs(2);
/// How often it is looked whether it has.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// What belongs to a customer: the designs that bear the name, and the quotes of those or under that name.
#[derive(Clone, Debug, Default)]
struct Belongings {
    customer: String,
    designs: Vec<DesignId>,
    quotes: usize,
    /// What their designs are called, and were when they were quoted.
    names: HashSet<String>,
    /// Their sites and clouds, by which what was ordered is recognised.
    endpoints: HashSet<EndpointId>,
}

impl Belongings {
    fn of(db: &Connection, customer: String) -> Result<Self, StorageError> {
        let mut all = Self {
            names: HashSet::from([customer.clone()]),
            customer,
            ..Self::default()
        };
        for design in designs::all(db)? {
            if design.customer == all.customer {
                all.take(&design);
                all.designs.push(design.id);
            }
        }
        for quote in quotes::list(db)?
            .into_iter()
            .filter_map(|record| record.quote)
        {
            if all.have_quote(&quote) {
                all.take(&quote.design);
                all.quotes += 1;
            }
        }
        Ok(all)
    }

    fn have_quote(&self, quote: &Quote) -> bool {
        self.designs.contains(&quote.design.id) || quote.design.customer == self.customer
    }

    /// Whether that is the customer's quote; one that was altered is where the customer's name is in it.
    fn have_record(&self, quote: Option<&Quote>, text: &[u8]) -> bool {
        quote.map_or_else(
            || String::from_utf8_lossy(text).contains(&self.customer),
            |quote| self.have_quote(quote),
        )
    }

    fn take(&mut self, design: &Design) {
        self.names.insert(design.name.clone());
        let ids = design.endpoints.iter().map(|endpoint| endpoint.id.clone());
        self.endpoints.extend(ids);
    }

    /// Whether one of these was drawn for the customer.
    fn have(&self, endpoints: &[Endpoint]) -> bool {
        endpoints
            .iter()
            .any(|endpoint| self.endpoints.contains(&endpoint.id))
    }

    fn view(&self, sessions: usize) -> CustomerView {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        CustomerView {
            designs: count(self.designs.len()),
            quotes: count(self.quotes),
            sessions: count(sessions),
        }
    }
}

impl Core {
    /// What there is of a customer, before it is forgotten.
    pub(crate) async fn customer_review(
        &self,
        request: CustomerRequest,
    ) -> Result<CustomerView, Failure> {
        let customer = named(request)?;
        let belongings = self
            .storage
            .read(move |db| Belongings::of(db, customer))
            .await?;
        let sessions = self.staying(&belongings).await?;
        Ok(belongings.view(sessions))
    }

    /// Removes a customer's designs and quotes, with what is on record of asking about them and of orders that led to
    /// nothing. Sessions stay: the operator has those networks.
    pub(crate) async fn customer_forget(
        &self,
        request: CustomerRequest,
    ) -> Result<CustomerView, Failure> {
        let customer = named(request)?;
        self.stop_asking().await?;
        // What is on its way into the record is in it then.
        self.recorder.forget().await;
        let (belongings, quotes, next, calls) = self
            .storage
            .write(move |tx| {
                let belongings = Belongings::of(tx, customer)?;
                for id in &belongings.designs {
                    designs::remove(tx, id)?;
                }
                let quotes = quotes::remove(tx, |quote, text| belongings.have_record(quote, text))?;
                documents::forget_customer(tx)?;
                ledger::remove_fruitless(tx, |endpoints| belongings.have(endpoints))?;
                let calls =
                    activity::remove_about(tx, |subject| belongings.names.contains(subject))?;
                let next = designs::list(tx)?
                    .into_iter()
                    .next()
                    .map(|design| design.id);
                let last = settings::get(tx, LAST_DESIGN)?;
                if belongings
                    .designs
                    .iter()
                    .any(|id| last.as_deref() == Some(id.as_str()))
                {
                    settings::set(tx, LAST_DESIGN, next.as_ref().map(DesignId::as_str))?;
                }
                Ok::<_, Failure>((belongings, quotes, next, calls))
            })
            .await?;
        // The write-ahead log still holds what was deleted.
        self.storage.empty_log().await?;
        let sessions = self.staying(&belongings).await?;
        self.owner
            .turn(move |state| {
                state
                    .recent
                    .forget(|design| belongings.designs.contains(design));
                state.diagnostics = None;
                let quotes = quotes.iter().map(ToString::to_string).collect();
                state.outbox.quotes(Vec::new(), quotes);
                if !calls.is_empty() {
                    state.outbox.activity(Vec::new(), calls);
                }
                let last = state.settings.last_design.as_ref();
                if last.is_some_and(|last| belongings.designs.contains(last)) {
                    state.settings.last_design = next;
                    state.announce_app();
                }
                belongings.view(sessions)
            })
            .await
    }

    /// Cancels what is being asked of operators for designs, and waits until that has ended.
    async fn stop_asking(&self) -> Result<(), Failure> {
        let mut left = ENDING;
        loop {
            let is_over = self
                .owner
                .turn(|state| {
                    state.running.values().for_each(|cancel| cancel.cancel());
                    state.running.is_empty()
                })
                .await?;
            if is_over || left.is_zero() {
                return Ok(());
            }
            tokio::time::sleep(LOOK_EVERY).await;
            left = left.saturating_sub(LOOK_EVERY);
        }
    }

    /// How many sessions connect what was drawn for the customer.
    async fn staying(&self, belongings: &Belongings) -> Result<usize, Failure> {
        let belongings = belongings.clone();
        let is_of_it = move |watched: &&Watched| belongings.have(&watched.session.endpoints);
        self.owner
            .turn(move |state| state.sessions.all().filter(is_of_it).count())
            .await
    }
}

fn named(request: CustomerRequest) -> Result<String, Failure> {
    if request.customer.is_empty() {
        return Err(Failure::Input("A customer has a name.".to_owned()));
    }
    Ok(request.customer)
}
