//! A portal on a data folder of its own, in fake surroundings that outlive it.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use contract::{
    AppError, AssessRequest, AssessmentTicket, CancelRequest, Empty, Event, OrderOutcome,
    OrderPlaceRequest, ProfileForm, ProfileOptions, ProfileRequest, ProfileView, SecretText,
    SessionListView, SessionRequest,
};
use model::{Assessment, Authentication, CallLimits, Design, FeePeriod, Level, ServiceId, Session};
use operator_client::{Operation, PortFuture};
use secrecy::SecretString;
use tempfile::TempDir;

use super::{FakeOperator, ManualClock, samples};
use crate::{
    DesktopNotice, EmbeddedEndpoint, EmbeddedOperator, FileDialog, KeyringMode, MemorySecrets,
    OpenError, Portal, PortalOptions, SecretStore, StartOperator, Surroundings, Typesetter,
};

/// How long a test waits for something before it fails.
const PATIENCE: Duration = Duration::from_secs(10);
/// The secret that every test types; it must appear in no file.
pub(crate) const SECRET: &str = "s3cret-that-must-not-leak";
/// What every assessment of a test is cancelled by.
const TICKET: &str = "t";
/// The file in the data folder that every import reads.
pub(crate) const IMPORT: &str = "import";

/// Everything around a portal.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) operator: FakeOperator,
    pub(crate) keyring: Arc<MemorySecrets>,
    pub(crate) events: Arc<Mutex<Vec<Event>>>,
    pub(crate) desktop: Arc<Mutex<Vec<DesktopNotice>>>,
}

impl World {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Arc::new(ManualClock::new()),
            operator: FakeOperator::default(),
            keyring: Arc::default(),
            events: Arc::default(),
            desktop: Arc::default(),
        }
    }

    /// Opens the portal on the folder.
    pub(crate) async fn open(&self) -> Portal {
        self.open_with(Arc::clone(&self.keyring) as Arc<dyn SecretStore>)
            .await
            .unwrap()
    }

    /// Opens the portal on the folder over another keyring.
    pub(crate) async fn open_with(
        &self,
        keyring: Arc<dyn SecretStore>,
    ) -> Result<Portal, OpenError> {
        let events = Arc::clone(&self.events);
        let desktop = Arc::clone(&self.desktop);
        let options = PortalOptions {
            data_dir: self.folder.path().to_owned(),
            keyring: KeyringMode::Os,
            clock: Arc::clone(&self.clock) as Arc<dyn operator_client::Clock>,
            export_dir: Some(self.folder.path().join("exports")),
            import_file: Some(self.folder.path().join(IMPORT)),
            theme: None,
            locale: None,
            system_locale: None,
            animations: true,
            operator: StartOperator::AsLast,
            version: "0.0.0".to_owned(),
        };
        let surroundings = Surroundings {
            embedded: Some(Arc::new(FakeEmbedded)),
            dialog: Arc::new(NoDialog),
            events: Arc::new(move |event| events.lock().unwrap().push(event)),
            desktop: Arc::new(move |notice| desktop.lock().unwrap().push(notice)),
            operators: Arc::new(self.operator.clone()),
            keyring,
            typesetter: Arc::new(InThisProcess),
        };
        Portal::open_in(options, surroundings).await
    }

    /// The same surroundings with the folder as a crash at this moment would leave it.
    pub(crate) fn after_crash(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
            }
        }
        Self {
            folder,
            clock: Arc::clone(&self.clock),
            operator: self.operator.clone(),
            keyring: Arc::clone(&self.keyring),
            events: Arc::default(),
            desktop: Arc::default(),
        }
    }

    /// The titles of what the desktop was told.
    pub(crate) fn notices(&self) -> Vec<String> {
        let told = self.desktop.lock().unwrap();
        told.iter().map(|notice| notice.title.clone()).collect()
    }

    /// Whether an event was sent that fits.
    pub(crate) fn heard(&self, fits: impl Fn(&Event) -> bool) -> bool {
        self.events.lock().unwrap().iter().any(fits)
    }
}

/// A form as a person would fill it in.
pub(crate) fn form() -> ProfileForm {
    ProfileForm {
        id: None,
        name: "Operator".to_owned(),
        api_root: "https://operator.example".to_owned(),
        base_path: "/multi-point-vpn/vwip".to_owned(),
        token_endpoint: "https://operator.example/token".to_owned(),
        client_id: "client".to_owned(),
        authentication: Authentication::ClientSecret,
        key: None,
        secret: Some(SecretText::new(SECRET)),
        rent_period: FeePeriod::Unknown,
        keep_token: true,
        honours_idempotency: false,
        notifies: false,
        limits: CallLimits::default(),
        options: ProfileOptions::default(),
    }
}

/// The form of an operator that is connected.
fn form_of(operator: &ProfileView) -> ProfileForm {
    ProfileForm {
        id: Some(operator.id.clone()),
        api_root: operator.api_root.clone(),
        base_path: operator.base_path.clone(),
        honours_idempotency: operator.honours_idempotency,
        options: operator.options.clone(),
        ..form()
    }
}

impl Portal {
    /// Connects an operator and says whether it honours idempotency keys.
    pub(crate) async fn connect(&self, honours_idempotency: bool) -> ProfileView {
        let form = ProfileForm {
            honours_idempotency,
            ..form()
        };
        let view = self.profile_save(form).await.unwrap();
        self.profile_use(ProfileRequest { id: view.id })
            .await
            .unwrap()
    }

    /// Connects an operator of whose API a network is one connection.
    pub(crate) async fn connect_services(&self) -> ProfileView {
        let mut form = form();
        form.base_path = "/webapi".to_owned();
        form.options.dialect = model::Dialect::SiteToCloud;
        form.options.currency = "EUR".to_owned();
        let view = self.profile_save(form).await.unwrap();
        self.profile_use(ProfileRequest { id: view.id })
            .await
            .unwrap()
    }

    /// Has an operator's settings lead to that API root.
    pub(crate) async fn lead_to(&self, operator: &ProfileView, api_root: &str) {
        let form = ProfileForm {
            api_root: api_root.to_owned(),
            ..form_of(operator)
        };
        self.profile_save(form).await.unwrap();
    }

    /// Sets how much an operator is asked.
    pub(crate) async fn limit(&self, operator: &ProfileView, limits: CallLimits) {
        let form = ProfileForm {
            limits,
            ..form_of(operator)
        };
        self.profile_save(form).await.unwrap();
    }

    /// Connects an operator on this computer that tells of its networks.
    pub(crate) async fn connect_notifying(&self) -> ProfileView {
        let form = ProfileForm {
            api_root: "http://127.0.0.1:9".to_owned(),
            token_endpoint: "http://127.0.0.1:9/token".to_owned(),
            notifies: true,
            ..form()
        };
        let view = self.profile_save(form).await.unwrap();
        self.profile_use(ProfileRequest { id: view.id })
            .await
            .unwrap()
    }

    /// Stores the sample design and assesses it.
    pub(crate) async fn assess_sample(&self) -> Result<Assessment, AppError> {
        self.assess_design(samples::design()).await
    }

    /// Stores a design and assesses it.
    pub(crate) async fn assess_design(&self, design: Design) -> Result<Assessment, AppError> {
        let design = self.core.add_design(design).await.unwrap().design;
        self.assess(AssessRequest {
            design: design.id,
            profile: None,
            ticket: AssessmentTicket(TICKET.to_owned()),
        })
        .await
    }

    /// Assesses a design, and cancels that once so many questions are asked: what it fails with.
    pub(crate) async fn cancel_assessing(
        &self,
        design: Design,
        operator: &FakeOperator,
        asked: usize,
    ) -> AppError {
        let portal = self.clone();
        let assessing = tokio::spawn(async move { portal.assess_design(design).await });
        until("all questions to be asked", async || {
            operator.count(Operation::Assess) == asked
        })
        .await;
        let ticket = AssessmentTicket(TICKET.to_owned());
        self.cancel(CancelRequest { ticket }).await.unwrap();
        assessing.await.unwrap().unwrap_err()
    }

    /// Orders the sample design at level A.
    pub(crate) async fn order_sample(&self) -> OrderOutcome {
        let assessment = self.assess_sample().await.unwrap();
        self.order_place(OrderPlaceRequest {
            assessment: assessment.id,
            level: Level::A,
            name: "Nordic ring".to_owned(),
        })
        .await
        .unwrap()
        .outcome
    }

    /// Orders the sample design and answers the network's identifier.
    pub(crate) async fn ordered(&self) -> ServiceId {
        let OrderOutcome::Accepted { service_id } = self.order_sample().await else {
            panic!("the order was not accepted");
        };
        service_id
    }

    /// Connects, orders the sample, and waits until it can be used.
    pub(crate) async fn with_session(&self, world: &World, honours_idempotency: bool) -> ServiceId {
        self.connect(honours_idempotency).await;
        let id = self.ordered().await;
        world.operator.provisions(&id);
        let request = SessionRequest { id: id.clone() };
        self.session_refresh(request).await.unwrap();
        id
    }

    /// The list of sessions.
    pub(crate) async fn list(&self) -> SessionListView {
        self.session_list(Empty {}).await.unwrap()
    }

    /// Waits until the only session is as wanted.
    pub(crate) async fn session_is(&self, fits: impl Fn(&Session) -> bool) -> Session {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let sessions = self.list().await.sessions;
            if let [session] = sessions.as_slice()
                && fits(session)
            {
                return session.clone();
            }
            assert!(Instant::now() < deadline, "the sessions are {sessions:#?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// Waits until something is so.
pub(crate) async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so().await {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

struct FakeEmbedded;

impl EmbeddedOperator for FakeEmbedded {
    fn start(&self) -> PortFuture<'_, Result<EmbeddedEndpoint, String>> {
        Box::pin(async {
            Ok(EmbeddedEndpoint {
                api_root: "http://127.0.0.1:1".to_owned(),
                token_endpoint: "http://127.0.0.1:1/token".to_owned(),
                client_id: "embedded".to_owned(),
            })
        })
    }

    fn new_secret(&self) -> PortFuture<'_, Result<SecretString, String>> {
        Box::pin(async { Ok(SecretString::from(SECRET)) })
    }

    fn stop(&self) -> PortFuture<'_, ()> {
        Box::pin(async {})
    }

    fn forget(&self) -> PortFuture<'_, ()> {
        Box::pin(async {})
    }
}

struct NoDialog;

impl FileDialog for NoDialog {
    fn save(&self, _: String) -> PortFuture<'_, Option<std::path::PathBuf>> {
        Box::pin(async { None })
    }

    fn open(&self, _: &'static [&'static str]) -> PortFuture<'_, Option<std::path::PathBuf>> {
        Box::pin(async { None })
    }
}

/// A typesetter without a process of its own, which a test's program is none.
struct InThisProcess;

impl Typesetter for InThisProcess {
    #[cfg(feature = "pdf")]
    fn answer(&self, manuscript: Vec<u8>) -> PortFuture<'_, Result<Vec<u8>, String>> {
        Box::pin(async move { Ok(crate::typeset(&manuscript)) })
    }

    #[cfg(not(feature = "pdf"))]
    fn answer(&self, _: Vec<u8>) -> PortFuture<'_, Result<Vec<u8>, String>> {
        Box::pin(async { Err("there is none".to_owned()) })
    }
}
