//! What the case inside the program must find from its data: the findings that a careful reader
//! of the passage would also find. Nothing in the program lists them.

use crate::checker::valid;
use argument::case::Case;
use argument::verdict::{By, Check, ClaimVerdict, Combination, Outcome, Status};
use lab::json;
use lab::load::{Origin, load};
use lab::run::{Watch, check_quietly};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

/// Seeds of each setting: few, for the tests run without optimisation.
const SEEDS: u32 = 2;

fn checked() -> &'static (Case, Check) {
    static CHECKED: OnceLock<(Case, Check)> = OnceLock::new();
    CHECKED.get_or_init(|| {
        let case = load(Origin::Embedded).expect("the embedded case loads");
        let check = check_quietly(&case, 0, SEEDS).expect("it can be checked");
        (case, check)
    })
}

fn claim(id: &str) -> &'static ClaimVerdict {
    checked()
        .1
        .claims
        .iter()
        .find(|claim| claim.id == id)
        .expect("a claim of this name")
}

fn unit_status(id: &str) -> Status {
    checked()
        .1
        .units
        .iter()
        .find(|unit| unit.id == id)
        .expect("a unit of this number")
        .status
}

fn reading(claim_id: &str, id: &str) -> Status {
    let claim = claim(claim_id);
    claim
        .readings
        .iter()
        .find(|reading| reading.id == id)
        .expect("a reading of this name")
        .status
}

/// The combinations of a reading by series label.
fn combinations(claim_id: &str, id: &str) -> &'static [Combination] {
    let claim = claim(claim_id);
    &claim
        .readings
        .iter()
        .find(|reading| reading.id == id)
        .expect("a reading")
        .combinations
}

fn near(value: f64, wanted: f64, tolerance: f64) {
    assert!(
        (value - wanted).abs() <= tolerance,
        "{value} is not within {tolerance} of {wanted}"
    );
}

#[test]
fn known_13_may_is_a_verification_and_not_an_exchange() {
    assert_eq!(claim("u23-date").status, Status::Supported);
    assert_eq!(claim("u23-exchange").status, Status::Contradicted);
    assert_eq!(claim("u23-before-the-murder").status, Status::Supported);
    assert_eq!(unit_status("23"), Status::Contradicted);
}

#[test]
fn known_20_may_is_dated_a_year_later() {
    let date = claim("u27-date");
    assert_eq!(date.status, Status::Contradicted);
    // One web page that repeats a chronology: nobody should cite that verdict without knowing.
    let label =
        "contradicted (rests on one source of rank reprint: wikipedia-great-purge-timeline)";
    assert_eq!(date.label(), label);
    assert_eq!(claim("u27-a-year-later").status, Status::Supported);
}

#[test]
fn known_20_november_is_uncorroborated() {
    assert_eq!(unit_status("30"), Status::Uncorroborated);
}

#[test]
fn known_leningrad_transposition() {
    let claim = claim("u57-transposition");
    assert_eq!(claim.status, Status::SupportedUnder);
    let holds: Vec<&str> = claim
        .flips
        .iter()
        .flat_map(|flip| &flip.holds)
        .map(String::as_str)
        .collect();
    assert_eq!(holds, ["ivanov-1998"]);
    assert_eq!(status_of("u57-number"), Status::Supported);
    assert_eq!(status_of("u57-other-cities"), Status::Uncorroborated);
}

fn status_of(id: &str) -> Status {
    claim(id).status
}

#[test]
fn known_industry_ratio_hangs_on_the_index() {
    assert_eq!(
        reading("u70-three-fifths", "official"),
        Status::Contradicted
    );
    for combination in combinations("u70-three-fifths", "official") {
        near(combination.gauges[0].value, 2.2, 0.02);
    }
    let western = combinations("u70-three-fifths", "western");
    let by = |series: &str| {
        let found = western
            .iter()
            .find(|combination| combination.label() == series);
        found.expect("a series of this name").gauges[0].value
    };
    near(by("kaplan-moorsteen"), 1.62, 0.01);
    near(by("jasny"), 1.74, 0.01);
    near(by("hodgman"), 2.16, 0.01);
    assert!(matches!(
        unit_status("70"),
        Status::Contested | Status::SupportedUnder
    ));
}

#[test]
fn known_agriculture_ratio_hangs_on_the_series() {
    let claim = claim("u72-one-half");
    assert!(
        matches!(claim.status, Status::Contested | Status::SupportedUnder),
        "{:?}",
        claim.status
    );
    assert!(!claim.flips.is_empty());
}

#[test]
fn known_grain_of_1936_flips_with_the_series() {
    let values: Vec<(String, f64)> = combinations("u69-goes-on", "grain")
        .iter()
        .map(|combination| (combination.label(), combination.gauges[0].value))
        .collect();
    let by = |series: &str| {
        values
            .iter()
            .find(|(label, _)| label == series)
            .expect("the series")
            .1
    };
    near(by("official-1930s"), 82.7 / 69.8, 1e-9);
    near(by("official-revised"), 55.8 / 69.8, 1e-9);
    near(by("western-low"), 1.0, 1e-9);
    assert_ne!(reading("u69-goes-on", "grain"), Status::Supported);
    assert_eq!(reading("u69-goes-on", "industry"), Status::Supported);
}

#[test]
fn known_repression_series_part() {
    assert_eq!(claim("u53-arrests-fall").status, Status::Supported);
    assert_eq!(reading("u53-widening", "all-arrests"), Status::Contradicted);
    assert_eq!(
        reading("u53-widening", "political-arrests"),
        Status::Supported
    );
    assert_eq!(reading("u53-widening", "sentences"), Status::Supported);
    assert_eq!(claim("u53-sentences-triple").status, Status::Supported);
}

#[test]
fn known_arms_turn_before_january_1933() {
    assert_eq!(claim("u65-timing").status, Status::Contradicted);
}

#[test]
fn known_steel_more_than_doubles() {
    let claim = claim("u63-steel");
    assert_eq!(claim.status, Status::Supported);
    let cow = claim.readings[0]
        .combinations
        .iter()
        .find(|c| c.label() == "cow-nmc")
        .expect("the series");
    near(cow.gauges[0].value, 2.124, 0.001);
}

#[test]
fn known_wages_turn_on_the_window() {
    assert_ne!(
        reading("u08-drastic-fall", "from-1934-to-1936"),
        Status::Supported
    );
}

#[test]
fn law_every_unit_has_a_verdict_and_no_label_is_called_supported() {
    let (case, check) = checked();
    assert_eq!(case.passage.units.len(), 75);
    assert_eq!(check.units.len(), 75);
    for claim in check
        .claims
        .iter()
        .filter(|claim| claim.readings.is_empty())
    {
        assert!(
            !claim.status.is_judged(),
            "{} is judged without data",
            claim.id
        );
    }
    for id in ["1", "5", "22", "75"] {
        assert_eq!(unit_status(id), Status::TextLost);
    }
    assert!(
        case.passage
            .gaps
            .iter()
            .any(|gap| gap.what.contains("murder"))
    );
}

#[test]
fn law_no_judged_claim_is_vacuous() {
    for claim in &checked().1.claims {
        assert!(!claim.is_vacuous(), "{} is vacuous", claim.id);
    }
}

#[test]
fn law_holdouts_are_full_and_closed_to_fitting() {
    let base = &checked().0.base;
    assert_eq!(base.holdouts.len(), 18);
    let fitting = base.for_fitting();
    for holdout in &base.holdouts {
        let held = |base: &argument::evidence::Base| {
            base.quantities
                .values()
                .flat_map(|quantity| {
                    quantity
                        .rows()
                        .map(move |(series, row)| (quantity, series, row))
                })
                .filter(|(quantity, series, row)| holdout.holds(&quantity.id, &series.id, row))
                .count()
        };
        assert!(held(base) > 0, "{} is empty", holdout.id);
        assert_eq!(
            held(fitting.base()),
            0,
            "{} can be read by fitting code",
            holdout.id
        );
    }
}

#[test]
fn parity_threads_give_the_same_check() {
    let (case, check) = checked();
    // That the runs themselves do not depend on threads is tested where few are made.
    for threads in [1, 8] {
        let watch = Watch {
            threads,
            progress: &|_, _| {},
            stop: &AtomicBool::new(false),
        };
        let again = lab::run::check(case, check.trials.clone(), watch).expect("judged again");
        assert_eq!(&again, check, "{threads} threads");
    }
}

/// A contested claim says by what, and no other does; where a reading on runs is contested and its readings agree, rules or chance are named.
#[test]
fn law_every_contested_claim_says_by_what() {
    let mut kinds = BTreeSet::new();
    for claim in &checked().1.claims {
        let by = claim.contested_by();
        assert_eq!(
            by.is_empty(),
            claim.status != Status::Contested,
            "{}",
            claim.id
        );
        kinds.extend(by);
    }
    for wanted in [By::Rules, By::Chance, By::Sources, By::Range, By::Readings] {
        assert!(kinds.contains(&wanted), "nothing is {}", wanted.label());
    }
    for unit in &checked().1.units {
        let contested = unit.status == Status::Contested;
        assert_eq!(!unit.contested_by.is_empty(), contested, "{}", unit.id);
    }
}

/// A rival that does not bear on a claim gives the answer of our rules in every run, and is of no row of its sentences.
#[test]
fn law_rivals_that_do_not_bear_change_no_answer() {
    let (case, check) = checked();
    let (mut bearing, mut apart) = (0, 0);
    for claim in &check.claims {
        let rows = case.passage.rows_of(&claim.units);
        for reading in claim.readings.iter().filter(|one| one.runs.is_some()) {
            let ours = reading.combinations[0].outcome;
            for (at, rival) in reading.combinations.iter().enumerate().skip(1) {
                let scenario = case.runs.scenario(&rival.label()).expect("a rival");
                let own = scenario.rows().any(|row| rows.contains(row));
                if reading.bears(at) {
                    bearing += 1;
                    continue;
                }
                apart += 1;
                assert!(!own, "{}: {}", claim.id, scenario.id);
                assert!(!reading.turns(at), "{}: {}", claim.id, scenario.id);
                if matches!(ours, Outcome::Holds { .. } | Outcome::Fails { .. }) {
                    assert_eq!(rival.outcome, ours, "{}: {}", claim.id, scenario.id);
                }
            }
        }
    }
    assert!(bearing > 300 && apart > 1000, "{bearing}, {apart}");
}

/// The leader's belief stands and falls with rules of ours, and the words say so whatever the other rivals are.
#[test]
fn known_sentence_2_is_told_by_the_rivals_that_bear_on_it() {
    let claim = claim("u02-belief");
    assert_eq!(claim.contested_by(), [By::Rules]);
    let told = lab::words::rules::told(&claim.readings[0], 6);
    assert!(
        told.starts_with("our rules: 2 of 2; fails under 2 of "),
        "{told}"
    );
    assert!(
        told.contains("(stances-as-held 0 of 1, stances-at-face 0 of 1)"),
        "{told}"
    );
    assert!(told.ends_with("holds under the other 35 rivals"), "{told}");
}

#[test]
fn golden_verdicts_of_the_case() {
    let mut text = String::new();
    for claim in &checked().1.claims {
        let share = claim
            .share
            .map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"));
        let killed = format!("{}/{}", claim.killed(), claim.mutants.len());
        // Writing to a String cannot fail.
        let _infallible = writeln!(
            text,
            "{:<36}{:<20}{share:>6}{killed:>8}",
            claim.id,
            claim.status.label()
        );
    }
    insta::assert_snapshot!("verdicts", text);
}

/// A check with claims on runs keeps the schema, and says of each setting in how many trials the claim holds.
#[test]
fn law_a_check_with_runs_follows_its_schema() {
    let (case, verdicts) = checked();
    let value = json::check(case, verdicts);
    assert_eq!(valid(json::CHECK_SCHEMA, &value), Vec::<String>::new());
    assert_eq!(value["runs"]["replicates"], SEEDS);
    let readings = value["claims"].as_array().into_iter().flatten();
    let mut readings =
        readings.flat_map(|claim| claim["readings"].as_array().into_iter().flatten());
    let on_runs = readings
        .find(|reading| reading["on"] == "runs")
        .expect("a reading on runs");
    assert_eq!(on_runs["runs"]["settings"][0]["setting"], "baseline");
    assert_eq!(on_runs["runs"]["settings"][0]["trials"], SEEDS);
}
