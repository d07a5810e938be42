//! The networks of the operator in memory, and what is done to them.

use model::ServiceId;
use operator_client::{
    CallError, CreatedNetwork, DeleteAnswer, ListedNetwork, NetworkChange, NetworkOrder,
    NetworkPage, NetworkReport, ReportedStatus,
};

use super::{FakeOperator, refused};
use crate::testing::samples;

impl FakeOperator {
    pub(super) fn create(&self, order: &NetworkOrder) -> Result<CreatedNetwork, CallError> {
        let mut inner = self.inner();
        inner.orders.push(order.clone());
        let known = inner.by_key.get(&order.idempotency_key).cloned();
        let id = match known {
            Some(id) => id,
            None => {
                inner.made += 1;
                // One that deletes at once never uses a name again.
                let number = if inner.deletes_at_once {
                    inner.made
                } else {
                    inner.networks.len() + 1
                };
                let id = ServiceId::new(format!("net{number}")).unwrap();
                let report = NetworkReport {
                    bandwidth: Some(order.bandwidth),
                    level: Some(order.level.into()),
                    service_name: Some(order.service_name.clone()),
                    ..samples::report(ReportedStatus::Requested, None)
                };
                inner.networks.insert(id.clone(), report);
                inner
                    .by_key
                    .insert(order.idempotency_key.clone(), id.clone());
                id
            }
        };
        Ok(CreatedNetwork {
            report: inner.networks[&id].clone(),
            service_id: (!inner.gives_no_id).then_some(id),
        })
    }

    pub(super) fn list(&self, page: u32) -> Result<NetworkPage, CallError> {
        let inner = self.inner();
        let Some(per_page) = inner.per_page else {
            return Err(refused(405, "METHOD_NOT_ALLOWED"));
        };
        let mut networks: Vec<_> = inner
            .networks
            .iter()
            .map(|(id, report)| ListedNetwork {
                service_id: id.clone(),
                report: report.clone(),
            })
            .collect();
        networks.sort_by(|one, other| one.service_id.as_str().cmp(other.service_id.as_str()));
        let total_pages = networks.len().div_ceil(per_page);
        let first = (page as usize - 1) * per_page;
        let networks: Vec<_> = networks.into_iter().skip(first).take(per_page).collect();
        Ok(NetworkPage {
            is_short: networks.len() < per_page,
            networks,
            total_pages: u32::try_from(total_pages).ok(),
        })
    }

    pub(super) fn find(&self, id: &ServiceId) -> Result<NetworkReport, CallError> {
        self.inner()
            .networks
            .get(id)
            .cloned()
            .ok_or_else(|| refused(404, "NOT_FOUND"))
    }

    pub(super) fn update(
        &self,
        id: &ServiceId,
        change: &NetworkChange,
    ) -> Result<NetworkReport, CallError> {
        self.find(id)?;
        self.reports(id, |report| {
            report.bandwidth = change.bandwidth.or(report.bandwidth);
            if let Some(level) = change.level {
                report.level = Some(level.into());
            }
        });
        self.find(id)
    }

    pub(super) fn delete(&self, id: &ServiceId) -> Result<DeleteAnswer, CallError> {
        if self.find(id).is_err() {
            return Ok(DeleteAnswer::Done);
        }
        if self.inner().deletes_at_once {
            self.remove(id);
            return Ok(DeleteAnswer::Done);
        }
        self.reports(id, |report| {
            report.lifecycle =
                samples::report(ReportedStatus::Available, Some("DELETE_REQUESTED")).lifecycle;
        });
        Ok(DeleteAnswer::Accepted)
    }
}
