//! `directives.toml`: dated directives against groups of people, each with whom it aims at, how many, what becomes of them, source and
//! reason. Numbers in it are inputs: whatever they fix is assumed.

use super::offices::Roll;
use super::parameters::source;
use super::scenario::Scenario;
use super::{file, under};
use argument::case::Case;
use argument::case::file::File;
use argument::date::{Period, day_text};
use argument::fault::{Fault, Lines, Place, did_you_mean};
use model::decision::directive::{Amount, Directive, Reach, Relatives};
use model::setting::WANTED;
use model::truth::people::{BINS, Class, Mark, Party, Region, Residence, Status};
use model::world::Setup;
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

/// A directive of a case, with what is told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What the model carries out.
    pub directive: Directive,
    /// Name.
    pub name: String,
    /// Day on which it begins to be carried out.
    pub date: String,
    /// Year of that day.
    pub year: u32,
    /// Office that gave it.
    pub office: String,
    /// Sentences of the passage that tell of it.
    pub units: Vec<String>,
    /// Key of its source, or "ours".
    pub source: String,
    /// Why it is as it is.
    pub why: String,
    /// Where it stands.
    pub at: Place,
    /// Where its day and its office stand.
    pub day_and_office_at: (Place, Place),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    directive: Vec<RawDirective>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDirective {
    id: Spanned<String>,
    name: Spanned<String>,
    date: Spanned<String>,
    weeks: Option<Spanned<i64>>,
    office: Spanned<String>,
    answers: Option<Spanned<String>>,
    #[serde(default)]
    regions: Vec<Spanned<String>>,
    #[serde(default)]
    residences: Vec<Spanned<String>>,
    #[serde(default)]
    classes: Vec<Spanned<String>>,
    #[serde(default)]
    marks: Vec<Spanned<String>>,
    #[serde(default)]
    parties: Vec<Spanned<String>>,
    number: Spanned<RawNumber>,
    relatives: Option<Spanned<i64>>,
    relatives_each: Option<Spanned<f64>>,
    becomes: Spanned<String>,
    term_years: Option<Spanned<f64>>,
    #[serde(default)]
    units: Vec<Spanned<String>>,
    source: Option<Spanned<String>>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawNumber {
    Exact(i64),
    Word(String),
}

/// Reads the directives of a case; a case may have none.
pub(super) fn read(case: &Case, regions: &[Region]) -> Result<Vec<Told>, Fault> {
    let mut all = Vec::new();
    let mut known = BTreeSet::new();
    for (path, text) in under(case, FILE) {
        let lines = Lines::of(text);
        let file = file(path, text, &lines);
        let raw: Raw = file.read()?;
        for one in &raw.directive {
            if !known.insert(one.id.as_ref().clone()) {
                return Err(file
                    .wrong(&one.id, "the same directive twice")
                    .wanted("one entry for each")
                    .hint("give the second another key"));
            }
            all.push(told(&file, case, one, regions)?);
        }
    }
    Ok(all)
}

/// Its file.
const FILE: &str = "directives.toml";

fn told(
    file: &File<'_>,
    case: &Case,
    raw: &RawDirective,
    regions: &[Region],
) -> Result<Told, Fault> {
    let (year, week_of_year) = day(file, &raw.date)?;
    let weeks = raw.weeks.as_ref().map_or(1, |weeks| *weeks.as_ref());
    let over = u32::try_from(weeks).unwrap_or(0);
    let number = number(file, &raw.number)?;
    if over == 0 || over > 60 || (over > 1 && number == Amount::All) {
        let place = raw.weeks.as_ref().map(|weeks| file.place(&weeks.span()));
        return Err(Fault::new(
            place.unwrap_or_else(|| file.place(&raw.id.span())),
            "a time that a directive cannot take",
        )
        .found(format!("weeks = {weeks}"))
        .wanted("1 to 60; 1 for number = \"all\"")
        .hint("weeks have six days, ten make two months"));
    }
    let directive = Directive {
        id: raw.id.as_ref().clone(),
        week: week_of_year,
        over,
        answers: answers(file, raw.answers.as_ref())?,
        reach: reach(file, raw, regions)?,
        number,
        relatives: relatives(file, raw)?,
        status: status(file, &raw.becomes)?,
        term: term(file, raw)?,
    };
    Ok(Told {
        directive,
        name: file.filled(&raw.name, "the name")?,
        date: raw.date.as_ref().clone(),
        year,
        office: file.filled(&raw.office, "the office")?,
        units: raw.units.iter().map(|unit| unit.as_ref().clone()).collect(),
        source: source(file, case, raw.source.as_ref(), &raw.id)?,
        why: file.filled(&raw.why, "the reason")?,
        at: file.place(&raw.id.span()),
        day_and_office_at: (file.place(&raw.date.span()), file.place(&raw.office.span())),
    })
}

/// Year of a day, and its week in the six-day calendar, from 0.
fn day(file: &File<'_>, text: &Spanned<String>) -> Result<(u32, u32), Fault> {
    let period = file.date(text)?;
    let parts: Vec<u32> = text
        .as_ref()
        .split('-')
        .filter_map(|part| part.parse().ok())
        .collect();
    let (Period { start, end }, [year, month, day]) = (period, parts.as_slice()) else {
        return Err(file
            .wrong(text, "no day")
            .wanted("a day such as 1935-02-28")
            .hint("a directive begins to be carried out on a day"));
    };
    debug_assert_eq!(start, end);
    let week = (day.saturating_sub(1) / 6).min(4);
    Ok((*year, 5 * month.saturating_sub(1) + week))
}

fn number(file: &File<'_>, raw: &Spanned<RawNumber>) -> Result<Amount, Fault> {
    let wrong = |found: String| {
        Fault::new(file.place(&raw.span()), "no number of people")
            .found(found)
            .wanted("a whole number above 0, or \"all\"")
            .hint("\"all\" takes everybody in reach, as far as local offices comply")
    };
    match raw.as_ref() {
        RawNumber::Word(word) if word == "all" => Ok(Amount::All),
        RawNumber::Word(word) => Err(wrong(word.clone())),
        RawNumber::Exact(number) => match u64::try_from(*number) {
            Ok(number) if number > 0 => Ok(Amount::Exact(number)),
            _ => Err(wrong(number.to_string())),
        },
    }
}

fn relatives(file: &File<'_>, raw: &RawDirective) -> Result<Relatives, Fault> {
    match (&raw.relatives, &raw.relatives_each) {
        (None, None) => Ok(Relatives::Exact(0)),
        (Some(number), None) => u64::try_from(*number.as_ref())
            .map(Relatives::Exact)
            .map_err(|_error| {
                Fault::new(file.place(&number.span()), "fewer relatives than none")
                    .found(number.as_ref())
                    .wanted("a whole number, 0 or more")
                    .hint("relatives are people who are moved, and each of them is counted")
            }),
        (None, Some(each)) if (0.0..=20.0).contains(each.as_ref()) => {
            Ok(Relatives::EachHead(*each.as_ref()))
        }
        (None, Some(each)) => Err(Fault::new(file.place(&each.span()), "no family")
            .found(each.as_ref())
            .wanted("0 to 20 relatives a head")
            .hint("4,833 heads went with 6,239 relatives: 1.29")),
        (Some(number), Some(_)) => Err(Fault::new(
            file.place(&number.span()),
            "relatives counted in two ways",
        )
        .found("relatives and relatives_each")
        .wanted("one of them")
        .hint("an exact number, or a mean a head")),
    }
}

fn status(file: &File<'_>, raw: &Spanned<String>) -> Result<Status, Fault> {
    const OPEN: [Status; 3] = [Status::Exile, Status::CampInmate, Status::Transferred];
    let words = OPEN.map(Status::word);
    let parse = |word: &str| OPEN.into_iter().find(|status| status.word() == word);
    file.word(raw, parse, "status", &words)
}

fn term(file: &File<'_>, raw: &RawDirective) -> Result<Option<u32>, Fault> {
    let Some(years) = &raw.term_years else {
        return Ok(None);
    };
    if !(*years.as_ref() > 0.0 && *years.as_ref() <= 25.0) {
        return Err(
            Fault::new(file.place(&years.span()), "a term that cannot be")
                .found(years.as_ref())
                .wanted("above 0, at most 25 years")
                .hint("leave term_years out if it does not end"),
        );
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 25 years"
    )]
    let weeks = (60.0 * years.as_ref()).round() as u32;
    Ok(Some(weeks.max(1)))
}

/// A directive answers to an event whose week is a parameter.
fn answers(file: &File<'_>, raw: Option<&Spanned<String>>) -> Result<Option<String>, Fault> {
    let Some(raw) = raw else {
        return Ok(None);
    };
    let weeks = || {
        let ids = WANTED.iter().map(|wanted| wanted.id);
        ids.filter(|id| id.ends_with("_week"))
    };
    file.known(
        raw,
        weeks(),
        "event",
        "events are parameters that end in _week",
    )?;
    Ok(Some(raw.as_ref().clone()))
}

/// Words of a closed list, each read.
pub(super) fn all<T>(
    file: &File<'_>,
    list: &[Spanned<String>],
    parse: impl Fn(&str) -> Option<T>,
    (what, words): (&str, &[&str]),
) -> Result<Vec<T>, Fault> {
    let each = list.iter();
    each.map(|word| file.word(word, &parse, what, words))
        .collect()
}

fn reach(file: &File<'_>, raw: &RawDirective, regions: &[Region]) -> Result<Reach, Fault> {
    let ids: Vec<&str> = regions.iter().map(|region| region.id.as_str()).collect();
    let region = |word: &str| {
        let at = ids.iter().position(|id| *id == word)?;
        u8::try_from(at).ok()
    };
    let words = |all: Vec<&'static str>| all;
    Ok(Reach {
        regions: all(file, &raw.regions, region, ("region", &ids))?,
        residences: all(
            file,
            &raw.residences,
            Residence::parse,
            (
                "residence",
                &words(Residence::ALL.iter().map(|v| v.word()).collect()),
            ),
        )?,
        classes: all(
            file,
            &raw.classes,
            Class::parse,
            (
                "class",
                &words(Class::ALL.iter().map(|v| v.word()).collect()),
            ),
        )?,
        marks: all(
            file,
            &raw.marks,
            Mark::parse,
            ("mark", &words(Mark::ALL.iter().map(|v| v.word()).collect())),
        )?,
        parties: all(
            file,
            &raw.parties,
            Party::parse,
            (
                "standing in the party",
                &words(Party::ALL.iter().map(|v| v.word()).collect()),
            ),
        )?,
    })
}

/// An office gives no directive before it exists, nor when it is no more.
pub(super) fn refuse_unfounded(all: &[Told], roll: &Roll) -> Result<(), Fault> {
    for told in all {
        let Some(office) = roll.offices.iter().find(|office| office.id == told.office) else {
            let names = || roll.offices.iter().map(|office| office.id.as_str());
            let place = told.day_and_office_at.1.clone();
            return Err(Fault::new(place, "a directive of an unknown office")
                .found(&told.office)
                .wanted(names().collect::<Vec<_>>().join(", "))
                .hint(did_you_mean(
                    &told.office,
                    names(),
                    "offices stand in offices.toml",
                )));
        };
        let Ok(day) = Period::parse(&told.date) else {
            continue;
        };
        let founded = office.from.start <= day.start;
        let stands = office.to.is_none_or(|end| day.start <= end.end);
        if !(founded && stands) {
            let what = if founded {
                "a directive of an office that is no more"
            } else {
                "a directive before its office exists"
            };
            let text = |period: Period| day_text(f64::from(period.start));
            let from = format!("a day from {}", text(office.from));
            let to = office.to.map(|to| format!(" to {}", text(to)));
            return Err(Fault::new(told.day_and_office_at.0.clone(), what)
                .found(format!("{} of the office {}", told.date, office.id))
                .wanted(format!("{from}{}", to.unwrap_or_default()))
                .hint("offices.toml says from when to when; check the date or the office"));
        }
    }
    Ok(())
}

/// The directives of a scenario's runs: dated from its first year, those outside its span left out, those switched off left out.
pub(super) fn of_scenario(
    all: &[Told],
    scenario: &Scenario,
    off: &BTreeSet<String>,
) -> Vec<Directive> {
    let given = all.iter().filter(|one| !off.contains(&one.directive.id));
    given
        .filter_map(|one| {
            let years = one.year.checked_sub(scenario.first_year)?;
            let week = years * 60 + one.directive.week;
            (week < scenario.weeks).then(|| Directive {
                week,
                ..one.directive.clone()
            })
        })
        .collect()
}

/// An exact number must be there at the start: whoever is ordered away is somebody.
pub(super) fn no_more_than_there_are(all: &[Told], setup: &Setup) -> Result<(), Fault> {
    for directive in &setup.directives {
        let groups = setup.groups.iter().zip(setup.start.chunks_exact(BINS));
        let own = groups.filter(|(group, _)| directive.reach.holds(group));
        let there: u64 = own.flat_map(|(_, bins)| bins).sum();
        let heads = match directive.number {
            Amount::Exact(number) => number,
            Amount::All => 0,
        };
        let along = match directive.relatives {
            Relatives::Exact(number) => number,
            Relatives::EachHead(_) => 0,
        };
        if heads + along <= there {
            continue;
        }
        let told = all.iter().find(|one| one.directive.id == directive.id);
        let place = told.map_or_else(|| Place::file(FILE), |one| one.at.clone());
        return Err(
            Fault::new(place, "a directive against more people than there are")
                .found(format!("{heads} and {along} relatives"))
                .wanted(format!(
                    "at most {there}, the people in its reach at the start"
                ))
                .hint(
                    "widen its reach or lower its number; population.toml says how many there are",
                ),
        );
    }
    Ok(())
}
