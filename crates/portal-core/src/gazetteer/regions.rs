//! The catalogue of cloud regions.

use model::CloudRegion;

const FILE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../assets/cloud-regions.json"
));

/// Every region of the catalogue, in its order.
pub(super) fn all() -> Result<Vec<CloudRegion>, serde_json::Error> {
    serde_json::from_str(FILE)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_catalogue_has_real_places_under_keys_of_their_own() {
        let regions = all().unwrap();
        assert!(regions.len() >= 150);
        let keys: HashSet<_> = regions.iter().map(CloudRegion::key).collect();
        assert_eq!(keys.len(), regions.len());
        assert!(regions.iter().all(|region| {
            model::Coordinates::new(region.coordinates.lat, region.coordinates.lon).is_ok()
        }));
    }
}
