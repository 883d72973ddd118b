//! What a run is given: regions, the population at its start, and the parameters of its laws. Values only; files, sources
//! and sentences stay outside.

use crate::decision::category::Category;
use crate::truth::ages::{AGES, SEXES};
use crate::truth::branch::{BRANCHES, Branch};
use crate::truth::people::{BINS, Class, Region, Status};
use engine::calendar::WEEKS_PER_YEAR;
use std::collections::BTreeMap;
use thiserror::Error;

mod wanted;

pub use wanted::{By, TOGETHER, WANTED, Wanted};

/// What is wrong with a setting, and with which parameter.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{what}: found {found}, wanted {wanted}")]
pub struct SettingError {
    /// Parameter or margin it is about.
    pub about: String,
    /// What is wrong.
    pub what: String,
    /// What was found.
    pub found: String,
    /// What was wanted.
    pub wanted: String,
    /// What to do.
    pub hint: String,
}

impl SettingError {
    /// A slip of this parameter.
    pub fn of(
        about: &str,
        what: &str,
        found: impl std::fmt::Display,
        wanted: impl std::fmt::Display,
        hint: &str,
    ) -> Self {
        Self {
            about: about.to_owned(),
            what: what.to_owned(),
            found: found.to_string(),
            wanted: wanted.to_string(),
            hint: hint.to_owned(),
        }
    }
}

/// Values of parameters: (key of the value, value), in the order of the file. A single value has the key "".
pub type Values = BTreeMap<String, Vec<(String, f64)>>;

/// How long and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First year; a run begins on its first of January.
    pub first_year: u32,
    /// Weeks of six days.
    pub weeks: u32,
}

impl Span {
    /// The years it touches, in order.
    pub fn years(self) -> impl Iterator<Item = u32> {
        (0..self.weeks.div_ceil(WEEKS_PER_YEAR)).map(move |year| self.first_year + year)
    }
}

/// The laws' parameters, put in order: one value for each year of the run, month, age group or region.
#[derive(Clone, Debug, PartialEq)]
pub struct Laws(Vec<(u64, Vec<f64>)>);

/// A number for a key (FNV-1a): a run looks parameters up some million times, and numbers are compared faster than words. That no two
/// parameters share one is tested.
const fn number_of(id: &str) -> u64 {
    let (bytes, mut number, mut at) = (id.as_bytes(), 0xcbf2_9ce4_8422_2325_u64, 0);
    while at < bytes.len() {
        number = (number ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    number
}

impl Laws {
    /// Checks values against what the model asks for.
    ///
    /// # Errors
    /// A parameter that is missing, unknown, out of bounds, not complete, or not a whole.
    pub fn new(values: &Values, regions: &[Region], span: Span) -> Result<Self, SettingError> {
        let mut laws = Vec::with_capacity(WANTED.len());
        for wanted in WANTED.iter() {
            let given = values.get(wanted.id).ok_or_else(|| {
                SettingError::of(
                    wanted.id,
                    "a parameter is missing",
                    "no entry",
                    format!("[[parameter]] id = \"{}\" in {}", wanted.id, wanted.unit),
                    "every law needs all of its parameters, each with its source",
                )
            })?;
            laws.push((
                number_of(wanted.id),
                in_order(wanted, given, regions, span)?,
            ));
        }
        Ok(Self::sorted(laws))
    }

    fn sorted(mut laws: Vec<(u64, Vec<f64>)>) -> Self {
        laws.sort_by_key(|(number, _)| *number);
        Self(laws)
    }

    /// Laws of these lists alone, for tests of one law.
    #[cfg(test)]
    pub(crate) fn of_lists(lists: impl IntoIterator<Item = (&'static str, Vec<f64>)>) -> Self {
        let lists = lists.into_iter();
        Self::sorted(lists.map(|(id, list)| (number_of(id), list)).collect())
    }

    /// The same laws for a country of another size: what is counted in hectares, tonnes, head, tractors, roubles or persons is
    /// multiplied, what is a head or a rate stays.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        let amounts = [
            "million ha",
            "million tonnes",
            "million head",
            "billion roubles",
            "million roubles",
            "thousand tonnes",
            "thousand tonnes coal equivalent",
            "billion tonne-km",
            "million persons",
            "thousand persons",
            "thousand units",
            "million persons",
            "persons per year",
        ];
        let mut other = self.clone();
        for wanted in WANTED
            .iter()
            .filter(|wanted| amounts.contains(&wanted.unit))
        {
            if let Some(at) = other.place(wanted.id) {
                for value in &mut other.0[at].1 {
                    *value *= factor;
                }
            }
        }
        other
    }

    /// One value.
    pub fn one(&self, id: &str) -> f64 {
        self.at(id, 0)
    }

    /// The value for a year of the run, a month, an age group or a region, by its number from 0.
    pub fn at(&self, id: &str, at: usize) -> f64 {
        self.all(id).get(at).copied().unwrap_or(0.0)
    }

    /// All values.
    pub fn all(&self, id: &str) -> &[f64] {
        let place = self.place(id);
        debug_assert!(place.is_some(), "no parameter `{id}` is in WANTED");
        place.map_or(&[], |at| self.0[at].1.as_slice())
    }

    fn place(&self, id: &str) -> Option<usize> {
        let number = number_of(id);
        self.0
            .binary_search_by_key(&number, |(known, _)| *known)
            .ok()
    }
}

fn in_order(
    wanted: &Wanted,
    given: &[(String, f64)],
    regions: &[Region],
    span: Span,
) -> Result<Vec<f64>, SettingError> {
    for (key, value) in given {
        check_value(wanted, key, *value)?;
    }
    let values = match wanted.by {
        By::One => exactly(wanted, given, 1)?,
        By::Bin => exactly(wanted, given, BINS)?,
        By::Year => by_year(wanted, given, span)?,
        By::Month => exactly(wanted, given, 12)?,
        By::Age => exactly(wanted, given, AGES)?,
        By::Region => by_region(wanted, given, regions)?,
        By::Village => {
            every_village(wanted, given, regions)?;
            by_region(wanted, given, regions)?
        }
        By::Class => by_class(wanted, given)?,
        By::Branch => by_branch(wanted, given)?,
        By::Category => by_category(wanted, given)?,
        By::Cell => by_cell(wanted, given)?,
    };
    let sum: f64 = values.iter().sum();
    if wanted.whole && (sum - 1.0).abs() > 1e-6 {
        return Err(SettingError::of(
            wanted.id,
            "shares of a whole do not add up to one",
            format!("{sum:.6}"),
            "1, to a millionth",
            "one of them is wrong, or one is missing",
        ));
    }
    Ok(values)
}

fn check_value(wanted: &Wanted, key: &str, value: f64) -> Result<(), SettingError> {
    if value.is_finite() && (wanted.least..=wanted.most).contains(&value) {
        return Ok(());
    }
    let found = if key.is_empty() {
        value.to_string()
    } else {
        format!("{key} = {value}")
    };
    let hint = if wanted.unit == "share" {
        "a share is a part of one; 60 per cent is 0.6"
    } else {
        "check the value and its unit"
    };
    Err(SettingError::of(
        wanted.id,
        "a value that cannot be",
        found,
        format!("{} to {} ({})", wanted.least, wanted.most, wanted.unit),
        hint,
    ))
}

fn exactly(
    wanted: &Wanted,
    given: &[(String, f64)],
    number: usize,
) -> Result<Vec<f64>, SettingError> {
    if given.len() != number {
        return Err(SettingError::of(
            wanted.id,
            "the wrong number of values",
            given.len(),
            number,
            "one value, or one for each month, age group or bin in their order",
        ));
    }
    Ok(given.iter().map(|(_, value)| *value).collect())
}

fn by_year(wanted: &Wanted, given: &[(String, f64)], span: Span) -> Result<Vec<f64>, SettingError> {
    let mut dated = Vec::new();
    for (key, value) in given {
        let year: u32 = key.parse().map_err(|_error| {
            SettingError::of(
                wanted.id,
                "no year",
                key,
                "a year such as 1933",
                "write by_year = { \"1933\" = 0.02 }",
            )
        })?;
        dated.push((year, *value));
    }
    dated.sort_by_key(|(year, _)| *year);
    let of = |year: u32| {
        let known = dated.iter().rev().find(|(from, _)| *from <= year);
        known.map(|(_, value)| *value).ok_or_else(|| {
            SettingError::of(
                wanted.id,
                "no value for a year of the run",
                year,
                "a value for this year or an earlier one",
                "the value of a year holds until the next that is named",
            )
        })
    };
    span.years().map(of).collect()
}

fn by_region(
    wanted: &Wanted,
    given: &[(String, f64)],
    regions: &[Region],
) -> Result<Vec<f64>, SettingError> {
    for (key, _) in given {
        if !regions.iter().any(|region| region.id == *key) {
            let ids: Vec<&str> = regions.iter().map(|region| region.id.as_str()).collect();
            return Err(SettingError::of(
                wanted.id,
                "unknown region",
                key,
                ids.join(", "),
                "regions stand in population.toml",
            ));
        }
    }
    let of = |region: &Region| {
        let known = given.iter().find(|(key, _)| *key == region.id);
        known.map_or(0.0, |(_, value)| *value)
    };
    Ok(regions.iter().map(of).collect())
}

/// One value for each branch, in their order.
fn by_branch(wanted: &Wanted, given: &[(String, f64)]) -> Result<Vec<f64>, SettingError> {
    unknown(
        wanted,
        given,
        |key| Branch::parse(key).is_some(),
        "a branch",
    )?;
    let of = |branch: &Branch| {
        let found = given.iter().find(|(key, _)| key == branch.word());
        found.map(|(_, value)| *value).ok_or_else(|| {
            SettingError::of(
                wanted.id,
                "a branch without a value",
                branch.word(),
                "every branch",
                "name it with a value, zero if it is zero",
            )
        })
    };
    Branch::ALL.iter().map(of).collect()
}

/// One value for each category, in their order.
fn by_category(wanted: &Wanted, given: &[(String, f64)]) -> Result<Vec<f64>, SettingError> {
    let words = || Category::ALL.iter().map(|category| category.word());
    if let Some((key, _)) = given.iter().find(|(key, _)| Category::parse(key).is_none()) {
        return Err(SettingError::of(
            wanted.id,
            "unknown category",
            key,
            words().collect::<Vec<_>>().join(", "),
            "the list of categories is closed",
        ));
    }
    let of = |category: &Category| {
        let found = given.iter().find(|(key, _)| key == category.word());
        found.map(|(_, value)| *value).ok_or_else(|| {
            SettingError::of(
                wanted.id,
                "a category without a value",
                category.word(),
                "every category",
                "name it with a value, zero if it is zero",
            )
        })
    };
    Category::ALL.iter().map(of).collect()
}

/// One value for each cell of the table of branches, row after row; one that is not named has 0.
fn by_cell(wanted: &Wanted, given: &[(String, f64)]) -> Result<Vec<f64>, SettingError> {
    let place = |key: &str| {
        let (from, to) = key.split_once('>')?;
        Some(Branch::parse(from)? as usize * BRANCHES + Branch::parse(to)? as usize)
    };
    unknown(
        wanted,
        given,
        |key| place(key).is_some(),
        "a cell, such as fuel>steel",
    )?;
    let mut values = vec![0.0; BRANCHES * BRANCHES];
    for (key, value) in given {
        if let Some(at) = place(key) {
            values[at] = *value;
        }
    }
    Ok(values)
}

fn unknown(
    wanted: &Wanted,
    given: &[(String, f64)],
    known: impl Fn(&str) -> bool,
    what: &str,
) -> Result<(), SettingError> {
    let words: Vec<&str> = Branch::ALL.iter().map(|branch| branch.word()).collect();
    match given.iter().find(|(key, _)| !known(key)) {
        None => Ok(()),
        Some((key, _)) => Err(SettingError::of(
            wanted.id,
            &format!("not {what}"),
            key,
            words.join(", "),
            "the branches are a closed list",
        )),
    }
}

fn by_class(wanted: &Wanted, given: &[(String, f64)]) -> Result<Vec<f64>, SettingError> {
    let words = || Class::ALL.iter().map(|class| class.word());
    if let Some((key, _)) = given
        .iter()
        .find(|(key, _)| !words().any(|word| word == key))
    {
        return Err(SettingError::of(
            wanted.id,
            "unknown class",
            key,
            words().collect::<Vec<_>>().join(", "),
            "the list of classes is closed",
        ));
    }
    let of = |class: &Class| {
        let known = given.iter().find(|(key, _)| key == class.word());
        known.map(|(_, value)| *value).ok_or_else(|| {
            SettingError::of(
                wanted.id,
                "no value for a class",
                class.word(),
                "a value for every class",
                "classes are not left to a default",
            )
        })
    };
    Class::ALL.iter().map(of).collect()
}

fn every_village(
    wanted: &Wanted,
    given: &[(String, f64)],
    regions: &[Region],
) -> Result<(), SettingError> {
    let unnamed =
        |region: &&Region| !region.city && !given.iter().any(|(key, _)| *key == region.id);
    match regions.iter().find(unnamed) {
        Some(region) => Err(SettingError::of(
            wanted.id,
            "no value for a region with villages",
            &region.id,
            "a value for every region that is no city",
            "a field without a yield is not left to a default",
        )),
        None => Ok(()),
    }
}

/// The weather of the record must name every year of a run that imposes it: no year takes over the weather of another.
///
/// # Errors
/// A year without weather.
pub fn refuse_missing_weather(values: &Values, span: Span) -> Result<(), SettingError> {
    const RECORD: &str = "weather_record";
    let given = values.get(RECORD).map(Vec::as_slice).unwrap_or_default();
    let named = |year: u32| given.iter().any(|(key, _)| *key == year.to_string());
    match span.years().find(|year| !named(*year)) {
        Some(year) => Err(SettingError::of(
            RECORD,
            "weather missing for a year",
            year,
            "a value for every year of the run, for the rule `record` imposes it",
            "a [[change]] with by_year = { 1933 = ..., 1934 = ... } names them all",
        )),
        None => Ok(()),
    }
}

/// The population at the start, as margins that a table is fitted to.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// The whole population.
    pub total: u64,
    /// Those who are not free, in each region; all others are free.
    pub held: Vec<(Status, Vec<u64>)>,
    /// Margins of the free population: dimensions, and totals by values of them.
    pub margins: Vec<StartMargin>,
    /// Weights of the seed of the fit: values of dimensions, weight. Cells that none of them names have weight 1; weights multiply.
    pub seed: Vec<(BTreeMap<String, String>, f64)>,
    /// Sex and age of the whole population, as weights: for each sex the age groups from the youngest.
    pub ages: [[f64; AGES]; SEXES],
}

/// One margin of the free population.
#[derive(Clone, Debug, PartialEq)]
pub struct StartMargin {
    /// Name, for errors.
    pub name: String,
    /// Totals: values of dimensions, number of people. Numbers of an exact margin are whole.
    pub cells: Vec<(BTreeMap<String, String>, f64)>,
    /// Whether the rounded table must have these numbers to the last person.
    pub exact: bool,
}

#[cfg(test)]
mod tests {
    use super::{WANTED, number_of};
    use std::collections::BTreeSet;

    #[test]
    fn law_no_two_parameters_share_a_number() {
        let numbers: BTreeSet<u64> = WANTED.iter().map(|wanted| number_of(wanted.id)).collect();
        assert_eq!(numbers.len(), WANTED.len());
        assert_eq!(number_of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(number_of("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
