//! The causal map: what the sentences say makes what, each arrow with its verdict in a shape and in words, and the same as a table.
//!
//! Arrows are read from the annotated passage: the `edge` of every sentence that states a cause. An arrow has the verdict of those
//! claims of its sentence that take the cause away in runs; where there are none, that it was not tried as a cause is said.

use super::badge;
use crate::words::plural;
use argument::case::Case;
use argument::claim::Role;
use argument::passage::{Mark, Unit};
use argument::verdict::{Check, ClaimVerdict, Status, UnitVerdict};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// How a cause was put to the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tried {
    /// Runs with and without it.
    Contrast,
    /// Something that the sentence says was judged, but no cause taken away.
    Beside,
    /// Nothing was judged.
    Not,
}

/// What one sentence says of causes.
struct Said<'c> {
    unit: &'c Unit,
    /// Cause and effect of each arrow; none if the sentence draws none.
    arrows: Vec<(String, String)>,
    status: Status,
    tried: Tried,
    claims: Vec<&'c ClaimVerdict>,
    /// Scenarios that take a cause away.
    without: BTreeSet<String>,
}

pub(super) fn render(case: &Case, check: &Check) -> Markup {
    let pairs = case.passage.units.iter().zip(&check.units);
    let causal = pairs.filter(|(unit, _)| unit.marks.contains(&Mark::Cause));
    let all: Vec<Said<'_>> = causal
        .map(|(unit, verdict)| said(case, check, (unit, verdict)))
        .collect();
    if all.is_empty() {
        return html! {};
    }
    let drawn: Vec<&Said<'_>> = all.iter().filter(|one| !one.arrows.is_empty()).collect();
    let tried = all
        .iter()
        .filter(|one| one.tried == Tried::Contrast)
        .count();
    html! {
        section id="causes" {
            h2 { "What is said to make what" }
            p { (plural(all.len(), "sentence")) " of the passage state a cause; " (tried) " of them were tried by runs that take the cause away. "
                "An arrow is the sentence's, not ours; its line and its word are the verdict. "
                "Even where runs agree, they show what follows inside this model. " (key()) }
            @for part in drawn.chunks(ARROWS) { (draw(part)) }
            (table(case, &all))
        }
    }
}

/// Sentences of one drawing, so that it fits a page.
const ARROWS: usize = 8;

fn key() -> &'static str {
    "Dotted and grey: what the sentence says was judged, or nothing was, and the cause itself was never taken away. An arrow up means more of it, an arrow down less."
}

fn said<'c>(case: &Case, check: &'c Check, (unit, verdict): (&'c Unit, &UnitVerdict)) -> Said<'c> {
    let own: Vec<&ClaimVerdict> = verdict.claims.iter().map(|at| &check.claims[*at]).collect();
    let own: Vec<&ClaimVerdict> = own
        .into_iter()
        .filter(|claim| claim.role == Role::Assertion)
        .collect();
    let causal: Vec<&ClaimVerdict> = own
        .iter()
        .copied()
        .filter(|claim| !without(case, claim).is_empty())
        .collect();
    let weakest = |claims: &[&ClaimVerdict]| claims.iter().map(|claim| claim.status).min();
    let (tried, claims) = if causal.is_empty() {
        let judged: Vec<&ClaimVerdict> = own
            .into_iter()
            .filter(|claim| claim.status.is_tried())
            .collect();
        let tried = if judged.is_empty() {
            Tried::Not
        } else {
            Tried::Beside
        };
        (tried, judged)
    } else {
        (Tried::Contrast, causal)
    };
    Said {
        unit,
        arrows: arrows(&unit.edge),
        status: weakest(&claims).unwrap_or(verdict.status),
        tried,
        without: claims
            .iter()
            .flat_map(|claim| without(case, claim))
            .collect(),
        claims,
    }
}

/// Scenarios in which a claim takes something away: those that its predicates name, and its ablations.
fn without(case: &Case, claim: &ClaimVerdict) -> BTreeSet<String> {
    let predicates = case.predicates(&claim.id);
    let terms = predicates.iter().flat_map(|predicate| &predicate.terms);
    let named = terms.filter_map(|term| term.under.clone());
    let ablated = claim
        .runs
        .iter()
        .flat_map(|runs| runs.ablations.iter().cloned());
    named.chain(ablated).collect()
}

/// Cause and effect of each arrow of an edge: parts stand apart by semicolons, causes and effects of one arrow by commas.
fn arrows(edge: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for part in edge.split(';') {
        let (mut causes, mut effects) = (Vec::new(), Vec::new());
        for piece in part.split(", ") {
            let Some((cause, effect)) = piece.split_once("->") else {
                let side = if effects.is_empty() {
                    &mut causes
                } else {
                    &mut effects
                };
                side.push(words(piece));
                continue;
            };
            if !effects.is_empty() {
                all.push((
                    std::mem::take(&mut causes).join(", "),
                    std::mem::take(&mut effects).join(", "),
                ));
            }
            causes.push(words(cause));
            effects.push(words(effect));
        }
        if !effects.is_empty() {
            all.push((causes.join(", "), effects.join(", ")));
        }
    }
    all
}

/// A variable in words: with an arrow up for more of it and an arrow down for less.
fn words(variable: &str) -> String {
    let plain = variable.trim().replace('_', " ");
    let plain = plain.replace("+ (", " \u{2191} (");
    if let Some(more) = plain.strip_suffix('+') {
        format!("{more} \u{2191}")
    } else if let Some(less) = plain.strip_suffix('-') {
        format!("{less} \u{2193}")
    } else {
        plain
    }
}

const WIDTH: f64 = 640.0;
const STEP: f64 = 36.0;
const FROM: f64 = 206.0;
const TO: f64 = 434.0;

/// The word of an arrow, and the class and shape of its line.
fn look(said: &Said<'_>) -> (String, &'static str, &'static str) {
    let (class, shape) = match said.status {
        Status::Supported => ("supported", "\u{25cf}"),
        Status::FollowsFromRule => ("rule", "\u{25a1}"),
        Status::Contradicted => ("contradicted", "\u{25cb}"),
        Status::SupportedUnder => ("under", "\u{25d0}"),
        Status::Contested => ("contested", "\u{25c7}"),
        _ => ("untried", "?"),
    };
    match said.tried {
        Tried::Contrast => (said.status.label().to_owned(), class, shape),
        Tried::Beside => ("cause not tried".to_owned(), "untried", "?"),
        Tried::Not => (said.status.label().to_owned(), "untried", "?"),
    }
}

/// Causes on the left, effects on the right; one that occurs twice stands once.
fn draw(part: &[&Said<'_>]) -> Markup {
    let all: Vec<(&Said<'_>, &String, &String)> = part
        .iter()
        .flat_map(|said| {
            said.arrows
                .iter()
                .map(move |(cause, effect)| (*said, cause, effect))
        })
        .collect();
    let height = STEP * all.len() as f64 + 8.0;
    let of = |name: &String, side: fn(&(&Said<'_>, &String, &String)) -> String| -> f64 {
        let rows = all.iter().enumerate().filter(|(_, one)| side(one) == *name);
        let rows: Vec<f64> = rows.map(|(at, _)| STEP * (at as f64 + 0.5)).collect();
        rows.iter().sum::<f64>() / rows.len().max(1) as f64 + 4.0
    };
    let ends = [part.first(), part.last()].map(|one| one.map_or("", |one| one.unit.id.as_str()));
    let title = format!(
        "What sentences {} to {} say makes what; the table below has the same in words",
        ends[0], ends[1]
    );
    html! {
        figure {
            figcaption { "Sentences " (ends[0]) " to " (ends[1]) }
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(title) class="chart map" {
                title { (title) }
                @for (at, one) in all.iter().enumerate() {
                    @let (left, right) = (of(one.1, |one| one.1.clone()), of(one.2, |one| one.2.clone()));
                    @if all[..at].iter().all(|other| other.1 != one.1) { (node(one.1, (FROM - 6.0, left), "label")) }
                    @if all[..at].iter().all(|other| other.2 != one.2) { (node(one.2, (TO + 6.0, right), "value")) }
                    (line(one.0, left, right))
                }
            }
        }
    }
}

/// A variable in at most two lines.
fn node(text: &str, (x, y): (f64, f64), class: &str) -> Markup {
    let lines = broken(text);
    let first = y + 4.0 - 6.5 * (lines.len() as f64 - 1.0);
    html! {
        @for (at, line) in lines.iter().enumerate() {
            text x=(x) y=(first + 13.0 * at as f64) class=(class) { (line) }
        }
    }
}

/// Letters of a line.
const LETTERS: usize = 34;

fn broken(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        let long = lines[last].chars().count() + word.chars().count() + 1 > LETTERS;
        if long && !lines[last].is_empty() {
            lines.push(word.to_owned());
        } else {
            let gap = if lines[last].is_empty() { "" } else { " " };
            lines[last] = format!("{}{gap}{word}", lines[last]);
        }
    }
    lines
}

fn line(said: &Said<'_>, left: f64, right: f64) -> Markup {
    let (word, class, shape) = look(said);
    let middle = f64::midpoint(left, right);
    let rows = said.unit.rows.join(", ");
    html! {
        path d=(format!("M{FROM} {left}L{} {right}", TO - 7.0)) class=(format!("arrow {class}")) {}
        path d=(format!("M{TO} {right}l-8-4v8Z")) class="head" {}
        text x=(f64::midpoint(FROM, TO)) y=(middle - 4.0) class="tick said" { (shape) " " (word) }
        text x=(f64::midpoint(FROM, TO)) y=(middle + 12.0) class="tick" { (said.unit.id) " \u{b7} " (rows) }
    }
}

fn table(case: &Case, all: &[Said<'_>]) -> Markup {
    html! {
        table class="causes" {
            thead { tr { th { "no." } th { "says" } th { "systems" } th { "verdict" } th { "tried by" } } }
            tbody {
                @for one in all {
                    tr {
                        td { a href=(format!("#unit-{}", one.unit.id)) { (one.unit.id) } }
                        td { (sides(one)) }
                        td { (one.unit.rows.join(", ")) }
                        td {
                            @if one.tried == Tried::Contrast { (badge(one.status)) }
                            @else { "cause not tried; what is told beside it: " (badge(one.status)) }
                        }
                        td { (tried(case, one)) }
                    }
                }
            }
        }
    }
}

fn sides(one: &Said<'_>) -> Markup {
    html! {
        @if one.arrows.is_empty() { (one.unit.edge) }
        @for (at, (cause, effect)) in one.arrows.iter().enumerate() {
            @if at > 0 { "; " }
            (cause) " \u{2192} " (effect)
        }
    }
}

fn tried(case: &Case, one: &Said<'_>) -> Markup {
    let name = |key: &String| {
        case.runs
            .scenario(key)
            .map_or_else(|| key.clone(), |known| known.name.clone())
    };
    let names: Vec<String> = one.without.iter().map(name).collect();
    html! {
        @for (at, claim) in one.claims.iter().enumerate() {
            @if at > 0 { ", " }
            a href=(format!("#claim-{}", claim.id)) { (claim.id) }
        }
        @if !names.is_empty() { ": set against " (names.join("; ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tried, arrows, broken, look, render, said, words};
    use crate::testing;
    use argument::passage::Mark;
    use argument::verdict::Status;

    /// Every sentence that states a cause has a line with a verdict in words, and those whose cause nobody took away say so.
    #[test]
    fn law_every_cause_has_its_verdict_in_words() {
        let (case, check) = testing::embedded();
        let text = render(case, check).into_string();
        let pairs = case.passage.units.iter().zip(&check.units);
        let (mut causes, mut tried) = (0, 0);
        for (unit, verdict) in pairs.filter(|(unit, _)| unit.marks.contains(&Mark::Cause)) {
            causes += 1;
            assert!(
                text.contains(&format!("<td><a href=\"#unit-{0}\">{0}</a></td>", unit.id)),
                "{}",
                unit.id
            );
            let mut said = said(case, check, (unit, verdict));
            tried += usize::from(said.tried == Tried::Contrast);
            said.status = Status::Supported;
            let word = look(&said).0;
            assert_eq!(
                word == "supported",
                said.tried == Tried::Contrast || said.tried == Tried::Not,
                "{}",
                unit.id
            );
            assert_eq!(
                word == "cause not tried",
                said.tried == Tried::Beside,
                "{}",
                unit.id
            );
        }
        assert!(causes > 20 && tried > 10, "{causes} causes, {tried} tried");
    }

    /// Lines that say different things differ without colour.
    #[test]
    fn law_each_verdict_has_a_line_of_its_own() {
        let css = include_str!("style.css");
        let of = |class: &str| {
            let start = css.find(&format!(".chart .arrow.{class} {{")).expect(class);
            let end = css[start..].find('}').expect("closed") + start;
            css[start..end]
                .split_once('{')
                .map(|(_, rule)| rule.to_owned())
        };
        let all: Vec<_> = [
            "supported",
            "under",
            "rule",
            "contested",
            "contradicted",
            "untried",
        ]
        .map(of)
        .to_vec();
        for (at, one) in all.iter().enumerate() {
            assert!(!all[..at].contains(one), "{one:?}");
        }
    }

    #[test]
    fn known_arrows_of_an_edge() {
        let of = |edge: &str| -> Vec<String> {
            let all = arrows(edge).into_iter();
            all.map(|(cause, effect)| format!("{cause} > {effect}"))
                .collect()
        };
        assert_eq!(
            of("defence+ -> date of goals+"),
            ["defence \u{2191} > date of goals \u{2191}"]
        );
        assert_eq!(
            of("a-, b+ -> c+; d"),
            ["a \u{2193}, b \u{2191} > c \u{2191}"]
        );
        assert_eq!(of("a -> b, c"), ["a > b, c"]);
        assert_eq!(of("a -> b, c -> d"), ["a > b", "c > d"]);
        assert!(of("a = b * c").is_empty() && of("").is_empty());
        assert_eq!(
            words("grievance_all+ (all strata)"),
            "grievance all \u{2191} (all strata)"
        );
    }

    #[test]
    fn long_names_are_broken_and_none_is_lost() {
        let text = "a very long name of a variable that no column would hold in one line";
        let lines = broken(text);
        assert!(
            lines.len() > 1
                && lines
                    .iter()
                    .all(|line| line.chars().count() <= super::LETTERS)
        );
        assert_eq!(lines.join(" "), text);
    }
}
