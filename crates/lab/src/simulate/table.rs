//! The results of runs as tables: one value a cell, the seed in every row.

use super::Ensemble;
use super::beside::{Line, dims};
use crate::setting::Setting;
use crate::table::Kind::{Integer, Number, Text, Truth};
use crate::table::{Cell, Spec, Table};
use model::observe::OUTPUTS;
use model::truth::people::{Account, Class};

const OBSERVATIONS: &[Spec] = &[
    ("seed", Integer, "", "seed of the run"),
    (
        "quantity",
        Text,
        "",
        "quantity; one that the evidence has as well has its name",
    ),
    ("date", Text, "", "day for stocks, year for flows"),
    (
        "dimensions",
        Text,
        "",
        "values of dimensions, name=value, parted by blanks",
    ),
    ("value", Number, "see unit", "value"),
    ("unit", Text, "", "unit of the value"),
];

/// One row a seed, quantity and date.
pub fn observations(ensemble: &Ensemble) -> Table {
    let unit = |id: &str| {
        OUTPUTS
            .iter()
            .find(|output| output.id == id)
            .map_or("", |output| output.unit)
    };
    let rows = ensemble.runs.iter().flat_map(|run| {
        run.observations.iter().map(|one| {
            vec![
                seed(run.seed),
                one.quantity.into(),
                (&one.date).into(),
                dims(one).into(),
                one.value.into(),
                unit(one.quantity).into(),
            ]
        })
    });
    Table::new(
        "observations",
        "What was taken down in each run",
        OBSERVATIONS,
        rows.collect(),
    )
}

fn seed(seed: u64) -> Cell {
    i64::try_from(seed).map_or_else(|_error| Cell::Text(seed.to_string()), Cell::Integer)
}

const LEDGER: &[Spec] = &[
    ("seed", Integer, "", "seed of the run"),
    ("year", Integer, "", "year"),
    ("region", Text, "", "region of the model"),
    (
        "class",
        Text,
        "",
        "class, with dependants; special settlers and camp inmates stand under the class of their origin",
    ),
    (
        "kind",
        Text,
        "",
        "born, kind of death, left-country, or lost-births; kinds of death are never added",
    ),
    (
        "number",
        Number,
        "persons",
        "persons, to the person; lost births as an expected number",
    ),
];

/// The human ledger: one row a seed, year, region, class and kind; zeros are left out.
pub fn ledger(setting: &Setting, ensemble: &Ensemble) -> Table {
    let mut rows = Vec::new();
    let regions = &setting.setup.environment.regions;
    for run in &ensemble.runs {
        for (at, year) in setting.setup.span.years().enumerate() {
            for (number, region) in regions.iter().enumerate() {
                for class in Class::ALL {
                    let mut add = |kind: &str, people: f64| {
                        if people > 0.0 {
                            let year = i64::from(year);
                            let (region, class) = ((&region.id).into(), class.word().into());
                            rows.push(vec![
                                seed(run.seed),
                                Cell::Integer(year),
                                region,
                                class,
                                kind.into(),
                                people.into(),
                            ]);
                        }
                    };
                    for account in Account::ALL {
                        let people = run.ledger.number(at, number, *class, *account);
                        add(account.word(), people as f64);
                    }
                    add("lost-births", run.ledger.lost_births(at, number, *class));
                }
            }
        }
    }
    Table::new(
        "human-ledger",
        "Who was born, died, left, and was not born, by year, region and class",
        LEDGER,
        rows,
    )
}

const BESIDE: &[Spec] = &[
    ("quantity", Text, "", "quantity"),
    ("date", Text, "", "date of the evidence"),
    ("dimensions", Text, "", "values of dimensions, name=value"),
    ("unit", Text, "", "unit of all numbers of the row"),
    (
        "miss",
        Truth,
        "",
        "the band of the runs and the range of the series do not touch",
    ),
    (
        "standing",
        Text,
        "",
        "held-out, open, or used for parameters or the start",
    ),
    ("model_median", Number, "see unit", "median over the runs"),
    (
        "model_low",
        Number,
        "see unit",
        "5th percentile over the runs",
    ),
    (
        "model_high",
        Number,
        "see unit",
        "95th percentile over the runs",
    ),
    ("series", Text, "", "series of the evidence"),
    ("value", Number, "see unit", "its value"),
    ("low", Number, "see unit", "lower end of its own range"),
    ("high", Number, "see unit", "upper end of its own range"),
    ("verified", Text, "", "looked-up or recalled"),
    ("ratio", Number, "ratio", "model median over the value"),
];

/// One row a figure that model and evidence share.
pub fn beside(lines: &[Line]) -> Table {
    let rows = lines.iter().map(|line| {
        vec![
            (&line.quantity).into(),
            (&line.date).into(),
            (&line.dims).into(),
            (&line.unit).into(),
            line.is_miss().into(),
            line.standing.word().into(),
            line.model.median.into(),
            line.model.low.into(),
            line.model.high.into(),
            (&line.series).into(),
            line.evidence.0.into(),
            line.evidence.1.into(),
            line.evidence.2.into(),
            line.verified.into(),
            line.ratio().into(),
        ]
    });
    Table::new(
        "model-and-evidence",
        "Model beside evidence, misses first",
        BESIDE,
        rows.collect(),
    )
}

const PARAMETERS: &[Spec] = &[
    ("parameter", Text, "", "key"),
    ("name", Text, "", "what it is"),
    (
        "key",
        Text,
        "",
        "year, region, or place in a list from 0; missing for a single value",
    ),
    ("value", Number, "see unit", "value in this run"),
    ("unit", Text, "", "unit"),
    (
        "prior_low",
        Number,
        "",
        "lower end of the prior, of a value or of a factor on a list",
    ),
    ("prior_high", Number, "", "upper end of the prior"),
    ("origin", Text, "", "source, calibrated or ours"),
    ("source", Text, "", "key of the source, or ours"),
    ("why", Text, "", "why this value"),
];

/// One row a value of a parameter.
pub fn parameters(setting: &Setting) -> Table {
    let rows = setting.parameters.iter().flat_map(|parameter| {
        parameter.values.iter().map(|(key, value)| {
            vec![
                (&parameter.id).into(),
                (&parameter.name).into(),
                key.into(),
                (*value).into(),
                (&parameter.unit).into(),
                parameter.prior.0.into(),
                parameter.prior.1.into(),
                parameter.origin.word().into(),
                (&parameter.source).into(),
                (&parameter.why).into(),
            ]
        })
    });
    Table::new(
        "parameters",
        "Parameters of the laws, as the scenario leaves them",
        PARAMETERS,
        rows.collect(),
    )
}

const MARGINS: &[Spec] = &[
    ("margin", Text, "", "margin of the population at the start"),
    ("cell", Text, "", "values of dimensions, name=value"),
    ("people", Number, "persons", "people that the fit must meet"),
    ("exact", Truth, "", "met to the last person after rounding"),
    ("series", Text, "", "series it rests on, parted by bars"),
    ("why", Text, "", "why so"),
];

/// One row a cell of a margin.
pub fn margins(setting: &Setting) -> Table {
    let population = &setting.population;
    let rows = population.start.margins.iter().flat_map(|margin| {
        let about = population
            .margins
            .iter()
            .find(|about| about.name == margin.name);
        margin.cells.iter().map(move |(cell, people)| {
            let words: Vec<String> = cell
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            vec![
                (&margin.name).into(),
                words.join(" ").into(),
                (*people).into(),
                margin.exact.into(),
                about.map(|about| about.series.join(" | ")).into(),
                about.map(|about| about.why.clone()).into(),
            ]
        })
    });
    Table::new(
        "margins",
        "Margins of the population at the start",
        MARGINS,
        rows.collect(),
    )
}

/// Every table that a run writes.
pub fn all(setting: &Setting, ensemble: &Ensemble, lines: &[Line]) -> Vec<Table> {
    vec![
        observations(ensemble),
        ledger(setting, ensemble),
        beside(lines),
        parameters(setting),
        margins(setting),
    ]
}
