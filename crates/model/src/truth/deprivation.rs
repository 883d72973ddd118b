//! Relative deprivation: how far others are above a person.
//!
//! Yitzhaki, "Relative deprivation and the Gini coefficient", QJE 93 (1979) 321-324, source `yitzhaki-1979`:
//!
//! ```text
//! RD_i = E[(y_j - y_i)^+]          mean of RD = mean of y times the Gini coefficient
//! ```
//!
//! Grade A (T10). People come as values and weights, so that one entry may be a person or a group of equal people. Values may
//! be in any unit; deprivation is in the same one.

/// RD of each: the weighted mean of what others have more. In the order of the values, O(n log n). All zero if the weights are.
///
/// # Panics
/// In debug builds, if the two differ in length.
pub fn relative_deprivation(values: &[f64], weights: &[f64]) -> Vec<f64> {
    let order = falling(values, weights);
    let all: f64 = weights.iter().sum();
    let mut found = vec![0.0; values.len()];
    if all <= 0.0 {
        return found;
    }
    // Going down from the richest, each step adds its length for all who are above it.
    let (mut above, mut sum, mut last) = (0.0, 0.0, f64::NAN);
    for at in order {
        if above > 0.0 {
            sum += above * (last - values[at]);
        }
        found[at] = sum / all;
        above += weights[at];
        last = values[at];
    }
    found
}

/// The same by its definition, pair by pair: the simple version that [`relative_deprivation`] must equal.
pub fn relative_deprivation_by_pairs(values: &[f64], weights: &[f64]) -> Vec<f64> {
    let all: f64 = weights.iter().sum();
    let of = |value: &f64| {
        let pairs = values.iter().zip(weights);
        let sum: f64 = pairs
            .map(|(other, weight)| weight * (other - value).max(0.0))
            .sum();
        if all > 0.0 { sum / all } else { 0.0 }
    };
    values.iter().map(of).collect()
}

/// Weighted mean; 0 if the weights add up to nothing.
pub fn mean(values: &[f64], weights: &[f64]) -> f64 {
    let all: f64 = weights.iter().sum();
    let sum: f64 = values
        .iter()
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .sum();
    if all > 0.0 { sum / all } else { 0.0 }
}

/// Gini coefficient: one less twice the area under the Lorenz curve, by trapezia. 0 if there is nothing to share out.
///
/// # Panics
/// In debug builds, if the two differ in length.
pub fn gini(values: &[f64], weights: &[f64]) -> f64 {
    let people: f64 = weights.iter().sum();
    let goods = mean(values, weights) * people;
    if goods <= 0.0 {
        return 0.0;
    }
    let (mut held, mut area) = (0.0, 0.0);
    for at in falling(values, weights).into_iter().rev() {
        let more = held + values[at] * weights[at];
        area += weights[at] / people * f64::midpoint(held, more) / goods;
        held = more;
    }
    1.0 - 2.0 * area
}

/// Places of the values from the highest to the lowest.
fn falling(values: &[f64], weights: &[f64]) -> Vec<usize> {
    debug_assert_eq!(values.len(), weights.len());
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]));
    order
}

#[cfg(test)]
mod tests {
    use super::{gini, mean, relative_deprivation, relative_deprivation_by_pairs};
    use proptest::prelude::*;

    #[test]
    fn known_two_people() {
        let (values, weights) = ([1.0, 3.0], [1.0, 1.0]);
        assert_eq!(relative_deprivation(&values, &weights), [1.0, 0.0]);
        assert!((gini(&values, &weights) - 0.25).abs() < 1e-15);
    }

    /// Of n people with 1, 2, ..., n the coefficient is (n - 1/n) / (3 n + 3).
    #[test]
    fn known_gini_of_a_ladder() {
        let values: Vec<f64> = (1..=50).map(f64::from).collect();
        let want = (50.0 - 1.0 / 50.0) / 153.0;
        assert!((gini(&values, &[2.0; 50]) - want).abs() < 1e-12);
    }

    #[test]
    fn known_nothing_and_nobody() {
        assert!(relative_deprivation(&[], &[]).is_empty());
        assert_eq!(relative_deprivation(&[4.0, 5.0], &[0.0, 0.0]), [0.0, 0.0]);
        assert!(gini(&[0.0, 0.0], &[1.0, 1.0]).abs() < 1e-15);
        assert!(mean(&[], &[]).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn law_mean_deprivation_is_mean_times_gini(
            people in prop::collection::vec((0.0..100.0_f64, 0.0..50.0_f64), 1..60)
        ) {
            let (values, weights): (Vec<f64>, Vec<f64>) = people.into_iter().unzip();
            let fast = relative_deprivation(&values, &weights);
            let want = mean(&values, &weights) * gini(&values, &weights);
            prop_assert!((mean(&fast, &weights) - want).abs() < 1e-9);
        }

        #[test]
        fn parity_the_fast_sum_equals_all_pairs(
            people in prop::collection::vec((-20.0..100.0_f64, 0.0..50.0_f64), 0..60)
        ) {
            let (values, weights): (Vec<f64>, Vec<f64>) = people.into_iter().unzip();
            let fast = relative_deprivation(&values, &weights);
            let slow = relative_deprivation_by_pairs(&values, &weights);
            for (fast, slow) in fast.iter().zip(&slow) {
                prop_assert!((fast - slow).abs() < 1e-9);
            }
        }
    }
}
