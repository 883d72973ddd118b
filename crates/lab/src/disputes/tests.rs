//! Disputes: ranges, ranks and faults of the file, with answers known by hand.

use super::{About, Choice, Dispute, SCHEMA, Turn, all, json, ranked};
use crate::json::checker::valid;
use crate::load::{Origin, files, load, parse};
use argument::runs::{Address, BASELINE, Setting, Trial, Trials};
use argument::verdict::Outcome;

fn choice(name: &str, value: f64, outcome: Outcome) -> Choice {
    Choice {
        name: name.to_owned(),
        value,
        range: (value, value),
        outcome,
        by_seed: Vec::new(),
    }
}

fn dispute(choices: Vec<Choice>) -> Dispute {
    Dispute {
        name: "a".to_owned(),
        about: About::Series,
        choices,
        silent: Vec::new(),
    }
}

const HOLDS: Outcome = Outcome::Holds { proved: false };
const FAILS: Outcome = Outcome::Fails { proved: false };

#[test]
fn known_how_far_a_dispute_moves_a_number() {
    let two = |a, b| dispute(vec![choice("a", a, HOLDS), choice("b", b, HOLDS)]);
    assert_eq!(two(2.0, 5.0).moves(), Some(2.5));
    assert_eq!(two(2.0, 2.0).moves(), Some(1.0));
    assert_eq!(two(0.0, 0.0).moves(), Some(1.0));
    assert_eq!(two(0.0, 2.0).moves(), Some(f64::INFINITY));
    assert_eq!(two(-1.0, 2.0).moves(), None);
    assert!(two(-1.0, 2.0).strength() > two(1.0, 2.0).strength());
}

#[test]
fn known_when_a_verdict_turns() {
    let of = |outcomes: &[Outcome]| {
        let sides = outcomes.iter().map(|one| choice("a", 1.0, *one));
        dispute(sides.collect()).turn()
    };
    assert_eq!(of(&[HOLDS, HOLDS]), Turn::No);
    assert_eq!(of(&[HOLDS, FAILS, Outcome::Mixed]), Turn::Turns);
    assert_eq!(of(&[HOLDS, Outcome::Mixed]), Turn::Unsettles);
    assert_eq!(of(&[Outcome::Mixed, Outcome::Mixed]), Turn::No);
}

#[test]
fn evidence_rival_series_move_industry_and_no_series_of_another_quantity_enters() {
    let case = load(Origin::Embedded).expect("the case is sound");
    let all = ranked(&case, &Trials::none());
    let one = all
        .iter()
        .find(|one| one.conclusion.id == "industry-doubled")
        .expect("a conclusion");
    assert_eq!(valid(SCHEMA, &json(&all)), Vec::<String>::new());
    let [dispute] = one.disputes.as_slice() else {
        panic!("one quantity, one dispute: {:?}", one.disputes);
    };
    // By hand: each series by itself, 1937 over 1932.
    let quantity = &case.base.quantities["gross_industrial_output"];
    for choice in &dispute.choices {
        let series = quantity.series(&choice.name).expect("a series");
        let of = |year| {
            let mut rows = series.rows.iter().filter(|row| row.place == quantity.place);
            rows.find(|row| row.date.to_string() == year)
                .expect("a year")
                .value
        };
        assert!(
            (choice.value - of("1937") / of("1932")).abs() < 1e-12,
            "{}",
            choice.name
        );
    }
    assert!(dispute.moves().expect("positive numbers") > 1.2);
    assert_eq!(dispute.turn(), Turn::Turns);
}

#[test]
fn evidence_ten_conclusions_and_more_and_each_is_ranked() {
    let case = load(Origin::Embedded).expect("the case is sound");
    let all = ranked(&case, &Trials::none());
    assert!(all.len() >= 10, "{}", all.len());
    assert!(
        all.windows(2)
            .all(|pair| pair[0].strength() >= pair[1].strength())
    );
    let unanswered = all
        .iter()
        .filter(|one| one.seeds.is_none() && one.own.is_none());
    let unanswered: Vec<&str> = unanswered
        .filter(|one| one.conclusion.on == argument::claim::On::Evidence)
        .map(|one| one.conclusion.id.as_str())
        .collect();
    assert!(unanswered.is_empty(), "no series answers {unanswered:?}");
}

/// Trials in which arrests of 1935 over 1934 are as given, one number a seed.
fn trials(settings: &[(&str, &[f64])]) -> Trials {
    let setting = |(name, ratios): &(&str, &[f64])| Setting {
        name: (*name).to_owned(),
        trials: ratios
            .iter()
            .enumerate()
            .map(|(at, ratio)| {
                let address = |year: &str| Address {
                    scenario: BASELINE.to_owned(),
                    output: "arrests_by_political_police".to_owned(),
                    date: year.to_owned(),
                    dims: std::collections::BTreeMap::new(),
                };
                Trial {
                    seed: 1933 + at as u64,
                    ran: [BASELINE.to_owned()].into(),
                    values: [(address("1934"), 100.0), (address("1935"), 100.0 * ratio)].into(),
                }
            })
            .collect(),
    };
    Trials {
        settings: settings.iter().map(setting).collect(),
        ..Trials::none()
    }
}

#[test]
fn known_rules_are_compared_on_the_seeds_that_they_share() {
    let case = load(Origin::Embedded).expect("the case is sound");
    let trials = trials(&[
        (BASELINE, &[0.8, 0.8, 5.0, 5.0]),
        ("arrests-by-war", &[1.6, 1.6]),
        ("no-patron", &[0.8, 0.8]),
    ]);
    let all = ranked(&case, &trials);
    let one = all
        .iter()
        .find(|one| one.conclusion.id == "arrests-1935")
        .expect("a conclusion");
    assert_eq!(one.seeds, Some(4));
    // Two rivals about different rules are two disputes; the last seeds of the baseline are no side of either.
    assert_eq!(one.disputes.len(), 2);
    let first = &one.disputes[0];
    assert_eq!(first.moves(), Some(2.0));
    assert_eq!(first.turn(), Turn::Turns);
    assert_eq!(first.seeds(), Some((2, 2)));
    // Both baselines are told apart by how many runs they stand on.
    assert_eq!((one.seeds, first.runs()), (Some(4), Some(2)));
    assert_eq!(
        first.runs_words("member"),
        "over 2 members, so in 2 of them"
    );
    assert_eq!(one.disputes[1].runs_words("seed"), "over 2 seeds");
    assert_eq!(one.disputes[1].moves(), Some(1.0));
    assert!(!one.disputes[1].matters());
    assert!(one.not_run.contains(&"arrests-on-trend".to_owned()));
}

/// The case with the number of the first conclusion replaced.
fn with_number(number: &str) -> String {
    let mut all = files(Origin::Embedded).expect("files");
    let file = all
        .iter_mut()
        .find(|(path, _)| path == "conclusions.toml")
        .expect("the file");
    file.1 = format!(
        "[[conclusion]]\nid = \"a\"\nunits = [\"62\"]\nsays = \"A.\"\non = \"runs\"\nnumber = \"{number}\"\nwhy = \"A.\"\n"
    );
    match parse(&all) {
        Ok(case) => format!(
            "{} conclusions",
            super::all(&case).map_or(0, |all| all.len())
        ),
        Err(fault) => fault.to_string(),
    }
}

#[test]
fn faults_of_conclusions_say_what_is_wanted() {
    assert_eq!(
        with_number("births(1935) / births(1934) > 1.0"),
        "1 conclusions"
    );
    let two = with_number("births(1935) > births(1934)");
    assert!(two.contains("one number beside an amount"), "{two}");
    let unknown = with_number("birhts(1935) / births(1934) > 1.0");
    assert!(
        unknown.contains("conclusions.toml:") && unknown.contains("births"),
        "{unknown}"
    );
    let unrun = with_number("births(1935, {'under': 'no-wear'}) / births(1935) > 1.0");
    assert!(unrun.contains("a scenario that no claim names"), "{unrun}");
}

#[test]
fn known_a_case_without_the_file_has_none() {
    assert_eq!(all(&crate::testing::case()).map(|all| all.len()), Ok(0));
}
