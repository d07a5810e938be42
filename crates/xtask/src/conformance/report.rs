//! What schemathesis wrote down of its run.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::Deserialize;
use serde_json::Value;

use crate::report;

/// Something that a check did not like.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    /// Method and path of the operation.
    pub(super) operation: String,
    pub(super) check: String,
    /// 0 where there was no answer.
    pub(super) status: u16,
    pub(super) code: String,
    /// The answer's message, else what the check says.
    pub(super) message: String,
}

/// All findings of a run, with how often each was met, and how much was tried.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) all: BTreeMap<Finding, u64>,
    /// Test cases by operation, methods included that its document does not have.
    pub(super) cases: BTreeMap<String, u64>,
    /// Those of them that were made up at random; each operation of the document is here.
    pub(super) random: BTreeMap<String, u64>,
    /// What kept schemathesis from testing.
    pub(super) errors: Vec<String>,
    pub(super) is_complete: bool,
}

/// One scenario: some cases, what each sent and got, and what the checks said.
#[derive(Deserialize)]
struct Recorder {
    /// The operation, in a scenario of a single one.
    #[serde(default)]
    label: String,
    #[serde(default)]
    cases: BTreeMap<String, Value>,
    #[serde(default)]
    checks: BTreeMap<String, Vec<Value>>,
    #[serde(default)]
    interactions: BTreeMap<String, Value>,
}

impl Findings {
    /// Reads a report line by line: in full it is large.
    pub(super) fn read(file: &Path) -> Result<Self> {
        let report = File::open(file)
            .with_context(|| format!("schemathesis left no report at {}", file.display()))?;
        let mut findings = Self::default();
        for line in BufReader::new(report).lines() {
            let event: Value = serde_json::from_str(&line?).context("the report is no JSON")?;
            findings.take(event)?;
        }
        Ok(findings)
    }

    /// Says how much was tried.
    ///
    /// # Errors
    /// If schemathesis broke off, or made up fewer than `wanted` cases of an operation.
    pub(super) fn ensure_whole(&self, wanted: u32) -> Result<()> {
        for (operation, random) in &self.random {
            let all = self.cases.get(operation).unwrap_or(random);
            report::say(&format!(
                "    {all:>7} cases of {operation}, {random} of them at random"
            ));
        }
        for error in &self.errors {
            report::say(&format!("    {error}"));
        }
        let is_enough = |random: &u64| *random >= wanted.into();
        ensure!(
            self.is_complete && self.errors.is_empty() && !self.random.is_empty(),
            "schemathesis did not come to its end"
        );
        ensure!(
            self.random.values().all(is_enough),
            "schemathesis made up fewer than {wanted} cases of an operation"
        );
        Ok(())
    }

    fn take(&mut self, mut event: Value) -> Result<()> {
        if event.get("EngineFinished").is_some() {
            self.is_complete = true;
        }
        for name in ["NonFatalError", "FatalError", "Interrupted"] {
            if let Some(error) = event.get(name) {
                self.errors.push(format!("{name}: {error}"));
            }
        }
        let Some(scenario) = event.get_mut("ScenarioFinished") else {
            return Ok(());
        };
        let recorder = scenario["recorder"].take();
        if !recorder.is_object() {
            return Ok(());
        }
        let recorder: Recorder = serde_json::from_value(recorder)?;
        if scenario["phase"] == "fuzzing" {
            let cases = self.random.entry(recorder.label.clone()).or_default();
            *cases += recorder.cases.len() as u64;
        }
        for (id, checks) in &recorder.checks {
            let case = &recorder.cases.get(id).unwrap_or(&Value::Null)["value"];
            let part = |name: &str| case[name].as_str().unwrap_or("?").to_owned();
            let operation = format!("{} {}", part("method"), part("path"));
            *self.cases.entry(operation.clone()).or_default() += 1;
            let answer = &recorder.interactions.get(id).unwrap_or(&Value::Null)["response"];
            for check in checks.iter().filter(|check| check["status"] != "success") {
                let finding = Finding::of(&operation, check, answer);
                *self.all.entry(finding).or_default() += 1;
            }
        }
        Ok(())
    }
}

impl Finding {
    fn of(operation: &str, check: &Value, answer: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let body = answer["content"]["$base64"]
            .as_str()
            .and_then(|content| BASE64_STANDARD.decode(content).ok())
            .and_then(|content| serde_json::from_slice::<Value>(&content).ok())
            .unwrap_or_default();
        let failure = &check["failure_info"]["failure"];
        let message = match body["message"].as_str() {
            Some(message) => message.to_owned(),
            None => format!("{}: {}", text(&failure["title"]), text(&failure["message"])),
        };
        Self {
            operation: operation.to_owned(),
            check: text(&check["name"]),
            status: answer["status_code"]
                .as_u64()
                .and_then(|status| status.try_into().ok())
                .unwrap_or_default(),
            code: text(&body["code"]),
            message,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_failed_check_is_a_finding_with_the_answer_it_is_about() {
        let body = BASE64_STANDARD.encode(r#"{"status":422,"code":"X.Y","message":"Too much."}"#);
        let event = json!({"ScenarioFinished": {"phase": "fuzzing", "recorder": {
            "label": "POST /networks",
            "cases": {"a": {"value": {"method": "POST", "path": "/networks"}}},
            "checks": {"a": [
                {"name": "not_a_server_error", "status": "success"},
                {"name": "status_code_conformance", "status": "failure", "failure_info": {
                    "failure": {"title": "Undocumented", "message": "422"}}},
            ]},
            "interactions": {"a": {"response": {"status_code": 422,
                "content": {"$base64": body}}}},
        }}});
        let mut findings = Findings::default();
        findings.take(event).unwrap();
        let expected = Finding {
            operation: "POST /networks".to_owned(),
            check: "status_code_conformance".to_owned(),
            status: 422,
            code: "X.Y".to_owned(),
            message: "Too much.".to_owned(),
        };
        assert_eq!(findings.all, BTreeMap::from([(expected, 1)]));
        assert_eq!(findings.cases["POST /networks"], 1);
        assert_eq!(findings.random, findings.cases);
        assert!(!findings.is_complete);
    }

    #[test]
    fn a_run_that_broke_off_or_tried_too_little_is_not_whole() {
        let whole = Findings {
            random: [("GET /".to_owned(), 15), ("PUT /".to_owned(), 20)].into(),
            is_complete: true,
            ..Findings::default()
        };
        assert!(whole.ensure_whole(15).is_ok());
        assert!(whole.ensure_whole(16).is_err());
        let broken_off = Findings {
            is_complete: false,
            ..whole
        };
        assert!(broken_off.ensure_whole(15).is_err());
    }
}
