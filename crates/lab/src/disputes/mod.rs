//! How far each dispute among historians moves each conclusion.
//!
//! A conclusion is one number beside an amount (`conclusions.toml`). A dispute is a choice: between rival series of one quantity, between
//! the weights of an index, between our rule and its rivals. One choice is changed at a time, the others stay at the first series of the
//! file, the index that is written, and our rules. A number on evidence is taken at the central values of the sources, one on runs as the
//! median over the seeds that all choices share.
//!
//! ```text
//! moves = largest / least number over the choices of a dispute      disputes of a conclusion, and conclusions, are ranked by it
//! ```
//!
//! The measure is `ours`. What a source says of its own error, and what chance (and over an ensemble parameters) does among runs, stand beside it and are never blended
//! into it. A dispute may move a number far and turn no verdict, or turn one by a hair; both are told.

mod of;
mod read;
mod table;

pub use of::ranked;
pub use read::all;
pub use table::{SCHEMA, json, table};

use crate::words;
use argument::case::Case;
use argument::claim::On;
use argument::predicate::{Cmp, Num, Predicate};
use argument::verdict::Outcome;
use std::collections::BTreeSet;

/// What stands on the right of a conclusion: an amount, and the sign before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unitless {
    /// The sign.
    pub cmp: Cmp,
    /// The amount, in its unit.
    pub value: f64,
    /// Its unit, "" for a pure number.
    pub unit: &'static str,
    /// One of this unit in base units.
    pub size: f64,
}

/// A conclusion.
#[derive(Clone, Debug, PartialEq)]
pub struct Conclusion {
    /// Key.
    pub id: String,
    /// Sentences to which it belongs.
    pub units: Vec<String>,
    /// What it says.
    pub says: String,
    /// Where its number comes from.
    pub on: On,
    /// The whole comparison as written.
    pub text: String,
    /// Why this number stands for it.
    pub why: String,
    /// The number.
    pub number: Num,
    /// What it is compared with.
    pub wanted: Unitless,
    /// The whole comparison, checked.
    pub predicate: Predicate,
}

/// What a dispute is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Which series of a quantity is taken.
    Series,
    /// With which weights an index is put together.
    Index,
    /// Which rule of the model is taken.
    Rule,
}

impl About {
    /// The word used in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Index => "index",
            Self::Rule => "rule",
        }
    }
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Key of the series, the index or the rival; `baseline` for our rules.
    pub name: String,
    /// The number, in the unit of the conclusion.
    pub value: f64,
    /// Ends of the source's own error, or 5th and 95th percentile over the seeds.
    pub range: (f64, f64),
    /// What it decides over that whole range, or over all those seeds.
    pub outcome: Outcome,
    /// The number with each seed, in their order; empty for evidence.
    pub by_seed: Vec<f64>,
}

/// Whether a verdict hangs on a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// The same on every side.
    No,
    /// On some sides it goes either way.
    Unsettles,
    /// It holds on one side and fails on another.
    Turns,
}

impl Turn {
    /// The words used in tables.
    pub fn words(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unsettles => "unsettles it",
            Self::Turns => "turns it",
        }
    }
}

/// A dispute, as far as it bears on one conclusion.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// The quantity, the index, or what the rules are about.
    pub name: String,
    /// What it is about.
    pub about: About,
    /// Its sides, the least number first. At least two.
    pub choices: Vec<Choice>,
    /// Sides that give no number.
    pub silent: Vec<String>,
}

impl Dispute {
    /// Least and largest.
    fn ends(&self) -> Option<(&Choice, &Choice)> {
        self.choices.first().zip(self.choices.last())
    }

    /// Largest over least number; infinite where the least is zero, none where numbers of both signs stand against each other.
    pub fn moves(&self) -> Option<f64> {
        let (least, largest) = self.ends()?;
        let (least, largest) = (least.value, largest.value);
        if least >= largest {
            Some(1.0)
        } else if least > 0.0 {
            Some(largest / least)
        } else if least >= 0.0 {
            Some(f64::INFINITY)
        } else {
            None
        }
    }

    /// By how much it moves the number, in words.
    pub fn moves_words(&self) -> String {
        match self.moves() {
            None => "changes sign".to_owned(),
            Some(moves) if moves.is_infinite() => "from nothing".to_owned(),
            Some(moves) => format!("x {moves:.2}"),
        }
    }

    /// In how many of the shared seeds the side with the largest number is above that with the least, and of how many; none for evidence.
    pub fn seeds(&self) -> Option<(usize, usize)> {
        let (least, largest) = self.ends()?;
        let pairs = || least.by_seed.iter().zip(&largest.by_seed);
        let above = pairs().filter(|(least, largest)| largest > least).count();
        (!least.by_seed.is_empty()).then(|| (above, pairs().count()))
    }

    /// Runs that all of its sides share; none for evidence.
    pub fn runs(&self) -> Option<usize> {
        let runs = self.choices.first()?.by_seed.len();
        (runs > 0).then_some(runs)
    }

    /// Over which runs its sides were taken, and in how many of them the largest is above the least; "" for evidence. `one` is what a run
    /// is called: member or seed.
    pub fn runs_words(&self, one: &str) -> String {
        let Some((above, of)) = self.seeds() else {
            return String::new();
        };
        let over = format!("over {}", words::plural(of, one));
        match above {
            0 => over,
            _ => format!("{over}, so in {above} of them"),
        }
    }

    /// What ranks it: what has no bound comes first.
    pub fn strength(&self) -> f64 {
        self.moves().unwrap_or(f64::INFINITY)
    }

    /// Whether the verdict hangs on it.
    pub fn turn(&self) -> Turn {
        let any =
            |wanted: fn(&Outcome) -> bool| self.choices.iter().any(|one| wanted(&one.outcome));
        let holds = any(|one| matches!(one, Outcome::Holds { .. }));
        let fails = any(|one| matches!(one, Outcome::Fails { .. }));
        let open = any(|one| matches!(one, Outcome::Mixed | Outcome::Undefined));
        match (holds && fails, open && (holds || fails)) {
            (true, _) => Turn::Turns,
            (_, true) => Turn::Unsettles,
            _ => Turn::No,
        }
    }

    /// Whether it does anything: moves the number by a hundredth, or moves the verdict.
    pub fn matters(&self) -> bool {
        self.strength() >= 1.01 || self.turn() > Turn::No
    }
}

/// A conclusion with its disputes.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The conclusion.
    pub conclusion: Conclusion,
    /// Its number with no choice changed; none if nothing gives it.
    pub own: Option<Choice>,
    /// Seeds behind that number; none for evidence.
    pub seeds: Option<usize>,
    /// Disputes, the one that moves it most first.
    pub disputes: Vec<Dispute>,
    /// Rivals under which the contrast that it names was not run.
    pub not_run: Vec<String>,
    /// Rivals under which there is no such number, as where it divides by nothing.
    pub no_number: Vec<String>,
}

impl Ranked {
    /// How far its strongest dispute moves it; 1 if there is none.
    pub fn strength(&self) -> f64 {
        self.disputes.first().map_or(1.0, Dispute::strength)
    }

    /// The most that a dispute does to its verdict.
    pub fn turn(&self) -> Turn {
        let turns = self.disputes.iter().map(Dispute::turn);
        turns.max().unwrap_or(Turn::No)
    }
}

/// What a dispute is about, for people: a quantity by the name that the evidence gives it, weights by the title of their output.
pub fn name(case: &Case, of: &Dispute) -> String {
    match of.about {
        About::Series => {
            let known = case.base.quantities.get(&of.name);
            known.map_or_else(|| of.name.clone(), |quantity| quantity.name.clone())
        }
        About::Index => match of.name.strip_prefix(WEIGHTS) {
            Some(output) => format!("{WEIGHTS}{}", words::plain::quantity(output)),
            None => of.name.clone(),
        },
        About::Rule => of.name.clone(),
    }
}

/// What one run is called: over an ensemble a member of it, else a seed.
pub fn one_run(ensemble: Option<i16>) -> &'static str {
    if ensemble.is_some() { "member" } else { "seed" }
}

/// How the name of a dispute about an index begins.
const WEIGHTS: &str = "weights of ";

/// Outputs that conclusions on runs ask for, so that they are taken down. Nothing if the file cannot be read, which loading tells.
pub(crate) fn outputs(case: &Case) -> BTreeSet<String> {
    let all = all(case).unwrap_or_default();
    let on_runs = all.iter().filter(|one| one.on == On::Runs);
    on_runs
        .flat_map(|one| one.predicate.terms.iter())
        .map(|term| term.quantity.clone())
        .collect()
}

#[cfg(test)]
mod tests;
