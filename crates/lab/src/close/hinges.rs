//! What moves the close run: rival settings, pair by pair, and parameters, over draws of all of them.

use super::{Given, Measure, Under};
use std::collections::BTreeMap;

/// What one rival does, on the seeds that it shares with the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Hinge {
    /// Key of the rival.
    pub name: String,
    /// Mean chance of the penal form with the patron, per cent: under our rules, under the rival.
    pub with: (f64, f64),
    /// The same without him.
    pub without: (f64, f64),
    /// Seeds.
    pub seeds: usize,
}

impl Hinge {
    /// By how many points it moves the chance with the patron, and that without him.
    pub fn moves(&self) -> (f64, f64) {
        (self.with.1 - self.with.0, self.without.1 - self.without.0)
    }

    fn strength(&self) -> f64 {
        let (with, without) = self.moves();
        with.abs().max(without.abs())
    }

    /// Whether it moves either by a tenth of a point.
    pub fn matters(&self) -> bool {
        self.strength() >= 0.1
    }
}

/// Every rival, the one that moves most first.
pub(super) fn of_rivals(settings: &[Under]) -> Vec<Hinge> {
    let Some((own, rivals)) = settings.split_first() else {
        return Vec::new();
    };
    let mut all: Vec<Hinge> = rivals
        .iter()
        .filter_map(|rival| hinge(own, rival))
        .collect();
    all.sort_by(|a, b| {
        b.strength()
            .total_cmp(&a.strength())
            .then_with(|| a.name.cmp(&b.name))
    });
    all
}

fn hinge(own: &Under, rival: &Under) -> Option<Hinge> {
    let shared: Vec<_> = rival
        .pairs
        .iter()
        .filter_map(|pair| Some((own.pairs.iter().find(|one| one.seed == pair.seed)?, pair)))
        .collect();
    let mean = |patron: bool| -> Option<(f64, f64)> {
        let chance = |given: &Given| given[Measure::Chance as usize];
        let (mut ours, mut theirs) = (0.0, 0.0);
        for (own, other) in &shared {
            ours += chance(own.side(patron))?;
            theirs += chance(other.side(patron))?;
        }
        let count = shared.len() as f64;
        Some((ours / count, theirs / count))
    };
    if shared.is_empty() {
        return None;
    }
    Some(Hinge {
        name: rival.name.clone(),
        with: mean(true)?,
        without: mean(false)?,
        seeds: shared.len(),
    })
}

/// A run with all parameters drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// First value of each parameter, by its key.
    pub parameters: BTreeMap<String, f64>,
    /// What the run gave.
    pub given: Given,
}

/// How a parameter goes with the chance of the penal form.
#[derive(Clone, Debug, PartialEq)]
pub struct Pull {
    /// Key of the parameter.
    pub parameter: String,
    /// Rank correlation, -1 to 1 (Spearman).
    pub rank: f64,
    /// Whether it is beyond what the largest of so many unrelated parameters would reach in 95 of 100 draws.
    pub told: bool,
    /// Whether the evidence says next to nothing of the parameter, where an ensemble was run.
    pub open: bool,
}

/// Draws below which no correlation is worked out.
const LEAST: usize = 20;

/// Every parameter that varies, the strongest first; `open` tells those of which the evidence says next to nothing.
pub(super) fn of_parameters(drawn: &[Drawn], open: &dyn Fn(&str) -> bool) -> Vec<Pull> {
    let known: Vec<(&Drawn, f64)> = drawn
        .iter()
        .filter_map(|one| Some((one, one.given[Measure::Chance as usize]?)))
        .collect();
    let Some((first, _)) = known.first().filter(|_| known.len() >= LEAST) else {
        return Vec::new();
    };
    let chances: Vec<f64> = known.iter().map(|(_, chance)| *chance).collect();
    let mut all: Vec<Pull> = first
        .parameters
        .keys()
        .filter_map(|key| {
            let values: Option<Vec<f64>> = known
                .iter()
                .map(|(one, _)| one.parameters.get(key).copied())
                .collect();
            Some(Pull {
                parameter: key.clone(),
                rank: correlation(&ranks(&values?), &ranks(&chances))?,
                told: false,
                open: open(key),
            })
        })
        .collect();
    let bound = bound(all.len(), known.len());
    for one in &mut all {
        one.told = one.rank.abs() > bound;
    }
    all.sort_by(|a, b| {
        b.rank
            .abs()
            .total_cmp(&a.rank.abs())
            .then_with(|| a.parameter.cmp(&b.parameter))
    });
    all
}

/// What the largest of so many unrelated rank correlations stays below in 95 of 100 cases: each is about normal with variance
/// 1/(n - 1), and the level is shared out among them (Bonferroni); the tail is bounded by exp(-z^2/2).
fn bound(parameters: usize, draws: usize) -> f64 {
    let each = 0.05 / (2.0 * parameters.max(1) as f64);
    let z = (-2.0 * libm::log(each)).sqrt();
    z / ((draws.max(2) - 1) as f64).sqrt()
}

/// Ranks of values; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let rank = |value: f64| {
        let below = values.iter().filter(|one| **one < value).count();
        let equal = values
            .iter()
            .filter(|one| one.total_cmp(&value).is_eq())
            .count();
        below as f64 + 0.5 * (equal as f64 - 1.0)
    };
    values.iter().map(|value| rank(*value)).collect()
}

/// Correlation of two lists of one length; none if one of them does not vary.
fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let (ma, mb) = (mean(a), mean(b));
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        ab += (x - ma) * (y - mb);
        aa += (x - ma) * (x - ma);
        bb += (y - mb) * (y - mb);
    }
    (aa > 0.0 && bb > 0.0).then(|| ab / (aa * bb).sqrt())
}

#[cfg(test)]
mod tests {
    use super::{Drawn, bound, correlation, of_parameters, ranks};

    #[test]
    fn known_ranks_with_ties() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), vec![2.5, 0.0, 2.5, 1.0]);
    }

    #[test]
    fn known_a_parameter_that_decides_is_told_and_one_that_does_nothing_is_not() {
        let drawn: Vec<Drawn> = (0..40)
            .map(|i| {
                let mut given = [None; 5];
                given[super::Measure::Chance as usize] = Some(f64::from(i * i));
                // Seven steps that return to where they began: no trend over forty draws.
                let idle = f64::from((i * 17) % 40 % 7);
                Drawn {
                    parameters: [
                        ("decides".to_owned(), -f64::from(i)),
                        ("idle".to_owned(), idle),
                        ("fixed".to_owned(), 1.0),
                    ]
                    .into(),
                    given,
                }
            })
            .collect();
        let all = of_parameters(&drawn, &|name| name == "idle");
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].parameter, "decides");
        assert!((all[0].rank + 1.0).abs() < 1e-12 && all[0].told);
        assert!(!all[1].told && all[1].open && !all[0].open, "{:?}", all[1]);
    }

    #[test]
    fn law_more_draws_tell_more_and_more_parameters_tell_less() {
        assert!(bound(10, 100) < bound(10, 50));
        assert!(bound(100, 50) > bound(10, 50));
        assert_eq!(correlation(&[1.0, 1.0], &[1.0, 2.0]), None);
    }
}
