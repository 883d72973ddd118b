//! Wages and prices, taken out of a run.

use super::Observation;
use crate::truth::money::cost_of_living;
use crate::world::World;
use engine::calendar::{WEEKS_PER_YEAR, Week};

/// Takes down money as a run goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Till {
    /// Price on markets in the first year, roubles a kilogram of grain in value.
    first_price: Option<f64>,
}

impl Till {
    /// Looks at the world after a week; takes down a year when it ends.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        if !world.week.is_multiple_of(WEEKS_PER_YEAR) {
            return;
        }
        let date = Week::after(world.setup.span.first_year, world.week - 1)
            .year
            .to_string();
        let now = world.setup.now(world.week - 1, world.seed);
        let year = world.country.money.year;
        out.push(Observation {
            quantity: "employment",
            date: date.clone(),
            dims: vec![("branch", "all".to_owned())],
            value: year.earners,
        });
        let mut add = |quantity: &'static str, value: f64| {
            out.push(Observation {
                quantity,
                date: date.clone(),
                dims: Vec::new(),
                value,
            });
        };
        let state = year.state_price(now.one("retail_turnover_of_1932"));
        add("average_wage", year.wage());
        add("kolkhoz_market_turnover", year.spilt);
        add("kolkhoz_market_supply", year.supply);
        add("state_price_level", state);
        let mut trades = vec![(year.turnover, state)];
        if year.supply > 0.0 {
            let first = *self.first_price.get_or_insert(year.market_price());
            let market = year.market_price() / first;
            add("kolkhoz_market_prices", 100.0 * market);
            trades.push((year.spilt, market / now.one("market_price_of_1932")));
        }
        let cost = cost_of_living(&trades);
        let wage = year.wage() / now.one("average_wage_of_1932");
        add("cost_of_living", cost);
        if cost > 0.0 {
            add("real_wage", now.one("real_wage_of_1932") * wage / cost);
        }
    }
}
