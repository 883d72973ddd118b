//! `closerun check`: the main job.

use crate::cli::{CheckArgs, Cli, Format};
use crate::page::{Answer, Page, coloured};
use anyhow::Result;
use lab::argument::case::Case;
use lab::argument::passage::Unit;
use lab::argument::verdict::{Check, ClaimVerdict, Status, UnitVerdict};
use lab::compare::{Comparison, compare};
use lab::error::LabError;
use lab::words::{self, Group};
use lab::{json, report, store, table};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Judges, writes, prints.
pub(crate) fn run(cli: &Cli, args: &CheckArgs) -> Result<Answer> {
    let stop = Arc::new(AtomicBool::new(false));
    let handle = Arc::clone(&stop);
    ctrlc::set_handler(move || handle.store(true, Ordering::Relaxed))?;
    let case = super::case(cli)?;
    store::may_write(&args.out, store::manifest::CHECK)?;
    // Read before anything is written: the old run may lie where the new one goes.
    let old = args
        .against
        .as_deref()
        .map(lab::compare::read_old)
        .transpose()?;
    let check = super::watched(cli, &case, args.seeds.ask(&case, args.depth()), &stop)?;
    let rows = lab::rows::rows(&case, &check, &lab::rows::InModel(&case));
    let bench = args.dock.then(|| super::dock::rows(cli)).transpose()?;
    let html = report::html_with(&case, &check, &rows, bench.as_deref());
    let files = store::run_files(&case, &check, html)?;
    if stop.load(Ordering::Relaxed) {
        return Err(LabError::Interrupted.into());
    }
    store::write(&args.out, &files)?;
    let new = json::check(&case, &check);
    let comparison = old.map(|(old, manifest)| compare(&old, &new, manifest.as_ref(), &case));
    let text = match cli.format {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&new)?),
        Format::Csv => store::csv::text(&table::units(&case, &check)),
        Format::Table if args.long => ledger(cli, args, (&case, &check), comparison.as_ref()),
        Format::Table => super::brief::page(cli, args, (&case, &check), comparison.as_ref()),
    };
    Ok(Answer {
        text,
        is_no: comparison.is_some_and(|comparison| !comparison.is_same()),
    })
}

/// What stands first: the case, and what differs from a former run.
pub(super) fn title(
    page: &mut Page,
    cli: &Cli,
    (case, check): (&Case, &Check),
    differs: Option<Vec<String>>,
) {
    page.wrapped(
        "",
        &format!(
            "{}: {} of {} ({}, {})",
            case.about.title,
            words::plural(case.passage.units.len(), "sentence"),
            case.passage.work,
            case.passage.author,
            case.passage.year
        ),
    );
    if let Some(line) = super::which_case(cli, case) {
        page.wrapped("", &line);
    }
    if !check.trials.is_none() {
        page.wrapped("", &lab::ensemble::words(case, check.trials.ensemble));
    }
    if let Some(lines) = differs {
        page.head("Against the former run");
        for line in lines {
            page.wrapped("  ", &line);
        }
    }
}

/// Everything, with every number of every setting.
fn ledger(
    cli: &Cli,
    args: &CheckArgs,
    (case, check): (&Case, &Check),
    comparison: Option<&Comparison>,
) -> String {
    let mut page = Page::default();
    let differs = comparison.map(Comparison::lines);
    title(&mut page, cli, (case, check), differs);
    findings(&mut page, case, check);
    beside(&mut page, case, check);
    patterns(&mut page, case, check);
    rest(&mut page, check);
    counts(&mut page, check);
    if !cli.quiet {
        page.head("Written");
        page.wrapped(
            "  ",
            &format!(
                "{}: open it in a browser, or print it",
                args.out.join("report.html").display()
            ),
        );
        page.wrapped(
            "  ",
            &format!(
                "{}: every table as CSV and Parquet",
                args.out.join("tables").display()
            ),
        );
        page.wrapped(
            "  ",
            "next: `closerun explain 70` shows what one verdict rests on",
        );
    }
    page.0
}

/// Sentences of a group.
pub(super) fn found<'c>(
    case: &'c Case,
    check: &'c Check,
    group: Group,
) -> Vec<(&'c Unit, &'c UnitVerdict)> {
    let units = case.passage.units.iter().zip(&check.units);
    units.filter(|(_, verdict)| group.holds(verdict)).collect()
}

/// What was found, misses first, with the reasons.
fn findings(page: &mut Page, case: &Case, check: &Check) {
    for (group, title) in Group::ALL {
        let found = found(case, check, group);
        if found.is_empty() {
            continue;
        }
        let status = found[0].1.status;
        page.head(&coloured(
            status,
            &format!("{} ({})", title.to_uppercase(), found.len()),
        ));
        for (unit, verdict) in found {
            page.wrapped(&format!("{:>4}  ", unit.id), &unit.paraphrase);
            if let Some(part) = words::in_part(verdict) {
                page.wrapped("        ", &format!("{}: {part}.", verdict.status.label()));
            }
            if let Some(by) = words::contested_by(verdict) {
                page.wrapped("        ", &format!("{}: {by}.", verdict.status.label()));
            }
            for claim in group.claims(verdict, &check.claims) {
                for line in report::reasons((case, check), claim) {
                    page.wrapped("        ", &line);
                }
                if let Some(warning) = words::weak_source(claim) {
                    page.wrapped("        ", &warning);
                }
            }
        }
    }
}

/// Claims on runs that are no part of what a sentence says, so that no finding names them.
fn beside(page: &mut Page, case: &Case, check: &Check) {
    let found: Vec<&ClaimVerdict> = words::runs::ours(check).collect();
    if found.is_empty() {
        return;
    }
    page.head(&format!(
        "{} ({})",
        words::runs::BESIDE.to_uppercase(),
        found.len()
    ));
    for claim in found {
        let (units, label) = (claim.units.join(" "), claim.label());
        page.wrapped(
            &format!("{units:>4}  "),
            &format!("{} -> {label}", claim.says),
        );
        for line in report::reasons((case, check), claim) {
            page.wrapped("        ", &line);
        }
    }
}

/// Patterns that the model must meet together; nothing where nothing was run.
fn patterns(page: &mut Page, case: &Case, check: &Check) {
    if check.trials.is_none() {
        return;
    }
    let read = lab::patterns::of_case(case);
    super::patterns::across(page, &lab::patterns::across(case, &read, &check.trials));
}

/// Sentences that neither evidence nor a run judges, by label.
pub(super) fn rest(page: &mut Page, check: &Check) {
    page.head("Not judged");
    for status in [Status::NeedsModel, Status::NotTestable, Status::TextLost] {
        let ids: Vec<&str> = check
            .units
            .iter()
            .filter(|unit| unit.status == status && !Group::Partly.holds(unit))
            .map(|unit| unit.id.as_str())
            .collect();
        if !ids.is_empty() {
            page.wrapped(&format!("  {:<16}", status.label()), &ids.join(" "));
        }
    }
}

fn counts(page: &mut Page, check: &Check) {
    let summary = &check.summary;
    page.head("Counts");
    let count = |map: &std::collections::BTreeMap<Status, usize>, status| {
        map.get(&status).copied().unwrap_or(0).to_string()
    };
    let rows: Vec<Vec<String>> = Status::ALL
        .iter()
        .map(|status| {
            vec![
                format!("  {}", status.label()),
                count(&summary.units_by_status, *status),
                count(&summary.claims_by_status, *status),
            ]
        })
        .collect();
    page.table(&["  status", "sentences", "claims"], &[1, 2], &rows);
    if let Some(counts) = words::contested_counts(summary) {
        page.wrapped("  contested: ", &counts);
    }
    let classes: Vec<String> = summary
        .units_by_class
        .iter()
        .map(|(class, count)| format!("{class} {count}"))
        .collect();
    page.wrapped("  ", &format!("sentences by class: {}", classes.join(", ")));
    figures(page, check);
}

/// Kill rate, runs, recalled share, and what a reader should be wary of.
pub(super) fn figures(page: &mut Page, check: &Check) {
    let summary = &check.summary;
    page.wrapped("  ", &words::mutants::rate(summary));
    page.wrapped("    ", words::mutants::MEASURES);
    if let Some(line) = words::mutants::by_family(summary) {
        page.wrapped("    by kind, ", &line);
    }
    on_runs(page, check);
    page.wrapped(
        "  ",
        &format!(
            "recalled share {}: of {} observations {} are quoted from memory and not yet looked up",
            words::share(summary.recalled_share()),
            summary.observations,
            summary.recalled
        ),
    );
    if summary.vacuous > 0 {
        page.wrapped(
            "  ",
            &format!("vacuous: {}", words::plural(summary.vacuous, "claim")),
        );
    }
    if summary.unregistered > 0 {
        page.wrapped(
            "  ",
            &format!(
                "new or changed since registration: {}",
                words::plural(summary.unregistered, "claim")
            ),
        );
    }
    page.wrapped("  ", &format!("digest {}", check.digest));
}

/// What was run, and the claims that only follow from what was put in.
fn on_runs(page: &mut Page, check: &Check) {
    if let Some(line) = words::mutants::apart(&check.summary) {
        page.wrapped("    ", &line);
    }
    let trials = &check.trials;
    if trials.is_none() {
        return;
    }
    let prior = trials.prior.as_ref().map_or_else(String::new, |prior| {
        format!(
            ", and {} of all parameters",
            words::plural(prior.trials.len(), "draw")
        )
    });
    page.wrapped(
        "  ",
        &format!(
            "runs: {} of the model, {}{prior}",
            trials.runs,
            words::runs::plan(trials)
        ),
    );
}
