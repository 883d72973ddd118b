//! Table at the head of the tensions: in how many trials one run meets both sides.

use crate::tensions::{Standing, Tension, summary};
use maud::{Markup, html};

pub(super) fn table(all: &[Tension]) -> Markup {
    if all.iter().all(|one| one.standing() == Standing::NotRun) {
        return html! {};
    }
    html! {
        p { (summary(all)) " A trial is one rival setting with one seed; it meets a tension if every reading of its claims on runs holds in it. "
            "Where both sides are put in by inputs or rules of ours, meeting it proves nothing; not meeting it does." }
        table {
            thead { tr { th { "tension" } th { "sentences" } th { "one run meets it" } th class="n" { "trials" } th { "put in" } th { "fails" } } }
            tbody {
                @for one in all {
                    @let (met, of) = one.count();
                    tr {
                        td { (one.id) }
                        td { (one.between.join(", ")) }
                        td { (one.standing().words()) }
                        td class="n" { @if of > 0 { (met) " of " (of) } @else { "\u{2013}" } }
                        td { @if one.parts.is_empty() { "\u{2013}" } @else if one.assumed { "yes" } @else { "no" } }
                        td { (one.fails_words()) }
                    }
                }
            }
        }
    }
}
