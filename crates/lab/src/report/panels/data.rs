//! The numbers of a panel: bands over seeds, medians moved by rules, and the figures of each series.

use super::{Panel, Recorded};
use crate::setting::Used;
use crate::simulate::beside::{Standing, standing};
use argument::case::Case;
use argument::date::Period;
use argument::evidence::{Observation, Quantity, Series, Verified};
use argument::runs::{BASELINE, Setting, Trial, Trials, quantiles};
use std::collections::BTreeMap;

/// First and last year of the axis, in years: the famine of 1932-33 and the terror of 1937-38 stand on it.
pub(super) const FIRST: f64 = 1932.0;
pub(super) const LAST: f64 = 1939.1;
/// Days of a year.
const YEAR: f64 = 365.25;
/// Years that a date of the evidence may differ from the model's to be compared with it: a census of early January.
const NEAR: f64 = 17.0 / YEAR;
/// Base of indices.
const BASE: i16 = 1932;

/// A panel with its numbers, in the unit that is drawn.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) panel: Panel,
    pub(super) points: Vec<Point>,
    pub(super) marks: Vec<Mark>,
}

/// What the model gives at one date.
#[derive(Debug)]
pub(super) struct Point {
    /// Date of the model.
    pub(super) date: String,
    /// Its middle, in years.
    pub(super) x: f64,
    /// 5th, 25th, 50th, 75th and 95th percentile over the runs of the baseline setting: chance, and over an ensemble parameters too.
    pub(super) band: [f64; 5],
    /// Over an ensemble: 5th and 95th percentile over seeds with the parameters as they stand, which is chance alone.
    pub(super) chance: Option<(f64, f64)>,
    /// Median of the baseline setting, moved as far down and up as any rival moves it.
    pub(super) rules: Option<(f64, f64)>,
}

/// One figure of one series.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) date: String,
    /// Begin and end of its period, in years.
    pub(super) span: (f64, f64),
    pub(super) value: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) standing: Standing,
    pub(super) recalled: bool,
    /// Name of its series, and the key of its source.
    pub(super) series: String,
    pub(super) source: String,
}

impl Mark {
    /// Middle of its period, in years.
    pub(super) fn x(&self) -> f64 {
        f64::midpoint(self.span.0, self.span.1)
    }

    /// Whether it is one figure for a period other than a day, a month or a whole year.
    pub(super) fn is_period(&self) -> bool {
        is_period(self.span)
    }
}

impl Drawn {
    /// Whether the band of the runs and the range of a figure do not touch; none where the model gives nothing for its date.
    pub(super) fn is_missed(&self, mark: &Mark) -> Option<bool> {
        let mut points = self.points.iter().filter(|_| !mark.is_period());
        let point = points.find(|point| (point.x - mark.x()).abs() <= NEAR)?;
        let [least, .., most] = point.band;
        Some(most < mark.low || least > mark.high)
    }
}

/// Collects them.
pub(super) fn drawn(case: &Case, trials: &Trials, (panel, used): (Panel, &[Used])) -> Drawn {
    let mut points = points(trials, &panel);
    points.sort_by(|a, b| a.x.total_cmp(&b.x));
    Drawn {
        points,
        marks: marks(case, &panel, used),
        panel,
    }
}

/// Whether this is no day, no month and no whole year.
fn is_period((from, to): (f64, f64)) -> bool {
    to - from > 0.1 && !(0.99..1.01).contains(&(to - from))
}

/// A day number in years, near enough for a drawing.
fn years(day: f64) -> f64 {
    1970.0 + day / YEAR
}

fn span(period: Period) -> (f64, f64) {
    (years(f64::from(period.start)), years(f64::from(period.end)))
}

/// Numbers of one run by date, summed over dimensions that the panel does not name.
fn by_date(trial: &Trial, panel: &Panel) -> BTreeMap<String, f64> {
    let mut all = BTreeMap::new();
    let own = trial.values.iter().filter(|(address, _)| {
        let has =
            |(name, value): &(&str, &str)| address.dims.get(*name).is_some_and(|is| is == value);
        address.scenario == BASELINE && address.output == panel.output && panel.dims.iter().all(has)
    });
    for (address, value) in own {
        *all.entry(address.date.clone()).or_insert(0.0) += value / panel.per;
    }
    all
}

fn points(trials: &Trials, panel: &Panel) -> Vec<Point> {
    let of = |setting: &Setting| -> BTreeMap<u64, BTreeMap<String, f64>> {
        let all = setting.trials.iter();
        all.map(|trial| (trial.seed, by_date(trial, panel)))
            .collect()
    };
    let Some((baseline, rivals)) = trials.settings.split_first() else {
        return Vec::new();
    };
    let own = of(baseline);
    let rivals: Vec<_> = rivals.iter().map(of).collect();
    let alone = trials.chance.as_ref().map(of).unwrap_or_default();
    let mut dates: Vec<&String> = own.values().flat_map(BTreeMap::keys).collect();
    dates.sort();
    dates.dedup();
    // What a run gives for the period of an operation belongs to no year of it.
    let point = |date: &String| -> Option<Point> {
        let values = own.values().filter_map(|run| run.get(date).copied());
        let band = quantiles(values.collect(), [0.05, 0.25, 0.5, 0.75, 0.95])?;
        let alone = alone.values().filter_map(|run| run.get(date).copied());
        let chance = quantiles(alone.collect(), [0.05, 0.95]);
        let (from, to) = span(Period::parse(date).ok()?);
        if is_period((from, to)) {
            return None;
        }
        Some(Point {
            date: date.clone(),
            x: f64::midpoint(from, to),
            rules: moved(&own, &rivals, date).map(|(down, up)| {
                // Half of the runs may lie below what a rival takes away.
                let low = band[2] + down;
                let low = if panel.from_zero { low.max(0.0) } else { low };
                (low, band[2] + up)
            }),
            chance: chance.map(|[low, high]| (low, high)),
            band,
        })
    };
    dates.into_iter().filter_map(point).collect()
}

type Runs = BTreeMap<u64, BTreeMap<String, f64>>;

/// How far rivals move the number: medians over the seeds of the difference to the baseline with the same seed, lowest and highest,
/// the baseline itself among them.
fn moved(own: &Runs, rivals: &[Runs], date: &str) -> Option<(f64, f64)> {
    let shift = |rival: &Runs| -> Option<f64> {
        let pairs = rival.iter().filter_map(|(seed, run)| {
            let other = run.get(date)?;
            Some(other - own.get(seed)?.get(date)?)
        });
        quantiles(pairs.collect(), [0.5]).map(|[median]| median)
    };
    let shifts: Vec<f64> = rivals.iter().filter_map(shift).collect();
    if shifts.is_empty() {
        return None;
    }
    let down = shifts.iter().copied().fold(0.0, f64::min);
    let up = shifts.iter().copied().fold(0.0, f64::max);
    Some((down, up))
}

fn marks(case: &Case, panel: &Panel, used: &[Used]) -> Vec<Mark> {
    let (id, school) = match panel.recorded {
        Recorded::Nothing => return Vec::new(),
        Recorded::Same => (panel.output, None),
        Recorded::Over1932(id, school) => (id, Some(school)),
    };
    let Some(quantity) = case.base.quantities.get(id) else {
        return Vec::new();
    };
    let series = quantity.series.iter();
    let series = series.filter(|one| school.is_none_or(|school| one.school == school));
    let mut all: Vec<Mark> = series
        .flat_map(|series| of_series(case, (panel, used), quantity, series))
        .collect();
    all.sort_by(|a, b| {
        a.x()
            .total_cmp(&b.x())
            .then_with(|| a.series.cmp(&b.series))
    });
    all
}

/// Figures of one series that lie on the axis.
fn of_series(
    case: &Case,
    (panel, used): (&Panel, &[Used]),
    quantity: &Quantity,
    series: &Series,
) -> Vec<Mark> {
    let over = matches!(panel.recorded, Recorded::Over1932(..));
    let dims: &[(&str, &str)] = if over { &[] } else { panel.dims };
    let has = |row: &Observation| {
        let mut dims = dims.iter();
        row.place == quantity.place
            && dims.all(|(name, value)| row.dims.get(*name).is_some_and(|is| is == value))
    };
    let is_base =
        |row: &&Observation| has(row) && !row.date.is_instant() && row.date.start_year() == BASE;
    let base = series.rows.iter().find(is_base);
    let unit = series.unit.factor / quantity.unit.factor / panel.per;
    // The lowest of a ratio is the lowest over the highest.
    let by = match (over, base) {
        (false, _) => [unit; 3],
        (true, Some(base)) => [1.0 / base.value, 1.0 / base.high, 1.0 / base.low],
        (true, None) => return Vec::new(),
    };
    let rows = series.rows.iter().filter(|row| has(row));
    let rows = rows.filter(|row| !over || Some(*row) != base);
    let on_axis = |row: &&Observation| {
        let (from, to) = span(row.date);
        from > FIRST - 0.01 && to < LAST
    };
    let mark = |row: &Observation| Mark {
        date: row.date.to_string(),
        span: span(row.date),
        value: row.value * by[0],
        low: row.low * by[1],
        high: row.high * by[2],
        standing: standing(case, used, (&quantity.id, &series.id, row)),
        recalled: row.verified == Verified::Recalled,
        series: series.name.clone(),
        source: row.source.clone(),
    };
    rows.filter(on_axis).map(mark).collect()
}
