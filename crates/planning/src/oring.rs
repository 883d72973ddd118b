//! Work that one slip spoils: output is the product of all qualities.
//!
//! Kremer, "The O-ring theory of economic development", Quarterly Journal of Economics 108 (1993) 551-575, source `kremer-1993`:
//!
//! ```text
//! E[y] = k^alpha (q_1 q_2 ... q_n) n B
//! ```
//!
//! Grade A (T29).

use libm::pow;

/// The chance that no task is spoilt: the product of the qualities [0 to 1 each].
pub fn all_right(qualities: &[f64]) -> f64 {
    qualities.iter().product()
}

/// `E[y]`: expected output with capital k, its exponent alpha, and output B of a worker with capital 1 [in units].
pub fn output(qualities: &[f64], capital: f64, alpha: f64, per_worker: f64) -> f64 {
    pow(capital, alpha) * all_right(qualities) * qualities.len() as f64 * per_worker
}

#[cfg(test)]
mod tests {
    use super::{all_right, output};

    #[test]
    fn known_products_of_kremer() {
        let five = [0.95; 5];
        let mut one_better = five;
        one_better[2] = 0.99;
        for (qualities, wanted) in [(five, 0.77378), (one_better, 0.80636), ([0.99; 5], 0.95099)] {
            assert!((all_right(&qualities) - wanted).abs() < 5e-6);
        }
    }

    #[test]
    fn law_one_better_worker_adds_most_among_good_ones() {
        let gain =
            |others: f64| all_right(&[0.99, others, others]) - all_right(&[0.90, others, others]);
        assert!(gain(0.99) > gain(0.8));
        let got = output(&[0.9, 0.8], 16.0, 0.5, 3.0);
        assert!((got - 4.0 * 0.72 * 2.0 * 3.0).abs() < 1e-12);
    }
}
