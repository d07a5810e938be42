//! Commands: looking up places and cloud regions.

use std::sync::Arc;

use contract::{Empty, PlaceRequest, PlaceView};
use model::CloudRegion;
use tokio::task::spawn_blocking;

use super::regions;
use crate::{errors::Failure, portal::Core};

/// How many places a search answers.
const HITS: u32 = 8;
/// Longest query that is looked up, in characters.
const MAX_QUERY: usize = 100;

impl Core {
    pub(crate) async fn place_search(
        &self,
        request: PlaceRequest,
    ) -> Result<Vec<PlaceView>, Failure> {
        let gazetteer = Arc::clone(&self.gazetteer);
        let query: String = request.query.chars().take(MAX_QUERY).collect();
        spawn_blocking(move || gazetteer.search(&query, HITS))
            .await
            .map_err(|_| Failure::Internal("the search was interrupted"))?
            .map_err(Failure::from)
    }

    pub(crate) async fn cloud_region_list(&self, _: Empty) -> Result<Vec<CloudRegion>, Failure> {
        spawn_blocking(regions::all)
            .await
            .map_err(|_| Failure::Internal("the list was interrupted"))?
            .map_err(|error| Failure::Storage(error.into()))
    }
}
