//! The party, taken out of a run: members, checks, who was expelled, and what the model knows of them.
//!
//! Of those expelled it is told first how many had acted, then how many were disposed. A disposition is not an act.

mod periods;

use super::Observation;
use crate::decision::screening::{Screened, threshold_of_share};
use crate::decision::verification::{OPERATIONS, Operation};
use crate::step::is_fifth;
use crate::truth::heads::{CLASSES, Cell, MARKS};
use crate::truth::membership::{BY_THEMSELVES, CAUSES, PUT_BACK, TREND};
use crate::truth::people::{BINS, Class, Party, Status};
use crate::world::World;
use engine::calendar::{WEEKS_PER_YEAR, Week};

type Left = [[u64; CLASSES]; CAUSES];

/// Takes down the party as a run goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rolls {
    /// Checked by operation until the end of the year before.
    checked: [f64; OPERATIONS],
    /// Who had left by then, and by the end of the month before.
    left: Left,
    left_last_month: Left,
    /// Members and candidates by class at the start of the year, in millions.
    members: [f64; CLASSES],
    /// Of those expelled this year, the numbers expected to have acted and to be disposed.
    acted: f64,
    disposed: f64,
    /// Disposed members, and members, summed over the months of the year.
    base: (f64, f64),
}

impl Rolls {
    /// Takes down the start.
    pub(super) fn new(world: &World<'_>, out: &mut Vec<Observation>) -> Self {
        january(world, out);
        Self {
            members: world.country.heads.members_by_class(),
            ..Self::default()
        }
    }

    /// Looks at the world after a week: adds a month, and writes down a year when it ends.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        if is_fifth(world.week - 1) {
            self.add_month(world);
            periods::month(world, out);
        }
        if world.week.is_multiple_of(WEEKS_PER_YEAR) {
            self.year(world, out);
            january(world, out);
        }
        if world.week == world.setup.span.weeks {
            periods::duration(world, out);
        }
    }

    /// What is known of those who were expelled this month: shares of their class. Nobody is looked up.
    fn add_month(&mut self, world: &World<'_>) {
        let left = &world.membership.left;
        let (disposed, members) = disposed(world);
        for class in 0..CLASSES {
            let of = |left: &Left| -> u64 { expelling().map(|cause| left[cause][class]).sum() };
            let expelled = (of(left) - of(&self.left_last_month)) as f64;
            self.acted += expelled * world.mood.acting;
            if members[class] > 0.0 {
                self.disposed += expelled * disposed[class] / members[class];
            }
        }
        self.base.0 += disposed.iter().sum::<f64>();
        self.base.1 += members.iter().sum::<f64>();
        self.left_last_month = *left;
    }

    /// How many left by a cause this year.
    fn number(&self, world: &World<'_>, cause: usize) -> f64 {
        let before: u64 = self.left[cause].iter().sum();
        (world.membership.by(cause) - before) as f64
    }

    fn year(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        let date = Week::after(world.setup.span.first_year, world.week - 1)
            .year
            .to_string();
        let mut say = |quantity, dims: &[(&'static str, &str)], value| {
            out.push(observation(quantity, &date, dims, value));
        };
        for operation in Operation::ALL {
            let (at, dims) = (operation as usize, [("operation", operation.word())]);
            let checked = checked(world, operation);
            say(
                "party_members_checked",
                &dims,
                (checked - self.checked[at]) / 1e3,
            );
            say(
                "party_members_expelled",
                &dims,
                self.number(world, at) / 1e3,
            );
            self.checked[at] = checked;
        }
        say(
            "party_left",
            &[],
            (self.number(world, PUT_BACK) + self.number(world, BY_THEMSELVES)) / 1e3,
        );
        for (rank, share) in self.by_rank(world) {
            say("party_expelled_by_rank", &[("rank", rank)], share);
        }
        let courses = &world.country.checks.courses;
        let cards = [Operation::Exchange, Operation::Verification];
        let latest = cards
            .map(|one| courses[one as usize])
            .into_iter()
            .find(|one| one.weeks > 0);
        let accepted = latest.map_or(0.0, |course| course.checked);
        let looked = world.country.registers.check.looked;
        for (view, share) in [("accepted", accepted), ("looked-at", looked)] {
            say("party_check_progress", &[("view", view)], share);
        }
        say("distrust_of_lists", &[], world.country.distrust_of_lists);
        say("party_expelled_had_acted", &[], self.acted);
        say("party_expelled_disposed", &[], self.disposed);
        if let Some(share) = self.not_disposed(world) {
            say("party_screen_not_disposed", &[], share);
        }
        *self = Self {
            checked: self.checked,
            left: world.membership.left,
            left_last_month: self.left_last_month,
            members: members_by_class(world),
            ..Self::default()
        };
    }

    /// Expelled this year over members at its start, among staff of the administration and among all others.
    fn by_rank(&self, world: &World<'_>) -> [(&'static str, f64); 2] {
        let expelled: [f64; CLASSES] = std::array::from_fn(|class| {
            let of = |left: &Left| -> u64 { expelling().map(|cause| left[cause][class]).sum() };
            (of(&world.membership.left) - of(&self.left)) as f64 / 1e6
        });
        let official = Class::Official as usize;
        let all = |of: &[f64; CLASSES]| of.iter().sum::<f64>() - of[official];
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        [
            (
                "officials",
                share(expelled[official], self.members[official]),
            ),
            ("others", share(all(&expelled), all(&self.members))),
        ]
    }

    /// Part of those not disposed among the flagged, if an unsure test flagged as many as were expelled this year; none if nobody was.
    fn not_disposed(&self, world: &World<'_>) -> Option<f64> {
        let members: f64 = self.members.iter().sum();
        let expelled: f64 = expelling().map(|cause| self.number(world, cause)).sum();
        if members <= 0.0 || expelled <= 0.0 || self.base.1 <= 0.0 {
            return None;
        }
        let now = world.setup.now(world.week - 1, world.seed);
        let (base_rate, d_prime) = (self.base.0 / self.base.1, now.one("check_d_prime"));
        let flagged = (expelled / 1e6 / members).min(1.0);
        let threshold = threshold_of_share(base_rate, d_prime, flagged);
        let screened = Screened::at(base_rate, d_prime, threshold);
        screened.predictive_value().map(|value| 1.0 - value)
    }
}

/// The causes that are expulsions.
fn expelling() -> impl Iterator<Item = usize> {
    (0..OPERATIONS).chain([TREND])
}

/// Members accepted as checked in an operation since it began, persons.
fn checked(world: &World<'_>, operation: Operation) -> f64 {
    let course = &world.country.checks.courses[operation as usize];
    course.checked * course.members * 1e6
}

/// Members and candidates who are disposed, and all of them, by class.
fn disposed(world: &World<'_>) -> ([f64; CLASSES], [f64; CLASSES]) {
    let now = world.setup.now(world.week - 1, world.seed);
    let threshold = now.one("grievance_threshold");
    let strata = world.mood.strata(&world.country, &now);
    let mut latent = vec![[0.0; MARKS]; now.regions.len() * 2 * CLASSES];
    for (cell, mark, _, stratum) in &strata {
        latent[cell.number()][*mark as usize] = stratum.latent(threshold);
    }
    let (mut disposed, mut members) = ([0.0; CLASSES], [0.0; CLASSES]);
    let bins = world.counts.held().chunks_exact(BINS);
    for (group, bins) in world.setup.groups.iter().zip(bins) {
        if group.party != Party::None && group.status == Status::Free {
            let class = group.class as usize;
            disposed[class] +=
                bins[0] as f64 * latent[Cell::of(group).number()][group.mark as usize];
            members[class] += bins.iter().sum::<u64>() as f64;
        }
    }
    (disposed, members)
}

fn members_of(world: &World<'_>, wanted: impl Fn(Party, Class) -> bool) -> f64 {
    let bins = world.counts.held().chunks_exact(BINS);
    let groups = world.setup.groups.iter().zip(bins);
    let held = groups
        .filter(|(group, _)| group.status == Status::Free && wanted(group.party, group.class));
    held.map(|(_, bins)| bins.iter().sum::<u64>()).sum::<u64>() as f64
}

fn members_by_class(world: &World<'_>) -> [f64; CLASSES] {
    std::array::from_fn(|at| {
        members_of(world, |party, class| {
            party != Party::None && class as usize == at
        }) / 1e6
    })
}

fn january(world: &World<'_>, out: &mut Vec<Observation>) {
    let date = format!(
        "{}-01-01",
        Week::after(world.setup.span.first_year, world.week).year
    );
    let (candidates, full) = (
        members_of(world, |party, _| party == Party::Candidate),
        members_of(world, |party, _| party == Party::Member),
    );
    let mut say = |quantity, dims: &[(&'static str, &str)], value| {
        out.push(observation(quantity, &date, dims, value));
    };
    for (category, number) in [
        ("all", candidates + full),
        ("candidates", candidates),
        ("full-members", full),
    ] {
        say("party_members", &[("category", category)], number);
    }
    let disorder = world.country.registers.disorder;
    say(
        "party_cards_invalid",
        &[],
        disorder * (candidates + full) / 1e3,
    );
    say("register_disorder", &[], disorder);
}

fn observation(
    quantity: &'static str,
    date: &str,
    dims: &[(&'static str, &str)],
    value: f64,
) -> Observation {
    let dims = dims
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    Observation {
        quantity,
        date: date.to_owned(),
        dims: dims.collect(),
        value,
    }
}
