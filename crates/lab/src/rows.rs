//! The rows: the systems that the passage describes, and what each still lacks.
//!
//! A row works when it has (i) state in the right ledger, (ii) a cited mechanism and a rival or a
//! null, (iii) a claim test whose mutated twin fails, (iv) a place in the annotated passage, (v)
//! its ODD paragraph. Each condition is looked up in the case, the check and the program; no list
//! of results is kept by hand.

use argument::case::Case;
use argument::passage::Row;
use argument::verdict::{Check, Status};

/// One of the five conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its number, "i" to "v".
    pub number: &'static str,
    /// What it asks for.
    pub wants: String,
    /// Whether it is met.
    pub met: bool,
    /// What was found.
    pub found: String,
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowState {
    /// R1 and so on.
    pub id: String,
    /// Name.
    pub name: String,
    /// Units that belong to it.
    pub units: Vec<String>,
    /// The five conditions.
    pub conditions: Vec<Condition>,
}

impl RowState {
    /// Whether all five conditions are met.
    pub fn works(&self) -> bool {
        self.conditions.iter().all(|condition| condition.met)
    }

    /// What is still missing, in words.
    pub fn missing(&self) -> Vec<String> {
        self.conditions
            .iter()
            .filter(|condition| !condition.met)
            .map(|condition| format!("({}) {}", condition.number, condition.wants))
            .collect()
    }
}

/// Rooms that could hold state, a mechanism, or an ODD paragraph of a row. The model so far holds the people, on whom all rows
/// rest and who are none of them, so no row can meet conditions (i), (ii) and (v) yet.
pub trait Rooms {
    /// Ledgers in which state of the row stands.
    fn ledgers(&self, row: &str) -> Vec<String>;
    /// Mechanism and rival or null of the row, if both are there.
    fn mechanism(&self, row: &str) -> Option<String>;
    /// Whether the row has an ODD paragraph.
    fn described(&self, row: &str) -> bool;
}

/// A model that holds the system of no row yet.
#[derive(Clone, Copy, Debug)]
pub struct NoModel;

impl Rooms for NoModel {
    fn ledgers(&self, _row: &str) -> Vec<String> {
        Vec::new()
    }

    fn mechanism(&self, _row: &str) -> Option<String> {
        None
    }

    fn described(&self, _row: &str) -> bool {
        false
    }
}

/// Where every row of the case stands.
pub fn rows(case: &Case, check: &Check, rooms: &dyn Rooms) -> Vec<RowState> {
    case.rows
        .iter()
        .map(|row| state(case, check, rooms, row))
        .collect()
}

fn state(case: &Case, check: &Check, rooms: &dyn Rooms, row: &Row) -> RowState {
    let of_row = case
        .passage
        .units
        .iter()
        .filter(|unit| unit.rows.contains(&row.id));
    let units: Vec<String> = of_row.map(|unit| unit.id.clone()).collect();
    let ledgers = rooms.ledgers(&row.id);
    let held = row.ledgers.iter().all(|ledger| ledgers.contains(ledger));
    let ledger_wants = format!("state in: {}", row.ledgers.join(", "));
    let mechanism = rooms.mechanism(&row.id);
    let described = rooms.described(&row.id);
    let odd = described.then(|| "there".to_owned());
    let tests = killing_claims(check, &units);
    let twin = "a supported claim whose mutated twin fails";
    let place = "a place in the annotated passage";
    let placed = if units.is_empty() {
        Vec::new()
    } else {
        vec![format!("units {}", units.join(", "))]
    };
    let none = no_killing_claims(check, &units);
    let conditions = vec![
        condition(
            "i",
            &ledger_wants,
            held,
            &ledgers,
            "the model does not hold it yet",
        ),
        condition(
            "ii",
            &row.needs,
            mechanism.is_some(),
            &Vec::from_iter(mechanism),
            "the model does not hold it yet",
        ),
        condition("iii", twin, !tests.is_empty(), &tests, &none),
        condition("iv", place, !units.is_empty(), &placed, "none"),
        condition(
            "v",
            "its ODD paragraph",
            described,
            &Vec::from_iter(odd),
            "the model does not hold it yet",
        ),
    ];
    RowState {
        id: row.id.clone(),
        name: row.name.clone(),
        units,
        conditions,
    }
}

fn condition(
    number: &'static str,
    wants: &str,
    met: bool,
    found: &[String],
    none: &str,
) -> Condition {
    let found = if found.is_empty() {
        none.to_owned()
    } else {
        found.join(", ")
    };
    Condition {
        number,
        wants: wants.to_owned(),
        met,
        found,
    }
}

/// What to say where no claim counts. One that follows from our rule is named: it is there, and supports nothing.
fn no_killing_claims(check: &Check, units: &[String]) -> String {
    let of_rule = check
        .claims
        .iter()
        .filter(|claim| claim.status == Status::FollowsFromRule)
        .filter(|claim| claim.units.iter().any(|unit| units.contains(unit)));
    let names: Vec<&str> = of_rule.map(|claim| claim.id.as_str()).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        format!(
            "none; no support: {} (follows from our rule)",
            names.join(", ")
        )
    }
}

/// Supported claims about these units of which at least one mutant was killed by data.
fn killing_claims(check: &Check, units: &[String]) -> Vec<String> {
    check
        .claims
        .iter()
        .filter(|claim| claim.status == Status::Supported && claim.killed() > 0)
        .filter(|claim| claim.units.iter().any(|unit| units.contains(unit)))
        .map(|claim| claim.id.clone())
        .collect()
}
