//! Lines over a scale, and the table of what they go through, as HTML.

use std::fmt::Write as _;

use crate::{
    components::simulated_tag,
    i18n::format,
    model::{
        chart::{BELOW, HEIGHT, LEFT, Scales, WIDTH, ticks},
        fixed::fixed,
        markup::escaped,
    },
    t,
};

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is of.
    pub name: String,
    /// Its colour and its dashes: `series-` and a level.
    pub class: String,
    /// A value for each place along the scale, in words too; none where it is missing.
    pub points: Vec<(Option<f64>, String)>,
}

/// A chart of lines, all over the same places, to one scale that begins at 0. The table below says
/// the same.
#[derive(Clone, Debug, PartialEq)]
pub struct LineChart {
    /// The automation attribute `data-chart`.
    pub of: &'static str,
    /// What is drawn, with its unit.
    pub title: String,
    /// Whether the values are simulated.
    pub is_simulated: bool,
    /// The name of the scale along.
    pub along: String,
    /// The places along it, in words too, smallest first.
    pub places: Vec<(f64, String)>,
    /// The lines.
    pub series: Vec<Series>,
}

impl LineChart {
    /// The chart and its table.
    #[must_use]
    pub fn html(&self) -> String {
        let title = escaped(&self.title);
        let tag = simulated_tag(self.is_simulated);
        let legend: String = (self.series.iter())
            .map(|series| format!("<li class={}>{}</li>", series.class, escaped(&series.name)))
            .collect();
        format!(
            "<figure class=chart data-testid=\"chart\" data-chart={}><figcaption>{title} {tag}</figcaption>\
             <ul class=chart-legend aria-hidden=true>{legend}</ul>{}{}</figure>",
            self.of,
            self.drawing(&title),
            self.table()
        )
    }

    /// The lines on their scales.
    fn drawing(&self, title: &str) -> String {
        let values = self.series.iter().flat_map(|series| &series.points);
        let largest = values.filter_map(|(value, _)| *value).fold(0.0, f64::max);
        let at: Vec<f64> = self.places.iter().map(|(at, _)| *at).collect();
        let scales = Scales::new(&at, largest);
        let (left, width) = (fixed(LEFT, 0), fixed(WIDTH, 0));
        // Writing to a string cannot fail.
        let mut svg = format!(
            "<svg viewBox=\"0 0 {width} {}\" role=img aria-label=\"{title}\">",
            fixed(HEIGHT, 0)
        );
        let digits = if largest < 10.0 { 2 } else { 0 };
        for value in ticks(largest) {
            let y = scales.down(value);
            let _ = write!(
                svg,
                "<path class=chart-rule d=\"M{left} {}H{width}\"/><text class=chart-scale x={} y={} \
                 text-anchor=end>{}</text>",
                fixed(y, 1),
                fixed(LEFT - 8.0, 0),
                fixed(y + 4.0, 1),
                format::measure(value, digits)
            );
        }
        for (at, words) in &self.places {
            let _ = write!(
                svg,
                "<text class=chart-scale x={} y={} text-anchor=middle>{words}</text>",
                fixed(scales.across(*at), 1),
                fixed(HEIGHT - BELOW + 18.0, 0)
            );
        }
        for series in &self.series {
            let points = at.iter().zip(&series.points);
            let points: Vec<_> = points.map(|(at, (value, _))| (*at, *value)).collect();
            let _ = write!(
                svg,
                "<g class={}><path class=chart-line d=\"{}\"/><path class=chart-dots d=\"",
                series.class,
                scales.line(&points)
            );
            for (at, value) in points {
                if let Some(value) = value {
                    // A point without length is drawn as its round caps: a dot.
                    let (x, y) = (fixed(scales.across(at), 1), fixed(scales.down(value), 1));
                    let _ = write!(svg, "M{x} {y}h0");
                }
            }
            svg.push_str("\"/></g>");
        }
        svg + "</svg>"
    }

    fn table(&self) -> String {
        let mut html = format!(
            "<details class=chart-table><summary>{}</summary><table class=table><thead><tr><th scope=col>{}</th>",
            t!("chart-table"),
            escaped(&self.along)
        );
        // Writing to a string cannot fail.
        for series in &self.series {
            let _ = write!(html, "<th scope=col>{}</th>", escaped(&series.name));
        }
        html.push_str("</tr></thead><tbody>");
        for (at, (_, place)) in self.places.iter().enumerate() {
            let _ = write!(html, "<tr><th scope=row>{}</th>", escaped(place));
            for (_, words) in self
                .series
                .iter()
                .filter_map(|series| series.points.get(at))
            {
                let _ = write!(html, "<td class=number>{}</td>", escaped(words));
            }
            html.push_str("</tr>");
        }
        html + "</tbody></table></details>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_in_the_table_and_breaks_the_line() {
        let point = |value: f64| (Some(value), format!("€ {value}"));
        let chart = LineChart {
            of: "fee-by-bandwidth",
            title: "Fee <by> bandwidth".to_owned(),
            is_simulated: false,
            along: "Bandwidth".to_owned(),
            places: [100.0, 200.0, 300.0]
                .map(|at| (at, format!("{at}")))
                .to_vec(),
            series: vec![Series {
                name: "AA".to_owned(),
                class: "series-AA".to_owned(),
                points: vec![point(10.0), (None, "—".to_owned()), point(20.0)],
            }],
        };
        let html = chart.html();
        assert!(html.contains("Fee &lt;by&gt; bandwidth"), "{html}");
        assert_eq!(html.matches("<td class=number>").count(), 3);
        assert!(html.contains("<td class=number>—</td>"), "{html}");
        // Two dots, and no line to or from what is missing.
        assert_eq!(html.matches("h0").count(), 2, "{html}");
        assert_eq!(html.matches('L').count(), 0, "{html}");
    }
}
