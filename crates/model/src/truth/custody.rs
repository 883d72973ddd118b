//! Those who are not free by an order or a sentence: how many of each stratum have which term, and what became of them.
//!
//! ```text
//! deaths and escapes of a stratum: without replacement over its terms          released at term: all who are left of it
//! ```
//!
//! A person is a stratum and nothing else, so people of one stratum with different terms are exchangeable while both last: which terms the
//! dead had is drawn when the month ends, and terms end with months. Exact (people-law of the design); the form is `ours`.

use engine::draw::Draws;
use engine::sample::multivariate_hypergeometric;

/// Orders that stand before those of the case, in the tally.
pub const STREAMS: usize = 4;
/// Held at the start of the run.
pub const BEFORE: usize = 0;
/// Sentenced in cases of the political police.
pub const POLICE: usize = 1;
/// Sentenced by ordinary courts.
pub const COURTS: usize = 2;
/// Sentenced by troikas of the ordinary police.
pub const TROIKAS: usize = 3;

/// A term: the week of the run in which it ends, and the order by which it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// Week of the run in which it ends; [`NEVER`] if it does not.
    pub due: u32,
    /// Number of the order.
    pub order: usize,
}

/// A term that does not end within any run.
pub const NEVER: u32 = u32::MAX;

/// What became of those whom an order moved. They add up: moved = executed + died + escaped + released + those still held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fates {
    /// Persons aimed at who were moved, those executed included.
    pub moved: u64,
    /// Relatives who were moved with them.
    pub relatives: u64,
    /// Executed.
    pub executed: u64,
    /// Died in custody.
    pub died: u64,
    /// Escaped.
    pub escaped: u64,
    /// Released at the end of their terms.
    pub released: u64,
    /// By how many a number that was ordered was missed, because there were no more people.
    pub unfilled: u64,
}

impl Fates {
    /// Those who should still be held.
    pub fn held(&self) -> u64 {
        self.moved + self.relatives - self.executed - self.died - self.escaped - self.released
    }
}

/// Everybody in custody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Custody {
    /// People by stratum, and there by term in order.
    held: Vec<Vec<(Term, u64)>>,
    /// What became of whom, by order.
    tally: Vec<Fates>,
    /// Who left each stratum this month before his term: died, escaped.
    lost: Vec<(u64, u64)>,
}

impl Custody {
    /// Nobody yet, for so many orders.
    pub fn new(orders: usize) -> Self {
        Self {
            tally: vec![Fates::default(); orders],
            ..Self::default()
        }
    }

    /// What became of whom, by order.
    pub fn tally(&self) -> &[Fates] {
        &self.tally
    }

    /// The same, to be added to.
    pub fn tally_mut(&mut self, order: usize) -> &mut Fates {
        &mut self.tally[order]
    }

    /// Takes people in.
    pub fn take(&mut self, stratum: usize, term: Term, number: u64) {
        if number == 0 {
            return;
        }
        let terms = at(&mut self.held, stratum);
        match terms.binary_search_by_key(&term, |(term, _)| *term) {
            Ok(at) => terms[at].1 += number,
            Err(at) => terms.insert(at, (term, number)),
        }
    }

    /// Notes that people of a stratum died or escaped.
    pub fn lose(&mut self, stratum: usize, died: u64, escaped: u64) {
        let lost = at(&mut self.lost, stratum);
        lost.0 += died;
        lost.1 += escaped;
    }

    /// People in custody, by order; shape: orders.
    pub fn held_by_order(&self) -> Vec<u64> {
        let mut all = vec![0; self.tally.len()];
        for (term, number) in self.held.iter().flatten() {
            all[term.order] += number;
        }
        all
    }

    /// People in custody of one stratum.
    pub fn of_stratum(&self, stratum: usize) -> u64 {
        let terms = self.held.get(stratum);
        terms.map_or(0, |terms| terms.iter().map(|(_, number)| number).sum())
    }

    /// Spreads the month's deaths and escapes over terms, without replacement.
    pub fn reconcile(&mut self, draws: &mut Draws) {
        let (mut sizes, mut parts) = (Vec::new(), Vec::new());
        for (stratum, (lost, terms)) in self.lost.iter_mut().zip(&mut self.held).enumerate() {
            let (died, escaped) = std::mem::take(lost);
            if died + escaped == 0 || terms.is_empty() {
                continue;
            }
            sizes.clear();
            sizes.extend(terms.iter().map(|(_, number)| *number));
            let key = u32::try_from(stratum).unwrap_or(u32::MAX);
            parts.clear();
            parts.resize(sizes.len(), 0);
            let width = u32::try_from(sizes.len()).unwrap_or(u32::MAX);
            for (gone, from, escapes) in [(died, 0, false), (escaped, width, true)] {
                if gone == 0 {
                    continue;
                }
                multivariate_hypergeometric(draws, (key, from), &sizes, gone, &mut parts);
                for (((term, _), size), part) in terms.iter().zip(&mut sizes).zip(&parts) {
                    *size -= part;
                    let fates = &mut self.tally[term.order];
                    if escapes {
                        fates.escaped += part;
                    } else {
                        fates.died += part;
                    }
                }
            }
            for ((_, number), size) in terms.iter_mut().zip(&sizes) {
                *number = *size;
            }
            if sizes.contains(&0) {
                terms.retain(|(_, number)| *number > 0);
            }
        }
        self.lost.clear();
    }

    /// Releases everybody whose term ends by this week: people by stratum.
    pub fn release(&mut self, week: u32) -> Vec<(usize, u64)> {
        let mut freed = Vec::new();
        for (stratum, terms) in self.held.iter_mut().enumerate() {
            // Terms are in order, so the first ends first.
            if terms.first().is_none_or(|(term, _)| term.due > week) {
                continue;
            }
            let mut free = 0;
            terms.retain(|(term, number)| {
                let ends = term.due <= week;
                if ends {
                    free += number;
                    self.tally[term.order].released += number;
                }
                !ends
            });
            if free > 0 {
                freed.push((stratum, free));
            }
        }
        freed
    }
}

/// What a list holds of a stratum; it grows when a stratum is met.
fn at<T: Clone + Default>(list: &mut Vec<T>, stratum: usize) -> &mut T {
    if list.len() <= stratum {
        list.resize(stratum + 1, T::default());
    }
    &mut list[stratum]
}

#[cfg(test)]
mod tests {
    use super::{Custody, NEVER, Term};
    use engine::draw::Draws;
    use proptest::prelude::*;

    fn term(due: u32, order: usize) -> Term {
        Term { due, order }
    }

    proptest! {
        /// Whatever happens, whoever was moved is dead, gone, free or held.
        #[test]
        fn law_everybody_moved_is_accounted_for(seed in 0_u64..200, sizes in prop::collection::vec(0_u64..50, 4), died in 0_u64..20, escaped in 0_u64..20, week in 0_u32..40) {
            let mut custody = Custody::new(2);
            for (at, size) in sizes.iter().enumerate() {
                let due = [10, 20, 30, NEVER][at];
                custody.take(at % 2, term(due, at / 2), *size);
                custody.tally_mut(at / 2).moved += size;
            }
            let here = custody.of_stratum(0);
            let died = died.min(here);
            let escaped = escaped.min(here - died);
            custody.lose(0, died, escaped);
            custody.reconcile(&mut Draws::new(seed, 1, 1));
            prop_assert_eq!(custody.of_stratum(0), here - died - escaped);
            let freed: u64 = custody.release(week).iter().map(|(_, number)| number).sum();
            let held = custody.held_by_order();
            for (fates, held) in custody.tally().iter().zip(&held) {
                prop_assert_eq!(fates.held(), *held);
            }
            let all: u64 = sizes.iter().sum();
            prop_assert_eq!(all, freed + died + escaped + held.iter().sum::<u64>());
        }
    }

    #[test]
    fn law_nobody_is_held_after_his_term() {
        let mut custody = Custody::new(1);
        custody.take(3, term(12, 0), 5);
        custody.take(3, term(13, 0), 7);
        custody.tally_mut(0).moved = 12;
        assert!(custody.release(11).is_empty());
        assert_eq!(custody.release(12), [(3, 5)]);
        assert_eq!(custody.of_stratum(3), 7);
    }
}
