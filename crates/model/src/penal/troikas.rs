//! A month of the troikas of the ordinary police: people of closed cities without papers sent to camps or into exile.
//!
//! Who has no papers is not kept of anybody: it is drawn from the free of closed cities who are peasants, workers or former people and
//! not in the party, in proportion to their numbers. `ours`, grade C. Everybody is moved, counted in the stream [`TROIKAS`], and freed at term.

use super::{Hand, Penal, due_in, whole};
use crate::decision::category::Category;
use crate::truth::custody::{TROIKAS, Term};
use crate::truth::people::{Group, Status};
use engine::draw::Draws;
use engine::sample::{binomial, multivariate_hypergeometric};

/// First of the keys of draws, beyond those of directives and courts.
const KEY: u32 = 1 << 21;

/// Sentenced by troikas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sentenced {
    /// Sent to camps.
    pub camp: u64,
    /// Exiled.
    pub exile: u64,
}

impl Sentenced {
    /// All of them.
    pub fn all(self) -> u64 {
        self.camp + self.exile
    }

    /// What was added since an earlier count.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            camp: self.camp - before.camp,
            exile: self.exile - before.exile,
        }
    }
}

impl Penal {
    /// Sentences as many as are wanted of this month, a number of persons a year; returns how many it were.
    pub(super) fn police_troikas(
        &mut self,
        hand: &mut Hand<'_>,
        draws: &mut Draws,
        wanted: f64,
    ) -> u64 {
        if wanted <= 0.0 {
            return 0;
        }
        let now = hand.now;
        let number = whole(draws, (KEY, 0), wanted / 12.0);
        let categories = &hand.setup.categories;
        let strata = hand.strata(|group| {
            let closed = now.regions[usize::from(group.region)].closed;
            closed && within_reach(*group, categories.of(group))
        });
        let sizes: Vec<u64> = strata.iter().map(|at| hand.held[*at]).collect();
        let mut parts = vec![0; sizes.len()];
        multivariate_hypergeometric(draws, (KEY + 1, 0), &sizes, number, &mut parts);
        let taken: u64 = parts.iter().sum();
        let to_camps = binomial(draws.at(KEY + 2, 0), taken, now.one("troika_to_camps"));
        let mut camp = vec![0; parts.len()];
        multivariate_hypergeometric(draws, (KEY + 3, 0), &parts, to_camps, &mut camp);
        let exile: Vec<u64> = parts
            .iter()
            .zip(&camp)
            .map(|(all, camp)| all - camp)
            .collect();
        let term = Term {
            due: due_in(now, now.one("troika_term")),
            order: TROIKAS,
        };
        let tally = self.custody.tally_mut(TROIKAS);
        tally.moved += taken;
        tally.unfilled += number - taken;
        self.move_all(hand, (&strata, &camp), Status::CampInmate, term);
        self.move_all(hand, (&strata, &exile), Status::Exile, term);
        self.troikas.camp += to_camps;
        self.troikas.exile += taken - to_camps;
        taken
    }
}

/// Whom troikas deal with: the free of closed cities outside party and offices.
fn within_reach(group: Group, category: Option<Category>) -> bool {
    let below = [Category::Peasants, Category::Workers, Category::Former];
    group.status == Status::Free && category.is_some_and(|one| below.contains(&one))
}
