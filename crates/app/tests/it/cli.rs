//! What a person types and what comes back: answers, exit codes, nothing half-written.

use crate::common::{program, says, says_of_the_case};
use crate::copy;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn mill() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/mill")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&says(args)).expect("JSON")
}

fn json_of_the_case(args: &[&str]) -> Value {
    serde_json::from_str(&says_of_the_case(args)).expect("JSON")
}

#[test]
fn bare_says_what_it_is_and_three_commands() {
    let text = says(&[]);
    for wanted in [
        "closerun check",
        "closerun explain 70",
        "closerun evidence steel",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing");
    }
}

#[test]
fn law_everything_for_people_fits_80_columns() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("out");
    let out = out.to_string_lossy();
    let of_the_case: [&[&str]; 10] = [
        &["check", "--out", &out],
        &["read"],
        &["explain", "70"],
        &["explain", "57"],
        &["explain", "71"],
        &["worklist"],
        &["rows"],
        &["disputes"],
        &["tensions"],
        &["explain", "T4"],
    ];
    let others: [&[&str]; 6] = [
        &[],
        &["evidence"],
        &["evidence", "grain_harvest"],
        &["evidence", "camp_inmates"],
        &["--help"],
        &["check", "--help"],
    ];
    let of_the_case = of_the_case.map(|args| (args, says_of_the_case(args)));
    for (args, text) in of_the_case
        .into_iter()
        .chain(others.map(|args| (args, says(args))))
    {
        // A path or an address is printed whole, however long.
        let long = |line: &&str| line.chars().count() > 80 && !line.contains('/');
        let found: Vec<&str> = text.lines().filter(long).collect();
        assert!(found.is_empty(), "{args:?} prints wide lines: {found:#?}");
        assert!(
            !text.contains("\u{1b}["),
            "{args:?} prints colour codes into a pipe"
        );
    }
}

#[test]
fn check_writes_a_whole_run() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("run");
    let text = says_of_the_case(&["check", "--out", &out.to_string_lossy()]);
    assert!(
        text.find("CONTRADICTED") < text.find("SUPPORTED ON EVERY"),
        "misses come first"
    );
    for file in [
        "report.html",
        "report-short.html",
        "check.json",
        "run-manifest.json",
        "DATA-DICTIONARY.md",
        "LICENSE-DATA",
        "bibliography.bib",
        "bibliography.csl.json",
        "tables/units.csv",
        "tables/estimates.parquet",
    ] {
        assert!(out.join(file).is_file(), "{file} is missing");
    }
    for name in ["report.html", "report-short.html"] {
        let html = fs::read_to_string(out.join(name)).expect(name);
        let links: Vec<&str> = html.split("href=\"#").skip(1).collect();
        assert!(links.len() > 75, "{name} has links to every sentence");
        for link in links {
            let (anchor, _) = link.split_once('"').expect("a quoted link");
            let there = html.contains(&format!("id=\"{anchor}\""));
            assert!(there, "{name} has no place called {anchor}");
        }
    }
    let html = fs::read_to_string(out.join("report.html")).expect("the report");
    assert!(
        !html.contains("<script") && !html.contains("src=\"http"),
        "the report is self-contained"
    );
    assert_eq!(
        fs::read_dir(folder.path()).expect("the folder").count(),
        1,
        "nothing else is left"
    );
}

/// What a newcomer reads first is short; everything is there for whoever asks.
#[test]
fn check_is_short_unless_all_is_asked_for() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("run");
    let args = ["check", "--out", &out.to_string_lossy()];
    let short = says_of_the_case(&args);
    let long = says_of_the_case(&[&args[..], &["--long"]].concat());
    assert!(short.lines().count() < 320, "{}", short.lines().count());
    assert!(long.lines().count() > 1000, "{}", long.lines().count());
    let at = |text: &str| short.find(text).expect("it is told");
    assert!(at("kill rate") < at("CONTRADICTED"), "counts come first");
    assert!(short.contains("in part: 1 of 2 assertions judged, the other is not testable"));
    for code in ["under'", "(1935)", " && "] {
        assert!(!short.contains(code), "{code} is no word");
    }
}

/// No view of growth without what the same years cost: terminal, data and report.
#[test]
fn law_growth_is_never_told_without_its_human_cost() {
    let kinds = ["died of hunger", "executed", "died in camps", "in exile"];
    let whole = |text: &str, what: &str| {
        for kind in kinds {
            assert!(text.contains(kind), "{what} does not tell who {kind}");
        }
    };
    for unit in ["44", "46", "62", "63", "64", "69", "70", "71", "72"] {
        let text = says_of_the_case(&["explain", unit]);
        let from = text.find("The human cost of the same years").expect(unit);
        whole(&text[from..], unit);
        let flat: Vec<&str> = text[from..].split_whitespace().collect();
        let text = flat.join(" ");
        let model = text.contains("in the model: 1933");
        assert_eq!(model, unit != "44", "{unit}");
        assert_eq!(model, text.contains("1937 not shown"), "{unit}");
        let record = "December 1953; no range given): 1933 2,150";
        assert!(text.contains(record), "{unit}: {text}");
    }
    let told = json_of_the_case(&["explain", "63", "--format", "json"]);
    let columns = told["human_cost"].as_array().expect("columns");
    for kind in ["died-famine", "executed", "died-camp", "exile"] {
        let known = columns.iter().any(|one| one["kind"] == kind);
        assert!(known, "{kind} is missing");
    }
    assert!(json_of_the_case(&["explain", "54", "--format", "json"])["human_cost"].is_null());
    let read = says_of_the_case(&["read"]);
    let last = read.find("  72  ").expect("the last sentence about growth");
    let next = read.find("  73  ").expect("the next paragraph");
    let flat: Vec<&str> = read[last..next].split_whitespace().collect();
    whole(&flat.join(" "), "read");
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("run");
    says_of_the_case(&["check", "--out", &out.to_string_lossy()]);
    let short = fs::read_to_string(out.join("report-short.html")).expect("the short report");
    whole(&short, "the short report");
    assert!(
        !short.contains("bears on the sentence"),
        "it is about all sentences"
    );
    let report = fs::read_to_string(out.join("report.html")).expect("the report");
    for unit in ["46", "63", "72"] {
        let start = report.find(&format!("id=\"unit-{unit}\"")).expect("it");
        let end = report[start..].find("</article>").expect("its end");
        whole(&report[start..start + end], unit);
    }
}

#[test]
fn words_and_scenarios_can_be_looked_up() {
    assert!(says(&["explain", "kill", "rate"]).contains("Share of the mutants"));
    assert!(says(&["explain", "words"]).contains("ablation"));
    let text = says(&["whatif"]);
    assert!(text.contains("no-murder") && text.contains("Rival settings"));
}

#[test]
fn check_json_keeps_its_contract() {
    let folder = TempDir::new().expect("a folder");
    let whole = json_of_the_case(&[
        "check",
        "--format",
        "json",
        "--out",
        &folder.path().join("o").to_string_lossy(),
    ]);
    assert!(whole["digest"].is_string());
    let units = whole["units"].as_array().expect("units");
    assert_eq!(units.len(), 75);
    for (i, unit) in units.iter().enumerate() {
        assert_eq!(unit["id"], (i + 1).to_string());
        for key in ["status", "class", "share", "flips_on", "mutants"] {
            assert!(unit.get(key).is_some(), "unit {} lacks {key}", i + 1);
        }
        assert!(unit["mutants"]["run"].is_u64() && unit["mutants"]["killed"].is_u64());
    }
    for key in ["by_status", "kill_rate", "recalled_share"] {
        assert!(
            whole["summary"].get(key).is_some(),
            "the summary lacks {key}"
        );
    }
}

/// What was run stands in the answer, and every number of it in the table of trials.
#[test]
fn check_tells_what_was_run() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("o");
    let whole = json_of_the_case(&["check", "--format", "json", "--out", &out.to_string_lossy()]);
    let settings = whole["runs"]["settings"].as_array().expect("settings");
    assert_eq!(settings[0], "baseline");
    assert_eq!(whole["runs"]["replicates"], 2);
    let claims = whole["claims"].as_array().expect("claims");
    let people = claims
        .iter()
        .find(|claim| claim["id"] == "u71-missing-people")
        .expect("the claim");
    assert_eq!(people["status"], "follows from our rule");
    assert_eq!(people["readings"][0]["on"], "runs");
    let first = &people["readings"][0]["runs"]["settings"][0];
    assert_eq!(
        (first["holds"].as_u64(), first["trials"].as_u64()),
        (Some(2), Some(2))
    );
    let trials = fs::read_to_string(out.join("tables/trials.csv")).expect("the table");
    let own = trials
        .lines()
        .filter(|line| line.starts_with("u71-missing-people,"));
    // Two terms; two seeds in the baseline setting, one of them under each rival of its row, and a draw of all parameters a seed.
    let judged = &people["readings"][0]["runs"]["settings"];
    let judged = judged.as_array().expect("settings").len();
    assert!(judged > 1 && judged < settings.len());
    assert_eq!(own.count(), 2 * (2 + (judged - 1) + 2));
    assert!(out.join("tables/trials.parquet").is_file());
    let manifest = fs::read_to_string(out.join("run-manifest.json")).expect("the manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["options"]["runs"], 2);
}

/// Rows that the model of this version holds.
fn model_rows() -> impl Iterator<Item = String> {
    (1..=28).map(|row| format!("R{row}"))
}

#[test]
fn rows_say_what_is_missing() {
    let whole = json_of_the_case(&["rows", "--format", "json"]);
    let rows = whole["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 28);
    // Those that the model holds, and no other.
    let held: Vec<String> = model_rows().collect();
    for row in rows {
        let id = row["id"].as_str().expect("a key");
        assert_eq!(
            row["works"],
            held.iter().any(|row| row == id),
            "{id}: {row}"
        );
        let missing = row["missing"].as_array().expect("a list");
        assert_eq!(missing.is_empty(), held.iter().any(|row| row == id), "{id}");
    }
}

/// On a copy in which one sentence is judged, for everything is run four times.
#[test]
fn a_second_run_replaces_the_first_and_verify_agrees() {
    let folder = TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let [case, out] = ["case", "run"].map(|name| path(name).to_string_lossy().into_owned());
    copy::write(&copy::about("71", |_| true), &path("case"));
    let check = ["check", "--case", &case, "--out", &out, "--runs", "1"];
    says(&check);
    let first = fs::read(path("run/check.json")).expect("check.json");
    let again = ["--threads", "1", "--fresh", "--against", &out];
    says(&[&check[..], &again].concat());
    assert_eq!(first, fs::read(path("run/check.json")).expect("check.json"));
    let verify = ["verify", &out, "--case", &case];
    says(&verify);
    fs::write(path("run/tables/units.csv"), "changed").expect("writable");
    program(&verify).assert().code(1);
}

#[test]
fn a_changed_observation_is_seen_against_the_old_run() {
    let folder = TempDir::new().expect("a folder");
    let case = folder.path().join("case");
    says(&["new", &case.to_string_lossy()]);
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let case_text = case.to_string_lossy().into_owned();
    says(&[
        "check",
        "--case",
        &case_text,
        "--out",
        &old.to_string_lossy(),
    ]);
    // Every number of the evidence ten times as large: whatever the case claims, something flips.
    let evidence = case.join("evidence/mill.toml");
    let text = fs::read_to_string(&evidence).expect("evidence");
    let changed: String = text
        .lines()
        .enumerate()
        .map(|(i, line)| if i % 2 == 0 { line.replace("value = ", "value = 1").replace("low = ", "low = 1").replace("high = ", "high = 1") } else { line.to_owned() } + "\n")
        .collect();
    fs::write(&evidence, changed).expect("writable");
    program(&[
        "check",
        "--case",
        &case_text,
        "--out",
        &new.to_string_lossy(),
        "--against",
        &old.to_string_lossy(),
    ])
    .assert()
    .code(1);
}

#[test]
fn new_makes_a_case_that_checks_itself() {
    let folder = TempDir::new().expect("a folder");
    let case = folder.path().join("case");
    let text = case.to_string_lossy().into_owned();
    says(&["new", &text]);
    says(&[
        "check",
        "--case",
        &text,
        "--out",
        &folder.path().join("out").to_string_lossy(),
    ]);
    let again = program(&["new", &text]).output().expect("it runs");
    assert_eq!(
        again.status.code(),
        Some(2),
        "an existing case is not overwritten"
    );
}

#[test]
fn an_own_copy_is_laid_beside() {
    let case = mill().to_string_lossy().into_owned();
    let own = mill().join("passage.txt").to_string_lossy().into_owned();
    let whole = json(&[
        "read",
        "--case",
        &case,
        "--passage",
        &own,
        "--format",
        "json",
    ]);
    let found = whole["units"]
        .as_array()
        .expect("units")
        .iter()
        .filter(|unit| unit["found"] == true)
        .count();
    assert!(found > 0, "the invented passage is found");
    let text = says_of_the_case(&["read", "--passage", &own]);
    assert!(
        text.contains("0 sentences of 75 found"),
        "another text is said to be another:\n{text}"
    );
}

#[test]
fn register_freezes_claims() {
    let folder = TempDir::new().expect("a folder");
    let case = folder.path().join("case");
    let text = case.to_string_lossy().into_owned();
    says(&["new", &text]);
    says(&["register", "--case", &text]);
    let check = ["check", "--case", &text, "--format", "json", "--out"];
    let out = folder.path().join("out").to_string_lossy().into_owned();
    let whole = json(&[&check[..], &[&out]].concat());
    assert_eq!(whole["summary"]["unregistered"], 0);
}

#[test]
fn completions_for_the_usual_shells() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(says(&["completions", shell]).contains("closerun"));
    }
}
