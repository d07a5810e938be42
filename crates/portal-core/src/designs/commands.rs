//! Commands: listing, making, opening, editing and deleting designs.

use contract::{
    DesignEditRequest, DesignEditView, DesignNewRequest, DesignRequest, DesignSummaryView,
    DesignView, Empty,
};
use model::{Design, DesignId, EditError};

use crate::{
    errors::Failure,
    portal::{Core, LAST_DESIGN},
    random,
    storage::{designs, settings},
};

/// What is missing where a design is.
pub(super) const MISSING: Failure = Failure::NotFound("design");

impl Core {
    pub(crate) async fn design_list(&self, _: Empty) -> Result<Vec<DesignSummaryView>, Failure> {
        Ok(self.storage.read(designs::list).await?)
    }

    pub(crate) async fn design_new(
        &self,
        request: DesignNewRequest,
    ) -> Result<DesignView, Failure> {
        let name = request.name.trim();
        if name.is_empty() || name.chars().count() > Design::MAX_NAME {
            return Err(Failure::Input(EditError::Name.to_string()));
        }
        let id = DesignId::from_random(random::bits()?);
        self.add_design(Design::empty(id, name)).await
    }

    pub(crate) async fn design_open(&self, request: DesignRequest) -> Result<DesignView, Failure> {
        let view = self.design(request.id).await?;
        self.remember_design(view.design.id.clone()).await?;
        Ok(view)
    }

    pub(crate) async fn design_edit(
        &self,
        request: DesignEditRequest,
    ) -> Result<DesignEditView, Failure> {
        let now = self.clock.now();
        self.storage
            .write(move |tx| {
                let mut view = designs::get(tx, &request.id)?.ok_or(MISSING)?;
                if view.revision != request.base_revision {
                    return Err(Failure::EditConflict);
                }
                request
                    .edit
                    .apply(&mut view.design)
                    .map_err(|error| Failure::Input(error.to_string()))?;
                view.revision += 1;
                designs::put(tx, &view, now)?;
                Ok(DesignEditView {
                    revision: view.revision,
                })
            })
            .await
    }

    pub(crate) async fn design_delete(&self, request: DesignRequest) -> Result<Empty, Failure> {
        let removed = request.id.clone();
        let next = self
            .storage
            .write(move |tx| {
                if !designs::remove(tx, &removed)? {
                    return Err(MISSING);
                }
                let next = designs::list(tx)?
                    .into_iter()
                    .next()
                    .map(|design| design.id);
                if settings::get(tx, LAST_DESIGN)?.as_deref() == Some(removed.as_str()) {
                    settings::set(tx, LAST_DESIGN, next.as_ref().map(DesignId::as_str))?;
                }
                Ok(next)
            })
            .await?;
        self.owner
            .turn(move |state| {
                if state.settings.last_design.as_ref() == Some(&request.id) {
                    state.settings.last_design = next;
                    state.announce_app();
                }
                Empty {}
            })
            .await
    }

    /// The stored design of that identifier.
    pub(crate) async fn design(&self, id: DesignId) -> Result<DesignView, Failure> {
        let found = self.storage.read(move |db| designs::get(db, &id)).await?;
        found.ok_or(MISSING)
    }

    /// Stores a new design and opens it.
    pub(crate) async fn add_design(&self, design: Design) -> Result<DesignView, Failure> {
        let view = DesignView {
            design,
            revision: 0,
        };
        let (stored, now) = (view.clone(), self.clock.now());
        self.storage
            .write(move |tx| designs::put(tx, &stored, now))
            .await?;
        self.remember_design(view.design.id.clone()).await?;
        Ok(view)
    }
}
