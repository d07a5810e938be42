//! KML: a row for each placemark. No document type and no entity beyond XML's own five is read.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{MOST_COLUMNS, MOST_ROWS, geojson::Columns};
use crate::{FileError, Format, Row, Shape, Table};

/// The deepest nesting that is read.
const DEEPEST: usize = 64;

pub(super) fn table(text: &str) -> Result<Table, FileError> {
    let mut reader = Reader::from_str(text);
    let mut document = Document::default();
    loop {
        let event = reader.read_event();
        let at = reader.buffer_position();
        let wrong = |reason: String| FileError::Xml { at, reason };
        match event.map_err(|error| wrong(error.to_string()))? {
            Event::Start(tag) => document.begin(&tag, at)?,
            Event::Empty(tag) => {
                document.begin(&tag, at)?;
                document.end()?;
            }
            Event::End(_) => document.end()?,
            Event::Text(text) => document.text.push_str(&text.xml10_content()),
            Event::CData(text) => document.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let known = match name.as_ref() {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "apos" => Some('\''),
                    "quot" => Some('"'),
                    _ => reference
                        .resolve_char_ref()
                        .map_err(|error| wrong(error.to_string()))?,
                };
                document.text.push(known.ok_or(FileError::Entities)?);
            }
            Event::DocType(_) => return Err(FileError::Entities),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof if document.path.is_empty() => break,
            Event::Eof => return Err(wrong("the document has no end".to_owned())),
        }
    }
    if !document.is_kml {
        return Err(FileError::OtherXml);
    }
    Ok(document.columns.over(Format::Kml, document.rows))
}

/// What has been read so far.
#[derive(Default)]
struct Document {
    /// The elements that are open, by their local names.
    path: Vec<String>,
    /// The text since the last tag.
    text: String,
    is_kml: bool,
    has_root: bool,
    columns: Columns,
    rows: Vec<Row>,
    placemarks: usize,
    placemark: Option<Placemark>,
}

/// The placemark that is open.
#[derive(Default)]
struct Placemark {
    cells: Vec<String>,
    /// The name of the value that is open.
    datum: String,
    points: Vec<(f64, f64)>,
    lines: Vec<((f64, f64), (f64, f64))>,
    /// Another geometry, or one that cannot be read.
    other: Option<String>,
}

impl Document {
    fn begin(&mut self, tag: &BytesStart<'_>, at: u64) -> Result<(), FileError> {
        let name = tag.local_name().as_ref().to_owned();
        if self.path.is_empty() {
            if self.has_root {
                let reason = "there is something after the document".to_owned();
                return Err(FileError::Xml { at, reason });
            }
            self.has_root = true;
            self.is_kml = name == "kml";
        }
        if self.path.len() >= DEEPEST {
            return Err(FileError::TooDeep);
        }
        self.text.clear();
        match (&mut self.placemark, name.as_str()) {
            (None, "Placemark") => {
                self.placemarks += 1;
                self.placemark = Some(Placemark::default());
            }
            (Some(placemark), "Data" | "SimpleData") => {
                let named = tag.try_get_attribute("name");
                let named = named.map_err(|error| FileError::Xml {
                    at,
                    reason: error.to_string(),
                })?;
                let value = named.map(|named| {
                    named
                        .normalized_value(XmlVersion::Implicit1_0)
                        .map(std::borrow::Cow::into_owned)
                });
                let value = value.transpose().map_err(|_| FileError::Entities)?;
                placemark.datum = value.unwrap_or_default();
            }
            (Some(placemark), "Polygon" | "Model" | "Track" | "MultiTrack") => {
                placemark.other = Some(name.clone())
            }
            (None | Some(_), _) => {}
        }
        self.path.push(name);
        Ok(())
    }

    fn end(&mut self) -> Result<(), FileError> {
        let name = self.path.pop().unwrap_or_default();
        let text = std::mem::take(&mut self.text);
        let parent = self.path.last().map_or("", String::as_str);
        let Some(placemark) = &mut self.placemark else {
            return Ok(());
        };
        match (name.as_str(), parent) {
            ("name" | "description" | "address", "Placemark") => {
                self.columns
                    .put(&mut placemark.cells, &name, text.trim().to_owned());
            }
            ("value", "Data") | ("SimpleData", _) => {
                let column = std::mem::take(&mut placemark.datum);
                self.columns
                    .put(&mut placemark.cells, &column, text.trim().to_owned());
            }
            ("coordinates", "Point" | "LineString") => placemark.draw(parent, &text),
            ("Placemark", _) => self.finish()?,
            _ => {}
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), FileError> {
        let Some(placemark) = self.placemark.take() else {
            return Ok(());
        };
        if self.rows.len() >= MOST_ROWS {
            return Err(FileError::TooManyRows(MOST_ROWS));
        }
        if self.columns.names.len() > MOST_COLUMNS {
            return Err(FileError::TooManyColumns(MOST_COLUMNS));
        }
        let shape = match (
            placemark.other,
            placemark.points.as_slice(),
            placemark.lines.as_slice(),
        ) {
            (None, [(latitude, longitude)], []) => Shape::Point(*latitude, *longitude),
            (None, [], [first, .., last]) => Shape::Line(first.0, last.1),
            (None, [], [line]) => Shape::Line(line.0, line.1),
            (None, [], []) => Shape::None,
            (Some(other), ..) => Shape::Other(other),
            (None, ..) => Shape::Other("MultiGeometry".to_owned()),
        };
        self.rows.push(Row {
            number: self.placemarks,
            cells: placemark.cells,
            shape,
        });
        Ok(())
    }
}

impl Placemark {
    fn draw(&mut self, geometry: &str, coordinates: &str) {
        let read: Option<Vec<_>> = coordinates.split_whitespace().map(position).collect();
        match (geometry, read.as_deref()) {
            ("Point", Some([point])) => self.points.push(*point),
            ("LineString", Some([first, .., last])) => self.lines.push((*first, *last)),
            _ => self.other = Some(geometry.to_owned()),
        }
    }
}

/// Latitude and longitude, which the format has the other way round.
fn position(text: &str) -> Option<(f64, f64)> {
    let mut numbers = text
        .split(',')
        .map(|number| number.trim().parse::<f64>().ok());
    let (longitude, latitude) = (numbers.next()??, numbers.next()??);
    (longitude.is_finite() && latitude.is_finite()).then_some((latitude, longitude))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(inside: &str) -> String {
        format!("<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>{inside}</Document></kml>")
    }

    #[test]
    fn a_placemark_is_a_row() {
        let table = table(&document(
            "<Folder><name>Sites</name><Placemark><name>Lyon &amp; <![CDATA[<b>Nord</b>]]></name><ExtendedData>\
             <Data name=\"ip\"><displayName>no</displayName><value>192.0.2.1</value></Data></ExtendedData>\
             <Point><coordinates> 4.83,45.76,0 </coordinates></Point></Placemark></Folder>",
        ))
        .unwrap();
        assert_eq!(table.columns, ["name", "ip"]);
        assert_eq!(table.rows[0].cells, ["Lyon & <b>Nord</b>", "192.0.2.1"]);
        assert_eq!(table.rows[0].shape, Shape::Point(45.76, 4.83));
    }

    #[test]
    fn entities_are_not_read() {
        let bomb =
            "<!DOCTYPE kml [<!ENTITY a \"x\">]><kml><Placemark><name>&a;</name></Placemark></kml>";
        assert_eq!(table(bomb), Err(FileError::Entities));
        let foreign = document("<Placemark><name>&nbsp;</name></Placemark>");
        assert_eq!(table(&foreign), Err(FileError::Entities));
        let deep = document(&"<Folder>".repeat(100));
        assert_eq!(table(&deep), Err(FileError::TooDeep));
        assert_eq!(table("<svg/>"), Err(FileError::OtherXml));
    }
}
