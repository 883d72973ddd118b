//! A case: a folder of TOML files read into one checked whole. Pure: it gets paths and texts and
//! either returns a case in which every reference holds, or the first fault.

mod claims;
mod evidence;
pub mod file;
mod onruns;
mod passage;
mod slip;
mod sources;

use crate::claim::{Claim, On, Role};
use crate::date::Period;
use crate::evidence::{Base, Cover, Kind, Quantity};
use crate::fault::{Fault, Lines, Place, did_you_mean};
use crate::passage::{Passage, Row, Tension};
use crate::predicate::Predicate;
use crate::registered::Register;
use crate::runs::Runs;
use engine::digest::{Digest, sha256_hex};
use file::File;
use std::collections::BTreeMap;

/// A figure of the human cost that every report shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HumanCost {
    /// Quantity.
    pub quantity: String,
    /// What it counts, in plain words.
    pub says: String,
    /// Values of dimensions (or `place`) that a row must have to be shown.
    pub filter: BTreeMap<String, String>,
    /// Dates to show; empty means all.
    pub dates: Vec<Period>,
    /// Where it stands in the case.
    pub at: Place,
}

/// What the case is, from `case.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Key.
    pub id: String,
    /// Title.
    pub title: String,
    /// Years on its axis.
    pub period: Period,
    /// What it is about.
    pub about: String,
    /// Licence of the compilation.
    pub licence: String,
    /// Figures of the human cost.
    pub human_cost: Vec<HumanCost>,
}

/// A whole, checked case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What it is.
    pub about: About,
    /// The annotated passage.
    pub passage: Passage,
    /// The systems that it describes.
    pub rows: Vec<Row>,
    /// Tensions between its units.
    pub tensions: Vec<Tension>,
    /// Evidence.
    pub base: Base,
    /// Claims, in the order of the units they are about.
    pub claims: Vec<Claim>,
    /// The register of claims.
    pub registered: Register,
    /// What a model declares for it; nothing for a case without one.
    pub runs: Runs,
    /// Files for a simulation, by path, unread; empty for a case without one.
    pub for_a_model: BTreeMap<String, String>,
    /// Digest of each input file by path.
    pub inputs: BTreeMap<String, String>,
    /// Digest of all inputs.
    pub digest: String,
    predicates: BTreeMap<String, Vec<Predicate>>,
}

impl Case {
    /// What the predicates of a reading are about: the evidence, or the outputs of runs.
    pub fn names(&self, on: On) -> &Base {
        match on {
            On::Evidence => &self.base,
            On::Runs => self.runs.base(),
        }
    }

    /// The checked predicates of a claim, one a reading.
    pub fn predicates(&self, claim: &str) -> Vec<&Predicate> {
        self.predicates
            .get(claim)
            .map(|all| all.iter().collect())
            .unwrap_or_default()
    }

    /// Reads a case from its files: (path inside the case with `/`, text). Their order is
    /// irrelevant.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn parse(files: &[(String, String)]) -> Result<Self, Fault> {
        Self::parse_with(files, Runs::none())
    }

    /// Reads a case for which a model declares outputs and scenarios, so that claims may be on runs.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_with(files: &[(String, String)], runs: Runs) -> Result<Self, Fault> {
        let read: Vec<(&str, &str, Lines)> = files
            .iter()
            .filter(|(path, _)| is_toml(path))
            .map(|(path, text)| (path.as_str(), text.as_str(), Lines::of(text)))
            .collect();
        let mut sorted: Vec<File<'_>> = read
            .iter()
            .map(|(path, text, lines)| File { path, text, lines })
            .collect();
        sorted.sort_by_key(|file| file.path);
        for file in &sorted {
            refuse_stray(*file)?;
        }
        let one = |path: &str| sorted.iter().copied().find(|file| file.path == path);
        let under = |folder: &'static str| {
            sorted
                .iter()
                .copied()
                .filter(move |f| f.path.starts_with(folder))
        };
        let about = passage::read_about(one("case.toml").ok_or_else(|| empty("case.toml"))?)?;
        let rows = one("rows.toml").map_or(Ok(Vec::new()), passage::read_rows)?;
        let text = passage::read(
            one("passage.toml").ok_or_else(|| empty("passage.toml"))?,
            &rows,
        )?;
        let tensions = one("tensions.toml")
            .map_or(Ok(Vec::new()), |file| passage::read_tensions(file, &text))?;
        let base = read_base(&one, &under)?;
        check_costs(&about, &base)?;
        let against = claims::Against {
            passage: &text,
            tensions: &tensions,
            base: &base,
            runs: &runs,
        };
        let mut checked = Vec::new();
        for file in under("claims/").filter(|file| file.path != REGISTER) {
            claims::read(file, against, &mut checked)?;
        }
        let registered = one(REGISTER).map_or(Ok(Register::default()), claims::read_register)?;
        check_units(&text, &checked)?;
        order(&text, &mut checked);
        let (inputs, digest) = digests(&sorted);
        let (claims, predicates): (Vec<Claim>, Vec<Vec<Predicate>>) = checked.into_iter().unzip();
        let ids = claims.iter().map(|claim| claim.id.clone());
        Ok(Self {
            for_a_model: unread(&sorted),
            predicates: ids.zip(predicates).collect(),
            digest,
            inputs,
            about,
            passage: text,
            rows,
            tensions,
            base,
            claims,
            registered,
            runs,
        })
    }
}

const REGISTER: &str = "claims/registered.toml";
const SINGLE: &[&str] = &[
    "case.toml",
    "passage.toml",
    "rows.toml",
    "tensions.toml",
    "regions.toml",
    "events.toml",
    "searches.toml",
    "holdouts.toml",
    "population.toml",
    "table.toml",
    "directives.toml",
    "offices.toml",
    "patterns.toml",
    "categories.toml",
    "inference.toml",
    "conclusions.toml",
];
const FOLDERS: &[&str] = &[
    "sources/",
    "evidence/",
    "claims/",
    "parameters/",
    "scenarios/",
    "ensembles/",
];
/// Files for a simulation. This room hands them on unread: it knows nothing of any model.
const FOR_A_MODEL: &[&str] = &[
    "population.toml",
    "table.toml",
    "directives.toml",
    "offices.toml",
    "patterns.toml",
    "categories.toml",
    "inference.toml",
    "conclusions.toml",
    "parameters/",
    "scenarios/",
    "ensembles/",
];

fn is_toml(path: &str) -> bool {
    path.rsplit('.')
        .next()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn refuse_stray(file: File<'_>) -> Result<(), Fault> {
    if SINGLE.contains(&file.path) || FOLDERS.iter().any(|folder| file.path.starts_with(folder)) {
        return Ok(());
    }
    Err(Fault::new(
        Place::file(file.path),
        "a file that no part of a case reads",
    )
    .found(file.path)
    .wanted(format!(
        "{}, or a file in {}",
        SINGLE.join(", "),
        FOLDERS.join(" ")
    ))
    .hint(did_you_mean(
        file.path,
        SINGLE.iter().copied(),
        "move or rename it: nothing is ignored silently",
    )))
}

fn empty(name: &str) -> Fault {
    Fault::new(Place::file(name), "this is no case: the file is missing")
        .found("no such file in the case")
        .wanted("case.toml, passage.toml, and folders sources/ evidence/ claims/")
        .hint("`closerun new DIR` writes a small case to start from")
}

/// Files that another room reads.
fn unread(files: &[File<'_>]) -> BTreeMap<String, String> {
    let of_a_model =
        |file: &&File<'_>| FOR_A_MODEL.iter().any(|start| file.path.starts_with(start));
    let unread = files.iter().filter(of_a_model);
    unread
        .map(|file| (file.path.to_owned(), file.text.to_owned()))
        .collect()
}

/// Digest of each file, and of all of them together.
fn digests(files: &[File<'_>]) -> (BTreeMap<String, String>, String) {
    let of = |file: &File<'_>| (file.path.to_owned(), sha256_hex(file.text));
    let inputs: BTreeMap<String, String> = files.iter().map(of).collect();
    let all = inputs.iter().fold(Digest::new(), |digest, (path, hash)| {
        digest.field(path).field(hash)
    });
    (inputs, all.hex())
}

/// Reads all evidence: what is referred to before what refers to it.
fn read_base<'f, I: Iterator<Item = File<'f>>>(
    one: &dyn Fn(&str) -> Option<File<'f>>,
    under: &dyn Fn(&'static str) -> I,
) -> Result<Base, Fault> {
    let mut base = Base::default();
    for file in under("sources/") {
        sources::read(file, &mut base)?;
    }
    let places = one("regions.toml").ok_or_else(|| empty("regions.toml"))?;
    sources::read_places(places, &mut base)?;
    if let Some(file) = one("searches.toml") {
        sources::read_searches(file, &mut base)?;
    }
    for file in under("evidence/") {
        evidence::read(file, &mut base)?;
    }
    if let Some(file) = one("events.toml") {
        sources::read_events(file, &mut base)?;
    }
    refuse_unsearched(&base)?;
    if let Some(file) = one("holdouts.toml") {
        sources::read_holdouts(file, &mut base)?;
    }
    Ok(base)
}

/// A quantity or event without observations needs a note that says what was looked for.
fn refuse_unsearched(base: &Base) -> Result<(), Fault> {
    for quantity in base.quantities.values() {
        let noted = base.searches.iter().any(|note| note.subject == quantity.id);
        if quantity.series.is_empty() && !noted {
            let what = if quantity.kind == Kind::Event {
                "an event without a date"
            } else {
                "a quantity without observations"
            };
            return Err(Fault::new(quantity.at.clone(), what)
                .found(&quantity.id)
                .wanted(
                    "at least one series, or a note in searches.toml that names it as `subject`",
                )
                .hint("\"not found\" is a search note, never a zero"));
        }
    }
    Ok(())
}

fn check_costs(about: &About, base: &Base) -> Result<(), Fault> {
    for cost in &about.human_cost {
        if !base.quantities.contains_key(&cost.quantity) {
            let names = base.quantities.keys().map(String::as_str);
            return Err(Fault::new(cost.at.clone(), "unknown quantity")
                .found(&cost.quantity)
                .wanted("a quantity of the evidence")
                .hint(did_you_mean(
                    &cost.quantity,
                    names,
                    "`closerun evidence` lists them",
                )));
        }
        refuse_unshown(cost, &base.quantities[&cost.quantity])?;
    }
    Ok(())
}

/// A figure of the human cost that no observation fills would drop out of every report unseen.
fn refuse_unshown(cost: &HumanCost, quantity: &Quantity) -> Result<(), Fault> {
    let cover = |dates: Vec<Period>| Cover {
        quantity: quantity.id.clone(),
        series: Vec::new(),
        filter: cost.filter.clone(),
        dates,
    };
    let shown = |cover: &Cover| {
        let mut rows = quantity.rows();
        rows.any(|(series, row)| cover.holds(&quantity.id, &series.id, row))
    };
    let all = quantity.dates();
    let wanted: Vec<Vec<Period>> = if cost.dates.is_empty() {
        vec![all.clone()]
    } else {
        cost.dates.iter().map(|date| vec![*date]).collect()
    };
    let Some(missing) = wanted
        .into_iter()
        .find(|dates| !shown(&cover(dates.clone())))
    else {
        return Ok(());
    };
    let text = |dates: &[Period]| dates.iter().map(ToString::to_string).collect::<Vec<_>>();
    Err(Fault::new(
        cost.at.clone(),
        "a figure of the human cost that no observation fills",
    )
    .found(format!("{} {}", quantity.id, text(&missing).join(", ")))
    .wanted("dates, places and dimensions that some series has")
    .hint(format!("dates that exist: {}", text(&all).join(", "))))
}

/// Every unit must be judged or labelled, and there must be something to judge.
fn check_units(passage: &Passage, checked: &[claims::Checked]) -> Result<(), Fault> {
    if passage.units.is_empty() {
        return Err(Fault::new(
            Place::file("passage.toml"),
            "an empty case: the passage has no unit",
        )
        .found("no [[unit]]")
        .wanted("at least one [[unit]]")
        .hint("`closerun new DIR` writes a small case to start from"));
    }
    for unit in &passage.units {
        let asserted = checked
            .iter()
            .any(|(claim, _)| claim.role == Role::Assertion && claim.units.contains(&unit.id));
        if !asserted {
            return Err(Fault::new(unit.at.clone(), "a unit that no claim judges")
                .found(format!("unit {}", unit.id))
                .wanted("a claim in claims/*.toml that lists the unit")
                .hint("an honest `judge = \"not testable\"` will do; silence will not"));
        }
    }
    Ok(())
}

/// Claims in the order of the text, assertions before what stands beside them.
fn order(passage: &Passage, checked: &mut [claims::Checked]) {
    let position = |unit: &String| passage.units.iter().position(|known| known.id == *unit);
    checked.sort_by(|(a, _), (b, _)| {
        let at = |claim: &Claim| claim.units.iter().filter_map(position).min();
        (at(a), a.role, &a.id).cmp(&(at(b), b.role, &b.id))
    });
}
