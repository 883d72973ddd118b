//! The laws against exact sums, exact distributions and their extremes.

use super::{Binomial, Hypergeometric, Poisson, bernoulli, binomial, hypergeometric, poisson};
use super::{multinomial, multivariate_hypergeometric};
use crate::draw::{Draws, Uniform};
use crate::invert::{Lattice, error_bound, expansion, lower_tail, upper_tail};
use crate::normal::quantile;
use proptest::prelude::*;
use statrs::distribution::{ChiSquared, ContinuousCDF as _};

/// Chance that one of the chi-square tests below fails although the sampler is right. The seeds are fixed, so a
/// test that passes passes for ever; the figure says how strict it is.
const FALSE_ALARM: f64 = 1e-4;
const DRAWS: u32 = 200_000;

/// Pearson's chi-square over the values that are expected at least 20 times, the rest in two tails.
fn chi_square(
    process: u32,
    sample: impl Fn(Uniform) -> u64,
    mass: impl Fn(u64) -> f64,
    highest: u64,
) {
    let mut seen = std::collections::BTreeMap::<u64, f64>::new();
    let mut draws = Draws::new(20_261_123, process, 0);
    for key in 0..DRAWS {
        *seen.entry(sample(draws.at(key, 0))).or_default() += 1.0;
    }
    let total = f64::from(DRAWS);
    let (mut statistic, mut cells) = (0.0, 0_u32);
    let (mut rest_seen, mut rest_expected) = (total, total);
    let (first, last) = (*seen.keys().next().unwrap(), *seen.keys().last().unwrap());
    for k in first..=last.min(highest) {
        let expected = total * mass(k);
        if expected >= 20.0 {
            let found = seen.get(&k).copied().unwrap_or_default();
            statistic += (found - expected) * (found - expected) / expected;
            rest_seen -= found;
            rest_expected -= expected;
            cells += 1;
        }
    }
    if rest_expected > 5.0 {
        statistic += (rest_seen - rest_expected) * (rest_seen - rest_expected) / rest_expected;
        cells += 1;
    } else {
        assert!(rest_seen < 40.0, "values outside the law");
    }
    assert!(cells > 1, "nothing to compare");
    let law = ChiSquared::new(f64::from(cells - 1)).unwrap();
    let p = law.sf(statistic);
    assert!(
        p > FALSE_ALARM,
        "chi-square {statistic:.1} in {cells} cells, p = {p:.2e}"
    );
}

#[test]
fn known_binomials_follow_their_law() {
    let cases = [
        (1, 0.3),
        (9, 0.5),
        (40, 0.97),
        (1000, 0.004),
        (200, 0.4),
        (5000, 0.11),
        (90_000, 0.6),
        (3_000_000, 1e-5),
    ];
    for (process, (n, p)) in (0..).zip(cases) {
        let law = Binomial { n, p };
        chi_square(process, |u| binomial(u, n, p), |k| law.mass(k), n);
    }
}

#[test]
fn known_poissons_follow_their_law() {
    for (process, mean) in (100..).zip([0.02, 1.0, 11.9, 12.1, 60.0, 4000.0]) {
        let law = Poisson { mean };
        chi_square(process, |u| poisson(u, mean), |k| law.mass(k), u64::MAX);
    }
}

#[test]
fn known_hypergeometrics_follow_their_law() {
    let cases = [
        (10, 4, 5),
        (60, 50, 7),
        (1000, 30, 900),
        (5000, 2500, 2500),
        (100_000, 99_000, 40_000),
        (2_000_000, 500, 3000),
    ];
    for (process, (all, marked, drawn)) in (200..).zip(cases) {
        let law = Hypergeometric { all, marked, drawn };
        chi_square(
            process,
            |u| hypergeometric(u, all, marked, drawn),
            |k| law.mass(k),
            drawn,
        );
    }
}

#[test]
fn known_multinomial_margins_follow_their_law() {
    let weights = [0.1, 0.0, 0.45, 0.2, 0.25];
    for (process, part) in (300..).zip([0, 2, 4]) {
        let law = Binomial {
            n: 300,
            p: weights[part],
        };
        let one = |u: Uniform| {
            let mut draws = Draws::new(u.value().to_bits(), process, 1);
            let mut parts = [0; 5];
            multinomial(&mut draws, (0, 0), 300, &weights, &mut parts);
            parts[part]
        };
        chi_square(process, one, |k| law.mass(k), 300);
    }
}

#[test]
fn known_multivariate_hypergeometric_margins_follow_their_law() {
    let sizes = [300, 0, 41, 7, 152];
    for (process, part) in (400..).zip([0, 2, 3, 4]) {
        let law = Hypergeometric {
            all: 500,
            marked: sizes[part],
            drawn: 90,
        };
        let one = |u: Uniform| {
            let mut draws = Draws::new(u.value().to_bits(), process, 1);
            let mut parts = [0; 5];
            multivariate_hypergeometric(&mut draws, (0, 0), &sizes, 90, &mut parts);
            parts[part]
        };
        chi_square(process, one, |k| law.mass(k), 90);
    }
}

/// At u = P(X <= k) the true inverse is k + 1, so the expansion's error is known exactly there.
fn expansion_stays_inside(law: &impl Lattice, about: &str) {
    let moments = law.moments();
    let sd = libm::sqrt(moments.variance);
    for at in -58..=58 {
        let x = moments.mean + f64::from(at) / 10.0 * sd;
        if x < 0.0 || x >= law.highest() as f64 {
            continue;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "inside the support"
        )]
        let k = x as u64;
        // The nearer tail keeps its digits; the other follows from it.
        let w = if x < moments.mean {
            quantile(Uniform::at(lower_tail(law, k)))
        } else {
            -quantile(Uniform::at(upper_tail(law, k)))
        };
        if w.abs() > 6.0 {
            continue;
        }
        let error = (expansion(moments, w) - (k as f64 + 1.0)).abs();
        let bound = error_bound(moments.variance, w);
        assert!(
            error <= bound,
            "{about}: k = {k}, w = {w:.3}: error {error:.2e} above {bound:.2e}"
        );
    }
}

#[test]
fn law_the_expansion_keeps_its_bound() {
    for variance in [5.0, 6.0, 8.0, 12.0, 14.0, 20.0, 47.0, 300.0, 5000.0, 1e6] {
        for p in [1e-7, 1e-3, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5] {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count"
            )]
            let n = (variance / (p * (1.0 - p))) as u64 + 1;
            expansion_stays_inside(&Binomial { n, p }, &format!("binomial {n} {p}"));
        }
        expansion_stays_inside(&Poisson { mean: variance }, &format!("poisson {variance}"));
    }
    for all in [30_u64, 60, 150, 900, 20_000, 3_000_000] {
        for (marked, drawn) in [(2, 2), (2, 3), (3, 5), (10, 2), (50, 3), (20, 20)] {
            let law = Hypergeometric {
                all,
                marked: all / marked,
                drawn: all / drawn,
            };
            if law.variance() >= 5.0 {
                expansion_stays_inside(
                    &law,
                    &format!("hypergeometric {all}/{marked} {all}/{drawn}"),
                );
            }
        }
    }
}

#[test]
fn known_extremes() {
    for u in [1e-18, 1e-9, 0.3, 0.5, 0.999_999_999, 1.0].map(Uniform::at) {
        assert_eq!(binomial(u, 0, 0.5), 0);
        assert_eq!(binomial(u, 17, 0.0), 0);
        assert_eq!(binomial(u, 17, 1.0), 17);
        assert_eq!(binomial(u, 17, f64::NAN), 0);
        assert_eq!(poisson(u, 0.0), 0);
        assert_eq!(hypergeometric(u, 10, 0, 5), 0);
        assert_eq!(hypergeometric(u, 10, 10, 5), 5);
        assert_eq!(hypergeometric(u, 10, 4, 10), 4);
        assert_eq!(hypergeometric(u, 0, 0, 0), 0);
        assert!(!bernoulli(u, 0.0) && bernoulli(u, 1.0));
        for p in [1e-12, 1e-8, 0.3, 0.5, 0.999_999] {
            assert!(binomial(u, 1_000_000_000, p) <= 1_000_000_000);
        }
        assert!(hypergeometric(u, 1_000_000_000, 400_000_000, 500_000_000) <= 400_000_000);
        assert!(hypergeometric(u, 1_000_000_000, 3, 500_000_000) <= 3);
    }
    // n = 10^9: mean and spread of many draws, to five standard errors.
    let mut draws = Draws::new(1, 2, 3);
    let (n, p, many) = (1_000_000_000_u64, 0.37, 20_000_u32);
    let values: Vec<f64> = (0..many)
        .map(|key| binomial(draws.at(key, 0), n, p) as f64)
        .collect();
    let mean = values.iter().sum::<f64>() / f64::from(many);
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(many);
    let exact = n as f64 * p * (1.0 - p);
    assert!((mean - n as f64 * p).abs() < 5.0 * libm::sqrt(exact / f64::from(many)));
    assert!((variance / exact - 1.0).abs() < 5.0 * libm::sqrt(2.0 / f64::from(many)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// The answer is the smallest k whose sum reaches u, wherever exact sums can tell.
    #[test]
    fn law_binomial_is_the_exact_inverse(n in 1_u64..400_000, p in 1e-6_f64..0.5, bits: u64) {
        let u = Uniform::of_bits(bits);
        let law = Binomial { n, p };
        let k = binomial(u, n, p);
        let slack = 1e-11;
        prop_assert!(k == n || lower_tail(&law, k) >= u.value() * (1.0 - slack));
        prop_assert!(k == 0 || lower_tail(&law, k - 1) <= u.value() * (1.0 + slack));
    }

    #[test]
    fn law_hypergeometric_is_the_exact_inverse(all in 2_u64..300_000, a in 0.0_f64..0.5, b in 0.0_f64..0.5, bits: u64) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
        let part = |share: f64| (share * all as f64) as u64;
        let law = Hypergeometric { all, marked: part(a), drawn: part(b) };
        let u = Uniform::of_bits(bits);
        let k = hypergeometric(u, all, law.marked, law.drawn);
        prop_assert!(k <= law.highest());
        prop_assert!(k == law.highest() || lower_tail(&law, k) >= u.value() * (1.0 - 1e-10));
        prop_assert!(k == 0 || lower_tail(&law, k - 1) <= u.value() * (1.0 + 1e-10));
    }

    /// Equal addresses couple monotonically: more trials, likelier ones or a larger u never give fewer.
    #[test]
    fn law_draws_couple_monotonically(n in 0_u64..2_000_000, more in 0_u64..1000, p in 0.0_f64..1.0, dp in 0.0_f64..0.01, bits: u64, du in 0.0_f64..0.01) {
        let u = Uniform::of_bits(bits);
        let here = binomial(u, n, p);
        prop_assert!(binomial(u, n + more, p) >= here);
        prop_assert!(binomial(u, n, (p + dp).min(1.0)) >= here);
        prop_assert!(binomial(Uniform::at(u.value() + du), n, p) >= here);
        prop_assert!(poisson(u, p * 1e5 + dp) >= poisson(u, p * 1e5));
        let marked = n / 3;
        prop_assert!(hypergeometric(u, n + 1, marked + 1, n / 4) >= hypergeometric(u, n + 1, marked, n / 4));
    }

    #[test]
    fn law_parts_add_up(n in 0_u64..1_000_000_000, weights in prop::collection::vec(0.0_f64..3.0, 1..9), seed: u64) {
        prop_assume!(weights.iter().sum::<f64>() > 0.0);
        let mut draws = Draws::new(seed, 0, 0);
        let mut parts = vec![0; weights.len()];
        multinomial(&mut draws, (5, 0), n, &weights, &mut parts);
        prop_assert_eq!(parts.iter().sum::<u64>(), n);
        for (weight, part) in weights.iter().zip(&parts) {
            prop_assert!(*weight > 0.0 || *part == 0);
        }
        let sizes: Vec<u64> = parts.clone();
        let mut taken = vec![0; sizes.len()];
        multivariate_hypergeometric(&mut draws, (6, 0), &sizes, n / 3, &mut taken);
        prop_assert_eq!(taken.iter().sum::<u64>(), n / 3);
        prop_assert!(taken.iter().zip(&sizes).all(|(taken, size)| taken <= size));
    }
}
