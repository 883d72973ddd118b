//! The human ledger as tables: people to the person, and apart from them the births that were not, which is an expected number.

use super::table::seed;
use super::{Ensemble, Run};
use crate::setting::Setting;
use crate::table::Kind::{Integer, Text};
use crate::table::{Cell, Spec, Table};
use engine::calendar::WEEKS_PER_YEAR;
use model::truth::people::{Account, Class, Status};

/// The human ledger as a quantity, by kind; kinds are never added.
pub const LEDGER: &str = "human_ledger";
/// Births that hunger prevented, as a quantity: an expected number, and no deaths.
pub const LOST_BIRTHS: &str = "lost_births";

/// One number of the human ledger of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// [`LEDGER`] or [`LOST_BIRTHS`].
    pub quantity: &'static str,
    /// Kind, "" for births lost.
    pub kind: &'static str,
    /// Year.
    pub year: u32,
    /// Persons, or births.
    pub number: f64,
}

/// The human ledger of a run by kind and year, for the years that it reaches.
pub fn of_run(setting: &Setting, run: &Run) -> Vec<Told> {
    let years = setting.setup.span.years().enumerate();
    let years = years.filter(|(at, _)| weeks(setting, *at) > 0);
    let years: Vec<(usize, u32)> = years.collect();
    let mut all = Vec::new();
    for account in Account::ALL {
        all.extend(years.iter().map(|(at, year)| Told {
            quantity: LEDGER,
            kind: account.word(),
            year: *year,
            number: run.ledger.total(*at, *account) as f64,
        }));
    }
    all.extend(years.iter().map(|(at, year)| Told {
        quantity: LOST_BIRTHS,
        kind: "",
        year: *year,
        number: run.ledger.total_lost_births(*at),
    }));
    all
}

const PEOPLE: &[Spec] = &[
    ("seed", Integer, "", "seed of the run"),
    ("year", Integer, "", "year"),
    (
        "weeks",
        Integer,
        "weeks of six days",
        "weeks of the year that the run covers; a whole year has 60",
    ),
    ("region", Text, "", "region of the model"),
    (
        "class",
        Text,
        "",
        "class, with dependants; missing for camp inmates and special settlers, who have no class of their own in the model",
    ),
    (
        "status",
        Text,
        "",
        "legal status; missing for births, where children of special settlers stand with those of individual peasants",
    ),
    (
        "kind",
        Text,
        "",
        "born, kind of death, or left-country; kinds of death are never added",
    ),
    ("number", Integer, "persons", "persons, to the person"),
    ("unit", Text, "", "unit of the number"),
];

/// Those who were born, died or left: one row a seed, year, region, class, status and kind; zeros are left out.
pub fn people(setting: &Setting, ensemble: &Ensemble) -> Table {
    let mut rows = Vec::new();
    for run in &ensemble.runs {
        each_year(setting, |at, head| {
            for (number, region) in setting.setup.environment.regions.iter().enumerate() {
                let own = head(run, &region.id);
                of_region(run, (at, number), &own, &mut rows);
            }
        });
    }
    Table::new(
        "human-ledger",
        "Who was born, died and left, by year, region, class and legal status",
        PEOPLE,
        rows,
    )
}

/// Calls with each year of the run and with what makes the first cells of its rows.
fn each_year(setting: &Setting, mut with: impl FnMut(usize, &dyn Fn(&Run, &str) -> Vec<Cell>)) {
    for (at, year) in setting.setup.span.years().enumerate() {
        let weeks = i64::from(weeks(setting, at));
        with(at, &|run, region| {
            vec![
                seed(run.seed),
                Cell::Integer(i64::from(year)),
                Cell::Integer(weeks),
                region.into(),
            ]
        });
    }
}

/// Weeks of a year of the run that it covers.
pub fn weeks(setting: &Setting, year: usize) -> u32 {
    let before = u32::try_from(year).unwrap_or(0) * WEEKS_PER_YEAR;
    let left = setting.setup.span.weeks.saturating_sub(before);
    left.min(WEEKS_PER_YEAR)
}

fn of_region(run: &Run, (year, region): (usize, usize), head: &[Cell], rows: &mut Vec<Vec<Cell>>) {
    let people = |class, account| run.ledger.number(year, region, class, account);
    let mut add = |class: &str, account: Account, number: u64| {
        if number > 0 {
            let mut row = head.to_vec();
            row.push(class.into());
            row.push(status(account).map(Status::word).into());
            row.push(account.word().into());
            row.push(i64::try_from(number).map_or(Cell::Missing, Cell::Integer));
            row.push("persons".into());
            rows.push(row);
        }
    };
    for account in Account::ALL {
        if status(*account).is_some_and(|status| status != Status::Free) {
            let all = Class::ALL.iter().map(|class| people(*class, *account));
            add("", *account, all.sum());
            continue;
        }
        for class in Class::ALL {
            add(class.word(), *account, people(*class, *account));
        }
    }
}

/// Legal status of those whom an account counts, if it counts those of one status only.
fn status(account: Account) -> Option<Status> {
    match account {
        Account::Born | Account::Executed => None,
        Account::DiedOrdinary | Account::DiedFamine | Account::LeftCountry => Some(Status::Free),
        Account::DiedExile => Some(Status::Exile),
        Account::DiedCamp => Some(Status::CampInmate),
        Account::DiedSettlement => Some(Status::SpecialSettler),
    }
}

const LOST: &[Spec] = &[
    ("seed", Integer, "", "seed of the run"),
    ("year", Integer, "", "year"),
    (
        "weeks",
        Integer,
        "weeks of six days",
        "weeks of the year that the run covers; a whole year has 60",
    ),
    ("region", Text, "", "region of the model"),
    ("class", Text, "", "class of the free, with dependants"),
    (
        "expected",
        Integer,
        "births",
        "births that hunger prevents, an expected number, rounded; these are no deaths and are added to nothing",
    ),
    ("unit", Text, "", "unit of the number"),
];

/// Births that hunger prevented: one row a seed, year, region and class; what rounds to zero is left out.
pub fn lost_births(setting: &Setting, ensemble: &Ensemble) -> Table {
    let mut rows = Vec::new();
    for run in &ensemble.runs {
        each_year(setting, |at, head| {
            for (number, region) in setting.setup.environment.regions.iter().enumerate() {
                for class in Class::ALL {
                    let expected = run.ledger.lost_births(at, number, *class).round();
                    if expected < 1.0 {
                        continue;
                    }
                    let mut row = head(run, &region.id);
                    row.push(class.word().into());
                    row.push(whole(expected));
                    row.push("births".into());
                    rows.push(row);
                }
            }
        });
    }
    Table::new(
        "lost-births",
        "Births that hunger prevented, as an expected number, by year, region and class",
        LOST,
        rows,
    )
}

fn whole(number: f64) -> Cell {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "rounded, and far below the largest whole number of a cell"
    )]
    Cell::Integer(number as i64)
}
