//! Tempo: by how much the centre wants final demand to grow. Reads beliefs.
//!
//! ```text
//! tau = 1 + t0 + t1 ln max(1, reserves) - t2 max(0, 0.95 - fulfilment)
//! ```
//!
//! `ours` (M11): the centre asks for more if it believes in hidden reserves, and for less if plans are reported as missed. Rival: the
//! calendar, the same tempo every year.

use crate::country::Now;
use crate::rules::Tempo;

/// Tempo from what is believed.
pub fn by_belief(reserves: f64, fulfilment: f64, (own, pull, brake): (f64, f64, f64)) -> f64 {
    1.0 + own + pull * libm::log(reserves.max(1.0)) - brake * (0.95 - fulfilment).max(0.0)
}

/// Tempo of a year, from the reserves and the fulfilment that are believed.
pub fn tempo((reserves, fulfilment): (f64, f64), now: &Now<'_>) -> f64 {
    match now.rules.tempo {
        Tempo::Beliefs => by_belief(
            reserves,
            fulfilment,
            (
                now.one("tempo_own"),
                now.one("tempo_by_reserves"),
                now.one("tempo_brake"),
            ),
        ),
        Tempo::Calendar => 1.0 + now.one("tempo_of_calendar"),
    }
}

#[cfg(test)]
mod tests {
    use super::by_belief;

    #[test]
    fn law_reserves_push_and_misses_brake() {
        let about = (0.12, 0.05, 0.3);
        assert!((by_belief(1.0, 1.0, about) - 1.12).abs() < 1e-12);
        assert!(by_belief(2.0, 1.0, about) > by_belief(1.0, 1.0, about));
        assert!(by_belief(1.0, 0.8, about) < by_belief(1.0, 0.9, about));
        assert!((by_belief(0.5, 1.0, about) - 1.12).abs() < 1e-12);
    }
}
