//! What is not ruled out: where in the unit cube the implausibility stays below a cut, how much of it that is, and points drawn from it evenly.
//!
//! The share is found by subset simulation (Au and Beck 2001, source `au-beck-2001`, recalled): a chain of levels, each keeping the fifth of the
//! points with the lowest implausibility and moving their copies about by a random walk that never leaves the level.
//!
//! ```text
//! share = product over levels of (kept / all)        error: spread over replicas that share no draw
//! ```

use super::{PROCESS_REGION, word};
use engine::draw::Draws;
use engine::normal;
use rayon::prelude::*;

/// Replicas; their spread is the error of the share.
const REPLICAS: u32 = 4;
/// One in so many is kept at each level.
const KEPT: usize = 5;
/// Moves of each point at each level.
const MOVES: u32 = 18;
/// Most levels.
const LEVELS: u32 = 60;
/// Levels without progress after which nothing is left.
const PATIENCE: u32 = 4;

/// Points that are not ruled out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Region {
    /// Points of the unit cube, evenly spread over what is not ruled out; empty if nothing is.
    pub(super) points: Vec<Vec<f64>>,
    /// Share of the cube that is not ruled out: mean over the replicas, and its standard error.
    pub(super) share: (f64, f64),
    /// The point with the lowest implausibility that was met, and that implausibility.
    pub(super) best: (Vec<f64>, f64),
}

/// One replica.
struct Replica {
    points: Vec<Vec<f64>>,
    share: f64,
    best: (Vec<f64>, f64),
}

/// Where and what is asked.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    /// Implausibility of a point.
    pub(super) implausibility: &'a (dyn Fn(&[f64]) -> f64 + Sync),
    /// Number of parameters.
    pub(super) width: usize,
    /// Points of each replica.
    pub(super) points: u32,
    /// Cut.
    pub(super) cut: f64,
    /// Seed of the search.
    pub(super) seed: u64,
}

impl Search<'_> {
    /// Searches the unit cube. The result does not depend on the number of threads.
    pub(super) fn run(self) -> Region {
        let replicas: Vec<Replica> = (0..REPLICAS)
            .into_par_iter()
            .map(|number| self.replica(number))
            .collect();
        let shares: Vec<f64> = replicas.iter().map(|replica| replica.share).collect();
        let number = f64::from(REPLICAS);
        let mean = shares.iter().sum::<f64>() / number;
        let squares = shares.iter().map(|share| (share - mean) * (share - mean));
        let error = libm::sqrt(squares.sum::<f64>() / (number * (number - 1.0)));
        let best = replicas.iter().map(|replica| replica.best.clone());
        let best = best.min_by(|a, b| a.1.total_cmp(&b.1));
        Region {
            share: (mean, error),
            best: best.unwrap_or_else(|| (vec![0.5; self.width], f64::INFINITY)),
            points: replicas.into_iter().flat_map(|one| one.points).collect(),
        }
    }

    fn replica(self, number: u32) -> Replica {
        let even = |chain: u32| -> Vec<f64> {
            let mut draws = Draws::new(self.seed, PROCESS_REGION, number);
            (0..word(self.width))
                .map(|j| draws.at(chain, j).value())
                .collect()
        };
        let mut all: Vec<(Vec<f64>, f64)> = (0..self.points)
            .map(|chain| self.weighed(even(chain)))
            .collect();
        let (mut share, mut level, mut idle) = (1.0, f64::INFINITY, 0);
        for round in 1..=LEVELS {
            all.sort_by(|a, b| a.1.total_cmp(&b.1));
            let within = all.partition_point(|one| one.1 <= self.cut);
            let kept = within.max(all.len() / KEPT).max(1);
            let next = all[kept - 1].1.max(self.cut);
            share *= kept as f64 / all.len() as f64;
            idle = if next < level * 0.999 { 0 } else { idle + 1 };
            level = next;
            let done = level <= self.cut;
            if !done && idle >= PATIENCE {
                break;
            }
            all = self.moved(&all[..kept], level, (number, round));
            if done {
                let best = lowest(&all);
                let points = all.into_iter().map(|one| one.0).collect();
                return Replica {
                    points,
                    share,
                    best,
                };
            }
        }
        Replica {
            points: Vec::new(),
            share: 0.0,
            best: lowest(&all),
        }
    }

    /// As many points as before, from copies of those kept that walk about inside the level.
    fn moved(
        self,
        kept: &[(Vec<f64>, f64)],
        level: f64,
        (number, round): (u32, u32),
    ) -> Vec<(Vec<f64>, f64)> {
        let spread = spread(kept, self.width);
        let width = word(self.width);
        let walk = |chain: u32| {
            let mut now = kept[chain as usize % kept.len()].clone();
            let step = number + REPLICAS * round;
            let mut draws = Draws::new(self.seed, PROCESS_REGION, step);
            for turn in 0..MOVES {
                let first = turn * (2 * width + 1);
                // Wide and narrow steps in turn, of few coordinates and of many.
                let length = [1.2, 0.6, 0.3][turn as usize % 3];
                let some = [0.1, 0.3, 1.0][turn as usize / 3 % 3];
                let mut next = now.0.clone();
                for j in 0..width {
                    let at = first + 2 * j;
                    if draws.at(chain, at).value() < some {
                        let u = draws.at(chain, at + 1);
                        let x = &mut next[j as usize];
                        *x = reflected(normal::normal(u, *x, length * spread[j as usize]));
                    }
                }
                let next = self.weighed(next);
                if next.1 <= level {
                    now = next;
                }
            }
            now
        };
        (0..self.points).map(walk).collect()
    }

    fn weighed(self, point: Vec<f64>) -> (Vec<f64>, f64) {
        let implausibility = (self.implausibility)(&point);
        (point, implausibility)
    }
}

fn lowest(all: &[(Vec<f64>, f64)]) -> (Vec<f64>, f64) {
    let best = all.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    best.cloned().unwrap_or_else(|| (Vec::new(), f64::INFINITY))
}

/// Standard deviation of each coordinate.
fn spread(kept: &[(Vec<f64>, f64)], width: usize) -> Vec<f64> {
    let number = kept.len() as f64;
    (0..width)
        .map(|j| {
            let mean = kept.iter().map(|one| one.0[j]).sum::<f64>() / number;
            let squares = kept.iter().map(|one| (one.0[j] - mean) * (one.0[j] - mean));
            libm::sqrt(squares.sum::<f64>() / number).max(1e-3)
        })
        .collect()
}

/// Folds a number back into the unit interval; the walk stays even.
fn reflected(x: f64) -> f64 {
    let folded = x.rem_euclid(2.0);
    if folded > 1.0 { 2.0 - folded } else { folded }
}

#[cfg(test)]
mod tests {
    use super::{Search, reflected};

    #[test]
    fn known_the_volume_of_a_ball() {
        // A ball of radius 0.3 in five dimensions: 8 pi^2 / 15 r^5 = 0.012 791 of the cube that holds it.
        let distance = |x: &[f64]| {
            let squares: f64 = x.iter().map(|x| (x - 0.5) * (x - 0.5)).sum();
            squares.sqrt()
        };
        let region = Search {
            implausibility: &distance,
            width: 5,
            points: 1000,
            cut: 0.3,
            seed: 3,
        }
        .run();
        let (share, error) = region.share;
        assert!((share - 0.012_791).abs() < 0.0015, "{share} +- {error}");
        assert!(error < 0.0012, "{error}");
        assert!(region.points.iter().all(|point| distance(point) <= 0.3));
        // Evenly spread: the mean of (r/R)^5 over a ball is one half.
        let inner = region.points.iter().map(|x| (distance(x) / 0.3).powi(5));
        let mean = inner.sum::<f64>() / region.points.len() as f64;
        assert!((mean - 0.5).abs() < 0.04, "{mean}");
    }

    #[test]
    fn law_nothing_left_is_told() {
        let far = |x: &[f64]| 4.0 + x[0];
        let region = Search {
            implausibility: &far,
            width: 3,
            points: 200,
            cut: 3.0,
            seed: 3,
        }
        .run();
        assert!(region.points.is_empty());
        assert!(region.share.0 < 1e-12);
        assert!(region.best.1 < 4.1, "{}", region.best.1);
    }

    #[test]
    fn law_folding_stays_inside() {
        for x in [-3.7_f64, -0.2, 0.0, 0.4, 1.0, 1.3, 2.9] {
            assert!((0.0..=1.0).contains(&reflected(x)));
        }
        assert!((reflected(1.3) - 0.7).abs() < 1e-12);
        assert!((reflected(-0.2) - 0.2).abs() < 1e-12);
    }
}
