//! The replication bench as JSON and as a table.

use crate::error::LabError;
use crate::run::pool;
use crate::table::Kind::{Text, Truth};
use crate::table::{Spec, Table};
pub use model::dock::Row;
use model::dock::parts;
use serde_json::{Value, json};

/// Runs all rows with so many threads (0 means all), telling after each part: (done, of).
///
/// # Errors
/// Threads that the machine does not give.
pub fn run(threads: usize, progress: &dyn Fn(usize, usize)) -> Result<Vec<Row>, LabError> {
    let pool = pool(threads)?;
    let parts = parts();
    let mut rows = Vec::new();
    for (done, part) in (1..).zip(&parts) {
        rows.extend(pool.install(part));
        progress(done, parts.len());
    }
    Ok(rows)
}

/// A contract: keys may be added, none is renamed.
pub fn json(rows: &[Row]) -> Value {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({ "id": row.id, "module": row.module, "setting": row.setting, "expected": row.expected, "got": row.got,
                "tolerance": row.tolerance, "grade": row.grade, "holds": row.holds })
        })
        .collect();
    json!({ "rows": rows })
}

const DOCK: &[Spec] = &[
    (
        "row",
        Text,
        "",
        "number in the docking table; S for samplers",
    ),
    ("module", Text, "", "file of the mechanism"),
    ("setting", Text, "", "what is run, and whose it is"),
    ("expected", Text, "", "what the source has"),
    ("got", Text, "", "what we get"),
    ("tolerance", Text, "", "how far they may lie apart"),
    (
        "grade",
        Text,
        "",
        "A numbers, B within sampling, C signs only, X does not reproduce",
    ),
    ("holds", Truth, "", "the expected outcome occurred"),
];

/// One row a row of the bench.
pub fn table(rows: &[Row]) -> Table {
    let cells = rows.iter().map(|row| {
        vec![
            row.id.into(),
            row.module.into(),
            row.setting.into(),
            (&row.expected).into(),
            (&row.got).into(),
            (&row.tolerance).into(),
            row.grade.into(),
            row.holds.into(),
        ]
    });
    Table::new("dock", "The replication bench", DOCK, cells.collect())
}
