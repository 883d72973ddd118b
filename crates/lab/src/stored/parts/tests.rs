//! Stopped jobs: what is kept, what is taken, and that it makes no difference.

#[path = "../../../tests/it/lean.rs"]
mod lean;

use super::{MOST, Parts};
use crate::ensemble::Seeds;
use crate::error::LabError;
use crate::load::{Origin, files, parse};
use crate::run::Watch;
use crate::stored::Store;
use crate::trials::{Ask, Depth, collect, collect_keeping};
use crate::whatif::{self, kept};
use argument::case::Case;
use argument::runs::{Address, Trial, Trials};
use lean::cut;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

const ASK: Ask = Ask {
    replicates: 6,
    depth: Depth::Statuses,
    ensemble: None,
};

/// The case inside the program with one rival, the claims that ask what the famine did, and runs of twelve weeks: many and short.
fn case() -> Case {
    let kept = |(path, text): &(String, String)| {
        let rival = path.starts_with("scenarios/") && text.contains("\nrival = ");
        !rival || path.ends_with("/constant-births.toml")
    };
    let all = files(Origin::Embedded).expect("embedded").into_iter();
    let all: Vec<(String, String)> = all.filter(kept).collect();
    let mut case = parse(&all).expect("sound");
    cut(&mut case, "no-famine", 12);
    case
}

/// Collects on one thread; stops after so many runs.
fn stopped(case: &Case, parts: &Parts, after: usize) -> (Result<Trials, LabError>, usize) {
    let (stop, made) = (AtomicBool::new(after == 0), AtomicUsize::new(0));
    let progress = |done: usize, _of: usize| {
        made.fetch_add(1, Ordering::Relaxed);
        if done >= after {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let watch = Watch {
        threads: 1,
        progress: &progress,
        stop: &stop,
    };
    let got = collect_keeping(case, ASK, watch, parts);
    (got, made.into_inner())
}

fn trial(seed: u64, value: f64) -> Trial {
    let address = Address {
        scenario: "no-famine".to_owned(),
        output: "births".to_owned(),
        date: "1933".to_owned(),
        dims: BTreeMap::new(),
    };
    Trial {
        seed,
        ran: BTreeSet::from(["no-famine".to_owned()]),
        values: BTreeMap::from([(address, value)]),
    }
}

fn only_file(folder: &Path) -> std::path::PathBuf {
    let inside = fs::read_dir(folder).expect("there").flatten();
    let parts = inside.map(|entry| entry.path()).find(|path| path.is_dir());
    let mut files = fs::read_dir(parts.expect("parts")).expect("there");
    files.next().expect("a file").expect("readable").path()
}

#[test]
fn law_runs_of_a_stopped_job_come_back_bit_by_bit() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path()).expect("a store");
    let case = crate::testing::case();
    let parts = store.parts(&case, false);
    let own = vec![trial(1933, 0.1 + 0.2), trial(1934, -0.0)];
    parts.keep("baseline", "no-famine", (own.clone(), 2));
    assert_eq!((parts.kept(), parts.found()), (2, 0));
    let again = store.parts(&case, false);
    let found: Vec<Trial> = again
        .recall("baseline", "no-famine")
        .into_values()
        .collect();
    assert_eq!(found, own);
    let bits = |trial: &Trial| trial.values.values().next().map(|value| value.to_bits());
    assert_eq!(bits(&found[1]), Some((-0.0_f64).to_bits()));
    assert!(again.recall("baseline", "no-murder").is_empty());
    assert!(again.recall("constant-births", "no-famine").is_empty());
    let other = crate::testing::case_with(|_, text| text.replace("Invented.", "Invented too."));
    let others = store.parts(&other, false);
    assert!(others.recall("baseline", "no-famine").is_empty());
    let fresh = store.parts(&case, true);
    assert!(fresh.recall("baseline", "no-famine").is_empty());
}

#[test]
fn law_torn_and_changed_files_are_not_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path()).expect("a store");
    let case = crate::testing::case();
    let parts = store.parts(&case, false);
    parts.keep("baseline", "no-famine", (vec![trial(1933, 1.0)], 1));
    let file = only_file(folder.path());
    let whole = fs::read(&file).expect("there");
    let digit = whole.iter().rposition(u8::is_ascii_digit).expect("a digit");
    let mut changed = whole.clone();
    changed[digit] = if changed[digit] == b'1' { b'2' } else { b'1' };
    for spoiled in [&whole[..whole.len() / 2], &changed[..], b"", b"\n{}"] {
        fs::write(&file, spoiled).expect("written");
        assert!(parts.recall("baseline", "no-famine").is_empty());
    }
    fs::write(&file, &whole).expect("written");
    assert_eq!(parts.recall("baseline", "no-famine").len(), 1);
    parts.clear();
    assert!(parts.recall("baseline", "no-famine").is_empty());
}

#[test]
fn law_folders_of_stopped_jobs_do_not_pile_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path()).expect("a store");
    for number in 0..6 {
        let about = format!("Invented {number}.");
        let case = crate::testing::case_with(|_, text| text.replace("Invented.", &about));
        let parts = store.parts(&case, false);
        parts.keep("baseline", "no-famine", (vec![trial(1933, 1.0)], 1));
    }
    let there = fs::read_dir(folder.path()).expect("there").count();
    assert_eq!(there, MOST);
    let none = Parts::none();
    none.keep("baseline", "no-famine", (vec![trial(1933, 1.0)], 1));
    assert!(none.recall("baseline", "no-famine").is_empty() && none.kept() == 0);
}

/// Stopped twice and with one file spoiled in between, a job makes no run twice that is kept, and gives the same, bit by bit.
#[test]
fn parity_a_stopped_job_goes_on_and_gives_the_same() {
    let case = case();
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path()).expect("a store");
    let quiet = AtomicBool::new(false);
    let watch = Watch {
        threads: 0,
        progress: &|_, _| {},
        stop: &quiet,
    };
    let whole = collect(&case, ASK, watch).expect("runs");
    let first = store.parts(&case, false);
    let (got, made) = stopped(&case, &first, 8);
    assert!(matches!(got, Err(LabError::Interrupted)));
    assert_eq!((made, first.kept(), first.found()), (8, 8, 0));
    fs::write(only_file(folder.path()), "torn").expect("written");
    let second = store.parts(&case, false);
    let (got, _) = stopped(&case, &second, 9);
    assert!(matches!(got, Err(LabError::Interrupted)));
    assert!([2, 6].contains(&second.found()), "{}", second.found());
    let last = store.parts(&case, false);
    let got = collect_keeping(&case, ASK, watch, &last).expect("runs");
    assert_eq!(got, whole);
    assert!(last.found() >= 9 && whole.runs > 12);
    assert_eq!(last.kept(), whole.runs);
}

/// The same of pairs: a contrast that was stopped in the middle goes on, and all its numbers and digests are those of one that was not.
#[test]
fn parity_a_stopped_contrast_goes_on_and_gives_the_same() {
    let case = case();
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path()).expect("a store");
    let parts = || kept::parts(&store, &case, (&["baseline", "no-famine"], 1933), false);
    let run = |parts: &Parts, after: usize| {
        let (stop, made) = (AtomicBool::new(false), AtomicUsize::new(0));
        let progress = |done: usize, _of: usize| {
            made.store(done, Ordering::Relaxed);
            stop.store(done >= after, Ordering::Relaxed);
        };
        let watch = Watch {
            threads: 1,
            progress: &progress,
            stop: &stop,
        };
        let ask = whatif::Ask {
            scenario: "no-famine",
            seeds: Seeds {
                first: 1933,
                number: 3,
                ensemble: None,
            },
        };
        whatif::run_keeping(&case, ask, watch, parts)
    };
    let whole = run(&Parts::none(), usize::MAX).expect("runs");
    let first = parts();
    assert!(matches!(run(&first, 5), Err(LabError::Interrupted)));
    assert_eq!((first.kept(), first.found()), (5, 0));
    // A check of the same case neither takes these runs nor takes them away.
    let of_a_check = store.parts(&case, true);
    assert!(of_a_check.recall("baseline", "no-famine").is_empty());
    let last = parts();
    let got = run(&last, usize::MAX).expect("runs");
    assert_eq!((last.found(), last.kept()), (5, whole.runs()));
    assert_eq!(got.settings, whole.settings);
    assert_eq!(got.digest, whole.digest);
    assert_eq!(got.differences, whole.differences);
    last.clear();
    assert_eq!(parts().recall("baseline", "no-famine").len(), 0);
}
