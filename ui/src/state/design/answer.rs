//! What operators answer about the open design: asked for, shown, outdated by a change.

use std::{sync::Arc, time::Duration};

use contract::{AppError, AssessRequest, AssessmentTicket, CancelRequest, ErrorCode, command};
use leptos::{prelude::*, task::spawn_local};
use model::{Assessment, Design, Level, ProfileId, Quote};

use super::{DocumentState, Picks};
use crate::{
    hooks::{effect, memo},
    ipc::{Pending, call},
    model::{
        edit_queue::SaveState,
        inquiry::{Inquiry, terms},
        offer_card::choose,
        scene::Answer,
    },
    random,
    state::{AppState, Load},
};

/// The assessment of the open design at each operator that was asked.
#[derive(Clone, Copy, Debug)]
pub struct AnswerState {
    /// The one in use first.
    inquiries: RwSignal<Vec<Arc<Inquiry>>>,
    answer: Memo<Option<Arc<Answer>>>,
    /// Counts in `data-pending` from the click on, while edits before it are written.
    waiting: StoredValue<Option<Pending>, LocalStorage>,
    pub(super) chosen: RwSignal<Option<Level>>,
    pub(super) last_quote: RwSignal<Option<Quote>>,
    /// Which operators to ask.
    pub picks: Picks,
    pub(super) document: DocumentState,
    app: AppState,
}

impl AnswerState {
    pub(super) fn new(document: DocumentState, app: AppState) -> Self {
        let inquiries = RwSignal::new(Vec::new());
        let answer = memo(move || leading(&inquiries.get())?.answer.clone());
        let state = Self {
            inquiries,
            answer,
            waiting: StoredValue::new_local(None),
            chosen: RwSignal::new(None),
            last_quote: RwSignal::new(None),
            picks: Picks::new(app),
            document,
            app,
        };
        // The core assesses what is on disk: an answer about less would be a wrong one.
        effect(move || {
            let saved = document.save_state().get();
            let is_waiting = state.waiting.with_value(Option::is_some);
            match saved {
                SaveState::Saved if is_waiting => state.send(),
                // Its own message stands, and nothing is asked.
                SaveState::Failed if is_waiting => {
                    state.waiting.set_value(None);
                    state.give_up(&|one| !one.is_sent);
                }
                SaveState::Saved | SaveState::Failed | SaveState::Saving => {}
            }
        });
        // Another design has nothing to do with the answer about this one.
        let id = memo(move || {
            document
                .design()
                .with(|design| design.as_ref().map(|d| d.id.clone()))
        });
        let mut before = None;
        effect(move || {
            let id = id.get();
            if before
                .replace(id.clone())
                .is_some_and(|before| before != id)
            {
                state.forget();
            }
        });
        effect(move || {
            let is_known = app.profiles.load().get() == Load::Ready;
            app.profiles.rows().track();
            if is_known {
                state.drop_deleted();
            }
        });
        state
    }

    /// The operators that were asked, by their keys.
    #[must_use]
    pub fn asked(&self) -> Vec<u64> {
        self.inquiries.get().iter().map(|one| one.key).collect()
    }

    /// What was asked under that key.
    #[must_use]
    pub fn of(&self, key: u64) -> Option<Arc<Inquiry>> {
        self.inquiries.get().into_iter().find(|one| one.key == key)
    }

    /// The answer out of which an offer is chosen, if there is one.
    #[must_use]
    pub fn answer(&self) -> Memo<Option<Arc<Answer>>> {
        self.answer
    }

    /// How long that operator took to answer last.
    #[must_use]
    pub fn took(&self, profile: &ProfileId) -> Option<Duration> {
        self.inquiries.with(|list| {
            let answers = list.iter().filter_map(|one| one.answer.as_ref());
            let mut of_it = answers.filter(|answer| answer.assessment.profile == *profile);
            let took = of_it.next()?.assessment.took_ms;
            Some(Duration::from_millis(took.into()))
        })
    }

    /// How many operators are being asked.
    #[must_use]
    pub fn running(&self) -> usize {
        let list = self.inquiries.get();
        list.iter().filter(|one| one.ticket.is_some()).count()
    }

    /// Whether the first of them is being asked.
    #[must_use]
    pub fn is_running(&self) -> bool {
        let list = self.inquiries.get();
        list.first().is_some_and(|one| one.ticket.is_some())
    }

    /// The level that is chosen.
    #[must_use]
    pub fn chosen(&self) -> ReadSignal<Option<Level>> {
        self.chosen.read_only()
    }

    /// The level that is chosen among the offers of that operator.
    #[must_use]
    pub fn chosen_of(&self, key: u64) -> Option<Level> {
        let list = self.inquiries.get();
        let is_lead = leading(&list).is_some_and(|one| one.key == key);
        self.chosen.get().filter(|_| is_lead)
    }

    /// Chooses an offer.
    pub fn choose(&self, key: u64, level: Level) {
        self.change(&|_| true, &mut |one| one.is_lead = one.key == key);
        self.chosen.set(Some(level));
    }

    /// The last quote of this design from the operator whose offer is chosen.
    #[must_use]
    pub fn last_quote(&self) -> ReadSignal<Option<Quote>> {
        self.last_quote.read_only()
    }

    /// Whether the design, names aside, or an operator was changed since an answer.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        self.inquiries.get().iter().any(|one| self.is_old(one))
    }

    /// Whether `inquiry` has an answer about something else.
    #[must_use]
    pub fn is_old(&self, inquiry: &Inquiry) -> bool {
        let operator = inquiry.profile.as_ref().and_then(|id| self.app.profile(id));
        let design = self.document.design().get();
        inquiry.is_outdated(design.as_ref(), operator.as_ref())
    }

    /// Whether there is an answer, every operator to ask was asked, and none is outdated.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let list = self.inquiries.get();
        let was_asked = |id| list.iter().any(|one| one.profile == id);
        list.iter().any(|one| one.answer.is_some())
            && self.picks.all().into_iter().all(was_asked)
            && !self.is_outdated()
    }

    /// Whether an operator was asked that was not in use then.
    #[must_use]
    pub fn asks_others(&self) -> bool {
        self.inquiries
            .with(|list| list.iter().any(|one| !one.is_main))
    }

    /// Whether fees that stand side by side are in different currencies or for different periods.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        let list = self.inquiries.get();
        let answers = list.iter().filter_map(|one| one.answer.as_ref());
        let offers = answers.flat_map(|answer| &answer.assessment.offers);
        let mut kinds = offers.filter_map(|offer| {
            let fee = offer.fee?;
            Some((fee.money.currency, fee.period))
        });
        let first = kinds.next();
        list.len() > 1 && kinds.any(|kind| Some(kind) != first)
    }

    /// Asks every operator that is to be asked, once everything drawn is on disk.
    pub fn assess(&self) {
        let state = *self;
        if untrack(|| state.is_running()) {
            return;
        }
        state.cancel();
        let before = state.inquiries.get_untracked();
        let picked = untrack(|| state.picks.all());
        if leading(&before).is_some_and(|lead| !picked.contains(&lead.profile)) {
            // No offer of another one takes the place of its.
            state.chosen.set(None);
        }
        let asked = picked.into_iter().map(|profile| {
            let known = before.iter().find(|one| one.profile == profile);
            let mut inquiry = known.map(|one| Inquiry::clone(one)).unwrap_or_default();
            inquiry.profile = profile;
            state.begin(&mut inquiry);
            Arc::new(inquiry)
        });
        // What is not asked again is not shown any more, nor is an offer of it chosen.
        state.inquiries.set(asked.collect());
        state.hurry();
    }

    /// Asks one operator again that was asked before.
    pub fn ask_again(&self, key: u64) {
        self.change(&|one| one.key == key, &mut |one| self.begin(one));
        self.hurry();
    }

    /// Gives up waiting for all answers.
    pub fn cancel(&self) {
        self.waiting.set_value(None);
        self.give_up(&|_| true);
    }

    /// Gives up waiting for the answers of some operators.
    pub fn give_up(&self, of: &dyn Fn(&Inquiry) -> bool) {
        let is_meant = |one: &Inquiry| one.ticket.is_some() && of(one);
        self.change(&is_meant, &mut |inquiry| {
            let Some(ticket) = inquiry.ticket.take() else {
                return;
            };
            spawn_local(async move {
                // One that is over already needs no cancelling: nothing to tell either way.
                let _ = call::<command::cancel>(CancelRequest { ticket }).await;
            });
        });
    }

    /// Changes those that `of` says.
    fn change(&self, of: &dyn Fn(&Inquiry) -> bool, change: &mut dyn FnMut(&mut Inquiry)) {
        let mut list = self.inquiries.get_untracked();
        let mut any = false;
        for inquiry in list.iter_mut().filter(|one| of(one)) {
            any = true;
            change(Arc::make_mut(inquiry));
        }
        if any {
            self.inquiries.set(list);
        }
    }

    fn begin(&self, inquiry: &mut Inquiry) {
        let operator = untrack(|| inquiry.profile.as_ref().and_then(|id| self.app.profile(id)));
        let is_main = operator.as_ref().is_none_or(|one| one.is_active);
        if inquiry.key == 0 || inquiry.is_main != is_main {
            inquiry.key = (random::bits() as u64).max(1);
        }
        inquiry.is_main = is_main;
        inquiry.terms = operator.as_ref().map(terms).unwrap_or_default();
        inquiry.ticket = Some(AssessmentTicket(format!("{:032x}", random::bits())));
        inquiry.is_sent = false;
        inquiry.since = self.app.clock.now();
        inquiry.error = None;
    }

    fn hurry(&self) {
        self.waiting.set_value(Some(Pending::begin()));
        match self.document.save_state().get_untracked() {
            SaveState::Saved => self.send(),
            SaveState::Saving => {}
            SaveState::Failed => self.document.retry(),
        }
    }

    fn send(&self) {
        let state = *self;
        let Some(asked) = state.document.design().get_untracked() else {
            return state.cancel();
        };
        let is_waiting = |one: &Inquiry| one.ticket.is_some() && !one.is_sent;
        state.change(&is_waiting, &mut |inquiry| {
            inquiry.is_sent = true;
            let (asked, profile) = (asked.clone(), inquiry.profile.clone());
            let Some(ticket) = inquiry.ticket.clone() else {
                return;
            };
            spawn_local(async move {
                let request = AssessRequest {
                    design: asked.id.clone(),
                    profile,
                    ticket: ticket.clone(),
                };
                let result = call::<command::assess>(request).await;
                state.take(&ticket, asked, result);
            });
        });
        state.waiting.set_value(None);
    }

    fn take(&self, ticket: &AssessmentTicket, asked: Design, result: Result<Assessment, AppError>) {
        // Nobody waits for one that was cancelled.
        let is_awaited = |one: &Inquiry| one.ticket.as_ref() == Some(ticket);
        let list = self.inquiries.get_untracked();
        if let Ok(assessment) = &result
            && leading(&list).is_some_and(|one| is_awaited(one))
        {
            let chosen = choose(assessment, self.chosen.get_untracked());
            self.chosen.set(chosen);
        }
        let mut result = Some(result.map(|assessment| Arc::new(Answer { assessment, asked })));
        self.change(&is_awaited, &mut |inquiry| {
            inquiry.ticket = None;
            match result.take() {
                Some(Ok(answer)) => inquiry.answer = Some(answer),
                Some(Err(error)) if error.code != ErrorCode::Cancelled => {
                    inquiry.error = Some(error);
                }
                Some(Err(_)) | None => {}
            }
        });
    }

    /// Forgets what operators answered that are kept no more.
    fn drop_deleted(&self) {
        let app = self.app;
        let is_gone = |one: &Inquiry| {
            let id = one.profile.as_ref();
            id.is_some_and(|id| untrack(|| app.profile(id)).is_none())
        };
        let mut list = self.inquiries.get_untracked();
        if !list.iter().any(|one| is_gone(one)) {
            return;
        }
        if leading(&list).is_some_and(|one| is_gone(one)) {
            // No offer of another one takes the place of its.
            self.chosen.set(None);
        }
        self.give_up(&is_gone);
        list.retain(|one| !is_gone(one));
        self.inquiries.set(list);
    }

    fn forget(&self) {
        self.cancel();
        self.inquiries.set(Vec::new());
        self.chosen.set(None);
        self.last_quote.set(None);
    }
}

/// The operator whose offer a person has chosen; else the one in use stands for it.
fn leading(list: &[Arc<Inquiry>]) -> Option<&Arc<Inquiry>> {
    list.iter()
        .find(|one| one.is_lead)
        .or_else(|| list.iter().find(|one| one.is_main))
}
