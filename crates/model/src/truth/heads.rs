//! How many people there are, in millions: what fields, barns and shops see of the population. Taken at the start of a month.

use crate::truth::people::{BINS, Class, Group, Mark, Party, Residence, Status};

/// Number of classes.
pub const CLASSES: usize = Class::ALL.len();
/// Number of marks.
pub const MARKS: usize = Mark::ALL.len();

/// A place and class: the finest level at which living standards are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Number of the region.
    pub region: usize,
    /// Town or village.
    pub residence: Residence,
    /// Class.
    pub class: Class,
}

impl Cell {
    /// Its number among the cells of all regions.
    pub fn number(self) -> usize {
        (self.region * Residence::ALL.len() + self.residence as usize) * CLASSES
            + self.class as usize
    }

    /// The cell of a group.
    pub fn of(group: &Group) -> Self {
        Self {
            region: usize::from(group.region),
            residence: group.residence,
            class: group.class,
        }
    }

    /// All cells of so many regions, in the order of their numbers.
    pub fn all(regions: usize) -> impl Iterator<Item = Self> {
        (0..regions).flat_map(|region| {
            Residence::ALL.iter().flat_map(move |residence| {
                Class::ALL.iter().map(move |class| Self {
                    region,
                    residence: *residence,
                    class: *class,
                })
            })
        })
    }

    /// Whether its people live off the land.
    pub fn is_of_land(self) -> bool {
        matches!(self.class, Class::Kolkhoznik | Class::IndividualPeasant)
    }

    /// Whether its people live on a wage.
    pub fn is_employed(self) -> bool {
        matches!(
            self.class,
            Class::Worker | Class::Specialist | Class::Official | Class::Employee
        )
    }
}

/// Free people by cell and mark, in millions.
#[derive(Clone, Debug, PartialEq)]
pub struct Heads {
    by: Vec<f64>,
    members: Vec<f64>,
    /// Members and candidates by standing in the party and class.
    party: [[f64; CLASSES]; Party::ALL.len()],
}

impl Heads {
    /// Counts the free; `held` is by stratum.
    pub fn count(regions: usize, groups: &[Group], held: &[u64]) -> Self {
        let cells = regions * Residence::ALL.len() * CLASSES;
        let mut by = vec![0.0; cells * MARKS];
        let mut members = vec![0.0; cells];
        let mut party = [[0.0; CLASSES]; Party::ALL.len()];
        for (group, bins) in groups.iter().zip(held.chunks_exact(BINS)) {
            if group.status == Status::Free {
                let people: u64 = bins.iter().sum();
                let cell = Cell::of(group).number();
                party[group.party as usize][group.class as usize] += people as f64 / 1e6;
                by[cell * MARKS + group.mark as usize] += people as f64 / 1e6;
                if group.party != Party::None && group.mark == Mark::None {
                    members[cell] += people as f64 / 1e6;
                }
            }
        }
        Self { by, members, party }
    }

    /// Members and candidates of the party in a cell, those with a past in an opposition left out.
    pub fn members(&self, cell: Cell) -> f64 {
        self.members[cell.number()]
    }

    /// People of a standing in the party.
    pub fn party(&self, party: Party) -> f64 {
        self.party[party as usize].iter().sum()
    }

    /// Members and candidates of the party by class.
    pub fn members_by_class(&self) -> [f64; CLASSES] {
        let mut all = self.party[Party::Member as usize];
        for (sum, candidates) in all.iter_mut().zip(self.party[Party::Candidate as usize]) {
            *sum += candidates;
        }
        all
    }

    /// People of a cell and mark.
    pub fn marked(&self, cell: Cell, mark: Mark) -> f64 {
        self.by[cell.number() * MARKS + mark as usize]
    }

    /// People of a cell.
    pub fn of(&self, cell: Cell) -> f64 {
        let at = cell.number() * MARKS;
        self.by[at..at + MARKS].iter().sum()
    }

    /// People of all cells that satisfy a condition.
    pub fn sum(&self, regions: usize, wanted: impl Fn(Cell) -> bool) -> f64 {
        Cell::all(regions)
            .filter(|cell| wanted(*cell))
            .map(|cell| self.of(cell))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Heads};
    use crate::truth::people::{Class, Group, Mark, Party, Residence, Status};

    #[test]
    fn law_the_free_are_counted_once() {
        let group = |class, status| Group {
            region: 1,
            residence: Residence::Town,
            class,
            mark: Mark::None,
            party: Party::None,
            status,
        };
        let groups = [
            group(Class::Worker, Status::Free),
            group(Class::Official, Status::Free),
            group(Class::Worker, Status::CampInmate),
        ];
        let held = [1_000_000, 0, 0, 500_000, 250_000, 0, 0, 0, 9, 9, 9, 9];
        let heads = Heads::count(2, &groups, &held);
        assert!((heads.of(Cell::of(&groups[0])) - 1.5).abs() < 1e-12);
        assert!((heads.sum(2, |cell| cell.residence == Residence::Town) - 1.75).abs() < 1e-12);
        for (number, cell) in Cell::all(2).enumerate() {
            assert_eq!(cell.number(), number);
        }
    }
}
