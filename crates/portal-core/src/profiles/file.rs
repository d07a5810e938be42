//! Commands: an operator as a file and out of one, and a copy of it; its secrets stay where they are.

use std::sync::Arc;

use contract::{
    Empty, ExportView, ProfileExportRequest, ProfileForm, ProfileOptions, ProfileRequest,
    ProfileView, PublicKeyView, SecretState,
};
use model::{Authentication, CallLimits, FeePeriod, ProfileId, Role, is_unseen};
use serde::{Deserialize, Serialize};

use super::{Address, Profile, form};
use crate::{errors::Failure, portal::Core, random, storage};

/// What the file says it is.
const FORMAT: &str = "multipoint-portal-operator";
/// Its version.
const VERSION: u32 = 1;
/// Longest file, in bytes.
const LONGEST_FILE: u64 = 512 * 1024;
/// Longest text that says who may order, in characters.
const LONGEST_WHO: usize = 200;

/// An operator as a file. It has no secret, no key and no token.
#[derive(Debug, Serialize, Deserialize)]
struct Exported {
    format: String,
    version: u32,
    name: String,
    api_root: String,
    base_path: String,
    token_endpoint: String,
    client_id: String,
    authentication: Authentication,
    rent_period: FeePeriod,
    keep_token: bool,
    honours_idempotency: bool,
    #[serde(default)]
    notifies: bool,
    #[serde(default)]
    limits: CallLimits,
    options: ProfileOptions,
}

impl Core {
    pub(crate) async fn profile_duplicate(
        self: &Arc<Self>,
        request: ProfileRequest,
    ) -> Result<ProfileView, Failure> {
        let profile = self.profile(request.id).await?;
        if profile.is_inside() {
            return Err(Failure::Input(
                "What is built in is there only once.".to_owned(),
            ));
        }
        self.add_profile(Profile {
            id: ProfileId::from_random(random::bits()?),
            name: format!("{} (copy)", profile.name),
            secret: SecretState::Absent,
            public_key: None::<PublicKeyView>,
            granted_scopes: None,
            keyring_is_of: None,
            ..profile
        })
        .await
    }

    pub(crate) async fn profile_export(
        &self,
        request: ProfileExportRequest,
    ) -> Result<ExportView, Failure> {
        let profile = self.profile(request.id).await?;
        let Address::Remote {
            api_root,
            base_path,
            token_endpoint,
            client_id,
        } = profile.address
        else {
            return Err(Failure::Input(
                "What is built in cannot be exported.".to_owned(),
            ));
        };
        let mut options = profile.options;
        // Who may only look cannot hand on more than that.
        if options.role == Role::Full {
            options.role = request.role;
            options.who_may_order = match request.role {
                Role::Full => String::new(),
                Role::QuoteOnly => request
                    .who_may_order
                    .trim()
                    .chars()
                    .take(LONGEST_WHO)
                    .collect(),
            };
        }
        let name: String = profile
            .name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let exported = Exported {
            format: FORMAT.to_owned(),
            version: VERSION,
            name: profile.name,
            api_root,
            base_path,
            token_endpoint,
            client_id,
            authentication: profile.authentication,
            rent_period: profile.rent_period,
            keep_token: profile.keep_token,
            honours_idempotency: profile.honours_idempotency,
            notifies: profile.notifies,
            limits: profile.limits,
            options,
        };
        let content = serde_json::to_vec_pretty(&exported)
            .map_err(|_| Failure::Internal("the operator cannot be written"))?;
        self.export(format!("{name}.operator.json"), content).await
    }

    pub(crate) async fn profile_import(
        self: &Arc<Self>,
        _: Empty,
    ) -> Result<Option<ProfileView>, Failure> {
        let Some(file) = self.chosen_file(&["json"], LONGEST_FILE).await? else {
            return Ok(None);
        };
        let profile = read(&file, ProfileId::from_random(random::bits()?))?;
        self.add_profile(profile).await.map(Some)
    }

    async fn add_profile(self: &Arc<Self>, profile: Profile) -> Result<ProfileView, Failure> {
        let stored = profile.clone();
        self.storage
            .write(move |tx| storage::profiles::put(tx, &stored))
            .await?;
        self.owner
            .try_turn(move |state| {
                let id = profile.id.clone();
                state.roster.put(profile);
                let view = state
                    .roster
                    .view(&id)
                    .ok_or(Failure::NotFound("operator"))?;
                state.outbox.profiles(vec![view.clone()], Vec::new());
                Ok(view)
            })
            .await
    }
}

/// Reads a file as strictly as a form that is typed.
fn read(file: &[u8], id: ProfileId) -> Result<Profile, Failure> {
    let read: Exported = serde_json::from_slice(file)
        .map_err(|_| Failure::Input("The file is not an operator's.".to_owned()))?;
    if read.format != FORMAT || read.version != VERSION {
        return Err(Failure::Input(
            "The file is not an operator's, or of a newer version.".to_owned(),
        ));
    }
    let (role, who_may_order) = (read.options.role, read.options.who_may_order.clone());
    let form = ProfileForm {
        id: None,
        name: read.name,
        api_root: read.api_root,
        base_path: read.base_path,
        token_endpoint: read.token_endpoint,
        client_id: read.client_id,
        authentication: read.authentication,
        secret: None,
        key: None,
        rent_period: read.rent_period,
        keep_token: read.keep_token,
        honours_idempotency: read.honours_idempotency,
        notifies: read.notifies,
        limits: read.limits,
        options: ProfileOptions {
            // Whoever imports it approves it, or not.
            approved_host: String::new(),
            ..read.options
        },
    };
    let mut profile = form::check(form, id, None, None)?.profile;
    profile.options.role = role;
    profile.options.who_may_order = who_may_order
        .chars()
        .filter(|c| !c.is_control() && !is_unseen(*c))
        .take(LONGEST_WHO)
        .collect();
    Ok(profile)
}
