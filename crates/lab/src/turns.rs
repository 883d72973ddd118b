//! What turns a claim inside our own rule: chance, or parameters that the evidence leaves open.
//!
//! Over an ensemble every run has parameters of its own, so that a claim which holds in some runs of the baseline and fails in others may be turned
//! by either. The baseline scenario is also run with the parameters as they stand: what goes both ways there is turned by chance alone.

use crate::tensions::meets;
use argument::case::Case;
use argument::claim::{Claim, On};
use argument::predicate::Predicate;
use argument::runs::BASELINE;
use argument::verdict::{Check, ClaimVerdict, Hinge};

/// In words; none where it does not go both ways, where no ensemble was run, and where it asks for other scenarios than the baseline.
pub fn words(case: &Case, check: &Check, claim: &ClaimVerdict) -> Option<String> {
    let both_ways = claim.flips.iter().any(|flip| flip.hinge == Hinge::Member);
    let alone = check.trials.chance.as_ref().filter(|_| both_ways)?;
    let written = case.claims.iter().find(|one| one.id == claim.id);
    let readings = written.map_or(&[][..], Claim::readings);
    let pairs = readings.iter().zip(case.predicates(&claim.id));
    let own: Vec<&Predicate> = pairs
        .filter(|(reading, predicate)| reading.on == On::Runs && of_baseline(predicate))
        .map(|(_, predicate)| predicate)
        .collect();
    // Readings are judged one by one; the first that chance turns decides.
    let counts = own.iter().map(|predicate| {
        let trials = alone.trials.iter();
        let answers: Vec<bool> = trials
            .filter_map(|trial| meets(case, trial, &[predicate]))
            .collect();
        (answers.iter().filter(|held| **held).count(), answers.len())
    });
    let counts: Vec<(usize, usize)> = counts.filter(|(_, of)| *of > 0).collect();
    let split = counts.iter().find(|(held, of)| (1..*of).contains(held));
    match (split, counts.first()) {
        (Some((held, of)), _) => Some(format!(
            "Chance alone turns it: with the parameters as they stand it holds in {held} of {of} runs."
        )),
        (None, Some((held, of))) => Some(format!(
            "Parameters turn it, not chance: with those that stand in the files it {} in all {of} runs, with others that the evidence leaves open it does not.",
            if *held > 0 { "holds" } else { "fails" }
        )),
        (None, None) => None,
    }
}

/// Whether a predicate asks for the baseline scenario alone.
fn of_baseline(predicate: &Predicate) -> bool {
    let mut terms = predicate.terms.iter();
    terms.all(|term| term.under.as_deref().unwrap_or(BASELINE) == BASELINE)
}

#[cfg(test)]
mod tests {
    use super::{of_baseline, words};
    use crate::testing;
    use argument::runs::{Setting, Trial};
    use argument::verdict::{Flip, Hinge};

    /// The same claim, once turned by chance and once by parameters.
    #[test]
    fn known_chance_and_parameters_are_told_apart() {
        let (case, check) = testing::embedded();
        let on_baseline = |id: &str| case.predicates(id).iter().all(|one| of_baseline(one));
        let mut all = check.claims.iter();
        let found = all.find(|claim| claim.runs.is_some() && on_baseline(&claim.id));
        let mut claim = found.expect("a claim on the baseline").clone();
        claim.flips = vec![Flip {
            hinge: Hinge::Member,
            name: String::new(),
            holds: Vec::new(),
            fails: Vec::new(),
            rest: false,
        }];
        let written = case.claims.iter().find(|one| one.id == claim.id);
        let mut readings = written.expect("written").readings().iter();
        let at = readings.position(|one| one.on == argument::claim::On::Runs);
        let predicates = case.predicates(&claim.id);
        let predicate = predicates[at.expect("on runs")];
        let trial = |seed: u64, value: f64| Trial {
            seed,
            ran: [super::BASELINE.to_owned()].into(),
            values: predicates
                .iter()
                .flat_map(|one| &one.terms)
                .map(|term| (argument::runs::Address::of(term), value))
                .collect(),
        };
        // Some value of one sign or size meets it and another does not.
        let values = [-1e9, -1.0, 0.0, 0.5, 1.0, 1e9];
        let held =
            |value: f64| crate::tensions::meets(case, &trial(1, value), &[predicate]) == Some(true);
        let (yes, no): (Vec<f64>, Vec<f64>) = values.into_iter().partition(|value| held(*value));
        let mut check = check.clone();
        let mut told = |values: [f64; 2]| {
            check.trials.chance = Some(Setting {
                name: crate::trials::CHANCE.to_owned(),
                trials: vec![trial(1, values[0]), trial(2, values[1])],
            });
            words(case, &check, &claim).expect("told")
        };
        let fails = told([no[0], no[0]]);
        assert!(
            fails.contains("Parameters turn it") && fails.contains("fails in all 2 runs"),
            "{fails}"
        );
        if let Some(yes) = yes.first() {
            let split = told([*yes, no[0]]);
            assert!(
                split.contains("Chance alone turns it") && split.contains("1 of 2"),
                "{split}"
            );
        }
        claim.flips.clear();
        assert_eq!(words(case, &check, &claim), None);
    }
}
