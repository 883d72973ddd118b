//! Exact inversion of a discrete law: the smallest k with P(X <= k) >= u.
//!
//! One uniform gives one draw, so two runs that draw at the same address with a slightly different
//! parameter get values that move the same way: inversion is monotone in u and in the parameters.
//!
//! Small variances: add up probabilities from the lower end. Large variances: the Cornish-Fisher expansion
//! with a continuity correction gives a real number Q that rounds down to the answer,
//!
//! ```text
//! Q(u) = mean + 1/2 + sd [ w + g1 (w^2-1)/6 + g2 (w^3-3w)/24 - g1^2 (2w^3-5w)/36 ] - w/(24 sd)
//! ```
//!
//! with w the normal quantile of u, g1 the skewness and g2 the excess kurtosis. Its error is below
//! [`error_bound`]; where that could change the answer, about once in a thousand draws, exact sums of
//! probabilities decide. The scheme is that of Giles, "Algorithm 955: approximation of the inverse Poisson
//! cumulative distribution function", ACM TOMS 42 (2016) 7; the bound for laws other than Poisson is ours
//! and is held to exact sums by a test.

use crate::draw::Uniform;
use crate::normal::quantile;
use libm::sqrt;

/// Below this variance probabilities are added up from the lower end.
const SMALL: f64 = 5.0;
/// Beyond this many standard deviations the expansion is only a first guess.
const FAR: f64 = 6.0;

/// Mean, variance, skewness and excess kurtosis.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moments {
    pub(crate) mean: f64,
    pub(crate) variance: f64,
    pub(crate) skewness: f64,
    pub(crate) excess: f64,
}

/// A unimodal law on the integers `0..=highest`, with its mean not far above its variance.
pub(crate) trait Lattice {
    /// Largest possible value.
    fn highest(&self) -> u64;
    /// Mean alone.
    fn mean(&self) -> f64;
    /// Variance alone, which decides the method.
    fn variance(&self) -> f64;
    /// All four moments.
    fn moments(&self) -> Moments;
    /// Probability of `k`.
    fn mass(&self, k: u64) -> f64;
    /// Probability of zero, for small variances.
    fn none(&self) -> f64 {
        self.mass(0)
    }
    /// Probability of `k + 1` over that of `k`, a whole number: counts below 2^53 are exact as they are, and need not be turned into numbers
    /// at each step of a sum.
    fn up(&self, k: f64) -> f64;
}

/// The smallest k with P(X <= k) >= u.
pub(crate) fn invert(law: &impl Lattice, u: Uniform) -> u64 {
    // P(X > 0) is at most the mean, so most draws of rare events are done here.
    let mean = law.mean();
    if u.value() <= 1.0 - mean {
        return 0;
    }
    // No law here has a variance above its mean, and the mean costs less.
    if mean < 0.99 * SMALL || law.variance() < SMALL {
        return from_below(law, u.value());
    }
    let w = quantile(u);
    let moments = law.moments();
    let q = expansion(moments, w);
    let bound = error_bound(moments.variance, w);
    let guess = whole(q, law.highest());
    if w.abs() < FAR && whole(q - bound, law.highest()) == whole(q + bound, law.highest()) {
        return guess;
    }
    by_sums(law, u, guess)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the support first; counts stay below 2^53"
)]
fn whole(x: f64, highest: u64) -> u64 {
    // Rounds down: what is left is not negative.
    x.clamp(0.0, highest as f64) as u64
}

/// Cornish-Fisher expansion with continuity correction.
pub(crate) fn expansion(m: Moments, w: f64) -> f64 {
    let sd = sqrt(m.variance);
    let square = w * w;
    let shape = w + m.skewness * (square - 1.0) / 6.0 + m.excess * w * (square - 3.0) / 24.0
        - m.skewness * m.skewness * w * (2.0 * square - 5.0) / 36.0;
    m.mean + 0.5 + sd * shape - w / (24.0 * sd)
}

/// Bound of the error of [`expansion`]: three times Giles's bound for the Poisson law.
pub(crate) fn error_bound(variance: f64, w: f64) -> f64 {
    let square = w * w;
    3.0 * (1.0 / 40.0 + square / 80.0 + square * square / 160.0) / variance + 1e-9
}

/// Adds probabilities from zero upwards.
fn from_below(law: &impl Lattice, u: f64) -> u64 {
    let highest = law.highest();
    let last = highest as f64;
    let mut k = 0.0;
    let mut term = law.none();
    let mut sum = term;
    while sum < u && k < last {
        let ratio = law.up(k);
        term *= ratio;
        k += 1.0;
        sum += term;
        // Behind the mode and below the last bit of the sum: nothing more can be added.
        if ratio < 1.0 && term < sum * 1e-18 {
            break;
        }
    }
    whole(k, highest)
}

/// Decides by exact sums of the nearer tail, walking from a guess.
fn by_sums(law: &impl Lattice, u: Uniform, guess: u64) -> u64 {
    let p = u.value();
    let highest = law.highest();
    let mut k = guess;
    if p <= 0.5 {
        let mut below = lower_tail(law, k);
        while below < p && k < highest {
            k += 1;
            below += law.mass(k);
        }
        while k > 0 && below - law.mass(k) >= p {
            below -= law.mass(k);
            k -= 1;
        }
        return k;
    }
    // P(X <= k) >= u is P(X > k) <= 1 - u, and 1 - u is exact.
    let mut above = upper_tail(law, k);
    while above > 1.0 - p && k < highest {
        k += 1;
        above -= law.mass(k);
    }
    while k > 0 && above + law.mass(k) <= 1.0 - p {
        above += law.mass(k);
        k -= 1;
    }
    k
}

/// P(X <= k) by sums downwards.
pub(crate) fn lower_tail(law: &impl Lattice, k: u64) -> f64 {
    let mut term = law.mass(k);
    let mut sum = term;
    for j in (0..k).rev() {
        term /= law.up(j as f64);
        sum += term;
        if term < sum * 1e-18 {
            break;
        }
    }
    sum
}

/// P(X > k) by sums upwards.
pub(crate) fn upper_tail(law: &impl Lattice, k: u64) -> f64 {
    let highest = law.highest();
    if k >= highest {
        return 0.0;
    }
    let mut term = law.mass(k + 1);
    let mut sum = term;
    for j in k + 1..highest {
        term *= law.up(j as f64);
        sum += term;
        if term < sum * 1e-18 {
            break;
        }
    }
    sum
}
