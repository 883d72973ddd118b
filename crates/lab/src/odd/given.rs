//! Initialisation, and what a run is given.

use super::page::Page;
use crate::setting::{Origin, Setting};
use crate::words::{number as words, plural};
use argument::case::Case;
use model::decision::directive::{Amount, Relatives};
use std::collections::BTreeSet;

/// The population at the start.
pub(super) fn start(page: &mut Page, setting: &Setting) {
    let margins = &setting.population.margins;
    page.head(2, "5. Initialisation");
    page.says(&format!("A table of whole people is fitted to {} by iterative proportional fitting; each rests on named series, none of them held out.", plural(margins.len(), "margin")));
    for margin in margins {
        let rests: BTreeSet<&str> = margin
            .series
            .iter()
            .chain(margin.cells.iter().flatten())
            .map(String::as_str)
            .collect();
        let rests: Vec<&str> = rests.into_iter().collect();
        let rests = if rests.is_empty() {
            "ours".to_owned()
        } else {
            rests.join("; ")
        };
        page.item(&format!("{}: {rests}", margin.name));
    }
    page.0.push('\n');
    page.says("Every run of a setting starts from the same people. Weather and all else that is chance is drawn anew for each seed.");
}

/// Parameters, directives, offices, and what is kept from them.
pub(super) fn input(page: &mut Page, case: &Case, setting: &Setting) {
    page.head(2, "6. Input data");
    let all = &setting.parameters;
    let of = |origin: Origin| all.iter().filter(|one| one.origin == origin).count();
    page.item(&format!("{}: {} from a source, {} calibrated, {} ours. Each has a unit, a prior range and a reason (`tables/parameters.csv` of a run).",
        plural(all.len(), "parameter"), of(Origin::Source), of(Origin::Calibrated), of(Origin::Ours)));
    let branches = setting.economy.branches.len();
    page.item(&format!(
        "a table of {branches} branches with {} named cells",
        setting.economy.cells.len()
    ));
    let roll = &setting.roll;
    page.item(&format!(
        "{}, with {} in them of the {} holders on a closed list; nobody else is named",
        plural(roll.offices.len(), "public office"),
        plural(roll.terms.len(), "term"),
        roll.actors.len()
    ));
    let held = case.base.holdouts.len();
    page.item(&format!("kept out: {held} blocks of held-out observations, which no parameter and no margin can read"));
    page.item(&format!("{}, in force on their days. Their numbers are put in, so no claim about them is ever supported by a run:", plural(setting.directives.len(), "directive")));
    for told in &setting.directives {
        let one = &told.directive;
        let number = match one.number {
            Amount::Exact(number) => format!("{} people", people(number)),
            Amount::All => "all in reach, as far as local offices comply".to_owned(),
        };
        let relatives = match one.relatives {
            Relatives::Exact(0) => String::new(),
            Relatives::Exact(number) => format!(" and {} relatives", people(number)),
            Relatives::EachHead(each) => format!(" and {each} relatives each"),
        };
        page.part(&format!(
            "{}: {} ({}): {number}{relatives}; source: {}",
            told.date, told.name, told.office, told.source
        ));
    }
}

/// A number of people as they are written.
fn people(number: u64) -> String {
    words(number as f64, "persons")
}
