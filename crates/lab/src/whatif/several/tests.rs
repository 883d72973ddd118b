//! Scenarios beside each other: the same contrasts as one by one, and slips.

use super::{Compared, SCHEMA, again, files, json, run};
use crate::ensemble::Seeds;
use crate::error::LabError;
use crate::json::checker::valid;
use crate::load::{Origin, parse};
use crate::run::Watch;
use crate::store::manifest;
use crate::whatif::{Ask, LEDGER};
use argument::case::Case;
use argument::runs::BASELINE;
use serde_json::Value;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

const RIVAL: &str = "constant-births";
/// With the parameters as they stand.
const TWO: Seeds = Seeds {
    first: 1933,
    number: 2,
    ensemble: None,
};

/// The case inside the program with one rival setting, and a scenario of other dates.
fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| {
        let files = crate::load::files(Origin::Embedded).expect("embedded");
        let kept = |(path, text): &(String, String)| {
            let rival = path.starts_with("scenarios/") && text.contains("\nrival = ");
            !rival || path.ends_with(&format!("/{RIVAL}.toml"))
        };
        let mut files: Vec<(String, String)> = files.into_iter().filter(kept).collect();
        let short =
            "id = \"shorter\"\nname = \"Less\"\nfirst_year = 1933\nweeks = 60\nwhy = \"A test.\"\n";
        files.push(("scenarios/shorter.toml".to_owned(), short.to_owned()));
        parse(&files).expect("sound")
    })
}

fn compared(names: &[&str], threads: usize) -> Result<Compared, LabError> {
    let watch = Watch {
        threads,
        progress: &|_, _| {},
        stop: &AtomicBool::new(false),
    };
    run(case(), names, TWO, watch)
}

fn three() -> &'static Compared {
    static THREE: OnceLock<Compared> = OnceLock::new();
    THREE.get_or_init(|| compared(&[BASELINE, "no-famine", "no-murder"], 0).expect("runs"))
}

/// One machinery: with the baseline first, every difference is the one that `whatif` gives.
#[test]
fn parity_beside_the_baseline_it_is_whatif() {
    let whole = three();
    let watch = Watch {
        threads: 1,
        progress: &|_, _| {},
        stop: &AtomicBool::new(false),
    };
    let ask = Ask {
        scenario: "no-murder",
        seeds: TWO,
    };
    let alone = crate::whatif::run(case(), ask, watch).expect("runs");
    assert_eq!(whole.others.len(), 2);
    assert_eq!(whole.others[1].differences, alone.differences);
    assert_eq!(whole.others[1].digest, alone.digest);
    for row in whole.rows() {
        let [famine, murder] = row.by.as_slice() else {
            panic!("two scenarios: {row:?}");
        };
        assert_eq!(famine.expect("given").key, *row.key);
        assert_eq!(murder.expect("given").key, *row.key);
    }
}

/// Turned round, every difference has the other sign; and what is compared is not run under itself.
#[test]
fn law_turned_round_a_comparison_is_its_negative() {
    let one = compared(&["no-famine", RIVAL], 0).expect("runs");
    let other = compared(&[RIVAL, "no-famine"], 0).expect("runs");
    let (one, other) = (&one.others[0], &other.others[0]);
    assert_eq!(one.settings.len(), 1, "the one rival is compared");
    assert!(one.differences.iter().any(|one| one.own.is_told()));
    for (a, b) in one.differences.iter().zip(&other.differences) {
        assert_eq!(a.key, b.key);
        let near = (a.own.mean + b.own.mean).abs() <= 1e-9 * (1.0 + a.own.mean.abs());
        assert!(near, "{:?}", a.key);
        assert_eq!(a.own.sign(), -b.own.sign(), "{:?}", a.key);
    }
}

#[test]
fn json_follows_its_schema_and_says_how_plausible_changes_are() {
    let value = json(three(), "there", &|_| true);
    assert_eq!(valid(SCHEMA, &value), Vec::<String>::new());
    assert_eq!(value["contrasts"][1]["changes"][0]["plausible"], "near");
    assert_eq!(
        value["runs"], 12,
        "three scenarios, two settings, two seeds"
    );
    let mut spoiled = value.clone();
    spoiled["contrasts"][0]["differences"][0]["doubt"]["widest"] = "luck".into();
    spoiled["compared"] = Value::Null;
    assert_eq!(valid(SCHEMA, &spoiled).len(), 2);
}

#[test]
fn law_what_is_written_can_be_run_again() {
    let whole = three();
    let files = files(case(), whole).expect("files");
    let (name, bytes) = files.last().expect("a manifest");
    assert_eq!(name, manifest::NAME);
    let told: Value = serde_json::from_slice(bytes).expect("JSON");
    assert_eq!(told["job"], manifest::COMPARE);
    assert_eq!(told["scenarios"][1]["changes"][0]["plausible"], "near");
    assert_eq!(again(case(), &told, 1).expect("runs"), whole.digest);
    let mut broken = told.clone();
    broken["compared"] = Value::Null;
    let error = again(case(), &broken, 0).expect_err("no names").to_string();
    assert!(error.contains("does not tell what was run"), "{error}");
    let found = files
        .iter()
        .find(|(name, _)| name == "tables/differences.csv");
    let text = String::from_utf8_lossy(&found.expect("a table").1).into_owned();
    assert!(text.starts_with("compared,setting,quantity,"), "{text}");
    let rows: usize = whole
        .others
        .iter()
        .map(|one| 2 * one.differences.len())
        .sum();
    assert_eq!(text.lines().count(), rows + 1);
    assert!(text.contains(&format!("\nno-murder,{RIVAL},{LEDGER},")));
}

#[test]
fn slips_are_one_clear_error() {
    for (names, words) in [
        (vec![], "0 scenarios"),
        (vec!["no-famine"], "1 scenario: no-famine"),
        (vec!["a", "b", "c", "d", "e"], "5 scenarios"),
        (
            vec!["no-famine", "no-murder", "no-famine"],
            "the same scenario twice",
        ),
        (vec!["no-famine", "no-murdr"], "did you mean no-murder"),
        (vec!["no-murder", "shorter"], "other dates than no-murder"),
        (vec!["shorter", BASELINE], "other dates than shorter"),
    ] {
        let error = compared(&names, 1).expect_err("refused").to_string();
        for part in [words, "found:", "wanted:", "hint:"] {
            assert!(error.contains(part), "{names:?}, {part}: {error}");
        }
    }
}
