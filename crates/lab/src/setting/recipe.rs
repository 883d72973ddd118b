//! A number worked out from evidence: sums of terms, each a series at a day, read through the door for fitting.

use super::used::Used;
use argument::case::file::File;
use argument::date::Period;
use argument::evidence::{FittingBase, Observation, Quantity, Series};
use argument::fault::Fault;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// How a number of ours stands among the series that a sum rests on.
const OURS: &str = "ours";

/// A term as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Term {
    of: Option<Spanned<String>>,
    series: Option<Spanned<String>>,
    at: Option<Spanned<String>>,
    #[serde(default)]
    places: Vec<String>,
    #[serde(default, rename = "where")]
    filter: BTreeMap<String, String>,
    line: Option<Vec<Self>>,
    value: Option<Spanned<f64>>,
    why: Option<Spanned<String>>,
    #[serde(default)]
    times: Vec<Self>,
    #[serde(default)]
    over: Vec<Self>,
}

/// Where terms are read.
pub(super) struct Kitchen<'a> {
    /// The file of the recipe.
    pub(super) file: &'a File<'a>,
    /// Evidence without hold-outs.
    pub(super) open: &'a FittingBase,
    /// All evidence, only to say that a missing row is held out.
    pub(super) all: &'a argument::evidence::Base,
    /// The day that terms are for unless they name one.
    pub(super) day: f64,
    /// Series used so far, "quantity: series"; a number of ours is "ours".
    pub(super) used: BTreeSet<String>,
    /// Observations used so far.
    pub(super) rows: Vec<Used>,
}

/// The middle of a period as a day number.
pub(super) fn middle(period: Period) -> f64 {
    f64::midpoint(f64::from(period.start), f64::from(period.end))
}

impl Kitchen<'_> {
    /// Sum of `plus` less sum of `minus`, in base units.
    pub(super) fn sum(&mut self, plus: &[Term], minus: &[Term]) -> Result<f64, Fault> {
        let mut sum = 0.0;
        for term in plus {
            sum += self.term(term)?;
        }
        for term in minus {
            sum -= self.term(term)?;
        }
        Ok(sum)
    }

    fn term(&mut self, term: &Term) -> Result<f64, Fault> {
        let mut value = self.alone(term)?;
        for factor in &term.times {
            value *= self.term(factor)?;
        }
        for divisor in &term.over {
            value /= self.term(divisor)?;
        }
        Ok(value)
    }

    fn alone(&mut self, term: &Term) -> Result<f64, Fault> {
        if let Some(value) = &term.value {
            let place = self.file.place(&value.span());
            let Some(why) = &term.why else {
                return Err(Fault::new(place, "a number without a reason")
                    .found(value.as_ref())
                    .wanted("why = \"...\" beside the value")
                    .hint("a number of ours says so and says why"));
            };
            self.file.filled(why, "the reason")?;
            self.used.insert(OURS.to_owned());
            return Ok(*value.as_ref());
        }
        if let Some(line) = &term.line {
            return self.line(line);
        }
        let day = self.day_of(term)?;
        self.series_at(term, day)
    }

    fn day_of(&self, term: &Term) -> Result<f64, Fault> {
        match &term.at {
            Some(at) => Ok(middle(self.file.date(at)?)),
            None => Ok(self.day),
        }
    }

    /// A straight line between two terms, each at its own day.
    fn line(&mut self, ends: &[Term]) -> Result<f64, Fault> {
        let [first, last] = ends else {
            let place = self.file.place_of(0);
            return Err(Fault::new(place, "a line needs two ends")
                .found(ends.len())
                .wanted("line = [{ ... }, { ... }], each with `at`")
                .hint("name two observations"));
        };
        let (from, to) = (self.day_of(first)?, self.day_of(last)?);
        let (a, b) = (self.term(first)?, self.term(last)?);
        Ok(a + (b - a) * (self.day - from) / (to - from))
    }

    fn series_at(&mut self, term: &Term, day: f64) -> Result<f64, Fault> {
        let (quantity, series) = self.find(term)?;
        let unit = quantity.unit;
        self.used.insert(format!("{}: {}", quantity.id, series.id));
        // Rows of one place and category are a course in time; several add up.
        let mut courses: BTreeMap<(&str, String), Vec<&Observation>> = BTreeMap::new();
        let wanted = |row: &&Observation| {
            (term.places.is_empty() || term.places.contains(&row.place))
                && term
                    .filter
                    .iter()
                    .all(|(key, value)| row.dims.get(key) == Some(value))
        };
        for row in series.rows.iter().filter(wanted) {
            courses
                .entry((&row.place, format!("{:?}", row.dims)))
                .or_default()
                .push(row);
        }
        let missing = term
            .places
            .iter()
            .find(|place| !courses.keys().any(|(known, _)| known == place));
        if courses.is_empty() || missing.is_some() {
            return Err(self.absent(
                term,
                &quantity,
                &missing
                    .cloned()
                    .unwrap_or_else(|| format!("{:?}", term.filter)),
            ));
        }
        self.rows.push(Used {
            quantity: quantity.id.clone(),
            series: series.id.clone(),
            dates: courses
                .values()
                .flat_map(|rows| neighbours(rows, day))
                .collect(),
        });
        let mut sum = 0.0;
        for ((place, _), rows) in courses {
            let value = course_at(&rows, day).ok_or_else(|| self.absent(term, &quantity, place))?;
            sum += unit.to_base(value);
        }
        Ok(sum)
    }

    fn find(&self, term: &Term) -> Result<(Quantity, Series), Fault> {
        let base = self.open.base();
        let (Some(of), Some(series)) = (&term.of, &term.series) else {
            return Err(
                Fault::new(self.file.place_of(0), "a term without quantity or series")
                    .found(format!("{:?}", term.of.as_ref().map(Spanned::as_ref)))
                    .wanted("of = \"...\", series = \"...\", or line, or value")
                    .hint("every term names the series it comes from"),
            );
        };
        self.file.known(
            of,
            base.quantities.keys().map(String::as_str),
            "quantity",
            "`closerun evidence` lists them",
        )?;
        let quantity = &base.quantities[of.as_ref()];
        let keys = quantity.series.iter().map(|series| series.id.as_str());
        self.file.known(
            series,
            keys,
            "series",
            "`closerun evidence QUANTITY` lists them",
        )?;
        let series = quantity.series(series.as_ref()).cloned();
        Ok((
            quantity.clone(),
            series.ok_or_else(|| Fault::new(self.file.place(&of.span()), "unknown series"))?,
        ))
    }

    /// No observation for a term: because there is none, or because it is held out.
    fn absent(&self, term: &Term, quantity: &Quantity, wanted: &str) -> Fault {
        let place = term
            .of
            .as_ref()
            .map_or_else(|| self.file.place_of(0), |of| self.file.place(&of.span()));
        let held: BTreeSet<&str> = self.all.quantities[&quantity.id]
            .rows()
            .flat_map(|(series, row)| self.all.holdouts_of(&quantity.id, &series.id, row))
            .collect();
        let hint = if held.is_empty() {
            "`closerun evidence QUANTITY` shows dates, places and categories; a day must be one of them or lie between two".to_owned()
        } else {
            let held: Vec<&str> = held.into_iter().collect();
            format!(
                "observations of {} are held out ({}), and no run may be built on them",
                quantity.id,
                held.join(", ")
            )
        };
        Fault::new(place, "no observation that a run may use")
            .found(format!("{} for {wanted}", quantity.id))
            .wanted(
                "an observation at the day, or one before and one after it, that is not held out",
            )
            .hint(hint)
    }
}

/// Dates of the observations that a value at a day rests on.
fn neighbours(rows: &[&Observation], day: f64) -> Vec<Period> {
    let near = |row: &&&Observation| (middle(row.date) - day).abs() < 0.75;
    if let Some(row) = rows.iter().find(near) {
        return vec![row.date];
    }
    let mut dates: Vec<Period> = rows.iter().map(|row| row.date).collect();
    dates.sort_by(|a, b| middle(*a).total_cmp(&middle(*b)));
    let after = dates.partition_point(|date| middle(*date) < day);
    dates[after.saturating_sub(1)..(after + 1).min(dates.len())].to_vec()
}

/// Value of a course at a day: that of the observation there, or on the line between its neighbours.
fn course_at(rows: &[&Observation], day: f64) -> Option<f64> {
    let mut points: Vec<(f64, f64)> = rows
        .iter()
        .map(|row| (middle(row.date), row.value))
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, value)) = points.iter().find(|(at, _)| (at - day).abs() < 0.75) {
        return Some(*value);
    }
    points.windows(2).find_map(|pair| {
        let ((before, a), (after, b)) = (pair[0], pair[1]);
        (before < day && day < after).then(|| a + (b - a) * (day - before) / (after - before))
    })
}
