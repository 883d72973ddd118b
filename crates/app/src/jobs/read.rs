//! `closerun read`: the annotated passage.

use crate::cli::{Cli, Format};
use crate::page::{Answer, Page, coloured};
use anyhow::Result;
use lab::argument::case::Case;
use lab::argument::verdict::Check;
use lab::passage::{Placed, hashes, place};
use lab::{store, table, words};
use serde_json::json;
use std::path::Path;

/// Prints the passage with its verdicts; with a file, the reader's own words beside it.
pub(crate) fn run(cli: &Cli, own: Option<&Path>) -> Result<Answer> {
    let case = super::case(cli)?;
    let check = super::quiet_check(cli, &case)?;
    let text = own.map(lab::load::read_text).transpose()?;
    let placed = place(&case.passage, text.as_deref().unwrap_or_default());
    match cli.format {
        Format::Csv => return Ok(Answer::of(store::csv::text(&table::units(&case, &check)))),
        Format::Json => {
            let units: Vec<_> = placed
                .iter()
                .zip(&check.units)
                .map(|(placed, verdict)| {
                    json!({ "id": placed.unit.id, "paraphrase": placed.unit.paraphrase, "damage": placed.unit.damage,
                        "rows": placed.unit.rows, "status": verdict.status.label(), "found": placed.own.is_some() })
                })
                .collect();
            return Ok(Answer::of(format!(
                "{}\n",
                serde_json::to_string_pretty(&json!({ "units": units }))?
            )));
        }
        Format::Table => {}
    }
    Ok(Answer::of(page(
        cli,
        &case,
        &check,
        &placed,
        text.as_deref(),
    )))
}

fn page(
    cli: &Cli,
    case: &Case,
    check: &Check,
    placed: &[Placed<'_>],
    text: Option<&str>,
) -> String {
    let mut page = Page::default();
    page.wrapped(
        "",
        &format!(
            "{}. {} ({}), in our paraphrase.",
            case.passage.work, case.passage.author, case.passage.year
        ),
    );
    if let Some(text) = text {
        matches(&mut page, case, placed, text);
    }
    let mut paragraph = 0;
    for (placed, verdict) in placed.iter().zip(&check.units) {
        for gap in case
            .passage
            .gaps
            .iter()
            .filter(|gap| gap.before == placed.unit.id)
        {
            page.wrapped("      ", &format!("[lost: {}]", gap.what));
        }
        if placed.unit.paragraph != paragraph {
            paragraph = placed.unit.paragraph;
            page.push("");
        }
        page.wrapped(&format!("{:>4}  ", placed.unit.id), &placed.unit.paraphrase);
        let label = words::unit_label(verdict, &check.claims);
        for (i, line) in wrap(&label).iter().enumerate() {
            let mark = if i == 0 { "-> " } else { "   " };
            page.push(&format!("      {mark}{}", coloured(verdict.status, line)));
        }
        if let Some(own) = placed.own {
            page.wrapped("      | ", own);
        }
    }
    for gap in case.passage.gaps.iter().filter(|gap| gap.before.is_empty()) {
        page.push("");
        page.wrapped("      ", &format!("[lost, place unknown: {}]", gap.what));
    }
    if !cli.quiet && text.is_none() {
        page.push("");
        page.wrapped("", &case.passage.licence_note);
    }
    page.0
}

fn wrap(text: &str) -> Vec<String> {
    let mut page = Page::default();
    page.wrapped("         ", text);
    page.0
        .lines()
        .map(|line| line.trim_start().to_owned())
        .collect()
}

/// Says which units of the passage were found in the reader's file.
fn matches(page: &mut Page, case: &Case, placed: &[Placed<'_>], text: &str) {
    let found: Vec<&str> = placed
        .iter()
        .filter(|p| p.own.is_some())
        .map(|p| p.unit.id.as_str())
        .collect();
    let missing: Vec<&str> = placed
        .iter()
        .filter(|p| p.own.is_none())
        .map(|p| p.unit.id.as_str())
        .collect();
    page.head("Your copy");
    page.wrapped(
        "  ",
        &format!(
            "{} of {} found in your file.",
            words::plural(found.len(), "sentence"),
            placed.len()
        ),
    );
    if !missing.is_empty() && !found.is_empty() {
        page.wrapped("  ", &format!("Not found: {}.", missing.join(" ")));
    }
    if found.is_empty() {
        page.wrapped("  ", &format!(
            "This file does not hold the passage of the case ({}). It was cut into {} of its own; their hashes for a passage file of yours are printed with --format json of `closerun read` on your own case, or below.",
            case.passage.work, words::plural(hashes(text).len(), "sentence")));
        for (hash, words, sentence) in hashes(text).iter().take(12) {
            let head: String = sentence.chars().take(40).collect();
            page.push(&format!("  {words:>4} words  {head}"));
            page.push(&format!("      {hash}"));
        }
    }
}
