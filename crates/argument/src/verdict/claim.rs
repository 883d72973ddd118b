//! Judging one claim over all its readings, with its mutants and its margin.

use super::outcome::{Outcome, Tally};
use super::reading::status_of;
use super::{ClaimVerdict, Flip, Hinge, ReadingVerdict, Status, judge_reading};
use crate::case::Case;
use crate::claim::{Claim, Judge};
use crate::margin::{self, Margin};
use crate::mutant;
use crate::predicate::Predicate;
use std::collections::BTreeSet;

/// Judges a claim. Its status comes from the evidence, or from its label where it has no
/// predicate; nothing else can set it.
pub fn judge_claim(case: &Case, claim: &Claim) -> ClaimVerdict {
    let mut verdict = ClaimVerdict {
        id: claim.id.clone(),
        units: claim.units.clone(),
        says: claim.says.clone(),
        role: claim.role,
        class: claim.class,
        tension: claim.tension.clone(),
        why: claim.why.clone(),
        status: Status::NeedsModel,
        share: None,
        readings: Vec::new(),
        flips: Vec::new(),
        mutants: Vec::new(),
        margin: Margin::default(),
        one_recalled_source: None,
        registered: case.registered.compare(claim),
    };
    match &claim.judge {
        Judge::Label(label) => verdict.status = Status::of_label(*label),
        Judge::Readings(readings) => {
            let predicates: Vec<&Predicate> = case.predicates(&claim.id);
            verdict.readings = readings
                .iter()
                .zip(&predicates)
                .map(|(reading, predicate)| judge_reading(&case.base, reading, predicate))
                .collect();
            verdict.status = over_readings(&verdict.readings);
            verdict.share = share(&verdict.readings);
            verdict.flips = flips(&verdict.readings, verdict.status);
            verdict.mutants = mutant::run(&case.base, readings, &predicates);
            verdict.margin = margin::find(&case.base, readings, &predicates, verdict.status);
            verdict.one_recalled_source = one_recalled_source(&verdict.readings);
        }
    }
    verdict
}

/// The status over all readings that evidence can judge.
pub(crate) fn over_readings(readings: &[ReadingVerdict]) -> Status {
    let outcomes: Vec<Outcome> = readings
        .iter()
        .flat_map(|reading| reading.combinations.iter().map(|c| c.outcome))
        .collect();
    status_of(&outcomes)
}

fn share(readings: &[ReadingVerdict]) -> Option<f64> {
    let mut all = Tally::default();
    for reading in readings {
        all.add(reading.tally);
    }
    all.share()
}

/// Flips between readings are ours and come first; then those inside the readings.
fn flips(readings: &[ReadingVerdict], status: Status) -> Vec<Flip> {
    if matches!(
        status,
        Status::Supported | Status::Contradicted | Status::Uncorroborated
    ) {
        return Vec::new();
    }
    let names = |wanted: Status| -> Vec<String> {
        let of = readings.iter().filter(|reading| reading.status == wanted);
        of.map(|reading| reading.id.clone()).collect()
    };
    let (holds, fails) = (names(Status::Supported), names(Status::Contradicted));
    let mut all = Vec::new();
    let judged = readings
        .iter()
        .filter(|reading| reading.status.is_judged())
        .count();
    if judged > 1 && holds.len() < judged && fails.len() < judged && holds.len() + fails.len() > 0 {
        all.push(Flip {
            hinge: Hinge::Reading,
            name: "what the sentence means".to_owned(),
            holds,
            fails,
        });
    }
    for flip in readings.iter().flat_map(|reading| &reading.flips) {
        if !all.contains(flip) {
            all.push(flip.clone());
        }
    }
    all
}

fn one_recalled_source(readings: &[ReadingVerdict]) -> Option<String> {
    let used: BTreeSet<(&str, bool)> = readings
        .iter()
        .flat_map(|reading| &reading.used)
        .map(|(_, _, source, looked_up)| (source.as_str(), *looked_up))
        .collect();
    match used.into_iter().collect::<Vec<_>>()[..] {
        [(source, false)] => Some(source.to_owned()),
        _ => None,
    }
}
