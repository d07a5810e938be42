//! What is wrong with an operator as typed, told before anything is sent.

use model::CallLimits;

use crate::i18n::TextKey;

/// An operator as typed.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// What people call it.
    pub name: &'a str,
    /// Scheme, host and port.
    pub api_root: &'a str,
    /// Path of the API below the root.
    pub base_path: &'a str,
    /// Address of the token endpoint.
    pub token_endpoint: &'a str,
    /// Client identifier.
    pub client_id: &'a str,
    /// The secret; empty keeps a stored one.
    pub secret: &'a str,
    /// Whether one is stored.
    pub has_secret: bool,
    /// Calls at the same time.
    pub at_once: &'a str,
    /// Calls in a second.
    pub per_second: &'a str,
}

impl Typed<'_> {
    /// How much it may be asked, where both are numbers in range.
    #[must_use]
    pub fn limits(&self) -> Option<CallLimits> {
        let at_once = self.at_once.trim().parse().ok()?;
        CallLimits::new(at_once, self.per_second.trim().parse().ok()?)
    }
}

/// What is wrong with each field; nothing where all is well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// With the name.
    pub name: Option<TextKey>,
    /// With the API root.
    pub api_root: Option<TextKey>,
    /// With the base path.
    pub base_path: Option<TextKey>,
    /// With the token endpoint.
    pub token_endpoint: Option<TextKey>,
    /// With the client identifier.
    pub client_id: Option<TextKey>,
    /// With the secret.
    pub secret: Option<TextKey>,
    /// With the calls at the same time.
    pub at_once: Option<TextKey>,
    /// With the calls in a second.
    pub per_second: Option<TextKey>,
}

impl Problems {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Longest name, in characters.
const MAX_NAME: usize = 80;

/// Checks all fields at once. For a test of the connection the name may be left out.
#[must_use]
pub fn check(typed: &Typed<'_>, needs_name: bool) -> Problems {
    let name = typed.name.trim();
    Problems {
        name: if needs_name && name.is_empty() {
            Some(TextKey("profile-name-empty"))
        } else if name.chars().count() > MAX_NAME {
            Some(TextKey("profile-name-long"))
        } else {
            None
        },
        api_root: address(typed.api_root, HasPath::No),
        base_path: (!typed.base_path.trim().starts_with('/') && !typed.base_path.trim().is_empty()
            || typed.base_path.contains(['?', '#', ' ']))
        .then_some(TextKey("profile-base-path-wrong")),
        token_endpoint: address(typed.token_endpoint, HasPath::Yes),
        client_id: typed
            .client_id
            .trim()
            .is_empty()
            .then_some(TextKey("profile-client-id-empty")),
        secret: (typed.secret.is_empty() && !typed.has_secret)
            .then_some(TextKey("profile-secret-empty")),
        at_once: number(typed.at_once, CallLimits::MOST_AT_ONCE.into())
            .then_some(TextKey("profile-at-once-wrong")),
        per_second: number(typed.per_second, CallLimits::MOST_PER_SECOND)
            .then_some(TextKey("profile-per-second-wrong")),
    }
}

/// Whether the text is no whole number from 1 to `most`.
fn number(text: &str, most: u16) -> bool {
    !text
        .trim()
        .parse()
        .is_ok_and(|number: u16| (1..=most).contains(&number))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum HasPath {
    Yes,
    No,
}

fn address(text: &str, has_path: HasPath) -> Option<TextKey> {
    let text = text.trim();
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

    fn typed() -> Typed<'static> {
        Typed {
            name: "Example",
            api_root: "https://api.example.com",
            base_path: "/multi-point-vpn/vwip",
            token_endpoint: "https://auth.example.com/token",
            client_id: "portal",
            secret: "s",
            has_secret: false,
            at_once: "6",
            per_second: "10",
        }
    }

    #[test]
    fn a_whole_form_has_no_problem() {
        assert!(check(&typed(), true).is_empty());
    }

    #[test]
    fn an_empty_form_has_all_its_problems_at_once() {
        let empty = Typed {
            name: " ",
            api_root: "",
            base_path: "x",
            token_endpoint: "",
            client_id: "",
            secret: "",
            has_secret: false,
            at_once: "33",
            per_second: "0",
        };
        let problems = check(&empty, true);
        assert!(problems.at_once.is_some() && problems.per_second.is_some());
        assert_eq!(empty.limits(), None);
        assert_eq!(typed().limits(), Some(CallLimits::default()));
        assert!(problems.name.is_some() && problems.api_root.is_some());
        assert!(problems.base_path.is_some() && problems.token_endpoint.is_some());
        assert!(problems.client_id.is_some() && problems.secret.is_some());
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for root in [
            "http://127.0.0.1:9091",
            "http://localhost:9091",
            "http://[::1]:9091/",
        ] {
            assert!(
                check(
                    &Typed {
                        api_root: root,
                        ..typed()
                    },
                    true
                )
                .is_empty(),
                "{root}"
            );
        }
        let remote = check(
            &Typed {
                api_root: "http://127.0.0.1.example.com",
                ..typed()
            },
            true,
        );
        assert_eq!(remote.api_root, Some(TextKey("profile-address-insecure")));
    }

    #[test]
    fn the_api_root_has_no_path() {
        let problems = check(
            &Typed {
                api_root: "https://api.example.com/v1",
                ..typed()
            },
            true,
        );
        assert_eq!(problems.api_root, Some(TextKey("profile-address-path")));
    }

    #[test]
    fn a_stored_secret_need_not_be_typed_again() {
        assert!(
            check(
                &Typed {
                    secret: "",
                    has_secret: true,
                    ..typed()
                },
                true
            )
            .is_empty()
        );
    }
}
