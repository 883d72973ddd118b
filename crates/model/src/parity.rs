//! Counts against persons: the same law must give the same distributions.
//!
//! Fifty statistics of many runs of each are compared, each by Welch's test of means and by a test of variances, and the level is
//! divided by the number of tests (Bonferroni), so that the chance that any of them fails by accident stays below the level.

use crate::setting::Span;
use crate::truth::people::{Account, BINS, Class, Group, Party, Residence, Status};
use crate::world::{Setup, World};
use engine::normal::distribution;
use libm::{log, sqrt};

/// Names of the statistics, in the order of [`statistics`].
pub fn names(setup: &Setup) -> Vec<String> {
    let mut names: Vec<String> = Account::ALL
        .iter()
        .map(|account| account.word().to_owned())
        .collect();
    names.extend(selections(setup).into_iter().map(|(name, _)| name));
    names
}

type Wanted = Box<dyn Fn(&Group, usize) -> bool>;
type Selection = (String, Wanted);

/// What is counted in the strata: regions by residence, classes, parties, statuses, bins, and some of them crossed.
fn selections(setup: &Setup) -> Vec<Selection> {
    let mut all: Vec<Selection> = Vec::new();
    let mut add = |name: String, wanted: Wanted| all.push((name, wanted));
    for (number, region) in (0_u8..).zip(&setup.environment.regions) {
        for residence in Residence::ALL
            .iter()
            .filter(|residence| !region.city || **residence == Residence::Town)
        {
            add(
                format!("{} {}", region.id, residence.word()),
                Box::new(move |group, _| group.region == number && group.residence == *residence),
            );
        }
        if !region.city {
            add(
                format!("{} kolkhozniki", region.id),
                Box::new(move |group, _| {
                    group.region == number && group.class == Class::Kolkhoznik
                }),
            );
        }
        add(
            format!("{} workers", region.id),
            Box::new(move |group, _| group.region == number && group.class == Class::Worker),
        );
    }
    for class in Class::ALL {
        add(
            class.word().to_owned(),
            Box::new(move |group, _| group.class == *class),
        );
    }
    for bin in 0..BINS {
        add(format!("bin {}", bin + 1), Box::new(move |_, of| of == bin));
        add(
            format!("workers of bin {}", bin + 1),
            Box::new(move |group, of| of == bin && group.class == Class::Worker),
        );
    }
    for party in Party::ALL {
        add(
            format!("party {}", party.word()),
            Box::new(move |group, _| group.party == *party),
        );
    }
    for status in Status::ALL {
        add(
            format!("status {}", status.word()),
            Box::new(move |group, _| group.status == *status),
        );
    }
    all
}

/// The statistics of a state: accounts, then sums over strata.
pub fn statistics(setup: &Setup, held: &[u64], accounts: &[u64]) -> Vec<f64> {
    let mut values: Vec<f64> = accounts.iter().map(|number| *number as f64).collect();
    for (_, wanted) in selections(setup) {
        let mut sum = 0;
        for (group, bins) in setup.groups.iter().zip(held.chunks_exact(BINS)) {
            for (bin, number) in bins.iter().enumerate() {
                sum += if wanted(group, bin) { *number } else { 0 };
            }
        }
        values.push(sum as f64);
    }
    values
}

/// Statistics of a world.
pub fn of_counts(world: &World<'_>) -> Vec<f64> {
    let accounts: Vec<u64> = world
        .counts
        .outside()
        .iter()
        .map(|account| account.came + account.went)
        .collect();
    statistics(world.setup, world.counts.held(), &accounts)
}

/// One test of one statistic.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// Statistic.
    pub name: String,
    /// Its mean in counts and in the twin.
    pub means: (f64, f64),
    /// Its standard deviation in counts and in the twin.
    pub deviations: (f64, f64),
    /// The smaller p-value of the two tests.
    pub p: f64,
}

/// Tests all statistics that vary at all.
pub fn compare(names: &[String], counts: &[Vec<f64>], twin: &[Vec<f64>]) -> Vec<Test> {
    let column =
        |runs: &[Vec<f64>], at: usize| -> Vec<f64> { runs.iter().map(|run| run[at]).collect() };
    let mut tests = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let (a, b) = (moments(&column(counts, at)), moments(&column(twin, at)));
        if a.1 <= 0.0 && b.1 <= 0.0 && (a.0 - b.0).abs() <= 0.0 {
            continue;
        }
        let runs = (counts.len() as f64, twin.len() as f64);
        tests.push(Test {
            name: name.clone(),
            means: (a.0, b.0),
            deviations: (sqrt(a.1), sqrt(b.1)),
            p: p_of_means(a, b, runs).min(p_of_variances(a.1, b.1, runs)),
        });
    }
    tests
}

/// Whether any test rejects equality at this level, corrected for the number of tests (two a statistic).
pub fn rejects(tests: &[Test], level: f64) -> bool {
    tests
        .iter()
        .any(|test| test.p * 2.0 * (tests.len() as f64) < level)
}

fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum();
    (mean, squares / (n - 1.0))
}

/// Welch's test with normal tails; with a hundred runs of each the error of that is small beside the level.
fn p_of_means(a: (f64, f64), b: (f64, f64), (na, nb): (f64, f64)) -> f64 {
    let error = sqrt(a.1 / na + b.1 / nb);
    if error <= 0.0 {
        return if (a.0 - b.0).abs() > 0.0 { 0.0 } else { 1.0 };
    }
    2.0 * distribution(-(a.0 - b.0).abs() / error)
}

/// The logarithm of a ratio of variances of near-normal samples has variance 2/(n-1) + 2/(m-1).
fn p_of_variances(a: f64, b: f64, (na, nb): (f64, f64)) -> f64 {
    if a <= 0.0 || b <= 0.0 {
        return 1.0;
    }
    let error = sqrt(2.0 / (na - 1.0) + 2.0 / (nb - 1.0));
    2.0 * distribution(-(log(a / b)).abs() / error)
}

/// The same setup for fewer weeks.
#[must_use]
pub fn shortened(setup: &Setup, weeks: u32) -> Setup {
    let mut short = setup.clone();
    short.span = Span {
        weeks: weeks.min(setup.span.weeks),
        ..setup.span
    };
    short
}
