//! What happened to people, years across: of each kind the model's numbers, then the record, series by series.

use super::notes::Notes;
use crate::cost::{Beside, Block, NOT_IN_THE_MODEL, Range, Recorded};
use crate::words::rounded;
use maud::{Markup, html};

/// One row: what it says, and a cell for each year.
#[derive(Debug)]
pub(super) struct Row {
    says: Markup,
    cells: Vec<Markup>,
}

/// The block beside a sentence about growth, and how to read it.
pub(super) fn beside(beside: &Beside<'_>, notes: &Notes<'_>) -> Markup {
    let years = &beside.years;
    let groups = beside.blocks.iter().map(|block| {
        let mut rows = match beside.runs {
            Some((_, all)) => in_the_model(block, years, ["in the model, median", &most_of(all)]),
            None => Vec::new(),
        };
        if let Some(silent) = beside.without_output(block) {
            rows = vec![said(silent, years)];
        }
        rows.extend(on_record(block, years, notes));
        (block.kind.says.to_owned(), rows)
    });
    html! {
        aside class="cost" {
            p class="role" { (beside.title()) }
            (table(years, &groups.collect::<Vec<_>>()))
            p class="why" { (beside.note()) " " a href="#human-cost" { "All estimates beside each other" } "." }
        }
    }
}

/// The same beside a further sentence of a paragraph: from the least to the most of each kind, and where they stand year by year.
pub(super) fn again(beside: &Beside<'_>, first: &str) -> Markup {
    html! {
        aside class="cost" {
            p class="role" { (beside.title()) }
            ul { @for kind in beside.ends() { li { (kind) "." } } }
            p class="why" {
                "Persons in any one year, or in a span that touches it, fewest to most; kinds are never added. Year by year, with each series: "
                a href=(format!("#unit-{first}")) { "beside sentence " (first) } "."
                @if beside.runs.is_some() { " " (NOT_IN_THE_MODEL) }
            }
        }
    }
}

/// What the ends of a band are.
pub(super) fn most_of(runs: usize) -> String {
    format!("fewest to most of {runs} runs")
}

fn said(words: &str, years: &[u32]) -> Row {
    Row {
        says: html! { (words) },
        cells: years.iter().map(|_| html! {}).collect(),
    }
}

/// The model's number of each year, and under it the ends of the band.
pub(super) fn in_the_model(block: &Block<'_>, years: &[u32], says: [&str; 2]) -> Vec<Row> {
    let middle = |year: &u32| match (block.shown(*year), block.model.contains_key(year)) {
        (Some(span), _) => html! { (rounded(span.median)) },
        (None, true) => html! { "not shown" },
        (None, false) => html! {},
    };
    let ends = |year: &u32| match block.shown(*year) {
        Some(span) if span.least < span.most => {
            html! { (rounded(span.least)) " to" br; (rounded(span.most)) }
        }
        Some(_) => html! { "the same" },
        None => html! {},
    };
    let row = |says: &str, cell: &dyn Fn(&u32) -> Markup| Row {
        says: html! { (says) },
        cells: years.iter().map(cell).collect(),
    };
    vec![row(says[0], &middle), row(says[1], &ends)]
}

/// The record of a kind: one row a series, and under each figure the model's number over it.
pub(super) fn on_record(block: &Block<'_>, years: &[u32], notes: &Notes<'_>) -> Vec<Row> {
    if block.record.is_empty() {
        return vec![said("on record: no figure", years)];
    }
    let cell = |one: &Recorded<'_>, year: &u32| {
        let figure = one.figures.get(year);
        html! {
            @if let Some(figure) = figure {
                (rounded(figure.value))
                @if one.range() == Range::Wide && figure.low < figure.high { br; "[" (rounded(figure.low)) " to" br; (rounded(figure.high)) "]" }
            }
            @if let Some(ratio) = block.ratio(one, *year) { br; span class="why" { "model " (ratio) } }
        }
    };
    let row = |one: &Recorded<'_>| Row {
        says: html! {
            "on record"
            @if !one.what.is_empty() { ", " (one.what) }
            ": " (one.label()) " " (notes.marks(one.figures.values().map(|figure| figure.source)))
        },
        cells: years.iter().map(|year| cell(one, year)).collect(),
    };
    block.record.iter().map(row).collect()
}

/// The table: kinds one under the other.
pub(super) fn table(years: &[u32], groups: &[(String, Vec<Row>)]) -> Markup {
    html! {
        table class="people" {
            thead { tr { th { "persons" } @for year in years { th class="n" { (year) } } } }
            @for (kind, rows) in groups {
                tbody {
                    tr { th colspan=(years.len() + 1) { (kind) } }
                    @for row in rows {
                        tr { td { (row.says) } @for cell in &row.cells { td class="n" { (cell) } } }
                    }
                }
            }
        }
    }
}
