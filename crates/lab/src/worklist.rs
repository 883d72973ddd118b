//! What to look up first: recalled observations, ranked by the verdicts that they would flip.
//!
//! A recalled figure is moved, all its range with it, by 2, 5, 10, 20 and 50 per cent either way
//! (a recalled date by 1, 31, 92, 183 and 366 days). The smallest step that changes the status of
//! some claim is its reach; the figure is also struck out altogether.

use argument::case::Case;
use argument::claim::Claim;
use argument::evidence::Verified;
use argument::runs::Trials;
use argument::verdict::{Court, Ground, Status, status_of_claim};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One recalled observation that claims rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Quantity or event.
    pub quantity: String,
    /// Series or dating.
    pub series: String,
    /// Date as the source gives it.
    pub date: String,
    /// Key of its source.
    pub source: String,
    /// Confidence that figure and citation are right.
    pub confidence: f64,
    /// Claims that use it.
    pub used_by: Vec<String>,
    /// Smallest relative step (or days for dates) at which some claim changes its status.
    pub smallest: Option<f64>,
    /// Whether it is a date, so that `smallest` counts days.
    pub is_date: bool,
    /// Claims that change their status, with the step: (claim, step, new status).
    pub flips: Vec<(String, f64, Status)>,
    /// Claims that change if the figure is struck out.
    pub struck: Vec<(String, Status)>,
}

const STEPS: [f64; 5] = [0.02, 0.05, 0.10, 0.20, 0.50];
const DAYS: [f64; 5] = [1.0, 31.0, 92.0, 183.0, 366.0];

type Key = (String, String, String);

/// The recalled observations that claims use, those that flip most at the smallest step first.
pub fn worklist(case: &Case, trials: &Trials) -> Vec<Entry> {
    let court = Court { case, trials };
    let per_claim: Vec<Vec<(Key, Entry)>> = case
        .claims
        .par_iter()
        .map(|claim| of_claim(court, claim))
        .collect();
    let mut all: BTreeMap<Key, Entry> = BTreeMap::new();
    for (key, entry) in per_claim.into_iter().flatten() {
        match all.get_mut(&key) {
            None => {
                all.insert(key, entry);
            }
            Some(known) => {
                known.used_by.extend(entry.used_by);
                known.flips.extend(entry.flips);
                known.struck.extend(entry.struck);
                known.smallest = [known.smallest, entry.smallest]
                    .into_iter()
                    .flatten()
                    .reduce(f64::min);
            }
        }
    }
    let mut entries: Vec<Entry> = all.into_values().collect();
    entries.sort_by(|a, b| {
        let weight = |entry: &Entry| (entry.struck.len() + entry.flips.len(), entry.used_by.len());
        weight(b)
            .cmp(&weight(a))
            .then(reach(a).total_cmp(&reach(b)))
            .then_with(|| (&a.quantity, &a.series, &a.date).cmp(&(&b.quantity, &b.series, &b.date)))
    });
    entries
}

/// How near the figure is to flipping something, on one scale for numbers and days.
fn reach(entry: &Entry) -> f64 {
    let scale = if entry.is_date { 1.0 / 366.0 } else { 1.0 };
    entry.smallest.map_or(f64::INFINITY, |step| step * scale)
}

fn of_claim(court: Court<'_>, claim: &Claim) -> Vec<(Key, Entry)> {
    let predicates = court.case.predicates(&claim.id);
    let grounds: Vec<Ground> = claim
        .readings()
        .iter()
        .zip(&predicates)
        .map(|(reading, predicate)| court.ground(reading, predicate))
        .collect();
    let status = |grounds: &[Ground]| {
        let all: Vec<_> = predicates
            .iter()
            .zip(grounds)
            .map(|(predicate, ground)| ground.outcomes(&predicate.test))
            .collect();
        status_of_claim(claim, &all)
    };
    let now = status(&grounds);
    recalled(court.case, &grounds)
        .into_iter()
        .map(|(key, mut entry)| {
            entry.used_by.push(claim.id.clone());
            let steps = if entry.is_date { DAYS } else { STEPS };
            let moved = steps.iter().find_map(|step| {
                [*step, -*step]
                    .into_iter()
                    .map(|by| status(&shifted(&grounds, &key, by, entry.is_date)))
                    .find(|to| *to != now)
                    .map(|to| (*step, to))
            });
            if let Some((step, to)) = moved {
                entry.smallest = Some(step);
                entry.flips.push((claim.id.clone(), step, to));
            }
            let without = status(&struck(&grounds, &key));
            if without != now {
                entry.struck.push((claim.id.clone(), without));
            }
            (key, entry)
        })
        .collect()
}

/// Every recalled cell of the evidence, once.
fn recalled(case: &Case, grounds: &[Ground]) -> BTreeMap<Key, Entry> {
    let mut all = BTreeMap::new();
    let spaces = grounds.iter().filter_map(Ground::space);
    for slot in spaces.flat_map(|space| &space.slots) {
        for choice in &slot.choices {
            for cell in choice.cells.iter().filter(|cell| !cell.looked_up) {
                let key = (
                    slot.quantity.clone(),
                    choice.series.clone(),
                    cell.date.clone(),
                );
                let quantity = &case.base.quantities[&slot.quantity];
                let row = quantity.series(&choice.series).and_then(|series| {
                    series.rows.iter().find(|row| {
                        row.date.to_string() == cell.date && row.verified == Verified::Recalled
                    })
                });
                let entry = Entry {
                    quantity: slot.quantity.clone(),
                    series: choice.series.clone(),
                    date: cell.date.clone(),
                    source: cell.source.clone(),
                    confidence: row.map_or(0.0, |row| row.confidence),
                    used_by: Vec::new(),
                    smallest: None,
                    is_date: quantity.dimension().is_date(),
                    flips: Vec::new(),
                    struck: Vec::new(),
                };
                all.insert(key, entry);
            }
        }
    }
    all
}

fn shifted(grounds: &[Ground], key: &Key, by: f64, is_date: bool) -> Vec<Ground> {
    let mut grounds = grounds.to_vec();
    for slot in grounds
        .iter_mut()
        .filter_map(Ground::space_mut)
        .flat_map(|space| &mut space.slots)
        .filter(|slot| slot.quantity == key.0)
    {
        for choice in slot
            .choices
            .iter_mut()
            .filter(|choice| choice.series == key.1)
        {
            for cell in choice.cells.iter_mut().filter(|cell| cell.date == key.2) {
                for number in [&mut cell.low, &mut cell.value, &mut cell.high] {
                    *number = if is_date {
                        *number + by
                    } else {
                        *number * (1.0 + by)
                    };
                }
            }
        }
    }
    grounds
}

/// The grounds without the series that rests on the figure.
fn struck(grounds: &[Ground], key: &Key) -> Vec<Ground> {
    let mut grounds = grounds.to_vec();
    for slot in grounds
        .iter_mut()
        .filter_map(Ground::space_mut)
        .flat_map(|space| &mut space.slots)
        .filter(|slot| slot.quantity == key.0)
    {
        slot.choices.retain(|choice| {
            choice.series != key.1 || choice.cells.iter().all(|cell| cell.date != key.2)
        });
    }
    grounds
}
