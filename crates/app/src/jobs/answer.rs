//! The answer of `closerun whatif` in a few sentences, before any table: what was changed, what it does to people, what else differs, what
//! does not, and how far rival rules agree.
//!
//! Every word comes from the differences of the runs. What is not told from chance is said not to differ.

use super::differences::{is_lost, label, per_cent, share, signed, unit};
use super::people::{dim, persons};
use super::whatif::{is_last, last_dates};
use crate::page::Page;
use lab::arrests::RULES;
use lab::setting::Scenario;
use lab::whatif::contrast::Difference;
use lab::whatif::{LEDGER, LOST_BIRTHS, MOVED};
use lab::words::{plain, plural, rounded};
use std::collections::BTreeMap;

/// Most numbers that a sentence names.
const NAMED: usize = 3;
/// Most rivals that are named.
const RIVALS: usize = 6;
/// Most counts of people that are told.
const COUNTS: usize = 2;
/// Numbers that a reader would ask for, of which those are named that do not differ.
const ASKED: [&str; 10] = [
    "births",
    "arrests_by_political_police",
    "camp_inmates",
    "grievance",
    "fear",
    "grain_harvest",
    "steel",
    "real_wage",
    "consumer_goods",
    "penal_chance",
];

/// Kind of the human ledger that follows from how many are alive.
const ORDINARY: &str = "died-ordinary";

/// What a part of the human ledger is called in a sentence, after "more people" or "fewer people".
const DO: [(&str, &str); 8] = [
    ("born", "are born"),
    ("died-ordinary", "die at the ordinary rate"),
    ("died-famine", "die in the famine"),
    ("died-camp", "die in camps"),
    ("died-settlement", "die in special settlements"),
    ("died-exile", "die in exile"),
    ("executed", "are executed"),
    ("left-country", "leave the country or are not accounted for"),
];

/// The sentences as paragraphs.
pub(super) fn told(page: &mut Page, sentences: &[String]) {
    page.head("In short");
    for sentence in sentences {
        page.wrapped("  ", sentence);
    }
}

/// The sentences: change, people, everything else, rules. `given` holds the day of each directive.
pub(super) fn sentences(
    scenario: &Scenario,
    given: &BTreeMap<String, String>,
    all: &[Difference],
) -> Vec<String> {
    let counts = counts(all);
    let others = others(all);
    vec![
        format!("Changed: {}", super::changes::in_short(scenario, given)),
        people(all, &counts),
        rest(all, &others),
        rules(all, counts.first().or(others.first()).copied()),
    ]
}

/// Whether a difference is worth a word: told from chance and not next to nothing.
fn is_clear(one: &Difference) -> bool {
    one.own.is_told() && !is_lost(one)
}

/// Counts of people over the whole run that differ, the largest first; deaths are among those that are named, if any differ.
fn counts(all: &[Difference]) -> Vec<&Difference> {
    let last = last_dates(all);
    let is_whole = |one: &Difference| last.get(one.key.quantity.as_str()) == Some(&one.key.date);
    let is_count = |one: &Difference| match one.key.quantity.as_str() {
        LEDGER | LOST_BIRTHS => true,
        MOVED => dim(one, "fate").is_some_and(|fate| matches!(fate, "moved" | "relatives")),
        _ => false,
    };
    let mut counts: Vec<&Difference> = all
        .iter()
        .filter(|one| is_count(one) && is_whole(one) && is_clear(one))
        .collect();
    let size = |one: &Difference| one.own.band.median.abs();
    // Who lives longer dies later at the ordinary rate: such deaths follow from the others and come last.
    let follows = |one: &Difference| dim(one, "kind") == Some(ORDINARY);
    counts.sort_by(|a, b| {
        let by_kind = follows(a).cmp(&follows(b));
        by_kind.then_with(|| size(b).total_cmp(&size(a)))
    });
    let dead = counts.iter().position(|one| is_death(one));
    if let Some(at) = dead.filter(|at| *at >= COUNTS) {
        let dead = counts.remove(at);
        counts.insert(COUNTS - 1, dead);
    }
    counts
}

/// Whether it counts deaths other than those at the ordinary rate.
fn is_death(one: &Difference) -> bool {
    let kind = dim(one, "kind").unwrap_or_default();
    kind != ORDINARY && (kind.starts_with("died") || kind == "executed")
}

/// What happens to people: the largest differences with their bands; without one, what else of what their lives are like.
fn people(all: &[Difference], counts: &[&Difference]) -> String {
    let mut told: Vec<String> = Vec::new();
    for one in counts.iter().take(COUNTS) {
        let (low, high) = (persons(one.own.band.low), persons(one.own.band.high));
        let band = if told.is_empty() {
            format!("5th to 95th percentile of the pairs {low} to {high}")
        } else {
            format!("{low} to {high}")
        };
        told.push(format!("{} ({band})", count(one)));
    }
    let more = counts.len().saturating_sub(COUNTS);
    match told.len() {
        0 => lives(all),
        _ if more > 0 => format!(
            "In the model {}. Of the other counts of people over the whole run {more} differ.",
            told.join("; ")
        ),
        _ => format!("In the model {}.", told.join("; ")),
    }
}

/// A difference of a count in words, without its band.
fn count(one: &Difference) -> String {
    let number = rounded(one.own.band.median.abs().round());
    let more = if one.own.mean > 0.0 { "more" } else { "fewer" };
    let when = plain::at(&one.key.date);
    let what = match one.key.quantity.as_str() {
        LOST_BIRTHS => return format!("{number} {more} births are lost to hunger {when}"),
        LEDGER => {
            let kind = dim(one, "kind").unwrap_or_default();
            let known = DO.iter().find(|(known, _)| *known == kind);
            known.map_or_else(|| kind.to_owned(), |(_, words)| (*words).to_owned())
        }
        _ => {
            let order = dim(one, "order").unwrap_or_default();
            let relatives = dim(one, "fate") == Some("relatives");
            match (relatives, order.contains(' ')) {
                (true, _) => format!("are sent along as relatives ({order})"),
                // Streams of sentences say what is done; directives have keys.
                (false, true) => format!("are {order}"),
                (false, false) => format!("are taken under the directive {order}"),
            }
        }
    };
    format!("{number} {more} people {what} {when}")
}

/// Where no count of people differs: what else of their lives does, if anything.
fn lives(all: &[Difference]) -> String {
    let last = last_dates(all);
    let human = all
        .iter()
        .filter(|one| one.key.is_human() && is_last(&last, one));
    let human: Vec<&Difference> = human.collect();
    let mut clear: Vec<&Difference> = human.iter().copied().filter(|one| is_clear(one)).collect();
    if clear.is_empty() {
        return format!(
            "Nothing that happens to people differs in the model beyond chance ({}).",
            plural(human.len(), "number")
        );
    }
    clear.sort_by(|a, b| share(b).total_cmp(&share(a)));
    format!(
        "No count of people born, dead or moved differs in the model beyond chance; of their lives differ {}.",
        named(&clear)
    )
}

/// Numbers of the country other than people's lives that differ at their last date, the largest in per cent first.
fn others(all: &[Difference]) -> Vec<&Difference> {
    let last = last_dates(all);
    let mut clear: Vec<&Difference> = all
        .iter()
        .filter(|one| !one.key.is_human() && is_last(&last, one) && is_clear(one))
        .collect();
    clear.sort_by(|a, b| share(b).total_cmp(&share(a)));
    clear
}

/// The first few by name, with their size; how many more there are.
fn named(all: &[&Difference]) -> String {
    let told = all.iter().take(NAMED).map(|one| {
        let size = one
            .own
            .relative
            .map_or_else(|| sized(one), |of| format!("{} %", per_cent(of)));
        format!("{} ({size})", label(one))
    });
    let told = told.collect::<Vec<String>>().join("; ");
    match all.len().saturating_sub(NAMED) {
        0 => told,
        more => format!("{told}; and {more} more"),
    }
}

/// A difference in its unit, where it has no share of what is compared with.
fn sized(one: &Difference) -> String {
    let sized = format!("{} {}", signed(one, one.own.band.median), unit(one));
    sized.trim_end().to_owned()
}

/// What else differs, and what does not.
fn rest(all: &[Difference], others: &[&Difference]) -> String {
    let differs = match others.first() {
        None => "Nothing else differs beyond chance.".to_owned(),
        Some(_) => format!(
            "What else differs at the end of the runs, the largest first: {}.",
            named(others)
        ),
    };
    let last = last_dates(all);
    let lasts: Vec<&Difference> = all.iter().filter(|one| is_last(&last, one)).collect();
    let alike: Vec<&Difference> = lasts.iter().copied().filter(|one| !is_clear(one)).collect();
    let asked = ASKED.iter().filter_map(|id| {
        let mut own = alike.iter().filter(|one| one.key.quantity == *id);
        own.next().map(|one| label(one))
    });
    let asked: Vec<String> = asked.take(NAMED + 1).collect();
    let among = if asked.is_empty() {
        String::new()
    } else {
        format!(", among them {}", asked.join(", "))
    };
    match alike.len() {
        0 => differs,
        none => format!(
            "{differs} No difference beyond chance, or one below 0.05 per cent, in {none} of {}{among}.",
            plural(lasts.len(), "number")
        ),
    }
}

/// How far rival rules agree on the sign of the first difference that was told, and of all.
fn rules(all: &[Difference], first: Option<&Difference>) -> String {
    let Some(first) = first else {
        return appears(all);
    };
    if first.rivals.is_empty() {
        return "There is no rival rule to set beside that.".to_owned();
    }
    let (flips, fades) = (first.flips(), first.fades());
    let mut parts = Vec::new();
    if flips.is_empty() && fades.is_empty() {
        let all = all_of(first.rivals.len(), "rival rule");
        parts.push(format!("{all} on the sign"));
    }
    if !flips.is_empty() {
        parts.push(format!("the sign turns under {}", few(&flips)));
    }
    if !fades.is_empty() {
        let tail = if flips.is_empty() {
            "; no rival rule turns the sign"
        } else {
            ""
        };
        parts.push(format!(
            "no difference is told from chance under {}{tail}",
            few(&fades)
        ));
    }
    parts.extend(of_arrests(first));
    let turned = all.iter().filter(|one| !one.flips().is_empty()).count();
    format!(
        "How far rules agree, on the first of these ({}): {}. Of {} in all a rival rule turns the sign of {turned}.",
        label_of(first),
        parts.join("; "),
        plural(all.len(), "number"),
    )
}

/// "both rules agree", "all 6 rules agree".
fn all_of(number: usize, one: &str) -> String {
    let (first, rest) = one
        .split_once(" of ")
        .map_or((one, String::new()), |(first, rest)| {
            (first, format!(" of {rest}"))
        });
    match number {
        1 => format!("the one {one} agrees"),
        2 => format!("both {first}s{rest} agree"),
        more => format!("all {more} {first}s{rest} agree"),
    }
}

/// The number in words; of people moved by an order the order.
fn label_of(one: &Difference) -> String {
    let Some(order) = dim(one, "order") else {
        return label(one);
    };
    match dim(one, "fate") {
        Some("relatives") => format!("relatives, {order}"),
        // Streams of sentences say what is done; directives have keys.
        _ if order.contains(' ') => format!("people {order}"),
        _ => format!("people aimed at by {order}"),
    }
}

/// How many of the rules of repression agree with ours, if they were run.
fn of_arrests(one: &Difference) -> Option<String> {
    let is_rule = |name: &str| RULES[1..].contains(&name);
    let there = one.rivals.iter().filter(|(name, _)| is_rule(name)).count();
    let against: Vec<&str> = [one.flips(), one.fades()]
        .concat()
        .into_iter()
        .filter(|name| is_rule(name))
        .collect();
    let all = there + 1;
    (there > 0).then(|| {
        if against.is_empty() {
            format!("{} on it", all_of(all, "rule of repression"))
        } else {
            match all - against.len() {
                1 => format!("of the {all} rules of repression ours alone has it"),
                some => format!("of the {all} rules of repression {some} agree on it"),
            }
        }
    })
}

/// Where ours has no difference: whether a rival has one.
fn appears(all: &[Difference]) -> String {
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for one in all {
        for rival in one.appears() {
            *by.entry(rival).or_default() += 1;
        }
    }
    if all.iter().all(|one| one.rivals.is_empty()) {
        return "There is no rival rule to set beside that.".to_owned();
    }
    if by.is_empty() {
        return "Under no rival rule does any number differ beyond chance either.".to_owned();
    }
    let mut rivals: Vec<(&str, usize)> = by.into_iter().collect();
    rivals.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let names: Vec<&str> = rivals.iter().map(|(name, _)| *name).collect();
    format!(
        "Under rival rules a difference is told where ours tells none: {}, in at most {} of {}.",
        few(&names),
        rivals[0].1,
        plural(all.len(), "number")
    )
}

/// Names of rivals, the first few.
fn few(names: &[&str]) -> String {
    let more = names.len().saturating_sub(RIVALS);
    let first = names[..names.len() - more].join(", ");
    if more > 0 {
        format!("{first} and {more} more")
    } else {
        first
    }
}

#[cfg(test)]
mod tests;
