//! `closerun run` and `closerun dock`, as typed.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn closerun(folder: &TempDir, args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("closerun")
        .expect("the program was built")
        .current_dir(folder.path())
        .args(args)
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().unwrap_or(-1),
        text(output.stdout),
        text(output.stderr),
    )
}

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
    for id in ["T1", "T3a", "T7b", "T10", "T33", "T34", "T35", "S1", "S8"] {
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
