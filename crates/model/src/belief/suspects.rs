//! What the centre believes of people and of its own standing, each belief apart from the others: how many are suspect, how many
//! resist in the open, what threatens, and how far things go forward. Rhetoric stands beside them and is none of them (tension T2).
//!
//! ```text
//! eps = omega t_RG + (1 - omega) t          resistance = reported actives          Theta as in `belief::threat`
//! progress <- progress + s/12 (m - progress)          m: mean over branches of made so far / asked so far, as reported
//! rhetoric = clip( r0 + r1 Theta + r2 V, 0, 1 )       V = exp(-(weeks since the closed letter)/tau), 0 before it
//! ```
//!
//! eps is the estimate of Rogan and Gladen taken in part (`belief::prevalence`). Everything else is `ours` (M9, M11; P14), grade C: signs
//! only. Null of rhetoric: it says what is believed of active resistance (rule `sincere`). Reads reports, never truth.

use crate::belief::prevalence::Reports;
use crate::belief::threat::{Reasons, Seen, threat};
use crate::belief::works::Belief;
use crate::country::{Country, Now};
use crate::decision::category::CATEGORIES;
use crate::report::moods::Moods;
use crate::rules::Rhetoric;
use crate::truth::branch::BRANCHES;

/// What the centre believes in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// People of each category as registered, in millions.
    pub people: [f64; CATEGORIES],
    /// Share of each category that it takes for suspect.
    pub shares: [f64; CATEGORIES],
    /// Share of all people that it takes for suspect.
    pub suspects: f64,
    /// Share of people that it takes to resist in the open.
    pub active: f64,
    /// Threat that it sees, 0 to 1.
    pub threat: f64,
    /// Expectation of war, 0 to 1.
    pub war: f64,
    /// Fulfilment of plans, mean over branches; 1 is all.
    pub progress: f64,
    /// What is missing to plans, mean over the branches of what each lacks, 0 to 1.
    pub failure: f64,
    /// People of closed cities without papers, in millions.
    pub unregistered: f64,
    /// Alarm in public words, 0 to 1.
    pub rhetoric: f64,
}

/// The beliefs of this month, and those with which the run began.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suspects {
    /// This month.
    pub now: Standing,
    /// The first month; nothing before it.
    pub start: Option<Standing>,
}

impl Suspects {
    /// The beliefs with which the run began.
    pub fn start(&self) -> Standing {
        self.start.unwrap_or(self.now)
    }
}

/// Share believed of a share that is reported: corrected in part, where reports tell anything.
fn believed(reported: f64, now: &Now<'_>) -> f64 {
    let (sensitivity, specificity) = (now.one("report_sensitivity"), now.one("report_specificity"));
    Reports::new(sensitivity, specificity).map_or(reported, |reports| {
        reports.believed(reported, now.one("base_rate_correction"))
    })
}

/// Weeks since a week of the run; nothing before it.
fn since(now: &Now<'_>, week: &str) -> Option<f64> {
    let weeks = f64::from(now.week) - now.one(week);
    (weeks >= 0.0).then_some(weeks)
}

/// The threat of this month.
fn threat_seen(now: &Now<'_>) -> f64 {
    let reasons = Reasons {
        always: now.one("threat_always"),
        war: now.one("threat_of_war"),
        murder: now.one("threat_of_murder"),
        // What leaders fear of one another is not part of this belief.
        elite: 0.0,
    };
    let seen = Seen {
        war: now.yearly("war_threat"),
        since_murder: since(now, "murder_week"),
        insecurity: 0.0,
    };
    threat(reasons, seen, now.one("threat_decay"))
}

/// Fulfilment so far, and what is missing, both as means over branches. Nothing before the first report.
fn fulfilment(belief: &Belief, targets: &[f64; BRANCHES]) -> Option<(f64, f64)> {
    if belief.part <= 0.0 {
        return None;
    }
    let asked = targets.iter().map(|target| target * belief.part);
    let met: Vec<f64> = asked
        .zip(belief.so_far)
        .filter(|(asked, _)| *asked > 0.0)
        .map(|(asked, made)| made / asked)
        .collect();
    let number = met.len().max(1) as f64;
    let missing = met.iter().map(|met| (1.0 - met).max(0.0));
    Some((
        met.iter().sum::<f64>() / number,
        missing.sum::<f64>() / number,
    ))
}

/// Rhetoric: what public words follow.
fn rhetoric(standing: &Standing, now: &Now<'_>) -> f64 {
    match now.rules.rhetoric {
        Rhetoric::Sincere => standing.active,
        Rhetoric::Apart => {
            let campaign = since(now, "vigilance_week")
                .map_or(0.0, |weeks| libm::exp(-weeks / now.one("vigilance_decay")));
            let sum = now.one("rhetoric_base")
                + now.one("rhetoric_by_threat") * standing.threat
                + now.one("rhetoric_by_vigilance") * campaign;
            sum.clamp(0.0, 1.0)
        }
    }
}

/// What is believed of people, from reports alone.
fn of_people(told: &Moods, now: &Now<'_>) -> Standing {
    let mut standing = Standing {
        people: told.people,
        active: told.active,
        unregistered: told.unregistered.unwrap_or(0.0),
        ..Standing::default()
    };
    let all: f64 = told.people.iter().sum();
    let parts = told.suspects.iter().zip(told.people);
    let reported: f64 = parts.map(|(share, people)| share * people).sum();
    standing.suspects = believed(reported / all.max(f64::MIN_POSITIVE), now);
    standing.shares = told.suspects.map(|share| believed(share, now));
    standing
}

/// Learns from the reports of the last month, when a month begins: report to belief.
pub fn learn(country: &mut Country, now: &Now<'_>) {
    if !now.month_begins() {
        return;
    }
    let before = country.suspects.start.map(|_| country.suspects.now);
    let mut standing = of_people(&country.told, now);
    standing.threat = threat_seen(now);
    standing.war = now.yearly("war_threat");
    let (progress, failure) = before.map_or_else(
        || {
            let met = country.belief.fulfilment;
            (met, (1.0 - met).max(0.0))
        },
        |before| (before.progress, before.failure),
    );
    (standing.progress, standing.failure) = (progress, failure);
    if let Some((met, missing)) = fulfilment(&country.belief, &country.plan.targets) {
        let speed = (now.one("progress_speed") / 12.0).min(1.0);
        standing.progress += speed * (met - progress);
        standing.failure += speed * (missing - failure);
    }
    standing.rhetoric = rhetoric(&standing, now);
    let suspects = &mut country.suspects;
    suspects.now = standing;
    suspects.start.get_or_insert(standing);
}

#[cfg(test)]
mod tests {
    use super::fulfilment;
    use crate::belief::works::Belief;
    use crate::truth::branch::BRANCHES;

    fn belief(so_far: [f64; BRANCHES], part: f64) -> Belief {
        Belief {
            so_far,
            part,
            ..Belief::default()
        }
    }

    #[test]
    fn known_half_a_year_of_a_plan() {
        let targets = [2.0; BRANCHES];
        let mut made = [1.0; BRANCHES];
        made[0] = 0.5;
        let (met, missing) = fulfilment(&belief(made, 0.5), &targets).unwrap();
        let branches = BRANCHES as f64;
        assert!((met - (branches - 0.5) / branches).abs() < 1e-12);
        assert!((missing - 0.5 / branches).abs() < 1e-12);
    }

    #[test]
    fn law_who_is_ahead_hides_nothing_that_is_missing() {
        let mut made = [2.0; BRANCHES];
        made[0] = 0.0;
        let (met, missing) = fulfilment(&belief(made, 1.0), &[1.0; BRANCHES]).unwrap();
        assert!(met > 1.0 && missing > 0.0);
        assert_eq!(fulfilment(&belief(made, 0.0), &[1.0; BRANCHES]), None);
    }
}
