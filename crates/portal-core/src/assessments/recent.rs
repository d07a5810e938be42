//! The assessments of this run, the newest of them.

use std::{collections::VecDeque, sync::Arc};

use chrono::{DateTime, Utc};
use model::{
    Assessment, AssessmentId, Design, MatrixPlan, Mbps, Offer, QuotedApi, Requirement, ServiceId,
    Term,
};

use crate::profiles::Profile;

/// How many assessments are remembered, each of a few kB: those of a whole matrix, and some more.
const KEPT: usize = MatrixPlan::MOST_QUESTIONS + 100;
/// How many answers about resizes are.
const RESIZES: usize = 100;

/// An assessment with the design exactly as it was asked about.
#[derive(Clone, Debug)]
pub(crate) struct Remembered {
    /// The answer.
    pub(crate) assessment: Assessment,
    /// The design as it was.
    pub(crate) design: Design,
    /// The operator's profile as it was; not known of an answer that is frozen in a quote.
    pub(crate) operator: Option<Profile>,
}

impl Remembered {
    /// The API that answered, where its operator is known.
    pub(crate) fn api(&self) -> Option<QuotedApi> {
        self.operator.as_ref().map(Profile::api)
    }

    /// The availability in percent that its operator published for each level, where that is known.
    pub(crate) fn published_levels(&self) -> Option<[String; 3]> {
        self.operator.as_ref().and_then(Profile::published_levels)
    }

    /// Whether this is known to be answered by the operator that `profile` leads to, under its
    /// terms.
    pub(crate) fn is_of(&self, profile: &Profile) -> bool {
        let operator = self.operator.as_ref();
        operator.is_some_and(|operator| operator.answers_as(profile))
    }
}

/// What an operator answered about a resize.
#[derive(Clone, Debug)]
pub(crate) struct ResizeAnswer {
    /// The assessment's identifier.
    pub(crate) id: AssessmentId,
    /// The session it is about.
    pub(crate) session: ServiceId,
    /// The bandwidth asked about.
    pub(crate) bandwidth: Mbps,
    /// The duration asked about; absent is the operator's default.
    pub(crate) term: Option<Term>,
    /// The offers.
    pub(crate) offers: Vec<Offer>,
}

#[derive(Debug)]
struct Kept {
    /// By the app's clock, which an operator's may be far from.
    at: DateTime<Utc>,
    remembered: Arc<Remembered>,
}

/// The newest answers of this run.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    assessments: VecDeque<Kept>,
    resizes: VecDeque<ResizeAnswer>,
}

impl Recent {
    /// Remembers an assessment of a design that was answered just now.
    pub(crate) fn keep(&mut self, remembered: Remembered, now: DateTime<Utc>) {
        let remembered = Arc::new(remembered);
        let kept = Kept {
            at: now,
            remembered,
        };
        keep(&mut self.assessments, kept, KEPT);
    }

    /// Remembers an answer about a resize.
    pub(crate) fn keep_resize(&mut self, answer: ResizeAnswer) {
        keep(&mut self.resizes, answer, RESIZES);
    }

    /// The assessment of that identifier.
    pub(crate) fn get(&self, id: &AssessmentId) -> Option<Arc<Remembered>> {
        let mut all = self.assessments.iter().map(|kept| &kept.remembered);
        all.find(|remembered| remembered.assessment.id == *id)
            .cloned()
    }

    /// The newest answer since then to just this: the design as it is drawn, with that
    /// requirement, from the operator of that profile as it is set up. It is remembered as long
    /// as one that comes now.
    pub(crate) fn answer_since(
        &mut self,
        since: DateTime<Utc>,
        design: &Design,
        requirement: &Requirement,
        profile: &Profile,
    ) -> Option<Arc<Remembered>> {
        let place = self.assessments.iter().rposition(|kept| {
            let known = &kept.remembered;
            kept.at > since
                && known.assessment.profile == profile.id
                && known.design.requirement == *requirement
                && known.is_of(profile)
                && known.design.id == design.id
                && known.design.is_drawn_as(design)
        })?;
        let kept = self.assessments.remove(place)?;
        let remembered = Arc::clone(&kept.remembered);
        self.assessments.push_back(kept);
        Some(remembered)
    }

    /// Forgets the answers about designs of which `is_forgotten` says so.
    pub(crate) fn forget(&mut self, is_forgotten: impl Fn(&Design) -> bool) {
        self.assessments
            .retain(|kept| !is_forgotten(&kept.remembered.design));
    }

    /// The answer about a resize of that identifier.
    pub(crate) fn resize(&self, id: &AssessmentId) -> Option<ResizeAnswer> {
        self.resizes.iter().find(|answer| answer.id == *id).cloned()
    }
}

fn keep<T>(list: &mut VecDeque<T>, item: T, most: usize) {
    if list.len() == most {
        list.pop_front();
    }
    list.push_back(item);
}
