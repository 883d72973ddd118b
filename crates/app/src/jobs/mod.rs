//! One file a job; one match.

mod answer;
mod beside;
mod brief;
mod changes;
mod check;
mod close;
mod compare;
mod differences;
mod disputes;
mod dock;
mod doubts;
mod evidence;
mod explain;
mod folder;
mod infer;
mod loops;
mod odd;
mod overview;
mod patterns;
mod people;
mod ranges;
mod read;
mod run;
mod settings;
mod tensions;
mod twin;
mod whatif;
mod worklist;

use crate::cli::{Cli, Job};
use crate::page::{Answer, Page};
use anyhow::Result;
use clap::CommandFactory as _;
use lab::argument::case::Case;
use lab::argument::runs::Trials;
use lab::argument::verdict::Check;
use lab::cost::Beside;
use lab::error::LabError;
use lab::load::{Origin, load};
use lab::run::Watch;
use lab::stored::Store;
use lab::stored::parts::Parts;
use lab::trials::Ask;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Runs what was asked for.
pub(crate) fn run(cli: &Cli) -> Result<Answer> {
    match &cli.job {
        None => Ok(overview::welcome()),
        Some(Job::Check(args)) => check::run(cli, args),
        Some(Job::Read {
            passage: Some(file),
            hashes: true,
            ..
        }) => read::hashes(cli, file),
        Some(Job::Read { passage, seeds, .. }) => read::run(cli, *seeds, passage.as_deref()),
        Some(Job::Explain { unit, long, seeds }) => {
            explain::run(cli, *seeds, (&unit.join(" "), *long))
        }
        Some(Job::Evidence { quantity, date }) => {
            evidence::run(cli, quantity.as_deref(), date.as_deref())
        }
        Some(Job::Worklist { top, seeds }) => worklist::run(cli, *seeds, *top),
        Some(Job::Run(args)) => run::run(cli, args),
        Some(Job::Whatif(args)) => whatif::run(cli, args),
        Some(Job::Compare(args)) => compare::run(cli, args),
        Some(Job::Loops(args)) => loops::run(cli, args),
        Some(Job::Infer(args)) => infer::run(cli, args),
        Some(Job::Dock) => dock::run(cli),
        Some(Job::Rows(seeds)) => overview::rows(cli, *seeds),
        Some(Job::Disputes(seeds)) => disputes::run(cli, *seeds),
        Some(Job::CloseRun(args)) => close::run(cli, args),
        Some(Job::Tensions(seeds)) => tensions::run(cli, *seeds),
        Some(Job::Odd { dock }) => odd::run(cli, *dock),
        Some(Job::New { dir }) => folder::new(dir),
        Some(Job::Verify { folder }) => folder::verify(cli, folder.as_deref()),
        Some(Job::Register) => folder::register(cli),
        Some(Job::Completions { shell }) => {
            let mut text = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "closerun", &mut text);
            Ok(Answer::of(String::from_utf8(text)?))
        }
    }
}

/// The case that the options name.
fn case(cli: &Cli) -> Result<Case> {
    let origin = cli.case.as_deref().map_or(Origin::Embedded, Origin::Folder);
    Ok(load(origin)?)
}

/// Which case a result is about, if it is not the one inside the program, and whether it says the same.
fn which_case(cli: &Cli, case: &Case) -> Option<String> {
    let folder = cli.case.as_deref()?.display();
    let own = load(Origin::Embedded).ok()?;
    Some(if own.digest == case.digest {
        format!("Case: {folder}, the same as the one inside the program.")
    } else if own.about.id == case.about.id {
        let differ = own
            .inputs
            .iter()
            .filter(|(name, digest)| case.inputs.get(*name) != Some(*digest));
        let added = case
            .inputs
            .keys()
            .filter(|name| !own.inputs.contains_key(*name));
        let files = lab::words::plural(differ.count() + added.count(), "file");
        format!("Case: {folder}, which differs from the one inside the program in {files}.")
    } else {
        format!(
            "Case: {folder} ({}), which is another than the one inside the program.",
            case.about.id
        )
    })
}

/// Runs and check under progress bars that appear only if they take a while.
fn watched(cli: &Cli, case: &Case, ask: Ask, stop: &AtomicBool) -> Result<Check> {
    let trials = trials(cli, case, ask, stop)?;
    judged(cli, case, trials, stop)
}

/// Judges claims on runs that are there.
fn judged(cli: &Cli, case: &Case, trials: Trials, stop: &AtomicBool) -> Result<Check> {
    let bar = run::bar(cli, case.claims.len() as u64, "judging claims")?;
    let progress = |done: usize, _of: usize| bar.set_position(done as u64);
    let check = lab::run::check(
        case,
        trials,
        Watch {
            threads: cli.threads,
            progress: &progress,
            stop,
        },
    );
    bar.finish_and_clear();
    Ok(check?)
}

/// The runs of an earlier job with the same case, program and seeds, if they are kept.
fn recalled(cli: &Cli, case: &Case, ask: Ask) -> Option<Trials> {
    let store = Store::here().filter(|_| !cli.fresh);
    store.and_then(|store| store.recall(case, ask))
}

/// The page of an earlier job with the same program, case and runs, if it is kept; else it is made, and kept.
fn page_of(
    cli: &Cli,
    (case, ask): (&Case, Ask),
    asked: &[&str],
    make: impl FnOnce() -> Result<String>,
) -> Result<Answer> {
    let store = Store::here();
    let known = store.as_ref().filter(|_| !cli.fresh);
    if let Some(text) = known.and_then(|store| store.page(case, ask, asked)) {
        return Ok(Answer::of(text));
    }
    let text = make()?;
    if let Some(store) = store {
        store.keep_page(case, ask, (asked, &text));
    }
    Ok(Answer::of(text))
}

/// The runs that the claims ask for: those of an earlier job with the same case, program and seeds, else new ones. Runs of a job that was
/// stopped are taken, and left if this one is stopped.
fn trials(cli: &Cli, case: &Case, ask: Ask, stop: &AtomicBool) -> Result<Trials> {
    if let Some(trials) = recalled(cli, case, ask) {
        return Ok(trials);
    }
    let store = Store::here();
    let parts = store.as_ref().map(|store| store.parts(case, cli.fresh));
    let parts = parts.unwrap_or_default();
    let bar = run::bar(cli, 0, "running the model")?;
    let seen = AtomicUsize::new(0);
    let progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
        // Runs that were there took no time; what is left is told by those that are made.
        if seen.swap(parts.found(), Ordering::Relaxed) != parts.found() {
            bar.reset_eta();
        }
    };
    let watch = Watch {
        threads: cli.threads,
        progress: &progress,
        stop,
    };
    let trials = lab::trials::collect_keeping(case, ask, watch, &parts);
    bar.finish_and_clear();
    let trials = trials.map_err(|error| stopped(error, &parts))?;
    if let Some(store) = &store {
        store.keep(case, ask, &trials);
        parts.clear();
    }
    Ok(trials)
}

/// If runs of a stopped job are kept, its error says so.
fn stopped(error: LabError, parts: &Parts) -> LabError {
    match (error, parts.kept()) {
        (LabError::Interrupted, kept) if kept > 0 => LabError::Stopped(kept),
        (error, _) => error,
    }
}

/// Runs of these scenarios in pairs that a stopped job left, and a place for more.
fn parts_of_pairs(cli: &Cli, case: &Case, (names, first): (&[&str], u64)) -> Parts {
    let store = Store::here();
    let parts =
        store.map(|store| lab::whatif::kept::parts(&store, case, (names, first), cli.fresh));
    parts.unwrap_or_default()
}

/// A check for a command that nobody stops half-way: it writes nothing.
fn quiet_check(cli: &Cli, case: &Case, ask: Ask) -> Result<Check> {
    watched(cli, case, ask, &AtomicBool::new(false))
}

/// The same for one sentence: if the runs of the whole case are not there, only those that its own claims ask for are made. Gives also
/// whether it was judged alone.
fn check_of(cli: &Cli, case: &Case, (unit, ask): (&str, Ask)) -> Result<(Check, bool)> {
    let stop = AtomicBool::new(false);
    if let Some(trials) = recalled(cli, case, ask) {
        return Ok((judged(cli, case, trials, &stop)?, false));
    }
    let trials = trials(cli, &lab::alone::asking(case, unit), ask, &stop)?;
    let own = lab::alone::about(case, unit);
    Ok((judged(cli, &own, trials, &stop)?, true))
}

/// What stands beside growth: the human columns of the same runs and the record of each, or the record alone.
fn human_cost(page: &mut Page, beside: &Beside<'_>) {
    page.head(beside.title());
    for (says, lines) in beside.lines() {
        page.push(&format!("  {says}"));
        for line in lines {
            page.wrapped("    - ", &line);
        }
    }
    page.wrapped("  ", &beside.note());
}
