//! Which rule stands for a mechanism: the one of the baseline, or one of its rivals. A run names all of them.

use crate::setting::SettingError;

/// A mechanism and the rules that can stand for it, as a description of the model lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mechanism {
    /// Key in scenarios.
    pub key: &'static str,
    /// What it decides, in a plain sentence.
    pub decides: &'static str,
    /// Word and plain sentence of each rule, the baseline's first.
    pub rules: Vec<(&'static str, &'static str)>,
}

macro_rules! rules {
    ($(#[doc = $about:literal] $kind:ident $field:ident $key:literal {
        $(#[doc = $doc:literal] $(#[$default:ident])? $value:ident => $word:literal),+ $(,)?
    })+) => {
        $(
            #[doc = $about]
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
            pub enum $kind { $(#[doc = $doc] $(#[$default])? $value),+ }

            impl $kind {
                /// All of them, the baseline's first.
                pub const ALL: &'static [Self] = &[$(Self::$value),+];

                /// The word used in data files.
                pub fn word(self) -> &'static str {
                    match self { $(Self::$value => $word),+ }
                }
            }
        )+

        /// The rules of a run.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Rules { $(#[doc = $about] pub $field: $kind),+ }

        impl Rules {
            /// Key and word of every rule, in order.
            pub fn words(&self) -> Vec<(&'static str, &'static str)> {
                vec![$(($key, self.$field.word())),+]
            }

            /// Keys of all rules.
            pub fn keys() -> Vec<&'static str> {
                vec![$($key),+]
            }

            /// Every mechanism with its rules, in order, in the words that stand beside them here.
            pub fn mechanisms() -> Vec<Mechanism> {
                vec![$(Mechanism {
                    key: $key,
                    decides: $about.trim_ascii(),
                    rules: vec![$(($word, $doc.trim_ascii())),+],
                }),+]
            }

            /// Sets one rule by its words.
            ///
            /// # Errors
            /// An unknown mechanism, or an unknown rule for it.
            pub fn set(&mut self, of: &str, is: &str) -> Result<(), SettingError> {
                match of {
                    $($key => {
                        let known = $kind::ALL.iter().find(|rule| rule.word() == is);
                        self.$field = *known.ok_or_else(|| {
                            let words: Vec<&str> = $kind::ALL.iter().map(|rule| rule.word()).collect();
                            SettingError::of(of, "an unknown rule", is, words.join(", "), "the first is the baseline's, the others are its rivals")
                        })?;
                        Ok(())
                    })+
                    _ => Err(SettingError::of(of, "an unknown mechanism", of, Self::keys().join(", "), "each has a rule and its rivals")),
                }
            }
        }
    };
}

rules! {
    /// How the state takes grain.
    Procurement procurement "procurement" {
        /// A fixed amount from the harvest that is expected (Meng, Qian and Yared).
        #[default]
        Inflexible => "inflexible",
        /// A share of what is harvested, in each region the one that gives the same in an ordinary year.
        Proportional => "proportional",
    }
    /// Where the weather of a harvest comes from.
    Weather weather "weather" {
        /// Drawn anew for each region and year.
        #[default]
        Random => "random",
        /// The factors of the record, for the whole country.
        Record => "record",
        /// The same in all years.
        Mean => "mean",
    }
    /// How goods and bread reach people in towns.
    Supply supply "supply" {
        /// By ranks: rations, later pay.
        #[default]
        Ranks => "ranks",
        /// The same for everybody; consumption follows the harvest alone.
        Equal => "equal",
        /// At the level of 1932 for ever.
        Trend => "trend",
    }
    /// How much money goes to the markets of collective farms.
    Market market "market" {
        /// What state trade leaves over, more where it is rationed (Howard after Barro and Grossman).
        #[default]
        Spillover => "spillover",
        /// The same part of turnover for ever: the null.
        Constant => "constant",
    }
    /// What people measure their lot by.
    Hardship hardship "hardship" {
        /// What they are used to, and what others have (Yitzhaki).
        #[default]
        Relative => "relative",
        /// The level of consumption alone.
        Level => "level",
    }
    /// What a record campaign does to works.
    ShopFloor shop_floor "shop-floor" {
        /// Hands drawn off at first, higher norms later (Siegelbaum; form ours).
        #[default]
        Both => "both",
        /// Nothing but higher targets: whoever can hold back does (Weitzman's ratchet).
        Ratchet => "ratchet",
        /// Hands drawn off for good.
        Disruption => "disruption",
        /// Higher norms and no hands drawn off.
        NetGain => "net-gain",
    }
    /// Who shields specialists.
    Specialists specialists "specialists" {
        /// The commissar of their branch, as far as his power goes.
        #[default]
        Patron => "patron",
        /// Nobody: the null.
        Alone => "alone",
    }
    /// Where the tempo of plans comes from.
    Tempo tempo "tempo" {
        /// What the centre believes of reserves and fulfilment.
        #[default]
        Beliefs => "beliefs",
        /// The calendar: the same every year, the null.
        Calendar => "calendar",
    }
    /// How many are to be arrested, and who.
    Repression repression "repression" {
        /// As many as bring the share of suspects down to what is tolerated (Gregory, Schroeder and Sonin, reconstructed).
        #[default]
        PoorInformation => "poor-information",
        /// A trend in time: the null.
        Trend => "trend",
        /// Those who answer for plans that are missed, and others of their rank (after Montagnes and Wolton).
        Accountability => "accountability",
        /// What is found in registers in disorder, passed down to the rank and file (after Getty).
        Disorder => "disorder",
        /// People without papers in closed cities (after Shearer and Hagenloh).
        SocialOrder => "social-order",
        /// Whoever might be of use to an attacker in a war that is expected (after Khlevniuk).
        WarThreat => "war-threat",
    }
    /// What a past in an opposition is charged as.
    Charging charges "charges" {
        /// More and more, with the threat and with what others confessed: in the end, present treason.
        #[default]
        Escalating => "escalating",
        /// What was done, for ever: the null.
        ByAct => "by-act",
    }
    /// What public words follow.
    Rhetoric rhetoric "rhetoric" {
        /// The threat and the campaign for vigilance, apart from what is believed of resistance.
        #[default]
        Apart => "apart",
        /// The belief in active resistance: the null.
        Sincere => "sincere",
    }
    /// Which table of branches is in force.
    Table table "table" {
        /// The one of the case.
        #[default]
        Given => "given",
        /// One drawn within the doubt of its cells, another for each seed.
        Drawn => "drawn",
    }
    /// Who acts in public.
    Acting acting "acting" {
        /// Who sees more to gain than to fear, with the number of guards to an actor rounded down (Epstein).
        #[default]
        Floor => "epstein-floor",
        /// The same with the number as it is.
        Literal => "epstein-literal",
        /// A share in proportion to grievance: the null.
        Proportional => "proportional",
    }
    /// What the centre has the press do.
    Press press "press" {
        /// Attacks follow the threat that is believed in, the trials, and what appears abroad.
        #[default]
        Threat => "threat",
        /// The same for ever: the null.
        Constant => "constant",
    }
    /// What becomes of proposals in a nationwide discussion.
    Consultation discussion "discussion" {
        /// Officials pass on what suits those who decide more readily.
        #[default]
        Filtered => "filtered",
        /// All is passed on.
        Open => "open",
        /// The draft is adopted unchanged, whatever is proposed: the null.
        Unheard => "unchanged",
    }
    /// Who can hold the leader back.
    Politburo politburo "politburo" {
        /// A group without him that wins and lasts (Acemoglu, Egorov and Sonin).
        #[default]
        Coalition => "coalition",
        /// The same where each vote counts alike.
        Collegium => "collegium",
        /// Nobody: the null.
        Silent => "silent",
    }
    /// What speaking up costs leaders.
    Speaking speaking "speaking" {
        /// More since December 1934.
        #[default]
        Dangerous => "dangerous",
        /// As much as before: the null.
        AsBefore => "as-before",
    }
    /// What leaders say in public.
    Stances stances "stances" {
        /// What they hold as far as it is worth its price (Kuran).
        #[default]
        Falsified => "falsified",
        /// What they hold: the null.
        AsHeld => "as-held",
    }
    /// How the centre reads what leaders say.
    Reading reading "reading-of-stances" {
        /// Silence says little where speaking is dangerous.
        #[default]
        Discounted => "discounted",
        /// They hold what they say.
        AtFace => "at-face",
    }
    /// Whether suspicion of specialists can take a penal form.
    Penal penal "penal" {
        /// By chance, more easily the less a patron weighs, and then more are accused.
        #[default]
        Chance => "chance",
        /// Never: the null.
        Never => "never",
    }
    /// Why members are expelled when cards are checked.
    Verification verification "verification" {
        /// Disorder of the registers, at the discretion of local committees (Getty; form ours).
        #[default]
        Disorder => "disorder",
        /// A share fixed by the centre, by class and past.
        Steered => "steered",
        /// A constant yearly rate, campaign or not: the null.
        Trend => "trend",
    }
    /// Who decides to how much an office-holder is sentenced.
    Sentencing sentencing "sentencing" {
        /// The leader alone, by the danger that he sees.
        #[default]
        ByDanger => "by-danger",
        /// Those who vote, one vote each: the middle of what they would give.
        ByCollegium => "by-collegium",
        /// The table in force for the charge: the null.
        ByTable => "by-table",
    }
    /// How many the troikas of the ordinary police sentence.
    Troikas troikas "police-troikas" {
        /// A part of those without papers in closed cities.
        #[default]
        Unregistered => "unregistered",
        /// The same flow from their order on: the null.
        Constant => "constant",
    }
}

#[cfg(test)]
mod tests {
    use super::{Procurement, Rules};

    #[test]
    fn law_every_rule_is_told_in_words() {
        let told = Rules::mechanisms();
        let keys: Vec<&str> = told.iter().map(|one| one.key).collect();
        assert_eq!(keys, Rules::keys());
        let mut rules = Rules::default();
        for one in &told {
            assert_eq!(
                one.rules[0].0,
                Rules::default().words()[keys.iter().position(|key| *key == one.key).unwrap()].1,
                "{}: the baseline's rule comes first",
                one.key
            );
            for (word, about) in &one.rules {
                rules.set(one.key, word).unwrap();
                assert!(about.ends_with('.'), "{}: {word}", one.key);
            }
        }
    }

    #[test]
    fn law_rules_are_known_by_their_words() {
        let mut rules = Rules::default();
        assert_eq!(rules.procurement, Procurement::Inflexible);
        rules.set("procurement", "proportional").unwrap();
        assert_eq!(rules.procurement, Procurement::Proportional);
        assert!(rules.words().contains(&("procurement", "proportional")));
        assert!(rules.set("procurement", "none").is_err());
        assert!(rules.set("weather-maker", "mean").is_err());
    }
}
