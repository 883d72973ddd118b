//! `claims/*.toml`: what would make each unit true, and `claims/registered.toml`.

use super::evidence::SCHOOLS;
use super::file::{File, key};
use super::onruns;
use super::passage::known_unit;
use crate::claim::{Claim, Class, Judge, Label, On, Only, Reading, Role, Said};
use crate::evidence::Base;
use crate::fault::{Fault, Place};
use crate::passage::{Passage, Tension};
use crate::predicate::eval::{self, DivisionByZero, Span};
use crate::predicate::{self, Predicate};
use crate::registered::Register;
use crate::runs::Runs;
use crate::verdict::{Estimates, Slot, Space};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    claim: Vec<RawClaim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClaim {
    pub(super) id: Spanned<String>,
    units: Spanned<Vec<Spanned<String>>>,
    says: Spanned<String>,
    role: Option<Spanned<String>>,
    pub(super) class: Option<Spanned<String>>,
    tension: Option<Spanned<String>>,
    #[serde(default)]
    why: String,
    judge: Option<Spanned<String>>,
    pub(super) ablations: Option<Spanned<Vec<Spanned<String>>>>,
    pub(super) no_ablation: Option<Spanned<String>>,
    pub(super) over_prior: Option<Spanned<bool>>,
    #[serde(default)]
    reading: Vec<RawReading>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReading {
    id: Spanned<String>,
    means: Spanned<String>,
    on: Option<Spanned<String>>,
    predicate: Spanned<String>,
    said: Option<Spanned<RawSaid>>,
    #[serde(default)]
    only: BTreeMap<String, Spanned<RawOnly>>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSaid {
    words: Spanned<String>,
    low: f64,
    high: f64,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOnly {
    #[serde(default)]
    series: Vec<Spanned<String>>,
    #[serde(default)]
    schools: Vec<Spanned<String>>,
    why: Spanned<String>,
}

/// What claims are read against.
#[derive(Clone, Copy)]
pub(super) struct Against<'a> {
    pub(super) passage: &'a Passage,
    pub(super) tensions: &'a [Tension],
    pub(super) base: &'a Base,
    pub(super) runs: &'a Runs,
}

/// A claim with its checked predicates, one a reading.
pub(super) type Checked = (Claim, Vec<Predicate>);

/// Reads one file of claims.
pub(super) fn read(
    file: File<'_>,
    against: Against<'_>,
    all: &mut Vec<Checked>,
) -> Result<(), Fault> {
    let raw: Raw = file.read()?;
    for one in raw.claim {
        let id = key(file, &one.id, '-')?;
        if let Some((other, _)) = all.iter().find(|(other, _)| other.id == id) {
            return Err(file
                .wrong(&one.id, "the same claim twice")
                .wanted("a key that is used once in the whole case")
                .hint(format!("it also stands at {}", other.at)));
        }
        all.push(claim(file, against, id, &one)?);
    }
    Ok(())
}

fn claim(
    file: File<'_>,
    against: Against<'_>,
    id: String,
    raw: &RawClaim,
) -> Result<Checked, Fault> {
    if raw.units.as_ref().is_empty() {
        return Err(
            Fault::new(file.place(&raw.units.span()), "a claim about no unit")
                .found("units = []")
                .wanted("units = [\"63\"]")
                .hint("name the sentences it is about"),
        );
    }
    for unit in raw.units.as_ref() {
        known_unit(file, against.passage, unit)?;
    }
    let role = match &raw.role {
        None => Role::Assertion,
        Some(word) => file.word(
            word,
            Role::parse,
            "role",
            &["assertion", "context", "tension"],
        )?,
    };
    let (judge, predicates) = judge(file, against, raw)?;
    let class = class(file, raw)?;
    let runs = onruns::read(file, against.runs, raw, (&judge, &predicates, class))?;
    Ok((
        Claim {
            id,
            units: raw
                .units
                .as_ref()
                .iter()
                .map(|unit| unit.as_ref().clone())
                .collect(),
            says: file.filled(&raw.says, "what is claimed")?,
            role,
            class,
            tension: tension(file, against, raw, role)?,
            why: raw.why.clone(),
            judge,
            runs,
            at: file.place(&raw.id.span()),
        },
        predicates,
    ))
}

/// A claim that is judged needs a class; a label may wait for one.
fn class(file: File<'_>, raw: &RawClaim) -> Result<Option<Class>, Fault> {
    let classes = Class::ALL.map(Class::label);
    match &raw.class {
        Some(word) => Ok(Some(file.word(word, Class::parse, "class", &classes)?)),
        None if raw.judge.is_some() => Ok(None),
        None => Err(file
            .wrong(&raw.id, "a claim without a class")
            .wanted(classes.join(" | "))
            .hint("a claim that evidence alone judges is `evidence-only`")),
    }
}

fn tension(
    file: File<'_>,
    against: Against<'_>,
    raw: &RawClaim,
    role: Role,
) -> Result<String, Fault> {
    match (&raw.tension, role) {
        (Some(id), Role::Tension) => {
            let known = against.tensions.iter().map(|tension| tension.id.as_str());
            file.known(id, known, "tension", "tensions stand in tensions.toml")?;
            Ok(id.as_ref().clone())
        }
        (None, Role::Tension) | (Some(_), _) => Err(file
            .wrong(&raw.id, "role and tension do not fit")
            .wanted("role = \"tension\" together with tension = \"T3\", or neither")
            .hint("a claim about a tension names it; other claims name none")),
        (None, _) => Ok(String::new()),
    }
}

fn judge(
    file: File<'_>,
    against: Against<'_>,
    raw: &RawClaim,
) -> Result<(Judge, Vec<Predicate>), Fault> {
    const LABELS: &[&str] = &["not testable", "text lost", "needs the model"];
    match (&raw.judge, &raw.reading[..]) {
        (Some(word), []) => {
            let label = file.word(word, Label::parse, "label", LABELS)?;
            if label == Label::TextLost {
                refuse_invented_loss(file, against, raw)?;
            }
            Ok((Judge::Label(label), Vec::new()))
        }
        (None, [_, ..]) => {
            let mut readings: Vec<Reading> = Vec::new();
            let mut predicates = Vec::new();
            for one in &raw.reading {
                if readings.iter().any(|reading| reading.id == *one.id.as_ref()) {
                    return Err(file
                        .wrong(&one.id, "the same reading twice in one claim")
                        .wanted("a key that is used once in the claim")
                        .hint("each meaning has its own key"));
                }
                let (reading, predicate) = reading(file, against, one)?;
                readings.push(reading);
                predicates.push(predicate);
            }
            Ok((Judge::Readings(readings), predicates))
        }
        (Some(_), _) => Err(file
            .wrong(&raw.id, "a claim has both a label and predicates")
            .wanted("either judge = \"...\" or [[claim.reading]]")
            .hint("a status comes from data; a label says that no data can decide")),
        (None, []) => Err(file
            .wrong(&raw.id, "a claim that nothing judges")
            .wanted("at least one [[claim.reading]], or judge = \"not testable | text lost | needs the model\"")
            .hint("write what would make it true, or say that evidence cannot decide")),
    }
}

/// Only damaged units, or units beside a gap of the text, may be called lost.
fn refuse_invented_loss(file: File<'_>, against: Against<'_>, raw: &RawClaim) -> Result<(), Fault> {
    for id in raw.units.as_ref() {
        let unit = against
            .passage
            .units
            .iter()
            .find(|unit| unit.id == *id.as_ref());
        if unit.is_some_and(|unit| unit.damage.is_empty()) {
            return Err(file
                .wrong(id, "the text of this unit is not lost")
                .wanted("a unit whose `damage` says what is lost")
                .hint("an intact sentence is judged, or labelled not testable"));
        }
    }
    Ok(())
}

fn reading(
    file: File<'_>,
    against: Against<'_>,
    raw: &RawReading,
) -> Result<(Reading, Predicate), Fault> {
    let said = said(file, raw)?;
    let on = match &raw.on {
        None => On::Evidence,
        Some(word) => file.word(
            word,
            On::parse,
            "ground of judgement",
            &["evidence", "runs"],
        )?,
    };
    let text = raw.predicate.as_ref();
    let base = against.base;
    let parsed = match on {
        On::Evidence => predicate::parse(text, base, said.as_ref()),
        On::Runs => {
            onruns::refuse_without_model(file, against.runs, raw.on.as_ref())?;
            predicate::parse_runs(text, against.runs, said.as_ref())
        }
    };
    let predicate = parsed.map_err(|fault| {
        Fault::new(inside(file, &raw.predicate, fault.offset), fault.what)
            .found(fault.found)
            .wanted(fault.wanted)
            .hint(fault.hint)
    })?;
    if on == On::Runs
        && let Some((name, only)) = raw.only.iter().next()
    {
        return Err(onruns::no_series(file, name, &only.span()));
    }
    let only = only(file, base, raw, &predicate)?;
    let reading = Reading {
        id: key(file, &raw.id, '-')?,
        means: file.filled(&raw.means, "what is taken to be meant")?,
        predicate: raw
            .predicate
            .as_ref()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        on,
        said,
        only,
        at: file.place(&raw.predicate.span()),
    };
    refuse_no_terms(file, raw, on, &predicate)?;
    if on == On::Runs {
        return Ok((reading, predicate));
    }
    let space = Space::new(base, &predicate, &reading.only, &Estimates::All);
    refuse_empty(file, base, raw, &space)?;
    refuse_zero_division(file, raw, &space, &predicate)?;
    Ok((reading, predicate))
}

/// One series must have every date that is asked of its quantity. If none has, the claim would
/// read "uncorroborated" for a reason that nobody wrote down.
fn refuse_empty(file: File<'_>, base: &Base, raw: &RawReading, space: &Space) -> Result<(), Fault> {
    let noted = |id: &str| base.searches.iter().any(|note| note.subject == id);
    let empty = |slot: &&Slot| slot.choices.is_empty() && !noted(&slot.quantity);
    let Some(slot) = space.slots.iter().find(empty) else {
        return Ok(());
    };
    let why: Vec<String> = space
        .silent
        .iter()
        .filter(|(series, _)| series.starts_with(&format!("{}/", slot.quantity)))
        .map(|(series, why)| format!("{series}: {why}"))
        .collect();
    Err(Fault::new(
        file.place(&raw.predicate.span()),
        "no series can answer the predicate",
    )
    .found(&slot.quantity)
    .wanted("one series with every date, place and dimension that is asked of its quantity")
    .hint(format!(
        "{}; what was looked for and not found is a note in searches.toml with this subject",
        why.join("; ")
    )))
}

/// The place of a character of a predicate. Inside a text with escapes only its start is known.
fn inside(file: File<'_>, text: &Spanned<String>, offset: usize) -> Place {
    let span = text.span();
    let raw = file.text.get(span.clone()).unwrap_or_default();
    let quote = if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
        3
    } else {
        1
    };
    let newline = usize::from(quote == 3 && raw[quote..].starts_with('\n'));
    let content = raw.get(quote + newline..).unwrap_or_default();
    if !content.starts_with(text.as_ref().as_str()) {
        return file.place(&span);
    }
    let bytes: usize = text.as_ref().chars().take(offset).map(char::len_utf8).sum();
    file.place_of(span.start + quote + newline + bytes)
}

fn said(file: File<'_>, raw: &RawReading) -> Result<Option<Said>, Fault> {
    let Some(said) = &raw.said else {
        return Ok(None);
    };
    let at = file.place(&said.span());
    let said = said.as_ref();
    if said.low <= said.high && said.low.is_finite() && said.high.is_finite() {
        return Ok(Some(Said {
            words: file.filled(&said.words, "what the passage says")?,
            low: said.low,
            high: said.high,
        }));
    }
    Err(Fault::new(at, "the range of what was said is empty")
        .found(format!("low {}, high {}", said.low, said.high))
        .wanted("low <= high")
        .hint("e.g. \"three fifths\" is low = 1.55, high = 1.65"))
}

/// A slip in a restriction would shut estimates out without a word, so each part is checked.
fn only(
    file: File<'_>,
    base: &Base,
    raw: &RawReading,
    predicate: &Predicate,
) -> Result<BTreeMap<String, Only>, Fault> {
    let mut all = BTreeMap::new();
    for (name, spanned) in &raw.only {
        let asked = predicate.terms.iter().any(|term| term.quantity == *name);
        let Some(quantity) = base.quantities.get(name).filter(|_| asked) else {
            return Err(Fault::new(
                file.place(&spanned.span()),
                "a restriction of a quantity that the predicate does not ask for",
            )
            .found(name)
            .wanted("a quantity of the predicate")
            .hint("take the restriction out, or mend the name"));
        };
        let only = spanned.as_ref();
        if only.series.is_empty() && only.schools.is_empty() {
            return Err(Fault::new(
                file.place(&spanned.span()),
                "a restriction that restricts nothing",
            )
            .found(format!("neither series nor schools of {name}"))
            .wanted("series = [\"...\"] or schools = [\"...\"]")
            .hint("name the estimates that this reading means"));
        }
        for school in &only.schools {
            let schools = SCHOOLS.iter().copied();
            file.known(school, schools, "school", "the list is closed")?;
        }
        for series in &only.series {
            let known = quantity.series.iter().map(|series| series.id.as_str());
            file.known(series, known, "series", "series of this quantity")?;
        }
        all.insert(
            name.clone(),
            Only {
                series: only
                    .series
                    .iter()
                    .map(|series| series.as_ref().clone())
                    .collect(),
                schools: only
                    .schools
                    .iter()
                    .map(|school| school.as_ref().clone())
                    .collect(),
                why: file.filled(&only.why, "why the other estimates are not meant")?,
            },
        );
    }
    Ok(all)
}

/// A predicate whose denominator is, or inside the ranges may be, zero judges nothing.
fn refuse_zero_division(
    file: File<'_>,
    raw: &RawReading,
    space: &Space,
    predicate: &Predicate,
) -> Result<(), Fault> {
    for number in space.numbers() {
        let chosen = space.combination(number);
        let spans: Vec<Span> = space
            .cells(&chosen)
            .iter()
            .map(|cell| cell.span())
            .collect();
        if eval::test(&predicate.test, &spans) == Err(DivisionByZero) {
            let names: Vec<&str> = chosen.iter().map(|choice| choice.series.as_str()).collect();
            return Err(Fault::new(
                file.place(&raw.predicate.span()),
                "the predicate divides by zero, or goes beyond every number",
            )
            .found(raw.predicate.as_ref())
            .wanted("a denominator that cannot be zero")
            .hint(if names.is_empty() {
                "the denominator is zero as it is written".to_owned()
            } else {
                let names = names.join(" + ");
                format!("zero lies inside the range of the denominator with: {names}")
            }));
        }
    }
    Ok(())
}

/// A predicate without a quantity is a sum, not a claim.
fn refuse_no_terms(
    file: File<'_>,
    raw: &RawReading,
    on: On,
    predicate: &Predicate,
) -> Result<(), Fault> {
    if predicate.terms.is_empty() {
        return Err(Fault::new(
            file.place(&raw.predicate.span()),
            format!("the predicate asks nothing of the {}", on.label()),
        )
        .found(raw.predicate.as_ref())
        .wanted("at least one quantity or event")
        .hint("a status can come only from data"));
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Registered {
    #[serde(default)]
    claim: Vec<RawRegistered>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegistered {
    id: Spanned<String>,
    #[serde(rename = "class")]
    _class: String,
    #[serde(default, rename = "readings")]
    _readings: Vec<String>,
    #[serde(default, rename = "holdouts")]
    _holdouts: Vec<String>,
    digest: String,
}

/// Reads the register.
pub(super) fn read_register(file: File<'_>) -> Result<Register, Fault> {
    let raw: Registered = file.read()?;
    let mut register = Register::default();
    for one in raw.claim {
        if register
            .digests
            .insert(one.id.as_ref().clone(), one.digest)
            .is_some()
        {
            return Err(file
                .wrong(&one.id, "the same claim registered twice")
                .wanted("one entry a claim")
                .hint("`closerun register` writes this file"));
        }
    }
    Ok(register)
}
