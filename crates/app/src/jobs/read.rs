//! `closerun read`: the annotated passage.

use crate::cli::{Cli, Format, Seeds};
use crate::page::{Answer, Page, coloured};
use anyhow::Result;
use lab::argument::case::Case;
use lab::argument::verdict::Check;
use lab::cost::{self, Bearing, Beside};
use lab::passage::{Placed, place};
use lab::trials::{Ask, Depth};
use lab::{store, table, words};
use serde_json::json;
use std::path::Path;

/// Prints words and hash of each sentence of a file, for a passage file of the reader's own.
pub(crate) fn hashes(cli: &Cli, file: &Path) -> Result<Answer> {
    let text = lab::load::read_text(file)?;
    let sentences = lab::passage::hashes(&text);
    if cli.format == Format::Json {
        let list: Vec<_> = sentences
            .iter()
            .map(|(hash, words, sentence)| json!({ "words": words, "sha256": hash, "text": sentence }))
            .collect();
        let whole = json!({ "sentences": list });
        return Ok(Answer::of(format!(
            "{}\n",
            serde_json::to_string_pretty(&whole)?
        )));
    }
    let mut page = Page::default();
    for (hash, words, sentence) in &sentences {
        let head: String = sentence.chars().take(64).collect();
        page.push(&format!("# {head}"));
        page.push(&format!("words = {words}"));
        page.push(&format!("sha256 = \"{hash}\""));
        page.push("");
    }
    Ok(Answer::of(page.0))
}

/// Prints the passage with its verdicts; with a file, the reader's own words beside it.
pub(crate) fn run(cli: &Cli, seeds: Seeds, own: Option<&Path>) -> Result<Answer> {
    let case = super::case(cli)?;
    // Read before anything is run: a slip in its name is told at once.
    let text = own.map(lab::load::read_text).transpose()?;
    let ask = seeds.ask(&case, Depth::Statuses);
    if text.is_some() {
        return Ok(Answer::of(told(cli, (&case, ask), text.as_deref())?));
    }
    let asked = format!("{:?} {}", cli.format, cli.quiet);
    super::page_of(cli, (&case, ask), &["read", &asked], || {
        told(cli, (&case, ask), None)
    })
}

/// The annotated passage, in the form that is asked for.
fn told(cli: &Cli, (case, ask): (&Case, Ask), text: Option<&str>) -> Result<String> {
    let check = super::quiet_check(cli, case, ask)?;
    let placed = place(&case.passage, text.unwrap_or_default());
    match cli.format {
        Format::Csv => Ok(store::csv::text(&table::units(case, &check))),
        Format::Json => {
            let units: Vec<_> = placed
                .iter()
                .zip(&check.units)
                .map(|(placed, verdict)| {
                    json!({ "id": placed.unit.id, "paraphrase": placed.unit.paraphrase, "damage": placed.unit.damage,
                        "rows": placed.unit.rows, "status": verdict.status.label(), "contested_by": verdict.contested_by.iter().map(|by| by.label()).collect::<Vec<_>>(), "judged_in_part": verdict.judged_in_part().map(|(judged, of)| json!({ "judged": judged, "of": of })), "found": placed.own.is_some() })
                })
                .collect();
            let whole = json!({ "units": units });
            Ok(format!("{}\n", serde_json::to_string_pretty(&whole)?))
        }
        Format::Table => Ok(page(cli, case, &check, &placed, text)),
    }
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
            "{} ({}, {}), in our paraphrase.",
            case.passage.work, case.passage.author, case.passage.year
        ),
    );
    if text.is_some() {
        matches(&mut page, case, placed);
    }
    let mut paragraph = 0;
    let mut growth = None;
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
            cost_of(&mut page, (case, check), growth);
            growth = None;
            paragraph = placed.unit.paragraph;
            page.push("");
        }
        if cost::is_of_growth(placed.unit) {
            growth = growth.max(Some(Bearing::of(check, verdict)));
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
    cost_of(&mut page, (case, check), growth);
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

/// Ends a paragraph that tells of growth with what the same years cost.
fn cost_of(page: &mut Page, (case, check): (&Case, &Check), growth: Option<Bearing>) {
    let beside = growth.and_then(|bearing| Beside::of(case, check, bearing));
    if let Some(text) = beside.and_then(|beside| beside.in_short()) {
        page.wrapped("      = ", &text);
    }
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
fn matches(page: &mut Page, case: &Case, placed: &[Placed<'_>]) {
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
            "It does not hold the passage of this case ({}). For a passage file of your own, `closerun read --passage FILE --hashes` prints words and hash of each of its sentences.",
            case.passage.work));
    }
}
