//! Holds every request and answer of these tests against the operator's own document, so that
//! neither the document nor the operator changes without the other.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::http::{HeaderMap, Method};
use jsonschema::{Draft, Validator};
use operator_sandbox::{
    BASE_PATHS, Offered, Reading, SITE_TO_CLOUD_PATH, openapi_document, site_to_cloud_document,
};
use serde_json::{Value, json};

/// Those that were needed so far: of what is offered, and whether of Site-to-Cloud VPN.
static DESCRIPTIONS: Mutex<Vec<(Offered, bool, Arc<Description>)>> = Mutex::new(Vec::new());

/// The document, with answers closed: what they have and it does not name is found.
pub(crate) struct Description {
    document: Value,
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

/// What was asked and answered.
pub(crate) struct Exchange<'a> {
    pub(crate) method: &'a Method,
    pub(crate) path: &'a str,
    pub(crate) sent: &'a [u8],
    pub(crate) status: u16,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

/// The document of an operator that reads so and offers nothing more.
pub(crate) fn description(reading: Reading) -> Arc<Description> {
    description_of(reading.into(), "/")
}

/// The one of an operator's two documents that describes a path.
pub(crate) fn description_of(offered: Offered, path: &str) -> Arc<Description> {
    let is_other = path.starts_with(SITE_TO_CLOUD_PATH);
    let mut known = DESCRIPTIONS.lock().unwrap();
    let found = known
        .iter()
        .find(|(of, other, _)| (*of, *other) == (offered, is_other));
    if let Some((.., description)) = found {
        return Arc::clone(description);
    }
    let document = if is_other {
        site_to_cloud_document(offered)
    } else {
        openapi_document(offered)
    };
    let description = Arc::new(Description::read(&document));
    known.push((offered, is_other, Arc::clone(&description)));
    description
}

impl Description {
    fn read(document: &str) -> Self {
        let mut document: Value = serde_json::from_str(document).unwrap();
        let schemas = document["components"]["schemas"].as_object_mut().unwrap();
        for schema in schemas.values_mut() {
            let is_open =
                schema["properties"].is_object() && schema.get("additionalProperties").is_none();
            if is_open {
                schema["additionalProperties"] = json!(false);
            }
        }
        Self {
            document,
            validators: Mutex::default(),
        }
    }

    /// Checks that the answer is one of those described, and that a body that was taken is too.
    #[track_caller]
    pub(crate) fn hold(&self, exchange: &Exchange<'_>) {
        let Some(operation) = self.operation(exchange.method, exchange.path) else {
            return;
        };
        let answer = format!("{operation}/responses/{}", exchange.status);
        if exchange.status == 405 {
            return;
        }
        let described = self.document.pointer(&answer);
        let described = described.unwrap_or_else(|| panic!("{answer} is not described"));
        for (name, header) in described["headers"].as_object().unwrap() {
            let value = exchange.headers.get(name.as_str());
            assert!(
                value.is_some() || header["required"] != true,
                "{answer}: {name} is missing"
            );
            if let Some(value) = value {
                let schema = format!("{answer}/headers/{name}/schema");
                self.check(&schema, &json!(value.to_str().unwrap()));
            }
        }
        match described.pointer("/content/application~1json/schema") {
            Some(_) => {
                let body: Value = serde_json::from_slice(exchange.body).unwrap();
                let schema = format!("{answer}/content/application~1json/schema");
                self.check(&schema, &body);
            }
            None => assert!(exchange.body.is_empty(), "{answer} has a body"),
        }
        if (200..300).contains(&exchange.status) && !exchange.sent.is_empty() {
            let content = self
                .document
                .pointer(&format!("{operation}/requestBody/content"));
            if let Some((media_type, _)) = content.and_then(|all| all.as_object()?.iter().next()) {
                let media_type = media_type.replace('/', "~1");
                if let Ok(body) = serde_json::from_slice(exchange.sent) {
                    let schema = format!("{operation}/requestBody/content/{media_type}/schema");
                    self.check(&schema, &body);
                }
            }
        }
    }

    /// Whether the document takes `value` as the named schema.
    pub(crate) fn takes(&self, schema: &str, value: &Value) -> bool {
        let validator = self.validator(&format!("/components/schemas/{schema}"));
        validator.is_valid(value)
    }

    #[track_caller]
    fn check(&self, pointer: &str, value: &Value) {
        let validator = self.validator(pointer);
        let errors: Vec<String> = validator
            .iter_errors(value)
            .map(|error| error.to_string())
            .collect();
        assert!(
            errors.is_empty(),
            "{value}\nis not as src/openapi describes {pointer}: {errors:#?}"
        );
    }

    /// JSON pointer of the operation that is described for a path.
    fn operation(&self, method: &Method, path: &str) -> Option<String> {
        let under = |base: &str| path.strip_prefix(base).filter(|rest| rest.starts_with('/'));
        let mut bases = BASE_PATHS.into_iter().chain([SITE_TO_CLOUD_PATH]);
        let short = bases.find_map(under).unwrap_or(path);
        let short = short.split('?').next().unwrap_or(short);
        let paths = self.document["paths"].as_object()?;
        let (template, item) = paths.iter().find(|(template, _)| fits(template, short))?;
        let method = method.as_str().to_ascii_lowercase();
        item.get(&method)?;
        Some(format!("/paths/{}/{method}", template.replace('/', "~1")))
    }

    fn validator(&self, pointer: &str) -> Arc<Validator> {
        let mut validators = self.validators.lock().unwrap();
        let made = validators.entry(pointer.to_owned()).or_insert_with(|| {
            let mut schema = self.document.pointer(pointer).unwrap().clone();
            schema["components"] = self.document["components"].clone();
            let validator = jsonschema::options()
                .with_draft(Draft::Draft7)
                .should_validate_formats(true)
                .build(&schema);
            Arc::new(validator.unwrap_or_else(|error| panic!("{pointer}: {error}")))
        });
        Arc::clone(made)
    }
}

fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template
            .iter()
            .zip(path)
            .all(|(part, given)| *part == given || (part.starts_with('{') && !given.is_empty()))
}
