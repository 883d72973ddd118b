//! Thresholds: who joins once enough others have joined.
//!
//! Granovetter, "Threshold models of collective behavior", AJS 83 (1978) 1420-1443, source `granovetter-1978`:
//!
//! ```text
//! r(t+1) = F[r(t)]          F distribution function of thresholds, r share (or number) of those who have joined
//! ```
//!
//! Kuran, "Sparks and prairie fires", Public Choice 61 (1989) 41-74, and "Now out of never", World Politics 44 (1991) 7-48,
//! sources `kuran-1989` and `kuran-1991`: the same map, where r is the public opposition and a threshold is what private
//! discontent and fear of showing it leave of a person's caution. Expectations rest where Y = F(Y).
//!
//! Grade A (T8, T9). A list of people is [`Propensity`]; a distribution function is any closure, for [`settle`].

use engine::normal::distribution;
use libm::{exp, sqrt};

/// The distribution function of thresholds of a finite list of weighted people, or of groups of people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Propensity {
    /// In rising order.
    thresholds: Vec<f64>,
    /// Weight of all whose threshold is at most the one at the same place.
    weight_up_to: Vec<f64>,
}

impl Propensity {
    /// From a threshold and a weight for each. Thresholds are in the unit in which the weights add up: a person with threshold 3
    /// joins when the weights of those who have joined add up to 3 or more. Weights are not negative.
    ///
    /// # Panics
    /// In debug builds, if the two differ in length.
    pub fn of(thresholds: &[f64], weights: &[f64]) -> Self {
        debug_assert_eq!(thresholds.len(), weights.len());
        let mut pairs: Vec<(f64, f64)> = thresholds
            .iter()
            .copied()
            .zip(weights.iter().copied())
            .collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut sum = 0.0;
        let (thresholds, weight_up_to) = pairs
            .into_iter()
            .map(|(threshold, weight)| {
                sum += weight;
                (threshold, sum)
            })
            .unzip();
        Self {
            thresholds,
            weight_up_to,
        }
    }

    /// F(r): weight of those whose threshold is at most `joined`.
    pub fn at(&self, joined: f64) -> f64 {
        match self.thresholds.partition_point(|one| *one <= joined) {
            0 => 0.0,
            some => self.weight_up_to[some - 1],
        }
    }

    /// Where r(t+1) = F[r(t)] comes to rest from `start`, upwards or downwards. F only rises, so the walk never turns, and it
    /// takes at most one step for each person.
    pub fn settle(&self, start: f64) -> f64 {
        let mut joined = start;
        for _ in 0..=self.thresholds.len() + 1 {
            let next = self.at(joined);
            if next.total_cmp(&joined).is_eq() {
                break;
            }
            joined = next;
        }
        joined
    }

    /// The smallest shock after which the movement does not fall back: the lowest Y with F(Y) >= Y, above zero if nobody
    /// begins alone. Nothing, if even all together fall back.
    pub fn critical_shock(&self) -> Option<f64> {
        if self.at(0.0) > 0.0 {
            return Some(0.0);
        }
        self.thresholds
            .iter()
            .copied()
            .find(|threshold| *threshold > 0.0 && self.at(*threshold) >= *threshold)
    }
}

/// Where r(t+1) = F[r(t)] comes to rest from `start`, for a distribution function on shares from 0 to 1: until a step is
/// smaller than `tolerance`, or after a million steps.
pub fn settle(f: impl Fn(f64) -> f64, start: f64, tolerance: f64) -> f64 {
    let mut share = start;
    for _ in 0..1_000_000 {
        let next = f(share);
        let step = (next - share).abs();
        share = next;
        if step < tolerance {
            break;
        }
    }
    share
}

/// Share of people with thresholds at most `share`, for normal thresholds.
pub fn normal_thresholds(share: f64, mean: f64, deviation: f64) -> f64 {
    distribution((share - mean) / deviation)
}

/// The spread of normal thresholds at which the low equilibrium vanishes, and the share that has joined there, for a mean
/// below one half. The curve then touches the diagonal from above:
///
/// ```text
/// F(r) = r and F'(r) = 1        with z = (r - mean)/sigma:        Phi(z) - z phi(z) = mean,   sigma = phi(z)
/// ```
///
/// The left side rises with z (its slope is z^2 phi), so bisection finds the one z below zero. Grade A (T8).
pub fn normal_tangency(mean: f64) -> (f64, f64) {
    let density = |z: f64| exp(-z * z / 2.0) / sqrt(2.0 * std::f64::consts::PI);
    let (mut low, mut high) = (-40.0, 0.0);
    for _ in 0..200 {
        let z = f64::midpoint(low, high);
        if distribution(z) - z * density(z) < mean {
            low = z;
        } else {
            high = z;
        }
    }
    let z = f64::midpoint(low, high);
    (density(z), mean + z * density(z))
}

#[cfg(test)]
mod tests {
    use super::{Propensity, normal_tangency, normal_thresholds, settle};

    fn people(thresholds: &[f64], weight: f64) -> Propensity {
        Propensity::of(thresholds, &vec![weight; thresholds.len()])
    }

    #[test]
    fn known_granovetter_hundred_and_one() {
        let mut thresholds: Vec<f64> = (0..100).map(f64::from).collect();
        assert!((people(&thresholds, 1.0).settle(0.0) - 100.0).abs() < 1e-12);
        thresholds[1] = 2.0;
        assert!((people(&thresholds, 1.0).settle(0.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn known_kuran_ten_people() {
        let cases = [
            ([0, 20, 20, 30, 40, 50, 60, 70, 80, 100], 10.0),
            ([0, 10, 20, 30, 40, 50, 60, 70, 80, 100], 90.0),
            ([0, 10, 30, 40, 50, 60, 70, 80, 90, 100], 20.0),
        ];
        for (thresholds, opposition) in cases {
            let curve = people(&thresholds.map(f64::from), 10.0);
            assert!((curve.settle(0.0) - opposition).abs() < 1e-12);
        }
    }

    #[test]
    fn known_the_critical_spread() {
        let (sigma, share) = normal_tangency(0.25);
        assert!((sigma - 0.122_220_9).abs() < 5e-8, "{sigma}");
        assert!((share - 0.062_003_3).abs() < 5e-8, "{share}");
        for (sigma, rest) in [
            (0.3, 0.993_39),
            (0.5, 0.904_85),
            (1.0, 0.658_57),
            (5.0, 0.521_67),
        ] {
            let got = settle(|r| normal_thresholds(r, 0.25, sigma), 0.0, 1e-14);
            assert!((got - rest).abs() < 5e-6, "{sigma}: {got}");
        }
    }

    /// The tangency against the map itself: just below it the crowd stays small, just above it is everyone.
    #[test]
    fn law_the_jump_lies_at_the_tangency() {
        let (sigma, share) = normal_tangency(0.25);
        let rest = |sigma: f64| settle(|r| normal_thresholds(r, 0.25, sigma), 0.0, 1e-14);
        assert!(rest(sigma - 1e-6) < share);
        assert!(rest(sigma + 1e-6) > 0.999);
    }

    #[test]
    fn law_weights_stand_for_people() {
        let one_by_one = people(&[0.0, 1.0, 1.0, 3.0, 9.0], 1.0);
        let grouped = Propensity::of(&[1.0, 9.0, 0.0, 3.0], &[2.0, 1.0, 1.0, 1.0]);
        for tenth in 0..120 {
            let joined = f64::from(tenth) / 10.0;
            assert!((one_by_one.at(joined) - grouped.at(joined)).abs() < 1e-12);
            assert!((one_by_one.settle(joined) - grouped.settle(joined)).abs() < 1e-12);
        }
    }

    #[test]
    fn law_below_the_critical_shock_a_movement_falls_back() {
        let curve = people(&[2.0, 2.0, 2.5, 3.0], 1.0);
        assert_eq!(curve.critical_shock(), Some(2.0));
        assert!(curve.settle(1.9).abs() < 1e-12);
        assert!((curve.settle(2.0) - 2.0).abs() < 1e-12);
        assert!((curve.settle(2.5) - 4.0).abs() < 1e-12);
        assert_eq!(people(&[0.0, 5.0], 1.0).critical_shock(), Some(0.0));
        assert_eq!(people(&[3.0, 3.0], 1.0).critical_shock(), None);
        assert_eq!(Propensity::default().critical_shock(), None);
    }
}
