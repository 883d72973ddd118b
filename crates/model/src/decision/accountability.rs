//! On whom blame falls when officials are held to account from above.
//!
//! Montagnes and Wolton, "Mass purges: top-down accountability in autocracy", American Political Science Review 113 (2019) 1045-1059,
//! source `montagnes-wolton-2019`. The abstract was seen, the equations were not. It says: where there is little violence those hit are
//! well delineated, where there is much no indicator of performance guarantees safety; the share hit does not move one way with
//! violence; performance always rises with it; selection improves only if violence is low to begin with.
//!
//! The form is `ours`, grade C (T37b). Each hit falls on an official with a weight
//!
//! ```text
//! hit ∝ (1 - v) rank + v          rank of *reported* failure, 0 the best and 1 the worst; v how blind the blow is, 0 to 1
//! ```
//!
//! It has the first two signs, and selection falls with v from the start, as the abstract of a draft of 2017 has it and that of the
//! paper does not. How many are hit is given from outside, so it says nothing of their share. **Performance it has wrong** (T37c, X):
//! the blinder the blow, the less is gained by a better report. What the paper calls violence is how much is suffered, and v is only
//! how it is dealt out. Nothing here searches for a v.

/// What part of all hits falls on each official, by rank of reported failure, 0 to 1. Nothing on anyone, if none is worse than the
/// best and blows are not blind.
pub fn parts(ranks: &[f64], blind: f64) -> Vec<f64> {
    let weight = |rank: &f64| (1.0 - blind) * rank + blind;
    let all: f64 = ranks.iter().map(weight).sum();
    if all <= 0.0 {
        return vec![0.0; ranks.len()];
    }
    ranks.iter().map(|rank| weight(rank) / all).collect()
}

/// How much worse, in rank, those hit are reported to be than officials are in the mean.
pub fn selection(ranks: &[f64], blind: f64) -> f64 {
    let parts = parts(ranks, blind);
    let hit: f64 = ranks
        .iter()
        .zip(&parts)
        .map(|(rank, part)| rank * part)
        .sum();
    hit - ranks.iter().sum::<f64>() / ranks.len() as f64
}

/// What is at stake in one's own report: the part of all hits that the worst bears beyond the best.
pub fn stake(ranks: &[f64], blind: f64) -> f64 {
    let parts = parts(ranks, blind);
    let most = parts.iter().copied().fold(0.0, f64::max);
    most - parts.iter().copied().fold(most, f64::min)
}

#[cfg(test)]
mod tests {
    use super::{parts, selection, stake};
    use proptest::prelude::*;

    #[test]
    fn known_by_hand() {
        let close = |got: Vec<f64>, wanted: [f64; 3]| {
            got.iter()
                .zip(wanted)
                .all(|(got, wanted)| (got - wanted).abs() < 1e-12)
        };
        let ranks = [0.0, 0.5, 1.0];
        assert!(close(parts(&ranks, 0.0), [0.0, 1.0 / 3.0, 2.0 / 3.0]));
        assert!(close(parts(&ranks, 1.0), [1.0 / 3.0; 3]));
        assert!(close(parts(&[0.0; 3], 0.0), [0.0; 3]));
        assert!((selection(&ranks, 0.0) - 1.0 / 3.0).abs() < 1e-12);
        assert!((stake(&ranks, 0.0) - 2.0 / 3.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn law_blind_blows_spare_nobody_and_select_nobody(ranks in prop::collection::vec(0.0_f64..=1.0, 2..30), blind in 0.01_f64..=0.9) {
            let shares = parts(&ranks, blind);
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(shares.iter().all(|share| *share > 0.0));
            prop_assert!(selection(&ranks, blind + 0.1) <= selection(&ranks, blind) + 1e-12);
            prop_assert!(stake(&ranks, blind + 0.1) <= stake(&ranks, blind) + 1e-12);
            prop_assert!(selection(&ranks, 1.0).abs() < 1e-9 && stake(&ranks, 1.0).abs() < 1e-9);
        }
    }
}
