//! A month of arrests in cases of the political police: quota to people, people to files, files to sentences.
//!
//! ```text
//! K_h = intake_h / 12                     files of category h and region r: named, not named; disposed D ~ Bin(N_1, latent)
//! taken: highest scores until K_h         score ~ N(s_n named + d' disposed, 1)                (decision::quota)
//! pleas ~ Mult(chances of the menu)       named ~ Bin(files, 1 - exp(-m / N))                  (report::confession, report::naming)
//! fates ~ Mult(executed, camp, exile, let go)
//! term = T(c, p) / T_usual police_term     T: table in force (decision::sentencing), T_usual its mean over the pleas of ordinary cases
//! ```
//!
//! Disposed are those whose grievance is above the threshold and who are least averse to risk (bin 1). It is drawn for the month and
//! never stored: a disposition is not an act. Who did anything is counted apart. The chain is `ours`, grade C; its parts are docked
//! (T12-T15, T17). Pleas and names are of political cases only;
//! in all others the term is `police_term`, which is so the middle of all. Danger is seen in nobody here, so who decides makes no difference.

use super::{Hand, Penal, whole};
use crate::country::Country;
use crate::decision::category::{CATEGORIES, Category};
use crate::decision::quota::{Files, Scores, Taken, select};
use crate::decision::sentencing::{Case, Scale};
use crate::loops::Loop;
use crate::plan::stratum;
use crate::report::confession::{Plea, Stakes, pleas};
use crate::report::naming::{Chain, Circle, Reach, named};
use crate::truth::custody::{POLICE, Term};
use crate::truth::heads::{CLASSES, Cell, MARKS};
use crate::truth::mood::Mood;
use crate::truth::people::{Account, BINS, Status};
use crate::truth::posts;
use crate::world::Process;
use crate::world::Usage;
use engine::draw::Draws;
use engine::sample::{binomial, hypergeometric, multinomial, multivariate_hypergeometric};

/// What cases came to since the start, whatever they were reported as.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Arrested, by category.
    pub arrested: [u64; CATEGORIES],
    /// Of those arrested: disposed to act. A disposition is not an act.
    pub disposed: u64,
    /// Of those arrested: acted in public in the month before.
    pub had_acted: u64,
    /// Arrested in political cases.
    pub political: u64,
    /// Executed, sent to camps, exiled, let go.
    pub fates: [u64; 4],
    /// Pleas in political cases: denied, responsible, conspiracy.
    pub pleas: [u64; 3],
    /// Pleas of those with a past in an opposition.
    pub pleas_of_opposition: [u64; 3],
    /// People newly named.
    pub named: u64,
    /// Wanted and not there to be taken.
    pub unfilled: u64,
}

/// The free of one category in one region, by stratum.
#[derive(Default)]
struct Pool {
    strata: Vec<usize>,
    /// People of each of them who are disposed, this month.
    disposed: Vec<u64>,
    people: u64,
}

impl Penal {
    /// A month of arrests.
    pub(super) fn arrests(
        &mut self,
        hand: &mut Hand<'_>,
        (country, mood): (&mut Country, &Mood),
        usage: &mut Usage,
    ) {
        let now = hand.now;
        let mut draws = now.draws(Process::Screening as u32, now.week);
        let latent = latent(mood, country, hand);
        let carried_out = now.one("arrests_carried_out") / 12.0;
        let mut month = Tally::default();
        let mut confession = now.draws(Process::Confession as u32, now.week);
        let terms = Terms::of(now, country.charges.level);
        let mut confessed = vec![[0; CATEGORIES]; now.regions.len()];
        for category in Category::ALL {
            let at = category as usize;
            let wanted = country.intake.arrests[at] * carried_out;
            let quota = whole(&mut draws, (key_of(category), 0), wanted);
            if quota == 0 {
                continue;
            }
            let pools = hand.pools(&self.pools, (category, &latent), &mut draws);
            let (taken, unfilled) = self.screen(&pools, (hand, &mut draws), category, quota);
            month.unfilled += unfilled;
            for (region, (pool, taken)) in pools.iter().zip(taken).enumerate() {
                let own = index(region * CATEGORIES + at);
                let said = terms.said(&mut confession, own, (category, taken.number));
                confessed[region][at] = said[Plea::Conspiracy as usize];
                month.note(category, said);
                month.arrested[at] += taken.number;
                month.disposed += taken.disposed;
                let key = key_of(category) + 2000 + 100 * index(region);
                month.had_acted += binomial(draws.at(key, 0), taken.number, mood.acting);
                let served = terms.of_category(category);
                let about = (pool, taken, said, served);
                self.sentence(hand, about, (&mut draws, key + 1), &mut month);
            }
        }
        let specialists = month.arrested[Category::Specialists as usize];
        posts::arrest(country, now, (&mut draws, POSTS_KEY), specialists);
        usage.add(Process::Screening, &draws);
        usage.add(Process::Confession, &confession);
        self.name(hand, confessed.as_flattened(), (&mut month, usage));
        let arrested: u64 = month.arrested.iter().sum();
        country.cases.arrested = arrested;
        country.cases.pleas = month.pleas;
        country.cases.named = month.named;
        country.cases.confessed += month.pleas[1] + month.pleas[2];
        let of_opposition = month.pleas_of_opposition[1] + month.pleas_of_opposition[2];
        country.told.confessed += of_opposition as f64;
        self.year.add(&month);
    }

    /// Who is taken to meet a quota, by region.
    fn screen(
        &mut self,
        pools: &[Pool],
        (hand, draws): (&Hand<'_>, &mut Draws),
        category: Category,
        quota: u64,
    ) -> (Vec<Taken>, u64) {
        let now = hand.now;
        let base = key_of(category);
        let weight = now.one("score_of_named");
        let mut files = Vec::with_capacity(2 * pools.len());
        for (region, pool) in pools.iter().enumerate() {
            let disposed: u64 = pool.disposed.iter().sum();
            let known = &mut self.named[region][category as usize];
            *known = (*known).min(pool.people);
            let place = (Loop::F10, region * CATEGORIES + category as usize);
            let read = self.held.people(now, place, *known).min(pool.people);
            let both = hypergeometric(
                draws.at(base + 1, index(region)),
                pool.people,
                disposed,
                read,
            );
            files.push(Files {
                number: read,
                disposed: both,
                mean: weight,
            });
            files.push(Files {
                number: pool.people - read,
                disposed: disposed - both,
                mean: 0.0,
            });
        }
        let scores = Scores {
            d_prime: now.one("discrimination"),
            lowest: -2.0,
            highest: 6.0,
        };
        let Ok(selection) = select(draws, base + 10, &files, &scores, quota) else {
            return (vec![Taken::default(); pools.len()], quota);
        };
        let mut taken = Vec::with_capacity(pools.len());
        for (region, pair) in selection.taken.chunks_exact(2).enumerate() {
            let known = &mut self.named[region][category as usize];
            *known = known.saturating_sub(pair[0].number);
            taken.push(Taken {
                number: pair[0].number + pair[1].number,
                disposed: pair[0].disposed + pair[1].disposed,
            });
        }
        (taken, selection.unfilled)
    }

    /// What becomes of those arrested in one region and category. Who is let go stays where he is.
    fn sentence(
        &mut self,
        hand: &mut Hand<'_>,
        (pool, taken, said, served): (&Pool, Taken, [u64; 3], [u32; 4]),
        (draws, key): (&mut Draws, u32),
        month: &mut Tally,
    ) {
        if taken.number == 0 {
            return;
        }
        let now = hand.now;
        let shares = ["sentenced_executed", "sentenced_camp", "sentenced_exile"];
        let mut weights = [0.0; 4];
        for (weight, id) in weights.iter_mut().zip(shares) {
            *weight = now.one("sentenced_share") * now.one(id);
        }
        weights[3] = (1.0 - weights.iter().sum::<f64>()).max(0.0);
        let mut fates = [0; 4];
        multinomial(draws, (key, 0), taken.number, &weights, &mut fates);
        for (sum, fate) in month.fates.iter_mut().zip(fates) {
            *sum += fate;
        }
        let mut people = hand.who(pool, taken, (draws, key + 1));
        let mut by_term = [said[0], said[1], said[2], 0];
        by_term[3] = taken.number - said.iter().sum::<u64>();
        for (number, fate) in fates[..3].iter().enumerate() {
            let sizes: Vec<u64> = people.iter().map(|(_, number)| *number).collect();
            let mut parts = vec![0; sizes.len()];
            let own = key + 90 + index(number);
            multivariate_hypergeometric(draws, (own, 0), &sizes, *fate, &mut parts);
            for ((_, left), part) in people.iter_mut().zip(&parts) {
                *left -= part;
            }
            let strata: Vec<usize> = people.iter().map(|(at, _)| *at).collect();
            let tally = self.custody.tally_mut(POLICE);
            tally.moved += fate;
            // What was said says nothing of what becomes of anybody, only how long.
            let mut of_term = [0; 4];
            let own = key + 94 + index(number);
            multivariate_hypergeometric(draws, (own, 0), &by_term, *fate, &mut of_term);
            for (left, part) in by_term.iter_mut().zip(of_term) {
                *left -= part;
            }
            if number == 0 {
                tally.executed += fate;
                self.execute(hand, &strata, &parts);
                continue;
            }
            let status = [Status::CampInmate, Status::Exile][number - 1];
            let terms = served.into_iter().zip(of_term);
            self.serve(hand, (&strata, parts), (draws, own), (status, terms));
        }
    }

    /// Moves people of some strata into custody, so many for each term; all of them go.
    fn serve(
        &mut self,
        hand: &mut Hand<'_>,
        (strata, mut left): (&[usize], Vec<u64>),
        (draws, key): (&mut Draws, u32),
        (status, terms): (Status, impl Iterator<Item = (u32, u64)>),
    ) {
        for (at, (due, number)) in (1_u32..).zip(terms) {
            if number == 0 {
                continue;
            }
            let mut parts = vec![0; left.len()];
            let address = (key, at * 100_000);
            multivariate_hypergeometric(draws, address, &left, number, &mut parts);
            for (left, part) in left.iter_mut().zip(&parts) {
                *left -= part;
            }
            let term = Term { due, order: POLICE };
            self.move_all(hand, (strata, &parts), status, term);
        }
    }

    fn execute(&mut self, hand: &mut Hand<'_>, strata: &[usize], parts: &[u64]) {
        for (from, number) in strata.iter().zip(parts).filter(|(_, number)| **number > 0) {
            self.taken[hand.setup.groups[from / BINS].class as usize] += number;
            hand.remove(*from, Account::Executed, *number);
        }
    }

    /// Names that confessions bring into the files, of those that are followed up.
    fn name(
        &mut self,
        hand: &Hand<'_>,
        confessed: &[u64],
        (month, usage): (&mut Tally, &mut Usage),
    ) {
        let now = hand.now;
        let mut draws = now.draws(Process::Naming as u32, now.week);
        let circles: Vec<Circle> = (0..confessed.len())
            .map(|at| Circle {
                region: u8::try_from(at / CATEGORIES).unwrap_or(u8::MAX),
                people: self.pools[at / CATEGORIES][at % CATEGORIES]
                    .iter()
                    .flat_map(|number| &hand.held[stratum(*number, 0)..stratum(*number + 1, 0)])
                    .sum(),
            })
            .collect();
        let reach = Reach::of(now.laws);
        let kept = now.one("names_a_confession") * now.one("names_followed_up");
        let means = reach.mean_names(kept, confessed, &circles);
        for (at, (circle, mean)) in circles.iter().zip(means).enumerate() {
            let known = &mut self.named[at / CATEGORIES][at % CATEGORIES];
            let fresh = circle.people.saturating_sub(*known);
            let hit = named(&mut draws, index(at), &[fresh], circle.people, mean);
            *known += hit[0];
            month.named += hit[0];
        }
        usage.add(Process::Naming, &draws);
    }
}

/// What is said and given in the cases of a month.
struct Terms<'a> {
    now: &'a crate::country::Now<'a>,
    scale: Scale,
    /// Level of charges against a past in an opposition.
    charge: f64,
    /// Mean of the table over the pleas of ordinary political cases \[years\].
    usual: f64,
}

impl<'a> Terms<'a> {
    fn of(now: &'a crate::country::Now<'a>, charge: f64) -> Self {
        let scale = Scale::of(now);
        let ordinary = stakes(now, 0.0, Category::Workers);
        let chances = ordinary.chances(false, now.one("plea_noise"));
        let both = Plea::ALL.into_iter().zip(chances);
        let usual: f64 = both
            .map(|(plea, chance)| chance * scale.table(0.0, plea))
            .sum();
        Self {
            now,
            scale,
            charge,
            usual,
        }
    }

    /// Pleas of so many arrested of a category in one region, those in political cases.
    fn said(&self, draws: &mut Draws, key: u32, (category, taken): (Category, u64)) -> [u64; 3] {
        let now = self.now;
        let political = match category {
            Category::Opposition | Category::Party => taken,
            _ => binomial(draws.at(key, 0), taken, now.one("political_share")),
        };
        let stakes = stakes(now, self.charge, category);
        let chances = stakes.chances(false, now.one("plea_noise"));
        pleas(draws, (key, 1), political, &chances)
    }

    /// Weeks in which terms of a category end that begin now: for each plea, then for cases that are not political.
    fn of_category(&self, category: Category) -> [u32; 4] {
        let usual_term = self.now.one("police_term");
        let mut due = [super::due_in(self.now, usual_term); 4];
        let rule = (self.now.rules.sentencing, 0);
        for (due, plea) in due.iter_mut().zip(Plea::ALL) {
            let charge = charged(self.charge, category);
            let case = Case {
                charge,
                plea,
                danger: 0.0,
            };
            let years = self.scale.sentence(case, rule).years;
            let given = years * usual_term / self.usual.max(f64::MIN_POSITIVE);
            *due = super::due_in(self.now, given.min(self.scale.longest));
        }
        due
    }
}

/// Weeks in which terms of a category end that are given now: for each plea, then for cases that are not political. `charge` is the level of
/// charges against a past in an opposition.
pub fn due_by_plea(now: &crate::country::Now<'_>, charge: f64, category: Category) -> [u32; 4] {
    Terms::of(now, charge).of_category(category)
}

/// Level of charges in a category: what has escalated is the charge against a past in an opposition alone.
fn charged(level: f64, category: Category) -> f64 {
    if category == Category::Opposition {
        level
    } else {
        0.0
    }
}

/// What is at stake for somebody who is accused: the higher the charge, the longer the sentence that threatens.
pub(crate) fn stakes(now: &crate::country::Now<'_>, charge: f64, category: Category) -> Stakes {
    let level = charged(charge, category);
    let party = matches!(category, Category::Party | Category::Opposition);
    Stakes {
        convicted: now.one("conviction_if_denied"),
        longest: now.one("sentence_if_denied") * (1.0 + now.one("sentence_by_charge") * level),
        interrogation: now.one("interrogation"),
        responsibility: now.one("sentence_for_responsibility"),
        conspiracy: now.one("sentence_for_conspiracy"),
        cast_out: if party { now.one("cast_out") } else { 0.0 },
        falsehood: now.one("falsehood"),
    }
}

/// Effective number of cases that a case brings, as parameters and chances of the menu say, for ordinary cases.
pub fn effective_number(now: &crate::country::Now<'_>) -> f64 {
    let chances = stakes(now, 0.0, Category::Workers).chances(false, now.one("plea_noise"));
    let chain = Chain {
        names: now.one("names_a_confession"),
        confesses: chances[2],
        followed: now.one("names_followed_up"),
    };
    chain.effective_number()
}

/// Share that would act if nothing were to be feared, by cell and mark.
fn latent(mood: &Mood, country: &Country, hand: &Hand<'_>) -> Vec<f64> {
    let now = hand.now;
    let mut all = vec![0.0; now.regions.len() * 2 * CLASSES * MARKS];
    for (cell, mark, _, stratum) in mood.strata(country, now) {
        all[cell.number() * MARKS + mark as usize] = stratum.latent(now.one("grievance_threshold"));
    }
    all
}

impl Hand<'_> {
    /// The free of a category by region, with those who are disposed this month.
    fn pools(
        &self,
        groups: &[[Vec<usize>; CATEGORIES]],
        (category, latent): (Category, &[f64]),
        draws: &mut Draws,
    ) -> Vec<Pool> {
        let mut of = |groups: &[Vec<usize>; CATEGORIES]| {
            let mut pool = Pool::default();
            for number in &groups[category as usize] {
                let group = &self.setup.groups[*number];
                let share = latent[Cell::of(group).number() * MARKS + group.mark as usize];
                for bin in 0..BINS {
                    let at = stratum(*number, bin);
                    let held = self.held[at];
                    if held == 0 {
                        continue;
                    }
                    // The disposed are among those who are least averse to risk.
                    let key = key_of(category) + 9000;
                    let disposed = if bin == 0 {
                        binomial(draws.at(key, index(at)), held, share)
                    } else {
                        0
                    };
                    pool.strata.push(at);
                    pool.disposed.push(disposed);
                    pool.people += held;
                }
            }
            pool
        };
        groups.iter().map(&mut of).collect()
    }

    /// The strata of those taken out of a pool, with numbers.
    fn who(&self, pool: &Pool, taken: Taken, (draws, key): (&mut Draws, u32)) -> Vec<(usize, u64)> {
        let mut disposed = vec![0; pool.strata.len()];
        multivariate_hypergeometric(
            draws,
            (key, 0),
            &pool.disposed,
            taken.disposed,
            &mut disposed,
        );
        let others: Vec<u64> = pool
            .strata
            .iter()
            .zip(&pool.disposed)
            .map(|(at, disposed)| self.held[*at] - disposed)
            .collect();
        let mut rest = vec![0; others.len()];
        let number = taken.number - taken.disposed;
        multivariate_hypergeometric(draws, (key + 1, 0), &others, number, &mut rest);
        let both = disposed.iter().zip(&rest).map(|(a, b)| a + b);
        let all = pool.strata.iter().copied().zip(both);
        all.filter(|(_, number)| *number > 0).collect()
    }
}

impl Tally {
    /// What was added since an earlier tally.
    #[must_use]
    pub fn since(&self, before: &Self) -> Self {
        fn less<const N: usize>(now: [u64; N], before: [u64; N]) -> [u64; N] {
            let mut rest = now;
            for (rest, before) in rest.iter_mut().zip(before) {
                *rest -= before;
            }
            rest
        }
        Self {
            arrested: less(self.arrested, before.arrested),
            disposed: self.disposed - before.disposed,
            had_acted: self.had_acted - before.had_acted,
            political: self.political - before.political,
            fates: less(self.fates, before.fates),
            pleas: less(self.pleas, before.pleas),
            pleas_of_opposition: less(self.pleas_of_opposition, before.pleas_of_opposition),
            named: self.named - before.named,
            unfilled: self.unfilled - before.unfilled,
        }
    }

    /// Notes what those arrested of a category said.
    fn note(&mut self, category: Category, said: [u64; 3]) {
        let of_opposition = &mut self.pleas_of_opposition;
        for ((sum, own), number) in self.pleas.iter_mut().zip(of_opposition).zip(said) {
            *sum += number;
            if category == Category::Opposition {
                *own += number;
            }
        }
        self.political += said.iter().sum::<u64>();
    }

    fn add(&mut self, other: &Self) {
        fn sum(all: &mut [u64], more: &[u64]) {
            for (all, more) in all.iter_mut().zip(more) {
                *all += more;
            }
        }
        sum(&mut self.arrested, &other.arrested);
        sum(&mut self.fates, &other.fates);
        sum(&mut self.pleas, &other.pleas);
        sum(&mut self.pleas_of_opposition, &other.pleas_of_opposition);
        self.disposed += other.disposed;
        self.had_acted += other.had_acted;
        self.political += other.political;
        self.named += other.named;
        self.unfilled += other.unfilled;
    }
}

/// Key of the draws that divide specialists over branches, below those of categories.
const POSTS_KEY: u32 = 1;

/// First key of the draws for a category.
fn key_of(category: Category) -> u32 {
    10_000 * (1 + category as u32)
}

fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
