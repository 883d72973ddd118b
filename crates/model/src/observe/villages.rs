//! Harvests, herds, procurement and markets, taken out of a run.

use super::Observation;
use crate::country::Country;
use crate::decision::procurement::Order;
use crate::truth::heads::Cell;
use crate::truth::land::Flows;
use crate::truth::people::{Class, Residence};
use crate::world::World;
use engine::calendar::{WEEKS_PER_YEAR, Week};

/// Weeks of a year before the first of July.
const MID_YEAR: u32 = 30;

/// Takes down villages as a run goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Villages {
    january: Totals,
    july: Option<Totals>,
    november: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Totals {
    flows: Flows,
    relief: f64,
}

fn totals(country: &Country) -> Totals {
    let mut flows = Flows::default();
    for farm in &country.farms {
        flows.harvested += farm.flows.harvested;
        flows.procured += farm.flows.procured;
        flows.sown += farm.flows.sown;
        flows.fed += farm.flows.fed;
        flows.eaten += farm.flows.eaten;
        flows.sold += farm.flows.sold;
        flows.lent += farm.flows.lent;
    }
    Totals {
        flows,
        relief: country.store.relief,
    }
}

impl Villages {
    /// Looks at the world after a week.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        let week = world.week % WEEKS_PER_YEAR;
        let year = Week::after(world.setup.span.first_year, world.week - 1).year;
        if week == MID_YEAR {
            self.july(world, year, out);
        }
        if week == 50 {
            self.november = world.country.store.relief;
        }
        if week == 0 {
            self.december(world, year, out);
        }
    }

    fn july(&mut self, world: &World<'_>, year: u32, out: &mut Vec<Observation>) {
        let now = totals(&world.country);
        let date = year.to_string();
        let sum = |of: &dyn Fn(&crate::truth::land::Farm) -> f64| -> f64 {
            world.country.farms.iter().map(of).sum()
        };
        add(out, "horses", &date, sum(&|farm| farm.horses));
        add(out, "cattle", &date, sum(&|farm| farm.cattle));
        if let Some(before) = &self.july {
            let span = format!("{}-07/{year}-06", year - 1);
            let procured = now.flows.procured - before.flows.procured;
            add(out, "grain_procurement", &span, procured);
        }
        if year == 1937 {
            let lent = now.relief - self.november;
            add(out, "grain_loans_after_1936", "1936-11/1937-06", lent);
        }
        self.july = Some(now);
    }

    fn december(&mut self, world: &World<'_>, year: u32, out: &mut Vec<Observation>) {
        let now = totals(&world.country);
        let date = year.to_string();
        let harvested = now.flows.harvested - self.january.flows.harvested;
        add(out, "grain_harvest", &date, harvested);
        let at = (world.week / WEEKS_PER_YEAR - 1) as usize;
        let reported = world.country.returns.total(at);
        add(out, "grain_harvest_reported", &date, reported);
        if let Some(kg) = labour_day(world, harvested) {
            add(out, "grain_per_labour_day", &date, kg);
        }
        self.january = now;
    }
}

/// Grain for a labour-day, kg: what collective farms can give out of a harvest after procurement, seed and feed.
fn labour_day(world: &World<'_>, harvested: f64) -> Option<f64> {
    let country = &world.country;
    let laws = &world.setup.environment.laws;
    let regions = world.setup.environment.regions.len();
    let village = |class: Option<Class>| {
        country.heads.sum(regions, |cell: Cell| {
            cell.residence == Residence::Village
                && cell.is_of_land()
                && class.is_none_or(|class| cell.class == class)
        })
    };
    let (members, all) = (village(Some(Class::Kolkhoznik)), village(None));
    let procured: f64 = country
        .orders
        .procurement
        .iter()
        .zip(&country.farms)
        .map(|(order, farm)| match order {
            Order::Amount(amount) => amount.min(farm.harvest),
            Order::Share(share) => share * farm.harvest,
        })
        .sum();
    let seed: f64 = country
        .farms
        .iter()
        .map(|farm| farm.area * laws.one("seed_rate"))
        .sum();
    let feed: f64 = country
        .farms
        .iter()
        .map(|farm| farm.horses * laws.one("feed_horse") + farm.cattle * laws.one("feed_cattle"))
        .sum();
    let year = (world.week / WEEKS_PER_YEAR - 1) as usize;
    let days = members / laws.one("persons_a_household") * laws.at("labour_days", year);
    let left = (harvested - procured - seed - feed).max(0.0) * members / all.max(1e-9);
    // Million tonnes over million labour-days are tonnes.
    (days > 0.0).then(|| 1e3 * left / days)
}

fn add(out: &mut Vec<Observation>, quantity: &'static str, date: &str, value: f64) {
    out.push(Observation {
        quantity,
        date: date.to_owned(),
        dims: Vec::new(),
        value,
    });
}
