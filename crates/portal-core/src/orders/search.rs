//! Looking an order up in the operator's list, where it has one.

use model::ServiceId;
use operator_client::{CallError, NetworkReport, NotSent};

use super::{Entry, NewNetwork};
use crate::{activity::About, operators::Link, portal::Core};

/// The most pages that are read for one order.
const MOST_PAGES: u32 = 50;

/// What the operator's list says of an order.
pub(super) enum Search {
    /// There is no list, or none that tells.
    NoList,
    /// The list does not have it.
    NotListed,
    /// It is there, once.
    Found(Box<Sighted>),
}

/// A network that was found.
pub(super) struct Sighted {
    /// Its identifier.
    pub(super) service_id: ServiceId,
    /// What the operator says of it.
    pub(super) report: NetworkReport,
    /// The correlator of the page it stands on.
    pub(super) correlator: String,
    /// Whether the operator says that it is a simulation.
    pub(super) is_simulated: bool,
}

impl Core {
    /// Looks for the network that bears the order's own name: on the first page, then from the
    /// last one back, where new networks stand, if the operator says which that is.
    ///
    /// # Errors
    /// Why the list could not be read to its end.
    pub(super) async fn search(
        &self,
        link: &Link,
        entry: &Entry,
        network: &NewNetwork,
    ) -> Result<Search, CallError> {
        let mut page = 1;
        for number in 0..MOST_PAGES {
            let is_first = number == 0;
            let call = link.operator.list(page, &self.closing);
            let answer = match self.call(link, About::order(entry), call).await {
                Ok(answer) => answer,
                Err(CallError::Refused(refusal)) if is_first && has_no_list(refusal.status) => {
                    return Ok(Search::NoList);
                }
                Err(
                    CallError::Undecodable { .. } | CallError::NotSent(NotSent::Inexpressible(_)),
                ) if is_first => return Ok(Search::NoList),
                Err(error) => return Err(error),
            };
            let listed = answer.value;
            let next = match listed.total_pages {
                Some(total) if is_first => total,
                Some(_) => page - 1,
                None if listed.is_short => 0,
                None => page + 1,
            };
            let mut same = listed.networks.into_iter().filter(|listed| {
                listed.report.service_name.as_deref() == Some(network.service_name.as_str())
            });
            match (same.next(), same.next()) {
                (Some(found), None) => {
                    return Ok(Search::Found(Box::new(Sighted {
                        service_id: found.service_id,
                        report: found.report,
                        correlator: answer.correlator,
                        is_simulated: answer.is_simulated,
                    })));
                }
                // Two of one name: which one it is only the operator can say.
                (Some(_), Some(_)) => return Ok(Search::NoList),
                (None, _) => {}
            }
            if next < 2 {
                return Ok(Search::NotListed);
            }
            page = next;
        }
        Ok(Search::NoList)
    }
}

/// Whether a refusal says that there is no list for this client, not that it failed once.
const fn has_no_list(status: u16) -> bool {
    matches!(status, 400 | 403 | 404 | 405 | 501)
}
