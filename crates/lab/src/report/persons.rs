//! The page on which nobody is lost: everybody at the start, with those born, dead and gone, is everybody at the end; and whom orders
//! moved, with where they are when the run ends. Shown is the run nearest the median, rounded, with the band over the runs and what is on
//! record; that it adds up to the person is said once, as an audit, and all runs are counted again.

mod told;

use super::human;
use super::notes::Notes;
use crate::cost::{Block, EVERYBODY, Kind, LEDGER_COLUMNS, NOT_IN_THE_MODEL, POPULATION, Span};
use crate::setting::Setting;
use crate::simulate::custody::FATES;
use crate::simulate::ledger::LEDGER;
use crate::words::{number, plural, rounded};
use argument::case::Case;
use argument::runs::Trials;
use maud::{Markup, html};
use told::{BORN, Told, nearest};

/// Output that counts those arrested who had acted.
pub(super) const ACTED: &str = "arrested_who_had_acted";
/// Output that counts those arrested.
const ARRESTED: &str = "arrests_by_political_police";
/// Everybody when a year ends: the record of the next first of January stands where that year begins.
const AT_THE_END: Kind = Kind {
    quantity: POPULATION,
    word: "end",
    says: "on 31 December",
};

pub(super) fn render(
    case: &Case,
    trials: &Trials,
    setting: Option<&Setting>,
    notes: &Notes<'_>,
) -> Markup {
    let (Some(setting), Some(baseline)) = (setting, trials.settings.first()) else {
        return html! {};
    };
    let told =
        |trials: &[_]| -> Vec<Told> { trials.iter().filter_map(Told::of_baseline).collect() };
    let own = told(&baseline.trials);
    let rivals = trials.settings[1..]
        .iter()
        .flat_map(|one| told(&one.trials));
    let rivals: Vec<Told> = rivals.collect();
    let Some(shown) = nearest(&own) else {
        return html! {};
    };
    html! {
        section id="persons" {
            h2 { "Where everybody is" }
            (guide(trials, shown, own.len()))
            (country(case, (shown, &own), notes))
            (audit(shown, &own, &rivals))
            (orders(shown, &own, setting))
        }
    }
}

/// Which runs these are, which of them is shown, and what its band means.
fn guide(trials: &Trials, shown: &Told, runs: usize) -> Markup {
    let of_ensemble = trials.ensemble;
    html! {
        p {
            "One of " (plural(runs, "run")) " of the baseline scenario"
            @match of_ensemble {
                Some(year) => { " over the ensemble of " (year) ", each with parameters and a seed of its own" }
                None => { " with the parameters as they stand, which differ by seed alone" }
            }
            ": seed " (shown.seed) ", the run nearest the median by deaths of hunger of all its years together (of two equally near, the lower seed). By other numbers it may lie anywhere in the band. "
        }
        p {
            "Figures are rounded to three figures. Under each stand the fewest and the most of the " (plural(runs, "run")) ": "
            @if of_ensemble.is_some() { "chance and doubt about parameters" } @else { "chance alone" }
            ", not doubt about rules, and no statement of how far the past lies from any of them. On record: each series apart, as far as it tells of a year or of a span that touches it; "
            "recalled means taken from a named work and not yet looked up; under a figure stands the number of the run shown, divided by it. Kinds of death are kept apart and never added. "
            (NOT_IN_THE_MODEL)
        }
    }
}

/// A kind over the years: the run shown, with the least and the most of all runs.
fn block<'a>(
    case: &'a Case,
    kind: Kind,
    (shown, own): (&Told, &[Told]),
    of: &dyn Fn(&Told, u32) -> Option<f64>,
) -> Block<'a> {
    let years = shown.years();
    let span = |year: &u32| {
        let all = || own.iter().filter_map(|run| of(run, *year));
        let span = Span {
            median: of(shown, *year)?,
            least: all().min_by(f64::total_cmp)?,
            most: all().max_by(f64::total_cmp)?,
        };
        Some((*year, span))
    };
    let model = years.iter().filter_map(span).collect();
    Block::new(case, kind, &years, model)
}

fn country(case: &Case, (shown, own): (&Told, &[Told]), notes: &Notes<'_>) -> Markup {
    let years = shown.years();
    let runs = (shown, own);
    let at_start = |run: &Told, year: u32| run.people.get(&year).copied();
    let at_end = |run: &Told, year: u32| run.people.get(&(year + 1)).copied();
    let mut blocks = vec![(
        EVERYBODY.says.to_owned(),
        block(case, EVERYBODY, runs, &at_start),
    )];
    for kind in LEDGER_COLUMNS.iter().filter(|kind| kind.quantity == LEDGER) {
        let sign = if kind.word == BORN { "+" } else { "\u{2212}" };
        let of = |run: &Told, year: u32| Some(run.kind(kind.word, year));
        blocks.push((
            format!("{sign} {}", kind.says),
            block(case, *kind, runs, &of),
        ));
    }
    blocks.push((
        format!("= {}", AT_THE_END.says),
        block(case, AT_THE_END, runs, &at_end),
    ));
    let most = human::most_of(own.len());
    let groups = blocks.into_iter().map(|(says, block)| {
        let mut rows = human::in_the_model(&block, &years, ["the run shown", &most]);
        if !block.record.is_empty() {
            rows.extend(human::on_record(&block, &years, notes));
        }
        (says, rows)
    });
    human::table(&years, &groups.collect::<Vec<_>>())
}

/// That nobody is lost, to the person in the run shown and counted again in all others.
fn audit(shown: &Told, own: &[Told], rivals: &[Told]) -> Markup {
    let years = shown.years();
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return html! {};
    };
    let whole = |value: f64| number(value, "");
    let people = |year: u32| shown.people.get(&year).copied().unwrap_or(f64::NAN);
    let total = |kind: &str| -> f64 { years.iter().map(|year| shown.kind(kind, *year)).sum() };
    let kinds = LEDGER_COLUMNS.iter().filter(|kind| kind.quantity == LEDGER);
    let parts: Vec<(&str, &str, f64)> = kinds
        .map(|kind| {
            let sign = if kind.word == BORN { "+" } else { "\u{2212}" };
            (sign, kind.says, total(kind.word))
        })
        .collect();
    let missing = years
        .iter()
        .map(|year| shown.missing(*year).unwrap_or(f64::NAN));
    let missing: f64 = missing.sum();
    let (counted, runs) = (people(last + 1), own.len() + rivals.len());
    let right = own.iter().chain(rivals).filter(|run| run.adds_up()).count();
    html! {
        p class="audit" {
            strong { "The audit, to the person. " }
            "In this run: " (whole(people(*first))) " on 1 January " (first)
            @for (sign, says, number) in &parts { " " (sign) " " (whole(*number)) " " (says) }
            " = " (whole(counted - missing)) "; counted on 31 December " (last) ": " (whole(counted)) "; difference " (whole(missing)) ". "
            @if right == runs { "In each of the " (plural(runs, "run")) " of the baseline scenario, rival settings included, nobody is missing in any year, and whoever was moved is somewhere. " }
            @else { strong { "In " (runs - right) " of " (plural(runs, "run")) " somebody is lost: a mistake of the program. " } }
            "That nobody is lost shows care in counting, and nothing about the past."
        }
    }
}

/// Words of the fates, in the order of the table.
const HEADS: [&str; 8] = [
    "aimed at",
    "relatives",
    "executed",
    "died",
    "escaped",
    "released",
    "held at the end",
    "not there to be taken",
];

fn orders(shown: &Told, own: &[Told], setting: &Setting) -> Markup {
    let runs = plural(own.len(), "run");
    let banded = |of: &dyn Fn(&Told) -> f64| {
        let (value, band) = cell(of(shown), own.iter().map(of).collect());
        html! { (value) @if let Some([low, high]) = band { br; "[" (low) " to" br; (high) "]" } }
    };
    html! {
        h3 { "Who was moved by which order, and where they are at the end" }
        @if shown.acted.is_some() {
            p { (arrested(shown, own)) }
        }
        p { "Aimed at and relatives are people who were moved; executed, died, escaped, released and held are the same people at the end of the run. "
            "Of dated orders the numbers are inputs; of sentences they are the model's. A number without a band is the same in each of the " (runs)
            " and is told as it is; the others are rounded, with the fewest and the most of the " (runs) " in brackets." }
        table class="orders" {
            thead { tr { th { "order or sentences" } @for head in HEADS { th class="n" { (head) } } } }
            tbody {
                @for order in shown.orders() {
                    tr {
                        td { (name(order, setting)) }
                        @for fate in FATES { td class="n" { (banded(&|run| run.fate(order, fate))) } }
                    }
                }
            }
        }
        p class="why" { "Those held at the start keep their terms. Special settlers, whom orders before 1933 moved, are among everybody above and not in this table. The model holds no later executions of those whom an order had moved, nor the mass operations of 1937: a 0 under \u{201c}executed\u{201d} is no finding. "
            "What is on record of arrests and sentences stands in the " a href="#panels" { "panels" } " and under " a href="#human-cost" { "the human cost" } "." }
    }
}

/// How many were arrested, and how many of them had done anything.
fn arrested(shown: &Told, own: &[Told]) -> String {
    let told = |of: &dyn Fn(&Told) -> f64| {
        let (value, band) = cell(of(shown), own.iter().map(of).collect());
        band.map_or(value.clone(), |[low, high]| {
            format!("{value} [{low} to {high}]")
        })
    };
    format!(
        "Of {} people arrested in cases of the political police in this run, {} had acted in public in the month before, in the model; the others had not. That almost nobody acts is a rule of ours.",
        told(&|run| run.arrested),
        told(&|run| run.acted.unwrap_or(0.0))
    )
}

/// A number of the run shown with the ends over all runs: rounded, or as it is where all runs have the same.
fn cell(value: f64, all: Vec<f64>) -> (String, Option<[String; 2]>) {
    let low = all.iter().copied().fold(value, f64::min);
    let high = all.into_iter().fold(value, f64::max);
    if low < high {
        (rounded(value), Some([low, high].map(rounded)))
    } else {
        (number(value, ""), None)
    }
}

/// An order with its name and its day.
fn name(order: &str, setting: &Setting) -> String {
    let mut all = setting.directives.iter();
    let known = all.find(|one| one.directive.id == order);
    known.map_or_else(
        || order.to_owned(),
        |one| format!("{} ({})", one.name, one.date),
    )
}

#[cfg(test)]
mod tests;
