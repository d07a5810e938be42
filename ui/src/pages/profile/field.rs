//! The text fields of an operator: one line of a table for each, from which the form is made.

use crate::{components::Input, i18n::TextKey};

/// A text field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What people call it.
    Name,
    /// Scheme, host and port.
    ApiRoot,
    /// Path of the API below the root.
    BasePath,
    /// Address of the token endpoint.
    TokenEndpoint,
    /// Client identifier.
    ClientId,
    /// The client secret.
    Secret,
    /// Address of the discovery document.
    Discovery,
    /// Scopes to ask for.
    Scopes,
    /// Address of the proxy.
    Proxy,
    /// Currency of amounts that come without one.
    Currency,
    /// Published availability of level A, in percent.
    LevelA,
    /// Of level AA.
    LevelAa,
    /// Of level AAA.
    LevelAaa,
    /// Calls at the same time.
    AtOnce,
    /// Calls in a second.
    PerSecond,
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = 15;

    /// Its place in a table.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// How it looks.
    #[must_use]
    pub const fn spec(self) -> Spec {
        SPECS[self.index()]
    }
}

/// How a text field looks.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its hook.
    pub testid: &'static str,
    /// What is asked for.
    pub label: TextKey,
    /// A short explanation.
    pub hint: TextKey,
    /// What kind of text.
    pub input: Input,
    /// An example in the empty field.
    pub example: &'static str,
    /// Whether it takes the whole width.
    pub is_wide: bool,
}

const fn spec(
    testid: &'static str,
    label: TextKey,
    hint: TextKey,
    example: &'static str,
    is_wide: bool,
) -> Spec {
    Spec {
        testid,
        label,
        hint,
        input: Input::Url,
        example,
        is_wide,
    }
}

const SPECS: [Spec; Field::COUNT] = [
    Spec {
        input: Input::Text,
        ..spec(
            "profile-name",
            TextKey("profile-name"),
            TextKey("profile-name-hint"),
            "",
            false,
        )
    },
    spec(
        "profile-api-root",
        TextKey("profile-api-root"),
        TextKey("profile-api-root-hint"),
        "https://api.example.com",
        false,
    ),
    spec(
        "profile-base-path",
        TextKey("profile-base-path"),
        TextKey("profile-base-path-hint"),
        "",
        false,
    ),
    spec(
        "profile-token-endpoint",
        TextKey("profile-token-endpoint"),
        TextKey("profile-token-endpoint-hint"),
        "https://auth.example.com/oauth2/token",
        true,
    ),
    spec(
        "profile-client-id",
        TextKey("profile-client-id"),
        TextKey("profile-client-id-hint"),
        "",
        true,
    ),
    Spec {
        input: Input::Secret,
        ..spec(
            "profile-secret",
            TextKey("profile-secret"),
            TextKey("profile-secret-hint"),
            "",
            true,
        )
    },
    spec(
        "profile-discovery-url",
        TextKey("profile-discovery-url"),
        TextKey("profile-discovery-url-hint"),
        "https://auth.example.com/.well-known/openid-configuration",
        true,
    ),
    spec(
        "profile-scopes",
        TextKey("profile-scopes"),
        TextKey("profile-scopes-hint"),
        "",
        true,
    ),
    spec(
        "profile-proxy",
        TextKey("profile-proxy"),
        TextKey("profile-proxy-hint"),
        "http://proxy.example.com:8080",
        false,
    ),
    spec(
        "profile-currency",
        TextKey("profile-currency"),
        TextKey("profile-currency-hint"),
        "EUR",
        false,
    ),
    level("profile-level-a", TextKey("profile-level-a")),
    level("profile-level-aa", TextKey("profile-level-aa")),
    level("profile-level-aaa", TextKey("profile-level-aaa")),
    limit(
        "profile-at-once",
        TextKey("profile-at-once"),
        TextKey("profile-at-once-hint"),
    ),
    limit(
        "profile-per-second",
        TextKey("profile-per-second"),
        TextKey("profile-per-second-hint"),
    ),
];

const fn limit(testid: &'static str, label: TextKey, hint: TextKey) -> Spec {
    Spec {
        input: Input::Whole,
        ..spec(testid, label, hint, "", false)
    }
}

const fn level(testid: &'static str, label: TextKey) -> Spec {
    Spec {
        input: Input::Decimal,
        ..spec(testid, label, TextKey("profile-level-hint"), "", false)
    }
}
