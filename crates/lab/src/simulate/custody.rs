//! What became of those whom orders and sentences moved: one row a run and order.

use super::table::seed;
use super::{Ensemble, Run};
use crate::setting::Setting;
use crate::table::Kind::{Integer, Text};
use crate::table::{Cell, Spec, Table};
use model::truth::custody::{BEFORE, COURTS, Fates, POLICE, STREAMS, TROIKAS};

const COLUMNS: &[Spec] = &[
    ("seed", Integer, "", "seed of the run"),
    (
        "order",
        Text,
        "",
        "directive of directives.toml, or stream of sentences",
    ),
    (
        "date",
        Text,
        "",
        "day on which it begins to be carried out; empty for streams",
    ),
    (
        "moved",
        Integer,
        "persons",
        "people aimed at who were moved, those executed included",
    ),
    (
        "relatives",
        Integer,
        "persons",
        "relatives sent along: people, each of them counted",
    ),
    ("executed", Integer, "persons", "executed"),
    ("died", Integer, "persons", "died in custody"),
    (
        "escaped",
        Integer,
        "persons",
        "escaped and were not taken again",
    ),
    (
        "released",
        Integer,
        "persons",
        "released at the end of their terms",
    ),
    (
        "held",
        Integer,
        "persons",
        "held at the end of the run: what is left of moved and relatives",
    ),
    (
        "unfilled",
        Integer,
        "persons",
        "ordered and not there to be taken",
    ),
];

/// What became of those whom orders and sentences moved, as a quantity: by order and by fate, over a whole run.
pub const MOVED: &str = "moved_by_orders";

/// Fates in the order of the table.
pub const FATES: [&str; 8] = [
    "moved",
    "relatives",
    "executed",
    "died",
    "escaped",
    "released",
    "held",
    "unfilled",
];

/// Every order of the case and every stream of sentences with its fates, in persons; nobody by orders that the scenario does not give.
pub fn of_run(setting: &Setting, run: &Run) -> Vec<(String, &'static str, u64)> {
    let mut given: Vec<(String, [u64; 8])> = run
        .fates
        .iter()
        .enumerate()
        .map(|(order, fates)| (told(setting, order).0, numbers(fates)))
        .collect();
    for one in &setting.directives {
        let id = &one.directive.id;
        if given.iter().all(|(known, _)| known != id) {
            given.push((id.clone(), [0; 8]));
        }
    }
    let all = given.into_iter();
    all.flat_map(|(order, numbers)| {
        let fates = FATES.into_iter().zip(numbers);
        fates.map(move |(fate, number)| (order.clone(), fate, number))
    })
    .collect()
}

/// The table.
pub fn table(ensemble: &Ensemble, setting: &Setting) -> Table {
    let rows = ensemble.runs.iter().flat_map(|run| {
        run.fates.iter().enumerate().map(move |(order, fates)| {
            let (name, date) = told(setting, order);
            let mut row = vec![seed(run.seed), name.into(), date.into()];
            row.extend(numbers(fates).map(whole));
            row
        })
    });
    let title = "What became of those whom orders and sentences moved";
    Table::new("orders", title, COLUMNS, rows.collect())
}

/// Name and date of an order by its number.
fn told(setting: &Setting, order: usize) -> (String, String) {
    match order {
        BEFORE => ("held at the start".to_owned(), String::new()),
        POLICE => (
            "sentenced in cases of the political police".to_owned(),
            String::new(),
        ),
        COURTS => ("sent to camps by ordinary courts".to_owned(), String::new()),
        TROIKAS => (
            "sentenced by troikas of the ordinary police".to_owned(),
            String::new(),
        ),
        _ => {
            let given = setting.setup.directives.get(order - STREAMS);
            let known = given.and_then(|one| {
                let mut all = setting.directives.iter();
                all.find(|told| told.directive.id == one.id)
            });
            known.map_or_else(Default::default, |told| {
                (told.directive.id.clone(), told.date.clone())
            })
        }
    }
}

fn numbers(fates: &Fates) -> [u64; 8] {
    [
        fates.moved,
        fates.relatives,
        fates.executed,
        fates.died,
        fates.escaped,
        fates.released,
        fates.held(),
        fates.unfilled,
    ]
}

fn whole(number: u64) -> Cell {
    i64::try_from(number).map_or(Cell::Missing, Cell::Integer)
}
