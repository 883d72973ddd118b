//! Leaders, who can rule and who is shielded, taken out of a run.

use super::Observation;
use crate::decision::collegium::decisive;
use crate::truth::leaders::{ByLeader, Leader};
use crate::world::World;
use engine::calendar::{WEEKS_PER_YEAR, Week};

/// How votes of the Politburo are counted.
pub const RULES: [&str; 2] = ["by-heads", "by-powers"];

/// Takes down leaders as a run goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hall {
    past: f64,
}

const MONTHS: f64 = 12.0;

impl Hall {
    /// Looks at the world after a week; takes down a year when it ends.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        if world.week.is_multiple_of(5) {
            self.past += world.country.switch.past / MONTHS;
        }
        if !world.week.is_multiple_of(WEEKS_PER_YEAR) {
            return;
        }
        let date = Week::after(world.setup.span.first_year, world.week - 1)
            .year
            .to_string();
        let mut page = Page { date, out };
        let past = std::mem::take(&mut self.past);
        let country = &world.country;
        page.people("leader_power", &country.circle.power);
        page.people("stance_private", &country.circle.hostile);
        page.people("stance_public", &country.said.hostile);
        page.people("stance_believed", &country.minds.hostile);
        page.people("danger_seen", &country.minds.danger);
        page.people("insecurity", &country.leaders.insecurity);
        page.people("trial_term", &country.docket.years);
        let death = country.docket.death.map(|death| f64::from(u8::from(death)));
        page.people("trial_death", &death);
        page.add("threat_seen", Vec::new(), country.minds.threat);
        page.add("past_the_patron", Vec::new(), past);
        page.add("penal_chance", Vec::new(), country.switch.chance);
        let turned = f64::from(u8::from(country.switch.turned.is_some()));
        page.add("specialists_hit_hard", Vec::new(), turned);
        page.politburo(world);
    }
}

/// A year's page.
struct Page<'a> {
    date: String,
    out: &'a mut Vec<Observation>,
}

impl Page<'_> {
    fn add(&mut self, quantity: &'static str, dims: Vec<(&'static str, String)>, value: f64) {
        self.out.push(Observation {
            quantity,
            date: self.date.clone(),
            dims,
            value,
        });
    }

    fn people(&mut self, quantity: &'static str, values: &ByLeader) {
        for (leader, value) in Leader::ALL.into_iter().zip(values) {
            self.add(quantity, vec![("person", leader.word().to_owned())], *value);
        }
    }

    fn politburo(&mut self, world: &World<'_>) {
        let division = &world.country.leaders;
        let within = f64::from(u8::from(division.in_coalition(Leader::FIRST)));
        self.add("coalition_with_leader", Vec::new(), within);
        self.add("restraint", Vec::new(), division.restraint);
        self.add("decided_otherwise", Vec::new(), division.otherwise);
        let others = division.voters.iter().filter(|one| **one != Leader::FIRST);
        let number = (others.clone().count() as f64).max(1.0);
        let mean = |values: &ByLeader| {
            let sum: f64 = others.clone().map(|one| values[*one as usize]).sum();
            sum / number
        };
        let circle = &world.country.circle;
        self.add("speaking_up", Vec::new(), mean(&circle.speaks));
        self.add("leaving", Vec::new(), mean(&circle.leaves));
        self.add("hope_of_restraint", Vec::new(), world.country.minds.hope);
        let heads = vec![1.0; division.voters.len()];
        let first = division.voters.iter().position(|one| *one == Leader::FIRST);
        let majority = world.setup.environment.laws.one("majority");
        let by_heads = first.map_or(0.0, |first| decisive(&heads, majority, first));
        for (rule, value) in RULES.into_iter().zip([by_heads, division.first_decides]) {
            self.add("leader_decides", vec![("votes", rule.to_owned())], value);
        }
    }
}
