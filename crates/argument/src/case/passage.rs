//! `case.toml`, `passage.toml`, `rows.toml` and `tensions.toml`.

use super::file::{File, key};
use super::{About, HumanCost};
use crate::fault::Fault;
use crate::passage::{Gap, Mark, Passage, Row, Tension, Unit};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: RawCase,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCase {
    id: Spanned<String>,
    title: Spanned<String>,
    period: Spanned<String>,
    about: Spanned<String>,
    licence: Spanned<String>,
    #[serde(default)]
    human_cost: Vec<RawCost>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCost {
    quantity: Spanned<String>,
    says: Spanned<String>,
    #[serde(default, rename = "where")]
    filter: BTreeMap<String, String>,
    #[serde(default)]
    dates: Vec<Spanned<String>>,
}

/// Reads `case.toml`.
pub(super) fn read_about(file: File<'_>) -> Result<About, Fault> {
    let raw: CaseFile = file.read()?;
    let raw = raw.case;
    let mut human_cost = Vec::new();
    for one in &raw.human_cost {
        human_cost.push(HumanCost {
            quantity: key(file, &one.quantity, '_')?,
            says: file.filled(&one.says, "what the figure counts")?,
            filter: one.filter.clone(),
            dates: one
                .dates
                .iter()
                .map(|date| file.date(date))
                .collect::<Result<_, _>>()?,
            at: file.place(&one.quantity.span()),
        });
    }
    Ok(About {
        id: key(file, &raw.id, '-')?,
        title: file.filled(&raw.title, "the title of the case")?,
        period: file.date(&raw.period)?,
        about: file.filled(&raw.about, "what the case is about")?,
        licence: file.filled(&raw.licence, "the licence of the case")?,
        human_cost,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PassageFile {
    passage: RawPassage,
    #[serde(default)]
    unit: Vec<RawUnit>,
    #[serde(default)]
    gap: Vec<RawGap>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPassage {
    title: Spanned<String>,
    work: Spanned<String>,
    author: Spanned<String>,
    year: i16,
    #[serde(default, rename = "place")]
    _place: String,
    licence_note: Spanned<String>,
    #[serde(default, rename = "normalisation")]
    _normalisation: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUnit {
    id: Spanned<String>,
    paragraph: usize,
    words: usize,
    sha256: Spanned<String>,
    marks: Vec<Spanned<String>>,
    #[serde(default)]
    rows: Vec<Spanned<String>>,
    paraphrase: Spanned<String>,
    #[serde(default)]
    edge: String,
    #[serde(default)]
    damage: String,
    #[serde(default)]
    lost: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGap {
    before: Spanned<String>,
    what: Spanned<String>,
}

/// Reads the passage. Rows must have been read before.
pub(super) fn read(file: File<'_>, rows: &[Row]) -> Result<Passage, Fault> {
    let raw: PassageFile = file.read()?;
    let mut passage = Passage {
        title: file.filled(&raw.passage.title, "the title of the passage")?,
        work: file.filled(&raw.passage.work, "the work")?,
        author: file.filled(&raw.passage.author, "the author")?,
        year: raw.passage.year,
        licence_note: file.filled(&raw.passage.licence_note, "the licence note")?,
        units: Vec::new(),
        gaps: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    for one in raw.unit {
        if !seen.insert(one.id.as_ref().clone()) {
            return Err(file
                .wrong(&one.id, "the same unit twice")
                .wanted("a number that is used once")
                .hint("units are numbered in the order of the text"));
        }
        passage.units.push(unit(file, rows, one)?);
    }
    for one in raw.gap {
        if !one.before.as_ref().is_empty() {
            file.known(
                &one.before,
                seen.iter().map(String::as_str),
                "unit",
                "units of this file",
            )?;
        }
        passage.gaps.push(Gap {
            before: one.before.as_ref().clone(),
            what: file.filled(&one.what, "what is missing")?,
        });
    }
    Ok(passage)
}

fn unit(file: File<'_>, rows: &[Row], raw: RawUnit) -> Result<Unit, Fault> {
    let hash = raw.sha256.as_ref();
    if hash.len() != 64
        || !hash
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    {
        return Err(file
            .wrong(&raw.sha256, "this is no SHA-256")
            .wanted("64 hexadecimal digits in small letters")
            .hint("`closerun read --passage FILE --hashes` prints the hash of each sentence of a file"));
    }
    let mut marks = Vec::new();
    for mark in &raw.marks {
        marks.push(file.word(
            mark,
            Mark::parse,
            "mark",
            &["F", "N", "C", "P", "M", "E", "D"],
        )?);
    }
    for row in &raw.rows {
        file.known(
            row,
            rows.iter().map(|row| row.id.as_str()),
            "row",
            "rows stand in rows.toml",
        )?;
    }
    Ok(Unit {
        id: file.filled(&raw.id, "the number of the unit")?,
        paragraph: raw.paragraph,
        words: raw.words,
        sha256: hash.clone(),
        marks,
        rows: raw.rows.iter().map(|row| row.as_ref().clone()).collect(),
        paraphrase: file.filled(&raw.paraphrase, "the paraphrase")?,
        edge: raw.edge,
        damage: raw.damage,
        lost: raw.lost,
        at: file.place(&raw.id.span()),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowsFile {
    #[serde(default)]
    row: Vec<RawRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    id: Spanned<String>,
    name: Spanned<String>,
    ledgers: Vec<Spanned<String>>,
    needs: Spanned<String>,
    #[serde(default)]
    parts: Vec<String>,
}

const LEDGERS: &[&str] = &["truth", "report", "belief", "decision"];

/// Reads the rows: the systems that the passage describes.
pub(super) fn read_rows(file: File<'_>) -> Result<Vec<Row>, Fault> {
    let raw: RowsFile = file.read()?;
    let mut rows: Vec<Row> = Vec::new();
    for one in raw.row {
        let id = key(file, &one.id, '-')?;
        if rows.iter().any(|row| row.id == id) {
            return Err(file
                .wrong(&one.id, "the same row twice")
                .wanted("a key that is used once")
                .hint("a row is one system"));
        }
        for ledger in &one.ledgers {
            file.known(
                ledger,
                LEDGERS.iter().copied(),
                "ledger",
                "the list is closed",
            )?;
        }
        rows.push(Row {
            id,
            name: file.filled(&one.name, "the name of the row")?,
            ledgers: one.ledgers.into_iter().map(Spanned::into_inner).collect(),
            needs: file.filled(&one.needs, "what the row needs")?,
            parts: one.parts,
        });
    }
    Ok(rows)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TensionsFile {
    #[serde(default)]
    tension: Vec<RawTension>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTension {
    id: Spanned<String>,
    between: Vec<Spanned<String>>,
    says: Spanned<String>,
    wants: Spanned<String>,
}

/// Reads the tensions between units.
pub(super) fn read_tensions(file: File<'_>, passage: &Passage) -> Result<Vec<Tension>, Fault> {
    let raw: TensionsFile = file.read()?;
    let mut tensions: Vec<Tension> = Vec::new();
    for one in raw.tension {
        for unit in &one.between {
            known_unit(file, passage, unit)?;
        }
        if tensions.iter().any(|known| known.id == *one.id.as_ref()) {
            return Err(file
                .wrong(&one.id, "the same tension twice")
                .wanted("a key that is used once")
                .hint("claims name a tension by its key"));
        }
        tensions.push(Tension {
            id: key(file, &one.id, '-')?,
            between: one.between.into_iter().map(Spanned::into_inner).collect(),
            says: file.filled(&one.says, "the tension")?,
            wants: file.filled(&one.wants, "what would meet it")?,
        });
    }
    Ok(tensions)
}

/// Refuses a unit that the passage does not have.
pub(super) fn known_unit(
    file: File<'_>,
    passage: &Passage,
    unit: &Spanned<String>,
) -> Result<(), Fault> {
    let units = passage.units.iter().map(|unit| unit.id.as_str());
    file.known(unit, units, "unit", "units stand in passage.toml")
}
