//! What would happen if conditions changed: a question put to a copy of the people, which never touches the run and draws nothing.
//!
//! ```text
//! F(Y) = sum over strata and bins of the share that acts by Epstein's rule when the share Y acts         Y(t+1) = F(Y(t))
//! ```
//!
//! F is Kuran's and Granovetter's distribution of thresholds ([`super::threshold`]), read off the same people, the same guards and the
//! same rule as acting itself: the more act, the fewer guards there are to each, and past a point none. `ours`, grade C: contrasts
//! and bounds only, never a probability. Whether a small shock spreads hangs on its size over the share that ties down all guards.

use crate::country::{Country, Now};
use crate::truth::mood::{Guard, Mood, Points, Stratum};
use crate::truth::people::BINS;
use crate::truth::threshold::settle;

/// What is changed in the copy.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Change {
    /// Part of consumption that is lost.
    pub consumption: f64,
    /// Legitimacy that is lost.
    pub legitimacy: f64,
    /// Share of the people that acts whatever it fears.
    pub shock: f64,
}

/// Share of the people that acts where the cascade comes to rest after a change.
pub fn cascade(mood: &Mood, country: &Country, now: &Now<'_>, change: Change) -> f64 {
    let people = people(mood, country, now, change);
    settle(|acting| acts(&people, now, acting), change.shock, 1e-9)
}

/// Smallest share of the people that would have to act for at least as many to follow, to a hundredth of the share that ties down
/// all guards; none if there is none.
pub fn critical_shock(mood: &Mood, country: &Country, now: &Now<'_>) -> Option<f64> {
    const STEPS: u32 = 100;
    let people = people(mood, country, now, Change::default());
    let step = now.one("overstretch") / f64::from(STEPS);
    (1..=STEPS)
        .map(|steps| f64::from(steps) * step)
        .find(|acting| acts(&people, now, *acting) >= *acting)
}

/// Share of all people in each stratum, and what they are aggrieved, after a change.
fn people(mood: &Mood, country: &Country, now: &Now<'_>, change: Change) -> Vec<(f64, Points)> {
    let strata = mood.strata(country, now);
    let all: f64 = strata.iter().map(|(_, _, people, _)| people).sum();
    strata
        .into_iter()
        .map(|(_, _, people, stratum)| (people / all.max(1e-9), changed(stratum, change).points()))
        .collect()
}

/// F(Y): the share that acts when the share `acting` acts.
fn acts(people: &[(f64, Points)], now: &Now<'_>, acting: f64) -> f64 {
    let guard = Guard::of(now, acting);
    let bins = now.laws.all("risk_bin_share");
    let of = |points: &Points| -> f64 {
        let shares: [f64; BINS] = guard.acting(points);
        shares
            .iter()
            .zip(bins)
            .map(|(share, bin)| share * bin)
            .sum()
    };
    people
        .iter()
        .map(|(share, points)| share * of(points))
        .sum()
}

fn changed(stratum: Stratum, change: Change) -> Stratum {
    Stratum {
        relative: stratum.relative * (1.0 - change.consumption),
        legitimacy: (stratum.legitimacy - change.legitimacy).max(0.0),
        ..stratum
    }
}
