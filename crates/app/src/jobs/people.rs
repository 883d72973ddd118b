//! Whom a scenario moves, or leaves where they are: orders and sentences one by one, before any other difference.

use super::differences::per_cent;
use crate::page::Page;
use lab::whatif::contrast::Difference;
use lab::whatif::{MOVED, WhatIf};
use lab::words::rounded;
use std::collections::BTreeMap;

/// Fates in the order of telling, each with its words.
const FATES: [(&str, &str); 8] = [
    ("moved", "people aimed at"),
    ("relatives", "relatives sent along"),
    ("executed", "executed"),
    ("died", "died in custody"),
    ("escaped", "escaped"),
    ("released", "released"),
    ("held", "still held at the end"),
    ("unfilled", "ordered and not there to be taken"),
];

/// One paragraph an order that differs; how many do not is told.
pub(super) fn moved(page: &mut Page, whole: &WhatIf) {
    let mut orders: BTreeMap<&str, Vec<&Difference>> = BTreeMap::new();
    let all = whole.differences.iter();
    for one in all.filter(|one| one.key.quantity == MOVED) {
        if let Some(order) = dim(one, "order") {
            orders.entry(order).or_default().push(one);
        }
    }
    let among = orders.len();
    orders.retain(|_, fates| fates.iter().any(|one| !is_small(one)));
    page.head("Who is moved by orders and sentences, persons");
    for (order, fates) in &orders {
        page.wrapped("  ", &format!("{order}:"));
        for (fate, words) in FATES {
            let own = fates.iter().find(|one| dim(one, "fate") == Some(fate));
            if let Some(one) = own.filter(|one| !is_small(one)) {
                page.wrapped("    ", &format!("{words} {}", told(one)));
            }
        }
    }
    let same = among - orders.len();
    page.wrapped(
        "  ",
        &format!(
            "Scenario less baseline, median over the seeds and their 5th to 95th percentile. Left out: {same} of {among} orders and streams of sentences, by which nobody more or fewer is moved, or less than 0.05 per cent. tables/differences.csv has them by setting; `closerun run` writes a table `orders`."
        ),
    );
}

/// Whether it is the same in every seed and under every rival.
pub(super) fn is_nothing(one: &Difference) -> bool {
    let rivals = one.rivals.iter();
    one.own.is_nothing() && rivals.into_iter().all(|(_, rival)| rival.is_nothing())
}

/// Whether it counts those whom an order moves, or what became of them, and not how the rest of them are held.
pub(super) fn is_fate(one: &Difference) -> bool {
    let told = ["moved", "relatives", "executed", "died"];
    one.key.quantity == MOVED && dim(one, "fate").is_some_and(|fate| told.contains(&fate))
}

/// Orders one after another, each with its fates in the order of telling; what counts nobody whom an order moves comes after them.
pub(super) fn place(one: &Difference) -> (bool, &str, usize) {
    let fate = FATES
        .iter()
        .position(|(known, _)| dim(one, "fate") == Some(known));
    let order = dim(one, "order").unwrap_or_default();
    (one.key.quantity != MOVED, order, fate.unwrap_or_default())
}

/// An order and a fate in words, if it counts those whom an order moves.
pub(super) fn fate(one: &Difference) -> Option<String> {
    let (order, fate) = (dim(one, "order")?, dim(one, "fate")?);
    let (_, words) = FATES.iter().find(|(known, _)| *known == fate)?;
    Some(format!("{order}, {words}, thousand persons"))
}

/// Whether a difference is next to nothing in the baseline setting and under every rival.
pub(super) fn is_small(one: &Difference) -> bool {
    let none = |relative: Option<f64>| relative.is_some_and(|value| per_cent(value) == "0.0");
    let rivals = one.relative_spread();
    let rivals = rivals.is_none_or(|(low, high)| none(Some(low)) && none(Some(high)));
    is_nothing(one) || (none(one.own.relative) && rivals)
}

/// Difference with its band, its share of the baseline, and how far rival rules disagree, in persons.
fn told(one: &Difference) -> String {
    let ends = |low: f64, high: f64| {
        let (low, high) = (persons(low), persons(high));
        if low == high {
            low
        } else {
            format!("{low} to {high}")
        }
    };
    let band = one.own.band;
    let (median, chance) = (persons(band.median), ends(band.low, band.high));
    let mut parts = Vec::new();
    if chance != median {
        parts.push(chance);
    }
    let relative = one.own.relative.map(per_cent);
    parts.extend(relative.map(|relative| format!("{relative} %")));
    let rules = one.spread().map(|(low, high)| ends(low, high));
    let rules = rules.filter(|rules| *rules != median);
    parts.extend(rules.map(|rules| format!("by rival rules {rules}")));
    if parts.is_empty() {
        median
    } else {
        format!("{median} ({})", parts.join("; "))
    }
}

/// A difference in persons, with its sign and three figures.
pub(super) fn persons(value: f64) -> String {
    let value = value.round();
    let text = rounded(value.abs());
    if value > 0.0 {
        format!("+{text}")
    } else if value < 0.0 {
        format!("-{text}")
    } else {
        text
    }
}

/// The value of a dimension, if it has it.
pub(super) fn dim<'d>(one: &'d Difference, name: &str) -> Option<&'d str> {
    let dims = one.key.dims.iter();
    let mut own = dims.filter(|(known, _)| known == name);
    own.next().map(|(_, value)| value.as_str())
}
