//! Cases that spread: those who confess name others, and some of these are followed up.
//!
//! A branching process: Harris, *The Theory of Branching Processes* (1963), source `harris-1963`. Each case leads to Poisson(R) further
//! ones. With R below 1 a chain dies out and has 1/(1 - R) cases in the mean; else it goes on for ever with chance s,
//!
//! ```text
//! s = 1 - exp(-R s)            R = nu P(confess) phi            what is left of it in a finite pool: R (1 - taken/pool)
//! ```
//!
//! Grade A for these numbers (T15); that cases spread like this, nu, phi, and where names go, is ours. If only a part c of those taken
//! confesses at all, and names Poisson(nu) people then, R does not say everything: it is the mean, and
//!
//! ```text
//! s = c (1 - exp(-nu phi s))
//! ```
//!
//! **Where names fall.** Names of n confessions are Poisson(nu n); a name goes to the namer's own group, to the same region, or
//! anywhere, and there to anyone with equal chance. Names of people already taken, and second names of the same person in one week, are wasted.
//! Poisson numbers split into independent Poisson numbers, person by person, so of `files` people among `people`, on whom m names
//! fall in the mean, Bin(files, 1 - exp(-m / people)) are named: one draw, and exact. [`one_by_one`] is the slow version of it.
//!
//! A name is a report. That somebody was named says nothing of what they did.

use crate::setting::{Laws, SettingError};
use engine::draw::Draws;
use engine::sample::{binomial, multinomial, poisson};
use libm::{exp, expm1};

/// How cases lead to cases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chain {
    /// nu: names given by one who confesses, in the mean.
    pub names: f64,
    /// Chance that one who is taken confesses.
    pub confesses: f64,
    /// phi: chance that one who is named is followed up, and taken.
    pub followed: f64,
}

impl Chain {
    /// R: cases that a case leads to in the mean, in a pool without end.
    pub fn effective_number(&self) -> f64 {
        self.names * self.confesses * self.followed
    }

    /// R of a pool of which so many have been taken.
    pub fn depleted(&self, taken: u64, pool: u64) -> f64 {
        if pool == 0 {
            return 0.0;
        }
        self.effective_number() * (1.0 - taken as f64 / pool as f64).max(0.0)
    }

    /// Cases of a chain in the mean, the first included: 1/(1 - R). Nothing, if R is 1 or more and there is no mean.
    pub fn mean_total(&self) -> Option<f64> {
        let r = self.effective_number();
        (r < 1.0).then(|| 1.0 / (1.0 - r))
    }

    /// s: the chance that a chain never ends. Newton's steps for the chance q = 1 - s of ending, from 0 upwards; the function of
    /// which q is a root is convex, so they never overshoot the smallest one.
    pub fn survival(&self) -> f64 {
        if self.effective_number() <= 1.0 {
            return 0.0;
        }
        let (c, led) = (self.confesses, self.names * self.followed);
        let mut q = 0.0;
        for _ in 0..200 {
            let ends = c * exp(led * (q - 1.0));
            let next = q + (1.0 - c + ends - q) / (1.0 - led * ends);
            if next.total_cmp(&q).is_le() {
                break;
            }
            q = next;
        }
        1.0 - q
    }

    /// Cases of a chain that is drawn, generation by generation, the first included. Nothing, if it is still going on when there
    /// are more than `most`. Uses three draws of `key` for each generation.
    pub fn total(&self, draws: &mut Draws, key: u32, most: u64) -> Option<u64> {
        let (mut total, mut open) = (1, 1);
        for generation in 0.. {
            let number = 3 * generation;
            let confessed = binomial(draws.at(key, number), open, self.confesses);
            let named = poisson(draws.at(key, number + 1), self.names * confessed as f64);
            open = follow_up(draws, (key, number + 2), named, self.followed);
            total += open;
            if open == 0 {
                return Some(total);
            }
            if total > most {
                break;
            }
        }
        None
    }
}

/// Parameters of [`Reach`]: the namer's own group, the same region, anybody.
pub(crate) const REACH: [&str; 3] = ["names_own_group", "names_own_region", "names_anybody"];

/// Names fall somewhere: the parts add up to one.
///
/// # Errors
/// Parts that do not, to a millionth.
pub fn refuse_names_astray(laws: &Laws) -> Result<(), SettingError> {
    let parts = REACH.map(|id| laws.one(id));
    let sum: f64 = parts.iter().sum();
    if (sum - 1.0).abs() <= 1e-6 {
        return Ok(());
    }
    let told: Vec<String> = REACH
        .iter()
        .zip(parts)
        .map(|(id, part)| format!("{id} = {part}"))
        .collect();
    Err(SettingError::of(
        REACH[0],
        "parts of names that do not add up to one",
        format!("{}: {sum:.6}", told.join(", ")),
        "1, to a millionth",
        "every name falls on somebody; whoever changes one of the three changes another with it",
    ))
}

/// Of a queue of named people, those who are followed up, and so taken.
pub fn follow_up(draws: &mut Draws, (key, number): (u32, u32), queue: u64, followed: f64) -> u64 {
    binomial(draws.at(key, number), queue, followed)
}

/// A group in which people can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Number of its region.
    pub region: u8,
    /// People in it, those already taken included.
    pub people: u64,
}

/// Where names go; parts of all names, which add up to one. Ours: parameters `names_own_group`, `names_own_region`, `names_anybody`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// To the namer's own group.
    pub own: f64,
    /// To anyone of the same region.
    pub region: f64,
    /// To anyone.
    pub any: f64,
}

impl Reach {
    /// What the parameters say.
    pub fn of(laws: &Laws) -> Self {
        let [own, region, any] = REACH.map(|id| laws.one(id));
        Self { own, region, any }
    }

    /// Parts of the names from the group `of` that go to each group, by where people are: as many as groups. Names for whom
    /// there is nobody go nowhere.
    pub fn weights(&self, of: usize, circles: &[Circle]) -> Vec<f64> {
        let sum = |wanted: &dyn Fn(&Circle) -> bool| -> f64 {
            let all = circles.iter().filter(|circle| wanted(circle));
            all.map(|circle| circle.people as f64).sum()
        };
        let region = circles[of].region;
        let in_region = sum(&|circle| circle.region == region);
        let everywhere = sum(&|_| true);
        let part = |people: f64, all: f64| if all > 0.0 { people / all } else { 0.0 };
        let weight = |(at, circle): (usize, &Circle)| {
            let people = circle.people as f64;
            let mut weight = self.any * part(people, everywhere);
            if circle.region == region {
                weight += self.region * part(people, in_region);
            }
            if at == of && circle.people > 0 {
                weight += self.own;
            }
            weight
        };
        circles.iter().enumerate().map(weight).collect()
    }

    /// Names that fall on each group in the mean, if so many have confessed in each.
    pub fn mean_names(&self, names: f64, confessed: &[u64], circles: &[Circle]) -> Vec<f64> {
        let mut fall = vec![0.0; circles.len()];
        for (of, confessed) in confessed.iter().enumerate().filter(|(_, n)| **n > 0) {
            let given = names * *confessed as f64;
            for (fall, weight) in fall.iter_mut().zip(self.weights(of, circles)) {
                *fall += given * weight;
            }
        }
        fall
    }
}

/// People of a group who are named at least once, by the level at which their file was: of `files` (people not yet taken, by level),
/// among so many `people` with those taken, when `mean_names` fall on the group in the mean. One draw of `key` a level.
pub fn named(draws: &mut Draws, key: u32, files: &[u64], people: u64, mean_names: f64) -> Vec<u64> {
    if people == 0 {
        return vec![0; files.len()];
    }
    let chance = -expm1(-mean_names / people as f64);
    (0..)
        .zip(files)
        .map(|(number, files)| binomial(draws.at(key, number), *files, chance))
        .collect()
}

/// Names given by those who confess in one group, by the group on which they fall; shape: groups. Uses the draws of `key`.
pub fn spoken(
    draws: &mut Draws,
    key: u32,
    names: f64,
    confessed: u64,
    weights: &[f64],
) -> Vec<u64> {
    let reached: f64 = weights.iter().sum();
    let mean = names * confessed as f64 * reached;
    let all = poisson(draws.at(key, 0), mean);
    let mut parts = vec![0; weights.len()];
    if all > 0 {
        multinomial(draws, (key, 1), all, weights, &mut parts);
    }
    parts
}

/// The slow version of [`named`]: so many names are given one by one, each to anyone of the group. One draw of `key` a name.
pub fn one_by_one(draws: &mut Draws, key: u32, files: &[u64], people: u64, names: u64) -> Vec<u64> {
    let mut fresh = files.to_vec();
    let mut hit = vec![0; files.len()];
    for (number, _) in (0..).zip(0..names) {
        let mut place = draws.at(key, number).value() * people as f64;
        for (fresh, hit) in fresh.iter_mut().zip(&mut hit) {
            if place < *fresh as f64 {
                *fresh -= 1;
                *hit += 1;
                break;
            }
            place -= *fresh as f64;
        }
    }
    hit
}

#[cfg(test)]
mod tests;
