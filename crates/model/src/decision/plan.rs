//! The plan of a year, and its revisions: belief to decision.
//!
//! ```text
//! X^(0) = tau yrep     X^(k) = f + (1 - xi) A X^(k-1), k = 1..rounds
//! q = max{ X, (1 + delta) [ q' + lambda (yrep - q') ] }
//! ```
//!
//! Balancing rounds are those of Montias and Manove (`planning::leontief`), the ratchet is Weitzman's (`planning::ratchet`); that the
//! larger of the two becomes the target, that final demand is last year's reported deliveries times the tempo, that arms grow with
//! the threat of war and households give up what they take more, and the quarterly cut are `ours`, after Zaleski 1980 (recalled).
//! The linear program is not what planners did: `planning::frontier` is only the limit against which the distance is measured.

use crate::belief::works::Belief;
use crate::country::{Country, Now};
use crate::loops::Loop;
use crate::truth::branch::{BRANCHES, Branch};
use crate::truth::industry::{ByBranch, DEFENCE, HOUSEHOLDS, INVESTMENT, USES};
use engine::calendar::WEEKS_PER_YEAR;
use planning::leontief::rounds_from;
use planning::ratchet::next_target;

/// A change of a target in its year, up or down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Revision {
    /// Week of the run.
    pub week: u32,
    /// Branch.
    pub branch: Branch,
    /// Target before, billion roubles of 1926/27.
    pub before: f64,
    /// Target after.
    pub after: f64,
    /// Fulfilment so far, as reported, that was the cause.
    pub fulfilment: f64,
}

/// What was decided for a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Tempo: growth of final demand that is asked for; 1 is none.
    pub tempo: f64,
    /// Targets by branch as they stand, billion roubles of 1926/27.
    pub targets: ByBranch,
    /// Targets as they were adopted.
    pub adopted: ByBranch,
    /// Final uses planned, by kind and branch.
    pub uses: [ByBranch; USES],
    /// What households gave up for arms, billion roubles of 1926/27.
    pub deferred: f64,
    /// All revisions since the start.
    pub log: Vec<Revision>,
}

impl Plan {
    /// The plan of the year before the run.
    pub fn before(now: &Now<'_>) -> Self {
        let over = now.one("target_over_output_of_1932");
        let mut plan = Self::default();
        let outputs = now.laws.all("gross_output_of_1932");
        for (target, output) in plan.adopted.iter_mut().zip(outputs) {
            *target = output * over;
        }
        plan.targets = plan.adopted;
        plan
    }
}

/// Final uses that are planned for a year: last year's deliveries as reported, times the tempo; arms by threat, and what they take more
/// out of consumer goods. Returns them with what is put off.
pub fn final_uses(
    delivered: &[ByBranch; USES],
    tempo: f64,
    (ordinary, shock): (f64, f64),
    shares: &[f64],
) -> ([ByBranch; USES], f64) {
    let mut uses = *delivered;
    let arms: f64 = delivered[DEFENCE].iter().sum();
    for use_of in &mut uses[DEFENCE] {
        *use_of *= 1.0 + ordinary + shock;
    }
    // Builders need things in fixed proportions, so investment is planned as a whole.
    let invested: f64 = delivered[INVESTMENT].iter().sum();
    let all: f64 = shares.iter().sum();
    for (use_of, share) in uses[INVESTMENT].iter_mut().zip(shares) {
        *use_of = invested * tempo * share / all.max(f64::MIN_POSITIVE);
    }
    for use_of in &mut uses[HOUSEHOLDS] {
        *use_of *= tempo;
    }
    let light = &mut uses[HOUSEHOLDS][Branch::Light as usize];
    let deferred = (shock * arms).min(*light);
    *light -= deferred;
    (uses, deferred)
}

/// Adopts the plan of a year, in its first week.
///
/// # Panics
/// Never: outputs and uses are finite and not below zero.
pub fn adopt(country: &mut Country, now: &Now<'_>) {
    if now.of_year() != 0 {
        return;
    }
    let (held, belief): (_, &Belief) = (&mut country.held, &country.belief);
    let reserves = held.value(now, (Loop::F5, 0), belief.reserves);
    let tempo = crate::decision::tempo::tempo((reserves, belief.fulfilment), now);
    let mut delivered = belief.delivered;
    delivered[DEFENCE] = held.list(now, Loop::F7, delivered[DEFENCE]);
    let war = held.value(now, (Loop::F7, BRANCHES), now.yearly("war_threat"));
    let threat = now.one("arms_by_threat") * war;
    let shares = now.laws.all("final_investment_of_1932");
    let (uses, deferred) = final_uses(&delivered, tempo, (now.one("arms_growth"), threat), shares);
    let mut demand = vec![0.0; BRANCHES];
    for (demand, at) in demand.iter_mut().zip(0..) {
        *demand = uses.iter().map(|use_of| use_of[at]).sum();
    }
    // Norms of use are what planners believe: the balanced table of 1932, whatever the works of this run really need.
    let table = now.works.economy.table();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of rounds from 1 to 20, checked when it was read"
    )]
    let number = now.one("balancing_rounds") as usize;
    let control = belief.output.map(|output| output * tempo);
    let tightening = now.one("norm_tightening");
    let balanced = rounds_from(table, (&control, &demand), number, tightening)
        .expect("outputs and uses are finite and not below zero");
    let plan = &mut country.plan;
    for (at, needed) in balanced.iter().enumerate() {
        let ratchet = next_target(
            plan.adopted[at],
            belief.output[at],
            0.0,
            now.one("ratchet_speed"),
        ) * (1.0 + now.one("ratchet_growth"));
        plan.targets[at] = needed.max(ratchet);
    }
    plan.adopted = plan.targets;
    plan.tempo = tempo;
    plan.uses = uses;
    plan.deferred = deferred;
}

/// Revises targets at the end of the first three quarters: who is ahead is asked to go on as fast as he did, who is behind is let off
/// in part. Arms and steel are never let off.
pub fn revise(country: &mut Country, now: &Now<'_>) {
    let week = now.of_year();
    if week == 0 || !week.is_multiple_of(WEEKS_PER_YEAR / 4) {
        return;
    }
    let part = country.belief.part;
    for branch in Branch::ALL {
        let at = branch as usize;
        let made = country.belief.so_far[at];
        let plan = &mut country.plan;
        let before = plan.targets[at];
        let (due, open) = (before * part, (before - made).max(0.0));
        if due <= 0.0 {
            continue;
        }
        let fulfilment = made / due;
        let spared = matches!(branch, Branch::Arms | Branch::Steel);
        let left = if fulfilment > RAISED_ABOVE {
            made / part * (1.0 - part)
        } else if fulfilment < CUT_BELOW && !spared {
            open * (1.0 - (now.one("revision_strength") * (1.0 - fulfilment)).min(1.0))
        } else {
            continue;
        };
        let after = made + left;
        plan.targets[at] = after;
        plan.log.push(Revision {
            week: now.week,
            branch,
            before,
            after,
            fulfilment,
        });
    }
}

/// Fulfilment above which a target is raised to what was achieved (`ours`, after planning from the achieved level, source `birman-1978`, recalled).
const RAISED_ABOVE: f64 = 1.02;
/// Fulfilment below which a target is cut (`ours`).
const CUT_BELOW: f64 = 0.95;

#[cfg(test)]
mod tests {
    use super::final_uses;
    use crate::truth::branch::{BRANCHES, Branch};
    use crate::truth::industry::{DEFENCE, HOUSEHOLDS, INVESTMENT};
    use proptest::prelude::*;

    #[test]
    fn known_households_give_up_what_arms_take_more() {
        let mut delivered = [[0.0; BRANCHES]; 3];
        delivered[DEFENCE][Branch::Arms as usize] = 2.0;
        delivered[INVESTMENT][Branch::Machinery as usize] = 4.0;
        delivered[HOUSEHOLDS][Branch::Light as usize] = 10.0;
        let mut shares = [0.0; BRANCHES];
        shares[Branch::Machinery as usize] = 1.0;
        let (uses, deferred) = final_uses(&delivered, 1.1, (0.1, 0.2), &shares);
        assert!((uses[DEFENCE][Branch::Arms as usize] - 2.6).abs() < 1e-12);
        assert!((uses[INVESTMENT][Branch::Machinery as usize] - 4.4).abs() < 1e-12);
        assert!((uses[HOUSEHOLDS][Branch::Light as usize] - 10.6).abs() < 1e-12);
        assert!((deferred - 0.4).abs() < 1e-12);
    }

    proptest! {
        /// Without a shock nothing is put off, and with one the sum is what it would be without.
        #[test]
        fn law_the_shock_moves_and_adds_nothing(arms in 0.0_f64..5.0, light in 5.0_f64..20.0, tempo in 1.0_f64..1.3, shock in 0.0_f64..1.0) {
            let mut delivered = [[0.0; BRANCHES]; 3];
            delivered[DEFENCE][Branch::Arms as usize] = arms;
            delivered[HOUSEHOLDS][Branch::Light as usize] = light;
            let shares = [1.0; BRANCHES];
            let sum = |shock: f64| -> f64 {
                let (uses, _) = final_uses(&delivered, tempo, (0.1, shock), &shares);
                uses.as_flattened().iter().sum()
            };
            prop_assert!((sum(shock) - sum(0.0)).abs() < 1e-9);
        }
    }
}
