//! `closerun whatif`, as typed, on a copy of the case with one rival setting, so that runs are few.

use crate::common::closerun;
use crate::copy;
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

/// A folder with a copy of the case in `case`, all rival settings but one left out.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    copy::write(&copy::with_one_rival(), &folder.path().join("case"));
    folder
}

/// Where the sentences of the answer begin and end. Each stands on a line of its own, before anything else, and no key in them.
fn answered(text: &str) -> (usize, usize) {
    let answer = text.find("In short").expect("the answer");
    let run = text.find("What was run").expect("what was run");
    let sentences = &text[answer..run];
    for start in [
        "\n  Changed: ",
        "\n  In the model ",
        " in the famine over 1933-1937 (",
    ] {
        assert!(sentences.contains(start), "{start}: {sentences}");
    }
    assert!(!text.contains("died-famine") && !text.contains("lost_births"));
    (answer, run)
}

/// What is printed, with digits hidden, for they are the model's; numbers of any length look alike.
#[test]
fn golden_words_of_whatif() {
    let folder = folder();
    let args = ["whatif", "no-famine", "--case", "case", "--runs", "2", "-q"];
    let (code, text, error) = closerun(&folder, &args);
    assert_eq!(code, 0, "{error}");
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let people = text.find("What happens to people").expect("people");
    let rest = text.find("\nWhat else differs\n").expect("the rest");
    assert!(people < rest);
    let ledger = &text[people..rest];
    for kind in [
        "born",
        "died in the famine",
        "died at the ordinary rate",
        "births lost to hunger",
    ] {
        assert!(ledger.contains(kind), "{kind}: {ledger}");
    }
    let (answer, run) = answered(&text);
    let moved = text.find("Who is moved by orders").expect("orders");
    assert!(moved < people, "people first");
    // The pages have `sentenced` in it, whether or not the difference is told from chance.
    let sentenced = ledger
        .find("sentences in cases of the political police, 1937")
        .expect("sentences");
    let beside = "elasticity to the tolerated share: baseline -";
    let plain = ledger[sentenced..]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let at = plain.find(beside).expect("what they hang on");
    assert!(plain[at..].contains(", scenario -"), "{plain}");
    let rules = text
        .find("Where the choice of rule decides")
        .expect("rules");
    assert!(text[rules..].contains("\n  constant-births "), "{text}");
    let rules = text.find("How to read this").expect("a note");
    let cost = text.rfind(" seconds in all").expect("the cost");
    // Which numbers the sentences name is the model's; their words are looked at by tests of their own.
    let said = format!(
        "{}\n...\n{}\n...\n{}",
        &text[..answer],
        &text[run..people],
        &text[rules..cost]
    );
    let mut words = String::new();
    for letter in said.chars() {
        let letter = if letter.is_ascii_digit() { '9' } else { letter };
        if !(matches!(letter, '9' | ' ') && words.ends_with(letter)) {
            words.push(letter);
        }
    }
    insta::assert_snapshot!("whatif", words);
}

/// Orders that a scenario does not give move nobody, and the page says whom they would have moved; what does not differ is counted.
#[test]
fn whatif_tells_whom_orders_move() {
    let folder = folder();
    let args = ["whatif", "no-leningrad-operation", "--case", "case"];
    let (code, text, error) = closerun(&folder, &[&args[..], &["--runs", "2", "-q"]].concat());
    assert_eq!(code, 0, "{error}");
    let start = text.find("  leningrad-former-people:").expect("the order");
    let end = text.find("What happens to people").expect("the ledger");
    let own = &text[start..end];
    assert!(own.contains("people aimed at -4,830 (-100 %"), "{own}");
    assert!(own.contains("relatives sent along -6,240 (-100 %"), "{own}");
    assert!(text.contains("Left out: "), "{text}");
    let table = fs::read_to_string(folder.path().join("closerun-whatif/tables/differences.csv"));
    let table = table.expect("there");
    let row = "moved_by_orders,1933/1937,fate=relatives order=leningrad-former-people,persons";
    assert!(table.contains(row), "the table has it");
}

/// The human side stands beside whatever is asked for, in every format; and what is written verifies.
#[test]
fn whatif_writes_what_verify_runs_again() {
    let folder = folder();
    let asked = ["whatif", "no-famine", "--case", "case", "--runs", "1"];
    let one = ["--quantity", "grain_harvest", "--out", "there"];
    let with = |more: &[&str]| closerun(&folder, &[&asked[..], &one[..], more].concat());
    let (code, text, error) = with(&["--format", "json", "--threads", "1"]);
    assert_eq!(code, 0, "{error}");
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    let all = answer["differences"].as_array().expect("a list");
    let others: Vec<&Value> = all.iter().filter(|one| one["human"] == false).collect();
    assert_eq!(others.len(), 5, "five harvests");
    assert!(
        others
            .iter()
            .all(|one| one["quantity"] == "grain_harvest" && one["standard_error"].is_null())
    );
    assert_eq!(all[0]["quantity"], "human_ledger");
    let sentences = answer["answer"].as_array().expect("sentences");
    assert_eq!(sentences.len(), 4, "{sentences:?}");
    let (_, table, _) = with(&["--format", "csv"]);
    assert!(table.starts_with("setting,quantity,date,"), "{table}");
    assert!(table.contains("constant-births,human_ledger,1933,kind=died-famine,persons,1,"));
    let seeds = folder.path().join("there/tables/differences-by-seed.csv");
    let seeds = fs::read_to_string(seeds).expect("there");
    assert!(seeds.lines().skip(1).all(|row| row.starts_with("1933,")));
    let manifest = fs::read_to_string(folder.path().join("there/run-manifest.json"));
    let manifest: Value = serde_json::from_str(&manifest.expect("there")).expect("JSON");
    assert_eq!(manifest["digest"], answer["digest"]);
    let (code, text, _) = closerun(&folder, &["verify", "there", "--case", "case"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("it gives the same digest"), "{text}");
    let (code, _, error) = closerun(&folder, &["run", "--runs", "1", "--out", "there"]);
    assert_eq!(code, 2);
    assert!(error.contains("what `closerun whatif` wrote"), "{error}");
}

#[test]
fn bad_contrasts_are_one_error_and_leave_nothing() {
    let folder = TempDir::new().expect("a folder");
    for (args, words) in [
        (vec!["no-famin"], "unknown scenario"),
        (vec!["baseline"], "against itself"),
        (vec!["no-famine", "--quantity", "grain"], "no such output"),
        (vec!["no-famine", "--runs", "0"], "1 to 500 pairs of runs"),
        (vec!["no-famine", "--all", "--quantity", "births"], "--all"),
    ] {
        let (code, text, error) = closerun(&folder, &[vec!["whatif"], args.clone()].concat());
        assert_eq!((code, text.as_str()), (2, ""), "{args:?}");
        assert!(error.contains(words), "{args:?}: {error}");
        for part in ["found:", "wanted:", "hint:"] {
            assert!(error.contains(part), "{args:?}: {error}");
        }
    }
    let (_, _, error) = closerun(&folder, &["whatif", "no-famin"]);
    assert!(error.contains("did you mean no-famine"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}
