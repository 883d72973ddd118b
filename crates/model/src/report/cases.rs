//! Cases as they were recorded: who was taken away by class, what the accused said, whom they named. Truth to report.
//!
//! ```text
//! r_g <- r_g + (12 n_g / N_g - r_g) / 12          each month; r_g people of class g taken a head and year
//! ```
//!
//! The mean over about a year is `ours`: it is what people of a class and their managers see around them.

use crate::truth::heads::CLASSES;
use crate::truth::people::Class;

/// What is on record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cases {
    /// People taken away a head and year, by class, over about the last year.
    pub rates: [f64; CLASSES],
    /// Arrested this month in cases of the political police.
    pub arrested: u64,
    /// Pleas of this month: denied, responsible, conspiracy.
    pub pleas: [u64; 3],
    /// People newly named this month.
    pub named: u64,
    /// Sentenced by troikas of the ordinary police this month.
    pub troikas: u64,
    /// Confessions since the start.
    pub confessed: u64,
}

impl Cases {
    /// A month more: people taken by class, and people there are, in millions.
    pub fn month(&mut self, taken: &[u64; CLASSES], people: impl Fn(Class) -> f64) {
        for ((class, rate), taken) in Class::ALL.iter().zip(&mut self.rates).zip(taken) {
            let there = people(*class) * 1e6;
            if there > 0.0 {
                *rate += (12.0 * *taken as f64 / there - *rate) / 12.0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cases;

    #[test]
    fn law_a_steady_rate_is_seen_as_it_is() {
        let mut cases = Cases::default();
        for _ in 0..240 {
            cases.month(&[10; 7], |_| 0.001);
        }
        assert!(cases.rates.iter().all(|rate| (rate - 0.12).abs() < 1e-6));
    }
}
