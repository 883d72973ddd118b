//! The threat that the centre sees, as one number from 0 to 1.
//!
//! ```text
//! Theta = clip( th0 + th1 war + th2 e^{-(weeks since the murder)/tau} + th3 insecurity, 0, 1 )
//! ```
//!
//! `ours` (M11), grade C: signs only. It is a belief: nothing in it says that a threat is there. It is kept apart from what is believed
//! about resistance, passive or active (tensions T1, T2 of the passage), and from rhetoric.

/// How much each reason adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reasons {
    /// th0: always there.
    pub always: f64,
    /// th1: a war that is fully expected.
    pub war: f64,
    /// th2: the murder, in the week in which it happens.
    pub murder: f64,
    /// th3: an elite of which every member is insecure.
    pub elite: f64,
}

/// What the centre looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Expectation of war, 0 to 1.
    pub war: f64,
    /// Weeks of six days since the murder; nothing before it, or where it does not happen.
    pub since_murder: Option<f64>,
    /// Mean insecurity of those who hold office, 0 to 1, from `decision::coalition::insecurity`.
    pub insecurity: f64,
}

/// Theta, 0 to 1. `decay` is tau in weeks, above zero.
pub fn threat(reasons: Reasons, seen: Seen, decay: f64) -> f64 {
    let murder = seen
        .since_murder
        .map_or(0.0, |weeks| libm::exp(-weeks / decay));
    let sum = reasons.always
        + reasons.war * seen.war
        + reasons.murder * murder
        + reasons.elite * seen.insecurity;
    sum.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::{Reasons, Seen, threat};
    use proptest::prelude::*;

    const REASONS: Reasons = Reasons {
        always: 0.2,
        war: 0.3,
        murder: 0.3,
        elite: 0.2,
    };

    #[test]
    fn known_by_hand() {
        let seen = |war, since_murder, insecurity| Seen {
            war,
            since_murder,
            insecurity,
        };
        let at = |seen| threat(REASONS, seen, 45.0);
        assert!((at(seen(0.0, None, 0.0)) - 0.2).abs() < 1e-12);
        assert!((at(seen(0.5, Some(0.0), 0.5)) - 0.75).abs() < 1e-12);
        let half = 45.0 * std::f64::consts::LN_2;
        assert!((at(seen(0.0, Some(half), 0.0)) - 0.35).abs() < 1e-12);
        let loud = Reasons {
            always: 0.9,
            ..REASONS
        };
        assert!((threat(loud, seen(1.0, None, 0.0), 45.0) - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn law_each_reason_adds_and_time_takes_away(war in 0.0_f64..0.9, weeks in 0.0_f64..200.0, insecurity in 0.0_f64..0.9) {
            let at = |war, since_murder, insecurity| threat(REASONS, Seen { war, since_murder, insecurity }, 45.0);
            let base = at(war, Some(weeks), insecurity);
            prop_assert!(at(war + 0.1, Some(weeks), insecurity) > base);
            prop_assert!(at(war, Some(weeks), insecurity + 0.1) > base);
            prop_assert!(at(war, Some(weeks + 1.0), insecurity) < base);
            prop_assert!(at(war, None, insecurity) < base);
        }
    }
}
