//! Weather of a harvest: a factor of its yield, 1 on average.
//!
//! ```text
//! ln W ~ N(-s^2/2, s^2)          W = W(country) x W(region)
//! ```
//!
//! `ours`: the form of `mechanisms` with one part that all regions share. Drawn anew for every year; scenario `imposed-yields`
//! takes the record instead, and then no harvest is a result.

use engine::draw::Uniform;
use engine::normal::log_normal;

/// A factor with mean 1 and standard deviation `spread` of its logarithm.
pub fn factor(u: Uniform, spread: f64) -> f64 {
    log_normal(u, -0.5 * spread * spread, spread)
}

#[cfg(test)]
mod tests {
    use super::factor;
    use engine::draw::Draws;

    #[test]
    fn law_the_mean_is_one() {
        let mut draws = Draws::new(1, 2, 3);
        let all: Vec<f64> = (0..20_000)
            .map(|key| factor(draws.at(key, 0), 0.12))
            .collect();
        let mean = all.iter().sum::<f64>() / 20_000.0;
        assert!((mean - 1.0).abs() < 4.0 * 0.12 / 141.0, "{mean}");
    }
}
