//! One portal and one operator through many kills, with what has to hold after each of them.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use chrono::Utc;
use contract::{OpenOrderState, OpenOrderView, SessionListView};
use model::{Session, SessionState};
use operator_sandbox::{NetworkSettings, Settings, backbone::Capacity};
use portal_tests::{QuickClock, WatchedSandbox};
use serde_json::Value;
use tempfile::TempDir;

use crate::{books::Books, killable::Killable, tally::Tally};

/// How long it may take until the portal shows what the operator has.
const PATIENCE: Duration = Duration::from_secs(15);

/// Whether the portal may rely on the operator to recognise a repeated order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// It repeats an open order by itself.
    Honoured,
    /// It never does; the person looks at the operator and decides.
    Ignored,
    /// It never does, and finds an open order in the operator's list; what the list does not have the person decides.
    IgnoredWithList,
}

/// A kind of command, with what it is about.
#[derive(Debug, Clone)]
enum Wish {
    Order { assessment: String, name: String },
    Resize { id: String, bandwidth: u32 },
    Delete { id: String, name: String },
}

/// A portal and its operator.
#[derive(Debug)]
pub(crate) struct Trial {
    keys: Keys,
    moments: fastrand::Rng,
    books: Books,
    operator: WatchedSandbox,
    clock: QuickClock,
    folder: TempDir,
    /// How long each kind of command takes when nobody is killed.
    usual: BTreeMap<&'static str, Duration>,
    names: u32,
    /// Networks that the portal has said it has.
    promised: Vec<String>,
    lost_share: f64,
    tally: Tally,
}

impl Trial {
    /// Starts an operator; everything random is drawn from `seed`.
    /// That share of the operator's answers to orders, changes and deletions never arrives.
    pub(crate) fn begin(keys: Keys, seed: u64, lost_share: f64) -> Result<Self> {
        let books = Books::drawn_from(seed);
        let clock = QuickClock {
            since: Utc::now(),
            times: 20,
        };
        let kept = books.clone();
        let settings = Settings {
            provisioning_delay: Duration::from_secs(2).into(),
            networks: NetworkSettings {
                capacity: Capacity::Unlimited,
                is_listed: keys == Keys::IgnoredWithList,
            },
            ..Settings::default()
        };
        let operator =
            WatchedSandbox::start_with(Arc::new(clock), settings, |router| kept.keep(router))?;
        Ok(Self {
            keys,
            moments: fastrand::Rng::with_seed(seed),
            books,
            operator,
            clock,
            folder: tempfile::tempdir()?,
            usual: BTreeMap::new(),
            names: 0,
            promised: Vec::new(),
            lost_share,
            tally: Tally::default(),
        })
    }

    /// Kills the portal so many times, each time while it does something.
    pub(crate) fn survive(mut self, kills: u32) -> Result<Tally> {
        let mut portal = self.start()?;
        portal.ready()?;
        self.rehearse(&mut portal)?;
        self.books.lose(self.lost_share);
        while self.tally.kills < kills {
            let wish = self.wish(&mut portal)?;
            let last = self.kill_during(portal, &wish)?;
            self.note(&wish, last);
            portal = self.start()?;
            if self.moments.u8(..4) == 0 {
                let at = self.moment("start");
                thread::sleep(at);
                portal.kill()?;
                self.tally.at_start += 1;
                portal = self.start()?;
            }
            portal.ready()?;
            self.tally.left_open += u32::try_from(portal.list()?.open_orders.len())?;
            self.settle(&mut portal)
                .with_context(|| format!("after kill {}: {wish:?}", self.tally.kills))?;
        }
        portal.kill()?;
        self.tally.lost = self.books.lost();
        self.tally.networks = self.books.networks().len();
        Ok(self.tally)
    }

    fn start(&self) -> Result<Killable> {
        let folder: &Path = self.folder.path();
        let honours_keys = self.keys == Keys::Honoured;
        Killable::start(
            folder,
            self.operator.credentials(),
            self.clock,
            honours_keys,
        )
    }

    /// Does everything once undisturbed, to learn how long it takes.
    fn rehearse(&mut self, portal: &mut Killable) -> Result<()> {
        let start = Instant::now();
        let second = self.start_another()?;
        self.usual.insert("start", start.elapsed());
        drop(second);
        let mut ids = Vec::new();
        for _ in 0..2 {
            let order = self.order(portal)?;
            let answer = self.timed(portal, &order)?;
            let id = accepted(&answer).with_context(|| format!("{answer}"))?;
            self.promised.push(id.clone());
            ids.push(id);
        }
        self.settle(portal)?;
        let id = ids.pop().context("nothing was ordered")?;
        let sessions = portal.list()?.sessions;
        let name = sessions
            .iter()
            .find(|session| session.service_id.as_str() == id)
            .map(|session| session.name.clone())
            .context("the session is not in the list")?;
        let resize = Wish::Resize {
            id: id.clone(),
            bandwidth: 250,
        };
        self.timed(portal, &resize)?;
        self.timed(portal, &Wish::Delete { id, name })?;
        self.settle(portal)
    }

    /// Starts a portal on a folder of its own and waits for it.
    fn start_another(&self) -> Result<TempDir> {
        let folder = tempfile::tempdir()?;
        let credentials = self.operator.credentials();
        Killable::start(folder.path(), credentials, self.clock, true)?.ready()?;
        Ok(folder)
    }

    fn timed(&mut self, portal: &mut Killable, wish: &Wish) -> Result<Value> {
        let start = Instant::now();
        let answer = portal.ask(&wish.command())?;
        self.usual.insert(wish.kind(), start.elapsed());
        Ok(answer)
    }

    /// A moment in what usually takes so long, or a little after it.
    fn moment(&mut self, kind: &'static str) -> Duration {
        let usual = self.usual.get(kind).copied().unwrap_or_default();
        usual.mul_f64(self.moments.f64() * 1.2)
    }

    fn order(&mut self, portal: &mut Killable) -> Result<Wish> {
        self.names += 1;
        let name = format!("ring{}", self.names);
        let answer = portal.ask(&format!("assess {name}"))?;
        let assessment = answer["assessment"].as_str().context("no assessment")?;
        Ok(Wish::Order {
            assessment: assessment.to_owned(),
            name,
        })
    }

    fn wish(&mut self, portal: &mut Killable) -> Result<Wish> {
        let sessions = portal.list()?.sessions;
        let usable: Vec<&Session> = sessions
            .iter()
            .filter(|session| session.state.can_resize())
            .collect();
        let kind = self.moments.u8(..6);
        if usable.is_empty() || kind < 3 {
            return self.order(portal);
        }
        let session = usable[self.moments.usize(..usable.len())];
        let id = session.service_id.as_str().to_owned();
        if kind == 5 {
            let name = session.name.clone();
            return Ok(Wish::Delete { id, name });
        }
        let bandwidth = self.moments.u32(10..90) * 10;
        Ok(Wish::Resize { id, bandwidth })
    }

    fn kill_during(&mut self, mut portal: Killable, wish: &Wish) -> Result<Option<Value>> {
        let at = self.moment(wish.kind());
        portal.tell(&wish.command())?;
        thread::sleep(at);
        self.tally.kills += 1;
        portal.kill()
    }

    fn note(&mut self, wish: &Wish, last: Option<Value>) {
        match last {
            Some(answer) => {
                self.tally.in_time += 1;
                self.promised.extend(accepted(&answer));
            }
            None => *self.tally.cut_off.entry(wish.kind()).or_default() += 1,
        }
    }

    /// Waits until the portal shows what the operator has, and no more; where keys are ignored, as the person who
    /// decides about what is shown as unknown.
    fn settle(&mut self, portal: &mut Killable) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.nothing_is_done_twice()?;
            let list = portal.list()?;
            let Some(difference) = self.difference(&list) else {
                return Ok(());
            };
            if Instant::now() > deadline {
                bail!(
                    "{difference}\nthe portal shows {list:#?}\n{:#?}",
                    self.books
                );
            }
            if self.keys != Keys::Honoured && self.books.is_quiet() {
                for open in &list.open_orders {
                    self.decide(portal, open)?;
                }
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn nothing_is_done_twice(&self) -> Result<()> {
        let networks = self.books.networks();
        let mut keys = BTreeMap::new();
        for (id, network) in &networks {
            if let Some(other) = keys.insert(&network.key, id) {
                bail!("{id} and {other} were ordered under one key");
            }
        }
        for number in 1..=self.names {
            let prefix = format!("ring{number}_");
            let of_this_name = networks
                .values()
                .filter(|network| network.name.starts_with(&prefix))
                .count();
            ensure!(
                of_this_name <= 1,
                "{prefix} was ordered {of_this_name} times"
            );
        }
        if self.keys != Keys::Honoured {
            for (key, times) in self.books.orders() {
                ensure!(
                    times == 1,
                    "{key} was sent {times} times to an operator that ignores it"
                );
            }
        }
        Ok(())
    }

    /// What differs between what the operator has and what the portal shows.
    fn difference(&self, list: &SessionListView) -> Option<String> {
        let mut shown: BTreeMap<&str, &Session> = list
            .sessions
            .iter()
            .map(|session| (session.service_id.as_str(), session))
            .collect();
        if let Some(id) = self
            .promised
            .iter()
            .find(|id| !shown.contains_key(id.as_str()))
        {
            return Some(format!("{id} was shown as ordered and is lost"));
        }
        if let Some(open) = list.open_orders.first() {
            return Some(format!("{} is open: {:?}", open.name, open.state));
        }
        for (id, network) in self.books.networks() {
            let Some(session) = shown.remove(id.as_str()) else {
                return Some(format!("the operator has {id} and the portal does not"));
            };
            let pending = session.pending.as_ref();
            let bandwidth = pending
                .and_then(|pending| pending.bandwidth)
                .or(session.bandwidth)
                .map(|bandwidth| u64::from(bandwidth.get()));
            if !network.is_deleted && bandwidth != Some(network.bandwidth) {
                return Some(format!(
                    "{id} has {} Mbps, not {bandwidth:?}",
                    network.bandwidth
                ));
            }
            let is_ending = matches!(session.state, SessionState::Deleting | SessionState::Gone);
            if network.is_deleted != is_ending {
                return Some(format!("{id} is shown as {}", session.state.as_str()));
            }
        }
        let (id, _) = shown.pop_first()?;
        Some(format!("{id} is shown and was never ordered"))
    }

    /// Does what a person does who can ask the operator which networks it has.
    fn decide(&mut self, portal: &mut Killable, open: &OpenOrderView) -> Result<()> {
        // The app looks by itself first.
        if open.look.is_none() {
            return Ok(());
        }
        let resolution = match open.state {
            OpenOrderState::Sending | OpenOrderState::Stopped | OpenOrderState::Elsewhere => {
                return Ok(());
            }
            OpenOrderState::UnknownRepeatable => "repeat".to_owned(),
            OpenOrderState::Unknown | OpenOrderState::AcceptedWithoutId => {
                let prefix = format!("{}_", open.name);
                let networks = self.books.networks();
                let found = networks
                    .iter()
                    .find(|(_, network)| network.name.starts_with(&prefix));
                found.map_or("dismiss".to_owned(), |(id, _)| format!("attach {id}"))
            }
        };
        portal.tell(&format!("resolve {} {resolution}", open.order.as_str()))?;
        // The portal may have found out by itself meanwhile.
        let answer = portal.answer()?;
        if answer.get("error").is_none() {
            self.tally.asked += 1;
        }
        Ok(())
    }
}

impl Wish {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Order { .. } => "order",
            Self::Resize { .. } => "resize",
            Self::Delete { .. } => "delete",
        }
    }

    fn command(&self) -> String {
        match self {
            Self::Order { assessment, name } => format!("order {assessment} {name}"),
            Self::Resize { id, bandwidth } => format!("resize {id} {bandwidth} A"),
            Self::Delete { id, name } => format!("delete {id} {name}"),
        }
    }
}

/// The network that an order's answer says was made.
fn accepted(answer: &Value) -> Option<String> {
    let outcome = &answer["outcome"];
    (outcome["kind"] == "accepted").then(|| outcome["service_id"].as_str().map(str::to_owned))?
}
