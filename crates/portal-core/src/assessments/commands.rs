//! Command: assessing a design.

use std::sync::Arc;

use contract::{AssessRequest, DesignView};
use model::{
    Action, Assessment, AssessmentId, Design, DesignProblem, Origin, ProfileId, assessment_problems,
};
use operator_client::{Answer, AssessmentAnswer, AssessmentQuestion, CallError};
use tokio_util::sync::CancellationToken;

use super::Remembered;
use crate::{
    activity::About,
    errors::Failure,
    operators::Link,
    portal::{Core, State},
    random, storage,
};

impl Core {
    pub(crate) async fn assess(&self, request: AssessRequest) -> Result<Assessment, Failure> {
        let asking = self.begin(request.ticket).await?;
        let view = self.design(request.design).await?;
        self.assess_design(view, request.profile, &asking.cancel)
            .await
    }

    /// Asks one operator about a design until `cancel`, the one in use where none is named, and
    /// remembers the answer. Where its profile was changed meanwhile, the answer is of another
    /// operator than the one that an order would go to: the changed one is asked.
    pub(crate) async fn assess_design(
        &self,
        view: DesignView,
        mut profile: Option<ProfileId>,
        cancel: &CancellationToken,
    ) -> Result<Assessment, Failure> {
        check(&view.design)?;
        loop {
            let (link, answer) = self.ask_about(&view, profile, cancel).await?;
            let assessment = assessment(&link, &view, answer)?;
            let remembered = Remembered {
                assessment: assessment.clone(),
                design: view.design.clone(),
                operator: Some(link.profile),
            };
            let is_kept = self
                .owner
                .try_turn(move |state| state.keep_answer(remembered))
                .await?;
            if is_kept {
                return Ok(assessment);
            }
            profile = Some(assessment.profile);
        }
    }

    /// The assessment of that identifier: of this run, or frozen in a quote. Its design is called, and is for whom, as
    /// it is now, where it is still drawn so: neither is asked about, and what is made of it is for that customer.
    pub(crate) async fn remembered(&self, id: AssessmentId) -> Result<Arc<Remembered>, Failure> {
        let remembered = self.as_asked(id).await?;
        let asked = &remembered.design;
        let now = match self.design(asked.id.clone()).await {
            Ok(now) => now.design,
            Err(Failure::NotFound(_)) => return Ok(remembered),
            Err(failure) => return Err(failure),
        };
        let is_same = (&now.name, &now.customer) == (&asked.name, &asked.customer);
        if is_same || !now.is_drawn_as(asked) {
            return Ok(remembered);
        }
        let mut remembered = Remembered::clone(&remembered);
        remembered.design.name = now.name;
        remembered.design.customer = now.customer;
        Ok(Arc::new(remembered))
    }

    async fn as_asked(&self, id: AssessmentId) -> Result<Arc<Remembered>, Failure> {
        let wanted = id.clone();
        let recent = self
            .owner
            .turn(move |state| state.recent.get(&wanted))
            .await?;
        if let Some(remembered) = recent {
            return Ok(remembered);
        }
        let quote = self
            .storage
            .read(move |db| storage::quotes::of_assessment(db, &id))
            .await?;
        let quote = quote.ok_or(Failure::NotFound("assessment"))?;
        Ok(Arc::new(Remembered {
            assessment: quote.assessment,
            design: quote.design,
            operator: None,
        }))
    }

    async fn ask_about(
        &self,
        view: &DesignView,
        profile: Option<ProfileId>,
        cancel: &CancellationToken,
    ) -> Result<(Link, Answer<AssessmentAnswer>), Failure> {
        let design = &view.design;
        let question = AssessmentQuestion {
            endpoints: design.endpoints.clone(),
            connections: design.connections.clone(),
            bandwidth: design.requirement.bandwidth,
            term: design.requirement.term,
            protection: design.requirement.protection,
        };
        // The operator inside the app may have to start, or a prompt of the keyring to be
        // answered: that can be cancelled too.
        let link = async {
            match profile {
                Some(id) => self.link(id).await,
                None => self.active_link().await,
            }
        };
        let link = cancel
            .run_until_cancelled(link)
            .await
            .unwrap_or(Err(CallError::Cancelled.into()))?;
        link.profile.permits(Action::Assess)?;
        let about = About::design(design);
        let answer = self.ask_to_assess(&link, about, &question, cancel).await?;
        Ok((link, answer))
    }
}

impl State {
    /// Remembers an answer; false where the profile says now that another operator is to be asked.
    fn keep_answer(&mut self, remembered: Remembered) -> Result<bool, Failure> {
        let known = self.roster.get(&remembered.assessment.profile);
        let known = known.ok_or(Failure::NotFound("operator"))?;
        let is_of_it = remembered.is_of(&known.profile);
        if is_of_it {
            self.recent.keep(remembered, self.frame.clock.now());
        }
        Ok(is_of_it)
    }
}

fn assessment(
    link: &Link,
    view: &DesignView,
    answer: Answer<AssessmentAnswer>,
) -> Result<Assessment, Failure> {
    Ok(Assessment {
        id: AssessmentId::from_random(random::bits()?),
        design: view.design.id.clone(),
        design_revision: view.revision,
        profile: link.profile.id.clone(),
        operator: link.profile.name.clone(),
        origin: origin(answer.is_simulated || link.profile.is_simulated),
        assessed_at: answer.answered_at,
        took_ms: answer.took_ms,
        correlator: answer.correlator,
        requirement: view.design.requirement,
        offers: answer.value.offers,
        connections: answer.value.connections,
        request: answer.request,
        response: answer.response,
    })
}

/// Where the numbers of an answer come from.
pub(crate) const fn origin(is_simulated: bool) -> Origin {
    if is_simulated {
        Origin::Simulated
    } else {
        Origin::Live
    }
}

fn check(design: &Design) -> Result<(), Failure> {
    let Some(problem) = assessment_problems(design).into_iter().next() else {
        return Ok(());
    };
    Err(Failure::Input(match problem {
        DesignProblem::NoConnections => "The design has no connection.".to_owned(),
        DesignProblem::TooManyConnections => {
            format!(
                "One order takes {} connections at the most.",
                model::MAX_CONNECTIONS
            )
        }
        DesignProblem::NoSecondaryAddress { endpoint } => {
            let label = design
                .endpoint(&endpoint)
                .map_or("An endpoint", |endpoint| endpoint.label.as_str());
            format!("Protection needs a secondary address at {label}.")
        }
    }))
}
