//! What the centre believes and how many it wants arrested, taken out of a run: months of a year, by category.

use super::Observation;
use crate::decision::category::{CATEGORIES, Category};
use crate::decision::repression::information;
use crate::report::moods::{means, parts};
use crate::step::is_fifth;
use crate::world::World;
use engine::calendar::{WEEKS_PER_YEAR, Week};

/// Words of the categories, in alphabetical order.
pub(super) const CATEGORY_WORDS: [&str; CATEGORIES] = [
    "employees",
    "former",
    "officials",
    "opposition",
    "party",
    "peasants",
    "specialists",
    "workers",
];

const MONTHS: f64 = 12.0;
/// Names of what is taken down of every category.
const MEASURES: [&str; 4] = [
    "arrests_wanted",
    "disposed_share",
    "suspects_reported",
    "suspects_reported_wrongly",
];
/// Names of what is taken down of the centre.
const BELIEFS: [&str; 5] = [
    "suspects_believed",
    "active_resistance_believed",
    "progress_believed",
    "threat_believed",
    "rhetoric",
];

/// Takes down beliefs and arrests wanted as a run goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Desk {
    people: [f64; CATEGORIES],
    of: [[f64; MEASURES.len()]; CATEGORIES],
    beliefs: [f64; BELIEFS.len()],
    elasticity: (f64, f64),
}

impl Desk {
    /// Looks at the world after a week: adds a month, and writes down a year when it ends.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        if !is_fifth(world.week - 1) {
            return;
        }
        self.month(world);
        if world.week.is_multiple_of(WEEKS_PER_YEAR) {
            self.year(world, out);
            *self = Self::default();
        }
    }

    fn month(&mut self, world: &World<'_>) {
        let now = world.setup.now(world.week - 1, world.seed);
        let country = &world.country;
        let mut held = country.held.clone();
        let parts = parts((&world.mood, country), &mut held, &now);
        let (people, disposed) = means(&parts, |part| part.disposed);
        let (_, called) = means(&parts, |part| part.called);
        let error = 1.0 - now.one("report_specificity");
        let (_, wrongly) = means(&parts, |part| error * (1.0 - part.disposed));
        for at in 0..CATEGORIES {
            let wrong = wrongly[at] / called[at].max(f64::MIN_POSITIVE);
            let month = [country.intake.arrests[at], disposed[at], called[at], wrong];
            self.people[at] += people[at];
            for (sum, value) in self.of[at].iter_mut().zip(month) {
                *sum += value / MONTHS;
            }
        }
        let standing = country.suspects.now;
        let month = [
            standing.suspects,
            standing.active,
            standing.progress,
            standing.threat,
            standing.rhetoric,
        ];
        for (sum, value) in self.beliefs.iter_mut().zip(month) {
            *sum += value / MONTHS;
        }
        if let Some(elasticity) = information::view(&country.suspects, now.laws).elasticity() {
            self.elasticity.0 += elasticity;
            self.elasticity.1 += 1.0;
        }
    }

    fn year(&self, world: &World<'_>, out: &mut Vec<Observation>) {
        let date = Week::after(world.setup.span.first_year, world.week - 1)
            .year
            .to_string();
        let mut add = |quantity: &'static str, category: Option<&str>, value: f64| {
            let dims = category.map(|word| ("category", word.to_owned()));
            out.push(Observation {
                quantity,
                date: date.clone(),
                dims: dims.into_iter().collect(),
                value,
            });
        };
        for word in CATEGORY_WORDS {
            let at = Category::parse(word).map_or(0, |category| category as usize);
            if self.people[at] > 0.0 {
                for (quantity, value) in MEASURES.into_iter().zip(self.of[at]) {
                    add(quantity, Some(word), value);
                }
            }
        }
        for (quantity, value) in BELIEFS.into_iter().zip(self.beliefs) {
            add(quantity, None, value);
        }
        add("charge_level", None, world.country.charges.level);
        let (sum, months) = self.elasticity;
        // Nothing where the rule wants nobody or everybody.
        if months > 0.0 {
            add("intake_elasticity", None, sum / months);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CATEGORY_WORDS;
    use crate::decision::category::Category;

    #[test]
    fn law_every_category_has_its_word_in_order() {
        let mut words: Vec<&str> = Category::ALL.iter().map(|one| one.word()).collect();
        words.sort_unstable();
        assert_eq!(words, CATEGORY_WORDS);
    }
}
