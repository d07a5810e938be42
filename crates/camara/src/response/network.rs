//! What an operator says of a network.

use chrono::{DateTime, Utc};
use model::{GrantedTerm, Mbps, Observed, PendingChange, ReportedLevel, TermUnit};
use rust_decimal::Decimal;

use super::{NotAnObject, Wiring, observed::observed, tree::Object};

/// A `Network`, as far as it could be read. The early draft's misspellings are understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// `serviceId`, opaque and exactly as it stands.
    pub service_id: Option<String>,
    /// `serviceName`, as it was ordered.
    pub service_name: Option<String>,
    /// `isProtected`.
    pub is_protected: Option<bool>,
    /// `sla`.
    pub level: Option<ReportedLevel>,
    /// `guaranteeBandwidth`, where it is one the API knows.
    pub bandwidth: Option<Mbps>,
    /// `duration`, where it has a unit that is known.
    pub duration: Option<GrantedTerm>,
    /// `routeProtocol`.
    pub route_protocol: Option<String>,
    /// `cloudGatewayIp`.
    pub gateway: Option<String>,
    /// `xLifecycle`, else top-level properties of the same names.
    pub lifecycle: Option<Lifecycle>,
    /// Whether a number or a yes was written as text.
    pub has_odd_types: bool,
    /// `xObserved`.
    pub observed: Option<Observed>,
    /// `connections`, where each of them could be read in full.
    pub wiring: Option<Wiring>,
}

/// Where a network stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifecycle {
    /// `REQUESTED`, `AVAILABLE`, `UNAVAILABLE` or a word of the operator's own.
    pub status: String,
    /// Why.
    pub status_info: Option<String>,
    /// When it became usable.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ends.
    pub expires_at: Option<DateTime<Utc>>,
    /// A change under way.
    pub pending: Option<PendingChange>,
}

impl Network {
    /// Reads the body of a network.
    ///
    /// # Errors
    /// [`NotAnObject`].
    pub fn read(body: &[u8]) -> Result<Self, NotAnObject> {
        Object::parse(body)
            .map(|object| Self::of(&object))
            .ok_or(NotAnObject)
    }

    /// Reads a network out of an answer.
    pub(super) fn of(object: &Object<'_>) -> Self {
        let duration = object.object(&["duration"]);
        Self {
            service_id: object.exact_text(&["serviceId"]),
            service_name: object.text(&["serviceName", "servceName"]),
            is_protected: object.flag(&["isProtected"]),
            level: level(object),
            bandwidth: bandwidth(object),
            duration: duration.as_ref().and_then(term),
            route_protocol: object.text(&["routeProtocol", "routeProtocal"]),
            gateway: object.text(&["cloudGatewayIp", "cloudGatewayIP"]),
            lifecycle: reported_lifecycle(object),
            observed: object.object(&["xObserved"]).as_ref().and_then(observed),
            wiring: Wiring::of(object),
            has_odd_types: object.is_text(&["guaranteeBandwidth", "isProtected"])
                || duration.is_some_and(|duration| duration.is_text(&["value"])),
        }
    }
}

/// `xLifecycle`, else top-level properties of the same names.
pub(crate) fn reported_lifecycle(object: &Object<'_>) -> Option<Lifecycle> {
    object
        .object(&["xLifecycle"])
        .as_ref()
        .and_then(lifecycle)
        .or_else(|| lifecycle(object))
}

pub(super) fn level(object: &Object<'_>) -> Option<ReportedLevel> {
    object.text(&["sla"]).map(ReportedLevel::from)
}

fn bandwidth(object: &Object<'_>) -> Option<Mbps> {
    object
        .whole(&["guaranteeBandwidth"])
        .and_then(|value| Mbps::new(value).ok())
}

fn lifecycle(object: &Object<'_>) -> Option<Lifecycle> {
    Some(Lifecycle {
        status: object.text(&["status"])?,
        status_info: object.text(&["statusInfo"]),
        started_at: object.moment(&["startedAt"]),
        expires_at: object.moment(&["expiresAt"]),
        pending: object.object(&["pendingChange"]).and_then(|change| {
            let change = PendingChange {
                bandwidth: bandwidth(&change),
                level: level(&change),
            };
            (change.bandwidth.is_some() || change.level.is_some()).then_some(change)
        }),
    })
}

/// A duration; the early draft's unit is free text (`Month`, `DAYS`).
fn term(object: &Object<'_>) -> Option<GrantedTerm> {
    let unit = object.text(&["unit"])?.to_ascii_lowercase();
    let unit = TermUnit::ALL
        .into_iter()
        .find(|known| known.as_str() == unit || known.as_str().strip_suffix('s') == Some(&unit))?;
    let value = if object.has(&["value"]) {
        object.decimal(&["value"])?
    } else {
        Decimal::ONE
    };
    Some(GrantedTerm { value, unit })
}
