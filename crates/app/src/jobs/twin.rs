//! `closerun run --twin`: the same hazards, person by person.

use super::run::{bar, grouped};
use crate::cli::{Cli, Format, RunArgs};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::error::LabError;
use lab::run::Watch;
use lab::setting::Setting;
use lab::simulate::twin::{TwinRun, rejects, run as simulate};
use serde_json::json;
use std::sync::atomic::AtomicBool;

/// Level of all tests together.
const LEVEL: f64 = 0.01;
/// Fewer runs than this and the tests mean little.
const ENOUGH: u32 = 20;

/// Runs both and prints what differs. Nothing is written: no person leaves the program.
pub(super) fn run(
    cli: &Cli,
    args: &RunArgs,
    setting: &Setting,
    people: &str,
    stop: &AtomicBool,
) -> Result<Answer> {
    let people = sample(people, setting.setup.people())?;
    let runs = args.runs;
    let bar = bar(
        cli,
        u64::from(runs) * u64::from(setting.setup.span.weeks),
        "weeks",
    )?;
    let progress = |done: usize, _of: usize| bar.set_position(done as u64);
    let watch = Watch {
        threads: cli.threads,
        progress: &progress,
        stop,
    };
    let twin = simulate(setting, people, (args.seed, runs), watch);
    bar.finish_and_clear();
    let twin = twin?;
    let text = if cli.format == Format::Table {
        page(&twin)
    } else {
        let tests: Vec<_> = twin
            .tests
            .iter()
            .map(|test| json!({ "statistic": test.name, "counts": test.means.0, "twin": test.means.1, "p": test.p }))
            .collect();
        let whole = json!({ "people": twin.people, "steps": twin.steps, "runs": twin.runs, "person_steps": twin.person_steps,
            "wall_seconds": twin.seconds, "draws": twin.draws, "statistics": tests });
        format!("{}\n", serde_json::to_string_pretty(&whole)?)
    };
    Ok(Answer::of(text))
}

fn sample(word: &str, all: u64) -> Result<Option<u64>> {
    if word == "all" {
        return Ok(None);
    }
    let number: Option<u64> = word
        .parse()
        .ok()
        .filter(|number| (1_000..=all).contains(number));
    number.map(Some).ok_or_else(|| {
        LabError::disk(
            "a twin of this size cannot be",
            "--twin",
            word,
            format!("`all`, or a number of persons from 1000 to {all}"),
            "--twin 100000 takes some seconds; --twin all takes 0.4 GB and some minutes",
        )
        .into()
    })
}

fn page(twin: &TwinRun) -> String {
    let mut page = Page::default();
    page.wrapped(
        "",
        &format!(
            "{} persons, one by one, over {} six-day weeks, {} beside as many runs of the counts. Persons have no names and no file; none leaves the program.",
            grouped(twin.people as f64),
            twin.steps,
            lab::words::plural(twin.runs as usize, "run")
        ),
    );
    page.wrapped(
        "",
        &format!(
            "{:.1} seconds, {:.3} nanoseconds of wall time a person and week, {} draws.",
            twin.seconds,
            1e9 * twin.seconds / twin.person_steps,
            grouped(twin.draws as f64)
        ),
    );
    let tests = twin.tests.len();
    if twin.runs >= ENOUGH {
        let rejected = rejects(&twin.tests, LEVEL);
        page.head(if rejected {
            "Counts and twin DIFFER"
        } else {
            "Counts and twin agree in distribution"
        });
        page.wrapped(
            "  ",
            &format!("{tests} statistics, means and variances, at {LEVEL} together (Bonferroni)."),
        );
    } else {
        page.head("Counts and twin side by side");
        page.wrapped("  ", &format!("At least {ENOUGH} runs of each are needed to compare distributions: --runs {ENOUGH}."));
    }
    statistics(&mut page, twin);
    page.0
}

/// The statistics that lie furthest apart.
fn statistics(page: &mut Page, twin: &TwinRun) {
    let mut sorted: Vec<_> = twin.tests.iter().collect();
    sorted.sort_by(|a, b| a.p.total_cmp(&b.p));
    let rows: Vec<Vec<String>> = sorted
        .iter()
        .take(12)
        .map(|test| {
            let p = if twin.runs >= ENOUGH {
                format!("{:.3}", test.p)
            } else {
                String::new()
            };
            vec![
                test.name.clone(),
                grouped(test.means.0),
                grouped(test.means.1),
                p,
            ]
        })
        .collect();
    page.push("");
    page.table(
        &["statistic", "counts, mean", "twin, mean", "p"],
        &[1, 2, 3],
        &rows,
    );
}
