//! Tensions: how trials are counted, with answers known by hand.

use super::{SCHEMA, Standing, all, json, meets};
use crate::json::checker::valid;
use crate::load::{Origin, load};
use argument::runs::{Address, BASELINE, Setting, Trial, Trials};
use argument::verdict::{Check, assemble};

fn case() -> argument::case::Case {
    load(Origin::Embedded).expect("the case is sound")
}

/// A trial that gives these numbers to the claim on tension T2: passive and active belief of 1934 and 1935.
fn trial(seed: u64, [passive, passive_later, active, active_later]: [f64; 4]) -> Trial {
    let at = |output: &str, date: &str| Address {
        scenario: BASELINE.to_owned(),
        output: output.to_owned(),
        date: date.to_owned(),
        dims: std::collections::BTreeMap::new(),
    };
    Trial {
        seed,
        ran: [BASELINE.to_owned()].into(),
        values: [
            (at("resistance_believed", "1934"), passive),
            (at("resistance_believed", "1935"), passive_later),
            (at("active_resistance_believed", "1934"), active),
            (at("active_resistance_believed", "1935"), active_later),
        ]
        .into(),
    }
}

fn check(case: &argument::case::Case, settings: Vec<Setting>) -> Check {
    let trials = Trials {
        settings,
        ..Trials::none()
    };
    assemble(case, trials, Vec::new(), "")
}

fn setting(name: &str, trials: Vec<Trial>) -> Setting {
    Setting {
        name: name.to_owned(),
        trials,
    }
}

const BOTH: [f64; 4] = [0.1, 0.2, 0.2, 0.1];
const ONE_SIDE: [f64; 4] = [0.1, 0.2, 0.1, 0.1];

#[test]
fn known_both_sides_must_hold_in_one_trial() {
    let case = case();
    let of = |own: [f64; 4], rival: [f64; 4]| {
        let check = check(
            &case,
            vec![
                setting(BASELINE, vec![trial(1, own), trial(2, own)]),
                setting("no-patron", vec![trial(1, rival)]),
            ],
        );
        let all = all(&case, &check);
        assert_eq!(valid(SCHEMA, &json(&all)), Vec::<String>::new());
        let t2 = all
            .into_iter()
            .find(|one| one.id == "T2")
            .expect("a tension");
        (t2.standing(), t2.count(), t2.fails_words())
    };
    assert_eq!(of(BOTH, BOTH), (Standing::Met, (3, 3), String::new()));
    assert_eq!(of(ONE_SIDE, ONE_SIDE).0, Standing::NotMet);
    let (standing, count, fails) = of(BOTH, ONE_SIDE);
    assert_eq!((standing, count), (Standing::Partly, (2, 3)));
    assert_eq!(fails, "in every trial of no-patron");
}

#[test]
fn known_a_number_that_a_run_lacks_meets_nothing_and_a_scenario_not_run_tells_nothing() {
    let case = case();
    let predicates = case.predicates("t2-two-beliefs");
    let mut lacking = trial(1, BOTH);
    lacking.values.retain(|key, _| key.date != "1934");
    assert_eq!(meets(&case, &lacking, &predicates), Some(false));
    lacking.ran.clear();
    assert_eq!(meets(&case, &lacking, &predicates), None);
}

#[test]
fn evidence_every_tension_of_the_case_has_a_claim_on_runs() {
    let case = case();
    let all = all(&case, &check(&case, Vec::new()));
    assert_eq!(all.len(), 8);
    for one in &all {
        assert!(!one.parts.is_empty(), "{}", one.id);
        assert_eq!(one.standing(), Standing::NotRun, "{}", one.id);
    }
}

/// Two trials of 32 and 212 of 224 were once both called "partly".
#[test]
fn known_words_for_how_often() {
    let told = |met, of| super::often::words((met, of));
    assert_eq!(told(0, 0), "not run");
    assert_eq!(told(0, 32), "never");
    assert_eq!(told(2, 32), "hardly ever");
    assert_eq!(told(212, 224), "in most");
    assert_eq!(told(224, 224), "in all");
    // At the shares themselves.
    let words = [9, 10, 49, 50, 89, 90, 99].map(|met| told(met, 100));
    let wanted = [
        "hardly ever",
        "under half",
        "under half",
        "half or more",
        "half or more",
        "in most",
        "in most",
    ];
    assert_eq!(words, wanted);
    let meaning = crate::words::glossary::meaning("how often")
        .expect("it is told")
        .1;
    assert!(meaning.contains("fewer than a tenth") && (super::HARDLY - 0.1).abs() < 1e-12);
    assert!(meaning.contains("nine tenths or more") && (super::IN_MOST - 0.9).abs() < 1e-12);
}

#[test]
fn known_what_is_put_in() {
    use super::PutIn;
    use argument::claim::Class;
    let (ours, held_out) = (Some(Class::Assumed), Some(Class::HeldOut));
    assert_eq!(PutIn::of(&[]), PutIn::No);
    assert_eq!(PutIn::of(&[held_out, None]), PutIn::No);
    assert_eq!(PutIn::of(&[ours, held_out]), PutIn::OneSide);
    assert_eq!(PutIn::of(&[ours, ours]), PutIn::Both);
}
