//! What somebody who is accused signs: nothing, moral responsibility, or a conspiracy.
//!
//! Grossman and Katz, "Plea bargaining and social welfare", American Economic Review 73 (1983) 749-757, source `grossman-katz-1983`: whoever
//! minds only years, and is convicted with chance p to S years, takes an offer of s years if and only if
//!
//! ```text
//! s <= p S
//! ```
//!
//! whether he did anything or not. Grade A for this rule (T17). In the paper people are averse to risk and the innocent may go to trial; that
//! is not used. The menu of three is ours:
//!
//! ```text
//! U(deny)           = - (pi_c S_max + k_int)
//! U(responsibility) = - S_1          - h_f [it is false]
//! U(conspiracy)     = - S_2 - x_party - h_f [it is false]           P(o) proportional to exp(U_o / s)
//! ```
//!
//! The last is the choice of the highest U with Gumbel noise of scale s, in closed form (conditional logit, source `mcfadden-1974`). Without noise and with two options it is the rule above.
//!
//! A confession is a report. It is false of all who had not acted, which is nearly everyone; that somebody is disposed makes it no
//! truer. A confession under threat says little: where all are pressed alike, those who had not acted sign as well.

use engine::draw::Draws;
use engine::sample::multinomial;
use libm::exp;

/// What can be answered to a political charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plea {
    /// Nothing is admitted.
    Deny,
    /// Moral or political responsibility for what others did.
    Responsibility,
    /// Part in a conspiracy.
    Conspiracy,
}

impl Plea {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Deny, Self::Responsibility, Self::Conspiracy];
}

/// What is at stake; all but the chance in years of a sentence or what is worth as much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stakes {
    /// `pi_c`: chance of being convicted all the same, from 0 to 1.
    pub convicted: f64,
    /// `S_max`: sentence then \[years\].
    pub longest: f64,
    /// `k_int`: what interrogation does to one who denies \[years\].
    pub interrogation: f64,
    /// `S_1`: sentence for moral responsibility \[years\].
    pub responsibility: f64,
    /// `S_2`: sentence for conspiracy \[years\].
    pub conspiracy: f64,
    /// `x_party`: what it means to be cast out for conspiracy \[years\].
    pub cast_out: f64,
    /// `h_f`: what it costs to sign what is false \[years\].
    pub falsehood: f64,
}

impl Stakes {
    /// U of each plea, in the order of [`Plea::ALL`], for those who had acted or for those who had not.
    pub fn utilities(&self, had_acted: bool) -> [f64; 3] {
        let falsehood = if had_acted { 0.0 } else { self.falsehood };
        [
            -(self.convicted * self.longest + self.interrogation),
            -self.responsibility - falsehood,
            -self.conspiracy - self.cast_out - falsehood,
        ]
    }

    /// Chance of each plea, in the order of [`Plea::ALL`]. `noise` is s \[years\].
    pub fn chances(&self, had_acted: bool, noise: f64) -> [f64; 3] {
        let utilities = self.utilities(had_acted);
        let mut chances = [0.0; 3];
        choice(&utilities, noise, &mut chances);
        chances
    }
}

/// Chances in proportion to exp(U / noise). Without noise the highest is chosen, and of equal ones the last: who gains nothing by
/// refusing accepts. `chances` has the shape of `utilities`, which are finite.
pub fn choice(utilities: &[f64], noise: f64, chances: &mut [f64]) {
    let highest = utilities.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if noise <= 0.0 {
        chances.fill(0.0);
        if let Some(at) = utilities.iter().rposition(|one| *one >= highest) {
            chances[at] = 1.0;
        }
        return;
    }
    for (chance, utility) in chances.iter_mut().zip(utilities) {
        *chance = exp((utility - highest) / noise);
    }
    let sum: f64 = chances.iter().sum();
    for chance in chances.iter_mut() {
        *chance /= sum;
    }
}

/// Whether an offer of `offered` years is taken against `longest` years with this chance of conviction: s <= p S.
pub fn accepts(offered: f64, convicted: f64, longest: f64) -> bool {
    offered <= convicted * longest
}

/// Pleas of so many accused with the same stakes, in the order of [`Plea::ALL`]; they add up to `accused`. Uses the draws of `key` from
/// `number` on, two at the most.
pub fn pleas(
    draws: &mut Draws,
    (key, number): (u32, u32),
    accused: u64,
    chances: &[f64; 3],
) -> [u64; 3] {
    let mut parts = [0; 3];
    multinomial(draws, (key, number), accused, chances, &mut parts);
    parts
}

#[cfg(test)]
mod tests {
    use super::{Plea, Stakes, accepts, choice, pleas};
    use engine::draw::Draws;
    use libm::{exp, log};
    use proptest::prelude::*;

    fn stakes() -> Stakes {
        Stakes {
            convicted: 0.9,
            longest: 15.0,
            interrogation: 1.0,
            responsibility: 5.0,
            conspiracy: 10.0,
            cast_out: 3.0,
            falsehood: 4.0,
        }
    }

    #[test]
    fn known_grossman_and_katz() {
        for eighth in 0..=8 {
            let convicted = f64::from(eighth) / 8.0;
            for offered in 0..=20 {
                let offered = f64::from(offered);
                let mut chances = [0.0; 2];
                choice(&[-convicted * 16.0, -offered], 0.0, &mut chances);
                let takes = chances[1] > 0.5;
                assert_eq!(takes, accepts(offered, convicted, 16.0));
                assert_eq!(takes, offered <= 2.0 * f64::from(eighth));
            }
        }
    }

    /// Gumbel noise drawn, and the highest taken: the shares of the closed form.
    #[test]
    fn law_the_closed_form_is_the_highest_with_gumbel_noise() {
        let noise = 3.0;
        let chances = stakes().chances(false, noise);
        let utilities = stakes().utilities(false);
        let mut seen = [0_u32; 3];
        let mut draws = Draws::new(5, 2, 1);
        for key in 0..40_000 {
            let values: Vec<f64> = (0..)
                .zip(utilities)
                .map(|(number, utility)| utility - noise * log(-log(draws.at(key, number).value())))
                .collect();
            let best = (0..3)
                .max_by(|a, b| values[*a].total_cmp(&values[*b]))
                .unwrap();
            seen[best] += 1;
        }
        for (seen, chance) in seen.iter().zip(chances) {
            let share = f64::from(*seen) / 40_000.0;
            assert!((share - chance).abs() < 0.01, "{share} {chance}");
        }
    }

    #[test]
    fn law_pressure_makes_those_sign_who_had_not_acted() {
        let signed = |stakes: Stakes| 1.0 - stakes.chances(false, 2.0)[Plea::Deny as usize];
        let mild = Stakes {
            convicted: 0.2,
            interrogation: 0.0,
            ..stakes()
        };
        assert!(signed(mild) < 0.1 && signed(stakes()) > 0.85);
        let harder = Stakes {
            interrogation: 4.0,
            ..stakes()
        };
        assert!(signed(harder) > signed(stakes()));
        // Whoever had acted signs more readily; under strong pressure hardly more.
        let ratio = |stakes: Stakes| (1.0 - stakes.chances(true, 2.0)[0]) / signed(stakes);
        assert!(ratio(mild) > 2.0 && ratio(harder) < 1.05);
    }

    #[test]
    fn law_pleas_add_up() {
        let chances = stakes().chances(false, 2.0);
        let parts = pleas(&mut Draws::new(1, 2, 3), (4, 0), 1_000_000, &chances);
        assert_eq!(parts.iter().sum::<u64>(), 1_000_000);
        for (part, chance) in parts.into_iter().zip(chances) {
            assert!((part as f64 / 1e6 - chance).abs() < 0.0025);
        }
    }

    proptest! {
        #[test]
        fn law_odds_are_differences_over_noise(a in -30.0_f64..0.0, b in -30.0_f64..0.0, noise in 0.5_f64..5.0) {
            let mut chances = [0.0; 2];
            choice(&[a, b], noise, &mut chances);
            prop_assert!((chances[0] + chances[1] - 1.0).abs() < 1e-12);
            let odds = exp((a - b) / noise);
            prop_assert!((chances[0] - odds / (1.0 + odds)).abs() < 1e-9);
        }
    }
}
