//! Claims: what would make a unit true, written so that it can fail, or an honest label.

use crate::fault::Place;
use std::collections::BTreeMap;

/// How a claim is tied to evidence and model. Never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Follows from a rule that we wrote.
    Assumed,
    /// Used in fitting.
    Calibrated,
    /// Judged on observations that no fit may open.
    HeldOut,
    /// Judged by evidence without a model.
    EvidenceOnly,
}

impl Class {
    /// All classes.
    pub const ALL: [Self; 4] = [
        Self::Assumed,
        Self::Calibrated,
        Self::HeldOut,
        Self::EvidenceOnly,
    ];

    /// The word used in data files and tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Assumed => "assumed",
            Self::Calibrated => "calibrated",
            Self::HeldOut => "held-out",
            Self::EvidenceOnly => "evidence-only",
        }
    }

    /// Reads the word used in data files.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.label() == word)
    }
}

/// What a claim is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Part of what the unit itself asserts: decides the unit's status.
    Assertion,
    /// Ours, about the background of a unit: shown beside it, never part of its status.
    Context,
    /// Ours, about a tension between units.
    Tension,
}

impl Role {
    /// The word used in data files and tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Assertion => "assertion",
            Self::Context => "context",
            Self::Tension => "tension",
        }
    }

    /// Reads the word used in data files.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Assertion, Self::Context, Self::Tension]
            .into_iter()
            .find(|role| role.label() == word)
    }
}

/// Verbal precision as data: "three fifths" is a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The words, or what they stand for.
    pub words: String,
    /// Lowest number they can mean.
    pub low: f64,
    /// Highest number they can mean.
    pub high: f64,
}

/// A restriction of one quantity to some of its series. Empty lists restrict nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// Series admitted.
    pub series: Vec<String>,
    /// Schools admitted.
    pub schools: Vec<String>,
    /// Why the others are not meant.
    pub why: String,
}

/// What a reading is judged on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum On {
    /// Observations: rival series and their ranges.
    #[default]
    Evidence,
    /// Runs of a model: rival settings and seeds.
    Runs,
}

impl On {
    /// The word used in data files and tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Runs => "runs",
        }
    }

    /// Reads the word used in data files.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Evidence, Self::Runs]
            .into_iter()
            .find(|on| on.label() == word)
    }
}

/// What a claim with readings on runs commits itself to beside its predicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnRuns {
    /// Scenarios in which the mechanism that the claim rests on is removed.
    pub ablations: Vec<String>,
    /// Why there is none, "" where there is one.
    pub no_ablation: String,
    /// Whether to tell at which share of the prior volume of the parameters it holds.
    pub over_prior: bool,
}

/// One meaning that a unit may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Key inside the claim.
    pub id: String,
    /// What is taken to be meant.
    pub means: String,
    /// What it is judged on.
    pub on: On,
    /// Predicate, in CEL.
    pub predicate: String,
    /// Verbal precision, for `as_said(...)`.
    pub said: Option<Said>,
    /// Restrictions by quantity.
    pub only: BTreeMap<String, Only>,
    /// Where the predicate stands in the case.
    pub at: Place,
}

/// Labels for what evidence alone cannot judge. They never read "supported".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// Evaluation or metaphor.
    NotTestable,
    /// The sentence is damaged.
    TextLost,
    /// Only a simulation can judge it.
    NeedsModel,
}

impl Label {
    /// Reads the word used in data files.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "not testable" => Self::NotTestable,
            "text lost" => Self::TextLost,
            "needs the model" => Self::NeedsModel,
            _ => return None,
        })
    }
}

/// How a claim is to be judged.
#[derive(Clone, Debug, PartialEq)]
pub enum Judge {
    /// By its predicates.
    Readings(Vec<Reading>),
    /// Not by evidence.
    Label(Label),
}

/// One claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Key.
    pub id: String,
    /// Units it is about.
    pub units: Vec<String>,
    /// Our sentence for what is claimed.
    pub says: String,
    /// What it is for.
    pub role: Role,
    /// How it is tied to evidence and model; none for a label that has no class yet.
    pub class: Option<Class>,
    /// The tension it judges, "" if none.
    pub tension: String,
    /// Remark: why it is judged so.
    pub why: String,
    /// How it is judged.
    pub judge: Judge,
    /// What holds for its readings on runs; none if it has none.
    pub runs: Option<OnRuns>,
    /// Where it stands in the case.
    pub at: Place,
}

impl Claim {
    /// Its readings; none if it carries a label.
    pub fn readings(&self) -> &[Reading] {
        match &self.judge {
            Judge::Readings(readings) => readings,
            Judge::Label(_) => &[],
        }
    }
}
