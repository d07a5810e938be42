//! Connections over HTTP.

use std::sync::Arc;

use model::Dialect;
use operator_client::{Connection, MultiPointVpn, NotSent, Operator, TokenSource};

use crate::{ConnectionPorts, ConnectionSpec, OperatorFactory};

/// Makes real connections.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LiveOperators;

impl OperatorFactory for LiveOperators {
    fn connect(
        &self,
        spec: &ConnectionSpec,
        ports: ConnectionPorts,
    ) -> Result<Arc<dyn Operator>, NotSent> {
        let connection = Connection {
            api_root: Connection::address(&spec.api_root)?,
            dialect: Dialect::MultiPoint,
            base_path: spec.base_path.clone(),
            token_source: TokenSource::Endpoint(Connection::address(&spec.token_endpoint)?),
            client_id: spec.client_id.clone(),
            key_id: None,
            scopes: spec.scopes.clone(),
            rent_period: spec.rent_period,
            honours_idempotency: spec.honours_idempotency,
            keep_token: spec.keep_token,
            currency: None,
            proxy: None,
            certificates: String::new(),
        };
        let operator = MultiPointVpn::new(
            connection,
            ports.secrets,
            ports.tokens,
            ports.clock,
            ports.observer,
        )?;
        Ok(Arc::new(operator))
    }
}
