//! The results of runs as tables: one value a cell, the seed in every row.

use super::beside::{Line, dims};
use super::{Ensemble, custody, economy, ledger};
use crate::patterns::Judged;
use crate::setting::Setting;
use crate::table::Kind::{Integer, Number, Text, Truth};
use crate::table::{Cell, Spec, Table, pairs};
use model::observe::OUTPUTS;

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
                significant(one.value, PLENTY).into(),
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

pub(crate) fn seed(seed: u64) -> Cell {
    i64::try_from(seed).map_or_else(|_error| Cell::Text(seed.to_string()), Cell::Integer)
}

/// Digits of a number of one run: every person, and no dust of binary fractions.
pub(crate) const PLENTY: usize = 10;
/// Digits of a number over several runs.
pub(crate) const BAND: usize = 6;

/// A number with so many significant digits.
pub(crate) fn significant(value: f64, digits: usize) -> f64 {
    format!("{value:.*e}", digits.saturating_sub(1))
        .parse()
        .unwrap_or(value)
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
        "the band of the runs and the range recorded for the series do not touch",
    ),
    (
        "standing",
        Text,
        "",
        "held-out, open, or used for parameters or the start",
    ),
    (
        "model_median",
        Number,
        "see unit",
        "median over the runs, to six digits",
    ),
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
    (
        "low",
        Number,
        "see unit",
        "lower end of the range recorded for it; often a round margin of 1 or 3 per cent set when the figure was entered",
    ),
    ("high", Number, "see unit", "upper end of that range"),
    ("verified", Text, "", "looked-up or recalled"),
    (
        "ratio",
        Number,
        "ratio",
        "model median over the value, to six digits; missing where the value is zero",
    ),
    (
        "elasticity",
        Number,
        "percent",
        "beside arrests: change of arrests under poor information for one per cent more suspects tolerated, median over the runs",
    ),
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
            significant(line.model.median, BAND).into(),
            significant(line.model.low, BAND).into(),
            significant(line.model.high, BAND).into(),
            (&line.series).into(),
            line.evidence.0.into(),
            line.evidence.1.into(),
            line.evidence.2.into(),
            line.verified.into(),
            line.ratio().map(|ratio| significant(ratio, BAND)).into(),
            line.elasticity
                .map(|band| significant(band.median, BAND))
                .into(),
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
        "year, region, class, branch, cell of the table of branches, or place in a list from 0; missing for a single value",
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
    (
        "held_to_the_person",
        Truth,
        "",
        "met to the last person after rounding",
    ),
    (
        "series",
        Text,
        "",
        "what this cell rests on, quantity: series, parted by bars; ours: a number of ours is part of it",
    ),
    ("why", Text, "", "why so, for the whole margin"),
];

/// One row a cell of a margin.
pub fn margins(setting: &Setting) -> Table {
    let population = &setting.population;
    let rows = population.start.margins.iter().flat_map(|margin| {
        let about = population
            .margins
            .iter()
            .find(|about| about.name == margin.name);
        let cells = margin.cells.iter().enumerate();
        cells.map(move |(at, (cell, people))| {
            let own = about.and_then(|about| about.cells.get(at));
            vec![
                (&margin.name).into(),
                pairs(cell).into(),
                significant(*people, PLENTY).into(),
                margin.exact.into(),
                own.map(|series| series.join(" | ")).into(),
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
pub fn all(
    setting: &Setting,
    ensemble: &Ensemble,
    (lines, patterns): (&[Line], &[Judged<'_>]),
) -> Vec<Table> {
    vec![
        crate::patterns::table(patterns),
        observations(ensemble),
        ledger::people(setting, ensemble),
        ledger::lost_births(setting, ensemble),
        beside(lines),
        parameters(setting),
        margins(setting),
        economy::coefficients(&setting.economy),
        economy::revisions(ensemble, setting.scenario.first_year),
        custody::table(ensemble, setting),
        economy::branches(&setting.economy),
    ]
}

#[cfg(test)]
mod tests {
    use super::significant;

    #[test]
    fn numbers_lose_their_dust_and_nothing_else() {
        assert_eq!(
            significant(5_487.032_999_999_999, 10).to_string(),
            "5487.033"
        );
        assert_eq!(significant(162_902_000.0, 10).to_string(), "162902000");
        assert_eq!(significant(1.234_567_89, 6).to_string(), "1.23457");
        assert_eq!(significant(0.0, 6).to_string(), "0");
    }
}
