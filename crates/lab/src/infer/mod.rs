//! History matching: which sets of parameters do the observations not rule out?
//!
//! ```text
//! I_i(x) = |z_i - E f_i(x)| / sqrt(V_source + V_discrepancy + V_model)        all in logarithms
//! x is ruled out if the second-largest I_i(x) exceeds 3                       rank and cut stand in inference.toml
//! ```
//!
//! Craig, Goldstein, Seheult and Smith (1997) and Vernon, Goldstein and Bower (2010), sources `craig-et-al-1997` and `vernon-et-al-2010`, recalled.
//! Runs go in waves: the first over the whole prior, each later one over what the earlier did not rule out. What is kept is a sample of what
//! is left, never one best run; nothing here takes a lever, a scenario or a rule, and nothing sees a held-out observation. Held-out
//! blocks are opened afterwards, by [`judge`], and each opening is written down.

mod design;
mod emulator;
pub mod files;
pub mod judge;
mod matching;
pub mod null;
mod region;
pub mod tables;
mod task;
mod wave;

pub use judge::{Judged, Opening, Row};
pub use matching::{Matched, Missed, Posterior, SetAside};
pub use wave::WaveTold;

use crate::error::LabError;
use crate::report::rules::RULES;
use crate::run::{Watch, pool};
use crate::setting::{Freeze, Plan, Prepared};
use argument::case::Case;
use argument::fault::{Fault, Place, did_you_mean};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Draws of designs, of the search of regions, and of the parameters of rivals, as parts of addresses. No process of the model has these numbers.
const PROCESS_DESIGN: u32 = u32::MAX - 1;
const PROCESS_REGION: u32 = u32::MAX - 2;
const PROCESS_PICK: u32 = u32::MAX - 3;

/// A number as a part of an address of draws.
fn word(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Freezes, by year; empty means all of the plan.
    pub freezes: Vec<i16>,
    /// Sealed hold-outs that are opened for judging.
    pub open: Vec<String>,
    /// Only the baseline, no rival rule.
    pub alone: bool,
}

/// Everything about one freeze.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The freeze.
    pub freeze: Freeze,
    /// The baseline first, then each rival of the rule of repression.
    pub matched: Vec<Matched>,
    /// What was held out, and how it was told by each.
    pub judged: Judged,
    /// Parameters whose values, or centres of their ranges, were set by hand with sight of figures later than the freeze.
    pub seen_later: Vec<String>,
}

/// The answer of `closerun infer`.
#[derive(Clone, Debug)]
pub struct Inference {
    /// What was to be done.
    pub plan: Plan,
    /// One fit a freeze.
    pub fits: Vec<Fit>,
    /// Runs of the model in all.
    pub runs: usize,
    /// Draws that no law admits, by what it refused.
    pub refused: Vec<(String, usize)>,
    /// How long it took; no part of any digest.
    pub wall_seconds: f64,
}

/// Counts runs, tells of them, and stops when told to.
struct Clerk<'a> {
    watch: Watch<'a>,
    done: AtomicUsize,
    of: usize,
    refused: Mutex<BTreeMap<String, usize>>,
}

impl<'a> Clerk<'a> {
    fn new(watch: Watch<'a>, of: usize) -> Self {
        Self {
            watch,
            done: AtomicUsize::new(0),
            of,
            refused: Mutex::default(),
        }
    }

    /// Notes that a law did not admit a draw, and why.
    fn refuse(&self, fault: &Fault) {
        let mut all = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        *all.entry(fault.what.clone()).or_default() += 1;
    }

    fn tick(&self) -> Result<(), LabError> {
        if self.watch.stop.load(Ordering::Relaxed) {
            return Err(LabError::Interrupted);
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.watch.progress)(done, self.of.max(done));
        Ok(())
    }
}

/// Matches, freezes, then judges. The result does not depend on the number of threads.
///
/// # Errors
/// A case without a plan, or the first thing that is wrong with it; an unknown freeze or hold-out; `Interrupted` if it was stopped.
pub fn infer(case: &Case, ask: &Ask, watch: Watch<'_>) -> Result<Inference, LabError> {
    let began = Instant::now();
    let prepared = Prepared::of(case)?;
    let plan = prepared.plan()?;
    let freezes = freezes(&plan, ask)?;
    refuse_unknown(case, &ask.open)?;
    let rivals: Vec<&str> = RULES[1..]
        .iter()
        .copied()
        .filter(|key| !ask.alone && case.runs.rivals().any(|rival| rival.id == *key))
        .collect();
    let clerk = Clerk::new(watch, freezes.len() * expected(&plan, rivals.len()));
    let threads = pool(watch.threads)?;
    let fit = |freeze: &Freeze| {
        threads.install(|| one(&prepared, (&plan, freeze), (&rivals, ask), &clerk))
    };
    let fits: Result<Vec<Fit>, LabError> = freezes.iter().map(fit).collect();
    Ok(Inference {
        fits: fits?,
        plan,
        runs: clerk.done.load(Ordering::Relaxed),
        refused: clerk
            .refused
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .into_iter()
            .collect(),
        wall_seconds: began.elapsed().as_secs_f64(),
    })
}

/// Fits again what a manifest of `closerun infer` tells of; returns the digest.
///
/// # Errors
/// As [`infer`].
pub fn again(case: &Case, manifest: &Value, threads: usize) -> Result<String, LabError> {
    let list = |key: &str| manifest[key].as_array().cloned().unwrap_or_default();
    let years = list("freezes").into_iter();
    let open = list("open").into_iter();
    let ask = Ask {
        freezes: years
            .filter_map(|year| i16::try_from(year.as_i64()?).ok())
            .collect(),
        open: open
            .filter_map(|id| id.as_str().map(str::to_owned))
            .collect(),
        alone: manifest["alone"].as_bool().unwrap_or(false),
    };
    Watch::unseen(threads, |watch| {
        Ok(files::digest(case, &infer(case, &ask, watch)?))
    })
}

/// Runs of a freeze if every batch of candidates suffices at once.
fn expected(plan: &Plan, rivals: usize) -> usize {
    let judged = plan.members * judge::SEEDS;
    let each = matching::candidates(plan) * matching::SEEDS + judged;
    plan.waves * plan.points + each + rivals * (matching::rival_points(plan) + each)
}

fn one(
    prepared: &Prepared<'_>,
    (plan, freeze): (&Plan, &Freeze),
    (rivals, ask): (&[&str], &Ask),
    clerk: &Clerk<'_>,
) -> Result<Fit, LabError> {
    let (own, region) = matching::baseline(prepared, (plan, freeze), clerk)?;
    let mut matched = vec![own];
    for rival in rivals {
        matched.push(matching::rival(
            prepared,
            (plan, freeze),
            (rival, &region),
            clerk,
        )?);
    }
    // Frozen here: nothing below goes back into a member.
    let judged = judge::judge(prepared, (plan, freeze), (&matched, &ask.open), clerk)?;
    let late = |used: &crate::setting::Used| used.dates.iter().any(|date| !freeze.uses(*date));
    let sought = plan.sought.iter();
    let seen_later = sought.filter(|one| one.fitted_to.iter().any(late));
    Ok(Fit {
        freeze: freeze.clone(),
        seen_later: seen_later.map(|one| one.id.clone()).collect(),
        matched,
        judged,
    })
}

fn freezes(plan: &Plan, ask: &Ask) -> Result<Vec<Freeze>, LabError> {
    if ask.freezes.is_empty() {
        return Ok(plan.freezes.clone());
    }
    let known = |year: &i16| {
        let own = plan.freezes.iter().find(|one| one.year == *year);
        own.cloned().ok_or_else(|| {
            let known = plan.freezes.iter().map(|one| one.year.to_string());
            LabError::disk(
                "no such freeze",
                "--freeze",
                year.to_string(),
                known.collect::<Vec<_>>().join(", "),
                "freezes stand in inference.toml",
            )
        })
    };
    ask.freezes.iter().map(known).collect()
}

fn refuse_unknown(case: &Case, open: &[String]) -> Result<(), Fault> {
    let names = || case.base.holdouts.iter().map(|one| one.id.as_str());
    let Some(stranger) = open
        .iter()
        .find(|id| !names().any(|known| known == id.as_str()))
    else {
        return Ok(());
    };
    Err(Fault::new(Place::file("--open"), "unknown hold-out")
        .found(stranger)
        .wanted(names().collect::<Vec<_>>().join(", "))
        .hint(did_you_mean(
            stranger,
            names(),
            "hold-outs stand in holdouts.toml",
        )))
}

#[cfg(test)]
mod tests;
