//! How well a sample of runs told a number that it had not seen: one place, for every table that scores.
//!
//! ```text
//! log score = ln N(ln recorded; median of ln model, s)      s^2 = max(spread over runs, floor)^2 + error^2
//! ```
//!
//! The floor is `ours`: chance alone, and parameters alone, are narrower than anybody's knowledge. The error is the source's own.

use argument::runs::band;

/// What a sample of runs says of one number: a normal distribution of its logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// Median of the logarithms.
    pub middle: f64,
    /// Standard deviation.
    pub spread: f64,
}

impl Told {
    /// Of these runs; none without a run, or with one that is not above zero.
    pub fn by(model: &[f64], floor: f64, error: f64) -> Option<Self> {
        if model
            .iter()
            .any(|value| *value <= 0.0 || !value.is_finite())
        {
            return None;
        }
        let logs: Vec<f64> = model.iter().map(|value| libm::log(*value)).collect();
        let [_, middle, _] = band(logs.clone())?;
        let mean = logs.iter().sum::<f64>() / logs.len() as f64;
        let squares = logs.iter().map(|one| (one - mean) * (one - mean));
        let own = libm::sqrt(squares.sum::<f64>() / logs.len() as f64).max(floor);
        Some(Self {
            middle,
            spread: libm::sqrt(own * own + error * error),
        })
    }

    /// By how many standard deviations a recorded number lies above what was told.
    pub fn away(self, recorded: f64) -> f64 {
        (libm::log(recorded) - self.middle) / self.spread
    }

    /// Log density of the logarithm of a recorded number.
    pub fn score(self, recorded: f64) -> f64 {
        let away = self.away(recorded);
        -0.5 * away * away - libm::log(self.spread * libm::sqrt(2.0 * std::f64::consts::PI))
    }
}

/// Log score of a recorded number under some runs.
pub fn log_score(model: &[f64], recorded: f64, floor: f64, error: f64) -> Option<f64> {
    Told::by(model, floor, error).map(|told| told.score(recorded))
}

#[cfg(test)]
mod tests {
    use super::{Told, log_score};

    #[test]
    fn known_a_score_by_hand() {
        // One seed, hit exactly, with the floor of the spread: -ln(0.1 sqrt(2 pi)).
        let hit = log_score(&[100.0], 100.0, 0.1, 0.0).unwrap();
        assert!((hit - 1.383_646_559_789_373).abs() < 1e-12, "{hit}");
        assert!(log_score(&[100.0], 120.0, 0.1, 0.0).unwrap() < hit);
        assert!(log_score(&[], 1.0, 0.1, 0.0).is_none());
        assert!(log_score(&[0.0], 1.0, 0.1, 0.0).is_none());
    }

    #[test]
    fn known_errors_add_in_squares() {
        let told = Told::by(&[100.0], 0.3, 0.4).unwrap();
        assert!((told.spread - 0.5).abs() < 1e-12);
        assert!((told.away(100.0 * 0.5_f64.exp()) - 1.0).abs() < 1e-12);
    }
}
