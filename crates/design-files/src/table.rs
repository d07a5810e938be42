//! A foreign file as rows of text, and what its columns are.

/// Where a table comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values, or separated by semicolons or tabs.
    Csv,
    /// An Office Open XML workbook.
    Xlsx,
    /// GeoJSON (RFC 7946).
    GeoJson,
    /// KML 2.2, also packed as KMZ.
    Kml,
}

impl Format {
    /// The stable word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
            Self::Kml => "kml",
        }
    }
}

/// Rows of text under named columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Where it comes from.
    pub format: Format,
    /// The columns' names; one without a name has its number.
    pub columns: Vec<String>,
    /// The rows, none of which is blank.
    pub rows: Vec<Row>,
}

/// One row: a line, a row of a sheet, or a feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number in the file, counted from 1: the line it begins in, the row of the sheet, the feature.
    pub number: usize,
    /// A text for each column, and more where the row is longer than the row of names.
    pub cells: Vec<String>,
    /// Where it stands on the map, in a file of a map.
    pub shape: Shape,
}

/// What a file of a map draws for a row, in degrees north and east.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Shape {
    /// Nothing, as in a table.
    #[default]
    None,
    /// A place.
    Point(f64, f64),
    /// A line by its two ends.
    Line((f64, f64), (f64, f64)),
    /// Anything else, by the format's name of it.
    Other(String),
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Site, cloud or connection.
    Type,
    /// What people call it.
    Name,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// Both in one cell, latitude first.
    Coordinates,
    /// The town.
    Place,
    /// The country, by which towns of the same name are told apart.
    Country,
    /// Provider and code of a cloud region.
    Region,
    /// The edge's address.
    PrimaryIp,
    /// The second edge's address.
    SecondaryIp,
    /// The customer's end of a connection.
    From,
    /// The provider's end of a connection.
    To,
    /// The longest round trip that is wanted, in ms.
    Latency,
    /// The identifier that a design was written with, by which the same endpoint is changed rather than added.
    Id,
}

impl Field {
    /// Every field, in the order in which people are shown them.
    pub const ALL: [Self; 14] = [
        Self::Type,
        Self::Name,
        Self::Latitude,
        Self::Longitude,
        Self::Coordinates,
        Self::Place,
        Self::Country,
        Self::Region,
        Self::PrimaryIp,
        Self::SecondaryIp,
        Self::From,
        Self::To,
        Self::Latency,
        Self::Id,
    ];

    /// The stable word for it, which is also the name of its column in what is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Name => "name",
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
            Self::Coordinates => "coordinates",
            Self::Place => "place",
            Self::Country => "country",
            Self::Region => "region",
            Self::PrimaryIp => "primary_ip",
            Self::SecondaryIp => "secondary_ip",
            Self::From => "from",
            Self::To => "to",
            Self::Latency => "latency_ms",
            Self::Id => "mpvpn_id",
        }
    }

    /// The field of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == word)
    }

    /// What people call such a column, in lower case and without spaces and signs. A column named `id` is not taken
    /// for [`Field::Id`]: numbers of other programs would meet in one design.
    const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Type => &["type", "kind", "typ", "art", "endpointtype", "sitetype"],
            Self::Name => &[
                "name",
                "label",
                "site",
                "sitename",
                "siteid",
                "location",
                "branch",
                "office",
                "title",
                "bezeichnung",
                "standort",
                "standortname",
                "filiale",
                "nom",
                "nombre",
            ],
            Self::Latitude => &[
                "latitude",
                "lat",
                "y",
                "breite",
                "breitengrad",
                "geolat",
                "latitud",
                "gpslat",
                "gpslatitude",
            ],
            Self::Longitude => &[
                "longitude",
                "lon",
                "lng",
                "long",
                "x",
                "länge",
                "laenge",
                "längengrad",
                "laengengrad",
                "geolon",
                "geolng",
                "longitud",
                "gpslon",
                "gpslongitude",
            ],
            Self::Coordinates => &[
                "coordinates",
                "coords",
                "latlon",
                "latlng",
                "latlong",
                "gps",
                "geo",
                "position",
                "koordinaten",
                "latitudelongitude",
            ],
            Self::Place => &[
                "place",
                "city",
                "town",
                "ort",
                "stadt",
                "ville",
                "ciudad",
                "address",
                "adresse",
                "siteaddress",
            ],
            Self::Country => &[
                "country",
                "land",
                "pays",
                "país",
                "pais",
                "countrycode",
                "countryname",
            ],
            Self::Region => &[
                "region",
                "cloudregion",
                "regioncode",
                "awsregion",
                "azureregion",
            ],
            Self::PrimaryIp => &[
                "primaryip",
                "ip",
                "ipaddress",
                "primaryipaddress",
                "wanip",
                "address1",
                "ipadresse",
                "ipv4",
                "ipv6",
                "primäreip",
                "loopback",
                "managementip",
                "cpeip",
                "adresseip",
            ],
            Self::SecondaryIp => &[
                "secondaryip",
                "secondip",
                "ip2",
                "secondaryipaddress",
                "backupip",
                "wanip2",
                "sekundäreip",
                "zweiteip",
                "ipaddress2",
            ],
            Self::From => &[
                "from",
                "source",
                "src",
                "customeredge",
                "aend",
                "asite",
                "endpointa",
                "sitea",
                "von",
                "quelle",
                "de",
            ],
            Self::To => &[
                "to",
                "target",
                "destination",
                "dst",
                "provideredge",
                "zend",
                "bend",
                "zsite",
                "endpointb",
                "siteb",
                "nach",
                "ziel",
                "hacia",
            ],
            Self::Latency => &[
                "latencyms",
                "latency",
                "maxlatency",
                "wantedlatency",
                "rtt",
                "rttms",
                "latenz",
                "latenzms",
                "latence",
            ],
            Self::Id => &["mpvpnid"],
        }
    }
}

/// What each column of a table is; nothing for a column that is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(pub Vec<Option<Field>>);

impl Mapping {
    /// What the columns are by their names, each field at most once.
    #[must_use]
    pub fn guess(table: &Table) -> Self {
        let mut fields: Vec<Option<Field>> = vec![None; table.columns.len()];
        for field in Field::ALL {
            // The field's own word before what else it is called.
            let best = field.synonyms().iter().find_map(|word| {
                let is_it =
                    |at: &usize| fields[*at].is_none() && plain(&table.columns[*at]) == *word;
                (0..fields.len()).find(is_it)
            });
            if let Some(at) = best {
                fields[at] = Some(field);
            }
        }
        Self(fields)
    }

    /// Whether a column is that field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.0.contains(&Some(field))
    }

    /// The row's text for a field, empty where there is none; of several columns the first that says something.
    pub(crate) fn cell<'a>(&self, row: &'a Row, field: Field) -> &'a str {
        let cells = self.0.iter().zip(&row.cells);
        let mut of_it = cells.filter(|(is, _)| **is == Some(field));
        of_it
            .find_map(|(_, cell)| Some(cell.trim()).filter(|cell| !cell.is_empty()))
            .unwrap_or_default()
    }
}

/// A column's name without what people write differently.
fn plain(name: &str) -> String {
    let name = name.split(['(', '[']).next().unwrap_or(name);
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a first row names columns rather than being one of them: a word that is known, or nothing that is a number
/// or an address.
pub(crate) fn names_columns(first: &[String]) -> bool {
    let is_known = |cell: &String| {
        let word = plain(cell);
        Field::ALL
            .into_iter()
            .any(|field| field.synonyms().contains(&word.as_str()))
    };
    let is_value = |cell: &String| {
        let cell = cell.trim();
        cell.replace(',', ".").parse::<f64>().is_ok() || cell.parse::<std::net::IpAddr>().is_ok()
    };
    first.iter().any(is_known) || !first.iter().any(is_value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(columns: &[&str]) -> Vec<Option<Field>> {
        let table = Table {
            format: Format::Csv,
            columns: columns.iter().map(|&name| name.to_owned()).collect(),
            rows: Vec::new(),
        };
        Mapping::guess(&table).0
    }

    #[test]
    fn columns_are_known_by_what_people_call_them() {
        assert_eq!(
            guessed(&[
                "Standort",
                "Breitengrad",
                "Längengrad",
                "IP-Adresse",
                "VLAN"
            ]),
            [
                Some(Field::Name),
                Some(Field::Latitude),
                Some(Field::Longitude),
                Some(Field::PrimaryIp),
                None
            ]
        );
        assert_eq!(
            guessed(&["Site", "Name", "Lat (WGS 84)", "ID", "Latency [ms]"]),
            [
                None,
                Some(Field::Name),
                Some(Field::Latitude),
                None,
                Some(Field::Latency)
            ]
        );
    }

    #[test]
    fn what_is_written_is_known_again() {
        let words = Field::ALL.map(Field::as_str);
        assert_eq!(guessed(&words), Field::ALL.map(Some));
        assert_eq!(Field::named("latency_ms"), Some(Field::Latency));
    }

    #[test]
    fn a_row_of_values_names_no_columns() {
        let row = |cells: &[&str]| {
            cells
                .iter()
                .map(|&cell| cell.to_owned())
                .collect::<Vec<_>>()
        };
        assert!(names_columns(&row(&["Name", "1"])));
        assert!(names_columns(&row(&["Bureau", "Ville principale"])));
        assert!(!names_columns(&row(&["Lyon plant", "45,76", "4,83"])));
        assert!(!names_columns(&row(&["Lyon plant", "192.0.2.1"])));
    }
}
