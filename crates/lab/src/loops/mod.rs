//! What each feedback loop does: the baseline against the same runs with one loop frozen, in pairs with one seed.
//!
//! A loop is frozen where its input is read (`model::loops`); so a pair has the same code and the same draws, and is the same until the input moves.
//! Effects are what the loop adds: the run as it is, less the run in which the loop is frozen. Over an ensemble each pair has the parameters of
//! one member, the same with the loop and without.

pub mod experiments;
pub mod files;
pub mod verdict;
mod watched;

pub use model::loops::Loop;
pub use watched::{Watched, watched};

use crate::arrests;
use crate::ensemble::{Over, Seeds};
use crate::error::LabError;
use crate::run::{VERSION, Watch, pool_for};
use crate::setting::{Prepared, Setting};
use crate::simulate::beside::Band;
use crate::simulate::{Run, run_one};
use crate::whatif::contrast::Contrast;
use crate::whatif::number::{self, Key, LEDGER, Numbers};
use argument::case::Case;
use argument::runs::BASELINE;
use engine::digest::Digest;
use model::loops::{Frozen, Input};
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use verdict::{Return, Verdict, Whole};

/// Seeds unless told otherwise.
pub const SEEDS: u32 = 16;
/// Kinds of death that stand beside every loop, whatever it is about.
const KINDS: [&str; 3] = ["died-famine", "died-camp", "executed"];

/// What a loop does to one output.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Which number.
    pub key: Key,
    /// The sign that is expected, from the sign that is written down and the side to which the input moved; 0 if none is.
    pub expected: i8,
    /// The run as it is, less the run without the loop; its baseline is the run without.
    pub contrast: Contrast,
    /// In words.
    pub verdict: Verdict,
    /// Beside a figure of arrests: the elasticity to the tolerated share without the loop, and with it.
    pub hangs_on: [Option<Band>; 2],
}

/// How the input of a loop went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Movement {
    /// Its first values, mean of places and seeds, in the unit of the input.
    pub first: f64,
    /// Current values in the runs as they are.
    pub current: f64,
    /// 1 if it lay above its first values, -1 below, 0 where that is not told from chance.
    pub side: i8,
    /// Current values with the loop, less without.
    pub back: Contrast,
    /// What comes back to the input.
    pub closes: Return,
}

/// What one loop does.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The loop.
    pub of: Loop,
    /// How its input went.
    pub movement: Movement,
    /// What it does to the outputs that it is about.
    pub effects: Vec<Effect>,
    /// What it does to people, whole run, by kind of death.
    pub people: Vec<(Key, Contrast)>,
    /// In words.
    pub whole: Whole,
}

/// All loops.
#[derive(Clone, Debug)]
pub struct Loops {
    /// What does not come out as written stands first.
    pub all: Vec<Measured>,
    /// Which seeds, and with whose parameters.
    pub seeds: Seeds,
    /// Digest of case and results.
    pub digest: String,
    /// How long it took; no part of the digest.
    pub wall_seconds: f64,
}

/// What is kept of a run.
struct Kept {
    numbers: Numbers,
    inputs: [Option<Input>; Loop::ALL.len()],
}

/// Measures these loops with these seeds. The result does not depend on the number of threads.
///
/// # Errors
/// A case without a model; an output that no run gives; `Interrupted` if it was stopped.
pub fn run(case: &Case, of: &[Loop], seeds: Seeds, watch: Watch<'_>) -> Result<Loops, LabError> {
    let began = Instant::now();
    let whole = std::iter::once((BASELINE, None));
    let without = of.iter().map(|one| (BASELINE, Some(*one)));
    let sides: Vec<Side<'_>> = whole.chain(without).collect();
    let runs = all_runs(case, &sides, seeds, watch)?;
    let mut runs = runs.chunks_exact(seeds.number.max(1) as usize);
    let whole = runs.next().unwrap_or_default();
    let pairs = of.iter().zip(runs);
    let all: Result<Vec<Measured>, LabError> = pairs
        .map(|(one, without)| measured(*one, (whole, without)))
        .collect();
    let mut all = all?;
    all.sort_by_key(|one| (one.whole, one.of));
    Ok(Loops {
        digest: digest(case, &all),
        all,
        seeds,
        wall_seconds: began.elapsed().as_secs_f64(),
    })
}

/// The setting with one loop frozen.
fn frozen(setting: &Setting, of: Loop) -> Setting {
    let mut other = setting.clone();
    other.setup = other.setup.freezing(Frozen::of(&[of]));
    other
}

/// What is run: a scenario, and the loop that is frozen in it, if any.
type Side<'a> = (&'a str, Option<Loop>);

/// All sides with all seeds, side by side.
fn all_runs(
    case: &Case,
    sides: &[Side<'_>],
    seeds: Seeds,
    watch: Watch<'_>,
) -> Result<Vec<Kept>, LabError> {
    let over = Over::of(case, seeds.ensemble)?;
    let prepared = Prepared::of(case)?;
    let standing: Result<Vec<Setting>, LabError> = sides
        .iter()
        .map(|(scenario, _)| Ok(prepared.setting((None, scenario), None)?))
        .collect();
    let standing = standing?;
    let together = sides.iter().zip(&standing);
    let tasks: Vec<(&Side<'_>, &Setting, u64)> = together
        .flat_map(|(side, setting)| seeds.all().map(move |seed| (side, setting, seed)))
        .collect();
    let done = AtomicUsize::new(0);
    let one = |((scenario, of), standing, seed): &(&Side<'_>, &Setting, u64)| {
        if watch.stop.load(Ordering::Relaxed) {
            return Err(LabError::Interrupted);
        }
        let place = seeds.place(*seed);
        let setting = over.setting((&prepared, *standing), (None, scenario), place)?;
        let setting = match of {
            Some(of) => Cow::Owned(frozen(&setting, *of)),
            None => setting,
        };
        let setting = setting.as_ref();
        let run: Run = run_one(setting, *seed)?;
        (watch.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, tasks.len());
        Ok(Kept {
            numbers: number::of_run(setting, &run),
            inputs: run.inputs,
        })
    };
    pool_for(watch.threads, tasks.len())?.install(|| tasks.par_iter().map(one).collect())
}

/// One loop, from the runs as they are and those without it.
fn measured(of: Loop, (with, without): (&[Kept], &[Kept])) -> Result<Measured, LabError> {
    let movement = movement(of, (with, without))?;
    let contrast = |key: &Key| {
        let pairs = without.iter().zip(with);
        let pairs: Option<Vec<(f64, f64)>> = pairs
            .map(|(a, b)| Some((*a.numbers.get(key)?, *b.numbers.get(key)?)))
            .collect();
        let contrast = pairs.and_then(|pairs| Contrast::of(&pairs));
        contrast.ok_or_else(|| not_given(of, &format!("{} {}", key.quantity, key.date)))
    };
    let effects: Result<Vec<Effect>, LabError> = watched(of)
        .iter()
        .map(|one| {
            let key = one.key();
            let contrast = contrast(&key)?;
            let expected = one.sign * movement.side;
            Ok(Effect {
                hangs_on: hangs_on(&key, (without, with)),
                key,
                expected,
                verdict: Verdict::of(&contrast, expected),
                contrast,
            })
        })
        .collect();
    let effects = effects?;
    let verdicts: Vec<Verdict> = effects.iter().map(|one| one.verdict).collect();
    let people: Result<Vec<(Key, Contrast)>, LabError> = KINDS
        .into_iter()
        .map(|kind| {
            let key = whole_run(&with[0].numbers, kind);
            let key = key.ok_or_else(|| not_given(of, kind))?;
            let contrast = contrast(&key)?;
            Ok((key, contrast))
        })
        .collect();
    Ok(Measured {
        of,
        movement,
        whole: Whole::of(&verdicts),
        effects,
        people: people?,
    })
}

/// What a figure of arrests hangs on, on both sides; nothing of other numbers.
fn hangs_on(key: &Key, (one, other): (&[Kept], &[Kept])) -> [Option<Band>; 2] {
    if !arrests::is_figure(&key.quantity) {
        return [None; 2];
    }
    [one, other].map(|all| arrests::of_numbers(all.iter().map(|one| &one.numbers), &key.date))
}

impl Watched {
    /// Which number of a run it is.
    pub fn key(&self) -> Key {
        let (name, value) = self.dim;
        let dims = (!name.is_empty()).then(|| (name.to_owned(), value.to_owned()));
        number::key(self.quantity, self.date, dims.into_iter().collect())
    }
}

/// The key of a kind of death over the whole run: its longest date.
fn whole_run(numbers: &Numbers, kind: &str) -> Option<Key> {
    let of_kind = |key: &&Key| {
        let mut dims = key.dims.iter();
        key.quantity == LEDGER && dims.any(|(_, value)| value == kind)
    };
    let all = numbers.keys().filter(of_kind);
    all.max_by_key(|key| key.date.len()).cloned()
}

/// How the input went, and whether the loop comes back to it.
fn movement(of: Loop, (with, without): (&[Kept], &[Kept])) -> Result<Movement, LabError> {
    let of_all = |all: &[Kept]| -> Result<Vec<Input>, LabError> {
        let inputs: Option<Vec<Input>> = all.iter().map(|one| one.inputs[of as usize]).collect();
        inputs.ok_or_else(|| not_given(of, of.input()))
    };
    let (with, without) = (of_all(with)?, of_all(without)?);
    let contrast = |pairs: Vec<(f64, f64)>| {
        Contrast::of(&pairs).ok_or_else(|| not_given(of, "a finite input"))
    };
    let from_first = with.iter().map(|one| (one.first, one.current));
    let from_first = contrast(from_first.collect())?;
    let back = with.iter().zip(&without);
    let back = contrast(
        back.map(|(with, out)| (out.current, with.current))
            .collect(),
    )?;
    let mean = |value: fn(&Input) -> f64| with.iter().map(value).sum::<f64>() / with.len() as f64;
    Ok(Movement {
        first: mean(|one| one.first),
        current: mean(|one| one.current),
        side: from_first.sign(),
        closes: Return::of(&back, from_first.sign()),
        back,
    })
}

fn not_given(of: Loop, what: &str) -> LabError {
    LabError::disk(
        "runs do not give what a loop is measured on",
        of.word(),
        what,
        "runs of five years from 1933, with every output of the loop",
        "the baseline of this case has other dates, or an output has another name",
    )
}

fn digest(case: &Case, all: &[Measured]) -> String {
    let start = Digest::new()
        .field(VERSION)
        .field(&case.digest)
        .field("loops");
    let all = all.iter().fold(start, |digest, one| {
        let digest = digest.field(one.of.word()).number(one.movement.current);
        let effects = one
            .effects
            .iter()
            .map(|effect| (&effect.key, &effect.contrast));
        let people = one.people.iter().map(|(key, contrast)| (key, contrast));
        effects.chain(people).fold(digest, |digest, (key, one)| {
            let band = one.band;
            let digest = digest.field(&key.quantity).number(one.mean);
            [band.low, band.median, band.high]
                .into_iter()
                .fold(digest, Digest::number)
        })
    });
    all.hex()
}

#[cfg(test)]
mod tests;
