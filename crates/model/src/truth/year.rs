//! The farm year, week by week: sowing in April, harvest from July to September, eating, feeding, selling, lending.
//!
//! Week 0 of a year is the first of January; weeks 15-19 are April, 30-44 July to September, 30-59 the second half of the year.

use crate::country::{Country, Now};
use crate::decision::procurement::{self, Order};
use crate::rules::Weather;
use crate::truth::heads::Cell;
use crate::truth::kolkhoz::supervised_work;
use crate::truth::land::{Farm, Needs, draught, harvest, herd};
use crate::truth::people::{Class, Residence};
use crate::truth::{vital, weather};
use crate::world::Process;
use engine::calendar::{WEEKS_PER_MONTH, WEEKS_PER_YEAR};

const SOWING: std::ops::Range<u32> = 15..20;
const HARVEST: std::ops::Range<u32> = 30..45;
const DELIVERY: std::ops::Range<u32> = 30..60;
const YEAR: f64 = WEEKS_PER_YEAR as f64;

fn span(weeks: &std::ops::Range<u32>) -> f64 {
    f64::from(weeks.end - weeks.start)
}

/// Draught power of a region: its horses, and its share of all tractors.
pub fn draught_of(now: &Now<'_>, region: usize, farm: &Farm) -> f64 {
    let tractors = now.yearly("tractors") / 1e3 * now.laws.at("sown_area_share", region);
    draught(farm.horses, tractors, now.one("horses_a_tractor"))
}

/// Sowing: seed goes from the barn into the ground, with what the state lends; who lacks seed sows less.
pub fn sow(country: &mut Country, now: &Now<'_>) {
    let week = now.of_year();
    if !SOWING.contains(&week) {
        return;
    }
    for region in 0..now.regions.len() {
        let share = now.laws.at("sown_area_share", region);
        let farm = &mut country.farms[region];
        let part = now.yearly("sown_area_grain") * share / span(&SOWING);
        if week == SOWING.start {
            farm.area = 0.0;
        }
        let wanted = part * now.one("seed_rate");
        let lent = country
            .store
            .take(now.yearly("seed_lent") * share / span(&SOWING));
        country.store.seed += lent;
        farm.bring(lent);
        farm.flows.lent += lent;
        let seed = farm.take(wanted);
        farm.flows.sown += seed;
        if wanted > 0.0 {
            farm.area += part * seed / wanted;
        }
    }
}

/// The harvest stands on the fields: in the first week of July its size is decided.
pub fn ripen(country: &mut Country, now: &Now<'_>) {
    if now.of_year() != HARVEST.start {
        return;
    }
    let mut draws = now.draws(Process::Weather as u32, now.week);
    let country_key = u32::try_from(now.regions.len()).unwrap_or(u32::MAX);
    let shared = weather::factor(draws.at(country_key, 0), now.one("weather_spread_country"));
    for (key, region) in (0_u32..).zip(0..now.regions.len()) {
        let own = weather::factor(draws.at(key, 0), now.one("weather_spread_region"));
        let labour = labour(country, now, region);
        let (usual_draught, usual_people) = country.usual[region];
        let farm = &mut country.farms[region];
        if farm.area <= 0.0 || usual_people <= 0.0 {
            continue;
        }
        farm.weather = match now.rules.weather {
            Weather::Random => shared * own,
            Weather::Record => now.yearly("weather_record"),
            Weather::Mean => 1.0,
        };
        let drawn = draught_of(now, region, farm) / usual_draught;
        let usual = now.laws.at("grain_yield", region);
        farm.harvest = harvest(
            farm.area,
            usual,
            (drawn, labour / usual_people),
            farm.weather,
        );
        farm.standing = farm.harvest;
    }
    country.weather_draws += draws.used();
}

/// People of the villages of a region, those of collective farms by the work they do.
fn labour(country: &Country, now: &Now<'_>, region: usize) -> f64 {
    let village = |class| {
        country.heads.of(Cell {
            region,
            residence: Residence::Village,
            class,
        })
    };
    let collective = village(Class::Kolkhoznik);
    let work = supervised_work(
        now.one("labour_elasticity"),
        now.one("farm_households"),
        now.one("share_by_need"),
        now.one("supervision"),
    );
    country.villagers(region) - collective * (1.0 - work)
}

/// Bringing in: a fifteenth of the harvest a week.
pub fn bring_in(country: &mut Country, now: &Now<'_>) {
    if !HARVEST.contains(&now.of_year()) {
        return;
    }
    for farm in &mut country.farms {
        let grain = (farm.harvest / span(&HARVEST)).min(farm.standing);
        farm.standing -= grain;
        if now.of_year() + 1 == HARVEST.end {
            let rest = std::mem::take(&mut farm.standing);
            farm.bring(rest);
            farm.flows.harvested += rest;
        }
        farm.bring(grain);
        farm.flows.harvested += grain;
    }
}

/// Procurement: decision to truth. An equal part each week of what is still owed, or a share of what comes in.
pub fn deliver(country: &mut Country, now: &Now<'_>) {
    let week = now.of_year();
    if !DELIVERY.contains(&week) {
        return;
    }
    let left = f64::from(DELIVERY.end - week);
    for region in 0..country.farms.len() {
        let farm = &mut country.farms[region];
        let wanted = match country.orders.procurement[region] {
            Order::Amount(_) => country.orders.open[region] / left,
            Order::Share(share) if HARVEST.contains(&week) => share * farm.harvest / span(&HARVEST),
            Order::Share(_) => 0.0,
        };
        let taken = farm.take(wanted);
        farm.flows.procured += taken;
        country.orders.open[region] = (country.orders.open[region] - taken).max(0.0);
        country.store.grain += taken;
        country.store.procured += taken;
    }
}

/// What people and animals of a region need until the next harvest.
fn needs(country: &Country, now: &Now<'_>, region: usize) -> Needs {
    let week = now.of_year();
    let next = if week < HARVEST.start {
        HARVEST.start
    } else {
        HARVEST.start + WEEKS_PER_YEAR
    };
    let share = now.laws.at("sown_area_share", region);
    let seed = now.yearly("sown_area_grain") * share * now.one("seed_rate");
    let seed_left = if week < SOWING.start {
        seed - now.yearly("seed_lent") * share
    } else if week < SOWING.end {
        seed * f64::from(SOWING.end - week) / span(&SOWING)
    } else if week < HARVEST.start {
        0.0
    } else {
        seed
    };
    let farm = &country.farms[region];
    let fed = farm.horses * now.one("feed_horse") + farm.cattle * now.one("feed_cattle");
    Needs {
        weeks: f64::from(next - week),
        seed: seed_left.max(0.0),
        owed: country.orders.open[region],
        food: country.villagers(region) * now.one("grain_norm") / YEAR,
        feed: fed / YEAR,
        most: now.one("grain_most"),
    }
}

/// A week of eating, feeding and selling; hunger that is seen is met in part from the state's grain.
pub fn eat(country: &mut Country, now: &Now<'_>) {
    country.sold = 0.0;
    for region in 0..country.farms.len() {
        let people = country.villagers(region);
        if people <= 0.0 {
            continue;
        }
        let needs = needs(country, now, region);
        let farm = &mut country.farms[region];
        let shares = farm.share_out(needs);
        let eaten = farm.take(needs.food * shares.food);
        let fed = farm.take(needs.feed * shares.feed);
        let sold = farm.take(now.one("market_share") * shares.spare / needs.weeks);
        let least = now.one("grain_least");
        let missing = procurement::relief(eaten / people * YEAR, least, now.one("relief_share"));
        let lent = country.store.take(missing * people / YEAR);
        country.store.relief += lent;
        farm.flows.lent += lent;
        farm.flows.eaten += eaten + lent;
        farm.flows.fed += fed;
        farm.flows.sold += sold;
        country.sold += sold;
        country.money.grain += sold;
        farm.intake = (eaten + lent) / people * YEAR;
        farm.nutrition += (farm.intake - farm.nutrition) / now.one("nutrition_lag");
        let part = if needs.feed > 0.0 {
            fed / needs.feed
        } else {
            0.0
        };
        let pace = |id: &str| now.one(id);
        let (growth, loss) = (pace("horse_growth"), pace("horse_loss"));
        farm.horses = herd(farm.horses, part, (growth, loss), 1.0 / YEAR);
        let (growth, loss) = (pace("cattle_growth"), pace("cattle_loss"));
        farm.cattle = herd(farm.cattle, part, (growth, loss), 1.0 / YEAR);
    }
}

/// Grain for towns and abroad; takes down what towns got this week, from the state and from markets, over what they would use.
pub fn supply_towns(country: &mut Country, now: &Now<'_>) {
    let people: f64 = (0..now.regions.len())
        .map(|region| country.townspeople(region))
        .sum();
    let abroad = country.store.take(now.yearly("grain_exports") / YEAR);
    country.store.exported += abroad;
    let wanted = people * now.one("town_grain_norm") / YEAR;
    let week = now.of_year();
    let weeks = if week < DELIVERY.start {
        f64::from(DELIVERY.start - week)
    } else {
        1.0
    };
    // Before the harvest the state makes its grain last; after it, it gives what is wanted.
    let given = country.store.take(wanted.min(country.store.grain / weeks));
    country.store.towns += given;
    country.money.bread += given;
    if wanted > 0.0 {
        country.bread += (given + country.sold) / wanted / f64::from(WEEKS_PER_MONTH);
    }
}

/// Yearly rate of famine deaths in the villages of each region, from what bodies remember of what they ate.
pub fn hunger(country: &Country, now: &Now<'_>) -> Vec<f64> {
    let ordinary = now.yearly("ordinary_death_rate");
    let exponent = now.one("famine_mortality_exponent");
    let least = now.one("grain_least");
    let rate = |farm: &Farm| {
        let shortfall = vital::shortfall(farm.nutrition, least);
        vital::famine_rate(ordinary, exponent, shortfall)
    };
    country.farms.iter().map(rate).collect()
}

/// Takes down the shortfall of food of each region at the end of a month.
pub fn note_shortfall(country: &mut Country, now: &Now<'_>) {
    let least = now.one("grain_least");
    for (farm, known) in country.farms.iter().zip(&mut country.shortfalls) {
        known.push(vital::shortfall(farm.nutrition, least));
    }
}
