//! The way to each level, in sentences of HTML: whether the design has it as it is, what it takes
//! where not, and what costs the least of all that was asked.

use std::fmt::Write as _;

use leptos::prelude::*;
use model::{
    Figures, Level, MatrixPlan, MatrixQuestion, Offer, ProfileId, Protection, Requirement,
    matrix::{Known, Way, shown_offer, way_to},
};

use super::axes::names;
use crate::{
    components::simulated_tag,
    i18n::format,
    model::markup::escaped,
    state::{AppState, MatrixRun},
    t,
};

/// What one operator answered, and about what.
struct Answers<'a> {
    run: &'a MatrixRun,
    /// What the design asks for now.
    own: Requirement,
    all: Vec<(MatrixQuestion, Vec<Offer>)>,
}

/// A sentence for each level of every operator that answered.
pub(super) fn ways(app: AppState, own: &Requirement, run: &MatrixRun) -> String {
    let lacking = MatrixPlan::of(&run.axes, &run.design)
        .map(|plan| names(&run.design, &plan.lacking))
        .unwrap_or_default();
    let (mut html, mut count) = (String::new(), 0);
    for operator in run.axes.operators() {
        let answers = Answers::of(run, *own, operator);
        count += answers.all.len();
        if !answers.all.is_empty() {
            html.push_str(&of_operator(app, &answers, operator, &lacking));
        }
    }
    if html.is_empty() {
        return html;
    }
    let title = t!("matrix-ways", count = count);
    format!("<h2>{title}</h2><ul>{html}</ul>")
}

fn of_operator(
    app: AppState,
    answers: &Answers<'_>,
    operator: &ProfileId,
    lacking: &str,
) -> String {
    let run = answers.run;
    let profile = app.profile(operator);
    let tag = simulated_tag(profile.as_ref().is_some_and(|profile| profile.is_simulated));
    let name = profile
        .filter(|_| run.axes.operators().len() > 1)
        .map(|profile| format!("<b>{}</b> ", escaped(&profile.name)))
        .unwrap_or_default();
    let mut html = String::new();
    for level in Level::ALL {
        let way = way_to(
            level,
            &answers.own,
            &answers.known(),
            run.design.connections.len(),
        );
        let state = match &way.nearest {
            Some(cell) if answers.asked(*cell) == Some(answers.own) => "has",
            Some(_) => "needs",
            None => "none",
        };
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<li data-testid=\"matrix-way\" data-profile={operator} data-level={level} data-state={state}>\
             <span class=\"level level-{level}\">{level}</span><p>{name}{} {tag}</p></li>",
            answers.sentences(level, &way, lacking)
        );
    }
    html
}

impl<'a> Answers<'a> {
    fn of(run: &'a MatrixRun, own: Requirement, operator: &ProfileId) -> Self {
        let mut all = Vec::new();
        for cell in 0..run.axes.cells() {
            let question = run.question(cell);
            let of_it = question.filter(|question| question.profile == *operator);
            let offers = run
                .cell(cell)
                .with(|cell| Some(cell.answer()?.offers.clone()));
            all.extend(of_it.zip(offers));
        }
        Self { run, own, all }
    }

    fn known(&self) -> Vec<Known<'_>> {
        let known = self.all.iter().map(|(question, offers)| Known {
            cell: question.cell,
            requirement: question.requirement,
            offers,
        });
        known.collect()
    }

    fn asked(&self, cell: usize) -> Option<Requirement> {
        self.run.question(cell).map(|question| question.requirement)
    }

    /// What leads to `level`; each cell that is named opens at a press.
    fn sentences(&self, level: Level, way: &Way, lacking: &str) -> String {
        let mut html = String::new();
        if let Some(cell) = way.nearest {
            let (change, fee) = self.cell(level, cell);
            let words = if self.asked(cell) == Some(self.own) {
                t!("matrix-way-has", fee = fee)
            } else if way.refusal.is_some() {
                t!("matrix-way-needs", change = change, fee = fee)
            } else {
                t!("matrix-way-with", change = change, fee = fee)
            };
            html.push_str(&link(cell, &words));
        } else {
            html.push_str(&t!("matrix-way-none"));
        }
        if let Some(cell) = way.cheapest {
            let (change, fee) = self.cell(level, cell);
            let change = if change.is_empty() {
                t!("matrix-way-own")
            } else {
                change
            };
            html.push(' ');
            html.push_str(&link(
                cell,
                &t!("matrix-way-cheapest", change = change, fee = fee),
            ));
        }
        let mut say = |words: String| {
            html.push(' ');
            html.push_str(&escaped(&words));
        };
        if let Some(reason) = way.refusal.clone().filter(|reason| !reason.is_empty()) {
            say(t!("matrix-way-says", reason = reason));
        }
        let has_protection = way.nearest.is_some_and(|cell| {
            self.asked(cell)
                .is_some_and(|asked| asked.protection.is_protected())
        });
        if !lacking.is_empty() && !has_protection && way.refusal.is_some() {
            say(t!("matrix-way-lacking", names = lacking));
        }
        html
    }

    /// What a cell asks other than the design does, and its fee for `level`.
    fn cell(&self, level: Level, cell: usize) -> (String, String) {
        let own = self.own;
        let one = self.all.iter().find(|(question, _)| question.cell == cell);
        let Some((question, offers)) = one else {
            return Default::default();
        };
        let asked = question.requirement;
        let mut change = Vec::new();
        if asked.bandwidth != own.bandwidth {
            change.push(format::bandwidth(asked.bandwidth));
        }
        if asked.protection != own.protection {
            change.push(match asked.protection {
                Protection::Protected => t!("matrix-way-protected"),
                Protection::Unprotected => t!("matrix-way-unprotected"),
            });
        }
        if asked.term != own.term {
            change.push(format::term(asked.term));
        }
        let connections = self.run.design.connections.len();
        let monthly = shown_offer(offers, Some(level))
            .and_then(|offer| Figures::of(offer, &asked, connections).monthly.ok());
        let fee = match monthly {
            Some(money) => t!("matrix-way-fee", fee = format::money(money)),
            None => t!("matrix-way-fee-missing"),
        };
        (change.join(", "), fee)
    }
}

/// A sentence that opens its cell.
fn link(cell: usize, words: &str) -> String {
    format!(
        "<button type=button class=matrix-way data-testid=\"matrix-way-open\" data-open={cell}>{}</button>",
        escaped(words)
    )
}
