//! Patterns that the model must meet together: what is on record, what the baseline gives, and which rival rule can do which.

use super::rules::{NAMES, RULES};
use crate::patterns::{Across, Range, Standing, Under, across, beside};
use crate::setting::Setting;
use crate::simulate::beside::Band;
use crate::words::{number, plural};
use argument::case::Case;
use argument::verdict::Check;
use maud::{Markup, html};

/// Outputs that patterns of the case inside the program ask for, besides those that every trial keeps. Of the baseline scenario alone.
const ASKED: [&str; 14] = [
    "acting_share",
    "active_resistance_believed",
    "arrests",
    "deaths",
    "effective_number_of_cases",
    "grain_harvest",
    "grain_harvest_reported",
    "latent_share",
    "named_in_confessions",
    "party_expelled_share",
    "party_screen_not_disposed",
    "party_verification_duration",
    "specialist_arrest_ratio",
    "suspects_believed",
];

/// Whether a pattern asks for an output.
pub(super) fn asks(output: &str) -> bool {
    ASKED.contains(&output)
}

/// The table, and in words which rule does what; nothing where nothing was run or asked.
pub(super) fn render(case: &Case, check: &Check, setting: Option<&Setting>) -> Markup {
    let patterns = beside(case, setting);
    let all = across(case, &patterns, &check.trials);
    if all.is_empty() {
        return html! {};
    }
    let names = RULES.into_iter().zip(NAMES);
    let names: Vec<(&str, &str)> = names
        .filter(|(key, _)| all.iter().any(|one| one.under(key).is_some()))
        .collect();
    let (seeds, common) = all[0].seeds;
    let whole = |(key, _): &(&str, &str)| all[0].under(key).is_some_and(|one| one.seeds == seeds);
    let alike = names.iter().all(whole);
    html! {
        section id="patterns" {
            h2 { "Patterns to be met together" }
            p { "Each alone is easy to meet. Medians of the baseline scenario, from the runs that claims were judged on. Missed: the band of the runs and the range on record do not touch. "
                "Touches: they do, and the median lies outside. Wanted is a source's own figure with its own error; a sentence may read the same words more widely. Put in: an input makes it so, which is no success. "
                @if alike { "Six rules of how many are arrested, ours first, with " (plural(seeds, "run")) " each. " }
                @else {
                    "The first column has all runs of the baseline. The next six are the rules of how many are arrested, ours first; those with fewer runs than ours have "
                    (plural(common, "run")) ": fewer runs, narrower bands, more misses. "
                }
                "Of all other rivals, which have " (plural(common, "run")) " each, those are named that turn a miss of the same runs of the baseline into none, or the other way." }
            table class="patterns" {
                thead { tr {
                    th { "pattern" } th { "wanted" } @if !alike { th { "baseline, " (plural(seeds, "run")) } }
                    @for (_, name) in &names { th { (name.replace("ability", "\u{ad}ability").replace("mation", "\u{ad}mation")) } }
                    th { "other rules" }
                } }
                tbody { @for one in &all { (row(one, &names, alike)) } }
            }
            (can_do(&all, &names))
        }
    }
}

fn row(one: &Across<'_>, names: &[(&str, &str)], alike: bool) -> Markup {
    let range = one.own.range.as_ref();
    let cell = |band: Option<Band>, standing: Standing| {
        html! {
            @if let Some(band) = band { (told(band.median, range)) br; }
            @if standing == Standing::Missed { strong { (standing.word()) } } @else { (standing.word()) }
        }
    };
    html! {
        tr {
            td { (one.own.pattern.id) ": " (one.own.line.says) }
            td { @if let Some(range) = range { (wanted(range)) } }
            @if !alike { td { (cell(one.own.band, one.own.standing)) } }
            @for (key, _) in names {
                td { @if let Some(under) = one.under(key) { (cell(under.band, under.standing)) } @else { "\u{2013}" } }
            }
            td { (others(one)) }
        }
    }
}

/// Shares below this are told as so many in a million.
const TINY: f64 = 1e-4;

/// A number beside the bounds that it is measured against, with as many decimals as it takes to tell them apart.
fn told(value: f64, range: Option<&Range>) -> String {
    if value > 0.0 && value < TINY {
        return format!("{} in a million", number(1e6 * value, ""));
    }
    let bounds = range.map_or([None; 2], |range| [range.low, range.high]);
    let other = |bound: &f64| (bound - value).abs() > f64::EPSILON * value.abs();
    let bounds: Vec<f64> = bounds.into_iter().flatten().filter(other).collect();
    if bounds
        .iter()
        .all(|bound| number(*bound, "") != number(value, ""))
    {
        return number(value, "");
    }
    let at = |value: f64, decimals: usize| format!("{value:.decimals$}");
    let apart = |decimals: &usize| {
        let mut all = bounds.iter();
        all.all(|bound| at(*bound, *decimals) != at(value, *decimals))
    };
    at(value, (3..9).find(apart).unwrap_or(9))
}

fn wanted(range: &Range) -> String {
    let told = |value: f64| number(value, "");
    let ends = match (range.low, range.high) {
        (Some(low), Some(high)) if told(low) == told(high) => told(low),
        (Some(low), Some(high)) => format!("{} to {}", told(low), told(high)),
        (Some(low), None) => format!("{} or more", told(low)),
        (None, Some(high)) => format!("{} or less", told(high)),
        (None, None) => String::new(),
    };
    let recalled = if range.recalled { ", recalled" } else { "" };
    format!("{ends} ({}{recalled})", range.from)
}

/// Rivals of other mechanisms that turn a miss.
fn others(one: &Across<'_>) -> String {
    let is_other = |rule: &&Under| !RULES.contains(&rule.setting.as_str());
    let range = one.own.range.as_ref();
    let words = |rule: &Under| {
        let median = rule.band.map(|band| told(band.median, range));
        let median = median.unwrap_or_default();
        format!("{} under {} ({median})", rule.standing.word(), rule.setting)
    };
    let mut parts: Vec<String> = one.turned().filter(is_other).map(words).collect();
    let rest = one.rules.iter().filter(is_other).count() - parts.len();
    parts.push(if parts.is_empty() {
        "as the baseline".to_owned()
    } else {
        format!("{rest} as the baseline")
    });
    parts.join("; ")
}

/// Each rule with what it misses, and what no rule does. A line is missed if no series that has it is met.
fn can_do(all: &[Across<'_>], names: &[(&str, &str)]) -> Markup {
    let mut lines: Vec<(String, Vec<&Across<'_>>)> = Vec::new();
    for one in all {
        let says = format!("{} ({})", one.own.line.says, one.own.pattern.id);
        match lines.iter_mut().find(|(known, _)| *known == says) {
            Some((_, ranges)) => ranges.push(one),
            None => lines.push((says, vec![one])),
        }
    }
    let missed = |ranges: &[&Across<'_>], key: &str| {
        let mut each = ranges.iter().map(|one| one.under(key));
        each.all(|one| one.is_some_and(|under| under.standing == Standing::Missed))
    };
    let by_all = |ranges: &[&Across<'_>]| names.iter().all(|(key, _)| missed(ranges, key));
    let said = |wanted: &dyn Fn(&[&Across<'_>]) -> bool| -> Vec<&str> {
        let own = lines.iter().filter(|(_, ranges)| wanted(ranges));
        own.map(|(says, _)| says.as_str()).collect()
    };
    let never = said(&by_all);
    html! {
        p { "Which rule can do which. "
            @if never.is_empty() { "Each line is reached by some rule." } @else { "None of the six reaches: " (never.join("; ")) "." }
            " Besides these:" }
        ul {
            @for (key, name) in names {
                @let own = said(&|ranges| missed(ranges, key) && !by_all(ranges));
                li { (name) " " @if own.is_empty() { "misses nothing that another reaches." } @else { "misses " (own.join("; ")) "." } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::TOLD;
    use super::{asks, told};
    use crate::patterns::Number;
    use crate::patterns::read;
    use crate::setting::Prepared;
    use crate::testing;
    use argument::runs::BASELINE;

    #[test]
    fn known_a_number_is_told_apart_from_its_bound() {
        let range = crate::patterns::Range {
            low: Some(1.2),
            high: None,
            from: String::new(),
            recalled: false,
        };
        let of = |value: f64| told(value, Some(&range));
        assert_eq!(of(1.199_96), "1.19996");
        assert_eq!(of(1.2), "1.20");
        assert_eq!(of(1.5), "1.50");
    }

    /// A pattern on an output that no trial keeps would never be judged in the report.
    #[test]
    fn law_trials_keep_what_patterns_ask_for() {
        let (case, _) = testing::embedded();
        let setting = Prepared::of(case)
            .expect("a model")
            .setting((None, BASELINE), None);
        let patterns = read(case, &setting.expect("sound")).expect("sound");
        let lines = patterns.iter().flat_map(|pattern| &pattern.lines);
        let mut asked = 0;
        for line in lines {
            for number in std::iter::once(&line.number).chain(&line.over) {
                if let Number::Output { id, .. } = number {
                    assert!(asks(id) || TOLD.contains(&id.as_str()), "{id}");
                    asked += 1;
                }
            }
        }
        assert!(asked > 20, "{asked}");
    }
}
