//! `closerun compare`, as typed, on a copy of the case with one rival setting, so that runs are few.

use crate::common::closerun;
use crate::copy;
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

/// A folder with a copy of the case in `case`, all rival settings but one left out, and a scenario of other dates.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    copy::write(&copy::with_one_rival(), &folder.path().join("case"));
    let short =
        "id = \"short\"\nname = \"One year\"\nfirst_year = 1933\nweeks = 60\nwhy = \"A test.\"\n";
    let file = folder.path().join("case/scenarios/short.toml");
    fs::write(file, short).expect("written");
    folder
}

/// The difference comes first, and of it what happens to people; each scenario has its line; nothing is wider than a terminal.
#[test]
fn compare_tells_differences_first_and_people_before_all() {
    let folder = folder();
    let args = ["compare", "no-famine", "half-procurement", "no-murder"];
    let more = ["--case", "case", "--runs", "2"];
    let (code, text, error) = closerun(&folder, &[&args[..], &more].concat());
    assert_eq!(code, 0, "{error}");
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    let order = [
        "  A  no-famine: ",
        "  C  no-murder: ",
        "What happens to people",
        "Left out: ",
        "What else differs",
        "Where the doubt comes from",
        "Where the choice of rule turns a sign",
        "What each of them changes",
        "How to read this",
        "Written",
    ];
    let places: Vec<usize> = order.into_iter().map(at).collect();
    assert!(places.is_sorted(), "{places:?}");
    let people = &text[places[2]..places[4]];
    let died = people.find("died in the famine, 1933-1937, thousand persons; A has ");
    let died: Vec<&str> = people[died.expect("famine")..]
        .lines()
        .skip(1)
        .take(2)
        .collect();
    assert!(
        died[0].starts_with("  B ") && died[1].starts_with("  C "),
        "{died:?}"
    );
    let beside = people.find("sentences in cases of the political police, 1937");
    let plain: Vec<&str> = people[beside.expect("sentences")..]
        .split_whitespace()
        .collect();
    let plain = plain.join(" ");
    let at = plain.find("elasticity to the tolerated share: A -");
    let at = at.expect("what arrests hang on");
    assert!(
        at < 300 && plain[at..].contains(", B -") && plain[at..].contains(", C -"),
        "{plain}"
    );
    let changes = &text[places[7]..];
    for words in [
        "beyond evidence: Grain",
        "far from what happened: ",
        "near what happened: ",
    ] {
        assert!(changes.contains(words), "{words}: {changes}");
    }
}

/// What is written verifies, and is not overwritten by another job.
#[test]
fn compare_writes_what_verify_runs_again() {
    let folder = folder();
    let args = [
        "compare",
        "baseline",
        "no-murder",
        "--case",
        "case",
        "--runs",
        "1",
    ];
    let (code, text, error) = closerun(&folder, &[&args[..], &["--format", "json"]].concat());
    assert_eq!(code, 0, "{error}");
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        answer["compared"],
        serde_json::json!(["baseline", "no-murder"])
    );
    assert_eq!(answer["contrasts"][0]["changes"][0]["plausible"], "near");
    assert_eq!(answer["contrasts"][0]["differences"][0]["human"], true);
    let manifest = fs::read_to_string(folder.path().join("closerun-compare/run-manifest.json"));
    let manifest: Value = serde_json::from_str(&manifest.expect("there")).expect("JSON");
    assert_eq!(manifest["digest"], answer["digest"]);
    assert_eq!(manifest["scenarios"][0]["changes"][0]["plausible"], "near");
    let (code, text, _) = closerun(&folder, &["verify", "--case", "case"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("it gives the same digest"), "{text}");
    let (_, table, _) = closerun(&folder, &[&args[..], &["--format", "csv"]].concat());
    assert!(
        table.starts_with("compared,setting,quantity,date,"),
        "{table}"
    );
    let out = ["whatif", "no-murder", "--out", "closerun-compare"];
    let (code, _, error) = closerun(&folder, &out);
    assert_eq!(code, 2);
    assert!(error.contains("what `closerun compare` wrote"), "{error}");
}

#[test]
fn bad_comparisons_are_one_error_and_leave_nothing() {
    let folder = folder();
    for (names, words) in [
        ("", "0 scenarios"),
        ("no-murder", "1 scenario: no-murder"),
        ("a b c d e", "5 scenarios: a, b, c, d, e"),
        ("no-murder no-murder", "the same scenario twice"),
        ("no-murder no-famin", "did you mean no-famine"),
        ("no-murder short", "other dates than no-murder"),
        ("no-murder no-famine --runs 0", "1 to 500 pairs of runs"),
    ] {
        let names: Vec<&str> = names.split_whitespace().collect();
        let args = [&["compare", "--case", "case"][..], &names].concat();
        let (code, text, error) = closerun(&folder, &args);
        assert_eq!((code, text.as_str()), (2, ""), "{names:?}");
        for part in [words, "found:", "wanted:", "hint:"] {
            assert!(error.contains(part), "{names:?}, {part}: {error}");
        }
    }
    let there = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(there, 1, "the case alone");
}
