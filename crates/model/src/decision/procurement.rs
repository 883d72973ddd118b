//! How much grain the state takes, and how much it lends when it sees hunger.
//!
//! Meng, Qian and Yared, "The institutional causes of China's Great Famine, 1959-1961", Review of Economic Studies 82 (2015)
//! 1568-1611, source `meng-qian-yared-2015`: procurement is set before the harvest, from the output expected of each region, and
//! rises with it faster than in proportion. With P = E\[y\] - c0 and a harvest y = (1 - s) E\[y\], what is kept is
//!
//! ```text
//! c = y - P = c0 - s E[y]
//! ```
//!
//! so after a bad harvest those who grow more eat less; if procurement is a share of what is harvested, c = (1 - f)(1 - s) E\[y\]
//! and those who grow more eat more. Grade A for this algebra (T32), C for the paper.

use crate::country::{Country, Now};
use crate::loops::Loop;
use crate::rules::Procurement;

/// The week of the year in which orders are given: the first of July.
const FIRST_WEEK: u32 = 30;

/// What the state asks of a region in an agricultural year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Order {
    /// A fixed amount, million tonnes, whatever is harvested.
    Amount(f64),
    /// A share of what comes in.
    Share(f64),
}

/// Inflexible procurement of a head, tonnes: the part `rate` of what is expected above an allowance.
pub fn inflexible(expected: f64, allowance: f64, rate: f64) -> f64 {
    rate * (expected - allowance).max(0.0)
}

/// What is kept of a harvest, tonnes a head; never less than nothing.
pub fn kept(harvest: f64, order: Order) -> f64 {
    match order {
        Order::Amount(amount) => (harvest - amount).max(0.0),
        Order::Share(share) => harvest * (1.0 - share),
    }
}

/// Relief, tonnes a head and year: the part `share` of what is missing to the least that people need.
pub fn relief(intake: f64, least: f64, share: f64) -> f64 {
    share * (least - intake).max(0.0)
}

/// Orders of the current agricultural year, by region.
#[derive(Clone, Debug, PartialEq)]
pub struct Orders {
    /// What is asked.
    pub procurement: Vec<Order>,
    /// What of a fixed amount has not been handed over yet, million tonnes.
    pub open: Vec<f64>,
}

impl Orders {
    /// No orders for so many regions.
    pub fn none(regions: usize) -> Self {
        Self {
            procurement: vec![Order::Amount(0.0); regions],
            open: vec![0.0; regions],
        }
    }

    /// Gives the orders of a new year.
    pub fn give(&mut self, orders: Vec<Order>) {
        self.open = orders
            .iter()
            .map(|order| match order {
                Order::Amount(amount) => *amount,
                Order::Share(_) => 0.0,
            })
            .collect();
        self.procurement = orders;
    }
}

/// The orders of an agricultural year, in its first week: belief to decision. The areas sown are known; yields are believed.
pub fn order(country: &mut Country, now: &Now<'_>) {
    if now.of_year() != FIRST_WEEK {
        return;
    }
    let mut held = std::mem::take(&mut country.held);
    let mut of = |region: usize| {
        let people = country.villagers(region);
        if people <= 0.0 {
            return Order::Amount(0.0);
        }
        let expected = country.outlook.yields[region];
        let expected = held.value(now, (Loop::F6, region), expected);
        let harvest = expected * country.farms[region].area;
        let (allowance, rate) = (
            now.one("procurement_allowance"),
            now.yearly("procurement_rate"),
        );
        let amount = people * inflexible(harvest / people, allowance, rate);
        match now.rules.procurement {
            Procurement::Inflexible => Order::Amount(amount),
            // The same in an ordinary year, and less after a bad harvest: of grain in the barn, which is what can be shared.
            Procurement::Proportional if harvest > 0.0 => {
                Order::Share((amount / harvest * now.one("standing_over_barn")).min(1.0))
            }
            Procurement::Proportional => Order::Amount(0.0),
        }
    };
    let orders = (0..now.regions.len()).map(&mut of).collect();
    country.held = held;
    country.orders.give(orders);
}

#[cfg(test)]
mod tests {
    use super::{Order, inflexible, kept, relief};

    #[test]
    fn known_table_of_meng_qian_and_yared() {
        let expected = [1.0, 1.2, 1.5, 2.0];
        let table = [
            (0.1, [0.75, 0.73, 0.70, 0.65]),
            (0.2, [0.65, 0.61, 0.55, 0.45]),
            (0.3, [0.55, 0.49, 0.40, 0.25]),
        ];
        for (shock, row) in table {
            for (mean, wanted) in expected.into_iter().zip(row) {
                let order = Order::Amount(inflexible(mean, 0.85, 1.0));
                let got = kept((1.0 - shock) * mean, order);
                assert!((got - wanted).abs() < 1e-9, "{shock} {mean}: {got}");
            }
        }
    }

    #[test]
    fn law_the_sign_turns_with_the_rule() {
        let slope = |order: &dyn Fn(f64) -> Order| {
            kept(0.8 * 1.5, order(1.5)) - kept(0.8 * 1.2, order(1.2))
        };
        let fixed = slope(&|mean| Order::Amount(inflexible(mean, 0.85, 1.0)));
        let share = slope(&|_| Order::Share(0.3));
        assert!((fixed + 0.2 * 0.3).abs() < 1e-12, "{fixed}");
        assert!((share - 0.7 * 0.8 * 0.3).abs() < 1e-12, "{share}");
    }

    #[test]
    fn law_relief_never_takes() {
        assert!((relief(0.1, 0.14, 0.5) - 0.02).abs() < 1e-12);
        assert!(relief(0.2, 0.14, 0.5).abs() < 1e-12);
    }
}
