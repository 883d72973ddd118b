//! Verdicts: what evidence and runs decide about a claim, over every admissible combination.
//!
//! Runs are judged by the same rule: rival settings stand where rival series stand, and seeds where ranges do.
//!
//! A combination takes one series for all dates of a quantity, and every number of it may lie
//! anywhere inside its own source's range. Nothing is averaged and no series outvotes another.

mod by;
mod claim;
mod court;
pub(crate) mod gauge;
mod outcome;
mod reading;
mod space;
mod trial;
mod whole;

pub use by::By;
pub(crate) use claim::tempered;
pub use claim::{judge_claim, judge_in, status_of_claim, status_over};
pub use court::{Court, Ground};
pub use outcome::{Outcome, SCRAMBLE_SEED, Tally};
pub use reading::{judge_reading, outcomes, outcomes_where, quick_status, status_of};
pub use space::{Cell, Choice, Estimates, Slot, Space};
pub use trial::{Points, Setpoint};
pub use whole::{Check, Fates, Summary, UnitVerdict, assemble};

use crate::claim::{Class, Label, On, OnRuns, Role};
use crate::margin::Margin;
use crate::mutant::{Fate, Mutant};
use crate::source::Rank;
use std::collections::BTreeSet;

/// The nine things that a verdict can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// False on every admissible combination.
    Contradicted,
    /// Any other mixture of true and false.
    Contested,
    /// Constant inside each series (or reading), differing between them; or true under some
    /// readings and unknown under the others.
    SupportedUnder,
    /// No admissible observation.
    Uncorroborated,
    /// Only a simulation can judge it.
    NeedsModel,
    /// True in every trial, of a claim whose class is `assumed`: an input or a rule of ours makes it so.
    FollowsFromRule,
    /// True on every admissible combination.
    Supported,
    /// Evaluation or metaphor.
    NotTestable,
    /// The sentence is damaged.
    TextLost,
}

impl Status {
    /// All statuses, in the order in which a part decides its sentence (worst first).
    pub const ALL: [Self; 9] = [
        Self::Contradicted,
        Self::Contested,
        Self::SupportedUnder,
        Self::Uncorroborated,
        Self::NeedsModel,
        Self::FollowsFromRule,
        Self::Supported,
        Self::NotTestable,
        Self::TextLost,
    ];

    /// The words used in tables and data.
    pub fn label(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::SupportedUnder => "supported under S",
            Self::Contested => "contested",
            Self::Uncorroborated => "uncorroborated",
            Self::NotTestable => "not testable",
            Self::TextLost => "text lost",
            Self::NeedsModel => "needs the model",
            Self::FollowsFromRule => "follows from our rule",
        }
    }

    /// One line that says what the word means.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Supported => {
                "true on every admissible combination of series and range ends; or in all trials of all settings"
            }
            Self::Contradicted => "false on every admissible combination, or in all trials",
            Self::SupportedUnder => {
                "true under some series, settings or readings, false or unknown under the others; S names them"
            }
            Self::Contested => {
                "any other mixture of true and false; a second word says whether rules, sources or readings disagree, or chance decides"
            }
            Self::Uncorroborated => "looked for, and no admissible observation found",
            Self::NotTestable => {
                "evaluation, metaphor, or what neither numbers nor dates can tell: shown, not scored"
            }
            Self::TextLost => "the sentence is damaged; nothing is invented for it",
            Self::NeedsModel => "evidence alone cannot judge it; a simulation must",
            Self::FollowsFromRule => {
                "true in all trials because an input or a rule of ours makes it so: no support"
            }
        }
    }

    /// Whether evidence or runs decided it one way or another.
    pub fn is_judged(self) -> bool {
        matches!(
            self,
            Self::Supported
                | Self::FollowsFromRule
                | Self::Contradicted
                | Self::SupportedUnder
                | Self::Contested
        )
    }

    /// Whether it was put to the test: judged, or looked for and not found.
    pub fn is_tried(self) -> bool {
        self.is_judged() || self == Self::Uncorroborated
    }

    /// The status of a label.
    pub fn of_label(label: Label) -> Self {
        match label {
            Label::NotTestable => Self::NotTestable,
            Label::TextLost => Self::TextLost,
            Label::NeedsModel => Self::NeedsModel,
        }
    }
}

/// What a flip hinges on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hinge {
    /// Which meaning is read into the sentence: our ambiguity, not the evidence's.
    Reading,
    /// Which rival series is taken.
    Series,
    /// Where inside one source's own range the number lies.
    Range,
    /// Which rival setting of the model is taken.
    Setting,
    /// Which seed of one setting is taken.
    Chance,
    /// Which member of an ensemble is taken: its parameters and its seed.
    Member,
}

impl Hinge {
    /// Whether it is what differs from run to run inside one setting.
    pub fn is_inside(self) -> bool {
        matches!(self, Self::Chance | Self::Member)
    }

    /// The word used in tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reading => "reading (ours)",
            Self::Series => "series",
            Self::Range => "range",
            Self::Setting => "rival setting",
            Self::Chance => "chance",
            Self::Member => "chance and parameters",
        }
    }
}

/// One thing on which a verdict flips, with the sides named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// What kind of thing.
    pub hinge: Hinge,
    /// The reading, quantity or observation.
    pub name: String,
    /// Where the claim holds.
    pub holds: Vec<String>,
    /// Where it fails.
    pub fails: Vec<String>,
    /// Whether there are others, under which it goes either way.
    pub rest: bool,
}

impl Flip {
    /// One line.
    pub fn text(&self) -> String {
        if self.holds.is_empty() && self.fails.is_empty() {
            return format!("{} of {}", self.hinge.label(), self.name);
        }
        let side = |word: &str, names: &[String]| match names {
            [] => None,
            some => Some(format!("{word} under {}", some.join(", "))),
        };
        let sides: Vec<String> = [side("holds", &self.holds), side("fails", &self.fails)]
            .into_iter()
            .flatten()
            .chain(
                self.rest
                    .then(|| "goes either way under the rest".to_owned()),
            )
            .collect();
        format!(
            "{} of {}: {}",
            self.hinge.label(),
            self.name,
            sides.join("; ")
        )
    }
}

/// A number that a predicate compares, as one combination gives it.
///
/// Where both sides of a comparison come from the evidence, it is their quotient, wanted against
/// 1, or for dates their difference in days, wanted against 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// What is compared, in CEL.
    pub text: String,
    /// Quantities and events that occur in it, in the order of the text.
    pub quantities: Vec<String>,
    /// Unit in which it is shown, "" for pure numbers.
    pub unit: String,
    /// Lowest value inside the ranges.
    pub low: f64,
    /// Value at the central estimates.
    pub value: f64,
    /// Highest value inside the ranges.
    pub high: f64,
    /// Lower end of what the claim wants, if there is one.
    pub wanted_low: Option<f64>,
    /// Upper end of what the claim wants, if there is one.
    pub wanted_high: Option<f64>,
    /// Whether the wanted ends themselves are excluded: "more than", not "at least".
    pub strict: bool,
}

impl Gauge {
    /// Whether another setting moves this number of our own rules: its median lies outside the band of our runs by more than a hundredth.
    pub fn moves(&self, other: &Self) -> bool {
        let far = 0.01 * self.value.abs().max(other.value.abs());
        other.value < self.low - far || other.value > self.high + far
    }
}

/// One combination of series, or one setting of a model, and what it decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Combination {
    /// (quantity, series) of each choice; for runs ("rival setting", its key).
    pub series: Vec<(String, String)>,
    /// Weakest rank among its observations; none for runs.
    pub rank: Option<Rank>,
    /// What it decides.
    pub outcome: Outcome,
    /// Points tried and points at which the claim holds.
    pub tally: Tally,
    /// The numbers compared.
    pub gauges: Vec<Gauge>,
}

impl Combination {
    /// The series by name, for tables.
    pub fn label(&self) -> String {
        let names: Vec<&str> = self
            .series
            .iter()
            .map(|(_, series)| series.as_str())
            .collect();
        names.join(" + ")
    }
}

/// What is told of a reading on runs beside its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunsVerdict {
    /// Seeds that were run.
    pub replicates: usize,
    /// Freeze of the ensemble whose members they are, if they are that.
    pub ensemble: Option<i16>,
    /// Seeds of each setting with which every scenario of the reading was run: the baseline first, then the rivals.
    pub seeds: Vec<usize>,
    /// What each setting has to do with the claim: the baseline first, then the rivals.
    pub bearings: Vec<Bearing>,
    /// Draws of all parameters from their priors, and those under which it holds; no part of the verdict.
    pub prior: Option<Tally>,
    /// Draws made; where fewer have an answer, the others gave no run.
    pub prior_draws: usize,
}

/// What a rival setting has to do with a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bearing {
    /// Whether it rivals a row to which the sentences of the claim belong.
    pub of_its_rows: bool,
    /// Runs in which the claim fares otherwise than in the run of our own rules with the same seed.
    pub otherwise: usize,
    /// Whether it moves a number that the claim compares: see [`Gauge::moves`].
    pub moves: bool,
    /// In how many of the runs of our own rules with the same seeds the claim holds.
    pub ours: Tally,
}

impl Bearing {
    /// Whether it bears on the claim: it rivals one of its rows, some run of it answers otherwise, or it moves a number compared. (Those that
    /// answer otherwise alone would be chosen by their outcome.)
    pub fn bears(self) -> bool {
        self.of_its_rows || self.otherwise > 0 || self.moves
    }
}

/// Verdict on one reading.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingVerdict {
    /// Key of the reading.
    pub id: String,
    /// What it takes to be meant.
    pub means: String,
    /// The predicate as judged.
    pub predicate: String,
    /// What it is judged on.
    pub on: On,
    /// What evidence or runs decide.
    pub status: Status,
    /// Every combination, or the sampled ones.
    pub combinations: Vec<Combination>,
    /// Number of combinations that exist.
    pub existing: usize,
    /// Points over all of them.
    pub tally: Tally,
    /// On what it flips.
    pub flips: Vec<Flip>,
    /// Series that could not be used, and why.
    pub silent: Vec<(String, String)>,
    /// The verdict under narrower sets of estimates.
    pub sets: Vec<(String, Status)>,
    /// Observations used: (quantity, series, source, looked up).
    pub used: BTreeSet<(String, String, String, bool)>,
    /// What belongs to runs; none for evidence.
    pub runs: Option<RunsVerdict>,
}

/// The one source on which all of a verdict rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneSource {
    /// Key of the source.
    pub id: String,
    /// Weakest rank among what was used of it: that of the source, or recalled if nobody looked it up.
    pub rank: Rank,
}

/// Verdict on one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimVerdict {
    /// Key of the claim.
    pub id: String,
    /// Units it is about.
    pub units: Vec<String>,
    /// Our sentence.
    pub says: String,
    /// What it is for.
    pub role: Role,
    /// How it is tied to evidence and model; none for a label that has no class yet.
    pub class: Option<Class>,
    /// The tension it judges, "" if none.
    pub tension: String,
    /// Remark of its author.
    pub why: String,
    /// What evidence and runs decide, over all readings.
    pub status: Status,
    /// Share of the points at which it holds; none if not judged.
    pub share: Option<f64>,
    /// Verdict by reading.
    pub readings: Vec<ReadingVerdict>,
    /// On what it flips, over all readings.
    pub flips: Vec<Flip>,
    /// Readings for which there is no admissible observation, beside others that are judged.
    pub unjudged: Vec<String>,
    /// What it commits itself to for its readings on runs.
    pub runs: Option<OnRuns>,
    /// Mutated twins.
    pub mutants: Vec<Mutant>,
    /// Smallest changes that would change the verdict.
    pub margin: Margin,
    /// The one source on which all of it rests, if so.
    pub one_source: Option<OneSource>,
    /// The same, if nothing of it was looked up.
    pub one_recalled_source: Option<String>,
    /// Whether the predicate, reading or class changed since registration.
    pub registered: crate::registered::Registration,
}

impl ClaimVerdict {
    /// Mutants killed for a reason in the data.
    pub fn killed(&self) -> usize {
        self.mutants
            .iter()
            .filter(|mutant| mutant.is_killed())
            .count()
    }

    /// A judged claim that no mutant, number or observation flips. A false claim whose opposite
    /// is supported is flipped by its mutant although nothing is killed.
    pub fn is_vacuous(&self) -> bool {
        let tried = self.mutants.iter().filter(|m| m.fate != Fate::NoData);
        let flipped = tried.into_iter().any(|m| m.status != self.status);
        self.status.is_judged() && !flipped && self.margin.is_empty()
    }
}
