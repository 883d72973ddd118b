//! What the model is given of the table: parameters like all others, except that no other file may set them.

use super::{Economy, FILE, Figure, Grade, Told, Use};
use crate::setting::parameters::{Origin, Parameter};
use crate::setting::used::Used;
use argument::case::file::File;
use argument::fault::{Fault, Place};
use toml::Spanned;

const COEFFICIENT: &str = "coefficient";
const DOUBT: &str = "coefficient_doubt";

/// Parameters by branch: key, figure of the file, what it is, unit.
const BY_BRANCH: [(&str, &str, &str, &str); 8] = [
    (
        "gross_output_of_1932",
        "gross_output",
        "Gross output of 1932 at prices of 1926/27",
        "billion roubles",
    ),
    (
        "final_consumption_of_1932",
        "consumption",
        "Deliveries of 1932 to households, offices, farms, exports and stocks",
        "billion roubles",
    ),
    (
        "final_investment_of_1932",
        "investment",
        "Deliveries of 1932 to investment",
        "billion roubles",
    ),
    (
        "final_defence_of_1932",
        "defence",
        "Deliveries of 1932 to defence",
        "billion roubles",
    ),
    (
        "farm_inputs_of_1932",
        "farm_inputs",
        "Farm products used in 1932",
        "billion roubles",
    ),
    (
        "employment_of_1932",
        "employment",
        "Workers and employees of 1932",
        "million persons",
    ),
    (
        "capital_over_output",
        "capital_over_output",
        "Finished capital over the output of a year",
        "ratio",
    ),
    (
        "unfinished_capital",
        "unfinished_capital",
        "Unfinished over finished capital",
        "ratio",
    ),
];

impl Economy {
    /// The parameters that the table gives. A draw from priors leaves them alone: the doubt of a cell enters when a run draws its table.
    pub(in crate::setting) fn parameters(&self) -> Vec<Parameter> {
        let mut all = vec![
            self.by_cell(
                COEFFICIENT,
                "What a branch uses of a product for one rouble of its own",
                |cell| cell.balanced,
                "First guesses of table.toml, balanced to outputs, uses and value added of 1932; each cell with its origin in the table of coefficients.",
            ),
            self.by_cell(
                DOUBT,
                "Part of a coefficient by which a draw of it may differ",
                |cell| cell.doubt,
                "Ours, cell by cell: 0.3 where the coefficient is assumed, less where it is worked out or recalled.",
            ),
        ];
        all.extend(BY_BRANCH.map(|about| self.by_branch(about)));
        all
    }

    fn by_cell(&self, id: &str, name: &str, of: impl Fn(&Use) -> f64, why: &str) -> Parameter {
        let key = |cell: &Use| format!("{}>{}", cell.from.word(), cell.to.word());
        let first = self.cells.first();
        Parameter {
            id: id.to_owned(),
            name: name.to_owned(),
            unit: "ratio".to_owned(),
            values: self
                .cells
                .iter()
                .map(|cell| (key(cell), of(cell)))
                .collect(),
            prior: (1.0, 1.0),
            origin: Origin::Ours,
            source: "ours".to_owned(),
            why: why.to_owned(),
            fitted_to: if id == COEFFICIENT {
                self.used()
            } else {
                Vec::new()
            },
            at: first.map_or_else(|| Place::file(FILE), |cell| cell.first.at.clone()),
        }
    }

    /// Observations that cells and margins rest on.
    fn used(&self) -> Vec<Used> {
        let cells = self.cells.iter().flat_map(|cell| cell.first.used.clone());
        let margins = ["of_industry", "value_added"];
        let figures = self
            .branches
            .iter()
            .flat_map(|told| margins.map(|name| told.figure(name)));
        let figures = figures.flatten().flat_map(|figure| figure.used.clone());
        cells
            .chain(figures)
            .chain([self.industry.clone()])
            .collect()
    }

    fn by_branch(&self, (id, name, what, unit): (&str, &str, &str, &str)) -> Parameter {
        let figures = || self.branches.iter().filter_map(|told| told.figure(name));
        let value = |told: &Told| (told.branch.word().to_owned(), told.value(name));
        let seen = |figure: &Figure| matches!(figure.origin, Grade::LookedUp | Grade::Recalled);
        let sources: Vec<&str> = figures().map(|figure| figure.source.as_str()).collect();
        let one = sources
            .first()
            .filter(|first| sources.iter().all(|source| source == *first));
        Parameter {
            id: id.to_owned(),
            name: what.to_owned(),
            unit: unit.to_owned(),
            values: self.branches.iter().map(value).collect(),
            prior: (1.0, 1.0),
            origin: if figures().all(seen) {
                Origin::Source
            } else {
                Origin::Ours
            },
            source: one.map_or("ours", |source| *source).to_owned(),
            why: "As table.toml gives it; each branch with its origin in the table of branches."
                .to_owned(),
            fitted_to: figures().flat_map(|figure| figure.used.clone()).collect(),
            at: figures()
                .next()
                .map_or_else(|| Place::file(FILE), |figure| figure.at.clone()),
        }
    }
}

/// No file of parameters may set what the table gives.
pub(in crate::setting) fn refuse_elsewhere(parameters: &[Parameter]) -> Result<(), Fault> {
    let of_table =
        |id: &str| [COEFFICIENT, DOUBT].contains(&id) || BY_BRANCH.iter().any(|one| one.0 == id);
    match parameters.iter().find(|parameter| of_table(&parameter.id)) {
        None => Ok(()),
        Some(parameter) => Err(Fault::new(
            parameter.at.clone(),
            "a figure of the table of branches among the parameters",
        )
        .found(&parameter.id)
        .wanted("a [[branch]] or a [[cell]] of table.toml")
        .hint("the table is balanced as a whole, so its figures stand together in one file")),
    }
}

/// No scenario may set all cells of the table to one value.
pub(in crate::setting) fn refuse_in_scenario(
    file: &File<'_>,
    parameter: &Spanned<String>,
) -> Result<(), Fault> {
    if parameter.as_ref() != COEFFICIENT {
        return Ok(());
    }
    Err(file
        .wrong(parameter, "a change of the cells of the table")
        .wanted("a [[cell]] of table.toml")
        .hint("the table is balanced as a whole; `coefficient_doubt` with value = 0 takes all doubt away"))
}
