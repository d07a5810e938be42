//! A design put to an operator that takes one connection at a time: asked about connection by
//! connection, and answered as one.

use std::time::Duration;

use futures::future::try_join_all;
use model::{Connection, ConnectionVerdict, EndpointId, Feasibility, Fee, Level, Offer, Wait};
use operator_client::{
    Answer, AssessmentAnswer, AssessmentQuestion, CallError, NotSent, Refusal, expressible,
};
use tokio_util::sync::CancellationToken;

use super::Patience;
use crate::{activity::About, operators::Link, portal::Core};

/// What an operator said of one connection: its offers, or that it cannot be.
type Part = Result<Answer<AssessmentAnswer>, Refusal>;

impl Core {
    /// Asks an operator about a design, in as many questions as its API takes for that. What it
    /// has no words for is found before anything is sent.
    ///
    /// # Errors
    /// What the first question that fails answers; the others are not waited for.
    pub(crate) async fn ask_to_assess(
        &self,
        link: &Link,
        about: About,
        question: &AssessmentQuestion,
        cancel: &CancellationToken,
    ) -> Result<Answer<AssessmentAnswer>, CallError> {
        let operator = &link.operator;
        let dialect = link.profile.options.dialect;
        if dialect.services(question.connections.len()) < 2 {
            return self
                .call(link, about, operator.assess(question, cancel))
                .await;
        }
        let begun = self.clock.now();
        expressible(question, begun)
            .map_err(|reason| CallError::NotSent(NotSent::Inexpressible(reason)))?;
        // What is more than the operator bears in a second waits for the next.
        let in_second = usize::from(link.profile.limits.per_second()).max(1);
        let mut parts = Vec::new();
        for (second, connections) in (0..).zip(question.connections.chunks(in_second)) {
            for connection in connections {
                let turn = Duration::from_secs(second);
                let part = part(question, connection);
                parts.push(self.ask_part(link, about.clone(), part, turn, cancel));
            }
        }
        let parts: Vec<Part> = try_join_all(parts).await?;
        let took = (self.clock.now() - begun).num_milliseconds().max(0);
        merged(question, parts, u32::try_from(took).unwrap_or(u32::MAX))
    }

    /// Asks about one connection when its `turn` has come, and again where the operator asks to
    /// wait a little.
    async fn ask_part(
        &self,
        link: &Link,
        about: About,
        part: AssessmentQuestion,
        turn: Duration,
        cancel: &CancellationToken,
    ) -> Result<Part, CallError> {
        let mut wait = turn;
        let mut patience = Patience::new(turn);
        loop {
            self.rest(wait, cancel).await?;
            let call = link.operator.assess(&part, cancel);
            let error = match self.call(link, about.clone(), call).await {
                Ok(answer) => return Ok(Ok(answer)),
                // That one of them cannot be says nothing of the others.
                Err(CallError::Refused(refusal)) if refusal.status == 422 => {
                    return Ok(Err(refusal));
                }
                Err(error) => error,
            };
            wait = patience.again(&error).ok_or(error)?;
        }
    }
}

/// The question about one of the connections.
fn part(question: &AssessmentQuestion, connection: &Connection) -> AssessmentQuestion {
    let is_end =
        |id: &EndpointId| [&connection.customer_edge, &connection.provider_edge].contains(&id);
    AssessmentQuestion {
        endpoints: question
            .endpoints
            .iter()
            .filter(|endpoint| is_end(&endpoint.id))
            .cloned()
            .collect(),
        connections: vec![connection.clone()],
        bandwidth: question.bandwidth,
        term: question.term,
        protection: question.protection,
    }
}

/// The answers as one to `question`: a level can be had where every connection has it.
///
/// # Errors
/// The first refusal, where there is no answer.
fn merged(
    question: &AssessmentQuestion,
    parts: Vec<Part>,
    took_ms: u32,
) -> Result<Answer<AssessmentAnswer>, CallError> {
    let connections: Vec<_> = question
        .connections
        .iter()
        .zip(&parts)
        .map(|(connection, part)| verdict(connection, part))
        .collect();
    let answered: Vec<_> = parts.iter().filter_map(|part| part.as_ref().ok()).collect();
    let Some(newest) = answered.iter().max_by_key(|answer| answer.answered_at) else {
        let refusal = parts.into_iter().find_map(Result::err);
        let nothing = CallError::NotSent(NotSent::Inexpressible(
            operator_client::Inexpressible::Connections(0),
        ));
        return Err(refusal.map_or(nothing, CallError::Refused));
    };
    let bodies = |body: fn(&Answer<AssessmentAnswer>) -> &str| {
        let bodies = parts
            .iter()
            .map(|part| part.as_ref().map_or("null", |answer| body(answer)));
        format!("[{}]", bodies.collect::<Vec<_>>().join(",\n"))
    };
    let first = answered.first().unwrap_or(newest);
    Ok(Answer {
        correlator: first.correlator.clone(),
        is_simulated: answered.iter().any(|answer| answer.is_simulated),
        took_ms,
        answered_at: newest.answered_at,
        request: bodies(|answer| &answer.request),
        response: bodies(|answer| &answer.response),
        value: AssessmentAnswer {
            offers: offers(question, &connections),
            connections,
        },
    })
}

fn verdict(connection: &Connection, part: &Part) -> ConnectionVerdict {
    let (feasibility, offers) = match part {
        Ok(answer) => {
            let offers = answer.value.offers.clone();
            let by_ease = |offer: &Offer| match offer.feasibility {
                Feasibility::Feasible => 0,
                Feasibility::Unknown => 1,
                Feasibility::Infeasible { .. } => 2,
            };
            let easiest = offers.iter().min_by_key(|offer| by_ease(offer));
            let feasibility = easiest.map(|offer| offer.feasibility.clone());
            (feasibility.unwrap_or(Feasibility::Unknown), offers)
        }
        Err(refusal) => {
            let words = if refusal.message.is_empty() {
                &refusal.code
            } else {
                &refusal.message
            };
            let reason = Some(words.clone()).filter(|words| !words.is_empty());
            (Feasibility::Infeasible { reason }, Vec::new())
        }
    };
    ConnectionVerdict {
        connection: connection.id.clone(),
        feasibility,
        distance_km: None,
        latency_ms: None,
        offers,
    }
}

/// One offer for each level that was named, lowest first.
fn offers(question: &AssessmentQuestion, verdicts: &[ConnectionVerdict]) -> Vec<Offer> {
    let levels = Level::ALL.into_iter();
    let offers: Vec<_> = levels
        .filter_map(|level| offer(question, verdicts, level))
        .collect();
    if offers.is_empty() {
        return vec![Offer {
            level: None,
            feasibility: Feasibility::Unknown,
            fee: None,
            wait: Wait::Unknown,
        }];
    }
    offers
}

fn offer(
    question: &AssessmentQuestion,
    verdicts: &[ConnectionVerdict],
    level: Level,
) -> Option<Offer> {
    let of_level: Vec<_> = verdicts
        .iter()
        .map(|verdict| verdict.offer(level))
        .collect();
    if of_level.iter().all(Option::is_none) {
        return None;
    }
    let wanting = verdicts.iter().zip(&of_level).find(|(_, offer)| {
        offer.is_none_or(|offer| matches!(offer.feasibility, Feasibility::Infeasible { .. }))
    });
    if let Some((verdict, offer)) = wanting {
        let said = offer.map_or(&verdict.feasibility, |offer| &offer.feasibility);
        return Some(Offer {
            level: Some(level.into()),
            feasibility: Feasibility::Infeasible {
                reason: Some(reason(question, verdict, said)),
            },
            fee: None,
            wait: Wait::Unknown,
        });
    }
    let all: Vec<&Offer> = of_level.into_iter().flatten().collect();
    let is_certain = all
        .iter()
        .all(|offer| offer.feasibility == Feasibility::Feasible);
    Some(Offer {
        level: Some(level.into()),
        feasibility: if is_certain {
            Feasibility::Feasible
        } else {
            Feasibility::Unknown
        },
        fee: sum(&all),
        wait: longest(&all),
    })
}

/// Which connection stands in the way, and why.
fn reason(
    question: &AssessmentQuestion,
    verdict: &ConnectionVerdict,
    said: &Feasibility,
) -> String {
    let label = |id: &EndpointId| {
        let end = question.endpoints.iter().find(|end| end.id == *id);
        end.map_or("?", |end| end.label.as_str())
    };
    let connection = question
        .connections
        .iter()
        .find(|connection| connection.id == verdict.connection);
    let ends = connection.map_or_else(String::new, |connection| {
        format!(
            "{} → {}",
            label(&connection.customer_edge),
            label(&connection.provider_edge)
        )
    });
    match said {
        Feasibility::Infeasible {
            reason: Some(reason),
        } => format!("{ends}: {reason}"),
        Feasibility::Infeasible { reason: None } | Feasibility::Feasible | Feasibility::Unknown => {
            format!("Not offered for {ends}.")
        }
    }
}

/// The sum of all fees; none where one is missing, or is of another currency or period.
fn sum(offers: &[&Offer]) -> Option<Fee> {
    let mut fees = offers.iter().map(|offer| offer.fee);
    let first = fees.next()??;
    fees.try_fold(first, |sum, fee| {
        let fee = fee.filter(|fee| fee.period == sum.period)?;
        let money = sum.money.checked_add(fee.money)?;
        Some(Fee { money, ..sum })
    })
}

/// The greatest number of days; unknown where one is.
fn longest(offers: &[&Offer]) -> Wait {
    let days: Option<Vec<u32>> = offers.iter().map(|offer| offer.wait.days()).collect();
    let most = days.and_then(|days| days.into_iter().max());
    most.map_or(Wait::Unknown, Wait::Days)
}

#[cfg(test)]
mod tests;
