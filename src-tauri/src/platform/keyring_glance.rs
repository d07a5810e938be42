//! How the Secret Service is, read from the bus: its store asks the person at once where it is locked.

use portal_core::KeyringGlance;
use zbus::{
    blocking::{Connection, Proxy},
    names::BusName,
    zvariant::OwnedObjectPath,
};

const SERVICE: &str = "org.freedesktop.secrets";
const ROOT: &str = "/org/freedesktop/secrets";
/// What an alias leads to where there is no such collection.
const NOWHERE: &str = "/";

/// Looks. A service that the bus could start counts as absent until something has started it.
pub(super) fn look() -> Option<KeyringGlance> {
    match state() {
        Ok(glance) => Some(glance),
        Err(error) => {
            tracing::debug!(%error, "the keyring cannot be looked at");
            Some(KeyringGlance::Absent)
        }
    }
}

fn state() -> zbus::Result<KeyringGlance> {
    let bus = Connection::session()?;
    let name = BusName::try_from(SERVICE)?;
    if !zbus::blocking::fdo::DBusProxy::new(&bus)?.name_has_owner(name)? {
        return Ok(KeyringGlance::Absent);
    }
    let service = Proxy::new(&bus, SERVICE, ROOT, "org.freedesktop.Secret.Service")?;
    let default: OwnedObjectPath = service.call("ReadAlias", &("default",))?;
    if default.as_str() == NOWHERE {
        return Ok(KeyringGlance::Absent);
    }
    let collection = Proxy::new(&bus, SERVICE, default, "org.freedesktop.Secret.Collection")?;
    Ok(if collection.get_property::<bool>("Locked")? {
        KeyringGlance::Locked
    } else {
        KeyringGlance::Unlocked
    })
}
