//! What a scenario changes, value by value: how plausible that is, its source and its reason.

use crate::page::Page;
use lab::setting::{Change, OtherRule, Plausible, Scenario};
use lab::words::{plain, plural};
use std::collections::BTreeMap;

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
        page.wrapped("Changed: ", &of_change(scenario, change));
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

fn of_change(scenario: &Scenario, change: &Change) -> String {
    let values = values(scenario, change);
    let (values, unit) = match values {
        Values::None => ("no value is another than before".to_owned(), true),
        Values::Dates(text) => (text, false),
        Values::Numbers(all) => (all.join(", "), true),
    };
    let unit = if unit {
        format!(", {}", change.unit)
    } else {
        String::new()
    };
    format!(
        "{}{}{unit}: {values} ({}: {})",
        near(change.plausible),
        change.name,
        change.source,
        change.why
    )
}

/// The values of a change, before and after.
enum Values {
    /// None is another than before.
    None,
    /// One, which is a date.
    Dates(String),
    /// Each with its key.
    Numbers(Vec<String>),
}

fn values(scenario: &Scenario, change: &Change) -> Values {
    let pairs = change.pairs();
    let span = (scenario.first_year, scenario.weeks);
    let day = |value| plain::week((&change.parameter, &change.unit), span, value);
    if let [("", Some(old), new)] = pairs[..]
        && let (Some(old), Some(new)) = (day(old), day(new))
    {
        return Values::Dates(format!("{old} -> {new}"));
    }
    let before =
        |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |value| value.to_string());
    let all = pairs.into_iter().map(|(key, old, after)| {
        let words = format!("{} -> {after}", before(old));
        format!("{key} {words}").trim_start().to_owned()
    });
    match all.collect::<Vec<String>>() {
        all if all.is_empty() => Values::None,
        all => Values::Numbers(all),
    }
}

/// Most changes that are told one by one in the short form, and most values of one.
const FEW: usize = 2;

/// All that a scenario changes in a sentence, each with its date, and how plausible it is. `given` holds the day of each directive.
pub(super) fn in_short(scenario: &Scenario, given: &BTreeMap<String, String>) -> String {
    let start = format!("from 1 January {} on", scenario.first_year);
    let changes = scenario.changes.iter();
    let changes = changes.map(|change| of_change_in_short(scenario, change, &start));
    let rules = scenario.other_rules.iter();
    let rules = rules.map(|rule| format!("the rule of {} is {}, {start}", rule.of, rule.is));
    let levers = scenario.levers.iter().map(|lever| {
        let day = given.get(&lever.directive);
        let day = day.map_or_else(String::new, |day| format!(" of {day}"));
        format!("the directive {}{day} is not given", lever.directive)
    });
    let frozen = scenario.frozen.iter();
    let frozen = frozen.map(|one| format!("the loop {} is frozen, {start}", one.word()));
    let all: Vec<String> = changes.chain(rules).chain(levers).chain(frozen).collect();
    let told = match all.len() {
        0 => "nothing".to_owned(),
        few if few <= FEW => all.join("; "),
        _ => format!(
            "{} ({}; all stand below)",
            plural(all.len(), "change"),
            all[0]
        ),
    };
    format!("{told}. {}", how_plausible(scenario))
}

fn of_change_in_short(scenario: &Scenario, change: &Change, start: &str) -> String {
    let (name, unit) = (&change.name, &change.unit);
    match values(scenario, change) {
        Values::None => format!("{name}, though no value is another than before"),
        Values::Dates(text) => format!("{name}: {text}"),
        Values::Numbers(all) if all.len() <= FEW => {
            format!(
                "{name}, {unit}: {}, {}",
                all.join(", "),
                from(change, start)
            )
        }
        Values::Numbers(all) => {
            let number = plural(all.len(), "value");
            format!("{name} ({number}), {}", from(change, start))
        }
    }
}

/// When a change begins: in the years that it names, else with the runs.
fn from(change: &Change, start: &str) -> String {
    let keys: Vec<&str> = change.pairs().into_iter().map(|(key, ..)| key).collect();
    let is_year = |key: &&str| key.len() == 4 && key.chars().all(|c| c.is_ascii_digit());
    match (keys.first(), keys.last()) {
        (Some(first), Some(last)) if keys.iter().all(is_year) => {
            if first == last {
                format!("in {first}")
            } else {
                format!("in {first}-{last}")
            }
        }
        _ => start.to_owned(),
    }
}

/// How plausible all of it is, as far as its changes say so.
fn how_plausible(scenario: &Scenario) -> String {
    if !scenario.rival.is_empty() {
        return "That is another rule for the same history, not another history.".to_owned();
    }
    let notes = scenario.notes();
    let notes = notes.iter().flatten();
    match (notes.clone().min(), notes.max()) {
        (Some(nearest), Some(farthest)) if nearest == farthest => {
            format!("How plausible: {}, as we judge it.", nearest.told())
        }
        (Some(nearest), Some(farthest)) => format!(
            "How plausible: from {} to {}, as we judge it.",
            nearest.told(),
            farthest.told()
        ),
        _ => "How plausible that is, nobody has said.".to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::in_short;
    use lab::argument::fault::Place;
    use lab::setting::{Change, Lever, Plausible, Scenario};
    use std::collections::{BTreeMap, BTreeSet};

    /// A murder that does not happen and an order that is not given.
    pub(in crate::jobs) fn scenario() -> Scenario {
        Scenario {
            id: "no-murder".to_owned(),
            name: "No murder".to_owned(),
            why: String::new(),
            rival: String::new(),
            first_year: 1933,
            first_year_at: Place::default(),
            weeks: 300,
            changes: vec![Change {
                parameter: "murder_week".to_owned(),
                name: "Week of the murder".to_owned(),
                unit: "weeks of six days".to_owned(),
                before: vec![(String::new(), 115.0)],
                values: vec![(String::new(), 10_000.0)],
                source: "ours".to_owned(),
                plausible: Some(Plausible::Near),
                why: String::new(),
                at: Place::default(),
            }],
            other_rules: Vec::new(),
            levers: vec![Lever {
                directive: "an-order".to_owned(),
                source: "ours".to_owned(),
                plausible: Some(Plausible::Far),
                why: String::new(),
            }],
            off: BTreeSet::new(),
            frozen: Vec::new(),
        }
    }

    #[test]
    fn known_the_change_is_dated_and_its_plausibility_said() {
        let given = BTreeMap::from([("an-order".to_owned(), "1935-02-28".to_owned())]);
        let said = in_short(&scenario(), &given);
        assert_eq!(
            said,
            "Week of the murder: 1 to 6 December 1934 -> after the end of the runs; the directive an-order of 1935-02-28 is not given. \
         How plausible: from near what happened to far from what happened, as we judge it."
        );
    }
}
