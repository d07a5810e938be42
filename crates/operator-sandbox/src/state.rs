//! What every request handler shares.

use std::sync::{Arc, OnceLock, RwLock, atomic::AtomicU32};

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};

use crate::{
    backbone::{Backbone, DataError, Ledger},
    clock::{Clock, ClockMode},
    faults::{FaultPlan, FaultReport, Faults},
    limits::{Limits, LimitsInForce},
    metrics::Metrics,
    networks::{self, NetworkSettings, ProvisioningDelay},
    notifications::NotificationSettings,
    oauth::SecretHash,
    operator_clock::OperatorClock,
    random::{self, NoRandomness},
    reading::Reading,
    storage::{Database, Storage, StorageError, alone::Alone, clients, clock_anchor},
};

/// The operator: its orders, its clock and its network. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SandboxState(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    storage: Storage,
    clock: OperatorClock,
    backbone: Backbone,
    provisioning_delay: ProvisioningDelay,
    reading: Reading,
    faults: Faults,
    limits: LimitsInForce,
    metrics: Metrics,
    notifications: NotificationSettings,
    root: OnceLock<String>,
    ledger: RwLock<Ledger>,
    armed_failures: AtomicU32,
    is_listed: bool,
}

/// What an operator can be told at its start.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Decides what the model leaves open, such as where an edge without a location is.
    pub seed: u64,
    /// How long creation, change and deletion take.
    pub provisioning_delay: ProvisioningDelay,
    /// How the published texts of the APIs are read.
    pub reading: Reading,
    /// What goes wrong, and when.
    pub fault_plan: Option<FaultPlan>,
    /// What each client is limited to.
    pub limits: Limits,
    /// How clients are told of their networks.
    pub notifications: NotificationSettings,
    /// Of the networks it sells.
    pub networks: NetworkSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            provisioning_delay: ProvisioningDelay::default(),
            reading: Reading::Lenient,
            fault_plan: None,
            limits: Limits::default(),
            notifications: NotificationSettings::default(),
            networks: NetworkSettings::default(),
        }
    }
}

/// Why an operator cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be used.
    #[error("cannot use the database: {0}")]
    Storage(#[from] StorageError),
    /// The built-in network or prices cannot be used.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The system has no random numbers.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl SandboxState {
    /// Opens an operator over a database and a clock of one's own.
    ///
    /// # Errors
    /// [`OpenError`] where the database or the built-in data cannot be used.
    pub fn open(
        database: &Database,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Result<Self, OpenError> {
        let backbone = Backbone::load(settings.seed)?;
        let (storage, ledger) = opened(database, None, &backbone, &settings, clock.now())?;
        Ok(Self::assembled(
            storage,
            OperatorClock::new(None, clock),
            backbone,
            ledger,
            settings,
        ))
    }

    /// Opens an operator over a database whose clock goes on where it was, and which no other
    /// one serves meanwhile.
    ///
    /// # Errors
    /// [`OpenError`] where the database or the built-in data cannot be used.
    pub async fn resume(
        database: &Database,
        mode: ClockMode,
        settings: Settings,
    ) -> Result<Self, OpenError> {
        let backbone = Backbone::load(settings.seed)?;
        let alone = Alone::with(database).await?;
        let system = Utc::now();
        let (storage, ledger) = opened(database, Some(alone), &backbone, &settings, system)?;
        let shown = match mode {
            ClockMode::Real => storage.write(clock_anchor::clear).await.map(|()| system)?,
            ClockMode::Manual | ClockMode::Times(_) => {
                let factor = mode.factor();
                storage
                    .write(move |database| clock_anchor::set(database, system, factor))
                    .await?
            }
        };
        let clock = OperatorClock::new(Some(mode), mode.starting(shown, system));
        Ok(Self::assembled(storage, clock, backbone, ledger, settings))
    }

    /// The client of this database, made at the first start; it has no secret until
    /// [`Self::new_secret`].
    ///
    /// # Errors
    /// [`OpenError`] where it cannot be stored.
    pub async fn own_client(&self) -> Result<String, OpenError> {
        if let Some(id) = self.storage().read(clients::own).await? {
            return Ok(id);
        }
        let id = format!("sandbox_{}", &random::identifier()?[..12]);
        let own = id.clone();
        self.storage()
            .write(move |database| clients::add_own(database, &own))
            .await?;
        Ok(id)
    }

    /// Registers a further client without a secret, with every scope.
    ///
    /// # Errors
    /// [`StorageError`] where there is one of this id already.
    pub async fn add_client(&self, id: &str) -> Result<(), StorageError> {
        let id = id.to_owned();
        self.storage()
            .write(move |database| clients::add(database, &id))
            .await
    }

    /// Makes a new secret for a client; the one before it ends to be valid, tokens go on.
    /// Only a hash of it is stored.
    ///
    /// # Errors
    /// [`OpenError`] where it cannot be made or stored.
    pub async fn new_secret(&self, client_id: &str) -> Result<String, OpenError> {
        let secret = random::secret()?;
        self.set_secret(client_id, &secret).await?;
        Ok(secret)
    }

    /// Makes `secret` the client's secret.
    ///
    /// # Errors
    /// [`StorageError`] where its hash cannot be stored.
    pub async fn set_secret(&self, client_id: &str, secret: &str) -> Result<(), StorageError> {
        let hash = SecretHash::of(secret);
        let id = client_id.to_owned();
        self.storage()
            .write(move |database| clients::set_secret(database, &id, &hash))
            .await
            .map(|_| ())
    }

    /// Revokes all tokens of a client and says how many there were.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn revoke_tokens(&self, client_id: &str) -> Result<usize, StorageError> {
        self.storage().revoke_tokens(client_id.to_owned()).await
    }

    /// Puts a fault plan in force, its counters at 0; `None` ends all faults.
    pub fn set_fault_plan(&self, plan: Option<FaultPlan>) {
        self.0.faults.replace(plan);
    }

    /// The fault plan in force, and how far it has come.
    #[must_use]
    pub fn fault_report(&self) -> Option<FaultReport> {
        self.0.faults.report()
    }

    /// Changes what each client is limited to; what it asked before does not count.
    pub fn set_limits(&self, limits: Limits) {
        self.0.limits.replace(limits);
    }

    /// Ends the validity of every token, whoever holds it, and says how many there were.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn expire_tokens(&self) -> Result<usize, StorageError> {
        self.storage().revoke_all_tokens().await
    }

    /// What the operator's clock shows, to the millisecond.
    #[must_use]
    pub fn shown_time(&self) -> DateTime<Utc> {
        self.now()
    }

    /// Closes the database after what was asked so far; every request from here on fails.
    pub fn close(&self) {
        self.0.storage.close();
    }

    fn assembled(
        storage: Storage,
        clock: OperatorClock,
        backbone: Backbone,
        ledger: Ledger,
        settings: Settings,
    ) -> Self {
        Self(Arc::new(Inner {
            storage,
            clock,
            backbone,
            provisioning_delay: settings.provisioning_delay,
            reading: settings.reading,
            faults: Faults::with(settings.fault_plan),
            limits: LimitsInForce::new(settings.limits),
            metrics: Metrics::new(),
            notifications: settings.notifications,
            root: OnceLock::new(),
            ledger: RwLock::new(ledger),
            armed_failures: AtomicU32::new(0),
            is_listed: settings.networks.is_listed,
        }))
    }

    /// Says where it is served: scheme, host and port.
    pub(crate) fn served_at(&self, root: &str) {
        // One operator may be served at several addresses: the first is its own.
        let _ = self.0.root.set(root.to_owned());
    }

    /// Where it is served, if it is.
    pub(crate) fn root(&self) -> Option<&str> {
        self.0.root.get().map(String::as_str)
    }

    pub(crate) fn storage(&self) -> &Storage {
        &self.0.storage
    }

    pub(crate) fn clock(&self) -> &OperatorClock {
        &self.0.clock
    }

    pub(crate) fn limits(&self) -> &LimitsInForce {
        &self.0.limits
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(crate) fn faults(&self) -> &Faults {
        &self.0.faults
    }

    pub(crate) fn backbone(&self) -> &Backbone {
        &self.0.backbone
    }

    pub(crate) fn ledger(&self) -> &RwLock<Ledger> {
        &self.0.ledger
    }

    pub(crate) fn armed_failures(&self) -> &AtomicU32 {
        &self.0.armed_failures
    }

    /// Whether `GET /networks` is served.
    pub(crate) fn is_listed(&self) -> bool {
        self.0.is_listed
    }

    pub(crate) fn reading(&self) -> Reading {
        self.0.reading
    }

    pub(crate) fn notifications(&self) -> NotificationSettings {
        self.0.notifications
    }

    /// Waits until the operator's clock shows `moment` or later.
    pub(crate) async fn until(&self, moment: DateTime<Utc>) {
        self.0.clock.until(moment).await;
    }

    /// The present moment, to the millisecond that is stored.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.0.clock.now().trunc_subsecs(3)
    }

    /// When an order or a change of `now` is done that is promised in so many days.
    pub(crate) fn built_at(&self, now: DateTime<Utc>, wait_days: u32) -> DateTime<Utc> {
        after(now, self.0.provisioning_delay.of_building(wait_days))
    }

    /// When a deletion that is asked for at `now` is done.
    pub(crate) fn removed_at(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        after(now, self.0.provisioning_delay.of_removal())
    }
}

fn after(now: DateTime<Utc>, delay: TimeDelta) -> DateTime<Utc> {
    let moment = now.checked_add_signed(delay);
    moment.unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The database, and what its networks hold of the network.
fn opened(
    database: &Database,
    alone: Option<Alone>,
    backbone: &Backbone,
    settings: &Settings,
    now: DateTime<Utc>,
) -> Result<(Storage, Ledger), StorageError> {
    let capacity = settings.networks.capacity;
    Storage::open(database, alone, |transaction| {
        networks::recall(transaction, backbone, capacity, now)
    })
}
