//! Answers with what every answer carries, and refusals by their status.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    document::{Answer, Header, Media, Ordered},
    operations::error_example,
    schema::Schema,
};
use crate::{
    dialect::Dialect,
    http::{Failure, SERVER_TIMING, SIMULATED, correlator},
};

/// An answer with the headers of every answer.
pub(super) fn answered(description: impl Into<String>, content: Ordered<Media>) -> Answer {
    let header = |description, schema| Header {
        description,
        required: true,
        schema,
    };
    let headers = [
        (
            correlator::NAME,
            header(
                "The request's, else a new UUID.",
                Schema::matching(correlator::PATTERN, 256),
            ),
        ),
        (
            SIMULATED,
            header("Nothing here is real.", Schema::one_of_words(["true"])),
        ),
        (
            SERVER_TIMING,
            header(
                "How long the operator took, in ms.",
                Schema::matching(r"^app;dur=[0-9]+\.[0-9]{3}$", 40),
            ),
        ),
    ];
    Answer {
        description: description.into(),
        headers: headers
            .into_iter()
            .map(|(name, header)| (name.as_str().to_owned(), header))
            .collect(),
        content,
    }
}

/// The same answer with one more header.
pub(super) fn with_header(mut answer: Answer, name: &str, header: Header) -> Answer {
    answer.headers.0.push((name.to_owned(), header));
    answer
}

/// One answer for each status among the refusals, with the codes that go with it in an API.
pub(super) fn refused(refusals: Vec<Failure>, dialect: Dialect) -> Vec<(String, Answer)> {
    let mut by_status: BTreeMap<u16, Vec<Failure>> = BTreeMap::new();
    for refusal in refusals {
        let (status, code) = refusal.coded(dialect);
        let same_status = by_status.entry(status.as_u16()).or_default();
        if same_status
            .iter()
            .all(|known| known.coded(dialect).1 != code)
        {
            same_status.push(refusal);
        }
    }
    by_status
        .into_iter()
        .map(|(status, refusals)| (status.to_string(), refusal(status, refusals, dialect)))
        .collect()
}

fn refusal(status: u16, refusals: Vec<Failure>, dialect: Dialect) -> Answer {
    let codes: Vec<&'static str> = refusals
        .iter()
        .map(|refusal| refusal.coded(dialect).1)
        .collect();
    let mut exact_status = Schema::integer(status.into(), status.into());
    exact_status.words = vec![status.into()];
    let exact = Schema::condition([
        ("status", exact_status),
        ("code", Schema::one_of_words(codes.iter().copied())),
    ]);
    let schema = Schema {
        all_of: vec![Schema::named("ErrorInfo"), exact],
        ..Schema::default()
    };
    let first = refusals.into_iter().next();
    let example: Option<Value> = first.map(|refusal| error_example(refusal, dialect));
    let content = Ordered::from_iter([("application/json", Media { schema, example })]);
    let answer = answered(codes.join(" or "), content);
    if status == 429 {
        let wait = Header {
            description: "Seconds to wait, where waiting helps.",
            required: false,
            schema: Schema::matching("^[0-9]+$", 20),
        };
        return with_header(answer, "Retry-After", wait);
    }
    if status == 401 {
        let challenge = Header {
            description: "How to authenticate.",
            required: true,
            schema: Schema::one_of_words(["Bearer"]),
        };
        return with_header(answer, "WWW-Authenticate", challenge);
    }
    answer
}
