//! The description has everything that the model holds, and no count of another day.

use super::{describe, docked};
use crate::dock::Row;
use crate::load::{Origin, load};
use crate::setting::Prepared;
use argument::case::Case;
use argument::runs::BASELINE;
use model::rows::HELD;
use model::rules::Rules;
use std::sync::OnceLock;

fn told() -> &'static (Case, String) {
    static TOLD: OnceLock<(Case, String)> = OnceLock::new();
    TOLD.get_or_init(|| {
        let case = load(Origin::Embedded).expect("the embedded case loads");
        let text = describe(&case).expect("it has a model");
        (case, text)
    })
}

#[test]
fn law_every_row_and_every_rule_is_told() {
    let (case, text) = told();
    for row in &case.rows {
        let held = HELD.iter().any(|held| held.row == row.id);
        let entry = format!("- {} {}", row.id, row.name);
        let entry = entry
            .split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ");
        let found = text.lines().find(|line| line.starts_with(&entry));
        assert!(found.is_some(), "{}", row.id);
        assert!(held || text.contains("not in the model"), "{}", row.id);
    }
    for mechanism in Rules::mechanisms() {
        assert!(text.contains(&format!("- `{}`: ", mechanism.key)));
        for (word, _) in mechanism.rules {
            assert!(text.contains(&format!("  - `{word}`: ")), "{word}");
        }
    }
    for rival in case.runs.rivals() {
        assert!(
            text.contains(&format!("rival `{}`", rival.id)),
            "{}",
            rival.id
        );
    }
}

#[test]
fn law_counts_are_those_of_the_case() {
    let (case, text) = told();
    let prepared = Prepared::of(case).expect("it has a model");
    let setting = prepared.setting((None, BASELINE), None).expect("sound");
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for count in [
        format!("{} parameters: ", setting.parameters.len()),
        format!("{} directives, ", setting.directives.len()),
        format!("{} rival settings ", case.runs.rivals().count()),
        format!("{} of {} systems", HELD.len(), case.rows.len()),
        format!("{} blocks of held-out", case.base.holdouts.len()),
        format!("each of {} sentences", case.passage.units.len()),
    ] {
        assert!(flat.contains(&count), "{count}");
    }
    for told in &setting.directives {
        assert!(flat.contains(&told.name), "{}", told.name);
    }
}

/// The seven parts of the protocol, in its order; lines fit a terminal.
#[test]
fn known_parts_of_the_protocol() {
    let (_, text) = told();
    let heads: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    assert_eq!(
        heads,
        [
            "1. Purpose and patterns",
            "2. Entities, state variables, scales",
            "3. Process overview and scheduling",
            "4. Design concepts",
            "5. Initialisation",
            "6. Input data",
            "7. Submodels",
        ]
    );
    let wide = text.lines().find(|line| line.chars().count() > 80);
    assert_eq!(wide.filter(|line| !line.contains("http")), None);
}

#[test]
fn a_case_without_a_model_has_no_description() {
    let error = describe(&crate::testing::case()).expect_err("no model");
    assert!(error.to_string().contains("no model to run"), "{error}");
}

#[test]
fn a_bench_is_told_with_its_failures() {
    let row = |id, holds| Row {
        id,
        module: "truth/kolkhoz.rs",
        setting: "Sen's rule",
        expected: String::new(),
        got: String::new(),
        tolerance: String::new(),
        grade: "A",
        holds,
    };
    let text = docked(&[row("T1", true), row("T2", false)]);
    assert!(text.contains("- T1 `truth/kolkhoz.rs`, grade A, holds: Sen's rule"));
    assert!(text.contains("- T2 `truth/kolkhoz.rs`, grade A, FAILS: "));
}
