//! `ensembles/*.toml`: samples of what the evidence up to a year does not rule out, each member a set of parameters and a seed.
//!
//! An ensemble is never one best run. Whoever runs it runs every member; under a rule that has members of its own, those.

use crate::setting::Prepared;
use argument::case::Case;
use argument::case::file::File;
use argument::fault::{Fault, Lines, Place};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

mod over;

pub(crate) use over::Over;
pub use over::Seeds;

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
    /// Files of the case that it was made from, with their digests.
    pub inputs: BTreeMap<String, String>,
    /// Parameters of which the data say next to nothing: what hinges on them is our choice.
    pub unmoved: Vec<String>,
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

/// Files that a run is given. Where one of them was changed since, members would hide the change from a run.
const GIVEN: [&str; 8] = [
    "parameters/",
    "population.toml",
    "table.toml",
    "offices.toml",
    "categories.toml",
    "directives.toml",
    "regions.toml",
    "scenarios/baseline.toml",
];

impl Ensemble {
    /// Files that a run is given and that are not as they were when the ensemble was made, new ones among them.
    pub fn overtaken(&self, case: &Case) -> Vec<String> {
        let given = |path: &&String| GIVEN.iter().any(|one| path.starts_with(one));
        let all = self.inputs.keys().chain(case.inputs.keys()).filter(given);
        let changed = all.filter(|path| self.inputs.get(*path) != case.inputs.get(*path));
        let changed: BTreeSet<String> = changed.cloned().collect();
        changed.into_iter().collect()
    }
}

/// The ensembles of a case, by their freezes, oldest first.
pub fn freezes(case: &Case) -> Vec<i16> {
    let year = |path: &String| -> Option<i16> {
        let name = path.strip_prefix("ensembles/")?.strip_suffix(".toml")?;
        name.parse().ok()
    };
    let mut all: Vec<i16> = case.for_a_model.keys().filter_map(year).collect();
    all.sort_unstable();
    all
}

/// The ensemble over which a check judges unless it is told otherwise: that of the last freeze, which held-out observations are no part
/// of. None where there is none, and where what runs are given was changed since: then runs have the parameters as they stand.
pub fn for_check(case: &Case) -> Option<i16> {
    let last = freezes(case).pop()?;
    let read = read(case, last).ok()?;
    read.overtaken(case).is_empty().then_some(last)
}

/// Whose parameters the runs of a check have, in words; "" for a case without ensembles.
pub fn words(case: &Case, over: Option<i16>) -> String {
    let all = freezes(case);
    let Some(last) = all.last() else {
        return String::new();
    };
    if let Some(year) = over {
        return format!(
            "Runs are judged over the ensemble of {year}: sets of parameters that the evidence up to {year} does not rule out, held-out observations unseen. Every run has its own set, so what differs from run to run is chance and parameters.{}",
            left_open(case, year)
        );
    }
    let stand = "Runs have the parameters as they stand, the same in all.";
    let changed = read(case, *last).map(|one| one.overtaken(case));
    match changed {
        Ok(changed) if changed.is_empty() => stand.to_owned(),
        Ok(changed) => format!(
            "{stand} The ensemble of {last} was made before {} changed; `closerun infer` makes it anew.",
            changed.join(", ")
        ),
        Err(fault) => format!(
            "{stand} The ensemble of {last} does not fit them: {}",
            fault.what
        ),
    }
}

/// How many parameters the evidence leaves open, in a sentence after a blank; "" if it moved all.
fn left_open(case: &Case, freeze: i16) -> String {
    let Ok(read) = read(case, freeze) else {
        return String::new();
    };
    let all = read.under(None).first().map_or(0, |one| one.values.len());
    if read.unmoved.is_empty() || all == 0 {
        return String::new();
    }
    format!(
        " The evidence says next to nothing of {} of the {all} parameters: what hinges on these is our choice, and `closerun infer` names them.",
        read.unmoved.len()
    )
}

/// Whose parameters runs in pairs have, in words.
pub fn of_pairs(case: &Case, over: Option<i16>) -> String {
    over.map_or_else(
        || {
            let stand = words(case, None);
            let stand = if stand.is_empty() {
                "Parameters are as they stand."
            } else {
                &stand
            };
            format!("{stand} Doubt about them is in no number here.")
        },
        |year| {
            format!(
                "Each pair has the parameters of one member of the ensemble of {year}, the same on every side: what the evidence up to {year} does not rule out. So what differs from pair to pair is chance and parameters."
            )
        },
    )
}

#[derive(Deserialize)]
struct Raw {
    freeze: Spanned<i16>,
    made_from: String,
    #[serde(default)]
    unmoved: Vec<String>,
    #[serde(default)]
    inputs: BTreeMap<String, String>,
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
        let known = freezes(case).into_iter();
        let known: Vec<String> = known.map(|year| year.to_string()).collect();
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
        unmoved: raw.unmoved,
        inputs: raw.inputs,
        members,
    })
}
