//! `report.html`: one self-contained file, readable without script, that prints in black and
//! white. What fails stands first; what growth cost stands beside what grew.

mod back;
mod chart;
mod close;
mod disputes;
mod front;
mod notes;
pub(crate) mod rules;
mod tensions;
mod units;

use crate::rows::RowState;
use crate::run::VERSION;
use argument::case::Case;
use argument::verdict::{Check, Status};
pub use front::reasons;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use notes::Notes;

const STYLE: &str = include_str!("style.css");

/// The whole report.
pub fn html(case: &Case, check: &Check, rows: &[RowState]) -> String {
    let notes = Notes::new(case);
    // Rendered in the order of reading, so that notes are numbered in it.
    let front = front::render(case, check, &notes);
    let units = units::render(case, check, &notes);
    let back = back::render(case, check, rows, &notes);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(format!("closerun {VERSION}"));
                title { (case.about.title) " - closerun" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (front)
                (units)
                (back)
                section id="sources" {
                    h2 { "Sources" }
                    p { "Numbered by first use. The rank says how near a source stands to what it reports: "
                        "document, scholarly, reprint (a page that repeats a figure), recalled (nothing was seen)." }
                    (notes.list())
                }
                (back::versions(case, check))
            }
        }
    };
    page.into_string()
}

/// A status as a boxed word, with a shape that survives black and white.
fn badge(status: Status) -> Markup {
    let (class, shape) = match status {
        Status::Supported => ("supported", "\u{25cf}"),
        Status::FollowsFromRule => ("rule", "\u{25a1}"),
        Status::Contradicted => ("contradicted", "\u{25cb}"),
        Status::SupportedUnder => ("under", "\u{25d0}"),
        Status::Contested => ("contested", "\u{25c7}"),
        Status::Uncorroborated => ("none", "?"),
        Status::NeedsModel => ("model", "\u{2026}"),
        Status::NotTestable => ("not", "\u{2013}"),
        Status::TextLost => ("lost", "\u{00d7}"),
    };
    html! { span class=(format!("badge {class}")) { span aria-hidden="true" { (shape) } " " (status.label()) } }
}
