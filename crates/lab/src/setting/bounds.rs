//! What only scenario and population together, or a number and the people it is taken from, can get wrong.

use super::population::Population;
use super::scenario::Scenario;
use argument::fault::Fault;
use model::setting::SettingError;
use model::truth::people::{BINS, Group};
use model::world::Setup;

/// A run begins with the people of the population's day, so it cannot begin in another year.
pub(super) fn refuse_another_year(scenario: &Scenario, people: &Population) -> Result<(), Fault> {
    if scenario.first_year == people.year {
        return Ok(());
    }
    let place = scenario.first_year_at.clone();
    Err(Fault::new(
        place,
        "a run that begins in another year than its population",
    )
    .found(format!("first_year = {}", scenario.first_year))
    .wanted(format!(
        "{}, the year of `at` in population.toml",
        people.year
    ))
    .hint("runs begin with the people of that day; change `weeks` to end earlier or later"))
}

/// Numbers of persons a year become rates of those whom they are taken from; more than there are is no rate.
pub(super) fn no_more_than_there_are(setup: Setup) -> Result<Setup, SettingError> {
    let laws = &setup.environment.laws;
    let years: Vec<u32> = setup.span.years().collect();
    let taken = |id: &str, share: f64, base: u64, of: &str| {
        for (at, year) in years.iter().enumerate() {
            let people = laws.at(id, at) * share;
            if people > base as f64 {
                return Err(SettingError::of(
                    id,
                    "more people than there are to take them from",
                    format!("{people:.0} persons in {year}"),
                    format!("at most {base}: {of} at the start"),
                    "check the number and its unit: persons a year, not a share",
                ));
            }
        }
        Ok(())
    };
    taken("courts_to_camps", 1.0, setup.people(), "all people")?;
    for (number, region) in setup.environment.regions.iter().enumerate() {
        let share = laws.at("left_country_share_of_region", number);
        let own = |group: &Group| usize::from(group.region) == number && group.is_free_peasant();
        let of = format!("the free peasants of {}", region.id);
        taken("left_country", share, count(&setup, &own), &of)?;
    }
    Ok(setup)
}

fn count(setup: &Setup, wanted: &dyn Fn(&Group) -> bool) -> u64 {
    let groups = setup.groups.iter().zip(setup.start.chunks_exact(BINS));
    let own = groups.filter(|(group, _)| wanted(group));
    own.flat_map(|(_, bins)| bins).sum()
}
