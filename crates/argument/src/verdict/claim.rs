//! Judging one claim over all its readings, with its mutants and its margin.

use super::outcome::{Outcome, Tally};
use super::reading::{shortened, status_of};
use super::{
    By, ClaimVerdict, Court, Flip, Hinge, OneSource, ReadingVerdict, Status, judge_reading, trial,
};
use crate::case::Case;
use crate::claim::{Claim, Class, Judge, On, Reading};
use crate::margin::{self, Margin};
use crate::mutant;
use crate::predicate::Predicate;
use crate::runs::Trials;
use crate::source::Rank;
use std::collections::BTreeSet;

/// Judges a claim without runs: one that asks for them needs the model.
pub fn judge_claim(case: &Case, claim: &Claim) -> ClaimVerdict {
    let trials = &Trials::none();
    judge_in(Court { case, trials }, claim)
}

/// Judges a claim. Its status comes from evidence and runs, or from its label where it has no
/// predicate; nothing else can set it.
pub fn judge_in(court: Court<'_>, claim: &Claim) -> ClaimVerdict {
    let case = court.case;
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
        unjudged: Vec::new(),
        runs: claim.runs.clone(),
        mutants: Vec::new(),
        margin: Margin::default(),
        one_source: None,
        one_recalled_source: None,
        registered: case.registered.compare(claim),
    };
    match &claim.judge {
        Judge::Label(label) => verdict.status = Status::of_label(*label),
        // Nothing was run: what evidence says of the other readings would be half an answer.
        Judge::Readings(_) if claim.runs.is_some() && court.trials.is_none() => {}
        Judge::Readings(readings) => {
            let predicates: Vec<&Predicate> = case.predicates(&claim.id);
            verdict.readings = readings
                .iter()
                .zip(&predicates)
                .map(|(reading, predicate)| one_reading(court, claim, reading, predicate))
                .collect();
            verdict.status = over_readings(claim, &verdict.readings);
            verdict.share = share(&verdict.readings);
            verdict.unjudged = unjudged(&verdict.readings, verdict.status);
            verdict.flips = flips(&verdict.readings, verdict.status, &verdict.unjudged);
            verdict.mutants = mutant::run(court, claim, &predicates);
            verdict.margin = margin::find(court, claim, &predicates, verdict.status);
            verdict.one_source = one_source(&verdict.readings);
            verdict.one_recalled_source =
                one_recalled_source(&verdict.readings, verdict.one_source.as_ref());
        }
    }
    verdict
}

fn one_reading(
    court: Court<'_>,
    claim: &Claim,
    reading: &Reading,
    predicate: &Predicate,
) -> ReadingVerdict {
    if reading.on == On::Evidence {
        return judge_reading(&court.case.base, reading, predicate);
    }
    let over_prior = claim.runs.as_ref().is_some_and(|runs| runs.over_prior);
    let case = court.case;
    let asked = (&case.runs, court.trials);
    let rows = case.passage.rows_of(&claim.units);
    let is_of_its_rows = |rival: &str| {
        let rival = case.runs.scenario(rival);
        rival.is_some_and(|rival| rival.rows().any(|row| rows.contains(row)))
    };
    let about = (reading, predicate);
    let mut verdict = trial::judge(asked, about, over_prior, &is_of_its_rows);
    verdict.status = tempered(claim, reading.on, verdict.status);
    verdict
}

/// What a reading on runs of this status comes to: a claim of class `assumed` is never supported by a run.
pub(crate) fn tempered(claim: &Claim, on: On, status: Status) -> Status {
    match (claim.class, on, status) {
        (Some(Class::Assumed), On::Runs, Status::Supported) => Status::FollowsFromRule,
        (Some(Class::Assumed), On::Runs, Status::SupportedUnder) => Status::Contested,
        _ => status,
    }
}

/// The status of a claim, from the outcomes of each of its readings. What holds for class `assumed`
/// only because a rule of ours makes it so is not support; where only some rules make it so, it is contested.
pub fn status_of_claim(claim: &Claim, outcomes: &[Vec<Outcome>]) -> Status {
    let status = status_over(outcomes);
    if claim.class != Some(Class::Assumed) || claim.runs.is_none() {
        return status;
    }
    let fails = |outcome: &Outcome| matches!(outcome, Outcome::Fails { .. });
    let by_evidence = || {
        let mut pairs = claim.readings().iter().zip(outcomes);
        pairs.any(|(reading, own)| {
            let own = status_of(own);
            reading.on == On::Evidence && matches!(own, Status::Supported | Status::SupportedUnder)
        })
    };
    match status {
        Status::Supported => Status::FollowsFromRule,
        Status::SupportedUnder if !outcomes.iter().flatten().any(fails) => Status::FollowsFromRule,
        Status::SupportedUnder if !by_evidence() => Status::Contested,
        other => other,
    }
}

/// The status over all readings, from the outcomes of each. A reading without any admissible
/// observation is no support: true under the others is then true under S, and S names them.
pub fn status_over(readings: &[Vec<Outcome>]) -> Status {
    let all: Vec<Outcome> = readings.iter().flatten().copied().collect();
    let unknown = |reading: &Vec<Outcome>| status_of(reading) == Status::Uncorroborated;
    match status_of(&all) {
        Status::Supported if readings.iter().any(unknown) => Status::SupportedUnder,
        status => status,
    }
}

fn over_readings(claim: &Claim, readings: &[ReadingVerdict]) -> Status {
    let outcomes: Vec<Vec<Outcome>> = readings
        .iter()
        .map(|reading| reading.combinations.iter().map(|c| c.outcome).collect())
        .collect();
    status_of_claim(claim, &outcomes)
}

/// Readings of which nothing is known, where others decided the status.
fn unjudged(readings: &[ReadingVerdict], status: Status) -> Vec<String> {
    let unknown = readings
        .iter()
        .filter(|reading| status.is_judged() && !reading.status.is_judged());
    unknown.map(|reading| reading.id.clone()).collect()
}

/// Share of the points at which the readings hold. Points of evidence and trials are no parts of one whole, so of a claim with
/// both the smaller share is told.
fn share(readings: &[ReadingVerdict]) -> Option<f64> {
    let of = |on: On| {
        let mut all = Tally::default();
        for reading in readings.iter().filter(|reading| reading.on == on) {
            all.add(reading.tally);
        }
        all.share()
    };
    let both = [of(On::Evidence), of(On::Runs)].into_iter().flatten();
    both.reduce(f64::min)
}

/// Flips between readings are ours and come first; then those inside the readings.
fn flips(readings: &[ReadingVerdict], status: Status, unjudged: &[String]) -> Vec<Flip> {
    if matches!(
        status,
        Status::Supported | Status::FollowsFromRule | Status::Contradicted | Status::Uncorroborated
    ) {
        return Vec::new();
    }
    let names = |wanted: &[Status]| -> Vec<String> {
        let of = readings
            .iter()
            .filter(|reading| wanted.contains(&reading.status));
        of.map(|reading| reading.id.clone()).collect()
    };
    let holds = names(&[Status::Supported, Status::FollowsFromRule]);
    let fails = names(&[Status::Contradicted]);
    let mut all = Vec::new();
    let count = readings.len();
    if count > 1 && holds.len() < count && fails.len() < count && holds.len() + fails.len() > 0 {
        let mut name = "what the sentence means".to_owned();
        if !unjudged.is_empty() {
            name = format!("{name} (no data under {})", unjudged.join(", "));
        }
        all.push(Flip {
            hinge: Hinge::Reading,
            name,
            rest: holds.len() + fails.len() + unjudged.len() < count,
            holds,
            fails,
        });
    }
    let judged = || readings.iter().filter(|reading| reading.status.is_judged());
    for reading in judged() {
        for flip in &reading.flips {
            let mut flip = flip.clone();
            if !judged().all(|other| other.flips.contains(&flip)) {
                flip.name = format!("{} (reading {})", flip.name, reading.id);
            }
            if !all.contains(&flip) {
                all.push(flip);
            }
        }
    }
    all
}

impl ClaimVerdict {
    /// The status with S, and what it rests on, in one line.
    pub fn label(&self) -> String {
        let mut text = self.status.label().to_owned();
        if self.status == Status::SupportedUnder {
            text = format!("supported under {}", self.under().join(", "));
        }
        let by = self.contested_by();
        if !by.is_empty() {
            text = format!("{text}: {}", By::listed(&by));
        }
        if !self.unjudged.is_empty() {
            text = format!(
                "{text} (no data under reading {})",
                self.unjudged.join(", ")
            );
        }
        if let Some(share) = self.prior_share() {
            text = format!("{text} (in {:.0} % of the prior volume)", 100.0 * share);
        }
        if let Some(warning) = self.weak_source() {
            text = format!("{text} ({warning})");
        }
        text
    }

    /// What a reader must know of a verdict that rests on one source alone, which is neither a document nor the work of a scholar that was
    /// looked up.
    pub fn weak_source(&self) -> Option<String> {
        let one = self.one_source.as_ref()?;
        let name = &one.id;
        match one.rank {
            _ if self.one_recalled_source.is_some() => {
                Some(format!("rests on one recalled source: {name}"))
            }
            Rank::Document | Rank::Scholarly => None,
            rank => Some(format!(
                "rests on one source of rank {}: {name}",
                rank.label()
            )),
        }
    }

    /// Smallest share of the prior volume in which a reading of a claim that follows from our rule holds, if it was tried: what such a
    /// claim has to say beyond the parameters as they stand.
    pub fn prior_share(&self) -> Option<f64> {
        let runs = self
            .readings
            .iter()
            .filter_map(|reading| reading.runs.as_ref());
        runs.filter(|_| self.status == Status::FollowsFromRule)
            .filter_map(|runs| runs.prior?.share())
            .reduce(f64::min)
    }

    /// S: the readings, series, series together, or rival settings, under each of which the claim holds.
    pub fn under(&self) -> Vec<String> {
        const MOST_NAMED: usize = 6;
        let judged = || self.readings.iter().filter(|r| r.status.is_judged());
        let sides: Vec<Vec<String>> = judged().map(series_that_hold).collect();
        let alike = sides.iter().all(|side| *side == sides[0]);
        let mut names: Vec<String> = Vec::new();
        for (reading, side) in judged().zip(&sides) {
            if reading.status == Status::Supported {
                names.push(format!("reading {}", reading.id));
            }
            for name in side {
                let name = if alike {
                    name.clone()
                } else {
                    format!("{name} (reading {})", reading.id)
                };
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        shortened(names, MOST_NAMED)
    }
}

/// The series, or series together, under which a reading holds, with their quantity where
/// several quantities have rivals that decide.
fn series_that_hold(reading: &ReadingVerdict) -> Vec<String> {
    let deciding = || {
        let rivals = |f: &&Flip| matches!(f.hinge, Hinge::Series | Hinge::Setting);
        let series = reading.flips.iter().filter(rivals);
        series.filter(|flip| !flip.holds.is_empty())
    };
    let several = deciding().count() > 1;
    deciding()
        .flat_map(|flip| {
            flip.holds.iter().map(move |name| {
                // Series taken together name themselves.
                if flip.hinge == Hinge::Setting {
                    format!("setting {name}")
                } else if several && !name.contains(" + ") {
                    format!("{name} for {}", flip.name)
                } else {
                    name.clone()
                }
            })
        })
        .collect()
}

/// The only source of all that was used. A claim that runs judge as well does not rest on that source alone.
fn one_source(readings: &[ReadingVerdict]) -> Option<OneSource> {
    if readings.iter().any(|reading| reading.on == On::Runs) {
        return None;
    }
    let used = readings.iter().flat_map(|reading| &reading.used);
    let used: BTreeSet<&str> = used.map(|(_, _, source, _)| source.as_str()).collect();
    let all = readings.iter().flat_map(|reading| &reading.combinations);
    let rank = all.filter_map(|combination| combination.rank).max()?;
    match used.into_iter().collect::<Vec<_>>()[..] {
        [id] => Some(OneSource {
            id: id.to_owned(),
            rank,
        }),
        _ => None,
    }
}

/// That source, if nothing of it was looked up.
fn one_recalled_source(readings: &[ReadingVerdict], one: Option<&OneSource>) -> Option<String> {
    let mut used = readings.iter().flat_map(|reading| &reading.used);
    let one = one.filter(|_| used.all(|(_, _, _, looked_up)| !looked_up))?;
    Some(one.id.clone())
}
