//! Tensions of the passage: whether one and the same run meets both sides.
//!
//! A tension is judged by its claims on runs (`role = "tension"`). A trial, which is one rival setting with one seed, meets it if every
//! reading of these claims holds in that trial. Trials in which not all scenarios of the readings were run are left out, and so is a
//! tension that nothing on runs judges. Claims on evidence stand beside it with their own verdict.

mod often;

pub use often::{HARDLY, MOST as IN_MOST, PutIn};

use crate::table::Kind::{Integer, Text};
use crate::table::{Cell, Spec, Table};
use crate::words;
use argument::case::Case;
use argument::claim::{Class, On, Role};
use argument::predicate::Predicate;
use argument::predicate::eval::{Span, Truth};
use argument::runs::{Address, Trial};
use argument::verdict::{Check, Status};
use serde_json::{Value, json};

/// How a tension stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// No trial meets it.
    NotMet,
    /// Some trials meet it.
    Partly,
    /// All trials meet it.
    Met,
    /// Nothing was run that could tell.
    NotRun,
}

impl Standing {
    /// The words used in tables.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotMet => "not met",
            Self::Partly => "partly",
            Self::Met => "met",
            Self::NotRun => "not run",
        }
    }
}

/// The trials of one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct In {
    /// Key of the rival, or the baseline.
    pub setting: String,
    /// Trials that meet the tension.
    pub met: usize,
    /// Trials that can tell.
    pub of: usize,
}

/// One reading on runs, by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Key of the claim, and of the reading.
    pub of: (String, String),
    /// What it takes to be meant.
    pub means: String,
    /// Trials in which it holds, of those that can tell.
    pub held: (usize, usize),
}

/// One tension.
#[derive(Clone, Debug, PartialEq)]
pub struct Tension {
    /// Key, T1 to T8.
    pub id: String,
    /// Sentences on its sides.
    pub between: Vec<String>,
    /// What it is.
    pub says: String,
    /// By setting: the baseline first.
    pub settings: Vec<In>,
    /// By reading.
    pub parts: Vec<Part>,
    /// Whether its claims on runs are made so by inputs or rules of ours: all, some or none.
    pub put_in: PutIn,
    /// Claims on evidence: what each says, and its verdict.
    pub evidence: Vec<(String, Status)>,
}

impl Tension {
    /// Trials that meet it, of those that can tell.
    pub fn count(&self) -> (usize, usize) {
        let sum = |of: fn(&In) -> usize| self.settings.iter().map(of).sum();
        (sum(|one| one.met), sum(|one| one.of))
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        match self.count() {
            (_, 0) => Standing::NotRun,
            (0, _) => Standing::NotMet,
            (met, of) if met == of => Standing::Met,
            _ => Standing::Partly,
        }
    }

    /// Whether every claim on runs is made so by inputs or rules of ours.
    pub fn is_assumed(&self) -> bool {
        self.put_in == PutIn::Both
    }

    /// How often it is met, in words.
    pub fn often(&self) -> &'static str {
        often::words(self.count())
    }

    /// Settings that meet it in no trial, and in some of them.
    pub fn fails(&self) -> (Vec<&str>, Vec<&str>) {
        let names = |wanted: fn(&&In) -> bool| {
            let own = self.settings.iter().filter(wanted);
            own.map(|one| one.setting.as_str()).collect()
        };
        (
            names(|one| one.met == 0),
            names(|one| one.met > 0 && one.met < one.of),
        )
    }

    /// The count in words.
    pub fn count_words(&self) -> String {
        match self.count() {
            (_, 0) => "no run can tell".to_owned(),
            (met, of) => format!("met in {met} of {of} trials"),
        }
    }

    /// Where it fails, in words; "" if nowhere.
    pub fn fails_words(&self) -> String {
        let (never, sometimes) = self.fails();
        let some = |word: &str, names: &[&str]| {
            (!names.is_empty()).then(|| format!("{word} {}", shortened(names)))
        };
        let both = [
            some("in every trial of", &never),
            some("in some trials of", &sometimes),
        ];
        let both: Vec<String> = both.into_iter().flatten().collect();
        both.join("; ")
    }
}

/// Most names of settings in a line.
const MOST: usize = 6;

fn shortened(names: &[&str]) -> String {
    let more = names.len().saturating_sub(MOST);
    let first = names[..names.len() - more].join(", ");
    if more > 0 {
        format!("{first} and {more} more")
    } else {
        first
    }
}

/// Every tension of a case, in its order.
pub fn all(case: &Case, check: &Check) -> Vec<Tension> {
    let tensions = case.tensions.iter();
    tensions.map(|one| of_tension(case, check, one)).collect()
}

fn of_tension(case: &Case, check: &Check, of: &argument::passage::Tension) -> Tension {
    let mut one = Tension {
        id: of.id.clone(),
        between: of.between.clone(),
        says: of.says.clone(),
        settings: Vec::new(),
        parts: Vec::new(),
        put_in: PutIn::No,
        evidence: Vec::new(),
    };
    let own = |role: Role, tension: &str| role == Role::Tension && tension == of.id;
    let mut predicates: Vec<&Predicate> = Vec::new();
    let mut classes: Vec<Option<Class>> = Vec::new();
    for claim in case
        .claims
        .iter()
        .filter(|claim| own(claim.role, &claim.tension))
    {
        let pairs = claim.readings().iter().zip(case.predicates(&claim.id));
        let on_runs: Vec<_> = pairs
            .filter(|(reading, _)| reading.on == On::Runs)
            .collect();
        if on_runs.is_empty() {
            let verdicts = check.claims.iter().filter(|verdict| verdict.id == claim.id);
            one.evidence
                .extend(verdicts.map(|verdict| (verdict.says.clone(), verdict.status)));
            continue;
        }
        classes.push(claim.class);
        for (reading, predicate) in on_runs {
            one.parts.push(Part {
                of: (claim.id.clone(), reading.id.clone()),
                means: reading.means.clone(),
                held: held(case, check, &[predicate]),
            });
            predicates.push(predicate);
        }
    }
    one.put_in = PutIn::of(&classes);
    if !predicates.is_empty() {
        one.settings = by_setting(case, check, &predicates);
    }
    one
}

fn held(case: &Case, check: &Check, predicates: &[&Predicate]) -> (usize, usize) {
    let settings = by_setting(case, check, predicates);
    let sum = |of: fn(&In) -> usize| settings.iter().map(of).sum();
    (sum(|one| one.met), sum(|one| one.of))
}

/// In how many trials of each setting all of these hold together.
fn by_setting(case: &Case, check: &Check, predicates: &[&Predicate]) -> Vec<In> {
    let settings = check.trials.settings.iter();
    settings
        .map(|setting| {
            let answers = setting
                .trials
                .iter()
                .filter_map(|trial| meets(case, trial, predicates));
            let answers: Vec<bool> = answers.collect();
            In {
                setting: setting.name.clone(),
                met: answers.iter().filter(|met| **met).count(),
                of: answers.len(),
            }
        })
        .filter(|one| one.of > 0)
        .collect()
}

/// Whether all of these hold in a trial; none if a scenario was not run with it. A number that the run does not give holds nowhere.
pub(crate) fn meets(case: &Case, trial: &Trial, predicates: &[&Predicate]) -> Option<bool> {
    let addresses = |predicate: &Predicate| -> Vec<Address> {
        predicate.terms.iter().map(Address::of).collect()
    };
    let mut terms = predicates.iter().flat_map(|one| addresses(one));
    if !terms.all(|one| trial.ran.contains(&one.scenario)) {
        return None;
    }
    let holds = |predicate: &&Predicate| {
        let values = addresses(predicate).into_iter().map(|one| {
            let value = *trial.values.get(&one)?;
            let unit = case.runs.output(&one.output)?.unit;
            Some(Span::point(unit.to_base(value)))
        });
        let values: Option<Vec<Span>> = values.collect();
        values.is_some_and(|values| predicate.over(&values) == Ok(Truth::True))
    };
    Some(predicates.iter().all(holds))
}

const TENSIONS: &[Spec] = &[
    ("tension", Text, "", "key"),
    ("between", Text, "", "sentences on its sides"),
    ("says", Text, "", "what it is"),
    (
        "standing",
        Text,
        "",
        "met, not met, partly or not run, over all trials of all settings",
    ),
    (
        "assumed",
        Text,
        "",
        "yes if inputs or rules of ours make both sides so",
    ),
    ("setting", Text, "", "baseline or a rival setting"),
    (
        "met",
        Integer,
        "",
        "trials of the setting in which every reading of its claims holds",
    ),
    ("trials", Integer, "", "trials of the setting that can tell"),
    (
        "often",
        Text,
        "",
        "how often it is met over all settings, in words: never, hardly ever (below a tenth), under half, half or more, in most (nine tenths or more), in all",
    ),
    (
        "put_in",
        Text,
        "",
        "put in if inputs or rules of ours make both sides so, one side put in if one; missing if neither",
    ),
];

/// One row a tension and setting.
pub fn table(all: &[Tension]) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for one in all {
        let head = || {
            vec![
                Cell::from(&one.id),
                one.between.join(" ").into(),
                (&one.says).into(),
                one.standing().words().into(),
                (if one.is_assumed() { "yes" } else { "no" }).into(),
            ]
        };
        let tail = || vec![Cell::from(one.often()), one.put_in.words().into()];
        if one.settings.is_empty() {
            let none = [Cell::Missing, Cell::Missing, Cell::Missing];
            rows.push([head(), none.to_vec(), tail()].concat());
        }
        for within in &one.settings {
            let counts = [
                (&within.setting).into(),
                within.met.into(),
                within.of.into(),
            ];
            rows.push([head(), counts.to_vec(), tail()].concat());
        }
    }
    let title = "Tensions of the passage and the trials that meet them, one setting a row";
    Table::new("tensions", title, TENSIONS, rows)
}

/// The schema of the answer.
pub const SCHEMA: &str = include_str!("../../../../schemas/tensions.schema.json");

/// The same as JSON: a contract.
pub fn json(all: &[Tension]) -> Value {
    let one = |one: &Tension| {
        let (met, of) = one.count();
        let settings = one.settings.iter();
        let settings =
            settings.map(|own| json!({ "setting": own.setting, "met": own.met, "trials": own.of }));
        let parts = one.parts.iter();
        let parts = parts.map(|part| {
            json!({ "claim": part.of.0, "reading": part.of.1, "means": part.means, "met": part.held.0, "trials": part.held.1 })
        });
        let evidence = one.evidence.iter();
        let evidence =
            evidence.map(|(says, status)| json!({ "says": says, "status": status.label() }));
        json!({
            "id": one.id,
            "between": one.between,
            "says": one.says,
            "standing": one.standing().words(),
            "often": one.often(),
            "assumed": one.is_assumed(),
            "put_in": one.put_in.words(),
            "met": met,
            "trials": of,
            "settings": settings.collect::<Vec<_>>(),
            "readings": parts.collect::<Vec<_>>(),
            "evidence": evidence.collect::<Vec<_>>(),
        })
    };
    json!({ "tensions": all.iter().map(one).collect::<Vec<_>>() })
}

/// The line above every list of tensions.
pub fn summary(all: &[Tension]) -> String {
    let count = |wanted: Standing| all.iter().filter(|one| one.standing() == wanted).count();
    let met = || all.iter().filter(|one| one.standing() == Standing::Met);
    let put_in = met().filter(|one| one.is_assumed()).count();
    let put_in = match (put_in, met().count()) {
        (0, _) => String::new(),
        (one, of) if one == of => " (put in, which proves nothing)".to_owned(),
        (some, _) => format!(" ({some} of them put in, which proves nothing)"),
    };
    format!(
        "{}: {} met in every trial{put_in}, {} in some, {} in none{}.",
        words::plural(all.len(), "tension"),
        count(Standing::Met),
        count(Standing::Partly),
        count(Standing::NotMet),
        match count(Standing::NotRun) {
            0 => String::new(),
            none => format!(", {none} that no run can tell"),
        },
    )
}

#[cfg(test)]
mod tests;
