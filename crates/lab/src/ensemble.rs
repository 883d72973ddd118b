//! `ensembles/*.toml`: samples of what the evidence up to a year does not rule out, each member a set of parameters and a seed.
//!
//! An ensemble is never one best run. Whoever runs it runs every member; under a rule that has members of its own, those.

use crate::setting::Prepared;
use argument::case::Case;
use argument::case::file::File;
use argument::fault::{Fault, Lines, Place};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// One member.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Seed of its run.
    pub seed: u64,
    /// Parameters: a single value by its number, a list by the factor on all its values.
    pub values: BTreeMap<String, f64>,
}

/// Members, for the baseline and for rules that have their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// Last year whose observations were used.
    pub freeze: i16,
    /// Digest of what it was made from: program, inputs, plan of matching.
    pub made_from: String,
    /// Members by rival setting; those of the baseline stand under "baseline".
    pub members: BTreeMap<String, Vec<Member>>,
}

impl Ensemble {
    /// The members to be run under a rival setting: its own, or else those of the baseline.
    pub fn under(&self, rival: Option<&str>) -> &[Member] {
        let own = rival.and_then(|rival| self.members.get(rival));
        let members = own.or_else(|| self.members.get(argument::runs::BASELINE));
        members.map(Vec::as_slice).unwrap_or_default()
    }
}

#[derive(Deserialize)]
struct Raw {
    freeze: Spanned<i16>,
    made_from: String,
    #[serde(default)]
    member: Vec<RawMember>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMember {
    under: String,
    seed: u64,
    values: BTreeMap<String, Spanned<f64>>,
}

/// Reads the ensemble of a freeze that ships with a case.
///
/// # Errors
/// No such ensemble, or a file that is not of this form: unknown parameters, values outside their prior ranges.
pub fn read(case: &Case, freeze: i16) -> Result<Ensemble, Fault> {
    let path = path(freeze);
    let Some(text) = case.for_a_model.get(&path) else {
        let known = case.for_a_model.keys();
        let known: Vec<&str> = known
            .filter_map(|path| path.strip_prefix("ensembles/")?.strip_suffix(".toml"))
            .collect();
        return Err(Fault::new(Place::file(&path), "no such ensemble")
            .found(freeze)
            .wanted(if known.is_empty() {
                "a case with ensembles/".to_owned()
            } else {
                known.join(", ")
            })
            .hint("`closerun infer --freeze YEAR` makes one"));
    };
    parse(case, &path, text)
}

/// Where the ensemble of a freeze stands in a case.
pub fn path(freeze: i16) -> String {
    format!("ensembles/{freeze}.toml")
}

/// Reads the text of an ensemble.
///
/// # Errors
/// As [`read`].
pub fn parse(case: &Case, path: &str, text: &str) -> Result<Ensemble, Fault> {
    let lines = Lines::of(text);
    let file = File {
        path,
        text,
        lines: &lines,
    };
    let raw: Raw = file.read()?;
    let ranges = Prepared::of(case)?.ranges();
    let mut members: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for one in raw.member {
        for (id, value) in &one.values {
            let range = ranges.get(id);
            let inside = range.is_some_and(|(low, high)| {
                let dust = 1e-6 * (high - low);
                (low - dust..=high + dust).contains(value.as_ref())
            });
            if !inside {
                return Err(Fault::new(
                    file.place(&value.span()),
                    "an ensemble that does not fit the parameters of the case",
                )
                .found(format!("{id} = {}", value.as_ref()))
                .wanted(range.map_or_else(
                    || "a parameter of parameters/ that can be moved".to_owned(),
                    |(low, high)| format!("{low} to {high}"),
                ))
                .hint("make it anew: `closerun infer`"));
            }
        }
        let values = one.values.into_iter();
        members.entry(one.under).or_default().push(Member {
            seed: one.seed,
            values: values.map(|(id, value)| (id, value.into_inner())).collect(),
        });
    }
    if !members.contains_key(argument::runs::BASELINE) {
        let place = file.place(&raw.freeze.span());
        return Err(Fault::new(place, "an ensemble without members")
            .found("no [[member]] under the baseline")
            .wanted("at least one")
            .hint("make it anew: `closerun infer`"));
    }
    Ok(Ensemble {
        freeze: raw.freeze.into_inner(),
        made_from: raw.made_from,
        members,
    })
}
