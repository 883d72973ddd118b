//! What a claim with readings on runs must say, and what only such a claim may say.

use super::claims::RawClaim;
use super::file::File;
use crate::claim::{Class, Judge, On, OnRuns, Reading};
use crate::fault::{Fault, did_you_mean};
use crate::mutant::ablated;
use crate::predicate::Predicate;
use crate::predicate::eval::{self, Span};
use crate::runs::{BASELINE, Runs};
use std::ops::Range;
use toml::Spanned;

/// The classes that a claim on runs may have.
const CLASSES: &str = "assumed | calibrated | held-out";

/// Reads what holds for the readings on runs of a claim; none if it has none.
pub(super) fn read(
    file: File<'_>,
    runs: &Runs,
    raw: &RawClaim,
    (judge, predicates, class): (&Judge, &[Predicate], Option<Class>),
) -> Result<Option<OnRuns>, Fault> {
    let readings: &[Reading] = match judge {
        Judge::Readings(readings) => readings,
        Judge::Label(_) => &[],
    };
    let on_runs: Vec<&Predicate> = readings
        .iter()
        .zip(predicates)
        .filter(|(reading, _)| reading.on == On::Runs)
        .map(|(_, predicate)| predicate)
        .collect();
    if on_runs.is_empty() {
        refuse_idle_words(file, raw)?;
        return Ok(None);
    }
    if class == Some(Class::EvidenceOnly) {
        let word = raw.class.as_ref().unwrap_or(&raw.id);
        return Err(file
            .wrong(word, "a claim on runs is not judged by evidence only")
            .wanted(CLASSES)
            .hint("`assumed` if it follows from an input or a rule of ours, `calibrated` if parameters were fitted to it, else `held-out`"));
    }
    refuse_constant_zero(file, raw, &on_runs)?;
    let ablations = ablations(file, runs, raw, &on_runs)?;
    Ok(Some(OnRuns {
        no_ablation: no_ablation(file, raw, &ablations)?,
        over_prior: raw.over_prior.as_ref().is_some_and(|word| *word.as_ref()),
        ablations,
    }))
}

/// A claim without readings on runs has no use for these words, so one of them is a slip.
fn refuse_idle_words(file: File<'_>, raw: &RawClaim) -> Result<(), Fault> {
    let idle = [
        raw.ablations
            .as_ref()
            .map(|word| (word.span(), "ablations")),
        raw.no_ablation
            .as_ref()
            .map(|word| (word.span(), "no_ablation")),
        raw.over_prior
            .as_ref()
            .map(|word| (word.span(), "over_prior")),
    ];
    match idle.into_iter().flatten().next() {
        None => Ok(()),
        Some((span, word)) => Err(Fault::new(
            file.place(&span),
            "a word that belongs to claims on runs",
        )
        .found(word)
        .wanted("a reading with on = \"runs\"")
        .hint("take the word out, or say on = \"runs\" in the reading that asks the model")),
    }
}

/// Claims on runs need a model.
pub(super) fn refuse_without_model(
    file: File<'_>,
    runs: &Runs,
    on: Option<&Spanned<String>>,
) -> Result<(), Fault> {
    match on {
        Some(word) if runs.is_none() => Err(file
            .wrong(word, "a reading on runs in a case without a model")
            .wanted("on = \"evidence\", or population.toml, parameters/ and scenarios/ in the case")
            .hint("runs need something that runs; evidence alone judges this case")),
        Some(word) if runs.scenario(BASELINE).is_none() => Err(file
            .wrong(word, "a reading on runs in a case without a baseline")
            .wanted("scenarios/baseline.toml")
            .hint("a term without `under` asks the baseline")),
        _ => Ok(()),
    }
}

/// Runs have no series, so none can be shut out.
pub(super) fn no_series(file: File<'_>, name: &str, span: &Range<usize>) -> Fault {
    Fault::new(
        file.place(span),
        "a restriction of series in a reading on runs",
    )
    .found(name)
    .wanted("no `only`")
    .hint("runs have no rival series; rival settings are scenarios with `rival`")
}

/// A divisor that is zero as it is written; others show in the runs.
fn refuse_constant_zero(
    file: File<'_>,
    raw: &RawClaim,
    predicates: &[&Predicate],
) -> Result<(), Fault> {
    let breaks = |predicate: &Predicate, base: f64| {
        let points: Vec<Span> = (0..predicate.terms.len())
            .map(|term| Span::point(base + libm::sqrt(2.0 + term as f64)))
            .collect();
        eval::test(&predicate.test, &points).is_err()
    };
    let broken = |predicate: &&&Predicate| breaks(predicate, 1.0) && breaks(predicate, 1000.0);
    match predicates.iter().find(broken) {
        None => Ok(()),
        Some(_) => Err(file
            .wrong(
                &raw.id,
                "the predicate divides by zero, or goes beyond every number",
            )
            .wanted("a denominator that cannot be zero")
            .hint("the denominator is zero as it is written")),
    }
}

fn ablations(
    file: File<'_>,
    runs: &Runs,
    raw: &RawClaim,
    predicates: &[&Predicate],
) -> Result<Vec<String>, Fault> {
    let Some(words) = &raw.ablations else {
        return Err(file
            .wrong(&raw.id, "a claim on runs without `ablations`")
            .wanted(
                "ablations = [\"...\"], scenarios without the mechanism that the claim rests on",
            )
            .hint(format!(
                "scenarios of the case: {}; if none fits: ablations = [] and no_ablation = \"why\"",
                runs.counterfactuals().collect::<Vec<_>>().join(", ")
            )));
    };
    let mut all: Vec<String> = Vec::new();
    for word in words.as_ref() {
        let known = runs.counterfactuals();
        if !known.clone().any(|id| id == word.as_ref()) {
            return Err(file
                .wrong(word, "unknown ablation")
                .wanted(known.clone().collect::<Vec<_>>().join(", "))
                .hint(did_you_mean(
                    word.as_ref(),
                    known,
                    "an ablation is a scenario of the case that is neither the baseline nor a rival setting",
                )));
        }
        let twins = |predicate: &&Predicate| ablated(predicate, word.as_ref()).is_some();
        if !predicates.iter().any(twins) {
            return Err(file
                .wrong(word, "an ablation that makes no other claim")
                .wanted("a scenario that the predicate does not compare with already")
                .hint("a number against itself is false by arithmetic, which kills nothing; leave it out and say so: no_ablation = \"the claim is itself the contrast with ...\""));
        }
        if all.contains(word.as_ref()) {
            return Err(file
                .wrong(word, "the same ablation twice")
                .wanted("each scenario once")
                .hint("take one of them out"));
        }
        all.push(word.as_ref().clone());
    }
    Ok(all)
}

/// The reason for having no ablation: needed without one, out of place with one.
fn no_ablation(file: File<'_>, raw: &RawClaim, ablations: &[String]) -> Result<String, Fault> {
    match (&raw.no_ablation, ablations) {
        (None, [_, ..]) => Ok(String::new()),
        (Some(why), []) => file.filled(why, "the reason for having no ablation"),
        (Some(why), [_, ..]) => Err(file
            .wrong(why, "a reason for having no ablation, beside one")
            .wanted("either ablations or no_ablation")
            .hint("take the reason out")),
        (None, []) => Err(file
            .wrong(&raw.id, "no ablation and no reason")
            .wanted("no_ablation = \"...\"")
            .hint("say why no scenario removes the mechanism that the claim rests on")),
    }
}
