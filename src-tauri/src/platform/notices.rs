//! Notifications of the desktop, one after the other on a thread of their own: the desktop may take its time.

use std::{sync::mpsc, thread};

use notify_rust::Notification;
use portal_core::DesktopNotice;

/// The name of the desktop file that the packages install, for the icon and the settings of the desktop.
#[cfg(target_os = "linux")]
const DESKTOP_ENTRY: &str = "multipoint-portal";

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

fn show(app: &str, notice: &DesktopNotice) -> notify_rust::error::Result<()> {
    let mut notification = Notification::new();
    notification
        .appname(app)
        .summary(&notice.title)
        .body(&notice.body);
    #[cfg(target_os = "linux")]
    notification
        .icon(DESKTOP_ENTRY)
        .hint(notify_rust::Hint::DesktopEntry(DESKTOP_ENTRY.to_owned()));
    notification.show().map(drop)
}
