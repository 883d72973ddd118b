//! The rows: the systems that the passage describes, and what each still lacks.
//!
//! A row works when it has (i) state in the right ledger, (ii) a cited mechanism and a rival or a
//! null, (iii) a claim test whose mutated twin fails, (iv) a place in the annotated passage, (v)
//! its ODD paragraph. Each condition is looked up in the case, the check and the program; no list
//! of results is kept by hand.

use argument::case::Case;
use argument::claim::On;
use argument::passage::Row;
use argument::runs::BASELINE;
use argument::verdict::{Check, ClaimVerdict, Hinge, Status};
use std::collections::BTreeSet;

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

/// Rooms that could hold state, a mechanism, or an ODD paragraph of a row.
pub trait Rooms {
    /// Ledgers in which state of the row stands.
    fn ledgers(&self, row: &str) -> Vec<String>;
    /// Mechanism and rival or null of the row, if both are there.
    fn mechanism(&self, row: &str) -> Option<String>;
    /// Whether the row has an ODD paragraph.
    fn described(&self, row: &str) -> bool;
}

/// The model of this program, with the rival settings of a case.
#[derive(Clone, Copy, Debug)]
pub struct InModel<'c>(pub &'c Case);

/// The description of the model. A row is described where a heading names it.
const ODD: &str = include_str!("../../../docs/model.md");

impl Rooms for InModel<'_> {
    fn ledgers(&self, row: &str) -> Vec<String> {
        let held = model::rows::held(row).map_or(&[][..], |held| held.ledgers);
        held.iter().map(|ledger| (*ledger).to_owned()).collect()
    }

    /// A mechanism counts with a rival setting that says which row it rivals.
    fn mechanism(&self, row: &str) -> Option<String> {
        let held = model::rows::held(row)?;
        let names = |text: &str| {
            let (rows, _) = text.split_once(':').unwrap_or_default();
            rows.split(',').any(|one| one.trim() == row)
        };
        let mut rivals = self.0.runs.rivals();
        let rival = rivals.find(|rival| names(&rival.rival))?;
        Some(format!("{}; rival: {}", held.mechanism, rival.id))
    }

    fn described(&self, row: &str) -> bool {
        let mut headings = ODD.lines().filter(|line| line.starts_with("### "));
        headings.any(|line| {
            line.split(|c: char| !c.is_alphanumeric())
                .any(|word| word == row)
        })
    }
}

/// A model that holds the system of no row.
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
    let in_model = !ledgers.is_empty();
    let tests = killing_claims(check, &units, in_model);
    let twin = if in_model {
        "a claim on runs that holds and whose mutated twin fails"
    } else {
        "a claim that holds and whose mutated twin fails"
    };
    let place = "a place in the annotated passage";
    let placed = if units.is_empty() {
        Vec::new()
    } else {
        vec![format!("units {}", units.join(", "))]
    };
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
        condition("iii", twin, !tests.is_empty(), &tests, "none"),
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

/// Claims about these units that hold and have a mutant killed by data. Where the model holds the system of the row, the claim
/// must be one on runs. One that follows from our rule says so: its test can fail, but it supports nothing. One that holds in the
/// baseline and is denied by rival settings, and by nothing else, is a test as well: it says who denies it.
fn killing_claims(check: &Check, units: &[String], on_runs: bool) -> Vec<String> {
    let claims = check
        .claims
        .iter()
        .filter(|claim| claim.killed() > 0)
        .filter(|claim| claim.units.iter().any(|unit| units.contains(unit)))
        .filter(|claim| !on_runs || claim.readings.iter().any(|reading| reading.on == On::Runs));
    claims
        .filter_map(|claim| match claim.status {
            Status::Supported | Status::SupportedUnder => Some(claim.id.clone()),
            Status::FollowsFromRule => Some(format!("{} (follows from our rule)", claim.id)),
            Status::Contested => {
                let who = deniers(claim)?;
                Some(format!("{} (denied by {who})", claim.id))
            }
            _ => None,
        })
        .collect()
}

/// The rival settings that deny a claim which holds in the baseline, if it flips on nothing else.
fn deniers(claim: &ClaimVerdict) -> Option<String> {
    let mut who = BTreeSet::new();
    for flip in &claim.flips {
        let by_rule = flip.hinge == Hinge::Setting && !flip.rest;
        if !by_rule || !flip.holds.iter().any(|name| name == BASELINE) {
            return None;
        }
        who.extend(flip.fails.iter().cloned());
    }
    (!who.is_empty()).then(|| who.into_iter().collect::<Vec<_>>().join(", "))
}
