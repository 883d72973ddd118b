//! One sentence by itself: the case with the claims on it alone, so that nothing is run for the others.

use argument::case::Case;
use argument::claim::{Claim, Judge, On, OnRuns};
use argument::predicate::Predicate;
use engine::digest::Digest;
use std::collections::BTreeSet;

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
/// statuses, flips and mutants are those of the whole case; what these claims ask beside it is left out. Nothing is run for a
/// sentence that no claim on runs is about: what growth cost is then told by the record alone.
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

#[cfg(test)]
mod tests {
    use super::{about, asking};
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

    /// A sentence that no claim on runs is about gets no runs, also one about growth: the record stands beside it.
    #[test]
    fn law_nothing_is_run_for_a_sentence_without_claims_on_runs() {
        let (case, _) = testing::embedded();
        let mut without = 0;
        for unit in &case.passage.units {
            let is_on_runs = |claim: &&argument::claim::Claim| claim.runs.is_some();
            let own = about(case, &unit.id)
                .claims
                .iter()
                .filter(is_on_runs)
                .count();
            let asked = asking(case, &unit.id);
            let asked = asked.claims.iter().filter(is_on_runs).count();
            assert_eq!(own == 0, asked == 0, "{}", unit.id);
            without += usize::from(own == 0 && crate::cost::is_of_growth(unit));
        }
        assert!(
            without > 0,
            "no sentence about growth is without claims on runs"
        );
    }
}
