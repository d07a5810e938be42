//! A notification on the wire: a CloudEvent 1.0 in JSON, as CAMARA has it.

use chrono::SecondsFormat;
use serde::Serialize;

use crate::{BASE_PATH, SITE_TO_CLOUD_PATH, dialect::Dialect, storage::outbox::Due};

/// Media type of the body.
pub(super) const MEDIA_TYPE: &str = "application/cloudevents+json";

#[derive(Serialize)]
struct CloudEvent<'a> {
    id: &'a str,
    source: &'a str,
    specversion: &'static str,
    #[serde(rename = "type")]
    kind: String,
    time: String,
    datacontenttype: &'static str,
    data: NetworkStatusChanged<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NetworkStatusChanged<'a> {
    service_id: &'a str,
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_info: Option<&'a str>,
}

/// The network that an event is about, by the API it was ordered by, at an operator that is
/// reached at `api_root`.
pub(super) fn source(api_root: &str, due: &Due) -> String {
    let service_id = &due.service_id;
    match due.dialect {
        Dialect::MultiPointVpn => format!("{api_root}{BASE_PATH}/networks/{service_id}"),
        Dialect::SiteToCloudVpn => {
            format!("{api_root}{SITE_TO_CLOUD_PATH}/S2C_VPN?servceId={service_id}")
        }
    }
}

/// The body that tells `due`.
///
/// # Errors
/// What the writer says; all of it is text.
pub(super) fn body(due: &Due, source: &str) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&CloudEvent {
        id: &due.id,
        source,
        specversion: "1.0",
        kind: format!(
            "org.camaraproject.{}.v0.network-status-changed",
            due.dialect.as_str()
        ),
        time: due.happens_at.to_rfc3339_opts(SecondsFormat::Millis, true),
        datacontenttype: "application/json",
        data: NetworkStatusChanged {
            service_id: &due.service_id,
            status: &due.status,
            status_info: due.status_info.as_deref(),
        },
    })
}
