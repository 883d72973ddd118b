//! What the centre expects of the next harvest, from the harvests that were reported.
//!
//! ```text
//! expected <- expected + speed (reported yield - expected)
//! ```
//!
//! `ours`: adaptive expectations. The centre takes the stalk for grain, so its expectation is too high by the same number.

use crate::country::{Country, Now};
use crate::report::harvest::{LAST_WEEK, Returns};

/// Expected yields, tonnes a hectare, by region.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The yields.
    pub yields: Vec<f64>,
}

impl Outlook {
    /// Learns from the last harvest that was reported.
    pub fn learn(&mut self, returns: &Returns, speed: f64) {
        let Some(last) = returns.harvests.last() else {
            return;
        };
        for ((expected, harvest), area) in self.yields.iter_mut().zip(last).zip(&returns.areas) {
            if *area > 0.0 {
                *expected += speed * (harvest / area - *expected);
            }
        }
    }
}

/// Learns from the harvest that was just reported: report to belief.
pub fn learn(country: &mut Country, now: &Now<'_>) {
    if now.of_year() == LAST_WEEK {
        let speed = now.one("expectation_speed");
        country.outlook.learn(&country.returns, speed);
    }
}

#[cfg(test)]
mod tests {
    use super::Outlook;
    use crate::report::harvest::Returns;

    #[test]
    fn law_expectations_follow_reports() {
        let mut outlook = Outlook {
            yields: vec![0.6, 0.7],
        };
        outlook.learn(&Returns::default(), 0.5);
        assert_eq!(outlook.yields, [0.6, 0.7]);
        let returns = Returns {
            harvests: vec![vec![8.0, 0.0]],
            areas: vec![10.0, 0.0],
        };
        outlook.learn(&returns, 0.5);
        assert!((outlook.yields[0] - 0.7).abs() < 1e-12);
        assert!((outlook.yields[1] - 0.7).abs() < 1e-12);
    }
}
