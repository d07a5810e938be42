//! Findings that are right all the same, each with the rule that says why.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use super::report::{Finding, Findings};
use crate::report;

/// How many findings are shown at most.
const SHOWN: usize = 20;

/// The file of waivers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Waivers {
    waiver: Vec<Waiver>,
}

/// One waiver: all that it names has to be true of a finding.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Waiver {
    document: String,
    check: String,
    status: u16,
    code: Option<String>,
    /// A part of the answer's message.
    message: Option<String>,
    /// The row of the CAMARA rules.
    row: String,
    why: String,
}

impl Waivers {
    pub(super) fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        Self::parse(&text).with_context(|| format!("{} cannot be used", file.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let waivers: Self = toml::from_str(text)?;
        for waiver in &waivers.waiver {
            if waiver.row.is_empty() || waiver.why.is_empty() {
                bail!("a waiver of {} names no row or no reason", waiver.check);
            }
            if waiver.status >= 500 || waiver.check == "not_a_server_error" {
                bail!("a failure of the operator itself cannot be waived");
            }
        }
        Ok(waivers)
    }

    /// Says what was found.
    ///
    /// # Errors
    /// If something of it is not waived.
    pub(super) fn judge(&self, document: &str, findings: &Findings) -> Result<()> {
        let mut waived = vec![0_u64; self.waiver.len()];
        let mut others = Vec::new();
        for (finding, count) in &findings.all {
            match self
                .waiver
                .iter()
                .position(|waiver| waiver.covers(document, finding))
            {
                Some(index) => waived[index] += count,
                None => others.push((finding, count)),
            }
        }
        for (waiver, count) in self
            .waiver
            .iter()
            .zip(waived)
            .filter(|(_, count)| *count > 0)
        {
            let Waiver {
                check, status, row, ..
            } = waiver;
            report::say(&format!(
                "    {count:>7} waived: {check}, {status}, by {row}"
            ));
        }
        for (finding, count) in others.iter().take(SHOWN) {
            let Finding {
                operation,
                check,
                status,
                code,
                message,
            } = finding;
            report::say(&format!(
                "    {count:>7} × {check} of {operation}: {status} {code} {message}"
            ));
        }
        match others.len() {
            0 => Ok(()),
            many => bail!("{many} findings are not waived"),
        }
    }
}

impl Waiver {
    fn covers(&self, document: &str, finding: &Finding) -> bool {
        let is_code = self.code.as_ref().is_none_or(|code| *code == finding.code);
        let is_message = self
            .message
            .as_ref()
            .is_none_or(|part| finding.message.contains(part.as_str()));
        self.document == document
            && self.check == finding.check
            && self.status == finding.status
            && is_code
            && is_message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "[[waiver]]\ndocument = \"own\"\ncheck = \"c\"\nstatus = 422\nmessage = \"b\"\nrow = \"1.5\"\nwhy = \"w\"\n";

    fn found(finding: Finding) -> Findings {
        Findings {
            all: [(finding, 2)].into(),
            ..Findings::default()
        }
    }

    #[test]
    fn only_what_a_waiver_names_is_waived() {
        let waivers = Waivers::parse(ONE).unwrap();
        let finding = Finding {
            check: "c".to_owned(),
            status: 422,
            message: "abc".to_owned(),
            ..Finding::default()
        };
        assert!(waivers.judge("own", &found(finding.clone())).is_ok());
        assert!(waivers.judge("published", &found(finding.clone())).is_err());
        let other = Finding {
            status: 400,
            ..finding
        };
        assert!(waivers.judge("own", &found(other)).is_err());
    }

    #[test]
    fn no_failure_of_the_operator_is_waived() {
        assert!(Waivers::parse(&ONE.replace("422", "500")).is_err());
        assert!(Waivers::parse(&ONE.replace("\"c\"", "\"not_a_server_error\"")).is_err());
        assert!(Waivers::parse(&ONE.replace("\"1.5\"", "\"\"")).is_err());
    }

    #[test]
    fn the_waivers_can_be_read() {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance/waivers.toml");
        assert!(!Waivers::read(&file).unwrap().waiver.is_empty());
    }
}
