//! `--client-file`: the clients that are registered at the start.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use operator_sandbox::{Authentication, Client, InvalidClient};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Why the file cannot be used. All of it is one line; nothing of a key or secret is in it.
#[derive(Debug, thiserror::Error)]
#[error("cannot use {path}: {problem}")]
pub(super) struct ClientFileError {
    path: PathBuf,
    problem: Problem,
}

#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("{0}")]
    Unreadable(#[from] io::Error),
    #[error("{0}")]
    Syntax(#[from] serde_json::Error),
    #[error("client {number} ({id}): {source}")]
    Client {
        number: usize,
        id: String,
        source: InvalidClient,
    },
    #[error("client {number} ({id}) is there twice")]
    Twice { number: usize, id: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientFile {
    clients: Vec<Value>,
}

/// Reads every client of the file.
///
/// # Errors
/// [`ClientFileError`] for the first that is wrong.
pub(super) fn read(path: &Path) -> Result<Vec<Client>, ClientFileError> {
    let read = || -> Result<Vec<Client>, Problem> {
        let text = fs::read(path)?;
        parse(&text)
    };
    read().map_err(|problem| ClientFileError {
        path: path.to_owned(),
        problem,
    })
}

fn parse(text: &[u8]) -> Result<Vec<Client>, Problem> {
    // As an object first: the next step would take a list of the members as well.
    let file: Map<String, Value> = serde_json::from_slice(text)?;
    let file: ClientFile = serde_json::from_value(file.into())?;
    let mut clients: Vec<Client> = Vec::new();
    for (number, metadata) in (1..).zip(&file.clients) {
        let id = metadata["client_id"]
            .as_str()
            .unwrap_or("without a client_id");
        let id = || id.chars().filter(|c| !c.is_control()).take(255).collect();
        let client = Client::from_json(metadata).and_then(with_credentials);
        let client = client.map_err(|source| Problem::Client {
            number,
            id: id(),
            source,
        })?;
        if clients.iter().any(|known| known.id == client.id) {
            return Err(Problem::Twice { number, id: id() });
        }
        clients.push(client);
    }
    Ok(clients)
}

/// Nobody would see a secret that is made at the start.
fn with_credentials(client: Client) -> Result<Client, InvalidClient> {
    match client.authentication {
        Authentication::Secret { hash: None, .. } => {
            Err(InvalidClient::Missing("client_secret_sha256"))
        }
        Authentication::Secret { hash: Some(_), .. } | Authentication::PrivateKeyJwt { .. } => {
            Ok(client)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_in_one_line() {
        let hash = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
        let good = format!(
            r#"{{"client_id":"a","token_endpoint_auth_method":"client_secret_post","client_secret_sha256":"{hash}"}}"#
        );
        assert_eq!(
            parse(format!(r#"{{"clients":[{good}]}}"#).as_bytes())
                .unwrap()
                .len(),
            1
        );
        let without = r#"{"client_id":"b\n","token_endpoint_auth_method":"client_secret_post"}"#;
        for (text, words) in [
            (String::new(), "EOF"),
            ("[]".to_owned(), "invalid type"),
            (r#"{"clients":[],"x":1}"#.to_owned(), "unknown field `x`"),
            (
                format!(r#"{{"clients":[{good},{good}]}}"#),
                "client 2 (a) is there twice",
            ),
            (
                format!(r#"{{"clients":[{good},{{}}]}}"#),
                "client 2 (without a client_id)",
            ),
            (format!(r#"{{"clients":[{without}]}}"#), "client 1 (b): "),
            (
                format!(r#"{{"clients":[{}]}}"#, without.replace("\\n", "")),
                "client_secret_sha256 is missing",
            ),
        ] {
            let told = parse(text.as_bytes()).unwrap_err().to_string();
            assert!(told.contains(words), "{told}");
            assert_eq!(told.lines().count(), 1, "{told}");
        }
    }
}
