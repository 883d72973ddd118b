//! One claim as JSON.

use argument::margin::{Change, Margin, Step};
use argument::mutant::{Fate, Rule, Survival};
use argument::verdict::{
    By, ClaimVerdict, Combination, Flip, Gauge, Outcome, ReadingVerdict, RunsVerdict,
};
use serde_json::{Value, json};

/// A claim with its readings; `whole` adds every combination, every mutant and what was used.
pub(super) fn json(claim: &ClaimVerdict, whole: bool) -> Value {
    let readings: Vec<Value> = claim
        .readings
        .iter()
        .map(|verdict| reading(verdict, whole))
        .collect();
    let without_data = claim
        .mutants
        .iter()
        .filter(|mutant| mutant.fate == Fate::NoData)
        .count();
    let mut value = json!({
        "id": claim.id,
        "units": claim.units,
        "says": claim.says,
        "role": claim.role.label(),
        "class": claim.class.map(argument::claim::Class::label),
        "tension": claim.tension,
        "why": claim.why,
        "status": claim.status.label(),
        "contested_by": contested_by(&claim.contested_by()),
        "label": claim.label(),
        "share": claim.share,
        "flips": flips(&claim.flips),
        "mutants": { "run": claim.mutants.len(), "killed": claim.killed(), "without_data": without_data },
        "margin": margin(&claim.margin),
        "vacuous": claim.is_vacuous(),
        "one_recalled_source": claim.one_recalled_source,
        "one_source": claim.one_source.as_ref().map(|one| json!({ "source": one.id, "rank": one.rank.label() })),
        "unjudged": claim.unjudged,
        "registration": claim.registered.label(),
        "ablations": ablations(claim),
        "no_ablation": claim.runs.as_ref().map(|runs| &runs.no_ablation).filter(|why| !why.is_empty()),
        "readings": readings,
    });
    if whole {
        let twins: Vec<Value> = claim
            .mutants
            .iter()
            .map(|twin| {
                json!({ "reading": twin.reading, "rule": twin.rule.label(), "predicate": twin.predicate,
                    "status": twin.status.label(), "fate": twin.fate.label(),
                    "why": twin.survival().map(Survival::label) })
            })
            .collect();
        value["mutant_list"] = json!(twins);
    }
    value
}

/// By what a verdict is contested; empty where it is not.
pub(super) fn contested_by(by: &[By]) -> Vec<&'static str> {
    by.iter().map(|one| one.label()).collect()
}

/// What became of the claim without each mechanism that it rests on.
fn ablations(claim: &ClaimVerdict) -> Vec<Value> {
    let twins = claim
        .mutants
        .iter()
        .filter(|twin| twin.rule == Rule::Ablated);
    twins
        .map(|twin| {
            json!({ "scenario": twin.scenario, "reading": twin.reading, "status": twin.status.label(),
                "fate": twin.fate.label() })
        })
        .collect()
}

fn flips(flips: &[Flip]) -> Vec<Value> {
    flips
        .iter()
        .map(|flip| {
            json!({ "hinge": flip.hinge.label(), "name": flip.name, "holds": flip.holds, "fails": flip.fails,
                "text": flip.text() })
        })
        .collect()
}

fn margin(margin: &Margin) -> Value {
    let change = |change: &Change| {
        let (factor, days) = match change.by {
            Step::Factor(factor) => (Some(factor), None),
            Step::Days(days) => (None, Some(days)),
        };
        json!({ "what": change.what, "factor": factor, "days": days, "to": change.to.label() })
    };
    json!({
        "number": margin.number.as_ref().map(change),
        "observation": margin.observation.as_ref().map(change),
    })
}

fn reading(reading: &ReadingVerdict, whole: bool) -> Value {
    let silent: Vec<Value> = reading
        .silent
        .iter()
        .map(|(series, why)| json!({ "series": series, "why": why }))
        .collect();
    let sets: Vec<Value> = reading
        .sets
        .iter()
        .map(|(set, status)| json!({ "set": set, "status": status.label() }))
        .collect();
    let mut value = json!({
        "id": reading.id,
        "means": reading.means,
        "predicate": reading.predicate,
        "on": reading.on.label(),
        "runs": reading.runs.as_ref().map(|runs| of_runs(reading, runs)),
        "status": reading.status.label(),
        "contested_by": contested_by(&reading.contested_by()),
        "share": reading.tally.share(),
        "combinations": reading.existing,
        "judged": reading.combinations.len(),
        "holds": reading.tally.holds,
        "points": reading.tally.points,
        "sampled": reading.tally.sampled,
        "flips": flips(&reading.flips),
        "silent": silent,
        "sets": sets,
    });
    if whole {
        let used: Vec<Value> = reading
            .used
            .iter()
            .map(|(observation, series, source, seen)| {
                json!({ "observation": observation, "series": series, "source": source, "looked_up": seen })
            })
            .collect();
        let all: Vec<Value> = reading.combinations.iter().map(combination).collect();
        value["used"] = json!(used);
        value["combination_list"] = json!(all);
    }
    value
}

/// What belongs to runs: each setting with its trials, and the prior.
fn of_runs(reading: &ReadingVerdict, runs: &RunsVerdict) -> Value {
    let settings: Vec<Value> = reading
        .combinations
        .iter()
        .enumerate()
        .map(|(at, setting)| {
            let gauges: Vec<Value> = setting.gauges.iter().map(gauge).collect();
            let rival = runs.bearings.get(at).filter(|_| at > 0);
            json!({ "setting": setting.label(), "holds": setting.tally.holds, "trials": setting.tally.points,
                "bears": rival.map(|one| one.bears()),
                "turns": rival.map(|_| reading.turns(at)),
                "otherwise": rival.map(|one| one.otherwise),
                "ours_with_its_seeds": rival.map(|one| one.ours.holds),
                "gauges": gauges })
        })
        .collect();
    json!({
        "replicates": runs.replicates,
        "seeds": runs.seeds,
        "settings": settings,
        "prior": runs.prior.map(|tally| {
            json!({ "holds": tally.holds, "trials": tally.points, "draws": runs.prior_draws, "share": tally.share() })
        }),
    })
}

fn combination(combination: &Combination) -> Value {
    let (outcome, proved) = match combination.outcome {
        Outcome::Holds { proved } => ("holds", Some(proved)),
        Outcome::Fails { proved } => ("fails", Some(proved)),
        Outcome::Mixed => ("mixed", None),
        Outcome::Undefined => ("undefined", None),
    };
    let series: Vec<Value> = combination
        .series
        .iter()
        .map(|(quantity, series)| json!({ "quantity": quantity, "series": series }))
        .collect();
    let gauges: Vec<Value> = combination.gauges.iter().map(gauge).collect();
    json!({
        "series": series,
        "rank": combination.rank.map(argument::source::Rank::label),
        "outcome": outcome,
        "proved": proved,
        "holds": combination.tally.holds,
        "points": combination.tally.points,
        "gauges": gauges,
    })
}

fn gauge(gauge: &Gauge) -> Value {
    json!({
        "compared": gauge.text,
        "unit": gauge.unit,
        "low": gauge.low,
        "value": gauge.value,
        "high": gauge.high,
        "wanted_low": gauge.wanted_low,
        "wanted_high": gauge.wanted_high,
        "strict": gauge.strict,
    })
}
