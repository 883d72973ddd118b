//! Opening what was held out, after an ensemble is frozen: how each rule told it, and a line in a log for each block that was opened.
//!
//! "Held out" means that no fitting code saw it. The authors knew these figures when they wrote the model.

use super::Clerk;
use super::matching::Matched;
use super::null::{self, Null};
use super::task::value_of;
use crate::error::LabError;
use crate::score::Told;
use crate::setting::{Freeze, Plan, Prepared};
use crate::simulate;
use argument::date::Period;
use argument::evidence::{HoldOut, Observation as Evidence, Quantity, Series};
use argument::runs::BASELINE;
use model::observe::{Observation, shared};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Seeds of each member when held-out numbers are judged.
pub const SEEDS: usize = 2;
/// Seeds of judging do not meet those of fitting.
const FIRST_SEED: u64 = 5_000;
/// Standard deviations of a normal distribution within which half of it lies, and nine tenths.
const HALF: f64 = 0.674_489_750_196_081_7;
const NINE_TENTHS: f64 = 1.644_853_626_951_472_2;
/// What stands beside every score of a held-out number.
pub const CAUTION: &str = "held out from fitting, known to the authors";

/// A held-out number, and what each setting told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Hold-out.
    pub block: String,
    /// Quantity.
    pub quantity: String,
    /// What it is.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Date.
    pub date: Period,
    /// Dimensions.
    pub dims: BTreeMap<String, String>,
    /// Series.
    pub series: String,
    /// Recorded number, and the ends of the source's own range.
    pub recorded: (f64, f64, f64),
    /// Looked up or recalled.
    pub verified: &'static str,
    /// What is told of it without a model; none if too few values of its series are open.
    pub null: Option<Null>,
    /// What each setting told, in the order of the settings; none if a run had no such number.
    pub told: Vec<Option<Tale>>,
    /// For each setting the log scores if one member is left out, by member.
    pub left_out: Vec<Vec<f64>>,
}

impl Row {
    /// The number that rival series tell of.
    pub fn key(&self) -> (&str, Period, &BTreeMap<String, String>) {
        (&self.quantity, self.date, &self.dims)
    }

    /// Standard deviation of the logarithm from the source's own range, a range of two deviations to each side.
    pub(super) fn error(&self) -> f64 {
        let (_, low, high) = self.recorded;
        if low > 0.0 && high > low {
            (libm::log(high) - libm::log(low)) / 4.0
        } else {
            0.0
        }
    }
}

/// A block beside what is told of it without a model, over the numbers that have both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BesideNull {
    /// Numbers of the block that are told, and those of them that have a null.
    pub numbers: (usize, usize),
    /// Mean log score of the baseline setting and of the null over the latter; none without one.
    pub scores: Option<(f64, f64)>,
}

/// What one setting told of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tale {
    /// Median of the runs.
    pub median: f64,
    /// 5th, 25th, 75th and 95th percentile of the runs.
    pub runs: [f64; 4],
    /// By how many standard deviations of what was told the recorded number lies above it.
    pub away: f64,
    /// Log score.
    pub score: f64,
    /// Whether the recorded number lies inside the middle half, and the middle nine tenths, of the runs.
    pub inside: (bool, bool),
    /// The same of runs with discrepancy and the source's error.
    pub inside_wide: (bool, bool),
}

/// A block that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Hold-out.
    pub block: String,
    /// What it holds.
    pub what: String,
    /// Quantities that were opened.
    pub quantities: Vec<String>,
    /// Observations that were opened.
    pub rows: usize,
    /// Whether a seal was broken by `--open`.
    pub by_name: bool,
}

/// What was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Settings in order.
    pub settings: Vec<String>,
    /// Held-out numbers, the worst told by the baseline first.
    pub rows: Vec<Row>,
    /// Blocks that were opened.
    pub openings: Vec<Opening>,
    /// Blocks with numbers of these years that stay sealed, and how many observations of theirs.
    pub sealed: Vec<(String, usize)>,
    /// Blocks with numbers of these years of which the model gives none, and how many observations.
    pub untold: Vec<(String, usize)>,
}

impl Judged {
    /// Mean log score of a block under each setting: over numbers, each the mean over its rival series. None without a number told.
    pub fn score(&self, block: &str) -> Vec<Option<f64>> {
        let setting = |at: usize| self.mean(block, &|row| row.told[at].map(|tale| tale.score));
        (0..self.settings.len()).map(setting).collect()
    }

    /// Standard error of each of these over the members, by the jackknife: the luck of which were drawn.
    pub fn error(&self, block: &str) -> Vec<f64> {
        let setting = |at: usize| {
            let own = self.rows.iter().filter(|row| row.block == block);
            let members = own.map(|row| row.left_out[at].len()).max().unwrap_or(0);
            let without =
                |member: usize| self.mean(block, &|row| row.left_out[at].get(member).copied());
            let scores: Vec<f64> = (0..members).filter_map(without).collect();
            let middle = mean(&scores);
            let squares = scores
                .iter()
                .map(|score| (score - middle) * (score - middle));
            let number = members.max(1) as f64;
            libm::sqrt(squares.sum::<f64>() * (number - 1.0) / number)
        };
        (0..self.settings.len()).map(setting).collect()
    }

    /// A block beside its null.
    pub fn beside_null(&self, block: &str) -> BesideNull {
        let told = |row: &Row| row.told.first().copied().flatten();
        let own = self.rows.iter().filter(|row| row.block == block);
        let own: Vec<&Row> = own.filter(|row| told(row).is_some()).collect();
        let keys = |with_null: bool| {
            let all = own.iter().filter(|row| !with_null || row.null.is_some());
            all.map(|row| row.key()).collect::<BTreeSet<_>>().len()
        };
        let model = |row: &Row| row.null.and(told(row)).map(|tale| tale.score);
        let null = |row: &Row| told(row).and(row.null).map(|null| null.score);
        BesideNull {
            numbers: (keys(false), keys(true)),
            scores: self.mean(block, &model).zip(self.mean(block, &null)),
        }
    }

    /// Mean of something over the numbers of a block, each the mean over its rival series; none if no row has it.
    fn mean(&self, block: &str, of: &dyn Fn(&Row) -> Option<f64>) -> Option<f64> {
        let mut by_number: BTreeMap<_, Vec<f64>> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.block == block) {
            if let Some(value) = of(row) {
                by_number.entry(row.key()).or_default().push(value);
            }
        }
        let each: Vec<f64> = by_number.values().map(|all| mean(all)).collect();
        (!each.is_empty()).then(|| mean(&each))
    }

    /// Blocks with a number told, the one that the baseline told worst first.
    pub fn blocks(&self) -> Vec<String> {
        let blocks: BTreeSet<&str> = self.rows.iter().map(|row| row.block.as_str()).collect();
        let mut blocks: Vec<String> = blocks.into_iter().map(str::to_owned).collect();
        let worst = |block: &String| self.score(block)[0].unwrap_or(f64::INFINITY);
        blocks.sort_by(|a, b| worst(a).total_cmp(&worst(b)));
        blocks
    }

    /// Of a setting: recorded numbers told, and how many lie inside the middle half and nine tenths of the runs, and of the runs with
    /// discrepancy and error.
    pub fn coverage(&self, setting: usize) -> [usize; 5] {
        let tales = self
            .rows
            .iter()
            .filter_map(|row| row.told[setting].as_ref());
        tales.fold([0; 5], |[all, a, b, c, d], tale| {
            [
                all + 1,
                a + usize::from(tale.inside.0),
                b + usize::from(tale.inside.1),
                c + usize::from(tale.inside_wide.0),
                d + usize::from(tale.inside_wide.1),
            ]
        })
    }
}

fn mean(all: &[f64]) -> f64 {
    all.iter().sum::<f64>() / all.len().max(1) as f64
}

/// Opens what is held out of the years to be judged, and runs every member of every setting on to the end.
pub(super) fn judge(
    prepared: &Prepared<'_>,
    (plan, freeze): (&Plan, &Freeze),
    (matched, open): (&[Matched], &[String]),
    clerk: &Clerk<'_>,
) -> Result<Judged, LabError> {
    let mut judged = opened(prepared, (plan, freeze), open);
    let fitting = prepared.case().base.for_fitting();
    for row in &mut judged.rows {
        let floor = plan.discrepancy_of(&row.quantity);
        row.null = null::of(fitting.base(), freeze, (row, floor));
    }
    judged.settings = matched.iter().map(|one| one.under.clone()).collect();
    for one in matched {
        let runs = runs(prepared, one, clerk)?;
        for row in &mut judged.rows {
            let discrepancy = plan.discrepancy_of(&row.quantity);
            let about = (row.quantity.as_str(), row.date);
            let values = runs.iter().map(|run| value_of(run, about, &row.dims));
            let values: Vec<f64> = values.collect::<Option<_>>().unwrap_or_default();
            let told = tale(row, &values, discrepancy);
            let without = |member: usize| {
                let (first, last) = (member * SEEDS, (member + 1) * SEEDS);
                let others = [values.get(..first)?, values.get(last..)?].concat();
                tale(row, &others, discrepancy).map(|tale| tale.score)
            };
            let members = 0..one.members.len();
            row.left_out.push(members.filter_map(without).collect());
            row.told.push(told);
        }
    }
    let away = |row: &Row| {
        row.told
            .first()
            .copied()
            .flatten()
            .map_or(0.0, |tale| tale.away.abs())
    };
    judged.rows.sort_by(|a, b| away(b).total_cmp(&away(a)));
    Ok(judged)
}

/// Runs every member of a setting.
fn runs(
    prepared: &Prepared<'_>,
    matched: &Matched,
    clerk: &Clerk<'_>,
) -> Result<Vec<Vec<Observation>>, LabError> {
    let rival = Some(matched.under.as_str()).filter(|under| *under != BASELINE);
    let members = matched.members.iter().enumerate();
    let tasks: Vec<_> = members
        .flat_map(|(number, member)| {
            let first = FIRST_SEED + (number * SEEDS) as u64;
            (first..first + SEEDS as u64).map(move |seed| (member, seed))
        })
        .collect();
    let one = |(member, seed): &(&crate::ensemble::Member, u64)| {
        let setting = prepared.setting_at((rival, BASELINE), &member.values)?;
        let all = simulate::observations(&setting, (*seed, setting.setup.span.weeks))?;
        clerk.tick()?;
        Ok(all)
    };
    tasks.par_iter().map(one).collect()
}

/// Rows that are opened, and what stays closed or cannot be told.
fn opened(prepared: &Prepared<'_>, (plan, freeze): (&Plan, &Freeze), open: &[String]) -> Judged {
    let base = &prepared.case().base;
    let mut judged = Judged {
        settings: Vec::new(),
        rows: Vec::new(),
        openings: Vec::new(),
        sealed: Vec::new(),
        untold: Vec::new(),
    };
    for block in &base.holdouts {
        let (mut sealed, mut untold, mut broken) = (0, 0, false);
        let mut rows = Vec::new();
        for (quantity, series, row) in held(base.quantities.values(), block, freeze) {
            let closed = plan.is_sealed(&block.id, &quantity.id);
            if closed && !open.contains(&block.id) {
                sealed += 1;
            } else if !shared().any(|output| output.id == quantity.id) || row.value <= 0.0 {
                untold += 1;
            } else {
                broken |= closed;
                rows.push(new_row(block, (quantity, series, row)));
            }
        }
        if !rows.is_empty() {
            let quantities: BTreeSet<String> =
                rows.iter().map(|row| row.quantity.clone()).collect();
            judged.openings.push(Opening {
                block: block.id.clone(),
                what: block.what.clone(),
                quantities: quantities.into_iter().collect(),
                rows: rows.len(),
                by_name: broken,
            });
        }
        judged.rows.extend(rows);
        if sealed > 0 {
            judged.sealed.push((block.id.clone(), sealed));
        }
        if untold > 0 {
            judged.untold.push((block.id.clone(), untold));
        }
    }
    judged
}

/// Observations of a block in the years to be judged, of the whole country.
fn held<'a>(
    quantities: impl Iterator<Item = &'a Quantity> + 'a,
    block: &'a HoldOut,
    freeze: &'a Freeze,
) -> impl Iterator<Item = (&'a Quantity, &'a Series, &'a Evidence)> {
    quantities.flat_map(move |quantity| {
        let rows = quantity.rows();
        rows.filter(move |(series, row)| {
            let whole = row.place == quantity.place;
            whole && freeze.judges(row.date) && block.holds(&quantity.id, &series.id, row)
        })
        .map(move |(series, row)| (quantity, series, row))
    })
}

fn new_row(block: &HoldOut, (quantity, series, row): (&Quantity, &Series, &Evidence)) -> Row {
    Row {
        block: block.id.clone(),
        quantity: quantity.id.clone(),
        name: quantity.name.clone(),
        unit: quantity.unit.name.to_owned(),
        date: row.date,
        dims: row.dims.clone(),
        series: series.id.clone(),
        recorded: (row.value, row.low, row.high),
        verified: row.verified.label(),
        null: None,
        told: Vec::new(),
        left_out: Vec::new(),
    }
}

/// What the values of some runs tell of a number; none without a run.
fn tale(row: &Row, values: &[f64], discrepancy: f64) -> Option<Tale> {
    let mut values = values.to_vec();
    let recorded = row.recorded.0;
    let told = Told::by(&values, discrepancy, row.error())?;
    values.sort_by(f64::total_cmp);
    let runs = [0.05, 0.25, 0.75, 0.95].map(|share| quantile(&values, share));
    let away = told.away(recorded);
    Some(Tale {
        median: quantile(&values, 0.5),
        runs,
        away,
        score: told.score(recorded),
        inside: (
            (runs[1]..=runs[2]).contains(&recorded),
            (runs[0]..=runs[3]).contains(&recorded),
        ),
        inside_wide: (away.abs() <= HALF, away.abs() <= NINE_TENTHS),
    })
}

/// A quantile of sorted values, on the line between neighbours.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in the list"
    )]
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * (place - place.floor())
}
