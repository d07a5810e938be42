//! A connection as it is chosen in its form.

use model::{Connection, ConnectionId, Design, EndpointId, EndpointKind, WantedLatency};

/// The two ends as they are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectionDraft {
    /// The end at the customer's edge.
    pub customer_edge: Option<EndpointId>,
    /// The end at the provider's edge.
    pub provider_edge: Option<EndpointId>,
    /// The latency wanted, as typed.
    pub latency: String,
}

/// What is wrong with the choice of one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndProblem {
    /// None was chosen, or it is gone.
    Missing,
    /// It is the other end as well.
    SameEnds,
    /// The two are connected already.
    Connected,
}

/// What is wrong with a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConnectionProblems {
    /// At the customer edge.
    pub customer_edge: Option<EndProblem>,
    /// At the provider edge.
    pub provider_edge: Option<EndProblem>,
    /// Whether the latency is no number of ms.
    pub is_latency_wrong: bool,
}

impl ConnectionDraft {
    /// The draft that reads like `connection`.
    #[must_use]
    pub fn of(connection: &Connection) -> Self {
        Self {
            customer_edge: Some(connection.customer_edge.clone()),
            provider_edge: Some(connection.provider_edge.clone()),
            latency: connection
                .latency
                .map(|latency| latency.get().to_string())
                .unwrap_or_default(),
        }
    }

    /// The draft for two ends picked on the map: a site goes to the customer edge where
    /// the other end is a cloud.
    #[must_use]
    pub fn between(design: &Design, first: &EndpointId, second: &EndpointId) -> Self {
        let is = |id, kind| design.endpoint(id).is_some_and(|end| end.kind == kind);
        let turned = is(first, EndpointKind::Cloud) && is(second, EndpointKind::Site);
        let (customer, provider) = if turned {
            (second, first)
        } else {
            (first, second)
        };
        Self {
            customer_edge: Some(customer.clone()),
            provider_edge: Some(provider.clone()),
            latency: String::new(),
        }
    }

    /// The connection `id` of `design`, new or changed.
    ///
    /// # Errors
    /// [`ConnectionProblems`] with everything that is wrong.
    pub fn connection(
        &self,
        id: ConnectionId,
        design: &Design,
    ) -> Result<Connection, ConnectionProblems> {
        let present = |end: &Option<EndpointId>| {
            end.clone()
                .filter(|end| design.endpoint(end).is_some())
                .ok_or(EndProblem::Missing)
        };
        let latency = WantedLatency::typed(&self.latency);
        let is_latency_wrong = latency.is_err();
        let (customer_edge, provider_edge) =
            match (present(&self.customer_edge), present(&self.provider_edge)) {
                (Ok(customer), Ok(provider)) => (customer, provider),
                (customer, provider) => {
                    return Err(ConnectionProblems {
                        customer_edge: customer.err(),
                        provider_edge: provider.err(),
                        is_latency_wrong,
                    });
                }
            };
        let connection = Connection {
            id,
            customer_edge,
            provider_edge,
            latency: latency.ok().flatten(),
        };
        let at_provider = |problem| ConnectionProblems {
            customer_edge: None,
            provider_edge: Some(problem),
            is_latency_wrong,
        };
        if connection.customer_edge == connection.provider_edge {
            return Err(at_provider(EndProblem::SameEnds));
        }
        let is_connected = design
            .connections
            .iter()
            .any(|other| other.id != connection.id && other.joins_the_same(&connection));
        if is_connected {
            return Err(at_provider(EndProblem::Connected));
        }
        if is_latency_wrong {
            return Err(ConnectionProblems {
                is_latency_wrong,
                ..ConnectionProblems::default()
            });
        }
        Ok(connection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scene::tests::{design, endpoint_id};

    fn draft(customer: &str, provider: &str) -> ConnectionDraft {
        let end = |id: &str| (!id.is_empty()).then(|| endpoint_id(id));
        ConnectionDraft {
            customer_edge: end(customer),
            provider_edge: end(provider),
            latency: String::new(),
        }
    }

    fn new_id() -> ConnectionId {
        ConnectionId::from_random(7)
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        let design = design();
        let wrong = |draft: ConnectionDraft| draft.connection(new_id(), &design).unwrap_err();
        let both = wrong(draft("", "gone"));
        assert_eq!(both.customer_edge, Some(EndProblem::Missing));
        assert_eq!(both.provider_edge, Some(EndProblem::Missing));
        let same = wrong(draft("frankfurt", "frankfurt"));
        assert_eq!(same.provider_edge, Some(EndProblem::SameEnds));
        let again = wrong(draft("dublin", "frankfurt"));
        assert_eq!(again.provider_edge, Some(EndProblem::Connected));
    }

    #[test]
    fn a_wanted_latency_is_a_number_or_nothing() {
        let mut design = design();
        let with = |latency: &str| ConnectionDraft {
            latency: latency.to_owned(),
            ..draft("lyon", "dublin")
        };
        let wrong = with("soon").connection(new_id(), &design).unwrap_err();
        assert!(wrong.is_latency_wrong && wrong.provider_edge.is_none());
        let connection = with("15").connection(new_id(), &design).unwrap();
        assert_eq!(connection.latency, WantedLatency::typed("15").unwrap());
        assert_eq!(ConnectionDraft::of(&connection), with("15"));
        design.connections.clear();
        let none = with("").connection(new_id(), &design).unwrap();
        assert_eq!(none.latency, None);
    }

    #[test]
    fn a_connection_may_stay_as_it_is() {
        let design = design();
        let present = &design.connections[0];
        let draft = ConnectionDraft::of(present);
        assert_eq!(
            draft.connection(present.id.clone(), &design).as_ref(),
            Ok(present)
        );
    }

    #[test]
    fn on_the_map_a_site_becomes_the_customer_edge() {
        let design = design();
        let (site, cloud) = (endpoint_id("lyon"), endpoint_id("dublin"));
        let expected = draft("lyon", "dublin");
        assert_eq!(ConnectionDraft::between(&design, &site, &cloud), expected);
        assert_eq!(ConnectionDraft::between(&design, &cloud, &site), expected);
    }
}
