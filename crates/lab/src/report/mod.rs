//! `report.html`: one self-contained file, readable without script, that prints in black and
//! white. What fails stands first; what growth cost stands beside what grew.

mod back;
mod chart;
mod close;
mod describe;
mod disputes;
mod front;
mod glance;
mod human;
mod map;
mod notes;
pub(crate) mod panels;
mod patterns;
mod persons;
pub(crate) mod rules;
pub mod safe;
mod tensions;
mod units;

use crate::dock::Row;
use crate::rows::RowState;
use crate::run::VERSION;
use crate::setting::{Prepared, Setting};
use argument::case::Case;
use argument::runs::BASELINE;
use argument::verdict::{Check, Status};
pub use front::reasons;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use notes::Notes;

const STYLE: &str = include_str!("style.css");

/// The whole report, without the replication bench.
pub fn html(case: &Case, check: &Check, rows: &[RowState]) -> String {
    html_with(case, check, rows, None)
}

/// The whole report; with the rows of the replication bench, if it was run.
pub fn html_with(case: &Case, check: &Check, rows: &[RowState], bench: Option<&[Row]>) -> String {
    let notes = Notes::new(case);
    let setting = baseline(case, check);
    let setting = setting.as_ref();
    // Rendered in the order of reading, so that notes are numbered in it.
    // Its contents are told when the rest is there; its figures are cited first.
    let cost = glance::cost((case, check), &notes);
    let front = front::render(case, check, &notes);
    let panels = panels::render(case, check, setting, &notes);
    let causes = map::render(case, check);
    let units = units::render(case, check, &notes);
    let persons = persons::render(case, &check.trials, setting, &notes);
    let back = back::render((case, setting), check, rows, &notes);
    let model = describe::render(case, setting, bench, &notes);
    let rest = html! {
        (front)
        (panels)
        (causes)
        (units)
        (persons)
        (back)
        (model)
        (sources(&notes))
        (back::versions(case, check))
    };
    let rest = rest.into_string();
    let body = html! {
        (front::header(case, check))
        (glance::render((case, check), Some(&rest), &cost))
        (glance::sentences(case, check))
        (PreEscaped(rest))
    };
    page(&case.about.title, &body)
}

/// The short report: the first page, all sentences in one table, tensions, words. To be printed and handed out; everything else stands in the
/// whole report beside it.
pub fn short(case: &Case, check: &Check) -> String {
    let notes = Notes::new(case);
    let cost = glance::cost((case, check), &notes);
    let body = html! {
        (front::header(case, check))
        p { "This is the short report. Reasons, rival series, drawings, sources and the model stand in report.html beside it." }
        (glance::render((case, check), None, &cost))
        (glance::sentences(case, check))
        (glance::rest(case, check))
        (sources(&notes))
        (back::versions(case, check))
    };
    // What it does not hold itself stands in the whole report.
    let elsewhere = ["#unit-", "#human-cost"].into_iter();
    let body = elsewhere.fold(body.into_string(), |text, anchor| {
        let from = format!("href=\"{anchor}");
        text.replace(&from, &format!("href=\"report.html{anchor}"))
    });
    page(&case.about.title, &PreEscaped(body))
}

/// Everything that is cited.
fn sources(notes: &Notes<'_>) -> Markup {
    html! {
        section id="sources" {
            h2 { "Sources" }
            p { "Numbered by first use. The rank says how near a source stands to what it reports: "
                "document, scholarly, reprint (a page that repeats a figure), recalled (nothing was seen)." }
            (notes.list())
        }
    }
}

/// A file of its own, readable without script.
fn page(title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(format!("closerun {VERSION}"));
                title { (title) " - closerun" }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    page.into_string()
}

/// What the baseline was given; none where nothing was run.
fn baseline(case: &Case, check: &Check) -> Option<Setting> {
    if check.trials.is_none() {
        return None;
    }
    let prepared = Prepared::of(case).ok()?;
    match check.trials.ensemble {
        Some(freeze) => prepared.setting_held_to(BASELINE, freeze).ok(),
        None => prepared.setting((None, BASELINE), None).ok(),
    }
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
