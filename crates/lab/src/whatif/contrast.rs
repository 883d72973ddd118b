//! Differences between runs in pairs, with what chance and what our choice of rule leave of them.
//!
//! Kinds of doubt are told apart and never blended: the band over seeds is chance, that of the weather included, inside one
//! setting, and over an ensemble chance and parameters; the spread over rival settings is doubt about rules. Dimensions named `index` are
//! another: rival ways to add up.

use super::{Key, Numbers, Under};
use crate::simulate::beside::Band;
use std::collections::BTreeMap;

/// A mean is told from chance if it lies further from zero than so many of its standard errors.
pub const STANDARD_ERRORS: f64 = 2.0;
/// Dimension whose values are rival indices of one quantity.
pub const INDEX: &str = "index";

/// Scenario less baseline for one number in one setting, over the seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// Seeds that gave the number on both sides.
    pub seeds: usize,
    /// Median of the baseline over the seeds, in the unit of the number.
    pub baseline: f64,
    /// Band of the difference over the seeds: chance; over an ensemble chance and parameters.
    pub band: Band,
    /// Mean difference.
    pub mean: f64,
    /// Its Monte-Carlo standard error, sd / sqrt(n); none with fewer than two seeds.
    pub error: Option<f64>,
    /// Median difference in per cent of the baseline's median; none if that is zero.
    pub relative: Option<f64>,
    /// Seeds in which the scenario has more.
    pub more: usize,
    /// Seeds in which it has less.
    pub less: usize,
}

impl Contrast {
    /// Of pairs (baseline, scenario), one a seed; none of none. What is not finite is no pair.
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        let finite = pairs.iter().filter(|(a, b)| a.is_finite() && b.is_finite());
        let (bases, differences): (Vec<f64>, Vec<f64>) = finite.map(|(a, b)| (*a, b - a)).unzip();
        let baseline = Band::of(bases)?.median;
        let band = Band::of(differences.clone())?;
        let seeds = differences.len();
        let mean = differences.iter().sum::<f64>() / seeds as f64;
        let relative = 100.0 * band.median / baseline.abs();
        Some(Self {
            seeds,
            baseline,
            band,
            mean,
            error: error(&differences, mean),
            relative: Some(relative).filter(|_| baseline.abs() > 0.0),
            more: differences.iter().filter(|one| **one > 0.0).count(),
            less: differences.iter().filter(|one| **one < 0.0).count(),
        })
    }

    /// Whether the two are the same in every seed.
    pub fn is_nothing(&self) -> bool {
        self.more + self.less == 0
    }

    /// Whether the mean is told from chance.
    pub fn is_told(&self) -> bool {
        let beyond = |error: f64| self.mean.abs() > STANDARD_ERRORS * error;
        !self.is_nothing() && self.error.is_some_and(beyond)
    }

    /// 1 for more, -1 for less, 0 where no difference is told from chance.
    pub fn sign(&self) -> i8 {
        match (self.is_told(), self.mean > 0.0) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => -1,
        }
    }

    /// How many standard errors the mean is from zero.
    pub fn strength(&self) -> f64 {
        match self.error {
            _ if self.is_nothing() => 0.0,
            Some(error) if error > 0.0 => self.mean.abs() / error,
            Some(_) => f64::INFINITY,
            None => 0.0,
        }
    }

    /// Seeds with the sign of the mean.
    pub fn with_sign(&self) -> usize {
        if self.mean > 0.0 {
            self.more
        } else {
            self.less
        }
    }
}

/// Standard error of the mean.
fn error(values: &[f64], mean: f64) -> Option<f64> {
    let number = values.len() as f64;
    let squares: f64 = values.iter().map(|one| (one - mean) * (one - mean)).sum();
    (values.len() > 1).then(|| (squares / (number - 1.0) / number).sqrt())
}

/// One number of the runs: what the scenario changes in it, in the baseline setting and in each rival.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which number.
    pub key: Key,
    /// In the baseline setting.
    pub own: Contrast,
    /// In each rival setting that gives it.
    pub rivals: Vec<(String, Contrast)>,
    /// Over an ensemble: in the baseline setting with the parameters as they stand, which is chance alone.
    pub chance: Option<Contrast>,
}

impl Difference {
    /// Rivals under which the sign is the opposite one, both told from chance.
    pub fn flips(&self) -> Vec<&str> {
        let own = self.own.sign();
        self.rivals_where(|rival| own != 0 && rival.sign() == -own)
    }

    /// Rivals under which no difference is told from chance, though one is in the baseline setting.
    pub fn fades(&self) -> Vec<&str> {
        let own = self.own.sign();
        self.rivals_where(|rival| own != 0 && rival.sign() == 0)
    }

    /// Rivals under which a difference is told from chance, though none is in the baseline setting.
    pub fn appears(&self) -> Vec<&str> {
        let own = self.own.sign();
        self.rivals_where(|rival| own == 0 && rival.sign() != 0)
    }

    fn rivals_where(&self, wanted: impl Fn(&Contrast) -> bool) -> Vec<&str> {
        let rivals = self.rivals.iter().filter(|(_, rival)| wanted(rival));
        rivals.map(|(name, _)| name.as_str()).collect()
    }

    /// Least and largest median difference over the rivals.
    pub fn spread(&self) -> Option<(f64, f64)> {
        least_and_largest(self.rivals.iter().map(|(_, rival)| rival.band.median))
    }

    /// The same in per cent of each rival's own baseline.
    pub fn relative_spread(&self) -> Option<(f64, f64)> {
        least_and_largest(self.rivals.iter().filter_map(|(_, rival)| rival.relative))
    }
}

fn least_and_largest(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |bounds, value| match bounds {
        None => Some((value, value)),
        Some((low, high)) => Some((value.min(low), value.max(high))),
    })
}

/// All numbers that both sides give in the baseline setting, the first of these settings; `chance` is that setting with the parameters as they
/// stand, where the settings are run over an ensemble.
pub fn differences(settings: &[Under], chance: Option<&Under>) -> Vec<Difference> {
    let Some((own, rivals)) = settings.split_first() else {
        return Vec::new();
    };
    let rivals: Vec<(&String, BTreeMap<&Key, Contrast>)> = rivals
        .iter()
        .map(|rival| (&rival.name, contrasts(rival)))
        .collect();
    let under = |key: &Key| -> Vec<(String, Contrast)> {
        let found = rivals.iter();
        let found = found.filter_map(|(name, all)| Some(((*name).clone(), *all.get(key)?)));
        found.collect()
    };
    let chance = chance.map(contrasts).unwrap_or_default();
    contrasts(own)
        .into_iter()
        .map(|(key, own)| Difference {
            key: key.clone(),
            own,
            rivals: under(key),
            chance: chance.get(key).copied(),
        })
        .collect()
}

fn contrasts(under: &Under) -> BTreeMap<&Key, Contrast> {
    let mut pairs: BTreeMap<&Key, Vec<(f64, f64)>> = BTreeMap::new();
    for pair in &under.pairs {
        for (key, baseline, scenario) in matched(&pair.baseline, &pair.scenario) {
            pairs.entry(key).or_default().push((baseline, scenario));
        }
    }
    let all = pairs.into_iter();
    all.filter_map(|(key, pairs)| Some((key, Contrast::of(&pairs)?)))
        .collect()
}

/// Numbers that both runs of a pair give: key, baseline, scenario.
pub(super) fn matched<'a>(
    baseline: &'a Numbers,
    scenario: &'a Numbers,
) -> impl Iterator<Item = (&'a Key, f64, f64)> {
    let all = baseline.iter();
    all.filter_map(|(key, value)| Some((key, *value, *scenario.get(key)?)))
}

/// How far rival indices of one quantity differ about what a scenario changes.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexSpread {
    /// Which number, without the index.
    pub key: Key,
    /// Indices that have a relative difference.
    pub indices: usize,
    /// Least and largest relative difference over them, in per cent of each index's own baseline.
    pub relative: (f64, f64),
}

/// One line for each quantity with rival indices, date, and further dimensions. Chance and rival settings are no part of it.
pub fn index_spreads(differences: &[Difference]) -> Vec<IndexSpread> {
    let mut of: BTreeMap<Key, Vec<f64>> = BTreeMap::new();
    for one in differences {
        let mut key = one.key.clone();
        key.dims.retain(|(name, _)| name != INDEX);
        if let (true, Some(relative)) = (key != one.key, one.own.relative) {
            of.entry(key).or_default().push(relative);
        }
    }
    let all = of.into_iter();
    all.filter_map(|(key, values)| {
        Some(IndexSpread {
            key,
            indices: values.len(),
            relative: least_and_largest(values.into_iter())?,
        })
    })
    .collect()
}
