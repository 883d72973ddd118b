//! What the centre believes of the private stances of those on the closed list, and the threat that it sees.
//!
//! ```text
//! P(hostile | silent) = p (1 - s) / (p (1 - s) + 1 - p)        believed = said + (1 - said) P(hostile | silent)
//! ```
//!
//! s is the share of the hostile who speak up, p what is expected of someone with his record: high for those who lost a seat in the
//! Politburo, low for all others. Where nobody dares to speak, silence says nothing, and the record alone decides. Bayes' rule; what is
//! expected is `ours`, grade C: signs only. Rival `stances-at-face` believes what is said. Nothing here reads the private stance; what the price of
//! speaking is everybody knows.
//!
//! Those around the leader learn of restraint more slowly than it changes: hope' = v (restraint - hope), `ours`.

use crate::belief::threat::{Reasons, Seen, threat};
use crate::country::{Country, Now};
use crate::rules::Reading;
use crate::truth::leaders::{ByLeader, Leader};
use crate::truth::paralysis::{Case, chosen, danger};

/// What is believed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Minds {
    /// Hostility to the first that is believed, 0 to 1.
    pub hostile: ByLeader,
    /// Danger seen in each: hostility believed times the most that offices ever gave him, over the largest of these on the list.
    pub danger: ByLeader,
    /// The threat that the centre sees, 0 to 1.
    pub threat: f64,
    /// What those around the leader hope of restraint by the Politburo, 0 to 1.
    pub hope: f64,
}

/// Hostility believed of someone who says so much of it in public, and who would speak with a chance of `speaks` if he were hostile.
pub fn believed(said: f64, speaks: f64, expected: f64) -> f64 {
    let silent = expected * (1.0 - speaks);
    let of_silent = silent / (silent + 1.0 - expected).max(f64::MIN_POSITIVE);
    said + (1.0 - said) * of_silent
}

/// Learns from what was said, from the public record, and from its own division: report to belief.
pub fn learn(country: &mut Country, now: &Now<'_>) {
    if !now.month_begins() {
        return;
    }
    let (week, weight) = (now.week_of_run(), now.one("office_weight"));
    let (ousted, others) = (
        now.one("hostility_expected_of_ousted"),
        now.one("hostility_expected_of_others"),
    );
    let most = Leader::ALL.map(|leader| now.offices.most(leader, week, weight));
    let largest = Leader::ALL
        .into_iter()
        .zip(most)
        .filter(|(leader, _)| *leader != Leader::FIRST)
        .map(|(_, most)| most)
        .fold(f64::MIN_POSITIVE, f64::max);
    let hope = country.minds.hope;
    let learnt = now.one("hope_speed") / 12.0 * (country.leaders.restraint - hope);
    let mut minds = Minds {
        hope: if now.week == 0 {
            country.leaders.restraint
        } else {
            hope + learnt
        },
        ..Minds::default()
    };
    for (at, (leader, most)) in Leader::ALL.into_iter().zip(most).enumerate() {
        if leader == Leader::FIRST || now.offices.dead(leader, week) {
            continue;
        }
        let expected = if now.offices.ousted(leader, week) {
            ousted
        } else {
            others
        };
        let said = country.said.hostile[at];
        minds.hostile[at] = match now.rules.reading {
            Reading::Discounted => believed(said, spoken(hope, now, leader), expected),
            Reading::AtFace => said,
        };
        minds.danger[at] = minds.hostile[at] * most / largest;
    }
    minds.threat = seen(country, now);
    country.minds = minds;
}

/// Share of the wholly hostile who would speak up, as the centre reckons it from what everybody knows.
fn spoken(hope: f64, now: &Now<'_>, leader: Leader) -> f64 {
    let abroad = now.offices.away(leader, now.week_of_run());
    let case = Case {
        worth: now.one("worth_of_speaking"),
        hope: now.one("hope_in_restraint") * hope,
        danger: if abroad { 0.0 } else { danger(now) },
        border: 0.0,
    };
    chosen(case, now.one("choice_scale")).0
}

fn seen(country: &Country, now: &Now<'_>) -> f64 {
    let reasons = Reasons {
        always: now.one("threat_always"),
        war: now.one("threat_of_war"),
        murder: now.one("threat_of_murder"),
        elite: now.one("threat_of_insecurity"),
    };
    let since = f64::from(now.week) - now.one("danger_since");
    let seen = Seen {
        war: now.yearly("war_threat"),
        since_murder: (since >= 0.0).then_some(since),
        insecurity: country.leaders.mean_insecurity(),
    };
    threat(reasons, seen, now.one("threat_decay"))
}

#[cfg(test)]
mod tests {
    use super::believed;
    use proptest::prelude::*;

    #[test]
    fn known_by_hand() {
        assert!((believed(0.0, 0.0, 0.8) - 0.8).abs() < 1e-12);
        assert!((believed(0.0, 0.5, 0.5) - 1.0 / 3.0).abs() < 1e-12);
        assert!((believed(0.5, 0.0, 0.5) - 0.75).abs() < 1e-12);
        assert!((believed(0.0, 1.0, 1.0)).abs() < 1e-12);
    }

    proptest! {
        /// The more would speak, the more silence tells; what is said is always believed.
        #[test]
        fn law_silence_tells_where_people_dare_to_speak(said in 0.0_f64..0.9, speaks in 0.0_f64..0.9, expected in 0.05_f64..0.95) {
            let base = believed(said, speaks, expected);
            prop_assert!((said..=1.0).contains(&base));
            prop_assert!(believed(said, speaks + 0.05, expected) < base);
            prop_assert!(believed(said + 0.05, speaks, expected) > base);
            prop_assert!((believed(0.0, 0.0, expected) - expected).abs() < 1e-12);
        }
    }
}
