//! What the centre has the press do: attack defeated oppositionists, attack the exile, praise records. Reads beliefs and reports.
//!
//! ```text
//! attack = clip( p0 + p1 Theta + p2 sum over trials of e^{-(w - (T - lead))+/tau}, 0, 1 )       each trial from `lead` weeks before it
//! attack on the exile = clip( attack + p3 issues a month, 0, 1 )
//! praise = clip( s0 + s1 sponsorship [once there is a record], 0, 1 )
//! ```
//!
//! `ours`, grade C: signs only. The indices are parts of the most that a press can do and count no article; the base has no count.
//! Theta is the threat that the centre believes in (`belief/threat.rs`), with the murder as a dated event and no insecurity of the
//! elite, which is another part of the model. **Nothing here reaches people**: how attacks in print change fear, rumour or
//! denunciation is not known in a form that could be defended, so no mood reads the press. Rival: the press is the same for ever.

use crate::country::{Country, Now};
use crate::rules;

/// Parameters that hold the weeks of the trials.
pub const TRIALS: [&str; 4] = [
    "trial_of_january_1935",
    "trial_of_july_1935",
    "trial_of_august_1936",
    "trial_of_january_1937",
];

/// What the press is told to do, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Press {
    /// Attack on defeated oppositionists at home.
    pub attack: f64,
    /// Attack on the exile.
    pub attack_on_exile: f64,
    /// Praise of records and successes.
    pub praise: f64,
}

/// How strongly each reason shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// p0: what is always printed.
    pub always: f64,
    /// p1: a threat that is fully believed in.
    pub by_threat: f64,
    /// p2: a trial, in the week in which its campaign begins.
    pub by_trial: f64,
    /// p3: one issue a month from abroad.
    pub by_print: f64,
}

impl Line {
    /// Attack at home, and on the exile. `trials` is the sum of what is left of each, `issues` what appears abroad in a month.
    pub fn attacks(&self, threat: f64, trials: f64, issues: f64) -> (f64, f64) {
        let attack = self.always + self.by_threat * threat + self.by_trial * trials;
        let attack = attack.clamp(0.0, 1.0);
        (attack, (attack + self.by_print * issues).clamp(0.0, 1.0))
    }
}

/// What is left in a week of the campaign around a trial: 1 when it begins, `lead` weeks before the trial, then fading by `decay`.
pub fn left(week: f64, trial: f64, lead: f64, decay: f64) -> f64 {
    let since = week - (trial - lead);
    if since < 0.0 {
        return 0.0;
    }
    libm::exp(-since / decay)
}

/// Decides what the press does; each week.
pub fn decide(country: &mut Country, now: &Now<'_>) {
    let usual = now.one("praise_always");
    country.press = match now.rules.press {
        rules::Press::Constant => {
            let attack = now.one("attack_of_null");
            Press {
                attack,
                attack_on_exile: attack,
                praise: usual,
            }
        }
        rules::Press::Threat => {
            let line = Line {
                always: now.one("attack_always"),
                by_threat: now.one("attack_by_threat"),
                by_trial: now.one("attack_by_trial"),
                by_print: now.one("attack_by_print"),
            };
            let (attack, attack_on_exile) = line.attacks(
                country.suspects.now.threat,
                trials(now),
                country.abroad.issues,
            );
            let praise = usual + by_record(now) * country.sponsorship;
            Press {
                attack,
                attack_on_exile,
                praise: praise.clamp(0.0, 1.0),
            }
        }
    };
}

/// Praise that full sponsorship adds: none before there is a record to praise.
fn by_record(now: &Now<'_>) -> f64 {
    if f64::from(now.week) < now.one("record_week") {
        return 0.0;
    }
    now.one("praise_by_sponsorship")
}

fn trials(now: &Now<'_>) -> f64 {
    let (lead, decay) = (now.one("trial_lead"), now.one("trial_fades"));
    let week = f64::from(now.week);
    let of = |id: &&str| left(week, now.one(id), lead, decay);
    TRIALS.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::{Line, left};
    use proptest::prelude::*;

    const LINE: Line = Line {
        always: 0.1,
        by_threat: 0.5,
        by_trial: 0.3,
        by_print: 0.2,
    };

    #[test]
    fn known_by_hand() {
        let (home, exile) = LINE.attacks(0.4, 0.0, 0.5);
        assert!((home - 0.3).abs() < 1e-12 && (exile - 0.4).abs() < 1e-12);
        let (home, exile) = LINE.attacks(1.0, 3.0, 9.0);
        assert!((home - 1.0).abs() < 1e-12 && (exile - 1.0).abs() < 1e-12);
        // The campaign begins with the lead, not with the trial, and not before.
        assert!((left(9.0, 10.0, 1.0, 6.0) - 1.0).abs() < 1e-12);
        assert!(left(8.0, 10.0, 1.0, 6.0).abs() < 1e-12);
        assert!((left(15.0, 10.0, 1.0, 6.0) - libm::exp(-1.0)).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn law_threat_trials_and_print_sharpen(threat in 0.0_f64..0.9, trials in 0.0_f64..0.4, issues in 0.0_f64..0.5) {
            let (home, exile) = LINE.attacks(threat, trials, issues);
            prop_assert!(LINE.attacks(threat + 0.1, trials, issues).0 > home);
            prop_assert!(LINE.attacks(threat, trials + 0.1, issues).0 > home);
            // What appears abroad is answered with attacks on the exile and on nobody else.
            let (same, louder) = LINE.attacks(threat, trials, issues + 0.1);
            prop_assert!((same - home).abs() < 1e-12 && louder > exile);
        }
    }
}
