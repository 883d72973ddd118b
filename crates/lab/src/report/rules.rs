//! The rival rules of repression beside each other: what each gives, how well it fits the years that were fitted, and what it misses.
//!
//! ```text
//! log score = mean over fitted years of ln N(ln recorded; median of ln model, s)      s = the spread over seeds, at least 0.1
//! ```
//!
//! The floor of the spread is `ours`: chance alone is much narrower than anybody's knowledge. The null stands in the same table.

use crate::score::log_score;
use crate::words::number;
use argument::case::Case;
use argument::evidence::Observation as Row;
use argument::runs::{Address, BASELINE, Setting, band};
use argument::verdict::Check;
use maud::{Markup, html};
use model::decision::repression::FITTED;
use std::collections::BTreeMap;

/// What is always taken down of a run, for this table.
pub(crate) const TOLD: [&str; 4] = [ARRESTS, POLITICAL, SENTENCED, "intake_elasticity"];

const POLITICAL: &str = "arrests_counter_revolutionary";
const SENTENCED: &str = "sentenced_by_political_police";
/// Least spread of the logarithm.
const FLOOR: f64 = 0.1;
const ARRESTS: &str = "arrests_by_political_police";
const SERIES: &str = "mozokhin-2006";
/// Years that the rules were fitted to, within the run, and years held out.
const FITTED_YEARS: [i32; 2] = [1933, 1934];
const HELD_OUT: [i32; 2] = [1935, 1936];
/// Settings in the order of the rules: their keys in the case.
pub const RULES: [&str; 6] = [
    BASELINE,
    "arrests-on-trend",
    "arrests-by-accountability",
    "arrests-by-disorder",
    "arrests-by-order",
    "arrests-by-war",
];
const NULL: usize = 1;
/// Their names in the table.
pub(crate) const NAMES: [&str; 6] = [
    "poor information",
    "trend (null)",
    "accountability",
    "disorder",
    "social order",
    "war",
];

/// One rule as the table has it.
struct Line {
    name: &'static str,
    parameters: usize,
    silent_on: &'static str,
    by_year: Vec<Option<f64>>,
    score: Option<f64>,
    missed: Option<f64>,
    all: Option<f64>,
    political: Option<f64>,
    sentenced: Option<f64>,
    elasticity: Option<f64>,
}

pub(super) fn render(case: &Case, check: &Check) -> Markup {
    let recorded = recorded(case);
    let lines: Vec<Line> = RULES
        .iter()
        .zip(NAMES)
        .zip(&FITTED)
        .filter_map(|((key, name), rule)| {
            let mut settings = check.trials.settings.iter();
            let setting = settings.find(|one| one.name == *key)?;
            let about = (rule.parameters.len(), rule.silent_on);
            Some(line(setting, name, about, &recorded))
        })
        .collect();
    if lines.len() < RULES.len() || recorded.is_empty() {
        return html! {};
    }
    html! {
        section id="rules-of-repression" {
            h2 { "Who can explain which arrests" }
            p { "Six rules of how many are arrested, one of them a null. All were fitted to arrests by the political police of 1930-34 and to nothing else; "
                "1935-37 are held out. "
                @if let Some(year) = check.trials.ensemble {
                    "Each rule runs with members of its own of the ensemble of " (year) ", matched to all open observations up to then. "
                }
                "Medians over runs, persons a year. A high log score on two years proves little; who scores below the null is named. "
                "Elasticity: by how many per cent arrests of 1936 fall when the tolerated share of suspects rises by one; no other rule reads it." }
            table {
                thead { tr {
                    th {}
                    @for line in &lines { th class="n" { (line.name) } }
                    th class="n" { "recorded" }
                } }
                tbody {
                    @for (what, of) in measures() {
                        tr {
                            td { (what) }
                            @for line in &lines { td class="n" { (told(of(line))) } }
                            td class="n" { @if let Some(known) = known(case, what) { (told(Some(known))) } }
                        }
                    }
                    @for (at, year) in (1933..=1937).enumerate() {
                        tr {
                            td { "arrests of " (year) ", thousand" @if HELD_OUT.contains(&year) || year == 1937 { ", held out" } }
                            @for line in &lines { td class="n" { (told(line.by_year[at].map(thousand))) } }
                            td class="n" { (told(recorded.get(&year).copied().map(thousand))) }
                        }
                    }
                }
            }
            (beside_null(&lines))
            ul { @for line in &lines { li { (line.name) ": cannot explain " (line.silent_on) } } }
            p { "On record all arrests fall in 1935, political arrests rise and sentences more than triple. Sentences of state security follow arrests in the proportions of "
                "1933-34 in each run; what comes on top from May 1935 are troikas of the ordinary police, whose number was fitted to the two counts of them and is the same "
                "under all rules but for the people whom it finds. No rule can give 1937: all but the null are cut to what was seen before." }
        }
    }
}

/// Who tells less than the null: first of what was held out.
fn beside_null(lines: &[Line]) -> Markup {
    let null = lines[NULL].score;
    let held_null = lines[NULL].missed;
    let farther =
        |line: &&Line| matches!((line.missed, held_null), (Some(own), Some(null)) if own > null);
    let worse = |line: &Line| matches!((line.score, null), (Some(own), Some(null)) if own < null);
    html! {
            @let losers: Vec<&str> = lines.iter().filter(|line| worse(line)).map(|line| line.name).collect();
            p { @if losers.is_empty() { "None scores below the null on the fitted years." } @else { "Below the null on the fitted years: " (losers.join(", ")) "." }
                @let beaten: Vec<&str> = lines.iter().filter(farther).map(|line| line.name).collect();
                @if !beaten.is_empty() { " " strong { "On the held-out years 1935-36 farther off than the null: " (beaten.join(", ")) "." } }
                " Recorded: " (SERIES) ", recalled and not looked up." }
    }
}

/// What is told of 1935 over 1934: words, quantity, series on record, its dimensions.
const OVER: [(&str, &str, &str, Dims); 3] = [
    ("all arrests, 1935 over 1934", ARRESTS, SERIES, &[]),
    ("political arrests, 1935 over 1934", POLITICAL, SERIES, &[]),
    ("sentenced, 1935 over 1934", SENTENCED, "mvd-1953", ALL),
];
const ALL: Dims = &[("measure", "all")];

/// Dimensions and their values.
type Dims = &'static [(&'static str, &'static str)];

/// The same on record.
fn known(case: &Case, what: &str) -> Option<f64> {
    let (_, quantity, series, dims) = OVER.into_iter().find(|one| one.0 == what)?;
    let quantity = case.base.quantities.get(quantity)?;
    let series = quantity.series(series)?;
    let is = |row: &&Row| {
        let here = row.place == quantity.place;
        here && dims
            .iter()
            .all(|(name, value)| row.dims.get(*name).is_some_and(|is| is == value))
    };
    let of = |year: i16| {
        let mut rows = series.rows.iter().filter(is);
        let row = rows.find(|row| row.date.start_year() == year);
        row.map(|row| row.value)
    };
    Some(of(1935)? / of(1934)?)
}

/// A number of a line.
type Of = fn(&Line) -> Option<f64>;

/// What is told of each rule besides its years.
fn measures() -> [(&'static str, Of); 7] {
    [
        ("fitted parameters", |line| Some(line.parameters as f64)),
        ("log score 1933-34", |line| line.score),
        (
            "1935-36, held out: squared distance of logarithms",
            |line| line.missed,
        ),
        (OVER[0].0, |line| line.all),
        (OVER[1].0, |line| line.political),
        (OVER[2].0, |line| line.sentenced),
        (
            "elasticity of arrests to the tolerated share, 1936",
            |line| line.elasticity,
        ),
    ]
}

fn thousand(persons: f64) -> f64 {
    (persons / 1e3).round()
}

fn told(value: Option<f64>) -> String {
    value.map_or_else(|| "\u{2013}".to_owned(), |value| number(value, ""))
}

/// Arrests on record, by year.
fn recorded(case: &Case) -> BTreeMap<i32, f64> {
    let quantity = case.base.quantities.get(ARRESTS);
    let series = quantity.and_then(|quantity| quantity.series(SERIES));
    let rows = series
        .map(|series| series.rows.as_slice())
        .unwrap_or_default();
    rows.iter()
        .map(|row| (i32::from(row.date.start_year()), row.value))
        .collect()
}

fn line(
    setting: &Setting,
    name: &'static str,
    (parameters, silent_on): (usize, &'static str),
    recorded: &BTreeMap<i32, f64>,
) -> Line {
    let arrests = |year: i32| values(setting, ARRESTS, year, &[]);
    let middle = |year: i32| median(arrests(year));
    let ratio = |output: &str, dims: &[(&str, &str)]| {
        let of = |year| median(values(setting, output, year, dims));
        Some(of(1935)? / of(1934)?)
    };
    let fitted: Option<Vec<f64>> = FITTED_YEARS
        .iter()
        .map(|year| log_score(&arrests(*year), *recorded.get(year)?, FLOOR, 0.0))
        .collect();
    let missed: Option<Vec<f64>> = HELD_OUT
        .iter()
        .map(|year| {
            let distance = (middle(*year)? / recorded.get(year)?).ln();
            Some(distance * distance)
        })
        .collect();
    Line {
        name: if name == BASELINE {
            "poor information"
        } else {
            name
        },
        parameters,
        silent_on,
        by_year: (1933..=1937).map(middle).collect(),
        score: fitted.map(|all| all.iter().sum::<f64>() / all.len() as f64),
        missed: missed.map(|all| all.iter().sum()),
        all: ratio(ARRESTS, &[]),
        political: ratio(POLITICAL, &[]),
        sentenced: ratio(SENTENCED, ALL),
        elasticity: (setting.name == BASELINE)
            .then(|| median(values(setting, "intake_elasticity", 1936, &[])))
            .flatten(),
    }
}

/// A number of the baseline scenario, over the seeds.
fn values(setting: &Setting, output: &str, year: i32, dims: &[(&str, &str)]) -> Vec<f64> {
    let address = Address {
        scenario: BASELINE.to_owned(),
        output: output.to_owned(),
        date: year.to_string(),
        dims: dims
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    };
    let trials = setting.trials.iter();
    trials
        .filter_map(|trial| trial.values.get(&address).copied())
        .collect()
}

fn median(values: Vec<f64>) -> Option<f64> {
    band(values).map(|[_, middle, _]| middle)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn law_the_median_lies_between() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }
}
