//! The ends of connections, as files name them.

use std::collections::{HashMap, HashSet};

use model::{Connection, Coordinates, Design, Endpoint, EndpointId};

use super::{Import, Remark, RemarkCode};

/// How near a line has to end to what it connects, in km.
const NEAR_KM: f64 = 0.05;

/// What connections can be drawn between, and between what they are.
pub(super) struct Ends {
    of_design: Named,
    of_file: Named,
    joined: HashSet<(EndpointId, EndpointId)>,
}

/// Endpoints by identifier, name and place.
#[derive(Default)]
struct Named {
    ids: HashSet<EndpointId>,
    labels: HashMap<String, Vec<EndpointId>>,
    places: Vec<(Coordinates, EndpointId)>,
}

impl Ends {
    pub(super) fn of(design: &Design) -> Self {
        let joined = design.connections.iter().map(pair);
        Self {
            of_design: Named::of(&design.endpoints),
            of_file: Named::default(),
            joined: joined.collect(),
        }
    }

    /// Takes in what the file brings. An endpoint that it changes is known by its new name.
    pub(super) fn know(&mut self, import: &Import) {
        for endpoint in &import.changed_endpoints {
            self.of_design.forget(&endpoint.id);
        }
        self.of_file = Named::of(import.endpoints.iter().chain(&import.changed_endpoints));
    }

    /// The endpoint that is meant: by identifier, by name, or by where the line ends; the file's own before those of
    /// the design.
    pub(super) fn find(
        &self,
        named: &str,
        place: Option<(f64, f64)>,
    ) -> Result<EndpointId, Remark> {
        if named.is_empty() {
            let (latitude, longitude) = place.ok_or_else(|| Remark::bare(RemarkCode::NoEnd))?;
            let unknown =
                || Remark::new(RemarkCode::UnknownEnd, &format!("{latitude}, {longitude}"));
            let place = Coordinates::wrapped(latitude, longitude).map_err(|_| unknown())?;
            let near = self
                .of_file
                .near(place)
                .or_else(|| self.of_design.near(place));
            return near.ok_or_else(unknown);
        }
        let all = [&self.of_file, &self.of_design];
        if let Ok(id) = EndpointId::new(named)
            && all.iter().any(|ends| ends.ids.contains(&id))
        {
            return Ok(id);
        }
        let label = model::plain_text(named, Endpoint::MAX_LABEL);
        match all
            .iter()
            .find_map(|ends| ends.labels.get(&label))
            .map(Vec::as_slice)
        {
            Some([id]) => Ok(id.clone()),
            Some([_, ..]) => Err(Remark::new(RemarkCode::SeveralEnds, named)),
            Some([]) | None => Err(Remark::new(RemarkCode::UnknownEnd, named)),
        }
    }

    /// Notes that the connection's ends are connected; `false` where they were already.
    pub(super) fn join(&mut self, connection: &Connection) -> bool {
        self.joined.insert(pair(connection))
    }
}

impl Named {
    fn of<'a>(endpoints: impl IntoIterator<Item = &'a Endpoint>) -> Self {
        let mut named = Self::default();
        for endpoint in endpoints {
            named.ids.insert(endpoint.id.clone());
            let of_label = named.labels.entry(endpoint.label.clone()).or_default();
            of_label.push(endpoint.id.clone());
            named
                .places
                .push((endpoint.coordinates, endpoint.id.clone()));
        }
        named
    }

    fn forget(&mut self, id: &EndpointId) {
        self.ids.remove(id);
        self.places.retain(|(_, known)| known != id);
        for ids in self.labels.values_mut() {
            ids.retain(|known| known != id);
        }
        self.labels.retain(|_, ids| !ids.is_empty());
    }

    fn near(&self, place: Coordinates) -> Option<EndpointId> {
        let distances = self
            .places
            .iter()
            .map(|(at, id)| (at.distance_km(place), id));
        let near = distances.filter(|(distance, _)| *distance <= NEAR_KM);
        near.min_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, id)| id.clone())
    }
}

fn pair(connection: &Connection) -> (EndpointId, EndpointId) {
    let (one, other) = (&connection.customer_edge, &connection.provider_edge);
    (one.min(other).clone(), one.max(other).clone())
}
