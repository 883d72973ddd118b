//! Comparing runs, and reading earlier ones.

use super::{Change, Comparison, Difference, compare, read_old};
use crate::store::{manifest, run_files, write};
use crate::{json, testing};
use std::fs;

#[test]
fn a_run_does_not_differ_from_itself() {
    let (case, check) = testing::judged();
    let value = json::check(&case, &check);
    let manifest = manifest::json(&case, &check, &[]);
    let comparison = compare(&value, &value, Some(&manifest), &case);
    assert!(comparison.is_same());
    assert_eq!(comparison.inputs, Some(std::collections::BTreeMap::new()));
    assert_eq!(comparison.lines(), ["No verdict and no claim differs."]);
}

#[test]
fn an_edited_observation_shows() {
    let (old_case, old_check) = testing::judged();
    let new_case = testing::case_with(|_, text| {
        text.replace(
            "value = 3, low = 2.9, high = 3.1",
            "value = 2, low = 2, high = 2",
        )
    });
    let new_check = testing::judge(&new_case);
    let (old, new) = (
        json::check(&old_case, &old_check),
        json::check(&new_case, &new_check),
    );
    let manifest = manifest::json(&old_case, &old_check, &[]);
    let comparison = compare(&old, &new, Some(&manifest), &new_case);
    assert!(!comparison.is_same());
    assert_eq!(comparison.claims_changed[0].id, "carp-doubled");
    let lines = comparison.lines();
    assert!(
        lines.contains(&"file evidence/fish.toml: changed".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn claims_come_and_go() {
    let (case, check) = testing::judged();
    let value = json::check(&case, &check);
    let mut other = value.clone();
    other["claims"]
        .as_array_mut()
        .expect("claims")
        .retain(|claim| claim["id"] != "pike");
    assert_eq!(compare(&other, &value, None, &case).claims_added, ["pike"]);
    assert_eq!(
        compare(&value, &other, None, &case).claims_removed,
        ["pike"]
    );
    let mut moved = value.clone();
    let share = moved["units"][0]["share"].as_f64().expect("a share");
    moved["units"][0]["share"] = serde_json::json!(share + 1e-12);
    assert!(compare(&value, &moved, None, &case).is_same());
    moved["units"][0]["share"] = serde_json::Value::Null;
    assert_eq!(
        compare(&value, &moved, None, &case).units[0].differences[0].what,
        "share"
    );
}

/// A page tells every status and counts what it has no room for; the long form tells all.
#[test]
fn a_page_tells_statuses_and_counts_the_rest() {
    let difference = |what: &str, old: &str| Difference {
        what: what.to_owned(),
        old: old.to_owned(),
        new: "b".to_owned(),
    };
    let change = |differences: Vec<Difference>| Change {
        id: "7".to_owned(),
        differences,
    };
    let of = |units: Vec<Change>| Comparison {
        units,
        ..Comparison::default()
    };
    let both = || change(vec![difference("status", "a"), difference("share", "a")]);
    let told = of(vec![both()]).brief();
    assert!(
        told.contains(&"unit 7: status: a -> b".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"unit 7: share: a -> b".to_owned()),
        "{told:?}"
    );
    let many = of((0..20).map(|_| both()).collect());
    let told = many.brief();
    let starts = |text: &str| told.iter().filter(|line| line.starts_with(text)).count();
    assert_eq!((starts("unit 7: status"), starts("unit 7: share")), (20, 0));
    assert_eq!(
        starts("shares, flips or numbers also differ in 20 sentences"),
        1
    );
    assert!(many.lines().len() > told.len());
    let wordy = of(vec![change(vec![difference("flips", &"x".repeat(300))])]);
    assert!(wordy.brief().iter().all(|line| line.len() < 200));
}

#[test]
fn an_earlier_run_is_read_from_folder_or_file() {
    let (case, check) = testing::judged();
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    write(
        &out,
        &run_files(&case, &check, String::new()).expect("files"),
    )
    .expect("written");
    let (value, manifest) = read_old(&out).expect("a run");
    assert_eq!(value["digest"], check.digest.as_str());
    assert!(manifest.is_some());
    let alone = room.path().join("alone.json");
    fs::copy(out.join("check.json"), &alone).expect("copied");
    let (same, manifest) = read_old(&alone).expect("a check");
    assert_eq!((same, manifest), (value, None));
}

#[test]
fn bad_earlier_runs_give_one_clear_error() {
    let room = tempfile::tempdir().expect("a folder");
    let at = |name: &str, text: &[u8]| {
        let path = room.path().join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let bad = [
        room.path().join("absent"),
        room.path().to_owned(),
        at("junk.json", &[0xff, 0x00, 0xfe]),
        at("half.json", b"{\"digest\": "),
        at("other.json", b"{\"digest\": \"x\"}"),
        at("list.json", b"[1, 2]"),
        at(
            "units.json",
            b"{\"digest\": \"x\", \"units\": [1], \"claims\": []}",
        ),
    ];
    for path in bad {
        let error = read_old(&path).expect_err("refused").to_string();
        assert_eq!(error.lines().count(), 4, "{error}");
    }
}

#[test]
fn a_manifest_of_another_run_is_refused() {
    let (case, check) = testing::judged();
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    write(
        &out,
        &run_files(&case, &check, String::new()).expect("files"),
    )
    .expect("written");
    fs::write(
        out.join("run-manifest.json"),
        "{\"program\": \"closerun\", \"digest\": \"x\"}",
    )
    .expect("written");
    let error = read_old(&out).expect_err("refused").to_string();
    assert!(error.contains("another run"), "{error}");
}
