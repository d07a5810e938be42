//! The list of networks, which the standard does not have and some operators add.

use camara::response::NetworkList;
use http::Method;

use super::{MultiPointVpn, address::usable_id};
use crate::{
    Answer, CallError, ListedNetwork, NetworkPage, Operation, caller::Question, report::report,
};

/// Networks asked for at a time: a page of the largest ones stays below the limit of a body.
const PER_PAGE: usize = 20;

impl MultiPointVpn {
    pub(super) async fn do_list(&self, page: u32) -> Result<Answer<NetworkPage>, CallError> {
        let mut url = self.addresses.networks().map_err(CallError::NotSent)?;
        url.query_pairs_mut()
            .append_pair("page", &page.to_string())
            .append_pair("perPage", &PER_PAGE.to_string());
        let question = Question::new(Operation::Read, Method::GET, url);
        let success = self.caller.ask(&question).await?;
        let Some(list) = success
            .readable()
            .and_then(|body| NetworkList::read(body).ok())
        else {
            return Err(success.not_understood());
        };
        let is_short = list.items.len() < PER_PAGE;
        let networks = list
            .items
            .into_iter()
            .filter_map(|network| {
                Some(ListedNetwork {
                    service_id: network.service_id.as_deref().and_then(usable_id)?,
                    report: report(network),
                })
            })
            .collect();
        Ok(success.answer(
            &question,
            NetworkPage {
                networks,
                total_pages: list.total_pages,
                is_short,
            },
        ))
    }
}
