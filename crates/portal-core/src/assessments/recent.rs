//! The assessments of this run, the newest of them.

use std::{collections::VecDeque, sync::Arc};

use model::{Assessment, AssessmentId, Design, Mbps, Offer, ServiceId, Term};

use crate::profiles::Profile;

/// How many are remembered; each is a few kB.
const KEPT: usize = 100;

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

/// The newest answers of this run.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    assessments: VecDeque<Arc<Remembered>>,
    resizes: VecDeque<ResizeAnswer>,
}

impl Recent {
    /// Remembers an assessment of a design.
    pub(crate) fn keep(&mut self, remembered: Remembered) {
        keep(&mut self.assessments, Arc::new(remembered));
    }

    /// Remembers an answer about a resize.
    pub(crate) fn keep_resize(&mut self, answer: ResizeAnswer) {
        keep(&mut self.resizes, answer);
    }

    /// The assessment of that identifier.
    pub(crate) fn get(&self, id: &AssessmentId) -> Option<Arc<Remembered>> {
        self.assessments
            .iter()
            .find(|remembered| remembered.assessment.id == *id)
            .cloned()
    }

    /// The answer about a resize of that identifier.
    pub(crate) fn resize(&self, id: &AssessmentId) -> Option<ResizeAnswer> {
        self.resizes.iter().find(|answer| answer.id == *id).cloned()
    }
}

fn keep<T>(list: &mut VecDeque<T>, item: T) {
    if list.len() == KEPT {
        list.pop_front();
    }
    list.push_back(item);
}
