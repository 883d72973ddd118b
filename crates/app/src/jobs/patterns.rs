//! Patterns of `closerun run`: what the model must meet together, misses first.

use crate::page::Page;
use lab::patterns::{Across, Judged, Pattern, Range, Standing, Under};
use lab::words::{number, plural};

/// The list.
pub(super) fn page(page: &mut Page, patterns: &[Pattern], judged: &[Judged<'_>]) {
    if patterns.is_empty() {
        return;
    }
    let count = |standing| judged.iter().filter(|one| one.standing == standing).count();
    page.head(&format!(
        "Patterns to be met together: {} missed, {} touched, {} met, {} put in",
        count(Standing::Missed),
        count(Standing::Touches),
        count(Standing::Met),
        count(Standing::Assumed),
    ));
    page.wrapped(
        "  ",
        "Each line beside each series that has its dates. Touched: band and range touch, and the median lies outside. Told: nothing is asked. Wanted is a source's own figure with its own error; a sentence may read the same words more widely.",
    );
    for pattern in patterns {
        page.wrapped(&format!("{:<4}", pattern.id), &pattern.says);
        if !pattern.judged_by.is_empty() {
            let units = pattern.judged_by.join(", ");
            page.wrapped(
                "      ",
                &format!(
                    "judged as sentence {units}: closerun explain {}",
                    pattern.judged_by[0]
                ),
            );
        }
        for one in judged.iter().filter(|one| one.pattern.id == pattern.id) {
            page.wrapped(&format!("      {:<8}", one.standing.word()), &line(one));
        }
    }
}

/// The same lines from the trials of a check: what the baseline makes of each, and which rules turn a miss.
pub(super) fn across(page: &mut Page, all: &[Across<'_>]) {
    if all.is_empty() {
        return;
    }
    page.head("Patterns to be met together, from the runs of claims");
    let (seeds, common) = all[0].seeds;
    page.wrapped(
        "  ",
        &format!(
            "The baseline with {}; of other rules those that turn a miss, against the baseline with as many: all of them, or the {} that all have. Wanted is a source's own figure with its own error; a sentence may read the same words more widely.",
            plural(seeds, "run"),
            plural(common, "run")
        ),
    );
    for one in all {
        page.wrapped(
            &format!("  {:<8}", one.own.standing.word()),
            &format!("{} {}", one.own.pattern.id, line(&one.own)),
        );
        let turned = one.turned().map(|rival: &Under| {
            let median = rival
                .band
                .map_or_else(String::new, |band| number(band.median, ""));
            format!(
                "{} under {} ({median})",
                rival.standing.word(),
                rival.setting
            )
        });
        let turned: Vec<String> = turned.collect();
        if !turned.is_empty() {
            page.wrapped("            ", &turned.join("; "));
        }
    }
}

fn line(one: &Judged<'_>) -> String {
    let model = one.band.map_or_else(
        || "not given by these runs".to_owned(),
        |band| {
            format!(
                "{} ({} to {})",
                number(band.median, ""),
                number(band.low, ""),
                number(band.high, "")
            )
        },
    );
    let wanted = one
        .range
        .as_ref()
        .map(|range| format!("; wanted {}", wanted(range)));
    format!("{}: {model}{}", one.line.says, wanted.unwrap_or_default())
}

fn wanted(range: &Range) -> String {
    let told = |value: f64| number(value, "");
    let ends = match (range.low, range.high) {
        (Some(low), Some(high)) if told(low) == told(high) => told(low),
        (Some(low), Some(high)) => format!("{} to {}", told(low), told(high)),
        (Some(low), None) => format!("{} or more", told(low)),
        (None, Some(high)) => format!("{} or less", told(high)),
        (None, None) => "nothing".to_owned(),
    };
    let recalled = if range.recalled { " R" } else { "" };
    format!("{ends}{recalled}, {}", range.from)
}
