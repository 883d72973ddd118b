//! The hazards of all groups in a month, with their targets looked up: what counts and persons both read.

use crate::truth::exits::{Conditions, Environment, Exit, Target};
use crate::truth::membership::Leaving;
use crate::truth::people::{Account, BINS, Class, Group, Mark, Party, Residence, Status};
use crate::truth::vital::probability;
use engine::calendar::{WEEKS_PER_MONTH, WEEKS_PER_YEAR};
use std::collections::BTreeSet;

/// Births, like ageing, happen in each fifth week.
pub const BIRTH_WEEKS: u32 = WEEKS_PER_MONTH;

/// Where a way out leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The group with this number.
    Group(usize),
    /// Out of the table.
    Outside(Account),
}

/// Hazards of one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Probability of leaving within the month, by any way. Hazards are the same in all weeks of a month, and whoever leaves in it leaves in
    /// its last week.
    pub leave: f64,
    /// The ways.
    pub ways: Vec<To>,
    /// Their rates, which are their weights once somebody leaves.
    pub rates: Vec<f64>,
    /// Probability of a birth within five weeks.
    pub birth: f64,
    /// Group of the newborn.
    pub newborn: usize,
    /// Births that the famine prevents within five weeks, as a probability.
    pub lost_birth: f64,
    /// Rates of leaving the party by cause; one of the ways out is their sum.
    pub leaving_party: Leaving,
}

/// Adds to `found` all groups that hazards can lead to from these.
pub fn reach(
    environment: &Environment,
    start: impl Iterator<Item = Group>,
    weeks: u32,
    found: &mut BTreeSet<Group>,
) {
    let mut open: Vec<Group> = start.collect();
    let mut exits = Vec::new();
    let conditions = Conditions::open(environment.regions.len());
    while let Some(group) = open.pop() {
        if !found.insert(group) {
            continue;
        }
        // Ways out of custody change with the year alone.
        let step = if group.status == Status::Free {
            WEEKS_PER_MONTH
        } else {
            WEEKS_PER_YEAR
        };
        for week in (0..weeks).step_by(step as usize) {
            environment.exits(&group, week, &conditions, &mut exits);
            let targets = exits.iter().filter_map(|exit| match exit.target {
                Target::Group(group) => Some(group),
                Target::Outside(_) => None,
            });
            let (_, newborn) = environment.births(&group, week, &conditions);
            open.extend(
                targets
                    .chain([newborn])
                    .filter(|target| !found.contains(target)),
            );
        }
    }
}

/// The place of each group in the list of groups, over all combinations of what tells groups apart: found a thousand times a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index(Vec<Option<u32>>);

impl Index {
    /// Of groups that all differ.
    pub fn of(groups: &[Group]) -> Self {
        let codes = groups.iter().map(|group| code(*group) + 1);
        let mut places = vec![None; codes.max().unwrap_or(0)];
        for (place, group) in (0_u32..).zip(groups) {
            places[code(*group)] = Some(place);
        }
        Self(places)
    }

    /// Place of a group; none if it is not in the list.
    pub fn find(&self, group: &Group) -> Option<usize> {
        let place = self.0.get(code(*group)).copied().flatten();
        place.map(|place| place as usize)
    }
}

/// A number that no two groups share.
fn code(group: Group) -> usize {
    let code = usize::from(group.region) * Residence::ALL.len() + group.residence as usize;
    let code = code * Class::ALL.len() + group.class as usize;
    let code = code * Mark::ALL.len() + group.mark as usize;
    let code = code * Party::ALL.len() + group.party as usize;
    code * Status::ALL.len() + group.status as usize
}

/// Works out the hazards of a group in a week, which are the same in all weeks of a month. `row` is written over and keeps its memory; `exits`
/// is memory alone.
pub fn fill(
    (environment, index): (&Environment, &Index),
    (group, week): (&Group, u32),
    conditions: &Conditions,
    exits: &mut Vec<Exit>,
    row: &mut Row,
) {
    let number = |group: &Group| index.find(group).unwrap_or(0);
    environment.exits(group, week, conditions, exits);
    let all: f64 = exits.iter().map(|exit| exit.rate).sum();
    let (births, newborn) = environment.births(group, week, conditions);
    let month = f64::from(BIRTH_WEEKS) * (1.0 / f64::from(WEEKS_PER_YEAR));
    row.leave = probability(all, month);
    row.ways.clear();
    row.ways.extend(exits.iter().map(|exit| match &exit.target {
        Target::Group(group) => To::Group(number(group)),
        Target::Outside(account) => To::Outside(*account),
    }));
    row.rates.clear();
    row.rates.extend(exits.iter().map(|exit| exit.rate));
    row.birth = probability(births, month);
    row.newborn = number(&newborn);
    row.lost_birth = environment.lost_births(group, conditions) * month;
    row.leaving_party = environment.leaving_party(group, week, conditions);
}

/// Number of the stratum of a group and risk bin.
pub fn stratum(group: usize, bin: usize) -> usize {
    group * BINS + bin
}

#[cfg(test)]
mod tests {
    use super::Index;
    use crate::truth::people::{Class, Group, Mark, Party, Residence, Status};

    /// Every third of all groups of two regions is in the list.
    #[test]
    fn parity_the_index_and_a_search_find_the_same() {
        let mut all = Vec::new();
        for region in 0..2 {
            for (residence, class) in Residence::ALL
                .iter()
                .flat_map(|one| Class::ALL.iter().map(move |class| (*one, *class)))
            {
                for (mark, party) in Mark::ALL
                    .iter()
                    .flat_map(|one| Party::ALL.iter().map(move |party| (*one, *party)))
                {
                    all.extend(Status::ALL.iter().map(|status| Group {
                        region,
                        residence,
                        class,
                        mark,
                        party,
                        status: *status,
                    }));
                }
            }
        }
        all.sort();
        let listed: Vec<Group> = all.iter().copied().step_by(3).collect();
        let index = Index::of(&listed);
        for group in &all {
            assert_eq!(index.find(group), listed.binary_search(group).ok());
        }
    }
}
