//! Relatives who are sent away with somebody: people who are moved, never a multiplier on a report.
//!
//! Ours. With n heads go m ~ Poisson(1.29 n) dependants, where 1.29 is 6,239 relatives for 4,833 heads of the Leningrad operation
//! of 1935 (a parameter of the case, not of this file), or the exact number that a directive names. They are taken out of the people
//! of the same region, class and mark by the multivariate hypergeometric law, so that everyone there is equally likely to be a
//! relative and nobody is taken twice.

use engine::draw::Draws;
use engine::sample::{multivariate_hypergeometric, poisson};
use thiserror::Error;

/// How many relatives go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// So many in the mean for each head; as many as there are, if more would go.
    ForEachHead(f64),
    /// Exactly so many, as ordered.
    Exact(u64),
}

/// An order names more relatives than there are people.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error(
    "{ordered} relatives are ordered out of {people} people\nhint: an exact number is at most as many as there are in the same region, class and mark"
)]
pub struct TooFew {
    /// Relatives ordered.
    pub ordered: u64,
    /// People there are.
    pub people: u64,
}

/// Relatives by stratum, who go with so many heads; the heads are no longer among `people`. Shape as `people`; uses the draws of
/// `key`.
///
/// # Errors
/// An exact number above the number of people.
pub fn taken(
    draws: &mut Draws,
    key: u32,
    heads: u64,
    number: Number,
    people: &[u64],
) -> Result<Vec<u64>, TooFew> {
    let all: u64 = people.iter().sum();
    let wanted = match number {
        Number::Exact(ordered) if ordered > all => {
            return Err(TooFew {
                ordered,
                people: all,
            });
        }
        Number::Exact(ordered) => ordered,
        Number::ForEachHead(mean) => poisson(draws.at(key, 0), mean * heads as f64),
    };
    let mut parts = vec![0; people.len()];
    multivariate_hypergeometric(draws, (key, 1), people, wanted, &mut parts);
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::{Number, TooFew, taken};
    use engine::draw::Draws;
    use proptest::prelude::*;

    #[test]
    fn law_an_ordered_number_is_met_exactly() {
        let people = [3_000, 0, 40_000, 7];
        let order = Number::Exact(6_239);
        let parts = taken(&mut Draws::new(1, 2, 3), 4, 4_833, order, &people).unwrap();
        assert_eq!(parts.iter().sum::<u64>(), 6_239);
        let none = taken(&mut Draws::new(1, 2, 3), 4, 9, Number::Exact(3), &[1, 1]);
        let wanted = TooFew {
            ordered: 3,
            people: 2,
        };
        assert_eq!(none, Err(wanted));
        assert!(wanted.to_string().contains("hint:"));
    }

    /// Mean and variance of the number, and the share of a stratum, over many draws.
    #[test]
    fn law_drawn_numbers_are_poisson_and_spread_evenly() {
        let mut draws = Draws::new(6, 2, 3);
        let (mut sum, mut squares, mut first) = (0.0, 0.0, 0.0);
        for key in 0..4_000 {
            let parts = taken(&mut draws, key, 100, Number::ForEachHead(1.29), &[250, 750]);
            let parts = parts.unwrap();
            let all = (parts[0] + parts[1]) as f64;
            sum += all;
            squares += all * all;
            first += parts[0] as f64;
        }
        let mean = sum / 4_000.0;
        let variance = squares / 4_000.0 - mean * mean;
        // Four standard errors: sqrt(129 / 4000) = .18 and 129 sqrt(2 / 4000) = 2.9.
        assert!((mean - 129.0).abs() < 0.72, "{mean}");
        assert!((variance - 129.0).abs() < 11.6, "{variance}");
        assert!((first / sum - 0.25).abs() < 0.003, "{}", first / sum);
    }

    proptest! {
        #[test]
        fn law_nobody_is_taken_twice(seed in 0_u64..500, people in prop::collection::vec(0_u64..30, 1..6), heads in 0_u64..40) {
            let order = Number::ForEachHead(1.29);
            let parts = taken(&mut Draws::new(seed, 2, 3), 0, heads, order, &people).unwrap();
            for (part, of) in parts.iter().zip(&people) {
                prop_assert!(part <= of);
            }
        }
    }
}
