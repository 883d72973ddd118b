//! Tests of cases that spread.

use super::{Chain, Circle, Reach, follow_up, named, one_by_one, spoken};
use crate::parity::{compare, rejects};
use engine::draw::Draws;
use libm::exp;
use proptest::prelude::*;

fn chain(r: f64) -> Chain {
    Chain {
        names: r,
        confesses: 1.0,
        followed: 1.0,
    }
}

const REACH: Reach = Reach {
    own: 0.7,
    region: 0.2,
    any: 0.1,
};

fn circles() -> [Circle; 4] {
    [(0, 100), (0, 300), (1, 600), (1, 0)].map(|(region, people)| Circle { region, people })
}

#[test]
fn known_means_and_survival() {
    for (r, mean) in [(0.5, 2.0), (0.8, 5.0)] {
        assert!((chain(r).mean_total().unwrap() - mean).abs() < 1e-12);
        assert!(chain(r).survival().abs() < 1e-12);
    }
    for (r, survival) in [
        (1.2, 0.313_70),
        (1.5, 0.582_81),
        (2.0, 0.796_81),
        (3.0, 0.940_48),
    ] {
        assert!((chain(r).survival() - survival).abs() < 5e-6, "{r}");
        assert_eq!(chain(r).mean_total(), None);
    }
}

/// Chains that are drawn: sizes in the mean, and how many never end.
#[test]
fn law_drawn_chains_follow_the_prediction() {
    let runs = 20_000_u32;
    let drawn = |chain: Chain| -> Vec<Option<u64>> {
        let mut draws = Draws::new(7, 3, 1);
        (0..runs)
            .map(|key| chain.total(&mut draws, key, 500))
            .collect()
    };
    let sizes = drawn(chain(0.5));
    let mean = sizes.iter().flatten().sum::<u64>() as f64 / f64::from(runs);
    // Standard deviation sqrt(R / (1 - R)^3) = 2, so four standard errors are .057.
    assert!((mean - 2.0).abs() < 0.057, "{mean}");
    let half = Chain {
        names: 6.0,
        confesses: 0.5,
        followed: 0.5,
    };
    for chain in [chain(1.5), half] {
        let open = drawn(chain).iter().filter(|total| total.is_none()).count();
        let share = open as f64 / f64::from(runs);
        assert!((share - chain.survival()).abs() < 0.014, "{share}");
    }
    // The mean is the same 1.5, and half of the chains end with the first case, who names nobody.
    assert!(half.survival() < 0.5 && chain(1.5).survival() > 0.58);
}

#[test]
fn law_depletion_ends_at_nothing() {
    assert!((chain(2.0).depleted(25, 100) - 1.5).abs() < 1e-12);
    assert!(chain(2.0).depleted(100, 100).abs() < 1e-12);
    assert!(chain(2.0).depleted(5, 0).abs() < 1e-12);
}

#[test]
fn known_where_names_fall() {
    let weights = REACH.weights(0, &circles());
    let wanted = [0.7 + 0.05 + 0.01, 0.15 + 0.03, 0.06, 0.0];
    for (weight, wanted) in weights.iter().zip(wanted) {
        assert!((weight - wanted).abs() < 1e-12, "{weights:?}");
    }
    let fall = REACH.mean_names(3.0, &[10, 0, 0, 0], &circles());
    assert!((fall.iter().sum::<f64>() - 30.0).abs() < 1e-9, "{fall:?}");
    // Nobody is left in the last group, so names for it go nowhere.
    let empty: f64 = REACH.weights(3, &circles()).iter().sum();
    assert!((empty - 0.3).abs() < 1e-12, "{empty}");
}

/// Ten people of the first group and four of the third confess; what moves up, by group and level, both ways.
fn moved(seed: u64, slow: bool, names: f64) -> Vec<f64> {
    let mut draws = Draws::new(seed, 4, 2);
    let files = [[60, 25, 5], [200, 40, 10], [500, 50, 0], [0, 0, 0]];
    let confessed = [10, 0, 4, 0];
    let mut all = Vec::new();
    if slow {
        let mut fall = [0; 4];
        for (of, key) in [(0, 100), (2, 101)] {
            let weights = REACH.weights(of, &circles());
            let spoken = spoken(&mut draws, key, names, confessed[of], &weights);
            for (fall, spoken) in fall.iter_mut().zip(spoken) {
                *fall += spoken;
            }
        }
        for ((key, (files, circle)), names) in (0..).zip(files.iter().zip(circles())).zip(fall) {
            all.extend(one_by_one(&mut draws, key, files, circle.people, names));
        }
    } else {
        let fall = REACH.mean_names(names, &confessed, &circles());
        for ((key, (files, circle)), mean) in (0..).zip(files.iter().zip(circles())).zip(fall) {
            all.extend(named(&mut draws, key, files, circle.people, mean));
        }
    }
    let sum = all.iter().sum::<u64>();
    all.push(sum);
    all.into_iter().map(|number| number as f64).collect()
}

fn differs(names: f64, runs: u64, from: u64, level: f64) -> bool {
    let labels: Vec<String> = (0..13).map(|at| at.to_string()).collect();
    let fast: Vec<Vec<f64>> = (from..from + runs)
        .map(|seed| moved(seed, false, names))
        .collect();
    let slow: Vec<Vec<f64>> = (from..from + runs)
        .map(|seed| moved(seed + 1_000_000, true, 6.0))
        .collect();
    rejects(&compare(&labels, &fast, &slow), level)
}

#[test]
fn parity_names_in_bulk_and_one_by_one() {
    assert!(!differs(6.0, 2000, 0, 0.001));
}

#[test]
fn parity_a_fault_of_five_per_cent_is_noticed() {
    let noticed = (1..=20)
        .filter(|trial| differs(6.3, 500, 10_000 * trial, 0.01))
        .count();
    assert!(noticed >= 19, "{noticed}");
}

#[test]
fn law_nobody_is_named_where_nobody_is() {
    let mut draws = Draws::new(1, 4, 2);
    assert_eq!(named(&mut draws, 0, &[0, 0], 0, 5.0), [0, 0]);
    assert_eq!(follow_up(&mut draws, (0, 9), 12, 1.0), 12);
    assert_eq!(follow_up(&mut draws, (0, 9), 12, 0.0), 0);
    assert_eq!(spoken(&mut draws, 0, 3.0, 5, &[0.0, 0.0]), [0, 0]);
}

proptest! {
    #[test]
    fn law_survival_is_a_fixed_point(names in 0.0_f64..8.0, confesses in 0.0_f64..1.0, followed in 0.0_f64..1.0) {
        let chain = Chain { names, confesses, followed };
        let s = chain.survival();
        prop_assert!((0.0..=1.0).contains(&s));
        let next = confesses * (1.0 - exp(-names * followed * s));
        prop_assert!((s - next).abs() < 1e-9, "{} {}", s, next);
        prop_assert_eq!(s > 0.0, chain.effective_number() > 1.0);
    }

    #[test]
    fn law_no_more_are_named_than_there_are(seed in 0_u64..500, a in 0_u64..20, b in 0_u64..20, names in 0_u64..80) {
        let mut draws = Draws::new(seed, 4, 2);
        let hit = one_by_one(&mut draws, 0, &[a, b], a + b + 5, names);
        prop_assert!(hit[0] <= a && hit[1] <= b && hit[0] + hit[1] <= names);
    }
}
