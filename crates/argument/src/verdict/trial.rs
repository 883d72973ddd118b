//! Judging a reading on runs: each rival setting over all its seeds.
//!
//! A trial is a point: it holds there or it does not. Where it holds in all trials of a setting, none of
//! them failed, which proves nothing beyond them; so every outcome here says that it was not proved.

use super::gauge::gauges;
use super::outcome::{Outcome, Tally};
use super::reading::status_of;
use super::{Bearing, Combination, Flip, Hinge, ReadingVerdict, RunsVerdict};
use crate::claim::Reading;
use crate::predicate::eval::{self, Span, Truth};
use crate::predicate::{Num, Predicate, Test};
use crate::runs::{Address, Runs, Setting, Trial, Trials, band};
use std::collections::{BTreeMap, BTreeSet};

/// What every trial gives to the terms of a predicate, in base units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// By setting.
    pub settings: Vec<Setpoint>,
    /// Seeds of the trials of each setting, in their order.
    pub seeds: Vec<Vec<u64>>,
    /// Under parameters drawn from their priors, if that was run.
    pub prior: Option<Setpoint>,
}

/// The trials of one setting in which every scenario asked for was run. One that lacks a number all the same is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setpoint {
    /// Key of the rival, or the baseline.
    pub name: String,
    /// One a seed: a point for each term.
    pub trials: Vec<Option<Vec<Span>>>,
}

impl Points {
    /// Collects what may answer a predicate.
    pub fn new(runs: &Runs, trials: &Trials, predicate: &Predicate) -> Self {
        let addresses: Vec<Address> = predicate.terms.iter().map(Address::of).collect();
        let ran = |trial: &&Trial| {
            let mut scenarios = addresses.iter().map(|one| &one.scenario);
            scenarios.all(|one| trial.ran.contains(one))
        };
        let setpoint = |setting: &Setting| Setpoint {
            name: setting.name.clone(),
            trials: setting
                .trials
                .iter()
                .filter(ran)
                .map(|trial| {
                    let value = |address: &Address| {
                        let value = *trial.values.get(address)?;
                        let unit = runs.output(&address.output)?.unit;
                        Some(Span::point(unit.to_base(value)))
                    };
                    addresses.iter().map(value).collect()
                })
                .collect(),
        };
        // Where what is asked was not run, nothing is said.
        let told = trials.settings.iter();
        let told = told.filter(|setting| setting.trials.iter().any(|trial| ran(&trial)));
        let seeds = |setting: &Setting| {
            let own = setting.trials.iter().filter(ran);
            own.map(|trial| trial.seed).collect()
        };
        Self {
            settings: told.clone().map(setpoint).collect(),
            seeds: told.map(seeds).collect(),
            prior: trials.prior.as_ref().map(setpoint),
        }
    }

    /// The outcome of each setting.
    pub fn outcomes(&self, test: &Test) -> Vec<Outcome> {
        let settings = self.settings.iter();
        settings.map(|one| one.outcome(test)).collect()
    }

    /// The widest span that any trial gives to each term.
    fn widest(&self, terms: usize) -> Vec<Span> {
        let points = || {
            self.settings
                .iter()
                .flat_map(|one| one.trials.iter().flatten())
        };
        (0..terms)
            .map(|term| Span {
                low: points()
                    .map(|point| point[term].low)
                    .fold(f64::INFINITY, f64::min),
                high: points()
                    .map(|point| point[term].high)
                    .fold(f64::NEG_INFINITY, f64::max),
            })
            .collect()
    }
}

impl Setpoint {
    /// In how many of its trials a test holds; a trial without an answer is left out.
    pub fn tally(&self, test: &Test) -> Tally {
        let mut tally = Tally {
            sampled: true,
            ..Tally::default()
        };
        for holds in self.answers(test).flatten() {
            tally.points += 1;
            tally.holds += usize::from(holds);
        }
        tally
    }

    /// Whether a test holds in each of its trials; none for a trial without an answer.
    fn answers(&self, test: &Test) -> impl Iterator<Item = Option<bool>> {
        self.trials.iter().map(|point| {
            let truth = eval::test(test, point.as_ref()?).ok()?;
            Some(truth == Truth::True)
        })
    }

    /// What it decides. A trial without an answer leaves the setting undefined.
    pub fn outcome(&self, test: &Test) -> Outcome {
        let tally = self.tally(test);
        if tally.points == 0 || tally.points < self.trials.len() {
            Outcome::Undefined
        } else if tally.holds == tally.points {
            Outcome::Holds { proved: false }
        } else if tally.holds == 0 {
            Outcome::Fails { proved: false }
        } else {
            Outcome::Mixed
        }
    }

    /// 5th percentile, median and 95th percentile of a number over the trials, in base units.
    fn band(&self, num: &Num) -> Option<[f64; 3]> {
        let points = self.trials.iter().flatten();
        let values = points.filter_map(|point| eval::number(num, point).ok());
        band(values.map(|span| span.low).collect())
    }
}

/// Judges a reading over all settings. The class of its claim may still take "supported" from it. `is_of_its_rows` says whether a rival
/// belongs to a row of the sentences of the claim.
pub(super) fn judge(
    (runs, trials): (&Runs, &Trials),
    (reading, predicate): (&Reading, &Predicate),
    over_prior: bool,
    is_of_its_rows: &dyn Fn(&str) -> bool,
) -> ReadingVerdict {
    let points = Points::new(runs, trials, predicate);
    let test = &predicate.test;
    let widest = points.widest(predicate.terms.len());
    let mut total = Tally::default();
    let combinations: Vec<Combination> = points
        .settings
        .iter()
        .map(|setting| {
            let tally = setting.tally(test);
            total.add(tally);
            Combination {
                series: vec![(Hinge::Setting.label().to_owned(), setting.name.clone())],
                rank: None,
                outcome: setting.outcome(test),
                tally,
                gauges: gauges(runs.base(), predicate, &widest, &|num| setting.band(num)),
            }
        })
        .collect();
    let outcomes: Vec<Outcome> = combinations.iter().map(|c| c.outcome).collect();
    let moving: Vec<bool> = combinations
        .iter()
        .map(|c| moves(&combinations, c))
        .collect();
    let prior = points.prior.as_ref().filter(|_| over_prior);
    ReadingVerdict {
        id: reading.id.clone(),
        means: reading.means.clone(),
        predicate: reading.predicate.clone(),
        on: reading.on,
        status: status_of(&outcomes),
        existing: combinations.len(),
        tally: total,
        flips: flips(&combinations, trials.ensemble.is_some()),
        combinations,
        silent: Vec::new(),
        sets: Vec::new(),
        used: BTreeSet::new(),
        runs: Some(RunsVerdict {
            replicates: trials.replicates(),
            ensemble: trials.ensemble,
            seeds: points.settings.iter().map(|one| one.trials.len()).collect(),
            bearings: bearings((&points, &moving), test, is_of_its_rows),
            prior: prior.map(|prior| prior.tally(test)),
            prior_draws: prior.map_or(0, |prior| prior.trials.len()),
        }),
    }
}

/// Whether a setting moves a number that our own rules, which come first, compare.
fn moves(all: &[Combination], one: &Combination) -> bool {
    let ours = all.iter().take(1).flat_map(|ours| &ours.gauges);
    let mut pairs = ours.zip(&one.gauges);
    pairs.any(|(own, other)| own.moves(other))
}

/// What each setting has to do with the claim; the first is that of our own rules. Seeds are the same in every setting, so an answer that
/// differs with one seed is the rule's doing (or, with members of its own, that of its parameters).
fn bearings(
    (points, moving): (&Points, &[bool]),
    test: &Test,
    is_of_its_rows: &dyn Fn(&str) -> bool,
) -> Vec<Bearing> {
    let all = points.settings.iter().zip(&points.seeds).zip(moving);
    let mut answers = all.map(|((setting, seeds), moves)| {
        let own = seeds.iter().copied().zip(setting.answers(test));
        let own: BTreeMap<u64, Option<bool>> = own.collect();
        (setting, own, *moves)
    });
    let Some((_, ours, _)) = answers.next() else {
        return Vec::new();
    };
    let of = |answers: &BTreeMap<u64, Option<bool>>, of_its_rows: bool, moves: bool| {
        let pairs = answers
            .iter()
            .filter_map(|(seed, answer)| Some((answer, ours.get(seed)?)));
        let mut bearing = Bearing {
            of_its_rows,
            moves,
            ..Bearing::default()
        };
        bearing.ours.sampled = true;
        for (answer, own) in pairs {
            bearing.otherwise += usize::from(answer != own);
            bearing.ours.points += usize::from(own.is_some());
            bearing.ours.holds += usize::from(*own == Some(true));
        }
        bearing
    };
    let rivals = answers.map(|(setting, answers, moves)| {
        let own = is_of_its_rows(&setting.name);
        of(&answers, own, moves)
    });
    let own = of(&ours, false, false);
    std::iter::once(own).chain(rivals).collect()
}

/// What the verdict flips on: rival settings first, then what differs inside a setting: chance, and with an ensemble parameters too.
fn flips(combinations: &[Combination], ensemble: bool) -> Vec<Flip> {
    let name = |c: &Combination| c.label();
    let of = |wanted: fn(Outcome) -> bool| -> Vec<String> {
        let own = combinations.iter().filter(|c| wanted(c.outcome));
        own.map(name).collect()
    };
    let holds = of(|outcome| matches!(outcome, Outcome::Holds { .. }));
    let fails = of(|outcome| matches!(outcome, Outcome::Fails { .. }));
    let all = combinations.len();
    let mut found = Vec::new();
    if holds.len() < all && fails.len() < all && holds.len() + fails.len() > 0 {
        found.push(Flip {
            hinge: Hinge::Setting,
            name: "the model".to_owned(),
            rest: holds.len() + fails.len() < all,
            holds,
            fails,
        });
    }
    for mixed in combinations.iter().filter(|c| c.outcome == Outcome::Mixed) {
        let (holds, points) = (mixed.tally.holds, mixed.tally.points);
        found.push(Flip {
            hinge: if ensemble {
                Hinge::Member
            } else {
                Hinge::Chance
            },
            name: format!("{} (holds in {holds} of {points} trials)", mixed.label()),
            holds: Vec::new(),
            fails: Vec::new(),
            rest: false,
        });
    }
    found
}
