//! Who decides when a collegium votes with unequal weights: how often one vote settles it, and how often heads would have settled it
//! otherwise.
//!
//! A proposal passes if those for it weigh more than `majority` of all. [`decisive`] is the share of the ways in which the others can
//! vote where one vote decides: the measure of Banzhaf, "Weighted voting doesn't work", Rutgers Law Review 19 (1965) 317-343, source
//! `banzhaf-1965`, recalled, grade A for its closed forms. [`otherwise`] is `ours`: the share of all ways to vote in which weights and heads
//! disagree. Both count all ways to vote alike; who thinks what is in neither.

/// Share of the ways in which the others can vote where the vote of one decides. `one` is a place in `weights`.
pub fn decisive(weights: &[f64], majority: f64, one: usize) -> f64 {
    let own = weights[one];
    let wanted = majority * weights.iter().sum::<f64>();
    let rest: Vec<f64> = weights
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != one)
        .map(|(_, weight)| *weight)
        .collect();
    let decides = |ways: &usize| {
        let sum = of(&rest, *ways);
        sum <= wanted && sum + own > wanted
    };
    share(rest.len(), decides)
}

/// Share of all ways to vote in which the outcome by weights is not that by heads.
pub fn otherwise(weights: &[f64], majority: f64) -> f64 {
    let wanted = majority * weights.iter().sum::<f64>();
    let heads = majority * weights.len() as f64;
    let differs = |ways: &usize| {
        let by_heads = f64::from(ways.count_ones()) > heads;
        (of(weights, *ways) > wanted) != by_heads
    };
    share(weights.len(), differs)
}

fn of(weights: &[f64], ways: usize) -> f64 {
    let own = weights.iter().enumerate();
    own.filter(|(at, _)| ways >> at & 1 == 1)
        .map(|(_, weight)| weight)
        .sum()
}

fn share(voters: usize, wanted: impl Fn(&usize) -> bool) -> f64 {
    let all = 1_usize << voters;
    (0..all).filter(wanted).count() as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use super::{decisive, otherwise};
    use proptest::prelude::*;

    /// Six against nine of one: he decides unless eight agree or fewer than two do. Ten of one: if five of nine are for it.
    #[test]
    fn known_closed_forms() {
        let mut powers = vec![1.0; 10];
        assert!((decisive(&powers, 0.5, 0) - 126.0 / 512.0).abs() < 1e-12);
        powers[0] = 6.0;
        assert!((decisive(&powers, 0.5, 0) - (1.0 - 20.0 / 512.0)).abs() < 1e-12);
        powers[0] = 10.0;
        assert!((decisive(&powers, 0.5, 0) - 1.0).abs() < 1e-12);
        assert!((otherwise(&[3.0, 1.0, 1.0], 0.5) - 0.25).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn law_weight_decides_more_and_equals_never_differ(others in prop::collection::vec(0.5_f64..1.5, 2..9), own in 0.5_f64..6.0, n in 1_usize..10) {
            let at = |own: f64| {
                let mut all = vec![own];
                all.extend(&others);
                decisive(&all, 0.5, 0)
            };
            prop_assert!(at(own + 1.0) >= at(own));
            prop_assert!(otherwise(&vec![1.0; n], 0.5).abs() < 1e-12);
        }
    }
}
