//! Waves: runs over what is left, an emulator for each observation, and what that rules out.

use super::design;
use super::emulator::Emulator;
use super::region::{Region, Search};
use super::task::{Given, Task};
use super::word;
use crate::error::LabError;
use crate::setting::{Plan, Target};
use rayon::prelude::*;

/// Points of each replica when a region is searched.
const SEARCH: u32 = 400;
/// The first seed of a wave; waves and settings do not share seeds.
const SEEDS_OF_A_WAVE: u64 = 1_000_000;

/// What one wave did.
#[derive(Clone, Debug, PartialEq)]
pub struct WaveTold {
    /// Runs.
    pub runs: usize,
    /// Runs whose parameters no law admitted, and runs that lack a number all the same.
    pub without: (usize, usize),
    /// Runs of the wave that stand where nothing is ruled out after it.
    pub survivors: usize,
    /// Share of the prior volume not ruled out after it, and its standard error.
    pub share: (f64, f64),
}

/// Emulators of one wave, in the order of the targets; none for an output that is missing or does not vary.
pub(super) struct Wave {
    emulators: Vec<Option<Emulator>>,
}

impl Wave {
    /// Fits an emulator to each target.
    pub(super) fn fit(points: &[Vec<f64>], given: &[Given], targets: usize) -> Self {
        let one = |target: usize| {
            let runs = points.iter().zip(given);
            let whole = runs.filter(|(_, values)| values[target].is_finite());
            let (points, values): (Vec<&[f64]>, Vec<f64>) = whole
                .map(|(point, values)| (point.as_slice(), values[target]))
                .unzip();
            Emulator::fit(&points, &values)
        };
        Self {
            emulators: (0..targets).into_par_iter().map(one).collect(),
        }
    }

    /// Implausibility of one observation at a point; zero if the wave cannot say.
    fn of(&self, (at, target): (usize, &Target), point: &[f64]) -> f64 {
        self.emulators[at].as_ref().map_or(0.0, |emulator| {
            let error = target.error();
            let variance = error * error + target.discrepancy * target.discrepancy;
            let away = target.log() - emulator.mean(point);
            away.abs() / libm::sqrt(variance + emulator.variance())
        })
    }
}

/// All waves so far, with the observations that no longer rule out.
pub(super) struct Ruling<'a> {
    pub(super) waves: Vec<Wave>,
    pub(super) targets: Vec<&'a Target>,
    /// Positions of observations that were set aside.
    pub(super) aside: Vec<usize>,
    pub(super) plan: &'a Plan,
}

impl Ruling<'_> {
    /// All implausibilities at a point in a wave, by target; those set aside are zero.
    fn all(&self, wave: &Wave, point: &[f64]) -> Vec<f64> {
        let each = self.targets.iter().enumerate();
        each.map(|(at, target)| {
            if self.aside.contains(&at) {
                0.0
            } else {
                wave.of((at, target), point)
            }
        })
        .collect()
    }

    /// The implausibility that is held to the cut, the largest over the waves.
    pub(super) fn implausibility(&self, point: &[f64]) -> f64 {
        let each = self
            .waves
            .iter()
            .map(|wave| self.ranked(self.all(wave, point)));
        each.fold(0.0, f64::max)
    }

    /// The one of some implausibilities that is held to the cut.
    pub(super) fn ranked(&self, mut all: Vec<f64>) -> f64 {
        all.sort_by(|a, b| b.total_cmp(a));
        all.get(self.plan.rank - 1).copied().unwrap_or(0.0)
    }

    /// What is not ruled out. If nothing is left, the observation that is worst missed where least is missed is set aside, and again, until something is.
    pub(super) fn region(&mut self, width: usize, seed: u64) -> Region {
        loop {
            let implausibility = |point: &[f64]| self.implausibility(point);
            let search = |points| Search {
                implausibility: &implausibility,
                width,
                points,
                cut: self.plan.cut,
                seed,
            };
            // A small search says soon that nothing is left.
            let quick = search(SEARCH / 4).run();
            let region = if quick.points.is_empty() {
                quick
            } else {
                search(SEARCH).run()
            };
            if !region.points.is_empty() || self.aside.len() + self.plan.rank >= self.targets.len()
            {
                return region;
            }
            let worst = self.worst(&region.best.0);
            self.aside.push(worst);
        }
    }

    /// The observation that is worst missed at a point in any wave.
    pub(super) fn worst(&self, point: &[f64]) -> usize {
        let waves = self.waves.iter().map(|wave| self.all(wave, point));
        let each = waves.flat_map(|all| all.into_iter().enumerate());
        let worst = each.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        worst.map_or(0, |(at, _)| at)
    }

    /// Discrepancy that an observation would need for the cut to be met somewhere among some points, by the last wave; that stated if that suffices.
    pub(super) fn needed(&self, at: usize, points: &[Vec<f64>]) -> f64 {
        let target = self.targets[at];
        let emulator = self
            .waves
            .last()
            .and_then(|wave| wave.emulators[at].as_ref());
        let Some(emulator) = emulator else {
            return target.discrepancy;
        };
        let away = points
            .iter()
            .map(|point| (target.log() - emulator.mean(point)).abs());
        let least = away.min_by(f64::total_cmp).unwrap_or(0.0) / self.plan.cut;
        let error = target.error();
        let more = least * least - error * error - emulator.variance();
        libm::sqrt(more.max(0.0)).max(target.discrepancy)
    }
}

/// Runs one wave at some points and adds what it rules out.
pub(super) fn run(
    task: &Task<'_>,
    ruling: &mut Ruling<'_>,
    points: &[Vec<f64>],
    seed: u64,
) -> Result<(usize, usize), LabError> {
    let first = (seed + ruling.waves.len() as u64 + 1) * SEEDS_OF_A_WAVE;
    let numbered = points.iter().zip(first..);
    let tasks: Vec<(&[f64], u64)> = numbered
        .map(|(point, seed)| (point.as_slice(), seed))
        .collect();
    let given = task.run(&tasks)?;
    let lacks = |values: &&Given| values.iter().any(|value| !value.is_finite());
    let refused = |values: &&Given| values.iter().all(|value| !value.is_finite());
    let refused = given.iter().filter(refused).count();
    let without = (refused, given.iter().filter(lacks).count() - refused);
    ruling
        .waves
        .push(Wave::fit(points, &given, task.targets.len()));
    Ok(without)
}

/// All waves over the prior: what each did, and what is left.
pub(super) fn all(
    task: &Task<'_>,
    ruling: &mut Ruling<'_>,
    seed: u64,
) -> Result<(Vec<WaveTold>, Region), LabError> {
    let (plan, width) = (ruling.plan, task.sought.len());
    let mut points = design::hypercube(&task.sought, plan.points, seed);
    let mut told = Vec::new();
    loop {
        let without = run(task, ruling, &points, seed)?;
        let region = ruling.region(width, seed + told.len() as u64);
        let survivors = points
            .iter()
            .filter(|point| ruling.implausibility(point) <= plan.cut);
        told.push(WaveTold {
            runs: points.len(),
            without,
            survivors: survivors.count(),
            share: region.share,
        });
        if told.len() == plan.waves || region.points.is_empty() {
            return Ok((told, region));
        }
        points = design::pick(&region.points, plan.points, (seed, word(told.len())));
    }
}
