//! Pressure on specialists, and patrons who shield them: belief to decision, and the hazard that comes of it.
//!
//! ```text
//! suspicion S = base + s_w max(0, m/m0 - 1) + s_c k P           accused a head and year: a S
//! a patron vetoes if  Pi dPhi > s0 s,   s exponential with mean S      hazard = a S exp(-Pi dPhi / (s0 S))
//! ```
//!
//! Machines that stand idle are blamed on those who run them, and a campaign makes whoever objects suspect. Pi is the patron's power,
//! dPhi what the plan loses by a removal. The veto is that of M11, taken over the spread of suspicion; all of it is `ours`, grade C:
//! signs only. Rival: no patron.

use crate::country::{Country, Now};
use crate::rules::Specialists;

/// Hazard of removal a head and year.
pub fn hazard(accused: f64, suspicion: f64, shield: f64) -> f64 {
    if suspicion <= 0.0 {
        return 0.0;
    }
    accused * suspicion * libm::exp(-shield / suspicion)
}

/// Decides on removals once a month: who is suspected, and who is shielded.
pub fn decide(country: &mut Country, now: &Now<'_>) {
    if !now.month_ends() {
        return;
    }
    let usual = now.one("usual_idle");
    let gone = f64::from(now.week) >= now.one("patron_leaves");
    let weight = now.one("suspicion_weight");
    let shields = now.laws.all("patron_power");
    let pressure = now.laws.all("campaign_pressure");
    let (base, of_breakdowns, of_campaign) = (
        now.one("suspicion_base"),
        now.one("suspicion_of_breakdowns"),
        now.one("suspicion_of_campaign"),
    );
    let (accused, loss) = (now.one("accused_rate"), now.one("loss_by_removal"));
    let belief = &country.belief;
    for (at, rate) in country.removals.iter_mut().enumerate() {
        let shield = match now.rules.specialists {
            Specialists::Patron if !gone => shields[at] * loss / weight,
            _ => 0.0,
        };
        let suspicion = base
            + of_breakdowns * (belief.idle[at] / usual - 1.0).max(0.0)
            + of_campaign * belief.campaign[at] * pressure[at];
        *rate = hazard(accused, suspicion, shield);
    }
}

#[cfg(test)]
mod tests {
    use super::hazard;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn law_a_shield_lowers_and_suspicion_raises(suspicion in 0.01_f64..3.0, more in 0.01_f64..3.0, shield in 0.01_f64..3.0) {
            prop_assert!(hazard(0.1, suspicion, shield) < hazard(0.1, suspicion, 0.0));
            prop_assert!(hazard(0.1, suspicion + more, shield) > hazard(0.1, suspicion, shield));
            prop_assert!((hazard(0.1, suspicion, 0.0) - 0.1 * suspicion).abs() < 1e-12);
        }
    }
}
