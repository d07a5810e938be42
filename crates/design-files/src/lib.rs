//! Designs as files: the own format `.mpvpn.json`, and what other programs read and write.
//!
//! Nothing here opens a file, reads a clock or makes up an identifier. A foreign file becomes a [`Table`]
//! ([`read`]); a [`Mapping`] says what its columns are; [`judge`] makes endpoints and connections of its rows and says
//! of each row what became of it. Words for people are the interface's affair: there are codes and values here.

mod document;
mod error;
mod guard;
mod read;
mod rows;
mod table;
mod write;

#[cfg(test)]
mod tests;

pub use document::{VERSION, read_design, write_design};
pub use error::FileError;
pub use read::{Content, LONGEST_FILE, read};
pub use rows::{Found, Import, Places, Remark, RemarkCode, RowResult, RowState, judge};
pub use table::{Field, Format, Mapping, Row, Shape, Table};
pub use write::{WriteError, Written, csv, geojson, kml, svg, xlsx};
