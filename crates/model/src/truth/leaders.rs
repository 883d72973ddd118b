//! The closed list of those whom the model knows by name: holders of high public office, and rivals who had held it.
//!
//! Nobody else can be named anywhere. Of those named only offices, their dates and the day of death are data; all others are
//! counted and have no names.

macro_rules! leaders {
    ($($(#[$about:meta])+ $name:ident => $word:literal),+ $(,)?) => {
        /// A public office-holder of the time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Leader { $($(#[$about])+ $name),+ }

        impl Leader {
            /// All of them, in the order of all lists by leader.
            pub const ALL: [Self; LEADERS] = [$(Self::$name),+];

            /// The word used in data files.
            pub fn word(self) -> &'static str {
                WORDS[self as usize]
            }
        }

        /// Words of all leaders, in their order.
        pub const WORDS: [&str; LEADERS] = [$($word),+];
    };
}

/// Number of people on the list.
pub const LEADERS: usize = 19;

/// One number for each leader.
pub type ByLeader = [f64; LEADERS];

leaders! {
    /// General Secretary; the one whom the others can restrain or not.
    Stalin => "stalin",
    /// Head of government.
    Molotov => "molotov",
    /// Secretary, Party Control, later railways.
    Kaganovich => "kaganovich",
    /// Army and navy.
    Voroshilov => "voroshilov",
    /// Head of the Central Executive Committee.
    Kalinin => "kalinin",
    /// Heavy industry.
    Ordzhonikidze => "ordzhonikidze",
    /// Leningrad.
    Kirov => "kirov",
    /// Deputy head of government.
    Kuibyshev => "kuibyshev",
    /// Railways, later secretary.
    Andreev => "andreev",
    /// Ukraine.
    Kosior => "kosior",
    /// Supply, later food industry.
    Mikoyan => "mikoyan",
    /// Deputy head of government.
    Chubar => "chubar",
    /// Secretary, Leningrad.
    Zhdanov => "zhdanov",
    /// Secretary, Party Control, later NKVD.
    Yezhov => "yezhov",
    /// OGPU and NKVD.
    Yagoda => "yagoda",
    /// Editor of Izvestiia; had been a member of the Politburo.
    Bukharin => "bukharin",
    /// Had been a member of the Politburo and head of the Comintern.
    Zinoviev => "zinoviev",
    /// Had been a member of the Politburo.
    Kamenev => "kamenev",
    /// Had been a member of the Politburo; abroad.
    Trotsky => "trotsky",
}

impl Leader {
    /// The one whom the others can restrain or not.
    pub const FIRST: Self = Self::Stalin;

    /// The leader with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|leader| leader.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::Leader;

    #[test]
    fn law_leaders_are_known_by_their_words_and_nobody_else_is() {
        for (at, leader) in Leader::ALL.into_iter().enumerate() {
            assert_eq!(Leader::parse(leader.word()), Some(leader));
            assert_eq!(leader as usize, at);
        }
        assert_eq!(Leader::parse("nobody"), None);
    }
}
