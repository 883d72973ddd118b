//! Output, plans, machines, indices and specialists, taken out of a run.

use super::Observation;
use super::page::Page;
use crate::report::works::Indices;
use crate::truth::branch::{BRANCHES, Branch};
use crate::truth::industry::{DEFENCE, HOUSEHOLDS};
use crate::world::World;
use engine::calendar::WEEKS_PER_YEAR;

/// Words of all branches, in their order.
pub const BRANCH_WORDS: [&str; BRANCHES] = [
    "fuel",
    "steel",
    "metals",
    "machinery",
    "arms",
    "construction",
    "transport",
    "light",
];

/// Indices of industrial output: of the office of the time, and two that are reconstructed from the same run.
pub const INDICES: [&str; 3] = ["early-weights", "late-weights", "official"];

/// Takes down works as a run goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Works {
    idle: [f64; BRANCHES],
    removed: [f64; BRANCHES],
    last_official: Option<f64>,
    revisions: usize,
}

const MONTHS: f64 = 12.0;

impl Works {
    /// Looks at the world after a week; takes down a year when it ends.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        if world.week.is_multiple_of(5) {
            let plants = world.country.industry.plants.iter();
            for ((sum, plant), (removed, rate)) in self
                .idle
                .iter_mut()
                .zip(plants)
                .zip(self.removed.iter_mut().zip(world.country.removals))
            {
                *sum += plant.idle / MONTHS;
                *removed += rate / MONTHS;
            }
        }
        if world.week.is_multiple_of(WEEKS_PER_YEAR) {
            self.year(world, out);
        }
    }

    fn year(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        let mut page = Page::of(world, out);
        self.branches(world, &mut page);
        physical(world, &mut page);
        self.indices(world, &mut page);
        arms(world, &mut page);
        beliefs(world, &mut page);
        let revisions = &world.country.plan.log;
        let log = revisions.len();
        let of_year = revisions.iter().skip(self.revisions);
        let cuts = of_year.filter(|revision| revision.after < revision.before);
        page.add("plan_revisions", cuts.count() as f64);
        *self = Self {
            last_official: self.last_official,
            revisions: log,
            ..Self::default()
        };
    }

    fn branches(&self, world: &World<'_>, page: &mut Page<'_>) {
        let now = world.setup.now(world.week - 1, world.seed);
        let (industry, plan) = (&world.country.industry, &world.country.plan);
        let skipped = now.one("repairs_skipped");
        for branch in Branch::ALL {
            let at = branch as usize;
            let plant = &industry.plants[at];
            let made = industry.year.output[at];
            let mut add = |quantity, value| page.by(quantity, ("branch", branch.word()), value);
            add("branch_output", made / plant.usual);
            if plan.adopted[at] > 0.0 {
                add("plan_fulfilment", made / plan.adopted[at]);
            }
            add("idle_machines", self.idle[at]);
            add("specialists_removed", self.removed[at]);
            add("campaign_share", plant.campaign);
            add("campaign_effect", plant.effect);
            add("repairs_done", 1.0 - skipped * plant.campaign);
        }
    }

    fn indices(&mut self, world: &World<'_>, page: &mut Page<'_>) {
        let Indices {
            official,
            early,
            late,
        } = world.country.sent.indices;
        for (word, value) in INDICES.iter().zip([early, late, official]) {
            page.by("industrial_output", ("index", word), value);
        }
        let before = self.last_official.replace(official).unwrap_or(1.0);
        let growth = 100.0 * (official / before - 1.0);
        page.add("gross_industrial_output_growth", growth);
        page.add("padding", world.country.sent.padding - 1.0);
    }
}

/// Outputs in tonnes and tonne-kilometres, and consumer goods.
fn physical(world: &World<'_>, page: &mut Page<'_>) {
    let now = world.setup.now(world.week - 1, world.seed);
    let industry = &world.country.industry;
    let made = |branch: Branch| {
        let at = branch as usize;
        industry.year.output[at] / industry.plants[at].usual
    };
    page.add("steel", now.one("steel_of_1932") * made(Branch::Steel));
    page.add(
        "primary_energy_consumption",
        now.one("energy_of_1932") * made(Branch::Fuel),
    );
    page.add(
        "rail_freight",
        now.one("freight_of_1932") * made(Branch::Transport),
    );
    let light = Branch::Light as usize;
    let usual = now.laws.at("final_consumption_of_1932", light);
    let goods = industry.year.uses[HOUSEHOLDS][light];
    page.add(
        "consumer_goods",
        if usual > 0.0 { goods / usual } else { 0.0 },
    );
    page.add("capital_begun", industry.year.invested);
}

fn arms(world: &World<'_>, page: &mut Page<'_>) {
    let now = world.setup.now(world.week - 1, world.seed);
    let delivered: f64 = world.country.industry.year.uses[DEFENCE].iter().sum();
    let before: f64 = now.laws.all("final_defence_of_1932").iter().sum();
    let volume = if before > 0.0 {
        delivered / before
    } else {
        0.0
    };
    let outlays = outlays(world, volume);
    page.add("arms_delivered", volume);
    page.add("defence_outlays", outlays);
    page.add(
        "defence_outlays_published",
        outlays * now.yearly("published_outlays"),
    );
    page.add("consumer_goods_deferred", world.country.plan.deferred);
}

fn beliefs(world: &World<'_>, page: &mut Page<'_>) {
    let belief = &world.country.belief;
    page.add("tempo", world.country.plan.tempo);
    page.add("reserves_believed", belief.reserves);
    page.add("fulfilment_believed", belief.fulfilment);
    page.add("resistance_believed", belief.resistance);
}

/// Defence outlays in roubles of the year: arms as delivered, people at the average wage.
fn outlays(world: &World<'_>, arms: f64) -> f64 {
    let now = world.setup.now(world.week - 1, world.seed);
    let share = now.one("arms_in_outlays");
    let forces = now.yearly("armed_forces") / now.one("armed_forces_of_1932");
    let wage = world.country.money.year.wage() / now.one("average_wage_of_1932");
    now.one("defence_outlays_of_1932") * (share * arms + (1.0 - share) * forces * wage)
}

#[cfg(test)]
mod tests {
    use super::BRANCH_WORDS;
    use crate::truth::branch::Branch;

    #[test]
    fn law_words_are_those_of_the_branches() {
        for (branch, word) in Branch::ALL.iter().zip(BRANCH_WORDS) {
            assert_eq!(branch.word(), word);
        }
    }
}
