//! The human columns by hand: medians and ends, what the record holds, and where the record stands alone.

use super::record::Range;
use super::{
    BESIDE_GROWTH, Bearing, Beside, CAMPS, EXECUTED, HUNGER, NOT_IN_THE_MODEL, People, SETTLED,
    by_year, recorded,
};
use crate::testing;
use argument::runs::{Address, BASELINE, Setting, Trial, Trials};
use argument::verdict::Check;
use std::collections::{BTreeMap, BTreeSet};

const YEARS: [u32; 5] = [1933, 1934, 1935, 1936, 1937];

fn run(deaths: f64) -> People {
    let key = (HUNGER.quantity.to_owned(), HUNGER.word.to_owned(), 1933_u32);
    People::from([(key, deaths)])
}

#[test]
fn the_median_is_of_the_baseline_and_the_ends_are_of_all() {
    let own = [run(10.0), run(30.0), run(20.0)];
    let all = [own.to_vec(), vec![run(5.0), run(90.0)]].concat();
    let told = by_year(HUNGER, &own, &all);
    let (year, span) = told[0];
    assert_eq!((told.len(), year), (1, 1933));
    assert!((span.median - 20.0).abs() < 1e-9, "{span:?}");
    assert!((span.least - 5.0).abs() < 1e-9, "{span:?}");
    assert!((span.most - 90.0).abs() < 1e-9, "{span:?}");
    assert!(by_year(EXECUTED, &own, &all).is_empty());
}

/// The verdicts on evidence, as if runs had been made in which every kind has these numbers a year.
fn check(numbers: [f64; 2]) -> Check {
    let (_, check) = testing::embedded();
    let trial = |seed: u64, number: f64| {
        let at = |year: &u32, kind: &super::Kind| Address {
            scenario: BASELINE.to_owned(),
            output: super::LEDGER.to_owned(),
            date: year.to_string(),
            dims: BTreeMap::from([("kind".to_owned(), kind.word.to_owned())]),
        };
        let kinds = [HUNGER, EXECUTED, CAMPS, SETTLED];
        let all = YEARS
            .iter()
            .flat_map(|year| kinds.iter().map(move |kind| (at(year, kind), number)));
        Trial {
            seed,
            ran: BTreeSet::from([BASELINE.to_owned()]),
            values: all.collect(),
        }
    };
    let mut check = check.clone();
    check.trials = Trials {
        settings: vec![Setting {
            name: BASELINE.to_owned(),
            trials: vec![trial(1, numbers[0]), trial(2, numbers[1])],
        }],
        ..Trials::none()
    };
    check
}

/// All lines of one kind.
fn lines(beside: &Beside<'_>, says: &str) -> String {
    let lines = beside.lines();
    let own = lines.iter().find(|(kind, _)| *kind == says);
    own.expect("the kind").1.join("\n")
}

#[test]
fn evidence_the_record_stands_beside_the_model() {
    let (case, _) = testing::embedded();
    let check = check([50_000.0, 70_000.0]);
    let beside = Beside::of(case, &check, Bearing::Sentence).expect("runs");
    assert_eq!(
        (beside.years.as_slice(), beside.runs),
        (&YEARS[..], Some((2, 2)))
    );
    let camps = lines(&beside, "died in camps");
    for wanted in [
        "in the model: 1933 60,000 [50,000 to 70,000]; 1934 60,000",
        "1934 26,300 (model 2.28, more than twice)",
        "1933 67,300 (model 0.89)",
        "Zemskov 1991; recalled; range within 3 %",
        "Note of the record department of the Gulag; range within 1 %",
    ] {
        assert!(camps.contains(wanted), "{wanted}: {camps}");
    }
    let settled = lines(&beside, "died in special settlements");
    assert!(
        settled.contains("1933 152,000 (model 0.40, less than half)"),
        "{settled}"
    );
    let there = lines(&beside, "in special settlements when the year ends");
    assert!(there.contains("no output counts them"), "{there}");
    assert!(there.contains("1933 1,070,000; 1934 974,000"), "{there}");
    let exile = lines(&beside, "in exile when the year ends");
    assert!(exile.contains("on record: no figure"), "{exile}");
}

/// What the model cannot give is not told as if it were its answer, in words or in data.
#[test]
fn law_no_executions_of_1937_come_from_the_model() {
    let (case, _) = testing::embedded();
    let check = check([1410.0, 1410.0]);
    let beside = Beside::of(case, &check, Bearing::Sentence).expect("runs");
    let executed = lines(&beside, "executed");
    let (model, record) = executed.split_once('\n').expect("two lines");
    assert!(model.ends_with("1936 1,410; 1937 not shown"), "{model}");
    assert!(record.contains("1936 1,120 (model 1.26)"), "{record}");
    assert!(
        record.contains("no range given): 1933 2,150") && record.contains("; 1937 353,000\n"),
        "{record}"
    );
    assert!(record.contains("range within 1 %): 387,000"), "{record}");
    assert!(beside.note().contains(NOT_IN_THE_MODEL));
    let json = beside.json();
    let all = json.as_array().expect("entries");
    let of = |year: u32| {
        let mut all = all.iter();
        let one = all.find(|one| one["kind"] == "executed" && one["year"] == year);
        one.expect("an entry")
    };
    assert_eq!(of(1936)["median"], 1410.0);
    assert!(of(1937)["median"].is_null() && of(1937)["most"].is_null());
    assert_eq!(of(1937)["not_shown"], NOT_IN_THE_MODEL);
    let table = &of(1937)["record"][0];
    assert_eq!(
        (&table["series"], &table["value"]),
        (&"mvd-1953".into(), &353_074.0.into())
    );
    assert!(table["model_over_record"].is_null(), "{table}");
}

/// Where no run bears on a sentence, no number of the model stands beside it, also where runs were made for others.
#[test]
fn law_the_record_stands_alone_where_no_run_bears() {
    let (case, _) = testing::embedded();
    let check = check([1e6, 2e6]);
    let of = |id: &str| {
        let mut all = case.passage.units.iter().zip(&check.units);
        let (unit, verdict) = all.find(|(unit, _)| unit.id == id).expect("a sentence");
        let bearing = Bearing::of(&check, verdict);
        (
            bearing,
            Beside::of_sentence((case, &check), (unit, verdict)),
        )
    };
    let (bearing, beside) = of("44");
    let beside = beside.expect("a sentence about growth");
    assert_eq!((bearing, beside.runs), (Bearing::None, None));
    let told = beside.lines();
    assert_eq!(told.len(), BESIDE_GROWTH.len());
    for (says, lines) in told {
        let all = lines.join("\n");
        assert!(
            !all.contains("model") && all.contains("on record"),
            "{says}: {all}"
        );
    }
    assert!(!beside.in_short().expect("years").contains("model"));
    assert!(beside.note().starts_with("No run bears"));
    // Steel of 1935 is told of the runs as well, by background of ours.
    let (bearing, beside) = of("63");
    assert_eq!(bearing, Bearing::Background);
    let beside = beside.expect("a sentence about growth");
    assert!(beside.runs.is_some() && beside.note().contains("background"));
    let (bearing, _) = of("71");
    assert_eq!(bearing, Bearing::Sentence);
    assert!(of("54").1.is_none());
}

#[test]
fn evidence_a_series_says_how_wide_its_ranges_are() {
    let (case, _) = testing::embedded();
    let all = recorded(case, HUNGER, &YEARS);
    let of = |id: &str| {
        let own = all.iter().find(|one| one.series.id == id);
        own.expect("the series").range()
    };
    assert_eq!(of("adh-1993"), Range::None);
    assert_eq!(of("rudnytskyi-2017"), Range::None);
    assert_eq!(of("davies-wheatcroft-2004"), Range::Wide);
    let margin = |id: &str| {
        let all = recorded(case, CAMPS, &YEARS);
        let own = all.iter().find(|one| one.series.id == id);
        own.expect("the series").range()
    };
    assert_eq!(margin("zemskov-1991"), Range::Within(3));
    assert_eq!(margin("gulag-record-department"), Range::Within(1));
}
