//! One sentence by itself: the case with the claims on it alone, so that nothing is run for the others.

use argument::case::Case;
use argument::claim::{Claim, Judge, Label, On, OnRuns};
use argument::predicate::Predicate;
use engine::digest::Digest;
use std::collections::BTreeSet;

/// Key of the claim that asks for runs of the baseline where a sentence about growth has no claim on runs of its own. Keys of a case have no
/// such sign.
const COST: &str = "(human cost)";
/// Conclusions name scenarios of other claims.
const CONCLUSIONS: &str = "conclusions.toml";

/// The case with the claims on this sentence, as it is judged.
pub fn about(case: &Case, unit: &str) -> Case {
    let mut own = case.clone();
    own.claims
        .retain(|claim| claim.units.iter().any(|one| one == unit));
    own.for_a_model.remove(CONCLUSIONS);
    own.digest = Digest::new()
        .field(&case.digest)
        .field("alone")
        .field(unit)
        .hex();
    own
}

/// The same, as it asks for runs. A scenario that claims on other sentences name as well is run under their rivals and with their seeds, so that
/// statuses, flips and mutants are those of the whole case; what these claims ask beside it is left out. A sentence about growth always has runs
/// of the baseline, so that what happened to people in them stands beside it.
pub fn asking(case: &Case, unit: &str) -> Case {
    let mut own = about(case, unit);
    let all = own.claims.iter().flat_map(|claim| scenarios(case, claim));
    let wanted: BTreeSet<String> = all.collect();
    let is_other = |claim: &&Claim| !claim.units.iter().any(|one| one == unit);
    let others = case.claims.iter().filter(is_other);
    let others: Vec<Claim> = others
        .filter_map(|claim| cut(case, claim, &wanted))
        .collect();
    own.claims.extend(others);
    let on_runs = |claims: &[Claim]| claims.iter().find(|claim| claim.runs.is_some()).cloned();
    let mut units = case.passage.units.iter().filter(|one| one.id == unit);
    if units.any(crate::cost::is_of_growth) && on_runs(&own.claims).is_none() {
        own.claims.extend(on_runs(&case.claims).map(cost));
    }
    own
}

/// Scenarios that a reading on runs names.
fn named(on: On, predicate: &Predicate) -> impl Iterator<Item = &String> {
    let terms = predicate.terms.iter().filter(move |_| on == On::Runs);
    terms.filter_map(|term| term.under.as_ref())
}

/// Scenarios that a claim names, its ablations among them.
fn scenarios(case: &Case, claim: &Claim) -> Vec<String> {
    let predicates = case.predicates(&claim.id);
    let pairs = claim.readings().iter().zip(predicates);
    let all = pairs.flat_map(|(reading, predicate)| named(reading.on, predicate));
    let ablations = claim.runs.iter().flat_map(|runs| &runs.ablations);
    all.chain(ablations).cloned().collect()
}

/// What a claim on another sentence adds to these scenarios; nothing if it names none of them. It is asked with and never judged: readings that
/// name none of them are put aside as if they were on evidence.
fn cut(case: &Case, claim: &Claim, wanted: &BTreeSet<String>) -> Option<Claim> {
    let runs = claim.runs.as_ref()?;
    if !scenarios(case, claim)
        .iter()
        .any(|one| wanted.contains(one))
    {
        return None;
    }
    let mut own = claim.clone();
    if let Judge::Readings(readings) = &mut own.judge {
        for (reading, predicate) in readings.iter_mut().zip(case.predicates(&claim.id)) {
            if !named(reading.on, predicate).any(|one| wanted.contains(one)) {
                reading.on = On::Evidence;
            }
        }
    }
    let ablations = runs.ablations.iter().filter(|one| wanted.contains(*one));
    own.runs = Some(OnRuns {
        ablations: ablations.cloned().collect(),
        ..OnRuns::default()
    });
    Some(own)
}

/// A claim about no sentence, which names no scenario and so asks for the baseline.
fn cost(like: Claim) -> Claim {
    Claim {
        id: COST.to_owned(),
        units: Vec::new(),
        judge: Judge::Label(Label::NeedsModel),
        runs: Some(OnRuns::default()),
        ..like
    }
}

#[cfg(test)]
mod tests {
    use super::{COST, about, asking};
    use crate::testing;

    fn keys(case: &argument::case::Case) -> Vec<&str> {
        case.claims.iter().map(|claim| claim.id.as_str()).collect()
    }

    #[test]
    fn law_only_claims_on_the_sentence_are_left() {
        let case = testing::case();
        let own = about(&case, "2");
        assert_eq!(keys(&own), ["fine"]);
        assert_ne!(own.digest, case.digest);
        assert_ne!(own.digest, about(&case, "1").digest);
        let whole = testing::judge(&case);
        let alone = testing::judge(&about(&case, "1"));
        assert_eq!(alone.units[0], whole.units[0]);
        assert_eq!(alone.claims[..], whole.claims[..alone.claims.len()]);
    }

    /// Sentences about growth alone get runs that their claims do not ask for, and no more than the baseline.
    #[test]
    fn law_growth_keeps_runs_of_the_baseline() {
        let (case, _) = testing::embedded();
        let mut added = 0;
        for unit in &case.passage.units {
            let own = asking(case, &unit.id);
            let on_runs = own.claims.iter().filter(|claim| claim.runs.is_some());
            let on_runs = on_runs.count();
            if crate::cost::is_of_growth(unit) {
                assert!(on_runs > 0, "{}", unit.id);
            }
            if keys(&own).contains(&COST) {
                assert_eq!(on_runs, 1, "{}", unit.id);
                assert!(own.predicates(COST).is_empty());
                added += 1;
            }
        }
        assert!(added > 0);
    }
}
