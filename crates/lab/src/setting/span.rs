//! What the model declares to claims: its outputs, and the scenarios of a case with the dates of their runs.

use super::scenario::{Scenario, head};
use super::{POPULATION, file};
use argument::evidence::Kind;
use argument::fault::{Fault, Lines, Place};
use argument::runs::{self, At, BASELINE, Output, PRIOR, Runs};
use argument::unit::{DeathKind, unit};
use engine::calendar::WEEKS_PER_YEAR;
use model::observe::{At as Taken, OUTPUTS, Output as Given};

/// Outputs of the model and scenarios of a case; nothing for a case without a population.
///
/// # Errors
/// A scenario that cannot be read, or a rival setting whose runs have other dates than the baseline.
pub fn declare(files: &[(String, String)]) -> Result<Runs, Fault> {
    if !files.iter().any(|(path, _)| path == POPULATION) {
        return Ok(Runs::none());
    }
    let mut scenarios: Vec<(&str, Scenario)> = Vec::new();
    for (path, text) in files {
        let Some(key) = path
            .strip_prefix("scenarios/")
            .and_then(|name| name.strip_suffix(".toml"))
        else {
            continue;
        };
        let read = head(&file(path, text, &Lines::of(text)))?;
        if read.id != key {
            return Err(Fault::new(
                Place::file(path),
                "a scenario under another name than its file",
            )
            .found(&read.id)
            .wanted(format!("id = \"{key}\""))
            .hint("claims and commands find a scenario by the name of its file"));
        }
        refuse_taken_name(path, &read)?;
        scenarios.push((path, read));
    }
    refuse_other_dates(&scenarios)?;
    let scenarios = scenarios.into_iter().map(|(_, one)| scenario(&one));
    Ok(Runs::new(
        OUTPUTS.iter().filter_map(output).collect(),
        scenarios.collect(),
    ))
}

/// The baseline rivals nothing, and one name is taken.
fn refuse_taken_name(path: &str, one: &Scenario) -> Result<(), Fault> {
    let wrong = |what: &str, found: &str, wanted: &str| {
        Err(Fault::new(Place::file(path), what)
            .found(found)
            .wanted(wanted)
            .hint("a rival is a file of its own; give it another name"))
    };
    if one.id == PRIOR {
        return wrong(
            "a scenario with a name that is taken",
            &one.id,
            "another name; `prior` is the setting whose parameters are drawn from their ranges",
        );
    }
    if one.id == BASELINE && !one.rival.is_empty() {
        return wrong(
            "a baseline with `rival`",
            &one.rival,
            "no `rival` in the baseline",
        );
    }
    Ok(())
}

/// A rival is another rule for the same history, so its runs have the same dates.
fn refuse_other_dates(scenarios: &[(&str, Scenario)]) -> Result<(), Fault> {
    let span = |one: &Scenario| (one.first_year, one.weeks);
    let Some((_, baseline)) = scenarios.iter().find(|(_, one)| one.id == BASELINE) else {
        return Ok(());
    };
    let other = |(_, one): &&(&str, Scenario)| !one.rival.is_empty() && span(one) != span(baseline);
    let Some((path, rival)) = scenarios.iter().find(other) else {
        return Ok(());
    };
    Err(Fault::new(
        Place::file(*path),
        "a rival setting with other dates than the baseline",
    )
    .found(format!(
        "first_year {}, weeks {}",
        rival.first_year, rival.weeks
    ))
    .wanted(format!(
        "first_year {}, weeks {}",
        baseline.first_year, baseline.weeks
    ))
    .hint("a rival is another rule for the same history; a counterfactual has no `rival`"))
}

fn scenario(scenario: &Scenario) -> runs::Scenario {
    let short = |number: u32| i16::try_from(number).unwrap_or(i16::MAX);
    runs::Scenario {
        id: scenario.id.clone(),
        name: scenario.name.clone(),
        first_year: short(scenario.first_year),
        years: short(scenario.weeks / WEEKS_PER_YEAR),
        rival: scenario.rival.clone(),
    }
}

/// An output in the words of the argument; none if its unit or kind is not known there, which a test forbids.
fn output(given: &Given) -> Option<Output> {
    let dimensions = given.dims.iter();
    Some(Output {
        id: given.id.to_owned(),
        name: given.how.to_owned(),
        unit: unit(given.unit)?,
        kind: Kind::parse(given.kind.word())?,
        at: match given.at {
            Taken::Year => At::Year,
            Taken::January => At::January,
            Taken::FarmYear => At::FarmYear,
            Taken::Once => At::Once,
        },
        deaths: DeathKind::parse(given.deaths),
        dimensions: dimensions
            .map(|(name, values)| ((*name).to_owned(), values.list()))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::output;
    use argument::unit::DeathKind;
    use model::observe::OUTPUTS;

    #[test]
    fn every_output_can_be_declared() {
        for given in OUTPUTS.iter() {
            let declared = output(given);
            assert!(declared.is_some(), "{}: unit or kind unknown", given.id);
            let dead = DeathKind::parse(given.deaths).is_some() || given.deaths.is_empty();
            assert!(dead, "{}: unknown kind of death", given.id);
            assert!(
                given.dims.is_sorted_by_key(|(name, _)| *name),
                "{}",
                given.id
            );
        }
    }
}
