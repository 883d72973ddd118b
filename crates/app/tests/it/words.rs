//! The words that people read, word for word, on the small case: what a change of phrasing or
//! layout does to them is seen here first.

use crate::common::{closerun, program, says};
use tempfile::TempDir;

/// Runs a command on the small case and returns what it printed, without digests and paths.
fn said(args: &[&str]) -> String {
    let folder = TempDir::new().expect("a folder");
    let run = |args: &[&str]| {
        let output = program(args).current_dir(folder.path()).output();
        output.expect("it runs")
    };
    run(&["new", "mill"]);
    let output = run(&[args, &["--case", "mill"]].concat());
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

/// A claim on runs of the case inside the program; digits are hidden, for they are the model's.
#[test]
fn golden_words_of_a_claim_on_runs() {
    let text = says(&["explain", "71", "--runs", "2", "--quiet"]);
    let start = text.find("u71-births-recover").expect("the claim");
    let hidden = |c: char| if c.is_ascii_digit() { '9' } else { c };
    let words: String = text[start..].chars().map(hidden).collect();
    insta::assert_snapshot!("runs", words);
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

/// What stands before and after the figures of a run; digits are hidden, for they are the model's.
#[test]
fn golden_words_of_run() {
    let folder = TempDir::new().expect("a folder");
    let args = ["--scenario", "without-repression", "--runs", "1", "--quiet"];
    let (_, text, _) = closerun(&folder, &[&["run"], &args[..]].concat());
    let figures = text.find("\nMissed, ").expect("misses");
    let ledger = text.find("The human ledger").expect("the ledger");
    let cost = text.find("\nCost").expect("the cost");
    let said = format!("{}\n...\n{}", &text[..figures], &text[ledger..cost]);
    let mut words = String::new();
    for letter in said.chars() {
        let letter = if letter.is_ascii_digit() { '9' } else { letter };
        // Numbers of any length look alike, and so do the widths of columns.
        if !(matches!(letter, '9' | ' ') && words.ends_with(letter)) {
            words.push(letter);
        }
    }
    insta::assert_snapshot!("run", words);
}
