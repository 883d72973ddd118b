//! Files follow people: who moves takes his file along, and the file of who dies or is sent away is closed.
//!
//! ```text
//! of n who leave a pool of N with f files       Hypergeom(N, f, n) of them have one; by where they go: without replacement
//! ```
//!
//! A file is of a person, and people of a pool (the free of one category and region) are alike to who names them, so this is the law that one
//! would get by following everybody, but for one thing: who has a file is not told apart by stratum inside a pool, though those who
//! are least averse to risk are taken a little more often. What that amounts to is measured in the description of the model. `ours`, after people-law of the design.

use crate::decision::category::{CATEGORIES, Categories};
use crate::plan::{To, stratum};
use crate::truth::people::{BINS, Group};
use engine::draw::Draws;
use engine::sample::{hypergeometric, multivariate_hypergeometric};

/// Who left which pool since files were last seen to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Leavers {
    /// Number of the pool of each group, which is region times categories and category; none for those who are not free.
    pools: Vec<Option<usize>>,
    /// People of each pool when files were last seen to.
    people: Vec<u64>,
    /// By pool: people by the pool where they went, in order; none if they are dead or held.
    gone: Vec<Vec<(Option<usize>, u64)>>,
}

/// First of the keys for files among the draws of naming, beyond those of pools.
const FILES_KEY: u32 = 1 << 16;

impl Leavers {
    /// Nobody yet; `held` is by stratum.
    pub(super) fn new(groups: &[Group], categories: &Categories, held: &[u64]) -> Self {
        let pool = |group: &Group| {
            let category = categories.of(group)?;
            Some(usize::from(group.region) * CATEGORIES + category as usize)
        };
        let mut leavers = Self {
            pools: groups.iter().map(pool).collect(),
            ..Self::default()
        };
        leavers.close(held);
        leavers
    }

    /// Notes that people of a group took a way out of it.
    pub(super) fn leave(&mut self, group: usize, way: To, number: u64) {
        let to = match way {
            To::Group(to) => self.pools[to],
            To::Outside(_) => None,
        };
        match self.pools[group] {
            Some(from) if to != Some(from) => self.note(from, to, number),
            _ => {}
        }
    }

    fn note(&mut self, from: usize, to: Option<usize>, number: u64) {
        if self.gone.len() <= from {
            self.gone.resize(from + 1, Vec::new());
        }
        let ways = &mut self.gone[from];
        match ways.binary_search_by_key(&to, |(to, _)| *to) {
            Ok(at) => ways[at].1 += number,
            Err(at) => ways.insert(at, (to, number)),
        }
    }

    /// Carries files along with those who left by hazards, or closes them; `named` is files by region and category.
    pub(super) fn follow_moves(&mut self, named: &mut [[u64; CATEGORIES]], draws: &mut Draws) {
        let people = std::mem::take(&mut self.people);
        self.follow((named, &people), (draws, FILES_KEY));
    }

    /// Closes files of those who were sent away by orders, and are no longer among `held`.
    pub(super) fn follow_orders(
        &mut self,
        held: &[u64],
        named: &mut [[u64; CATEGORIES]],
        draws: &mut Draws,
    ) {
        let mut people = self.count(held);
        for (people, ways) in people.iter_mut().zip(&self.gone) {
            *people += ways.iter().map(|(_, number)| number).sum::<u64>();
        }
        let pools = u32::try_from(people.len()).unwrap_or(u32::MAX);
        self.follow((named, &people), (draws, FILES_KEY + pools));
    }

    /// Forgets who left, once their files are seen to, and counts those who are there.
    pub(super) fn close(&mut self, held: &[u64]) {
        self.gone.iter_mut().for_each(Vec::clear);
        self.people = self.count(held);
    }

    fn count(&self, held: &[u64]) -> Vec<u64> {
        let pools = self.pools.iter().flatten().max().map_or(0, |last| last + 1);
        let mut people = vec![0; pools];
        for (group, pool) in self.pools.iter().enumerate() {
            if let Some(pool) = pool {
                let bins = &held[stratum(group, 0)..stratum(group, BINS)];
                people[*pool] += bins.iter().sum::<u64>();
            }
        }
        people
    }

    /// All files move at once: who left did so from the pool as it was before anybody did.
    fn follow(
        &mut self,
        (named, people): (&mut [[u64; CATEGORIES]], &[u64]),
        (draws, first): (&mut Draws, u32),
    ) {
        let (mut along, mut sizes, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for (key, (from, people)) in (first..).zip(people.iter().enumerate()) {
            let Some(ways) = self.gone.get(from) else {
                break;
            };
            sizes.clear();
            sizes.extend(ways.iter().map(|(_, number)| *number));
            let files = &mut named[from / CATEGORIES][from % CATEGORIES];
            let left: u64 = sizes.iter().sum::<u64>().min(*people);
            if *files == 0 || left == 0 {
                continue;
            }
            let moved = hypergeometric(draws.at(key, 0), *people, *files, left);
            *files -= moved;
            parts.clear();
            parts.resize(sizes.len(), 0);
            multivariate_hypergeometric(draws, (key, 1), &sizes, moved, &mut parts);
            along.extend(ways.iter().map(|(to, _)| *to).zip(parts.iter().copied()));
        }
        self.gone.iter_mut().for_each(Vec::clear);
        for (to, number) in along {
            if let Some(to) = to {
                named[to / CATEGORIES][to % CATEGORIES] += number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Leavers;
    use crate::decision::category::CATEGORIES;
    use engine::draw::Draws;
    use proptest::prelude::*;

    proptest! {
        /// Files are neither made nor lost, but with those who are gone; nobody carries more than one.
        #[test]
        fn law_files_go_with_people(seed in 0_u64..200, people in prop::collection::vec(0_u64..60, 2), files in prop::collection::vec(0_u64..60, 2), over in 0_u64..60, dead in 0_u64..60) {
            let files = [files[0].min(people[0]), files[1].min(people[1])];
            let over = over.min(people[0]);
            let dead = dead.min(people[0] - over);
            let mut leavers = Leavers { people: people.clone(), ..Leavers::default() };
            leavers.note(0, Some(1), over);
            leavers.note(0, None, dead);
            let mut named = vec![[0; CATEGORIES]];
            named[0][..2].copy_from_slice(&files);
            leavers.follow_moves(&mut named, &mut Draws::new(seed, 1, 1));
            let [stayed, there] = [named[0][0], named[0][1]];
            let lost = files[0] + files[1] - stayed - there;
            prop_assert!(lost <= dead && there - files[1] <= over);
            prop_assert!(stayed <= people[0] - over - dead && there <= people[1] + over);
            prop_assert!(files[0] < people[0] || (lost, there - files[1]) == (dead, over));
        }
    }
}
