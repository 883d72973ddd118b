//! `sources/*.toml`, `regions.toml`, `searches.toml`, `events.toml` and `holdouts.toml`.

use super::evidence::{insert, known_place, known_source};
use super::file::{File, key};
use crate::evidence::{
    Base, Cover, GazetteerPlace, HoldOut, Kind, Observation, Quantity, SearchNote, Series, Verified,
};
use crate::fault::{Fault, Place, did_you_mean};
use crate::source::{Rank, Source};
use crate::unit::{Unit, unit};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    #[serde(default)]
    source: Vec<RawSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    id: Spanned<String>,
    title: Spanned<String>,
    #[serde(default)]
    author: String,
    year: Option<i16>,
    kind: Spanned<String>,
    rank: Spanned<String>,
    #[serde(default)]
    url: String,
    #[serde(default)]
    origin: String,
    licence: Spanned<String>,
    #[serde(default)]
    note: String,
}

const RANKS: &[&str] = &["document", "scholarly", "reprint", "recalled"];

/// Reads one file of sources into the base.
pub(super) fn read(file: File<'_>, base: &mut Base) -> Result<(), Fault> {
    let raw: Sources = file.read()?;
    for one in raw.source {
        let source = Source {
            id: key(file, &one.id, '-')?,
            title: file.filled(&one.title, "the title of the source")?,
            author: one.author,
            year: one.year,
            kind: file.filled(&one.kind, "the kind of source")?,
            rank: file.word(&one.rank, Rank::parse, "rank", RANKS)?,
            url: one.url,
            origin: one.origin,
            licence: file.filled(&one.licence, "the licence of the source")?,
            note: one.note,
            place: file.place(&one.id.span()),
        };
        if let Some(other) = base.sources.insert(source.id.clone(), source) {
            return Err(twice(file, &one.id, "source", &other.place));
        }
    }
    Ok(())
}

fn twice(file: File<'_>, id: &Spanned<String>, what: &str, other: &Place) -> Fault {
    file.wrong(id, &format!("the same {what} twice"))
        .wanted("a key that is used once")
        .hint(format!("it also stands at {other}"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    #[serde(default)]
    place: Vec<RawPlace>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlace {
    id: Spanned<String>,
    name: Spanned<String>,
    kind: Spanned<String>,
    #[serde(default)]
    within: String,
    #[serde(default)]
    members: Vec<String>,
    lat: Option<Spanned<f64>>,
    lon: Option<Spanned<f64>>,
    #[serde(default)]
    note: String,
}

/// Reads the gazetteer.
pub(super) fn read_places(file: File<'_>, base: &mut Base) -> Result<(), Fault> {
    let raw: Places = file.read()?;
    for one in &raw.place {
        let place = GazetteerPlace {
            id: key(file, &one.id, '-')?,
            name: file.filled(&one.name, "the name of the place")?,
            kind: file.filled(&one.kind, "the kind of place")?,
            within: one.within.clone(),
            members: one.members.clone(),
            position: position(file, one)?,
            note: one.note.clone(),
        };
        if base.places.insert(place.id.clone(), place).is_some() {
            return Err(twice(file, &one.id, "place", &Place::file(file.path)));
        }
    }
    for one in &raw.place {
        let named = one
            .members
            .iter()
            .chain([&one.within].into_iter().filter(|w| !w.is_empty()));
        for other in named {
            if !base.places.contains_key(other) {
                let places = base.places.keys().map(String::as_str);
                return Err(file
                    .wrong(&one.id, "a place refers to a place that does not exist")
                    .found(other)
                    .wanted("a key of this gazetteer")
                    .hint(did_you_mean(other, places, "add the other place first")));
            }
        }
    }
    Ok(())
}

fn position(file: File<'_>, raw: &RawPlace) -> Result<Option<(f64, f64)>, Fault> {
    let (lat, lon) = match (&raw.lat, &raw.lon) {
        (Some(lat), Some(lon)) => (lat, lon),
        (None, None) => return Ok(None),
        _ => {
            return Err(file
                .wrong(&raw.id, "a place with half a position")
                .wanted("both lat and lon, or neither")
                .hint("degrees north and east"));
        }
    };
    for (degrees, most) in [(lat, 90.0), (lon, 180.0)] {
        if !(-most..=most).contains(degrees.as_ref()) {
            return Err(
                Fault::new(file.place(&degrees.span()), "a position off the globe")
                    .found(degrees.as_ref())
                    .wanted(format!("degrees from -{most} to {most}"))
                    .hint("lat is degrees north, lon degrees east"),
            );
        }
    }
    Ok(Some((*lat.as_ref(), *lon.as_ref())))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Searches {
    #[serde(default)]
    search: Vec<RawSearch>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSearch {
    id: Spanned<String>,
    #[serde(default)]
    subject: String,
    looked_for: Spanned<String>,
    #[serde(rename = "where")]
    looked_in: Spanned<String>,
    result: Spanned<String>,
}

/// Reads the search notes.
pub(super) fn read_searches(file: File<'_>, base: &mut Base) -> Result<(), Fault> {
    let raw: Searches = file.read()?;
    for one in raw.search {
        if base
            .searches
            .iter()
            .any(|known| known.id == *one.id.as_ref())
        {
            return Err(twice(file, &one.id, "search note", &Place::file(file.path)));
        }
        base.searches.push(SearchNote {
            id: key(file, &one.id, '-')?,
            subject: one.subject,
            looked_for: file.filled(&one.looked_for, "what was looked for")?,
            looked_in: file.filled(&one.looked_in, "where it was looked for")?,
            result: file.filled(&one.result, "the result")?,
        });
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Events {
    #[serde(default)]
    event: Vec<RawEvent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEvent {
    id: Spanned<String>,
    what: Spanned<String>,
    #[serde(default)]
    body: String,
    place: Spanned<String>,
    #[serde(default)]
    mechanisms: Vec<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    dating: Vec<RawDating>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDating {
    id: Spanned<String>,
    date: Spanned<String>,
    source: Spanned<String>,
    verified: Spanned<String>,
    confidence: Spanned<f64>,
    #[serde(default)]
    note: String,
}

/// Reads the dated facts; each dating becomes a series of one row whose value is a day.
pub(super) fn read_events(file: File<'_>, base: &mut Base) -> Result<(), Fault> {
    let raw: Events = file.read()?;
    let date_unit = unit("date").unwrap_or(Unit {
        name: "date",
        base: "date",
        factor: 1.0,
    });
    for one in raw.event {
        known_place(file, base, &one.place)?;
        let mut quantity = Quantity {
            id: key(file, &one.id, '_')?,
            name: file.filled(&one.what, "what happened")?,
            topic: "events".to_owned(),
            kind: Kind::Event,
            unit: date_unit,
            place: one.place.as_ref().clone(),
            dimensions: Vec::new(),
            deaths: None,
            body: one.body,
            mechanisms: one.mechanisms,
            note: one.note,
            series: Vec::new(),
            at: file.place(&one.id.span()),
        };
        for dating in &one.dating {
            let series = dating_series(file, base, &quantity, dating)?;
            quantity.series.push(series);
        }
        insert(file, base, &one.id, quantity)?;
    }
    Ok(())
}

fn dating_series(
    file: File<'_>,
    base: &Base,
    event: &Quantity,
    raw: &RawDating,
) -> Result<Series, Fault> {
    let id = key(file, &raw.id, '-')?;
    if let Some(other) = event.series(&id) {
        return Err(twice(file, &raw.id, "dating", &other.at));
    }
    known_source(file, base, &raw.source)?;
    let date = file.date(&raw.date)?;
    if !(0.0..=1.0).contains(raw.confidence.as_ref()) {
        let place = file.place(&raw.confidence.span());
        return Err(Fault::new(place, "a confidence is a probability")
            .found(raw.confidence.as_ref())
            .wanted("a number from 0 to 1")
            .hint("the probability that date and citation are right, e.g. 0.9"));
    }
    let at = file.place(&raw.id.span());
    let (first, last) = (f64::from(date.start), f64::from(date.end));
    Ok(Series {
        id,
        name: raw.id.as_ref().clone(),
        author: String::new(),
        school: String::new(),
        method: String::new(),
        price_basis: String::new(),
        base: String::new(),
        unit: event.unit,
        note: String::new(),
        rows: vec![Observation {
            date,
            place: event.place.clone(),
            dims: BTreeMap::new(),
            value: f64::midpoint(first, last).floor(),
            low: first,
            high: last,
            source: raw.source.as_ref().clone(),
            page: String::new(),
            verified: file.word(
                &raw.verified,
                Verified::parse,
                "way of verifying",
                &["looked-up", "recalled"],
            )?,
            confidence: *raw.confidence.as_ref(),
            derived: false,
            note: raw.note.clone(),
            at: at.clone(),
        }],
        at,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoldOuts {
    #[serde(default)]
    holdout: Vec<RawHoldOut>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHoldOut {
    id: Spanned<String>,
    what: Spanned<String>,
    #[serde(rename = "use")]
    purpose: Spanned<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    covers: Vec<RawCover>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCover {
    quantity: Option<Spanned<String>>,
    event: Option<Spanned<String>>,
    #[serde(default)]
    series: Vec<Spanned<String>>,
    #[serde(default, rename = "where")]
    filter: BTreeMap<String, String>,
    dates: Vec<Spanned<String>>,
}

/// Reads the hold-outs; each must cover observations that exist.
pub(super) fn read_holdouts(file: File<'_>, base: &mut Base) -> Result<(), Fault> {
    let raw: HoldOuts = file.read()?;
    for one in raw.holdout {
        if base
            .holdouts
            .iter()
            .any(|known| known.id == *one.id.as_ref())
        {
            return Err(twice(file, &one.id, "hold-out", &Place::file(file.path)));
        }
        if one.covers.is_empty() {
            return Err(file
                .wrong(&one.id, "an empty hold-out")
                .wanted("at least one [[holdout.covers]] with quantity and dates")
                .hint("a hold-out that holds nothing protects nothing"));
        }
        let mut covers = Vec::new();
        for cover in &one.covers {
            covers.push(checked_cover(file, base, &one.id, cover)?);
        }
        base.holdouts.push(HoldOut {
            id: key(file, &one.id, '-')?,
            what: file.filled(&one.what, "what is held out")?,
            purpose: file.filled(&one.purpose, "what it is for")?,
            note: one.note,
            covers,
        });
    }
    Ok(())
}

fn checked_cover(
    file: File<'_>,
    base: &Base,
    id: &Spanned<String>,
    raw: &RawCover,
) -> Result<Cover, Fault> {
    let ((Some(name), None) | (None, Some(name))) = (&raw.quantity, &raw.event) else {
        return Err(file
            .wrong(
                id,
                "a part of a hold-out names either a quantity or an event",
            )
            .wanted("quantity = \"...\" or event = \"...\"")
            .hint("write one [[holdout.covers]] for each"));
    };
    let names = base.quantities.keys().map(String::as_str);
    file.known(
        name,
        names,
        "quantity or event",
        "`closerun evidence` lists them",
    )?;
    let quantity = &base.quantities[name.as_ref()];
    for series in &raw.series {
        let known = quantity.series.iter().map(|series| series.id.as_str());
        file.known(series, known, "series", "series of this quantity")?;
    }
    let mut cover = Cover {
        quantity: name.as_ref().clone(),
        series: raw
            .series
            .iter()
            .map(|series| series.as_ref().clone())
            .collect(),
        filter: raw.filter.clone(),
        dates: Vec::new(),
    };
    for date in &raw.dates {
        cover.dates = vec![file.date(date)?];
        if !quantity
            .rows()
            .any(|(series, row)| cover.holds(&quantity.id, &series.id, row))
        {
            return Err(file
                .wrong(date, "a hold-out covers an observation that does not exist")
                .wanted(format!("a date of {} under this filter", quantity.id))
                .hint("write the date exactly as in the row"));
        }
    }
    cover.dates = raw
        .dates
        .iter()
        .map(|date| file.date(date))
        .collect::<Result<_, _>>()?;
    if cover.dates.is_empty() {
        return Err(file
            .wrong(name, "a hold-out without dates")
            .wanted("dates = [\"1935\", ...]")
            .hint("list every date that is held out"));
    }
    Ok(cover)
}
