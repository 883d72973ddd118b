//! From claims to units and to the summary of a check.

use super::{By, ClaimVerdict, Status};
use crate::case::Case;
use crate::claim::{Class, Role};
use crate::mutant::{Family, Fate, Mutant, Survival};
use crate::runs::Trials;
use engine::digest::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// Verdict on one sentence: the weakest link of what it asserts.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitVerdict {
    /// Number of the unit.
    pub id: String,
    /// Its status.
    pub status: Status,
    /// Class of the claim that decides it; none if no claim is judged by evidence or run.
    pub class: Option<Class>,
    /// Share of points at which the deciding claim holds.
    pub share: Option<f64>,
    /// On what it flips.
    pub flips_on: Vec<String>,
    /// Mutants run over all its assertions.
    pub mutants_run: usize,
    /// Mutants killed.
    pub mutants_killed: usize,
    /// Assertions, by index in [`Check::claims`].
    pub claims: Vec<usize>,
    /// Context and tension claims, by index in [`Check::claims`].
    pub beside: Vec<usize>,
    /// Other statuses among its assertions than the deciding one.
    pub parts: Vec<(Status, usize)>,
    /// By what the assertions that decide it are contested; nothing where they are not.
    pub contested_by: Vec<By>,
}

impl UnitVerdict {
    /// Where some of its assertions were judged, or looked for in the evidence, and others were not: how many were, and how many
    /// there are. None if all were or none was.
    pub fn judged_in_part(&self) -> Option<(usize, usize)> {
        let of = |judged: bool| -> usize {
            let parts = self.parts.iter();
            let own = parts.filter(|(status, _)| status.is_tried() == judged);
            own.map(|(_, claims)| claims).sum()
        };
        let (tried, others) = (of(true), of(false));
        (tried > 0 && others > 0).then_some((tried, tried + others))
    }
}

/// What the check printed first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Units by status.
    pub units_by_status: BTreeMap<Status, usize>,
    /// Claims by status.
    pub claims_by_status: BTreeMap<Status, usize>,
    /// Contested units by what they are contested by; one may be contested by several.
    pub units_contested_by: BTreeMap<By, usize>,
    /// Units by class of their deciding claim.
    pub units_by_class: BTreeMap<String, usize>,
    /// Mutants of supported claims: run.
    pub mutants_run: usize,
    /// Mutants of supported claims: killed for a reason in the data.
    pub mutants_killed: usize,
    /// Mutants of supported claims that could not be tried for want of data: not kills.
    pub mutants_without_data: usize,
    /// Mutants of supported claims by family, with what became of them.
    pub families: BTreeMap<Family, Fates>,
    /// Supported claims.
    pub supported_claims: usize,
    /// Claims that follow from our rule, and their mutants: counted apart, for they support nothing.
    pub rule: RuleCount,
    /// Observations in the base.
    pub observations: usize,
    /// Of these recalled and not yet looked up.
    pub recalled: usize,
    /// Judged claims that nothing flips.
    pub vacuous: usize,
    /// Claims changed since registration, or never registered.
    pub unregistered: usize,
}

/// What became of mutants of one family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fates {
    /// Made, those without data among them.
    pub run: usize,
    /// Killed for a reason in the data.
    pub killed: usize,
    /// Passed as well, on other figures than those of their claim: a neighbouring truth.
    pub true_as_well: usize,
    /// Passed as well on the very figures of their claim, or without its mechanism: the claim cannot tell them apart.
    pub not_told_apart: usize,
    /// Without data to try them.
    pub without_data: usize,
}

impl Fates {
    /// Counts one more.
    fn count(&mut self, mutant: &Mutant) {
        self.run += 1;
        self.killed += usize::from(mutant.is_killed());
        self.without_data += usize::from(mutant.fate == Fate::NoData);
        match mutant.survival() {
            Some(Survival::TrueAsWell) => self.true_as_well += 1,
            Some(Survival::NotToldApart | Survival::WithoutTheMechanism) => {
                self.not_told_apart += 1;
            }
            None => {}
        }
    }
}

/// Claims that follow from our rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCount {
    /// Claims.
    pub claims: usize,
    /// Their mutants: run.
    pub run: usize,
    /// Their mutants: killed for a reason in the runs.
    pub killed: usize,
    /// Their mutants that could not be tried.
    pub without_data: usize,
}

impl Summary {
    /// Share of mutants killed, among supported claims.
    pub fn kill_rate(&self) -> Option<f64> {
        (self.mutants_run > 0).then(|| self.mutants_killed as f64 / self.mutants_run as f64)
    }

    /// Share of the evidence base that was recalled and not looked up.
    pub fn recalled_share(&self) -> Option<f64> {
        (self.observations > 0).then(|| self.recalled as f64 / self.observations as f64)
    }
}

/// A whole check.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Digest of the case, the runs, the verdicts and the program's version.
    pub digest: String,
    /// Units in order.
    pub units: Vec<UnitVerdict>,
    /// Claims in order.
    pub claims: Vec<ClaimVerdict>,
    /// What was run for them.
    pub trials: Trials,
    /// Summary.
    pub summary: Summary,
}

/// Puts the verdicts on claims together. `version` is that of the program.
pub fn assemble(case: &Case, trials: Trials, claims: Vec<ClaimVerdict>, version: &str) -> Check {
    let units: Vec<UnitVerdict> = case
        .passage
        .units
        .iter()
        .map(|unit| unit_verdict(&unit.id, &claims))
        .collect();
    let summary = summary(case, &units, &claims);
    let mut digest = Digest::new().field(version).field(&case.digest);
    if !trials.is_none() {
        digest = digest.field(&trials.digest);
    }
    for claim in &claims {
        digest = digest
            .field(&claim.id)
            .field(claim.status.label())
            .number(claim.share.unwrap_or(-1.0))
            .field(claim.killed().to_le_bytes());
        for flip in &claim.flips {
            digest = digest.field(flip.text());
        }
        for mutant in &claim.mutants {
            digest = digest.field(&mutant.predicate).field(mutant.fate.label());
        }
    }
    Check {
        digest: digest.hex(),
        units,
        claims,
        trials,
        summary,
    }
}

fn unit_verdict(id: &str, claims: &[ClaimVerdict]) -> UnitVerdict {
    let about = |assertion: bool| -> Vec<usize> {
        (0..claims.len())
            .filter(|i| claims[*i].units.iter().any(|unit| unit == id))
            .filter(|i| (claims[*i].role == Role::Assertion) == assertion)
            .collect()
    };
    let own = about(true);
    // The loader refuses a unit without an assertion, so there is always a deciding one.
    let deciding = own.iter().copied().min_by_key(|i| claims[*i].status);
    let status = deciding.map_or(Status::NeedsModel, |i| claims[i].status);
    let mut parts: BTreeMap<Status, usize> = BTreeMap::new();
    for i in &own {
        *parts.entry(claims[*i].status).or_default() += 1;
    }
    let decided: Vec<&ClaimVerdict> = own
        .iter()
        .map(|i| &claims[*i])
        .filter(|claim| claim.status == status)
        .collect();
    let mut flips_on: Vec<String> = decided
        .iter()
        .flat_map(|c| &c.flips)
        .map(super::Flip::text)
        .collect();
    let mut seen = BTreeSet::new();
    flips_on.retain(|flip| seen.insert(flip.clone()));
    let by = decided.iter().flat_map(|claim| claim.contested_by());
    let contested_by: BTreeSet<By> = by.collect();
    let shares: Vec<f64> = decided.iter().filter_map(|claim| claim.share).collect();
    let evaluative = matches!(status, Status::NotTestable | Status::TextLost);
    UnitVerdict {
        id: id.to_owned(),
        status,
        class: deciding
            .filter(|_| !evaluative)
            .and_then(|i| claims[i].class),
        share: shares.into_iter().reduce(f64::min),
        flips_on,
        mutants_run: own.iter().map(|i| claims[*i].mutants.len()).sum(),
        mutants_killed: own.iter().map(|i| claims[*i].killed()).sum(),
        claims: own,
        beside: about(false),
        parts: parts.into_iter().collect(),
        contested_by: contested_by.into_iter().collect(),
    }
}

fn summary(case: &Case, units: &[UnitVerdict], claims: &[ClaimVerdict]) -> Summary {
    let mut summary = Summary::default();
    for unit in units {
        *summary.units_by_status.entry(unit.status).or_default() += 1;
        let class = unit.class.map_or("none", Class::label).to_owned();
        *summary.units_by_class.entry(class).or_default() += 1;
        for by in &unit.contested_by {
            *summary.units_contested_by.entry(*by).or_default() += 1;
        }
    }
    for claim in claims {
        *summary.claims_by_status.entry(claim.status).or_default() += 1;
        summary.vacuous += usize::from(claim.is_vacuous());
        summary.unregistered += usize::from(!claim.registered.is_unchanged());
        let untried = |m: &&Mutant| m.fate == Fate::NoData;
        let without_data = claim.mutants.iter().filter(untried).count();
        if claim.status == Status::Supported {
            summary.supported_claims += 1;
            summary.mutants_run += claim.mutants.len();
            summary.mutants_killed += claim.killed();
            summary.mutants_without_data += without_data;
            for mutant in &claim.mutants {
                let fates = summary.families.entry(mutant.rule.family());
                fates.or_default().count(mutant);
            }
        } else if claim.status == Status::FollowsFromRule {
            summary.rule.claims += 1;
            summary.rule.run += claim.mutants.len();
            summary.rule.killed += claim.killed();
            summary.rule.without_data += without_data;
        }
    }
    (summary.observations, summary.recalled) = case.base.count();
    summary
}
