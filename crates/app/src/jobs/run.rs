//! `closerun run`: the model, beside the evidence; and its twin.

use super::beside;
use crate::cli::{Cli, Format, RunArgs};
use crate::page::{Answer, Page};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use lab::argument::case::Case;
use lab::cost::{self, Block};
use lab::ensemble;
use lab::error::LabError;
use lab::patterns::{self, Judged, Pattern};
use lab::run::Watch;
use lab::setting::{self, Setting};
use lab::simulate::beside::{Line, lines};
use lab::simulate::{Ensemble, economy, files, table};
use lab::store;
use lab::words::plural;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Runs of a scenario unless told otherwise.
const RUNS: u32 = 16;

/// Runs, writes, prints.
pub(crate) fn run(cli: &Cli, args: &RunArgs) -> Result<Answer> {
    let stop = Arc::new(AtomicBool::new(false));
    let handle = Arc::clone(&stop);
    ctrlc::set_handler(move || handle.store(true, Ordering::Relaxed))?;
    let case = super::case(cli)?;
    let members = args.ensemble.map(|year| ensemble::read(&case, year));
    let members = members.transpose()?;
    let setting = setting::read(&case, &args.scenario)?;
    if let Some(people) = &args.twin {
        return super::twin::run(cli, args, &setting, people, &stop);
    }
    store::may_write(&args.out, store::manifest::RUN)?;
    let runs = args.runs.unwrap_or(RUNS);
    let length = members.as_ref().map(|all| all.under(None).len() as u64);
    let bar = bar(cli, length.unwrap_or(runs.into()), "running")?;
    let progress = |done: usize, _of: usize| bar.set_position(done as u64);
    let watch = Watch {
        threads: cli.threads,
        progress: &progress,
        stop: &stop,
    };
    let ensemble = match &members {
        Some(members) => lab::simulate::run_members(&case, &args.scenario, members, watch),
        None => lab::simulate::run(&case, &setting, (args.seed, runs), watch)
            .map(|ensemble| (setting.clone(), ensemble)),
    };
    bar.finish_and_clear();
    let (setting, ensemble) = ensemble?;
    let lines = lines(&case, &setting, &ensemble);
    let asked = patterns::read(&case, &setting)?;
    let judged = patterns::judge(&case, &setting, &asked, &ensemble);
    let out = files::files(&case, &setting, &ensemble, (&lines, &judged))?;
    if stop.load(Ordering::Relaxed) {
        return Err(LabError::Interrupted.into());
    }
    store::write(&args.out, &out)?;
    let text = match cli.format {
        Format::Json => {
            let json = files::json(&ensemble, &setting, &args.out.display().to_string());
            format!("{}\n", serde_json::to_string_pretty(&json)?)
        }
        Format::Csv => store::csv::text(&table::beside(&lines)),
        Format::Table => page(
            cli,
            args,
            (&case, &setting),
            &ensemble,
            (&lines, &asked, &judged),
        ),
    };
    Ok(Answer::of(text))
}

/// A bar that appears only if it takes a while.
pub(super) fn bar(cli: &Cli, length: u64, what: &str) -> Result<ProgressBar> {
    let bar = if cli.quiet {
        ProgressBar::hidden()
    } else {
        ProgressBar::new(length)
    };
    bar.set_style(ProgressStyle::with_template(&format!(
        "{what} {{bar:30}} {{pos}}/{{len}} {{eta}} left"
    ))?);
    bar.enable_steady_tick(Duration::from_millis(500));
    Ok(bar)
}

fn page(
    cli: &Cli,
    args: &RunArgs,
    (case, setting): (&Case, &Setting),
    ensemble: &Ensemble,
    (lines, asked, judged): (&[Line], &[Pattern], &[Judged<'_>]),
) -> String {
    let mut page = Page::default();
    page.wrapped(
        "",
        &format!(
            "{}: {} of {} from 1 January {}, {} people as exact counts in {} strata. Nobody was created or lost: audited after every week.",
            setting.scenario.name,
            plural(ensemble.runs.len(), "run"),
            plural(ensemble.steps as usize, "six-day week"),
            setting.scenario.first_year,
            grouped(setting.setup.people() as f64),
            setting.setup.start.len()
        ),
    );
    if let Some(line) = super::which_case(cli, case) {
        page.wrapped("", &line);
    }
    page.wrapped(
        "",
        &format!("Cells of the table: {}.", economy::words(&setting.economy)),
    );
    if let Some(year) = ensemble.freeze {
        page.wrapped(
            "",
            &format!(
                "Members of the ensemble frozen at the end of {year}: a sample of parameters that the observations up to then do not rule out, each run with a seed of its own."
            ),
        );
    }
    super::changes::told(&mut page, &setting.scenario);
    super::patterns::page(&mut page, asked, judged);
    beside::compared(&mut page, lines, ensemble.freeze.is_some());
    ledger(&mut page, case, setting, ensemble);
    on_record(&mut page, case, setting, ensemble);
    specialists(&mut page, setting, ensemble);
    page.head("What this is not");
    page.wrapped("  ", NOT);
    page.head("Cost");
    page.wrapped(
        "  ",
        &format!(
            "{} draws in the largest run; {:.2} seconds in all. Digest {}.",
            grouped(ensemble.most_draws() as f64),
            ensemble.wall_seconds,
            &ensemble.digest[..16]
        ),
    );
    if !cli.quiet {
        page.head("Written");
        page.wrapped(
            "  ",
            &format!(
                "{}: every number as CSV and Parquet, with the manifest",
                args.out.display()
            ),
        );
    }
    page.0
}

const NOT: &str = "\
No forecast and no reconstruction. Yields, sown areas, exports, plans of procurement, sentences and the course of collectivisation are put in; a figure that \
parameters or the start were fitted to stands under \"put in\", so meeting it is no success. Many of the ranges recorded for series are round margins of 1 or 3 \
per cent, set when the figure was entered, and no error that their authors state: a near miss or a near hit says little.";

pub(super) fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digit != '-' {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Who was born, died, left and was not born: medians over the runs, rounded, kinds of death apart.
fn ledger(page: &mut Page, case: &Case, setting: &Setting, ensemble: &Ensemble) {
    page.head("The human ledger, thousand persons, medians over the runs");
    let head = [
        "year",
        "births",
        "lost",
        "died: usual",
        "famine",
        "camps",
        "settled",
        "exile",
        "executed",
        "left",
    ];
    let runs = cost::of_ensemble(setting, ensemble);
    let columns = cost::LEDGER_COLUMNS.map(|kind| cost::by_year(kind, &runs, &runs));
    let rows: Vec<Vec<String>> = setting
        .setup
        .span
        .years()
        .enumerate()
        .map(|(at, year)| {
            let weeks = lab::simulate::ledger::weeks(setting, at);
            let mut row = vec![if weeks < WEEKS {
                format!("{year} ({weeks}/{WEEKS})")
            } else {
                year.to_string()
            }];
            let pairs = cost::LEDGER_COLUMNS.iter().zip(&columns);
            row.extend(pairs.map(|(kind, column)| {
                if cost::is_withheld(*kind, year) {
                    return "-".to_owned();
                }
                let span = column.iter().find(|(known, _)| *known == year);
                let median = span.map_or(0.0, |(_, span)| span.median);
                grouped(rounded(median / 1e3))
            }));
            row
        })
        .collect();
    page.table(&head, &[1, 2, 3, 4, 5, 6, 7, 8, 9], &rows);
    page.wrapped("  ", &famine_by_run(&columns[HUNGER]));
    if !setting.setup.span.weeks.is_multiple_of(WEEKS) {
        page.wrapped(
            "  ",
            &format!("The last line is a part of a year: weeks of it that were run, of {WEEKS}."),
        );
    }
    if let Some((low, high)) = published(case) {
        page.wrapped(
            "  ",
            &format!(
                "Rounded. Deaths of famine follow from what villages have to eat in the model; published estimates of its excess deaths in the whole country run from {low:.1} to {high:.1} million, most of them for 1932-33: closerun evidence {FAMINE}. Births lost are an expected number, and no deaths. Camps: all inmates, whoever sent them. Settled: special settlers who were there at the start; new deportations are not in the model. Exile: people sent away by orders and sentences, with their relatives.",
            ),
        );
    }
}

/// Specialists arrested out of posts, in branches of heavy industry and elsewhere, and how few posts stand empty for it.
fn specialists(page: &mut Page, setting: &Setting, ensemble: &Ensemble) {
    page.head("Specialists arrested, for a thousand posts and year, medians over the runs");
    let head = [
        "year",
        "heavy industry",
        "elsewhere",
        "ratio",
        "posts empty",
    ];
    let number = |value: Option<f64>, digits: usize| {
        value.map_or_else(|| "-".to_owned(), |value| format!("{value:.digits$}"))
    };
    let years = lab::simulate::specialists::years(ensemble, setting);
    let rows: Vec<Vec<String>> = years
        .iter()
        .map(|one| {
            vec![
                one.year.to_string(),
                number(one.heavy, 1),
                number(one.elsewhere, 1),
                number(one.ratio, 2),
                number(one.empty, 1),
            ]
        })
        .collect();
    page.table(&head, &[1, 2, 3, 4], &rows);
    page.wrapped("  ", OF_SPECIALISTS);
}

const OF_SPECIALISTS: &str = "\
Heavy industry: branches under the commissariat that answers for steel. Posts empty because of arrests: of a thousand, in the branch with the most. Whom a quota takes \
from which branch is a rule of ours, suspicion against a patron's veto; the evidence has no count of arrests by branch or profession, so nothing stands beside these figures.";
/// Place of deaths of hunger among the columns.
const HUNGER: usize = 3;

/// Deaths of hunger of each year, from the run with the fewest to that with the most.
fn famine_by_run(hunger: &[(u32, cost::Span)]) -> String {
    let years = hunger.iter();
    let each: Vec<String> = years
        .map(|(year, span)| {
            let (least, most) = (span.least / 1e6, span.most / 1e6);
            format!("{year} {least:.1} to {most:.1}")
        })
        .collect();
    format!(
        "Famine by run, million, fewest to most: {}. Where the record has no famine, it is an error of the model in years of bad weather.",
        each.join("; ")
    )
}

/// The same kinds on record, in persons, each figure with the median of the runs over it.
fn on_record(page: &mut Page, case: &Case, setting: &Setting, ensemble: &Ensemble) {
    page.head("The same on record, persons");
    let runs = cost::of_ensemble(setting, ensemble);
    let years = setting.setup.span.years().enumerate();
    let whole = years.filter(|(at, _)| lab::simulate::ledger::weeks(setting, *at) == WEEKS);
    let years: Vec<u32> = whole.map(|(_, year)| year).collect();
    let id = setting.scenario.id.as_str();
    let is_other = case.runs.counterfactuals().any(|one| one == id);
    for kind in cost::ON_RECORD {
        let model = if is_other {
            Vec::new()
        } else {
            cost::by_year(kind, &runs, &runs)
        };
        let block = Block::new(case, kind, &years, model);
        page.push(&format!("  {}", kind.says));
        for line in block.on_record() {
            page.wrapped("    - ", &line);
        }
    }
    page.wrapped("  ", if is_other { OTHER } else { RATIO });
    page.wrapped("  ", RECALLED);
    let withheld = |year| {
        cost::ON_RECORD
            .iter()
            .any(|kind| cost::is_withheld(*kind, year))
    };
    if setting.setup.span.years().any(withheld) {
        page.wrapped("  ", cost::NOT_IN_THE_MODEL);
    }
}

const RATIO: &str = "In brackets behind a figure the median of the runs over it.";
const OTHER: &str =
    "This scenario is another history, so no number of it is divided by what is on record.";
const RECALLED: &str = "\
Recalled: from a named work, and the page not yet looked up. A range within 1 or 3 per cent is \
mostly a margin set when the figure was entered.";

/// Six-day weeks of a year.
const WEEKS: u32 = 60;
const FAMINE: &str = "famine_excess_deaths";

/// Lowest and highest end of all series for the whole country, in million.
fn published(case: &Case) -> Option<(f64, f64)> {
    let quantity = case.base.quantities.get(FAMINE)?;
    let rows = || {
        quantity
            .rows()
            .filter(|(_, row)| row.place == quantity.place)
    };
    let low = rows().map(|(_, row)| row.low).min_by(f64::total_cmp)?;
    let high = rows().map(|(_, row)| row.high).max_by(f64::total_cmp)?;
    Some((low, high))
}

/// Three figures: more would pretend a precision that no source has.
fn rounded(value: f64) -> f64 {
    if value.abs() < 1000.0 {
        return value.round();
    }
    (value / 10.0).round() * 10.0
}
