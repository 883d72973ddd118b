//! Reading the exported tables: cells, dates, units. Nothing of the program is used for it.

use lab::{store, table};
use std::collections::BTreeMap;

/// One row of a table by column.
pub(crate) type Row = BTreeMap<String, String>;

/// Reads CSV with quoted cells; the first line names the columns.
pub(crate) fn read(table: &table::Table) -> Vec<Row> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (text, mut quoted) = (store::csv::text(table), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (quoted, c) {
            (true, '"') if chars.peek() == Some(&'"') => cell.extend(chars.next()),
            (_, '"') => quoted = !quoted,
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\n') => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    let head = rows.remove(0);
    rows.into_iter()
        .map(|row| head.iter().cloned().zip(row).collect())
        .collect()
}

/// Days since 1970-01-01, with years that begin in March.
fn day(year: i64, month: i64, day: i64) -> f64 {
    let (y, m) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    (365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468) as f64
}

/// First and last day of `1935`, `1935-05`, `1935-05-13` or two of these with a slash between.
pub(crate) fn span(text: &str) -> (f64, f64) {
    let (first, last) = text.split_once('/').unwrap_or((text, text));
    let part = |text: &str, i| {
        text.split('-')
            .nth(i)
            .and_then(|n: &str| n.parse::<i64>().ok())
    };
    let year = |text| part(text, 0).expect("a year");
    let start = day(
        year(first),
        part(first, 1).unwrap_or(1),
        part(first, 2).unwrap_or(1),
    );
    let (y, m) = (year(last), part(last, 1).unwrap_or(12));
    let end = part(last, 2).map_or(day(y + m / 12, m % 12 + 1, 1) - 1.0, |d| day(y, m, d));
    (start, end)
}

/// A decimal number times a power of ten, rounded once.
pub(crate) fn shifted(number: &str, factor: &str) -> f64 {
    let power = factor.parse::<f64>().expect("a factor").log10().round();
    format!("{number}e{power}").parse().expect("a number")
}
