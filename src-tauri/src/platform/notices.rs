//! Notifications of the desktop, one after the other on a thread of their own: the desktop may take its time.

use std::{sync::mpsc, thread};

use portal_core::DesktopNotice;

/// A way to show notifications under the name `app`. A desktop without them is no failure: the window shows the same.
pub(super) fn desktop(app: String) -> impl Fn(DesktopNotice) + Send + Sync {
    let (queue, queued) = mpsc::channel::<DesktopNotice>();
    let started = thread::Builder::new()
        .name("notifications".to_owned())
        .spawn(move || {
            for notice in queued {
                if let Err(error) = show(&app, &notice) {
                    tracing::debug!(%error, "the desktop shows no notification");
                }
            }
        });
    if let Err(error) = started {
        tracing::warn!(%error, "notifications are not shown");
    }
    move |notice| drop(queue.send(notice))
}

/// Shows one over the session bus (`org.freedesktop.Notifications`, Desktop Notifications Specification 1.2).
#[cfg(target_os = "linux")]
fn show(app: &str, notice: &DesktopNotice) -> zbus::Result<()> {
    use std::collections::HashMap;

    use zbus::{
        blocking::{Connection, Proxy},
        zvariant::Value,
    };

    /// The name of the desktop file that the packages install, for the icon and the settings of the desktop.
    const DESKTOP_ENTRY: &str = "multipoint-portal";
    /// As long as the desktop finds right.
    const ITS_OWN_TIME: i32 = -1;

    let bus = Connection::session()?;
    let desktop = Proxy::new(
        &bus,
        "org.freedesktop.Notifications",
        "/org/freedesktop/Notifications",
        "org.freedesktop.Notifications",
    )?;
    let nothing_to_replace = 0_u32;
    let no_actions: &[&str] = &[];
    let hints = HashMap::from([("desktop-entry", Value::from(DESKTOP_ENTRY))]);
    let _id: u32 = desktop.call(
        "Notify",
        &(
            app,
            nothing_to_replace,
            DESKTOP_ENTRY,
            &notice.title,
            &notice.body,
            no_actions,
            hints,
            ITS_OWN_TIME,
        ),
    )?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn show(app: &str, notice: &DesktopNotice) -> notify_rust::error::Result<()> {
    notify_rust::Notification::new()
        .appname(app)
        .summary(&notice.title)
        .body(&notice.body)
        .show()
        .map(drop)
}
