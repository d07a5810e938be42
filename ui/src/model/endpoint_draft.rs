//! A site or cloud as it is typed in its form.

use std::{net::IpAddr, str::FromStr as _};

use model::{CloudRegion, Coordinates, Endpoint, EndpointId, EndpointKind};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

use super::fixed::fixed;

/// The fields of the form as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointDraft {
    /// What people call it.
    pub label: String,
    /// Site or cloud.
    pub kind: EndpointKind,
    /// The town as typed or chosen.
    pub place: String,
    /// Key of the cloud region, empty where none is chosen.
    pub region: String,
    /// Degrees north as typed.
    pub latitude: String,
    /// Degrees east as typed.
    pub longitude: String,
    /// The edge's address as typed.
    pub primary_ip: String,
    /// The second edge's address as typed.
    pub secondary_ip: String,
}

/// A field of the form that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointField {
    /// The label.
    Label,
    /// The latitude.
    Latitude,
    /// The longitude.
    Longitude,
    /// The primary address.
    PrimaryIp,
    /// The secondary address.
    SecondaryIp,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// It is empty and must not be.
    Missing,
    /// It is longer than [`Endpoint::MAX_LABEL`].
    TooLong,
    /// It is not a number.
    NotANumber,
    /// It is outside the globe.
    OutOfRange,
    /// It is neither an IPv4 nor an IPv6 address.
    NotAnAddress,
    /// The secondary address is the primary one.
    SameAddress,
}

/// Everything that is wrong with a draft, in the order of the form.
pub type EndpointProblems = Vec<(EndpointField, FieldProblem)>;

impl EndpointDraft {
    /// An empty form.
    #[must_use]
    pub const fn empty(kind: EndpointKind) -> Self {
        Self {
            label: String::new(),
            kind,
            place: String::new(),
            region: String::new(),
            latitude: String::new(),
            longitude: String::new(),
            primary_ip: String::new(),
            secondary_ip: String::new(),
        }
    }

    /// The draft that reads like `endpoint`.
    #[must_use]
    pub fn of(endpoint: &Endpoint) -> Self {
        Self {
            label: endpoint.label.clone(),
            kind: endpoint.kind,
            place: endpoint.place.clone().unwrap_or_default(),
            region: endpoint.region.clone().unwrap_or_default(),
            primary_ip: endpoint.primary_ip.to_string(),
            secondary_ip: endpoint
                .secondary_ip
                .map(|ip| ip.to_string())
                .unwrap_or_default(),
            latitude: degrees(endpoint.coordinates.latitude()),
            longitude: degrees(endpoint.coordinates.longitude()),
        }
    }

    /// Puts it on a place of the gazetteer; an empty label becomes the place's name.
    pub fn choose_place(&mut self, name: &str, coordinates: Coordinates) {
        if self.label.trim().is_empty() {
            name.clone_into(&mut self.label);
        }
        name.clone_into(&mut self.place);
        self.region.clear();
        self.put_at(coordinates);
    }

    /// Puts it on a region of the catalogue; a label that is empty or another region's
    /// becomes this one's.
    pub fn choose_region(&mut self, region: &CloudRegion) {
        let Ok(coordinates) = Coordinates::new(region.coordinates.lat, region.coordinates.lon)
        else {
            return;
        };
        if self.label.trim().is_empty() || self.label == self.region {
            self.label = region.key();
        }
        self.region = region.key();
        self.place.clone_from(&region.city);
        self.put_at(coordinates);
    }

    /// Puts it on a point of the map, where neither town nor region is known.
    pub fn choose_point(&mut self, coordinates: Coordinates) {
        self.place.clear();
        self.region.clear();
        self.put_at(coordinates);
    }

    /// The endpoint `id` as typed. `region` is kept for a cloud only.
    ///
    /// # Errors
    /// Everything that is wrong, so that the form can show all of it at once.
    pub fn endpoint(&self, id: EndpointId) -> Result<Endpoint, EndpointProblems> {
        let label = label(&self.label);
        let latitude = number(&self.latitude, 90.0);
        let longitude = number(&self.longitude, 180.0);
        let primary_ip = address(&self.primary_ip).and_then(|ip| ip.ok_or(FieldProblem::Missing));
        let secondary_ip = address(&self.secondary_ip).and_then(|secondary| {
            if secondary.is_some() && secondary == primary_ip.ok() {
                Err(FieldProblem::SameAddress)
            } else {
                Ok(secondary)
            }
        });
        match (&label, latitude, longitude, primary_ip, secondary_ip) {
            (Ok(label), Ok(latitude), Ok(longitude), Ok(primary_ip), Ok(secondary_ip)) => {
                let coordinates = Coordinates::new(latitude, longitude)
                    .map_err(|_| vec![(EndpointField::Latitude, FieldProblem::OutOfRange)])?;
                Ok(Endpoint {
                    id,
                    kind: self.kind,
                    label: label.clone(),
                    place: filled(&self.place),
                    region: match self.kind {
                        EndpointKind::Site => None,
                        EndpointKind::Cloud => filled(&self.region),
                    },
                    coordinates,
                    primary_ip,
                    secondary_ip,
                })
            }
            _ => Err([
                (EndpointField::Label, label.err()),
                (EndpointField::Latitude, latitude.err()),
                (EndpointField::Longitude, longitude.err()),
                (EndpointField::PrimaryIp, primary_ip.err()),
                (EndpointField::SecondaryIp, secondary_ip.err()),
            ]
            .into_iter()
            .filter_map(|(field, problem)| Some((field, problem?)))
            .collect()),
        }
    }

    fn put_at(&mut self, coordinates: Coordinates) {
        self.latitude = degrees(coordinates.latitude());
        self.longitude = degrees(coordinates.longitude());
    }
}

/// Degrees to four decimals (11 m), without zeros at the end.
fn degrees(value: f64) -> String {
    let text = fixed(value, 4);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn label(text: &str) -> Result<String, FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        Err(FieldProblem::Missing)
    } else if text.chars().count() > Endpoint::MAX_LABEL {
        Err(FieldProblem::TooLong)
    } else {
        Ok(text.to_owned())
    }
}

/// Reads degrees between `-limit` and `limit`, with a point or a comma before the decimals.
fn number(text: &str, limit: f64) -> Result<f64, FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldProblem::Missing);
    }
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+'));
    if !plain {
        return Err(FieldProblem::NotANumber);
    }
    // As a decimal number, because prices are read so too: the tables for reading an `f64` would weigh 12 KB more.
    let value = Decimal::from_str(&text.replace(',', "."))
        .ok()
        .and_then(|value| value.to_f64())
        .ok_or(FieldProblem::NotANumber)?;
    if (-limit..=limit).contains(&value) {
        Ok(value)
    } else {
        Err(FieldProblem::OutOfRange)
    }
}

/// Reads an address, or none.
///
/// # Errors
/// [`FieldProblem::NotAnAddress`]
pub fn address(text: &str) -> Result<Option<IpAddr>, FieldProblem> {
    match text.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| FieldProblem::NotAnAddress),
    }
}

#[cfg(test)]
mod tests {
    use model::RegionCoordinates;
    use proptest::prelude::*;

    use super::*;

    fn id() -> EndpointId {
        EndpointId::from_random(1)
    }

    fn berlin() -> EndpointDraft {
        EndpointDraft {
            label: " Berlin ".to_owned(),
            latitude: "52,52".to_owned(),
            longitude: "13.405".to_owned(),
            primary_ip: "192.0.2.1".to_owned(),
            ..EndpointDraft::empty(EndpointKind::Site)
        }
    }

    fn dublin() -> CloudRegion {
        CloudRegion {
            provider: "AWS".to_owned(),
            code: "eu-west-1".to_owned(),
            city: "Dublin".to_owned(),
            country: "IE".to_owned(),
            coordinates: RegionCoordinates {
                lat: 53.33,
                lon: -6.25,
            },
        }
    }

    #[test]
    fn an_empty_form_names_every_field_that_is_needed() {
        let problems = EndpointDraft::empty(EndpointKind::Site)
            .endpoint(id())
            .unwrap_err();
        let fields: Vec<EndpointField> = problems.iter().map(|(field, _)| *field).collect();
        assert_eq!(
            fields,
            [
                EndpointField::Label,
                EndpointField::Latitude,
                EndpointField::Longitude,
                EndpointField::PrimaryIp
            ]
        );
    }

    #[test]
    fn each_wrong_field_has_its_own_problem() {
        let draft = EndpointDraft {
            latitude: "91".to_owned(),
            longitude: "east".to_owned(),
            primary_ip: "192.0.2".to_owned(),
            secondary_ip: "::1::".to_owned(),
            ..berlin()
        };
        assert_eq!(
            draft.endpoint(id()).unwrap_err(),
            [
                (EndpointField::Latitude, FieldProblem::OutOfRange),
                (EndpointField::Longitude, FieldProblem::NotANumber),
                (EndpointField::PrimaryIp, FieldProblem::NotAnAddress),
                (EndpointField::SecondaryIp, FieldProblem::NotAnAddress),
            ]
        );
    }

    #[test]
    fn the_two_addresses_differ() {
        let draft = EndpointDraft {
            primary_ip: "2001:db8::1".to_owned(),
            secondary_ip: "2001:0db8:0::1".to_owned(),
            ..berlin()
        };
        assert_eq!(
            draft.endpoint(id()).unwrap_err(),
            [(EndpointField::SecondaryIp, FieldProblem::SameAddress)]
        );
    }

    #[test]
    fn a_right_form_is_an_endpoint_and_reads_the_same_again() {
        let endpoint = berlin().endpoint(id()).unwrap();
        assert_eq!(endpoint.label, "Berlin");
        assert!((endpoint.coordinates.latitude() - 52.52).abs() < 1e-9);
        let again = EndpointDraft::of(&endpoint).endpoint(id()).unwrap();
        assert_eq!(again, endpoint);
    }

    #[test]
    fn a_region_brings_town_coordinates_and_a_label_where_none_was_typed() {
        let mut draft = EndpointDraft::empty(EndpointKind::Cloud);
        draft.choose_region(&dublin());
        assert_eq!(draft.label, "AWS eu-west-1");
        assert_eq!((&*draft.place, &*draft.latitude), ("Dublin", "53.33"));
        draft.label = "Our cloud".to_owned();
        draft.choose_region(&dublin());
        assert_eq!(draft.label, "Our cloud");
    }

    #[test]
    fn a_point_on_the_map_is_no_town() {
        let mut draft = berlin();
        draft.choose_place("Berlin", Coordinates::new(52.5, 13.4).unwrap());
        draft.choose_point(Coordinates::new(-0.000_01, 13.456_78).unwrap());
        assert_eq!(
            (&*draft.place, &*draft.latitude, &*draft.longitude),
            ("", "0", "13.4568")
        );
    }

    proptest! {
        #[test]
        fn degrees_are_read_as_any_number_is(text in "[+-]{0,2}[0-9]{0,3}([.,][0-9]{0,12}){0,2}") {
            let expected: Option<f64> = text.replace(',', ".").parse().ok();
            prop_assert_eq!(number(&text, 1000.0).ok(), expected);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,30}") {
            let draft = EndpointDraft {
                label: text.clone(),
                latitude: text.clone(),
                primary_ip: text,
                ..berlin()
            };
            let _ = draft.endpoint(id());
        }
    }
}
