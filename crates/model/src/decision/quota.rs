//! Screening to a quota on exact counts: the highest scores are taken until the quota is met.
//!
//! Ours, on the scores of [`super::screening`] (sources `green-swets-1966`, and for the docked setting `nrc-2003`). A file of a stratum
//! has the score N(mu, 1), where mu is the stratum's mean (past mark, class, how often named) and d' higher for those who are
//! disposed. Scores are rounded to 64 ordered bands, and within a band chance decides: that is the law, and not an approximation of
//! one, so that counts ([`select`]) and people ([`persons::select`]) follow the same law exactly.
//!
//! ```text
//! from the top band:  X_j ~ Bin(left, P(band j | at most j))      until sum X >= K;  in the marginal band the rest of K is
//!                                                                 taken by the multivariate hypergeometric law
//! ```
//!
//! The counts by band of a cell are multinomial, and a multinomial may be split in any order. So [`select`] halves: how many are in
//! the upper 32 bands, of these or of the rest how many in the upper 16, and so on. Six draws for each cell find the marginal band,
//! where going down band by band takes up to 63. A draw's address is the split it decides, so a larger quota meets the same
//! scores, and takes all whom a smaller one took if it ends in a lower band. Inside one marginal band chance decides anew.
//!
//! Whoever is taken had, but for a few, not acted: [`Taken`] keeps the disposed apart because a disposition is not an act.

pub mod persons;
#[cfg(test)]
mod tests;

use engine::draw::Draws;
use engine::normal::distribution;
use engine::sample::{binomial, multivariate_hypergeometric};
use thiserror::Error;

/// Number of bands.
pub const BANDS: usize = 64;

/// The files of a stratum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Files {
    /// How many there are, the disposed included.
    pub number: u64,
    /// How many of them are disposed.
    pub disposed: u64,
    /// Mean score of those who are not, in standard deviations.
    pub mean: f64,
}

/// How scores are given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// How much higher the disposed score, in standard deviations.
    pub d_prime: f64,
    /// Upper edge of the lowest band; below it nothing is told apart.
    pub lowest: f64,
    /// Lower edge of the highest band; above it nothing is told apart.
    pub highest: f64,
}

impl Scores {
    /// Lower edge of a band; the lowest band has none.
    pub fn edge(&self, band: usize) -> f64 {
        if band == 0 {
            return f64::NEG_INFINITY;
        }
        if band >= BANDS {
            return f64::INFINITY;
        }
        let part = (band - 1) as f64 / (BANDS - 2) as f64;
        self.lowest + (self.highest - self.lowest) * part
    }

    /// Chance that a score with this mean lies in the bands from `from` up to, but without, `to`.
    pub fn chance(&self, mean: f64, from: usize, to: usize) -> f64 {
        let (low, high) = (self.edge(from) - mean, self.edge(to) - mean);
        // In the tail that is the smaller, so that nothing cancels.
        if low > 0.0 {
            distribution(-low) - distribution(-high)
        } else {
            distribution(high) - distribution(low)
        }
    }

    fn mean(&self, files: &Files, disposed: bool) -> f64 {
        files.mean + if disposed { self.d_prime } else { 0.0 }
    }
}

/// Who was taken out of a stratum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many, the disposed included.
    pub number: u64,
    /// How many of them were disposed.
    pub disposed: u64,
}

/// Who was taken in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// By stratum, in the order of the files.
    pub taken: Vec<Taken>,
    /// By how many the quota was missed, because there were no more files.
    pub unfilled: u64,
    /// The lowest band out of which anybody was taken; nothing, if nobody was.
    pub cut: Option<usize>,
}

/// What is wrong with files or scores.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum QuotaError {
    /// More disposed than files.
    #[error(
        "stratum {stratum} has {number} files and {disposed} of them disposed\nhint: the disposed are a part of the files"
    )]
    Disposed {
        /// Its place in the list.
        stratum: usize,
        /// Files.
        number: u64,
        /// Of them disposed.
        disposed: u64,
    },
    /// A mean that is no number.
    #[error("stratum {stratum} has the mean score {mean}\nhint: a mean score is a finite number")]
    Mean {
        /// Its place in the list.
        stratum: usize,
        /// Its mean score.
        mean: f64,
    },
    /// Bands without width, or a d' that is no number.
    #[error(
        "bands from {lowest} to {highest} with d' {d_prime}\nhint: all three are finite, and the lowest edge is below the highest"
    )]
    Scores {
        /// Upper edge of the lowest band.
        lowest: f64,
        /// Lower edge of the highest band.
        highest: f64,
        /// Difference of the means.
        d_prime: f64,
    },
}

/// Checks files and scores.
///
/// # Errors
/// More disposed than files in a stratum; a mean, d' or edge that is not finite; edges in the wrong order.
pub fn check(files: &[Files], scores: &Scores) -> Result<(), QuotaError> {
    let Scores {
        d_prime,
        lowest,
        highest,
    } = *scores;
    let finite = d_prime.is_finite() && lowest.is_finite() && highest.is_finite();
    if !finite || lowest >= highest {
        return Err(QuotaError::Scores {
            lowest,
            highest,
            d_prime,
        });
    }
    for (stratum, one) in files.iter().enumerate() {
        let (number, disposed, mean) = (one.number, one.disposed, one.mean);
        if disposed > number {
            return Err(QuotaError::Disposed {
                stratum,
                number,
                disposed,
            });
        }
        if !mean.is_finite() {
            return Err(QuotaError::Mean { stratum, mean });
        }
    }
    Ok(())
}

/// Takes the `quota` highest scores out of all files, chance deciding within a band; all of them, if there are fewer. Uses the
/// keys `first` to `first + 2 * files.len()`: two for each stratum (those who are not disposed, then the disposed) and one for the
/// marginal band. A stratum keeps its place in the list even when it is empty, so that its draws stay its own.
///
/// # Errors
/// As [`check`].
pub fn select(
    draws: &mut Draws,
    first: u32,
    files: &[Files],
    scores: &Scores,
    quota: u64,
) -> Result<Selection, QuotaError> {
    check(files, scores)?;
    let cells = Cells::of(files, scores);
    let all: u64 = cells.left.iter().sum();
    if quota == 0 {
        return Ok(selection(&vec![0; cells.left.len()], quota, None));
    }
    if quota >= all {
        let lowest = (all > 0).then_some(0);
        return Ok(selection(&cells.left, quota, lowest));
    }
    Ok(halve(draws, first, cells, scores, quota))
}

/// Two cells a stratum: those who are not disposed, and the disposed.
struct Cells {
    /// How many are in the bands that are still open.
    left: Vec<u64>,
    means: Vec<f64>,
}

impl Cells {
    fn of(files: &[Files], scores: &Scores) -> Self {
        let left = files
            .iter()
            .flat_map(|one| [one.number - one.disposed, one.disposed])
            .collect();
        let means = files
            .iter()
            .flat_map(|one| [scores.mean(one, false), scores.mean(one, true)])
            .collect();
        Self { left, means }
    }
}

/// Looks for the marginal band by halving; fewer are wanted than there are.
fn halve(
    draws: &mut Draws,
    first: u32,
    mut cells: Cells,
    scores: &Scores,
    quota: u64,
) -> Selection {
    let mut taken = vec![0; cells.left.len()];
    let mut wanted = quota;
    let (mut from, mut to, mut split) = (0, BANDS, 1_u32);
    while to - from > 1 {
        let middle = usize::midpoint(from, to);
        let mut above = vec![0; cells.left.len()];
        // Few means are told apart, and each has one share.
        let mut shares: Vec<(u64, f64)> = Vec::new();
        let of = cells.left.iter().zip(&cells.means).zip(&mut above);
        for (key, ((left, mean), above)) in (first..).zip(of) {
            if *left > 0 {
                // So deep in a tail that both chances vanish, nothing is told apart: all are below.
                let share = remembered(&mut shares, *mean, || {
                    scores.chance(*mean, middle, to) / scores.chance(*mean, from, to)
                });
                *above = binomial(draws.at(key, split), *left, share);
            }
        }
        let sum: u64 = above.iter().sum();
        if sum >= wanted {
            cells.left = above;
            (from, split) = (middle, 2 * split + 1);
        } else {
            wanted -= sum;
            for ((taken, left), above) in taken.iter_mut().zip(&mut cells.left).zip(above) {
                *taken += above;
                *left -= above;
            }
            (to, split) = (middle, 2 * split);
        }
    }
    let cell_keys = u32::try_from(cells.left.len()).unwrap_or(u32::MAX);
    let key = first.saturating_add(cell_keys);
    let mut margin = vec![0; cells.left.len()];
    multivariate_hypergeometric(draws, (key, 0), &cells.left, wanted, &mut margin);
    for (taken, margin) in taken.iter_mut().zip(margin) {
        *taken += margin;
    }
    selection(&taken, quota, Some(from))
}

/// What was worked out for a mean before, or else is now.
fn remembered(known: &mut Vec<(u64, f64)>, mean: f64, of: impl Fn() -> f64) -> f64 {
    let bits = mean.to_bits();
    if let Some((_, share)) = known.iter().find(|(mean, _)| *mean == bits) {
        return *share;
    }
    let share = of();
    known.push((bits, share));
    share
}

/// Cells put together again.
fn selection(cells: &[u64], quota: u64, cut: Option<usize>) -> Selection {
    let (pairs, _) = cells.as_chunks::<2>();
    let taken: Vec<Taken> = pairs
        .iter()
        .map(|[others, disposed]| Taken {
            number: others + disposed,
            disposed: *disposed,
        })
        .collect();
    let sum: u64 = taken.iter().map(|one| one.number).sum();
    Selection {
        taken,
        unfilled: quota - sum,
        cut,
    }
}
