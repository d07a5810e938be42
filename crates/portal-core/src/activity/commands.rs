//! Command: pages of the record.

use contract::{ActivityPageView, ActivityRequest};

use crate::{errors::Failure, portal::Core, storage};

impl Core {
    pub(crate) async fn activity_list(
        &self,
        request: ActivityRequest,
    ) -> Result<ActivityPageView, Failure> {
        let page = self
            .storage
            .read(move |db| storage::activity::page(db, &request))
            .await?;
        Ok(page)
    }
}
