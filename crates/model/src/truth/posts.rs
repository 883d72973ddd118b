//! Posts of specialists by branch: out of which of them people are arrested, and how many are empty for it.
//!
//! ```text
//! N_b = e S h_b / sum h                              posts: S specialists, e the part of people who earn, h_b hands of 1932
//! taken ~ Mult(K, N_b (1 - v_b) s_b e^{-Pi dPhi / (s0 s_b)})     the K of the quota by branch
//! v_b <- v_b e^{-1/(12 tau)} + p taken_b / N_b       empty posts, at most all; tau until they are filled
//! lost_b = removals_b (1 - v_b) + 12 p taken_b / N_b                     a post and year
//! ```
//!
//! Nobody's branch is stored: those arrested are divided over branches by the same suspicion and veto by which posts are taken
//! away (`decision::specialists`). A quota is met whomever a patron spares, so he moves arrests to other branches and prevents none.
//! p is the part of those arrested who lose the post. An empty post cannot be taken away, so nobody is counted twice. All of it is
//! `ours`, grade C: signs only. It is the one place where arrests touch works: with p = 0 they do not.

use crate::country::{Country, Now};
use crate::truth::branch::BRANCHES;
use crate::truth::heads::Heads;
use crate::truth::industry::ByBranch;
use crate::truth::people::Class;
use engine::draw::Draws;
use engine::sample::multinomial;

/// Specialists arrested, and what it leaves of their posts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Posts {
    /// People arrested out of each branch in the last month.
    pub arrested: [u64; BRANCHES],
    /// Posts of each branch that they left empty, a post and year.
    pub emptied: ByBranch,
    /// Part of each branch's posts that is empty because of arrests, 0 to 1.
    pub empty: ByBranch,
}

impl Posts {
    /// Specialists whom each branch loses a post and year: removed by decision, or arrested.
    pub fn lost(&self, removals: &ByBranch) -> ByBranch {
        let removed = self.removed(removals);
        std::array::from_fn(|at| removed[at] + self.emptied[at])
    }

    /// Removals a post and year: an empty post cannot be taken away.
    pub fn removed(&self, removals: &ByBranch) -> ByBranch {
        std::array::from_fn(|at| removals[at] * (1.0 - self.empty[at]))
    }

    /// A month in which empty posts are filled, of which each stays empty for `years` in the mean.
    pub fn fill(&mut self, years: f64) {
        let left = libm::exp(-1.0 / (12.0 * years));
        for empty in &mut self.empty {
            *empty *= left;
        }
    }

    /// People arrested in a month leave their posts, of which each branch has so many.
    pub fn leave(&mut self, arrested: [u64; BRANCHES], posts: &ByBranch, part: f64) {
        self.arrested = arrested;
        for at in 0..BRANCHES {
            let filled = 1.0 - self.empty[at];
            let share = if posts[at] > 0.0 {
                (part * arrested[at] as f64 / posts[at]).min(filled)
            } else {
                0.0
            };
            self.emptied[at] = 12.0 * share;
            self.empty[at] += share;
        }
    }
}

/// Posts of specialists, persons by branch, empty ones included: as many as there are free specialists who earn, in proportion to
/// the hands of 1932.
pub fn there(heads: &Heads, now: &Now<'_>) -> ByBranch {
    let people = heads.sum(now.regions.len(), |cell| cell.class == Class::Specialist);
    let earn = 1e6 * people * now.one("earners_share");
    shares(now).map(|share| share * earn)
}

/// Share of each branch in all posts of specialists.
pub fn shares(now: &Now<'_>) -> ByBranch {
    let hands = now.laws.all("employment_of_1932");
    let all: f64 = hands.iter().sum();
    std::array::from_fn(|at| if all > 0.0 { hands[at] / all } else { 0.0 })
}

/// Divides people over branches in proportion to filled posts and to what a post draws of arrests; by posts alone where none draws
/// any.
pub fn divide(
    draws: &mut Draws,
    key: u32,
    people: u64,
    (filled, hazard): (&ByBranch, &ByBranch),
) -> [u64; BRANCHES] {
    let mut weights: ByBranch = std::array::from_fn(|at| filled[at] * hazard[at]);
    if weights.iter().sum::<f64>() <= 0.0 {
        weights = *filled;
    }
    let mut parts = [0; BRANCHES];
    multinomial(draws, (key, 0), people, &weights, &mut parts);
    parts
}

/// Specialists were arrested this month: decision to truth.
pub fn arrest(country: &mut Country, now: &Now<'_>, (draws, key): (&mut Draws, u32), people: u64) {
    let posts = there(&country.heads, now);
    let empty = country.posts.empty;
    let filled: ByBranch = std::array::from_fn(|at| posts[at] * (1.0 - empty[at]));
    let by_branch = divide(draws, key, people, (&filled, &country.accusations));
    let part = now.one("post_lost_by_arrest");
    country.posts.leave(by_branch, &posts, part);
}

#[cfg(test)]
mod tests {
    use super::{Posts, divide};
    use crate::decision::specialists::hazard;
    use crate::truth::branch::BRANCHES;
    use engine::draw::Draws;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn law_the_arrested_of_branches_are_those_of_the_category(seed in any::<u64>(), people in 0_u64..50_000, filled in prop::array::uniform8(0.0_f64..1e6), suspicion in prop::array::uniform8(0.0_f64..3.0), shield in prop::array::uniform8(0.0_f64..5.0)) {
            let drawn: [f64; BRANCHES] = std::array::from_fn(|at| hazard(1.0, suspicion[at], shield[at]));
            prop_assume!(filled.iter().sum::<f64>() > 0.0);
            let parts = divide(&mut Draws::new(seed, 15, 4), 1, people, (&filled, &drawn));
            prop_assert_eq!(parts.iter().sum::<u64>(), people);
        }

        /// Without a patron a post is hit by its branch's suspicion alone; with one in the first half fewer are hit there, and the rest elsewhere.
        #[test]
        fn law_a_patron_moves_arrests_and_prevents_none(seed in any::<u64>(), suspicion in 0.2_f64..2.0, shield in 1.0_f64..4.0) {
            let (people, filled) = (100_000, [1000.0; BRANCHES]);
            let suspicions: [f64; BRANCHES] = std::array::from_fn(|at| suspicion * (1.0 + at as f64));
            let alone = suspicions.map(|one| hazard(1.0, one, 0.0));
            let covered: [f64; BRANCHES] = std::array::from_fn(|at| hazard(1.0, suspicions[at], if at < BRANCHES / 2 { shield } else { 0.0 }));
            let of = |drawn| divide(&mut Draws::new(seed, 15, 4), 1, people, (&filled, drawn));
            let (without, with) = (of(&alone), of(&covered));
            let all: f64 = suspicions.iter().sum();
            for at in 0..BRANCHES {
                let share = suspicions[at] / all;
                let expected = 1e5 * share;
                prop_assert!((without[at] as f64 - expected).abs() < 6.0 * libm::sqrt(expected * (1.0 - share)));
            }
            let first = |parts: &[u64; BRANCHES]| parts[..BRANCHES / 2].iter().sum::<u64>();
            prop_assert!(first(&with) < first(&without));
            prop_assert_eq!(with.iter().sum::<u64>(), people);
        }

        /// Whoever is arrested is not removed as well, and branches never lose more than they have.
        #[test]
        fn law_an_empty_post_is_not_taken_away(months in prop::collection::vec(0_u64..400, 1..60), rate in 0.0_f64..1.0, years in 0.1_f64..3.0) {
            let mut posts = Posts::default();
            let (there, removals) = ([1000.0; BRANCHES], [rate; BRANCHES]);
            for arrested in months {
                let before = posts.empty[0];
                posts.leave([arrested; BRANCHES], &there, 1.0);
                prop_assert!((posts.empty[0] - before - posts.emptied[0] / 12.0).abs() < 1e-12);
                prop_assert!(posts.empty[0] <= 1.0 + 1e-12);
                let lost = posts.lost(&removals)[0];
                prop_assert!((lost - posts.emptied[0] - rate * (1.0 - posts.empty[0])).abs() < 1e-12);
                posts.fill(years);
            }
            posts.leave([100; BRANCHES], &there, 0.0);
            prop_assert!(posts.emptied.iter().all(|one| *one == 0.0));
        }
    }

    /// 10 of 1000 in a month: 0.12 a year; after half a year of a mean of half a year e^-1 of them are empty.
    #[test]
    fn known_by_hand() {
        let mut posts = Posts::default();
        posts.leave([10; BRANCHES], &[1000.0; BRANCHES], 1.0);
        assert!((posts.lost(&[0.1; BRANCHES])[3] - (0.12 + 0.099)).abs() < 1e-12);
        for _ in 0..6 {
            posts.fill(0.5);
        }
        assert!((posts.empty[3] - 0.01 * libm::exp(-1.0)).abs() < 1e-12);
    }
}
