//! The page on which nobody is lost: everybody at the start, with those born, dead and gone, is everybody at the end; and whom orders
//! moved, with where they are when the run ends. One run is told to the person, and all runs are counted again.

use crate::cost::LEDGER_COLUMNS;
use crate::setting::Setting;
use crate::simulate::custody::{FATES, MOVED};
use crate::simulate::ledger::LEDGER;
use crate::words::{number, plural};
use argument::runs::{Address, BASELINE, Trial, Trials, quantiles};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Output that counts those arrested who had acted.
pub(super) const ACTED: &str = "arrested_who_had_acted";
/// Output that counts those arrested.
const ARRESTED: &str = "arrests_by_political_police";

/// The account that adds people; all others take them away.
const BORN: &str = "born";

/// One run of the baseline scenario, to the person.
struct Told {
    /// People on each first of January, by year.
    people: BTreeMap<u32, f64>,
    /// The human ledger: kind and year.
    kinds: BTreeMap<(String, u32), f64>,
    /// Orders: order and fate.
    orders: BTreeMap<(String, String), f64>,
    /// Arrested, and of these those who had acted in public in the month before.
    arrested: f64,
    acted: Option<f64>,
}

impl Told {
    fn of(trial: &Trial) -> Self {
        let mut told = Self {
            people: BTreeMap::new(),
            kinds: BTreeMap::new(),
            orders: BTreeMap::new(),
            arrested: 0.0,
            acted: None,
        };
        let own = trial
            .values
            .iter()
            .filter(|(address, _)| address.scenario == BASELINE);
        for (address, value) in own {
            let Some(year) = year(address) else { continue };
            let dim = |name: &str| address.dims.get(name).cloned().unwrap_or_default();
            match address.output.as_str() {
                "population" => drop(told.people.insert(year, *value)),
                LEDGER => drop(told.kinds.insert((dim("kind"), year), *value)),
                MOVED => drop(told.orders.insert((dim("order"), dim("fate")), *value)),
                ARRESTED => told.arrested += value,
                ACTED => *told.acted.get_or_insert(0.0) += value,
                _ => {}
            }
        }
        told
    }

    fn years(&self) -> Vec<u32> {
        let years: BTreeSet<u32> = self.kinds.keys().map(|(_, year)| *year).collect();
        years.into_iter().collect()
    }

    fn kind(&self, kind: &str, year: u32) -> f64 {
        self.kinds
            .get(&(kind.to_owned(), year))
            .copied()
            .unwrap_or(0.0)
    }

    /// By how many persons start, births, deaths and departures miss the end of a year; none if the run does not tell.
    fn missing(&self, year: u32) -> Option<f64> {
        let own = self.kinds.iter().filter(|((_, of), _)| *of == year);
        let change: f64 = own
            .map(|((kind, _), number)| if kind == BORN { *number } else { -number })
            .sum();
        Some(self.people.get(&(year + 1))? - self.people.get(&year)? - change)
    }

    fn fate(&self, order: &str, fate: &str) -> f64 {
        self.orders
            .get(&(order.to_owned(), fate.to_owned()))
            .copied()
            .unwrap_or(0.0)
    }

    /// By how many persons the fates of an order miss those whom it moved.
    fn lost(&self, order: &str) -> f64 {
        let of = |fate| self.fate(order, fate);
        let gone: f64 = ["executed", "died", "escaped", "released", "held"]
            .into_iter()
            .map(of)
            .sum();
        of("moved") + of("relatives") - gone
    }

    fn orders(&self) -> Vec<&str> {
        let orders: BTreeSet<&str> = self
            .orders
            .keys()
            .map(|(order, _)| order.as_str())
            .collect();
        orders.into_iter().collect()
    }

    /// Whether everybody is where they should be.
    fn adds_up(&self) -> bool {
        let years = self.years();
        let people = years.iter().all(|year| self.missing(*year) == Some(0.0));
        !years.is_empty() && people && self.orders().iter().all(|order| self.lost(order) == 0.0)
    }
}

fn year(address: &Address) -> Option<u32> {
    address.date.get(..4)?.parse().ok()
}

pub(super) fn render(trials: &Trials, setting: Option<&Setting>) -> Markup {
    let Some(setting) = setting else {
        return html! {};
    };
    let runs = trials.settings.iter().flat_map(|one| &one.trials);
    let runs: Vec<Told> = runs
        .filter(|trial| trial.ran.contains(BASELINE))
        .map(Told::of)
        .collect();
    let own = trials.settings.first().map_or(0, |one| one.trials.len());
    let Some(first) = runs.first() else {
        return html! {};
    };
    let seed = trials.settings[0].trials[0].seed;
    let right = runs.iter().filter(|run| run.adds_up()).count();
    html! {
        section id="persons" {
            h2 { "Where everybody is" }
            p { "One run of the baseline, seed " (seed) ", to the person. "
                @if right == runs.len() { "In each of the " (plural(runs.len(), "run")) " of the baseline scenario, rivals included, everybody at the start with those born, dead and gone is everybody at the end, and whoever was moved is somewhere. " }
                @else { strong { "In " (runs.len() - right) " of " (plural(runs.len(), "run")) " somebody is lost: a mistake of the program. " } }
                "Kinds of death are kept apart. That nobody is lost shows care in counting, and nothing about the past." }
            (country(first))
            (orders(first, &runs[..own.min(runs.len())], setting))
        }
    }
}

fn country(told: &Told) -> Markup {
    let years = told.years();
    let kinds = LEDGER_COLUMNS.iter().filter(|kind| kind.quantity == LEDGER);
    let people = |year: u32| told.people.get(&year).copied().unwrap_or(0.0);
    let row = |sign: &str, says: &str, of: &dyn Fn(u32) -> f64| {
        html! { tr { td { (sign) (says) } @for year in &years { td class="n" { (number(of(*year), "")) } } } }
    };
    html! {
        table {
            thead { tr { th { "persons" } @for year in &years { th class="n" { (year) } } } }
            tbody {
                (row("", "on 1 January", &people))
                @for kind in kinds {
                    (row(if kind.word == BORN { "+ " } else { "\u{2212} " }, kind.says, &|year| told.kind(kind.word, year)))
                }
                (row("= ", "counted on 31 December", &|year| people(year + 1)))
                (row("", "missing", &|year| told.missing(year).unwrap_or(f64::NAN)))
            }
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

fn orders(told: &Told, own: &[Told], setting: &Setting) -> Markup {
    html! {
        h3 { "Who was moved by which order, and where they are at the end" }
        @if let Some(acted) = told.acted {
            p { "Of " (number(told.arrested, "")) " people arrested in cases of the political police in this run, " (number(acted, "")) " had acted in public in the month before. The others had not acted." }
        }
        p { "Aimed at and relatives are people who were moved; executed, died, escaped, released and held are the same people at the end of the run. "
            "Of dated orders the numbers are inputs; of sentences they are the model's. In brackets those aimed at over all seeds, 5th to 95th percentile." }
        table class="orders" {
            thead { tr { th { "order or sentences" } @for head in HEADS { th class="n" { (head) } } } }
            tbody {
                @for order in told.orders() {
                    tr {
                        td { (name(order, setting)) }
                        @for fate in FATES {
                            td class="n" {
                                (number(told.fate(order, fate), ""))
                                @if fate == "moved" { @if let Some(band) = band(own, order) { br; "[" (band) "]" } }
                            }
                        }
                    }
                }
            }
        }
        p class="why" { "Those held at the start keep their terms. Special settlers, whom orders before 1933 moved, are among everybody above and not in this table." }
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

/// Those aimed at over the seeds, if they are not always as many.
fn band(own: &[Told], order: &str) -> Option<String> {
    let values: Vec<f64> = own.iter().map(|run| run.fate(order, "moved")).collect();
    let [low, high] = quantiles(values, [0.05, 0.95])?;
    (low < high).then(|| {
        format!(
            "{} to {}",
            crate::words::rounded(low),
            crate::words::rounded(high)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::Told;
    use argument::runs::{Address, BASELINE, Trial};
    use std::collections::BTreeMap;

    fn trial(left: f64, held: f64) -> Trial {
        let at = |output: &str, date: &str, dims: &[(&str, &str)]| Address {
            scenario: BASELINE.to_owned(),
            output: output.to_owned(),
            date: date.to_owned(),
            dims: dims
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        };
        let order = |fate: &str| {
            at(
                "moved_by_orders",
                "1933/1933",
                &[("fate", fate), ("order", "o")],
            )
        };
        Trial {
            values: BTreeMap::from([
                (at("population", "1933-01-01", &[]), 100.0),
                (at("population", "1934-01-01", &[]), left),
                (at("human_ledger", "1933", &[("kind", "born")]), 9.0),
                (at("human_ledger", "1933", &[("kind", "died-famine")]), 4.0),
                (at("human_ledger", "1933", &[("kind", "left-country")]), 1.0),
                (order("moved"), 7.0),
                (order("relatives"), 2.0),
                (order("died"), 3.0),
                (order("held"), held),
            ]),
            ..Trial::default()
        }
    }

    #[test]
    fn law_whoever_is_lost_is_missed() {
        assert!(Told::of(&trial(104.0, 6.0)).adds_up());
        let lost = Told::of(&trial(103.0, 6.0));
        assert_eq!((lost.missing(1933), lost.adds_up()), (Some(-1.0), false));
        let gone = Told::of(&trial(104.0, 5.0));
        assert!(!gone.adds_up() && (gone.lost("o") - 1.0).abs() < 1e-12);
        assert!(!Told::of(&Trial::default()).adds_up());
        assert!(lost.acted.is_none());
    }
}
