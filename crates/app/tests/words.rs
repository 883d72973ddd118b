//! The words that people read, word for word, on the small case: what a change of phrasing or
//! layout does to them is seen here first.

use assert_cmd::Command;
use std::path::Path;
use tempfile::TempDir;

/// Runs a command on the small case and returns what it printed, without digests and paths.
fn said(args: &[&str]) -> String {
    let folder = TempDir::new().expect("a folder");
    let mill = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/mill");
    let output = Command::cargo_bin("closerun")
        .expect("the program was built")
        .current_dir(folder.path())
        .args(args)
        .arg("--case")
        .arg(&mill)
        .output()
        .expect("it runs");
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text)
        .expect("UTF-8")
        .lines()
        .filter(|line| !line.trim_start().starts_with("digest "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn golden_words_of_check() {
    insta::assert_snapshot!("check", said(&["check"]));
}

#[test]
fn golden_words_of_explain() {
    insta::assert_snapshot!("explain", said(&["explain", "3"]));
}

#[test]
fn golden_words_of_read() {
    insta::assert_snapshot!("read", said(&["read"]));
}

#[test]
fn golden_words_of_evidence() {
    insta::assert_snapshot!("evidence", said(&["evidence"]));
}

#[test]
fn golden_words_of_worklist_and_rows() {
    insta::assert_snapshot!("worklist", said(&["worklist"]));
    insta::assert_snapshot!("rows", said(&["rows"]));
}

#[test]
fn golden_words_of_an_error() {
    insta::assert_snapshot!("error", said(&["evidence", "wges"]));
}
