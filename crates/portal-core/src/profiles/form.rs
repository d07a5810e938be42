//! A profile as typed: checked field by field before anything is stored or sent.

use contract::{ProfileForm, SecretState};
use model::{Authentication, Dialect, ProfileId, Role, is_unseen};
use secrecy::SecretString;
use url::{Host, Url};

use super::{Address, Profile, keys, options};
use crate::errors::Failure;
use operator_client::{Credential, NotSent, SigningKey};

/// Longest name, in characters.
const MAX_NAME: usize = 80;
/// Longest address, path or client identifier.
const MAX_TEXT: usize = 2_000;
/// Longest secret, in bytes.
const MAX_SECRET: usize = 64 * 1024;

/// A checked form: the profile to store, and the secret apart from it.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) profile: Profile,
    pub(super) secret: Option<Credential>,
}

/// Checks `form` and makes a profile of it under `id`.
///
/// # Errors
/// [`Failure::Input`] names the first field that is wrong; an address that is neither
/// https nor on this computer is [`NotSent::Insecure`]. A stored secret is not enough for another
/// token endpoint than it was typed for.
pub(super) fn check(
    form: ProfileForm,
    id: ProfileId,
    before: Option<&Profile>,
    new_key: Option<SigningKey>,
) -> Result<Checked, Failure> {
    let name = text("Name", &form.name, MAX_NAME)?;
    let secret = form.secret.filter(|secret| !secret.is_empty());
    let mut options = options::check(form.options)?;
    // A form does not widen what the person may do.
    let role = before.map(|profile| &profile.options);
    options.role = role.map_or(Role::Full, |known| known.role);
    options.who_may_order = role.map_or_else(String::new, |known| known.who_may_order.clone());
    let address = match before.filter(|profile| profile.is_inside()) {
        Some(profile) => profile.address.clone(),
        None => Address::Remote {
            api_root: api_root(&form.api_root)?,
            base_path: base_path(&form.base_path)?,
            token_endpoint: match options.discovery_url.as_str() {
                "" => token_endpoint(&form.token_endpoint)?,
                _ => String::new(),
            },
            client_id: text("Client ID", &form.client_id, MAX_TEXT)?,
        },
    };
    let secret = secret.map(|secret| SecretString::from(secret.into_inner()));
    if secret
        .as_ref()
        .is_some_and(|secret| secrecy::ExposeSecret::expose_secret(secret).len() > MAX_SECRET)
    {
        return Err(wrong("Client secret", "is too long"));
    }
    let authentication = match &address {
        Address::BuiltIn | Address::Tape { .. } => Authentication::ClientSecret,
        Address::Remote { .. } => form.authentication,
    };
    // Site-to-Cloud VPN has a word neither for a repetition nor for where to tell of a service.
    let has_extensions = options.dialect != Dialect::SiteToCloud;
    // At another address there is another operator, whose prices may be real.
    let was_simulated = before.filter(|profile| profile.address == address);
    let is_simulated = was_simulated.is_some_and(|profile| profile.is_simulated);
    let known = before;
    // What was stored for another method is of no use to this one.
    let before = before.filter(|profile| profile.authentication == authentication);
    let stored = before.map_or(SecretState::Absent, |profile| profile.secret);
    let (secret, public_key) = match authentication {
        Authentication::ClientSecret => (secret.map(Credential::Secret), None),
        Authentication::PrivateKeyJwt => match new_key {
            Some(key) => {
                let public = keys::public(&key);
                (Some(Credential::Key(key)), Some(public))
            }
            None => (None, before.and_then(|profile| profile.public_key.clone())),
        },
    };
    let profile = Profile {
        id,
        name,
        address,
        authentication,
        public_key,
        rent_period: form.rent_period,
        keep_token: form.keep_token,
        honours_idempotency: form.honours_idempotency && has_extensions,
        notifies: form.notifies && has_extensions,
        limits: form.limits,
        options,
        granted_scopes: None,
        keyring_is_of: known.and_then(|known| known.keyring_is_of.clone()),
        is_simulated,
        secret: if secret.is_some() {
            SecretState::Stored
        } else {
            stored
        },
    };
    // Whatever the keyring still has was typed for where the operator was.
    let sends_stored = secret.is_none() && authentication == Authentication::ClientSecret;
    let goes_elsewhere = |before: &Profile| {
        let known = before.secret_destination();
        !known.covers(&profile.secret_destination())
    };
    if sends_stored && known.is_some_and(goes_elsewhere) {
        return Err(wrong(
            "Client secret",
            "has to be entered again: where it goes was changed",
        ));
    }
    Ok(Checked { profile, secret })
}

fn api_root(typed: &str) -> Result<String, Failure> {
    const FIELD: &str = "API root";
    let url = address(FIELD, typed)?;
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return Err(wrong(
            FIELD,
            "takes scheme, host and port only; the path has a field of its own",
        ));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn token_endpoint(typed: &str) -> Result<String, Failure> {
    const FIELD: &str = "Token endpoint";
    let url = address(FIELD, typed)?;
    if url.fragment().is_some() {
        return Err(wrong(FIELD, "must not have a part after #"));
    }
    Ok(url.into())
}

pub(super) fn address(field: &'static str, typed: &str) -> Result<Url, Failure> {
    let typed = text(field, typed, MAX_TEXT)?;
    let url = Url::parse(&typed).map_err(|_| wrong(field, "is not an address"))?;
    if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
        return Err(wrong(field, "has to begin with https:// and a host"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong(field, "must not have a user name or password in it"));
    }
    if url.scheme() == "http" && !is_this_computer(&url) {
        return Err(NotSent::Insecure.into());
    }
    Ok(url)
}

fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

fn base_path(typed: &str) -> Result<String, Failure> {
    const FIELD: &str = "Base path";
    let path = typed.trim().trim_end_matches('/');
    if path.is_empty() {
        return Ok(String::new());
    }
    let is_path = path.starts_with('/')
        && !path.contains("//")
        && path
            .split('/')
            .all(|segment| !matches!(segment, "." | ".."))
        && path
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte));
    if is_path && path.len() <= MAX_TEXT {
        Ok(path.to_owned())
    } else {
        Err(wrong(FIELD, "has to look like /multi-point-vpn/vwip"))
    }
}

fn text(field: &'static str, typed: &str, longest: usize) -> Result<String, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(wrong(field, "is empty"));
    }
    if typed.chars().count() > longest {
        return Err(wrong(field, "is too long"));
    }
    if typed.chars().any(|c| c.is_control() || is_unseen(c)) {
        return Err(wrong(field, "has a character that is not allowed"));
    }
    Ok(typed.to_owned())
}

pub(super) fn wrong(field: &'static str, what: &'static str) -> Failure {
    Failure::Input(format!("{field} {what}."))
}

#[cfg(test)]
mod tests {
    use contract::{AppError, ErrorCode, ProfileOptions, SecretText};
    use model::{CallLimits, FeePeriod};
    use proptest::prelude::*;

    use super::*;

    type Spoil = fn(&mut ProfileForm);

    fn form() -> ProfileForm {
        ProfileForm {
            id: None,
            name: " Operator ".to_owned(),
            api_root: "https://operator.example:8443/".to_owned(),
            base_path: "/multi-point-vpn/vwip/".to_owned(),
            token_endpoint: "https://auth.example/token".to_owned(),
            client_id: "client".to_owned(),
            authentication: Authentication::ClientSecret,
            key: None,
            secret: Some(SecretText::new("s3cret")),
            rent_period: FeePeriod::Month,
            keep_token: true,
            honours_idempotency: false,
            notifies: false,
            limits: CallLimits::default(),
            options: ProfileOptions::default(),
        }
    }

    fn checked(form: ProfileForm) -> Result<Checked, AppError> {
        check(form, ProfileId::from_random(1), None, None).map_err(AppError::from)
    }

    #[test]
    fn a_simulation_is_one_at_its_own_address_only() {
        let mut before = checked(form()).unwrap().profile;
        before.is_simulated = true;
        let again = |form| check(form, before.id.clone(), Some(&before), None).unwrap();
        assert!(again(form()).profile.is_simulated);
        let elsewhere = ProfileForm {
            api_root: "https://real.example".to_owned(),
            ..form()
        };
        assert!(!again(elsewhere).profile.is_simulated);
    }

    #[test]
    fn a_good_form_is_tidied() {
        let Checked { profile, secret } = checked(form()).unwrap();
        assert_eq!(profile.name, "Operator");
        assert_eq!(
            profile.order_address(),
            "https://operator.example:8443/multi-point-vpn/vwip/networks"
        );
        assert!(secret.is_some());
        assert_eq!(profile.secret, SecretState::Stored);
    }

    #[test]
    fn an_operator_of_single_services_is_never_trusted_with_a_repetition() {
        let mut form = form();
        form.base_path = "/webapi".to_owned();
        form.options.dialect = Dialect::SiteToCloud;
        (form.honours_idempotency, form.notifies) = (true, true);
        let profile = checked(form).unwrap().profile;
        assert!(!profile.honours_idempotency && !profile.notifies);
        assert_eq!(
            profile.order_address(),
            "https://operator.example:8443/webapi/S2C_VPN"
        );
    }

    #[test]
    fn the_message_names_the_field() {
        let cases: [(&str, Spoil); 8] = [
            ("Name", |form| form.name = "  ".to_owned()),
            ("Name", |form| form.name = "Reir\u{202e}rac".to_owned()),
            ("API root", |form| form.api_root = "operator".to_owned()),
            ("API root", |form| {
                form.api_root = "https://operator.example/path".to_owned();
            }),
            ("Base path", |form| form.base_path = "vwip".to_owned()),
            ("Base path", |form| form.base_path = "/a/../b".to_owned()),
            ("Token endpoint", |form| {
                form.token_endpoint = "https://user:pass@auth.example".to_owned();
            }),
            ("Client ID", |form| form.client_id = String::new()),
        ];
        for (field, spoil) in cases {
            let mut form = form();
            spoil(&mut form);
            let error = checked(form).unwrap_err();
            assert_eq!(error.code, ErrorCode::InvalidInput);
            assert!(error.message.starts_with(field), "{}", error.message);
        }
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for root in [
            "http://127.0.0.1:9091",
            "http://localhost:9091",
            "http://[::1]:1",
        ] {
            let mut form = form();
            form.api_root = root.to_owned();
            assert!(checked(form).is_ok(), "{root}");
        }
        for root in [
            "http://operator.example",
            "http://192.168.1.1",
            "http://localhost.example",
        ] {
            let mut form = form();
            form.api_root = root.to_owned();
            assert_eq!(
                checked(form).unwrap_err().code,
                ErrorCode::InsecureAddress,
                "{root}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_typed_address_panics_or_leaves_https(typed in ".{0,60}") {
            let mut form = form();
            form.api_root = typed;
            if let Ok(checked) = checked(form) {
                let address = checked.profile.order_address();
                prop_assert!(address.starts_with("https://") || address.starts_with("http://"));
            }
        }
    }
}
