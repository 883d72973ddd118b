//! Patterns that the model must meet together: what is on record, what the baseline gives, and which rival rule can do which.

use super::rules::{NAMES, RULES};
use crate::patterns::{Across, Range, Standing, Under, across, read};
use crate::setting::Setting;
use crate::words::number;
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
    let patterns = setting.and_then(|setting| read(case, setting).ok());
    let patterns = patterns.unwrap_or_default();
    let all = across(case, &patterns, &check.trials);
    if all.is_empty() {
        return html! {};
    }
    let names: Vec<(&str, &str)> = RULES.into_iter().zip(NAMES).collect();
    let names: Vec<(&str, &str)> = names
        .into_iter()
        .filter(|(key, _)| all.iter().any(|one| one.under(key).is_some()))
        .collect();
    html! {
        section id="patterns" {
            h2 { "Patterns to be met together" }
            p { "Each alone is easy to meet. Medians over the seeds of the baseline scenario, from the runs that claims were judged on; rivals have fewer seeds. Missed: the band of the seeds "
                "and the range on record do not touch. Touches: they do, and the median lies outside. Put in: an input makes it so, which is no success. The first columns are the six rules of "
                "how many are arrested; of all other rivals those are named that turn a miss into none, or the other way." }
            table class="patterns" {
                thead { tr {
                    th { "pattern" } th { "wanted" }
                    @for (_, name) in &names { th { (name) } }
                    th { "other rules" }
                } }
                tbody { @for one in &all { (row(one, &names)) } }
            }
            (can_do(&all, &names))
        }
    }
}

fn row(one: &Across<'_>, names: &[(&str, &str)]) -> Markup {
    let cell = |under: Option<Under>| {
        under.map(|under| {
            let median = under.band.map(|band| number(band.median, ""));
            (median.unwrap_or_default(), under.standing)
        })
    };
    html! {
        tr {
            td { (one.own.pattern.id) ": " (one.own.line.says) }
            td { @if let Some(range) = &one.own.range { (wanted(range)) } }
            @for (key, _) in names {
                td {
                    @if let Some((median, standing)) = cell(one.under(key)) {
                        (median) @if !median.is_empty() { br; }
                        @if standing == Standing::Missed { strong { (standing.word()) } } @else { (standing.word()) }
                    } @else { "\u{2013}" }
                }
            }
            td { (others(one)) }
        }
    }
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
    let is_other = |rival: &&Under| !RULES.contains(&rival.setting.as_str());
    let turned = one.turned().filter(is_other);
    let told = |rival: &Under| {
        let median = rival
            .band
            .map_or_else(String::new, |band| number(band.median, ""));
        format!(
            "{} under {} ({median})",
            rival.standing.word(),
            rival.setting
        )
    };
    let mut parts: Vec<String> = turned.map(told).collect();
    let rest = one.rivals.iter().filter(is_other).count() - parts.len();
    parts.push(match (parts.is_empty(), rest) {
        (true, _) => "as the baseline".to_owned(),
        (false, rest) => format!("{rest} as the baseline"),
    });
    parts.join("; ")
}

/// Each rule with what it misses, and what no rule does.
fn can_do(all: &[Across<'_>], names: &[(&str, &str)]) -> Markup {
    let says = |one: &Across<'_>| format!("{} ({})", one.own.line.says, one.own.pattern.id);
    let missed = |one: &Across<'_>, key: &str| {
        one.under(key)
            .is_some_and(|under| under.standing == Standing::Missed)
    };
    let by_all = |one: &&Across<'_>| names.iter().all(|(key, _)| missed(one, key));
    let never: Vec<String> = all.iter().filter(by_all).map(says).collect();
    let misses = |key: &str| -> Vec<String> {
        let own = all.iter().filter(|one| missed(one, key) && !by_all(one));
        own.map(says).collect()
    };
    html! {
        p { "Which rule can do which. "
            @if never.is_empty() { "Each line is reached by some rule." } @else { "None of these rules reaches: " (never.join("; ")) "." }
            " Besides:" }
        ul {
            @for (key, name) in names {
                @let own = misses(key);
                li { (name) " " @if own.is_empty() { "misses nothing that another reaches." } @else { "misses " (own.join("; ")) "." } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::TOLD;
    use super::{asks, read};
    use crate::patterns::Number;
    use crate::setting::Prepared;
    use crate::testing;
    use argument::runs::BASELINE;

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
