//! Draws from the exact discrete laws, each by inversion of one uniform.
//!
//! | law | draws | method |
//! |---|---|---|
//! | Bernoulli, binomial, Poisson, hypergeometric | 1 | inversion, see `invert.rs` |
//! | multinomial | one fewer than parts | binomials of what is left, one part after the other |
//! | multivariate hypergeometric | one fewer than parts | hypergeometrics of what is left |

use crate::draw::{Draws, Uniform};
use crate::invert::{Lattice, Moments, invert};
use crate::mass;
use libm::sqrt;

/// One trial: true with probability `p`.
pub fn bernoulli(u: Uniform, p: f64) -> bool {
    // Large u means success, as in the binomial, so that both couple the same way.
    u.value() > 1.0 - p
}

/// Successes among `n` trials of probability `p`; values of `p` outside [0, 1] count as its ends.
pub fn binomial(u: Uniform, n: u64, p: f64) -> u64 {
    if n == 0 || p.is_nan() || p <= 0.0 {
        return 0;
    }
    if p >= 1.0 {
        return n;
    }
    if p > 0.5 {
        let law = Binomial { n, p: 1.0 - p };
        return n - invert(&law, Uniform::at(1.0 - u.value()));
    }
    invert(&Binomial { n, p }, u)
}

/// Events of a Poisson process with this expected number; not positive means none.
pub fn poisson(u: Uniform, mean: f64) -> u64 {
    if mean.is_nan() || mean <= 0.0 {
        return 0;
    }
    invert(&Poisson { mean }, u)
}

/// Marked ones among `drawn` taken without replacement from `all`, of which `marked` are marked. More than
/// `all` counts as `all`.
pub fn hypergeometric(u: Uniform, all: u64, marked: u64, drawn: u64) -> u64 {
    let (marked, drawn) = (marked.min(all), drawn.min(all));
    if marked == 0 || drawn == 0 {
        return 0;
    }
    // Turned until at most half is marked and at most half drawn; each turn mirrors the law.
    if marked > all / 2 {
        let other = hypergeometric(mirrored(u), all, all - marked, drawn);
        return drawn - other;
    }
    if drawn > all / 2 {
        let other = hypergeometric(mirrored(u), all, marked, all - drawn);
        return marked - other;
    }
    invert(&Hypergeometric { all, marked, drawn }, u)
}

fn mirrored(u: Uniform) -> Uniform {
    Uniform::at(1.0 - u.value())
}

/// Divides `n` among parts with these weights (not negative, not all zero), exactly: the parts add up to `n`.
/// Uses the draws of `key` from `number` on.
pub fn multinomial(
    draws: &mut Draws,
    (key, number): (u32, u32),
    n: u64,
    weights: &[f64],
    parts: &mut [u64],
) {
    let mut left = n;
    let mut weight_left: f64 = weights.iter().sum();
    for ((place, weight), part) in (number..).zip(weights).zip(parts.iter_mut()) {
        let last = *weight >= weight_left;
        *part = if left == 0 || *weight <= 0.0 {
            0
        } else if last {
            left
        } else {
            binomial(draws.at(key, place), left, weight / weight_left)
        };
        left -= *part;
        weight_left -= weight;
    }
    // Rounding of the weights may leave a few; they belong to the last part that can have any.
    if left > 0
        && let Some(at) = weights.iter().rposition(|weight| *weight > 0.0)
    {
        parts[at] += left;
    }
}

/// Takes `drawn` without replacement from groups of these sizes: the parts add up to `drawn`, and none exceeds
/// its group. At most all are taken. Uses the draws of `key` from `number` on.
pub fn multivariate_hypergeometric(
    draws: &mut Draws,
    (key, number): (u32, u32),
    sizes: &[u64],
    drawn: u64,
    parts: &mut [u64],
) {
    let mut all: u64 = sizes.iter().sum();
    let mut left = drawn.min(all);
    if left.saturating_mul(2) <= sizes.len() as u64 {
        one_by_one(draws, (key, number), sizes, (all, left), parts);
        return;
    }
    parts[..sizes.len()].fill(0);
    for ((place, size), part) in (number..).zip(sizes).zip(parts.iter_mut()) {
        if left == 0 {
            break;
        }
        *part = if *size == 0 {
            0
        } else if *size == all || left == all {
            (*size).min(left)
        } else {
            hypergeometric(draws.at(key, place), all, *size, left)
        };
        left -= *part;
        all -= size;
    }
}

/// The same for a few, taken one after the other: each of those left alike. Cheaper than a law for each group, and the same.
fn one_by_one(
    draws: &mut Draws,
    (key, number): (u32, u32),
    sizes: &[u64],
    (mut all, drawn): (u64, u64),
    parts: &mut [u64],
) {
    parts[..sizes.len()].fill(0);
    for (place, _) in (number..).zip(0..drawn) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "below the number of those left"
        )]
        let mut at = ((draws.at(key, place).value() * all as f64) as u64).min(all - 1);
        for (size, part) in sizes.iter().zip(parts.iter_mut()) {
            let here = size - *part;
            if at < here {
                *part += 1;
                break;
            }
            at -= here;
        }
        all -= 1;
    }
}

/// At most half of `p`; else it is mirrored.
pub(crate) struct Binomial {
    pub(crate) n: u64,
    pub(crate) p: f64,
}

impl Lattice for Binomial {
    fn highest(&self) -> u64 {
        self.n
    }

    fn mean(&self) -> f64 {
        self.n as f64 * self.p
    }

    fn variance(&self) -> f64 {
        self.n as f64 * self.p * (1.0 - self.p)
    }

    fn none(&self) -> f64 {
        // Squaring keeps 12 digits up to here and costs a tenth of a logarithm and an exponential.
        if self.n > 1000 {
            return self.mass(0);
        }
        let (mut power, mut base, mut n) = (1.0, 1.0 - self.p, self.n);
        while n > 0 {
            if n & 1 == 1 {
                power *= base;
            }
            base *= base;
            n >>= 1;
        }
        power
    }

    fn moments(&self) -> Moments {
        let q = 1.0 - self.p;
        let variance = self.variance();
        Moments {
            mean: self.n as f64 * self.p,
            variance,
            skewness: (q - self.p) / sqrt(variance),
            excess: (1.0 - 6.0 * self.p * q) / variance,
        }
    }

    fn mass(&self, k: u64) -> f64 {
        mass::binomial(k, self.n, self.p)
    }

    fn up(&self, k: f64) -> f64 {
        (self.n as f64 - k) * self.p / ((k + 1.0) * (1.0 - self.p))
    }
}

pub(crate) struct Poisson {
    pub(crate) mean: f64,
}

impl Lattice for Poisson {
    fn highest(&self) -> u64 {
        // 2^53: far beyond any draw, and exact as a number.
        1 << 53
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean
    }

    fn moments(&self) -> Moments {
        Moments {
            mean: self.mean,
            variance: self.mean,
            skewness: 1.0 / sqrt(self.mean),
            excess: 1.0 / self.mean,
        }
    }

    fn mass(&self, k: u64) -> f64 {
        mass::poisson(k, self.mean)
    }

    fn up(&self, k: f64) -> f64 {
        self.mean / (k + 1.0)
    }
}

/// At most half marked and at most half drawn; else it is mirrored.
pub(crate) struct Hypergeometric {
    pub(crate) all: u64,
    pub(crate) marked: u64,
    pub(crate) drawn: u64,
}

impl Lattice for Hypergeometric {
    fn highest(&self) -> u64 {
        self.marked.min(self.drawn)
    }

    fn mean(&self) -> f64 {
        self.drawn as f64 * (self.marked as f64 / self.all as f64)
    }

    fn none(&self) -> f64 {
        // The chance that each of the fewer misses the more, one after the other.
        let (few, many) = (self.marked.min(self.drawn), self.marked.max(self.drawn));
        if few > 24 {
            return self.mass(0);
        }
        let (mut missed, mut all) = ((self.all - many) as f64, self.all as f64);
        let mut chance = 1.0;
        for _ in 0..few {
            chance *= missed / all;
            missed -= 1.0;
            all -= 1.0;
        }
        chance
    }

    fn variance(&self) -> f64 {
        let (all, k, n) = (self.all as f64, self.marked as f64, self.drawn as f64);
        if all < 2.0 {
            return 0.0;
        }
        n * (k / all) * (1.0 - k / all) * (all - n) / (all - 1.0)
    }

    fn moments(&self) -> Moments {
        let (all, k, n) = (self.all as f64, self.marked as f64, self.drawn as f64);
        let variance = self.variance();
        let (p, f) = (k / all, n / all);
        let (pq, fg) = (p * (1.0 - p), f * (1.0 - f));
        // With a = all, divided by powers of it so that nothing overflows at 10^9.
        let skewness = (1.0 - 2.0 * p) * (1.0 - 2.0 * f) / sqrt(variance) * (all / (all - 2.0));
        let above = (all - 1.0) / all * (1.0 + 1.0 / all - 6.0 * pq - 6.0 * fg)
            + 6.0 * pq * fg * (5.0 - 6.0 / all);
        let below = pq * fg * all * (1.0 - 2.0 / all) * (1.0 - 3.0 / all);
        Moments {
            mean: n * p,
            variance,
            skewness,
            excess: above / below,
        }
    }

    fn mass(&self, k: u64) -> f64 {
        mass::hypergeometric(k, self.all, self.marked, self.drawn)
    }

    fn up(&self, k: f64) -> f64 {
        let (all, marked, drawn) = (self.all as f64, self.marked as f64, self.drawn as f64);
        let rest = all - marked - drawn + (k + 1.0);
        (marked - k) * (drawn - k) / ((k + 1.0) * rest)
    }
}

#[cfg(test)]
mod tests;
