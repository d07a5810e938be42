//! A row that is a site or a cloud.

use std::net::IpAddr;

use model::{Coordinates, CoordinatesError, Endpoint, EndpointId, EndpointKind, plain_text};

use super::{Judge, Kind, Remark, RemarkCode, degrees, look, remark::Notes};
use crate::{Field, Row, Shape};

/// Longest town and region, in characters.
const LONGEST_TEXT: usize = 120;

/// Where a row stands, and what it is called by that.
struct Position {
    coordinates: Coordinates,
    town: Option<String>,
    /// A name for a row without one.
    name: Option<String>,
}

impl Judge<'_> {
    /// Takes the endpoint of a row in.
    pub(super) fn endpoint(
        &mut self,
        row: &Row,
        kind: Kind,
        notes: &mut Notes,
    ) -> Result<(), Remark> {
        self.check_width(row)?;
        let existing = EndpointId::new(self.mapping.cell(row, Field::Id)).ok();
        let existing = existing.and_then(|id| self.known.get(&id).copied());
        let region = plain_text(self.mapping.cell(row, Field::Region), LONGEST_TEXT);
        let position = self.position(row, &region, existing, notes)?;
        let (primary_ip, secondary_ip) = self.addresses(row, existing, notes)?;
        let label = self.label(row, &position, primary_ip, notes);
        let kind = match kind {
            Kind::Cloud => EndpointKind::Cloud,
            Kind::Site | Kind::Connection => EndpointKind::Site,
        };
        let region = match (kind, region.is_empty()) {
            (EndpointKind::Cloud, false) => Some(region),
            (EndpointKind::Site, false) => {
                notes.say(RemarkCode::RegionLeftOut, &region);
                None
            }
            (EndpointKind::Cloud, true) if !self.mapping.has(Field::Region) => {
                existing.and_then(|endpoint| endpoint.region.clone())
            }
            (EndpointKind::Cloud | EndpointKind::Site, true) => None,
        };
        let id = self.id(row)?;
        let endpoint = Endpoint {
            id: match &id {
                Some(id) => EndpointId::new(id.as_str())
                    .map_err(|_| Remark::new(RemarkCode::Identifier, id))?,
                None => EndpointId::from_random((self.new_id)()),
            },
            kind,
            label,
            place: position.town,
            region,
            coordinates: position.coordinates,
            primary_ip,
            secondary_ip,
        };
        match existing {
            Some(existing) if *existing == endpoint => notes.say(RemarkCode::Unchanged, ""),
            Some(_) => {
                notes.say(RemarkCode::Changed, "");
                self.import.changed_endpoints.push(endpoint);
            }
            // The same file twice brings nothing twice; a row with an identifier of its own says that it is another.
            None if !self.looks.insert(look(&endpoint)) && id.is_none() => {
                return Err(Remark::new(RemarkCode::AlreadyThere, &endpoint.label));
            }
            None => self.import.endpoints.push(endpoint),
        }
        Ok(())
    }

    fn position(
        &mut self,
        row: &Row,
        region: &str,
        existing: Option<&Endpoint>,
        notes: &mut Notes,
    ) -> Result<Position, Remark> {
        let town = plain_text(self.mapping.cell(row, Field::Place), LONGEST_TEXT);
        if let Some(coordinates) = self.coordinates(row, notes)? {
            let town = if self.mapping.has(Field::Place) {
                Some(town).filter(|town| !town.is_empty())
            } else {
                // A town holds for as long as the endpoint stands where it stood.
                let stays = existing.filter(|endpoint| endpoint.coordinates == coordinates);
                stays.and_then(|endpoint| endpoint.place.clone())
            };
            let name = town
                .clone()
                .or_else(|| Some(region.to_owned()).filter(|region| !region.is_empty()));
            return Ok(Position {
                coordinates,
                town,
                name,
            });
        }
        if !region.is_empty()
            && let Some(found) = self.places.region(region)
        {
            notes.say(RemarkCode::RegionFound, &found.name);
            return Ok(Position {
                coordinates: found.coordinates,
                town: Some(found.town),
                name: Some(found.name),
            });
        }
        if !town.is_empty() {
            let country = plain_text(self.mapping.cell(row, Field::Country), LONGEST_TEXT);
            let found = self.places.town(&town, &country);
            let found = found.ok_or_else(|| Remark::new(RemarkCode::UnknownTown, &town))?;
            notes.say(RemarkCode::TownFound, &found.name);
            return Ok(Position {
                coordinates: found.coordinates,
                town: Some(found.town.clone()),
                name: Some(found.town),
            });
        }
        match existing {
            Some(endpoint) => Ok(Position {
                coordinates: endpoint.coordinates,
                town: endpoint.place.clone(),
                name: None,
            }),
            None => Err(Remark::bare(RemarkCode::NoPosition)),
        }
    }

    /// The coordinates that a row draws or writes.
    fn coordinates(&self, row: &Row, notes: &mut Notes) -> Result<Option<Coordinates>, Remark> {
        let cell = |field| self.mapping.cell(row, field);
        let (latitude, longitude, is_plain) = match &row.shape {
            Shape::Point(latitude, longitude) => (*latitude, *longitude, true),
            Shape::Line(..) => return Err(Remark::new(RemarkCode::Geometry, "LineString")),
            Shape::Other(geometry) => return Err(Remark::new(RemarkCode::Geometry, geometry)),
            Shape::None => {
                let (north, east, both) = (
                    cell(Field::Latitude),
                    cell(Field::Longitude),
                    cell(Field::Coordinates),
                );
                if north.is_empty() && east.is_empty() && both.is_empty() {
                    return Ok(None);
                }
                if north.is_empty() && east.is_empty() {
                    let pair = degrees::pair(both)
                        .ok_or_else(|| Remark::new(RemarkCode::Coordinates, both))?;
                    (pair.0, pair.1, false)
                } else {
                    let latitude = degrees::one(north, true)
                        .ok_or_else(|| Remark::new(RemarkCode::Latitude, north))?;
                    let longitude = degrees::one(east, false)
                        .ok_or_else(|| Remark::new(RemarkCode::Longitude, east))?;
                    (latitude.0, longitude.0, latitude.1 && longitude.1)
                }
            }
        };
        let coordinates = match Coordinates::new(latitude, longitude) {
            // A map that repeats itself counts on.
            Err(CoordinatesError::Longitude) if longitude.abs() <= 540.0 => {
                let turned = Coordinates::wrapped(latitude, longitude);
                notes.say(RemarkCode::LongitudeTurned, &longitude.to_string());
                turned
            }
            read => read,
        };
        let coordinates = coordinates.map_err(|error| match error {
            CoordinatesError::Latitude => Remark::new(RemarkCode::Latitude, &latitude.to_string()),
            CoordinatesError::Longitude => {
                Remark::new(RemarkCode::Longitude, &longitude.to_string())
            }
        })?;
        if !is_plain {
            let read = format!(
                "{:.5}, {:.5}",
                coordinates.latitude(),
                coordinates.longitude()
            );
            notes.say(RemarkCode::CoordinatesRead, &read);
        }
        Ok(Some(coordinates))
    }

    fn addresses(
        &self,
        row: &Row,
        existing: Option<&Endpoint>,
        notes: &mut Notes,
    ) -> Result<(IpAddr, Option<IpAddr>), Remark> {
        let typed = self.mapping.cell(row, Field::PrimaryIp);
        let primary = address(typed, RemarkCode::Address, notes)?;
        let primary = primary.or_else(|| existing.map(|endpoint| endpoint.primary_ip));
        let primary = primary.ok_or_else(|| Remark::bare(RemarkCode::NoAddress))?;
        if !self.mapping.has(Field::SecondaryIp) {
            let kept = existing.and_then(|endpoint| endpoint.secondary_ip);
            return Ok((primary, kept.filter(|second| *second != primary)));
        }
        let typed = self.mapping.cell(row, Field::SecondaryIp);
        let secondary = address(typed, RemarkCode::SecondAddress, notes)?;
        if secondary == Some(primary) {
            notes.say(RemarkCode::SecondAddressLeftOut, typed);
            return Ok((primary, None));
        }
        Ok((primary, secondary))
    }

    fn label(&self, row: &Row, position: &Position, address: IpAddr, notes: &mut Notes) -> String {
        let typed = self.mapping.cell(row, Field::Name);
        let whole = plain_text(typed, Endpoint::MAX_LABEL + 1);
        let label = plain_text(typed, Endpoint::MAX_LABEL);
        if label.is_empty() {
            let made = position.name.clone().unwrap_or_else(|| address.to_string());
            let made = plain_text(&made, Endpoint::MAX_LABEL);
            notes.say(RemarkCode::NameMade, &made);
            return made;
        }
        if whole != label {
            notes.say(RemarkCode::NameCut, &label);
        } else if label != typed {
            notes.say(RemarkCode::NameCleaned, &label);
        }
        label
    }
}

fn address(typed: &str, wrong: RemarkCode, notes: &mut Notes) -> Result<Option<IpAddr>, Remark> {
    if typed.is_empty() {
        return Ok(None);
    }
    if let Ok(address) = typed.parse() {
        return Ok(Some(address));
    }
    let refused = || Remark::new(wrong, typed);
    let (address, length) = typed.split_once('/').ok_or_else(refused)?;
    let address: IpAddr = address.trim().parse().map_err(|_| refused())?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let is_length = length
        .trim()
        .parse::<u8>()
        .is_ok_and(|length| length <= longest);
    if !is_length {
        return Err(refused());
    }
    notes.say(RemarkCode::PrefixLeftOut, typed);
    Ok(Some(address))
}
