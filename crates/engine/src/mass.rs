//! Probabilities of single values of the discrete laws, to about one part in 10^13.
//!
//! Loader, "Fast and accurate computation of binomial probabilities" (2000), writes
//!
//! ```text
//! b(x; n, p) = sqrt(n / (2 pi x (n-x))) exp( s(n) - s(x) - s(n-x) - D(x; np) - D(n-x; nq) )
//! D(x; m)    = x ln(x/m) + m - x            s(n) = ln n! - ln( sqrt(2 pi n) (n/e)^n )
//! ```
//!
//! so that no large logarithms cancel. Grade A: held to exact sums.

use libm::{exp, lgamma, log, log1p, sqrt};
use std::f64::consts::PI;

/// Poisson probability of `x` with this mean.
pub(crate) fn poisson(x: u64, mean: f64) -> f64 {
    let x = x as f64;
    if x < 0.5 {
        return exp(-mean);
    }
    exp(-stirling(x) - deviance(x, mean)) / sqrt(2.0 * PI * x)
}

/// Binomial probability of `x` among `n`.
pub(crate) fn binomial(x: u64, n: u64, p: f64) -> f64 {
    if x > n {
        return 0.0;
    }
    let (k, all) = (x as f64, n as f64);
    if x == 0 {
        return exp(all * log1p(-p));
    }
    if x == n {
        return exp(all * log(p));
    }
    let rest = (n - x) as f64;
    let exponent = stirling(all)
        - stirling(k)
        - stirling(rest)
        - deviance(k, all * p)
        - deviance(rest, all * (1.0 - p));
    exp(exponent) * sqrt(all / (2.0 * PI * k * rest))
}

/// Hypergeometric probability of `x` marked among `drawn` out of `all`, of which `marked` are marked.
pub(crate) fn hypergeometric(x: u64, all: u64, marked: u64, drawn: u64) -> f64 {
    if x > marked || x > drawn || drawn - x > all - marked {
        return 0.0;
    }
    let p = drawn as f64 / all as f64;
    if drawn == 0 || drawn == all {
        return 1.0;
    }
    binomial(x, marked, p) * binomial(drawn - x, all - marked, p) / binomial(drawn, all, p)
}

/// Error of Stirling's formula for ln n!, n > 0.
fn stirling(n: f64) -> f64 {
    if n <= 15.0 {
        let half_log_two_pi = 0.5 * log(2.0 * PI);
        return lgamma(n + 1.0) - (n + 0.5) * log(n) + n - half_log_two_pi;
    }
    let inverse = 1.0 / n;
    let square = inverse * inverse;
    let series = 1.0 / 1680.0 - square / 1188.0;
    let series = 1.0 / 1260.0 - square * series;
    let series = 1.0 / 360.0 - square * series;
    inverse * (1.0 / 12.0 - square * series)
}

/// D(x; m), by a series where x and m are close.
fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() >= 0.1 * (x + m) {
        return x * log(x / m) + m - x;
    }
    let v = difference / (x + m);
    let mut sum = difference * v;
    let mut term = 2.0 * x * v;
    let square = v * v;
    for j in 1..1000_u32 {
        term *= square;
        let next = sum + term / f64::from(2 * j + 1);
        if (next - sum).abs() <= f64::EPSILON * 0.25 * sum.abs() {
            return next;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{binomial, hypergeometric, poisson};

    #[test]
    fn known_small_probabilities() {
        // 10 choose 3 / 2^10; e^-4 4^2 / 2; (5 choose 2)(15 choose 4) / (20 choose 6).
        assert!((binomial(3, 10, 0.5) / (120.0 / 1024.0) - 1.0).abs() < 1e-14);
        assert!((poisson(2, 4.0) / (8.0 * libm::exp(-4.0)) - 1.0).abs() < 1e-14);
        let exact = 10.0 * 1365.0 / 38760.0;
        assert!((hypergeometric(2, 20, 5, 6) / exact - 1.0).abs() < 1e-13);
    }

    #[test]
    fn law_probabilities_add_to_one() {
        for (n, p) in [(7, 0.3), (100, 0.02), (1000, 0.77), (50_000, 0.4)] {
            let sum: f64 = (0..=n).map(|x| binomial(x, n, p)).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{n} {p} {sum}");
        }
        for mean in [0.3, 12.0, 900.0] {
            let sum: f64 = (0..2000).map(|x| poisson(x, mean)).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{mean} {sum}");
        }
        for (all, marked, drawn) in [(30, 11, 7), (5000, 1200, 800)] {
            let sum: f64 = (0..=drawn)
                .map(|x| hypergeometric(x, all, marked, drawn))
                .sum();
            assert!((sum - 1.0).abs() < 1e-12, "{all} {sum}");
        }
    }

    #[test]
    fn parity_with_another_library() {
        use statrs::distribution::{Binomial, Discrete, Hypergeometric, Poisson};
        let close = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-9;
        for x in [0, 3, 40, 90] {
            assert!(close(
                binomial(x, 90, 0.4),
                Binomial::new(0.4, 90).unwrap().pmf(x)
            ));
            assert!(close(poisson(x, 33.0), Poisson::new(33.0).unwrap().pmf(x)));
        }
        let other = Hypergeometric::new(400, 90, 120).unwrap();
        for x in [5, 27, 60] {
            assert!(close(hypergeometric(x, 400, 90, 120), other.pmf(x)));
        }
    }
}
