//! Commands: topologies drawn in one step, and the split of a design into orders.

use contract::{
    DesignAct, DesignActRequest, DesignActView, DesignSplitRequest, DesignSummaryView, DesignView,
    Empty,
};
use model::{
    CloudRegion, Design, MAX_CONNECTIONS,
    topology::{NewIds, Topology, TopologyError, split},
};

use super::commands::MISSING;
use crate::{errors::Failure, portal::Core, random, storage::designs};

impl Core {
    /// Draws into a design, as one edit on the revision that the window draws on.
    pub(crate) async fn design_act(
        &self,
        request: DesignActRequest,
    ) -> Result<DesignActView, Failure> {
        let regions = match &request.act {
            DesignAct::NearestRegion { provider, .. } => self.regions_of(provider).await?,
            DesignAct::HubAndSpoke { .. } | DesignAct::FullMesh | DesignAct::Duplicate { .. } => {
                Vec::new()
            }
        };
        let mut ids = NewIds::from_random(random::bits()?);
        let now = self.clock.now();
        self.storage
            .write(move |tx| {
                let mut view = designs::get(tx, &request.id)?.ok_or(MISSING)?;
                if view.revision != request.base_revision {
                    return Err(Failure::EditConflict);
                }
                let topology = draw(&view.design, &request.act, &regions, &mut ids)
                    .map_err(|error| Failure::Input(error.to_string()))?;
                if !topology.is_empty() {
                    topology
                        .edit()
                        .apply(&mut view.design)
                        .map_err(|error| Failure::Input(error.to_string()))?;
                    view.revision += 1;
                    designs::put(tx, &view, now)?;
                }
                Ok(DesignActView {
                    revision: view.revision,
                    connected: designs::count(topology.connected),
                    endpoints: topology.endpoints,
                    connections: topology.connections,
                })
            })
            .await
    }

    /// Stores the parts of a design as designs of their own.
    pub(crate) async fn design_split(
        &self,
        request: DesignSplitRequest,
    ) -> Result<Vec<DesignSummaryView>, Failure> {
        let mut ids = NewIds::from_random(random::bits()?);
        let now = self.clock.now();
        self.storage
            .write(move |tx| {
                let whole = designs::get(tx, &request.id)?.ok_or(MISSING)?.design;
                if whole.connections.len() <= MAX_CONNECTIONS {
                    return Err(Failure::Input("One order takes all of it.".to_owned()));
                }
                let mut summaries = Vec::new();
                for design in split(&whole, &request.suffix, &mut ids) {
                    let view = DesignView {
                        design,
                        revision: 0,
                    };
                    designs::put(tx, &view, now)?;
                    summaries.push(designs::summary(view.design, now));
                }
                Ok(summaries)
            })
            .await
    }

    async fn regions_of(&self, provider: &str) -> Result<Vec<CloudRegion>, Failure> {
        let mut regions = self.cloud_region_list(Empty {}).await?;
        regions.retain(|region| region.provider == provider);
        Ok(regions)
    }
}

fn draw(
    design: &Design,
    act: &DesignAct,
    regions: &[CloudRegion],
    ids: &mut NewIds,
) -> Result<Topology, TopologyError> {
    match act {
        DesignAct::HubAndSpoke { hub } => Topology::hub_and_spoke(design, hub, ids),
        DesignAct::FullMesh => Topology::full_mesh(design, ids),
        DesignAct::NearestRegion { address, .. } => {
            Topology::nearest_region(design, regions, *address, ids)
        }
        DesignAct::Duplicate { endpoint } => Topology::duplicate(design, endpoint, ids),
    }
}

#[cfg(test)]
mod tests;
