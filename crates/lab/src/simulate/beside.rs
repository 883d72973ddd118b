//! Model beside evidence: for each figure that both have, the band of the runs and the range of each series.

use super::Ensemble;
use crate::setting::{Setting, Used};
use crate::table::pairs;
use argument::case::Case;
use argument::date::Period;
use argument::evidence::{Observation as Row, Quantity, Series, Verified};
use model::observe::{Observation, shared};
use std::collections::BTreeMap;

/// Days by which the date of a stock may differ from the model's first of January.
const DAYS: i32 = 17;

/// What the figure is to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// No fitting code may open it.
    HeldOut,
    /// Neither held out nor used.
    Open,
    /// A parameter or the start was fitted to it, or is it.
    Used,
}

impl Standing {
    /// The word used in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::HeldOut => "held-out",
            Self::Open => "open",
            Self::Used => "used",
        }
    }
}

/// The band of the runs: median, and the 5th and 95th percentile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Median.
    pub median: f64,
    /// 5th percentile.
    pub low: f64,
    /// 95th percentile.
    pub high: f64,
}

impl Band {
    /// Of these values; none has no band.
    pub fn of(values: Vec<f64>) -> Option<Self> {
        let [low, median, high] = argument::runs::band(values)?;
        Some(Self { median, low, high })
    }
}

/// One figure of one series beside the runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Quantity.
    pub quantity: String,
    /// What it measures, in plain words.
    pub name: String,
    /// Unit of all numbers.
    pub unit: String,
    /// Date of the evidence.
    pub date: String,
    /// Dimensions, "name=value".
    pub dims: String,
    /// The runs.
    pub model: Band,
    /// Series.
    pub series: String,
    /// Its value and the range recorded for it.
    pub evidence: (f64, f64, f64),
    /// Looked up or recalled.
    pub verified: &'static str,
    /// What it is to the model.
    pub standing: Standing,
    /// Beside a figure of arrests: by how many per cent arrests under poor information change if one per cent more suspects are tolerated.
    pub elasticity: Option<Band>,
}

impl Line {
    /// Whether nobody has opened the page that the figure is said to stand on.
    pub fn is_recalled(&self) -> bool {
        self.verified == Verified::Recalled.label()
    }

    /// Whether band and range do not touch.
    pub fn is_miss(&self) -> bool {
        self.model.high < self.evidence.1 || self.model.low > self.evidence.2
    }

    /// Model median over the central value of the series, if that is not zero.
    pub fn ratio(&self) -> Option<f64> {
        (self.evidence.0.abs() > 0.0).then(|| self.model.median / self.evidence.0)
    }
}

/// All figures that both have: misses first; held-out before open before used. Misses by size, the others by quantity and date.
pub fn lines(case: &Case, setting: &Setting, ensemble: &Ensemble) -> Vec<Line> {
    let bands = bands(ensemble);
    let mut lines = Vec::new();
    for shared in shared() {
        let Some(quantity) = case.base.quantities.get(shared.id) else {
            continue;
        };
        for (series, row) in quantity
            .rows()
            .filter(|(_, row)| row.place == quantity.place)
        {
            let found = bands.iter().find(|((id, date, dims), _)| {
                *id == shared.id && same_date(date, row.date) && *dims == pairs(&row.dims)
            });
            if let Some((_, band)) = found {
                let mut line = line(case, setting, (quantity, series, row), *band);
                line.elasticity = elasticity(&bands, shared.id, row.date);
                lines.push(line);
            }
        }
    }
    sort(&mut lines);
    lines
}

/// What figures of arrests hang on, in the same year.
fn elasticity(bands: &BTreeMap<Key<'_>, Band>, quantity: &str, date: Period) -> Option<Band> {
    if !crate::arrests::is_figure(quantity) {
        return None;
    }
    let year = date.start_year().to_string();
    let mut all = bands.iter();
    let found = all.find(|((id, date, _), _)| *id == crate::arrests::ELASTICITY && *date == year);
    found.map(|(_, band)| *band)
}

fn sort(lines: &mut [Line]) {
    let weight = |line: &Line| {
        let ratio = line.ratio().filter(|_| line.is_miss());
        ratio.map_or(0.0, |ratio| -ratio.ln().abs())
    };
    lines.sort_by(|a, b| {
        (!a.is_miss(), a.standing)
            .cmp(&(!b.is_miss(), b.standing))
            .then(weight(a).total_cmp(&weight(b)))
            .then_with(|| {
                (&a.name, &a.date, &a.series, &a.dims).cmp(&(&b.name, &b.date, &b.series, &b.dims))
            })
    });
}

type Key<'a> = (&'a str, &'a str, String);

fn bands(ensemble: &Ensemble) -> BTreeMap<Key<'_>, Band> {
    let mut values: BTreeMap<Key<'_>, Vec<f64>> = BTreeMap::new();
    for one in ensemble.runs.iter().flat_map(|run| &run.observations) {
        let key = (one.quantity, one.date.as_str(), dims(one));
        values.entry(key).or_default().push(one.value);
    }
    let bands = values.into_iter();
    bands
        .filter_map(|(key, values)| Some((key, Band::of(values)?)))
        .collect()
}

/// Dimensions of an observation of the model in one text.
pub(crate) fn dims(one: &Observation) -> String {
    let sorted: BTreeMap<&str, &String> =
        one.dims.iter().map(|(name, word)| (*name, word)).collect();
    pairs(sorted)
}

/// A year is the same year; a day is the same within a fortnight, so that a census of early January meets the first.
pub(crate) fn same_date(model: &str, evidence: Period) -> bool {
    let Ok(model) = Period::parse(model) else {
        return false;
    };
    if model.is_instant() {
        let middle = i32::midpoint(evidence.start, evidence.end);
        evidence.end - evidence.start < 32 && (model.start - middle).abs() <= DAYS
    } else {
        model == evidence
    }
}

fn line(
    case: &Case,
    setting: &Setting,
    (quantity, series, row): (&Quantity, &Series, &Row),
    model: Band,
) -> Line {
    Line {
        quantity: quantity.id.clone(),
        name: quantity.name.clone(),
        unit: quantity.unit.name.to_owned(),
        date: row.date.to_string(),
        dims: pairs(&row.dims),
        model,
        series: series.id.clone(),
        evidence: (row.value, row.low, row.high),
        verified: row.verified.label(),
        standing: standing(case, &setting.used, (&quantity.id, &series.id, row)),
        elasticity: None,
    }
}

/// What a figure is to a model whose setting rests on these observations; named by quantity and series.
pub(crate) fn standing(
    case: &Case,
    used: &[Used],
    (quantity, series, row): (&str, &str, &Row),
) -> Standing {
    let held = !case.base.holdouts_of(quantity, series, row).is_empty();
    let used = used.iter().any(|one| one.covers(quantity, series, row));
    match (held, used) {
        (true, _) => Standing::HeldOut,
        (_, true) => Standing::Used,
        _ => Standing::Open,
    }
}
