//! Categories of people that directives and quotas name: a partition of the free. What a category is called says who is aimed at, and
//! nothing about anybody in it.

use crate::truth::people::{Class, Group, Mark, Party, Status};

/// A category. Former members of an opposition come first, then members of the party, then everybody else by class.
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

    /// The category of a free group; none for those who are not free.
    pub fn of(group: &Group) -> Option<Self> {
        if group.status != Status::Free {
            return None;
        }
        Some(if group.mark == Mark::Opposition {
            Self::Opposition
        } else if group.party != Party::None {
            Self::Party
        } else {
            match group.class {
                Class::Kolkhoznik | Class::IndividualPeasant => Self::Peasants,
                Class::Worker => Self::Workers,
                Class::Specialist => Self::Specialists,
                Class::Official => Self::Officials,
                Class::Employee => Self::Employees,
                Class::Former => Self::Former,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Category;

    #[test]
    fn law_words_and_categories_answer_each_other() {
        for category in Category::ALL {
            assert_eq!(Category::parse(category.word()), Some(category));
        }
        assert_eq!(Category::parse("enemy"), None);
    }
}
