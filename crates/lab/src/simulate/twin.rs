//! The twin beside the counts: the same setting at the same size, person by person.

use crate::error::LabError;
use crate::run::{Watch, pool};
use crate::setting::Setting;
use crate::table::Kind::{Number, Text};
use crate::table::{Spec, Table};
pub use model::parity::{Test, rejects};
use model::parity::{compare, names, of_counts, statistics};
use model::step;
use model::twin::Twin;
use model::world::{Setup, World};
use std::sync::atomic::Ordering;
use std::time::Instant;

/// What came of it. No person is in it.
#[derive(Clone, Debug)]
pub struct TwinRun {
    /// Persons at the start.
    pub people: u64,
    /// Weeks.
    pub steps: u32,
    /// Person-steps.
    pub person_steps: f64,
    /// Seconds of the twin alone.
    pub seconds: f64,
    /// Draws of the twin.
    pub draws: u64,
    /// Each statistic in counts and in the twin; with more than one run of each, tested.
    pub tests: Vec<Test>,
    /// Runs of each.
    pub runs: u32,
}

/// Runs counts and twin with `runs` seeds each over `people` people, and compares them.
///
/// # Errors
/// `Interrupted`, or more strata than a person of two bytes can be in.
pub fn run(
    setting: &Setting,
    people: Option<u64>,
    (first, runs): (u64, u32),
    watch: Watch<'_>,
) -> Result<TwinRun, LabError> {
    let setup = people.map_or_else(
        || setting.setup.clone(),
        |people| setting.setup.scaled(people),
    );
    pool(watch.threads)?.install(|| inside(&setup, (first, runs), watch))
}

fn inside(setup: &Setup, (first, runs): (u64, u32), watch: Watch<'_>) -> Result<TwinRun, LabError> {
    let total = runs as usize * (setup.span.weeks as usize + 1);
    let (mut counts, mut twins) = (Vec::new(), Vec::new());
    let (mut seconds, mut person_steps, mut draws) = (0.0, 0.0, 0);
    for run in 0..u64::from(runs) {
        let at = usize::try_from(run).unwrap_or(0) * (setup.span.weeks as usize + 1);
        let mut world = World::new(setup, first.wrapping_add(run));
        step::run(&mut world, |_| {}).map_err(|error| refused(&error.to_string()))?;
        counts.push(of_counts(&world));
        let began = Instant::now();
        // Other seeds than those of the counts: the two must agree in law, not by sharing draws.
        let seed = first.wrapping_add(run).wrapping_add(1 << 40);
        let mut twin = Twin::new(setup, seed).map_err(|found| refused(&found))?;
        while twin.week() < setup.span.weeks {
            if watch.stop.load(Ordering::Relaxed) {
                return Err(LabError::Interrupted);
            }
            twin.step();
            person_steps += twin.persons() as f64;
            (watch.progress)(at + twin.week() as usize + 1, total);
        }
        seconds += began.elapsed().as_secs_f64();
        draws += twin.usage().total();
        twins.push(statistics(setup, &twin.held(), twin.accounts()));
    }
    Ok(TwinRun {
        people: setup.people(),
        steps: setup.span.weeks,
        person_steps,
        seconds,
        draws,
        tests: compare(&names(setup), &counts, &twins),
        runs,
    })
}

fn refused(found: &str) -> LabError {
    LabError::disk(
        "the twin cannot run",
        "model",
        found,
        "everybody accounted for, in at most 65,535 strata",
        "this is a mistake of the program; please report it",
    )
}

const STATISTICS: &[Spec] = &[
    ("statistic", Text, "", "what is counted"),
    (
        "counts",
        Number,
        "persons",
        "mean over the runs of the counts",
    ),
    ("twin", Number, "persons", "mean over the runs of the twin"),
    (
        "p",
        Number,
        "share",
        "how often equal laws would lie at least as far apart; missing where there are too few runs",
    ),
];

/// One row a statistic; without chances unless there are enough runs for them.
pub fn statistics_table(run: &TwinRun, tested: bool) -> Table {
    let rows = run.tests.iter().map(|test| {
        vec![
            (&test.name).into(),
            test.means.0.into(),
            test.means.1.into(),
            Some(test.p).filter(|_| tested).into(),
        ]
    });
    let title = "Counts and twin, one statistic a row";
    Table::new("twin", title, STATISTICS, rows.collect())
}
