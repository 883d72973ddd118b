//! `closerun odd`: the model described after the ODD protocol of Grimm and others (2020), made from code and data.
//!
//! Every list and every count is looked up when it is printed: patterns, parameters, directives, offices, margins, scenarios and
//! hold-outs in the case; the order of a week and the state of the country in the source of the model; rules and systems in its lists.
//! What no list can say - equations, reasons, and what is wrong with the model - stands in `docs/model.md`.

mod concepts;
mod given;
mod page;
mod source;
mod submodels;

use crate::dock::Row;
use crate::patterns;
use crate::setting::{self, Prepared, Setting};
use crate::words::{number, plural};
use argument::case::Case;
use argument::fault::Fault;
use argument::runs::BASELINE;
use engine::calendar::WEEKS_PER_YEAR;
use model::observe::OUTPUTS;
use model::truth::people::{Account, BINS, Class, Mark, Party, Residence, Status};
use page::Page;
use source::{LEDGERS, carried, state, week};

/// The protocol, as the description cites it.
const PROTOCOL: &str = "V. Grimm and others, The ODD Protocol for Describing Agent-Based and Other Simulation Models: A Second Update to Improve Clarity, Replication, and Structural Realism, Journal of Artificial Societies and Social Simulation 23 (2) 7, 2020, https://doi.org/10.18564/jasss.4259";

/// The description, as Markdown.
///
/// # Errors
/// A case without a model, or the first thing that is wrong with its files.
pub fn describe(case: &Case) -> Result<String, Fault> {
    let prepared = Prepared::of(case)?;
    let setting = prepared.setting((None, BASELINE), None)?;
    let mut page = Page::default();
    page.head(1, &format!("{}: the model", case.about.title));
    page.says(&format!("Made by `closerun odd` from code and data of this version; no list and no count is kept by hand. Its seven parts are those of the ODD protocol: {PROTOCOL}."));
    page.says("Equations, reasons, and a long list of what is wrong with the model stand in docs/model.md.");
    purpose(&mut page, case, &setting)?;
    entities(&mut page, &setting);
    processes(&mut page);
    concepts::tell(&mut page, case);
    given::start(&mut page, &setting);
    given::input(&mut page, case, &setting);
    submodels::tell(&mut page, case);
    Ok(page.0)
}

fn purpose(page: &mut Page, case: &Case, setting: &Setting) -> Result<(), Fault> {
    page.head(2, "1. Purpose and patterns");
    page.says(&format!("To ask of each of {} of a published history what only a run can answer: whether it follows from the mechanisms that the history tells of, under rival rules for the same years, and on what it hinges. It is a means of explanation: contrasts inside the model, no forecast, no cause identified, and no means of improving what it describes.", plural(case.passage.units.len(), "sentence")));
    let all = patterns::read(case, setting)?;
    page.says(&format!(
        "{} must be met together, for each alone is easy to meet; `closerun run` prints misses first.",
        plural(all.len(), "pattern")
    ));
    for pattern in &all {
        let by = if pattern.judged_by.is_empty() {
            plural(pattern.lines.len(), "number")
        } else {
            let several = if pattern.judged_by.len() > 1 { "s" } else { "" };
            format!(
                "judged by sentence{several} {}",
                pattern.judged_by.join(", ")
            )
        };
        page.item(&format!("{}: {} ({by})", pattern.id, pattern.says));
    }
    Ok(())
}

fn entities(page: &mut Page, setting: &Setting) {
    page.head(2, "2. Entities, state variables, scales");
    strata(page, setting);
    ledgers(page);
    let span = setting.scenario.weeks;
    page.says(&format!("A step is a week of six days, {WEEKS_PER_YEAR} a year; a run has {span} of them from {}. Space is the regions. A run gives {} that claims may ask for, of which {} under a name and unit of the evidence.",
        setting.scenario.first_year,
        plural(OUTPUTS.len(), "output"),
        OUTPUTS.iter().filter(|one| one.in_evidence).count()));
}

/// People.
fn strata(page: &mut Page, setting: &Setting) {
    let people = |words: Vec<&str>| words.join(", ");
    page.says(&format!(
        "People are {} strata of whole persons, {} in all on 1 January {}. A stratum is:",
        number((setting.setup.groups.len() * BINS) as f64, ""),
        number(setting.setup.start.iter().sum::<u64>() as f64, "persons"),
        setting.population.year
    ));
    let regions: Vec<&str> = setting
        .population
        .regions
        .iter()
        .map(|region| region.name.as_str())
        .collect();
    page.item(&format!(
        "region ({}): {}",
        regions.len(),
        regions.join("; ")
    ));
    let list =
        |name: &str, words: Vec<&str>| format!("{name} ({}): {}", words.len(), people(words));
    page.item(&list(
        "residence",
        Residence::ALL.iter().map(|one| one.word()).collect(),
    ));
    page.item(&list(
        "class, with dependants",
        Class::ALL.iter().map(|one| one.word()).collect(),
    ));
    page.item(&list(
        "past membership of an opposition",
        Mark::ALL.iter().map(|one| one.word()).collect(),
    ));
    page.item(&list(
        "standing in the party",
        Party::ALL.iter().map(|one| one.word()).collect(),
    ));
    page.item(&list(
        "legal status",
        Status::ALL.iter().map(|one| one.word()).collect(),
    ));
    page.item(&format!(
        "bin of risk aversion ({BINS}): a construct, no evidence"
    ));
    page.0.push('\n');
    page.says("What somebody called somebody is not stored with anybody. People come from and go to accounts, of which kinds of death are apart and cannot be added without naming them:");
    page.item(&people(Account::ALL.iter().map(|one| one.word()).collect()));
    page.0.push('\n');
}

/// Everything but the people.
fn ledgers(page: &mut Page) {
    page.says("Everything else of the country stands in one of four ledgers. Truth is what happened, report what was sent up, belief what the centre inferred, decision what was ordered.");
    let state = state();
    for ledger in LEDGERS.into_iter().chain([""]) {
        let own = state.iter().filter(|(of, _)| *of == ledger);
        let words: Vec<&str> = own.map(|(_, words)| words.trim_end_matches('.')).collect();
        let name = if ledger.is_empty() {
            "kept beside them"
        } else {
            ledger
        };
        page.item(&format!("{name} ({}): {}", words.len(), words.join("; ")));
    }
    let carried = carried();
    page.item(&format!(
        "a run as a whole ({}): {}",
        carried.len(),
        carried.join("; ")
    ));
    page.0.push('\n');
}

fn processes(page: &mut Page) {
    let week = week();
    page.head(2, "3. Process overview and scheduling");
    page.says(&format!("{} processes in a week, in this order (crates/model/src/step.rs). Moves of people are decided on the state at the start of the week and made at once. Arrows are the ledgers that a process reads and writes.", week.len()));
    for (place, process) in (1..).zip(&week) {
        let beside = [process.ledgers.as_str(), process.when()];
        let beside: Vec<&str> = beside.into_iter().filter(|one| !one.is_empty()).collect();
        let beside = if beside.is_empty() {
            String::new()
        } else {
            format!(" ({})", beside.join("; "))
        };
        page.numbered(
            place,
            &format!("`{}`: {}{beside}", process.name, process.does()),
        );
    }
}

/// The replication bench as a further section: each mechanism in its paper's own setting, with its grade.
pub fn docked(rows: &[Row]) -> String {
    let mut page = Page::default();
    page.head(3, "Docking");
    page.says("Each mechanism that is published was run in its paper's own setting, and each sampler against its exact law. Grade A: the numbers reproduce; B: within sampling; C: signs only; X: published, and as expected it does not come out. A grade is that of the mechanism alone, never of its place in this model.");
    for row in rows {
        let mark = if row.holds { "holds" } else { "FAILS" };
        page.item(&format!(
            "{} `{}`, grade {}, {mark}: {}",
            row.id, row.module, row.grade, row.setting
        ));
    }
    format!("\n{}", page.0)
}

/// Keys of the scenarios of a case that are neither the baseline nor rival settings.
fn contrasts(case: &Case) -> Vec<&str> {
    let all = setting::scenarios(case).into_iter();
    all.filter(|key| {
        let known = case.runs.scenario(key);
        *key != BASELINE && known.is_some_and(|one| one.rival.is_empty())
    })
    .collect()
}

#[cfg(test)]
mod tests;
