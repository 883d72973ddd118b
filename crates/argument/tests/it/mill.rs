//! The mill case is as its comments promise.

use crate::support::{judged, mill, sound};
use argument::mutant::Fate;
use argument::runs::Trials;
use argument::text::{OwnCopy, normalise, sentence_hash};
use argument::verdict::{Status, assemble, judge_claim};

#[test]
fn every_claim_has_the_status_that_its_comment_says() {
    let expected = [
        ("burials-of-the-year", "supported"),
        ("debt", "text lost"),
        ("grain-1851", "supported"),
        ("grain-a-head", "supported"),
        ("grain-doubled", "supported"),
        (
            "half-of-the-rye",
            "contested: a source's range decides (rests on one recalled source: valley-history)",
        ),
        ("handsome", "not testable"),
        ("nobody-drowned", "contradicted"),
        ("six-hundred", "supported under parish"),
        ("toll-book-order", "uncorroborated"),
        ("wages", "supported under reading money"),
        ("wheel-before-steamer", "supported"),
        ("wheel-in-may-1853", "supported under toll-book"),
        ("without-steamers", "needs the model"),
    ];
    let verdicts = judged(&mill());
    let found: Vec<(&str, String)> = verdicts
        .iter()
        .map(|(id, verdict)| (id.as_str(), verdict.label()))
        .collect();
    let expected: Vec<(&str, String)> = expected
        .iter()
        .map(|(id, label)| (*id, (*label).to_owned()))
        .collect();
    assert_eq!(found, expected);
    // The mill has no model, so nothing there can follow from a rule of it.
    for status in Status::ALL
        .into_iter()
        .filter(|status| *status != Status::FollowsFromRule)
    {
        assert!(
            verdicts.values().any(|verdict| verdict.status == status),
            "no claim is {}",
            status.label()
        );
    }
}

#[test]
fn every_unit_is_as_strong_as_its_weakest_assertion() {
    let case = sound(&mill());
    let claims = case.claims.iter().map(|claim| judge_claim(&case, claim));
    let check = assemble(&case, Trials::none(), claims.collect(), "test");
    let found: Vec<(&str, &str)> = check
        .units
        .iter()
        .map(|unit| (unit.id.as_str(), unit.status.label()))
        .collect();
    let expected = [
        ("1", "supported"),
        ("2", "supported under S"),
        ("3", "supported under S"),
        ("4", "supported under S"),
        ("5", "contested"),
        // The context claim beside it is supported and changes nothing.
        ("6", "contradicted"),
        ("7", "uncorroborated"),
        ("8", "not testable"),
        ("9", "text lost"),
        ("10", "needs the model"),
    ];
    assert_eq!(found, expected);
    let flips: Vec<&str> = check
        .units
        .iter()
        .flat_map(|unit| &unit.flips_on)
        .map(String::as_str)
        .collect();
    assert_eq!(
        flips,
        [
            "series of wheel_started: holds under toll-book; fails under chronicle",
            "reading (ours) of what the sentence means: holds under money; fails under bread",
            "series of population: holds under parish; fails under tax-roll",
            "range of rye_share 1861 in agronomist",
        ]
    );
}

/// Re-mint only with a line under "Numbers changed" that says why.
#[test]
fn golden_counts_of_the_mill() {
    let case = sound(&mill());
    let claims = case.claims.iter().map(|claim| judge_claim(&case, claim));
    let summary = assemble(&case, Trials::none(), claims.collect(), "test").summary;
    assert_eq!(
        (
            summary.mutants_run,
            summary.mutants_killed,
            summary.mutants_without_data
        ),
        (28, 13, 6)
    );
    assert_eq!((summary.supported_claims, summary.vacuous), (5, 0));
    assert_eq!((summary.observations, summary.recalled), (22, 1));
}

#[test]
fn the_invented_text_matches_its_hashes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/mill/passage.txt");
    let text = std::fs::read_to_string(path).expect("the invented text");
    let copy = OwnCopy::new(&text);
    let mut from = 0;
    for unit in &sound(&mill()).passage.units {
        let found = copy.find(unit.words, &unit.sha256, from).expect(&unit.id);
        assert_eq!(found.start, from, "unit {} follows the one before", unit.id);
        let quote = copy.quote(found);
        assert_eq!(sentence_hash(quote), unit.sha256);
        assert_eq!(normalise(quote).split(' ').count(), unit.words);
        from = found.end;
    }
    assert_eq!(from, copy.len(), "every word belongs to a unit");
}

#[test]
fn deaths_are_shown_as_human_cost() {
    let case = sound(&mill());
    let shown: Vec<&str> = case
        .about
        .human_cost
        .iter()
        .map(|cost| cost.quantity.as_str())
        .collect();
    assert_eq!(shown, ["drowned", "burials"]);
    assert!(
        shown
            .iter()
            .all(|id| case.base.quantities[*id].deaths.is_some())
    );
}

#[test]
fn a_passing_claim_has_twins_that_fail() {
    let verdicts = judged(&mill());
    let claim = &verdicts["grain-doubled"];
    let found: Vec<String> = claim
        .mutants
        .iter()
        .map(|m| format!("{}: {} {}", m.rule.label(), m.predicate, m.fate.label()))
        .collect();
    let expected = [
        "number doubled: grain_ground(1861) / grain_ground(1851) > 4.0 killed",
        "sign flipped: grain_ground(1861) / grain_ground(1851) < 2.0 killed",
        "one year earlier: grain_ground(1860) / grain_ground(1851) > 2.0 survived",
        // Two months of repairs.
        "one year later: grain_ground(1862) / grain_ground(1851) > 2.0 killed",
        "one year earlier: grain_ground(1861) / grain_ground(1850) > 2.0 survived",
        "one year later: grain_ground(1861) / grain_ground(1852) > 2.0 survived",
        "quantity swapped: flour_sold(1861) / flour_sold(1851) > 2.0 killed",
    ];
    assert_eq!(found, expected);
    assert_eq!(claim.killed(), 4);
    let without = &verdicts["burials-of-the-year"].mutants;
    assert!(
        without
            .iter()
            .any(|m| m.fate == Fate::NoData && !m.is_killed())
    );
    let order = &verdicts["toll-book-order"].mutants;
    assert!(order.iter().all(|m| m.fate == Fate::NoData));
}
