//! Categories of people that directives and quotas name: a partition of the free. What a category is called says who is aimed at, and
//! nothing about anybody in it.
//!
//! Which categories there are is closed and stands here; whom each holds is data of the case, by class, mark and standing in the party.
//! [`Categories::new`] wants every free person in exactly one of them, so no definition comes before another.

use crate::truth::people::{Class, Group, Mark, Party, Status};

/// A category, by its word alone; whom it holds is in [`Categories`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Members of collective farms and peasants on their own.
    Peasants,
    /// Workers.
    Workers,
    /// Engineers and technicians.
    Specialists,
    /// Staff of the administration.
    Officials,
    /// All other employees.
    Employees,
    /// People without full rights, by origin or past occupation.
    Former,
    /// Members and candidates of the party.
    Party,
    /// Former members of an opposition inside the party, whether members or not.
    Opposition,
}

/// How many categories there are.
pub const CATEGORIES: usize = Category::ALL.len();

impl Category {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Peasants,
        Self::Workers,
        Self::Specialists,
        Self::Officials,
        Self::Employees,
        Self::Former,
        Self::Party,
        Self::Opposition,
    ];

    /// The word used in data and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Peasants => "peasants",
            Self::Workers => "workers",
            Self::Specialists => "specialists",
            Self::Officials => "officials",
            Self::Employees => "employees",
            Self::Former => "former",
            Self::Party => "party",
            Self::Opposition => "opposition",
        }
    }

    /// Reads that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|category| category.word() == word)
    }
}

/// Whom a category holds: the free of one of these classes, with one of these marks and one of these standings in the party. An empty
/// list means all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Category.
    pub category: Category,
    /// Classes.
    pub classes: Vec<Class>,
    /// Marks.
    pub marks: Vec<Mark>,
    /// Standings in the party.
    pub parties: Vec<Party>,
}

impl Definition {
    fn holds(&self, (class, mark, party): Kind) -> bool {
        fn one_of<T: PartialEq>(list: &[T], value: &T) -> bool {
            list.is_empty() || list.contains(value)
        }
        one_of(&self.classes, &class) && one_of(&self.marks, &mark) && one_of(&self.parties, &party)
    }
}

/// What a definition tells the free apart by.
pub type Kind = (Class, Mark, Party);

/// What keeps definitions from being a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPartition {
    /// Two definitions, by their places in the list, hold the same people.
    Overlap(usize, usize, Kind),
    /// No definition holds these people.
    Gap(Kind),
    /// A definition, by its place, defines a category that an earlier one has defined.
    Twice(usize),
    /// A category is not defined.
    Missing(Category),
}

const MARKS: usize = Mark::ALL.len();
const PARTIES: usize = Party::ALL.len();

/// The category of all kinds of free people: class by mark by standing in the party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Categories([Category; Class::ALL.len() * MARKS * PARTIES]);

impl Categories {
    /// Puts definitions together, in any order: the table is the same.
    ///
    /// # Errors
    /// A category that is defined twice or not at all; people in two categories, or in none.
    pub fn new(definitions: &[Definition]) -> Result<Self, NoPartition> {
        for (at, one) in definitions.iter().enumerate() {
            let known = &definitions[..at];
            if known.iter().any(|other| other.category == one.category) {
                return Err(NoPartition::Twice(at));
            }
        }
        let defined = |category: &Category| definitions.iter().any(|one| one.category == *category);
        if let Some(missing) = Category::ALL.into_iter().find(|one| !defined(one)) {
            return Err(NoPartition::Missing(missing));
        }
        let mut table = [Category::Peasants; Class::ALL.len() * MARKS * PARTIES];
        for kind in kinds() {
            let mut own = (0..definitions.len()).filter(|at| definitions[*at].holds(kind));
            match (own.next(), own.next()) {
                (Some(only), None) => table[place(kind)] = definitions[only].category,
                (Some(first), Some(second)) => {
                    return Err(NoPartition::Overlap(first, second, kind));
                }
                (None, _) => return Err(NoPartition::Gap(kind)),
            }
        }
        Ok(Self(table))
    }

    /// The category of a free group; none for those who are not free.
    pub fn of(&self, group: &Group) -> Option<Category> {
        let free = group.status == Status::Free;
        free.then(|| self.0[place((group.class, group.mark, group.party))])
    }
}

/// All kinds of free people, in order.
fn kinds() -> impl Iterator<Item = Kind> {
    let classes = Class::ALL.iter().copied();
    classes.flat_map(|class| {
        let marks = Mark::ALL.iter().copied();
        marks.flat_map(move |mark| Party::ALL.iter().map(move |party| (class, mark, *party)))
    })
}

fn place((class, mark, party): Kind) -> usize {
    (class as usize * MARKS + mark as usize) * PARTIES + party as usize
}

#[cfg(test)]
mod tests {
    use super::{Categories, Category, Definition, NoPartition, kinds, place};
    use crate::truth::people::{Class, Group, Mark, Party, Residence, Status};
    use proptest::prelude::*;

    fn define(category: Category, classes: &[Class], mark: &[Mark], party: &[Party]) -> Definition {
        Definition {
            category,
            classes: classes.to_vec(),
            marks: mark.to_vec(),
            parties: party.to_vec(),
        }
    }

    /// Those with a mark, those with a card, and everybody else by class.
    fn sound() -> Vec<Definition> {
        let by_class = |category, classes| define(category, classes, &[Mark::None], &[Party::None]);
        let card = [Party::Candidate, Party::Member];
        vec![
            define(Category::Opposition, &[], &[Mark::Opposition], &[]),
            define(Category::Party, &[], &[Mark::None], &card),
            by_class(
                Category::Peasants,
                &[Class::Kolkhoznik, Class::IndividualPeasant],
            ),
            by_class(Category::Workers, &[Class::Worker]),
            by_class(Category::Specialists, &[Class::Specialist]),
            by_class(Category::Officials, &[Class::Official]),
            by_class(Category::Employees, &[Class::Employee]),
            by_class(Category::Former, &[Class::Former]),
        ]
    }

    #[test]
    fn law_words_and_categories_answer_each_other() {
        for category in Category::ALL {
            assert_eq!(Category::parse(category.word()), Some(category));
        }
        assert_eq!(Category::parse("enemy"), None);
    }

    #[test]
    fn law_only_the_free_belong_to_a_category() {
        let table = Categories::new(&sound()).expect("a partition");
        let group = |status| Group {
            region: 0,
            residence: Residence::Town,
            class: Class::Worker,
            mark: Mark::None,
            party: Party::None,
            status,
        };
        assert_eq!(table.of(&group(Status::Free)), Some(Category::Workers));
        assert_eq!(table.of(&group(Status::Exile)), None);
    }

    #[test]
    fn law_what_is_no_partition_is_refused() {
        let worker = (Class::Worker, Mark::None, Party::None);
        let mut overlap = sound();
        overlap[4].classes.push(Class::Worker);
        let refused = Categories::new(&overlap);
        assert_eq!(refused, Err(NoPartition::Overlap(3, 4, worker)));
        let mut gap = sound();
        gap[3].parties = vec![Party::Candidate];
        assert_eq!(Categories::new(&gap), Err(NoPartition::Gap(worker)));
        let mut twice = sound();
        twice[5].category = Category::Former;
        assert_eq!(Categories::new(&twice), Err(NoPartition::Twice(7)));
        let missing = Categories::new(&sound()[1..]);
        assert_eq!(missing, Err(NoPartition::Missing(Category::Opposition)));
    }

    proptest! {
        /// Definitions have no precedence, and what passes is a partition.
        #[test]
        fn law_the_order_of_definitions_does_not_matter(
            shuffled in Just(sound()).prop_shuffle(),
            (at, more) in (0_usize..8, 0_usize..7),
        ) {
            prop_assert_eq!(Categories::new(&shuffled), Categories::new(&sound()));
            let mut other = shuffled;
            other[at].classes.push(Class::ALL[more]);
            if let Ok(table) = Categories::new(&other) {
                for kind in kinds() {
                    let own: Vec<_> = other.iter().filter(|one| one.holds(kind)).collect();
                    prop_assert_eq!(own.len(), 1);
                    prop_assert_eq!(table.0[place(kind)], own[0].category);
                }
            }
        }
    }
}
