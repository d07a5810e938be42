//! Command: loading the demo story.

use std::sync::Arc;

use contract::{
    AssessmentTicket, DemoProgress, DemoView, DesignRequest, DesignView, Empty, QuoteSaveRequest,
};
use model::{Design, Quote};

use super::story;
use crate::{
    errors::Failure,
    portal::Core,
    quotes::QuoteRecord,
    random,
    storage::{designs, quotes},
};

impl Core {
    /// Puts the operator inside the app in use, draws the network, and has that operator quote it: whatever of that is
    /// there already is left as it is.
    pub(crate) async fn demo_load(self: &Arc<Self>, _: Empty) -> Result<DemoView, Failure> {
        // Whoever asks twice at once gets one story.
        let _turn = self.demo_turn.lock().await;
        let ticket = format!("demo-{:032x}", random::bits()?);
        let asking = self.begin(AssessmentTicket(ticket)).await?;
        let profile = self.sandbox_explore(Empty {}).await?.id;
        let questions =
            story::questions().map_err(|_| Failure::Internal("the demo story is not sound"))?;
        let Some(last) = questions.last() else {
            return Err(Failure::Internal("the demo story asks nothing"));
        };
        let design = last.design.clone();
        let (id, now) = (design.id.clone(), self.clock.now());
        let known = self
            .storage
            .write(move |tx| {
                if let Some(known) = designs::get(tx, &design.id)? {
                    return Ok::<_, Failure>(known);
                }
                let view = DesignView {
                    design,
                    revision: 0,
                };
                designs::put(tx, &view, now)?;
                Ok(view)
            })
            .await?;
        let of_design = id.clone();
        let quoted = self
            .storage
            .read(move |db| quotes::of_design(db, &of_design))
            .await?;
        let quoted: Vec<Quote> = quoted.into_iter().filter_map(QuoteRecord::intact).collect();
        let (mut done, of) = (0, u32::try_from(questions.len()).unwrap_or(u32::MAX));
        let mut quotes = 0;
        for question in questions {
            self.owner
                .tell(move |state| state.outbox.demo(DemoProgress { done, of }));
            let requirement = question.design.requirement;
            let is_quoted = quoted.iter().any(|quote| {
                quote.assessment.profile == profile && quote.design.requirement == requirement
            });
            if !is_quoted {
                // As the person has drawn it meanwhile.
                let design = Design {
                    requirement,
                    ..known.design.clone()
                };
                let view = DesignView {
                    design,
                    revision: known.revision,
                };
                let asked = self.assess_design(view, Some(profile.clone()), &asking.cancel);
                let assessment = asked.await?;
                let offer = assessment.offer(question.level);
                let chosen = offer.and_then(model::Offer::orderable);
                self.save_quote(QuoteSaveRequest {
                    assessment: assessment.id,
                    chosen,
                })
                .await?;
                quotes += 1;
            }
            done += 1;
        }
        self.design_open(DesignRequest { id: id.clone() }).await?;
        Ok(DemoView { design: id, quotes })
    }
}
