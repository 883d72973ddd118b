//! Fields, barns and herds of the villages, region by region, in million tonnes, million hectares and million head.
//!
//! ```text
//! Y = area x y0 x (D / D0)^0.14 x (e L / L0)^0.55 x W
//! ```
//!
//! Y is the harvest in the barn, y0 the yield of an ordinary year, D draught power, L people of the village, e their work over
//! efficient work ([`super::kolkhoz`]), W the weather. The exponents are shares of Cheremukhin, Golosov, Guriev and Tsyvinski
//! (2017), source `cheremukhin-2017`, recalled; the form in regions and weeks is `ours`, grade C.
//!
//! Every tonne has a place: what a barn holds is what it held, plus what came, less what went ([`Farm::balance`]).

use libm::pow;

/// What came into and went out of the barns of a region, million tonnes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Flows {
    /// Harvested.
    pub harvested: f64,
    /// Handed over to the state.
    pub procured: f64,
    /// Sown.
    pub sown: f64,
    /// Fed to animals.
    pub fed: f64,
    /// Eaten by people of the village.
    pub eaten: f64,
    /// Sold in town.
    pub sold: f64,
    /// Got back from the state, as food and as seed.
    pub lent: f64,
}

/// Fields, barn and herds of a region.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Farm {
    /// Grain in barns, seed included.
    pub grain: f64,
    /// What the barns held at the start.
    pub start: f64,
    /// Area sown this year, million ha.
    pub area: f64,
    /// Harvest still on the fields.
    pub standing: f64,
    /// Harvest of the last year that was brought in.
    pub harvest: f64,
    /// Weather of the last harvest, 1 in an ordinary year.
    pub weather: f64,
    /// Horses.
    pub horses: f64,
    /// Cattle.
    pub cattle: f64,
    /// Grain eaten, tonnes a head and year, as the body remembers it.
    pub nutrition: f64,
    /// Grain eaten this week, at a yearly rate, tonnes a head.
    pub intake: f64,
    /// All flows since the start.
    pub flows: Flows,
}

/// What the people and animals of a region need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needs {
    /// Weeks until new grain comes in.
    pub weeks: f64,
    /// Seed that must be kept, million tonnes.
    pub seed: f64,
    /// Grain that is still owed to the state, million tonnes.
    pub owed: f64,
    /// What people would eat in a week, million tonnes.
    pub food: f64,
    /// What animals would be fed in a week, million tonnes.
    pub feed: f64,
    /// Most that people eat, as a multiple of `food`.
    pub most: f64,
}

/// Who gets which part of a need: of food, of feed; and what a week leaves over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// Part of the food.
    pub food: f64,
    /// Part of the feed.
    pub feed: f64,
    /// Grain that nobody needs before new grain comes, million tonnes.
    pub spare: f64,
}

impl Farm {
    /// Puts grain into the barns.
    pub fn bring(&mut self, grain: f64) {
        self.grain += grain;
    }

    /// Takes grain out of the barns, at most what is there; returns what was taken.
    pub fn take(&mut self, wanted: f64) -> f64 {
        let taken = wanted.clamp(0.0, self.grain.max(0.0));
        self.grain -= taken;
        taken
    }

    /// How far the barns are from start plus what came less what went: rounding, and nothing else.
    pub fn balance(&self) -> f64 {
        let flows = &self.flows;
        let came = flows.harvested + flows.lent;
        let went = flows.procured + flows.sown + flows.fed + flows.eaten + flows.sold;
        self.start + came - went - self.grain
    }

    /// How a week's needs are met from what is in the barns and on the fields. People come before animals: where food is cut by a
    /// part, feed is cut by twice that part (`ours`).
    pub fn share_out(&self, needs: Needs) -> Shares {
        let there = (self.grain + self.standing - needs.seed - needs.owed).max(0.0);
        let Needs {
            weeks, food, feed, ..
        } = needs;
        let all = weeks * (food + feed);
        if all <= 0.0 {
            return Shares {
                food: 0.0,
                feed: 0.0,
                spare: there,
            };
        }
        if there >= all {
            let more = (there - all) / (weeks * food).max(f64::MIN_POSITIVE);
            let eaten = (1.0 + more).min(needs.most);
            return Shares {
                food: eaten,
                feed: 1.0,
                spare: (there - all - weeks * food * (eaten - 1.0)).max(0.0),
            };
        }
        let weekly = there / weeks;
        let part = (weekly + feed) / (food + 2.0 * feed);
        let part = if part >= 0.5 {
            part
        } else {
            weekly / food.max(f64::MIN_POSITIVE)
        };
        Shares {
            food: part.min(1.0),
            feed: (2.0 * part - 1.0).clamp(0.0, 1.0),
            spare: 0.0,
        }
    }
}

/// Draught power in horses: horses, and tractors at so many horses each.
pub fn draught(horses: f64, tractors: f64, horses_a_tractor: f64) -> f64 {
    horses + tractors * horses_a_tractor
}

/// Harvest of an area, million tonnes; `draught` and `labour` relative to an ordinary year.
pub fn harvest(area: f64, usual_yield: f64, (draught, labour): (f64, f64), weather: f64) -> f64 {
    const DRAUGHT: f64 = 0.14;
    const LABOUR: f64 = 0.55;
    area * usual_yield * pow(draught.max(0.0), DRAUGHT) * pow(labour.max(0.0), LABOUR) * weather
}

/// A herd after `years`: it grows by `growth` a year if fully fed and falls by `loss` a year if not fed at all.
pub fn herd(animals: f64, fed: f64, (growth, loss): (f64, f64), years: f64) -> f64 {
    animals * libm::exp((growth * fed - loss * (1.0 - fed)) * years)
}

#[cfg(test)]
mod tests {
    use super::{Farm, Needs, harvest, herd};
    use proptest::prelude::*;

    #[test]
    fn known_an_ordinary_year_gives_the_usual_yield() {
        assert!((harvest(100.0, 0.65, (1.0, 1.0), 1.0) - 65.0).abs() < 1e-12);
        assert!((harvest(100.0, 0.65, (1.0, 1.0), 0.8) - 52.0).abs() < 1e-12);
        assert!(harvest(100.0, 0.65, (0.0, 1.0), 1.0).abs() < 1e-12);
    }

    #[test]
    fn law_herds_grow_when_fed() {
        assert!(herd(10.0, 1.0, (0.1, 0.4), 1.0) > 10.0);
        assert!(herd(10.0, 0.0, (0.1, 0.4), 1.0) < 7.0);
    }

    proptest! {
        #[test]
        fn law_nobody_is_given_more_than_is_there(grain in 0.0_f64..30.0, standing in 0.0_f64..30.0, seed in 0.0_f64..8.0, owed in 0.0_f64..8.0, weeks in 1.0_f64..60.0, food in 0.01_f64..0.5, feed in 0.0_f64..0.3) {
            let farm = Farm { grain, standing, ..Farm::default() };
            let needs = Needs { weeks, seed, owed, food, feed, most: 1.2 };
            let shares = farm.share_out(needs);
            let used = weeks * (food * shares.food + feed * shares.feed) + shares.spare;
            prop_assert!(used <= (grain + standing - seed - owed).max(0.0) + 1e-9, "{} {:?}", used, shares);
            prop_assert!(shares.feed <= shares.food.min(1.0) + 1e-12);
            prop_assert!((0.0..=1.2).contains(&shares.food) && (0.0..=1.0).contains(&shares.feed));
        }

        #[test]
        fn law_a_barn_gives_what_it_has(grain in 0.0_f64..10.0, wanted in -1.0_f64..20.0) {
            let mut farm = Farm { grain, ..Farm::default() };
            let got = farm.take(wanted);
            prop_assert!(got >= 0.0 && got <= grain && farm.grain >= 0.0);
            prop_assert!((got + farm.grain - grain).abs() < 1e-12);
        }
    }
}
