//! The operator's own document accepts and answers all that the published one does, but for
//! what the CAMARA rules (`camara.md`) say the published one leaves out.

use std::{collections::BTreeSet, fs, path::Path};

use operator_sandbox::{Reading, openapi_document};
use serde_json::{Map, Value, json};

/// Where ours asks for more, each with the row that says why. Beyond these, bodies are closed
/// (1.5, strictness).
const NARROWINGS: [(&str, &str); 9] = [
    ("NetworkCreate requires connections", "1.6-j"),
    ("NetworkCreate/connections minItems", "1.6-j"),
    ("AssessmentRequest requires connections", "1.6-j"),
    ("AssessmentRequest requires guaranteeBandwidth", "1.6-j"),
    ("AssessmentRequest/connections minItems", "1.6-j"),
    ("Connection requires customerEdge", "1.6-j"),
    ("Connection requires providerEdge", "1.6-j"),
    ("EdgeConnection requires primaryIpAddress", "1.6-j"),
    ("Duration/value range", "1.6-m"),
];
/// Conditions over several properties, by the schema that has them.
const CONDITIONS: [(&str, &str); 3] = [
    ("NetworkCreate", "1.6-l"),
    ("AssessmentRequest", "1.6-l"),
    ("Duration", "1.6-m"),
];

/// An OpenAPI document whose references are followed, into files beside it too.
struct Document {
    root: Value,
    common: Value,
}

impl Document {
    fn own(reading: Reading) -> Self {
        Self {
            root: serde_json::from_str(&openapi_document(reading.into())).unwrap(),
            common: Value::Null,
        }
    }

    fn published() -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec");
        let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
        let parse = |text: String| serde_saphyr::from_str(&text).unwrap();
        Some(Self {
            root: parse(read("multi-point-vpn.yaml")?),
            common: parse(read("CAMARA_common.yaml")?),
        })
    }

    /// `value` itself, or what it refers to.
    fn follow<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(reference) = value["$ref"].as_str() else {
            return value;
        };
        let (file, pointer) = reference.split_once('#').unwrap();
        let documents = match file {
            "" => [&self.root, &self.common],
            _ => [&self.common, &self.root],
        };
        let found = documents.iter().find_map(|root| root.pointer(pointer));
        self.follow(found.unwrap_or_else(|| panic!("{reference} leads nowhere")))
    }

    /// A schema with its references followed and its parts joined.
    fn schema(&self, value: &Value) -> Map<String, Value> {
        let schema = self.follow(value).as_object().unwrap();
        let mut joined = Map::new();
        for part in schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            for (key, value) in self.schema(part) {
                match (joined.get_mut(&key), value) {
                    (Some(Value::Object(known)), Value::Object(more)) => {
                        for (name, more) in more {
                            merge(known.entry(name).or_insert(json!({})), more);
                        }
                    }
                    (_, value) => {
                        joined.insert(key, value);
                    }
                }
            }
        }
        joined.extend(schema.clone());
        joined
    }

    fn operation(&self, path: &str, method: &str) -> &Value {
        &self.root["paths"][path][method]
    }
}

fn merge(known: &mut Value, more: Value) {
    match (known, more) {
        (Value::Object(known), Value::Object(more)) => known.extend(more),
        (known, more) => *known = more,
    }
}

/// Which of two schemas has to take all that the other one takes.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    /// Ours takes all that the published one does.
    Request,
    /// The published one takes all that ours has.
    Answer,
}

struct Comparison<'a> {
    own: &'a Document,
    published: &'a Document,
    is_strict: bool,
    found: BTreeSet<String>,
    /// The pairs of patterns that were compared.
    patterns: BTreeSet<(String, String)>,
    problems: Vec<String>,
}

impl Comparison<'_> {
    fn compare(&mut self, at: &str, own: &Value, published: &Value, direction: Direction) {
        let name = published["$ref"]
            .as_str()
            .and_then(|name| name.rsplit('/').next());
        let at = name.map_or_else(|| at.to_owned(), str::to_owned);
        let (own, published) = (self.own.schema(own), self.published.schema(published));
        let get =
            |schema: &Map<String, Value>, key: &str| schema.get(key).cloned().unwrap_or_default();
        if get(&own, "type") != get(&published, "type") {
            let types = (get(&own, "type"), get(&published, "type"));
            self.problems.push(format!("{at}: {types:?}"));
        }
        self.limits(&at, &own, &published, direction);
        self.words(&at, &own, &published, direction);
        self.patterns(&at, &own, &published);
        if direction == Direction::Request {
            self.demands(&at, &own, &published);
        }
        if let (Some(own), Some(published)) = (own.get("items"), published.get("items")) {
            self.compare(&format!("{at}/items"), own, published, direction);
        }
        let properties = get(&published, "properties");
        for (name, published) in properties.as_object().into_iter().flatten() {
            match own.get("properties").and_then(|own| own.get(name)) {
                Some(own) => self.compare(&format!("{at}/{name}"), own, published, direction),
                None => self.problems.push(format!("{at}/{name} is missing")),
            }
        }
        let variants = get(&published, "oneOf");
        let own_variants = get(&own, "oneOf");
        for (index, published) in variants.as_array().into_iter().flatten().enumerate() {
            match own_variants.get(index) {
                Some(own) => self.compare(&at, own, published, direction),
                None => self.problems.push(format!("{at} lacks a variant")),
            }
        }
        let mapping =
            |schema: &Map<String, Value>| get(schema, "discriminator")["propertyName"].clone();
        if mapping(&own) != mapping(&published) {
            self.problems.push(format!("{at}: another discriminator"));
        }
    }

    fn limits(
        &mut self,
        at: &str,
        own: &Map<String, Value>,
        published: &Map<String, Value>,
        direction: Direction,
    ) {
        for (lower, upper, what) in [
            ("minimum", "maximum", "range"),
            ("minLength", "maxLength", "length"),
            ("minItems", "maxItems", "minItems"),
        ] {
            let number = |schema: &Map<String, Value>, key: &str, open: f64| {
                schema.get(key).and_then(Value::as_f64).unwrap_or(open)
            };
            let range = |schema: &Map<String, Value>| {
                (
                    number(schema, lower, f64::NEG_INFINITY),
                    number(schema, upper, f64::INFINITY),
                )
            };
            let (wide, narrow) = match direction {
                Direction::Request => (range(own), range(published)),
                Direction::Answer => (range(published), range(own)),
            };
            // Without a number of its own a word is as long as it is.
            let is_word = own.contains_key("enum");
            if (wide.0 > narrow.0 || wide.1 < narrow.1) && !is_word {
                self.narrowed(&format!("{at} {what}"));
            }
        }
    }

    fn words(
        &mut self,
        at: &str,
        own: &Map<String, Value>,
        published: &Map<String, Value>,
        direction: Direction,
    ) {
        let words = |schema: &Map<String, Value>| {
            let words = schema.get("enum")?.as_array()?;
            Some(words.iter().map(Value::to_string).collect::<BTreeSet<_>>())
        };
        let (wide, narrow) = match direction {
            Direction::Request => (words(own), words(published)),
            Direction::Answer => (words(published), words(own)),
        };
        let is_wide = match (&wide, &narrow) {
            (None, _) => true,
            (Some(wide), Some(narrow)) => narrow.is_subset(wide),
            (Some(_), None) => false,
        };
        if !is_wide {
            self.problems
                .push(format!("{at}: words {wide:?} and {narrow:?}"));
        }
    }

    /// Strictly the very pattern; else one that takes it too (1.6-a).
    fn patterns(&mut self, at: &str, own: &Map<String, Value>, published: &Map<String, Value>) {
        let Some(theirs) = published.get("pattern").and_then(Value::as_str) else {
            return;
        };
        let Some(ours) = own.get("pattern").and_then(Value::as_str) else {
            // Location is a URL, which its pattern forbids (1.6-b).
            if !at.ends_with("Location") {
                self.problems.push(format!("{at}: no pattern"));
            }
            return;
        };
        if !self.patterns.insert((ours.to_owned(), theirs.to_owned())) {
            return;
        }
        let reader = |pattern: &str| jsonschema::validator_for(&json!({"pattern": pattern}));
        let (ours, theirs) = (reader(ours).unwrap(), reader(theirs).unwrap());
        for byte in 0..=127_u8 {
            for text in [
                char::from(byte).to_string(),
                format!("AB{}", char::from(byte)),
            ] {
                let text = json!(text);
                let (ours, theirs) = (ours.is_valid(&text), theirs.is_valid(&text));
                if theirs && !ours || self.is_strict && theirs != ours {
                    self.problems
                        .push(format!("{at}: {text} is {ours} and {theirs}"));
                }
            }
        }
    }

    fn demands(&mut self, at: &str, own: &Map<String, Value>, published: &Map<String, Value>) {
        let required = |schema: &Map<String, Value>| -> BTreeSet<String> {
            let names = schema.get("required").and_then(Value::as_array);
            let names = names.into_iter().flatten();
            names
                .map(|name| name.as_str().unwrap().to_owned())
                .collect()
        };
        let more: Vec<String> = required(own)
            .difference(&required(published))
            .cloned()
            .collect();
        for name in more {
            self.narrowed(&format!("{at} requires {name}"));
        }
        let is_known = CONDITIONS.iter().any(|(name, _)| *name == at);
        if own.contains_key("anyOf") != is_known {
            self.problems
                .push(format!("{at} has a condition, or has none"));
        }
    }

    fn narrowed(&mut self, what: &str) {
        if NARROWINGS.iter().any(|(known, _)| *known == what) {
            self.found.insert(what.to_owned());
        } else {
            self.problems.push(format!("{what} is narrower"));
        }
    }

    fn operation(&mut self, path: &str, method: &str) {
        let (own, published) = (self.own, self.published);
        let (ours, theirs) = (
            own.operation(path, method),
            published.operation(path, method),
        );
        let at = format!("{method} {path}");
        if ours["operationId"] != theirs["operationId"] {
            self.problems.push(format!("{at}: another operationId"));
        }
        let security = &theirs["security"][0];
        if !ours["security"]
            .as_array()
            .is_some_and(|all| all.contains(security))
        {
            self.problems.push(format!("{at}: {security} is missing"));
        }
        for parameter in theirs["parameters"].as_array().into_iter().flatten() {
            let parameter = published.follow(parameter);
            let same = |known: &&Value| {
                known["name"] == parameter["name"] && known["in"] == parameter["in"]
            };
            let known = ours["parameters"]
                .as_array()
                .and_then(|all| all.iter().find(same));
            match known {
                Some(known) => self.compare(
                    &format!("{at} {}", parameter["name"]),
                    &known["schema"],
                    &parameter["schema"],
                    Direction::Request,
                ),
                None => self
                    .problems
                    .push(format!("{at}: {} is missing", parameter["name"])),
            }
        }
        let bodies = theirs["requestBody"]["content"].as_object();
        for (media_type, body) in bodies.into_iter().flatten() {
            let known = &ours["requestBody"]["content"][media_type]["schema"];
            self.compare(
                &format!("{at} {media_type}"),
                known,
                &body["schema"],
                Direction::Request,
            );
        }
        for (status, answer) in theirs["responses"].as_object().unwrap() {
            let answer = published.follow(answer);
            let known = &ours["responses"][status];
            for (name, header) in answer["headers"].as_object().into_iter().flatten() {
                let header = published.follow(header);
                let schema = &known["headers"][name]["schema"];
                if schema.is_null() {
                    self.problems
                        .push(format!("{at} {status}: {name} is missing"));
                } else if self.is_strict || name != "Location" {
                    let at = format!("{at} {status} {name}");
                    self.compare(&at, schema, &header["schema"], Direction::Answer);
                }
            }
            for (media_type, body) in answer["content"].as_object().into_iter().flatten() {
                let known = &known["content"][media_type]["schema"];
                let at = format!("{at} {status}");
                self.compare(&at, known, &body["schema"], Direction::Answer);
            }
        }
    }
}

#[test]
fn the_own_document_accepts_and_answers_all_that_the_published_one_does() {
    let Some(published) = Document::published() else {
        println!("skipped: the published API file is not here");
        return;
    };
    for reading in [Reading::Strict, Reading::Lenient] {
        let own = Document::own(reading);
        let mut comparison = Comparison {
            own: &own,
            published: &published,
            is_strict: reading.is_strict(),
            found: BTreeSet::new(),
            patterns: BTreeSet::new(),
            problems: Vec::new(),
        };
        let paths = published.root["paths"].as_object().unwrap();
        for (path, item) in paths {
            for method in item.as_object().unwrap().keys() {
                comparison.operation(path, method);
            }
        }
        assert_eq!(comparison.problems, Vec::<String>::new(), "{reading:?}");
        let known: BTreeSet<String> = NARROWINGS
            .iter()
            .map(|(what, _)| (*what).to_owned())
            .collect();
        assert_eq!(comparison.found, known, "each narrowing is still one");
        let server = published.root["servers"][0]["url"].as_str().unwrap();
        let server = server.strip_prefix("{apiRoot}").unwrap();
        let servers = own.root["servers"].as_array().unwrap();
        assert!(
            servers.iter().any(|known| known["url"] == server),
            "{server}"
        );
    }
}
