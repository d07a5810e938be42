//! Commands: what there is of a customer, and forgetting it.

use contract::{CustomerRequest, CustomerView};
use model::{DesignId, ServiceId};

use super::{DrawnFor, belongings::Belongings};
use crate::{
    documents,
    errors::Failure,
    portal::{Core, LAST_DESIGN},
    sessions::Watched,
    storage::{activity, designs, ledger, quotes, settings, tapes},
};

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
        let staying = self.staying(&belongings).await?;
        Ok(belongings.view(staying.len()))
    }

    /// Removes a customer's designs and quotes, with what is on record of asking about them and of orders that led to
    /// nothing. Sessions stay: the operator has those networks.
    pub(crate) async fn customer_forget(
        &self,
        request: CustomerRequest,
    ) -> Result<CustomerView, Failure> {
        let customer = named(request)?;
        // Until the end nothing is asked or saved that would bring the customer back.
        let _alone = self.stop_asking().await?;
        // What is on its way into the record is in it then.
        self.recorder.forget().await;
        let (belongings, next, calls) = self
            .storage
            .write(move |tx| {
                let belongings = Belongings::of(tx, customer)?;
                for id in &belongings.designs {
                    designs::remove(tx, id)?;
                }
                quotes::remove(tx, &belongings.quotes)?;
                tapes::remove_takes(tx, |design| belongings.have(&DrawnFor::from(design)))?;
                documents::forget_customer(tx, &belongings.customer)?;
                let orders = ledger::forget(tx, |drawn| belongings.have(drawn))?;
                let (customer, of) = (&belongings.customer, &belongings.designs);
                let calls = activity::remove_of(tx, customer, of, &orders)?;
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
                Ok::<_, Failure>((belongings, next, calls))
            })
            .await?;
        let staying = self.staying(&belongings).await?;
        for id in &staying {
            self.forget_origin(id).await?;
        }
        let view = self
            .owner
            .turn(move |state| {
                let is_of_it = |design: &_| belongings.have(&DrawnFor::from(design));
                state.recent.forget(is_of_it);
                state.diagnostics = None;
                let quotes = belongings.quotes.iter().map(|(_, id)| id.to_string());
                state.outbox.quotes(Vec::new(), quotes.collect());
                if !calls.is_empty() {
                    state.outbox.activity(Vec::new(), calls);
                }
                let last = state.settings.last_design.as_ref();
                if last.is_some_and(|last| belongings.designs.contains(last)) {
                    state.settings.last_design = next;
                    state.announce_app();
                }
                belongings.view(staying.len())
            })
            .await?;
        // The write-ahead log still holds what was deleted.
        self.storage.empty_log().await?;
        Ok(view)
    }

    /// The sessions that were ordered for the customer.
    async fn staying(&self, belongings: &Belongings) -> Result<Vec<ServiceId>, Failure> {
        let belongings = belongings.clone();
        let is_of_it = move |watched: &&Watched| {
            let drawn = watched.drawn.as_ref();
            drawn.is_some_and(|drawn| belongings.have(drawn))
        };
        self.owner
            .turn(move |state| {
                let sessions = state.sessions.all().filter(is_of_it);
                let ids = sessions.map(|watched| watched.session.service_id.clone());
                ids.collect()
            })
            .await
    }

    /// Forgets what a session was made from.
    async fn forget_origin(&self, id: &ServiceId) -> Result<(), Failure> {
        let forget = |watched: &Watched, _| {
            let after = Watched {
                drawn: None,
                ..watched.clone()
            };
            (after, Vec::new())
        };
        match self.take_in(id, None, forget).await {
            Ok(_) | Err(Failure::NotFound(_)) => Ok(()),
            Err(failure) => Err(failure),
        }
    }
}

fn named(request: CustomerRequest) -> Result<String, Failure> {
    if request.customer.is_empty() {
        return Err(Failure::Input("A customer has a name.".to_owned()));
    }
    Ok(request.customer)
}
