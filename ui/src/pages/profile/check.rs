//! What is wrong with an operator as typed, told before anything is sent.

use model::{Authentication, CallLimits};

use super::field::Field;
use crate::i18n::TextKey;

/// The texts as typed, in the order of [`Field`].
pub type Texts = [String; Field::COUNT];

/// What is typed besides the texts, as far as it matters for them.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// How the app is to prove who it is.
    pub authentication: Authentication,
    /// Whether a secret or key for that is stored, or was made for this form.
    pub has_credential: bool,
    /// Whether a stored secret was typed for another token endpoint than this one.
    pub goes_elsewhere: bool,
    /// Whether a name is needed, as to save.
    pub needs_name: bool,
}

/// How much the operator may be asked, where both are numbers in range.
#[must_use]
pub fn limits(texts: &Texts) -> Option<CallLimits> {
    let at_once = texts[Field::AtOnce.index()].trim().parse().ok()?;
    let per_second = texts[Field::PerSecond.index()].trim().parse().ok()?;
    CallLimits::new(at_once, per_second)
}

/// What is wrong with each field; nothing where all is well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    fields: [Option<TextKey>; Field::COUNT],
    /// With the key.
    pub key: Option<TextKey>,
}

impl Problems {
    /// What is wrong with that field.
    #[must_use]
    pub const fn of(&self, field: Field) -> Option<TextKey> {
        self.fields[field.index()]
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn note(&mut self, field: Field, problem: Option<TextKey>) {
        self.fields[field.index()] = problem;
    }
}

/// Fields that are filled in together.
const LEVELS: [Field; 3] = [Field::LevelA, Field::LevelAa, Field::LevelAaa];
/// Longest name, in characters.
const MAX_NAME: usize = 80;

/// Checks all fields at once. For a test of the connection the name may be left out.
#[must_use]
pub fn check(texts: &Texts, rest: Rest) -> Problems {
    let text = |field: Field| texts[field.index()].trim();
    let mut problems = Problems::default();
    let name = text(Field::Name);
    if rest.needs_name && name.is_empty() {
        problems.note(Field::Name, Some(TextKey("profile-name-empty")));
    } else if name.chars().count() > MAX_NAME {
        problems.note(Field::Name, Some(TextKey("profile-name-long")));
    }
    problems.note(Field::ApiRoot, address(text(Field::ApiRoot), HasPath::No));
    let path = text(Field::BasePath);
    let is_path = path.is_empty() || path.starts_with('/') && !path.contains(['?', '#', ' ']);
    if !is_path {
        problems.note(Field::BasePath, Some(TextKey("profile-base-path-wrong")));
    }
    // The document names the endpoint.
    let source = match text(Field::Discovery) {
        "" => Field::TokenEndpoint,
        _ => Field::Discovery,
    };
    problems.note(source, address(text(source), HasPath::Yes));
    let proxy = text(Field::Proxy);
    if !proxy.is_empty()
        && (!proxy.starts_with("http") || !proxy.contains("://") || proxy.contains('@'))
    {
        problems.note(Field::Proxy, Some(TextKey("profile-proxy-wrong")));
    }
    let currency = text(Field::Currency);
    let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_alphabetic());
    if !currency.is_empty() && !is_code {
        problems.note(Field::Currency, Some(TextKey("profile-currency-wrong")));
    }
    let says_levels = LEVELS.iter().any(|level| !text(*level).is_empty());
    for level in LEVELS {
        let typed = text(level);
        let is_number = !typed.is_empty()
            && typed
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
        if says_levels && !is_number {
            problems.note(level, Some(TextKey("profile-level-wrong")));
        }
    }
    if !is_whole(text(Field::AtOnce), CallLimits::MOST_AT_ONCE.into()) {
        problems.note(Field::AtOnce, Some(TextKey("profile-at-once-wrong")));
    }
    if !is_whole(text(Field::PerSecond), CallLimits::MOST_PER_SECOND) {
        problems.note(Field::PerSecond, Some(TextKey("profile-per-second-wrong")));
    }
    if text(Field::ClientId).is_empty() {
        problems.note(Field::ClientId, Some(TextKey("profile-client-id-empty")));
    }
    let needs_again = rest.goes_elsewhere && rest.authentication == Authentication::ClientSecret;
    match rest.authentication {
        _ if rest.has_credential && !needs_again => {}
        Authentication::PrivateKeyJwt => problems.key = Some(TextKey("profile-key-empty")),
        Authentication::ClientSecret if texts[Field::Secret.index()].is_empty() => {
            problems.note(
                Field::Secret,
                Some(TextKey(if needs_again {
                    "profile-secret-again"
                } else {
                    "profile-secret-empty"
                })),
            );
        }
        Authentication::ClientSecret => {}
    }
    problems
}

/// Whether the text is a whole number from 1 to `most`.
fn is_whole(text: &str, most: u16) -> bool {
    text.parse()
        .is_ok_and(|number: u16| (1..=most).contains(&number))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum HasPath {
    Yes,
    No,
}

fn address(text: &str, has_path: HasPath) -> Option<TextKey> {
    if text.is_empty() {
        return Some(TextKey("profile-address-empty"));
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return Some(TextKey("profile-address-wrong"));
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.is_empty() || authority.contains('@') || text.contains(char::is_whitespace) {
        return Some(TextKey("profile-address-wrong"));
    }
    if has_path == HasPath::No && !matches!(path, "" | "/") {
        return Some(TextKey("profile-address-path"));
    }
    match scheme.to_ascii_lowercase().as_str() {
        "https" => None,
        "http" if is_this_computer(authority) => None,
        "http" => Some(TextKey("profile-address-insecure")),
        _ => Some(TextKey("profile-address-wrong")),
    }
}

fn is_this_computer(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => authority.split(':').next().unwrap_or(authority),
    };
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Rest = Rest {
        authentication: Authentication::ClientSecret,
        has_credential: false,
        goes_elsewhere: false,
        needs_name: true,
    };

    fn typed(changes: &[(Field, &str)]) -> Texts {
        let mut texts = Texts::default();
        let whole = [
            (Field::Name, "Example"),
            (Field::ApiRoot, "https://api.example.com"),
            (Field::BasePath, "/multi-point-vpn/vwip"),
            (Field::TokenEndpoint, "https://auth.example.com/token"),
            (Field::ClientId, "portal"),
            (Field::Secret, "s"),
            (Field::AtOnce, "6"),
            (Field::PerSecond, "10"),
        ];
        for (field, text) in whole.iter().chain(changes) {
            texts[field.index()] = (*text).to_owned();
        }
        texts
    }

    #[test]
    fn a_whole_form_has_no_problem() {
        assert!(check(&typed(&[]), REST).is_empty());
        assert_eq!(limits(&typed(&[])), Some(CallLimits::default()));
    }

    #[test]
    fn an_empty_form_has_all_its_problems_at_once() {
        let mut empty = Texts::default();
        empty[Field::BasePath.index()] = "x".to_owned();
        let problems = check(&empty, REST);
        for field in [
            Field::Name,
            Field::ApiRoot,
            Field::BasePath,
            Field::TokenEndpoint,
            Field::ClientId,
            Field::Secret,
        ] {
            assert!(problems.of(field).is_some(), "{field:?}");
        }
        assert_eq!(problems.key, None);
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for root in [
            "http://127.0.0.1:9091",
            "http://localhost:9091",
            "http://[::1]:9091/",
        ] {
            assert!(
                check(&typed(&[(Field::ApiRoot, root)]), REST).is_empty(),
                "{root}"
            );
        }
        let remote = typed(&[(Field::ApiRoot, "http://127.0.0.1.example.com")]);
        assert_eq!(
            check(&remote, REST).of(Field::ApiRoot),
            Some(TextKey("profile-address-insecure"))
        );
    }

    #[test]
    fn the_api_root_has_no_path() {
        let problems = check(
            &typed(&[(Field::ApiRoot, "https://api.example.com/v1")]),
            REST,
        );
        assert_eq!(
            problems.of(Field::ApiRoot),
            Some(TextKey("profile-address-path"))
        );
    }

    #[test]
    fn a_stored_secret_need_not_be_typed_again() {
        let stored = Rest {
            has_credential: true,
            ..REST
        };
        assert!(check(&typed(&[(Field::Secret, "")]), stored).is_empty());
    }

    #[test]
    fn a_stored_secret_is_typed_again_where_it_would_go_elsewhere() {
        let elsewhere = Rest {
            has_credential: true,
            goes_elsewhere: true,
            ..REST
        };
        assert_eq!(
            check(&typed(&[(Field::Secret, "")]), elsewhere).of(Field::Secret),
            Some(TextKey("profile-secret-again"))
        );
        assert!(check(&typed(&[]), elsewhere).is_empty());
        let signing = Rest {
            authentication: Authentication::PrivateKeyJwt,
            ..elsewhere
        };
        assert!(check(&typed(&[(Field::Secret, "")]), signing).is_empty());
    }

    #[test]
    fn a_discovery_document_stands_for_the_token_endpoint() {
        let discovery = "https://id.example/.well-known/openid-configuration";
        let typed_one = typed(&[(Field::TokenEndpoint, ""), (Field::Discovery, discovery)]);
        assert!(check(&typed_one, REST).is_empty());
        let wrong = check(&typed(&[(Field::Discovery, "id.example")]), REST);
        assert!(wrong.of(Field::Discovery).is_some());
    }

    #[test]
    fn what_may_be_left_empty_is_checked_once_it_is_not() {
        for (field, text) in [
            (Field::Proxy, "proxy.example"),
            (Field::Proxy, "http://me:word@proxy.example"),
            (Field::Currency, "euro"),
            (Field::LevelAaa, "much"),
            (Field::AtOnce, "33"),
            (Field::PerSecond, "0"),
        ] {
            let problems = check(&typed(&[(field, text)]), REST);
            assert!(problems.of(field).is_some(), "{field:?} {text}");
        }
        let one = check(&typed(&[(Field::LevelA, "99.5")]), REST);
        assert!(one.of(Field::LevelA).is_none() && one.of(Field::LevelAa).is_some());
    }

    #[test]
    fn signing_needs_a_key_and_no_secret() {
        let signing = Rest {
            authentication: Authentication::PrivateKeyJwt,
            ..REST
        };
        let problems = check(&typed(&[(Field::Secret, "")]), signing);
        assert_eq!(problems.key, Some(TextKey("profile-key-empty")));
        assert_eq!(problems.of(Field::Secret), None);
    }
}
