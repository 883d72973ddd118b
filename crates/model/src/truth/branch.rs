//! Branches of the economy outside farming.

/// A branch. The order is that of all lists by branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// Coal, oil, peat, electric power.
    Fuel,
    /// Iron and steel, from ore to rolled steel.
    Steel,
    /// Other metals, and chemicals.
    Metals,
    /// Civil machines.
    Machinery,
    /// Arms.
    Arms,
    /// Building, and building materials with timber.
    Construction,
    /// Transport of goods.
    Transport,
    /// Textiles, shoes, food, and other consumer goods.
    Light,
}

impl Branch {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Fuel,
        Self::Steel,
        Self::Metals,
        Self::Machinery,
        Self::Arms,
        Self::Construction,
        Self::Transport,
        Self::Light,
    ];

    /// The word used in data files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fuel => "fuel",
            Self::Steel => "steel",
            Self::Metals => "metals",
            Self::Machinery => "machinery",
            Self::Arms => "arms",
            Self::Construction => "construction",
            Self::Transport => "transport",
            Self::Light => "light",
        }
    }

    /// The branch with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|branch| branch.word() == word)
    }
}

/// Number of branches.
pub const BRANCHES: usize = Branch::ALL.len();

#[cfg(test)]
mod tests {
    use super::Branch;

    #[test]
    fn law_branches_are_known_by_their_words() {
        for (at, branch) in Branch::ALL.into_iter().enumerate() {
            assert_eq!(Branch::parse(branch.word()), Some(branch));
            assert_eq!(branch as usize, at);
        }
        assert_eq!(Branch::parse("banking"), None);
    }
}
