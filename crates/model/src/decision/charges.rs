//! What a past in an opposition is charged as: the escalation from what was done to present treason.
//!
//! ```text
//! level <- min( 3, max( level + (a x + b q)/12, j x ) )      x = (Theta - Theta_start)+      q confessed share of the past opposition
//! 0 what was done    1 moral responsibility    2 conspiracy    3 espionage and treason
//! ```
//!
//! `ours` (row R15), grade C: signs only. A sudden threat lifts the charge at once; while the threat is above its usual level, and with each
//! confession, it climbs on; it is never taken back, for who has been charged with more cannot be charged with less. So the same past
//! is called something else in each year: nothing that the charged have done enters the formula. Pace and jump were set with the dates of the trials in mind, so the timing follows
//! from our rule. Null: rule `by-act`, charges stay what was done. Reads beliefs and reported confessions, never truth.

use crate::country::{Country, Now};
use crate::decision::category::Category;
use crate::rules::Charging;

/// The highest level.
pub const HIGHEST: f64 = 3.0;

/// What somebody with a past in an opposition is charged with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Charge {
    /// What was done: membership of a defeated opposition.
    ByAct,
    /// Moral and political responsibility for the deed of another.
    Responsibility,
    /// Conspiracy.
    Conspiracy,
    /// Espionage and treason.
    Treason,
}

/// How far charges have escalated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Charges {
    /// Level, 0 to 3.
    pub level: f64,
}

impl Charges {
    /// The charge that the level has reached.
    pub fn charge(self) -> Charge {
        if self.level >= HIGHEST {
            Charge::Treason
        } else if self.level >= 2.0 {
            Charge::Conspiracy
        } else if self.level >= 1.0 {
            Charge::Responsibility
        } else {
            Charge::ByAct
        }
    }

    /// Part of the past opposition that is called traitors of today: the level over the highest.
    pub fn relabelled(self) -> f64 {
        self.level / HIGHEST
    }
}

/// How charges follow the threat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// j: levels at once for a threat of 1 above the usual.
    pub jump: f64,
    /// a: levels a year for it.
    pub climb: f64,
    /// b: levels a year if all had confessed.
    pub by_confessions: f64,
}

/// The level after a month. `excess` is the threat above that of the start, `confessed` a share, both 0 to 1.
pub fn next(level: f64, excess: f64, confessed: f64, pace: Pace) -> f64 {
    let climbed = level + (pace.climb * excess + pace.by_confessions * confessed) / 12.0;
    climbed.max(pace.jump * excess).min(HIGHEST)
}

/// Decides on charges, when a month begins: belief to decision.
pub fn decide(country: &mut Country, now: &Now<'_>) {
    if !now.month_begins() || now.rules.charges == Charging::ByAct {
        return;
    }
    let beliefs = &country.suspects;
    let excess = (beliefs.now.threat - beliefs.start().threat).max(0.0);
    let known = 1e6 * beliefs.now.people[Category::Opposition as usize];
    // Those who confessed are no longer among the free who are registered.
    let ever = known + country.told.confessed;
    let confessed = country.told.confessed / ever.max(f64::MIN_POSITIVE);
    let pace = Pace {
        jump: now.one("charge_jump"),
        climb: now.one("charge_climb"),
        by_confessions: now.one("charge_by_confessions"),
    };
    let level = &mut country.charges.level;
    *level = next(*level, excess, confessed, pace);
}

#[cfg(test)]
mod tests {
    use super::{Charge, Charges, HIGHEST, Pace, next};
    use proptest::prelude::*;

    const PACE: Pace = Pace {
        jump: 3.0,
        climb: 3.0,
        by_confessions: 3.0,
    };

    #[test]
    fn known_by_hand() {
        assert!((next(0.0, 0.4, 0.0, PACE) - 1.2).abs() < 1e-12);
        assert!((next(1.2, 0.2, 0.0, PACE) - 1.25).abs() < 1e-12);
        assert!((next(1.2, 0.0, 0.4, PACE) - 1.3).abs() < 1e-12);
        assert!((next(2.99, 0.4, 0.4, PACE) - HIGHEST).abs() < 1e-12);
        let charge = |level| Charges { level }.charge();
        assert_eq!(charge(0.9), Charge::ByAct);
        assert_eq!(charge(1.2), Charge::Responsibility);
        assert_eq!(charge(2.0), Charge::Conspiracy);
        assert_eq!(charge(3.0), Charge::Treason);
    }

    proptest! {
        #[test]
        fn law_charges_are_never_taken_back(level in 0.0_f64..3.0, excess in 0.0_f64..1.0, confessed in 0.0_f64..1.0) {
            let after = next(level, excess, confessed, PACE);
            prop_assert!((level..=HIGHEST).contains(&after));
            prop_assert!(next(level, excess, (confessed + 0.1).min(1.0), PACE) >= after);
            prop_assert!((next(level, 0.0, 0.0, PACE) - level).abs() < 1e-12);
        }
    }
}
