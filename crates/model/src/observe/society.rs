//! Living standards and moods, taken out of a run: means of the months of a year, by class.

use super::Observation;
use crate::country::Country;
use crate::step::is_fifth;
use crate::truth::cascade::{Change, cascade, critical_shock};
use crate::truth::heads::Cell;
use crate::truth::people::{Class, Mark};
use crate::world::World;
use engine::calendar::{WEEKS_PER_YEAR, Week};

/// Groups of people that are told apart: all, classes, and those with a past in an opposition.
pub const GROUPS: [&str; 9] = [
    "all",
    "employee",
    "former",
    "individual-peasant",
    "kolkhoznik",
    "official",
    "past-opposition",
    "specialist",
    "worker",
];

/// What conditions are in the question what would happen.
pub const CONDITIONS: [&str; 2] = ["as-they-are", "changed"];

const MONTHS: f64 = 12.0;
/// Names of what is taken down of every group.
const MEASURES: [&str; 7] = [
    "consumption_level",
    "consumption_used_to",
    "grievance",
    "latent_share",
    "legitimacy",
    "fear",
    "grumbling_share",
];

/// Takes down living standards and moods as a run goes.
#[derive(Clone, Debug)]
pub(super) struct Society {
    sums: [[f64; MEASURES.len()]; GROUPS.len()],
    acting: f64,
}

impl Default for Society {
    fn default() -> Self {
        Self {
            sums: [[0.0; MEASURES.len()]; GROUPS.len()],
            acting: 0.0,
        }
    }
}

fn group_of(class: Class) -> usize {
    GROUPS
        .iter()
        .position(|group| *group == class.word())
        .unwrap_or(0)
}

impl Society {
    /// Looks at the world after a week: adds a month, and writes down a year when it ends.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        if !is_fifth(world.week - 1) {
            return;
        }
        self.month(world);
        if world.week.is_multiple_of(WEEKS_PER_YEAR) {
            self.year(world, out);
        }
    }

    fn month(&mut self, world: &World<'_>) {
        let now = world.setup.now(world.week - 1, world.seed);
        let (mood, country) = (&world.mood, &world.country);
        let threshold = now.one("grievance_threshold");
        let mut sums = [[0.0; MEASURES.len()]; GROUPS.len()];
        let mut people_of = [0.0; GROUPS.len()];
        for (cell, mark, people, stratum) in mood.strata(country, &now) {
            let at = cell.number();
            let (grievance, latent) = (stratum.grievance(), stratum.latent(threshold));
            let values = [
                country.living.consumption[at],
                country.living.used_to[at],
                grievance,
                latent,
                mood.legitimacy[at],
                mood.fear[at],
                now.one("grumbling_rate") * latent * (1.0 - mood.fear[at]),
            ];
            let mut groups = vec![0, group_of(cell.class)];
            if mark == Mark::Opposition {
                groups.push(group_of_past());
            }
            for group in groups {
                people_of[group] += people;
                for (sum, value) in sums[group].iter_mut().zip(values) {
                    *sum += people * value;
                }
            }
        }
        for ((year, month), people) in self.sums.iter_mut().zip(sums).zip(people_of) {
            for (sum, value) in year.iter_mut().zip(month) {
                *sum += value / f64::max(people, 1e-12) / MONTHS;
            }
        }
        self.acting += mood.acting / MONTHS;
    }

    fn year(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        let date = Week::after(world.setup.span.first_year, world.week - 1)
            .year
            .to_string();
        let present = present(&world.country, world);
        for (group, sums) in GROUPS.iter().zip(&self.sums) {
            if !present.contains(group) {
                continue;
            }
            for (quantity, value) in MEASURES.iter().zip(sums) {
                out.push(Observation {
                    quantity,
                    date: date.clone(),
                    dims: vec![("group", (*group).to_owned())],
                    value: *value,
                });
            }
        }
        let now = world.setup.now(world.week - 1, world.seed);
        let shock = now.one("probe_shock");
        let changed = Change {
            consumption: now.one("probe_consumption"),
            legitimacy: now.one("probe_legitimacy"),
            shock,
        };
        let as_is = Change {
            shock,
            ..Change::default()
        };
        for (conditions, change) in CONDITIONS.iter().zip([as_is, changed]) {
            out.push(Observation {
                quantity: "cascade_share",
                date: date.clone(),
                dims: vec![("conditions", (*conditions).to_owned())],
                value: cascade(&world.mood, &world.country, &now, change),
            });
        }
        let critical = critical_shock(&world.mood, &world.country, &now).unwrap_or(1.0);
        for (quantity, value) in [("critical_shock", critical), ("acting_share", self.acting)] {
            out.push(Observation {
                quantity,
                date: date.clone(),
                dims: Vec::new(),
                value,
            });
        }
        *self = Self::default();
    }
}

fn group_of_past() -> usize {
    GROUPS
        .iter()
        .position(|group| *group == "past-opposition")
        .unwrap_or(0)
}

/// Groups that have people.
fn present(country: &Country, world: &World<'_>) -> Vec<&'static str> {
    let regions = world.setup.environment.regions.len();
    let has = |group: &&str| match *group {
        "all" => true,
        "past-opposition" => {
            Cell::all(regions).any(|cell| country.heads.marked(cell, Mark::Opposition) > 0.0)
        }
        word => {
            let class = Class::parse(word);
            country.heads.sum(regions, |cell| Some(cell.class) == class) > 0.0
        }
    };
    GROUPS.into_iter().filter(|group| has(group)).collect()
}
