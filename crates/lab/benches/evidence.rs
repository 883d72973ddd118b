//! How long a check takes, as ratios to something in the same run: the fast evaluator against the
//! `cel` crate's own on the same points, and the whole check against loading the case.
//!
//! `cargo bench -p lab`. No test depends on these figures.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use argument::claim::On;
use argument::predicate::eval::Span;
use argument::predicate::reference;
use argument::verdict::{Estimates, Space};
use lab::load::{Origin, load};
use lab::run::check_quietly;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Repetitions; the median is reported.
const TIMES: usize = 9;

fn median(mut work: impl FnMut()) -> Duration {
    let mut all: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    all.sort_unstable();
    all[TIMES / 2]
}

fn main() {
    let case = load(Origin::Embedded).expect("the embedded case loads");
    let mut points: Vec<(&argument::predicate::Predicate, Vec<f64>)> = Vec::new();
    for claim in &case.claims {
        let pairs = claim.readings().iter().zip(case.predicates(&claim.id));
        for (reading, predicate) in pairs.filter(|(reading, _)| reading.on == On::Evidence) {
            let space = Space::new(&case.base, predicate, &reading.only, &Estimates::All);
            for number in 0..space.existing() {
                let chosen = space.combination(number);
                points.push((
                    predicate,
                    space.cells(&chosen).iter().map(|cell| cell.value).collect(),
                ));
            }
        }
    }
    let fast = median(|| {
        for (predicate, values) in &points {
            let spans: Vec<Span> = values.iter().map(|value| Span::point(*value)).collect();
            // A predicate that divides by zero was refused at load.
            let _truth = black_box(predicate.over(&spans));
        }
    });
    let slow = median(|| {
        for (predicate, values) in &points {
            let _truth = black_box(reference::decide(predicate, values));
        }
    });
    let loading = median(|| {
        black_box(load(Origin::Embedded).expect("it loads"));
    });
    let one = median(|| {
        black_box(check_quietly(&case, 1, lab::trials::REPLICATES).expect("it checks"));
    });
    let all = median(|| {
        black_box(check_quietly(&case, 0, lab::trials::REPLICATES).expect("it checks"));
    });
    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    println!("points: {}, medians of {TIMES}", points.len());
    println!(
        "cel evaluator / fast evaluator, same points   {:>8.1}",
        ratio(slow, fast)
    );
    println!(
        "whole check on one thread / loading the case  {:>8.2}",
        ratio(one, loading)
    );
    println!(
        "check on one thread / on all threads          {:>8.2}",
        ratio(one, all)
    );
    println!("loading {loading:.1?}, check {one:.1?} on one thread, {all:.1?} on all");
}
