//! Designs as files: what is written of one, and what a file brings to one.

use model::{Connection, DesignId, Endpoint};
use serde::{Deserialize, Serialize};

/// A format in which a design is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DesignFormat {
    /// The own format, with everything of the design.
    Json,
    /// The network as comma-separated values.
    Csv,
    /// The network as a workbook.
    Xlsx,
    /// The network as GeoJSON.
    Geojson,
    /// The network as KML.
    Kml,
    /// A picture of the map.
    Svg,
    /// The API's requests for cURL, without the token.
    Curl,
    /// The API's requests for HTTP clients of editors, without the token.
    Http,
}

/// Writes a design to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignExportRequest {
    /// Which design.
    pub id: DesignId,
    /// As what.
    pub format: DesignFormat,
}

/// What a chosen file is. Nothing at all where the person cancelled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOpenView {
    /// Why nothing of it is read.
    pub refused: Option<ImportRemark>,
    /// The new design, of a file that is a whole one.
    pub opened: Option<DesignId>,
    /// What its rows would bring.
    pub table: Option<ImportView>,
}

/// What the rows of a file would bring to a design.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    /// `csv`, `xlsx`, `geojson` or `kml`.
    pub format: String,
    /// The columns of the file.
    pub columns: Vec<ImportColumn>,
    /// What a column can be.
    pub fields: Vec<String>,
    /// How many rows are taken as they are.
    pub imported: u32,
    /// How many are taken with something put right.
    pub corrected: u32,
    /// How many are refused.
    pub refused: u32,
    /// The results of the first rows, refused ones before corrected ones before the others.
    pub rows: Vec<ImportRow>,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportColumn {
    /// Its name in the file.
    pub name: String,
    /// What it says first; empty where it says nothing.
    pub example: String,
    /// Which field it is; empty where it is left out.
    pub field: String,
}

/// What would become of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// Its number in the file.
    pub number: u32,
    /// What it calls itself; may be empty.
    pub name: String,
    /// `imported`, `corrected` or `refused`.
    pub state: String,
    /// What there is to say of it.
    pub remarks: Vec<ImportRemark>,
}

/// One thing that is said of a row or a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRemark {
    /// The stable word, under which the interface has a sentence.
    pub code: String,
    /// What the file says, or what was made of it; may be empty.
    pub value: String,
}

/// Says what the columns of the chosen file are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportMapRequest {
    /// The design that it is for.
    pub id: DesignId,
    /// A field for each column; empty for one that is left out.
    pub fields: Vec<String>,
}

/// What the file brings. The window draws it as one edit, as it draws everything else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportedView {
    /// New endpoints.
    pub endpoints: Vec<Endpoint>,
    /// Endpoints that are there and change.
    pub changed_endpoints: Vec<Endpoint>,
    /// New connections.
    pub connections: Vec<Connection>,
    /// Connections that are there and change.
    pub changed_connections: Vec<Connection>,
}
