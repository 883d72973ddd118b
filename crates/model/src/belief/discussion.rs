//! What can be inferred of people's wants from what was passed on of a discussion.
//!
//! ```text
//! as passed on      t = forwarded / (w N)                             w proposals a participant, N who took part
//! fear left out     e = (t / rho + Sp - 1) / (Se + Sp - 1)            Rogan and Gladen (`rogan-gladen-1978`)
//! corrected         e = (t / rho + Sp - 1) / (Se (1 - F) + Sp - 1)    F mean fear of those who took part
//! ```
//!
//! The correction is theirs (grade A, T14); that proposals stand for people in this way is `ours`. It needs the share that officials pass
//! on, the share of those who want a thing and say so, and fear; nobody of the time had them. So the estimates are for those who look on:
//! **no decision of the model reads them.** With one mean fear for all classes the correction is exact only where fear and wants do not go
//! together, and it lies outside 0 to 1 where chance pushes it there.

use crate::belief::dilemma;
use crate::belief::prevalence::Reports;
use crate::report::petition::Topic;

/// Ways to read what was passed on.
pub const READINGS: [&str; 3] = ["as-passed-on", "corrected", "fear-left-out"];

/// What is known of a discussion by who reads its proposals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// Who took part, in persons.
    pub participants: f64,
    /// w: proposals a participant.
    pub rate: f64,
    /// F: mean fear of those who took part, 0 to 1.
    pub fear: f64,
}

/// Estimates of the share that wants a topic of which so many proposals were passed on, in the order of [`READINGS`]. Nothing, where
/// nobody took part, nothing is passed on, or fear leaves reports that tell nothing.
pub fn read(topic: &Topic, forwarded: u64, known: Known) -> [Option<f64>; READINGS.len()] {
    let per_voice = known.rate * topic.voice * known.participants;
    if per_voice <= 0.0 {
        return [None; READINGS.len()];
    }
    let passed = forwarded as f64 / per_voice;
    let undone = |fear: f64| {
        let sensitivity = dilemma::sensitivity(topic.said_if_wanted, fear);
        let reports = Reports::new(sensitivity, topic.silent_if_unwanted).ok()?;
        (topic.passed_on > 0.0).then(|| reports.rogan_gladen(passed / topic.passed_on))
    };
    [Some(passed), undone(known.fear), undone(0.0)]
}

#[cfg(test)]
mod tests {
    use super::{Known, read};
    use crate::report::petition::{Topic, said};
    use proptest::prelude::*;

    proptest! {
        /// The correction leads back: people who want what it says would have sent what was passed on. Where more asks than by error
        /// alone, who leaves fear out, or takes what was passed on as it stands, finds less.
        #[test]
        fn law_only_who_knows_fear_finds_the_share(forwarded in 150_000_u64..500_000, fear in 0.05_f64..0.8, passed_on in 0.1_f64..1.0) {
            let topic = Topic { said_if_wanted: 0.7, silent_if_unwanted: 0.95, voice: 1.0, passed_on };
            let known = Known { participants: 1e9, rate: 1e-3, fear };
            let [raw, corrected, left_out] = read(&topic, forwarded, known).map(|one| one.unwrap());
            let sent_back = 1e6 * passed_on * said(&topic, corrected, fear);
            prop_assert!((sent_back - forwarded as f64).abs() < 1e-3);
            prop_assert!(left_out < corrected && raw < corrected);
        }
    }

    #[test]
    fn law_nothing_is_read_where_nothing_was_said() {
        let topic = Topic {
            said_if_wanted: 0.7,
            silent_if_unwanted: 0.95,
            voice: 1.0,
            passed_on: 0.0,
        };
        let known = |participants: f64, fear: f64| Known {
            participants,
            rate: 1e-3,
            fear,
        };
        assert_eq!(read(&topic, 0, known(0.0, 0.1)), [None; 3]);
        assert_eq!(read(&topic, 0, known(1e6, 0.1)), [Some(0.0), None, None]);
        // With all in fear what is said is error alone, and nothing undoes it.
        let heard = Topic {
            passed_on: 1.0,
            ..topic
        };
        assert_eq!(read(&heard, 50, known(1e6, 1.0))[1], None);
    }
}
