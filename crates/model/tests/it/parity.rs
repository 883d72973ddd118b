//! Counts and persons under one law: the same distributions, and a test that notices when they are not.

use crate::support::setup;
use model::parity::{Test, compare, names, of_counts, rejects, statistics};
use model::plan::To;
use model::step::run;
use model::truth::people::Account;
use model::twin::Twin;
use model::world::{Setup, World};

const LEVEL: f64 = 0.01;
const WEEKS: u32 = 120;
const PEOPLE: u64 = 20_000;

fn counts(setup: &Setup, seeds: std::ops::Range<u64>) -> Vec<Vec<f64>> {
    seeds
        .map(|seed| {
            let mut world = World::new(setup, seed);
            run(&mut world, |_| {}).expect("nobody lost");
            of_counts(&world)
        })
        .collect()
}

fn twins(setup: &Setup, seeds: std::ops::Range<u64>) -> Vec<Vec<f64>> {
    seeds
        .map(|seed| {
            let mut twin = Twin::new(setup, seed).expect("few strata");
            while twin.week() < setup.span.weeks {
                twin.step();
            }
            statistics(setup, &twin.held(), twin.accounts())
        })
        .collect()
}

fn worst(tests: &[Test]) -> &Test {
    tests
        .iter()
        .min_by(|a, b| a.p.total_cmp(&b.p))
        .expect("some vary")
}

#[test]
fn parity_counts_equal_the_twin_in_distribution() {
    let setup = setup(PEOPLE, WEEKS);
    let tests = compare(
        &names(&setup),
        &counts(&setup, 0..100),
        &twins(&setup, 1000..1100),
    );
    assert!(tests.len() >= 25, "{} statistics vary", tests.len());
    assert!(!rejects(&tests, LEVEL), "{:?}", worst(&tests));
}

/// One hazard of the twin changed by five per cent is noticed in at least nineteen of twenty trials.
#[test]
fn parity_a_twin_that_is_wrong_by_five_per_cent_is_noticed() {
    let setup = setup(PEOPLE, WEEKS);
    let ordinary = setup.with_factor(|_, way| match way {
        Some(To::Outside(Account::DiedOrdinary)) => 1.05,
        _ => 1.0,
    });
    let births = setup.with_factor(|_, way| if way.is_none() { 1.05 } else { 1.0 });
    let moves = setup.with_factor(|_, way| match way {
        Some(To::Group(_)) => 1.05,
        _ => 1.0,
    });
    let names = names(&setup);
    let mut noticed = [0; 3];
    for trial in 0..20 {
        let first = 2000 + 100 * trial;
        let right = counts(&setup, first..first + 30);
        for (at, wrong) in [&ordinary, &births, &moves].into_iter().enumerate() {
            let tests = compare(&names, &right, &twins(wrong, first + 30..first + 60));
            noticed[at] += usize::from(rejects(&tests, LEVEL));
        }
    }
    assert!(
        noticed.iter().all(|number| *number >= 19),
        "{noticed:?} of 20"
    );
}

#[test]
fn parity_the_twin_does_not_depend_on_threads() {
    let setup = setup(300_000, 30);
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let mut twin = Twin::new(&setup, 4).unwrap();
            for _ in 0..30 {
                twin.step();
            }
            (twin.held(), twin.accounts().to_vec(), twin.usage())
        })
    };
    let one = run(1);
    for threads in [2, 3, 8] {
        assert_eq!(run(threads), one);
    }
}

/// The fast twin passes over most groups of persons; the simple one looks at everybody. They must agree to the person.
#[test]
fn parity_the_fast_twin_equals_the_simple_one() {
    let setup = setup(150_000, 70);
    let (mut fast, mut simple) = (Twin::new(&setup, 8).unwrap(), Twin::new(&setup, 8).unwrap());
    for week in 0..70 {
        fast.step();
        simple.step_simply();
        assert_eq!(fast.held(), simple.held(), "week {week}");
    }
    assert_eq!(
        (fast.accounts(), fast.usage()),
        (simple.accounts(), simple.usage())
    );
}

#[test]
fn law_the_twin_conserves_people() {
    let setup = setup(20_000, 300);
    let mut twin = Twin::new(&setup, 1).unwrap();
    for _ in 0..300 {
        twin.step();
        let gone: u64 = twin.accounts()[1..].iter().sum();
        let there: u64 = twin.held().iter().sum();
        assert_eq!(there + gone, 20_000 + twin.accounts()[0]);
    }
}
