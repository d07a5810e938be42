//! The design as KML 2.2, a placemark on each line.

use model::Design;
use quick_xml::escape::escape;

use super::{
    Written,
    record::{Drawn, records},
};

/// A placemark for each endpoint and connection.
///
/// # Errors
/// None: every text can be written.
pub fn kml(design: &Design) -> Written {
    let mut file = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n",
    );
    file.push_str(&format!("<name>{}</name>\n", text(&design.name)));
    for record in records(design) {
        let data = record.texts.iter().map(|(field, value)| {
            format!(
                "<Data name=\"{}\"><value>{}</value></Data>",
                field.as_str(),
                text(value)
            )
        });
        let drawn = match record.drawn {
            Drawn::Point(at) => format!(
                "<Point><coordinates>{},{}</coordinates></Point>",
                at.longitude(),
                at.latitude()
            ),
            // Along the great circle, as the program that shows it draws it.
            Drawn::Line(from, to) => format!(
                "<LineString><tessellate>1</tessellate><coordinates>{},{} {},{}</coordinates></LineString>",
                from.longitude(),
                from.latitude(),
                to.longitude(),
                to.latitude()
            ),
        };
        file.push_str(&format!(
            "<Placemark><name>{}</name><ExtendedData>{}</ExtendedData>{drawn}</Placemark>\n",
            text(&record.title),
            data.collect::<String>()
        ));
    }
    file.push_str("</Document>\n</kml>\n");
    Ok(file.into_bytes())
}

/// Text as XML, without the characters that XML has no way to write.
pub(super) fn text(text: &str) -> String {
    let is_written = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let written: String = text.chars().filter(is_written).collect();
    escape(written.as_str()).into_owned()
}
