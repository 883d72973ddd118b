//! Dated directives: who is aimed at, how many, and what is done to them. Data; each has a switch.
//!
//! A number that a directive gives is an input, so whatever it fixes is assumed. A directive without a number takes everybody in its
//! reach, as far as local offices comply:
//!
//! ```text
//! taken = n, or Bin(N, compliance)         relatives: an exact number, or Poisson(mean a head)
//! ```
//!
//! `ours`. That compliance is below one is the reading of Getty 1985 (source `getty-1985`).

use crate::truth::people::{Class, Group, Mark, Party, Residence, Status};

/// Whom a directive aims at; an empty list is everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Numbers of regions.
    pub regions: Vec<u8>,
    /// Town, village or both.
    pub residences: Vec<Residence>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Past membership.
    pub marks: Vec<Mark>,
    /// Standing in the party.
    pub parties: Vec<Party>,
}

impl Reach {
    /// Whether a group of the free is aimed at.
    pub fn holds(&self, group: &Group) -> bool {
        fn any<T: PartialEq>(list: &[T], one: &T) -> bool {
            list.is_empty() || list.contains(one)
        }
        group.status == Status::Free
            && any(&self.regions, &group.region)
            && any(&self.residences, &group.residence)
            && any(&self.classes, &group.class)
            && any(&self.marks, &group.mark)
            && any(&self.parties, &group.party)
    }
}

/// How many are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// An exact number.
    Exact(u64),
    /// Everybody in reach, as far as local offices comply.
    All,
}

/// How many relatives are sent along.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Relatives {
    /// An exact number.
    Exact(u64),
    /// So many a head in the mean.
    EachHead(f64),
}

/// A directive.
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    /// Key.
    pub id: String,
    /// Week of the run in which it begins to be carried out.
    pub week: u32,
    /// Weeks over which it is carried out.
    pub over: u32,
    /// Key of a parameter with the week of the event that it answers to: if that lies outside the run, it is not given.
    pub answers: Option<String>,
    /// Whom it aims at.
    pub reach: Reach,
    /// How many.
    pub number: Amount,
    /// Relatives.
    pub relatives: Relatives,
    /// What those aimed at become.
    pub status: Status,
    /// Their term in weeks of six days; none if it does not end.
    pub term: Option<u32>,
}

impl Directive {
    /// The part of an exact number that falls on a week, whole persons and all of them by the last week.
    pub fn due(&self, number: u64, week: u32) -> u64 {
        let Some(done) = week.checked_sub(self.week).filter(|done| *done < self.over) else {
            return 0;
        };
        let upto = |weeks: u32| number * u64::from(weeks) / u64::from(self.over);
        upto(done + 1) - upto(done)
    }

    /// The same directive for a country of another size.
    pub fn scale(&mut self, factor: f64) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of people times a factor above zero"
        )]
        let scaled = |number: u64| (number as f64 * factor).round() as u64;
        if let Amount::Exact(number) = &mut self.number {
            *number = scaled(*number);
        }
        if let Relatives::Exact(number) = &mut self.relatives {
            *number = scaled(*number);
        }
    }

    /// What somebody becomes whom it takes: nobody stays in the party.
    pub fn taken(group: &Group, status: Status) -> Group {
        Group {
            status,
            party: Party::None,
            ..*group
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Directive, Reach, Relatives};
    use crate::truth::people::Status;
    use proptest::prelude::*;

    fn over(weeks: u32) -> Directive {
        Directive {
            id: "x".to_owned(),
            week: 10,
            over: weeks,
            answers: None,
            reach: Reach::default(),
            number: Amount::All,
            relatives: Relatives::Exact(0),
            status: Status::Exile,
            term: None,
        }
    }

    proptest! {
        #[test]
        fn law_the_weeks_add_up_to_the_number(number in 0_u64..20_000, weeks in 1_u32..20) {
            let order = over(weeks);
            let all: u64 = (0..60).map(|week| order.due(number, week)).sum();
            prop_assert_eq!(all, number);
        }
    }
}
