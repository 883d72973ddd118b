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

impl Watch<'_> {
    /// Does a job that nobody watches and nobody stops.
    pub fn unseen<T>(threads: usize, job: impl FnOnce(Watch<'_>) -> T) -> T {
        job(Watch {
            threads,
            progress: &|_, _| {},
            stop: &AtomicBool::new(false),
        })
    }
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
    let pool = pool_for(watch.threads, case.claims.len())?;
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

/// More threads than this for each core of the machine only stand in each other's way.
const THREADS_A_CORE: usize = 4;

/// So many threads; 0 means all. Never more than four for each core.
///
/// # Errors
/// Threads that the machine does not give.
pub fn pool(threads: usize) -> Result<rayon::ThreadPool, LabError> {
    pool_for(threads, usize::MAX)
}

/// The same for so many pieces of work: no thread is started that would have nothing to do.
///
/// # Errors
/// As [`pool`].
pub fn pool_for(threads: usize, work: usize) -> Result<rayon::ThreadPool, LabError> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    rayon::ThreadPoolBuilder::new()
        .num_threads(bounded(threads, cores, work))
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

fn bounded(threads: usize, cores: usize, work: usize) -> usize {
    let asked = if threads == 0 { cores } else { threads };
    asked.min(cores * THREADS_A_CORE).min(work).max(1)
}

/// Runs and check without anyone watching, for tests and for commands that need the result. `replicates` are the seeds of each
/// setting, if the case has claims on runs.
///
/// # Errors
/// As [`collect`] and [`check`].
pub fn check_quietly(case: &Case, threads: usize, replicates: u32) -> Result<Check, LabError> {
    let ask = Ask {
        replicates,
        depth: Depth::All,
        ensemble: crate::ensemble::for_check(case),
    };
    check_asked(case, threads, ask)
}

/// The same for what is asked.
///
/// # Errors
/// As [`collect`] and [`check`].
pub fn check_asked(case: &Case, threads: usize, ask: Ask) -> Result<Check, LabError> {
    Watch::unseen(threads, |watch| {
        let trials = collect(case, ask, watch)?;
        check(case, trials, watch)
    })
}

#[cfg(test)]
mod tests {
    use super::bounded;

    #[test]
    fn threads_are_bounded_by_cores_and_by_work() {
        assert_eq!(bounded(0, 2, 100), 2);
        assert_eq!(bounded(1024, 2, 100), 8);
        assert_eq!(bounded(1024, 2, 3), 3);
        assert_eq!(bounded(0, 2, 0), 1);
    }
}
