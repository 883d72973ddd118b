//! What Model II adds to the lattice: killing, cloning and death.

use super::chance::{number, pick, up};
use super::{Groups, Lattice, NOBODY, State, Unit, process};

impl Lattice {
    /// Tick at whose end a person born now dies; never in Model I.
    pub(super) fn end_of_life(&self, slot: u32) -> u32 {
        self.setting.groups.map_or(u32::MAX, |groups| {
            self.tick + up(self.draw(process::DEATH, slot, 0), groups.oldest)
        })
    }

    /// An active person kills a random member of the other group in sight.
    pub(super) fn kill(&mut self, slot: u32) {
        let killer = self.units[slot as usize];
        let is_other = |who: &u32| {
            *who != NOBODY && {
                let unit = &self.units[*who as usize];
                unit.state != State::Cop && unit.group != killer.group
            }
        };
        let others: Vec<u32> = self
            .sight
            .steps
            .iter()
            .map(|step| self.who[self.sight.at(self.sight.after(killer.site, *step))])
            .filter(is_other)
            .collect();
        if !others.is_empty() {
            let killed = others[pick(self.draw(process::KILL, slot, 0), others.len())];
            self.leave(killed, State::Gone);
        }
    }

    /// The end of a tick: children, then deaths. Places of the dead are used again from the next tick on.
    pub(super) fn renew(&mut self, groups: Groups) {
        self.set_order(1);
        let order = std::mem::take(&mut self.order);
        for slot in &order {
            let parent = self.units[*slot as usize];
            let clones = self.draw(process::CLONE, *slot, 0).value() < groups.clone;
            if parent.state != State::Cop && clones {
                self.clone_person(*slot, &parent);
            }
        }
        self.order = order;
        for slot in 0..self.units.len() {
            let unit = self.units[slot];
            let is_person = !matches!(unit.state, State::Cop | State::Gone);
            if is_person && unit.dies <= self.tick {
                if unit.state == State::Jailed {
                    self.units[slot].state = State::Gone;
                } else {
                    self.leave(number(slot), State::Gone);
                }
            }
        }
        let units = (0..).zip(&self.units);
        self.unused.clear();
        self.unused.extend(
            units
                .filter(|(_, unit)| unit.state == State::Gone)
                .map(|(slot, _)| slot),
        );
    }

    /// A child on a random empty site beside its parent, if there is one.
    fn clone_person(&mut self, slot: u32, parent: &Unit) {
        let sites = self
            .near
            .steps
            .iter()
            .map(|step| self.near.after(parent.site, *step));
        let empty: Vec<_> = sites
            .filter(|site| self.who[self.near.at(*site)] == NOBODY)
            .collect();
        if empty.is_empty() {
            return;
        }
        let site = empty[pick(self.draw(process::CLONE, slot, 1), empty.len())];
        let child = self.unused.pop().unwrap_or(number(self.units.len()));
        let unit = Unit {
            site,
            state: State::Quiet,
            aversion: self.draw(process::AVERSION, child, 0).value(),
            dies: self.end_of_life(child),
            ..*parent
        };
        self.who[self.near.at(site)] = child;
        match self.units.get_mut(child as usize) {
            Some(place) => *place = unit,
            None => self.units.push(unit),
        }
    }
}
