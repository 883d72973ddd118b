//! What people want in private of a new constitution, by topic and class.
//!
//! The topics are a closed list of ten: what the discussion of 1936 was about, by recollection of works on it (sources `getty-1991`,
//! `lomb-2017`), and what went against what the draft granted is among them. Which share of a class wanted what nobody asked and
//! nobody knows: these shares are parameters of ours.

use crate::country::Now;
use crate::truth::heads::CLASSES;
use crate::truth::people::Class;

/// Something that people may want the draft to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issue {
    /// Insurance, pensions and leave for members of collective farms as for workers.
    Insurance,
    /// No vote for those who had none before.
    VotesDenied,
    /// Services held and churches opened without hindrance.
    Worship,
    /// Land given to collective farms free of charge and for ever.
    Land,
    /// Personal property, and its inheritance.
    Property,
    /// Both chambers elected directly.
    Elections,
    /// Deputies who report back and can be recalled.
    Recall,
    /// Schooling without fees up to the highest.
    Schooling,
    /// Arrest of thieves and idlers without a procurator.
    Arrest,
    /// Lower deliveries and taxes of farms.
    Deliveries,
}

/// Number of topics.
pub const ISSUES: usize = Issue::ALL.len();

/// Words of the topics in data files, in their order.
pub const WORDS: [&str; ISSUES] = [
    "insurance",
    "votes-denied",
    "worship",
    "land",
    "property",
    "direct-elections",
    "recall",
    "schooling",
    "arrest",
    "deliveries",
];

impl Issue {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Insurance,
        Self::VotesDenied,
        Self::Worship,
        Self::Land,
        Self::Property,
        Self::Elections,
        Self::Recall,
        Self::Schooling,
        Self::Arrest,
        Self::Deliveries,
    ];

    /// The word used in data files.
    pub fn word(self) -> &'static str {
        WORDS[self as usize]
    }

    /// Parameter that says which share of each class wants it.
    pub fn wants(self) -> &'static str {
        match self {
            Self::Insurance => "wants_insurance",
            Self::VotesDenied => "wants_votes_denied",
            Self::Worship => "wants_worship",
            Self::Land => "wants_land",
            Self::Property => "wants_property",
            Self::Elections => "wants_elections",
            Self::Recall => "wants_recall",
            Self::Schooling => "wants_schooling",
            Self::Arrest => "wants_arrest",
            Self::Deliveries => "wants_deliveries",
        }
    }

    /// Parameter that says how far it suits those who decide.
    pub fn suits(self) -> &'static str {
        match self {
            Self::Insurance => "suits_insurance",
            Self::VotesDenied => "suits_votes_denied",
            Self::Worship => "suits_worship",
            Self::Land => "suits_land",
            Self::Property => "suits_property",
            Self::Elections => "suits_elections",
            Self::Recall => "suits_recall",
            Self::Schooling => "suits_schooling",
            Self::Arrest => "suits_arrest",
            Self::Deliveries => "suits_deliveries",
        }
    }
}

/// Share of each class that wants it in private, in the order of the classes.
pub fn wanted(now: &Now<'_>, issue: Issue) -> [f64; CLASSES] {
    let shares = now.laws.all(issue.wants());
    std::array::from_fn(|class| shares.get(class).copied().unwrap_or(0.0))
}

/// The same over all people: `people` of each class, in millions.
pub fn wanted_by_all(now: &Now<'_>, issue: Issue, people: &[f64; CLASSES]) -> f64 {
    let all: f64 = people.iter().sum();
    let want: f64 = wanted(now, issue)
        .iter()
        .zip(people)
        .map(|(share, people)| share * people)
        .sum();
    want / all.max(f64::MIN_POSITIVE)
}

/// Free people by class, in millions.
pub fn people(country: &crate::country::Country, now: &Now<'_>) -> [f64; CLASSES] {
    let regions = now.regions.len();
    std::array::from_fn(|class| {
        country
            .heads
            .sum(regions, |cell| cell.class == Class::ALL[class])
    })
}

#[cfg(test)]
mod tests {
    use super::{Issue, WORDS};
    use crate::setting::{By, WANTED};

    #[test]
    fn law_each_topic_has_its_word_and_both_parameters() {
        for (at, issue) in Issue::ALL.into_iter().enumerate() {
            assert_eq!(issue as usize, at);
            assert_eq!(issue.word(), WORDS[at]);
            let by = |id: &str| {
                WANTED
                    .iter()
                    .find(|wanted| wanted.id == id)
                    .map(|one| one.by)
            };
            assert_eq!(by(issue.wants()), Some(By::Class), "{}", issue.word());
            assert_eq!(by(issue.suits()), Some(By::One), "{}", issue.word());
        }
    }
}
