//! Conclusions, ranked by how far one dispute among historians moves each.

use crate::disputes::{Choice, Dispute, Ranked, Turn, name, one_run, ranked};
use crate::words;
use argument::case::Case;
use argument::predicate::print::cmp_text;
use argument::verdict::Check;
use maud::{Markup, html};

/// Most disputes of a conclusion that are told; the table `disputes` has all.
const MOST: usize = 3;

pub(super) fn render(case: &Case, check: &Check) -> Markup {
    let all = ranked(case, &check.trials);
    let run = one_run(check.trials.ensemble);
    if all.is_empty() {
        return html! {};
    }
    html! {
        section id="disputes" {
            h2 { "What historians' disputes move" }
            p { "Each conclusion is one number, and each dispute one choice: a rival series, the weights of an index, a rival rule of the model. One is changed at a time. "
                "Moves: largest over least number over the sides of a dispute; the measure is ours. The range behind a number is the source's own error, or the 5th to 95th percentile over "
                "the runs, which is chance and over an ensemble parameters too, and is not blended in; rival rules are run with fewer, and beside each stands with how many and in how many of them it goes the same way; its \u{201c}baseline\u{201d} is that of as many. tables/disputes has every side." }
            table {
                thead { tr { th class="n" { "rank" } th { "conclusion" } th class="n" { "number" } th { "own error, or band of runs" } th { "dispute" } th class="n" { "moves" } th { "its sides" } th { "verdict" } } }
                tbody {
                    @for (at, one) in all.iter().enumerate() { (rows(case, (at + 1, one), run)) }
                }
            }
        }
    }
}

fn rows(case: &Case, (rank, one): (usize, &Ranked), run: &str) -> Markup {
    let of = &one.conclusion;
    let told: Vec<&Dispute> = one
        .disputes
        .iter()
        .filter(|one| one.matters())
        .take(MOST)
        .collect();
    let unit = words::unit_after(of.wanted.unit);
    html! {
        @for at in 0..told.len().max(1) {
            tr {
                @if at == 0 {
                    td class="n" rowspan=(told.len().max(1)) { (rank) }
                    td rowspan=(told.len().max(1)) { (of.says) " (" (of.units.join(", ")) ")" }
                    td class="n" rowspan=(told.len().max(1)) {
                        @if let Some(own) = &one.own { (words::number(own.value, "")) (unit) } @else { "\u{2013}" }
                        br; "wanted " (cmp_text(of.wanted.cmp)) " " (words::number(of.wanted.value, ""))
                    }
                    td rowspan=(told.len().max(1)) { @if let Some(own) = &one.own { (doubt(one, own, run)) } }
                }
                @if let Some(dispute) = told.get(at) {
                    td { (name(case, dispute)) " (" (dispute.about.word()) ")" }
                    td class="n" { (dispute.moves_words()) }
                    td { (ends(dispute)) @if dispute.runs().is_some() { "; " (dispute.runs_words(run)) } }
                    td { @if dispute.turn() == Turn::No { "stays" } @else { (dispute.turn().words()) } }
                } @else {
                    td colspan="4" { @if one.disputes.is_empty() { "no dispute bears on it" } @else { "none moves it by a hundredth" } }
                }
            }
        }
    }
}

fn doubt(one: &Ranked, own: &Choice, run: &str) -> String {
    let (low, high) = own.range;
    let range = if low < high {
        format!("{} to {}", words::number(low, ""), words::number(high, ""))
    } else {
        "none given".to_owned()
    };
    match one.seeds {
        Some(seeds) => format!("{range}, {} of the baseline", words::plural(seeds, run)),
        None => format!("{range} ({})", own.name),
    }
}

fn ends(one: &Dispute) -> String {
    let shown = |choice: &Choice| format!("{} {}", words::number(choice.value, ""), choice.name);
    match one.choices.as_slice() {
        [least, .., largest] => format!("{} to {}", shown(least), shown(largest)),
        _ => String::new(),
    }
}
