//! How often a tension is met, in words, and whether inputs put it in.

use argument::claim::Class;

/// Below this share of the trials a tension is met "hardly ever".
pub const HARDLY: f64 = 0.1;
/// From this share on, but not in all, it is met "in most".
pub const MOST: f64 = 0.9;

/// The words for so many trials of so many; `explain often` says where they part (the glossary is held to the two shares by a test).
pub(super) fn words((met, of): (usize, usize)) -> &'static str {
    if of == 0 {
        return "not run";
    }
    let share = met as f64 / of as f64;
    match met {
        0 => "never",
        all if all == of => "in all",
        _ if share < HARDLY => "hardly ever",
        _ if share < 0.5 => "under half",
        _ if share < MOST => "half or more",
        _ => "in most",
    }
}

/// Whether inputs or rules of ours make both sides so, one side, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutIn {
    /// Nothing of it is put in.
    No,
    /// Some of its claims on runs are; the others can fail.
    OneSide,
    /// All of its claims on runs are: that it is met proves nothing.
    Both,
}

impl PutIn {
    /// Of the classes of the claims on runs that judge a tension; without any nothing is put in.
    pub fn of(classes: &[Option<Class>]) -> Self {
        let assumed = classes
            .iter()
            .filter(|class| **class == Some(Class::Assumed));
        match assumed.count() {
            0 => Self::No,
            all if all == classes.len() => Self::Both,
            _ => Self::OneSide,
        }
    }

    /// In words, "" where nothing is put in.
    pub fn words(self) -> &'static str {
        match self {
            Self::No => "",
            Self::OneSide => "one side put in",
            Self::Both => "put in",
        }
    }
}
