//! Options side by side, as the template takes them.

use model::{Feasibility, Gap, Money, Origin, ReportedLevel, Seal};
use serde::Serialize;

use crate::{QuoteDocument, QuotedOption, text, words::Words};

/// Most options beside one another on an upright page, and on one on its side.
const UPRIGHT: usize = 3;
const ON_ITS_SIDE: usize = 6;

/// A row for each option, with what people ask first.
#[derive(Serialize)]
pub(super) struct Glance {
    head: [&'static str; 7],
    rows: Vec<[Cell; 7]>,
}

/// A column for each option, over as many tables as they need.
#[derive(Serialize)]
pub(super) struct Comparison {
    is_wide: bool,
    tables: Vec<Table>,
}

#[derive(Serialize)]
struct Table {
    heads: Vec<Head>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Head {
    number: String,
    name: String,
    under: String,
}

#[derive(Serialize)]
struct Row {
    name: &'static str,
    differs: bool,
    is_money: bool,
    cells: Vec<Cell>,
}

/// What stands in a cell: a line, and smaller ones under it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Cell {
    text: String,
    under: String,
    /// That its number is simulated, where it is.
    mark: &'static str,
    is_missing: bool,
}

impl Cell {
    fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    fn with(text: impl Into<String>, under: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            under: under.into(),
            ..Self::default()
        }
    }

    fn missing(text: &str, reason: &str) -> Self {
        Self {
            text: text.to_owned(),
            under: reason.to_owned(),
            is_missing: true,
            ..Self::default()
        }
    }
}

impl Glance {
    pub(super) fn of(document: &QuoteDocument) -> Self {
        let words = Words::of(document.language);
        let rows = (1..).zip(document.options.all()).map(|(number, option)| {
            let cells = Cells { option, document };
            let figures = option.figures();
            let level = cells.level_name();
            [
                Cell::of(number.to_string()),
                Cell {
                    mark: match option.origin() {
                        Origin::Simulated => words.origin_simulated,
                        Origin::Live | Origin::Quote | Origin::Missing => "",
                    },
                    ..Cell::with(
                        text::line(&option.quote.assessment.operator),
                        format!("{}: {level}", words.level),
                    )
                },
                cells.bandwidth(""),
                cells.duration(),
                cells.figure(figures.monthly),
                cells.figure(figures.total),
                cells.ready(),
            ]
        });
        Self {
            head: [
                "#",
                words.option,
                words.bandwidth,
                words.duration,
                words.fee_per_month,
                words.total,
                words.ready,
            ],
            rows: rows.collect(),
        }
    }
}

impl Comparison {
    pub(super) fn of(document: &QuoteDocument) -> Self {
        let options = document.options.all();
        let is_wide = options.len() > UPRIGHT;
        let columns = if is_wide { ON_ITS_SIDE } else { UPRIGHT };
        // Tables of like width: seven are four and three, not six and one.
        let tables = options.len().div_ceil(columns);
        let columns = options.len().div_ceil(tables);
        let all = rows(document);
        let tables = (0..tables).map(|table| {
            let part = table * columns..options.len().min((table + 1) * columns);
            Table {
                heads: part.clone().map(|at| head(at, document)).collect(),
                rows: all
                    .iter()
                    .map(|row| Row {
                        cells: row.cells[part.clone()].to_vec(),
                        ..*row
                    })
                    .collect(),
            }
        });
        Self {
            is_wide,
            tables: tables.collect(),
        }
    }
}

fn head(at: usize, document: &QuoteDocument) -> Head {
    let words = Words::of(document.language);
    let option = &document.options.all()[at];
    let cells = Cells { option, document };
    Head {
        number: format!("{} {}", words.option, at + 1),
        name: cells.level_name(),
        under: text::line(&option.quote.design.name),
    }
}

fn rows(document: &QuoteDocument) -> Vec<Row> {
    let words = Words::of(document.language);
    let row = |name, is_money, cell: &dyn Fn(&Cells<'_>) -> Cell| {
        let options = document.options.all().iter();
        let cells: Vec<Cell> = options
            .map(|option| cell(&Cells { option, document }))
            .collect();
        Row {
            name,
            differs: cells.windows(2).any(|pair| pair[0] != pair[1]),
            is_money,
            cells,
        }
    };
    // It differs in every document, and nobody chooses by it.
    let provenance = |name, cell: &dyn Fn(&Cells<'_>) -> Cell| Row {
        differs: false,
        ..row(name, false, cell)
    };
    vec![
        row(words.operator, false, &|c| {
            Cell::of(text::line(&c.option.quote.assessment.operator))
        }),
        row(words.level, false, &|c| c.level()),
        row(words.feasible, false, &|c| c.feasible()),
        row(words.bandwidth, false, &|c| {
            c.bandwidth(words.each_connection)
        }),
        row(words.duration, false, &|c| c.duration()),
        row(words.protection, false, &|c| {
            let protection = c.option.quote.assessment.requirement.protection;
            Cell::of(if protection.is_protected() {
                words.protected
            } else {
                words.not_protected
            })
        }),
        row(words.routing, false, &|c| {
            Cell::of(words.routing_of(c.option.quote.assessment.requirement.routing))
        }),
        row(words.connections, false, &|c| {
            let connections = c.option.quote.design.connections.len();
            Cell::of(document.language.count(connections))
        }),
        row(words.fee, true, &|c| c.fee()),
        row(words.fee_per_month, true, &|c| {
            c.figure(c.option.figures().monthly)
        }),
        row(words.total, true, &|c| c.figure(c.option.figures().total)),
        row(words.per_mbps, true, &|c| {
            c.figure(c.option.figures().per_mbps)
        }),
        row(words.ready, false, &|c| c.ready()),
        row(words.origin, false, &|c| match c.option.origin() {
            Origin::Simulated => Cell {
                mark: words.origin_simulated,
                ..Cell::default()
            },
            origin @ (Origin::Live | Origin::Quote | Origin::Missing) => {
                Cell::of(words.origin_of(origin))
            }
        }),
        provenance(words.assessed, &|c| {
            Cell::of(
                document
                    .language
                    .moment(c.option.quote.assessment.assessed_at),
            )
        }),
        row(words.record, false, &|c| match c.option.seal {
            Seal::Altered => Cell::missing(words.seal(Seal::Altered), ""),
            seal @ (Seal::Unchanged | Seal::None) => Cell::of(words.seal(seal)),
        }),
        provenance(words.correlator, &|c| {
            Cell::of(text::line(&c.option.quote.assessment.correlator))
        }),
    ]
}

/// The cells of one option.
struct Cells<'a> {
    option: &'a QuotedOption,
    document: &'a QuoteDocument,
}

impl Cells<'_> {
    fn words(&self) -> &'static Words {
        Words::of(self.document.language)
    }

    fn level_name(&self) -> String {
        let level = self.option.level.as_ref();
        level.map_or_else(
            || self.words().not_stated.to_owned(),
            |level| text::line(ReportedLevel::as_str(level)),
        )
    }

    fn level(&self) -> Cell {
        let words = self.words();
        let published = match self.option.availability.as_deref() {
            Some(percent) => match percent.parse() {
                Ok(number) => format!(
                    "{}: {}\u{a0}%",
                    words.availability,
                    self.document.language.number(number)
                ),
                Err(_) => format!("{}: {}", words.availability, text::line(percent)),
            },
            None => format!("{}: {}", words.availability, words.not_published),
        };
        Cell::with(self.level_name(), published)
    }

    fn feasible(&self) -> Cell {
        let feasibility = self.option.feasibility();
        let text = self.words().feasibility(feasibility);
        match feasibility {
            Feasibility::Infeasible { reason } => {
                Cell::missing(text, &text::line(reason.as_deref().unwrap_or_default()))
            }
            Feasibility::Feasible | Feasibility::Unknown => Cell::of(text),
        }
    }

    fn bandwidth(&self, under: &str) -> Cell {
        let mbps = self.option.quote.assessment.requirement.bandwidth.get();
        let number = self.document.language.number(mbps.into());
        Cell::with(format!("{number}\u{a0}{}", self.words().mbps), under)
    }

    fn duration(&self) -> Cell {
        match self.option.quote.assessment.requirement.term {
            Some(term) => Cell::of(self.document.language.term(term)),
            None => Cell::of(self.words().default_duration),
        }
    }

    fn fee(&self) -> Cell {
        match self.option.offer().and_then(|offer| offer.fee) {
            Some(fee) => Cell::with(
                self.document.language.money(fee.money),
                self.words().covers(fee.period),
            ),
            None => self.figure(Err(Gap::NoFee)),
        }
    }

    fn figure(&self, figure: Result<Money, Gap>) -> Cell {
        match figure {
            Ok(money) => Cell::of(self.document.language.money(money)),
            Err(gap) => Cell::missing(self.words().missing, self.words().gap(gap)),
        }
    }

    fn ready(&self) -> Cell {
        let words = self.words();
        if self.option.is_infeasible() {
            return Cell::missing(words.not_available, "");
        }
        match self.option.wait().days() {
            Some(0) => Cell::of(words.at_once),
            Some(days) => {
                let language = self.document.language;
                let by = self.option.ready_on(self.document.day());
                Cell::with(
                    language.days(days),
                    by.map_or_else(String::new, |day| {
                        format!("{} {}", words.by, language.date(day))
                    }),
                )
            }
            None => Cell::missing(words.missing, words.not_stated),
        }
    }
}
