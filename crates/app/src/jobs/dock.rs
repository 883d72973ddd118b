//! `closerun dock`: the replication bench.

use crate::cli::{Cli, Format};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::dock::{Row, json, table};

/// Runs every row under a bar.
pub(super) fn rows(cli: &Cli) -> Result<Vec<Row>> {
    let bar = super::run::bar(cli, 0, "docking")?;
    let progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    };
    let rows = lab::dock::run(cli.threads, &progress);
    bar.finish_and_clear();
    Ok(rows?)
}

/// Runs every row and says whether it holds; exit code 1 if one does not.
pub(crate) fn run(cli: &Cli) -> Result<Answer> {
    let rows = rows(cli)?;
    let is_no = rows.iter().any(|row| !row.holds);
    let text = match cli.format {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&json(&rows))?),
        Format::Csv => lab::store::csv::text(&table(&rows)),
        Format::Table => {
            let mut page = Page::default();
            let broken = rows.iter().filter(|row| !row.holds).count();
            page.wrapped(
                "",
                &format!(
                    "{} of {} rows hold. Each runs a mechanism in its paper's own setting, or a sampler against its exact law. Grade A: the numbers reproduce; B: within sampling; C: signs only; X: published, and as expected it does not come out.",
                    rows.len() - broken,
                    rows.len()
                ),
            );
            // Failures first.
            for row in rows
                .iter()
                .filter(|row| !row.holds)
                .chain(rows.iter().filter(|row| row.holds))
            {
                let mark = if row.holds { "holds" } else { "FAILS" };
                page.head(&format!(
                    "{:<5} {mark}   grade {}   {}",
                    row.id, row.grade, row.module
                ));
                page.wrapped("      ", row.setting);
                page.wrapped("      expected  ", &row.expected);
                page.wrapped(
                    "      got       ",
                    &format!("{}   (tolerance {})", row.got, row.tolerance),
                );
            }
            page.0
        }
    };
    Ok(Answer { text, is_no })
}
