//! Lines over a scale, and the table of what they go through.

use leptos::prelude::*;

use crate::{
    model::chart::{BELOW, HEIGHT, LEFT, Scales, WIDTH, ticks},
    t,
};

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is of.
    pub name: String,
    /// Its colour: `series-` and a level.
    pub class: String,
    /// A value for each place along the scale, in words too; none where it is missing.
    pub points: Vec<(Option<f64>, String)>,
}

/// The lines, all over the same places, to one scale that begins at 0. The table below says the
/// same.
#[component]
pub fn LineChart(
    /// The automation attribute `data-chart`.
    of: &'static str,
    /// What is drawn, with its unit.
    title: String,
    /// The name of the scale along.
    along: String,
    /// The places along it, in words too, smallest first.
    places: Vec<(f64, String)>,
    /// The lines.
    series: Vec<Series>,
    /// The words of a value of the upright scale.
    words: fn(f64) -> String,
) -> impl IntoView {
    let values = series.iter().flat_map(|series| &series.points);
    let largest = values.filter_map(|(value, _)| *value).fold(0.0, f64::max);
    let at: Vec<f64> = places.iter().map(|(at, _)| *at).collect();
    let scales = Scales::new(&at, largest);
    let rules = ticks(largest).into_iter().map(|value| {
        let y = scales.down(value);
        (format!("M{LEFT} {y:.1}H{WIDTH}"), y + 4.0, words(value))
    });
    let rules = rules.map(|(path, y, words)| {
        view! {
            <path class="chart-rule" d=path />
            <text class="chart-scale" x=LEFT - 8.0 y=y text-anchor="end">{words}</text>
        }
    });
    let names = places.iter().map(|(at, words)| {
        let x = scales.across(*at);
        view! {
            <text class="chart-scale" x=x y=HEIGHT - BELOW + 18.0 text-anchor="middle">{words.clone()}</text>
        }
    });
    let lines = series.iter().map(|series| {
        let points = at.iter().zip(&series.points);
        let points: Vec<_> = points.map(|(at, (value, _))| (*at, *value)).collect();
        let dots = points
            .iter()
            .filter_map(|(at, value)| Some((*at, (*value)?)));
        // A point without length is drawn as its round caps: a dot.
        let dots: String = dots
            .map(|(at, value)| format!("M{:.1} {:.1}h0", scales.across(at), scales.down(value)))
            .collect();
        view! {
            <g class=series.class.clone()>
                <path class="chart-line" d=scales.line(&points) />
                <path class="chart-dots" d=dots />
            </g>
        }
    });
    let legend = series.iter().map(|series| {
        let class = series.class.clone();
        view! { <li class=class>{series.name.clone()}</li> }
    });
    let name = title.clone();
    view! {
        <figure class="chart" data-testid="chart" data-chart=of>
            <figcaption>{name}</figcaption>
            <ul class="chart-legend" aria-hidden="true">{legend.collect_view()}</ul>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=title>
                {rules.collect_view()} {names.collect_view()} {lines.collect_view()}
            </svg>
            <Figures along=along places=places series=series />
        </figure>
    }
}

#[component]
fn Figures(along: String, places: Vec<(f64, String)>, series: Vec<Series>) -> impl IntoView {
    let heads = series.iter();
    let heads = heads.map(|series| view! { <th scope="col">{series.name.clone()}</th> });
    let heads = heads.collect_view();
    let rows = places.into_iter().enumerate().map(|(at, (_, place))| {
        let cells = series.iter().filter_map(|series| series.points.get(at));
        let cells = cells.map(|(_, words)| view! { <td class="number">{words.clone()}</td> });
        view! { <tr><th scope="row">{place}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <details class="chart-table">
            <summary>{t!("chart-table")}</summary>
            <table class="table">
                <thead><tr><th scope="col">{along}</th>{heads}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
}
