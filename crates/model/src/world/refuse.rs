//! What no setting may be: rations without grain, villages without fields.

use crate::setting::SettingError;
use crate::truth::exits::Environment;
use crate::truth::initial::People;
use crate::truth::people::{Group, Region, Residence, Status};

/// Towns eat for half a year from what the state holds at the start, so it must hold at least half of what they are promised.
pub(super) fn refuse_rations_above_supply(
    environment: &Environment,
    people: &People,
) -> Result<(), SettingError> {
    let in_town =
        |group: &Group| group.residence == Residence::Town && group.status == Status::Free;
    let towns: f64 = by_region(people, &environment.regions, &in_town)
        .iter()
        .sum();
    let laws = &environment.laws;
    let promised = 0.5 * towns / 1e6 * laws.one("town_grain_norm");
    let there = laws.one("state_grain_at_start");
    if promised > 2.0 * there {
        return Err(SettingError::of(
            "town_grain_norm",
            "rations above supply",
            format!(
                "{promised:.1} million tonnes promised to towns for half a year, {there:.1} in the hands of the state"
            ),
            "at most twice what the state holds",
            "check town_grain_norm (tonnes a head and year) and state_grain_at_start (million tonnes)",
        ));
    }
    Ok(())
}

/// People who live in villages need fields.
pub(super) fn refuse_villages_without_fields(
    environment: &Environment,
    people: &People,
) -> Result<(), SettingError> {
    for (number, region) in environment.regions.iter().enumerate() {
        let lives_here = |group: &Group| {
            usize::from(group.region) == number && group.residence == Residence::Village
        };
        let share = environment.laws.at("sown_area_share", number);
        if people.keys().any(lives_here) && share <= 0.0 {
            return Err(SettingError::of(
                "sown_area_share",
                "a region without fields",
                format!("{}: people in villages and no sown area", region.id),
                "a share above 0 for every region that has villages",
                "who lives in a village eats what grows there",
            ));
        }
    }
    Ok(())
}

/// People at the start in the groups of each region that are wanted.
pub(super) fn by_region(
    people: &People,
    regions: &[Region],
    wanted: &dyn Fn(&Group) -> bool,
) -> Vec<f64> {
    let mut sums = vec![0.0; regions.len()];
    for (group, bins) in people.iter().filter(|(group, _)| wanted(group)) {
        sums[usize::from(group.region)] += bins.iter().sum::<u64>() as f64;
    }
    sums
}
