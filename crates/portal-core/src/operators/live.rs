//! Connections over HTTP.

use std::sync::Arc;

use model::{Currency, Dialect};
use operator_client::{
    Connection, Discovery, MultiPointVpn, NotSent, Operator, SiteToCloudVpn, TokenSource,
};

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
        let options = &spec.options;
        let connection = Connection {
            api_root: Connection::address(&spec.api_root)?,
            dialect: options.dialect,
            base_path: spec.base_path.clone(),
            token_source: token_source(spec)?,
            client_id: spec.client_id.clone(),
            key_id: spec.key_id.clone(),
            scopes: spec.scopes.clone(),
            guesses_scopes: options.dialect == Dialect::SiteToCloud && options.scopes.is_empty(),
            rent_period: spec.rent_period,
            honours_idempotency: spec.honours_idempotency,
            keep_token: spec.keep_token,
            currency: Currency::new(&options.currency).ok(),
            proxy: match options.proxy.as_str() {
                "" => None,
                proxy => Some(Connection::proxy_address(proxy)?),
            },
            certificates: options.certificates.clone(),
        };
        let ConnectionPorts {
            secrets,
            tokens,
            clock,
            observer,
        } = ports;
        Ok(match options.dialect {
            Dialect::MultiPoint | Dialect::MultiPointDraft => Arc::new(MultiPointVpn::new(
                connection, secrets, tokens, clock, observer,
            )?),
            Dialect::SiteToCloud => Arc::new(SiteToCloudVpn::new(
                connection, secrets, tokens, clock, observer,
            )?),
        })
    }
}

fn token_source(spec: &ConnectionSpec) -> Result<TokenSource, NotSent> {
    let options = &spec.options;
    if options.discovery_url.is_empty() {
        return Connection::address(&spec.token_endpoint).map(TokenSource::Endpoint);
    }
    let approved = &options.approved_host;
    Ok(TokenSource::Discovery(Discovery {
        url: Connection::address(&options.discovery_url)?,
        approved_host: (!approved.is_empty()).then(|| approved.clone()),
    }))
}
