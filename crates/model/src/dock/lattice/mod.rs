//! The lattice on which Epstein (2002) runs his rules. Lattices exist only here, in docking: the coupled model asks the same
//! functions of [`crate::truth::protest`] about cells of people.
//!
//! One tick activates every cop and every free person once, in random order. Whoever is activated
//!
//! ```text
//! M   moves to a random empty site in sight, if there is one; then
//! A   if a person, is active if and only if G - N > T
//! C   if a cop, arrests a random active person in sight, if there is one; the jail term is U(0, J_max)
//! ```
//!
//! Model II has two groups. To be active is to kill a random member of the other group in sight. At the end of a tick every
//! free person clones with a fixed chance onto an empty neighbouring site; the child has the group and the hardship of its
//! parent. Everybody dies at an age of U(0, oldest) ticks.
//!
//! Where the paper is silent the choice is `ours`: terms and ages are rounded up to whole ticks; the jailed leave the lattice
//! and come back to a random empty site anywhere, or wait if a few tries find none; a child's risk aversion is drawn anew;
//! groups are drawn with equal chance; all begin quiet, at age 0.
//!
//! Draws are addressed by process, place in the list of units, and tick. A place is used again only in a later tick.
//!
//! | process | what | numbers |
//! |---|---|---|
//! | 1000 | sites at the start | word 0 |
//! | 1001 | hardship, of the first people | 0 |
//! | 1002 | risk aversion, at birth or at the start | 0 |
//! | 1003 | group at the start | 0 |
//! | 1004 | age at death | 0 |
//! | 1005 | order of a tick; order of cloning | word 0; word 1 |
//! | 1006 | moves | words 0 and 1, then 2 to 4 |
//! | 1007 | whom a cop arrests | 0 |
//! | 1008 | jail term | 0 |
//! | 1009 | site after jail | 0 to 31 |
//! | 1010 | which cop leaves | 0 |
//! | 1011 | whom an active person kills | 0 |
//! | 1012 | whether a person clones, and where to | 0, 1 |

mod chance;
mod groups;
pub(super) mod outburst;
mod rules;
#[cfg(test)]
mod tests;
mod torus;

use crate::truth::protest::Ratio;
use chance::{coordinate, number, pick, share, shuffle};
use engine::draw::{Draws, Uniform};
use torus::{InSight, Sight, Site};

/// Arrest constant of all runs of the paper.
pub const ARREST: f64 = 2.3;
/// Threshold of all runs of the paper.
pub const THRESHOLD: f64 = 0.1;

/// One column of the paper's Table 2.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Sites along one side of the torus.
    pub side: u16,
    /// People for each site, at the start.
    pub density: f64,
    /// Cops for each site, at the start.
    pub cop_density: f64,
    /// How far people and cops see, in sites.
    pub vision: f64,
    /// Legitimacy L at the start, 0 to 1.
    pub legitimacy: f64,
    /// Longest jail term `J_max`, in ticks; none means for ever.
    pub longest_term: Option<u32>,
    /// How C/A is read.
    pub ratio: Ratio,
    /// Two groups, if this is Model II.
    pub groups: Option<Groups>,
}

/// What Model II adds.
#[derive(Clone, Copy, Debug)]
pub struct Groups {
    /// Chance a tick that a free person clones.
    pub clone: f64,
    /// Highest age at death, in ticks.
    pub oldest: u32,
}

/// Numbers of people after a tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Active and free.
    pub active: u32,
    /// In jail.
    pub jailed: u32,
    /// All of each group, free and jailed; in Model I all are of the first.
    pub people: [u32; 2],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Cop,
    Quiet,
    Active,
    Jailed,
    Gone,
}

#[derive(Clone, Copy, Debug)]
struct Unit {
    hardship: f64,
    aversion: f64,
    site: Site,
    /// Tick at whose beginning a jailed person is free.
    until: u32,
    /// Tick at whose end a person dies.
    dies: u32,
    state: State,
    group: u8,
}

/// Processes of the table above.
mod process {
    pub(super) const START: u32 = 1000;
    pub(super) const HARDSHIP: u32 = 1001;
    pub(super) const AVERSION: u32 = 1002;
    pub(super) const GROUP: u32 = 1003;
    pub(super) const DEATH: u32 = 1004;
    pub(super) const ORDER: u32 = 1005;
    pub(super) const MOVE: u32 = 1006;
    pub(super) const ARREST: u32 = 1007;
    pub(super) const TERM: u32 = 1008;
    pub(super) const RELEASE: u32 = 1009;
    pub(super) const LEAVE: u32 = 1010;
    pub(super) const KILL: u32 = 1011;
    pub(super) const CLONE: u32 = 1012;
}

/// Nobody stands there.
const NOBODY: u32 = u32::MAX;
/// Random sites that one draw of 64 bits offers; what is left of the bits after six is still far more than the sites in sight.
const OFFERS: usize = 6;
/// Sites in sight that are so few that they are listed at once.
const FEW: usize = 16;
/// Places that a person out of jail tries in one tick.
const RETURNS: u32 = 32;

/// A run in progress.
#[derive(Clone, Debug)]
pub struct Lattice {
    setting: Setting,
    seed: u64,
    tick: u32,
    sight: Sight,
    /// The eight neighbours, for children.
    near: Sight,
    units: Vec<Unit>,
    /// Places of the dead, to be used again.
    unused: Vec<u32>,
    /// Unit at each site.
    who: Vec<u32>,
    cops: InSight,
    actives: InSight,
    /// Chance of arrest by cops and actives, worked out when first asked for.
    chances: Vec<f64>,
    order: Vec<u32>,
    words: [Vec<u32>; 2],
}

impl Lattice {
    /// The start: cops, then people, on random sites, all quiet.
    pub fn new(setting: Setting, seed: u64) -> Self {
        let sight = Sight::new(setting.side, setting.vision);
        let sites = usize::from(setting.side) * usize::from(setting.side);
        let kinds = sight.steps.len() + 2;
        let mut lattice = Self {
            setting,
            seed,
            tick: 0,
            near: Sight::new(setting.side, 1.7),
            units: Vec::new(),
            unused: Vec::new(),
            who: vec![NOBODY; sites],
            cops: InSight::new(&sight),
            actives: InSight::new(&sight),
            chances: vec![f64::NAN; kinds * kinds],
            sight,
            order: Vec::new(),
            words: [Vec::new(), Vec::new()],
        };
        lattice.settle();
        lattice
    }

    /// Puts everybody on the lattice.
    fn settle(&mut self) {
        let sites = self.who.len();
        let cops = share(self.setting.cop_density, sites);
        let people = share(self.setting.density, sites).min(sites - cops);
        let mut order: Vec<u32> = (0..number(sites)).collect();
        shuffle(
            &mut Draws::new(self.seed, process::START, 0),
            0,
            &mut order,
            &mut self.words[0],
        );
        for (slot, place) in (0..).zip(order.into_iter().take(cops + people)) {
            let side = u32::from(self.setting.side);
            let site = (coordinate(place % side), coordinate(place / side));
            let is_cop = slot < number(cops);
            let unit = if is_cop {
                self.cops.add(&self.sight, site);
                Unit {
                    hardship: 0.0,
                    aversion: 0.0,
                    site,
                    until: 0,
                    dies: u32::MAX,
                    state: State::Cop,
                    group: 0,
                }
            } else {
                self.person(slot, site)
            };
            self.who[place as usize] = slot;
            self.units.push(unit);
        }
    }

    /// One of the first people.
    fn person(&self, slot: u32, site: Site) -> Unit {
        let in_second =
            self.setting.groups.is_some() && self.draw(process::GROUP, slot, 0).value() < 0.5;
        Unit {
            hardship: self.draw(process::HARDSHIP, slot, 0).value(),
            aversion: self.draw(process::AVERSION, slot, 0).value(),
            site,
            until: 0,
            dies: self.end_of_life(slot),
            state: State::Quiet,
            group: u8::from(in_second),
        }
    }

    fn draw(&self, process: u32, slot: u32, number: u32) -> Uniform {
        Draws::new(self.seed, process, self.tick).at(slot, number)
    }

    /// Ticks that were made.
    pub fn ticks(&self) -> u32 {
        self.tick
    }

    /// Legitimacy from now on, 0 to 1.
    pub fn set_legitimacy(&mut self, legitimacy: f64) {
        self.setting.legitimacy = legitimacy;
    }

    /// Takes a random cop away, one at most in a tick; false if there is none left.
    pub fn remove_cop(&mut self) -> bool {
        let is_cop = |slot: &u32| self.units[*slot as usize].state == State::Cop;
        let cops: Vec<u32> = (0..number(self.units.len())).filter(is_cop).collect();
        if cops.is_empty() {
            return false;
        }
        let slot = cops[pick(self.draw(process::LEAVE, 0, 0), cops.len())];
        let site = self.units[slot as usize].site;
        self.cops.take(&self.sight, site);
        self.who[self.sight.at(site)] = NOBODY;
        self.units[slot as usize].state = State::Gone;
        true
    }

    /// Cops and people, in jail or not, who are there now.
    pub fn units(&self) -> usize {
        self.units
            .iter()
            .filter(|unit| unit.state != State::Gone)
            .count()
    }

    /// Numbers of people now.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for unit in &self.units {
            let is_person = !matches!(unit.state, State::Cop | State::Gone);
            tally.active += u32::from(unit.state == State::Active);
            tally.jailed += u32::from(unit.state == State::Jailed);
            tally.people[usize::from(unit.group)] += u32::from(is_person);
        }
        tally
    }

    /// One tick: everybody who is free acts once.
    pub fn tick(&mut self) {
        self.release();
        self.set_order(0);
        let mut moves = Draws::new(self.seed, process::MOVE, self.tick);
        for (words, number) in self.words.iter_mut().zip(0..) {
            words.resize(self.units.len(), 0);
            moves.words(0, number, words);
        }
        let order = std::mem::take(&mut self.order);
        for slot in &order {
            match self.units[*slot as usize].state {
                State::Cop => self.patrol(*slot),
                State::Quiet | State::Active => self.act(*slot),
                State::Jailed | State::Gone => {}
            }
        }
        self.order = order;
        if let Some(groups) = self.setting.groups {
            self.renew(groups);
        }
        self.tick += 1;
    }

    /// All who are free, in random order.
    fn set_order(&mut self, number_of_word: u32) {
        let units = (0..).zip(&self.units);
        let free = units.filter(|(_, unit)| !matches!(unit.state, State::Jailed | State::Gone));
        self.order.clear();
        self.order.extend(free.map(|(slot, _)| slot));
        let mut draws = Draws::new(self.seed, process::ORDER, self.tick);
        shuffle(
            &mut draws,
            number_of_word,
            &mut self.order,
            &mut self.words[0],
        );
    }

    /// Those whose term is over come back, if they find an empty site.
    fn release(&mut self) {
        for slot in 0..number(self.units.len()) {
            let unit = self.units[slot as usize];
            if unit.state != State::Jailed || unit.until > self.tick {
                continue;
            }
            let empty = (0..RETURNS)
                .map(|attempt| pick(self.draw(process::RELEASE, slot, attempt), self.who.len()))
                .find(|place| self.who[*place] == NOBODY);
            if let Some(place) = empty {
                let side = u32::from(self.setting.side);
                let place_number = number(place);
                self.who[place] = slot;
                self.units[slot as usize].site = (
                    coordinate(place_number % side),
                    coordinate(place_number / side),
                );
                self.units[slot as usize].state = State::Quiet;
            }
        }
    }
}
