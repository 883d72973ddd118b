//! Predicates: what would make a reading true, in the Common Expression Language (CEL).
//!
//! A quantity of the evidence is a function of a date and, where it has them, of dimensions or a
//! place; an event is a function of nothing and gives its day:
//!
//! ```text
//! steel(1935) / steel(1932) > 2.0
//! as_said(gross_industrial_output(1937) / gross_industrial_output(1932))
//! prison_term(1935, {'person': 'zinoviev'}) == amount(10, 'years')
//! during(verification_of_party_documents(), '1935-05-13')
//! ```
//!
//! A predicate on runs asks the outputs of a model instead, under a scenario if it names one:
//!
//! ```text
//! births(1933, {'under': 'no-famine'}) > births(1933)
//! ```
//!
//! `amount(n, 'unit')` gives a number its unit, `day('...')` is a date, `during(event, 'period')`
//! asks whether a day lies in a span, `as_said(x)` whether x lies in the range that the reading
//! gives to the passage's words. Comparisons, `&& || !`, and `+ - * /` are as in CEL.
//!
//! The text is parsed by the `cel` crate; the tree here is a typed subset of its syntax tree whose
//! dimensions were checked. [`eval`] walks it over points and over intervals.

mod build;
mod call;
pub mod eval;
mod limit;
mod output;
pub mod print;
pub mod reference;

use crate::date::Period;
use crate::evidence::{Base, Kind, Observation, Quantity, Series};
use std::collections::BTreeMap;

pub use build::{PredicateFault, parse, parse_runs};

/// The date of a term as the predicate writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A calendar year. For flows it also finds the only observation inside that year.
    Year(i16),
    /// Exactly this span.
    Span(Period),
    /// The day of an event.
    Event,
}

/// One number that the evidence, or a run, has to supply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Quantity or event.
    pub quantity: String,
    /// When.
    pub when: When,
    /// Where.
    pub place: String,
    /// Dimensions.
    pub dims: BTreeMap<String, String>,
    /// Scenario of the runs that answer it; none for the baseline, and for evidence.
    pub under: Option<String>,
}

impl Term {
    /// The row of a series that answers the term, if it has one.
    pub fn find<'a>(&self, quantity: &Quantity, series: &'a Series) -> Option<&'a Observation> {
        let here = |row: &&Observation| row.place == self.place && row.dims == self.dims;
        match self.when {
            When::Event => series.rows.first(),
            When::Span(span) => series.rows.iter().filter(here).find(|row| row.date == span),
            When::Year(year) => {
                let span = Period::year(year).ok()?;
                let exact = series.rows.iter().filter(here).find(|row| row.date == span);
                exact.or_else(|| only_inside(quantity, series.rows.iter().filter(here), span))
            }
        }
    }
}

fn only_inside<'a>(
    quantity: &Quantity,
    rows: impl Iterator<Item = &'a Observation>,
    span: Period,
) -> Option<&'a Observation> {
    if quantity.kind == Kind::Stock {
        // "1 January 1934" is not "1934": a stock must be asked for by its instant.
        return None;
    }
    let mut inside = rows.filter(|row| span.contains(row.date));
    let first = inside.next();
    if inside.next().is_some() { None } else { first }
}

/// Arithmetic operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Sum.
    Add,
    /// Difference.
    Sub,
    /// Product.
    Mul,
    /// Quotient.
    Div,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cmp {
    /// Less than.
    Lt,
    /// At most.
    Le,
    /// Greater than.
    Gt,
    /// At least.
    Ge,
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
}

/// An expression that gives a number, in base units.
#[derive(Clone, Debug, PartialEq)]
pub enum Num {
    /// A literal: value as written, and the unit it was written in ("" for a bare number).
    Literal {
        /// The number as written.
        value: f64,
        /// Its unit, "" for none.
        unit: &'static str,
    },
    /// A literal date: first and last day.
    Day(Period),
    /// A number from the evidence, by its index in [`Predicate::terms`].
    Term(usize),
    /// Change of sign.
    Neg(Box<Self>),
    /// Arithmetic.
    Binary(Op, Box<Self>, Box<Self>),
}

/// An expression that is true or false.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// A comparison.
    Compare(Cmp, Num, Num),
    /// Whether a pure number lies in the range that words stand for.
    AsSaid {
        /// The number.
        what: Num,
        /// Lowest admitted.
        low: f64,
        /// Highest admitted.
        high: f64,
    },
    /// Whether a day lies in a span.
    During(Num, Period),
    /// Both.
    And(Box<Self>, Box<Self>),
    /// Either.
    Or(Box<Self>, Box<Self>),
    /// Not.
    Not(Box<Self>),
}

/// A checked predicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicate {
    /// What has to hold.
    pub test: Test,
    /// What the evidence, or a run, has to supply.
    pub terms: Vec<Term>,
}

impl Test {
    /// Calls `visit` on every atomic test (everything but and, or, not), left to right.
    pub fn atoms<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        match self {
            Self::And(a, b) | Self::Or(a, b) => {
                a.atoms(visit);
                b.atoms(visit);
            }
            Self::Not(a) => a.atoms(visit),
            atom => visit(atom),
        }
    }

    /// The same for changing them in place.
    pub fn atoms_mut(&mut self, visit: &mut impl FnMut(&mut Self)) {
        match self {
            Self::And(a, b) | Self::Or(a, b) => {
                a.atoms_mut(visit);
                b.atoms_mut(visit);
            }
            Self::Not(a) => a.atoms_mut(visit),
            atom => visit(atom),
        }
    }
}

impl Num {
    /// Calls `visit` on every node, parents first.
    pub fn each_mut(&mut self, visit: &mut impl FnMut(&mut Self)) {
        visit(self);
        match self {
            Self::Neg(a) => a.each_mut(visit),
            Self::Binary(_, a, b) => {
                a.each_mut(visit);
                b.each_mut(visit);
            }
            Self::Literal { .. } | Self::Day(_) | Self::Term(_) => {}
        }
    }
}

impl Predicate {
    /// Whether a number of this predicate is a day and not an amount.
    pub fn is_date(&self, base: &Base, num: &Num) -> bool {
        match num {
            Num::Day(_) => true,
            Num::Term(index) => base
                .quantities
                .get(&self.terms[*index].quantity)
                .is_some_and(|quantity| quantity.dimension().is_date()),
            Num::Binary(Op::Add | Op::Sub, a, b) => self.is_date(base, a) && !self.is_date(base, b),
            _ => false,
        }
    }
}
