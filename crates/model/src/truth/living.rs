//! What people live on: consumption a head by place and class, the mean of towns in 1932 being 1.
//!
//! ```text
//! C(town) = w bread + (1 - w) goods            c_g = k_g C sum(N) / sum(k N)
//! C(village) = 0.7 grain / norm + 0.3 goods
//! used_to <- used_to + eta (c - used_to)
//! ```
//!
//! bread, grain and goods are a head and relative to 1932; k are ranks of rations, later of pay. Housing takes a part off that
//! grows with people over space. All `ours`, grade C; that migration and consumption pull at each other is Allen's account
//! (source `allen-2003`). Goods are an input until factories are in the model.

use crate::country::{Country, Now};
use crate::rules::Supply;
use crate::truth::heads::Cell;
use crate::truth::people::{Class, Residence};

/// Consumption a head of towns, from bread and goods a head relative to 1932.
pub fn town_level(bread: f64, goods: f64, bread_weight: f64) -> f64 {
    bread_weight * bread + (1.0 - bread_weight) * goods
}

/// Consumption a head of a village, from grain eaten over the norm and goods a head relative to 1932.
pub fn village_level(grain: f64, goods: f64, grain_weight: f64) -> f64 {
    grain_weight * grain + (1.0 - grain_weight) * goods
}

/// Divides a mean level by ranks: nothing is gained or lost over all people.
pub fn by_rank(level: f64, ranks: &[f64], people: &[f64]) -> Vec<f64> {
    let all: f64 = people.iter().sum();
    let weighted: f64 = ranks.iter().zip(people).map(|(rank, n)| rank * n).sum();
    if weighted <= 0.0 {
        return vec![level; ranks.len()];
    }
    ranks
        .iter()
        .map(|rank| rank * level * all / weighted)
        .collect()
}

/// What crowding leaves of consumption; `people_over_space` is 1 where space is as in 1932.
pub fn crowded(consumption: f64, people_over_space: f64, weight: f64) -> f64 {
    consumption * (1.0 - weight * (people_over_space - 1.0)).max(0.0)
}

/// What people are used to, after `years` at this consumption.
pub fn habit(used_to: f64, consumption: f64, speed: f64, years: f64) -> f64 {
    used_to + (consumption - used_to) * -libm::expm1(-speed * years)
}

/// Consumption by cell, and what people are used to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Living {
    /// Consumption a head by cell; the mean of towns in 1932 is 1.
    pub consumption: Vec<f64>,
    /// What people of a cell are used to.
    pub used_to: Vec<f64>,
    /// Mean consumption in towns.
    pub towns: f64,
    /// Mean consumption in the villages of each region.
    pub villages: Vec<f64>,
}

/// A month of living: what each cell gets, and what it is used to afterwards.
pub fn live(country: &mut Country, now: &Now<'_>) {
    let regions = now.regions.len();
    let goods_supply = country.industry.goods;
    let (towns, villages) = (
        country
            .heads
            .sum(regions, |cell| cell.residence == Residence::Town),
        country
            .heads
            .sum(regions, |cell| cell.residence == Residence::Village),
    );
    // The same goods among more people are less a head.
    let a_head = |then: f64, now: f64| if now > 0.0 { then / now } else { 1.0 };
    let level = match now.rules.supply {
        Supply::Trend => 1.0,
        _ => town_level(
            country.bread,
            goods_supply * a_head(country.at_start.0, towns),
            now.one("bread_weight"),
        ),
    };
    country.living.towns = level;
    let village_goods = goods_supply * a_head(country.at_start.1, villages);
    for (region, farm) in country.farms.iter().enumerate() {
        country.living.villages[region] = match now.rules.supply {
            Supply::Trend => 1.0,
            _ => village_level(
                farm.intake / now.one("grain_norm"),
                village_goods,
                now.one("grain_weight"),
            ),
        };
    }
    spread(country, now, level);
    let speed = now.one("habit_speed");
    for (used_to, c) in country
        .living
        .used_to
        .iter_mut()
        .zip(&country.living.consumption)
    {
        *used_to = habit(*used_to, *c, speed, 1.0 / 12.0);
    }
    country.bread = 0.0;
}

/// Consumption a head of workers in towns; the mean of towns in 1932 is 1.
pub fn of_workers(country: &Country, now: &Now<'_>) -> f64 {
    let workers = |cell: &Cell| cell.class == Class::Worker && cell.residence == Residence::Town;
    let cells = Cell::all(now.regions.len()).filter(workers);
    let (mut people, mut sum) = (0.0, 0.0);
    for cell in cells {
        let here = country.heads.of(cell);
        people += here;
        sum += here * country.living.consumption[cell.number()];
    }
    if people > 0.0 { sum / people } else { 1.0 }
}

/// Divides the levels of town and village over the cells.
fn spread(country: &mut Country, now: &Now<'_>, level: f64) {
    let regions = now.regions.len();
    let supplied: Vec<Cell> = Cell::all(regions)
        .filter(|cell| !cell.is_of_land())
        .collect();
    let rationed = now.yearly("rationed_share");
    let rank = |cell: &Cell| match now.rules.supply {
        Supply::Ranks => {
            let class = cell.class as usize;
            let (ration, pay) = (
                now.laws.at("ration_rank", class),
                now.laws.at("pay_rank", class),
            );
            rationed * ration + (1.0 - rationed) * pay
        }
        Supply::Equal | Supply::Trend => 1.0,
    };
    let ranks: Vec<f64> = supplied.iter().map(rank).collect();
    let people: Vec<f64> = supplied
        .iter()
        .map(|cell| country.heads.of(*cell))
        .collect();
    let years = f64::from(now.week) / 60.0;
    let space = libm::exp(now.one("housing_growth") * years);
    for (cell, c) in supplied.iter().zip(by_rank(level, &ranks, &people)) {
        let then = country.towns_at_start[cell.region];
        let crowd = if cell.residence == Residence::Town && then > 0.0 {
            country.townspeople(cell.region) / then / space
        } else {
            1.0
        };
        country.living.consumption[cell.number()] = crowded(c, crowd, now.one("housing_weight"));
    }
    for cell in Cell::all(regions).filter(|cell| cell.is_of_land()) {
        country.living.consumption[cell.number()] = country.living.villages[cell.region];
    }
}

#[cfg(test)]
mod tests {
    use super::{by_rank, crowded, habit, town_level};
    use proptest::prelude::*;

    #[test]
    fn known_levels() {
        assert!((town_level(1.0, 1.0, 0.5) - 1.0).abs() < 1e-12);
        assert!((crowded(1.0, 1.2, 0.05) - 0.99).abs() < 1e-12);
        assert!(habit(1.5, 1.0, 0.5, 1.0) < 1.5 && habit(1.5, 1.0, 0.5, 100.0) < 1.0 + 1e-9);
    }

    proptest! {
        #[test]
        fn law_ranks_divide_and_add_nothing(level in 0.1_f64..3.0, pairs in prop::collection::vec((0.1_f64..4.0, 0.01_f64..60.0), 1..9)) {
            let (ranks, people): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let shares = by_rank(level, &ranks, &people);
            let all: f64 = people.iter().sum();
            let given: f64 = shares.iter().zip(&people).map(|(c, n)| c * n).sum();
            prop_assert!((given / all - level).abs() < 1e-9);
        }
    }
}
