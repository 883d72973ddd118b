//! What would happen if conditions changed: a question put to a copy of the people, which never touches the run and draws nothing.
//!
//! ```text
//! Y_k = Y_c (1 - 1/(k + outside))        F(Y) = sum of people with k guards who would act, over Y >= Y_k
//! ```
//!
//! In cells with k guards nobody fears arrest once the share that acts is `Y_k`: guards cannot be everywhere. F is Kuran's and
//! Granovetter's distribution of thresholds ([`super::threshold`]), read off the same people as Epstein's rule. `ours`, grade C:
//! contrasts and bounds only, never a probability.

use crate::country::{Country, Now};
use crate::truth::mood::{Mood, Stratum, poisson};
use crate::truth::threshold::Propensity;

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
    let propensity = propensity(mood, country, now, change);
    propensity.settle(change.shock)
}

/// Smallest share of the people that would have to act for others to follow without end; none if there is none.
pub fn critical_shock(mood: &Mood, country: &Country, now: &Now<'_>) -> Option<f64> {
    propensity(mood, country, now, Change::default()).critical_shock()
}

fn propensity(mood: &Mood, country: &Country, now: &Now<'_>, change: Change) -> Propensity {
    let threshold = now.one("grievance_threshold");
    let strata = mood.strata(country, now);
    let all: f64 = strata.iter().map(|(_, _, people, _)| people).sum();
    let latent: f64 = strata
        .iter()
        .map(|(_, _, people, stratum)| people * changed(*stratum, change).latent(threshold))
        .sum();
    let latent = latent / all.max(1e-9);
    let outside = now.one("guards_outside");
    let stretch = now.one("overstretch");
    let (mut thresholds, mut weights) = (Vec::new(), Vec::new());
    for (guards, weight) in poisson(now.one("guards_a_cell")) {
        let guards = f64::from(guards) + outside;
        thresholds.push(stretch * (1.0 - 1.0 / guards).max(0.0));
        weights.push(latent * weight);
    }
    Propensity::of(&thresholds, &weights)
}

fn changed(stratum: Stratum, change: Change) -> Stratum {
    Stratum {
        relative: stratum.relative * (1.0 - change.consumption),
        legitimacy: (stratum.legitimacy - change.legitimacy).max(0.0),
        ..stratum
    }
}
