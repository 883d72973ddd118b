//! `closerun run` and `closerun dock`, as typed.

use crate::common::closerun;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

/// A copy of the case with one file changed.
fn copy_of_the_case(into: &Path, path: &str, from: &str, to: &str) {
    let files = lab::load::files(lab::load::Origin::Embedded).expect("embedded");
    for (name, text) in files {
        let text = if name == path {
            text.replacen(from, to, 1)
        } else {
            text
        };
        let file = into.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
}

#[test]
fn run_prints_misses_first_and_fits_80_columns() {
    let folder = folder();
    let (code, text, _) = closerun(&folder, &["run", "--runs", "2"]);
    assert_eq!(code, 0);
    let missed = text.find("Missed, and held out").expect("misses");
    let met = text.find("Met, and held out").expect("hits");
    assert!(missed < met);
    assert!(text.contains("The human ledger"));
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn run_writes_tables_and_a_manifest_that_lists_them() {
    let folder = folder();
    let (code, text, _) = closerun(
        &folder,
        &[
            "run", "--runs", "2", "--seed", "5", "--format", "json", "--out", "there",
        ],
    );
    assert_eq!(code, 0);
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    for key in ["digest", "steps", "wall_seconds", "out"] {
        assert!(!answer[key].is_null(), "{key}");
    }
    assert_eq!(answer["steps"], 300);
    let manifest =
        fs::read_to_string(folder.path().join("there/run-manifest.json")).expect("there");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["digest"], answer["digest"]);
    assert_eq!(manifest["seeds"].as_array().map(Vec::len), Some(2));
    assert!(
        manifest["draws"]["by_process"]["leaving"]
            .as_u64()
            .expect("draws")
            > 1000
    );
    for file in manifest["out"].as_array().expect("files") {
        let path = folder
            .path()
            .join("there")
            .join(file["path"].as_str().expect("a path"));
        assert!(path.is_file(), "{}", path.display());
    }
    let (code, text, _) = closerun(&folder, &["verify", "there"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("it gives the same digest"), "{text}");
    // Run again over it: the same digest.
    let (_, again, _) = closerun(
        &folder,
        &[
            "run",
            "--runs",
            "2",
            "--seed",
            "5",
            "--format",
            "json",
            "--out",
            "there",
            "--threads",
            "1",
        ],
    );
    let again: Value = serde_json::from_str(&again).expect("JSON");
    assert_eq!(again["digest"], answer["digest"]);
}

/// Every miss that the heads count is shown, and each head has its number of figures.
#[test]
fn run_shows_every_figure_that_it_counts() {
    let folder = folder();
    let (_, text, _) = closerun(&folder, &["run", "--runs", "2"]);
    let number = |text: &str| -> usize {
        let digits = text.chars().take_while(char::is_ascii_digit);
        digits.collect::<String>().parse().expect("a number")
    };
    let all = text.split(" among ").nth(1).map(number).expect("a number");
    let is_head = |line: &&str| line.starts_with("Missed, ") || line.starts_with("Met, ");
    let heads = text.lines().filter(is_head);
    let of_heads: usize = heads
        .filter_map(|line| line.rsplit(": ").next())
        .map(number)
        .sum();
    assert_eq!(of_heads, all, "{text}");
    assert!(text.contains("R: recalled from a named work"), "{text}");
    assert!(text.contains("are round margins"), "{text}");
}

#[test]
fn run_tells_what_a_scenario_changes_and_which_case_it_is() {
    let folder = folder();
    let case = folder.path().join("case");
    let change = "[[rule]]\nof = \"procurement\"\nis = \"proportional\"\nsource = \"ours\"\nwhy = \"A try.\"\n\
        [[change]]\nparameter = \"village_grain_at_start\"\nby_region = { centre = 0.3 }\nsource = \"ours\"\nwhy = \"A try.\"\n# A change is dated";
    copy_of_the_case(
        &case,
        "scenarios/baseline.toml",
        "# A change is dated",
        change,
    );
    copy_of_the_case(&folder.path().join("same"), "case.toml", "", "");
    let args = ["run", "--runs", "1", "--case", "case", "--out", "there"];
    let (code, text, error) = closerun(&folder, &args);
    assert_eq!(code, 0, "{error}");
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "differs from the one inside the program in 1 file.",
        "Another rule: procurement is proportional (ours: A try.)",
        "tonnes per person: centre 0.0495 -> 0.3 (ours: A try.)",
        ": 1 run of",
    ] {
        assert!(flat.contains(part), "{part}: {text}");
    }
    let manifest =
        fs::read_to_string(folder.path().join("there/run-manifest.json")).expect("there");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["rules"][0]["is"], "proportional");
    assert_eq!(
        manifest["changes"][0]["parameter"],
        "village_grain_at_start"
    );
    assert!(manifest["changes"][0]["before"].is_array());
    let (_, text, _) = closerun(&folder, &["run", "--runs", "1", "--case", "same"]);
    assert!(text.contains("the same as the one inside"), "{text}");
    // Verified on another case, it says what differs.
    let (code, text, _) = closerun(&folder, &["verify", "there"]);
    assert_eq!(code, 1);
    assert!(
        text.contains("scenarios/baseline.toml") && text.contains("--case"),
        "{text}"
    );
    let (code, text, _) = closerun(&folder, &["verify"]);
    assert_eq!(code, 0, "closerun-run is found without a name: {text}");
}

#[test]
fn run_does_not_replace_a_check_nor_a_check_a_run() {
    let folder = folder();
    let mill = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/mill");
    let mill = mill.to_string_lossy();
    assert_eq!(
        closerun(&folder, &["check", "--case", &mill, "--out", "a"]).0,
        0
    );
    assert_eq!(
        closerun(&folder, &["run", "--runs", "1", "--out", "b"]).0,
        0
    );
    for args in [
        vec!["run", "--runs", "1", "--out", "a"],
        vec!["check", "--case", &mill, "--out", "b"],
    ] {
        let (code, _, error) = closerun(&folder, &args);
        assert_eq!(code, 2);
        assert!(error.contains("nothing was touched"), "{error}");
    }
    assert!(folder.path().join("a/report.html").is_file());
    assert!(folder.path().join("b/DATA-DICTIONARY.md").is_file());
}

/// Kinds of people apart, births that were not in a table of their own, and no dust in the numbers.
#[test]
fn the_human_ledger_keeps_its_kinds_apart() {
    let folder = folder();
    closerun(&folder, &["run", "--runs", "1", "--out", "there"]);
    let read = |name: &str| {
        let path = folder.path().join("there/tables").join(name);
        fs::read_to_string(path).expect("there")
    };
    let ledger = read("human-ledger.csv");
    let camps = ledger.lines().filter(|line| line.contains("died-camp"));
    assert!(camps.clone().count() > 0);
    for line in camps {
        assert!(line.contains(",,camp-inmate,died-camp,"), "{line}");
        assert!(line.ends_with(",persons"), "{line}");
    }
    assert!(!ledger.contains("lost"));
    assert!(read("lost-births.csv").lines().count() > 10);
    let bands = read("model-and-evidence.csv");
    for line in bands.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        assert!(cells[6..9].iter().all(|cell| cell.len() < 11), "{line}");
    }
}

#[test]
fn run_writes_the_seed_in_every_row() {
    let folder = folder();
    let (code, ..) = closerun(
        &folder,
        &["run", "--runs", "2", "--seed", "5", "--out", "there"],
    );
    assert_eq!(code, 0);
    // The seed stands in every row.
    let table =
        fs::read_to_string(folder.path().join("there/tables/observations.csv")).expect("there");
    let rows: Vec<&str> = table.lines().skip(1).collect();
    assert!(
        rows.len() > 300
            && rows
                .iter()
                .all(|row| row.starts_with("5,") || row.starts_with("6,"))
    );
}

#[test]
fn twin_tells_of_persons_and_writes_nothing() {
    let folder = folder();
    let (code, text, _) = closerun(&folder, &["run", "--twin", "2000", "--runs", "1"]);
    assert_eq!(code, 0);
    assert!(text.contains("Persons have no names"), "{text}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    assert!(!text.contains("chance"), "too few runs for tests: {text}");
    let args = ["run", "--twin", "1000", "--format", "csv", "--runs", "1"];
    let (_, table, _) = closerun(&folder, &args);
    assert!(table.starts_with("statistic,counts,twin,p\n"), "{table}");
    let (_, text, _) = closerun(&folder, &["run", "--twin", "1000"]);
    assert!(text.starts_with("Counts and twin"), "{text}");
    assert!(
        text.contains("20 runs") && text.contains("The 12 smallest chances of"),
        "{text}"
    );
    for size in ["0", "many", "900000000"] {
        let (code, _, error) = closerun(&folder, &["run", "--twin", size]);
        assert_eq!(code, 2);
        assert!(
            error.contains("a twin of this size cannot be") && error.contains("hint:"),
            "{error}"
        );
    }
}

#[test]
fn dock_holds_and_says_so() {
    let folder = folder();
    let (code, text, _) = closerun(&folder, &["dock"]);
    assert_eq!(code, 0, "{text}");
    let (_, json, _) = closerun(&folder, &["dock", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let rows = json["rows"].as_array().expect("rows");
    for id in [
        "T1", "T3a", "T7b", "T10", "T13", "T17", "T18", "T37c", "T33", "T34", "T35", "S1", "S8",
    ] {
        assert!(
            rows.iter()
                .any(|row| row["id"] == id && row["holds"] == true),
            "{id}"
        );
    }
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn bad_runs_are_one_error_and_leave_nothing() {
    let folder = folder();
    let (code, _, error) = closerun(&folder, &["run", "--scenario", "basline"]);
    assert_eq!(code, 2);
    assert!(
        error.contains("unknown scenario") && error.contains("baseline"),
        "{error}"
    );
    let mill = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/mill");
    let (code, _, error) = closerun(&folder, &["run", "--case", &mill.to_string_lossy()]);
    assert_eq!(code, 2);
    assert!(error.contains("no model to run"), "{error}");
    let case = folder.path().join("case");
    copy_of_the_case(
        &case,
        "parameters/people.toml",
        "source = \"allen-2003\"\n",
        "",
    );
    let (code, _, error) = closerun(&folder, &["run", "--case", "case", "--out", "out"]);
    assert_eq!(code, 2);
    assert!(
        error.contains("parameters/people.toml:") && error.contains("a number without source"),
        "{error}"
    );
    assert!(!folder.path().join("out").exists());
}
