//! `population.toml`: regions, who is held, margins of the free, weights of the seed, ages.

use super::parameters::Origin;
use super::recipe::{Kitchen, Term, middle};
use super::used::Used;
use argument::case::Case;
use argument::case::file::File;
use argument::fault::{Fault, Place};
use model::setting::{Start, StartMargin};
use model::truth::ages::{AGES, SEXES, age_word, sex_word};
use model::truth::people::{Class, Mark, Party, Region, Residence, Status};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// The population at the start, and where it comes from.
#[derive(Clone, Debug)]
pub struct Population {
    /// Regions of the model.
    pub regions: Vec<Region>,
    /// What the model is given.
    pub start: Start,
    /// Each margin with its reason and the series it rests on.
    pub margins: Vec<MarginSource>,
    /// Observations that it rests on.
    pub used: Vec<Used>,
    /// The year at whose beginning these people live.
    pub year: u32,
}

/// Where a margin comes from.
#[derive(Clone, Debug)]
pub struct MarginSource {
    /// Name.
    pub name: String,
    /// Why so.
    pub why: String,
    /// "quantity: series" of its terms.
    pub series: Vec<String>,
    /// The same for each cell, in the order of the margin; empty for a margin of one number.
    pub cells: Vec<Vec<String>>,
    /// Where it stands.
    pub at: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    at: Spanned<String>,
    total: RawSum,
    region: Vec<Region_>,
    held: Vec<RawHeld>,
    margin: Vec<RawMargin>,
    #[serde(default)]
    seed: Vec<RawSeed>,
    ages: RawAges,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSum {
    #[serde(default)]
    plus: Vec<Term>,
    #[serde(default)]
    minus: Vec<Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Region")]
struct Region_ {
    id: Spanned<String>,
    name: Spanned<String>,
    city: bool,
    closed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHeld {
    status: Spanned<String>,
    total: RawSum,
    region_shares: Spanned<BTreeMap<Spanned<String>, f64>>,
    origin: Spanned<String>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMargin {
    name: Spanned<String>,
    #[serde(default)]
    scaled: bool,
    #[serde(default)]
    exact: bool,
    why: Spanned<String>,
    cells: Vec<RawCell>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCell {
    is: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    rest: bool,
    #[serde(default)]
    plus: Vec<Term>,
    #[serde(default)]
    minus: Vec<Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSeed {
    is: BTreeMap<String, Spanned<String>>,
    weight: Spanned<f64>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAges {
    of: Spanned<String>,
    series: Spanned<String>,
    at: Spanned<String>,
    why: Spanned<String>,
}

/// Reads the population of a case.
pub(super) fn read(file: &File<'_>, case: &Case) -> Result<Population, Fault> {
    let raw: Raw = file.read()?;
    let open = case.base.for_fitting();
    let date = file.date(&raw.at)?;
    let mut kitchen = Kitchen {
        file,
        open: &open,
        all: &case.base,
        day: middle(date),
        used: BTreeSet::new(),
        rows: Vec::new(),
    };
    let regions = regions(file, &raw.region)?;
    let total = kitchen.sum(&raw.total.plus, &raw.total.minus)?;
    let mut margins = vec![source(
        &mut kitchen,
        "total",
        "the whole population",
        file.place(&raw.at.span()),
    )];
    let mut held = Vec::new();
    for one in &raw.held {
        held.push(held_in(&mut kitchen, one, &regions)?);
        let at = file.place(&one.status.span());
        margins.push(source(
            &mut kitchen,
            one.status.as_ref(),
            one.why.as_ref(),
            at,
        ));
    }
    let all_held: u64 = held.iter().flat_map(|(_, numbers)| numbers).sum();
    let free = total - all_held as f64;
    let mut start_margins = Vec::new();
    for one in &raw.margin {
        let (start, cells) = margin(&mut kitchen, one, &regions, free)?;
        start_margins.push(start);
        let at = file.place(&one.name.span());
        margins.push(MarginSource {
            cells,
            ..source(&mut kitchen, one.name.as_ref(), one.why.as_ref(), at)
        });
    }
    let seed = weights(file, &raw.seed, &regions)?;
    let start = Start {
        total: whole(file, total, &file.place(&raw.at.span()))?,
        ages: ages(&mut kitchen, &raw.ages)?,
        margins: start_margins,
        held,
        seed,
    };
    Ok(Population {
        regions,
        start,
        margins,
        used: kitchen.rows,
        year: u32::try_from(date.start_year()).unwrap_or(0),
    })
}

/// Weights of the seed: values of dimensions, weight.
type Weights = Vec<(BTreeMap<String, String>, f64)>;

fn weights(file: &File<'_>, raw: &[RawSeed], regions: &[Region]) -> Result<Weights, Fault> {
    let mut seed = Vec::new();
    for one in raw {
        file.filled(&one.why, "the reason")?;
        if *one.weight.as_ref() < 0.0 {
            return Err(
                Fault::new(file.place(&one.weight.span()), "a weight below zero")
                    .found(one.weight.as_ref())
                    .wanted("zero or more")
                    .hint("zero forbids a cell, one leaves it alone"),
            );
        }
        seed.push((cell(file, &one.is, regions)?, *one.weight.as_ref()));
    }
    Ok(seed)
}

fn source(kitchen: &mut Kitchen<'_>, name: &str, why: &str, at: Place) -> MarginSource {
    MarginSource {
        name: name.to_owned(),
        why: why.to_owned(),
        series: std::mem::take(&mut kitchen.used).into_iter().collect(),
        cells: Vec::new(),
        at,
    }
}

fn regions(file: &File<'_>, raw: &[Region_]) -> Result<Vec<Region>, Fault> {
    let mut regions: Vec<Region> = Vec::new();
    for one in raw {
        if regions.iter().any(|known| known.id == *one.id.as_ref()) {
            return Err(file
                .wrong(&one.id, "the same region twice")
                .wanted("a key that is used once")
                .hint("give it another key"));
        }
        regions.push(Region {
            id: one.id.as_ref().clone(),
            name: file.filled(&one.name, "the name")?,
            city: one.city,
            closed: one.closed,
        });
    }
    Ok(regions)
}

fn whole(file: &File<'_>, value: f64, place: &Place) -> Result<u64, Fault> {
    if !(value.is_finite() && (0.0..1e15).contains(&value)) {
        return Err(
            Fault::new(place.clone(), "a number of people that cannot be")
                .found(value)
                .wanted("zero or more people")
                .hint(format!("check plus and minus in {}", file.path)),
        );
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked just above"
    )]
    Ok(value.round() as u64)
}

fn held_in(
    kitchen: &mut Kitchen<'_>,
    raw: &RawHeld,
    regions: &[Region],
) -> Result<(Status, Vec<u64>), Fault> {
    let file = kitchen.file;
    let words: Vec<&str> = Status::ALL.iter().map(|status| status.word()).collect();
    let status = file.word(&raw.status, Status::parse, "status", &words)?;
    file.word(
        &raw.origin,
        Origin::parse,
        "origin",
        &["source", "calibrated", "ours"],
    )?;
    file.filled(&raw.why, "the reason")?;
    let place = file.place(&raw.status.span());
    let total = kitchen.sum(&raw.total.plus, &raw.total.minus)?;
    let total = whole(file, total, &place)?;
    let mut shares = vec![0.0; regions.len()];
    for (key, share) in raw.region_shares.as_ref() {
        shares[region_of(file, key, regions)?] = *share;
    }
    let sum: f64 = shares.iter().sum();
    if shares.iter().any(|share| !(0.0..=1.0).contains(share)) || (sum - 1.0).abs() > 1e-6 {
        return Err(Fault::new(
            file.place(&raw.region_shares.span()),
            "shares of a whole that do not add up to one",
        )
        .found(format!("{sum:.6}"))
        .wanted("shares from 0 to 1 that add up to 1")
        .hint("a share is a part of one; 60 per cent is 0.6"));
    }
    Ok((status, engine::ipf::apportion(&shares, total)))
}

fn region_of(file: &File<'_>, key: &Spanned<String>, regions: &[Region]) -> Result<usize, Fault> {
    let ids = regions.iter().map(|region| region.id.as_str());
    file.known(
        key,
        ids,
        "region",
        "regions stand at the head of population.toml",
    )?;
    Ok(regions
        .iter()
        .position(|region| region.id == *key.as_ref())
        .unwrap_or(0))
}

/// Values of dimensions, each checked against what the model knows.
fn cell(
    file: &File<'_>,
    raw: &BTreeMap<String, Spanned<String>>,
    regions: &[Region],
) -> Result<BTreeMap<String, String>, Fault> {
    let mut cell = BTreeMap::new();
    for (dimension, value) in raw {
        let words: Vec<&str> = match dimension.as_str() {
            "region" => regions.iter().map(|region| region.id.as_str()).collect(),
            "residence" => Residence::ALL.iter().map(|value| value.word()).collect(),
            "class" => Class::ALL.iter().map(|value| value.word()).collect(),
            "mark" => Mark::ALL.iter().map(|value| value.word()).collect(),
            "party" => Party::ALL.iter().map(|value| value.word()).collect(),
            _ => {
                return Err(file
                    .wrong(value, "unknown dimension")
                    .found(dimension)
                    .wanted("region, residence, class, mark or party")
                    .hint("the free are told apart by these"));
            }
        };
        file.known(value, words.into_iter(), dimension, "the list is closed")?;
        cell.insert(dimension.clone(), value.as_ref().clone());
    }
    Ok(cell)
}

/// Sources of a cell that is what the other cells of its margin leave.
const REST: &str = "the rest of the free";

/// A margin, and the sources of each of its cells.
fn margin(
    kitchen: &mut Kitchen<'_>,
    raw: &RawMargin,
    regions: &[Region],
    free: f64,
) -> Result<(StartMargin, Vec<Vec<String>>), Fault> {
    let file = kitchen.file;
    file.filled(&raw.why, "the reason")?;
    let place = file.place(&raw.name.span());
    let (mut cells, mut sources) = (Vec::new(), Vec::new());
    let mut rest = None;
    let mut all = BTreeSet::new();
    for one in &raw.cells {
        let at = cell(file, &one.is, regions)?;
        if one.rest {
            rest = Some(cells.len());
            cells.push((at, 0.0));
            sources.push(vec![REST.to_owned()]);
            continue;
        }
        let mut number = kitchen.sum(&one.plus, &one.minus)?;
        whole(file, number, &place)?;
        if raw.exact {
            number = number.round();
        }
        cells.push((at, number));
        let own = std::mem::take(&mut kitchen.used);
        all.extend(own.iter().cloned());
        sources.push(own.into_iter().collect());
    }
    kitchen.used = all;
    let sum: f64 = cells.iter().map(|(_, number)| number).sum();
    if raw.scaled {
        for (_, number) in &mut cells {
            *number *= free / sum;
        }
    }
    if let Some(at) = rest {
        if sum > free {
            return Err(Fault::new(place, "margins that cannot be met together")
                .found(format!("{sum:.0} people before the rest"))
                .wanted(format!("at most the {free:.0} people who are free"))
                .hint("the cells of this margin hold more people than there are"));
        }
        cells[at].1 = free - sum;
    }
    let margin = StartMargin {
        name: raw.name.as_ref().clone(),
        cells,
        exact: raw.exact,
    };
    Ok((margin, sources))
}

fn ages(kitchen: &mut Kitchen<'_>, raw: &RawAges) -> Result<[[f64; AGES]; SEXES], Fault> {
    let file = kitchen.file;
    file.filled(&raw.why, "the reason")?;
    let base = kitchen.open.base();
    file.known(
        &raw.of,
        base.quantities.keys().map(String::as_str),
        "quantity",
        "`closerun evidence` lists them",
    )?;
    let quantity = &base.quantities[raw.of.as_ref()];
    let keys = quantity.series.iter().map(|series| series.id.as_str());
    file.known(
        &raw.series,
        keys,
        "series",
        "`closerun evidence QUANTITY` lists them",
    )?;
    let date = file.date(&raw.at)?;
    kitchen.rows.push(Used {
        quantity: quantity.id.clone(),
        series: raw.series.as_ref().clone(),
        dates: vec![date],
    });
    let mut ages = [[0.0; AGES]; SEXES];
    for (sex, of_sex) in ages.iter_mut().enumerate() {
        for (age, weight) in of_sex.iter_mut().enumerate() {
            let rows = quantity
                .series(raw.series.as_ref())
                .into_iter()
                .flat_map(|series| &series.rows);
            let mut rows = rows.filter(|row| {
                row.date == date
                    && row.dims.get("sex").map(String::as_str) == Some(sex_word(sex))
                    && row.dims.get("age") == Some(&age_word(age))
            });
            *weight = rows.next().map(|row| row.value).ok_or_else(|| {
                file.wrong(&raw.at, "no number for an age group that a run may use")
                    .wanted(format!(
                        "{} {} at this date, not held out",
                        sex_word(sex),
                        age_word(age)
                    ))
                    .hint("observations of 1937 are held out; `closerun evidence` shows the others")
            })?;
        }
    }
    Ok(ages)
}
