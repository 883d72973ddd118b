//! What a claim on runs rests on: which published mechanisms of its systems were held to their papers, with what grade, and whether it may speak of sizes.
//!
//! A claim belongs to the systems of its sentences. If one of them was docked at signs only, or is ours in part, runs tell directions and
//! no sizes. A claim asserts a size if its predicate on runs compares with a number other than 0 or 1, or with what words stand for; the
//! rule is ours. Grades are those of mechanisms alone, so the best of them proves nothing of a size here.

use argument::case::Case;
use argument::claim::{Claim, On};
use argument::predicate::{Num, Predicate, Test};
use argument::verdict::ClaimVerdict;
use model::rows::{Held, held};
use std::collections::BTreeSet;

/// What the systems of one claim were held to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Docked {
    /// Systems of its sentences, in the order of the case; none for what the model does not hold.
    systems: Vec<(String, Option<&'static Held>)>,
    /// Whether the claim asserts a size.
    pub asserts_a_size: bool,
}

impl Docked {
    /// Of a claim; none if no run judges it.
    pub fn of(case: &Case, claim: &ClaimVerdict) -> Option<Self> {
        let units = case.passage.units.iter();
        let units = units.filter(|unit| claim.units.contains(&unit.id));
        let own: BTreeSet<&String> = units.flat_map(|unit| &unit.rows).collect();
        let rows = case.rows.iter().filter(|row| own.contains(&row.id));
        let written = case.claims.iter().find(|one| one.id == claim.id);
        let readings = written.map_or(&[][..], Claim::readings);
        let mut pairs = readings.iter().zip(case.predicates(&claim.id));
        claim.runs.as_ref().map(|_| Self {
            systems: rows.map(|row| (row.id.clone(), held(&row.id))).collect(),
            asserts_a_size: pairs
                .any(|(reading, predicate)| reading.on == On::Runs && asserts_a_size(predicate)),
        })
    }

    /// Whether all systems were held to published numbers, and none is ours in part.
    pub fn has_sizes(&self) -> bool {
        let sized = |(_, held): &(String, Option<&Held>)| held.is_some_and(Held::has_sizes);
        !self.systems.is_empty() && self.systems.iter().all(sized)
    }

    /// Whether the claim asserts a size that nothing it rests on allows.
    pub fn bars_the_size(&self) -> bool {
        self.asserts_a_size && !self.has_sizes()
    }

    /// "docked: T14 (A), T16 (C) of R1; nothing of R12: direction only".
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        let (some, none): (Vec<_>, Vec<_>) = self
            .systems
            .iter()
            .partition(|(_, held)| held.is_some_and(|one| !one.docked.is_empty()));
        for (row, held) in some {
            let docked = held.map_or(&[][..], |held| held.docked).iter();
            let docked: Vec<String> = docked
                .map(|(id, grade)| format!("{id} ({grade})"))
                .collect();
            let ours = held.is_some_and(Held::is_ours_in_part);
            let rest = if ours { ", the rest of it ours" } else { "" };
            parts.push(format!("{} of {row}{rest}", docked.join(", ")));
        }
        let none: Vec<&str> = none.iter().map(|(row, _)| row.as_str()).collect();
        if !none.is_empty() || parts.is_empty() {
            let of = if none.is_empty() {
                String::new()
            } else {
                format!(" of {}", none.join(", "))
            };
            parts.push(format!("nothing{of}"));
        }
        let end = if self.has_sizes() {
            "; a grade is that of a mechanism, not of its place here"
        } else {
            ": direction only"
        };
        format!("docked: {}{end}", parts.join("; "))
    }
}

/// Whether a predicate compares with a number that is a size.
fn asserts_a_size(predicate: &Predicate) -> bool {
    let mut found = false;
    predicate.test.atoms(&mut |atom| {
        found |= match atom {
            Test::Compare(_, left, right) => is_size(left) || is_size(right),
            Test::AsSaid { .. } => true,
            _ => false,
        };
    });
    found
}

/// Whether a number other than 0 and 1 is written in it.
fn is_size(num: &Num) -> bool {
    match num {
        Num::Literal { value, .. } => *value != 0.0 && (*value - 1.0).abs() > 0.0,
        Num::Day(_) | Num::Term(_) => false,
        Num::Neg(inner) => is_size(inner),
        Num::Binary(_, left, right) => is_size(left) || is_size(right),
    }
}

#[cfg(test)]
mod tests {
    use super::{Docked, asserts_a_size};
    use crate::testing;
    use model::rows::held;

    fn docked(rows: &[&str], asserts_a_size: bool) -> Docked {
        let systems = rows.iter().map(|row| ((*row).to_owned(), held(row)));
        Docked {
            systems: systems.collect(),
            asserts_a_size,
        }
    }

    #[test]
    fn known_words_of_what_was_docked() {
        let told = docked(&["R11", "R12"], true);
        let wanted = "docked: T13a (B), T15 (A), T15a (B) of R11, the rest of it ours; nothing of R12: direction only";
        assert_eq!(told.words(), wanted);
        assert!(told.bars_the_size());
        let told = docked(&["R8"], true);
        let wanted = "docked: T1 (A), T2 (A), T8 (A), T8a (A), T9 (A) of R8; a grade is that of a mechanism, not of its place here";
        assert_eq!(told.words(), wanted);
        assert!(!told.bars_the_size() && !docked(&["R12"], false).bars_the_size());
        assert_eq!(docked(&[], true).words(), "docked: nothing: direction only");
    }

    /// A direction compares runs with runs; a size compares them with a number.
    #[test]
    fn known_claims_on_sizes_and_on_directions() {
        let (case, _) = testing::embedded();
        let sized = |id: &str| case.predicates(id).iter().any(|one| asserts_a_size(one));
        for id in [
            "u21-after-the-murder",
            "u18-twice",
            "u71-missing-people",
            "u49-ignores",
        ] {
            assert!(sized(id), "{id}");
        }
        for id in [
            "u18-order",
            "u36-restraint-falls",
            "u53-up-the-ladder",
            "u74-refused",
        ] {
            assert!(!sized(id), "{id}");
        }
    }
}
