//! The first page: how many sentences have which verdict and which ones, what fails in a line each, and where the rest stands. Then all
//! sentences in one table. Both also make the short report, which is to be printed and handed out.

use super::notes::Notes;
use super::{badge, front};
use crate::cost::{Bearing, Beside};
use crate::tensions;
use crate::words::{self, Group, brief, plural};
use argument::case::Case;
use argument::passage::Unit;
use argument::verdict::{Check, ClaimVerdict, Status, UnitVerdict};
use maud::{Markup, html};

/// Statuses in the order of telling: misses first.
const ORDER: [Status; 9] = [
    Status::Contradicted,
    Status::Contested,
    Status::SupportedUnder,
    Status::Uncorroborated,
    Status::FollowsFromRule,
    Status::Supported,
    Status::NeedsModel,
    Status::NotTestable,
    Status::TextLost,
];

/// Sections of the whole report: anchor and title.
const CONTENTS: [(&str, &str); 20] = [
    ("sentences", "All sentences in one table"),
    ("findings", "Findings, with reasons"),
    ("counts", "Counts"),
    ("guide", "How to read the drawings, and words"),
    ("panels", "The model beside the record"),
    ("causes", "Causal map"),
    ("passage", "The passage, sentence by sentence"),
    ("persons", "Where everybody is"),
    ("human-cost", "The human cost of the same years"),
    ("tensions", "Tensions inside the passage"),
    ("disputes", "Conclusions by how far a dispute moves them"),
    ("close-run", "The close run"),
    ("rules-of-repression", "Who can explain which arrests"),
    ("patterns", "Patterns by rule"),
    ("mutants", "Wrong versions of claims"),
    ("rows", "The systems that the passage describes"),
    ("docking", "The replication bench"),
    ("odd", "The model: ODD"),
    ("parameters", "Parameters"),
    ("sources", "Sources"),
];

/// The first page. `whole` is the rest of the report, of which the contents list the sections that it has; none in the short report.
pub(super) fn render((case, check): (&Case, &Check), whole: Option<&str>, cost: &Markup) -> Markup {
    html! {
        section id="glance" {
            h2 { "At a glance" }
            (by_status(case, check))
            (fails(case, check))
            (headlines(case, check))
            (cost)
            @if let Some(whole) = whole { (contents(whole)) }
        }
    }
}

/// Each verdict with its sentences.
fn by_status(case: &Case, check: &Check) -> Markup {
    html! {
        table class="glance" {
            thead { tr { th { "verdict" } th class="n" { "of " (case.passage.units.len()) } th { "sentences" } th { "means" } } }
            tbody {
                @for status in ORDER {
                    @let own: Vec<&str> = check.units.iter().filter(|unit| unit.status == status).map(|unit| unit.id.as_str()).collect();
                    @if !own.is_empty() {
                        tr {
                            td { (badge(status)) }
                            td class="n" { (own.len()) }
                            td { @for (at, id) in own.iter().enumerate() { @if at > 0 { ", " } (link(id)) } }
                            td { (status.meaning())
                                @if let (Status::Contested, Some(counts)) = (status, words::contested_counts(&check.summary)) { ": " (counts) } }
                        }
                    }
                }
            }
        }
    }
}

/// A sentence's number: a link to its row, which the short report has as well.
fn link(id: &str) -> Markup {
    html! { a href=(format!("#row-{id}")) { (id) } }
}

/// What the evidence or every run speaks against, in a line each.
fn fails(case: &Case, check: &Check) -> Markup {
    let group = Group::Of(Status::Contradicted);
    let pairs = case.passage.units.iter().zip(&check.units);
    let found: Vec<(&Unit, &UnitVerdict)> = pairs.filter(|(_, unit)| group.holds(unit)).collect();
    html! {
        @if !found.is_empty() {
            h3 { "What fails" }
            ul class="findings" {
                @for (unit, verdict) in found {
                    li {
                        span class="number" { (link(&unit.id)) } " " (unit.paraphrase)
                        @for claim in group.claims(verdict, &check.claims) {
                            div class="reason" { (brief::why(claim)) }
                        }
                    }
                }
            }
        }
    }
}

/// What the years cost, beside the sentences about growth in the table above.
pub(super) fn cost((case, check): (&Case, &Check), notes: &Notes<'_>) -> Markup {
    let bearing = if check.trials.is_none() {
        Bearing::None
    } else {
        Bearing::Sentence
    };
    let beside = Beside::of(case, check, bearing);
    html! { @if let Some(beside) = beside { (super::human::beside(&beside, notes)) } }
}

/// What a reader must know before any verdict.
fn headlines(case: &Case, check: &Check) -> Markup {
    let summary = &check.summary;
    html! {
        h3 { "Before you quote it" }
        ul {
            li { "Of " (summary.mutants_run) " wrong versions of supported claims " (summary.mutants_killed) " fail (" (words::share(summary.kill_rate())) "), "
                (summary.mutants_without_data) " have no data and " (summary.mutants_run.saturating_sub(summary.mutants_killed + summary.mutants_without_data))
                " hold as well, most of them on other figures." }
            li { (words::share(summary.recalled_share())) " of " (summary.observations) " observations are recalled and not yet looked up, some of them from works that are not named." }
            @if !check.trials.is_none() {
                li { "Verdicts on causes are about a model of ours, run " (plural(check.trials.runs, "time")) "; they say what follows from rules, never that it happened so. "
                    "\u{201c}Follows from our rule\u{201d} is no support." }
                li { (tensions::summary(&tensions::all(case, check))) }
            }
            li { "Levels that the model does not meet, held-out figures among them, are drawn beside the record and not hidden in a score." }
        }
    }
}

/// Where the rest stands, of the sections that the report has.
fn contents(whole: &str) -> Markup {
    let has = |id: &str| whole.contains(&format!("<section id=\"{id}\""));
    html! {
        nav class="contents" {
            h3 { "In this report" }
            ul { @for (id, title) in CONTENTS.iter().filter(|(id, _)| *id == "sentences" || has(id)) { li { a href=(format!("#{id}")) { (title) } } } }
        }
    }
}

/// All sentences: one row each.
pub(super) fn sentences(case: &Case, check: &Check) -> Markup {
    html! {
        section id="sentences" {
            h2 { "All sentences in one table" }
            p { "Our paraphrases. Share: at how many of the points, or in how many of the runs, the deciding assertion holds. Wrong versions: of all assertions of the sentence, how many fail of those tried. "
                "What is printed under a sentence is on what its verdict hangs." }
            table class="ledger" {
                thead { tr { th class="n" { "no." } th { "sentence" } th { "verdict" } th { "class" } th class="n" { "share" } th class="n" { "wrong versions" } } }
                tbody {
                    @for (unit, verdict) in case.passage.units.iter().zip(&check.units) {
                        tr id=(format!("row-{}", unit.id)) {
                            td class="n" { a href=(format!("#unit-{}", unit.id)) { (unit.id) } }
                            td { (unit.paraphrase)
                                @if let Some(part) = words::in_part(verdict) { " [" (part) "]" }
                                @if let Some(hangs) = hangs(check, verdict) { div class="reason" { (hangs) } } }
                            td { (badge(verdict.status))
                                @if let Some(by) = words::contested_by(verdict) { div class="reason" { (by) } } }
                            td { (words::class(verdict.class)) }
                            td class="n" { (words::share(verdict.share)) }
                            td class="n" { @if verdict.mutants_run > 0 { (verdict.mutants_killed) " of " (verdict.mutants_run) } @else { "-" } }
                        }
                    }
                }
            }
        }
    }
}

/// On what the deciding assertion flips; for those that nothing was tried on, why.
fn hangs(check: &Check, verdict: &UnitVerdict) -> Option<String> {
    let own = verdict.claims.iter().map(|at| &check.claims[*at]);
    let (claim, _): (&ClaimVerdict, usize) = brief::deciding(verdict.status, own)?;
    match claim.status {
        Status::NotTestable | Status::TextLost | Status::Uncorroborated => None,
        Status::Contradicted => Some(brief::why(claim)),
        _ => brief::flips(claim),
    }
}

/// What the short report has beside these: tensions, how to read it, versions.
pub(super) fn rest(case: &Case, check: &Check) -> Markup {
    html! {
        @if !case.tensions.is_empty() {
            section id="tensions" {
                h2 { "Tensions inside the passage" }
                p { "Sentences that cannot be satisfied one at a time." }
                (super::tensions::table(&tensions::all(case, check)))
                @for tension in &case.tensions { p { strong { (tension.id) } " (" (tension.between.join(", ")) "): " (tension.says) } }
            }
        }
        (front::words_section())
    }
}
