//! Loyalty or competence: whom a ruler appoints.
//!
//! Egorov and Sonin, "Dictators and their viziers", Journal of the European Economic Association 9 (2011) 903-930, source
//! `egorov-sonin-2011`. The abstract was seen, the equations were not. It says: a competent vizier tells better which plot will win and
//! is the greater risk for it; rulers, above all weak ones, therefore take mediocre and loyal men; and punishment deters little, since
//! it comes only if the ruler survives. What follows puts those three sentences into the shortest form; it is `ours`, grade C (T37d).
//!
//! A plot would win with probability v. A vizier of competence c, 0 to 1, sees which with accuracy a = (1 + c)/2, and joins if
//!
//! ```text
//! P(wins | what he sees) prize > P(fails | what he sees) penalty
//! ```
//!
//! A fool's view changes no odds, so he never joins while v prize < (1 - v) penalty. The ruler takes the competence with the largest
//! `service c - throne P(joins and wins)`. Competence then falls with v if the throne is worth enough to him, `throne penalty / (prize +
//! penalty) >= service`. Where even a fool would join, a wise man's doubts protect the ruler, and the sign is lost.
//!
//! For runs there is the rule of M11, `ours` too, with the same sign put in by hand: what a removal costs, [`lost`].

/// What is at stake between a ruler and his vizier, in one unit, all above zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stakes {
    /// What a vizier gains by joining a plot that wins.
    pub prize: f64,
    /// What he suffers if it fails.
    pub penalty: f64,
    /// What full competence does for the ruler.
    pub service: f64,
    /// What the ruler loses with his throne.
    pub throne: f64,
}

/// Chance that a vizier joins a plot that wins, by how vulnerable the ruler is and how competent the vizier, both 0 to 1.
pub fn risk(vulnerable: f64, competence: f64, stakes: &Stakes) -> f64 {
    let right = f64::midpoint(1.0, competence);
    // `seen` is the chance of what he sees if the plot wins; if it fails, the chance is the rest.
    let joins = |seen: f64| {
        let (wins, fails) = (vulnerable * seen, (1.0 - vulnerable) * (1.0 - seen));
        wins * stakes.prize > fails * stakes.penalty
    };
    [right, 1.0 - right]
        .into_iter()
        .filter(|seen| joins(*seen))
        .map(|seen| vulnerable * seen)
        .sum()
}

/// The competence, in hundredths, that serves the ruler best; of several the lowest.
pub fn competence(vulnerable: f64, stakes: &Stakes) -> f64 {
    let value = |competence: f64| {
        stakes.service * competence - stakes.throne * risk(vulnerable, competence, stakes)
    };
    let mut best = 0.0;
    for hundredth in 1..=100 {
        let one = f64::from(hundredth) / 100.0;
        if value(one) > value(best) {
            best = one;
        }
    }
    best
}

/// What part of a manager's quality is lost when he is replaced: `xi = xi0 (1 + xi1 Theta)`, at most all. Rulers who see a greater
/// threat appoint lesser men.
pub fn lost(usual: f64, by_threat: f64, threat: f64) -> f64 {
    (usual * (1.0 + by_threat * threat)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::{Stakes, competence, lost, risk};
    use proptest::prelude::*;

    const STAKES: Stakes = Stakes {
        prize: 1.0,
        penalty: 4.0,
        service: 1.0,
        throne: 5.0,
    };

    /// At v = .1 a vizier joins on a good sign if a/(1-a) > 36, that is c > 35/37; at v = .2 if c > 15/17.
    #[test]
    fn known_by_hand() {
        assert!(risk(0.1, 0.94, &STAKES).abs() < 1e-12);
        assert!((risk(0.1, 0.95, &STAKES) - 0.0975).abs() < 1e-12);
        assert!((competence(0.1, &STAKES) - 0.94).abs() < 1e-12);
        assert!((competence(0.2, &STAKES) - 0.88).abs() < 1e-12);
        assert!((risk(0.9, 0.0, &STAKES) - 0.9).abs() < 1e-12);
        assert!((lost(0.12, 0.5, 0.2) - 0.132).abs() < 1e-12);
        assert!((lost(0.9, 1.0, 1.0) - 1.0).abs() < 1e-12);
    }

    proptest! {
        /// While a fool stays loyal, competence is risk, and a weaker ruler takes less of it.
        #[test]
        fn law_the_weak_take_lesser_men(prize in 0.1_f64..5.0, penalty in 0.1_f64..5.0, extra in 1.05_f64..9.0, at in 0.01_f64..0.9, c in 0.0_f64..0.9) {
            let stakes = Stakes { prize, penalty, service: 1.0, throne: extra * (prize + penalty) / penalty };
            let last = penalty / (prize + penalty);
            let (weak, weaker) = (at * last, (at + 0.09) * last);
            prop_assert!(competence(weaker, &stakes) <= competence(weak, &stakes));
            prop_assert!(risk(weak, c + 0.1, &stakes) >= risk(weak, c, &stakes));
            prop_assert!(lost(0.12, 0.5, at + 0.09) > lost(0.12, 0.5, at));
        }
    }
}
