//! Quantities, their rival series, observations, dated events and hold-outs.
//!
//! Nothing is averaged here and nothing is filled in. A series is one estimator; rivals are
//! series of one quantity. A dated fact is a quantity whose value is a day and whose rival
//! datings are its series, so that dates and numbers are judged by the same rule.

use crate::date::Period;
use crate::fault::Place;
use crate::source::{Rank, Source};
use crate::unit::{DeathKind, Dimension, INDEX, Unit, VOLUME};
use std::collections::BTreeMap;

/// Whether a figure was seen in the stored copy of a page, or comes from memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verified {
    /// The figure, or what it was derived from, was seen.
    LookedUp,
    /// The figure was remembered from a named work and not seen.
    Recalled,
}

impl Verified {
    /// The word used in data files and tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::LookedUp => "looked-up",
            Self::Recalled => "recalled",
        }
    }

    /// Reads the word used in data files.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::LookedUp, Self::Recalled]
            .into_iter()
            .find(|verified| verified.label() == word)
    }
}

/// What sort of number a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An amount over a period.
    Flow,
    /// An amount at an instant.
    Stock,
    /// A share, rate or ratio.
    Ratio,
    /// An index or other volume without a level.
    Index,
    /// A price or wage.
    Price,
    /// A target, not a fact.
    Plan,
    /// The date of an event.
    Event,
}

impl Kind {
    /// Reads the word used in data files; events have their own file.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "flow" => Self::Flow,
            "stock" => Self::Stock,
            "ratio" => Self::Ratio,
            "index" => Self::Index,
            "price" => Self::Price,
            "plan" => Self::Plan,
            _ => return None,
        })
    }

    /// The word used in tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Stock => "stock",
            Self::Ratio => "ratio",
            Self::Index => "index",
            Self::Price => "price",
            Self::Plan => "plan",
            Self::Event => "event",
        }
    }
}

/// One value of a series, with its own error and its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// When.
    pub date: Period,
    /// Where: a key of the gazetteer.
    pub place: String,
    /// Values of the quantity's dimensions (sex, age, camp ...).
    pub dims: BTreeMap<String, String>,
    /// Central value, in the series' unit; a day number for events.
    pub value: f64,
    /// Lower end of this source's own error.
    pub low: f64,
    /// Upper end of this source's own error.
    pub high: f64,
    /// Key of the source.
    pub source: String,
    /// Page or table in the source, "" if not known.
    pub page: String,
    /// Looked up or recalled.
    pub verified: Verified,
    /// Probability, as judged by the compiler of the base, that the documented figure lies in
    /// the range and the citation is right.
    pub confidence: f64,
    /// Computed from other observations rather than read.
    pub derived: bool,
    /// Remark.
    pub note: String,
    /// Where the row stands in the case.
    pub at: Place,
}

/// One estimator of a quantity: author, method, price basis, its dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Key inside the quantity.
    pub id: String,
    /// Label for tables.
    pub name: String,
    /// Author, "" if it is a body's own statistics.
    pub author: String,
    /// School the estimator belongs to (official, archive, western ...).
    pub school: String,
    /// How it was made.
    pub method: String,
    /// Prices it is valued at, for money.
    pub price_basis: String,
    /// Base of an index, e.g. "1928 = 100".
    pub base: String,
    /// Unit of its values.
    pub unit: Unit,
    /// Remark.
    pub note: String,
    /// Its observations, in file order.
    pub rows: Vec<Observation>,
    /// Where it stands in the case.
    pub at: Place,
}

/// What is measured, with all its rival series.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Name in predicates.
    pub id: String,
    /// What is measured, in plain words; for an event what happened.
    pub name: String,
    /// Topic (the file it lives in).
    pub topic: String,
    /// What sort of number it is.
    pub kind: Kind,
    /// Unit.
    pub unit: Unit,
    /// Place of a term that names none.
    pub place: String,
    /// Names of the dimensions every row carries.
    pub dimensions: Vec<String>,
    /// Kind of death counted, if any.
    pub deaths: Option<DeathKind>,
    /// Body that decided, for events.
    pub body: String,
    /// Mechanisms an event feeds.
    pub mechanisms: Vec<String>,
    /// Remark.
    pub note: String,
    /// Rival series; none only where a search note says so.
    pub series: Vec<Series>,
    /// Where it stands in the case.
    pub at: Place,
}

impl Quantity {
    /// Dimension of its numbers. Volumes and indices have a base of their own, so that only
    /// ratios of the same quantity are pure numbers; money of one price basis carries it.
    pub fn dimension(&self) -> Dimension {
        let base = match self.unit.base {
            VOLUME | INDEX => format!("volume of {}", self.id),
            "roubles" => self.money_base(),
            other => other.to_owned(),
        };
        Dimension::base(base).of_deaths(self.deaths)
    }

    fn money_base(&self) -> String {
        let mut bases: Vec<&str> = self.series.iter().map(|s| s.price_basis.as_str()).collect();
        bases.sort_unstable();
        bases.dedup();
        match bases[..] {
            [] | ["" | "current"] => "roubles".to_owned(),
            [basis] => format!("roubles of {basis}"),
            _ => format!("volume of {}", self.id),
        }
    }

    /// The series with this key.
    pub fn series(&self, id: &str) -> Option<&Series> {
        self.series.iter().find(|series| series.id == id)
    }

    /// All observations of all series.
    pub fn rows(&self) -> impl Iterator<Item = (&Series, &Observation)> {
        self.series
            .iter()
            .flat_map(|series| series.rows.iter().map(move |row| (series, row)))
    }

    /// The distinct dates that any series has, for hints.
    pub fn dates(&self) -> Vec<Period> {
        let mut dates: Vec<Period> = self.rows().map(|(_, row)| row.date).collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }
}

/// A key of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct GazetteerPlace {
    /// Key.
    pub id: String,
    /// Name of the time.
    pub name: String,
    /// state, republic, region, city, camp, group ...
    pub kind: String,
    /// Key of the place it lies in, "" for none.
    pub within: String,
    /// Members of a group.
    pub members: Vec<String>,
    /// Latitude and longitude in degrees, where known.
    pub position: Option<(f64, f64)>,
    /// Remark.
    pub note: String,
}

/// A note of what was looked for and not found. Never a zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchNote {
    /// Key.
    pub id: String,
    /// Quantity or event that may therefore stand without observations, "" if none.
    pub subject: String,
    /// What was looked for.
    pub looked_for: String,
    /// Where.
    pub looked_in: String,
    /// With what result.
    pub result: String,
}

/// One part of a hold-out: a quantity, some of its series, a filter and explicit dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Quantity or event.
    pub quantity: String,
    /// Series; empty means all.
    pub series: Vec<String>,
    /// Values of dimensions (or `place`) that a row must have.
    pub filter: BTreeMap<String, String>,
    /// Dates that are held out.
    pub dates: Vec<Period>,
}

impl Cover {
    /// Whether a row belongs to this part.
    pub fn holds(&self, quantity: &str, series: &str, row: &Observation) -> bool {
        self.quantity == quantity
            && (self.series.is_empty() || self.series.iter().any(|id| id == series))
            && self.dates.contains(&row.date)
            && self.filter.iter().all(|(key, wanted)| {
                let found = if key == "place" {
                    Some(&row.place)
                } else {
                    row.dims.get(key)
                };
                found == Some(wanted)
            })
    }
}

/// A block of observations that no fitting code may open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldOut {
    /// Key, H01 and so on.
    pub id: String,
    /// What is held out.
    pub what: String,
    /// What it is meant to test.
    pub purpose: String,
    /// What it cannot cover, and why.
    pub note: String,
    /// What it covers.
    pub covers: Vec<Cover>,
}

impl HoldOut {
    /// Whether a row belongs to the block.
    pub fn holds(&self, quantity: &str, series: &str, row: &Observation) -> bool {
        self.covers
            .iter()
            .any(|cover| cover.holds(quantity, series, row))
    }
}

/// The whole evidence of a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Base {
    /// Quantities and events by id.
    pub quantities: BTreeMap<String, Quantity>,
    /// Sources by key.
    pub sources: BTreeMap<String, Source>,
    /// Gazetteer by key.
    pub places: BTreeMap<String, GazetteerPlace>,
    /// Search notes in file order.
    pub searches: Vec<SearchNote>,
    /// Hold-outs in file order.
    pub holdouts: Vec<HoldOut>,
}

impl Base {
    /// Rank of an observation: that of its source, lowered to recalled if it was not seen.
    pub fn rank(&self, row: &Observation) -> Rank {
        if row.verified == Verified::Recalled {
            return Rank::Recalled;
        }
        self.sources
            .get(&row.source)
            .map_or(Rank::Recalled, |source| source.rank)
    }

    /// The hold-outs that a row belongs to.
    pub fn holdouts_of(&self, quantity: &str, series: &str, row: &Observation) -> Vec<&str> {
        self.holdouts
            .iter()
            .filter(|holdout| holdout.holds(quantity, series, row))
            .map(|holdout| holdout.id.as_str())
            .collect()
    }

    /// What code that fits parameters may see: the base without any held-out observation. The
    /// only way to hand evidence to a fit.
    #[must_use]
    pub fn for_fitting(&self) -> FittingBase {
        let mut base = self.clone();
        for (id, quantity) in &mut base.quantities {
            for series in &mut quantity.series {
                let key = series.id.clone();
                series
                    .rows
                    .retain(|row| self.holdouts_of(id, &key, row).is_empty());
            }
        }
        FittingBase(base)
    }

    /// Numbers without events: (observations, of which recalled).
    pub fn count(&self) -> (usize, usize) {
        self.quantities
            .values()
            .filter(|quantity| quantity.kind != Kind::Event)
            .flat_map(Quantity::rows)
            .fold((0, 0), |(all, recalled), (_, row)| {
                let one = usize::from(row.verified == Verified::Recalled);
                (all + 1, recalled + one)
            })
    }

    /// The quantities that are events.
    pub fn events(&self) -> impl Iterator<Item = &Quantity> {
        self.quantities
            .values()
            .filter(|quantity| quantity.kind == Kind::Event)
    }
}

/// Evidence with every held-out observation removed.
#[derive(Clone, Debug, PartialEq)]
pub struct FittingBase(Base);

impl FittingBase {
    /// The observations that remain.
    pub fn base(&self) -> &Base {
        &self.0
    }
}
