//! `evidence/*.toml`: quantities and their rival series.

use super::file::{File, Table, key, number_at, text_at};
use crate::evidence::{Base, Kind, Observation, Quantity, Series, Verified};
use crate::fault::{Fault, Place, did_you_mean};
use crate::unit::{DeathKind, INDEX, UNITS, Unit, VOLUME, unit};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    topic: Spanned<String>,
    #[serde(rename = "title")]
    _title: String,
    #[serde(default)]
    quantity: Vec<RawQuantity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuantity {
    id: Spanned<String>,
    name: Spanned<String>,
    kind: Spanned<String>,
    unit: Spanned<String>,
    place: Spanned<String>,
    #[serde(default)]
    dimensions: Vec<Spanned<String>>,
    deaths: Option<Spanned<String>>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    series: Vec<RawSeries>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSeries {
    id: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    author: String,
    school: Spanned<String>,
    #[serde(default)]
    method: String,
    #[serde(default)]
    price_basis: String,
    #[serde(default)]
    base: String,
    unit: Option<Spanned<String>>,
    source: Spanned<String>,
    #[serde(default, rename = "where")]
    page: String,
    verified: Spanned<String>,
    confidence: Spanned<f64>,
    #[serde(default)]
    note: String,
    rows: Spanned<Vec<Spanned<Table>>>,
}

/// Schools that a series may belong to.
pub(super) const SCHOOLS: &[&str] = &[
    "official",
    "archive",
    "western",
    "demography",
    "scholarship",
    "popular",
    "reference",
];
const KINDS: &[&str] = &["flow", "stock", "ratio", "index", "price", "plan"];
const DEATHS: &[&str] = &[
    "excess",
    "registered",
    "executed",
    "camp",
    "settlement",
    "lost-births",
];
const VERIFIED: &[&str] = &["looked-up", "recalled"];
/// Keys of a row that are not dimensions.
const ROW_KEYS: &[&str] = &[
    "date",
    "value",
    "low",
    "high",
    "place",
    "source",
    "where",
    "verified",
    "confidence",
    "derived",
    "note",
];

/// Reads one topic into the base.
pub(super) fn read(file: File<'_>, base: &mut Base) -> Result<(), Fault> {
    let raw: Raw = file.read()?;
    let topic = file.filled(&raw.topic, "the topic")?;
    for one in raw.quantity {
        let at = one.id.clone();
        let quantity = quantity(file, base, &topic, one)?;
        insert(file, base, &at, quantity)?;
    }
    Ok(())
}

/// Adds a quantity or event under a key that must be new.
pub(super) fn insert(
    file: File<'_>,
    base: &mut Base,
    at: &Spanned<String>,
    quantity: Quantity,
) -> Result<(), Fault> {
    if let Some(other) = base.quantities.get(at.as_ref()) {
        return Err(file
            .wrong(at, "the same quantity or event twice")
            .wanted("a key that is used once in the whole case")
            .hint(format!("it also stands at {}", other.at)));
    }
    base.quantities.insert(quantity.id.clone(), quantity);
    Ok(())
}

fn quantity(file: File<'_>, base: &Base, topic: &str, raw: RawQuantity) -> Result<Quantity, Fault> {
    let id = key(file, &raw.id, '_')?;
    let kind = file.word(&raw.kind, Kind::parse, "kind of quantity", KINDS)?;
    let unit = known_unit(file, &raw.unit)?;
    known_place(file, base, &raw.place)?;
    let deaths = match &raw.deaths {
        Some(word) => Some(file.word(word, DeathKind::parse, "kind of death", DEATHS)?),
        None => None,
    };
    let mut dimensions = Vec::new();
    for dimension in &raw.dimensions {
        if ROW_KEYS.contains(&dimension.as_ref().as_str()) {
            return Err(file
                .wrong(dimension, "this name cannot be a dimension")
                .wanted("a name such as sex, age or branch")
                .hint("every row has date, value, place and so on by itself"));
        }
        dimensions.push(key(file, dimension, '_')?);
    }
    let mut quantity = Quantity {
        id,
        name: file.filled(&raw.name, "the name of the quantity")?,
        topic: topic.to_owned(),
        kind,
        unit,
        place: raw.place.as_ref().clone(),
        dimensions,
        deaths,
        body: String::new(),
        mechanisms: Vec::new(),
        note: raw.note,
        series: Vec::new(),
        at: file.place(&raw.id.span()),
    };
    for one in raw.series {
        let series = series(file, base, &quantity, one)?;
        quantity.series.push(series);
    }
    Ok(quantity)
}

pub(super) fn known_place(
    file: File<'_>,
    base: &Base,
    place: &Spanned<String>,
) -> Result<(), Fault> {
    let places = base.places.keys().map(String::as_str);
    file.known(place, places, "place", "places stand in regions.toml")
}

pub(super) fn known_source(
    file: File<'_>,
    base: &Base,
    source: &Spanned<String>,
) -> Result<(), Fault> {
    let sources = base.sources.keys().map(String::as_str);
    file.known(
        source,
        sources,
        "source",
        "sources stand in sources/*.toml; add a record there first",
    )
}

fn known_unit(file: File<'_>, name: &Spanned<String>) -> Result<Unit, Fault> {
    unit(name.as_ref())
        .filter(|unit| unit.name != "date")
        .ok_or_else(|| {
            file.wrong(name, "unknown unit")
                .wanted("a unit of the closed list, e.g. thousand tonnes")
                .hint(did_you_mean(
                    name.as_ref(),
                    UNITS.iter().map(|unit| unit.name),
                    "the data dictionary lists all units; a dated fact is an event",
                ))
        })
}

/// The unit of a series: the quantity's, or one that converts into it.
fn series_unit(file: File<'_>, quantity: &Quantity, raw: &RawSeries) -> Result<Unit, Fault> {
    let Some(name) = &raw.unit else {
        if quantity.unit.name == VOLUME {
            return Err(file
                .wrong(&raw.id, "a series of a volume must name its own unit")
                .wanted("unit = \"index\" with a base, or a unit of money with a price_basis")
                .hint("only ratios inside one series of a volume mean anything"));
        }
        return Ok(quantity.unit);
    };
    let own = known_unit(file, name)?;
    let of_volume = quantity.unit.name == VOLUME && own.name != VOLUME;
    if own.base == quantity.unit.base || of_volume {
        return Ok(own);
    }
    Err(file
        .wrong(
            name,
            "wrong unit: the series cannot be compared with its quantity",
        )
        .wanted(format!(
            "a unit of {}, like {}",
            quantity.unit.base, quantity.unit.name
        ))
        .hint("another thing measured is another quantity"))
}

fn series(
    file: File<'_>,
    base: &Base,
    quantity: &Quantity,
    raw: RawSeries,
) -> Result<Series, Fault> {
    let id = key(file, &raw.id, '-')?;
    if let Some(other) = quantity.series(&id) {
        return Err(file
            .wrong(&raw.id, "the same series twice in one quantity")
            .wanted("a key that is used once in the quantity")
            .hint(format!("it also stands at {}", other.at)));
    }
    let unit = series_unit(file, quantity, &raw)?;
    if unit.name == INDEX && raw.base.is_empty() {
        return Err(file
            .wrong(&raw.id, "an index without its base")
            .wanted("base = \"1928 = 100\" or the like")
            .hint("name the year and the number it is set to"));
    }
    let school = file.word(
        &raw.school,
        |word| SCHOOLS.contains(&word).then(|| word.to_owned()),
        "school",
        SCHOOLS,
    )?;
    let defaults = Defaults {
        source: raw.source,
        page: raw.page,
        verified: raw.verified,
        confidence: raw.confidence,
    };
    if raw.rows.as_ref().is_empty() {
        return Err(
            Fault::new(file.place(&raw.rows.span()), "a series without rows")
                .found("rows = []")
                .wanted("at least one observation")
                .hint("what was looked for and not found is a note in searches.toml"),
        );
    }
    let mut rows: Vec<Observation> = Vec::new();
    for one in raw.rows.as_ref() {
        let row = row(file, base, quantity, &defaults, one)?;
        refuse_twin(file, &rows, &row, one)?;
        rows.push(row);
    }
    Ok(Series {
        id,
        name: file.filled(&raw.name, "the name of the series")?,
        author: raw.author,
        school,
        method: raw.method,
        price_basis: raw.price_basis,
        base: raw.base,
        unit,
        note: raw.note,
        rows,
        at: file.place(&raw.id.span()),
    })
}

fn refuse_twin(
    file: File<'_>,
    rows: &[Observation],
    row: &Observation,
    at: &Spanned<Table>,
) -> Result<(), Fault> {
    let same = |other: &&Observation| {
        other.date == row.date && other.place == row.place && other.dims == row.dims
    };
    match rows.iter().find(same) {
        None => Ok(()),
        Some(other) => Err(Fault::new(
            file.place(&at.span()),
            "the same observation twice in one series",
        )
        .found(format!("{} at {}", row.date, row.place))
        .wanted("one value a date, place and category")
        .hint(format!(
            "the other stands at {}; a rival figure is another series",
            other.at
        ))),
    }
}

/// What a row takes from its series unless it says otherwise.
struct Defaults {
    source: Spanned<String>,
    page: String,
    verified: Spanned<String>,
    confidence: Spanned<f64>,
}

fn row(
    file: File<'_>,
    base: &Base,
    quantity: &Quantity,
    defaults: &Defaults,
    raw: &Spanned<Table>,
) -> Result<Observation, Fault> {
    let at = file.place(&raw.span());
    let table = raw.as_ref();
    let text = |name: &str| {
        table
            .get(name)
            .map(|value| text_at(file, value, name))
            .transpose()
    };
    let plain = |name: &str| text(name).map(|t| t.map(Spanned::into_inner).unwrap_or_default());
    let source = text("source")?.unwrap_or_else(|| defaults.source.clone());
    known_source(file, base, &source)?;
    let place = text("place")?;
    if let Some(place) = &place {
        known_place(file, base, place)?;
    }
    let verified = text("verified")?.unwrap_or_else(|| defaults.verified.clone());
    let (low, value, high) = range(file, table, &at)?;
    let page = plain("where")?;
    Ok(Observation {
        date: file.date(&needed_text(file, table, "date", &at)?)?,
        place: place.map_or_else(|| quantity.place.clone(), Spanned::into_inner),
        dims: dims(file, quantity, table, &at)?,
        value,
        low,
        high,
        source: source.into_inner(),
        page: if page.is_empty() {
            defaults.page.clone()
        } else {
            page
        },
        verified: file.word(&verified, Verified::parse, "way of verifying", VERIFIED)?,
        confidence: confidence(file, table, &defaults.confidence)?,
        derived: derived(file, table)?,
        note: plain("note")?,
        at,
    })
}

fn derived(file: File<'_>, table: &Table) -> Result<bool, Fault> {
    match table.get("derived").map(|value| (value, value.as_ref())) {
        None => Ok(false),
        Some((_, toml::Value::Boolean(answer))) => Ok(*answer),
        Some((value, other)) => Err(Fault::new(
            file.place(&value.span()),
            "`derived` is neither true nor false",
        )
        .found(other)
        .wanted("derived = true, or nothing")
        .hint("a derived value was computed from other observations")),
    }
}

fn missing(at: &Place, name: &str) -> Fault {
    Fault::new(at.clone(), format!("a row without `{name}`"))
        .found("no such field in the row")
        .wanted(format!("{name} = ..."))
        .hint("every row has date, value, low, high and the dimensions of its quantity")
}

fn needed_text(
    file: File<'_>,
    table: &Table,
    name: &str,
    at: &Place,
) -> Result<Spanned<String>, Fault> {
    text_at(
        file,
        table.get(name).ok_or_else(|| missing(at, name))?,
        name,
    )
}

fn range(file: File<'_>, table: &Table, at: &Place) -> Result<(f64, f64, f64), Fault> {
    let number = |name: &str| {
        number_at(
            file,
            table.get(name).ok_or_else(|| missing(at, name))?,
            name,
        )
    };
    let (low, value, high) = (number("low")?, number("value")?, number("high")?);
    if low <= value && value <= high {
        return Ok((low, value, high));
    }
    Err(Fault::new(at.clone(), "the range does not hold its value")
        .found(format!("low {low}, value {value}, high {high}"))
        .wanted("low <= value <= high")
        .hint("low and high are this source's own error; a rival's figure is another series"))
}

fn confidence(file: File<'_>, table: &Table, default: &Spanned<f64>) -> Result<f64, Fault> {
    let (place, number) = match table.get("confidence") {
        Some(value) => (
            file.place(&value.span()),
            number_at(file, value, "confidence")?,
        ),
        None => (file.place(&default.span()), *default.as_ref()),
    };
    if (0.0..=1.0).contains(&number) {
        return Ok(number);
    }
    Err(Fault::new(place, "a confidence is a probability")
        .found(number)
        .wanted("a number from 0 to 1")
        .hint("the probability that figure and citation are right, e.g. 0.9"))
}

fn dims(
    file: File<'_>,
    quantity: &Quantity,
    table: &Table,
    at: &Place,
) -> Result<BTreeMap<String, String>, Fault> {
    for (name, value) in table {
        let known = quantity.dimensions.contains(name) || ROW_KEYS.contains(&name.as_str());
        if !known {
            let names = quantity
                .dimensions
                .iter()
                .map(String::as_str)
                .chain(ROW_KEYS.iter().copied());
            return Err(Fault::new(
                file.place(&value.span()),
                "a field that no row of this quantity has",
            )
            .found(name)
            .wanted("a field of every row, or a dimension that the quantity lists")
            .hint(did_you_mean(
                name,
                names,
                "list it in `dimensions` of the quantity",
            )));
        }
    }
    let mut dims = BTreeMap::new();
    for name in &quantity.dimensions {
        let value = needed_text(file, table, name, at)?;
        dims.insert(name.clone(), file.filled(&value, name)?);
    }
    Ok(dims)
}
