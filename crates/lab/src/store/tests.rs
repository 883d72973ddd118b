//! Writing a run: all of it or nothing, and never over somebody else's files.

use super::{is_inside, replace_file, run_files, write, write_new};
use crate::testing;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn files() -> Vec<(String, Vec<u8>)> {
    let (case, check) = testing::judged();
    run_files(&case, &check, "<!doctype html>".to_owned()).expect("files")
}

/// Everything below a folder, with its bytes.
fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut names = Vec::new();
    super::list(folder, "", &mut names).expect("a folder");
    names
        .into_iter()
        .map(|name| {
            (
                name.clone(),
                fs::read(folder.join(&name)).unwrap_or_default(),
            )
        })
        .collect()
}

#[test]
fn a_run_is_written_whole_and_replaced_whole() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    let files = files();
    write(&out, &files).expect("a first run");
    let wanted: BTreeMap<String, Vec<u8>> = files.iter().cloned().collect();
    assert_eq!(snapshot(&out), wanted);
    let mut fewer = files;
    fewer.retain(|(name, _)| !name.starts_with("schemas/"));
    write(&out, &fewer).expect("a second run");
    assert!(
        !out.join("schemas").exists(),
        "nothing of the first run is left"
    );
    assert_eq!(
        fs::read_dir(room.path()).expect("a folder").count(),
        1,
        "no temporary folder is left"
    );
}

#[test]
fn an_empty_folder_is_taken() {
    let room = tempfile::tempdir().expect("a folder");
    write(room.path(), &files()).expect("a run");
    assert!(room.path().join("tables/units.csv").is_file());
}

#[test]
fn a_foreign_folder_is_not_touched() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("thesis.txt"), "years of work").expect("a file");
    let before = snapshot(room.path());
    let error = write(&out, &files()).expect_err("refused").to_string();
    assert!(
        error.contains("nothing was touched") && error.contains("thesis.txt"),
        "{error}"
    );
    assert_eq!(snapshot(room.path()), before);
}

#[test]
fn a_note_beside_an_earlier_run_is_not_lost() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    write(&out, &files()).expect("a run");
    fs::write(out.join("tables/notes.txt"), "mine").expect("a file");
    let before = snapshot(room.path());
    let error = write(&out, &files()).expect_err("refused").to_string();
    assert!(error.contains("tables/notes.txt"), "{error}");
    assert_eq!(snapshot(room.path()), before);
}

#[test]
fn a_run_that_a_file_manager_looked_at_is_replaced() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    write(&out, &files()).expect("a run");
    fs::write(out.join("tables/.DS_Store"), "x").expect("a file");
    write(&out, &files()).expect("a second run");
}

#[test]
fn a_manifest_of_another_program_is_foreign() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    fs::create_dir(&out).expect("a folder");
    fs::write(
        out.join("run-manifest.json"),
        "{\"program\": \"other\", \"out\": []}",
    )
    .expect("a file");
    write(&out, &files()).expect_err("refused");
    assert!(out.join("run-manifest.json").is_file());
}

#[test]
fn bad_places_give_one_clear_error_and_leave_nothing() {
    let room = tempfile::tempdir().expect("a folder");
    let file = room.path().join("file");
    fs::write(&file, "x").expect("a file");
    let before = snapshot(room.path());
    for bad in [
        file.clone(),
        file.join("out"),
        room.path().join("no/such/out"),
    ] {
        let error = write(&bad, &files()).expect_err("refused").to_string();
        assert_eq!(error.lines().count(), 4, "{error}");
        assert!(error.starts_with(&bad.display().to_string()), "{error}");
    }
    assert_eq!(snapshot(room.path()), before);
}

#[cfg(target_os = "linux")]
#[test]
fn an_unwritable_parent_is_an_error() {
    // Not even the owner of the machine can make a folder here.
    let error = write(Path::new("/proc/closerun-out"), &files())
        .expect_err("refused")
        .to_string();
    assert!(error.contains("cannot be written"), "{error}");
}

#[test]
fn a_failure_half_way_leaves_the_earlier_run() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    write(&out, &files()).expect("a run");
    let before = snapshot(room.path());
    let mut broken = files();
    broken.push(("check.json/under-a-file".to_owned(), Vec::new()));
    write(&out, &broken).expect_err("a file is no folder");
    assert_eq!(snapshot(room.path()), before);
}

#[test]
fn names_may_not_leave_the_folder() {
    assert!(is_inside("tables/units.csv"));
    for name in ["", "/etc/passwd", "../x", "a/../../x"] {
        assert!(!is_inside(name), "{name}");
    }
    let room = tempfile::tempdir().expect("a folder");
    let bad = [("../x".to_owned(), Vec::new())];
    write(&room.path().join("out"), &bad).expect_err("refused");
    assert_eq!(snapshot(room.path()).len(), 0);
}

#[test]
fn a_new_case_is_not_written_over_a_run() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    let files = files();
    write_new(&out, &files).expect("a new folder");
    write_new(&out, &files).expect_err("refused");
}

#[test]
fn one_file_is_replaced_at_a_stroke() {
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join("registered.toml");
    replace_file(&path, b"one").expect("made");
    replace_file(&path, b"two").expect("replaced");
    assert_eq!(fs::read(&path).expect("a file"), b"two");
    assert_eq!(fs::read_dir(room.path()).expect("a folder").count(), 1);
    replace_file(&room.path().join("no/such/file"), b"x").expect_err("no folder");
}

#[test]
fn the_same_check_gives_the_same_bytes() {
    assert_eq!(files(), files());
}

/// The result of another job is somebody's work as well.
#[test]
fn another_jobs_result_is_not_replaced() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("out");
    write(&out, &files()).expect("a check");
    let before = snapshot(room.path());
    let manifest =
        "{\"program\":\"closerun\",\"job\":\"run\",\"out\":[{\"path\":\"a\",\"sha256\":\"\"}]}";
    let run = [("a", "some"), ("run-manifest.json", manifest)]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let error = write(&out, &run).expect_err("refused").to_string();
    assert!(
        error.contains("nothing was touched") && error.contains("what `closerun check` wrote"),
        "{error}"
    );
    assert_eq!(snapshot(room.path()), before);
    let other = room.path().join("other");
    write(&other, &run).expect("a run");
    let error = write(&other, &files()).expect_err("refused").to_string();
    assert!(error.contains("what `closerun run` wrote"), "{error}");
    write(&other, &run).expect("a second run");
}
