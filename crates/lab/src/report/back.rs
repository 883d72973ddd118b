//! The last pages: tensions, human cost, mutants, rows, versions.

use super::badge;
use super::notes::Notes;
use crate::rows::RowState;
use crate::run::VERSION;
use crate::setting::Setting;
use crate::words;
use argument::case::{Case, HumanCost};
use argument::claim::Role;
use argument::evidence::{Observation, Quantity, Series};
use argument::mutant::Fate;
use argument::verdict::{Check, ClaimVerdict};
use maud::{Markup, html};

pub(super) fn render(
    (case, setting): (&Case, Option<&Setting>),
    check: &Check,
    rows: &[RowState],
    notes: &Notes<'_>,
) -> Markup {
    html! {
        (human_cost(case, notes))
        (tensions(case, check, notes))
        (super::disputes::render(case, check))
        (super::close::render(check))
        (super::rules::render(case, check))
        (super::patterns::render(case, check, setting))
        (mutants(check))
        (systems(rows))
    }
}

fn human_cost(case: &Case, notes: &Notes<'_>) -> Markup {
    if case.about.human_cost.is_empty() {
        return html! {};
    }
    html! {
        section id="human-cost" {
            h2 { "The human cost of the same years" }
            p { "No line of growth in this report stands without this page. Kinds of death overlap or exclude each other and are never added; "
                "lost births are not deaths. Rival estimates stand apart. People are counted, not named. Counts of the dead are rounded to three figures; "
                "tables/estimates.csv has them as printed." }
            @for cost in &case.about.human_cost {
                @if let Some(quantity) = case.base.quantities.get(&cost.quantity) { (cost_table(cost, quantity, notes)) }
            }
        }
    }
}

fn cost_table(cost: &HumanCost, quantity: &Quantity, notes: &Notes<'_>) -> Markup {
    let rows = cost_rows(cost, quantity);
    let count = |value: f64| {
        if quantity.unit.factor > 1.0 {
            // As the source has it: 7.3 million is known to no third figure.
            value.to_string()
        } else if quantity.deaths.is_some() {
            words::rounded(value)
        } else {
            words::number(value, "")
        }
    };
    html! {
        figure class="cost" {
            figcaption { (cost.says) " (" (quantity.unit.name)
                @if let Some(kind) = quantity.deaths { "; " (kind.label()) } ")" }
            table {
                thead { tr { th { "date" } th class="n" { "count" } th class="n" { "range" } th { "estimate" } th { "source" } } }
                tbody {
                    @for (series, row) in &rows {
                        tr {
                            td { (cost_date(cost, quantity, row)) }
                            td class="n" { (count(row.value)) }
                            td class="n" { @if row.low < row.high { (count(row.low)) " to " (count(row.high)) } @else { "none given" } }
                            td { (series.name) @if row.verified == argument::evidence::Verified::Recalled { " (recalled)" } }
                            td { (notes.marks([row.source.as_str()])) }
                        }
                    }
                }
            }
            @let all = remarks(quantity, &rows);
            @if !all.is_empty() { p class="why" { "Remarks. " (all.join(" ")) } }
        }
    }
}

/// What a reader must know of the figures, each remark once.
fn remarks(quantity: &Quantity, rows: &[(&Series, &Observation)]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |text: String| {
        if !all.contains(&text) {
            all.push(text);
        }
    };
    if !quantity.note.is_empty() {
        add(quantity.note.clone());
    }
    for (series, row) in rows {
        for (about, note) in [
            (series.name.clone(), &series.note),
            (format!("{}, {}", series.name, row.date), &row.note),
        ] {
            if !note.is_empty() {
                add(format!("{about}: {note}"));
            }
        }
    }
    all
}

/// The rows to show: those of the quantity's own place, or of every place if it has none there.
fn cost_rows<'a>(cost: &HumanCost, quantity: &'a Quantity) -> Vec<(&'a Series, &'a Observation)> {
    let shown = |row: &Observation| {
        let wanted = |(key, wanted): (&String, &String)| {
            let found = if key == "place" {
                Some(&row.place)
            } else {
                row.dims.get(key)
            };
            found == Some(wanted)
        };
        (cost.dates.is_empty() || cost.dates.contains(&row.date)) && cost.filter.iter().all(wanted)
    };
    let rows: Vec<_> = quantity.rows().filter(|(_, row)| shown(row)).collect();
    let home = |row: &Observation| cost.filter.contains_key("place") || row.place == quantity.place;
    if rows.iter().any(|(_, row)| home(row)) {
        rows.into_iter().filter(|(_, row)| home(row)).collect()
    } else {
        rows
    }
}

/// Date of a row, with its category and its place where these are not said above the table.
fn cost_date(cost: &HumanCost, quantity: &Quantity, row: &Observation) -> String {
    let mut parts = vec![row.date.to_string()];
    let dims = row
        .dims
        .iter()
        .filter(|(key, _)| !cost.filter.contains_key(*key));
    parts.extend(dims.map(|(_, value)| value.clone()));
    if row.place != quantity.place && !cost.filter.contains_key("place") {
        parts.push(row.place.clone());
    }
    parts.join(", ")
}

fn tensions(case: &Case, check: &Check, notes: &Notes<'_>) -> Markup {
    if case.tensions.is_empty() {
        return html! {};
    }
    html! {
        section id="tensions" {
            h2 { "Tensions inside the passage" }
            p { "Sentences that cannot be satisfied one at a time. Where evidence alone can judge one, it does; the rest need the model." }
            (super::tensions::table(&crate::tensions::all(case, check)))
            @for tension in &case.tensions {
                @let about: Vec<&ClaimVerdict> = check.claims.iter()
                    .filter(|claim| claim.role == Role::Tension && claim.tension == tension.id).collect();
                div class="tension" {
                    p { strong { (tension.id) } " (units " (tension.between.join(", ")) "): " (tension.says) " " em { (tension.wants) } }
                    @if about.is_empty() { p class="claim plain" { (badge(argument::verdict::Status::NeedsModel)) } }
                    @for claim in about {
                        p class="claim plain" id=(format!("claim-{}", claim.id)) {
                            (badge(claim.status)) " " (claim.says) " "
                            @for line in super::front::reasons((case, check), claim) { (line) " " }
                            (notes.marks(super::front::sources(claim)))
                        }
                    }
                }
            }
        }
    }
}

fn mutants(check: &Check) -> Markup {
    let judged: Vec<&ClaimVerdict> = check
        .claims
        .iter()
        .filter(|claim| !claim.mutants.is_empty())
        .collect();
    html! {
        section id="mutants" {
            h2 { "Mutants" }
            p { "Each claim is also judged in wrong versions: sign flipped, number doubled, year moved, another quantity of the same unit and place, "
                "for runs the mechanism removed. A mutant is killed when data or runs make it neither supported, nor supported under S, nor following from our rule. Only supported claims count for the kill rate. "
                "At most two survivors of each claim are shown; all stand in tables/mutants.csv." }
            details { summary { "All judged claims, one by one" } table class="mutants" {
                thead { tr { th { "claim" } th { "units" } th { "verdict" } th class="n" { "killed" } th class="n" { "survived" } th class="n" { "no data" } th { "survivors" } } }
                tbody {
                    @for claim in judged {
                        @let count = |fate: Fate| claim.mutants.iter().filter(|mutant| mutant.fate == fate).count();
                        tr {
                            td { a href=(format!("#claim-{}", claim.id)) { (claim.id) } }
                            td { (claim.units.join(", ")) }
                            td { (claim.status.label()) }
                            td class="n" { (count(Fate::Killed)) }
                            td class="n" { (count(Fate::Survived)) }
                            td class="n" { (count(Fate::NoData)) }
                            td class="survivors" {
                                @for mutant in claim.mutants.iter().filter(|mutant| mutant.fate == Fate::Survived).take(2) {
                                    div { (mutant.rule.label()) ": " code { (mutant.predicate) } }
                                }
                            }
                        }
                    }
                }
            } }
        }
    }
}

fn systems(rows: &[RowState]) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let working = rows.iter().filter(|row| row.works()).count();
    html! {
        section id="rows" {
            h2 { "The systems that the passage describes" }
            p { (working) " of " (rows.len()) " work in the full sense: state in the right ledger (i), a cited mechanism with a rival or a null (ii), "
                "a claim whose mutated twin fails (iii), a place in the annotated passage (iv), an ODD paragraph (v)." }
            table {
                thead { tr { th { "row" } th { "system" } th { "units" } @for number in ["i", "ii", "iii", "iv", "v"] { th class="n" { (number) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            td { (row.id) }
                            td { (row.name) }
                            td { (row.units.join(", ")) }
                            @for condition in &row.conditions { td class="n" { (if condition.met { "yes" } else { "no" }) } }
                        }
                    }
                }
            }
        }
    }
}

fn ran(check: &Check) -> String {
    if check.trials.is_none() {
        return "no model was run".to_owned();
    }
    let plan = words::runs::plan(&check.trials);
    format!("{} runs of the model ({plan})", check.trials.runs)
}

pub(super) fn versions(case: &Case, check: &Check) -> Markup {
    let points: usize = check
        .claims
        .iter()
        .flat_map(|claim| &claim.readings)
        .map(|reading| reading.tally.points)
        .sum();
    let combinations: usize = check
        .claims
        .iter()
        .flat_map(|claim| &claim.readings)
        .map(|reading| reading.combinations.len())
        .sum();
    html! {
        section id="versions" {
            h2 { "Versions and licences" }
            table class="versions" {
                tbody {
                    tr { th { "program" } td { "closerun " (VERSION) } }
                    tr { th { "case" } td { (case.about.id) } }
                    tr { th { "digest of the run" } td { code { (check.digest) } } }
                    tr { th { "digest of the case" } td { code { (case.digest) } } }
                    tr { th { "judged" } td { (words::plural(combinations, "combination")) ", " (words::plural(points, "point")) "; " (ran(check)) } }
                    tr { th { "data" } td { (case.about.licence) " for our compilation; facts belong to no one, sources are cited" } }
                    tr { th { "passage" } td { (case.passage.licence_note) } }
                }
            }
            p { "The same case and the same program give the same digest on any machine. Digests of every input stand in run-manifest.json." }
        }
    }
}
