//! The text of the diagnostics.

use std::{collections::BTreeMap, env::consts, fmt::Write as _};

use chrono::{DateTime, SecondsFormat, Utc};
use contract::{ActivityPageView, AppView, ProfileView};
use model::SessionState;
use serde_json::Value;

/// What is told.
pub(super) struct Facts {
    pub(super) now: DateTime<Utc>,
    pub(super) app: AppView,
    /// The database's version.
    pub(super) database: u32,
    pub(super) profiles: Vec<ProfileView>,
    /// How each session is.
    pub(super) sessions: Vec<SessionState>,
    /// Orders, resizes and deletions whose outcome is open.
    pub(super) open_orders: usize,
    pub(super) calls: ActivityPageView,
    pub(super) log: String,
}

/// The report, section by section. Names of designs and sessions, sites and addresses of
/// the customer's network are in none of them.
pub(super) fn report(facts: &Facts) -> String {
    let mut text = String::from("MultiPoint VPN Portal diagnostics\n");
    line(&mut text, "made", &time(facts.now));
    versions(&mut text, facts);
    profiles(&mut text, &facts.profiles);
    holdings(&mut text, facts);
    calls(&mut text, &facts.calls);
    section(&mut text, "Log");
    text.push_str(&facts.log);
    text.push('\n');
    text
}

fn versions(text: &mut String, facts: &Facts) {
    let app = &facts.app;
    section(text, "Versions and settings");
    line(text, "portal", &app.version);
    line(text, "system", &format!("{} {}", consts::OS, consts::ARCH));
    line(text, "database", &facts.database.to_string());
    line(text, "built-in sandbox", yes(app.has_sandbox));
    line(text, "data folder", &app.data_dir);
    line(text, "theme", app.settings.theme.as_str());
    line(text, "language", &app.settings.language);
    line(text, "animations", yes(app.settings.animations));
    line(text, "keyring", &word(&serde_json::to_value(app.keyring)));
}

/// Every operator with all that its view has. A view has no secret; whether there is one
/// is told in words that are not taken for one.
fn profiles(text: &mut String, profiles: &[ProfileView]) {
    section(text, "Operators");
    for (number, profile) in profiles.iter().enumerate() {
        let _ = writeln!(text, "operator {}", number + 1);
        let Ok(Value::Object(fields)) = serde_json::to_value(profile) else {
            continue;
        };
        let fields: BTreeMap<String, Value> = fields.into_iter().collect();
        for (name, value) in fields {
            let name = if name == "secret" {
                "credentials".to_owned()
            } else {
                name.replace('_', " ")
            };
            line(text, &format!("  {name}"), &word(&Ok(value)));
        }
    }
    if profiles.is_empty() {
        text.push_str("none\n");
    }
}

fn holdings(text: &mut String, facts: &Facts) {
    section(text, "Sessions");
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for state in &facts.sessions {
        *states.entry(state.as_str()).or_default() += 1;
    }
    for (state, count) in states {
        line(text, state, &count.to_string());
    }
    line(text, "open orders", &facts.open_orders.to_string());
}

fn calls(text: &mut String, page: &ActivityPageView) {
    section(text, "Calls");
    let _ = writeln!(
        text,
        "the last {} of {}, newest first",
        page.rows.len(),
        page.total
    );
    for row in &page.rows {
        let status = row
            .status
            .map_or_else(|| "no answer".to_owned(), |status| status.to_string());
        let _ = write!(
            text,
            "{} {} {status} {} ms {} \"{}\"",
            time(row.at),
            row.operation.as_str(),
            row.latency_ms,
            row.correlator,
            row.operator,
        );
        if row.count > 1 {
            let _ = write!(text, " {} times", row.count);
        }
        if let Some(problem) = &row.problem {
            let _ = write!(text, ": {problem}");
        }
        text.push('\n');
    }
}

fn section(text: &mut String, title: &str) {
    let _ = write!(text, "\n== {title}\n");
}

fn line(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "{name}: {value}");
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

const fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

fn word(value: &serde_json::Result<Value>) -> String {
    match value {
        Ok(Value::String(text)) => text.clone(),
        Ok(Value::Bool(is_so)) => yes(*is_so).to_owned(),
        Ok(Value::Null) | Err(_) => "none".to_owned(),
        Ok(other) => other.to_string(),
    }
}
