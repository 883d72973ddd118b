//! Who leaves the party and by which cause, and who enters it: rates of a group, and the tally of a run.
//!
//! ```text
//! a check expels a share e of a class within a month:   rate = -12 ln(1 - e) a year, for that month
//! ```
//!
//! Somebody who is expelled goes on in the same place and class without a card; nothing else changes in them. Rates are `ours`: those of
//! leaving by oneself are fitted to members and candidates of January 1934 and 1935 and go on as they are.

use crate::decision::verification::{Expulsions, OPERATIONS, Operation};
use crate::setting::Laws;
use crate::truth::people::{Class, Group, Mark, Party, Status};

/// Number of causes: the operations, then [`PUT_BACK`], [`TREND`] and [`BY_THEMSELVES`].
pub const CAUSES: usize = OPERATIONS + 3;
/// Put back to sympathisers by the purge, or gone before it came to them.
pub const PUT_BACK: usize = OPERATIONS;
/// Expelled at the constant rate of the null.
pub const TREND: usize = OPERATIONS + 1;
/// Left, or were struck off for not turning up.
pub const BY_THEMSELVES: usize = OPERATIONS + 2;

/// Rates of leaving the party, events a person and year by cause.
pub type Leaving = [f64; CAUSES];

/// The yearly rate at which this share leaves within a month; a whole class takes a rate that leaves one in a thousand millions.
pub fn rate(share: f64) -> f64 {
    -12.0 * libm::log1p(-share.clamp(0.0, 1.0 - 1e-9))
}

/// Rates of a group in a year of the run.
pub fn leaving(group: &Group, laws: &Laws, year: usize, expulsions: &Expulsions) -> Leaving {
    let mut rates = [0.0; CAUSES];
    if group.status != Status::Free {
        return rates;
    }
    let by_themselves = match group.party {
        Party::None => return rates,
        Party::Candidate => "candidate_dropout",
        Party::Member => "member_dropout",
    };
    for operation in Operation::ALL {
        let shares = &expulsions.of[operation as usize];
        rates[operation as usize] = rate(match group.mark {
            Mark::Opposition => shares.past_opposition,
            Mark::None => shares.by_class[group.class as usize],
        });
    }
    rates[PUT_BACK] = rate(expulsions.put_back);
    rates[TREND] = expulsions.trend;
    rates[BY_THEMSELVES] = laws.at(by_themselves, year);
    rates
}

/// Rate at which people of a group become candidates in a week: nobody while admission is closed.
pub fn entering(group: &Group, laws: &Laws, week: u32) -> f64 {
    let barred = group.party != Party::None
        || group.mark != Mark::None
        || group.class == Class::Former
        || group.status != Status::Free;
    if barred || f64::from(week) < laws.one("admission_week") {
        return 0.0;
    }
    laws.one("admission_rate")
}

/// Who has left and entered since the start of a run, to the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Membership {
    /// Left the party by cause and class.
    pub left: [[u64; Class::ALL.len()]; CAUSES],
    /// Became candidates.
    pub entered: u64,
}

impl Membership {
    /// Left by a cause.
    pub fn by(&self, cause: usize) -> u64 {
        self.left[cause].iter().sum()
    }

    /// Expelled in an operation.
    pub fn expelled(&self, operation: Operation) -> u64 {
        self.by(operation as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::{leaving, rate};
    use crate::decision::verification::Expulsions;
    use crate::setting::Laws;
    use crate::truth::people::{Class, Group, Mark, Party, Residence, Status};
    use crate::truth::vital::probability;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn law_a_month_of_the_rate_takes_the_share(share in 0.0_f64..0.9) {
            let stay = 1.0 - probability(rate(share), 1.0 / 60.0);
            prop_assert!((1.0 - stay.powi(5) - share).abs() < 1e-9);
        }
    }

    #[test]
    fn law_only_members_who_are_free_leave() {
        let group = Group {
            region: 0,
            residence: Residence::Town,
            class: Class::Worker,
            mark: Mark::None,
            party: Party::Member,
            status: Status::Free,
        };
        let laws = Laws::of_lists([
            ("member_dropout", vec![0.1]),
            ("candidate_dropout", vec![0.2]),
        ]);
        let mut expulsions = Expulsions::default();
        expulsions.of[1].by_class[Class::Worker as usize] = 0.1;
        let sum = |group: Group| -> f64 { leaving(&group, &laws, 0, &expulsions).iter().sum() };
        assert!((sum(group) - 0.1 - rate(0.1)).abs() < 1e-12);
        let candidate = Group {
            party: Party::Candidate,
            class: Class::Official,
            ..group
        };
        assert!((sum(candidate) - 0.2).abs() < 1e-12);
        for other in [
            Group {
                party: Party::None,
                ..group
            },
            Group {
                status: Status::CampInmate,
                ..group
            },
        ] {
            assert!(sum(other).abs() < 1e-12);
        }
    }
}
