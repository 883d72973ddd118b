//! What a scenario changes, value by value: how plausible that is, its source and its reason.

use crate::page::Page;
use lab::setting::{Change, OtherRule, Plausible, Scenario};

/// Every change, rule, lever and frozen loop of a scenario, one a paragraph.
pub(super) fn told(page: &mut Page, scenario: &Scenario) {
    if !scenario.rival.is_empty() {
        page.wrapped("A rival setting: ", &format!("rivals {}.", scenario.rival));
    }
    for rule in &scenario.other_rules {
        page.wrapped("Another rule: ", &of_rule(rule));
    }
    for lever in &scenario.levers {
        page.wrapped(
            "Not given: ",
            &format!(
                "{}the directive {} ({}: {})",
                near(lever.plausible),
                lever.directive,
                lever.source,
                lever.why
            ),
        );
    }
    for one in &scenario.frozen {
        page.wrapped(
            "Frozen: ",
            &format!(
                "loop {}, which reads the first value of: {}",
                one.word(),
                one.input()
            ),
        );
    }
    for change in &scenario.changes {
        page.wrapped("Changed: ", &of_change(change));
    }
    if scenario.notes().iter().flatten().count() > 1 {
        page.wrapped("", TOGETHER);
    }
}

const TOGETHER: &str = "How plausible a change is, is our judgement of it by itself: several near ones together are no near history.";

/// What stands before a change: how plausible it is, if that is said.
fn near(plausible: Option<Plausible>) -> String {
    plausible.map_or_else(String::new, |word| format!("{}: ", word.told()))
}

fn of_rule(rule: &OtherRule) -> String {
    let near = near(rule.plausible);
    format!(
        "{near}{} is {} ({}: {})",
        rule.of, rule.is, rule.source, rule.why
    )
}

fn of_change(change: &Change) -> String {
    let before =
        |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |value| value.to_string());
    let pairs = change.pairs().into_iter();
    let values: Vec<String> = pairs
        .map(|(key, old, after)| {
            let words = format!("{} -> {after}", before(old));
            format!("{key} {words}").trim_start().to_owned()
        })
        .collect();
    let values = if values.is_empty() {
        "no value is another than before".to_owned()
    } else {
        values.join(", ")
    };
    format!(
        "{}{}, {}: {values} ({}: {})",
        near(change.plausible),
        change.name,
        change.unit,
        change.source,
        change.why
    )
}
