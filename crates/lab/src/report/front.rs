//! The first pages: what was found, what was counted, how to read the rest.

use super::badge;
use super::notes::Notes;
use crate::arrests;
use crate::words::{self, Group};
use argument::case::Case;
use argument::passage::Unit;
use argument::verdict::{
    By, Check, ClaimVerdict, Flip, Hinge, ReadingVerdict, Status, UnitVerdict,
};
use maud::{Markup, html};

/// What it is, and whose parameters runs have.
pub(super) fn header(case: &Case, check: &Check) -> Markup {
    html! {
        header {
            p class="kind" { "closerun report" }
            h1 { (case.about.title) }
            p class="lead" { (case.about.about) }
            p { "The passage: " (case.passage.author) ", " cite { (case.passage.work) } ", " (case.passage.year)
                ". " (words::plural(case.passage.units.len(), "sentence")) " in our paraphrase; the text itself is not stored." }
            @if !check.trials.is_none() { p { (crate::ensemble::words(case, check.trials.ensemble)) } }
        }
    }
}

pub(super) fn render(case: &Case, check: &Check, notes: &Notes<'_>) -> Markup {
    html! {
        (findings(case, check, notes))
        (counts(check))
        (reading_guide(check.trials.ensemble.is_some()))
    }
}

/// Misses first: what the evidence contradicts, what hangs on a choice, what nothing supports.
fn findings(case: &Case, check: &Check, notes: &Notes<'_>) -> Markup {
    html! {
        section id="findings" {
            h2 { "Findings" }
            @for (group, title) in Group::ALL {
                @let found: Vec<(&Unit, &UnitVerdict)> = case.passage.units.iter().zip(&check.units)
                    .filter(|(_, verdict)| group.holds(verdict)).collect();
                @if !found.is_empty() {
                    h3 { (title) " (" (found.len()) ")" }
                    ul class="findings" {
                        @for (unit, verdict) in found {
                            li { (finding((unit, verdict), &group.claims(verdict, &check.claims), notes)) }
                        }
                    }
                }
            }
            (beside(check))
        }
    }
}

/// Claims on runs that are no part of what a sentence says.
fn beside(check: &Check) -> Markup {
    let found: Vec<&ClaimVerdict> = words::runs::ours(check).collect();
    html! {
        @if !found.is_empty() {
            h3 { (words::runs::BESIDE) " (" (found.len()) ")" }
            ul class="findings" {
                @for claim in found {
                    li {
                        a class={ "number" @if claim.units.len() > 1 { " many" } } href=(format!("#claim-{}", claim.id)) { (claim.units.join(" ")) } " "
                        (claim.says) " " (badge(claim.status)) " " (By::listed(&claim.contested_by()))
                        div class="reason" {
                            @for line in short(claim) { span class="line" { (line) } }
                        }
                    }
                }
            }
        }
    }
}

fn finding(
    (unit, verdict): (&Unit, &UnitVerdict),
    claims: &[&ClaimVerdict],
    notes: &Notes<'_>,
) -> Markup {
    html! {
        a class="number" href=(format!("#unit-{}", unit.id)) { (unit.id) } " "
        (unit.paraphrase)
        @if let Some(by) = words::contested_by(verdict) { " " strong { "[" (by) "]" } }
        @if let Some(part) = words::in_part(verdict) { " " strong { "[" (part) "]" } }
        @for claim in claims {
            @let lines = short(claim);
            div class="reason" {
                @for (i, line) in lines.iter().enumerate() {
                    span class="line" { (line) @if i + 1 == lines.len() { " " (notes.marks(sources(claim))) } }
                }
                @if let Some(warning) = words::weak_source(claim) { span class="caution" { " " (warning) } }
            }
        }
    }
}

/// What decided a claim and on what it flips, in a line or two; all numbers stand with the sentence.
fn short(claim: &ClaimVerdict) -> Vec<String> {
    let why = Some(words::brief::why(claim)).filter(|why| !why.is_empty());
    why.into_iter().chain(words::brief::flips(claim)).collect()
}

/// What decided a claim, in short lines: the numbers of each reading, beside arrests what they hang on, then what it flips on.
pub fn reasons((case, check): (&Case, &Check), claim: &ClaimVerdict) -> Vec<String> {
    let mut lines = Vec::new();
    let hangs = arrests::of_claim(case, &check.trials, claim);
    for (reading, hangs) in claim.readings.iter().zip(hangs) {
        let mut own = of_reading(claim, reading);
        own.extend(hangs.map(|hangs| format!("Beside the arrests: {hangs}.")));
        if let Some(first) = own.first_mut() {
            *first = format!("{}: {first}", words::brief::meaning(reading));
        }
        lines.extend(own);
    }
    if lines.is_empty() && !claim.why.is_empty() {
        lines.push(claim.why.clone());
    }
    // Settings and chance are told with the runs, in one line.
    let told = |flip: &&Flip| flip.hinge != Hinge::Setting && !flip.hinge.is_inside();
    for flip in claim.flips.iter().filter(told).take(2) {
        lines.push(format!("Flips on {}.", flip.text()));
    }
    let ablations = words::runs::ablations(claim).into_iter();
    lines.extend(ablations.map(|text| format!("Without the mechanism: {text}.")));
    lines
}

/// The numbers that a reading compares; on runs also in how many it holds, and at what share of the prior volume. All of it
/// stands with the sentence.
fn of_reading(claim: &ClaimVerdict, reading: &ReadingVerdict) -> Vec<String> {
    let atoms = 0..words::atoms(reading);
    let mut lines: Vec<String> = atoms
        .filter_map(|atom| words::gauge_line(reading, atom))
        .map(|line| format!("{line}."))
        .collect();
    if reading.runs.is_some() {
        let class = words::class(claim.class);
        let held = words::runs::held_in(reading);
        lines.push(format!("On runs, {class}: {held}."));
        lines.extend(words::runs::prior_share(reading).map(|text| format!("Prior: {text}.")));
    }
    lines
}

/// Keys of the sources that a claim uses.
pub(super) fn sources(claim: &ClaimVerdict) -> Vec<&str> {
    claim
        .readings
        .iter()
        .flat_map(|reading| &reading.used)
        .map(|(_, _, source, _)| source.as_str())
        .collect()
}

fn counts(check: &Check) -> Markup {
    let summary = &check.summary;
    let of = |map: &std::collections::BTreeMap<Status, usize>, status: Status| {
        map.get(&status).copied().unwrap_or(0)
    };
    html! {
        section id="counts" {
            h2 { "Counts" }
            table class="counts" {
                thead { tr { th { "status" } th class="n" { "sentences" } th class="n" { "claims" } th { "meaning" } } }
                tbody {
                    @for status in Status::ALL {
                        tr {
                            td { (badge(status)) }
                            td class="n" { (of(&summary.units_by_status, status)) }
                            td class="n" { (of(&summary.claims_by_status, status)) }
                            td { (status.meaning()) }
                        }
                    }
                }
            }
            @if let Some(counts) = words::contested_counts(summary) { p { "Contested is no one thing: " (counts) "." } }
            p { "A sentence is as strong as the weakest of its assertions, so one wrong date decides it. By class: "
                @for (i, (class, count)) in summary.units_by_class.iter().enumerate() {
                    @if i > 0 { ", " } (class) " " (count)
                } "." }
            p { "The " (words::mutants::rate(summary)) ". " (words::mutants::MEASURES) " "
                @if let Some(line) = words::mutants::by_family(summary) { "By kind, " (line) ". " }
                @if let Some(line) = words::mutants::apart(summary) { "Counted " (line) ". " }
                @if summary.vacuous == 0 { "No judged claim is vacuous." }
                @else { (words::plural(summary.vacuous, "judged claim")) " would stand whatever the data: vacuous." } }
            p { "Evidence: " (summary.observations) " observations, of which " (summary.recalled) " ("
                (words::share(summary.recalled_share()))
                ") are recalled and not yet looked up, some of them from works that are not named." }
            @if summary.unregistered > 0 {
                p { (words::plural(summary.unregistered, "claim")) " new or changed since registration; each is marked below." }
            }
        }
    }
}

fn reading_guide(ensemble: bool) -> Markup {
    html! {
        section id="guide" {
            h2 { "How to read the drawings" }
            p { "Each line is one combination of rival series, never an average. A dot is the source's own figure and the bar its own "
                "range; a filled dot lies where the claim wants it, a hollow dot does not, a diamond depends on the range. The shaded part is what the claim wants. "
                "The same numbers stand in a table below it." }
            p { "A claim on runs has a line for our rules and one for each rival setting that differs from it visibly, six at the most: the dot is the median of the runs, the bar runs from the 5th to "
                "the 95th percentile of them. That band is chance " @if ensemble { "and parameters together. " } @else { "alone. " } "One table for each reading says in how many runs it holds, and names the compared "
                "numbers by the letters of the drawings. A claim of class \u{201c}assumed\u{201d} follows from an input or a rule of ours "
                "and is never called supported." }
            p { "Range ends are combined freely, as if the errors inside one series were independent. Where they move together, a verdict "
                "of \u{201c}contested\u{201d} may be firmer than it says; it is never weaker." }
            p { "Every figure, source and predicate here can be disputed: the data are text files, a claim is a few lines, and "
                code { "closerun explain UNIT" } " shows what would flip a verdict. Causal sentences need the model; where it does not hold "
                "what they need, they say so." }
            (words_list())
        }
    }
}

fn words_list() -> Markup {
    html! {
        h3 id="words" { "Words" }
        dl class="words" {
            @for (word, meaning) in words::glossary::GLOSSARY.iter() { dt { (word) } dd { (meaning) } }
        }
    }
}

/// The words alone, for the short report.
pub(super) fn words_section() -> Markup {
    html! { section id="guide" { h2 { "How to read it" } (words_list()) } }
}
