//! Who held which office when: the public record, read from the case and the same in every run.

use crate::truth::branch::Branch;
use crate::truth::leaders::Leader;

/// An office.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// Whether its holder votes in the Politburo.
    pub vote: bool,
    /// What it gives of power; a vote in the Politburo alone gives 1.
    pub power: f64,
    /// Branches of the economy that its holder answers for.
    pub branches: Vec<Branch>,
    /// Week of the run in which it is there; before the run if negative.
    pub from: i32,
    /// Week in which it is there no more.
    pub to: Option<i32>,
}

/// A time in office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Who.
    pub leader: Leader,
    /// Which office, by its place in the list.
    pub office: usize,
    /// First week of the run, before the run if negative.
    pub from: i32,
    /// First week without it.
    pub to: Option<i32>,
}

/// Offices, terms, and who is dead or abroad from which week.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offices {
    /// Offices.
    pub offices: Vec<Office>,
    /// Terms.
    pub terms: Vec<Term>,
    /// From which week someone is dead.
    pub died: Vec<(Leader, i32)>,
    /// From which week someone lives abroad.
    pub abroad: Vec<(Leader, i32)>,
}

fn holds(from: i32, to: Option<i32>, week: i32) -> bool {
    from <= week && to.is_none_or(|to| week < to)
}

impl Offices {
    /// Terms that are running in a week.
    pub fn held(&self, week: i32) -> impl Iterator<Item = (&Term, &Office)> {
        let now = move |term: &&Term| holds(term.from, term.to, week);
        let terms = self.terms.iter().filter(now);
        terms.map(|term| (term, &self.offices[term.office]))
    }

    /// Who votes in the Politburo in a week, in the order of the list.
    pub fn voters(&self, week: i32) -> Vec<Leader> {
        let vote = |leader: &Leader| {
            let mut own = self.held(week).filter(|(term, _)| term.leader == *leader);
            own.any(|(_, office)| office.vote)
        };
        Leader::ALL.into_iter().filter(vote).collect()
    }

    /// The office that answers for a branch in a week: of several the one that was founded last.
    pub fn office_of(&self, branch: Branch, week: i32) -> Option<usize> {
        let own = |(_, office): &(usize, &Office)| {
            office.branches.contains(&branch) && holds(office.from, office.to, week)
        };
        let all = self.offices.iter().enumerate().filter(own);
        all.max_by_key(|(_, office)| office.from).map(|(at, _)| at)
    }

    /// The place of the term in which somebody answers for a branch in a week; none if nobody on the list does.
    pub fn patron(&self, branch: Branch, week: i32) -> Option<usize> {
        let office = self.office_of(branch, week)?;
        let own = |term: &Term| term.office == office && holds(term.from, term.to, week);
        self.terms.iter().position(own)
    }

    /// What offices give of power to a leader in a week; `weight` multiplies all but the vote.
    pub fn power(&self, leader: Leader, week: i32, weight: f64) -> f64 {
        let own = self.held(week).filter(|(term, _)| term.leader == leader);
        own.map(|(_, office)| {
            let weight = if office.vote { 1.0 } else { weight };
            weight * office.power
        })
        .fold(0.0, |sum, one| sum + one)
    }

    /// The most that offices ever gave to a leader up to a week.
    pub fn most(&self, leader: Leader, week: i32, weight: f64) -> f64 {
        let own = self.terms.iter().filter(|term| term.leader == leader);
        let begun = own.filter(|term| term.from <= week);
        begun
            .map(|term| self.power(leader, term.from, weight))
            .fold(0.0, f64::max)
    }

    /// Whether somebody once voted in the Politburo and does so no more.
    pub fn ousted(&self, leader: Leader, week: i32) -> bool {
        let voted = self.terms.iter().any(|term| {
            term.leader == leader && term.from <= week && self.offices[term.office].vote
        });
        let mut own = self.held(week).filter(|(term, _)| term.leader == leader);
        voted && !own.any(|(_, office)| office.vote)
    }

    /// Whether a term or an office begins or ends in a week, or somebody dies.
    pub fn change_in(&self, week: i32) -> bool {
        let terms = self.terms.iter().map(|term| (term.from, term.to));
        let offices = self.offices.iter().map(|office| (office.from, office.to));
        let died = self.died.iter().map(|(_, week)| (*week, None));
        let mut all = terms.chain(offices).chain(died);
        all.any(|(from, to)| from == week || to == Some(week))
    }

    /// Whether somebody is dead in a week.
    pub fn dead(&self, leader: Leader, week: i32) -> bool {
        self.died
            .iter()
            .any(|(who, from)| *who == leader && *from <= week)
    }

    /// Whether somebody lives abroad in a week.
    pub fn away(&self, leader: Leader, week: i32) -> bool {
        self.abroad
            .iter()
            .any(|(who, from)| *who == leader && *from <= week)
    }

    /// The same record if someone had left all offices in another week than that of his death, earlier or later.
    #[must_use]
    pub fn leaving(mut self, leader: Leader, week: i32) -> Self {
        let died = self.died.iter().find(|(who, _)| *who == leader);
        let died = died.map(|(_, week)| *week);
        for term in self.terms.iter_mut().filter(|term| term.leader == leader) {
            if term.to.is_none() || term.to == died || term.to > Some(week) {
                term.to = Some(week);
            }
        }
        self.terms
            .retain(|term| term.to.is_none_or(|to| term.from < to));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Office, Offices, Term};
    use crate::truth::branch::Branch;
    use crate::truth::leaders::Leader;

    fn office(vote: bool, power: f64, branches: &[Branch], from: i32) -> Office {
        Office {
            vote,
            power,
            branches: branches.to_vec(),
            from,
            to: None,
        }
    }

    fn term(leader: Leader, office: usize, from: i32, to: Option<i32>) -> Term {
        Term {
            leader,
            office,
            from,
            to,
        }
    }

    /// A Politburo of three, a commissariat whose arms go to another one in week 50.
    fn offices() -> Offices {
        let (stalin, ordzhonikidze, kirov) = (Leader::Stalin, Leader::Ordzhonikidze, Leader::Kirov);
        Offices {
            offices: vec![
                office(true, 1.0, &[], -100),
                office(false, 0.1, &[Branch::Steel, Branch::Arms], -100),
                office(false, 0.1, &[Branch::Arms], 50),
            ],
            terms: vec![
                term(stalin, 0, -100, None),
                term(kirov, 0, -10, Some(40)),
                term(ordzhonikidze, 0, -10, Some(80)),
                term(ordzhonikidze, 1, -50, Some(80)),
            ],
            died: vec![(kirov, 40), (ordzhonikidze, 80)],
            abroad: Vec::new(),
        }
    }

    #[test]
    fn known_who_holds_what() {
        let offices = offices();
        assert_eq!(offices.voters(39).len(), 3);
        assert_eq!(offices.voters(40), [Leader::Stalin, Leader::Ordzhonikidze]);
        assert_eq!(offices.patron(Branch::Steel, 79), Some(3));
        assert_eq!(offices.patron(Branch::Steel, 80), None);
        assert_eq!(offices.patron(Branch::Arms, 49), Some(3));
        assert_eq!(offices.patron(Branch::Arms, 50), None);
        assert_eq!(offices.patron(Branch::Light, 10), None);
        assert!((offices.power(Leader::Ordzhonikidze, 10, 2.0) - 1.2).abs() < 1e-12);
        assert!(offices.power(Leader::Kirov, 60, 1.0).abs() < 1e-12);
        assert!((offices.most(Leader::Kirov, 60, 1.0) - 1.0).abs() < 1e-12);
        assert!(offices.dead(Leader::Kirov, 40) && !offices.dead(Leader::Kirov, 39));
    }

    #[test]
    fn law_leaving_moves_the_end_of_offices_both_ways() {
        for week in [20, 120] {
            let moved = offices().leaving(Leader::Ordzhonikidze, week);
            assert!(moved.patron(Branch::Steel, week - 1).is_some());
            assert!(moved.patron(Branch::Steel, week).is_none());
        }
    }
}
