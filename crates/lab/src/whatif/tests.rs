//! Paired contrasts: laws of the statistics over made-up numbers, and of runs of the case inside the program with one rival.

use super::contrast::{Contrast, IndexSpread, differences, index_spreads};
use super::doubt::{Doubt, PARAMETERS};
use super::files::{SCHEMA, files, json};
use super::{Ask, Key, LEDGER, LOST_BIRTHS, Numbers, Pair, Under, WhatIf, again, run};
use crate::ensemble::Seeds;
use crate::error::LabError;
use crate::json::checker::valid;
use crate::load::{Origin, parse};
use crate::run::Watch;
use crate::trials::CHANCE;
use argument::case::Case;
use model::observe::OUTPUTS;
use proptest::prelude::*;
use serde_json::Value;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

const RIVAL: &str = "constant-births";
/// A counterfactual without any change.
const SAME: &str =
    "id = \"same\"\nname = \"Nothing else\"\nfirst_year = 1933\nweeks = 300\nwhy = \"A test.\"\n";

/// The case inside the program with one rival setting, so that runs are few, and with this scenario.
fn case_with(name: &str, text: &str) -> Case {
    let files = crate::load::files(Origin::Embedded).expect("embedded");
    let kept = |(path, text): &(String, String)| {
        let rival = path.starts_with("scenarios/") && text.contains("\nrival = ");
        !rival || path.ends_with(&format!("/{RIVAL}.toml"))
    };
    let mut files: Vec<(String, String)> = files.into_iter().filter(kept).collect();
    files.push((format!("scenarios/{name}.toml"), text.to_owned()));
    parse(&files).expect("sound")
}

fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| case_with("same", SAME))
}

fn contrast(case: &Case, scenario: &str, threads: usize) -> Result<WhatIf, LabError> {
    let watch = Watch {
        threads,
        progress: &|_, _| {},
        stop: &AtomicBool::new(false),
    };
    let ask = Ask {
        scenario,
        seeds: Seeds {
            first: 1933,
            number: 2,
            ensemble: None,
        },
    };
    run(case, ask, watch)
}

fn famine() -> &'static WhatIf {
    static FAMINE: OnceLock<WhatIf> = OnceLock::new();
    FAMINE.get_or_init(|| contrast(case(), "no-famine", 2).expect("runs"))
}

#[test]
fn law_a_scenario_that_changes_nothing_differs_in_nothing() {
    let whole = contrast(case(), "same", 0).expect("runs");
    assert_eq!(whole.settings.len(), 2);
    assert!(whole.differences.len() > 300);
    for one in &whole.differences {
        assert_eq!(one.rivals.len(), 1, "{:?}", one.key);
        for of in [&one.own, &one.rivals[0].1] {
            assert!(of.is_nothing() && !of.is_told(), "{:?}", one.key);
            let all = [of.mean, of.band.low, of.band.median, of.band.high];
            assert!(all.iter().all(|value| value.abs() <= 0.0), "{all:?}");
        }
        assert!(one.flips().is_empty() && one.fades().is_empty() && one.appears().is_empty());
    }
}

#[test]
fn law_bands_contain_their_medians_and_signs_are_counted() {
    let whole = famine();
    assert!(whole.differences.iter().any(|one| one.own.is_told()));
    for one in &whole.differences {
        let rivals = one.rivals.iter().map(|(_, rival)| rival);
        for of in rivals.chain([&one.own]) {
            assert!(of.band.low <= of.band.median && of.band.median <= of.band.high);
            assert!(of.more + of.less <= of.seeds && of.seeds == 2);
        }
    }
}

#[test]
fn parity_the_digest_does_not_depend_on_threads() {
    let one = contrast(case(), "no-famine", 1).expect("runs");
    assert_eq!(one.digest, famine().digest);
    assert_eq!(one.differences, famine().differences);
}

/// The human side first; kinds of death apart and nowhere added; the whole run is the sum of its years.
#[test]
fn law_the_human_ledger_comes_first_and_by_kind() {
    let whole = famine();
    let last_human = whole.differences.iter().rposition(|one| one.key.is_human());
    let first_other = whole.differences.iter().position(|one| !one.key.is_human());
    assert!(last_human < first_other);
    let of = |kind: &str, date: &str| {
        let wanted = |key: &Key| {
            let dims: Vec<&str> = key.dims.iter().map(|(_, value)| value.as_str()).collect();
            key.quantity == LEDGER && key.date == date && dims == [kind]
        };
        let numbers = &whole.settings[0].pairs[0].baseline;
        let found = numbers.iter().find(|(key, _)| wanted(key));
        *found.expect(kind).1
    };
    for kind in [
        "born",
        "died-ordinary",
        "died-famine",
        "died-camp",
        "died-settlement",
        "left-country",
    ] {
        let years: f64 = (1933..1938).map(|year| of(kind, &year.to_string())).sum();
        assert!((years - of(kind, "1933/1937")).abs() < 0.5, "{kind}");
    }
    for name in [LEDGER, LOST_BIRTHS] {
        assert!(OUTPUTS.iter().all(|output| output.id != name), "{name}");
    }
}

/// With grain in the villages fewer die of hunger; and with births that do not answer to food, none are lost.
#[test]
fn known_without_the_famine_fewer_die_of_it_under_every_rule() {
    let died = famine().differences.iter().find(|one| {
        one.key.quantity == LEDGER
            && one.key.words() == "kind=died-famine"
            && one.key.date == "1933"
    });
    let died = died.expect("the ledger");
    assert_eq!((died.own.sign(), died.own.less), (-1, 2));
    assert!(died.own.band.median < -5e6 && died.flips().is_empty());
    let lost = famine()
        .differences
        .iter()
        .find(|one| one.key.quantity == LOST_BIRTHS && one.key.date == "1934")
        .expect("lost births");
    assert_eq!(lost.rivals[0].1.sign(), 0, "{lost:?}");
}

#[test]
fn json_follows_its_schema() {
    let value = json(famine(), "there", &|_| true);
    assert_eq!(valid(SCHEMA, &value), Vec::<String>::new());
    assert!(value["differences"][0]["by_rival"][RIVAL].is_number());
    let mut spoiled = value.clone();
    spoiled["differences"][0]["by_rival"][RIVAL] = Value::Null;
    spoiled["differences"][1]["median"] = "0".into();
    assert_eq!(valid(SCHEMA, &spoiled).len(), 2);
    let only = json(famine(), "there", &|one| one.key.is_human());
    let told = only["differences"].as_array().expect("a list");
    assert!(!told.is_empty() && told.iter().all(|one| one["human"] == true));
}

/// Every cell of the tables is of its column's kind, and the manifest tells enough to run it again.
#[test]
fn law_what_is_written_can_be_run_again() {
    let whole = famine();
    let files = files(case(), whole).expect("files");
    let (name, bytes) = files.last().expect("a manifest");
    assert_eq!(name, "run-manifest.json");
    let manifest: Value = serde_json::from_slice(bytes).expect("JSON");
    assert_eq!(again(case(), &manifest, 0).expect("runs"), whole.digest);
    let mut broken = manifest.clone();
    broken["pairs"] = Value::Null;
    let error = again(case(), &broken, 0).expect_err("no pairs").to_string();
    assert!(error.contains("does not tell what was run"), "{error}");
    let table = files
        .iter()
        .find(|(name, _)| name.ends_with("differences.csv"));
    let text = String::from_utf8_lossy(&table.expect("a table").1).into_owned();
    let rows = 2 * whole.differences.len();
    assert_eq!(text.lines().count(), rows + 1, "a row a number and setting");
}

#[test]
fn slips_are_one_clear_error() {
    let said = |case: &Case, scenario: &str| {
        let error = contrast(case, scenario, 1).expect_err(scenario).to_string();
        for part in ["found:", "wanted:", "hint:"] {
            assert!(error.contains(part), "{error}");
        }
        error
    };
    let error = said(case(), "no-famin");
    assert!(error.contains("unknown scenario") && error.contains("did you mean no-famine"));
    let error = said(case(), "baseline");
    assert!(error.contains("against itself") && error.contains("no-famine"));
    let shorter = case_with(
        "shorter",
        &SAME.replace("same", "shorter").replace("300", "60"),
    );
    let error = said(&shorter, "shorter");
    assert!(error.contains("other dates") && error.contains("weeks = 60"));
    let small = parse(&crate::load::template()).expect("sound");
    assert!(said(&small, "no-famine").contains("no model to run"));
}

/// A rival against the baseline is a contrast of rules, and is not run under itself.
#[test]
fn law_a_rival_is_not_set_against_itself() {
    let whole = contrast(case(), RIVAL, 0).expect("runs");
    assert_eq!(whole.settings.len(), 1);
    assert!(!whole.scenario.rival.is_empty());
    assert_eq!(whole.runs(), 4);
}

#[test]
fn a_stopped_contrast_says_so() {
    let watch = Watch {
        threads: 1,
        progress: &|_, _| {},
        stop: &AtomicBool::new(true),
    };
    let ask = Ask {
        scenario: "no-famine",
        seeds: Seeds {
            first: 1,
            number: 1,
            ensemble: None,
        },
    };
    let stopped = run(case(), ask, watch);
    assert!(matches!(stopped, Err(LabError::Interrupted)));
}

fn key(quantity: &str, dims: &[(&str, &str)]) -> Key {
    super::number::key(
        quantity,
        "1937",
        dims.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    )
}

fn under(name: &str, pairs: &[(Numbers, Numbers)]) -> Under {
    let pair = |(seed, (baseline, scenario)): (u64, &(Numbers, Numbers))| Pair {
        seed,
        baseline: Arc::new(baseline.clone()),
        scenario: Arc::new(scenario.clone()),
        digests: (String::new(), String::new()),
    };
    Under {
        name: name.to_owned(),
        pairs: (0..).zip(pairs).map(pair).collect(),
    }
}

/// One number: these values of the baseline, and what the scenario adds, one a seed.
fn made(name: &str, base: [f64; 3], more: [f64; 3]) -> Under {
    let of = |value: f64| Numbers::from([(key("steel", &[]), value)]);
    let pairs = base.iter().zip(more);
    let pairs: Vec<_> = pairs
        .map(|(base, more)| (of(*base), of(base + more)))
        .collect();
    under(name, &pairs)
}

#[test]
fn known_contrast_of_three_pairs() {
    let own = Contrast::of(&[(10.0, 11.0), (20.0, 22.0), (30.0, 33.0)]).expect("pairs");
    assert_eq!((own.seeds, own.more, own.less), (3, 3, 0));
    assert!((own.baseline - 20.0).abs() < 1e-12 && (own.band.median - 2.0).abs() < 1e-12);
    // sd of 1, 2, 3 is 1, so the standard error is 1 / sqrt(3).
    let error = own.error.expect("three seeds");
    assert!((error - 1.0 / 3.0_f64.sqrt()).abs() < 1e-12);
    assert!((own.relative.expect("no zero") - 10.0).abs() < 1e-12);
    assert!(own.is_told() && own.sign() == 1 && own.with_sign() == 3);
    let one = Contrast::of(&[(0.0, 5.0)]).expect("a pair");
    assert_eq!(
        (one.error, one.relative, one.is_told()),
        (None, None, false)
    );
    assert_eq!(Contrast::of(&[(f64::NAN, 1.0)]), None);
}

#[test]
fn law_rules_and_chance_are_told_apart() {
    let settings = [
        made("baseline", [10.0, 20.0, 30.0], [1.0, 1.1, 0.9]),
        made("opposite", [10.0, 20.0, 30.0], [-1.0, -1.1, -0.9]),
        made("unclear", [10.0, 20.0, 30.0], [-1.0, 0.1, 1.0]),
        made("same", [10.0, 20.0, 30.0], [2.0, 2.1, 1.9]),
    ];
    let all = differences(&settings, None);
    let one = &all[0];
    assert_eq!((all.len(), one.rivals.len()), (1, 3));
    assert_eq!(one.flips(), ["opposite"]);
    assert_eq!(one.fades(), ["unclear"]);
    assert!(one.appears().is_empty());
    let (low, high) = one.spread().expect("rivals");
    assert!((low + 1.0).abs() < 1e-9 && (high - 2.0).abs() < 1e-9);
    // The band over seeds knows nothing of rivals.
    assert!(one.own.band.low > 0.8 && one.own.band.high < 1.2);
    let turned = differences(&[settings[2].clone(), settings[0].clone()], None);
    assert_eq!(turned[0].appears(), ["baseline"]);
}

/// Chance 0.9 points, rules 10 points, indices 4 points: half-widths in per cent of the baseline, whatever the unit, and none is added.
#[test]
fn known_doubts_stand_in_one_unit_and_apart() {
    let settings = [
        made("baseline", [50.0; 3], [5.0, 5.5, 4.5]),
        made("other", [200.0; 3], [60.0; 3]),
    ];
    let mut one = differences(&settings, None).remove(0);
    let doubt = Doubt::of(&one, &[]);
    assert!(doubt.in_per_cent && doubt.index.is_none());
    let half = 100.0 * (one.own.band.high - one.own.band.low) / 2.0 / 50.0;
    assert!((doubt.chance - half).abs() < 1e-9 && half > 0.5 && half <= 1.0);
    assert!((doubt.rules.expect("a rival") - 10.0).abs() < 1e-9);
    assert_eq!(doubt.widest(), Some("rules"));
    let spread = IndexSpread {
        key: one.key.clone(),
        indices: 2,
        relative: (6.0, 14.0),
    };
    one.key
        .dims
        .push(("index".to_owned(), "late-prices".to_owned()));
    assert_eq!(Doubt::of(&one, &[spread]).index, Some(4.0));
    let alone = differences(&[made("baseline", [0.0; 3], [1.0, 2.0, 3.0])], None).remove(0);
    let doubt = Doubt::of(&alone, &[]);
    assert!(!doubt.in_per_cent && doubt.rules.is_none());
    let band = alone.own.band;
    assert!((doubt.chance - (band.high - band.low) / 2.0).abs() < 1e-12);
    assert_eq!(doubt.widest(), Some("chance"));
    let same = differences(&[made("baseline", [1.0; 3], [0.0; 3])], None).remove(0);
    assert_eq!(Doubt::of(&same, &[]).widest(), None);
}

/// Over an ensemble the range has chance and parameters in it, and runs with the parameters as they stand tell chance alone.
#[test]
fn known_doubt_about_parameters_stands_beside_chance() {
    let settings = [made("baseline", [50.0; 3], [5.0, 15.0, 10.0])];
    let calm = made(CHANCE, [100.0; 3], [10.0, 10.2, 10.1]);
    let one = differences(&settings, Some(&calm)).remove(0);
    let doubt = Doubt::of(&one, &[]);
    assert!(doubt.chance < 0.2 && doubt.chance > 0.0, "{doubt:?}");
    assert!(
        doubt
            .parameters
            .is_some_and(|width| width > 5.0 && width <= 10.0)
    );
    assert_eq!(doubt.widest(), Some(PARAMETERS));
    let wild = made(CHANCE, [50.0; 3], [-20.0, 40.0, 10.0]);
    let one = differences(&settings, Some(&wild)).remove(0);
    assert_eq!(Doubt::of(&one, &[]).widest(), Some("chance"));
}

/// Rival indices are a third doubt: the least and largest relative difference over the values of `index`.
#[test]
fn law_rival_indices_are_told_apart() {
    let of = |early: f64, late: f64| {
        Numbers::from([
            (
                key("output", &[("branch", "coal"), ("index", "early-prices")]),
                early,
            ),
            (
                key("output", &[("branch", "coal"), ("index", "late-prices")]),
                late,
            ),
            (key("steel", &[("branch", "coal")]), 1.0),
        ])
    };
    let pairs = [
        (of(100.0, 50.0), of(110.0, 51.0)),
        (of(100.0, 50.0), of(110.0, 51.0)),
    ];
    let all = differences(&[under("baseline", &pairs)], None);
    let spreads = index_spreads(&all);
    assert_eq!(spreads.len(), 1);
    assert_eq!(
        (spreads[0].indices, spreads[0].key.words()),
        (2, "branch=coal".to_owned())
    );
    let (low, high) = spreads[0].relative;
    assert!(
        (low - 2.0).abs() < 1e-9 && (high - 10.0).abs() < 1e-9,
        "{low} {high}"
    );
}

proptest! {
    /// Turned round, a contrast has the other sign and the same chance.
    #[test]
    fn law_a_contrast_turned_round_is_its_negative(pairs in prop::collection::vec((-1e6..1e6_f64, -1e6..1e6_f64), 1..40)) {
        let turned: Vec<(f64, f64)> = pairs.iter().map(|(a, b)| (*b, *a)).collect();
        let (one, other) = (Contrast::of(&pairs).expect("pairs"), Contrast::of(&turned).expect("pairs"));
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * (1.0 + a.abs());
        prop_assert!(near(one.mean, -other.mean) && near(one.band.median, -other.band.median));
        prop_assert!(near(one.band.low, -other.band.high) && near(one.band.high, -other.band.low));
        prop_assert_eq!((one.more, one.less), (other.less, other.more));
        prop_assert_eq!(one.sign(), -other.sign());
        prop_assert!(one.band.low <= one.band.median && one.band.median <= one.band.high);
    }
}
