//! Money: what the state pays in wages, what its shops take in, and what spills over to the markets of collective farms.
//!
//! State trade sells at prices of its own what there is to sell. Money that finds nothing to buy there spills over to the one market
//! whose price is free, as Howard has it after Barro and Grossman (source `howard-1976`); the form is `ours`, grade C:
//!
//! ```text
//! wages  = a V                        V: turnover of state trade, an input until plans and budgets are in the model
//! spent  = (r s_r + (1 - r) s_o) V    r: part of trade that is rationed; s_r > s_o: rations leave money over
//! price  = spent / supply             supply: spare grain, and produce of herds beyond what villages use themselves
//! ```
//!
//! That wages are a part of turnover is the planners' balance of money incomes and outlays: the state pays what its shops can
//! take in again. Nothing in the model is decided by a price yet; who gets what is ranks.

use crate::country::{Country, Now};
use crate::rules::Market;
use crate::truth::works;
use engine::calendar::WEEKS_PER_MONTH;

const MONTHS: f64 = 12.0;

/// Wages paid [billion roubles] when state trade turns over so much [billion roubles] and wages are this part of it.
pub fn wages(turnover: f64, part: f64) -> f64 {
    part * turnover
}

/// Money that goes to the markets of collective farms [billion roubles], of a turnover of state trade [billion roubles] that is
/// rationed in part; `spill` is the part of the turnover that spills over where trade is rationed and where it is open.
pub fn spilt(turnover: f64, rationed: f64, spill: (f64, f64)) -> f64 {
    turnover * (rationed * spill.0 + (1.0 - rationed) * spill.1)
}

/// Produce of herds that villages can sell [million tonnes of grain in value a year]: what they do not use themselves, never less
/// than nothing. `herd` in million head, `people` in millions; produce a head and own use a person in tonnes a year.
pub fn marketable(herd: f64, produce: f64, people: f64, own_use: f64) -> f64 {
    (herd * produce - people * own_use).max(0.0)
}

/// A price index of both trades against 1932, each price weighted by what is spent at it (Paasche); `of` is (spent, price) of each.
pub fn cost_of_living(of: &[(f64, f64)]) -> f64 {
    let spent: f64 = of.iter().map(|(spent, _)| spent).sum();
    let bought: f64 = of
        .iter()
        .filter(|(spent, price)| *spent > 0.0 && *price > 0.0)
        .map(|(spent, price)| spent / price)
        .sum();
    if bought > 0.0 { spent / bought } else { 1.0 }
}

/// Money of a year so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Year {
    /// Turnover of state trade, billion roubles.
    pub turnover: f64,
    /// Wages paid, billion roubles.
    pub wages: f64,
    /// Spent on the markets of collective farms, billion roubles.
    pub spilt: f64,
    /// Sold there, million tonnes of grain in value.
    pub supply: f64,
    /// Volume of state trade; 1 a year is that of 1932.
    pub volume: f64,
    /// People who earn, millions, mean of the months so far times their part of the year.
    pub earners: f64,
}

impl Year {
    /// Average wage of a year, roubles.
    pub fn wage(&self) -> f64 {
        over(1e3 * self.wages, self.earners)
    }

    /// Price on the markets of collective farms, roubles a kilogram of grain in value.
    pub fn market_price(&self) -> f64 {
        over(self.spilt, self.supply)
    }

    /// Price level of state trade against 1932, whose turnover was so much [billion roubles].
    pub fn state_price(&self, turnover_of_1932: f64) -> f64 {
        over(self.turnover / turnover_of_1932, self.volume)
    }
}

fn over(above: f64, below: f64) -> f64 {
    if below > 0.0 { above / below } else { 0.0 }
}

/// Money of the country.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Money {
    /// The year so far.
    pub year: Year,
    /// Grain sold on markets this month so far, million tonnes.
    pub grain: f64,
    /// Grain that the state gave to towns this month so far, million tonnes.
    pub bread: f64,
}

/// A month of trade: wages, state trade and markets.
pub fn trade(country: &mut Country, now: &Now<'_>) {
    if now.of_year() + 1 == WEEKS_PER_MONTH {
        country.money.year = Year::default();
    }
    let turnover = now.yearly("retail_turnover") / MONTHS;
    let rationed = match now.rules.market {
        Market::Spillover => now.yearly("rationed_share"),
        Market::Constant => 1.0,
    };
    let spill = (now.one("spill_rationed"), now.one("spill_open"));
    let regions = now.regions.len();
    let (produce, own_use) = (now.one("herd_produce"), now.one("own_use"));
    let from_herds: f64 = (0..regions)
        .map(|region| {
            let herd = country.farms[region].cattle;
            marketable(herd, produce, country.villagers(region), own_use)
        })
        .sum();
    let earners = works::earners(&country.heads, now);
    let usual_bread = country.at_start.0 * now.one("town_grain_norm");
    let weight = now.one("bread_weight");
    let goods = country.industry.goods / MONTHS;
    let money = &mut country.money;
    money.year.turnover += turnover;
    money.year.wages += wages(turnover, now.one("wage_part"));
    money.year.spilt += spilt(turnover, rationed, spill);
    money.year.supply += money.grain + from_herds / MONTHS;
    money.year.volume += weight * over(money.bread, usual_bread) + (1.0 - weight) * goods;
    money.year.earners += earners / MONTHS;
    money.grain = 0.0;
    money.bread = 0.0;
}

#[cfg(test)]
mod tests {
    use super::{cost_of_living, marketable, spilt};
    use proptest::prelude::*;

    #[test]
    fn known_spill() {
        assert!((spilt(100.0, 1.0, (0.22, 0.15)) - 22.0).abs() < 1e-12);
        assert!((spilt(100.0, 0.4, (0.22, 0.15)) - 17.8).abs() < 1e-12);
        assert!((marketable(40.0, 1.0, 120.0, 0.25) - 10.0).abs() < 1e-12);
        assert!(marketable(20.0, 1.0, 120.0, 0.25).abs() < 1e-12);
    }

    proptest! {
        /// An index lies between the prices it is made of, and is one of them if they agree.
        #[test]
        fn law_cost_of_living_lies_between_its_prices(spent in prop::collection::vec((0.1_f64..100.0, 0.2_f64..5.0), 1..5)) {
            let cost = cost_of_living(&spent);
            let least = spent.iter().map(|(_, price)| *price).fold(f64::INFINITY, f64::min);
            let most = spent.iter().map(|(_, price)| *price).fold(0.0, f64::max);
            prop_assert!(cost >= least - 1e-9 && cost <= most + 1e-9);
        }

        /// What rations leave over is never less than what open trade leaves, if it is so in either.
        #[test]
        fn law_more_ration_more_spill(turnover in 0.0_f64..200.0, rationed in 0.0_f64..1.0, more in 0.0_f64..1.0, open in 0.0_f64..0.3, extra in 0.0_f64..0.3) {
            let spill = (open + extra, open);
            let higher = (rationed + more).min(1.0);
            prop_assert!(spilt(turnover, higher, spill) >= spilt(turnover, rationed, spill) - 1e-12);
        }
    }
}
