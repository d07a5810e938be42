//! What has to hold of the document as it stands.

use super::*;

fn all(reading: Reading) -> Value {
    serde_json::from_str(&openapi_document(reading.into())).unwrap()
}

/// Calls `see` with each object within `value` and the way to it.
fn walk<'a>(value: &'a Value, path: &str, see: &mut impl FnMut(&str, &'a Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            see(path, object);
            for (name, value) in object {
                walk(value, &format!("{path}/{name}"), see);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                walk(value, &format!("{path}/{index}"), see);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Of an operator that offers all there is.
fn with_everything() -> Value {
    let offered = Offered {
        reading: Reading::Lenient,
        order_sinks: OrderSinks::Taken,
        is_listed: true,
    };
    serde_json::from_str(&openapi_document(offered)).unwrap()
}

fn site_to_cloud(reading: Reading) -> Value {
    serde_json::from_str(&site_to_cloud_document(reading.into())).unwrap()
}

#[test]
fn each_reference_leads_somewhere() {
    let documents = [Reading::Lenient, Reading::Strict]
        .into_iter()
        .flat_map(|reading| [(all(reading), 40), (site_to_cloud(reading), 20)])
        .chain([(with_everything(), 50)]);
    for (document, least) in documents {
        let mut count = 0;
        walk(&document, "", &mut |path, object| {
            if let Some(Value::String(reference)) = object.get("$ref") {
                let target = reference.strip_prefix('#').unwrap();
                assert!(document.pointer(target).is_some(), "{path}: {reference}");
                count += 1;
            }
        });
        assert!(count > least, "{count}");
    }
}

#[test]
fn each_property_that_a_reader_knows_is_described() {
    let documents = [with_everything(), site_to_cloud(Reading::Lenient)];
    let schemas = documents
        .iter()
        .flat_map(|document| document["components"]["schemas"].as_object().unwrap());
    for (name, schema) in schemas {
        for (property, described) in schema["properties"].as_object().into_iter().flatten() {
            let text = described["description"].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{name}.{property} is not described");
            assert!(
                described.get("type").is_some() || described.get("allOf").is_some(),
                "{name}.{property} has no type"
            );
        }
    }
}

#[test]
fn the_readings_differ_in_patterns_and_in_the_media_types_of_a_change() {
    let body = |reading: Reading| {
        let document = all(reading);
        let patch = &document["paths"]["/networks/{serviceId}"]["patch"];
        let content = patch["requestBody"]["content"].as_object().unwrap();
        let mut media_types: Vec<String> = content.keys().cloned().collect();
        media_types.sort();
        media_types
    };
    assert_eq!(body(Reading::Strict), ["application/merge-patch+json"]);
    assert_eq!(
        body(Reading::Lenient),
        ["application/json", "application/merge-patch+json"]
    );
    let pattern = |reading: Reading| {
        all(reading)["components"]["schemas"]["NetworkCreate"]["properties"]["serviceName"]
            ["pattern"]
            .clone()
    };
    assert_eq!(pattern(Reading::Strict), r"^[A-Za-z0-9\\-_.]{1,255}$");
    assert_eq!(pattern(Reading::Lenient), r"^[A-Za-z0-9.\\\]^_-]{1,255}$");
}

#[test]
fn each_operation_names_its_scope() {
    let documents = [all(Reading::Lenient), site_to_cloud(Reading::Lenient)];
    let mut scopes = Vec::new();
    for document in &documents {
        walk(&document["paths"], "", &mut |_, object| {
            if object.contains_key("operationId")
                && let Some(scope) = object["security"][0]["openId"][0].as_str()
            {
                scopes.push(scope);
            }
        });
    }
    for scope in Scope::ALL.map(Scope::as_str) {
        assert!(scopes.contains(&scope), "{scope}");
    }
}

#[test]
fn the_list_is_described_only_where_it_is_served() {
    let list = |document: Value| document["paths"]["/networks"].get("get").cloned();
    assert_eq!(list(all(Reading::Lenient)), None);
    let described = list(with_everything()).unwrap();
    assert_eq!(described["operationId"], "listNetworks");
    assert_eq!(described["x-addition"], true);
    let schemas = all(Reading::Lenient)["components"]["schemas"].clone();
    assert_eq!(schemas.get("NetworkList"), None);
}

/// What a fault plan can name, a client can read about.
#[test]
fn each_operation_is_described_once() {
    let documents = [with_everything(), site_to_cloud(Reading::Lenient)];
    let mut ids = Vec::new();
    for document in &documents {
        walk(&document["paths"], "", &mut |_, object| {
            ids.extend(object.get("operationId").and_then(Value::as_str));
        });
    }
    for name in crate::OperationName::all() {
        let id = if name == crate::OperationName::Token {
            "issueToken"
        } else {
            name.as_str()
        };
        let times = ids.iter().filter(|known| **known == id).count();
        assert_eq!(times, 1, "{id}");
    }
}
