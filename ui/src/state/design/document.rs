//! The open design: changed at once, sent in order, taken back by undo.

use std::sync::Arc;

use contract::{
    AppError, DesignAct, DesignActRequest, DesignActView, DesignEditRequest, DesignRequest,
    DesignView, ErrorCode, command,
};
use leptos::{prelude::*, task::spawn_local};
use model::{Design, DesignId, Edit, EditError, topology::Topology};

use crate::{
    ipc::call,
    model::{
        edit_queue::{Change, EditQueue, SaveState},
        few::Few,
        history::{Burst, History},
        scene::Selection,
    },
    state::{Load, Toasts},
};

/// Something that the core was asked to draw, and what came of it.
#[derive(Debug)]
pub struct Acted {
    /// What was asked for.
    pub act: DesignAct,
    /// What was added, or why nothing was.
    pub outcome: Result<DesignActView, AppError>,
}

/// The open design.
#[derive(Clone, Copy, Debug)]
pub struct DocumentState {
    design: RwSignal<Option<Design>>,
    load: RwSignal<Load>,
    /// The design that was asked for last: the answer about another one comes too late.
    wanted: StoredValue<Option<DesignId>>,
    history: RwSignal<History>,
    save: RwSignal<SaveState>,
    /// One queue for each design of this run: leaving a design does not leave its edits.
    queues: StoredValue<Few<DesignId, EditQueue>>,
    selection: RwSignal<Option<Selection>>,
    acted: RwSignal<Option<Arc<Acted>>>,
    toasts: Toasts,
}

impl DocumentState {
    /// No design is open.
    pub(super) fn new(toasts: Toasts) -> Self {
        Self {
            design: RwSignal::new(None),
            load: RwSignal::new(Load::Idle),
            wanted: StoredValue::new(None),
            history: RwSignal::new(History::default()),
            save: RwSignal::new(SaveState::Saved),
            queues: StoredValue::new(Few::default()),
            selection: RwSignal::new(None),
            acted: RwSignal::new(None),
            toasts,
        }
    }

    /// The design, once it is there.
    #[must_use]
    pub fn design(&self) -> ReadSignal<Option<Design>> {
        self.design.read_only()
    }

    /// How far it has come.
    #[must_use]
    pub fn load(&self) -> ReadSignal<Load> {
        self.load.read_only()
    }

    /// Whether it is on disk as drawn.
    #[must_use]
    pub fn save_state(&self) -> ReadSignal<SaveState> {
        self.save.read_only()
    }

    /// What is selected, on the map and in the list alike.
    #[must_use]
    pub fn selection(&self) -> RwSignal<Option<Selection>> {
        self.selection
    }

    /// Short messages about it.
    #[must_use]
    pub const fn toasts(&self) -> Toasts {
        self.toasts
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.history.with(History::can_undo)
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.history.with(History::can_redo)
    }

    /// Opens the design `id`; one that is open already stays as it is.
    pub fn open(&self, id: &DesignId) {
        let is_open = self
            .design
            .with_untracked(|design| design.as_ref().is_some_and(|design| design.id == *id));
        if is_open && self.load.get_untracked() == Load::Ready {
            return;
        }
        self.fetch(id.clone());
    }

    /// Closes the design and forgets what waits to be written.
    pub(super) fn close(&self) {
        self.wanted.set_value(None);
        self.queues.update_value(Few::clear);
        self.history.set(History::default());
        self.design.set(None);
        self.drop_lost_selection();
        self.save.set(SaveState::Saved);
        self.load.set(Load::Idle);
    }

    /// Changes the design at once and sends the change on. Edits of the same `burst` are
    /// one step of undo.
    ///
    /// # Errors
    /// [`EditError`]; nothing has changed then.
    pub fn perform(&self, edit: Edit, burst: Option<Burst>) -> Result<(), EditError> {
        let sent = edit.clone();
        let result = self.draw(edit, burst);
        if result.is_ok() {
            self.send(Change::Edit(sent));
        }
        result
    }

    /// Has the core draw something, after what was drawn here; one step of undo.
    pub fn act(&self, act: DesignAct) {
        self.send(Change::Act(act));
    }

    /// What came of the last [`Self::act`], once.
    pub fn take_acted(&self) -> Option<Arc<Acted>> {
        let acted = self.acted.get();
        if acted.is_some() {
            self.acted.set(None);
        }
        acted
    }

    /// Ends a burst of edits: the next one is a step of its own.
    pub fn seal(&self) {
        self.history.update_untracked(History::seal);
    }

    /// Takes the last step back.
    pub fn undo(&self) {
        self.step(History::undo);
    }

    /// Does the last undone step again.
    pub fn redo(&self) {
        self.step(History::redo);
    }

    /// Tries again to write what could not be written.
    pub fn retry(&self) {
        if let Some(id) = self.id() {
            self.queues.update_value(|queues| {
                if let Some(queue) = queues.get_mut(&id) {
                    queue.retry();
                }
            });
            self.send_waiting(id);
        }
    }

    fn draw(&self, edit: Edit, burst: Option<Burst>) -> Result<(), EditError> {
        let mut result = Err(EditError::NoSuchEndpoint);
        self.design.update(|design| {
            if let Some(design) = design {
                self.history
                    .update(|history| result = history.perform(edit, design, burst));
            }
        });
        result
    }

    fn step(&self, step: impl FnOnce(&mut History, &mut Design) -> Option<Edit>) {
        let mut sent = None;
        self.design.update(|design| {
            if let Some(design) = design {
                self.history.update(|history| sent = step(history, design));
            }
        });
        if let Some(edit) = sent {
            self.drop_lost_selection();
            self.send(Change::Edit(edit));
        }
    }

    fn fetch(&self, id: DesignId) {
        let document = *self;
        document.load.set(Load::Loading);
        document.wanted.set_value(Some(id.clone()));
        spawn_local(async move {
            let result = call::<command::design_open>(DesignRequest { id: id.clone() }).await;
            if document.wanted.get_value().as_ref() != Some(&id) {
                return;
            }
            match result {
                Ok(view) => document.show(view),
                Err(error) => {
                    // The one before must not be taken for the one that was asked for.
                    document.design.set(None);
                    document.load.set(Load::Failed(error));
                }
            }
        });
    }

    fn show(&self, view: DesignView) {
        let DesignView {
            mut design,
            revision,
        } = view;
        let id = design.id.clone();
        self.queues.update_value(|queues| {
            let is_saved = |queue: &EditQueue| queue.state() == SaveState::Saved;
            if queues.get(&id).is_none_or(is_saved) {
                queues.insert(id.clone(), EditQueue::new(revision));
            }
            // What waits to be written was drawn already, and stays drawn.
            for edit in queues
                .get(&id)
                .into_iter()
                .flat_map(|queue| queue.waiting())
            {
                if edit.clone().apply(&mut design).is_err() {
                    break;
                }
            }
        });
        self.history.set(History::default());
        self.design.set(Some(design));
        self.drop_lost_selection();
        self.load.set(Load::Ready);
        self.show_save_state(&id);
    }

    fn send(&self, change: Change) {
        let Some(id) = self.id() else { return };
        self.queues.update_value(|queues| {
            if let Some(queue) = queues.get_mut(&id) {
                queue.push(change);
            }
        });
        self.send_waiting(id);
    }

    fn send_waiting(&self, id: DesignId) {
        let document = *self;
        document.show_save_state(&id);
        let next = move |id: &DesignId| {
            document
                .queues
                .try_update_value(|queues| queues.get_mut(id)?.take_next())
                .flatten()
        };
        let Some(mut due) = next(&id) else { return };
        spawn_local(async move {
            loop {
                let (base_revision, change) = due;
                let failure = match change {
                    Change::Edit(edit) => {
                        let request = DesignEditRequest {
                            id: id.clone(),
                            base_revision,
                            edit,
                        };
                        match call::<command::design_edit>(request).await {
                            Ok(view) => {
                                document.with_queue(&id, |queue| queue.confirm(view.revision));
                                None
                            }
                            Err(error) => Some(error),
                        }
                    }
                    Change::Act(act) => document.have_drawn(&id, base_revision, act).await,
                };
                match failure {
                    Some(error) if error.code == ErrorCode::EditConflict => {
                        document.toasts.error(&error);
                        document.give_up(id);
                        return;
                    }
                    Some(error) => {
                        document.toasts.error(&error);
                        document.with_queue(&id, |queue| queue.fail(error));
                    }
                    None => {}
                }
                let Some(following) = next(&id) else { break };
                due = following;
            }
            document.show_save_state(&id);
        });
    }

    /// Has the core draw `act`, and draws what it answers. A conflict is given back; any other
    /// failure ends the act.
    async fn have_drawn(
        &self,
        id: &DesignId,
        base_revision: u64,
        act: DesignAct,
    ) -> Option<AppError> {
        let request = DesignActRequest {
            id: id.clone(),
            base_revision,
            act: act.clone(),
        };
        let outcome = call::<command::design_act>(request).await;
        match &outcome {
            Err(error) if error.code == ErrorCode::EditConflict => return outcome.err(),
            Err(_) => self.with_queue(id, EditQueue::give_up),
            Ok(view) => {
                self.with_queue(id, |queue| queue.confirm(view.revision));
                if self.id().as_ref() != Some(id) {
                    return None;
                }
                let added = Topology {
                    endpoints: view.endpoints.clone(),
                    connections: view.connections.clone(),
                    connected: 0,
                };
                // It fails where a site was removed meanwhile: what is on disk counts then.
                if !added.is_empty() && self.draw(added.edit(), None).is_err() {
                    self.give_up(id.clone());
                    return None;
                }
            }
        }
        self.acted.set(Some(Arc::new(Acted { act, outcome })));
        None
    }

    /// Forgets what waits to be written, and shows what is on disk.
    fn give_up(&self, id: DesignId) {
        self.queues
            .update_value(|queues| queues.retain(|key| *key != id));
        if self.id().as_ref() == Some(&id) {
            self.fetch(id);
        }
    }

    fn with_queue(&self, id: &DesignId, change: impl FnOnce(&mut EditQueue)) {
        self.queues.update_value(|queues| {
            if let Some(queue) = queues.get_mut(id) {
                change(queue);
            }
        });
    }

    fn show_save_state(&self, id: &DesignId) {
        if self.id().as_ref() != Some(id) {
            return;
        }
        let state = self
            .queues
            .with_value(|queues| queues.get(id).map_or(SaveState::Saved, EditQueue::state));
        self.save.set(state);
    }

    fn drop_lost_selection(&self) {
        let is_lost = self.design.with_untracked(|design| {
            let Some(design) = design else { return true };
            self.selection.with_untracked(|selection| match selection {
                Some(Selection::Endpoint(id)) => design.endpoint(id).is_none(),
                Some(Selection::Connection(id)) => design.connection(id).is_none(),
                None => false,
            })
        });
        if is_lost {
            self.selection.set(None);
        }
    }

    fn id(&self) -> Option<DesignId> {
        self.design
            .with_untracked(|design| design.as_ref().map(|design| design.id.clone()))
    }
}
