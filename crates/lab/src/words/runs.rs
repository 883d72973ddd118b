//! Verdicts on runs in words: settings, trials, priors, ablations.

use super::{beside, percent, plural, rounded, unit_after, wanted};
use argument::claim::Role;
use argument::mutant::{Fate, Mutant, Rule};
use argument::verdict::{Check, ClaimVerdict, Combination, Gauge, ReadingVerdict, RunsVerdict};

/// Title of the claims that [`ours`] gives.
pub const BESIDE: &str = "Beside the sentences: claims of ours on runs";

/// Claims on runs that are no part of what a sentence says.
pub fn ours(check: &Check) -> impl Iterator<Item = &ClaimVerdict> {
    let own = |claim: &&ClaimVerdict| claim.runs.is_some() && claim.role != Role::Assertion;
    check.claims.iter().filter(own)
}

/// In how many trials a reading holds. Trials can fail a claim; they never prove it.
pub fn tally(reading: &ReadingVerdict, runs: &RunsVerdict) -> String {
    let t = reading.tally;
    let of = format!(
        "{} trials ({} with {})",
        t.points,
        plural(reading.combinations.len(), "setting"),
        each(runs.replicates)
    );
    if t.points == 0 {
        "nothing to judge it by".to_owned()
    } else if t.holds == t.points {
        format!(
            "holds in all of {of}; none of {} failed, which is no proof",
            t.points
        )
    } else if t.holds == 0 {
        format!("holds in none of {of}")
    } else {
        format!("holds in {} of {of}", t.holds)
    }
}

fn each(replicates: usize) -> String {
    let seeds = plural(replicates, "seed");
    if replicates == 1 {
        seeds
    } else {
        format!("{seeds} each")
    }
}

/// In how many of its trials the claim holds under one setting.
pub fn held(setting: &Combination) -> String {
    format!("{} of {}", setting.tally.holds, setting.tally.points)
}

/// A compared number of one setting: the median, and the band of its seeds where that is no point.
pub fn band(gauge: &Gauge) -> String {
    let [low, middle, high] = [gauge.low, gauge.value, gauge.high].map(|value| told(value, gauge));
    if low == high {
        middle
    } else {
        format!("{middle} [{low} to {high}]")
    }
}

/// A number of a run as a reader wants it. Counts of people have three figures: more would pretend to know; a number near the
/// bound it is measured against keeps what it takes to see on which side it lies.
pub fn told(value: f64, gauge: &Gauge) -> String {
    let short = rounded(value);
    let bounds = [gauge.wanted_low, gauge.wanted_high].into_iter().flatten();
    let hidden = bounds.into_iter().any(|bound| rounded(bound) == short);
    if gauge.unit.ends_with("persons") && !hidden {
        short
    } else {
        beside(value, gauge)
    }
}

/// The band of the seeds alone, "-" where it is no wider than its figures.
pub fn range(gauge: &Gauge) -> String {
    let (low, high) = (told(gauge.low, gauge), told(gauge.high, gauge));
    if low == high {
        "-".to_owned()
    } else {
        format!("{low} to {high}")
    }
}

/// One line for one compared number of a reading: each setting against what the reading wants.
pub(super) fn gauge_line(reading: &ReadingVerdict, atom: usize) -> Option<String> {
    let first = reading
        .combinations
        .iter()
        .find_map(|c| c.gauges.get(atom))?;
    let settings = reading.combinations.iter();
    let parts: Vec<String> = settings
        .filter_map(|c| {
            let gauge = c.gauges.get(atom)?;
            let after = unit_after(&gauge.unit);
            Some(format!("{}{after} ({})", band(gauge), c.label()))
        })
        .collect();
    let after = unit_after(&first.unit);
    Some(format!(
        "{} = {}; wanted: {}{after}",
        first.text,
        parts.join(", "),
        wanted(first)
    ))
}

/// At which share of the prior volume a reading holds, if that was asked.
pub fn prior(reading: &ReadingVerdict) -> Option<String> {
    let runs = reading.runs.as_ref()?;
    let tally = runs.prior?;
    let share = tally
        .share()
        .map_or_else(String::new, |share| format!(" ({})", percent(share)));
    let lost = runs.prior_draws - tally.points;
    let without = if lost == 0 {
        String::new()
    } else {
        format!("; {} gave no run", plural(lost, "further draw"))
    };
    Some(format!(
        "over the prior ranges of all parameters it holds in {} of {} draws{share}{without}; no part of the verdict",
        tally.holds, tally.points
    ))
}

/// What became of a claim without the mechanism that it rests on: one line an ablation and reading, or why there is none.
pub fn ablations(claim: &ClaimVerdict) -> Vec<String> {
    let Some(runs) = &claim.runs else {
        return Vec::new();
    };
    if !runs.no_ablation.is_empty() {
        return vec![format!("not tried, {}", runs.no_ablation)];
    }
    let twins = claim
        .mutants
        .iter()
        .filter(|twin| twin.rule == Rule::Ablated);
    twins.map(ablation).collect()
}

fn ablation(twin: &Mutant) -> String {
    let fate = match twin.fate {
        Fate::Killed => "the claim falls with the mechanism",
        Fate::Survived => "the claim stands without the mechanism",
        Fate::NoData => "could not be tried",
    };
    format!("under {}: {} ({fate})", twin.scenario, twin.status.label())
}
