//! What stands beside growth: the model's columns and the record of each kind, or the record alone where no run bears on what is said.

use super::record::{Recorded, of as recorded};
use super::{
    BESIDE_GROWTH, Bearing, Kind, LEDGER, NOT_IN_THE_MODEL, SETTLERS, Span, by_year, is_of_growth,
    is_withheld,
};
use crate::words::{plural, rounded};
use argument::case::Case;
use argument::passage::Unit;
use argument::runs::BASELINE;
use argument::verdict::{Check, UnitVerdict};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One kind: the model's numbers and the record's.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'a> {
    /// Kind.
    pub kind: Kind,
    /// The model's numbers by year; empty where nothing was run, and where no output counts the kind.
    pub model: BTreeMap<u32, Span>,
    /// The record, series by series.
    pub record: Vec<Recorded<'a>>,
}

impl<'a> Block<'a> {
    /// A kind with the numbers of some runs, which may be none, and what the evidence holds of the same years.
    pub fn new(case: &'a Case, kind: Kind, years: &[u32], model: Vec<(u32, Span)>) -> Self {
        let mut model: BTreeMap<u32, Span> = model.into_iter().collect();
        model.retain(|year, _| years.contains(year));
        Self {
            kind,
            model,
            record: recorded(case, kind, years),
        }
    }

    /// The model's number of a year, unless it is not to be shown.
    pub fn shown(&self, year: u32) -> Option<Span> {
        let own = self.model.get(&year).copied();
        own.filter(|_| !is_withheld(self.kind, year))
    }

    /// The model's number of a year over the record's, in words.
    pub fn ratio(&self, recorded: &Recorded<'_>, year: u32) -> Option<String> {
        recorded.ratio(year, self.shown(year)?.median)
    }

    /// The model's numbers in one line; none where nothing was run.
    fn of_model(&self) -> Option<String> {
        let year = |year: &u32| {
            let Some(span) = self.shown(*year) else {
                return format!("{year} not shown");
            };
            let [median, least, most] = [span.median, span.least, span.most].map(rounded);
            if least == most {
                format!("{year} {median}")
            } else {
                format!("{year} {median} [{least} to {most}]")
            }
        };
        let years: Vec<String> = self.model.keys().map(year).collect();
        (!years.is_empty()).then(|| format!("in the model: {}", years.join("; ")))
    }

    /// One line a series: its figures, each with the model's number over it.
    pub fn on_record(&self) -> Vec<String> {
        let line = |one: &Recorded<'_>| {
            let figures = one.figures.iter().map(|(year, figure)| {
                let text = one.text(figure);
                match (self.ratio(one, *year), one.span) {
                    (Some(ratio), _) => format!("{year} {text} (model {ratio})"),
                    // The span stands with the name of the series.
                    (None, Some(_)) => text,
                    (None, None) => format!("{year} {text}"),
                }
            });
            let figures: Vec<String> = figures.collect();
            let what = if one.what.is_empty() {
                String::new()
            } else {
                format!(", {}", one.what)
            };
            format!("on record{what} ({}): {}", one.label(), figures.join("; "))
        };
        self.record.iter().map(line).collect()
    }

    /// From the least to the most of the model's numbers, and of the record's with their ranges.
    fn in_short(&self) -> String {
        let ends = |all: Vec<(f64, f64)>| {
            let low = all.iter().map(|(low, _)| *low).min_by(f64::total_cmp)?;
            let high = all.iter().map(|(_, high)| *high).max_by(f64::total_cmp)?;
            let (low, high) = (rounded(low), rounded(high));
            Some(if low == high {
                low
            } else {
                format!("{low} to {high}")
            })
        };
        let shown = self.model.keys().filter_map(|year| self.shown(*year));
        let model = ends(shown.map(|span| (span.least, span.most)).collect());
        let figures = self.record.iter().flat_map(|one| one.figures.values());
        let record = ends(figures.map(|one| (one.low, one.high)).collect());
        let says = self.kind.says;
        let record = record.map_or_else(
            || "no figure on record".to_owned(),
            |text| format!("on record {text} ({})", plural(self.record.len(), "count")),
        );
        match model {
            Some(model) => format!("{says}: in the model {model}, {record}"),
            None => format!("{says}: {record}"),
        }
    }
}

/// The block beside growth.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside<'a> {
    /// Years of the runs, or of the baseline where nothing was run.
    pub years: Vec<u32>,
    /// One a kind.
    pub blocks: Vec<Block<'a>>,
    /// Runs of the baseline setting and runs of all settings; none where the record stands alone.
    pub runs: Option<(usize, usize)>,
    bearing: Bearing,
}

impl<'a> Beside<'a> {
    /// What stands beside a sentence about growth; nothing beside any other.
    pub fn of_sentence(
        (case, check): (&'a Case, &Check),
        (unit, verdict): (&Unit, &UnitVerdict),
    ) -> Option<Self> {
        let bearing = Bearing::of(check, verdict);
        is_of_growth(unit)
            .then(|| Self::of(case, check, bearing))
            .flatten()
    }

    /// What stands beside a sentence on which runs bear or do not; none for a case that has neither runs nor such a record.
    pub fn of(case: &'a Case, check: &Check, bearing: Bearing) -> Option<Self> {
        let (own, all) = match bearing {
            Bearing::None => (Vec::new(), Vec::new()),
            Bearing::Background | Bearing::Sentence => super::of_trials(&check.trials),
        };
        let keys = own.iter().flat_map(|run| run.keys());
        let keys = keys.filter(|(quantity, _, _)| quantity == LEDGER);
        // Those held before the run begins belong to no year of it.
        let mut years: Vec<u32> = keys.map(|(_, _, year)| *year).collect();
        years.sort_unstable();
        years.dedup();
        if years.is_empty() {
            years = of_baseline(case);
        }
        let blocks = BESIDE_GROWTH.map(|kind| {
            let model = by_year(kind, &own, &all);
            Block::new(case, kind, &years, model)
        });
        let runs = (!own.is_empty()).then_some((own.len(), all.len()));
        let is_told = |block: &Block<'_>| !block.model.is_empty() || !block.record.is_empty();
        blocks.iter().any(is_told).then(|| Self {
            years: years.clone(),
            blocks: blocks.to_vec(),
            runs,
            bearing,
        })
    }

    /// Title of the block.
    pub fn title(&self) -> &'static str {
        if self.runs.is_some() {
            "The human cost of the same years, in the model and on record"
        } else {
            "The human cost of the same years, on record"
        }
    }

    /// What the model has to say of a kind that no output counts; none where it counts it or nothing was run.
    pub fn without_output(&self, block: &Block<'_>) -> Option<&'static str> {
        let silent = self.runs.is_some() && block.kind.quantity == SETTLERS;
        silent.then_some("in the model: they are held, and no output counts them")
    }

    /// One kind after the other: its name, and a line for the model and for each series of the record.
    pub fn lines(&self) -> Vec<(&'static str, Vec<String>)> {
        let blocks = self.blocks.iter().map(|block| {
            let silent = self.without_output(block).map(str::to_owned);
            let mut lines: Vec<String> = block.of_model().or(silent).into_iter().collect();
            lines.extend(block.on_record());
            if block.record.is_empty() {
                lines.push("on record: no figure".to_owned());
            }
            (block.kind.says, lines)
        });
        blocks.collect()
    }

    /// How to read it.
    pub fn note(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        match (self.runs, self.bearing) {
            (None, _) => parts.push("No run bears on this sentence, so the record stands alone.".to_owned()),
            (Some(_), Bearing::Background) => parts.push("No run bears on the sentence itself; the model's numbers stand here because background told with it is judged on runs.".to_owned()),
            (Some(_), _) => {}
        }
        if let Some((own, all)) = self.runs {
            parts.push(format!(
                "In the model: median of {}, in brackets fewest to most of all {all}, rival settings among them: chance, parameters and rules, and no error of the past. After a figure on record: the model's median over it; near 1 it may be fit and no success, for some of these were put in (`closerun run` says which).",
                plural(own, "baseline run")
            ));
            parts.push(NOT_IN_THE_MODEL.to_owned());
            parts.push("Hunger of years in which the record has no famine is an error of the model in bad weather.".to_owned());
        }
        parts.push("Persons, rounded; kinds overlap or exclude each other and are never added. Recalled: from a named work, and the page not yet looked up. A range within 1 or 3 per cent is mostly a margin set when the figure was entered. Notes and sources: `closerun evidence camp_deaths` and the like.".to_owned());
        parts.join(" ")
    }

    /// One line a kind: from the least to the most of any year in the model, and of the record.
    pub fn ends(&self) -> Vec<String> {
        self.blocks.iter().map(Block::in_short).collect()
    }

    /// The same in one sentence.
    pub fn in_short(&self) -> Option<String> {
        let (first, last) = (self.years.first()?, self.years.last()?);
        let mut text = format!(
            "The human cost of the same years, {first} to {last}: persons in any one of them, or in a span that touches it, fewest to most, kinds never added: {}.",
            self.ends().join("; ")
        );
        if self.runs.is_some() {
            text.push(' ');
            text.push_str(NOT_IN_THE_MODEL);
        }
        Some(text)
    }

    /// The block as JSON: one entry a kind and year.
    pub(crate) fn json(&self) -> Value {
        let all = self.blocks.iter().flat_map(|block| {
            let years = self.years.iter();
            years.map(move |year| entry(block, *year))
        });
        Value::Array(all.collect())
    }
}

fn entry(block: &Block<'_>, year: u32) -> Value {
    let kind = block.kind;
    let span = block.shown(year);
    let withheld = block.model.contains_key(&year) && span.is_none();
    let record = block.record.iter().filter_map(|one| {
        let figure = one.figures.get(&year)?;
        Some(json!({
            "quantity": one.quantity, "series": one.series.id, "name": one.series.name, "counts": one.what,
            "date": figure.date.to_string(),
            "value": figure.value, "low": figure.low, "high": figure.high, "source": figure.source,
            "recalled": one.is_recalled, "model_over_record": block.ratio(one, year),
        }))
    });
    json!({
        "quantity": kind.quantity, "kind": kind.word, "says": kind.says, "year": year, "unit": "persons",
        "median": span.map(|one| one.median), "least": span.map(|one| one.least), "most": span.map(|one| one.most),
        "not_shown": withheld.then_some(NOT_IN_THE_MODEL),
        "record": record.collect::<Vec<_>>(),
    })
}

/// Years of the baseline scenario that a case declares.
fn of_baseline(case: &Case) -> Vec<u32> {
    let Some(scenario) = case.runs.scenario(BASELINE) else {
        return Vec::new();
    };
    let years = scenario.first_year..scenario.first_year + scenario.years;
    years.filter_map(|year| u32::try_from(year).ok()).collect()
}
