//! The rest of a profile as typed, checked and tidied; and certificates out of a file.

use contract::{CertificatesView, Empty, ProfileOptions};
use model::Currency;
use operator_client::Connection;

use super::form::{address, wrong};
use crate::{errors::Failure, portal::Core};

/// Most scopes.
const MOST_SCOPES: usize = 50;
/// Longest text with all scopes, host, or address.
const LONGEST: usize = 4_000;
/// Longest certificate file, in bytes.
const LONGEST_CERTIFICATES: usize = 256 * 1024;

/// Checks what was typed.
///
/// # Errors
/// [`Failure::Input`] names the first field that is wrong.
pub(super) fn check(typed: ProfileOptions) -> Result<ProfileOptions, Failure> {
    let discovery_url = match typed.discovery_url.trim() {
        "" => String::new(),
        text => address("Discovery document", text)?.into(),
    };
    Ok(ProfileOptions {
        approved_host: match discovery_url.as_str() {
            "" => String::new(),
            _ => typed.approved_host.chars().take(LONGEST).collect(),
        },
        discovery_url,
        scopes: scopes(&typed.scopes)?,
        proxy: proxy(&typed.proxy)?,
        certificates: match typed.certificates.as_str() {
            "" => String::new(),
            pem => certificates(pem)?,
        },
        currency: currency(&typed.currency)?,
        levels: levels(typed.levels)?,
        ..typed
    })
}

fn scopes(typed: &str) -> Result<String, Failure> {
    const FIELD: &str = "Scopes";
    let scopes: Vec<&str> = typed.split_whitespace().collect();
    let is_scope = |scope: &&str| {
        // RFC 6749, 3.3
        scope
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'))
    };
    if !scopes.iter().all(is_scope) || typed.len() > LONGEST || scopes.len() > MOST_SCOPES {
        return Err(wrong(FIELD, "have to be names apart by spaces"));
    }
    Ok(scopes.join(" "))
}

fn proxy(typed: &str) -> Result<String, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    match Connection::proxy_address(typed) {
        Ok(url) if typed.len() <= LONGEST => Ok(url.as_str().trim_end_matches('/').to_owned()),
        _ => Err(wrong(
            "Proxy",
            "has to be an address such as http://proxy.example:8080, without user name or password",
        )),
    }
}

fn currency(typed: &str) -> Result<String, Failure> {
    let code = typed.trim().to_ascii_uppercase();
    if code.is_empty() || Currency::new(&code).is_ok() {
        Ok(code)
    } else {
        Err(wrong("Currency", "has to be three letters such as EUR"))
    }
}

/// Percentages of all three levels, or of none.
fn levels(typed: [String; 3]) -> Result<[String; 3], Failure> {
    let levels = typed.map(|level| level.trim().replace(',', "."));
    let is_percentage = |level: &String| {
        let is_plain = level.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        is_plain && level.parse().is_ok_and(|value: f64| value <= 100.0)
    };
    if levels.iter().all(String::is_empty) || levels.iter().all(is_percentage) {
        Ok(levels)
    } else {
        Err(wrong(
            "Published availability",
            "has to be a percentage for each of A, AA and AAA, or empty for all",
        ))
    }
}

fn certificates(pem: &str) -> Result<String, Failure> {
    let wrong = || wrong("Certificates", "cannot be read; a PEM file is needed");
    if pem.len() > LONGEST_CERTIFICATES {
        return Err(wrong());
    }
    Connection::certificates_of(pem).map_err(|_| wrong())
}

impl Core {
    pub(crate) async fn profile_certificates_import(
        &self,
        _: Empty,
    ) -> Result<Option<CertificatesView>, Failure> {
        let chosen = self.chosen_file(&["pem", "crt", "cer"], LONGEST_CERTIFICATES as u64);
        let Some(file) = chosen.await? else {
            return Ok(None);
        };
        // A file may hold a private key as well: of it nothing is handed on.
        let pem = certificates(&String::from_utf8_lossy(&file))?;
        Ok(Some(CertificatesView { pem }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_tidied() {
        let checked = check(ProfileOptions {
            discovery_url: " https://id.example/.well-known/openid-configuration ".to_owned(),
            scopes: "  one   two:three ".to_owned(),
            proxy: "http://proxy.example:8080/".to_owned(),
            currency: " chf".to_owned(),
            levels: ["99,5", "99.9", "99.99"].map(str::to_owned),
            ..ProfileOptions::default()
        })
        .unwrap();
        assert_eq!(checked.scopes, "one two:three");
        assert_eq!(checked.proxy, "http://proxy.example:8080");
        assert_eq!(checked.currency, "CHF");
        assert_eq!(checked.levels[0], "99.5");
        assert_eq!(check(checked.clone()).unwrap(), checked);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let options = ProfileOptions::default;
        for (field, typed) in [
            (
                "Discovery document",
                ProfileOptions {
                    discovery_url: "id.example".to_owned(),
                    ..options()
                },
            ),
            (
                "Scopes",
                ProfileOptions {
                    scopes: "\"quoted\"".to_owned(),
                    ..options()
                },
            ),
            (
                "Proxy",
                ProfileOptions {
                    proxy: "http://user:word@proxy.example".to_owned(),
                    ..options()
                },
            ),
            (
                "Currency",
                ProfileOptions {
                    currency: "euro".to_owned(),
                    ..options()
                },
            ),
            (
                "Published availability",
                ProfileOptions {
                    levels: ["99".to_owned(), String::new(), String::new()],
                    ..options()
                },
            ),
            (
                "Certificates",
                ProfileOptions {
                    certificates: "none".to_owned(),
                    ..options()
                },
            ),
        ] {
            match check(typed) {
                Err(Failure::Input(message)) => assert!(message.starts_with(field), "{message}"),
                other => panic!("{field}: {other:?}"),
            }
        }
    }
}
