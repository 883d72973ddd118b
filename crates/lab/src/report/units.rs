//! The passage, unit by unit: paraphrase, verdict, reasons, drawings with tables, what flips it.

use super::notes::Notes;
use super::{badge, chart, front, human, safe};
use crate::arrests;
use crate::cost::Beside;
use crate::turns;
use crate::words;
use argument::case::Case;
use argument::claim::Role;
use argument::passage::Unit;
use argument::registered::Registration;
use argument::verdict::{By, Check, ClaimVerdict, Combination, ReadingVerdict, UnitVerdict};
use maud::{Markup, html};

pub(super) fn render(case: &Case, check: &Check, notes: &Notes<'_>) -> Markup {
    let mut paragraph = 0;
    let costs = costs(case, check);
    html! {
        section id="passage" {
            h2 { "The passage, sentence by sentence" }
            p { "The sentences are our paraphrases. A reader who owns the book can lay an own copy beside them: "
                code { "closerun read --passage FILE" } "." }
            @for ((unit, verdict), cost) in case.passage.units.iter().zip(&check.units).zip(&costs) {
                @for gap in case.passage.gaps.iter().filter(|gap| gap.before == unit.id) {
                    p class="gap" { "Lost before this sentence: " (gap.what) }
                }
                @if unit.paragraph != paragraph {
                    h3 class="paragraph" { "Paragraph " ({ paragraph = unit.paragraph; paragraph }) }
                }
                (render_unit((case, check), (unit, verdict), cost.as_ref(), notes))
            }
            @for gap in case.passage.gaps.iter().filter(|gap| gap.before.is_empty()) {
                p class="gap" { "Lost, place unknown: " (gap.what) }
            }
        }
    }
}

/// What growth cost, beside the sentences about it: in full where a paragraph first tells of growth, and from the least to the most of each
/// kind beside its further ones, which the key of that first sentence says.
fn costs<'a>(case: &'a Case, check: &Check) -> Vec<Option<(Beside<'a>, Option<&'a str>)>> {
    let mut told: Vec<(&Unit, bool)> = Vec::new();
    let units = case.passage.units.iter().zip(&check.units);
    let costs = units.map(|(unit, verdict)| {
        let cost = Beside::of_sentence((case, check), (unit, verdict))?;
        let runs = cost.runs.is_some();
        let mut known = told.iter();
        let first = known.find(|one| (one.0.paragraph, one.1) == (unit.paragraph, runs));
        let first = first.map(|(first, _)| first.id.as_str());
        if first.is_none() {
            told.push((unit, runs));
        }
        Some((cost, first))
    });
    costs.collect()
}

fn render_unit(
    (case, check): (&Case, &Check),
    (unit, verdict): (&Unit, &UnitVerdict),
    cost: Option<&(Beside<'_>, Option<&str>)>,
    notes: &Notes<'_>,
) -> Markup {
    let marks: Vec<&str> = unit.marks.iter().map(|mark| mark.label()).collect();
    html! {
        article class="unit" id=(format!("unit-{}", unit.id)) {
            div class="head" {
                span class="number" { (unit.id) }
                p class="says" { (unit.paraphrase) }
                (badge(verdict.status))
            }
            @if let Some(by) = words::contested_by(verdict) { p class="meta" { "Contested: " strong { (by) } "." } }
            p class="meta" {
                (marks.join(", "))
                @if !unit.rows.is_empty() { "; systems " (unit.rows.join(", ")) }
                @if !unit.damage.is_empty() { "; damage: " (unit.damage) }
                @if let Some(part) = words::in_part(verdict) { "; " strong { (part) } }
            }
            (safe::of_sentence(case, verdict, check))
            @for claim in verdict.claims.iter().map(|i| &check.claims[*i]) { (render_claim((case, check), claim, notes)) }
            @for claim in verdict.beside.iter().map(|i| &check.claims[*i]).filter(|claim| claim.role == Role::Context) {
                (render_claim((case, check), claim, notes))
            }
            @match cost {
                Some((cost, None)) => { (human::beside(cost, notes)) }
                Some((cost, Some(first))) => { (human::again(cost, first)) }
                None => {}
            }
        }
    }
}

fn render_claim((case, check): (&Case, &Check), claim: &ClaimVerdict, notes: &Notes<'_>) -> Markup {
    if claim.readings.is_empty() {
        return html! {
            div class="claim plain" {
                p { (badge(claim.status)) " " (claim.says)
                    @if !claim.why.is_empty() { " " span class="why" { (claim.why) } } }
            }
        };
    }
    html! {
            div class="claim" id=(format!("claim-{}", claim.id)) {
                p class="claim-says" {
                    (badge(claim.status)) " " (second_word(&claim.contested_by()))
    @if let Some(lead) = lead(claim) { span class="role" { (lead) ": " } }
                    (claim.says) " " (notes.marks(front::sources(claim)))
                }
                @if !claim.why.is_empty() { p class="why" { (claim.why) } }
                @if let Some(warning) = words::weak_source(claim) { p class="caution" { (warning) } }
                @for (reading, hangs) in claim.readings.iter().zip(arrests::of_claim(case, &check.trials, claim)) {
                    (render_reading(case, claim, reading, notes))
                    @if let Some(hangs) = hangs { p class="sets" { "Beside the arrests: " (hangs) "." } }
                }
                (hinges(claim))
                @if let Some(turned) = turns::words(case, check, claim) { p class="sets" { (turned) } }
                (safe::beside(case, claim))
            }
        }
}

/// By what a verdict is contested, after its badge; nothing where it is not.
fn second_word(by: &[By]) -> Markup {
    html! { @if !by.is_empty() { span class="role" { "(" (By::listed(by)) ")" } " " } }
}

/// What stands before a claim that is ours, or that runs judge.
fn lead(claim: &ClaimVerdict) -> Option<String> {
    let ours = (claim.role == Role::Context).then(|| "Background, ours".to_owned());
    let on_evidence = claim.readings.iter().any(|reading| reading.runs.is_none());
    let ground = if on_evidence {
        "evidence and runs"
    } else {
        "runs"
    };
    let runs = claim.runs.as_ref();
    let on = if ours.is_some() { "on" } else { "On" };
    let runs = runs.map(|_| format!("{on} {ground}, {}", words::class(claim.class)));
    let parts: Vec<String> = ours.into_iter().chain(runs).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn render_reading(
    case: &Case,
    claim: &ClaimVerdict,
    reading: &ReadingVerdict,
    notes: &Notes<'_>,
) -> Markup {
    html! {
        div class="reading" {
            p {
                @if claim.readings.len() > 1 { span class="role" { "Reading \u{201c}" (reading.id) "\u{201d}: " } }
                (reading.means) " "
                @if claim.readings.len() > 1 { (badge(reading.status)) " " (second_word(&reading.contested_by())) }
            }
            p class="predicate" { code { (reading.predicate) } br; span { (words::tally(reading)) "." } }
            @for atom in 0..words::atoms(reading) { (drawing(case, reading, atom, notes)) }
            @if reading.runs.is_some() { (of_settings(reading)) }
            @if reading.status == argument::verdict::Status::Uncorroborated { (searched(case, reading)) }
            (narrower(reading))
            @if let Some(prior) = words::runs::prior(reading) { p class="sets" { "Prior: " (prior) "." } }
        }
    }
}

fn drawing(case: &Case, reading: &ReadingVerdict, atom: usize, notes: &Notes<'_>) -> Markup {
    let (lines, more) = chart::lines(reading, atom);
    let Some(first) = lines.first() else {
        return html! {};
    };
    let title = format!(
        "{}: wanted {}",
        first.gauge.text,
        words::wanted(&first.gauge)
    );
    let after = words::unit_after(&first.gauge.unit);
    let letter = Some(letter(atom)).filter(|_| reading.runs.is_some() && words::atoms(reading) > 1);
    html! {
        figure {
            figcaption {
                @if let Some(letter) = letter { "(" (letter) ") " }
                code { (first.gauge.text) } (after) " \u{2014} wanted: " (words::wanted(&first.gauge))
            }
            (chart::draw(&lines, &title))
            @if reading.runs.is_none() { (of_series(case, reading, &lines, notes)) }
            @if more > 0 && reading.runs.is_some() { p class="more" { (words::plural(more, "further setting")) " beside our rules or between these." } }
            @else if more > 0 { p class="more" { (more) " more in tables/combinations.csv." } }
        }
    }
}

/// The letter of a compared number of a reading on runs.
fn letter(atom: usize) -> char {
    (b'a'..=b'z').nth(atom).map_or('?', char::from)
}

fn of_series(
    case: &Case,
    reading: &ReadingVerdict,
    lines: &[chart::Line],
    notes: &Notes<'_>,
) -> Markup {
    html! {
        table {
            thead { tr { th { "series" } th class="n" { "value" } th class="n" { "range" } th { "as wanted" } th { "source" } } }
            tbody {
                @for line in lines {
                    @let unit = line.gauge.unit.as_str();
                    tr {
                        td { (series_names(case, &line.gauge.quantities, &line.label)) }
                        td class="n" { (words::beside(line.gauge.value, &line.gauge)) }
                        td class="n" { @if line.gauge.low < line.gauge.high {
                            (words::number(line.gauge.low, unit)) " to " (words::number(line.gauge.high, unit)) } @else { "-" } }
                        td { (words::meets(&line.gauge)) }
                        td { (notes.marks(line_sources(reading, &line.gauge.quantities, &line.label))) }
                    }
                }
            }
        }
    }
}

/// More compared numbers than this share one cell of the table of settings.
const WIDEST: usize = 2;

/// All settings of a reading on runs: in how many runs it holds, and the numbers compared.
fn of_settings(reading: &ReadingVerdict) -> Markup {
    let atoms = words::atoms(reading);
    let band = |setting: &Combination, atom: usize| setting.gauges.get(atom).map(words::runs::band);
    let all = |setting: &Combination| -> String {
        let named = |atom: usize| Some(format!("({}) {}", letter(atom), band(setting, atom)?));
        let parts: Vec<String> = (0..atoms).filter_map(named).collect();
        parts.join("; ")
    };
    html! {
      details { summary { "All " (words::plural(reading.combinations.len(), "setting")) ", one by one" }
        table class="settings" {
            thead { tr {
                th { "setting" } th { "bears on it" } th class="n" { "holds in" }
                @if atoms > WIDEST { th { "medians [5\u{2013}95 %]" } }
                @else { @for atom in 0..atoms {
                    th class="n" { @if atoms > 1 { "(" (letter(atom)) ") " } "median [5\u{2013}95 %]" }
                } }
            } }
            tbody {
                @for (at, setting) in reading.combinations.iter().enumerate() {
                    tr {
                        td class="setting" { (words::runs::setting_name(&setting.label())) }
                        td { (words::rules::bearing(reading, at)) }
                        td class="n" { (words::runs::held(setting)) }
                        @if atoms > WIDEST { td { (all(setting)) } }
                        @else { @for atom in 0..atoms {
                            td class="n" { (band(setting, atom).unwrap_or_default()) }
                        } }
                    }
                }
            }
        }
      }
    }
}

/// The plain names of the series behind a label.
fn series_names(case: &Case, quantities: &[String], label: &str) -> String {
    let name = |id: &str| {
        quantities
            .iter()
            .filter_map(|quantity| case.base.quantities.get(quantity))
            .find_map(|quantity| quantity.series(id))
            .map_or_else(|| id.to_owned(), |series| series.name.clone())
    };
    label.split(" + ").map(name).collect::<Vec<_>>().join(" + ")
}

fn line_sources<'a>(
    reading: &'a ReadingVerdict,
    quantities: &[String],
    label: &str,
) -> Vec<&'a str> {
    let series: Vec<&str> = label.split(" + ").collect();
    reading
        .used
        .iter()
        .filter(|(what, id, _, _)| {
            let quantity = what.split(' ').next().unwrap_or_default();
            series.contains(&id.as_str()) && quantities.iter().any(|known| known == quantity)
        })
        .map(|(_, _, source, _)| source.as_str())
        .collect()
}

/// What was looked for, where nothing was found.
fn searched(case: &Case, reading: &ReadingVerdict) -> Markup {
    html! {
        @for note in &case.base.searches {
            @if !note.subject.is_empty() && reading.predicate.contains(&note.subject) {
                p class="search" { "Looked for: " (note.looked_for) " Where: " (note.looked_in) " Result: " (note.result) }
            }
        }
    }
}

/// The verdict under narrower sets of estimates, where these say something else.
fn narrower(reading: &ReadingVerdict) -> Markup {
    let other: Vec<String> = reading
        .sets
        .iter()
        .filter(|(_, status)| *status != reading.status)
        .map(|(set, status)| format!("{set}: {}", status.label()))
        .collect();
    html! {
        @if !other.is_empty() { p class="sets" { "Under narrower sets: " (other.join("; ")) "." } }
    }
}

fn hinges(claim: &ClaimVerdict) -> Markup {
    html! {
        ul class="hinges" {
            @for flip in words::runs::flips(claim) { li { "Flips on " (flip) "." } }
            @if let Some(change) = &claim.margin.number {
                li { "Smallest change of the claim that changes the verdict: " (change.what) ", " (change.by.text()) " (then " (change.to.label()) ")." }
            }
            @if let Some(change) = &claim.margin.observation {
                li { "Smallest change of one observation that changes it: " (change.what) ", " (change.by.text()) " (then " (change.to.label()) ")." }
            }
            @for line in words::runs::ablations(claim) { li { "Without the mechanism: " (line) "." } }
            @if let Some(line) = words::mutants::line(claim) { li { "Wrong versions of it (mutants): " (line) "." } }
            @if claim.is_vacuous() { li class="caution" { "Vacuous: nothing that was tried flips it." } }
            @if claim.registered == Registration::Changed { li class="caution" { "Changed since registration." } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::cost::is_of_growth;
    use crate::report::notes::Notes;
    use crate::testing;
    use std::collections::BTreeSet;

    /// In full where a paragraph first tells of growth, and from least to most beside its other sentences about it.
    #[test]
    fn law_every_sentence_about_growth_has_its_cost_beside_it() {
        let (case, check) = testing::embedded();
        let page = render(case, check, &Notes::new(case)).into_string();
        let mut paragraphs = BTreeSet::new();
        for unit in &case.passage.units {
            let start = page.find(&format!("id=\"unit-{}\"", unit.id));
            let start = start.expect("every sentence");
            let end = page[start..].find("</article>").expect("its end");
            let own = &page[start..start + end];
            let beside = own.contains("class=\"cost\"") && own.contains("died of hunger");
            assert_eq!(beside, is_of_growth(unit), "{}", unit.id);
            if beside {
                let first = paragraphs.insert(unit.paragraph);
                assert_eq!(own.contains("class=\"people\""), first, "{}", unit.id);
                assert!(own.contains("8,700,000"), "{}", unit.id);
            }
        }
        assert!(paragraphs.len() > 1);
    }
}
