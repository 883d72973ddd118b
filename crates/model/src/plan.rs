//! The hazards of all groups in a month, with their targets looked up: what counts and persons both read.

use crate::truth::exits::{Conditions, Environment, Exit, Target};
use crate::truth::membership::Leaving;
use crate::truth::people::{Account, BINS, Group, Status};
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
#[derive(Clone, Debug, PartialEq)]
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

/// The hazards of all groups in a week. They are the same in all weeks of a month.
pub fn rows(
    environment: &Environment,
    groups: &[Group],
    week: u32,
    conditions: &Conditions,
) -> Vec<Row> {
    let number = |group: &Group| groups.binary_search(group).unwrap_or(0);
    let year = 1.0 / f64::from(WEEKS_PER_YEAR);
    let mut exits: Vec<Exit> = Vec::new();
    let mut row = |group: &Group| {
        environment.exits(group, week, conditions, &mut exits);
        let all: f64 = exits.iter().map(|exit| exit.rate).sum();
        let (births, newborn) = environment.births(group, week, conditions);
        let month = f64::from(BIRTH_WEEKS) * year;
        Row {
            leave: probability(all, month),
            ways: exits
                .iter()
                .map(|exit| match &exit.target {
                    Target::Group(group) => To::Group(number(group)),
                    Target::Outside(account) => To::Outside(*account),
                })
                .collect(),
            rates: exits.iter().map(|exit| exit.rate).collect(),
            birth: probability(births, month),
            newborn: number(&newborn),
            lost_birth: environment.lost_births(group, conditions) * month,
            leaving_party: environment.leaving_party(group, week, conditions),
        }
    };
    groups.iter().map(&mut row).collect()
}

/// Number of the stratum of a group and risk bin.
pub fn stratum(group: usize, bin: usize) -> usize {
    group * BINS + bin
}
