//! Specialists arrested out of posts, by branch and by who answers for it, taken out of a run.

use super::Observation;
use super::economy::BRANCH_WORDS;
use super::page::Page;
use crate::truth::branch::{BRANCHES, Branch};
use crate::truth::posts::there;
use crate::world::World;
use engine::calendar::WEEKS_PER_YEAR;

/// Who answers for a branch: the commissariat of heavy industry, which steel stands for, or another office.
pub const OFFICES: [&str; 2] = ["elsewhere", "heavy-industry"];

const MONTHS: f64 = 12.0;

/// Takes down arrests of specialists as a run goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bench {
    arrested: [f64; BRANCHES],
    empty: [f64; BRANCHES],
    /// People arrested and years of posts, elsewhere and in heavy industry.
    by_office: [(f64, f64); OFFICES.len()],
}

impl Bench {
    /// Looks at the world after a week: adds a month, and writes down a year when it ends.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        if world.week.is_multiple_of(5) {
            self.month(world);
        }
        if world.week.is_multiple_of(WEEKS_PER_YEAR) {
            self.year(&mut Page::of(world, out));
            *self = Self::default();
        }
    }

    fn month(&mut self, world: &World<'_>) {
        let now = world.setup.now(world.week - 1, world.seed);
        let (posts, there) = (&world.country.posts, there(&world.country.heads, &now));
        let office = |branch| now.offices.office_of(branch, now.week_of_run());
        for branch in Branch::ALL {
            let at = branch as usize;
            let arrested = posts.arrested[at] as f64;
            self.arrested[at] += arrested;
            self.empty[at] += posts.empty[at] / MONTHS;
            let heavy = office(branch) == office(Branch::Steel);
            let (sum, years) = &mut self.by_office[usize::from(heavy)];
            *sum += arrested;
            *years += there[at] / MONTHS;
        }
    }

    fn year(&self, page: &mut Page<'_>) {
        for (at, word) in BRANCH_WORDS.into_iter().enumerate() {
            page.by("specialists_arrested", ("branch", word), self.arrested[at]);
            page.by("specialist_posts_empty", ("branch", word), self.empty[at]);
        }
        let hazards = self.by_office.map(|(arrested, years)| {
            if years > 0.0 {
                1e3 * arrested / years
            } else {
                0.0
            }
        });
        for (word, hazard) in OFFICES.into_iter().zip(hazards) {
            page.by("specialist_arrest_hazard", ("office", word), hazard);
        }
        let [elsewhere, heavy] = hazards;
        if elsewhere > 0.0 {
            page.add("specialist_arrest_ratio", heavy / elsewhere);
        }
    }
}
