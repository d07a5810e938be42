//! Commands: the list of sessions as a file. Operators have no list of their own, so this is
//! how it gets to another computer.

use contract::{Empty, ExportView, SessionImportView};
use model::{HistoryEntry, ProfileId};
use serde::{Deserialize, Serialize};

use super::Watched;
use crate::{
    errors::Failure,
    portal::{Core, State},
    profiles::Whereabouts,
    storage,
};

/// What marks a file as one of these.
const FORMAT: &str = "multipoint-portal-sessions";
const VERSION: u32 = 1;
/// Longest file that is read, in bytes.
const LONGEST: u64 = 64 << 20;

#[derive(Serialize, Deserialize)]
struct Inventory {
    format: String,
    version: u32,
    sessions: Vec<Record>,
}

#[derive(Serialize, Deserialize)]
struct Record {
    /// Where its operator is; absent where its profile was gone when this was written.
    operator: Option<Whereabouts>,
    watched: Watched,
    /// Newest first.
    history: Vec<HistoryEntry>,
}

impl Core {
    pub(crate) async fn session_export(&self, _: Empty) -> Result<ExportView, Failure> {
        let held = self
            .owner
            .turn(|state| {
                let all = state.sessions.all().cloned();
                all.map(|watched| {
                    let known = state.roster.get(&watched.session.profile);
                    (known.map(|known| Whereabouts::of(&known.profile)), watched)
                })
                .collect::<Vec<_>>()
            })
            .await?;
        let sessions = self
            .storage
            .read(move |db| {
                held.into_iter()
                    .map(|(operator, watched)| {
                        let id = &watched.session.service_id;
                        let history = storage::sessions::history(db, id)?;
                        Ok(Record {
                            operator,
                            watched,
                            history,
                        })
                    })
                    .collect()
            })
            .await?;
        let inventory = Inventory {
            format: FORMAT.to_owned(),
            version: VERSION,
            sessions,
        };
        let text = serde_json::to_vec_pretty(&inventory)
            .map_err(|_| Failure::Internal("the sessions could not be written as JSON"))?;
        let day = self.clock.now().format("%Y-%m-%d");
        self.export(format!("sessions-{day}.json"), text).await
    }

    pub(crate) async fn session_import(&self, _: Empty) -> Result<SessionImportView, Failure> {
        let Some(content) = self.chosen_file(&["json"], LONGEST).await? else {
            return Ok(SessionImportView::default());
        };
        let inventory = read(&content)?;
        let _turn = self.session_writes.lock().await;
        let (new, view) = self
            .owner
            .turn(move |state| sort(state, inventory.sessions))
            .await?;
        let stored: Vec<_> = new
            .iter()
            .map(|record| (record.watched.clone(), record.history.clone()))
            .collect();
        self.storage
            .write(move |tx| {
                for (watched, mut history) in stored {
                    history.reverse();
                    storage::sessions::put(tx, &watched, &history)?;
                }
                Ok::<_, Failure>(())
            })
            .await?;
        let now = self.clock.now();
        let watched = new.into_iter().map(|record| record.watched).collect();
        self.owner
            .turn(move |state| state.put_sessions(watched, now))
            .await?;
        self.poll_now.notify_one();
        Ok(view)
    }
}

/// What a file holds.
fn read(content: &[u8]) -> Result<Inventory, Failure> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    let wrong = || Failure::Input("This is not a file of sessions.".to_owned());
    let head: Head = serde_json::from_slice(content).map_err(|_| wrong())?;
    if head.format != FORMAT {
        return Err(wrong());
    }
    if head.version != VERSION {
        return Err(Failure::Input(
            "This file is of a later version of the app.".to_owned(),
        ));
    }
    serde_json::from_slice(content).map_err(|error| {
        Failure::Input(format!(
            "The file is damaged at line {}, column {}.",
            error.line(),
            error.column()
        ))
    })
}

/// The sessions that are new here, each with its operator's profile on this computer.
fn sort(state: &mut State, records: Vec<Record>) -> (Vec<Record>, SessionImportView) {
    let mut view = SessionImportView::default();
    let mut new: Vec<Record> = Vec::new();
    for mut record in records {
        let id = &record.watched.session.service_id;
        let is_double = new
            .iter()
            .any(|other| other.watched.session.service_id == *id);
        if is_double || state.sessions.get(id).is_some() {
            view.known += 1;
            continue;
        }
        match profile_here(state, &record) {
            Some(profile) => record.watched.session.profile = profile,
            None => view.without_operator += 1,
        }
        view.added += 1;
        new.push(record);
    }
    (new, view)
}

fn profile_here(state: &State, record: &Record) -> Option<ProfileId> {
    let own = state.roster.get(&record.watched.session.profile);
    if let Some(own) = own {
        return Some(own.profile.id.clone());
    }
    let wanted = record.operator.as_ref()?;
    let mut all = state.roster.profiles();
    let same = all.find(|profile| Whereabouts::of(profile) == *wanted);
    same.map(|profile| profile.id.clone())
}
