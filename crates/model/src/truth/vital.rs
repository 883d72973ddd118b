//! Births and deaths, and what hunger does to both.
//!
//! ```text
//! s = 1 - n / n_least, 0 to 1        mu = mu0 exp(eta s)        births = b0 (1 - chi s), 45 weeks later
//! ```
//!
//! n is the grain that people of a village have eaten, as the body remembers it; s the shortfall of food. `ours`, grade C: the
//! form and the exponent are glue.

use libm::expm1;

/// Shortfall of food: what is missing to the least that people need, as a part of it.
pub fn shortfall(nutrition: f64, least: f64) -> f64 {
    (1.0 - nutrition / least).clamp(0.0, 1.0)
}

/// Yearly rate of deaths that a shortfall adds to the ordinary ones.
pub fn famine_rate(ordinary: f64, exponent: f64, shortfall: f64) -> f64 {
    ordinary * expm1(exponent * shortfall)
}

/// Births a head and year after a shortfall.
pub fn births(ordinary: f64, response: f64, shortfall: f64) -> f64 {
    ordinary * (1.0 - response * shortfall).max(0.0)
}

/// Probability that something that happens at these yearly rates happens within `years`.
pub fn probability(rate: f64, years: f64) -> f64 {
    -expm1(-rate * years)
}

#[cfg(test)]
mod tests {
    use super::{births, famine_rate, probability, shortfall};

    #[test]
    fn law_hunger_adds_deaths_and_plenty_none() {
        assert!(famine_rate(0.02, 5.5, shortfall(0.2, 0.14)).abs() < 1e-15);
        let some = famine_rate(0.02, 5.5, shortfall(0.12, 0.14));
        let more = famine_rate(0.02, 5.5, shortfall(0.08, 0.14));
        assert!(0.0 < some && some < more);
        assert!((0.02 + famine_rate(0.02, 5.5, 0.5) - 0.02 * libm::exp(2.75)).abs() < 1e-15);
        assert!((shortfall(0.0, 0.14) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn law_a_rate_is_a_probability() {
        assert!((probability(-12.0 * libm::log(0.97), 1.0 / 12.0) - 0.03).abs() < 1e-12);
        assert!(probability(f64::INFINITY, 1.0) <= 1.0);
    }

    #[test]
    fn law_births_fall_with_the_shortfall() {
        assert!((births(0.034, 0.6, 0.5) - 0.034 * 0.7).abs() < 1e-15);
        assert!((births(0.034, 0.6, 0.0) - 0.034).abs() < 1e-15);
    }
}
