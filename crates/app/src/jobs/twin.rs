//! `closerun run --twin`: the same hazards, person by person.

use super::run::{bar, grouped};
use crate::cli::{Cli, Format, RunArgs};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::error::LabError;
use lab::run::Watch;
use lab::setting::Setting;
use lab::simulate::twin::{TwinRun, rejects, run as simulate, statistics_table};
use lab::store;
use serde_json::{Value, json};
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
    let runs = args.runs.unwrap_or(ENOUGH);
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
    let text = match cli.format {
        Format::Table => page(&twin),
        Format::Csv => store::csv::text(&statistics_table(&twin, is_tested(&twin))),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&json(&twin))?),
    };
    Ok(Answer::of(text))
}

/// Whether there are enough runs for the tests to mean something.
fn is_tested(twin: &TwinRun) -> bool {
    twin.runs >= ENOUGH
}

fn json(twin: &TwinRun) -> Value {
    let tests: Vec<Value> = twin
        .tests
        .iter()
        .map(|test| {
            let mut one =
                json!({ "statistic": test.name, "counts": test.means.0, "twin": test.means.1 });
            if is_tested(twin) {
                one["p"] = json!(test.p);
            }
            one
        })
        .collect();
    json!({ "people": twin.people, "steps": twin.steps, "runs": twin.runs, "person_steps": twin.person_steps,
        "wall_seconds": twin.seconds, "draws": twin.draws, "statistics": tests })
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

/// The verdict first, what it rests on, and last what it took.
fn page(twin: &TwinRun) -> String {
    let mut page = Page::default();
    let runs = lab::words::plural(twin.runs as usize, "run");
    if !is_tested(twin) {
        page.head("Counts and twin side by side");
        page.wrapped("  ", &format!("{runs} of each are too few to compare distributions; it takes {ENOUGH}: --runs {ENOUGH}."));
    } else if rejects(&twin.tests, LEVEL) {
        page.head("Counts and twin DIFFER");
    } else {
        page.head("Counts and twin agree in distribution");
    }
    page.wrapped(
        "  ",
        &format!(
            "{} persons, one by one, over {} six-day weeks, {runs} beside as many of the counts. Persons have no names and no file; none leaves the program.",
            grouped(twin.people as f64),
            twin.steps,
        ),
    );
    apart(&mut page, twin);
    page.head("Cost");
    page.wrapped(
        "  ",
        &format!(
            "{:.1} seconds, {:.3} nanoseconds of wall time a person and week, {} draws.",
            twin.seconds,
            1e9 * twin.seconds / twin.person_steps,
            grouped(twin.draws as f64)
        ),
    );
    page.0
}

/// Statistics that are shown.
const SHOWN: usize = 12;

/// The statistics that lie furthest apart; without tests those with the largest means.
fn apart(page: &mut Page, twin: &TwinRun) {
    let mut sorted: Vec<_> = twin.tests.iter().collect();
    let all = sorted.len();
    let shown = all.min(SHOWN);
    let tested = is_tested(twin);
    if tested {
        sorted.sort_by(|a, b| a.p.total_cmp(&b.p));
        let threshold = LEVEL / (2.0 * all as f64);
        page.head(&format!("The {shown} smallest chances of {all} statistics"));
        page.wrapped("  ", &format!("Chance: how often equal laws would lie at least as far apart, in the mean or in the variance. Below {threshold:.6} the two differ: {LEVEL} over {} tests (Bonferroni).", 2 * all));
    } else {
        sorted.sort_by(|a, b| b.means.0.total_cmp(&a.means.0));
        page.head(&format!("The {shown} largest of {all} statistics"));
    }
    let rows: Vec<Vec<String>> = sorted
        .iter()
        .take(shown)
        .map(|test| {
            let mut row = vec![
                format!("  {}", test.name),
                grouped(test.means.0),
                grouped(test.means.1),
            ];
            row.extend(tested.then(|| format!("{:.4}", test.p)));
            row
        })
        .collect();
    let head = ["  statistic", "counts, mean", "twin, mean", "chance"];
    let columns = if tested { 4 } else { 3 };
    page.table(&head[..columns], &[1, 2, 3], &rows);
}
