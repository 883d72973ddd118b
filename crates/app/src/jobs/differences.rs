//! Differences in lines of 80 columns: those told from chance with their two kinds of doubt, the others in a sentence.

use crate::page::Page;
use lab::whatif::WhatIf;
use lab::whatif::contrast::{Contrast, Difference};
use lab::words::{self, plain, plural};
use std::collections::BTreeMap;
use std::path::Path;

/// What stands under every list of what happens to people.
pub(super) fn kinds_apart() -> String {
    format!(
        "Kinds of death are never added. Births lost are an expected number, and no deaths. {}.",
        lab::cost::ORDINARY_CASES
    )
}

/// Whether a difference that is told from chance is less than 0.05 per cent, in the baseline setting and under every rival.
pub(super) fn is_lost(one: &Difference) -> bool {
    let none = |value: f64| per_cent(value) == "0.0";
    let own = one.own.relative.is_some_and(none);
    let rivals = one.relative_spread();
    one.own.is_told() && own && rivals.is_none_or(|(low, high)| none(low) && none(high))
}

/// Differences told from chance as a table; the others in a line each kind. Unless `every` is asked for, those that are next to
/// nothing are counted and not listed.
pub(super) fn listed(page: &mut Page, whole: &WhatIf, all: &[&Difference], every: bool) {
    let lost = all.iter().filter(|one| !every && is_lost(one)).count();
    let all: Vec<&&Difference> = all.iter().filter(|one| every || !is_lost(one)).collect();
    let told: Vec<&&&Difference> = all.iter().filter(|one| one.own.is_told()).collect();
    if !told.is_empty() {
        page.push(&line("difference", "%", ["5 to 95 %", "rules, %"]));
    }
    for one in told {
        let (word, seeds) = (
            if one.own.mean > 0.0 { "more" } else { "less" },
            one.own.with_sign(),
        );
        let signs = format!("{word} in {seeds} of {}", plural(one.own.seeds, "seed"));
        page.wrapped("  ", &format!("{}; {signs}", name(one)));
        let (value, relative, doubts) = row(one);
        page.push(&line(&value, &relative, [&doubts[0], &doubts[1]]));
        if let Some(hangs) = hangs_on(whole, one) {
            page.wrapped("      ", &hangs);
        }
    }
    let others = || all.iter().filter(|one| !one.own.is_told());
    let some = others().filter(|one| !one.own.is_nothing());
    unclear(page, whole, &some.map(|one| **one).collect::<Vec<_>>());
    if lost > 0 {
        page.wrapped(
            "  ",
            &format!("Left out: {lost} that differ by less than 0.05 per cent under every rule; --all prints them."),
        );
    }
    let zero: Vec<String> = others()
        .filter(|one| one.own.is_nothing())
        .map(|one| label_at(one))
        .collect();
    if !zero.is_empty() {
        page.wrapped(
            "  ",
            &format!("The same in every seed: {}.", zero.join("; ")),
        );
    }
}

/// Differences that are not told from chance, in a sentence; then what figures of arrests among them hang on, once a date, for all of one
/// year hang on the same.
fn unclear(page: &mut Page, whole: &WhatIf, all: &[&Difference]) {
    if all.is_empty() {
        return;
    }
    let told = all
        .iter()
        .map(|one| format!("{} ({})", name(one), band(one)));
    let told: Vec<String> = told.collect();
    page.wrapped(
        "  ",
        &format!("No difference told from chance: {}.", told.join("; ")),
    );
    let hangs = all.iter();
    let hangs = hangs.filter_map(|one| Some((&one.key.date, hangs_on(whole, one)?)));
    let hangs: BTreeMap<&String, String> = hangs.collect();
    for (date, hangs) in hangs {
        page.wrapped(
            "      ",
            &format!("Beside arrests of {date} among these: {hangs}."),
        );
    }
}

/// Beside a figure of arrests, what it hangs on in both scenarios.
fn hangs_on(whole: &WhatIf, one: &Difference) -> Option<String> {
    whole.elasticity(&one.key, ["baseline", "scenario"])
}

/// One line of numbers, at most 80 columns wide.
pub(super) fn line(difference: &str, relative: &str, [chance, rules]: [&str; 2]) -> String {
    let line = format!("    {difference:>12}  {relative:>6}    {chance:<26}  {rules}");
    line.trim_end().to_owned()
}

/// Name, date and unit of a number.
pub(super) fn name(one: &Difference) -> String {
    match unit(one) {
        none if none.is_empty() => label_at(one),
        unit => format!("{}, {unit}", label_at(one)),
    }
}

/// The unit in which its numbers are told, "" for pure numbers.
pub(super) fn unit(one: &Difference) -> String {
    if is_people(one) {
        format!("thousand {}", one.key.unit())
    } else {
        words::unit_after(one.key.unit()).trim().to_owned()
    }
}

/// Difference, per cent, and the two kinds of doubt.
pub(super) fn row(one: &Difference) -> (String, String, [String; 2]) {
    let relative = one.own.relative.map_or_else(|| "-".to_owned(), per_cent);
    let rules = one.relative_spread().map_or_else(
        || "-".to_owned(),
        |(low, high)| format!("{} to {}", per_cent(low), per_cent(high)),
    );
    (
        signed(one, one.own.band.median),
        relative,
        [band(one), rules],
    )
}

/// The number in words: of the human ledger the kind, of an output its title, with its dimensions.
pub(super) fn label(one: &Difference) -> String {
    plain::number(&one.key)
}

/// The same with its date.
pub(super) fn label_at(one: &Difference) -> String {
    format!("{}, {}", label(one), plain::date(&one.key.date))
}

/// The band of a difference over the seeds; one number where its ends look alike.
pub(super) fn band(one: &Difference) -> String {
    let Contrast { band, .. } = one.own;
    let (low, high) = (signed(one, band.low), signed(one, band.high));
    if low == high {
        low
    } else {
        format!("{low} to {high}")
    }
}

/// Whether it counts people or births one by one; such numbers are told in thousands and three figures, for more would pretend to know.
fn is_people(one: &Difference) -> bool {
    matches!(one.key.unit(), "persons" | "births")
}

/// A size in the unit of a difference.
pub(super) fn value(one: &Difference, value: f64) -> String {
    if is_people(one) {
        three_figures(value / 1e3)
    } else {
        words::number(value, one.key.unit())
    }
}

/// A value of a difference with its sign, in no more figures than the quantity itself bears: four of the largest of what is compared with
/// and the ends of the band.
pub(super) fn signed(one: &Difference, value: f64) -> String {
    let Contrast { baseline, band, .. } = one.own;
    let scale = [baseline, band.low, band.high].map(f64::abs);
    let scale = scale.into_iter().fold(0.0, f64::max);
    let unit = if is_people(one) { 1e3 } else { 1.0 };
    let text = self::value(one, value.abs());
    let text = at_scale(&text, value.abs() / unit, scale / unit);
    let nothing = text.chars().all(|c| matches!(c, '0' | '.'));
    match (nothing, value < 0.0) {
        (true, _) => text,
        (false, true) => format!("-{text}"),
        (false, false) => format!("+{text}"),
    }
}

/// Figures of the larger of a difference and what it is a difference of.
const FIGURES: usize = 4;

/// A size with no more decimals than leave so many figures of `scale`; "0" if none of its figures is left.
fn at_scale(text: &str, size: f64, scale: f64) -> String {
    let own = text.split_once('.').map_or(0, |(_, after)| after.len());
    let (mut decimals, mut reach) = (FIGURES - 1, scale);
    while reach >= 10.0 && decimals > 0 {
        decimals -= 1;
        reach /= 10.0;
    }
    while reach > 0.0 && reach < 1.0 && decimals < own {
        decimals += 1;
        reach *= 10.0;
    }
    if own <= decimals {
        return text.to_owned();
    }
    let cut = format!("{size:.decimals$}");
    if cut.chars().all(|c| matches!(c, '0' | '.')) {
        "0".to_owned()
    } else {
        cut
    }
}

/// Three figures, with commas between thousands; fewer below one.
fn three_figures(size: f64) -> String {
    if size >= 999.5 {
        words::rounded(size.round())
    } else if size >= 99.95 {
        format!("{size:.0}")
    } else if size >= 9.995 {
        format!("{size:.1}")
    } else {
        words::number(size, "")
    }
}

/// What orders differences: their share of what is compared with; none of a number that is nothing there.
pub(super) fn share(one: &Difference) -> f64 {
    one.own.relative.map_or(0.0, f64::abs)
}

/// Per cent in as many figures as a contrast bears.
pub(super) fn per_cent(value: f64) -> String {
    let text = if value.abs() < 9.95 {
        format!("{value:+.1}")
    } else {
        format!("{value:+.0}")
    };
    if text.trim_start_matches(['+', '-']) == "0.0" {
        "0.0".to_owned()
    } else {
        text
    }
}

/// The end of a page on differences: how to read it, what it cost, and where it was written, if that is to be told.
pub(super) fn close(
    page: &mut Page,
    read: &str,
    (seconds, digest): (f64, &str),
    out: Option<&Path>,
) {
    page.head("How to read this");
    page.wrapped("  ", read);
    page.wrapped("  ", lab::arrests::MEANS);
    page.wrapped(
        "  ",
        &format!("{seconds:.2} seconds in all. Digest {}.", &digest[..16]),
    );
    if let Some(out) = out {
        page.head("Written");
        page.wrapped(
            "  ",
            &format!(
                "{}: every difference in every setting, and seed by seed, as CSV and Parquet, with the manifest",
                out.display()
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{at_scale, per_cent, three_figures};

    #[test]
    fn a_difference_has_no_more_figures_than_its_quantity() {
        // A share of about a half that differs by a hundred thousandth does not differ.
        assert_eq!(at_scale("0.0000099", 0.000_009_9, 0.45), "0");
        assert_eq!(at_scale("0.00040", 0.000_4, 0.45), "0.0004");
        assert_eq!(at_scale("0.012", 0.012, 1.05), "0.012");
        assert_eq!(at_scale("2.12", 2.12, 4_500.0), "2");
        assert_eq!(at_scale("0.40", 0.4, 4_500.0), "0");
        // Where the quantity itself is that small, its figures stay.
        assert_eq!(at_scale("0.0000099", 0.000_009_9, 0.000_02), "0.0000099");
        assert_eq!(at_scale("0", 0.0, 0.0), "0");
    }

    #[test]
    fn people_have_three_figures_and_per_cent_two() {
        let told = [3_441.2, 999.7, 213.04, 56.54, 9.996, 4.567, 0.154].map(three_figures);
        assert_eq!(
            told,
            ["3,440", "1,000", "213", "56.5", "10.0", "4.57", "0.154"]
        );
        let told = [-0.01, 0.42, -7.23, 9.97, -58.6].map(per_cent);
        assert_eq!(told, ["0.0", "+0.4", "-7.2", "+10", "-59"]);
    }
}
