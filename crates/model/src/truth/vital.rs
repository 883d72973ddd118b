//! Births and deaths. Until the villages feed themselves in the model, the famine of 1933 is an input series.
//!
//! ```text
//! mu = mu0 exp(eta s)        births = b0 (1 - chi s), 45 weeks later        s = shortfall of food, 0 to 1
//! ```
//!
//! `ours`, grade C: the form and the exponent are glue. The famine's deaths are given, so the first equation is read
//! backwards: the shortfall that such a mortality implies; the second then says how many were not born.

use libm::log;

/// Deaths of the famine in one month of the year: the total, times the share of a region, times that of the month.
pub fn famine_deaths(total: f64, region_share: f64, month_share: f64) -> f64 {
    total * region_share * month_share
}

/// Yearly rate at which `deaths` of `people` die within one twelfth of a year; infinite if all do.
pub fn monthly_rate(deaths: f64, people: f64) -> f64 {
    if deaths <= 0.0 {
        return 0.0;
    }
    -12.0 * libm::log1p(-(deaths / people).min(1.0))
}

/// The shortfall of food that raises mortality from `ordinary` to `ordinary + famine`.
pub fn shortfall(famine: f64, ordinary: f64, exponent: f64) -> f64 {
    (log(1.0 + famine / ordinary) / exponent).clamp(0.0, 1.0)
}

/// Births a head and year after a shortfall.
pub fn births(ordinary: f64, response: f64, shortfall: f64) -> f64 {
    ordinary * (1.0 - response * shortfall).max(0.0)
}

/// Probability that something that happens at these yearly rates happens within `years`.
pub fn probability(rate: f64, years: f64) -> f64 {
    -libm::expm1(-rate * years)
}

#[cfg(test)]
mod tests {
    use super::{births, monthly_rate, probability, shortfall};

    #[test]
    fn law_the_shortfall_gives_back_the_mortality() {
        let s = shortfall(0.3, 0.02, 5.5);
        assert!((0.02 * libm::exp(5.5 * s) - 0.32).abs() < 1e-12);
        assert!(shortfall(0.0, 0.02, 5.5).abs() < 1e-15);
    }

    #[test]
    fn law_a_rate_gives_back_its_deaths() {
        let rate = monthly_rate(30.0, 1000.0);
        assert!((probability(rate, 1.0 / 12.0) - 0.03).abs() < 1e-12);
        assert!(monthly_rate(1000.0, 1000.0).is_infinite());
    }

    #[test]
    fn law_births_fall_with_the_shortfall() {
        assert!((births(0.034, 0.6, 0.5) - 0.034 * 0.7).abs() < 1e-15);
        assert!((births(0.034, 0.6, 0.0) - 0.034).abs() < 1e-15);
    }
}
