//! The paper's rules: M, who moves; A, who acts; C, whom a cop arrests.

use super::chance::{as_bits, lower, pick, up, upper};
use super::torus::Site;
use super::{ARREST, FEW, Lattice, NOBODY, OFFERS, State, THRESHOLD, process};
use crate::truth::protest::{arrest_probability, grievance, is_active, net_risk};

impl Lattice {
    /// Rules M and C.
    pub(super) fn patrol(&mut self, slot: u32) {
        let from = self.units[slot as usize].site;
        let to = self.walk(slot, from);
        if to != from {
            self.cops.take(&self.sight, from);
            self.cops.add(&self.sight, to);
        }
        let in_sight = self.actives.at(self.sight.at(to));
        if in_sight == 0 {
            return;
        }
        let chosen = pick(self.draw(process::ARREST, slot, 0), usize::from(in_sight));
        let mut actives = self
            .sight
            .steps
            .iter()
            .map(|step| self.who[self.sight.at(self.sight.after(to, *step))])
            .filter(|who| *who != NOBODY && self.units[*who as usize].state == State::Active);
        if let Some(arrested) = actives.nth(chosen) {
            self.jail(arrested);
        }
    }

    fn jail(&mut self, slot: u32) {
        let until = self.setting.longest_term.map_or(u32::MAX, |longest| {
            self.tick + up(self.draw(process::TERM, slot, 0), longest)
        });
        self.leave(slot, State::Jailed);
        self.units[slot as usize].until = until;
    }

    /// Takes a person off the lattice.
    pub(super) fn leave(&mut self, slot: u32, state: State) {
        let unit = &mut self.units[slot as usize];
        if unit.state == State::Active {
            self.actives.take(&self.sight, unit.site);
        }
        self.who[self.sight.at(unit.site)] = NOBODY;
        unit.state = state;
    }

    /// Rules M and A; in Model II also what an active person does.
    pub(super) fn act(&mut self, slot: u32) {
        let unit = self.units[slot as usize];
        if unit.state == State::Active {
            // He does not count himself twice.
            self.actives.take(&self.sight, unit.site);
        }
        let site = self.walk(slot, unit.site);
        let place = self.sight.at(site);
        let grievance = grievance(unit.hardship, self.setting.legitimacy);
        // Whoever would not act without risk need not look around.
        let acts = is_active(grievance, 0.0, THRESHOLD) && {
            let arrest = self.chance(self.cops.at(place), self.actives.at(place));
            is_active(grievance, net_risk(unit.aversion, arrest, 1.0), THRESHOLD)
        };
        if acts {
            self.actives.add(&self.sight, site);
        }
        self.units[slot as usize].state = if acts { State::Active } else { State::Quiet };
        if acts && self.setting.groups.is_some() {
            self.kill(slot);
        }
    }

    /// Chance of arrest with so many cops and other actives in sight.
    fn chance(&mut self, cops: u16, others: u16) -> f64 {
        let kinds = self.sight.steps.len() + 2;
        let known = &mut self.chances[usize::from(cops) * kinds + usize::from(others)];
        if known.is_nan() {
            let ratio = self
                .setting
                .ratio
                .of(f64::from(cops), 1.0 + f64::from(others));
            *known = arrest_probability(ARREST, ratio);
        }
        *known
    }

    /// Rule M. Returns where the unit stands afterwards.
    fn walk(&mut self, slot: u32, from: Site) -> Site {
        let Some(to) = self.empty_in_sight(slot, from) else {
            return from;
        };
        self.who[self.sight.at(from)] = NOBODY;
        self.who[self.sight.at(to)] = slot;
        self.units[slot as usize].site = to;
        to
    }

    /// A random empty site in sight. Random sites are offered until one is empty, which makes all empty ones equally likely;
    /// after four draws, or at once if few are in sight, the empty ones are listed and one is chosen.
    fn empty_in_sight(&self, slot: u32, from: Site) -> Option<Site> {
        let steps = &self.sight.steps;
        let [high, low] = [0, 1].map(|half: usize| u64::from(self.words[half][slot as usize]));
        let mut bits = (high << 32) | low;
        let is_empty = |site: &Site| self.who[self.sight.at(*site)] == NOBODY;
        if steps.len() > FEW {
            for attempt in 2..5 {
                let offers: [Site; OFFERS] = std::array::from_fn(|_| {
                    let product = u128::from(bits) * steps.len() as u128;
                    bits = lower(product);
                    self.sight.after(from, steps[upper(product)])
                });
                // All are looked at, so that no branch depends on which is empty.
                let empty = (0..).zip(&offers);
                let empty = empty.fold(0_u32, |all, (at, site)| {
                    all | (u32::from(is_empty(site)) << at)
                });
                if empty != 0 {
                    return Some(offers[empty.trailing_zeros() as usize]);
                }
                bits = as_bits(self.draw(process::MOVE, slot, attempt));
            }
        }
        let sites = || steps.iter().map(|step| self.sight.after(from, *step));
        let empty = sites().filter(is_empty).count();
        sites()
            .filter(is_empty)
            .nth(upper(u128::from(bits) * empty as u128))
    }
}
