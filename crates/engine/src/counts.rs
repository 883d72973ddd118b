//! A table of exact counts over strata. Counts change by moves only: what one stratum gives, another gets.
//!
//! A stratum is a point of a space of named dimensions. Only strata that were opened exist. The world outside the
//! table (the born, the dead by kind, those who leave) is a list of named accounts, so that births and deaths are moves
//! as well and the sum of everything never changes. There is no way to set a count.

use crate::digest::Digest;
use std::collections::BTreeMap;
use std::sync::Arc;
use thiserror::Error;

/// A named dimension and the names of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Name.
    pub name: String,
    /// Names of its values.
    pub values: Vec<String>,
}

/// One end of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A stratum, by its number.
    Stratum(u32),
    /// An account of the world outside, by its number.
    Outside(u32),
}

/// So many go from here to there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where they come from.
    pub from: End,
    /// Where they go to.
    pub to: End,
    /// How many.
    pub number: u64,
}

/// An account of the world outside: who came from there, who went there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Name.
    pub name: String,
    /// Came from there into the table.
    pub came: u64,
    /// Went there out of the table.
    pub went: u64,
}

/// What is wrong with a table or a move.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CountError {
    /// More would leave a stratum than are in it.
    #[error("{wanted} would leave stratum {stratum}, which holds {held}")]
    Overdrawn {
        /// The stratum, in words.
        stratum: String,
        /// How many it holds.
        held: u64,
        /// How many would leave.
        wanted: u64,
    },
    /// The sum of everything changed: somebody was created or lost.
    #[error("the table holds {held} and should hold {expected}: somebody was created or lost")]
    NotConserved {
        /// Sum over all strata.
        held: u64,
        /// Start, plus who came, less who went.
        expected: u64,
    },
    /// A stratum that does not exist.
    #[error("no stratum and no account has the number {0}")]
    Unknown(u32),
}

/// Exact counts over strata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    shape: Arc<Shape>,
    held: Vec<u64>,
    outside: Vec<Account>,
    start: u64,
    leaving: Vec<u64>,
}

/// Which strata there are: what tables over the same strata share.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shape {
    dimensions: Vec<Dimension>,
    strata: Vec<Vec<u8>>,
    index: BTreeMap<Vec<u8>, u32>,
}

impl Counts {
    /// A table with these dimensions and accounts and no stratum.
    pub fn new(dimensions: Vec<Dimension>, accounts: &[&str]) -> Self {
        let account = |name: &&str| Account {
            name: (*name).to_owned(),
            ..Account::default()
        };
        Self {
            shape: Arc::new(Shape {
                dimensions,
                strata: Vec::new(),
                index: BTreeMap::new(),
            }),
            outside: accounts.iter().map(account).collect(),
            held: Vec::new(),
            start: 0,
            leaving: Vec::new(),
        }
    }

    /// Opens a stratum at the start, with those who are in it. Opening it again adds to it.
    pub fn open(&mut self, at: &[u8], number: u64) -> u32 {
        let stratum = if let Some(known) = self.shape.index.get(at) {
            *known
        } else {
            let shape = Arc::make_mut(&mut self.shape);
            let next = u32::try_from(shape.strata.len()).unwrap_or(u32::MAX);
            shape.index.insert(at.to_vec(), next);
            shape.strata.push(at.to_vec());
            self.held.push(0);
            self.leaving.push(0);
            next
        };
        self.held[stratum as usize] += number;
        self.start += number;
        stratum
    }

    /// A table over the same strata at its own start, with so many people in each, in the order in which strata were opened. Strata beyond
    /// the list are empty.
    #[must_use]
    pub fn started(&self, people: &[u64]) -> Self {
        let mut held = people.to_vec();
        held.resize(self.held.len(), 0);
        let account = |account: &Account| Account {
            name: account.name.clone(),
            ..Account::default()
        };
        Self {
            shape: Arc::clone(&self.shape),
            start: held.iter().sum(),
            leaving: vec![0; held.len()],
            held,
            outside: self.outside.iter().map(account).collect(),
        }
    }

    /// The number of a stratum, if it was opened.
    pub fn find(&self, at: &[u8]) -> Option<u32> {
        self.shape.index.get(at).copied()
    }

    /// Its dimensions.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.shape.dimensions
    }

    /// Values of the dimensions of every stratum, in the order in which they were opened.
    pub fn strata(&self) -> &[Vec<u8>] {
        &self.shape.strata
    }

    /// How many are in every stratum.
    pub fn held(&self) -> &[u64] {
        &self.held
    }

    /// The accounts of the world outside.
    pub fn outside(&self) -> &[Account] {
        &self.outside
    }

    /// How many there were when the table was filled.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// How many there are.
    pub fn total(&self) -> u64 {
        self.held.iter().sum()
    }

    /// How many are in the strata that satisfy a condition.
    pub fn count(&self, wanted: impl Fn(&[u8]) -> bool) -> u64 {
        let all = self.shape.strata.iter().zip(&self.held);
        all.filter(|(at, _)| wanted(at)).map(|(_, held)| held).sum()
    }

    /// Makes all moves at once: each is decided on the old state, so together they may not take more from a stratum than it
    /// held before any of them. Either all are made or none.
    ///
    /// # Errors
    /// A stratum that does not exist, or one that would give more than it holds.
    pub fn apply(&mut self, moves: &[Move]) -> Result<(), CountError> {
        self.leaving.fill(0);
        for one in moves {
            self.check(one.to)?;
            self.check(one.from)?;
            if let End::Stratum(from) = one.from {
                self.leaving[from as usize] += one.number;
            }
        }
        if let Some(at) = (0..self.held.len()).find(|at| self.leaving[*at] > self.held[*at]) {
            return Err(CountError::Overdrawn {
                stratum: self.name(at),
                held: self.held[at],
                wanted: self.leaving[at],
            });
        }
        for one in moves {
            match one.from {
                End::Stratum(at) => self.held[at as usize] -= one.number,
                End::Outside(at) => self.outside[at as usize].came += one.number,
            }
            match one.to {
                End::Stratum(at) => self.held[at as usize] += one.number,
                End::Outside(at) => self.outside[at as usize].went += one.number,
            }
        }
        Ok(())
    }

    fn check(&self, end: End) -> Result<(), CountError> {
        let (at, length) = match end {
            End::Stratum(at) => (at, self.held.len()),
            End::Outside(at) => (at, self.outside.len()),
        };
        if (at as usize) < length {
            Ok(())
        } else {
            Err(CountError::Unknown(at))
        }
    }

    /// Values of a stratum in words.
    pub fn name(&self, stratum: usize) -> String {
        let at = &self.shape.strata[stratum];
        let word = |(dimension, value): (&Dimension, &u8)| {
            dimension
                .values
                .get(usize::from(*value))
                .cloned()
                .unwrap_or_default()
        };
        let words: Vec<String> = self.shape.dimensions.iter().zip(at).map(word).collect();
        words.join(", ")
    }

    /// Counts everybody again: the start, plus who came, less who went, must be there to the last person.
    ///
    /// # Errors
    /// Somebody was created or lost.
    pub fn audit(&self) -> Result<(), CountError> {
        let came: u64 = self.outside.iter().map(|account| account.came).sum();
        let went: u64 = self.outside.iter().map(|account| account.went).sum();
        let expected = (self.start + came).saturating_sub(went);
        let held = self.total();
        if held == expected {
            Ok(())
        } else {
            Err(CountError::NotConserved { held, expected })
        }
    }

    /// Adds every count and account to a digest.
    #[must_use]
    pub fn digest(&self, digest: Digest) -> Digest {
        let mut bytes = Vec::with_capacity(8 * self.held.len());
        for held in &self.held {
            bytes.extend_from_slice(&held.to_le_bytes());
        }
        self.outside
            .iter()
            .fold(digest.field(bytes), |digest, account| {
                digest
                    .field(&account.name)
                    .field(account.came.to_le_bytes())
                    .field(account.went.to_le_bytes())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::{CountError, Counts, Dimension, End, Move};
    use proptest::prelude::*;

    fn table() -> Counts {
        let dimension = |name: &str, values: &[&str]| Dimension {
            name: name.to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        };
        let dimensions = vec![
            dimension("valley", &["upper", "lower"]),
            dimension("trade", &["miller", "weaver"]),
        ];
        let mut table = Counts::new(dimensions, &["born", "died"]);
        table.open(&[0, 0], 10);
        table.open(&[0, 1], 20);
        table.open(&[1, 1], 5);
        table
    }

    #[test]
    fn law_a_move_takes_and_gives() {
        let mut table = table();
        let moves = [
            Move {
                from: End::Stratum(0),
                to: End::Stratum(2),
                number: 10,
            },
            Move {
                from: End::Outside(0),
                to: End::Stratum(0),
                number: 3,
            },
            Move {
                from: End::Stratum(1),
                to: End::Outside(1),
                number: 4,
            },
        ];
        table.apply(&moves).unwrap();
        assert_eq!(table.held(), [3, 16, 15]);
        assert_eq!((table.start(), table.total()), (35, 34));
        assert_eq!(table.outside()[1].went, 4);
        assert_eq!(table.count(|at| at[0] == 0), 19);
        table.audit().unwrap();
    }

    /// Two ways to the same table: strata opened with their people, or an empty table started with them.
    #[test]
    fn parity_started_as_opened_with_people() {
        let mut moved = table();
        let some = Move {
            from: End::Stratum(1),
            to: End::Outside(1),
            number: 4,
        };
        moved.apply(&[some]).unwrap();
        assert_eq!(moved.started(&[10, 20, 5]), table());
    }

    #[test]
    fn law_moves_are_decided_on_the_old_state_and_all_or_none() {
        let mut table = table();
        let before = table.clone();
        // What arrives in the same step cannot leave again in it.
        let through = [
            Move {
                from: End::Stratum(1),
                to: End::Stratum(0),
                number: 20,
            },
            Move {
                from: End::Stratum(0),
                to: End::Stratum(2),
                number: 11,
            },
        ];
        let found = table.apply(&through).unwrap_err();
        let wanted = CountError::Overdrawn {
            stratum: "upper, miller".to_owned(),
            held: 10,
            wanted: 11,
        };
        assert_eq!(found, wanted);
        assert_eq!(table.held(), before.held());
        let nowhere = [Move {
            from: End::Stratum(0),
            to: End::Stratum(9),
            number: 1,
        }];
        assert_eq!(table.apply(&nowhere), Err(CountError::Unknown(9)));
        assert_eq!(table.held(), before.held());
    }

    #[test]
    fn law_the_audit_sees_one_missing_person() {
        let mut table = table();
        table.held[1] -= 1;
        assert_eq!(
            table.audit(),
            Err(CountError::NotConserved {
                held: 34,
                expected: 35
            })
        );
    }

    proptest! {
        #[test]
        fn law_nobody_is_created_or_lost(moves in prop::collection::vec((0_u32..5, 0_u32..5, 0_u64..8), 0..60)) {
            let mut table = table();
            let end = |at: u32| if at < 3 { End::Stratum(at) } else { End::Outside(at - 3) };
            for (from, to, number) in moves {
                let before = table.clone();
                if table.apply(&[Move { from: end(from), to: end(to), number }]).is_err() {
                    prop_assert_eq!(table.held(), before.held());
                }
                prop_assert!(table.audit().is_ok());
            }
        }
    }
}
