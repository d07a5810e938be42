//! What stands where the desktop's notifications would: it takes what the app tells, and shows it to nobody.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context as _, Result};
use zbus::{Connection, zvariant::OwnedValue};

use crate::World;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A notification as the desktop got it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Who it is from.
    pub app: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

/// The stand-in on the bus of a world. It leaves with this.
#[derive(Debug)]
pub struct Desktop {
    shown: Arc<Mutex<Vec<Notification>>>,
    _bus: Connection,
}

impl Desktop {
    /// Takes the place of the desktop's notifications.
    ///
    /// # Errors
    /// If the bus has some already.
    pub async fn start(world: &World) -> Result<Self> {
        let shown = Arc::default();
        let bus = zbus::connection::Builder::address(world.bus_address())?
            .serve_at(PATH, Interface(Arc::clone(&shown)))?
            .name(NAME)?
            .build()
            .await
            .context("standing in for the desktop's notifications")?;
        Ok(Self { shown, _bus: bus })
    }

    /// What was shown so far, oldest first.
    #[must_use]
    pub fn shown(&self) -> Vec<Notification> {
        self.shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

struct Interface(Arc<Mutex<Vec<Notification>>>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Interface {
    #[expect(
        clippy::too_many_arguments,
        reason = "the desktop's specification has that many"
    )]
    fn notify(
        &self,
        app: String,
        _replaces: u32,
        _icon: String,
        title: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.push(Notification { app, title, body });
        u32::try_from(shown.len()).unwrap_or(u32::MAX)
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".to_owned(), "body-markup".to_owned()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let word = str::to_owned;
        (word("stand-in"), word("tests"), word("1"), word("1.2"))
    }
}
