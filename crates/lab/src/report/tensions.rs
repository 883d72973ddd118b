//! Table at the head of the tensions: in how many trials one run meets both sides.

use crate::tensions::{PutIn, Standing, Tension, summary};
use maud::{Markup, html};

pub(super) fn table(all: &[Tension]) -> Markup {
    if all.iter().all(|one| one.standing() == Standing::NotRun) {
        return html! {};
    }
    html! {
        p { (summary(all)) " A trial is one rival setting with one seed; it meets a tension if every reading of its claims on runs holds in it. "
            "Hardly ever: in fewer than a tenth of the trials; in most: in nine tenths or more, and not in all. "
            "Where both sides are put in by inputs or rules of ours, meeting it proves nothing; not meeting it does." }
        table {
            thead { tr { th { "tension" } th { "sentences" } th { "one run meets it" } th class="n" { "trials" } th { "put in" } th { "fails" } } }
            tbody {
                @for one in all {
                    @let (met, of) = one.count();
                    tr {
                        td { (one.id) }
                        td { (one.between.join(", ")) }
                        td { (one.often()) }
                        td class="n" { @if of > 0 { (met) " of " (of) } @else { "\u{2013}" } }
                        td { (put_in(one)) }
                        td { (one.fails_words()) }
                    }
                }
            }
        }
    }
}

fn put_in(one: &Tension) -> &'static str {
    match one.put_in {
        _ if one.parts.is_empty() => "\u{2013}",
        PutIn::Both => "yes",
        PutIn::OneSide => "one side",
        PutIn::No => "no",
    }
}
