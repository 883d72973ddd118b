//! What the evidence holds of each kind of what happened to people: rival series apart, each with its own range, none averaged and
//! none added.

use super::{CAMPS, EVERYBODY, EXECUTED, HUNGER, Kind, LEDGER, SETTLED, SETTLERS};
use crate::simulate::beside::same_date;
use crate::words::rounded;
use argument::case::Case;
use argument::date::Period;
use argument::evidence::{Observation, Series, Verified};
use std::collections::BTreeMap;

/// Ranges no wider than this share of the value either way are told in a word.
const NARROW: f64 = 0.05;
/// The model is called far off when its number is so many times the record's, or the record's so many times its own.
const FAR: f64 = 2.0;

/// At what time of a year a kind is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Over it.
    During,
    /// On the first of January that begins it.
    AtStart,
    /// On the first of January that ends it.
    AtEnd,
}

/// A quantity that counts a kind.
#[derive(Clone, Copy, Debug)]
struct Counted {
    quantity: &'static str,
    /// The dimension that it must have, with its value; none if it has no dimension.
    dim: Option<(&'static str, &'static str)>,
    when: When,
    /// What it counts, "" if that is what the kind says.
    what: &'static str,
}

const fn counted(quantity: &'static str, what: &'static str) -> Counted {
    Counted {
        quantity,
        dim: None,
        when: When::During,
        what,
    }
}

impl Counted {
    const fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.dim = Some((name, value));
        self
    }

    const fn on(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    fn is_of(&self, row: &Observation) -> bool {
        let wanted = |(name, value): (&str, &str)| row.dims.get(name).is_some_and(|is| is == value);
        self.dim.map_or(row.dims.is_empty(), wanted)
    }

    /// The year of the runs under which a figure of this date is told, and its span if that is another one than the year's.
    fn year_of(&self, date: Period, years: &[u32]) -> Option<(u32, Option<Period>)> {
        let same = |year: &&u32| {
            let own = match self.when {
                When::During => year.to_string(),
                When::AtStart => format!("{year}-01-01"),
                When::AtEnd => format!("{}-01-01", *year + 1),
            };
            same_date(&own, date)
        };
        if let Some(year) = years.iter().find(same) {
            return Some((*year, None));
        }
        let touches = |year: &&u32| {
            let own = Period::parse(&year.to_string());
            own.is_ok_and(|own| own.start <= date.end && date.start <= own.end)
        };
        let mut years = years.iter().filter(|_| self.when == When::During);
        years.find(touches).map(|year| (*year, Some(date)))
    }
}

const FAMINE: &[Counted] = &[counted(
    "famine_excess_deaths",
    "excess deaths of the famine",
)];
const DEATH_SENTENCES: &[Counted] = &[
    counted("sentenced_by_political_police", "sentences to death").with("measure", "execution"),
    counted("extrajudicial_executions", "shot without trial, at least"),
    counted("order_00447_executed", "shot under order 00447"),
];
const INMATES: &[Counted] = &[counted("camp_deaths", "").with("category", "camps")];
const IN_SETTLEMENTS: &[Counted] = &[counted("special_settler_deaths", "as registered")];
const SETTLED_THERE: &[Counted] = &[counted(SETTLERS, "").on(When::AtEnd)];
const BIRTHS: &[Counted] = &[counted("births", "")];
const PEOPLE: &[Counted] = &[counted("population", "").on(When::AtStart)];

fn counts(kind: Kind) -> &'static [Counted] {
    match kind {
        HUNGER => FAMINE,
        EXECUTED => DEATH_SENTENCES,
        CAMPS => INMATES,
        SETTLED => IN_SETTLEMENTS,
        EVERYBODY => PEOPLE,
        Kind {
            quantity: SETTLERS, ..
        } => SETTLED_THERE,
        Kind {
            quantity: LEDGER,
            word: "born",
            ..
        } => BIRTHS,
        _ => &[],
    }
}

/// One figure, in persons.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'a> {
    /// Central value.
    pub value: f64,
    /// Lower end of the range entered for it; the value, if none is.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Its own date.
    pub date: Period,
    /// Key of its source.
    pub source: &'a str,
}

/// One series of the record, as far as it tells of the years of the runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded<'a> {
    /// Quantity.
    pub quantity: &'static str,
    /// Series.
    pub series: &'a Series,
    /// What it counts, "" if that is what the kind says.
    pub what: &'static str,
    /// The span of its one figure, if that is no year of the runs: nothing of the model is set beside it.
    pub span: Option<Period>,
    /// Whether nobody has opened the page that its figures are said to stand on.
    pub is_recalled: bool,
    /// Figures by year of the runs.
    pub figures: BTreeMap<u32, Figure<'a>>,
}

/// The range of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Low and high are the value.
    None,
    /// Within so many per cent of the value either way.
    Within(u32),
    /// Wider: it is told figure by figure.
    Wide,
}

impl Recorded<'_> {
    /// How wide the ranges of its figures are.
    pub fn range(&self) -> Range {
        let share = |one: &Figure<'_>| {
            let most = (one.high - one.value).max(one.value - one.low);
            if most > 0.0 { most / one.value } else { 0.0 }
        };
        let widest = self.figures.values().map(share).fold(0.0, f64::max);
        if widest <= 0.0 {
            return Range::None;
        }
        let mut percent = 1;
        // A margin of 3 per cent is rounded to whole persons, so that it may pass 3 by a hair.
        while f64::from(percent) / 100.0 + 0.001 < widest {
            percent += 1;
        }
        if widest <= NARROW {
            Range::Within(percent)
        } else {
            Range::Wide
        }
    }

    /// The name of the series, and what is known of its figures.
    pub fn label(&self) -> String {
        let mut parts = vec![self.series.name.clone()];
        parts.extend(self.span.map(|span| format!("for {span}")));
        parts.extend(self.is_recalled.then(|| "recalled".to_owned()));
        match self.range() {
            Range::None => parts.push("no range given".to_owned()),
            Range::Within(percent) => parts.push(format!("range within {percent} %")),
            Range::Wide => {}
        }
        parts.join("; ")
    }

    /// One figure, rounded, with its range if that is not told with the series.
    pub fn text(&self, figure: &Figure<'_>) -> String {
        let [value, low, high] = [figure.value, figure.low, figure.high].map(rounded);
        if self.range() == Range::Wide && figure.low < figure.high {
            format!("{value} [{low} to {high}]")
        } else {
            value
        }
    }

    /// The model's number over the record's, in words, where both are of one year.
    pub fn ratio(&self, year: u32, model: f64) -> Option<String> {
        let figure = self.figures.get(&year).filter(|_| self.span.is_none())?;
        if figure.value <= 0.0 {
            return None;
        }
        let ratio = model / figure.value;
        let number = if ratio < 0.01 {
            "under 0.01".to_owned()
        } else if ratio < 10.0 {
            format!("{ratio:.2}")
        } else {
            format!("{ratio:.0}")
        };
        Some(if ratio * FAR < 1.0 {
            format!("{number}, less than half")
        } else if ratio > FAR {
            format!("{number}, more than twice")
        } else {
            number
        })
    }
}

/// What the evidence holds of a kind in some years, or in spans that touch them: each series apart, what was looked up apart from what was
/// recalled.
pub fn of<'a>(case: &'a Case, kind: Kind, years: &[u32]) -> Vec<Recorded<'a>> {
    let mut all: Vec<Recorded<'a>> = Vec::new();
    for counted in counts(kind) {
        let Some(quantity) = case.base.quantities.get(counted.quantity) else {
            continue;
        };
        let own = quantity
            .rows()
            .filter(|(_, row)| row.place == quantity.place);
        for (series, row) in own.filter(|(_, row)| counted.is_of(row)) {
            let Some((year, span)) = counted.year_of(row.date, years) else {
                continue;
            };
            let is_recalled = row.verified == Verified::Recalled;
            let figure = figure(series, row);
            let known = all.iter_mut().find(|one| {
                one.quantity == counted.quantity
                    && one.series.id == series.id
                    && (one.span, one.is_recalled) == (span, is_recalled)
            });
            if let Some(known) = known {
                known.figures.insert(year, figure);
                continue;
            }
            all.push(Recorded {
                quantity: counted.quantity,
                series,
                what: counted.what,
                span,
                is_recalled,
                figures: BTreeMap::from([(year, figure)]),
            });
        }
    }
    all
}

fn figure<'a>(series: &Series, row: &'a Observation) -> Figure<'a> {
    let [value, low, high] = [row.value, row.low, row.high].map(|one| series.unit.to_base(one));
    Figure {
        value,
        low,
        high,
        date: row.date,
        source: &row.source,
    }
}
