//! A frozen assessment, and how a later one differs from it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Assessment, Design, Dialect, FeeDifference, Level, Offer, QuoteId, ReportedLevel, Wait,
};

/// An assessment as it was, with the design it was made for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Its identifier on this computer.
    pub id: QuoteId,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// The design as it was drawn then.
    pub design: Design,
    /// The assessment, its fees' origin frozen.
    pub assessment: Assessment,
    /// The level that was chosen when it was saved, if any.
    pub chosen: Option<Level>,
    /// The API that answered; not known of a quote that was saved before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api: Option<QuotedApi>,
    /// The availability in percent that the operator published for A, AA and AAA, as it writes it; not known of a quote
    /// that was saved before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_levels: Option<[String; 3]>,
}

impl Quote {
    /// The availability in percent that the operator published for `level` when the quote was saved.
    #[must_use]
    pub fn published(&self, level: Level) -> Option<&str> {
        let all = self.published_levels.as_ref()?;
        Some(all[level as usize].as_str()).filter(|percent| !percent.is_empty())
    }
}

/// The API that an operator answered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedApi {
    /// Which API.
    pub dialect: Dialect,
    /// Where it is below the operator's root; it ends in the version (`/multi-point-vpn/vwip`).
    pub base_path: String,
}

/// Whether a quote is still what was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seal {
    /// Its SHA-256 is the one that was written with it.
    Unchanged,
    /// It is not: something in it was changed after it was saved.
    Altered,
    /// It was saved before quotes were sealed, and sealed later: of the time before that nothing can be said.
    None,
}

impl Seal {
    /// The value of the automation attribute `data-seal`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Altered => "altered",
            Self::None => "none",
        }
    }
}

/// How one level's offer differs between a quote and a later assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteDifference {
    /// The level.
    pub level: Option<ReportedLevel>,
    /// The offer then; absent where that level was not answered.
    pub before: Option<Offer>,
    /// The offer in the later assessment.
    pub after: Option<Offer>,
    /// How the fee differs.
    pub fee: FeeDifference,
    /// Days later (above 0) or sooner (below 0), where both are known.
    pub days: Option<i64>,
}

impl QuoteDifference {
    /// Level by level, lowest first, what `after` changes against `before`.
    #[must_use]
    pub fn between(before: &Assessment, after: &Assessment) -> Vec<Self> {
        let mut levels: Vec<Option<ReportedLevel>> = Vec::new();
        for offer in before.offers.iter().chain(&after.offers) {
            if !levels.contains(&offer.level) {
                levels.push(offer.level.clone());
            }
        }
        levels
            .into_iter()
            .map(|level| {
                let find = |assessment: &Assessment| {
                    assessment
                        .offers
                        .iter()
                        .find(|offer| offer.level == level)
                        .cloned()
                };
                let (old, new) = (find(before), find(after));
                Self {
                    fee: FeeDifference::between(
                        old.as_ref().and_then(|offer| offer.fee.as_ref()),
                        new.as_ref().and_then(|offer| offer.fee.as_ref()),
                    ),
                    days: days_between(old.as_ref(), new.as_ref()),
                    level,
                    before: old,
                    after: new,
                }
            })
            .collect()
    }
}

fn days_between(before: Option<&Offer>, after: Option<&Offer>) -> Option<i64> {
    let (Wait::Days(before), Wait::Days(after)) = (before?.wait, after?.wait) else {
        return None;
    };
    Some(i64::from(after) - i64::from(before))
}
