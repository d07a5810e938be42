//! What is said of a row: codes and values, for which the interface has the words.

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// As the file says it.
    Imported,
    /// With something put right, which is said.
    Corrected,
    /// Not at all, and why is said.
    Refused,
}

impl RowState {
    /// The stable word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Corrected => "corrected",
            Self::Refused => "refused",
        }
    }
}

/// The result of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowResult {
    /// Its number in the file.
    pub number: usize,
    /// What the row calls itself.
    pub name: String,
    /// What was put right; of a refused row the one reason alone.
    pub remarks: Vec<Remark>,
}

impl RowResult {
    /// What became of the row: the gravest of its remarks.
    #[must_use]
    pub fn state(&self) -> RowState {
        let states = self.remarks.iter().map(|remark| remark.code.state());
        states.fold(RowState::Imported, |gravest, state| {
            match (gravest, state) {
                (RowState::Refused, _) | (_, RowState::Refused) => RowState::Refused,
                (RowState::Corrected, _) | (_, RowState::Corrected) => RowState::Corrected,
                (RowState::Imported, RowState::Imported) => RowState::Imported,
            }
        })
    }
}

/// One thing that is said of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub code: RemarkCode,
    /// What the file says or what was made of it, at most 80 characters; may be empty.
    pub value: String,
}

impl Remark {
    pub(super) fn new(code: RemarkCode, value: &str) -> Self {
        Self {
            code,
            value: model::plain_text(value, 80),
        }
    }

    pub(super) fn bare(code: RemarkCode) -> Self {
        Self::new(code, "")
    }
}

macro_rules! codes {
    ($($state:ident { $($(#[$doc:meta])* $name:ident = $word:literal,)* })*) => {
        /// What can be said of a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum RemarkCode {
            $($($(#[$doc])* $name,)*)*
        }

        impl RemarkCode {
            /// Every code.
            pub const ALL: &[Self] = &[$($(Self::$name,)*)*];

            /// The stable word for it, under which the interface has a sentence.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($(Self::$name => $word,)*)*
                }
            }

            /// What becomes of a row of which it is said.
            #[must_use]
            pub const fn state(self) -> RowState {
                match self {
                    $($(Self::$name => RowState::$state,)*)*
                }
            }
        }
    };
}

codes! {
    Imported {
        /// The design has it as the file says it.
        Unchanged = "unchanged",
        /// The design has it, and it becomes what the file says.
        Changed = "changed",
    }
    Corrected {
        /// Marks that are not seen, line breaks or spaces were taken out of the name.
        NameCleaned = "name-cleaned",
        /// The name was too long, and is cut.
        NameCut = "name-cut",
        /// There was no name: the town's, the region's or the address was taken.
        NameMade = "name-made",
        /// The coordinates were in another notation; the value is what was read.
        CoordinatesRead = "coordinates-read",
        /// The longitude was beyond 180 degrees, and is the same place within.
        LongitudeTurned = "longitude-turned",
        /// There were no coordinates: those of this town were taken.
        TownFound = "town-found",
        /// There were no coordinates: those of this cloud region were taken.
        RegionFound = "region-found",
        /// A site has no cloud region: that was left out.
        RegionLeftOut = "region-left-out",
        /// The address had a prefix length, which was left out.
        PrefixLeftOut = "prefix-left-out",
        /// The second address was the first one again, and was left out.
        SecondAddressLeftOut = "second-address-left-out",
    }
    Refused {
        /// Neither site nor cloud nor connection.
        UnknownType = "unknown-type",
        /// No coordinates and no place.
        NoPosition = "no-position",
        /// Not a latitude.
        Latitude = "latitude",
        /// Not a longitude.
        Longitude = "longitude",
        /// Not a pair of coordinates.
        Coordinates = "coordinates",
        /// No such town is known.
        UnknownTown = "unknown-town",
        /// No IP address.
        NoAddress = "no-address",
        /// Not an IP address.
        Address = "address",
        /// Not an IP address, of the second edge.
        SecondAddress = "second-address",
        /// Drawn as something that is neither a place nor a line.
        Geometry = "geometry",
        /// The same name, place and address are in the design or in an earlier row.
        AlreadyThere = "already-there",
        /// An earlier row has the same identifier.
        Twice = "twice",
        /// Not an identifier.
        Identifier = "identifier",
        /// More cells than there are columns.
        TooManyCells = "too-many-cells",
        /// A connection without one of its ends.
        NoEnd = "no-end",
        /// Nothing of that name is in the file or the design.
        UnknownEnd = "unknown-end",
        /// Several are of that name.
        SeveralEnds = "several-ends",
        /// Both ends are the same.
        SameEnds = "same-ends",
        /// The two are connected already.
        Connected = "connected",
        /// A design takes no more connections.
        TooManyConnections = "too-many-connections",
        /// Not a whole number of ms from 1 to 10,000.
        Latency = "latency",
    }
}

/// The remarks on a row as it is read.
#[derive(Default)]
pub(super) struct Notes(Vec<Remark>);

impl Notes {
    pub(super) fn say(&mut self, code: RemarkCode, value: &str) {
        self.0.push(Remark::new(code, value));
    }

    pub(super) fn result(self, number: usize, name: &str, refusal: Option<Remark>) -> RowResult {
        RowResult {
            number,
            name: model::plain_text(name, 80),
            remarks: refusal.map_or(self.0, |refusal| vec![refusal]),
        }
    }
}
