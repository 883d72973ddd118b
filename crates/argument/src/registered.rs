//! The register of claims, frozen before modelling: what was claimed, read how, with which class
//! and which hold-outs. Later changes are not forbidden; they are reported.

use crate::claim::{Claim, Class, Judge, On, Reading};
use crate::evidence::Base;
use crate::predicate::Predicate;
use engine::digest::Digest;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How a claim stands to the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registration {
    /// As registered.
    Unchanged,
    /// Its predicate, a reading, its class or its label differ from the register.
    Changed,
    /// Not in the register.
    New,
}

impl Registration {
    /// The word used in tables.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unchanged => "as registered",
            Self::Changed => "changed since registration",
            Self::New => "not registered",
        }
    }

    /// Whether it is as registered.
    pub fn is_unchanged(self) -> bool {
        self == Self::Unchanged
    }
}

/// Digests of claims by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Digest of each registered claim.
    pub digests: BTreeMap<String, String>,
}

impl Register {
    /// How a claim stands to the register.
    pub fn compare(&self, claim: &Claim) -> Registration {
        match self.digests.get(&claim.id) {
            None => Registration::New,
            Some(known) if *known == digest(claim) => Registration::Unchanged,
            Some(_) => Registration::Changed,
        }
    }

    /// Registered claims that no longer exist.
    pub fn dropped<'a>(&'a self, claims: &'a [Claim]) -> impl Iterator<Item = &'a str> {
        self.digests
            .keys()
            .filter(|id| claims.iter().all(|claim| claim.id != **id))
            .map(String::as_str)
    }
}

/// Digest of everything that a claim commits itself to.
pub fn digest(claim: &Claim) -> String {
    let mut digest = Digest::new()
        .field(&claim.id)
        .field(claim.units.join(","))
        .field(claim.role.label())
        .field(claim.class.map_or("none", Class::label));
    match &claim.judge {
        Judge::Label(label) => digest = digest.field(format!("{label:?}")),
        Judge::Readings(readings) => {
            for reading in readings {
                digest = digest.field(&reading.id).field(&reading.predicate);
                if let Some(said) = &reading.said {
                    digest = digest.number(said.low).number(said.high);
                }
                if reading.on == On::Runs {
                    digest = digest.field(On::Runs.label());
                }
                for (quantity, only) in &reading.only {
                    digest = digest
                        .field(quantity)
                        .field(only.series.join(","))
                        .field(only.schools.join(","));
                }
            }
        }
    }
    if let Some(runs) = &claim.runs {
        digest = digest
            .field(runs.ablations.join(","))
            .field([u8::from(runs.over_prior)]);
    }
    digest.hex()
}

/// Hold-outs that the terms of a claim touch. A reading on runs opens no observation.
fn holdouts(base: &Base, readings: &[Reading], predicates: &[&Predicate]) -> Vec<String> {
    let mut touched: Vec<String> = Vec::new();
    let on_evidence = readings
        .iter()
        .zip(predicates)
        .filter(|(reading, _)| reading.on == On::Evidence);
    for term in on_evidence.flat_map(|(_, predicate)| &predicate.terms) {
        let Some(quantity) = base.quantities.get(&term.quantity) else {
            continue;
        };
        for series in &quantity.series {
            if let Some(row) = term.find(quantity, series) {
                let held = base.holdouts_of(&quantity.id, &series.id, row);
                touched.extend(held.into_iter().map(str::to_owned));
            }
        }
    }
    touched.sort_unstable();
    touched.dedup();
    touched
}

/// The register as a file, for the claims as they stand now.
pub fn render<'a>(
    base: &Base,
    claims: impl Iterator<Item = (&'a Claim, Vec<&'a Predicate>)>,
) -> String {
    let mut text = String::from(
        "# Claims as registered. Written by `closerun register`; not edited by hand.\n\
         # A claim that differs from its line here is reported as changed by every check.\n",
    );
    for (claim, predicates) in claims {
        let held = holdouts(base, claim.readings(), &predicates);
        let quoted: Vec<String> = held.iter().map(|id| format!("\"{id}\"")).collect();
        let readings: Vec<String> = claim
            .readings()
            .iter()
            .map(|reading| format!("{:?}", reading.id))
            .collect();
        // Writing to a String cannot fail.
        let _infallible = write!(
            text,
            "\n[[claim]]\nid = {:?}\nclass = \"{}\"\nreadings = [{}]\nholdouts = [{}]\ndigest = \"{}\"\n",
            claim.id,
            claim.class.map_or("none", Class::label),
            readings.join(", "),
            quoted.join(", "),
            digest(claim)
        );
        for (reading, predicate) in claim.readings().iter().zip(&predicates) {
            let one_line = predicate.text(base);
            let _infallible = writeln!(text, "# {}: {one_line}", reading.id);
        }
    }
    text
}
