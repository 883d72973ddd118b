//! By what a contested claim is contested: a second word beside the status, worked out from the verdict and from nothing else.
//!
//! Rules, chance, sources and readings are different quarrels, and each is settled in another way. A claim may be in several.

use super::{ClaimVerdict, Combination, Outcome, ReadingVerdict, Status, Tally};
use crate::claim::On;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::mem::discriminant;

/// What a contested claim is contested by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// It holds under our rules and fails under rivals, or the other way round.
    Rules,
    /// Runs of one rule go either way: chance decides, and with an ensemble the parameters.
    Chance,
    /// What evidence says and what runs say are not the same.
    EvidenceAndRuns,
    /// One series says otherwise than another.
    Sources,
    /// One source's own range lies on both sides.
    Range,
    /// It hangs on which meaning is read into the sentence.
    Readings,
    /// Some combination or setting has no answer.
    Silence,
}

impl By {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Rules,
        Self::Chance,
        Self::EvidenceAndRuns,
        Self::Sources,
        Self::Range,
        Self::Readings,
        Self::Silence,
    ];

    /// The words used in tables and data.
    pub fn label(self) -> &'static str {
        match self {
            Self::Rules => "rules disagree",
            Self::Chance => "goes either way",
            Self::EvidenceAndRuns => "evidence and runs disagree",
            Self::Sources => "sources disagree",
            Self::Range => "a source's range decides",
            Self::Readings => "readings disagree",
            Self::Silence => "no answer in part",
        }
    }

    /// Some of them in one line.
    pub fn listed(some: &[Self]) -> String {
        let words: Vec<&str> = some.iter().map(|one| one.label()).collect();
        words.join(", ")
    }
}

/// On which side of what is wanted more than half of some trials lie; none of a tie, or of nothing.
fn majority(tally: Tally) -> Option<bool> {
    match (2 * tally.holds).cmp(&tally.points) {
        Ordering::Less => Some(false),
        Ordering::Equal => None,
        Ordering::Greater => Some(true),
    }
}

fn is_whole(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Holds { .. } | Outcome::Fails { .. })
}

impl ReadingVerdict {
    /// Whether the setting at this place turns the claim: most of its runs lie on the other side than most of the runs of our own rules
    /// with the same seeds, and one of the two is of one mind. (Where both go either way, chance is the quarrel and not the rule.)
    pub fn turns(&self, at: usize) -> bool {
        let Some(ours) = self.combinations.first().filter(|_| at > 0) else {
            return false;
        };
        let Some(rival) = self.combinations.get(at).filter(|_| self.runs.is_some()) else {
            return false;
        };
        let runs = self.runs.as_ref();
        let bearing = runs.and_then(|runs| runs.bearings.get(at));
        let with_its_seeds = bearing.map_or(ours.tally, |bearing| bearing.ours);
        let sides = majority(with_its_seeds).zip(majority(rival.tally));
        let of_one_mind = is_whole(ours.outcome) || is_whole(rival.outcome);
        of_one_mind && sides.is_some_and(|(own, other)| own != other)
    }

    /// Whether the setting at this place bears on the claim; our own rules are no rival of themselves.
    pub fn bears(&self, at: usize) -> bool {
        let runs = self.runs.as_ref().filter(|_| at > 0);
        let bearing = runs.and_then(|runs| runs.bearings.get(at));
        bearing.is_some_and(|bearing| bearing.bears())
    }

    /// By what this reading alone is contested; nothing where it is not.
    pub fn contested_by(&self) -> Vec<By> {
        let own = if self.status == Status::Contested {
            self.quarrels()
        } else {
            BTreeSet::new()
        };
        own.into_iter().collect()
    }

    /// What is not of one mind inside it, whatever its status.
    fn quarrels(&self) -> BTreeSet<By> {
        let all = &self.combinations;
        let mut found = BTreeSet::new();
        let mut add = |by, is_so| {
            if is_so {
                found.insert(by);
            }
        };
        let mixed = |one: &Combination| one.outcome == Outcome::Mixed;
        if self.on == On::Runs {
            add(By::Rules, (0..all.len()).any(|at| self.turns(at)));
            let still = |at: usize| mixed(&all[at]) && !self.turns(at);
            add(By::Chance, (0..all.len()).any(still));
        } else {
            let answered = || all.iter().filter(|one| one.outcome != Outcome::Undefined);
            let kinds = answered().map(|one| discriminant(&one.outcome));
            let first = answered().next().map(|one| discriminant(&one.outcome));
            let mut others = kinds.filter(|kind| Some(*kind) != first);
            add(By::Sources, others.next().is_some());
            add(By::Range, all.iter().any(mixed));
        }
        let silent = |one: &Combination| one.outcome == Outcome::Undefined;
        add(By::Silence, all.iter().any(silent));
        found
    }
}

/// Where a reading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Holds,
    Fails,
    Open,
}

fn side(reading: &ReadingVerdict) -> Option<Side> {
    match reading.status {
        Status::Supported | Status::FollowsFromRule => Some(Side::Holds),
        Status::Contradicted => Some(Side::Fails),
        Status::Contested | Status::SupportedUnder => Some(Side::Open),
        Status::Uncorroborated | Status::NeedsModel | Status::NotTestable | Status::TextLost => {
            None
        }
    }
}

impl ClaimVerdict {
    /// By what it is contested, in the order of telling; nothing where it is not.
    pub fn contested_by(&self) -> Vec<By> {
        if self.status != Status::Contested {
            return Vec::new();
        }
        let judged = self.readings.iter().filter(|one| one.status.is_judged());
        let mut found: BTreeSet<By> = judged.flat_map(ReadingVerdict::quarrels).collect();
        let sides = |on: On| -> BTreeSet<Side> {
            let own = self.readings.iter().filter(|one| one.on == on);
            own.filter_map(side).collect()
        };
        let (evidence, runs) = (sides(On::Evidence), sides(On::Runs));
        if evidence.len() > 1 || runs.len() > 1 {
            found.insert(By::Readings);
        }
        if evidence.len() == 1 && runs.len() == 1 && evidence != runs {
            found.insert(By::EvidenceAndRuns);
        }
        found.into_iter().collect()
    }
}
