//! Who can rule, and whether anybody can hold the leader back.
//!
//! With the powers of those who vote in the Politburo, `decision::coalition` gives the ruling coalition, how insecure each member is,
//! and whether there is a group without the first that wins and that no part of it could turn on:
//!
//! ```text
//! restraint = share of the powers of the first, from half of his own to half more than it, for which such a group exists        0 to 1
//! ```
//!
//! The coalition is that of Acemoglu, Egorov and Sonin (`acemoglu-egorov-sonin-2008`, grade A for the recursion); reading a restraint off
//! it is `ours` (M11), grade C. Rivals: `collegium`, each vote counts the same; `silent`, nobody ever restrains. Asked anew when the circle
//! changes and each January. A group that exists need not act: nobody is removed by any of this.

use crate::country::{Country, Now};
use crate::decision::coalition::{held_back, insecurity, ruling};
use crate::decision::collegium::{decisive, otherwise};
use crate::rules::Politburo;
use crate::truth::leaders::{ByLeader, LEADERS, Leader};

/// What can be decided by whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Division {
    /// Who votes, in the order of the list.
    pub voters: Vec<Leader>,
    /// Whether each belongs to the coalition that rules.
    pub rules: Vec<bool>,
    /// How near each voter is to being left out, in their order.
    pub shares: Vec<f64>,
    /// How near each on the list is to being left out, 0 to 1.
    pub insecurity: ByLeader,
    /// How far a group without the first could hold him back, 0 to 1.
    pub restraint: f64,
    /// Share of divisions of the others in which the vote of the first decides.
    pub first_decides: f64,
    /// Share of all divisions that powers settle otherwise than heads.
    pub otherwise: f64,
}

impl Division {
    /// Mean insecurity of those who vote, without the first; 0 if nobody does.
    pub fn mean_insecurity(&self) -> f64 {
        let others = || self.voters.iter().filter(|one| **one != Leader::FIRST);
        let sum: f64 = others().map(|one| self.insecurity[*one as usize]).sum();
        sum / (others().count() as f64).max(1.0)
    }

    /// Whether someone belongs to the coalition that rules.
    pub fn in_coalition(&self, leader: Leader) -> bool {
        let own = self.voters.iter().zip(&self.rules);
        own.clone().any(|(one, rules)| *one == leader && *rules)
    }
}

/// Looks at who can rule: when those who vote change, and each January.
pub fn decide(country: &mut Country, now: &Now<'_>) {
    let voters = now.offices.voters(now.week_of_run());
    if voters == country.leaders.voters && now.of_year() != 0 {
        return;
    }
    let powers: Vec<f64> = voters
        .iter()
        .map(|one| match now.rules.politburo {
            Politburo::Collegium => 1.0,
            _ => country.circle.power[*one as usize],
        })
        .collect();
    let first = voters.iter().position(|one| *one == Leader::FIRST);
    let known = first.and_then(|first| division(&powers, now.one("majority"), first));
    let mut division = known.unwrap_or_default();
    if now.rules.politburo == Politburo::Silent {
        division.restraint = 0.0;
    }
    let mut insecurity = [0.0; LEADERS];
    for (leader, one) in voters.iter().zip(&division.shares) {
        insecurity[*leader as usize] = *one;
    }
    country.leaders = Division {
        voters,
        insecurity,
        ..division
    };
}

/// Nothing where more vote than coalitions can be asked about.
fn division(powers: &[f64], majority: f64, first: usize) -> Option<Division> {
    Some(Division {
        rules: ruling(powers, majority).ok()?,
        shares: insecurity(powers, majority).ok()?,
        restraint: held_back(powers, majority, first).ok()?,
        first_decides: decisive(powers, majority, first),
        otherwise: otherwise(powers, majority),
        ..Division::default()
    })
}
