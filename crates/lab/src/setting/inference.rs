//! `inference.toml`: what history matching may move, what it is held to, and what stays sealed.
//!
//! It moves parameters alone. A lever, a scenario or a rule is refused here; so is an observation that is held out, because rows
//! are read through the door for fitting.

use super::parameters::Parameter;
use super::prior::{drawable, is_single};
use super::used::{self, RawUsed, Used};
use argument::case::Case;
use argument::case::file::File;
use argument::date::Period;
use argument::evidence::Observation;
use argument::fault::{Fault, Place, did_you_mean};
use model::observe::shared;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

pub(super) const FILE: &str = "inference.toml";

/// What history matching is to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Implausibility above which a set of parameters is ruled out.
    pub cut: f64,
    /// Which implausibility is held to the cut, counted from the largest: 2 is the second-largest.
    pub rank: usize,
    /// Waves.
    pub waves: usize,
    /// Runs of each wave.
    pub points: usize,
    /// Members of an ensemble.
    pub members: usize,
    /// Least spread of the logarithm of a number that nothing else is said of.
    pub discrepancy: f64,
    /// Freezes in order.
    pub freezes: Vec<Freeze>,
    /// Parameters.
    pub sought: Vec<Sought>,
    /// Observations, all of them open for fitting.
    pub targets: Vec<Target>,
    /// What no judging opens unless it is asked to.
    pub sealed: Vec<Sealed>,
}

/// A year up to which observations are used, and the years that are judged afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freeze {
    /// Last year that is used; the first of January after it belongs to it.
    pub year: i16,
    /// Years that are judged.
    pub judges: Vec<i16>,
}

impl Freeze {
    /// Whether a date lies before the freeze.
    pub fn uses(&self, date: Period) -> bool {
        date.end <= last_day(self.year) + 1
    }

    /// Whether a date is one that is judged: after the freeze, and not after the last year judged.
    pub fn judges(&self, date: Period) -> bool {
        let last = self.judges.iter().max().copied().unwrap_or(self.year);
        !self.uses(date) && date.end <= last_day(last) + 1
    }
}

impl Plan {
    /// Observations that an ensemble of this freeze was held to.
    pub fn used(&self, year: i16) -> Vec<Used> {
        let freeze = Freeze {
            year,
            judges: Vec::new(),
        };
        let own = self.targets.iter().filter(|one| freeze.uses(one.date));
        own.map(|one| Used {
            quantity: one.quantity.clone(),
            series: one.series.clone(),
            dates: vec![one.date],
        })
        .collect()
    }
}

fn last_day(year: i16) -> i32 {
    Period::year(year).map_or(i32::MIN, |year| year.end)
}

/// A parameter that is moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// Key.
    pub id: String,
    /// Prior range: of a single value, or of a factor on all values of a list.
    pub prior: (f64, f64),
    /// Whether the range is that of a factor.
    pub factor: bool,
    /// File that it stands in.
    pub file: String,
    /// The rival setting that alone reads it, if there is one.
    pub under: Option<String>,
    /// Why it is moved.
    pub why: String,
    /// Observations that its value was taken from or fitted to by hand.
    pub fitted_to: Vec<Used>,
}

/// An observation that runs are held to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Quantity, and output of the model.
    pub quantity: String,
    /// Its name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Series.
    pub series: String,
    /// Date.
    pub date: Period,
    /// Dimensions, in the order of their names.
    pub dims: BTreeMap<String, String>,
    /// Value, and the ends of the source's own range, in the unit.
    pub value: (f64, f64, f64),
    /// Standard deviation of the logarithm that the model's own shortcomings are given.
    pub discrepancy: f64,
    /// Why so much.
    pub why: String,
}

impl Target {
    /// Standard deviation of the logarithm of the recorded number: half the source's range counts as two of them.
    pub fn error(&self) -> f64 {
        let (_, low, high) = self.value;
        if low > 0.0 && high > low {
            (libm::log(high) - libm::log(low)) / 4.0
        } else {
            0.0
        }
    }

    /// Logarithm of the recorded number.
    pub fn log(&self) -> f64 {
        libm::log(self.value.0)
    }

    /// Quantity, date and dimensions in one text.
    pub fn words(&self) -> String {
        let dims = self.dims.values().map(|value| format!(", {value}"));
        format!(
            "{} {}{}",
            self.quantity,
            self.date,
            dims.collect::<String>()
        )
    }
}

/// Observations of a hold-out that stay closed to judging unless they are opened by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Hold-out.
    pub holdout: String,
    /// Quantities of it; empty means all.
    pub quantities: Vec<String>,
}

impl Plan {
    /// Parameters that are moved under a rival setting, or in the baseline.
    pub fn sought_under(&self, rival: Option<&str>) -> Vec<&Sought> {
        let all = self.sought.iter();
        all.filter(|one| one.under.is_none() || one.under.as_deref() == rival)
            .collect()
    }

    /// Whether a quantity of a hold-out is sealed.
    pub fn is_sealed(&self, holdout: &str, quantity: &str) -> bool {
        self.sealed.iter().any(|sealed| {
            let whole = sealed.quantities.is_empty();
            sealed.holdout == holdout
                && (whole || sealed.quantities.iter().any(|id| id == quantity))
        })
    }

    /// Discrepancy of a quantity: what is said of it first, else what holds for all.
    pub fn discrepancy_of(&self, quantity: &str) -> f64 {
        let own = self.targets.iter().find(|one| one.quantity == quantity);
        own.map_or(self.discrepancy, |one| {
            one.discrepancy.max(self.discrepancy)
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    matching: RawMatching,
    #[serde(default)]
    freeze: Vec<RawFreeze>,
    #[serde(default)]
    parameter: Vec<RawSought>,
    #[serde(default)]
    observation: Vec<RawTarget>,
    #[serde(default)]
    sealed: Vec<RawSealed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMatching {
    cut: f64,
    rank: Spanned<usize>,
    waves: Spanned<usize>,
    points: Spanned<usize>,
    members: Spanned<usize>,
    discrepancy: Spanned<f64>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFreeze {
    year: i16,
    judges: Vec<i16>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSought {
    id: Spanned<String>,
    under: Option<Spanned<String>>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTarget {
    of: Spanned<String>,
    series: Spanned<String>,
    dates: Vec<Spanned<String>>,
    #[serde(default, rename = "where")]
    filter: BTreeMap<String, String>,
    discrepancy: Spanned<f64>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSealed {
    holdout: Spanned<String>,
    #[serde(default)]
    quantities: Vec<String>,
    why: Spanned<String>,
}

pub(super) fn absent() -> Fault {
    Fault::new(Place::file(FILE), "this case does not say what to fit")
        .found("no inference.toml")
        .wanted("inference.toml, with [matching], [[freeze]], [[parameter]] and [[observation]]")
        .hint("copy it from the case inside the program")
}

/// Reads the file against the parameters of the case and its levers, the directives.
pub(super) fn read(
    file: &File<'_>,
    case: &Case,
    (parameters, refused): (&[Parameter], &[&str]),
) -> Result<Plan, Fault> {
    let raw: Raw = file.read()?;
    let known = Known {
        file,
        case,
        parameters,
        refused,
    };
    let mut sought: Vec<Sought> = Vec::new();
    for one in &raw.parameter {
        if sought.iter().any(|known| known.id == *one.id.as_ref()) {
            return Err(file
                .wrong(&one.id, "the same parameter twice")
                .wanted("one entry for each parameter")
                .hint("remove one of them"));
        }
        sought.push(known.sought(one)?);
    }
    let mut targets: Vec<Target> = Vec::new();
    for one in &raw.observation {
        targets.extend(known.targets(one)?);
    }
    let least = |value: &Spanned<usize>, least: usize, what: &str| {
        if *value.as_ref() >= least {
            return Ok(*value.as_ref());
        }
        Err(
            Fault::new(file.place(&value.span()), format!("`{what}` is too small"))
                .found(value.as_ref())
                .wanted(format!("at least {least}"))
                .hint("the emulator needs more runs than it has terms"),
        )
    };
    file.filled(&raw.matching.why, "the reason")?;
    let freezes = raw.freeze.iter().map(|one| {
        file.filled(&one.why, "the reason")?;
        Ok(Freeze {
            year: one.year,
            judges: one.judges.clone(),
        })
    });
    let sealed = raw.sealed.iter().map(|one| known.sealed(one));
    Ok(Plan {
        cut: raw.matching.cut,
        rank: least(&raw.matching.rank, 1, "rank")?,
        waves: least(&raw.matching.waves, 1, "waves")?,
        points: least(&raw.matching.points, 2 * sought.len() + 40, "points")?,
        members: least(&raw.matching.members, 2, "members")?,
        discrepancy: known.spread(&raw.matching.discrepancy)?,
        freezes: freezes.collect::<Result<_, Fault>>()?,
        sealed: sealed.collect::<Result<_, Fault>>()?,
        sought,
        targets,
    })
}

/// What entries are read against.
struct Known<'a> {
    file: &'a File<'a>,
    case: &'a Case,
    parameters: &'a [Parameter],
    refused: &'a [&'a str],
}

impl Known<'_> {
    fn sought(&self, raw: &RawSought) -> Result<Sought, Fault> {
        self.refuse_levers(&raw.id)?;
        let names = self.parameters.iter().map(|one| one.id.as_str());
        self.file.known(
            &raw.id,
            names,
            "parameter",
            "parameters stand in parameters/",
        )?;
        let own = |one: &&Parameter| one.id == *raw.id.as_ref();
        let parameter = self.parameters.iter().find(own);
        let Some(parameter) = parameter.filter(|one| drawable(one).is_some()) else {
            return Err(self
                .file
                .wrong(&raw.id, "a parameter that cannot be moved")
                .wanted("a parameter with a prior range, low below high, that is no share of a whole")
                .hint("a fixed number is no doubt of anybody's; widen its range and say why, or leave it out"));
        };
        let rivals = || self.case.runs.rivals().map(|rival| rival.id.as_str());
        if let Some(under) = &raw.under {
            let names: Vec<&str> = rivals().collect();
            let names = names.into_iter();
            self.file
                .known(under, names, "rival setting", "rivals stand in scenarios/")?;
        }
        Ok(Sought {
            id: parameter.id.clone(),
            prior: parameter.prior,
            factor: !is_single(parameter),
            file: parameter.at.file.clone(),
            under: raw.under.as_ref().map(|under| under.as_ref().clone()),
            why: self.file.filled(&raw.why, "the reason")?,
            fitted_to: parameter.fitted_to.clone(),
        })
    }

    /// A lever is what a counterfactual changes, and nothing that fits or searches may take one.
    fn refuse_levers(&self, id: &Spanned<String>) -> Result<(), Fault> {
        let word = id.as_ref().as_str();
        let what = if self.refused.contains(&word) {
            "a lever where a parameter is wanted"
        } else if super::scenarios(self.case).contains(&word) {
            "a scenario where a parameter is wanted"
        } else {
            return Ok(());
        };
        Err(self
            .file
            .wrong(id, what)
            .wanted("a parameter of parameters/")
            .hint("what was ordered, and what a counterfactual changes, is never fitted: no search takes it"))
    }

    fn spread(&self, value: &Spanned<f64>) -> Result<f64, Fault> {
        if *value.as_ref() > 0.0 && *value.as_ref() <= 3.0 {
            return Ok(*value.as_ref());
        }
        let place = self.file.place(&value.span());
        Err(Fault::new(place, "a discrepancy that cannot be")
            .found(value.as_ref())
            .wanted("above 0, at most 3: a standard deviation of the logarithm, so that 0.1 is ten per cent")
            .hint("no model is without one"))
    }

    fn targets(&self, raw: &RawTarget) -> Result<Vec<Target>, Fault> {
        let used = used::read(
            self.file,
            self.case,
            &RawUsed {
                of: raw.of.clone(),
                series: raw.series.clone(),
                dates: raw.dates.clone(),
            },
        )?;
        let outputs = shared().map(|output| output.id);
        let outputs: BTreeSet<&str> = outputs.collect();
        self.file.known(
            &raw.of,
            outputs.iter().copied(),
            "output of the model that the evidence has as well",
            "tables/outputs.csv of a check lists outputs",
        )?;
        let why = self.file.filled(&raw.why, "the reason")?;
        let discrepancy = self.spread(&raw.discrepancy)?;
        let row = |(date, text)| {
            let row = self.row(raw, (date, text))?;
            let quantity = &self.case.base.quantities[raw.of.as_ref()];
            Ok(Target {
                quantity: quantity.id.clone(),
                name: quantity.name.clone(),
                unit: quantity.unit.name.to_owned(),
                series: raw.series.as_ref().clone(),
                date,
                dims: row.dims.clone(),
                value: (row.value, row.low, row.high),
                discrepancy,
                why: why.clone(),
            })
        };
        used.dates.into_iter().zip(&raw.dates).map(row).collect()
    }

    /// The one row that is meant, through the door for fitting.
    fn row(
        &self,
        raw: &RawTarget,
        (date, text): (Period, &Spanned<String>),
    ) -> Result<Observation, Fault> {
        let open = self.case.base.for_fitting();
        let quantity = open.base().quantities.get(raw.of.as_ref());
        let series = quantity.and_then(|one| one.series(raw.series.as_ref()));
        let wanted = |row: &&Observation| {
            row.date == date
                && quantity.is_some_and(|one| one.place == row.place)
                && raw
                    .filter
                    .iter()
                    .all(|(key, value)| row.dims.get(key) == Some(value))
        };
        let rows = series.map(|one| one.rows.as_slice()).unwrap_or_default();
        let rows: Vec<&Observation> = rows.iter().filter(wanted).collect();
        match rows.as_slice() {
            [row] if row.value > 0.0 => Ok((*row).clone()),
            [_] => Err(self
                .file
                .wrong(text, "an observation that is not above zero")
                .wanted("a number above zero: distances are taken in logarithms")
                .hint("leave it out; `closerun run` sets it beside the runs all the same")),
            other => Err(self
                .file
                .wrong(text, "not one observation that may be fitted to")
                .found(format!("{} of {} at {date}", other.len(), raw.of.as_ref()))
                .wanted("exactly one; `where = { ... }` picks among dimensions")
                .hint("`closerun evidence QUANTITY` lists them and marks what is held out")),
        }
    }

    fn sealed(&self, raw: &RawSealed) -> Result<Sealed, Fault> {
        let names = self.case.base.holdouts.iter().map(|one| one.id.as_str());
        self.file.known(
            &raw.holdout,
            names,
            "hold-out",
            "hold-outs stand in holdouts.toml",
        )?;
        self.file.filled(&raw.why, "the reason")?;
        let block = self.case.base.holdouts.iter();
        let covers = block
            .filter(|one| one.id == *raw.holdout.as_ref())
            .flat_map(|one| &one.covers);
        let covers: BTreeSet<&str> = covers.map(|cover| cover.quantity.as_str()).collect();
        if let Some(stranger) = raw
            .quantities
            .iter()
            .find(|quantity| !covers.contains(quantity.as_str()))
        {
            return Err(self
                .file
                .wrong(&raw.holdout, "a seal on what the hold-out does not cover")
                .found(stranger)
                .wanted(covers.iter().copied().collect::<Vec<_>>().join(", "))
                .hint(did_you_mean(
                    stranger,
                    covers.iter().copied(),
                    "hold-outs stand in holdouts.toml",
                )));
        }
        Ok(Sealed {
            holdout: raw.holdout.as_ref().clone(),
            quantities: raw.quantities.clone(),
        })
    }
}
