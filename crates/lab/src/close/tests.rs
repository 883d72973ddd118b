//! The close run: peaks, valleys and what moves them, with answers known by hand.

use super::files::{SCHEMA, again, digest, files, json};
use super::{Bins, Measure, Pair, Under, WITHOUT, hinges, of_trials};
use crate::json::checker::valid;
use argument::runs::{Address, BASELINE, Setting, Trial, Trials};
use std::collections::BTreeMap;

fn address(scenario: &str, output: &str, dims: &[(&str, &str)]) -> Address {
    Address {
        scenario: scenario.to_owned(),
        output: output.to_owned(),
        date: "1936".to_owned(),
        dims: dims
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

fn trial(ran: &[&str]) -> Trial {
    let values = [
        (
            address(BASELINE, "specialists_arrested", &[("branch", "steel")]),
            3.0,
        ),
        (
            address(BASELINE, "specialists_arrested", &[("branch", "fuel")]),
            4.0,
        ),
        (
            address(BASELINE, "specialists_removed", &[("branch", "steel")]),
            0.002,
        ),
        (
            address(BASELINE, "specialists_removed", &[("branch", "fuel")]),
            0.5,
        ),
        (address(BASELINE, "penal_chance", &[]), 0.25),
        (address(WITHOUT, "penal_chance", &[]), 0.75),
    ];
    Trial {
        seed: 1933,
        ran: ran.iter().map(|one| (*one).to_owned()).collect(),
        values: BTreeMap::from(values),
    }
}

fn trials(settings: Vec<(&str, Vec<Trial>)>) -> Trials {
    let settings = settings.into_iter().map(|(name, trials)| Setting {
        name: name.to_owned(),
        trials,
    });
    Trials {
        settings: settings.collect(),
        ..Trials::none()
    }
}

#[test]
fn known_what_is_taken_out_of_trials() {
    let both = trials(vec![
        (
            BASELINE,
            vec![trial(&[BASELINE, WITHOUT]), trial(&[BASELINE])],
        ),
        ("no-patron", vec![trial(&[BASELINE])]),
    ]);
    let close = of_trials(&both).expect("a contrast");
    // A trial without the contrast is no pair, and a rival without pairs is none.
    assert_eq!(close.settings.len(), 1);
    let own = &close.settings[0];
    assert_eq!(own.values(Measure::Arrested, true), vec![7.0]);
    assert_eq!(own.values(Measure::Removed, true), vec![2.0]);
    assert_eq!(own.values(Measure::Chance, false), vec![75.0]);
    assert!(own.values(Measure::HitHard, true).is_empty());
    assert!(of_trials(&Trials::none()).is_none());
}

fn under(name: &str, chances: &[(u64, f64)]) -> Under {
    let pair = |(seed, chance): &(u64, f64)| {
        let mut given = [None; 5];
        given[Measure::Chance as usize] = Some(*chance);
        Pair {
            seed: *seed,
            with: given,
            without: given,
        }
    };
    Under {
        name: name.to_owned(),
        pairs: chances.iter().map(pair).collect(),
    }
}

#[test]
fn known_a_rival_is_set_against_the_same_seeds() {
    let settings = [
        under(BASELINE, &[(1, 10.0), (2, 20.0), (3, 90.0)]),
        under("small", &[(1, 11.0), (2, 21.0)]),
        under("large", &[(1, 0.0), (2, 0.0)]),
        under("other-seeds", &[(9, 50.0)]),
    ];
    let all = hinges::of_rivals(&settings);
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["large", "small"]);
    assert_eq!(all[0].moves(), (-15.0, -15.0));
    assert_eq!(all[1].with, (15.0, 16.0));
}

#[test]
fn law_bins_hold_every_run_once() {
    let (with, without) = ([0.0, 1.0, 1.0, 9.9], [10.0, 5.0]);
    let bins = Bins::of(&with, &without, 10).expect("values that differ");
    let sums = bins
        .counts
        .iter()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert_eq!(sums, (4, 2));
    assert_eq!(bins.counts[0], (1, 0));
    assert_eq!(bins.counts[9], (1, 1));
    assert_eq!(bins.most(), 2);
    assert_eq!(Bins::of(&[1.0], &[1.0], 10), None);
    let wide = Bins::of(&[1.0, 2.0, 99.0], &[100.0], 2).expect("values that differ");
    assert!((wide.edges[1] - 10.0).abs() < 1e-9);
    assert_eq!(wide.counts, vec![(2, 0), (1, 1)]);
}

/// Invented pairs under three settings, and a parameter.
fn close() -> super::Close {
    let settings = vec![
        under(BASELINE, &[(1, 10.0), (2, 20.0), (3, 90.0)]),
        under("small", &[(1, 11.0), (2, 21.0)]),
    ];
    super::Close {
        hinges: hinges::of_rivals(&settings),
        settings,
        pulls: vec![hinges::Pull {
            parameter: "usual_arrests".to_owned(),
            rank: -0.5,
            told: true,
            open: true,
        }],
        draws: 3,
        runs: 13,
        ensemble: None,
        wall_seconds: 1.5,
    }
}

#[test]
fn law_the_answer_follows_its_schema() {
    let (case, close) = (crate::testing::case(), close());
    let answer = json(&case, &close, 1);
    assert_eq!(valid(SCHEMA, &answer), Vec::<String>::new());
    let mut spoiled = answer;
    spoiled["parameters"][0]["rank_correlation"] = serde_json::json!(-1.5);
    spoiled["measures"][0]["without"]["values"] = serde_json::json!([null]);
    assert_eq!(valid(SCHEMA, &spoiled).len(), 2);
}

/// What is written is listed with its digests, holds no time, and names what was run; another number is another digest.
#[test]
fn law_the_manifest_lists_what_is_written() {
    let (case, whole) = (crate::testing::case(), close());
    let all = files(&case, &whole, 1).expect("files");
    let text = |name: &str| {
        let found = all.iter().find(|(file, _)| file == name);
        String::from_utf8(found.expect(name).1.clone()).expect("UTF-8")
    };
    let manifest: serde_json::Value =
        serde_json::from_str(&text("run-manifest.json")).expect("JSON");
    assert_eq!(manifest["job"], "close-run");
    assert_eq!(
        (&manifest["seed"], &manifest["pairs"]),
        (&1.into(), &3.into())
    );
    assert_eq!(manifest["digest"], digest(&case, &whole));
    assert_eq!(
        manifest["out"].as_array().map(Vec::len),
        Some(all.len() - 1)
    );
    assert!(text("close_run.json").contains("\"wall_seconds\": null"));
    let mut other = whole;
    other.settings[1].pairs[0].with[Measure::Chance as usize] = Some(12.0);
    assert_ne!(manifest["digest"], digest(&case, &other));
    let told = again(&case, &serde_json::json!({ "seed": 1 }), 1).expect_err("no pairs");
    assert!(told.to_string().contains("no seed or pairs"), "{told}");
}
