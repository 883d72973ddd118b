//! Pressure on specialists, and patrons who shield them: belief to decision, and the hazard that comes of it.
//!
//! ```text
//! suspicion S = base + s_w max(0, m/m0 - 1) + s_c k P           accused a head and year: a S
//! a patron vetoes if  Pi dPhi > s0 s,   s exponential with mean S      hazard = a S exp(-Pi dPhi / (s0 S))
//! ```
//!
//! Machines that stand idle are blamed on those who run them, and a campaign makes whoever objects suspect. The patron's power is
//! `Pi = r C g / (g + G)`: g that of the commissar who answers for the branch and G that of the leader, from `truth::circle`, C the part of
//! its posts that his people fill, r how near the branch is to him; dPhi is what the plan loses by a removal. The veto is that of M11, taken
//! over the spread of suspicion; all of it is `ours`, grade C: signs only. Rival: no patron.

use crate::country::{Country, Now};
use crate::decision::penal;
use crate::loops::Loop;
use crate::rules::Specialists;
use crate::truth::branch::{BRANCHES, Branch};
use crate::truth::industry::ByBranch;
use crate::truth::leaders::Leader;
use crate::truth::power::weight_of_a_patron;

/// Hazard of removal a head and year.
pub fn hazard(accused: f64, suspicion: f64, shield: f64) -> f64 {
    accused * suspicion * past(suspicion, shield)
}

/// Part of suspicion that gets past a patron, 0 to 1.
pub fn past(suspicion: f64, shield: f64) -> f64 {
    if suspicion <= 0.0 {
        return 0.0;
    }
    libm::exp(-shield / suspicion)
}

/// Decides on removals once a month: who is suspected, who is shielded, and whether suspicion takes a penal form.
pub fn decide(country: &mut Country, now: &Now<'_>) {
    if !now.month_ends() {
        return;
    }
    let (suspicion, shields) = (suspicions(country, now), shields(country, now));
    let gone_past: ByBranch = std::array::from_fn(|at| past(suspicion[at], shields[at]));
    // Steel stands for the commissariat: the switch looks at all branches that have the same office as steel.
    let week = now.week_of_run();
    let office = now.offices.office_of(Branch::Steel, week);
    let heavy: Vec<f64> = Branch::ALL
        .into_iter()
        .filter(|branch| now.offices.office_of(*branch, week) == office)
        .map(|branch| gone_past[branch as usize])
        .collect();
    let mean = heavy.iter().sum::<f64>() / heavy.len() as f64;
    penal::turn(country, now, mean);
    let accused = now.one("accused_rate") * penal::multiple(&country.switch, now);
    for at in 0..BRANCHES {
        country.accusations[at] = hazard(1.0, suspicion[at], shields[at]);
        country.removals[at] = accused * country.accusations[at];
    }
}

/// Suspicion of those who run a branch, by branch.
fn suspicions(country: &mut Country, now: &Now<'_>) -> ByBranch {
    let usual = now.one("usual_idle");
    let pressure = now.laws.all("campaign_pressure");
    let (base, of_breakdowns, of_campaign) = (
        now.one("suspicion_base"),
        now.one("suspicion_of_breakdowns"),
        now.one("suspicion_of_campaign"),
    );
    let idle = country.held.list(now, Loop::F4, country.belief.idle);
    let belief = &country.belief;
    std::array::from_fn(|at| {
        base + of_breakdowns * (idle[at] / usual - 1.0).max(0.0)
            + of_campaign * belief.campaign[at] * pressure[at]
    })
}

/// What a patron's veto weighs, in units of suspicion, by branch; 0 where nobody shields.
fn shields(country: &mut Country, now: &Now<'_>) -> ByBranch {
    let reach = now.laws.all("patron_reach");
    let over_suspicion = now.one("loss_by_removal") / now.one("suspicion_weight");
    let circle = &country.circle;
    let shields = Branch::ALL.map(|branch| {
        let patron = now.offices.patron(branch, now.week_of_run());
        match (now.rules.specialists, patron) {
            (Specialists::Patron, Some(term)) => {
                let who = now.offices.terms[term].leader;
                let first = circle.power[Leader::FIRST as usize];
                let weight = weight_of_a_patron(circle.power[who as usize], first);
                reach[branch as usize] * circle.clients[term] * weight * over_suspicion
            }
            _ => 0.0,
        }
    });
    country.held.list(now, Loop::F8, shields)
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
