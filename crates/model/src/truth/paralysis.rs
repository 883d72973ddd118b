//! Leave, speak up or keep still: what those on the closed list do with what they hold.
//!
//! ```text
//! U(speak) = w hostility + b hope - danger        U(leave) = w hostility        U(still) = 0        danger is none abroad
//! share = e^{U/s} / sum of e^{U/s}     leaving only as far as the border is open
//! ```
//!
//! `ours`, grade C: signs only. Hope is what they believe of restraint by the Politburo (`belief::stances`). That the border is shut and that
//! danger grew in December 1934 are inputs, so that nobody leaves and few speak is built in; rival `speaking-as-before` leaves danger as it was.

use crate::country::{Country, Now};
use crate::rules::Speaking;
use crate::truth::leaders::{LEADERS, Leader};

/// What someone weighs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// What speaking or leaving is worth to him.
    pub worth: f64,
    /// What he hopes for from others when he speaks.
    pub hope: f64,
    /// Price of speaking.
    pub danger: f64,
    /// How far the border is open, 0 to 1.
    pub border: f64,
}

/// Shares that speak and that leave; the rest keeps still. `scale` is above zero: the smaller, the sharper the choice.
pub fn chosen(case: Case, scale: f64) -> (f64, f64) {
    let speak = libm::exp(((case.worth + case.hope - case.danger) / scale).min(500.0));
    let leave = case.border * libm::exp((case.worth / scale).min(500.0));
    let all = 1.0 + speak + leave;
    (speak / all, leave / all)
}

/// Price of speaking up at home, which everybody knows.
pub fn danger(now: &Now<'_>) -> f64 {
    let later = f64::from(now.week) >= now.one("danger_since");
    match now.rules.speaking {
        Speaking::Dangerous if later => now.one("danger_of_speaking"),
        _ => now.one("danger_before"),
    }
}

/// What everybody on the list does this month: belief to truth.
pub fn choose(country: &mut Country, now: &Now<'_>) {
    if !now.month_begins() {
        return;
    }
    let week = now.week_of_run();
    let scale = now.one("choice_scale");
    let danger = danger(now);
    let hope = now.one("hope_in_restraint") * country.minds.hope;
    let circle = &mut country.circle;
    for at in 0..LEADERS {
        let leader = Leader::ALL[at];
        if leader == Leader::FIRST || now.offices.dead(leader, week) {
            (circle.speaks[at], circle.leaves[at]) = (0.0, 0.0);
            continue;
        }
        let abroad = now.offices.away(leader, week);
        let case = Case {
            worth: now.one("worth_of_speaking") * circle.hostile[at],
            hope,
            danger: if abroad { 0.0 } else { danger },
            border: if abroad { 0.0 } else { now.one("border_open") },
        };
        (circle.speaks[at], circle.leaves[at]) = chosen(case, scale);
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, chosen};
    use proptest::prelude::*;

    #[test]
    fn known_by_hand() {
        let case = |danger, border| Case {
            worth: 1.0,
            hope: 0.0,
            danger,
            border,
        };
        let (speaks, leaves) = chosen(case(1.0, 0.0), 0.2);
        assert!((speaks - 0.5).abs() < 1e-12 && leaves.abs() < 1e-12);
        let (speaks, leaves) = chosen(case(0.0, 1.0), 1.0);
        let e = std::f64::consts::E;
        assert!((speaks - e / (1.0 + 2.0 * e)).abs() < 1e-12 && (speaks - leaves).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn law_danger_silences_and_a_border_lets_go(worth in 0.0_f64..2.0, hope in 0.0_f64..1.0, danger in 0.0_f64..3.0, border in 0.0_f64..0.9, scale in 0.1_f64..1.0) {
            let of = |danger, border, hope| chosen(Case { worth, hope, danger, border }, scale);
            let (speaks, leaves) = of(danger, border, hope);
            prop_assert!(speaks >= 0.0 && leaves >= 0.0 && speaks + leaves <= 1.0);
            prop_assert!(of(danger + 0.1, border, hope).0 < speaks);
            prop_assert!(of(danger, border, hope + 0.1).0 > speaks);
            prop_assert!(of(danger, border + 0.1, hope).1 > leaves);
            prop_assert!(of(danger, 0.0, hope).1.abs() < 1e-300);
        }
    }
}
