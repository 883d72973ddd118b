//! Causal claims of the passage, each with the experiment in the model that speaks to it and the sign that was expected before it was run.
//!
//! The list is that of the design of the model: claim, experiment, expected sign. A row is a level of the baseline or a contrast of a
//! scenario of the case with the baseline, runs in pairs with one seed. Signs are about the model and no evidence about the past.

use super::{Kept, Side, all_runs, hangs_on};
use crate::ensemble::Seeds;
use crate::error::LabError;
use crate::run::{VERSION, Watch};
use crate::simulate::beside::Band;
use crate::whatif::contrast::{Contrast, STANDARD_ERRORS};
use crate::whatif::number::{self, Key};
use argument::case::Case;
use argument::runs::BASELINE;
use engine::digest::Digest;
use std::time::Instant;

/// What was expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wanted {
    /// More with the scenario than without.
    More,
    /// Less.
    Less,
    /// Not told from chance, or less.
    NotMore,
    /// Not told from chance, or more.
    NotLess,
    /// The baseline has at least so many times what the scenario has.
    Times(f64),
    /// The scenario changes it by at most this part of the baseline, two standard errors included.
    Within(f64),
    /// The baseline has at least this.
    AtLeast(f64),
    /// The baseline has at most this.
    AtMost(f64),
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Experiment {
    /// What the passage says, in our words.
    pub claim: &'static str,
    /// Scenario that is set against the baseline; the baseline itself for a level.
    pub scenario: &'static str,
    /// Output, day or year, dimension and value.
    pub output: (&'static str, &'static str, (&'static str, &'static str)),
    /// What was expected of it.
    pub wanted: Wanted,
}

const NONE: (&str, &str) = ("", "");
const ALL: (&str, &str) = ("group", "all");
const STEEL: (&str, &str) = ("branch", "steel");
const EARLY: (&str, &str) = ("index", "early-weights");
const RESENTMENT: &str = "Resentment across strata, and no rising";
const MURDER: &str = "After the murder the former opposition suffers";
const CARDS: &str = "The check of cards finds few who are disposed to act";
const GOSPLAN: &str = "Pressure on Gosplan; reserves are inferred from a record";
const RECORD: &str = "Record-breaking lowers output at first";
const PATRON: &str = "Ordzhonikidze protects specialists";
const ARMS: &str = "Rearmament defers the consumers";
const GROWN: &str = "The economy consolidates";
const LENINGRAD: &str = "Expulsions from Leningrad";
const QUIET: &str = "No serious active resistance";
const WORDS: &str = "The Constitution is discussed and nobody says what he wants";

const fn row(
    claim: &'static str,
    scenario: &'static str,
    output: (&'static str, &'static str, (&'static str, &'static str)),
    wanted: Wanted,
) -> Experiment {
    Experiment {
        claim,
        scenario,
        output,
        wanted,
    }
}

/// All of them.
pub const EXPERIMENTS: [Experiment; 26] = [
    row(
        RESENTMENT,
        BASELINE,
        ("latent_share", "1936", ALL),
        Wanted::AtLeast(0.2),
    ),
    row(
        RESENTMENT,
        BASELINE,
        ("acting_share", "1936", NONE),
        Wanted::AtMost(1e-4),
    ),
    row(
        RESENTMENT,
        BASELINE,
        ("cascade_share", "1936", ("conditions", "as-they-are")),
        Wanted::AtMost(0.01),
    ),
    row(
        RESENTMENT,
        "no-penalty-for-acting",
        ("acting_share", "1936", NONE),
        Wanted::More,
    ),
    row(
        MURDER,
        "no-murder",
        ("arrests", "1935", ("category", "opposition")),
        Wanted::Times(10.0),
    ),
    row(
        MURDER,
        "no-murder",
        ("arrests_by_political_police", "1935", NONE),
        Wanted::Within(0.05),
    ),
    row(
        CARDS,
        BASELINE,
        ("party_screen_not_disposed", "1935", NONE),
        Wanted::AtLeast(0.9),
    ),
    row(
        CARDS,
        "blunter-screening",
        ("party_screen_not_disposed", "1935", NONE),
        Wanted::More,
    ),
    row(
        CARDS,
        "surer-screening",
        ("party_screen_not_disposed", "1935", NONE),
        Wanted::Less,
    ),
    row(
        CARDS,
        "blunter-screening",
        ("arrested_disposed", "1936", NONE),
        Wanted::Less,
    ),
    row(
        CARDS,
        "surer-screening",
        ("arrested_disposed", "1936", NONE),
        Wanted::More,
    ),
    row(
        GOSPLAN,
        "helpers-counted",
        ("tempo", "1936", NONE),
        Wanted::Less,
    ),
    row(
        GOSPLAN,
        "helpers-counted",
        ("idle_machines", "1936", STEEL),
        Wanted::Less,
    ),
    row(
        RECORD,
        "no-campaign",
        ("industrial_output", "1935", EARLY),
        Wanted::NotLess,
    ),
    row(
        RECORD,
        "no-campaign",
        ("industrial_output", "1936", EARLY),
        Wanted::NotLess,
    ),
    row(
        PATRON,
        "no-patron",
        ("specialists_removed", "1936", STEEL),
        Wanted::More,
    ),
    row(
        PATRON,
        "no-patron",
        ("plan_fulfilment", "1936", STEEL),
        Wanted::Less,
    ),
    row(
        ARMS,
        "no-arms-shock",
        ("consumption_level", "1936", ALL),
        Wanted::More,
    ),
    row(
        ARMS,
        "no-arms-shock",
        ("arms_delivered", "1936", NONE),
        Wanted::Less,
    ),
    row(
        GROWN,
        "no-completion",
        ("industrial_output", "1935", EARLY),
        Wanted::Less,
    ),
    row(
        GROWN,
        "no-completion",
        ("plan_fulfilment", "1935", STEEL),
        Wanted::Less,
    ),
    row(
        LENINGRAD,
        "no-leningrad-operation",
        ("held_in_custody", "1936-01-01", ("status", "exile")),
        Wanted::Less,
    ),
    row(
        LENINGRAD,
        "no-leningrad-operation",
        ("suspects_believed", "1935", NONE),
        Wanted::Within(0.01),
    ),
    row(
        QUIET,
        BASELINE,
        ("active_resistance_believed", "1936", NONE),
        Wanted::AtMost(1e-4),
    ),
    row(
        QUIET,
        BASELINE,
        ("latent_share", "1936", ALL),
        Wanted::AtLeast(0.2),
    ),
    row(
        WORDS,
        "without-fear",
        ("said_against_wanted", "1936", ALL),
        Wanted::Less,
    ),
];

impl Wanted {
    /// In words, as expected of the scenario.
    pub fn words(self) -> String {
        match self {
            Self::More => "more".to_owned(),
            Self::Less => "less".to_owned(),
            Self::NotMore => "not more".to_owned(),
            Self::NotLess => "not less".to_owned(),
            Self::Times(factor) => format!("at most 1/{factor} of it"),
            Self::Within(part) => format!("the same within {} %", 100.0 * part),
            Self::AtLeast(level) => format!("at least {level}"),
            Self::AtMost(level) => format!("at most {level}"),
        }
    }

    /// Whether the experiment came out like this.
    pub fn is_met(self, got: &Contrast) -> bool {
        let (base, error) = (got.baseline, got.error.unwrap_or(f64::INFINITY));
        match self {
            Self::More => got.sign() == 1,
            Self::Less => got.sign() == -1,
            Self::NotMore => got.sign() <= 0 || is_trace(got),
            Self::NotLess => got.sign() >= 0 || is_trace(got),
            Self::Times(factor) => base >= factor * (base + got.band.median),
            Self::Within(part) => {
                got.is_nothing() || got.mean.abs() + STANDARD_ERRORS * error <= part * base.abs()
            }
            Self::AtLeast(level) => base >= level,
            Self::AtMost(level) => base <= level,
        }
    }

    /// Whether it asks for a level of the baseline and not for a contrast.
    pub fn is_level(self) -> bool {
        matches!(self, Self::AtLeast(_) | Self::AtMost(_))
    }
}

/// Whether a difference is a thousandth of what it changes or less: common draws tell such traces from chance, and they are no sign (`ours`).
fn is_trace(got: &Contrast) -> bool {
    got.mean.abs() <= 0.001 * got.baseline.abs()
}

/// What came of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The row.
    pub experiment: Experiment,
    /// Its number.
    pub key: Key,
    /// Scenario less baseline; of a level the baseline with itself.
    pub got: Contrast,
    /// Whether it came out as expected.
    pub holds: bool,
    /// Beside a figure of arrests: the elasticity to the tolerated share in the baseline, and in the scenario.
    pub hangs_on: [Option<Band>; 2],
}

/// All rows.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// Misses first.
    pub all: Vec<Outcome>,
    /// Which seeds, and with whose parameters.
    pub seeds: Seeds,
    /// Digest of case and results.
    pub digest: String,
    /// How long it took; no part of the digest.
    pub wall_seconds: f64,
}

/// Runs all experiments with these seeds.
///
/// # Errors
/// A case without a model or without one of the scenarios; an output that no run gives; `Interrupted` if it was stopped.
pub fn run(case: &Case, seeds: Seeds, watch: Watch<'_>) -> Result<Outcomes, LabError> {
    let began = Instant::now();
    let mut names: Vec<&str> = EXPERIMENTS.iter().map(|one| one.scenario).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| *name != BASELINE);
    names.insert(0, BASELINE);
    let sides: Vec<Side<'_>> = names.iter().map(|name| (*name, None)).collect();
    let runs = all_runs(case, &sides, seeds, watch)?;
    let number = seeds.number as usize;
    let of = |name: &str| -> &[Kept] {
        let place = names.iter().position(|one| *one == name).unwrap_or(0);
        &runs[place * number..(place + 1) * number]
    };
    let outcome = |one: &Experiment| outcome(*one, (of(BASELINE), of(one.scenario)));
    let all: Result<Vec<Outcome>, LabError> = EXPERIMENTS.iter().map(outcome).collect();
    let mut all = all?;
    let digest = digest(case, &all);
    all.sort_by_key(|one| one.holds);
    Ok(Outcomes {
        all,
        seeds,
        digest,
        wall_seconds: began.elapsed().as_secs_f64(),
    })
}

fn outcome(
    experiment: Experiment,
    (baseline, scenario): (&[Kept], &[Kept]),
) -> Result<Outcome, LabError> {
    let (quantity, date, (name, value)) = experiment.output;
    let dims = (!name.is_empty()).then(|| (name.to_owned(), value.to_owned()));
    let key = number::key(quantity, date, dims.into_iter().collect());
    let pairs = baseline.iter().zip(scenario);
    let pairs: Option<Vec<(f64, f64)>> = pairs
        .map(|(a, b)| Some((*a.numbers.get(&key)?, *b.numbers.get(&key)?)))
        .collect();
    let got = pairs
        .and_then(|pairs| Contrast::of(&pairs))
        .ok_or_else(|| {
            LabError::disk(
                "runs do not give what an experiment is judged by",
                format!("scenarios/{}.toml", experiment.scenario),
                format!("{quantity} {date} {value}"),
                "runs of five years from 1933, with this output",
                "the scenario has other dates, or the output has another name",
            )
        })?;
    Ok(Outcome {
        holds: experiment.wanted.is_met(&got),
        hangs_on: hangs_on(&key, (baseline, scenario)),
        experiment,
        key,
        got,
    })
}

fn digest(case: &Case, all: &[Outcome]) -> String {
    let start = Digest::new()
        .field(VERSION)
        .field(&case.digest)
        .field("experiments");
    let all = all.iter().fold(start, |digest, one| {
        let digest = digest.field(one.experiment.scenario);
        let digest = digest.field(&one.key.quantity);
        digest.number(one.got.baseline).number(one.got.mean)
    });
    all.hex()
}

#[cfg(test)]
mod tests {
    use super::Wanted;
    use crate::whatif::contrast::Contrast;

    /// Every kind of expectation can be missed.
    #[test]
    fn known_what_meets_and_what_misses() {
        let contrast = |scenario: [f64; 3]| {
            let pairs = scenario.map(|value| (10.0, value));
            Contrast::of(&pairs).expect("pairs")
        };
        let (more, less) = (contrast([12.0, 12.1, 12.2]), contrast([0.8, 0.9, 0.7]));
        let (near, unclear) = (contrast([10.01, 10.02, 10.0]), contrast([12.0, 8.0, 10.1]));
        for (wanted, met, missed) in [
            (Wanted::More, &more, &unclear),
            (Wanted::Less, &less, &more),
            (Wanted::NotMore, &unclear, &more),
            (Wanted::NotLess, &unclear, &less),
            (Wanted::Times(10.0), &less, &near),
            (Wanted::Within(0.01), &near, &unclear),
        ] {
            assert!(wanted.is_met(met) && !wanted.is_met(missed), "{wanted:?}");
            assert!(!wanted.is_level() && !wanted.words().is_empty());
        }
        assert!(Wanted::AtLeast(9.0).is_met(&near) && !Wanted::AtLeast(11.0).is_met(&near));
        assert!(Wanted::AtMost(11.0).is_met(&near) && !Wanted::AtMost(9.0).is_met(&near));
    }
}
