//! `closerun run`: the model, beside the evidence; and its twin.

use crate::cli::{Cli, Format, RunArgs};
use crate::page::{Answer, Page};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use lab::argument::case::Case;
use lab::error::LabError;
use lab::run::Watch;
use lab::setting::{self, Setting};
use lab::simulate::beside::{Line, Standing, lines};
use lab::simulate::{Ensemble, files, table};
use lab::store;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Runs, writes, prints.
pub(crate) fn run(cli: &Cli, args: &RunArgs) -> Result<Answer> {
    let stop = Arc::new(AtomicBool::new(false));
    let handle = Arc::clone(&stop);
    ctrlc::set_handler(move || handle.store(true, Ordering::Relaxed))?;
    let case = super::case(cli)?;
    let setting = setting::read(&case, &args.scenario)?;
    if let Some(people) = &args.twin {
        return super::twin::run(cli, args, &setting, people, &stop);
    }
    let bar = bar(cli, u64::from(args.runs), "running")?;
    let progress = |done: usize, _of: usize| bar.set_position(done as u64);
    let watch = Watch {
        threads: cli.threads,
        progress: &progress,
        stop: &stop,
    };
    let ensemble = lab::simulate::run(&case, &setting, (args.seed, args.runs), watch);
    bar.finish_and_clear();
    let ensemble = ensemble?;
    let lines = lines(&case, &setting, &ensemble);
    let out = files::files(&case, &setting, &ensemble, &lines)?;
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
        Format::Table => page(cli, args, (&case, &setting), &ensemble, &lines),
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
    lines: &[Line],
) -> String {
    let mut page = Page::default();
    page.wrapped(
        "",
        &format!(
            "{}: {} runs of {} six-day weeks from 1 January {}, {} people as exact counts in {} strata. Nobody was created or lost: audited after every week.",
            setting.scenario.name,
            ensemble.runs.len(),
            ensemble.steps,
            setting.scenario.first_year,
            grouped(setting.setup.people() as f64),
            setting.setup.start.len()
        ),
    );
    changes(&mut page, setting);
    compared(&mut page, lines);
    ledger(&mut page, case, setting, ensemble);
    page.head("What this is not");
    page.wrapped(
        "  ",
        "Births, deaths and moves of the people, and nothing yet of harvests, prices, party or police. The famine of 1933, consumption and the joining of collective farms are inputs; a figure marked \"used\" was put in, so meeting it is no success.",
    );
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

/// What the scenario changes, with source and reason.
fn changes(page: &mut Page, setting: &Setting) {
    if !setting.scenario.rival.is_empty() {
        page.wrapped(
            "A rival setting: ",
            &format!("rivals {}.", setting.scenario.rival),
        );
    }
    for change in &setting.scenario.changes {
        let values: Vec<String> = change
            .values
            .iter()
            .map(|(key, value)| {
                if key.is_empty() {
                    value.to_string()
                } else {
                    format!("{key}: {value}")
                }
            })
            .collect();
        page.wrapped(
            "Changed: ",
            &format!(
                "{} = {} (source: {}). {}",
                change.parameter,
                values.join(", "),
                change.source,
                change.why
            ),
        );
    }
}

fn compared(page: &mut Page, lines: &[Line]) {
    let misses = lines.iter().filter(|line| line.is_miss()).count();
    page.head(&format!(
        "Model beside evidence: {misses} misses among {} figures",
        lines.len()
    ));
    page.wrapped(
        "  ",
        "A miss: the band of the runs (5 to 95 per cent) and the series' own range do not touch. The band is chance alone; doubt about parameters is not in it yet. Ratio: model over the series' central value.",
    );
    for (miss, standing, head) in [
        (true, Standing::HeldOut, "Missed, and held out from fitting"),
        (true, Standing::Open, "Missed, neither fitted nor held out"),
        (true, Standing::Used, "Missed, although it was put in"),
        (false, Standing::HeldOut, "Met, and held out from fitting"),
        (false, Standing::Open, "Met, neither fitted nor held out"),
        (false, Standing::Used, "Met, because it was put in"),
    ] {
        let group: Vec<&Line> = lines
            .iter()
            .filter(|line| line.is_miss() == miss && line.standing == standing)
            .collect();
        if !group.is_empty() {
            page.head(&format!("{head}: {}", group.len()));
            listed(page, &group);
        }
    }
}

/// Figures without dimensions one by one; of the others how many, and between which ratios.
fn listed(page: &mut Page, group: &[&Line]) {
    let rows: Vec<Vec<String>> = group
        .iter()
        .filter(|line| line.dims.is_empty())
        .map(|line| row(line))
        .collect();
    if !rows.is_empty() {
        page.table(
            &["quantity, and series", "date", "model", "evidence", "ratio"],
            &[2, 3, 4],
            &rows,
        );
    }
    let mut parts: BTreeMap<(&str, &str), Vec<f64>> = BTreeMap::new();
    for line in group.iter().filter(|line| !line.dims.is_empty()) {
        let ratios = parts.entry((&line.name, &line.date)).or_default();
        ratios.extend(line.ratio());
    }
    for ((name, date), mut ratios) in parts {
        ratios.sort_by(f64::total_cmp);
        let range = match (ratios.first(), ratios.last()) {
            (Some(low), Some(high)) if ratios.len() > 1 => format!("ratios {low:.2} to {high:.2}"),
            (Some(one), _) => format!("ratio {one:.2}"),
            _ => "no ratio, the series has zero".to_owned(),
        };
        page.wrapped(
            "  ",
            &format!(
                "{name}, {date}: {}, {range}",
                lab::words::plural(ratios.len().max(1), "figure")
            ),
        );
    }
}

fn row(line: &Line) -> Vec<String> {
    let unit = line.unit.replace("persons", "").trim().to_owned();
    let name = if unit.is_empty() {
        line.name.clone()
    } else {
        format!("{}, {unit}", line.name)
    };
    vec![
        format!("{name}\n  {}", line.series),
        line.date.clone(),
        range(line.model.low, line.model.high),
        range(line.evidence.1, line.evidence.2),
        line.ratio()
            .map_or_else(String::new, |ratio| format!("{ratio:.2}")),
    ]
}

fn range(low: f64, high: f64) -> String {
    let (low, high) = (number(low), number(high));
    if low == high {
        low
    } else {
        format!("{low}-{high}")
    }
}

/// A number as people read it: four figures and thousands apart.
fn number(value: f64) -> String {
    if value.abs() >= 1e6 {
        return format!("{:.2}m", value / 1e6);
    }
    if value.abs() >= 1000.0 {
        return grouped(value);
    }
    if value.abs() >= 100.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}

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
        "births lost",
        "died: ordinary",
        "famine",
        "camps",
        "settlements",
        "left",
    ];
    let rows: Vec<Vec<String>> = setting
        .setup
        .span
        .years()
        .enumerate()
        .map(|(at, year)| {
            let mut row = vec![year.to_string()];
            row.extend(
                lab::simulate::year(ensemble, at)
                    .iter()
                    .map(|people| grouped(rounded(people / 1e3))),
            );
            row
        })
        .collect();
    page.table(&head, &[1, 2, 3, 4, 5, 6, 7], &rows);
    if let Some((low, high)) = published(case) {
        page.wrapped(
            "  ",
            &format!(
                "Rounded. The famine is an input of the model; published estimates of its excess deaths in the whole country run from {low:.1} to {high:.1} million, most of them for 1932-33: closerun evidence {FAMINE}. Births lost are an expected number, and no deaths. Camps and settlements hold only those who were there at the start.",
            ),
        );
    }
}

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
