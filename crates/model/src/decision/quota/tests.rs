//! Tests of screening to a quota: counts against people, and against what must hold in any case.

use super::{BANDS, Files, QuotaError, Scores, Selection, persons, select};
use crate::decision::screening::{hit_rate, threshold_of_share};
use crate::parity::{Test, compare, rejects};
use engine::draw::Draws;
use engine::sample::{binomial, multivariate_hypergeometric};
use proptest::prelude::*;

const SCORES: Scores = Scores {
    d_prime: 1.0,
    lowest: -2.0,
    highest: 6.0,
};

fn files(number: u64, disposed: u64, mean: f64) -> Files {
    Files {
        number,
        disposed,
        mean,
    }
}

/// Three strata with unlike means and base rates, one of them empty of disposed people.
fn mixed() -> [Files; 3] {
    [
        files(900, 300, 0.0),
        files(300, 60, 1.0),
        files(800, 0, 0.3),
    ]
}

type Select = fn(&mut Draws, u32, &[Files], &Scores, u64) -> Result<Selection, QuotaError>;

/// What one selection says: taken and disposed by stratum, the disposed in all, and the marginal band.
fn told(by: Select, seed: u64, scores: &Scores) -> Vec<f64> {
    let mut draws = Draws::new(seed, 9, 1);
    let found = by(&mut draws, 40, &mixed(), scores, 250).unwrap();
    let mut all: Vec<f64> = found
        .taken
        .iter()
        .flat_map(|one| [one.number as f64, one.disposed as f64])
        .collect();
    all.push(found.taken.iter().map(|one| one.disposed as f64).sum());
    all.push(found.cut.unwrap_or(BANDS) as f64);
    all
}

/// Counts with `scores` against people with [`SCORES`], over so many runs of each.
fn compared(scores: &Scores, runs: u64, from: u64) -> Vec<Test> {
    let names: Vec<String> = (0..8).map(|at| at.to_string()).collect();
    let counts: Vec<Vec<f64>> = (from..from + runs)
        .map(|seed| told(select, seed, scores))
        .collect();
    let people: Vec<Vec<f64>> = (from..from + runs)
        .map(|seed| told(persons::select, seed + 1_000_000, &SCORES))
        .collect();
    compare(&names, &counts, &people)
}

#[test]
fn parity_counts_and_people_agree() {
    let tests = compared(&SCORES, 400, 0);
    assert_eq!(tests.len(), 7, "{tests:?}");
    assert!(!rejects(&tests, 0.001), "{tests:?}");
}

/// The parity test can fail: with d' five per cent off it must notice in at least 19 of 20 trials.
#[test]
fn parity_a_fault_of_five_per_cent_is_noticed() {
    let faulty = Scores {
        d_prime: 1.05,
        ..SCORES
    };
    let noticed = (0..20)
        .filter(|trial| rejects(&compared(&faulty, 150, 10_000 * (trial + 1)), 0.01))
        .count();
    assert!(noticed >= 19, "{noticed}");
}

/// Band by band from the top, as the law is written: what is taken out of each cell.
fn from_the_top(draws: &mut Draws, files: &[Files], quota: u64) -> Vec<u64> {
    let cells: Vec<(u64, f64)> = files
        .iter()
        .flat_map(|one| {
            let others = (one.number - one.disposed, one.mean);
            [others, (one.disposed, one.mean + SCORES.d_prime)]
        })
        .collect();
    let mut left: Vec<u64> = cells.iter().map(|cell| cell.0).collect();
    let mut taken = vec![0; cells.len()];
    for band in (0_usize..BANDS).rev() {
        let number = u32::try_from(band).unwrap();
        let of = (0..).zip(&cells).zip(&left);
        let here: Vec<u64> = of
            .map(|((key, (_, mean)), left)| {
                let share =
                    SCORES.chance(*mean, band, band + 1) / SCORES.chance(*mean, 0, band + 1);
                binomial(draws.at(key, number), *left, share)
            })
            .collect();
        let wanted = quota - taken.iter().sum::<u64>();
        let mut part = here.clone();
        if here.iter().sum::<u64>() >= wanted {
            multivariate_hypergeometric(draws, (90, 0), &here, wanted, &mut part);
        }
        for ((taken, left), part) in taken.iter_mut().zip(&mut left).zip(part) {
            *taken += part;
            *left -= part;
        }
        if taken.iter().sum::<u64>() == quota {
            break;
        }
    }
    taken
}

/// Halving against going down, where few are taken out of millions and where most are taken.
#[test]
fn parity_halving_and_going_down_agree() {
    let many = [
        files(9_000_000, 20_000, 0.0),
        files(700_000, 9_000, 0.8),
        files(3_000_000, 0, 0.3),
    ];
    let names: Vec<String> = (0..6).map(|at| at.to_string()).collect();
    for quota in [12, 40_000, 9_000_000] {
        let halved: Vec<Vec<f64>> = (0..1500)
            .map(|seed| {
                let mut draws = Draws::new(seed, 9, 1);
                let found = select(&mut draws, 0, &many, &SCORES, quota).unwrap();
                let cells = found
                    .taken
                    .iter()
                    .flat_map(|one| [one.number - one.disposed, one.disposed]);
                cells.map(|number| number as f64).collect()
            })
            .collect();
        let down: Vec<Vec<f64>> = (0..1500)
            .map(|seed| {
                let mut draws = Draws::new(seed + 1_000_000, 9, 1);
                let cells = from_the_top(&mut draws, &many, quota);
                cells.into_iter().map(|number| number as f64).collect()
            })
            .collect();
        let tests = compare(&names, &halved, &down);
        assert!(!rejects(&tests, 0.001), "{quota}: {tests:?}");
    }
}

/// In a large population a quota is a threshold: the disposed are taken at the hit rate of the threshold that flags as many.
#[test]
fn law_a_quota_is_a_threshold_in_a_large_population() {
    let (number, disposed, quota) = (100_000_000, 2_000_000, 3_000_000);
    let found = select(
        &mut Draws::new(3, 9, 1),
        0,
        &[files(number, disposed, 0.0)],
        &SCORES,
        quota,
    )
    .unwrap();
    let threshold = threshold_of_share(0.02, SCORES.d_prime, 0.03);
    let expected = hit_rate(SCORES.d_prime, threshold) * disposed as f64;
    let taken = found.taken[0].disposed as f64;
    // Chance is 0.2 per cent of it; lots within a band of width 0.13 cost another 0.1.
    assert!((taken / expected - 1.0).abs() < 0.01, "{taken} {expected}");
}

#[test]
fn law_too_few_files_are_all_taken_and_the_gap_is_told() {
    let found = select(&mut Draws::new(1, 9, 1), 0, &mixed(), &SCORES, 2_100).unwrap();
    assert_eq!(found.unfilled, 100);
    let numbers: Vec<u64> = found.taken.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [900, 300, 800]);
    let none = select(&mut Draws::new(1, 9, 1), 0, &mixed(), &SCORES, 0).unwrap();
    assert_eq!((none.cut, none.unfilled), (None, 0));
    let empty = select(&mut Draws::new(1, 9, 1), 0, &[], &SCORES, 5).unwrap();
    assert_eq!((empty.cut, empty.unfilled), (None, 5));
}

#[test]
fn law_bad_input_is_refused() {
    let ask = |files: &[Files], scores: &Scores| {
        select(&mut Draws::new(1, 9, 1), 0, files, scores, 1).unwrap_err()
    };
    let error = ask(&[files(1, 0, 0.0), files(2, 3, 0.0)], &SCORES).to_string();
    assert!(error.contains("stratum 1 has 2 files and 3"), "{error}");
    let error = ask(&[files(1, 0, f64::NAN)], &SCORES);
    assert!(matches!(error, QuotaError::Mean { stratum: 0, .. }));
    let flat = Scores {
        highest: -2.0,
        ..SCORES
    };
    assert!(matches!(ask(&[], &flat), QuotaError::Scores { .. }));
}

#[test]
fn law_chances_of_bands_add_up() {
    for mean in [-30.0, -1.0, 0.0, 2.5, 7.0, 50.0] {
        let sum: f64 = (0..BANDS)
            .map(|band| SCORES.chance(mean, band, band + 1))
            .sum();
        assert!((sum - 1.0).abs() < 1e-12, "{mean} {sum}");
    }
    for band in 0..BANDS {
        let inside = SCORES.edge(band).max(-3.0);
        assert_eq!(persons::band(&SCORES, inside), band);
    }
}

/// Six halvings of the five occupied cells at the most, and at most four draws for the margin.
#[test]
fn law_few_draws_find_the_cut() {
    let mut draws = Draws::new(5, 9, 1);
    select(&mut draws, 0, &mixed(), &SCORES, 250).unwrap();
    assert!(draws.used() <= 34, "{}", draws.used());
}

proptest! {
    #[test]
    fn law_quotas_are_met_exactly_and_nest(
        seed in 0_u64..1000,
        strata in prop::collection::vec((0_u64..200, 0_u64..50, -1.0_f64..2.0), 1..6),
        quotas in (0_u64..600, 0_u64..600),
    ) {
        let strata: Vec<Files> = strata
            .into_iter()
            .map(|(others, disposed, mean)| files(others + disposed, disposed, mean))
            .collect();
        let all: u64 = strata.iter().map(|one| one.number).sum();
        let (less, more) = (quotas.0.min(quotas.1), quotas.0.max(quotas.1));
        let run = |quota| select(&mut Draws::new(seed, 9, 1), 0, &strata, &SCORES, quota).unwrap();
        let (small, large) = (run(less), run(more));
        for (found, quota) in [(&small, less), (&large, more)] {
            let sum: u64 = found.taken.iter().map(|one| one.number).sum();
            prop_assert_eq!(sum + found.unfilled, quota);
            prop_assert_eq!(sum, quota.min(all));
            for (one, of) in found.taken.iter().zip(&strata) {
                prop_assert!(one.disposed <= of.disposed);
                prop_assert!(one.number - one.disposed <= of.number - of.disposed);
            }
        }
        // In one and the same marginal band who is taken is drawn for each quota.
        let nested = small.cut != large.cut || less == more;
        for (a, b) in small.taken.iter().zip(&large.taken).filter(|_| nested) {
            prop_assert!(a.disposed <= b.disposed);
            prop_assert!(a.number - a.disposed <= b.number - b.disposed);
        }
    }
}
