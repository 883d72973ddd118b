//! Running a check: every claim judged, in parallel, in an order that nothing but the case fixes.
//! The runs that it rests on are made before: [`crate::trials`].

use crate::error::LabError;
use crate::trials::{Ask, Depth, collect};
use argument::case::Case;
use argument::runs::Trials;
use argument::verdict::{Check, ClaimVerdict, Court, assemble, judge_in};
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Version of the program, as it stands in every output.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How a check is run. Nothing here changes a verdict.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Threads; 0 means all.
    pub threads: usize,
    /// Told after each claim: (done, of).
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// Set from outside to stop.
    pub stop: &'a AtomicBool,
}

/// Judges every claim of a case on its evidence and on these runs.
///
/// # Errors
/// `Interrupted` if it was stopped, or no threads could be had.
pub fn check(case: &Case, trials: Trials, watch: Watch<'_>) -> Result<Check, LabError> {
    let court = Court {
        case,
        trials: &trials,
    };
    let pool = pool(watch.threads)?;
    let done = AtomicUsize::new(0);
    let verdicts: Option<Vec<ClaimVerdict>> = pool.install(|| {
        case.claims
            .par_iter()
            .map(|claim| {
                if watch.stop.load(Ordering::Relaxed) {
                    return None;
                }
                let verdict = judge_in(court, claim);
                let count = done.fetch_add(1, Ordering::Relaxed) + 1;
                (watch.progress)(count, case.claims.len());
                Some(verdict)
            })
            .collect()
    });
    match verdicts {
        Some(verdicts) if !watch.stop.load(Ordering::Relaxed) => {
            Ok(assemble(case, trials, verdicts, VERSION))
        }
        _ => Err(LabError::Interrupted),
    }
}

/// So many threads; 0 means all.
///
/// # Errors
/// Threads that the machine does not give.
pub fn pool(threads: usize) -> Result<rayon::ThreadPool, LabError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| {
            LabError::disk(
                "no threads to work with",
                "--threads",
                error.to_string(),
                "a number of threads that the machine allows",
                "try --threads 1",
            )
        })
}

/// Runs and check without anyone watching, for tests and for commands that need the result. `replicates` are the seeds of each
/// setting, if the case has claims on runs.
///
/// # Errors
/// As [`collect`] and [`check`].
pub fn check_quietly(case: &Case, threads: usize, replicates: u32) -> Result<Check, LabError> {
    let stop = AtomicBool::new(false);
    let watch = Watch {
        threads,
        progress: &|_, _| {},
        stop: &stop,
    };
    let ask = Ask {
        replicates,
        depth: Depth::All,
    };
    let trials = collect(case, ask, watch)?;
    check(case, trials, watch)
}
