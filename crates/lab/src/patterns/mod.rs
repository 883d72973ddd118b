//! Patterns that the model must meet together: what runs give beside what is recorded, or beside what we ask for where nothing is.
//!
//! A pattern has lines. A line is one number of a run, or the ratio of two, so that a chance that runs share is in both; its band goes
//! over the runs. Wanted is the range of each rival series that has the same dates - the ends of a ratio are its lowest and highest,
//! and both dates come from one series - or a range of ours with its reason. Patterns are looked at together because each alone is easy to meet.

mod across;
mod read;
mod table;

pub use across::{Across, Under, across};
pub use table::{by_rule, table};

use crate::setting::{Prepared, Setting};
use crate::simulate::beside::{Band, dims};
use crate::simulate::{Ensemble, Run};
use argument::case::Case;
use argument::date::Period;
use argument::evidence::{Observation as Row, Series, Verified};
use argument::fault::Fault;
use argument::runs::BASELINE;
use std::collections::BTreeMap;

/// A number of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// An output at a date.
    Output {
        /// Name of the output.
        id: String,
        /// Date, as the model writes it.
        date: String,
        /// Values of its dimensions.
        dims: BTreeMap<String, String>,
    },
    /// People whom a directive moved, relatives included.
    Moved(String),
}

/// What is asked of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// The range of each series of a quantity, at a date, and over another.
    Recorded {
        /// Quantity.
        quantity: String,
        /// Date.
        date: Period,
        /// Date of the denominator.
        over: Option<Period>,
        /// Values of dimensions that are asked for.
        dims: BTreeMap<String, String>,
    },
    /// A range of ours; an end that is missing is open.
    Ours(Option<f64>, Option<f64>),
    /// Nothing: the number is told beside the others.
    Nothing,
}

/// One line of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What the number is.
    pub says: String,
    /// The number, or the numerator.
    pub number: Number,
    /// The denominator.
    pub over: Option<Number>,
    /// What is asked of it.
    pub wanted: Wanted,
    /// Whether an input makes it so.
    pub assumed: bool,
    /// Why this is asked, or what to think of it.
    pub why: String,
}

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Key: P1 to P14.
    pub id: String,
    /// What the pattern is.
    pub says: String,
    /// Sentences that judge it, if it has no lines here.
    pub judged_by: Vec<String>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// How a line stands to what is wanted of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Band and range do not touch.
    Missed,
    /// They touch, and the median lies outside the range.
    Touches,
    /// The median lies inside the range.
    Met,
    /// An input or a directive makes it so: no success.
    Assumed,
    /// Nothing is asked of it.
    Told,
    /// The runs do not give it.
    NotRun,
}

impl Standing {
    /// The word used in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Touches => "touches",
            Self::Met => "met",
            Self::Assumed => "put in",
            Self::Told => "told",
            Self::NotRun => "not run",
        }
    }
}

/// A range that is wanted, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Lower end, if it has one.
    pub low: Option<f64>,
    /// Upper end, if it has one.
    pub high: Option<f64>,
    /// Series, or ours.
    pub from: String,
    /// Whether nobody has opened the page.
    pub recalled: bool,
}

impl Range {
    fn standing(&self, band: Band) -> Standing {
        let below = |value: f64| self.low.is_some_and(|low| value < low);
        let above = |value: f64| self.high.is_some_and(|high| value > high);
        if below(band.high) || above(band.low) {
            Standing::Missed
        } else if below(band.median) || above(band.median) {
            Standing::Touches
        } else {
            Standing::Met
        }
    }
}

/// One line beside one range.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged<'a> {
    /// The pattern.
    pub pattern: &'a Pattern,
    /// The line.
    pub line: &'a Line,
    /// What the runs give.
    pub band: Option<Band>,
    /// What is wanted.
    pub range: Option<Range>,
    /// How they stand to each other.
    pub standing: Standing,
}

/// Reads the patterns of a case; a case need have none.
///
/// # Errors
/// The first thing that is wrong with the file, with its place.
pub fn read(case: &Case, setting: &Setting) -> Result<Vec<Pattern>, Fault> {
    read::all(case, setting)
}

/// The patterns of a case, read beside its baseline; none for a case without them, or without a model.
pub fn of_case(case: &Case) -> Vec<Pattern> {
    let prepared = Prepared::of(case).ok();
    let setting = prepared.and_then(|one| one.setting((None, BASELINE), None).ok());
    beside(case, setting.as_ref())
}

/// The patterns of a case beside a setting; none without one, and where the file cannot be read.
pub fn beside(case: &Case, setting: Option<&Setting>) -> Vec<Pattern> {
    let read = setting.and_then(|setting| read(case, setting).ok());
    read.unwrap_or_default()
}

/// A run as far as patterns must know it.
pub trait Told {
    /// A number of the run; none if it does not give it.
    fn value(&self, number: &Number) -> Option<f64>;
}

/// Every line of every pattern beside every range, misses first inside a pattern.
pub fn judge<'a>(
    case: &Case,
    setting: &Setting,
    patterns: &'a [Pattern],
    ensemble: &Ensemble,
) -> Vec<Judged<'a>> {
    let runs = ensemble.runs.iter();
    let runs: Vec<OfRun<'_>> = runs.map(|run| OfRun { setting, run }).collect();
    let each = patterns.iter().map(|pattern| {
        let mut own = of_pattern(case, pattern, &runs);
        own.sort_by_key(|judged| judged.standing);
        own
    });
    each.flatten().collect()
}

/// Every line of a pattern beside every range, in the order of the case.
fn of_pattern<'a>(case: &Case, pattern: &'a Pattern, runs: &[impl Told]) -> Vec<Judged<'a>> {
    let all = pattern.lines.iter().flat_map(|line| {
        let band = band(line, runs);
        let ranges = ranges(case, &line.wanted);
        let ranges: Vec<Option<Range>> = if ranges.is_empty() {
            vec![None]
        } else {
            ranges.into_iter().map(Some).collect()
        };
        ranges.into_iter().map(move |range| Judged {
            standing: standing(line, band, range.as_ref()),
            pattern,
            line,
            band,
            range,
        })
    });
    all.collect()
}

fn standing(line: &Line, band: Option<Band>, range: Option<&Range>) -> Standing {
    match (band, range) {
        (None, _) => Standing::NotRun,
        (_, None) => Standing::Told,
        (Some(band), Some(range)) => match range.standing(band) {
            Standing::Missed => Standing::Missed,
            _ if line.assumed => Standing::Assumed,
            other => other,
        },
    }
}

/// The number in each run, as a band.
fn band(line: &Line, runs: &[impl Told]) -> Option<Band> {
    let values: Option<Vec<f64>> = runs
        .iter()
        .map(|run| {
            let own = run.value(&line.number)?;
            match &line.over {
                None => Some(own),
                Some(over) => {
                    let under = run.value(over)?;
                    (under != 0.0).then(|| own / under)
                }
            }
        })
        .collect();
    Band::of(values?)
}

/// A run with the setting that it was made in.
struct OfRun<'r> {
    setting: &'r Setting,
    run: &'r Run,
}

impl Told for OfRun<'_> {
    fn value(&self, number: &Number) -> Option<f64> {
        let Self { setting, run } = self;
        match number {
            Number::Output { id, date, dims: of } => {
                let of: Vec<String> = of.iter().map(|(k, v)| format!("{k}={v}")).collect();
                let of = of.join(" ");
                let mut all = run.observations.iter();
                let found =
                    all.find(|one| one.quantity == id && one.date == *date && dims(one) == of);
                found.map(|one| one.value)
            }
            Number::Moved(directive) => {
                let mut all = setting.setup.directives.iter();
                let Some(at) = all.position(|one| one.id == *directive) else {
                    // Switched off by the scenario: it moves nobody.
                    return Some(0.0);
                };
                let fates = run.fates.get(model::truth::custody::STREAMS + at)?;
                Some((fates.moved + fates.relatives) as f64)
            }
        }
    }
}

/// Ranges that are wanted, one for each series that has the dates.
fn ranges(case: &Case, wanted: &Wanted) -> Vec<Range> {
    match wanted {
        Wanted::Nothing => Vec::new(),
        Wanted::Ours(low, high) => vec![Range {
            low: *low,
            high: *high,
            from: "ours".to_owned(),
            recalled: false,
        }],
        Wanted::Recorded {
            quantity,
            date,
            over,
            dims,
        } => {
            let Some(quantity) = case.base.quantities.get(quantity) else {
                return Vec::new();
            };
            let all = quantity.series.iter();
            all.filter_map(|series| recorded(series, (*date, *over), dims))
                .collect()
        }
    }
}

/// The range of one series; a ratio takes both dates from it.
fn recorded(
    series: &Series,
    (date, over): (Period, Option<Period>),
    dims: &BTreeMap<String, String>,
) -> Option<Range> {
    let at = |date: Period| -> Option<&Row> {
        let mut rows = series.rows.iter();
        rows.find(|row| row.date == date && row.dims == *dims)
    };
    let own = at(date)?;
    let (low, high, recalled) = match over {
        None => (own.low, own.high, own.verified == Verified::Recalled),
        Some(over) => {
            let under = at(over)?;
            let recalled = [own, under]
                .iter()
                .any(|row| row.verified == Verified::Recalled);
            (own.low / under.high, own.high / under.low, recalled)
        }
    };
    Some(Range {
        low: Some(low),
        high: Some(high),
        from: series.id.clone(),
        recalled,
    })
}

#[cfg(test)]
mod tests {
    use super::{Range, Standing};
    use crate::simulate::beside::Band;

    #[test]
    fn known_how_a_band_stands_to_a_range() {
        let range = Range {
            low: Some(2.0),
            high: Some(3.0),
            from: String::new(),
            recalled: false,
        };
        let of = |low, median, high| range.standing(Band { median, low, high });
        assert_eq!(of(2.0, 2.5, 9.0), Standing::Met);
        assert_eq!(of(2.5, 3.5, 4.0), Standing::Touches);
        assert_eq!(of(3.1, 3.5, 4.0), Standing::Missed);
        assert_eq!(of(0.0, 1.0, 1.9), Standing::Missed);
        let open = Range { low: None, ..range };
        let of = |low, median, high| open.standing(Band { median, low, high });
        assert_eq!(of(-5.0, -4.0, -3.0), Standing::Met);
        assert_eq!(of(3.5, 4.0, 5.0), Standing::Missed);
    }
}
