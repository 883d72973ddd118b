//! Whom a scenario moves, or leaves where they are: orders and sentences one by one, before any other difference.

use super::differences::{band, per_cent, signed};
use crate::page::Page;
use lab::whatif::contrast::Difference;
use lab::whatif::{MOVED, WhatIf};
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
    orders.retain(|_, fates| fates.iter().any(|one| !is_nothing(one)));
    page.head("Who is moved by orders and sentences, thousand persons");
    for (order, fates) in &orders {
        page.wrapped("  ", &format!("{order}:"));
        for (fate, words) in FATES {
            let own = fates.iter().find(|one| dim(one, "fate") == Some(fate));
            if let Some(one) = own.filter(|one| !is_nothing(one)) {
                page.wrapped("    ", &format!("{words} {}", told(one)));
            }
        }
    }
    let same = among - orders.len();
    page.wrapped(
        "  ",
        &format!(
            "Scenario less baseline, median over the seeds and their 5th to 95th percentile. Nothing differs by {same} of {among} orders and streams of sentences. tables/differences.csv has them by setting; `closerun run` writes a table `orders`."
        ),
    );
}

/// Whether it is the same in every seed and under every rival.
pub(super) fn is_nothing(one: &Difference) -> bool {
    let rivals = one.rivals.iter();
    one.own.is_nothing() && rivals.into_iter().all(|(_, rival)| rival.is_nothing())
}

/// Difference with its band, its share of the baseline, and how far rival rules disagree.
fn told(one: &Difference) -> String {
    let relative = one.own.relative.map_or_else(String::new, |relative| {
        format!(", {} %", per_cent(relative))
    });
    let rules = one.spread().map_or_else(String::new, |(low, high)| {
        let (low, high) = (signed(one, low), signed(one, high));
        format!("; by rival rules {low} to {high}")
    });
    let median = signed(one, one.own.band.median);
    format!("{median} ({}{relative}{rules})", band(one))
}

fn dim<'d>(one: &'d Difference, name: &str) -> Option<&'d str> {
    let dims = one.key.dims.iter();
    let mut own = dims.filter(|(known, _)| known == name);
    own.next().map(|(_, value)| value.as_str())
}
