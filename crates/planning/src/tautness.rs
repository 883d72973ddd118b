//! How hard a manager tries under a target: harder the tauter it is, until he gives up.
//!
//! After Hunter, "Optimum tautness in developmental planning", Economic Development and Cultural Change 9 (1961) 561-572, source
//! `hunter-1961`, and Keren, "On the tautness of plans", Review of Economic Studies 39 (1972) 469-486, source `keren-1972`. The form is
//! ours, with z the target over normal capacity, e the effort (1: normal capacity is met), Phi the normal distribution:
//!
//! ```text
//! e*(z) = argmax_e  B Phi((e - z)/sigma) + b E[(e - z + sigma u)^+] - c e^2/2,        u standard normal
//! ```
//!
//! Grade A for this form (T27: with B = c = 1, sigma = 0.1, b = 0 effort rises to 1.363 at z = 1.216 and then falls to nothing), C for
//! Hunter's and Keren's claim of an optimum of tautness inside.

use crate::fault::{Fault, above_zero, not_negative};
use engine::normal::distribution;
use libm::{exp, sqrt};

/// The manager's law: bonus, noise and cost, checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Law {
    bonus: f64,
    over: f64,
    noise: f64,
    cost: f64,
}

impl Law {
    /// A law with the bonus B for meeting the target, the bonus `over` = b for each unit above it, the deviation sigma of output, and
    /// the cost c of effort.
    ///
    /// # Errors
    /// A bonus below zero, or noise or cost that are not above zero.
    pub fn new(bonus: f64, over: f64, noise: f64, cost: f64) -> Result<Self, Fault> {
        not_negative("bonuses", &[bonus, over])?;
        above_zero("noise of output", noise)?;
        above_zero("cost of effort", cost)?;
        Ok(Self {
            bonus,
            over,
            noise,
            cost,
        })
    }

    /// The chance of meeting target z with effort e, Phi((e - z)/sigma).
    pub fn chance(&self, effort: f64, target: f64) -> f64 {
        distribution((effort - target) / self.noise)
    }

    /// What the manager gets, less what it costs him.
    pub fn gain(&self, effort: f64, target: f64) -> f64 {
        let x = (effort - target) / self.noise;
        let above = self.noise * (x * distribution(x) + density(x));
        self.bonus * distribution(x) + self.over * above - self.cost * effort * effort / 2.0
    }

    fn slope(&self, effort: f64, target: f64) -> f64 {
        let x = (effort - target) / self.noise;
        let met = self.bonus * density(x) / self.noise;
        met + self.over * distribution(x) - self.cost * effort
    }

    /// e*(z): the effort at which the gain is largest, 0 or more.
    ///
    /// The gain can have several peaks. Beyond ten deviations from the target the density is below 10^-21, so a peak lies there at
    /// the foot (e near 0) or at the top (e near b/c); nearer by, the slope is looked at in steps of a sixteenth of a deviation, which is
    /// far below the width of a peak. Each fall of the slope through zero is then halved down.
    pub fn effort(&self, target: f64) -> f64 {
        let near = REACH * self.noise;
        let first = (target - near).max(0.0);
        let last = (target + near).max(first).max(self.over / self.cost) + self.noise;
        let mut best = (0.0, self.gain(0.0, target));
        let mut edge = (0.0, self.slope(0.0, target));
        let step = self.noise / STEPS;
        let grid = (0_u32..).map(|at| first + step * f64::from(at));
        let grid = grid.take_while(|at| *at < target + near);
        for next in grid.chain([last]) {
            let slope = self.slope(next, target);
            if edge.1 > 0.0 && slope <= 0.0 {
                let peak = self.fall(edge.0, next, target);
                let gain = self.gain(peak, target);
                if gain > best.1 {
                    best = (peak, gain);
                }
            }
            edge = (next, slope);
        }
        best.0
    }

    /// Where the slope falls through zero between two points.
    fn fall(&self, mut low: f64, mut high: f64, target: f64) -> f64 {
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if self.slope(middle, target) > 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high)
    }

    /// The target between `from` and `to` beyond which the manager gives up: where effort falls by more than one deviation of output at
    /// once. None if it does not.
    pub fn collapse(&self, from: f64, to: f64) -> Option<f64> {
        let at = |step: u32| from + (to - from) * f64::from(step) / COLLAPSE_STEPS;
        let falls = |a: f64, b: f64| self.effort(a) - self.effort(b) > self.noise;
        let mut step = 0;
        while f64::from(step) < COLLAPSE_STEPS {
            let (mut low, mut high) = (at(step), at(step + 1));
            if falls(low, high) {
                for _ in 0..HALVINGS {
                    let middle = f64::midpoint(low, high);
                    if falls(low, middle) {
                        high = middle;
                    } else {
                        low = middle;
                    }
                }
                return Some(low);
            }
            step += 1;
        }
        None
    }
}

const REACH: f64 = 10.0;
const STEPS: f64 = 16.0;
const HALVINGS: usize = 60;
const COLLAPSE_STEPS: f64 = 200.0;

fn density(x: f64) -> f64 {
    exp(-x * x / 2.0) / sqrt(2.0 * std::f64::consts::PI)
}

/// Efforts worked out once, for use in every step: straight lines between targets, with the collapse at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Efforts {
    from: f64,
    to: f64,
    collapse: Option<f64>,
    values: Vec<f64>,
}

impl Efforts {
    /// Efforts at `points` targets from `from` to `to`.
    ///
    /// # Errors
    /// Fewer than four points, or bounds that are not in order.
    pub fn new(law: &Law, (from, to): (f64, f64), points: u32) -> Result<Self, Fault> {
        if points < 4 {
            let hint = "a few hundred are worked out in milliseconds";
            return Err(Fault::new("points of the table", points, "4 or more", hint));
        }
        if !(from.is_finite() && to.is_finite() && 0.0 <= from && from < to) {
            let hint = "targets are over normal capacity, such as 0.5 to 2";
            let found = format!("{from} to {to}");
            return Err(Fault::new(
                "bounds of the table",
                found,
                "two numbers in order",
                hint,
            ));
        }
        let at = |point: u32| from + (to - from) * f64::from(point) / f64::from(points - 1);
        Ok(Self {
            from,
            to,
            collapse: law.collapse(from, to),
            values: (0..points).map(|point| law.effort(at(point))).collect(),
        })
    }

    /// Effort at a target; outside the table that of its nearer end.
    pub fn at(&self, target: f64) -> f64 {
        let last = self.values.len() - 1;
        let place =
            (target.clamp(self.from, self.to) - self.from) / (self.to - self.from) * last as f64;
        let mut low = cell(place, last);
        // A straight line across the collapse would invent efforts that nobody makes: go on with the line of one's own side.
        if let Some(collapse) = self.collapse {
            let broken = cell(
                (collapse - self.from) / (self.to - self.from) * last as f64,
                last,
            );
            if low == broken {
                low = if target <= collapse {
                    low.saturating_sub(1)
                } else {
                    (low + 1).min(last - 1)
                };
            }
        }
        let part = place - low as f64;
        self.values[low] + part * (self.values[low + 1] - self.values[low])
    }

    /// The target beyond which the manager gives up, if it lies in the table.
    pub fn collapse(&self) -> Option<f64> {
        self.collapse
    }
}

/// The piece of the table in which a place lies, such that a point follows it. NaN lies in the first.
fn cell(place: f64, last: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the points of the table"
    )]
    let cell = place.clamp(0.0, (last - 1) as f64) as usize;
    cell
}

#[cfg(test)]
mod tests {
    use super::{Efforts, Law};
    use proptest::prelude::*;

    fn example() -> Law {
        Law::new(1.0, 0.0, 0.1, 1.0).unwrap()
    }

    #[test]
    fn known_efforts_and_their_collapse() {
        let law = example();
        for (target, effort, chance) in [
            (0.8, 0.968, 0.954),
            (1.0, 1.157, 0.942),
            (1.2, 1.347, 0.930),
        ] {
            let got = law.effort(target);
            assert!((got - effort).abs() < 5e-4, "{target}: {got}");
            assert!((law.chance(got, target) - chance).abs() < 5e-4);
        }
        let collapse = law.collapse(0.5, 2.0).unwrap();
        assert!((collapse - 1.216).abs() < 5e-4, "{collapse}");
        assert!((law.effort(collapse - 1e-9) - 1.363).abs() < 1e-3);
        assert!(law.effort(collapse + 1e-6) < 1e-6);
        assert!(law.collapse(0.5, 1.0).is_none());
    }

    #[test]
    fn known_faults() {
        assert!(Law::new(1.0, 0.0, 0.0, 1.0).is_err());
        assert!(Law::new(-1.0, 0.0, 0.1, 1.0).is_err());
        assert!(Law::new(1.0, 0.0, 0.1, f64::NAN).is_err());
        assert!(Efforts::new(&example(), (0.5, 2.0), 3).is_err());
        assert!(Efforts::new(&example(), (2.0, 0.5), 100).is_err());
    }

    #[test]
    fn parity_table_and_law() {
        for over in [0.0, 0.3] {
            let law = Law::new(1.0, over, 0.1, 1.0).unwrap();
            let table = Efforts::new(&law, (0.4, 2.0), 801).unwrap();
            for at in 0..5_000 {
                let target = 0.4 + 1.6 * f64::from(at) / 5_000.0;
                let (quick, exact) = (table.at(target), law.effort(target));
                assert!(
                    (quick - exact).abs() < 1e-4,
                    "{over} {target}: {quick} {exact}"
                );
            }
            assert!((table.at(9.0) - law.effort(2.0)).abs() < 1e-12);
        }
    }

    proptest! {
        /// No effort on a fine grid does better than the one that is named.
        #[test]
        fn law_no_effort_gains_more(bonus in 0.0_f64..3.0, over in 0.0_f64..1.5, noise in 0.02_f64..0.6, cost in 0.2_f64..3.0, target in 0.0_f64..4.0) {
            let law = Law::new(bonus, over, noise, cost).unwrap();
            let best = law.effort(target);
            let most = law.gain(best, target);
            prop_assert!(best >= 0.0);
            for at in 0..2_000 {
                let other = 12.0 * f64::from(at) / 2_000.0;
                prop_assert!(law.gain(other, target) <= most + 1e-12, "{other} beats {best}");
            }
        }
    }
}
