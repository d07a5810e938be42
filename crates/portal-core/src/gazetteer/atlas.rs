//! The places by which rows of a file without coordinates are put on the map.

use std::{collections::HashMap, sync::Arc};

use design_files::{Found, Places};
use model::{CloudRegion, Coordinates};

use super::{Gazetteer, regions};

/// Gazetteer and catalogue for one reading of a file: what is asked again is not looked up again. Its calls block.
pub(crate) struct Atlas {
    gazetteer: Arc<Gazetteer>,
    regions: HashMap<String, CloudRegion>,
    towns: HashMap<(String, String), Option<Found>>,
}

impl Atlas {
    /// Nothing has been looked up yet.
    pub(crate) fn new(gazetteer: Arc<Gazetteer>) -> Self {
        let regions = regions::all().unwrap_or_default().into_iter();
        Self {
            gazetteer,
            regions: regions
                .map(|region| (region.key().to_lowercase(), region))
                .collect(),
            towns: HashMap::new(),
        }
    }

    fn look_up(&self, name: &str, country: &str) -> Option<Found> {
        let named = |name, within| self.gazetteer.named(name, within).ok().flatten();
        let place = named(name, country).or_else(|| {
            // "Lyon, France" in one cell.
            let (town, within) = name.rsplit_once(',').filter(|_| country.is_empty())?;
            named(town.trim(), within.trim())
        })?;
        Some(Found {
            name: format!("{}, {}", place.name, place.country),
            town: place.name,
            coordinates: place.coordinates,
        })
    }
}

impl Places for Atlas {
    fn town(&mut self, name: &str, country: &str) -> Option<Found> {
        let key = (name.to_owned(), country.to_owned());
        if let Some(known) = self.towns.get(&key) {
            return known.clone();
        }
        let found = self.look_up(name, country);
        self.towns.insert(key, found.clone());
        found
    }

    fn region(&mut self, key: &str) -> Option<Found> {
        let region = self.regions.get(&key.to_lowercase())?;
        Some(Found {
            name: region.key(),
            town: region.city.clone(),
            coordinates: Coordinates::new(region.coordinates.lat, region.coordinates.lon).ok()?,
        })
    }
}
