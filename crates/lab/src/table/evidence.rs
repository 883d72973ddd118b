//! Tables of the evidence: every estimate, the units of measurement, sources, searches, inputs.

use super::Kind::{Integer, Number, Text, Truth};
use super::{Cell, Spec, Table, keys};
use argument::case::Case;
use argument::date::day_text;
use argument::evidence::{Observation, Quantity, Series, Verified};
use argument::unit::{DeathKind, UNITS};
use serde_json::json;

const ESTIMATES: &[Spec] = &[
    (
        "quantity",
        Text,
        "",
        "key of the quantity or event, as predicates name it",
    ),
    ("name", Text, "", "what is measured, or what happened"),
    ("topic", Text, "", "topic: the file it stands in"),
    (
        "kind",
        Text,
        "",
        "flow, stock, ratio, index, price, plan or event",
    ),
    (
        "unit",
        Text,
        "",
        "unit of value, low and high; date means days since 1970-01-01",
    ),
    (
        "unit_base",
        Text,
        "",
        "what the unit counts in; missing for pure numbers",
    ),
    ("unit_factor", Number, "", "one unit in units of the base"),
    (
        "deaths",
        Text,
        "",
        "kind of death counted; kinds are never added to each other",
    ),
    (
        "series",
        Text,
        "",
        "key of the series: one estimator; for an event one dating",
    ),
    ("series_name", Text, "", "label of the series"),
    ("author", Text, "", "author of the series"),
    ("school", Text, "", "school of estimators it belongs to"),
    ("method", Text, "", "how the series was made"),
    ("price_basis", Text, "", "prices it is valued at, for money"),
    ("base", Text, "", "base of an index"),
    ("date", Text, "", "date or period as the source gives it"),
    ("start", Text, "", "first day"),
    ("end", Text, "", "last day"),
    ("place", Text, "", "key of the gazetteer"),
    (
        "usual_place",
        Text,
        "",
        "place that a predicate means when it names none",
    ),
    (
        "dimensions",
        Text,
        "",
        "categories (sex, age, camp and so on) as a JSON object",
    ),
    (
        "value",
        Number,
        "see unit",
        "central value; for an event the middle day of what the source gives",
    ),
    (
        "low",
        Number,
        "see unit",
        "lower end of this source's own error",
    ),
    (
        "high",
        Number,
        "see unit",
        "upper end of this source's own error",
    ),
    ("source", Text, "", "key of the table sources"),
    ("page", Text, "", "page or table in the source"),
    (
        "verified",
        Text,
        "",
        "looked-up, or recalled from a named work and not seen",
    ),
    (
        "confidence",
        Number,
        "probability",
        "how likely it is, in the compiler's judgement, that figure and citation are right",
    ),
    (
        "derived",
        Truth,
        "",
        "whether it was computed from other figures",
    ),
    (
        "rank",
        Text,
        "",
        "rank of its source, lowered to recalled if it was not seen",
    ),
    (
        "holdouts",
        Text,
        "",
        "hold-outs it belongs to, parted by spaces: never to be used in a fit",
    ),
    ("note", Text, "", "remark on this figure"),
    ("series_note", Text, "", "remark on the series"),
];

/// Every observation of every quantity, and every dating of every event: one a row.
pub fn estimates(case: &Case) -> Table {
    estimates_of(case, &|_, _| true)
}

/// The observations and datings that are wanted.
pub fn estimates_of(case: &Case, wanted: &dyn Fn(&Quantity, &Observation) -> bool) -> Table {
    let mut rows = Vec::new();
    for quantity in case.base.quantities.values() {
        for (series, row) in quantity.rows().filter(|(_, row)| wanted(quantity, row)) {
            let mut cells = of_series(quantity, series);
            cells.extend(of_row(case, quantity, series, row));
            rows.push(cells);
        }
    }
    let title = "Rival estimates: every observation and every dating of an event, one a row";
    Table::new("estimates", title, ESTIMATES, rows)
}

fn of_series(quantity: &Quantity, series: &Series) -> Vec<Cell> {
    vec![
        (&quantity.id).into(),
        (&quantity.name).into(),
        (&quantity.topic).into(),
        quantity.kind.label().into(),
        series.unit.name.into(),
        series.unit.base.into(),
        series.unit.factor.into(),
        quantity.deaths.map(DeathKind::label).into(),
        (&series.id).into(),
        (&series.name).into(),
        (&series.author).into(),
        (&series.school).into(),
        (&series.method).into(),
        (&series.price_basis).into(),
        (&series.base).into(),
    ]
}

fn of_row(case: &Case, quantity: &Quantity, series: &Series, row: &Observation) -> [Cell; 18] {
    [
        row.date.to_string().into(),
        day_text(f64::from(row.date.start)).into(),
        day_text(f64::from(row.date.end)).into(),
        (&row.place).into(),
        (&quantity.place).into(),
        json!(row.dims).to_string().into(),
        row.value.into(),
        row.low.into(),
        row.high.into(),
        (&row.source).into(),
        (&row.page).into(),
        row.verified.label().into(),
        row.confidence.into(),
        row.derived.into(),
        case.base.rank(row).label().into(),
        keys(case.base.holdouts_of(&quantity.id, &series.id, row)),
        (&row.note).into(),
        (&series.note).into(),
    ]
}

const MEASURES: &[Spec] = &[
    (
        "unit",
        Text,
        "",
        "unit of measurement, as data files and predicates write it",
    ),
    (
        "base",
        Text,
        "",
        "what it counts in; missing for pure numbers",
    ),
    ("factor", Number, "", "one unit in units of the base"),
];

/// The closed list of units of measurement.
pub fn measures() -> Table {
    let rows = UNITS
        .iter()
        .map(|unit| vec![unit.name.into(), unit.base.into(), unit.factor.into()]);
    let title = "The closed list of units of measurement";
    Table::new("measures", title, MEASURES, rows.collect())
}

const SOURCES: &[Spec] = &[
    ("source", Text, "", "key of the source"),
    ("title", Text, "", "title, as far as known"),
    ("author", Text, "", "author or body"),
    ("year", Integer, "year", "year of publication"),
    ("kind", Text, "", "kind of publication"),
    (
        "rank",
        Text,
        "",
        "how near it stands to what it reports: document, scholarly, reprint or recalled",
    ),
    ("url", Text, "", "address that was seen"),
    ("origin", Text, "", "what a reprint reproduces"),
    ("licence", Text, "", "terms on which its facts are used"),
    (
        "estimates",
        Integer,
        "estimates",
        "observations and datings that cite it",
    ),
    (
        "recalled",
        Integer,
        "estimates",
        "of these recalled and not looked up",
    ),
    ("note", Text, "", "remark"),
];

/// One row a source.
pub fn sources(case: &Case) -> Table {
    let cited = |id: &str| {
        let all = case.base.quantities.values().flat_map(Quantity::rows);
        all.filter(|(_, row)| row.source == id)
            .fold((0, 0), |(all, recalled), (_, row)| {
                (
                    all + 1_usize,
                    recalled + usize::from(row.verified == Verified::Recalled),
                )
            })
    };
    let rows = case.base.sources.values().map(|source| {
        let (estimates, recalled) = cited(&source.id);
        vec![
            (&source.id).into(),
            (&source.title).into(),
            (&source.author).into(),
            source.year.map(i32::from).into(),
            (&source.kind).into(),
            source.rank.label().into(),
            (&source.url).into(),
            (&source.origin).into(),
            (&source.licence).into(),
            estimates.into(),
            recalled.into(),
            (&source.note).into(),
        ]
    });
    Table::new("sources", "The sources, one a row", SOURCES, rows.collect())
}

const SEARCHES: &[Spec] = &[
    ("search", Text, "", "key of the search note"),
    (
        "subject",
        Text,
        "",
        "quantity or event that therefore stands without observations",
    ),
    ("looked_for", Text, "", "what was looked for"),
    ("looked_in", Text, "", "where"),
    (
        "result",
        Text,
        "",
        "with what result; \"not found\" is never a zero",
    ),
];

/// One row a search note.
pub fn searches(case: &Case) -> Table {
    let rows = case.base.searches.iter().map(|note| {
        vec![
            (&note.id).into(),
            (&note.subject).into(),
            (&note.looked_for).into(),
            (&note.looked_in).into(),
            (&note.result).into(),
        ]
    });
    let title = "What was looked for and not found, one search a row";
    Table::new("searches", title, SEARCHES, rows.collect())
}

const INPUTS: &[Spec] = &[
    ("path", Text, "", "file of the case"),
    ("sha256", Text, "", "its SHA-256, in hexadecimal"),
];

/// One row a file of the case.
pub fn inputs(case: &Case) -> Table {
    let rows = case
        .inputs
        .iter()
        .map(|(path, sha256)| vec![path.into(), sha256.into()]);
    Table::new(
        "inputs",
        "The files of the case, one a row",
        INPUTS,
        rows.collect(),
    )
}
