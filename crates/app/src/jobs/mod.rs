//! One file a job; one match.

mod check;
mod dock;
mod evidence;
mod explain;
mod folder;
mod overview;
mod read;
mod run;
mod twin;
mod worklist;

use crate::cli::{Cli, Job};
use crate::page::Answer;
use anyhow::Result;
use clap::CommandFactory as _;
use lab::argument::case::Case;
use lab::argument::verdict::Check;
use lab::load::{Origin, load};

/// Runs what was asked for.
pub(crate) fn run(cli: &Cli) -> Result<Answer> {
    match &cli.job {
        None => Ok(overview::welcome()),
        Some(Job::Check(args)) => check::run(cli, args),
        Some(Job::Read {
            passage: Some(file),
            hashes: true,
        }) => read::hashes(cli, file),
        Some(Job::Read { passage, .. }) => read::run(cli, passage.as_deref()),
        Some(Job::Explain { unit }) => explain::run(cli, unit),
        Some(Job::Evidence { quantity, date }) => {
            evidence::run(cli, quantity.as_deref(), date.as_deref())
        }
        Some(Job::Worklist { top }) => worklist::run(cli, *top),
        Some(Job::Run(args)) => run::run(cli, args),
        Some(Job::Dock) => dock::run(cli),
        Some(Job::Rows) => overview::rows(cli),
        Some(Job::New { dir }) => folder::new(dir),
        Some(Job::Verify { run }) => folder::verify(cli, run),
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

/// A check without a progress bar.
fn quiet_check(cli: &Cli, case: &Case) -> Result<Check> {
    Ok(lab::run::check_quietly(case, cli.threads)?)
}
