//! `DATA-DICTIONARY.md`: what every table, column, unit and word of a run means.

use crate::json::FORMAT_VERSION;
use crate::run::VERSION;
use crate::table::{Kind, Table};
use argument::case::Case;
use argument::source::Rank;
use argument::unit::UNITS;
use argument::verdict::Status;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What the schools of estimators stand for.
const SCHOOLS: &[(&str, &str)] = &[
    (
        "official",
        "figures that the government of the time published or circulated",
    ),
    (
        "archive",
        "figures of offices of the time that became known from archives",
    ),
    (
        "western",
        "recalculations made outside the country while its archives were closed",
    ),
    ("demography", "reconstructions by demographers"),
    (
        "scholarship",
        "works of historians and economists with access to archives",
    ),
    ("popular", "figures in general histories and journalism"),
    ("reference", "encyclopaedias, handbooks and compilations"),
];

/// The dictionary of a check as Markdown.
pub fn text(case: &Case, tables: &[Table]) -> String {
    let mut text = head(case, CHECK, FILES, tables);
    text.push_str("\n## Statuses\n\n");
    grid(
        &mut text,
        ["status", "meaning"],
        Status::ALL
            .iter()
            .map(|status| [status.label(), status.meaning()].map(str::to_owned)),
    );
    text.push_str("\n## Ranks of sources, strongest first\n\n");
    grid(
        &mut text,
        ["rank", "meaning"],
        Rank::ALL
            .iter()
            .map(|rank| [rank.label(), rank_meaning(*rank)].map(str::to_owned)),
    );
    text.push_str("\n## Schools of estimators\n\n");
    grid(&mut text, ["school", "meaning"], schools(case).into_iter());
    units(&mut text);
    text
}

/// The dictionary of the runs of a scenario as Markdown.
pub fn of_run(case: &Case, tables: &[Table]) -> String {
    head(case, RUN, FILES_OF_RUN, tables)
}

/// The dictionary of a paired contrast as Markdown.
pub fn of_contrast(case: &Case, tables: &[Table]) -> String {
    head(case, CONTRAST, FILES_OF_RUN, tables)
}

/// The dictionary of a fit as Markdown.
pub fn of_fit(case: &Case, tables: &[Table]) -> String {
    head(case, FIT, FILES_OF_FIT, tables)
}

/// What every dictionary begins with: conventions, files, tables.
fn head(case: &Case, of_job: &str, files: &[(&str, &str)], tables: &[Table]) -> String {
    let mut text = format!(
        "# Data dictionary\n\nCase {}: {}. closerun {VERSION}, format version {FORMAT_VERSION}.\n\n{HEAD}\n{of_job}\n",
        case.about.id, case.about.title
    );
    text.push_str("\n## Files\n\n");
    let rows = files.iter();
    grid(
        &mut text,
        ["file", "what it holds"],
        rows.map(|(file, holds)| [(*file).to_owned(), (*holds).to_owned()]),
    );
    text.push_str("\n## Tables\n");
    for each in tables {
        table(&mut text, each);
    }
    text
}

const HEAD: &str = "\
One value stands in each cell. A missing cell is empty in CSV and null in Parquet and JSON; it is never a zero. Keys that
share a cell are parted by spaces, sentences by ` | `. CSV is UTF-8 with quoting by RFC 4180 and a line feed after each
line; numbers stand in the shortest form that reads back as the same number. Days are counted from 1970-01-01, which is
day 0.";

const CHECK: &str = "\
The points inside ranges come from one fixed quasi-random sequence, whose seed is in run-manifest.json; runs of the model
draw random numbers, and the seed of each stands in its row of the table of trials.";

const RUN: &str = "\
The seed of each run stands in its rows. Bands over the runs are chance alone. Persons are counted to the person; that is the
precision of the model's arithmetic, not of what anybody knows. Kinds of death are never added, and lost births are no deaths.";

const CONTRAST: &str = "\
Baseline and scenario are run with the same seeds, so a difference shares all chance that the scenario does not touch. It is a contrast
inside the model, no forecast, and identifies no cause. Bands over seeds are chance; rival settings are doubt about rules; the two are not
blended. The human ledger counts each kind of death apart, kinds are never added, and lost births are no deaths.";

const FIT: &str = "\
Members are a sample of what observations up to the freeze do not rule out, never a best run. A held-out number was seen by no fitting code, and was known to
the authors. Bands are over members and seeds; those called wide hold the model's discrepancy and the source's error as well. Nothing was fitted under a
lever or a counterfactual, and the only aim was distance to observations.";

const FILES_OF_FIT: &[(&str, &str)] = &[
    (
        "ensembles/",
        "one ensemble a freeze, to be put into a case, and the log of hold-outs that were opened",
    ),
    ("tables/", "the tables below, each as CSV and as Parquet"),
    (
        "run-manifest.json",
        "waves, observations set aside, scores, versions, digests of every input and output",
    ),
    (
        "LICENSE-DATA",
        "the licence of the data, which is not that of the code",
    ),
];

const FILES_OF_RUN: &[(&str, &str)] = &[
    ("tables/", "the tables below, each as CSV and as Parquet"),
    (
        "run-manifest.json",
        "scenario with all that it changes, seeds, versions, digests of every input and output",
    ),
    (
        "LICENSE-DATA",
        "the licence of the data, which is not that of the code",
    ),
];

const FILES: &[(&str, &str)] = &[
    ("report.html", "the report, to read and to print"),
    (
        "report-short.html",
        "its first page, all sentences in one table, tensions, words: to hand out",
    ),
    (
        "check.json",
        "the verdicts; schemas/check.schema.json describes it",
    ),
    ("tables/", "the tables below, each as CSV and as Parquet"),
    (
        "bibliography.bib, bibliography.csl.json",
        "every source that an estimate cites",
    ),
    (
        "run-manifest.json",
        "versions, digests of every input and output, counts",
    ),
    (
        "LICENSE-DATA",
        "the licence of the data, which is not that of the code",
    ),
    ("schemas/", "JSON schemas of what the program prints"),
];

fn table(text: &mut String, table: &Table) {
    // Writing to a String cannot fail.
    let _infallible = write!(
        text,
        "\n### {}\n\n{}. {} rows.\n\n",
        table.name,
        table.title,
        table.rows.len()
    );
    let columns = table.columns.iter().map(|column| {
        let kind = match column.kind {
            Kind::Number | Kind::Integer if !column.unit.is_empty() => {
                format!("{}, {}", column.kind.label(), column.unit)
            }
            kind => kind.label().to_owned(),
        };
        [column.name.clone(), kind, column.meaning.clone()]
    });
    grid(text, ["column", "kind and unit", "meaning"], columns);
}

fn grid<const N: usize>(
    text: &mut String,
    head: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) {
    let mut line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        let _infallible = writeln!(text, "| {} |", cells.join(" | "));
    };
    line(&head.map(str::to_owned));
    line(&[const { "---" }; N].map(str::to_owned));
    for row in rows {
        line(&row);
    }
}

fn rank_meaning(rank: Rank) -> &'static str {
    match rank {
        Rank::Document => {
            "a document of the time, or the data publication of the body itself, seen as such"
        }
        Rank::Scholarly => "a scholar's work or data set",
        Rank::Reprint => "a mirror, encyclopaedia or web page that repeats a figure",
        Rank::Recalled => "nothing was seen: a figure remembered from a named work",
    }
}

/// The known schools, and any other that a series of the case names.
fn schools(case: &Case) -> Vec<[String; 2]> {
    let series = case
        .base
        .quantities
        .values()
        .flat_map(|quantity| &quantity.series);
    let named: BTreeSet<&str> = series
        .map(|series| series.school.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    let known = SCHOOLS
        .iter()
        .map(|(name, meaning)| [(*name).to_owned(), (*meaning).to_owned()]);
    let others = named
        .into_iter()
        .filter(|name| SCHOOLS.iter().all(|(known, _)| known != name));
    known
        .chain(others.map(|name| [name.to_owned(), "not described".to_owned()]))
        .collect()
}

fn units(text: &mut String) {
    text.push_str("\n## Units of measurement\n\nThe list is closed. Only units of one base can be compared or added.\n\n");
    let rows = UNITS.iter().map(|unit| {
        let base = if unit.base.is_empty() {
            "pure number"
        } else {
            unit.base
        };
        [
            unit.name.to_owned(),
            base.to_owned(),
            unit.factor.to_string(),
        ]
    });
    grid(text, ["unit", "counts in", "factor"], rows);
    text.push_str(
        "\nA volume or an index has a base of its own: only ratios inside one series mean anything. Roubles of different\n\
         price bases are not compared. Kinds of death are never added to each other.\n",
    );
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::{table, testing};
    use argument::unit::UNITS;

    #[test]
    fn names_every_table_column_and_unit() {
        let (case, check) = testing::judged();
        let tables = table::all(&case, &check);
        let text = text(&case, &tables);
        for table in &tables {
            assert!(text.contains(&format!("\n### {}\n", table.name)));
            for column in &table.columns {
                assert!(
                    text.contains(&format!("| {} | ", column.name)),
                    "{}.{}",
                    table.name,
                    column.name
                );
            }
        }
        for unit in UNITS {
            assert!(text.contains(&format!("| {} | ", unit.name)));
        }
        assert!(!text.contains("not described"));
    }
}
