//! A nationwide discussion: what people say of what they want, what is written down, and what is passed on.
//!
//! ```text
//! t = Se pi (1 - F) + (1 - Sp)(1 - pi)          pi wanted in private, t said in public, F fear, by topic and stratum
//! sent ~ Poisson( sum over strata of w participants t v )            forwarded ~ Binomial(sent, rho)
//! ```
//!
//! A filter of preference falsification (Kuran, source `kuran-1989`) and an editorial filter. The form, and every number in it, is
//! `ours` (M12), grade C: signs only.
//!
//! **Participation is an output of mobilisation and no evidence of what people want.** How many take part is put in from outside: it
//! is the number that the organisers brought together and wrote down. Doubling it doubles the proposals and changes no share.
//!
//! Who knows Se (1 - F) and Sp can undo the filter (Rogan and Gladen 1978: `(t + Sp - 1) / (Se (1 - F) + Sp - 1)`); who takes Se alone
//! leaves fear in. Fear does not always push what is said away from what is wanted: what few want is said by too many as it is, and
//! fear then brings the two together. Se = .7 and Sp = .95 turn at pi = (1 - Sp) / (2 - Se - Sp), one in seven; see [`turning_point`].

use crate::setting::SettingError;
use engine::draw::Draws;
use engine::sample::{binomial, poisson};

/// One thing that is proposed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Topic {
    /// Se: share of those who want it who say so if they fear nothing.
    pub said_if_wanted: f64,
    /// Sp: share of those who do not want it who do not ask for it all the same.
    pub silent_if_unwanted: f64,
    /// v: how many proposals an ordinary topic's one is here; 1 is ordinary.
    pub voice: f64,
    /// rho: chance that officials pass a proposal on.
    pub passed_on: f64,
}

/// People who are asked together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratum {
    /// How many take part, as written down.
    pub participants: f64,
    /// F: fear of saying so, 0 to 1.
    pub fear: f64,
}

/// Proposals on one topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Written down and sent up.
    pub sent: u64,
    /// Of these, passed on to those who decide.
    pub forwarded: u64,
}

/// A discussion: topics, strata, what each stratum wants in private, and how many proposals a participant makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Discussion {
    topics: Vec<Topic>,
    strata: Vec<Stratum>,
    /// By topic, then stratum.
    wanted: Vec<Vec<f64>>,
    rate: f64,
}

/// Share that asks for something in public, of people of whom the share `wanted` wants it.
pub fn said(topic: &Topic, wanted: f64, fear: f64) -> f64 {
    topic.said_if_wanted * wanted * (1.0 - fear) + (1.0 - topic.silent_if_unwanted) * (1.0 - wanted)
}

/// The share of private support at which people without fear say exactly what they want. Above it fear widens the distance; below
/// it fear narrows it at first.
pub fn turning_point(topic: &Topic) -> f64 {
    let unasked = 1.0 - topic.silent_if_unwanted;
    unasked / (unasked + 1.0 - topic.said_if_wanted)
}

impl Discussion {
    /// A discussion. `wanted` has a row a topic and in it a share a stratum, 0 to 1; `rate` is w, proposals a participant.
    ///
    /// # Errors
    /// Rows that do not fit, shares outside 0 to 1, numbers below zero.
    pub fn new(
        topics: Vec<Topic>,
        strata: Vec<Stratum>,
        wanted: Vec<Vec<f64>>,
        rate: f64,
    ) -> Result<Self, SettingError> {
        if wanted.len() != topics.len() || wanted.iter().any(|row| row.len() != strata.len()) {
            let rows: Vec<usize> = wanted.iter().map(Vec::len).collect();
            return Err(SettingError::of(
                "discussion",
                "private support does not fit topics and strata",
                format!("rows of {rows:?}"),
                format!("{} rows of {}", topics.len(), strata.len()),
                "give one share for each topic and stratum",
            ));
        }
        let of_topics = topics.iter().flat_map(|topic| {
            [
                topic.said_if_wanted,
                topic.silent_if_unwanted,
                topic.passed_on,
            ]
        });
        let of_strata = strata.iter().map(|stratum| stratum.fear);
        let shares = of_topics
            .chain(of_strata)
            .chain(wanted.iter().flatten().copied());
        refuse("not a share", "0 to 1", shares, |one| {
            (0.0..=1.0).contains(&one)
        })?;
        let amounts = topics.iter().map(|topic| topic.voice);
        let amounts = amounts
            .chain(strata.iter().map(|stratum| stratum.participants))
            .chain([rate]);
        refuse(
            "not an amount",
            "a finite number, zero or more",
            amounts,
            |one| one.is_finite() && one >= 0.0,
        )?;
        Ok(Self {
            topics,
            strata,
            wanted,
            rate,
        })
    }

    /// Share of a stratum that asks for a topic in public.
    pub fn said(&self, topic: usize, stratum: usize) -> f64 {
        let fear = self.strata[stratum].fear;
        said(&self.topics[topic], self.wanted[topic][stratum], fear)
    }

    /// Proposals on a topic that are expected to be sent up.
    pub fn expected(&self, topic: usize) -> f64 {
        let voices = self.strata.iter().enumerate();
        let voices: f64 = voices
            .map(|(at, stratum)| stratum.participants * self.said(topic, at))
            .sum();
        self.rate * voices * self.topics[topic].voice
    }

    /// Draws what is sent up and passed on, by topic. A topic is a key; its first draw is what is sent, its second what is passed on.
    pub fn held(&self, draws: &mut Draws) -> Vec<Proposals> {
        (0..)
            .zip(self.topics.iter().enumerate())
            .map(|(key, (at, topic))| {
                let sent = poisson(draws.at(key, 0), self.expected(at));
                Proposals {
                    sent,
                    forwarded: binomial(draws.at(key, 1), sent, topic.passed_on),
                }
            })
            .collect()
    }

    /// Mean distance over topics between what is said and what is wanted, by stratum: how much of its mind a stratum keeps to itself.
    pub fn distance(&self) -> Vec<f64> {
        let topics = self.topics.len().max(1) as f64;
        (0..self.strata.len())
            .map(|stratum| {
                let apart =
                    |topic: usize| (self.said(topic, stratum) - self.wanted[topic][stratum]).abs();
                (0..self.topics.len()).map(apart).sum::<f64>() / topics
            })
            .collect()
    }
}

/// Refuses the first that is not as wanted.
fn refuse(
    what: &str,
    wanted: &str,
    mut values: impl Iterator<Item = f64>,
    good: impl Fn(f64) -> bool,
) -> Result<(), SettingError> {
    match values.find(|one| !good(*one)) {
        None => Ok(()),
        Some(bad) => Err(SettingError::of(
            "discussion",
            what,
            bad,
            wanted,
            "correct it",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{Discussion, Stratum, Topic, said, turning_point};
    use engine::draw::Draws;
    use proptest::prelude::*;

    const TOPIC: Topic = Topic {
        said_if_wanted: 0.7,
        silent_if_unwanted: 0.95,
        voice: 1.0,
        passed_on: 0.9,
    };

    fn one(wanted: f64, fear: f64, participants: f64) -> Discussion {
        let strata = vec![Stratum { participants, fear }];
        Discussion::new(vec![TOPIC], strata, vec![vec![wanted]], 1e-3).unwrap()
    }

    #[test]
    fn known_by_hand() {
        assert!((said(&TOPIC, 0.4, 0.0) - 0.31).abs() < 1e-12);
        assert!((said(&TOPIC, 0.4, 0.5) - 0.17).abs() < 1e-12);
        assert!((one(0.4, 0.5, 1e6).expected(0) - 170.0).abs() < 1e-9);
        assert!((one(0.4, 0.5, 1e6).distance()[0] - 0.23).abs() < 1e-12);
        assert!((turning_point(&TOPIC) - 1.0 / 7.0).abs() < 1e-12);
    }

    proptest! {
        /// Fear silences; above the turning point it widens the distance, and below it narrows it until people say what they want.
        #[test]
        fn law_fear_silences_and_mostly_hides(wanted in 0.01_f64..1.0, fear in 0.0_f64..0.9) {
            prop_assert!(said(&TOPIC, wanted, fear + 0.1) < said(&TOPIC, wanted, fear));
            let apart = |fear| one(wanted, fear, 1.0).distance()[0];
            if wanted > turning_point(&TOPIC) {
                prop_assert!(apart(fear + 0.1) > apart(fear));
            } else {
                let unasked = said(&TOPIC, wanted, 0.0) - wanted;
                let until = (unasked / (TOPIC.said_if_wanted * wanted)).min(1.0);
                prop_assume!(until > 1e-9);
                prop_assert!(apart(until / 2.0) < apart(0.0));
                prop_assert!(apart(until) < apart(until / 2.0));
            }
        }

        /// The filter can be undone by who knows it, fear included; who leaves fear out sees too few.
        #[test]
        fn law_the_filter_can_be_undone(wanted in 0.05_f64..1.0, fear in 0.01_f64..0.9) {
            let t = said(&TOPIC, wanted, fear);
            let undone = |se: f64| (t + 0.95 - 1.0) / (se + 0.95 - 1.0);
            prop_assert!((undone(0.7 * (1.0 - fear)) - wanted).abs() < 1e-9);
            prop_assert!(undone(0.7) < wanted);
        }

        /// More participants make more proposals and change nothing else: participation is mobilisation.
        #[test]
        fn law_participation_says_nothing_of_wants(wanted in 0.0_f64..=1.0, fear in 0.0_f64..=1.0, participants in 1.0_f64..1e7) {
            let (few, many) = (one(wanted, fear, participants), one(wanted, fear, 2.0 * participants));
            prop_assert!((many.expected(0) - 2.0 * few.expected(0)).abs() <= 1e-9 * many.expected(0));
            prop_assert_eq!(many.distance(), few.distance());
        }

        #[test]
        fn law_no_more_is_passed_on_than_sent(seed in any::<u64>(), passed_on in 0.0_f64..=1.0) {
            let topics = vec![Topic { passed_on, ..TOPIC }; 10];
            let strata = vec![Stratum { participants: 5e6, fear: 0.2 }];
            let talk = Discussion::new(topics, strata, vec![vec![0.3]; 10], 1e-3).unwrap();
            let held = talk.held(&mut Draws::new(seed, 1, 0));
            prop_assert_eq!(held.len(), 10);
            prop_assert!(held.iter().all(|topic| topic.forwarded <= topic.sent));
            prop_assert_eq!(&held, &talk.held(&mut Draws::new(seed, 1, 0)));
        }
    }

    #[test]
    fn known_means_of_what_is_drawn() {
        let talk = one(0.4, 0.5, 1e6);
        let seeds = 2000;
        let (mut sent, mut forwarded) = (0, 0);
        for seed in 0..seeds {
            let held = talk.held(&mut Draws::new(seed, 1, 0));
            sent += held[0].sent;
            forwarded += held[0].forwarded;
        }
        // 170 a discussion, of which 153; standard errors .29 and .28.
        assert!((sent as f64 / seeds as f64 - 170.0).abs() < 1.5);
        assert!((forwarded as f64 / seeds as f64 - 153.0).abs() < 1.5);
    }

    #[test]
    fn law_nonsense_is_refused() {
        let strata = vec![Stratum {
            participants: 1.0,
            fear: 0.2,
        }];
        let with = |topic: Topic, strata: Vec<Stratum>, wanted: Vec<Vec<f64>>, rate: f64| {
            Discussion::new(vec![topic], strata, wanted, rate)
                .unwrap_err()
                .to_string()
        };
        let good = || vec![vec![0.5]];
        assert!(with(TOPIC, strata.clone(), vec![], 1.0).contains("does not fit"));
        assert!(with(TOPIC, strata.clone(), vec![vec![0.5, 0.5]], 1.0).contains("does not fit"));
        assert!(with(TOPIC, strata.clone(), vec![vec![1.5]], 1.0).contains("not a share"));
        let bad = Topic {
            passed_on: f64::NAN,
            ..TOPIC
        };
        assert!(with(bad, strata.clone(), good(), 1.0).contains("not a share"));
        let afraid = vec![Stratum {
            participants: 1.0,
            fear: -0.1,
        }];
        assert!(with(TOPIC, afraid, good(), 1.0).contains("not a share"));
        assert!(with(TOPIC, strata, good(), -1.0).contains("not an amount"));
    }
}
